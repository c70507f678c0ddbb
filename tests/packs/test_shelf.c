/* The shelf: which pack is current, which was before, and nothing else decides. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "helpers/pack_box.h"
#include "packs/shelf.h"

static struct pack_box box;
static struct shelf shelf;
static struct arena memory;
static char data[100];

static void begin(void)
{
	struct err e = { 0 };
	box_open(&box);
	box_put_module(&box, "mail");
	snprintf(data, sizeof data, "%s/data", box.dir);
	cr_assert(file_mkdir(data, &e));
	cr_assert(shelf_open(&shelf, data, &e), "%s", e.text);
}

static void end(void)
{
	arena_drop(&memory);
	box_close(&box);
}

TestSuite(shelf, .init = begin, .fini = end, .timeout = 60);

/* Install version n; returns its folder's name. */
static const char *install(int version)
{
	static char name[SHELF_NAME_SIZE];
	char path[120], folder[1024];
	struct packfile f;
	struct err e = { 0 };
	snprintf(path, sizeof path, "%s/p" PACKFILE_SUFFIX, box.dir);
	box_write(&box, "Prévention", version, path);
	cr_assert(packfile_open(&f, path, &memory, &e));
	cr_assert(shelf_begin(&shelf, version, f.list.bytes, f.list.count, name, &e), "%s", e.text);
	shelf_path(&shelf, name, folder);
	cr_assert(packfile_unpack(&f, folder, NULL, &e), "%s", e.text);
	cr_assert(shelf_switch(&shelf, name, &e), "%s", e.text);
	packfile_close(&f);
	return name;
}

static bool verify(const char *name, struct err *e)
{
	struct packlist list;
	char signer[PACK_SIGNER_BYTES + 1];
	*e = (struct err){ 0 };
	return shelf_verify(&shelf, name, &box.authority, &memory, &list, signer, e);
}

static int folders(void)
{
	int n = 0;
	DIR *d = opendir(shelf.dir);
	for (struct dirent *entry; d && (entry = readdir(d));)
		n += entry->d_name[0] == 'v';
	if (d)
		closedir(d);
	return n;
}

static void reopen(void)
{
	struct err e = { 0 };
	cr_assert(shelf_open(&shelf, data, &e), "%s", e.text);
}

Test(shelf, a_new_kiosk_shows_what_came_with_it)
{
	struct err e = { 0 };
	cr_expect_str_eq(shelf.current, SHELF_SHIPPED);
	cr_expect_str_eq(shelf.previous, "");
	cr_expect(!shelf_back(&shelf, &e));
	cr_expect_eq(e.code, ERR_MISSING);
	cr_expect_eq(access(shelf.dir, F_OK), -1, "opening writes nothing");
}

Test(shelf, what_was_installed_is_current_also_after_a_restart)
{
	char first[SHELF_NAME_SIZE];
	struct err e;
	strcpy(first, install(1));
	reopen();
	cr_expect_str_eq(shelf.current, first);
	cr_expect_str_eq(shelf.previous, SHELF_SHIPPED);
	cr_expect(verify(first, &e), "%s", e.text);
}

Test(shelf, exactly_one_is_kept_from_before)
{
	char second[SHELF_NAME_SIZE];
	install(1);
	strcpy(second, install(2));
	install(3);
	cr_expect_str_eq(shelf.previous, second);
	cr_expect_eq(folders(), 2);
}

Test(shelf, going_back_changes_places_and_goes_forward_again)
{
	char first[SHELF_NAME_SIZE], second[SHELF_NAME_SIZE];
	struct err e = { 0 };
	strcpy(first, install(1));
	strcpy(second, install(2));
	cr_assert(shelf_back(&shelf, &e));
	reopen();
	cr_expect_str_eq(shelf.current, first);
	cr_expect_str_eq(shelf.previous, second);
	cr_assert(shelf_back(&shelf, &e));
	cr_expect_str_eq(shelf.current, second);
	cr_expect_eq(folders(), 2);
}

