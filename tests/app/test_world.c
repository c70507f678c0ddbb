/* The world for real: the keeper over a store on disk, seals, and folders in place of sticks. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/helpers/full_disk.h"
#include "app/world.h"
#include "base/file.h"
#include "seal/envelope.h"
#include "sync/bundle.h"

static char dir[64], data[80], stick[80];
static bool stick_in;
static int stick_answers = -1; /* how many times it is still found; -1: always */
static long long now;
static int64_t today;
static int hour;
static struct keeper k;
static struct sign_secret authority;
static struct age_identity evaluator, coordinator;

/* ---- what the keeper asks of its owner ---- */

static bool find_stick(void *context, char *out, size_t size)
{
	(void)context;
	if (!stick_in || stick_answers == 0)
		return false;
	stick_answers -= stick_answers > 0;
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
	return today;
}

static int clock_hour(void *context)
{
	(void)context;
	return hour;
}

static int64_t battery_s; /* 0: no clock goes on without power */

static bool battery(void *context, int64_t *seconds)
{
	(void)context;
	*seconds = battery_s;
	return battery_s != 0;
}

static void open_keeper(void)
{
	struct keeper_options o = { .data_dir = data, .stick = find_stick, .now_ms = now_ms, .clock_day = clock_day,
				    .clock_hour = clock_hour, .battery = battery };
	keeper_open(&k, &o);
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
	strcpy(dir, "/tmp/escale-world-XXXXXX");
	cr_assert_not_null(mkdtemp(dir));
	snprintf(data, sizeof data, "%s/data", dir);
	snprintf(stick, sizeof stick, "%s/stick", dir);
	cr_assert(file_mkdir(data, &e) && file_mkdir(stick, &e));
	sign_new(&authority, &public);
	sign_public_print(&public, key);
	put(data, "autorite.pub", key, strlen(key));
	age_identity_new(&evaluator);
	age_identity_new(&coordinator);
	now = 1000000;
	today = 20700;
	hour = 15;
	battery_s = 0;
	stick_in = true;
	open_keeper();
}

static void end(void)
{
	char command[100];
	keeper_close(&k);
	snprintf(command, sizeof command, "rm -rf %s", dir);
	cr_assert_eq(system(command), 0);
}

TestSuite(world, .init = begin, .fini = end, .timeout = 120);

/* ---- recipients ---- */

static void print_list(struct buf *out, int version)
{
	char to_evaluator[AGE_RECIPIENT_SIZE], to_coordinator[AGE_RECIPIENT_SIZE];
	struct age_recipient r;
	age_identity_recipient(&evaluator, &r);
	age_recipient_print(&r, to_evaluator);
	age_identity_recipient(&coordinator, &r);
	age_recipient_print(&r, to_coordinator);
	buf_printf(out, "escale recipients 1\nversion %d\nevaluation %s  Anne\ncoordinator %s  Bruno\n", version,
		   to_evaluator, to_coordinator);
}

static void put_list(const char *text, const struct sign_secret *signer)
{
	struct buf minisig = { 0 };
	char folder[100];
	struct err e = { 0 };
	snprintf(folder, sizeof folder, "%s/ESCALE", stick);
	cr_assert(file_mkdir(folder, &e));
	sign_bytes(signer, text, strlen(text), "escale recipients", &minisig);
	put(folder, RECIPIENTS_FILE, text, strlen(text));
	put(folder, RECIPIENTS_FILE ".minisig", minisig.data, minisig.size);
	buf_free(&minisig);
}

static enum job_result install(int version)
{
	struct buf list = { 0 };
	int64_t number;
	print_list(&list, version);
	put_list(list.data, &authority);
	buf_free(&list);
	return keeper_job(&k, JOB_RECIPIENTS, 0, &number);
}

static int version(void)
{
	struct staff_info info;
	keeper_staff_info(&k, &info);
	return info.recipients_version;
}

Test(world, a_signed_list_is_installed_and_survives_a_restart)
{
	cr_assert_eq(version(), 0);
	cr_assert_eq(install(3), RESULT_DONE);
	cr_assert_eq(version(), 3);
	restart();
	cr_assert_eq(version(), 3);
}

