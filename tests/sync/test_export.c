/* From a kiosk's store to a stick that may be full, protected, pulled out, lying, or cut off. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sync/export.h"
#include "sync/helpers/fault.h"
#include "sync/helpers/lot.h"

static struct keys keys;
static struct recipients recipients;
static struct export_facts facts;
static struct store *store;
static char data[] = "/tmp/escale-data-XXXXXX", stick[] = "/tmp/escale-stick-XXXXXX";
enum { TODAY = 20500 };

static void visits(int count, int64_t day)
{
	uint8_t bytes[16][ENVELOPE_MAX];
	struct sealed sealed[16];
	char *line = seal_secret_alloc(ENVELOPE_PLAIN);
	for (int v = 0; v < count; v++) {
		for (int i = 0; i < 16; i++) {
			struct fact f;
			if (i)
				fact_make(&f, FACT_DECOY, NULL, NULL, NULL, NULL, NULL);
			else
				fact_make(&f, FACT_MODULE_START, "cyber", NULL, NULL, NULL, NULL);
			fact_print(&f, line);
			sealed[i].bytes = bytes[i];
			sealed[i].size =
			    envelope_seal(bytes[i], line, recipients.evaluation, recipients.evaluation_count);
		}
		cr_assert(store_visit(store, sealed, 16, day, NULL));
	}
	seal_secret_free(line);
}

static void setup(void)
{
	struct err e = { 0 };
	bool recovered;
	keys_make(&keys);
	cr_assert(mkdtemp(data) && mkdtemp(stick));
	cr_assert(store_open(&store, data, &recovered, &e), "%s", e.text);
	recipients = (struct recipients){ .version = 1, .evaluation_count = 1, .coordinator_count = 1 };
	recipients.evaluation[0] = keys.to_evaluator;
	recipients.coordinator[0] = keys.to_coordinator;
	facts = (struct export_facts){ keys.kiosk, &recipients, "0.1.0", "bus", "0", TODAY, NULL };
}

static void teardown(void)
{
	char command[128];
	store_close(store);
	keys_drop(&keys);
	snprintf(command, sizeof command, "rm -rf %s %s", data, stick);
	cr_assert_eq(system(command), 0);
}

TestSuite(export, .init = setup, .fini = teardown);

static void closed_bundle(void)
{
	struct err e = { 0 };
	visits(12, TODAY - 7);
	cr_assert(export_close(store, &facts, &e), "%s", e.text);
}

/* Paths of the *.escale files on the stick; other names are counted in *others. */
static int on_stick(char path[8][600], int *others)
{
	char folder[200];
	int n = 0;
	*others = 0;
	snprintf(folder, sizeof folder, "%s/ESCALE", stick);
	DIR *d = opendir(folder);
	struct dirent *entry;
	while (d && (entry = readdir(d))) {
		size_t length = strlen(entry->d_name);
		if (entry->d_name[0] == '.')
			continue;
		if (length > 7 && strcmp(entry->d_name + length - 7, ".escale") == 0 && n < 8)
			snprintf(path[n++], sizeof path[0], "%s/%s", folder, entry->d_name);
		else
			(*others)++;
	}
	if (d)
		closedir(d);
	return n;
}

static enum bundle_reason read_back(const char *path, struct bundle *b)
{
	enum bundle_reason reason;
	bundle_read(b, path, keys.coordinator, 1, &reason, NULL);
	return reason;
}

/* ---- when it may be closed ----------------------------------------------------------------------------- */

static enum err_code ready(void)
{
	struct err e = { 0 };
	cr_assert_eq(export_ready(store, &facts, &e), e.code == ERR_NONE);
	return e.code;
}

Test(export, waits_for_eleven_visits)
{
	visits(10, TODAY - 30);
	cr_assert_eq(ready(), ERR_REFUSED);
	visits(1, TODAY);
	cr_assert_eq(ready(), ERR_NONE);
}

Test(export, waits_for_seven_days)
{
	visits(11, TODAY - 6);
	cr_assert_eq(ready(), ERR_REFUSED);
	facts.today = TODAY + 1;
	cr_assert_eq(ready(), ERR_NONE);
}

Test(export, a_clock_that_went_back_does_not_hurry_it)
{
	visits(11, TODAY + 400);
	cr_assert_eq(ready(), ERR_REFUSED);
}

Test(export, waits_for_a_confirmed_date)
{
	visits(11, TODAY - 30);
	facts.today = -1;
	cr_assert_eq(ready(), ERR_REFUSED);
}