Test(shelf, what_a_cut_left_goes_at_the_next_installation)
{
	char name[SHELF_NAME_SIZE], path[1100];
	struct err e = { 0 };
	install(1);
	cr_assert(shelf_begin(&shelf, 2, 1000, 10, name, &e));
	shelf_path(&shelf, name, path);
	strcat(path, "/mail");
	cr_assert_eq(mkdir(path, 0700), 0);
	strcat(path, "/lien");
	cr_assert_eq(symlink("/etc", path), 0);
	cr_expect_eq(folders(), 2);
	install(3);
	cr_expect_eq(folders(), 2);
	cr_expect_eq(access("/etc/passwd", F_OK), 0, "a link is removed, not followed");
}

Test(shelf, a_pack_in_use_is_never_dropped)
{
	install(1);
	shelf_drop(&shelf, shelf.current);
	shelf_drop(&shelf, SHELF_SHIPPED);
	shelf_drop(&shelf, "..");
	cr_expect_eq(folders(), 1);
}

Test(shelf, a_state_that_is_damaged_shows_what_came_with_the_program)
{
	static const char *const wrong[] = {
		"", "\n", "escale shelf 2\ncurrent -\nprevious -\n", "escale shelf 1\ncurrent ../../etc\nprevious -\n",
		"escale shelf 1\ncurrent v1-0123456789abcdef\n", "escale shelf 1\ncurrent v-0123456789abcdef\nprevious -\n",
		"escale shelf 1\ncurrent v1-0123456789ABCDEF\nprevious -\n", "escale shelf 1\ncurrent -\nprevious -\n\n",
		"escale shelf 1\ncurrent v1-0123456789abcdef/\nprevious -\n",
		"escale shelf 1\ncurrent v111111111111111111111-0123456789abcdef\nprevious -\n",
	};
	install(1);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		char path[1024];
		struct err e = { 0 };
		shelf_path(&shelf, "etat", path);
		cr_assert(file_write(path, wrong[i], strlen(wrong[i]), 0600, &e));
		cr_expect(!shelf_open(&shelf, data, &e), "%s", wrong[i]);
		cr_expect_str_eq(shelf.current, SHELF_SHIPPED);
	}
	install(2); /* and is mended by the next installation */
	reopen();
}

/* One thing after another is wrong with what lies on the card. */
Test(shelf, an_installed_pack_that_is_not_whole_is_noticed)
{
	static const struct {
		const char *command;
		enum err_code code;
	} harm[] = {
		{ "rm mail/fr.md", ERR_MISSING },
		{ "rm mail/lettre.png", ERR_MISSING },
		{ "printf x >>mail/lettre.png", ERR_CORRUPT },
		{ "sed -i s/mail/nail/ mail/fr.md", ERR_CORRUPT },
		{ "ln -sf /etc/passwd mail/fr.md", ERR_CORRUPT },
		{ "sed -i s/Pr/Qr/ contenus.txt", ERR_SIGNATURE },
		{ "rm contenus.txt", ERR_MISSING },
		{ ": >contenus.txt.minisig", ERR_REFUSED },
		{ "rm contenus.txt.minisig", ERR_MISSING },
	};
	for (size_t i = 0; i < sizeof harm / sizeof *harm; i++) {
		char folder[1024], command[1300];
		struct err e;
		const char *name = install((int)i + 1);
		cr_assert(verify(name, &e), "%s", e.text);
		shelf_path(&shelf, name, folder);
		snprintf(command, sizeof command, "cd %s && %s", folder, harm[i].command);
		cr_assert_eq(system(command), 0);
		cr_expect(!verify(name, &e), "%s", harm[i].command);
		cr_expect_eq(e.code, harm[i].code, "%s: %d %s", harm[i].command, e.code, e.text);
	}
}

Test(shelf, a_card_without_room_is_said_before_anything_is_copied)
{
	char name[SHELF_NAME_SIZE];
	struct err e = { 0 };
	cr_expect(!shelf_begin(&shelf, 1, (uint64_t)1 << 50, 10, name, &e));
	cr_expect_eq(e.code, ERR_FULL);
	cr_expect_eq(folders(), 0);
}