Test(world, an_older_list_or_the_same_one_is_refused)
{
	install(3);
	cr_assert_eq(install(3), RESULT_OLD_VERSION);
	cr_assert_eq(install(2), RESULT_OLD_VERSION);
	cr_assert_eq(version(), 3);
	cr_assert_eq(install(4), RESULT_DONE);
}

Test(world, a_list_that_another_one_signed_is_refused)
{
	struct sign_secret thief;
	struct sign_public public;
	struct buf list = { 0 };
	int64_t number;
	sign_new(&thief, &public);
	print_list(&list, 1);
	put_list(list.data, &thief);
	cr_assert_eq(keeper_job(&k, JOB_RECIPIENTS, 0, &number), RESULT_BAD_SIGNATURE);
	cr_assert_eq(version(), 0);
	/* Signed well, then one letter changed. */
	char folder[100];
	snprintf(folder, sizeof folder, "%s/ESCALE", stick);
	put_list(list.data, &authority);
	list.data[list.size - 3] ^= 1;
	put(folder, RECIPIENTS_FILE, list.data, list.size);
	cr_assert_eq(keeper_job(&k, JOB_RECIPIENTS, 0, &number), RESULT_BAD_SIGNATURE);
	cr_assert_eq(version(), 0);
	buf_free(&list);
}

Test(world, a_list_that_cannot_be_read_is_refused)
{
	static const char *const texts[] = { "", "escale recipients 2\nversion 1\n", "escale recipients 1\nversion 1\n",
					     "escale recipients 1\nversion 1\nevaluation age1faux  X\n" };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		int64_t number;
		put_list(texts[i], &authority);
		cr_expect_eq(keeper_job(&k, JOB_RECIPIENTS, 0, &number), RESULT_UNREADABLE, "%s", texts[i]);
	}
	cr_assert_eq(version(), 0);
}

Test(world, no_stick_no_list_no_authority_are_told_apart)
{
	int64_t number;
	cr_assert_eq(keeper_job(&k, JOB_RECIPIENTS, 0, &number), RESULT_NOTHING);
	stick_in = false;
	cr_assert_eq(keeper_job(&k, JOB_RECIPIENTS, 0, &number), RESULT_NO_STICK);
	stick_in = true;
	char path[120];
	snprintf(path, sizeof path, "%s/autorite.pub", data);
	cr_assert_eq(unlink(path), 0);
	cr_assert_eq(install(1), RESULT_BAD_SIGNATURE, "nobody could have signed it");
}

/* ---- codes ---- */

static bool try(const char *code, long long *wait)
{
	return keeper_check_code(&k, CODE_STAFF, code, wait);
}

Test(world, a_code_is_kept_as_a_hash_and_checked)
{
	long long wait;
	struct staff_info info;
	cr_assert_not(try("280419", &wait), "there is none yet");
	keeper_set_code(&k, CODE_STAFF, CODE_MINE, 0, "280419");
	cr_assert(try("280419", &wait));
	cr_assert_not(try("280418", &wait));
	cr_assert_eq(wait, 0, "the first two wrong ones cost nothing");
	cr_assert_not(keeper_check_code(&k, CODE_SUPERVISOR, "280419", &wait), "another door, another code");
	keeper_staff_info(&k, &info);
	cr_assert(info.has_staff_code && !info.has_supervisor_code);
	restart();
	cr_assert(try("280419", &wait));
}

Test(world, the_wait_after_wrong_codes_survives_a_restart)
{
	long long wait = 0;
	keeper_set_code(&k, CODE_STAFF, CODE_MINE, 0, "280419");
	for (int i = 0; i < 3; i++)
		cr_assert_not(try("000001", &wait));
	cr_assert_eq(wait, 30000);
	cr_assert_not(try("280419", &wait), "not even the right one before its time");
	restart();
	cr_assert_not(try("280419", &wait), "pulling the plug saves nothing");
	cr_assert_gt(wait, 0);
	now += 30000;
	cr_assert(try("280419", &wait), "after the wait it opens");
	for (int i = 0; i < 2; i++)
		cr_assert_not(try("000001", &wait));
	cr_assert_eq(wait, 0, "and the count begins again");
}