Test(export, waits_for_recipients)
{
	visits(11, TODAY - 30);
	recipients.coordinator_count = 0;
	cr_assert_eq(ready(), ERR_REFUSED);
}

Test(export, a_supervisors_reason_skips_both_minimums_and_is_told)
{
	struct bundle b;
	char path[8][600];
	int written, others;
	visits(1, -1);
	facts.today = -1;
	facts.early_reason = "repair";
	cr_assert_eq(ready(), ERR_NONE);
	cr_assert(export_close(store, &facts, NULL));
	cr_assert(export_write(store, &facts, stick, &written, NULL));
	cr_assert_eq(on_stick(path, &others), 1);
	cr_assert_eq(read_back(path[0], &b), BUNDLE_OK);
	cr_assert_str_eq(b.manifest.early_reason, "repair");
	cr_assert_not(b.manifest.clock_confirmed);
	bundle_drop(&b);
}

Test(export, refusing_to_close_leaves_the_bundle_open)
{
	struct store_counts counts;
	int64_t numbers[4];
	visits(3, TODAY);
	cr_assert_not(export_close(store, &facts, NULL));
	cr_assert(store_counts(store, TODAY, &counts, NULL));
	cr_assert_eq(counts.visits_bundle, 3);
	cr_assert_eq(store_closed(store, numbers, 4), 0);
}

/* ---- what lands on the stick --------------------------------------------------------------------------- */

Test(export, a_bundle_opens_with_every_fact_and_stays_in_the_store)
{
	struct err e = { 0 };
	struct bundle b;
	char path[8][600], line[ENVELOPE_PLAIN];
	int written, others, starts = 0;
	int64_t numbers[4];
	closed_bundle();
	cr_assert(export_write(store, &facts, stick, &written, &e), "%s", e.text);
	cr_assert_eq(written, 1);
	cr_assert_eq(on_stick(path, &others), 1);
	cr_assert_eq(others, 0);
	cr_assert_eq(strspn(strrchr(path[0], '/') + 1, "0123456789abcdef"), 16u);
	cr_assert_eq(read_back(path[0], &b), BUNDLE_OK);
	cr_assert_eq(b.manifest.number, 1);
	cr_assert_eq(b.manifest.sessions, 12);
	cr_assert_eq(b.manifest.facts_kept, 12 * 16);
	for (int i = 0; i < 12 * 16; i++) {
		struct str envelope = bundle_envelope(&b, i);
		cr_assert(
		    envelope_open(line, (const uint8_t *)envelope.s, envelope.n, keys.evaluator, 1, NULL));
		starts += memcmp(line, "module_start cyber ", 19) == 0;
	}
	cr_assert_eq(starts, 12);
	cr_assert_eq(store_closed(store, numbers, 4), 1);
	bundle_drop(&b);
}

Test(export, a_second_export_is_the_same_bundle_under_another_name)
{
	struct bundle one, two;
	char path[8][600];
	int written, others;
	closed_bundle();
	cr_assert(export_write(store, &facts, stick, &written, NULL));
	cr_assert(export_write(store, &facts, stick, &written, NULL));
	cr_assert_eq(on_stick(path, &others), 2);
	cr_assert_eq(read_back(path[0], &one), BUNDLE_OK);
	cr_assert_eq(read_back(path[1], &two), BUNDLE_OK);
	cr_assert_eq(memcmp(one.manifest_sha256, two.manifest_sha256, 32), 0);
	bundle_drop(&one);
	bundle_drop(&two);
}

Test(export, bundles_form_a_chain)
{
	struct bundle b[2];
	char path[8][600];
	int written, others;
	closed_bundle();
	visits(12, TODAY + 40);
	facts.today = TODAY + 40;
	cr_assert(export_close(store, &facts, NULL));
	cr_assert(export_write(store, &facts, stick, &written, NULL));
	cr_assert_eq(written, 2);
	cr_assert_eq(on_stick(path, &others), 2);
	for (int i = 0; i < 2; i++)
		cr_assert_eq(read_back(path[i], &b[i]), BUNDLE_OK);
	int first = b[0].manifest.number == 1 ? 0 : 1;
	cr_assert_eq(b[!first].manifest.number, 2);
	cr_assert_eq(memcmp(b[!first].manifest.previous, b[first].manifest_sha256, 32), 0);
	bundle_drop(&b[0]);
	bundle_drop(&b[1]);
}

