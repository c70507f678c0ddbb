/* The merge: whatever comes, in whatever order, as often as it likes. Attacks are those of statistics.md. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "coordinator/merge.h"
#include "coordinator/report.h"
#include "sync/helpers/lot.h"

static struct keys keys;
static struct state state;
static struct arena arena;
static struct age_identity *identities; /* the coordinator's, then the evaluator's */
static char dir[] = "/tmp/escale-merge-XXXXXX";

static void enrol(const struct keys *k, const char *name)
{
	struct kiosk kiosk = { .place = "bus", .commune = "23096", .enrolled_day = 20000, .revoked_day = -1 };
	struct err e = { 0 };
	str_copy(kiosk.name, sizeof kiosk.name, name);
	sign_public_of(k->kiosk, &kiosk.key);
	cr_assert(state_kiosk_add(&state, &kiosk, &e), "%s", e.text);
}

static void setup(void)
{
	struct err e = { 0 };
	keys_make(&keys);
	identities = seal_secret_alloc(2 * sizeof *identities);
	identities[0] = *keys.coordinator;
	identities[1] = *keys.evaluator;
	cr_assert(mkdtemp(dir));
	cr_assert(state_open(&state, dir, true, &e), "%s", e.text);
	enrol(&keys, "Bus");
}

static void teardown(void)
{
	char command[64];
	state_close(&state);
	seal_secret_free(identities);
	keys_drop(&keys);
	arena_drop(&arena);
	snprintf(command, sizeof command, "rm -rf %s", dir);
	cr_assert_eq(system(command), 0);
}

TestSuite(merge, .init = setup, .fini = teardown);

/* ---- giving a file to the coordinator, as import does -------------------------------------------------- */

struct given {
	enum merged merged;
	enum bundle_reason reason;
};

static struct given give_bytes(const struct buf *file, int identity_count)
{
	char path[64], kiosk[STATE_NAME_MAX];
	struct reader_known known = { .identities = identities, .identity_count = identity_count };
	struct outcome *o = xmalloc(sizeof *o);
	struct tally tally;
	struct err e = { 0 };
	struct given g;
	memset(o, 0, sizeof *o);
	snprintf(path, sizeof path, "%s/in.escale", dir);
	cr_assert(file_write(path, file->data ? file->data : "", file->size, 0600, &e), "%s", e.text);
	cr_assert(merge_known(&state, &known, &arena, &e), "%s", e.text);
	tally_init(&tally, &arena);
	reader_bundle(o, path, &known, &tally);
	cr_assert(merge_outcome(&state, o, &tally, 20500, &g.merged, &g.reason, kiosk, &e), "%s", e.text);
	free(o);
	return g;
}

static struct given give(const struct lot *l)
{
	struct buf file = { 0 };
	lot_seal(l, &keys, &file);
	struct given g = give_bytes(&file, 2);
	buf_free(&file);
	return g;
}

/* A right bundle of 12 visits: n starts of one module, and the decoys. */
static void make(struct lot *l, const struct keys *k, int number, const struct lot *previous, int starts)
{
	lot_begin(l, k);
	l->manifest.number = number;
	if (previous)
		seal_sha256(previous->json.data, previous->json.size, l->manifest.previous);
	for (int i = 0; i < starts; i++)
		lot_fact(l, k, "module_start cyber");
	lot_fact(l, k, "decoy");
	lot_sign(l, k);
}

/* Everything that a report would count, as text. */
static const char *totals(void)
{
	static char text[4000];
	struct report r = { .first_day = 0, .last_day = 99999, .today = 20500, .arena = &arena };
	struct err e = { 0 };
	cr_assert(report_read(&r, &state, &e), "%s", e.text);
	int n = snprintf(text, sizeof text, "%d bundles, %lld sessions, %d unread, %d contested;", r.bundles,
	                 r.sessions, r.unread, r.contested);
	for (int i = 0; i < r.tally.count; i++) {
		char line[FACT_SIZE + 1] = "";
		fact_print(&r.tally.cells[i].fact, line);
		n += snprintf(text + n, sizeof text - (size_t)n, " %.40s %lld;", strtok(line, "\n"),
		              r.tally.cells[i].count);
	}
	for (int i = 0; i < r.kiosk_count; i++)
		n += snprintf(text + n, sizeof text - (size_t)n, " %s %lld/%d/%d[%s]%d;",
		              r.kiosks[i].kiosk.name, r.kiosks[i].sessions, r.kiosks[i].last_number,
		              r.kiosks[i].missing, r.kiosks[i].missing_list, r.kiosks[i].contested);
	return text;
}