Test(world, each_wrong_code_after_the_third_waits_longer)
{
	long long wait = 0, before = 0;
	keeper_set_code(&k, CODE_STAFF, CODE_MINE, 0, "280419");
	for (int i = 0; i < 6; i++) {
		try("000001", &wait);
		if (i > 2)
			cr_assert_gt(wait, before);
		before = wait;
		now += wait;
	}
}

/* ---- visits ---- */

static void visit(const char *module)
{
	struct fact facts[VISIT_FACTS_MAX];
	int n = 0;
	fact_make(&facts[n++], FACT_MODULE_START, module, NULL, NULL, NULL, NULL);
	fact_make(&facts[n++], FACT_LANGUAGE, "fr", NULL, NULL, NULL, NULL);
	while (n < VISIT_PAD)
		fact_make(&facts[n++], FACT_DECOY, NULL, NULL, NULL, NULL, NULL);
	keeper_visit(&k, facts, n);
}

struct opened {
	const struct age_identity *identity;
	int facts, starts, refused;
};

static bool open_one(void *context, const uint8_t *bytes, size_t n, struct err *e)
{
	struct opened *o = context;
	char line[ENVELOPE_PLAIN];
	struct err mine = { 0 };
	(void)e;
	if (!envelope_open(line, bytes, n, o->identity, 1, &mine)) {
		o->refused++;
		return true;
	}
	o->facts++;
	o->starts += strncmp(line, "module_start canaribleu ", 24) == 0;
	return true;
}

static struct opened open_visits(const struct age_identity *identity)
{
	struct opened o = { .identity = identity };
	struct err e = { 0 };
	cr_assert(store_each(k.store, 0, open_one, &o, &e), "%s", e.text);
	return o;
}

static bool in_clear(const char *word)
{
	char command[200];
	snprintf(command, sizeof command, "grep -rqaF %s %s", word, dir);
	return system(command) == 0;
}

Test(world, a_visit_is_sealed_to_the_evaluator_and_to_nobody_else)
{
	install(1);
	visit("canaribleu");
	struct opened o = open_visits(&evaluator);
	cr_assert_eq(o.facts, VISIT_PAD);
	cr_assert_eq(o.starts, 1);
	o = open_visits(&coordinator);
	cr_assert_eq(o.facts, 0);
	cr_assert_eq(o.refused, VISIT_PAD);
	cr_assert_not(in_clear("canaribleu"));
	keeper_close(&k);
	cr_assert_not(in_clear("canaribleu"), "nor once the log is written back");
	put(data, "control", "module_start canaribleu", 23);
	cr_assert(in_clear("canaribleu"), "the control of the search");
	open_keeper();
}

Test(world, without_recipients_nothing_is_kept)
{
	struct staff_info info;
	visit("canaribleu");
	keeper_staff_info(&k, &info);
	cr_assert_eq(info.visits_bundle, 0);
	cr_assert(info.store_ok);
	cr_assert_not(in_clear("canaribleu"));
}

Test(world, visits_are_counted_for_the_day_and_the_bundle)
{
	struct staff_info info;
	int64_t number;
	install(1);
	keeper_job(&k, JOB_DATE, today, &number);
	for (int i = 0; i < 3; i++)
		visit("canaribleu");
	today++;
	visit("canaribleu");
	keeper_staff_info(&k, &info);
	cr_assert_eq(info.visits_bundle, 4);
	cr_assert_eq(info.visits_today, 1);
	cr_assert_eq(info.bundle_number, 1);
}

/* ---- the date, the place ---- */

Test(world, the_slot_is_told_only_once_the_date_was_confirmed)
{
	int64_t number;
	cr_assert_eq(keeper_slot(&k), 0);
	today = 20700; /* a Friday: 2026-09-04 */
	keeper_job(&k, JOB_DATE, 20700, &number);
	cr_assert_eq(keeper_slot(&k), 2, "a weekday, in the afternoon");
	today = 20701;
	hour = 9;
	cr_assert_eq(keeper_slot(&k), 3, "a weekend, in the morning");
}

