/* Contents for real: packs on folders in place of sticks, installed, shown when nobody is there, refused when something is
 * wrong, taken back, and the shipped ones behind it all. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/contents.h"
#include "base/file.h"
#include "helpers/fake_measure.h"
#include "helpers/pack_box.h"
#include "platform/picture.h"
#include "seal/age.h"

static struct pack_box box;
static struct contents c;
static struct staff_contents seen;
static char data[100], stick[100], folder[120], shipped[100];
static bool stick_in;
static int stick_answers; /* how many times it is still found; -1: always */

static bool find_stick(void *context, char *out, size_t size)
{
	(void)context;
	if (!stick_in || stick_answers == 0)
		return false;
	stick_answers -= stick_answers > 0;
	return str_copy(out, size, stick);
}

static void sh(const char *format, ...)
{
	char command[900];
	va_list list;
	va_start(list, format);
	vsnprintf(command, sizeof command, format, list);
	va_end(list);
	cr_assert_eq(system(command), 0, "%s", command);
}

static void open_contents(void)
{
	struct contents_options o = { .data_dir = data, .shipped = shipped, .stick = find_stick };
	struct err e = { 0 };
	cr_assert(contents_open(&c, &o, &e), "%s", e.text);
}

static void restart(void)
{
	contents_close(&c);
	open_contents();
}

static void trust(const struct sign_public *authority)
{
	char line[MINISIGN_PUBLIC_SIZE], path[200];
	sign_public_print(authority, line);
	snprintf(path, sizeof path, "%s/autorite.pub", data);
	cr_assert(file_write(path, line, strlen(line), 0600, &(struct err){ 0 }));
}

static void begin(void)
{
	struct err e = { 0 };
	box_open(&box);
	snprintf(data, sizeof data, "%s/data", box.dir);
	snprintf(stick, sizeof stick, "%s/stick", box.dir);
	snprintf(folder, sizeof folder, "%s/ESCALE", stick);
	snprintf(shipped, sizeof shipped, "%s/shipped", box.dir);
	cr_assert(file_mkdir(data, &e) && file_mkdir(folder, &e));
	sh("mkdir %s && cp -r tests/flows/pack/photos tests/flows/pack/glossaire %s/", shipped, shipped);
	trust(&box.authority);
	box_put_module(&box, "mail");
	stick_in = true;
	stick_answers = -1;
	open_contents();
}

static void end(void)
{
	contents_close(&c);
	box_close(&box);
}

TestSuite(contents, .init = begin, .fini = end, .timeout = 120);

static void put_pack(const char *name, int version, const char *file)
{
	char path[300];
	snprintf(path, sizeof path, "%s/%s" PACKFILE_SUFFIX, folder, file);
	box_write(&box, name, version, path);
}

/* As staff do: look at the page, then touch the button. */
static enum job_result install(void)
{
	int64_t version;
	contents_staff(&c, true, &seen);
	return contents_job(&c, JOB_CONTENTS, &version);
}

static int installed_folders(void)
{
	char command[200];
	int n = -1;
	snprintf(command, sizeof command, "ls %s/contenus 2>/dev/null | grep -c ^v", data);
	FILE *p = popen(command, "r");
	cr_assert(p && fscanf(p, "%d", &n) == 1);
	pclose(p);
	return n;
}

/* ---- an app that is on its attract screen, or not ---- */

static struct panel panel;
static struct look look;
static struct app app;

static void hush(void *context)
{
	(void)context;
}

static void volume(void *context, int step)
{
	(void)context;
	(void)step;
}

static void visit(void *context, const struct fact *facts, int count)
{
	(void)context;
	(void)facts;
	(void)count;
}

static uint64_t dice(void *context)
{
	(void)context;
	return 7;
}

static int slot(void *context)
{
	(void)context;
	return 0;
}

static void open_app(void)
{
	static struct world world;
	world = (struct world){ .hush = hush, .volume = volume, .visit = visit, .random = dice, .slot = slot };
	cr_assert(panel_parse(&panel, "10.1", &(struct err){ 0 }));
	look = (struct look){ .panel = &panel, .measure = &fake_measure, .place_name = "" };
	app_init(&app, &c.pack, &look, &world, 1000);
}

