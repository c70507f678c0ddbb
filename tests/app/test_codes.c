/* The codes of the staff, what they open, and what is kept behind them, over a store on disk. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/helpers/full_disk.h"
#include "app/world.h"
#include "base/file.h"
#include "seal/pin.h"
#include "store/internal.h"
#include "sync/bundle.h"

static char dir[64], data[80], stick[80];
static long long now;
static struct keeper k;
static struct sign_secret authority;

static bool find_stick(void *context, char *out, size_t size)
{
	(void)context;
	return str_copy(out, size, stick);
}

static long long now_ms(void *context)
{
	(void)context;
	return now;
}

static int64_t clock_day(void *context)
{
	(void)context;
	return 20700;
}

static int clock_hour(void *context)
{
	(void)context;
	return 15;
}

static void open_keeper(void)
{
	keeper_open(&k, &(struct keeper_options){ .data_dir = data, .stick = find_stick, .now_ms = now_ms,
						  .clock_day = clock_day, .clock_hour = clock_hour });
}

static void restart(void)
{
	keeper_close(&k);
	open_keeper();
}

static void put(const char *folder, const char *name, const void *bytes, size_t n)
{
	char path[200];
	struct err e = { 0 };
	snprintf(path, sizeof path, "%s/%s", folder, name);
	cr_assert(file_write(path, bytes, n, 0644, &e), "%s", e.text);
}

static void begin(void)
{
	char key[MINISIGN_PUBLIC_SIZE];
	struct sign_public public;
	struct err e = { 0 };
	cr_assert(seal_init(&e));
	strcpy(dir, "/tmp/escale-codes-XXXXXX");
	cr_assert_not_null(mkdtemp(dir));
	snprintf(data, sizeof data, "%s/data", dir);
	snprintf(stick, sizeof stick, "%s/stick", dir);
	cr_assert(file_mkdir(data, &e) && file_mkdir(stick, &e));
	sign_new(&authority, &public);
	sign_public_print(&public, key);
	put(data, "autorite.pub", key, strlen(key));
	now = 1000000;
	open_keeper();
}

static void end(void)
{
	char command[100];
	keeper_close(&k);
	snprintf(command, sizeof command, "rm -rf %s", dir);
	cr_assert_eq(system(command), 0);
}

TestSuite(codes, .init = begin, .fini = end, .timeout = 240);

static bool try(const char *code)
{
	long long wait;
	return keeper_check_code(&k, CODE_STAFF, code, &wait);
}

static enum code_set set(enum code_change change, int number, const char *code)
{
	return keeper_set_code(&k, CODE_STAFF, change, number, code);
}

static struct staff_info info(void)
{
	struct staff_info i;
	keeper_staff_info(&k, &i);
	return i;
}

/* ---- several codes ---- */

Test(codes, each_conseiller_may_have_one_and_all_open)
{
	cr_assert_eq(set(CODE_MINE, 0, "280419"), CODE_SET);
	cr_assert_eq(set(CODE_ADD, 0, "730582"), CODE_SET);
	cr_assert_eq(info().codes, 1u << 1 | 1u << 2);
	cr_assert_eq(info().code_mine, 1);
	cr_assert(try("730582"));
	cr_assert_eq(info().code_mine, 2);
	restart();
	cr_assert(try("280419") && try("730582"));
	cr_assert_not(try("280418"));
}

Test(codes, one_that_another_has_is_refused_and_ones_own_is_not)
{
	set(CODE_MINE, 0, "280419");
	cr_assert_eq(set(CODE_ADD, 0, "280419"), CODE_SET_TAKEN);
	set(CODE_ADD, 0, "730582");
	cr_assert_eq(set(CODE_MINE, 0, "730582"), CODE_SET_TAKEN);
	cr_assert_eq(set(CODE_MINE, 0, "280419"), CODE_SET, "the same again harms nobody");
	cr_assert_eq(set(CODE_MINE, 0, "941606"), CODE_SET);
	cr_assert_eq(info().codes, 1u << 1 | 1u << 2);
	cr_assert_not(try("280419"), "changed");
	cr_assert(try("941606"));
}