Test(world, a_confirmed_date_corrects_the_clock_until_the_machine_restarts)
{
	struct staff_info info;
	int64_t number;
	today = 0; /* no battery: 1970 */
	keeper_job(&k, JOB_DATE, 20700, &number);
	today = 2;
	restart(); /* of the program: the same boot */
	keeper_staff_info(&k, &info);
	cr_assert_eq(info.today, 20702);
	cr_assert(info.date_confirmed);
	struct err e = { 0 };
	cr_assert(store_set(k.store, "date-boot", "another boot", 12, &e));
	restart();
	keeper_staff_info(&k, &info);
	cr_assert_not(info.date_confirmed);
	cr_assert_eq(keeper_slot(&k), 0);
}

/* ---- a clock with a battery ---- */

enum { DAY_S = 24 * 60 * 60 };
static const int64_t noon_s = 20700LL * DAY_S + DAY_S / 2; /* in UTC, and the same day in France */

/* The machine restarts: another boot, and both clocks say this. */
static void power(int64_t battery_then_s, int64_t day_then)
{
	struct err e = { 0 };
	cr_assert(store_set(k.store, "date-boot", "another boot", 12, &e));
	battery_s = battery_then_s;
	today = day_then;
	restart();
}

static int64_t confirmed_today(void)
{
	struct staff_info info;
	keeper_staff_info(&k, &info);
	return info.date_confirmed ? info.today : -1;
}

Test(world, a_clock_with_a_battery_keeps_the_confirmed_date_through_restarts)
{
	int64_t number;
	battery_s = noon_s;
	today = 20700;
	power(noon_s, 20700);
	cr_assert_eq(confirmed_today(), -1, "nobody has confirmed anything yet");
	keeper_job(&k, JOB_DATE, 20700, &number);
	power(noon_s + 3LL * DAY_S, 20703);
	cr_assert_eq(confirmed_today(), 20703);
	cr_assert_eq(keeper_slot(&k), 2, "Monday afternoon: a clock that is right about the day is right about the hour");
	power(noon_s + 10LL * DAY_S, 0); /* the system took no notice of it */
	cr_assert_eq(confirmed_today(), 20710);
}

Test(world, a_clock_that_was_never_set_keeps_the_distance_that_staff_gave)
{
	int64_t number;
	const int64_t born = 946684800; /* 2000-01-01: day 10957 */
	battery_s = born + 2 * DAY_S;
	today = 19500; /* what systemd puts in its place */
	keeper_job(&k, JOB_DATE, 20700, &number);
	power(born + 9 * DAY_S, 19500);
	cr_assert_eq(confirmed_today(), 20707);
	cr_assert_eq(keeper_slot(&k), 0, "but it does not know the hour");
}

Test(world, a_battery_that_is_empty_makes_staff_confirm_again)
{
	int64_t number;
	battery_s = noon_s;
	keeper_job(&k, JOB_DATE, 20700, &number);
	power(noon_s + DAY_S, 20701);
	cr_assert_eq(confirmed_today(), 20701);
	power(noon_s + DAY_S - 1, 20701);
	cr_assert_eq(confirmed_today(), -1, "it went back");
	power(noon_s + 50LL * DAY_S, 20750);
	cr_assert_eq(confirmed_today(), -1, "what was lost once is not believed later");
	keeper_job(&k, JOB_DATE, 20750, &number);
	power(0, 20751);
	cr_assert_eq(confirmed_today(), -1, "the clock was taken out");
}

Test(world, the_first_day_of_a_new_battery_says_nothing)
{
	int64_t number;
	const int64_t born = 946684800;
	battery_s = born + 600;
	keeper_job(&k, JOB_DATE, 20700, &number);
	power(born + 700, 20700); /* as after a second empty battery */
	cr_assert_eq(confirmed_today(), -1);
}

