/* escale.txt: what it says, and what is told of a wrong line. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "app/card.h"
#include "app/setup.h"
#include "base/file.h"
#include "platform/clock.h"
#include "session/session.h"
#include "sync/bundle.h"

#define KEY "RWTgBi65a+OjGiL88+Hx/UcZLa8Uslty7BjXoIyrEHgrbn5e6mS1vKzd"

static struct card_file parsed(const char *text)
{
	struct card_file c;
	card_parse(&c, str_from(text));
	return c;
}

Test(card, an_empty_file_says_nothing_and_is_right)
{
	struct card_file c = parsed("");
	cr_assert(c.mistake_count == 0 && c.rotate == -1 && c.lang == -1 && c.place == -1 && c.alone == -1 && !c.panel[0] && !c.zone);
}

Test(card, every_setting_is_taken)
{
	struct card_file c = parsed("écran = 7-portrait\nrotation = 90\nlangue = uk\nlieu = bus\nconseiller = non\nfuseau = reunion\n"
			       "autorité = " KEY "\ndestinataires = ESCALE\nusb = 0eef:0005, 2047:0ABC\n");
	cr_assert_eq(c.mistake_count, 0);
	cr_assert(strcmp(c.panel, "7-portrait") == 0 && c.rotate == 90 && c.lang == LANG_UK && c.alone == 1);
	cr_assert_str_eq(place_kinds[c.place].code, "bus");
	cr_assert_str_eq(c.authority, KEY);
	cr_assert(strcmp(c.recipients, "ESCALE") == 0 && c.recipients_line == 8);
	cr_assert_str_eq(c.zone, "<+04>-4");
}

/* What the rules say, where a mistake of sign or of season would be seen: UTC's noon on 2026-01-15 and on 2026-07-15. */
Test(card, each_zone_has_its_hour_in_winter_and_in_summer)
{
	static const struct {
		const char *name;
		int winter, summer;
	} zones[] = {
		{ "metropole", 13, 14 }, { "guadeloupe", 8, 8 }, { "martinique", 8, 8 }, { "guyane", 9, 9 },  { "reunion", 16, 16 },
		{ "mayotte", 15, 15 },	 { "saint-pierre", 9, 10 }, { "polynesie", 2, 2 }, { "caledonie", 23, 23 }, { "wallis", 0, 0 },
	};
	const time_t winter = 20468LL * 86400 + 43200, summer = 20649LL * 86400 + 43200;
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
		char text[40];
		struct tm local;
		snprintf(text, sizeof text, "fuseau = %s\n", zones[i].name);
		struct card_file c = parsed(text);
		cr_assert(c.mistake_count == 0 && c.zone, "%s", zones[i].name);
		clock_zone(c.zone);
		cr_expect_eq(localtime_r(&winter, &local)->tm_hour, zones[i].winter, "%s in winter: %d", zones[i].name, local.tm_hour);
		cr_expect_eq(localtime_r(&summer, &local)->tm_hour, zones[i].summer, "%s in summer: %d", zones[i].name, local.tm_hour);
	}
}

Test(card, as_people_write_it_on_windows)
{
	struct card_file c = parsed("\xEF\xBB\xBF# Réglages\r\n\r\n  ECRAN : 10.1   # le grand\r\nRotation=180\r\n");
	cr_assert(c.mistake_count == 0 && strcmp(c.panel, "10.1") == 0 && c.rotate == 180);
}