Test(codes, one_is_removed_but_never_the_last)
{
	set(CODE_MINE, 0, "280419");
	cr_assert_eq(set(CODE_REMOVE, 1, ""), CODE_SET_FAILED);
	set(CODE_ADD, 0, "730582");
	cr_assert_eq(set(CODE_REMOVE, 3, ""), CODE_SET_FAILED, "there is none");
	cr_assert_eq(set(CODE_REMOVE, 1, ""), CODE_SET, "even the one in use");
	cr_assert_eq(info().code_mine, 0);
	cr_assert_not(try("280419"));
	restart();
	cr_assert_not(try("280419"));
	cr_assert(try("730582"));
}

Test(codes, nobody_adds_changes_or_removes_one_without_having_typed_one)
{
	set(CODE_MINE, 0, "280419");
	set(CODE_ADD, 0, "730582");
	keeper_lock_room(&k);
	cr_assert_eq(set(CODE_ADD, 0, "941606"), CODE_SET_FAILED);
	cr_assert_eq(set(CODE_MINE, 0, "941606"), CODE_SET_FAILED);
	cr_assert_eq(set(CODE_REMOVE, 1, ""), CODE_SET_FAILED);
	cr_assert_eq(set(CODE_RESET, 0, "941606"), CODE_SET_FAILED);
	cr_assert_not(try("941606"));
	cr_assert(try("280419"));
}

/* ---- a code of before ---- */

Test(codes, the_hash_of_an_earlier_program_is_taken_over_when_it_is_typed)
{
	char hash[PIN_HASH_SIZE], value[STORE_SETTING_MAX];
	size_t n;
	struct err e = { 0 };
	pin_hash("280419", hash);
	cr_assert(store_set(k.store, "code-staff", hash, strlen(hash), &e), "%s", e.text);
	restart();
	cr_assert(info().has_staff_code);
	cr_assert_eq(set(CODE_MINE, 0, "941606"), CODE_SET_FAILED, "nobody typed it yet");
	cr_assert_not(try("941606"));
	cr_assert(try("280419"));
	cr_assert_not(store_get(k.store, "code-staff", value, &n, NULL), "one way in is enough");
	cr_assert(keeper_keep(&k, KEPT_STOP, "x", 1));
	restart();
	cr_assert(try("280419"));
	cr_assert_eq(info().codes, 1u << 1);
}

/* ---- what is kept ---- */

static const char work[] = "perle-de-la-seance: une note du tableau";

static bool kept(void)
{
	char back[sizeof work] = "";
	return keeper_kept(&k, KEPT_GUIDED, back, sizeof back) && strcmp(back, work) == 0;
}

static bool in_clear(const char *word)
{
	char command[200];
	snprintf(command, sizeof command, "grep -rqaF %s %s", word, dir);
	return system(command) == 0;
}

Test(codes, what_is_kept_opens_with_any_code_after_a_restart_and_with_none_not_at_all)
{
	set(CODE_MINE, 0, "280419");
	set(CODE_ADD, 0, "730582");
	cr_assert(keeper_keep(&k, KEPT_GUIDED, work, sizeof work));
	cr_assert(kept());
	cr_assert_not(in_clear("perle-de-la-seance"));
	restart();
	cr_assert_not(kept(), "nobody is in");
	try("000001");
	cr_assert_not(kept(), "a wrong code");
	cr_assert(try("730582"));
	cr_assert(kept());
	char other[sizeof work + 1];
	cr_assert_not(keeper_kept(&k, KEPT_GUIDED, other, sizeof other), "kept by a program that knew it otherwise");
	cr_assert_not(keeper_kept(&k, KEPT_STOP, other, sizeof work), "there is none");
	keeper_lock_room(&k);
	cr_assert_not(kept(), "staff left");
	cr_assert_not(keeper_keep(&k, KEPT_GUIDED, work, sizeof work));
	put(data, "control", work, sizeof work);
	cr_assert(in_clear("perle-de-la-seance"), "the control of the search");
}

Test(codes, what_is_forgotten_does_not_come_back_and_what_is_too_big_is_not_kept)
{
	static char big[STORE_KEPT_MAX];
	set(CODE_MINE, 0, "280419");
	keeper_keep(&k, KEPT_GUIDED, work, sizeof work);
	keeper_forget(&k, KEPT_GUIDED);
	cr_assert_not(kept());
	restart();
	try("280419");
	cr_assert_not(kept());
	memset(big, 'x', sizeof big);
	cr_assert_not(keeper_keep(&k, KEPT_GUIDED, big, sizeof big));
	cr_assert(keeper_keep(&k, KEPT_GUIDED, big, sizeof big / 1024 * 1024 - 1024 - ROOM_OVERHEAD));
	memset(big, 0, sizeof big);
	cr_assert(keeper_keep(&k, KEPT_GUIDED, big, sizeof big), "empty places take no room");
}