Test(world, a_date_is_confirmed_again_after_400_days)
{
	int64_t number;
	battery_s = noon_s;
	keeper_job(&k, JOB_DATE, 20700, &number);
	power(noon_s + 400LL * DAY_S, 21100);
	cr_assert_eq(confirmed_today(), 21100);
	power(noon_s + 400LL * DAY_S + 1, 21100);
	cr_assert_eq(confirmed_today(), -1);
}

Test(world, the_service_says_which_start_of_the_machine_this_is)
{
	int64_t number;
	setenv("ESCALE_BOOT_ID", "monday", 1);
	keeper_job(&k, JOB_DATE, 20700, &number);
	restart();
	cr_assert_eq(confirmed_today(), 20700);
	setenv("ESCALE_BOOT_ID", "tuesday", 1);
	restart();
	cr_assert_eq(confirmed_today(), -1);
}

Test(world, the_place_is_kept)
{
	struct staff_info info;
	int64_t number;
	keeper_staff_info(&k, &info);
	cr_assert_eq(info.place, -1);
	cr_assert_eq(keeper_job(&k, JOB_PLACE, 2, &number), RESULT_DONE);
	restart();
	keeper_staff_info(&k, &info);
	cr_assert_eq(info.place, 2);
}

/* ---- a kiosk is one kiosk ---- */

Test(world, its_key_and_its_words_stay_the_same)
{
	struct staff_info before, after;
	keeper_staff_info(&k, &before);
	restart();
	keeper_staff_info(&k, &after);
	cr_assert_str_eq(before.words, after.words);
	cr_assert_gt(strlen(before.words), 20);
}

/* ---- no disk ---- */

Test(world, without_a_disk_visits_are_counted_as_lost_and_come_back_with_it)
{
	struct staff_info info;
	int64_t number;
	char command[400];
	install(1);
	keeper_close(&k);
	snprintf(command, sizeof command, "mv %s %s.away && touch %s", data, data, data);
	cr_assert_eq(system(command), 0);
	open_keeper();
	visit("canaribleu");
	visit("canaribleu");
	keeper_staff_info(&k, &info);
	cr_assert_not(info.store_ok);
	cr_assert_eq(info.lost_visits, 2);
	cr_assert_eq(keeper_job(&k, JOB_EXPORT, 0, &number), RESULT_FAILED);
	snprintf(command, sizeof command, "rm %s && mv %s.away %s", data, data, data);
	cr_assert_eq(system(command), 0);
	visit("canaribleu");
	keeper_staff_info(&k, &info);
	cr_assert(info.store_ok);
	cr_assert_eq(info.visits_bundle, 1);
	cr_assert_eq(info.recipients_version, 1, "its settings came back with it");
}

/* ---- the export ---- */

static void a_month(void)
{
	int64_t number;
	install(1);
	keeper_job(&k, JOB_DATE, today, &number);
	for (int i = 0; i < 12; i++)
		visit("canaribleu");
	today += 10;
}

static int bundles_on_stick(void)
{
	char folder[120];
	int n = 0;
	snprintf(folder, sizeof folder, "%s/ESCALE", stick);
	DIR *d = opendir(folder);
	for (struct dirent *entry; d && (entry = readdir(d));) {
		size_t length = strlen(entry->d_name), suffix = strlen(BUNDLE_SUFFIX);
		n += length > suffix && strcmp(entry->d_name + length - suffix, BUNDLE_SUFFIX) == 0;
	}
	if (d)
		closedir(d);
	return n;
}

Test(world, the_month_goes_to_the_stick_with_the_kiosks_key)
{
	struct staff_info info;
	int64_t number = 0;
	char command[200];
	a_month();
	keeper_staff_info(&k, &info);
	cr_assert_eq(info.can_close, 1);
	cr_assert_eq(keeper_job(&k, JOB_EXPORT, 0, &number), RESULT_DONE);
	cr_assert_eq(number, 1);
	cr_assert_eq(bundles_on_stick(), 1);
	snprintf(command, sizeof command, "ls %s/ESCALE/borne-*.pub >/dev/null", stick);
	cr_assert_eq(system(command), 0);
	keeper_staff_info(&k, &info);
	cr_assert_eq(info.bundle_number, 2);
	cr_assert_eq(info.waiting_bundles, 1, "until a receipt says that it arrived");
	cr_assert_not(in_clear("canaribleu"));
}