/* One wrong text, its line, and a word that the technician must read. */
static const struct {
	const char *text;
	int line;
	const char *says;
} wrong[] = {
	{ "# note\nrotation = 45\n", 2, "0, 90, 180 ou 270" },
	{ "rotation = 90 degrés\n", 1, "90 degrés" },
	{ "écran = 12\n", 1, "10.1" },
	{ "langue = français\n", 1, "fr, en, ar ou uk" },
	{ "lieu = piscine\n", 1, "mediatheque" },
	{ "conseiller = peut-être\n", 1, "oui ou non" },
	{ "fuseau = La Réunion\n", 1, "wallis" },
	{ "autorité = RWTgBi65\n", 1, "56 signes" },
	{ "destinataires = ../data\n", 1, "dossier" },
	{ "destinataires = C:\\ESCALE\n", 1, "dossier" },
	{ "usb = 0eef:5, 2047:0abc\n", 1, "0eef:5" },
	{ "usb = écran\n", 1, "0eef:0005" },
	{ "bonjour\n", 1, "rotation = 90" },
	{ "ecrran = 7\n", 1, "ecrran" },
	{ "\n\nrotation =\n", 3, "il manque la valeur" },
	{ "rotation = 90\nROTATION = 0\n", 2, "ligne 1" },
	{ "\xE9" "cran = 7\n", 1, "UTF-8" },
};

Test(card, a_wrong_line_is_told_with_its_number_and_what_to_write)
{
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct card_file c = parsed(wrong[i].text);
		cr_expect_eq(c.mistake_count, 1, "%s: %d mistakes", wrong[i].text, c.mistake_count);
		cr_expect_eq(c.mistakes[0].line, wrong[i].line, "%s: line %d", wrong[i].text, c.mistakes[0].line);
		cr_expect(strstr(c.mistakes[0].text, wrong[i].says), "%s: « %s »", wrong[i].text, c.mistakes[0].text);
	}
}

Test(card, a_wrong_line_changes_nothing_and_hides_no_other)
{
	struct card_file c = parsed("rotation = 45\nécran = 7\nlangue = xx\n");
	cr_assert(c.mistake_count == 2 && c.rotate == -1 && strcmp(c.panel, "7") == 0 && c.mistakes[1].line == 3);
}

Test(card, the_first_of_two_lines_stays)
{
	cr_assert_eq(parsed("rotation = 90\nrotation = 180\n").rotate, 90);
}

Test(card, utf_16_is_one_mistake_of_the_whole_file)
{
	struct card_file c;
	card_parse(&c, STR("r\0o\0t\0a\0\n\0"));
	cr_assert(c.mistake_count == 1 && c.mistakes[0].line == 0);
}

Test(card, any_bytes_give_a_card_whose_mistakes_are_whole_utf_8)
{
	srand(6);
	for (int round = 0; round < 3000; round++) {
		char text[400];
		size_t n = (size_t)(rand() % 400);
		for (size_t i = 0; i < n; i++) {
			int byte = rand() % 4 ? "=:#\n ab\xC3rotation"[rand() % 16] : 1 + rand() % 255;
			text[i] = (char)byte;
		}
		struct card_file c;
		card_parse(&c, (struct str){ text, n });
		for (int i = 0; i < c.mistake_count && i < CARD_MISTAKES_MAX; i++)
			cr_assert(memchr(c.mistakes[i].text, '\0', CARD_MISTAKE_SIZE) && c.mistakes[i].text[0]);
	}
}

/* ---- on a real folder ---- */

static struct {
	char dir[64], data[96], path[160];
} here;

static void make_folder(void)
{
	strcpy(here.dir, "/tmp/escale-card-XXXXXX");
	cr_assert(mkdtemp(here.dir));
	snprintf(here.data, sizeof here.data, "%s/data", here.dir);
}

static void drop_folder(void)
{
	char command[128];
	snprintf(command, sizeof command, "rm -rf %s", here.dir);
	cr_assert_eq(system(command), 0);
}

static void write_here(const char *name, const char *text)
{
	snprintf(here.path, sizeof here.path, "%s/%s", here.dir, name);
	cr_assert(file_write(here.path, text, strlen(text), 0644, NULL));
}

Test(card, no_file_is_no_mistake, .init = make_folder, .fini = drop_folder)
{
	struct card_file c;
	card_read(&c, here.dir);
	cr_assert_eq(c.mistake_count, 0);
}