static void touch(enum msg_kind kind, int arg)
{
	app_message(&app, (struct msg){ .kind = kind, .arg = arg, .now_ms = 2000 });
	app_settle(&app, 2000);
}

/* ---- the good way ---- */

Test(contents, a_new_kiosk_shows_what_came_with_it)
{
	contents_staff(&c, true, &seen);
	cr_expect_str_eq(c.pack.modules[0].id, "photos");
	cr_expect(!c.pack.signed_pack);
	cr_expect_eq(seen.shown_kind, CONTENTS_SHIPPED);
	cr_expect_eq(seen.before_kind, CONTENTS_NONE);
	cr_expect_eq(seen.offer, RESULT_NOTHING);
}

Test(contents, a_pack_on_the_stick_is_told_before_it_is_installed)
{
	put_pack("Prévention cyber", 3, "a");
	contents_staff(&c, true, &seen);
	cr_expect_eq(seen.offer, RESULT_DONE);
	cr_expect_str_eq(seen.offered.name, "Prévention cyber");
	cr_expect_str_eq(seen.offered.signer, "Pays de Vallavre");
	cr_expect_eq(seen.offered.version, 3);
	cr_expect_eq(seen.offered.modules, 1);
	cr_expect_eq(seen.offered.languages, (1u << LANG_FR) | (1u << LANG_AR));
	cr_expect_gt(seen.offered.bytes, 1000);
	cr_expect_eq(seen.on_stick, 1);
	cr_expect_eq(installed_folders(), 0, "looking writes nothing");
}

Test(contents, it_is_shown_when_nobody_uses_the_kiosk_and_not_before)
{
	open_app();
	put_pack("Prévention cyber", 3, "a");
	touch(MSG_WAKE, 0);
	touch(MSG_LANG, LANG_FR);
	cr_assert_eq(install(), RESULT_DONE);
	contents_staff(&c, false, &seen);
	cr_expect(seen.waiting);
	cr_expect(!contents_change(&c, &app), "a visit is going on");
	cr_expect_str_eq(c.pack.modules[0].id, "photos");
	touch(MSG_MODULE, 0);
	cr_expect(!contents_change(&c, &app));
	touch(MSG_END, 0);
	cr_expect(contents_change(&c, &app));
	cr_expect_str_eq(c.pack.modules[0].id, "mail");
	cr_expect(c.pack.signed_pack);
	cr_expect(!contents_change(&c, &app), "once");
	touch(MSG_WAKE, 0); /* under the sanitizers: nothing speaks of the old pack any more */
	touch(MSG_LANG, LANG_AR);
	touch(MSG_MODULE, 0);
	touch(MSG_NEXT, 0);
	app_drop(&app);
}

Test(contents, it_is_still_there_after_a_restart)
{
	put_pack("Prévention cyber", 3, "a");
	cr_assert_eq(install(), RESULT_DONE);
	restart();
	contents_staff(&c, true, &seen);
	cr_expect_str_eq(c.pack.modules[0].id, "mail");
	cr_expect_eq(seen.shown_kind, CONTENTS_PACK);
	cr_expect_eq(seen.before_kind, CONTENTS_SHIPPED);
	cr_expect_eq(seen.shown.version, 3);
	cr_expect(!seen.waiting && !seen.failed);
}

Test(contents, an_older_or_equal_version_is_refused)
{
	put_pack("Prévention cyber", 3, "a");
	cr_assert_eq(install(), RESULT_DONE);
	cr_expect_eq(install(), RESULT_OLD_VERSION);
	cr_expect_str_eq(seen.offered.name, "Prévention cyber", "staff read what is on the stick all the same");
	put_pack("Prévention cyber", 2, "a");
	cr_expect_eq(install(), RESULT_OLD_VERSION);
	put_pack("Prévention cyber", 4, "a");
	cr_expect_eq(install(), RESULT_DONE);
	put_pack("Autre chose", 1, "a"); /* other contents count for themselves */
	cr_expect_eq(install(), RESULT_DONE);
}