Test(export, envelopes_of_two_recipient_lists_share_one_bundle)
{
	struct bundle b;
	char path[8][600], line[ENVELOPE_PLAIN];
	int written, others;
	struct age_identity second;
	visits(6, TODAY - 7);
	age_identity_new(&second);
	age_identity_recipient(&second, &recipients.evaluation[1]);
	recipients.evaluation_count = 2;
	visits(6, TODAY);
	cr_assert(export_close(store, &facts, NULL));
	cr_assert(export_write(store, &facts, stick, &written, NULL));
	cr_assert_eq(on_stick(path, &others), 1);
	cr_assert_eq(read_back(path[0], &b), BUNDLE_OK);
	for (int64_t i = 0; i < b.manifest.facts_kept; i++) {
		struct str envelope = bundle_envelope(&b, i);
		cr_assert(
		    envelope_open(line, (const uint8_t *)envelope.s, envelope.n, keys.evaluator, 1, NULL));
	}
	bundle_drop(&b);
}

Test(export, free_text_never_reaches_a_manifest)
{
	struct bundle b;
	char path[8][600];
	int written, others;
	facts.place_kind = "chez Mme Durand";
	closed_bundle();
	cr_assert(export_write(store, &facts, stick, &written, NULL));
	cr_assert_eq(on_stick(path, &others), 1);
	cr_assert_eq(read_back(path[0], &b), BUNDLE_OK);
	cr_assert_str_eq(b.manifest.place_kind, "autre");
	bundle_drop(&b);
}

Test(export, nothing_closed_is_no_error)
{
	int written = -1;
	cr_assert(export_write(store, &facts, stick, &written, NULL));
	cr_assert_eq(written, 0);
}

/* ---- sticks that fail ---------------------------------------------------------------------------------- */

static enum err_code failing(struct fault f)
{
	struct err e = { 0 };
	int written;
	memset(fault_seen, 0, sizeof fault_seen);
	fault = f;
	bool ok = export_write(store, &facts, stick, &written, &e);
	fault = (struct fault){ 0 };
	cr_assert_not(ok, "the fault was never met");
	cr_assert_eq(written, 0);
	return e.code;
}

/* Nothing half-done is on the stick, and the next try succeeds. */
static void clean_and_again(void)
{
	char path[8][600];
	int others, written;
	cr_assert_eq(on_stick(path, &others), 0);
	cr_assert_eq(others, 0, "a temporary file is left");
	cr_assert(export_write(store, &facts, stick, &written, NULL));
	cr_assert_eq(written, 1);
}

#define FAILS(NAME, CODE, ...)                                                                               \
	Test(export, NAME)                                                                                   \
	{                                                                                                    \
		closed_bundle();                                                                             \
		cr_assert_eq(failing((struct fault){ __VA_ARGS__, false }), CODE);                           \
		clean_and_again();                                                                           \
	}

FAILS(too_little_space_is_seen_before_writing, ERR_FULL, FAULT_STATVFS, FAULT_SMALL, 0, 0)
FAILS(a_stick_that_fills_up, ERR_FULL, FAULT_WRITE, FAULT_ERROR, ENOSPC, 0)
FAILS(a_stick_that_fills_up_at_the_flush, ERR_FULL, FAULT_FSYNC, FAULT_ERROR, ENOSPC, 0)
FAILS(a_write_protected_stick, ERR_READONLY, FAULT_WRITE, FAULT_ERROR, EROFS, 0)
FAILS(a_stick_protected_at_the_rename, ERR_READONLY, FAULT_RENAME, FAULT_ERROR, EROFS, 0)
FAILS(a_stick_pulled_out_while_writing, ERR_IO, FAULT_WRITE, FAULT_ERROR, EIO, 0)
FAILS(a_stick_pulled_out_at_the_flush, ERR_IO, FAULT_FSYNC, FAULT_ERROR, EIO, 0)
FAILS(a_stick_pulled_out_before_the_rename, ERR_IO, FAULT_RENAME, FAULT_ERROR, ENOENT, 0)
FAILS(a_stick_pulled_out_behind_the_rename, ERR_IO, FAULT_FSYNC, FAULT_ERROR, EIO, 1)
FAILS(a_stick_that_cannot_be_read_back, ERR_IO, FAULT_READ, FAULT_ERROR, EIO, 0)
FAILS(a_stick_that_changes_a_byte, ERR_CORRUPT, FAULT_WRITE, FAULT_LIE, 0, 0)
FAILS(a_stick_that_keeps_nothing, ERR_CORRUPT, FAULT_WRITE, FAULT_DROP, 0, 0)

