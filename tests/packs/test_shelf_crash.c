/* The power goes while a pack is installed or taken back, at every single change of the disk, with every kind of luck: the
 * kiosk then has the old pack or the new one, each of them whole. And the same test, with one kind of sync forgotten,
 * fails: it would notice. */
#include <criterion/criterion.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "helpers/pack_box.h"
#include "packs/helpers/disk.h"
#include "packs/shelf.h"

static struct pack_box box;
static struct arena memory;
static char data[100], after[100], pack[100];

static int drop(const char *path, const struct stat *st, int kind, struct FTW *walk)
{
	(void)st;
	(void)walk;
	return kind == FTW_DP ? rmdir(path) : unlink(path);
}

static void begin(void)
{
	struct err e = { 0 };
	box_open(&box);
	box_put_module(&box, "mail");
	box_put_module(&box, "photos");
	box_put(&box, "mail/voix/un.opus", "son", 3);
	snprintf(data, sizeof data, "%s/data", box.dir);
	/* thousands of small files: in memory where that is possible */
	snprintf(after, sizeof after, "%s", access("/dev/shm", W_OK) == 0 ? "/dev/shm/escale-after-XXXXXX" : "/tmp/escale-after-XXXXXX");
	cr_assert_not_null(mkdtemp(after));
	snprintf(pack, sizeof pack, "%s/p" PACKFILE_SUFFIX, box.dir);
	cr_assert(file_mkdir(data, &e));
}

static void end(void)
{
	disk_forget();
	nftw(after, drop, 8, FTW_DEPTH | FTW_PHYS);
	arena_drop(&memory);
	box_close(&box);
}

TestSuite(shelf_crash, .init = begin, .fini = end, .timeout = 280);

static bool install_in(const char *dir)
{
	struct shelf shelf;
	struct packfile f;
	char name[SHELF_NAME_SIZE], folder[1024];
	struct err e = { 0 };
	shelf_open(&shelf, dir, &e);
	e = (struct err){ 0 };
	bool ok = packfile_open(&f, pack, &memory, &e) &&
		  shelf_begin(&shelf, f.list.version, f.list.bytes, f.list.count, name, &e);
	if (ok)
		shelf_path(&shelf, name, folder);
	ok = ok && packfile_unpack(&f, folder, NULL, &e) && shelf_switch(&shelf, name, &e);
	packfile_close(&f);
	if (!ok)
		fprintf(stderr, "%s\n", e.text);
	return ok;
}

/* To the last byte, pictures and voices too: what a cut may leave is looked at harder than a start does. */
static bool is_whole(const struct shelf *shelf, const char *name)
{
	struct packlist list;
	char signer[PACK_SIGNER_BYTES + 1], folder[1024];
	struct err e = { 0 };
	if (name[0] == '\0' || strcmp(name, SHELF_SHIPPED) == 0)
		return true;
	if (!shelf_verify(shelf, name, &box.authority, &memory, &list, signer, &e))
		return false;
	shelf_path(shelf, name, folder);
	for (int i = 0; i < list.count; i++) {
		char a[1200], b[300];
		struct buf got = { 0 }, want = { 0 };
		snprintf(a, sizeof a, "%s/%s", folder, list.items[i].path);
		snprintf(b, sizeof b, "%s/%s", box.files, list.items[i].path);
		bool same = file_read(a, 1 << 20, &got, NULL) && file_read(b, 1 << 20, &want, NULL) && got.size == want.size &&
			    memcmp(got.data, want.data, got.size) == 0;
		buf_free(&got);
		buf_free(&want);
		if (!same)
			return false;
	}
	return true;
}

/* NULL when the promise is kept, else what is wrong. */
static const char *look(const struct shelf *old, const struct shelf *new)
{
	struct shelf found;
	struct err e = { 0 };
	if (!shelf_open(&found, after, &e))
		return "the state is damaged";
	bool is_old = strcmp(found.current, old->current) == 0 && strcmp(found.previous, old->previous) == 0;
	bool is_new = strcmp(found.current, new->current) == 0 && strcmp(found.previous, new->previous) == 0;
	if (!is_old && !is_new)
		return "neither the old pack nor the new one";
	if (!is_whole(&found, found.current))
		return "the current pack is not whole";
	if (!is_whole(&found, found.previous))
		return "the pack of before is not whole";
	return NULL;
}