static long long starts_counted(void)
{
	struct report r = { .first_day = 0, .last_day = 99999, .today = 20500, .arena = &arena };
	cr_assert(report_read(&r, &state, NULL));
	return tally_sum(&r.tally, FACT_MODULE_START, "cyber", NULL, NULL, NULL);
}

#define GIVES(GIVEN, MERGED, REASON)                                                                         \
	do {                                                                                                 \
		struct given g_ = (GIVEN);                                                                   \
		cr_assert_eq(g_.merged, MERGED, "merged %d", g_.merged);                                     \
		cr_assert_str_eq(bundle_reason_name[g_.reason], bundle_reason_name[REASON]);                 \
	} while (0)

/* ---- the ordinary way ---------------------------------------------------------------------------------- */

Test(merge, facts_become_counts_and_decoys_nothing)
{
	struct lot l;
	make(&l, &keys, 1, NULL, 3);
	GIVES(give(&l), MERGED_COUNTED, BUNDLE_OK);
	cr_assert_str_eq(totals(), "1 bundles, 12 sessions, 0 unread, 0 contested; "
	                           "module_start cyber                       3; Bus 12/1/0[]0;");
	lot_drop(&l);
}

Test(merge, the_same_bundle_counts_once_however_it_is_wrapped)
{
	struct lot l;
	make(&l, &keys, 1, NULL, 3);
	GIVES(give(&l), MERGED_COUNTED, BUNDLE_OK);
	GIVES(give(&l), MERGED_ALREADY, BUNDLE_OK); /* encrypted again: other bytes, same manifest */
	cr_assert_eq(starts_counted(), 3);
	lot_drop(&l);
}

Test(merge, a_gap_is_seen_and_a_late_bundle_fills_it)
{
	struct lot l[3];
	make(&l[0], &keys, 1, NULL, 1);
	make(&l[1], &keys, 2, &l[0], 1);
	make(&l[2], &keys, 3, &l[1], 1);
	GIVES(give(&l[0]), MERGED_COUNTED, BUNDLE_OK);
	GIVES(give(&l[2]), MERGED_COUNTED, BUNDLE_OK);
	cr_assert(strstr(totals(), "Bus 24/3/1[2]0;"), "%s", totals());
	GIVES(give(&l[1]), MERGED_COUNTED, BUNDLE_OK);
	cr_assert(strstr(totals(), "Bus 36/3/0[]0;"), "%s", totals());
	for (int i = 0; i < 3; i++)
		lot_drop(&l[i]);
}

Test(merge, without_the_evaluation_key_a_bundle_is_kept_and_counted_later)
{
	struct lot l;
	struct buf file = { 0 };
	make(&l, &keys, 1, NULL, 3);
	lot_seal(&l, &keys, &file);
	GIVES(give_bytes(&file, 1), MERGED_VERIFIED, BUNDLE_OK);
	cr_assert(strstr(totals(), "0 bundles, 0 sessions, 1 unread"), "%s", totals());
	GIVES(give_bytes(&file, 1), MERGED_ALREADY, BUNDLE_OK);
	GIVES(give_bytes(&file, 2), MERGED_COUNTED, BUNDLE_OK);
	cr_assert_eq(starts_counted(), 3);
	buf_free(&file);
	lot_drop(&l);
}

/* ---- refusals ------------------------------------------------------------------------------------------ */

static void nothing_kept(void)
{
	cr_assert(strstr(totals(), "0 bundles, 0 sessions, 0 unread, 0 contested; Bus"), "%s", totals());
}