Test(card, a_file_that_is_no_settings_file_is_not_read, .init = make_folder, .fini = drop_folder)
{
	static char much[CARD_FILE_MAX + 2];
	memset(much, 'a', sizeof much - 1);
	write_here("escale.txt", much);
	struct card_file c;
	card_read(&c, here.dir);
	cr_assert(c.mistake_count == 1 && c.mistakes[0].line == 0);
}

static long long no_time(void *context)
{
	(void)context;
	return 0;
}
static int64_t no_day(void *context)
{
	(void)context;
	return 20000;
}
static bool no_stick(void *context, char *out, size_t size)
{
	(void)context, (void)out, (void)size;
	return false;
}

static void open_keeper(struct keeper *k)
{
	cr_assert(seal_init(NULL));
	keeper_open(k, &(struct keeper_options){ .data_dir = here.data, .stick = no_stick, .now_ms = no_time, .clock_day = no_day });
}

static int place_of(struct keeper *k)
{
	struct staff_info info;
	keeper_staff_info(k, &info);
	return info.place;
}

Test(card, the_place_is_set_once_and_what_staff_choose_later_stays, .init = make_folder, .fini = drop_folder)
{
	struct keeper k;
	int64_t unused;
	struct card_file c = parsed("lieu = bus\n");
	open_keeper(&k);
	setup_keeper(&c, here.dir, &k);
	int first = place_of(&k);
	keeper_job(&k, JOB_PLACE, 2, &unused);
	setup_keeper(&c, here.dir, &k);
	int second = place_of(&k);
	c = parsed("lieu = mairie\n");
	setup_keeper(&c, here.dir, &k);
	int third = place_of(&k);
	keeper_close(&k);
	cr_assert(first == 0 && second == 2 && third == 1 && c.mistake_count == 0);
}

Test(card, the_authority_is_kept_where_the_kiosk_looks_for_it, .init = make_folder, .fini = drop_folder)
{
	struct card_file c = parsed("autorité = " KEY "\n");
	struct buf b = { 0 };
	setup_authority(&c, here.data);
	snprintf(here.path, sizeof here.path, "%s/autorite.pub", here.data);
	cr_assert(file_read(here.path, 1000, &b, NULL) && strstr(b.data, KEY) && c.mistake_count == 0);
	buf_free(&b);
}

/* A folder stands where the key would be: nothing can be written there, even by root. */
Test(card, an_authority_that_is_not_kept_is_told_with_its_line_unless_the_card_takes_nothing, .init = make_folder, .fini = drop_folder)
{
	struct keeper k, without = { 0 };
	struct card_file c = parsed("lieu = bus\nautorité = " KEY "\n");
	snprintf(here.path, sizeof here.path, "%s/autorite.pub", here.data);
	mkdir(here.data, 0755);
	mkdir(here.path, 0755);
	setup_authority(&c, here.data);
	setup_keeper(&c, here.dir, &without);
	int quiet = c.mistake_count;
	open_keeper(&k);
	setup_keeper(&c, here.dir, &k);
	keeper_close(&k);
	rmdir(here.path);
	cr_assert(quiet == 0 && c.mistake_count == 1 && c.mistakes[0].line == 2);
}

Test(card, a_list_that_cannot_be_trusted_is_told_with_its_line, .init = make_folder, .fini = drop_folder)
{
	struct keeper k;
	struct card_file c = parsed("autorité = " KEY "\ndestinataires = ESCALE\n");
	setup_authority(&c, here.data);
	open_keeper(&k);
	setup_keeper(&c, here.dir, &k); /* no such folder */
	int missing = c.mistake_count;
	snprintf(here.path, sizeof here.path, "%s/ESCALE", here.dir);
	mkdir(here.path, 0755);
	write_here("ESCALE/" RECIPIENTS_FILE, "escale recipients 1\nversion 1\n");
	write_here("ESCALE/" RECIPIENTS_FILE ".minisig", "nothing\n");
	setup_keeper(&c, here.dir, &k);
	int version = k.recipients.version;
	keeper_close(&k);
	cr_assert(missing == 1 && c.mistake_count == 2 && version == 0 && c.mistakes[0].line == 2 && c.mistakes[1].line == 2);
}