Test(world, a_bundle_is_not_closed_before_its_time_but_by_the_supervisor)
{
	struct staff_info info;
	int64_t number = 0;
	install(1);
	cr_assert_eq(keeper_job(&k, JOB_EXPORT, 0, &number), RESULT_TOO_EARLY);
	visit("canaribleu");
	keeper_set_code(&k, CODE_SUPERVISOR, CODE_MINE, 0, "730582");
	keeper_staff_info(&k, &info);
	cr_assert_eq(info.can_close, 2);
	cr_assert_eq(keeper_job(&k, JOB_EXPORT, 0, &number), RESULT_TOO_EARLY);
	cr_assert_eq(bundles_on_stick(), 0);
	cr_assert_eq(keeper_job(&k, JOB_EXPORT_EARLY, 1, &number), RESULT_DONE);
	cr_assert_eq(bundles_on_stick(), 1);
}

Test(world, no_recipients_or_no_stick_closes_nothing)
{
	struct staff_info info;
	int64_t number = 0;
	cr_assert_eq(keeper_job(&k, JOB_EXPORT, 0, &number), RESULT_NO_RECIPIENTS);
	a_month();
	stick_in = false;
	cr_assert_eq(keeper_job(&k, JOB_EXPORT, 0, &number), RESULT_NO_STICK);
	keeper_staff_info(&k, &info);
	cr_assert_eq(info.bundle_number, 1, "the bundle is still open");
	stick_in = true;
	cr_assert_eq(keeper_job(&k, JOB_EXPORT, 0, &number), RESULT_DONE);
}

Test(world, a_stick_that_went_away_loses_nothing)
{
	int64_t number = 0;
	a_month();
	strcat(stick, "/gone");
	cr_assert_eq(keeper_job(&k, JOB_EXPORT, 0, &number), RESULT_NO_STICK);
	*strrchr(stick, '/') = '\0';
	/* Pulled while it is written to: its folder is still there, on the card. */
	stick_answers = 1;
	cr_assert_eq(keeper_job(&k, JOB_EXPORT, 0, &number), RESULT_NO_STICK);
	/* Writing fails a moment before the system lets go of it; the control: it stays in. */
	char command[240], in_the_way[100];
	snprintf(in_the_way, sizeof in_the_way, "%s/ESCALE", stick);
	snprintf(command, sizeof command, "rm -rf %s && touch %s", in_the_way, in_the_way);
	cr_assert_eq(system(command), 0);
	stick_answers = 4;
	cr_assert_eq(keeper_job(&k, JOB_EXPORT, 0, &number), RESULT_NO_STICK);
	stick_answers = -1;
	cr_assert_eq(keeper_job(&k, JOB_EXPORT, 0, &number), RESULT_FAILED);
	cr_assert_eq(unlink(in_the_way), 0);
	cr_assert_eq(keeper_job(&k, JOB_EXPORT, 0, &number), RESULT_DONE, "again, with the stick back");
	cr_assert_geq(bundles_on_stick(), 1);
}

Test(world, a_full_stick_is_told_and_another_one_gets_all)
{
	int64_t number = 0;
	char full[] = "/tmp/escale-full-XXXXXX", command[300], good[80];
	a_month();
	cr_assert_not_null(mkdtemp(full));
	snprintf(command, sizeof command, "mount -t tmpfs -o size=16k none %s 2>/dev/null", full);
	if (geteuid() == 0 && system(command) == 0) {
		strcpy(good, stick);
		strcpy(stick, full);
		cr_expect_eq(keeper_job(&k, JOB_EXPORT, 0, &number), RESULT_STICK_FULL);
		cr_expect_eq(bundles_on_stick(), 0, "no half bundle");
		snprintf(command, sizeof command, "mount -o remount,ro %s", full);
		cr_expect_eq(system(command), 0);
		cr_expect_eq(keeper_job(&k, JOB_EXPORT, 0, &number), RESULT_STICK_READONLY);
		snprintf(command, sizeof command, "umount %s", full);
		cr_expect_eq(system(command), 0);
		strcpy(stick, good);
	}
	rmdir(full);
	cr_assert_eq(keeper_job(&k, JOB_EXPORT, 0, &number), RESULT_DONE);
	cr_assert_eq(bundles_on_stick(), 1);
}