Test(contents, one_touch_goes_back_and_forward_again)
{
	int64_t version;
	put_pack("Prévention cyber", 3, "a");
	cr_assert_eq(install(), RESULT_DONE);
	put_pack("Prévention cyber", 4, "a");
	cr_assert_eq(install(), RESULT_DONE);
	contents_staff(&c, true, &seen);
	cr_expect_eq(seen.before.version, 3);
	cr_expect_eq(contents_job(&c, JOB_CONTENTS_BACK, &version), RESULT_DONE);
	cr_expect_eq(version, 3);
	restart();
	contents_staff(&c, true, &seen);
	cr_expect_eq(seen.shown.version, 3);
	cr_expect_eq(seen.before.version, 4);
	cr_expect_eq(contents_job(&c, JOB_CONTENTS_BACK, &version), RESULT_DONE);
	cr_expect_eq(version, 4);
	cr_expect_eq(installed_folders(), 2);
}

Test(contents, back_to_what_came_with_the_program)
{
	int64_t version;
	cr_expect_eq(contents_job(&c, JOB_CONTENTS_BACK, &version), RESULT_NOTHING);
	put_pack("Prévention cyber", 3, "a");
	cr_assert_eq(install(), RESULT_DONE);
	cr_expect_eq(contents_job(&c, JOB_CONTENTS_BACK, &version), RESULT_DONE);
	restart();
	cr_expect_str_eq(c.pack.modules[0].id, "photos");
	cr_expect_eq(install(), RESULT_DONE, "the same version may then be installed again");
}

Test(contents, of_several_packs_the_newest_of_the_same_name_is_offered)
{
	put_pack("Prévention cyber", 3, "a");
	cr_assert_eq(install(), RESULT_DONE);
	put_pack("Prévention cyber", 5, "b");
	put_pack("Prévention cyber", 4, "c");
	put_pack("Autre chose", 900, "d");
	sh("echo rien >%s/e" PACKFILE_SUFFIX, folder);
	contents_staff(&c, true, &seen);
	cr_expect_eq(seen.offered.version, 5);
	cr_expect_eq(seen.on_stick, 4);
}

/* ---- hostile sticks ---- */

static void refused(enum job_result why)
{
	enum job_result result = install();
	cr_expect_eq(result, why, "%d, not %d", result, why);
	cr_expect_eq(seen.offer, (int)why, "the page says it before: %d", seen.offer);
	cr_expect_str_eq(c.pack.modules[0].id, "photos");
	cr_expect_eq(installed_folders(), 0);
	cr_expect(!c.waiting);
}

Test(contents, an_unsigned_pack_is_refused)
{
	put_pack("Prévention cyber", 3, "a");
	sh("cp %s/plain" PACKFILE_SUFFIX " %s/a" PACKFILE_SUFFIX, box.dir, folder);
	refused(RESULT_UNSIGNED);
}

Test(contents, a_pack_of_another_authority_is_refused)
{
	struct sign_secret other;
	struct sign_public public;
	put_pack("Prévention cyber", 3, "a");
	sign_new(&other, &public);
	trust(&public);
	refused(RESULT_BAD_SIGNATURE);
}

Test(contents, a_kiosk_without_an_authority_takes_nothing)
{
	put_pack("Prévention cyber", 3, "a");
	sh("rm %s/autorite.pub", data);
	refused(RESULT_BAD_SIGNATURE);
}

Test(contents, cut_altered_and_giant_files_are_refused)
{
	put_pack("Prévention cyber", 3, "a");
	sh("truncate -s -512 %s/a" PACKFILE_SUFFIX, folder);
	refused(RESULT_UNREADABLE);
	sh("truncate -s 4G %s/a" PACKFILE_SUFFIX, folder);
	refused(RESULT_UNREADABLE);
	sh("rm %s/a" PACKFILE_SUFFIX " && truncate -s 4G %s/b" PACKFILE_SUFFIX, folder, folder);
	refused(RESULT_UNREADABLE);
}

/* The head is good, so the page offers it; a byte of a file is not. */
Test(contents, what_is_altered_behind_the_list_is_found_while_it_is_copied)
{
	put_pack("Prévention cyber", 3, "a");
	sh("f=%s/a" PACKFILE_SUFFIX "; n=$(grep -abo 'Un mail inconnu' $f | head -1 | cut -d: -f1); "
	   "printf X | dd of=$f bs=1 seek=$n conv=notrunc status=none",
	   folder);
	cr_expect_eq(install(), RESULT_UNREADABLE);
	cr_expect_eq(seen.offer, RESULT_DONE);
	cr_expect_eq(installed_folders(), 0);
	cr_expect_str_eq(c.pack.modules[0].id, "photos");
}