Test(merge, an_unknown_kiosk_is_refused)
{
	struct keys other;
	struct lot l;
	struct buf file = { 0 };
	keys_make(&other);
	make(&l, &other, 1, NULL, 3);
	lot_seal(&l, &keys, &file);
	GIVES(give_bytes(&file, 2), MERGED_REFUSED, BUNDLE_UNKNOWN_KIOSK);
	nothing_kept();
	buf_free(&file);
	lot_drop(&l);
	keys_drop(&other);
}

Test(merge, a_revoked_kiosk_is_refused_but_what_was_counted_stays)
{
	struct lot a, b;
	make(&a, &keys, 1, NULL, 3);
	make(&b, &keys, 2, &a, 4);
	GIVES(give(&a), MERGED_COUNTED, BUNDLE_OK);
	cr_assert(state_kiosk_revoke(&state, "Bus", 20500, NULL));
	GIVES(give(&b), MERGED_REFUSED, BUNDLE_REVOKED_KIOSK);
	GIVES(give(&a), MERGED_ALREADY, BUNDLE_OK);
	cr_assert_eq(starts_counted(), 3);
	lot_drop(&a);
	lot_drop(&b);
}

Test(merge, one_fact_outside_the_dictionary_refuses_the_whole_bundle)
{
	static const char *const outside[] = { "module_start cyber fr", "age 42 cyber", "name durand",
		                               "opinion cyber love", "module_end cyber done 7min" };
	for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
		struct lot l;
		make(&l, &keys, 1, NULL, 3);
		lot_fact(&l, &keys, outside[i]);
		lot_sign(&l, &keys);
		struct given g = give(&l);
		cr_assert_eq(g.merged, MERGED_REFUSED, "%s", outside[i]);
		cr_assert(g.reason == BUNDLE_FACT_OUTSIDE || g.reason == BUNDLE_FACT_UNREADABLE, "%s: %s",
		          outside[i], bundle_reason_name[g.reason]);
		nothing_kept();
		lot_drop(&l);
	}
}

Test(merge, a_fact_outside_its_list_has_its_own_reason)
{
	struct lot l;
	make(&l, &keys, 1, NULL, 3);
	lot_fact(&l, &keys, "opinion cyber love");
	lot_sign(&l, &keys);
	GIVES(give(&l), MERGED_REFUSED, BUNDLE_FACT_OUTSIDE);
	lot_drop(&l);
}

Test(merge, an_unreadable_fact_refuses_the_whole_bundle)
{
	struct lot l;
	make(&l, &keys, 1, NULL, 3);
	lot_fact(&l, &keys, "  \x01\x02 not a line");
	lot_sign(&l, &keys);
	GIVES(give(&l), MERGED_REFUSED, BUNDLE_FACT_UNREADABLE);
	nothing_kept();
	lot_drop(&l);
	/* The last byte of the last envelope, signed as it is. */
	make(&l, &keys, 1, NULL, 3);
	l.facts.data[l.facts.size - 1] ^= 1;
	lot_sign(&l, &keys);
	GIVES(give(&l), MERGED_REFUSED, BUNDLE_FACT_UNREADABLE);
	nothing_kept();
	lot_drop(&l);
}

Test(merge, edited_counts_are_refused)
{
	struct lot l;
	make(&l, &keys, 1, NULL, 3);
	memcpy(strstr(l.json.data, "\"sessions\": 12") + 12, "99", 2);
	GIVES(give(&l), MERGED_REFUSED, BUNDLE_BAD_SIGNATURE);
	nothing_kept();
	lot_drop(&l);
}

Test(merge, a_forger_who_signs_with_his_own_key_is_an_unknown_kiosk)
{
	struct keys forger;
	struct lot l;
	struct buf file = { 0 };
	keys_make(&forger);
	make(&l, &keys, 1, NULL, 3);
	sign_public_of(forger.kiosk, &l.manifest.kiosk);
	lot_sign(&l, &forger);
	lot_seal(&l, &keys, &file);
	GIVES(give_bytes(&file, 2), MERGED_REFUSED, BUNDLE_UNKNOWN_KIOSK);
	/* With the true kiosk's key number in front, too. */
	sign_public_of(keys.kiosk, &l.manifest.kiosk);
	lot_sign(&l, &forger);
	file.size = 0;
	lot_seal(&l, &keys, &file);
	GIVES(give_bytes(&file, 2), MERGED_REFUSED, BUNDLE_BAD_SIGNATURE);
	nothing_kept();
	buf_free(&file);
	lot_drop(&l);
	keys_drop(&forger);
}