/* The key is on the disk as nothing but what the codes wrap. */
Test(codes, the_rooms_key_is_never_on_the_disk)
{
	char path[200];
	struct room_slots slots;
	struct room_key *key = seal_secret_alloc(sizeof *key);
	uint8_t value[STORE_SETTING_MAX];
	size_t n;
	struct buf file = { 0 };
	struct err e = { 0 };
	set(CODE_MINE, 0, "280419");
	keeper_keep(&k, KEPT_GUIDED, work, sizeof work);
	cr_assert(store_get(k.store, "room", value, &n, &e) && room_parse(&slots, value, n, &e), "%s", e.text);
	cr_assert_eq(room_open(&slots, "280419", 0, key), 1);
	keeper_close(&k);
	snprintf(path, sizeof path, "%s/escale.db", data);
	cr_assert(file_read(path, 10 << 20, &file, &e), "%s", e.text);
	cr_assert_null(memmem(file.data, file.size, key->bytes, ROOM_KEY));
	cr_assert_not_null(memmem(file.data, file.size, slots.slot[0].salt, ROOM_SALT), "the control of the search");
	seal_secret_free(key);
	buf_free(&file);
	open_keeper();
}

/* ---- forgotten ---- */

static enum job_result read_file(const struct recovery *r, const struct sign_secret *signer)
{
	char folder[100], name[RECOVERY_NAME_SIZE], signature[RECOVERY_NAME_SIZE + 8];
	struct buf text = { 0 }, minisig = { 0 };
	struct err e = { 0 };
	int64_t number;
	snprintf(folder, sizeof folder, "%s/" BUNDLE_FOLDER, stick);
	cr_assert(file_mkdir(folder, &e));
	recovery_name(&k.kiosk, name);
	snprintf(signature, sizeof signature, "%s.minisig", name);
	recovery_print(r, &text);
	sign_bytes(signer, text.data, text.size, RECOVERY_COMMENT, &minisig);
	put(folder, name, text.data, text.size);
	put(folder, signature, minisig.data, minisig.size);
	buf_free(&text);
	buf_free(&minisig);
	return keeper_job(&k, JOB_CODE_FILE, 0, &number);
}

static struct recovery right(void)
{
	struct recovery r = { .kiosk = k.kiosk };
	strcpy(r.number, info().code_number);
	return r;
}

Test(codes, the_coordinations_file_lets_one_new_code_in_and_forgets_what_was_kept)
{
	set(CODE_MINE, 0, "280419");
	set(CODE_ADD, 0, "730582");
	keeper_keep(&k, KEPT_GUIDED, work, sizeof work);
	keeper_keep(&k, KEPT_STOP, work, sizeof work);
	restart();
	struct recovery r = right();
	cr_assert(recovery_number_ok(r.number), "%s", r.number);
	for (int i = 0; i < 5; i++)
		try("000001");
	cr_assert_eq(read_file(&r, &authority), RESULT_DONE);
	cr_assert_eq(set(CODE_RESET, 0, "941606"), CODE_SET, "no wait after wrong codes either");
	cr_assert_eq(info().codes, 1u << 1);
	cr_assert_not(kept());
	struct err e = { 0 };
	char value[200];
	size_t n;
	cr_assert_not(store_kept(k.store, KEPT_STOP, value, sizeof value, &n, &e));
	cr_assert_eq(e.code, ERR_MISSING, "gone, and not only closed");
	restart();
	cr_assert(try("941606"));
	cr_assert_not(try("280419"));
	cr_assert_not(try("730582"));
	/* Played again, it opens nothing. */
	cr_assert_str_neq(info().code_number, r.number);
	cr_assert_eq(read_file(&r, &authority), RESULT_OLD_VERSION);
	cr_assert_eq(set(CODE_RESET, 0, "555019"), CODE_SET_FAILED);
}