Test(contents, links_and_folders_on_the_stick_are_not_followed)
{
	put_pack("Prévention cyber", 3, "a");
	sh("cd %s && mv a" PACKFILE_SUFFIX " ../../real && ln -s ../../real a" PACKFILE_SUFFIX " && mkdir b" PACKFILE_SUFFIX
	   " && mkfifo c" PACKFILE_SUFFIX,
	   folder);
	refused(RESULT_UNREADABLE);
	sh("cd %s && mv ESCALE ../elsewhere && ln -s ../elsewhere ESCALE", stick); /* the folder itself */
	refused(RESULT_NOTHING);
}

Test(contents, ten_thousand_names_are_looked_at_within_bounds)
{
	sh("cd %s && seq -f '%%05g" PACKFILE_SUFFIX "' 1 10000 | xargs touch", folder);
	struct rusage before, after;
	getrusage(RUSAGE_SELF, &before);
	refused(RESULT_UNREADABLE);
	getrusage(RUSAGE_SELF, &after);
	cr_expect_leq(after.ru_utime.tv_sec - before.ru_utime.tv_sec, 2);
}

/* A stick that is pulled, at each moment at which the kiosk asks for it. */
Test(contents, a_stick_pulled_is_told_as_that)
{
	put_pack("Prévention cyber", 3, "a");
	contents_staff(&c, true, &seen);
	stick_answers = 0;
	int64_t version;
	cr_expect_eq(contents_job(&c, JOB_CONTENTS, &version), RESULT_NO_STICK);
	stick_answers = -1;
	sh("f=%s/a" PACKFILE_SUFFIX "; n=$(grep -abo 'Un mail inconnu' $f | head -1 | cut -d: -f1); "
	   "printf X | dd of=$f bs=1 seek=$n conv=notrunc status=none",
	   folder);
	contents_staff(&c, true, &seen);
	stick_answers = 1; /* found, read wrong, gone */
	cr_expect_eq(contents_job(&c, JOB_CONTENTS, &version), RESULT_NO_STICK);
	cr_expect_eq(installed_folders(), 0);
	sh("cd %s && rm -rf contenus && touch contenus", data); /* nothing can be copied */
	stick_answers = 4; /* the copy fails a moment before the system lets go of the stick */
	cr_expect_eq(contents_job(&c, JOB_CONTENTS, &version), RESULT_NO_STICK);
	stick_answers = -1; /* the control: it stays in */
	cr_expect_eq(contents_job(&c, JOB_CONTENTS, &version), RESULT_FAILED);
}

Test(contents, another_stick_than_the_one_that_was_shown_is_not_installed)
{
	int64_t version;
	put_pack("Prévention cyber", 3, "a");
	contents_staff(&c, true, &seen);
	put_pack("Prévention cyber", 4, "a");
	cr_expect_eq(contents_job(&c, JOB_CONTENTS, &version), RESULT_NO_STICK);
	cr_expect_eq(installed_folders(), 0);
	cr_expect_eq(install(), RESULT_DONE);
}

/* ---- signed, and still not to be shown ---- */

Test(contents, a_module_that_this_program_cannot_read_keeps_the_whole_pack_out)
{
	box_put(&box, "futur/fr.md", "# Une sorte inconnue\n<!-- hologramme: a -->\n", 45);
	put_pack("Prévention cyber", 3, "a");
	cr_expect_eq(install(), RESULT_NOT_READ);
	cr_expect_eq(installed_folders(), 0);
	cr_expect_str_eq(c.pack.modules[0].id, "photos");
}

/* A head that promises a hundred gigabytes of points in a few bytes. */
Test(contents, a_picture_that_claims_to_be_huge_keeps_the_pack_out)
{
	static const unsigned char head[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0,	 0,    0,    13,   'I', 'H', 'D',
					      'R',  0,	 4,   0,   0,	 0,	4, 0,    0, 8, 6,    0,    0,	 0,   0,   0, 0, 0 };
	struct rusage r;
	box_put(&box, "mail/lettre.png", head, sizeof head);
	put_pack("Prévention cyber", 3, "a");
	enum job_result result = install();
	cr_expect(result == RESULT_NOT_READ || result == RESULT_UNREADABLE, "%d", result);
	cr_expect_eq(installed_folders(), 0);
	getrusage(RUSAGE_SELF, &r);
	cr_expect_lt(r.ru_maxrss, 600 * 1024, "nothing of that size was taken");
}