/* ---- two stories --------------------------------------------------------------------------------------- */

static void decide(const char *sql)
{
	struct err e = { 0 };
	cr_assert(db_exec(state.db, sql, &e), "%s", e.text);
}

Test(merge, two_contents_under_one_number_are_both_put_aside)
{
	struct lot a, b;
	make(&a, &keys, 1, NULL, 3);
	make(&b, &keys, 1, NULL, 4);
	GIVES(give(&a), MERGED_COUNTED, BUNDLE_OK);
	GIVES(give(&b), MERGED_CONTESTED, BUNDLE_DIVERGING);
	cr_assert(strstr(totals(), "0 bundles, 0 sessions, 0 unread, 2 contested"), "%s", totals());
	decide("UPDATE bundle SET decision = 'drop' WHERE id = 2");
	cr_assert_eq(starts_counted(), 3);
	decide("UPDATE bundle SET decision = 'keep' WHERE id = 1");
	cr_assert_eq(starts_counted(), 3);
	lot_drop(&a);
	lot_drop(&b);
}

Test(merge, a_decided_bundle_does_not_reopen)
{
	struct lot a, b, c;
	make(&a, &keys, 1, NULL, 3);
	make(&b, &keys, 1, NULL, 4);
	make(&c, &keys, 1, NULL, 5);
	give(&a);
	decide("UPDATE bundle SET decision = 'keep' WHERE id = 1");
	GIVES(give(&b), MERGED_CONTESTED, BUNDLE_DIVERGING);
	GIVES(give(&c), MERGED_CONTESTED, BUNDLE_DIVERGING);
	cr_assert_eq(starts_counted(), 3);
	lot_drop(&a);
	lot_drop(&b);
	lot_drop(&c);
}

Test(merge, a_restored_card_breaks_the_chain)
{
	struct lot a, b, fork, after;
	make(&a, &keys, 1, NULL, 1);
	make(&b, &keys, 2, &a, 1);
	make(&fork, &keys, 1, NULL, 2); /* the card was put back to before a */
	make(&after, &keys, 2, &fork, 1);
	GIVES(give(&a), MERGED_COUNTED, BUNDLE_OK);
	GIVES(give(&after), MERGED_CONTESTED, BUNDLE_BROKEN_CHAIN);
	cr_assert_eq(starts_counted(), 0);
	GIVES(give(&b), MERGED_CONTESTED, BUNDLE_DIVERGING);
	GIVES(give(&fork), MERGED_CONTESTED, BUNDLE_DIVERGING);
	cr_assert(strstr(totals(), "4 contested"), "%s", totals());
	/* Dropping one story clears the other. */
	decide("UPDATE bundle SET decision = 'drop' WHERE id IN (2, 4)");
	cr_assert_eq(starts_counted(), 2);
	lot_drop(&a);
	lot_drop(&b);
	lot_drop(&fork);
	lot_drop(&after);
}

Test(merge, a_first_bundle_that_claims_a_predecessor_is_put_aside)
{
	struct lot a;
	make(&a, &keys, 1, NULL, 1);
	a.manifest.previous[0] = 1;
	lot_sign(&a, &keys);
	GIVES(give(&a), MERGED_CONTESTED, BUNDLE_BROKEN_CHAIN);
	lot_drop(&a);
}

Test(merge, another_kiosks_numbers_do_not_matter)
{
	struct keys other;
	struct lot a, b;
	struct buf file = { 0 };
	keys_make(&other);
	enrol(&other, "Mairie");
	make(&a, &keys, 1, NULL, 1);
	lot_begin(&b, &other);
	b.manifest.sessions = 30;
	lot_sign(&b, &other);
	lot_seal(&b, &keys, &file);
	GIVES(give(&a), MERGED_COUNTED, BUNDLE_OK);
	GIVES(give_bytes(&file, 2), MERGED_COUNTED, BUNDLE_OK);
	buf_free(&file);
	lot_drop(&a);
	lot_drop(&b);
	keys_drop(&other);
}