/* Without a battery the clock's hour is as wrong as its day, and staff confirm the day only. */
Test(world, no_slot_is_told_by_a_clock_that_was_wrong_about_the_day)
{
	int64_t number;
	today = 0;
	keeper_job(&k, JOB_DATE, 20700, &number);
	cr_assert_eq(keeper_slot(&k), 0);
}

/* ---- a disk that refuses ---- */

Test(world, the_right_code_opens_the_door_when_the_disk_is_full)
{
	long long wait;
	keeper_set_code(&k, CODE_STAFF, CODE_MINE, 0, "280419");
	fill_the_disk(true);
	cr_assert(keeper_check_code(&k, CODE_STAFF, "280419", &wait), "staff must read what is wrong");
	for (int i = 0; i < 6; i++) {
		now += 3600 * 1000;
		cr_assert_not(keeper_check_code(&k, CODE_STAFF, "999999", &wait));
	}
	cr_assert_gt(wait, 0, "and wrong codes wait all the same");
}

static bool seen_to_refuse(void)
{
	struct staff_info info;
	keeper_staff_info(&k, &info);
	return !info.store_ok;
}

/* A card that turned read-only between two visits: the code's own try is what meets it first. */
Test(world, staff_read_that_the_disk_refuses_before_a_visit_is_lost)
{
	long long wait;
	keeper_set_code(&k, CODE_STAFF, CODE_MINE, 0, "280419");
	cr_assert(keeper_check_code(&k, CODE_STAFF, "280419", &wait) && !seen_to_refuse());
	fill_the_disk(true);
	cr_assert(keeper_check_code(&k, CODE_STAFF, "280419", &wait) && seen_to_refuse());
	fill_the_disk(false);
	cr_assert(keeper_check_code(&k, CODE_STAFF, "280419", &wait) && !seen_to_refuse());
}

Test(world, a_disk_that_refused_a_visit_is_told_until_it_takes_one)
{
	long long wait;
	install(1);
	keeper_set_code(&k, CODE_STAFF, CODE_MINE, 0, "280419");
	fill_the_disk(true);
	visit("canaribleu");
	fill_the_disk(false);
	cr_assert(keeper_check_code(&k, CODE_STAFF, "280419", &wait) && seen_to_refuse(), "what is small may go where a visit does not");
	visit("canaribleu");
	cr_assert_not(seen_to_refuse());
}

/* A line at the end of each visit would write down when people came: the journal has the time of every line. */
Test(world, the_journal_does_not_tell_when_visits_ended)
{
	char path[200];
	struct fact decoys[VISIT_PAD];
	struct buf said = { 0 };
	struct err e = { 0 };
	for (int i = 0; i < VISIT_PAD; i++)
		cr_assert(fact_make(&decoys[i], FACT_DECOY, NULL, NULL, NULL, NULL, NULL));
	keeper_close(&k);
	snprintf(path, sizeof path, "rm -rf %s && touch %s", data, data); /* a file where the folder should be */
	cr_assert_eq(system(path), 0);
	snprintf(path, sizeof path, "%s/journal", dir);
	int old = dup(2), journal = open(path, O_CREAT | O_WRONLY, 0600);
	dup2(journal, 2);
	open_keeper();
	for (int i = 0; i < 5; i++)
		keeper_visit(&k, decoys, VISIT_PAD);
	dup2(old, 2);
	cr_assert(file_read(path, 100000, &said, &e), "%s", e.text);
	int lines = 0;
	for (size_t i = 0; i < said.size; i++)
		lines += said.data[i] == '\n';
	cr_assert_eq(lines, 1, "%.*s", (int)said.size, said.data);
	buf_free(&said);
	close(old);
	close(journal);
}