Test(contents, a_picture_with_a_broken_body_keeps_the_pack_out)
{
	struct buf b = { 0 };
	char path[200];
	snprintf(path, sizeof path, "%s/mail/lettre.png", box.files);
	cr_assert(file_read(path, 4096, &b, &(struct err){ 0 }));
	b.data[45] ^= 0x55; /* its head is fine: the loader is content */
	box_put(&box, "mail/lettre.png", b.data, b.size);
	buf_free(&b);
	put_pack("Prévention cyber", 3, "a");
	cr_expect_eq(install(), RESULT_UNREADABLE);
	cr_expect_eq(installed_folders(), 0);
}

Test(contents, a_full_card_is_told_as_the_kiosks)
{
	struct rlimit small = { 600, 600 }, old;
	put_pack("Prévention cyber", 3, "a");
	contents_staff(&c, true, &seen);
	getrlimit(RLIMIT_FSIZE, &old);
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &(struct rlimit){ small.rlim_cur, old.rlim_max });
	int64_t version;
	enum job_result result = contents_job(&c, JOB_CONTENTS, &version);
	setrlimit(RLIMIT_FSIZE, &old);
	cr_expect(result == RESULT_FAILED || result == RESULT_CARD_FULL, "%d", result);
	cr_expect_eq(installed_folders(), 0);
	cr_expect_eq(install(), RESULT_DONE, "once there is room");
}

/* ---- a card that harms what is installed ---- */

Test(contents, an_installed_pack_that_is_damaged_gives_way_to_the_one_before)
{
	put_pack("Prévention cyber", 3, "a");
	cr_assert_eq(install(), RESULT_DONE);
	put_pack("Prévention cyber", 4, "a");
	cr_assert_eq(install(), RESULT_DONE);
	sh("sed -i s/mail/nail/ %s/contenus/%s/mail/fr.md", data, c.shelf.current);
	restart();
	contents_staff(&c, true, &seen);
	cr_expect(seen.failed);
	cr_expect_str_eq(c.pack.modules[0].id, "mail");
	cr_expect(strstr(c.pack.dir, "/v3-"));
	cr_expect_eq(seen.offer, RESULT_DONE, "the same version may be installed again");
	cr_expect_eq(install(), RESULT_DONE);
	contents_staff(&c, true, &seen);
	cr_expect(!seen.failed);
}

Test(contents, behind_everything_are_the_shipped_ones)
{
	put_pack("Prévention cyber", 3, "a");
	cr_assert_eq(install(), RESULT_DONE);
	sh("rm -r %s/contenus/%s", data, c.shelf.current);
	restart();
	contents_staff(&c, true, &seen);
	cr_expect(seen.failed);
	cr_expect_str_eq(c.pack.modules[0].id, "photos");
	sh("echo rien >%s/contenus/etat", data);
	restart();
	contents_staff(&c, true, &seen);
	cr_expect(seen.failed);
	cr_expect_str_eq(c.pack.modules[0].id, "photos");
	cr_expect_eq(install(), RESULT_DONE);
	restart();
	cr_expect_str_eq(c.pack.modules[0].id, "mail");
}

Test(contents, another_authority_does_not_show_the_packs_of_the_old_one)
{
	struct sign_secret other;
	struct sign_public public;
	put_pack("Prévention cyber", 3, "a");
	cr_assert_eq(install(), RESULT_DONE);
	sign_new(&other, &public);
	trust(&public);
	restart();
	contents_staff(&c, true, &seen);
	cr_expect(seen.failed);
	cr_expect_str_eq(c.pack.modules[0].id, "photos");
}

Test(contents, without_any_module_the_program_says_what_to_do)
{
	struct err e = { 0 };
	struct contents none;
	struct contents_options o = { .data_dir = data, .shipped = "tests/content", .stick = find_stick };
	cr_expect(!contents_open(&none, &o, &e));
	cr_expect(strstr(e.text, "--content"));
	contents_close(&none);
}