/* ---- order --------------------------------------------------------------------------------------------- */

Test(merge, twelve_random_orders_with_duplicates_give_one_result)
{
	enum { LOTS = 9, GIFTS = 2 * LOTS };
	struct lot l[LOTS];
	struct buf file[LOTS] = { { 0 } };
	char first[4000] = "";
	make(&l[0], &keys, 1, NULL, 1);
	make(&l[1], &keys, 2, &l[0], 2);
	make(&l[2], &keys, 3, &l[1], 4);
	make(&l[3], &keys, 3, &l[1], 8); /* a cloned card */
	make(&l[4], &keys, 4, &l[3], 16);
	make(&l[5], &keys, 6, &l[4], 32);  /* 5 is missing */
	make(&l[6], &keys, 7, &l[4], 64);  /* does not follow 6 */
	make(&l[7], &keys, 9, &l[6], 128); /* 8 is missing */
	make(&l[8], &keys, 10, &l[7], 3);
	lot_fact(&l[8], &keys, "opinion cyber love");
	lot_sign(&l[8], &keys);
	for (int i = 0; i < LOTS; i++)
		lot_seal(&l[i], &keys, &file[i]);
	srand(5);
	for (int round = 0; round < 12; round++) {
		int order[GIFTS];
		for (int i = 0; i < GIFTS; i++)
			order[i] = i % LOTS;
		for (int i = GIFTS - 1; i > 0 && round; i--) {
			int j = rand() % (i + 1), t = order[i];
			order[i] = order[j];
			order[j] = t;
		}
		for (int i = 0; i < GIFTS; i++)
			give_bytes(&file[order[i]], 2);
		if (round == 0)
			strcpy(first, totals());
		cr_assert_str_eq(totals(), first, "round %d", round);
		decide("DELETE FROM cell; DELETE FROM bundle; DELETE FROM fact");
	}
	cr_assert(strstr(first, "module_start cyber                       147;"),
	          "1, 2, 16 and 128 count: %s", first);
	for (int i = 0; i < LOTS; i++) {
		buf_free(&file[i]);
		lot_drop(&l[i]);
	}
}

/* ---- readers in processes ------------------------------------------------------------------------------ */

struct seen {
	int files[32], counted, stop_after, total;
};

static bool note(void *context, const struct outcome *o, const struct tally *cells, struct err *e)
{
	struct seen *s = context;
	s->files[o->file]++;
	s->total++;
	s->counted += o->counted && cells->count == 1 && cells->cells[0].count == o->file + 1;
	return s->total != s->stop_after || err_set(e, ERR_FULL, "enough");
}

static void pool(int stop_after, struct seen *s)
{
	enum { FILES = 20 };
	char *path[FILES];
	struct reader_known known = { .identities = identities, .identity_count = 2 };
	struct err e = { 0 };
	cr_assert(merge_known(&state, &known, &arena, &e));
	for (int i = 0; i < FILES; i++) {
		struct lot l;
		struct buf file = { 0 };
		path[i] = arena_printf(&arena, "%s/%d.escale", dir, i);
		make(&l, &keys, 1, NULL, i + 1);
		lot_seal(&l, &keys, &file);
		cr_assert(file_write(path[i], file.data, file.size, 0600, &e));
		buf_free(&file);
		lot_drop(&l);
	}
	*s = (struct seen){ .stop_after = stop_after };
	struct reader_pool *p = reader_pool_start(path, FILES, &known, &e);
	cr_assert(p, "%s", e.text);
	cr_assert_eq(reader_pool_run(p, note, s, &e), stop_after == 0);
	reader_pool_stop(p);
}

Test(merge, readers_give_every_file_once_with_its_counts)
{
	struct seen s;
	pool(0, &s);
	cr_assert_eq(s.total, 20);
	cr_assert_eq(s.counted, 20);
	for (int i = 0; i < 20; i++)
		cr_assert_eq(s.files[i], 1, "file %d", i);
}

Test(merge, readers_stop_when_told)
{
	struct seen s;
	pool(3, &s);
	cr_assert_eq(s.total, 3);
}