Test(export, a_missing_stick_is_an_io_error)
{
	struct err e = { 0 };
	int written;
	closed_bundle();
	cr_assert_not(export_write(store, &facts, "/nonexistent/stick", &written, &e));
	cr_assert_eq(e.code, ERR_IO);
}

Test(export, a_link_instead_of_the_folder_leads_nowhere)
{
	struct err e = { 0 };
	int written;
	char link[200], inside[200];
	closed_bundle();
	snprintf(link, sizeof link, "%s/ESCALE", stick);
	snprintf(inside, sizeof inside, "%s/elsewhere", data);
	cr_assert_eq(mkdir(inside, 0700), 0);
	cr_assert_eq(symlink(inside, link), 0);
	cr_assert_not(export_write(store, &facts, stick, &written, &e));
	cr_assert_eq(e.code, ERR_IO);
	cr_assert_eq(rmdir(inside), 0, "something was written through the link");
}

Test(export, only_our_own_temporary_files_are_removed)
{
	static const char *const names[] = { "0123456789abcdef.escale.tmp", "photo.jpg", "0123.escale.tmp",
		                             "0123456789abcdef.escale.tmp2" };
	char path[300], found[8][600];
	int written, others;
	closed_bundle();
	snprintf(path, sizeof path, "%s/ESCALE", stick);
	cr_assert_eq(mkdir(path, 0700), 0);
	for (int i = 0; i < 4; i++) {
		snprintf(path, sizeof path, "%s/ESCALE/%s", stick, names[i]);
		fclose(fopen(path, "w"));
	}
	cr_assert(export_write(store, &facts, stick, &written, NULL));
	on_stick(found, &others);
	cr_assert_eq(others, 3);
}

/* ---- a cut at every call ------------------------------------------------------------------------------- */

/* How many files are on the stick, all of them whole; -1 when a file that calls itself a bundle is not
 * one. */
static int whole_bundles(void)
{
	char path[8][600];
	int others, n = on_stick(path, &others);
	for (int i = 0; i < n; i++) {
		struct bundle b;
		enum bundle_reason reason = read_back(path[i], &b);
		bundle_drop(&b);
		if (reason != BUNDLE_OK)
			return -1;
	}
	return n;
}

Test(export, the_check_of_cuts_sees_a_half_written_bundle)
{
	char path[8][600];
	int written, others;
	closed_bundle();
	cr_assert(export_write(store, &facts, stick, &written, NULL));
	cr_assert_eq(whole_bundles(), 1);
	on_stick(path, &others);
	cr_assert_eq(truncate(path[0], 30000), 0);
	cr_assert_eq(whole_bundles(), -1);
}

/* On FAT too (tests/device/power found empty files under a bundle's name, written by the kernel's own). */
static void cut_everywhere(bool fat)
{
	int cuts = 0, written;
	int64_t numbers[4];
	closed_bundle();
	store_close(store);
	for (enum fault_call call = FAULT_WRITE; call < FAULT_CALLS; call++)
		for (int after = 0;; after++) {
			pid_t child = fork();
			if (child == 0) {
				bool recovered;
				memset(fault_seen, 0, sizeof fault_seen);
				if (!store_open(&store, data, &recovered, NULL))
					_exit(1);
				fault = (struct fault){ call, FAULT_CUT, 0, after, fat };
				_exit(export_write(store, &facts, stick, &written, NULL) ? 0 : 2);
			}
			int status;
			cr_assert_eq(waitpid(child, &status, 0), child);
			cr_assert_neq(whole_bundles(), -1, "call %d after %d", call, after);
			if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
				break;
			cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 77);
			cuts++;
		}
	cr_assert_geq(cuts, 6, "only %d cuts were made", cuts);
	bool recovered;
	cr_assert(store_open(&store, data, &recovered, NULL));
	cr_assert_eq(store_closed(store, numbers, 4), 1);
	cr_assert(export_write(store, &facts, stick, &written, NULL));
	cr_assert_geq(whole_bundles(), 1);
}

Test(export, a_cut_at_any_call_leaves_whole_bundles_only_and_loses_nothing)
{
	cut_everywhere(false);
}

Test(export, a_cut_on_fat_leaves_no_empty_bundle)
{
	cut_everywhere(true);
}