Test(codes, files_of_others_for_others_and_for_other_numbers_open_nothing)
{
	struct sign_secret thief, elsewhere;
	struct sign_public public;
	int64_t number;
	set(CODE_MINE, 0, "280419");
	keeper_lock_room(&k);
	cr_assert_eq(keeper_job(&k, JOB_CODE_FILE, 0, &number), RESULT_NOTHING);
	struct recovery r = right(), wrong = r;
	sign_new(&thief, &public);
	cr_assert_eq(read_file(&r, &thief), RESULT_BAD_SIGNATURE);
	do
		recovery_number_new(wrong.number);
	while (strcmp(wrong.number, r.number) == 0);
	cr_assert_eq(read_file(&wrong, &authority), RESULT_OLD_VERSION);
	wrong = r;
	sign_new(&elsewhere, &wrong.kiosk);
	cr_assert_eq(read_file(&wrong, &authority), RESULT_OTHER_KIOSK);
	cr_assert_eq(set(CODE_RESET, 0, "941606"), CODE_SET_FAILED);
	cr_assert(try("280419"));
	/* The right one, and then a wrong one: the permission is gone. */
	cr_assert_eq(read_file(&r, &authority), RESULT_DONE);
	cr_assert_eq(read_file(&wrong, &authority), RESULT_OTHER_KIOSK);
	cr_assert_eq(set(CODE_RESET, 0, "941606"), CODE_SET_FAILED);
	/* The right one, and nobody chooses a code: it goes with the session. */
	cr_assert_eq(read_file(&r, &authority), RESULT_DONE);
	keeper_lock_room(&k);
	cr_assert_eq(set(CODE_RESET, 0, "941606"), CODE_SET_FAILED);
}

/* ---- a disk that refuses ---- */

Test(codes, a_first_code_that_the_disk_refuses_holds_until_the_restart_and_says_so)
{
	fill_the_disk(true);
	cr_assert_eq(set(CODE_MINE, 0, "280419"), CODE_SET_UNSAVED);
	cr_assert(info().has_staff_code && info().code_unsaved);
	keeper_lock_room(&k);
	cr_assert_not(try("000001"));
	cr_assert(try("280419"));
	fill_the_disk(false);
	restart();
	cr_assert_not(info().has_staff_code, "nothing was stored: the next start asks again");
	cr_assert_eq(set(CODE_MINE, 0, "280419"), CODE_SET);
	fill_the_disk(true);
	cr_assert_eq(set(CODE_ADD, 0, "730582"), CODE_SET_UNSAVED);
	fill_the_disk(false);
	cr_assert(try("730582"), "and the disk takes it when it can");
	cr_assert_not(info().code_unsaved);
	restart();
	cr_assert(try("730582"));
}

Test(codes, a_forgotten_code_is_not_replaced_while_the_disk_refuses)
{
	set(CODE_MINE, 0, "280419");
	keeper_lock_room(&k);
	struct recovery r = right();
	cr_assert_eq(read_file(&r, &authority), RESULT_DONE);
	fill_the_disk(true);
	cr_assert_eq(set(CODE_RESET, 0, "941606"), CODE_SET_FAILED);
	fill_the_disk(false);
	cr_assert_not(try("941606"));
	cr_assert(try("280419"));
	cr_assert_eq(read_file(&r, &authority), RESULT_DONE, "the number was not used");
}

/* ---- a database that is damaged while the kiosk runs ---- */

static void damage(void)
{
	char path[200];
	store_drop(k.store); /* as after a failed flush: the next call opens and checks it again */
	snprintf(path, sizeof path, "%s/escale.db", data);
	cr_assert_eq(truncate(path, 100), 0);
}

Test(codes, each_database_that_is_set_aside_is_noticed_and_the_codes_come_along)
{
	set(CODE_MINE, 0, "280419");
	char before[sizeof info().words];
	strcpy(before, info().words);
	for (int i = 0; i < 2; i++) {
		damage();
		info();
		struct staff_info after = info();
		cr_assert(after.recovered);
		cr_assert_str_neq(after.words, before, "round %d: its key is lost: it is another kiosk", i);
		strcpy(before, after.words);
		keeper_lock_room(&k);
		cr_assert(try("280419"));
	}
	restart();
	cr_assert_str_eq(info().words, before, "the key in use is the one on the disk");
	cr_assert(try("280419"));
}