static void empty(const char *folder)
{
	nftw(folder, drop, 8, FTW_DEPTH | FTW_PHYS);
	cr_assert_eq(mkdir(folder, 0700), 0);
}

/* Every cut, every luck; how many broke the promise. */
static int cut_everywhere(int records, const struct shelf *old, const struct shelf *new, enum disk_bug bug, bool say)
{
	int broken = 0;
	for (int cut = 0; cut <= records; cut++)
		for (int luck = 0; luck < 3 + 4; luck++) {
			empty(after);
			disk_after(cut, luck < 3 ? (enum disk_luck)luck : DISK_RANDOM, (uint64_t)luck * 1000 + (uint64_t)cut, bug,
				   after);
			const char *wrong = look(old, new);
			arena_reset(&memory);
			broken += wrong != NULL;
			if (wrong && say)
				cr_log_error("cut behind %d of %d, luck %d: %s", cut, records, luck, wrong);
			if (wrong && !say)
				return broken; /* one is enough to be noticed */
		}
	return broken;
}

static struct shelf shelf_of(const char *dir)
{
	struct shelf s;
	struct err e = { 0 };
	cr_assert(shelf_open(&s, dir, &e), "%s", e.text);
	return s;
}

/* Versions 1 and 2 are there; the third one comes. */
static int record_installation(struct shelf *old, struct shelf *new)
{
	for (int version = 1; version <= 2; version++) {
		box_write(&box, "Prévention", version, pack);
		cr_assert(install_in(data));
	}
	box_write(&box, "Prévention", 3, pack);
	*old = shelf_of(data);
	disk_record(data);
	cr_assert(install_in(data));
	int records = disk_stop();
	*new = shelf_of(data);
	cr_assert_gt(records, 40);
	return records;
}

Test(shelf_crash, the_first_installation_is_all_or_nothing)
{
	struct shelf old = shelf_of(data), new;
	box_write(&box, "Prévention", 1, pack);
	disk_record(data);
	cr_assert(install_in(data));
	int records = disk_stop();
	new = shelf_of(data);
	cr_assert_gt(records, 40);
	cr_expect_eq(cut_everywhere(records, &old, &new, DISK_RIGHT, true), 0);
}

Test(shelf_crash, a_later_installation_is_all_or_nothing)
{
	struct shelf old, new;
	int records = record_installation(&old, &new);
	cr_expect_eq(cut_everywhere(records, &old, &new, DISK_RIGHT, true), 0);
}

Test(shelf_crash, going_back_is_all_or_nothing)
{
	struct shelf old, new;
	struct err e = { 0 };
	record_installation(&old, &new);
	old = shelf_of(data);
	new = old;
	disk_record(data);
	cr_assert(shelf_back(&new, &e));
	int records = disk_stop();
	cr_expect_eq(cut_everywhere(records, &old, &new, DISK_RIGHT, true), 0);
}

Test(shelf_crash, after_any_cut_the_installation_can_be_done_again)
{
	struct shelf old, new;
	int records = record_installation(&old, &new);
	for (int cut = 0; cut <= records; cut += 7) {
		empty(after);
		disk_after(cut, DISK_RANDOM, (uint64_t)cut, DISK_RIGHT, after);
		cr_assert(install_in(after), "cut %d", cut);
		struct shelf again = shelf_of(after);
		cr_expect(is_whole(&again, again.current));
	}
}

Test(shelf_crash, a_forgotten_sync_of_files_would_be_noticed)
{
	struct shelf old, new;
	int records = record_installation(&old, &new);
	cr_expect_gt(cut_everywhere(records, &old, &new, DISK_NO_FILE_SYNC, false), 0);
}

Test(shelf_crash, a_forgotten_sync_of_folders_would_be_noticed)
{
	struct shelf old, new;
	int records = record_installation(&old, &new);
	cr_expect_gt(cut_everywhere(records, &old, &new, DISK_NO_FOLDER_SYNC, false), 0);
}

Test(shelf_crash, a_forgotten_sync_of_the_state_would_be_noticed)
{
	struct shelf old, new;
	int records = record_installation(&old, &new);
	cr_expect_gt(cut_everywhere(records, &old, &new, DISK_NO_STATE_SYNC, false), 0);
}
