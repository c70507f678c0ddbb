/* The merge: whatever comes, in whatever order, as often as it likes. Attacks are those of statistics.md. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "coordinator/helpers/desk.h"

static struct desk desk;

static void setup(void)
{
	desk_open(&desk);
}

static void teardown(void)
{
	desk_close(&desk);
}

TestSuite(merge, .init = setup, .fini = teardown);

#define GIVES(GIVEN, MERGED, REASON)                                                                         \
	do {                                                                                                 \
		struct desk_given g_ = (GIVEN);                                                                   \
		cr_assert_eq(g_.merged, MERGED, "merged %d", g_.merged);                                     \
		cr_assert_str_eq(bundle_reason_name[g_.reason], bundle_reason_name[REASON]);                 \
	} while (0)

/* ---- the ordinary way ---------------------------------------------------------------------------------- */

Test(merge, facts_become_counts_and_decoys_nothing)
{
	struct lot l;
	desk_lot(&l, &desk.keys, 1, NULL, 3);
	GIVES(desk_give(&desk, &l), MERGED_COUNTED, BUNDLE_OK);
	cr_assert_str_eq(desk_totals(&desk), "1 bundles, 12 sessions, 0 unread, 0 contested; "
	                           "module_start cyber                       3; Bus 12/1/0[]0;");
	lot_drop(&l);
}

Test(merge, the_same_bundle_counts_once_however_it_is_wrapped)
{
	struct lot l;
	desk_lot(&l, &desk.keys, 1, NULL, 3);
	GIVES(desk_give(&desk, &l), MERGED_COUNTED, BUNDLE_OK);
	GIVES(desk_give(&desk, &l), MERGED_ALREADY, BUNDLE_OK); /* encrypted again: other bytes, same manifest */
	cr_assert_eq(desk_starts(&desk), 3);
	lot_drop(&l);
}

Test(merge, a_gap_is_seen_and_a_late_bundle_fills_it)
{
	struct lot l[3];
	desk_lot(&l[0], &desk.keys, 1, NULL, 1);
	desk_lot(&l[1], &desk.keys, 2, &l[0], 1);
	desk_lot(&l[2], &desk.keys, 3, &l[1], 1);
	GIVES(desk_give(&desk, &l[0]), MERGED_COUNTED, BUNDLE_OK);
	GIVES(desk_give(&desk, &l[2]), MERGED_COUNTED, BUNDLE_OK);
	cr_assert(strstr(desk_totals(&desk), "Bus 24/3/1[2]0;"), "%s", desk_totals(&desk));
	GIVES(desk_give(&desk, &l[1]), MERGED_COUNTED, BUNDLE_OK);
	cr_assert(strstr(desk_totals(&desk), "Bus 36/3/0[]0;"), "%s", desk_totals(&desk));
	for (int i = 0; i < 3; i++)
		lot_drop(&l[i]);
}

Test(merge, without_the_evaluation_key_a_bundle_is_kept_and_counted_later)
{
	struct lot l;
	struct buf file = { 0 };
	desk_lot(&l, &desk.keys, 1, NULL, 3);
	lot_seal(&l, &desk.keys, &file);
	GIVES(desk_give_bytes(&desk, &file, 1), MERGED_VERIFIED, BUNDLE_OK);
	cr_assert(strstr(desk_totals(&desk), "0 bundles, 0 sessions, 1 unread"), "%s", desk_totals(&desk));
	GIVES(desk_give_bytes(&desk, &file, 1), MERGED_ALREADY, BUNDLE_OK);
	GIVES(desk_give_bytes(&desk, &file, 2), MERGED_COUNTED, BUNDLE_OK);
	cr_assert_eq(desk_starts(&desk), 3);
	buf_free(&file);
	lot_drop(&l);
}

/* The list of recipients changed in the middle of a bundle: each envelope finds its own key, whichever opened the last. */
Test(merge, facts_sealed_to_different_keys_of_ours_are_all_counted)
{
	struct lot l;
	struct keys now_to_other = desk.keys;
	now_to_other.to_evaluator = desk.keys.to_coordinator;
	lot_begin(&l, &desk.keys);
	for (int i = 0; i < 12; i++)
		lot_fact(&l, i % 3 ? &desk.keys : &now_to_other, "module_start cyber");
	lot_sign(&l, &desk.keys);
	GIVES(desk_give(&desk, &l), MERGED_COUNTED, BUNDLE_OK);
	cr_assert_eq(desk_starts(&desk), 12);
	lot_drop(&l);
}

Test(merge, one_fact_for_a_key_that_is_not_here_leaves_the_whole_bundle_uncounted)
{
	struct keys other, elsewhere = desk.keys;
	struct lot l;
	keys_make(&other);
	elsewhere.to_evaluator = other.to_evaluator;
	desk_lot(&l, &desk.keys, 1, NULL, 3);
	lot_fact(&l, &elsewhere, "module_start cyber");
	lot_sign(&l, &desk.keys);
	GIVES(desk_give(&desk, &l), MERGED_VERIFIED, BUNDLE_OK);
	cr_assert_eq(desk_starts(&desk), 0);
	lot_drop(&l);
	keys_drop(&other);
}

/* ---- refusals ------------------------------------------------------------------------------------------ */

static void nothing_kept(void)
{
	cr_assert(strstr(desk_totals(&desk), "0 bundles, 0 sessions, 0 unread, 0 contested; Bus"), "%s", desk_totals(&desk));
}

Test(merge, an_unknown_kiosk_is_refused)
{
	struct keys other;
	struct lot l;
	struct buf file = { 0 };
	keys_make(&other);
	desk_lot(&l, &other, 1, NULL, 3);
	lot_seal(&l, &desk.keys, &file);
	GIVES(desk_give_bytes(&desk, &file, 2), MERGED_REFUSED, BUNDLE_UNKNOWN_KIOSK);
	nothing_kept();
	buf_free(&file);
	lot_drop(&l);
	keys_drop(&other);
}

Test(merge, a_revoked_kiosk_is_refused_but_what_was_counted_stays)
{
	struct lot a, b;
	desk_lot(&a, &desk.keys, 1, NULL, 3);
	desk_lot(&b, &desk.keys, 2, &a, 4);
	GIVES(desk_give(&desk, &a), MERGED_COUNTED, BUNDLE_OK);
	cr_assert(state_kiosk_revoke(&desk.state, "Bus", 20500, NULL));
	GIVES(desk_give(&desk, &b), MERGED_REFUSED, BUNDLE_REVOKED_KIOSK);
	GIVES(desk_give(&desk, &a), MERGED_ALREADY, BUNDLE_OK);
	cr_assert_eq(desk_starts(&desk), 3);
	lot_drop(&a);
	lot_drop(&b);
}

Test(merge, one_fact_outside_the_dictionary_refuses_the_whole_bundle)
{
	static const char *const outside[] = { "module_start cyber fr", "age 42 cyber", "name durand",
		                               "opinion cyber love", "module_end cyber done 7min" };
	for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
		struct lot l;
		desk_lot(&l, &desk.keys, 1, NULL, 3);
		lot_fact(&l, &desk.keys, outside[i]);
		lot_sign(&l, &desk.keys);
		struct desk_given g = desk_give(&desk, &l);
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
	desk_lot(&l, &desk.keys, 1, NULL, 3);
	lot_fact(&l, &desk.keys, "opinion cyber love");
	lot_sign(&l, &desk.keys);
	GIVES(desk_give(&desk, &l), MERGED_REFUSED, BUNDLE_FACT_OUTSIDE);
	lot_drop(&l);
}

Test(merge, an_unreadable_fact_refuses_the_whole_bundle)
{
	struct lot l;
	desk_lot(&l, &desk.keys, 1, NULL, 3);
	lot_fact(&l, &desk.keys, "  \x01\x02 not a line");
	lot_sign(&l, &desk.keys);
	GIVES(desk_give(&desk, &l), MERGED_REFUSED, BUNDLE_FACT_UNREADABLE);
	nothing_kept();
	lot_drop(&l);
	/* The last byte of the last envelope, signed as it is. */
	desk_lot(&l, &desk.keys, 1, NULL, 3);
	l.facts.data[l.facts.size - 1] ^= 1;
	lot_sign(&l, &desk.keys);
	GIVES(desk_give(&desk, &l), MERGED_REFUSED, BUNDLE_FACT_UNREADABLE);
	nothing_kept();
	lot_drop(&l);
}

Test(merge, edited_counts_are_refused)
{
	struct lot l;
	desk_lot(&l, &desk.keys, 1, NULL, 3);
	memcpy(strstr(l.json.data, "\"sessions\": 12") + 12, "99", 2);
	GIVES(desk_give(&desk, &l), MERGED_REFUSED, BUNDLE_BAD_SIGNATURE);
	nothing_kept();
	lot_drop(&l);
}

Test(merge, a_forger_who_signs_with_his_own_key_is_an_unknown_kiosk)
{
	struct keys forger;
	struct lot l;
	struct buf file = { 0 };
	keys_make(&forger);
	desk_lot(&l, &desk.keys, 1, NULL, 3);
	sign_public_of(forger.kiosk, &l.manifest.kiosk);
	lot_sign(&l, &forger);
	lot_seal(&l, &desk.keys, &file);
	GIVES(desk_give_bytes(&desk, &file, 2), MERGED_REFUSED, BUNDLE_UNKNOWN_KIOSK);
	/* With the true kiosk's key number in front, too. */
	sign_public_of(desk.keys.kiosk, &l.manifest.kiosk);
	lot_sign(&l, &forger);
	file.size = 0;
	lot_seal(&l, &desk.keys, &file);
	GIVES(desk_give_bytes(&desk, &file, 2), MERGED_REFUSED, BUNDLE_BAD_SIGNATURE);
	nothing_kept();
	buf_free(&file);
	lot_drop(&l);
	keys_drop(&forger);
}

/* ---- two stories --------------------------------------------------------------------------------------- */

static void decide(const char *sql)
{
	struct err e = { 0 };
	cr_assert(db_exec(desk.state.db, sql, &e), "%s", e.text);
}

Test(merge, two_contents_under_one_number_are_both_put_aside)
{
	struct lot a, b;
	desk_lot(&a, &desk.keys, 1, NULL, 3);
	desk_lot(&b, &desk.keys, 1, NULL, 4);
	GIVES(desk_give(&desk, &a), MERGED_COUNTED, BUNDLE_OK);
	GIVES(desk_give(&desk, &b), MERGED_CONTESTED, BUNDLE_DIVERGING);
	cr_assert(strstr(desk_totals(&desk), "0 bundles, 0 sessions, 0 unread, 2 contested"), "%s", desk_totals(&desk));
	decide("UPDATE bundle SET decision = 'drop' WHERE id = 2");
	cr_assert_eq(desk_starts(&desk), 3);
	decide("UPDATE bundle SET decision = 'keep' WHERE id = 1");
	cr_assert_eq(desk_starts(&desk), 3);
	lot_drop(&a);
	lot_drop(&b);
}

Test(merge, a_decided_bundle_does_not_reopen)
{
	struct lot a, b, c;
	desk_lot(&a, &desk.keys, 1, NULL, 3);
	desk_lot(&b, &desk.keys, 1, NULL, 4);
	desk_lot(&c, &desk.keys, 1, NULL, 5);
	desk_give(&desk, &a);
	decide("UPDATE bundle SET decision = 'keep' WHERE id = 1");
	GIVES(desk_give(&desk, &b), MERGED_CONTESTED, BUNDLE_DIVERGING);
	GIVES(desk_give(&desk, &c), MERGED_CONTESTED, BUNDLE_DIVERGING);
	cr_assert_eq(desk_starts(&desk), 3);
	lot_drop(&a);
	lot_drop(&b);
	lot_drop(&c);
}

Test(merge, a_restored_card_breaks_the_chain)
{
	struct lot a, b, fork, after;
	desk_lot(&a, &desk.keys, 1, NULL, 1);
	desk_lot(&b, &desk.keys, 2, &a, 1);
	desk_lot(&fork, &desk.keys, 1, NULL, 2); /* the card was put back to before a */
	desk_lot(&after, &desk.keys, 2, &fork, 1);
	GIVES(desk_give(&desk, &a), MERGED_COUNTED, BUNDLE_OK);
	GIVES(desk_give(&desk, &after), MERGED_CONTESTED, BUNDLE_BROKEN_CHAIN);
	cr_assert_eq(desk_starts(&desk), 0);
	GIVES(desk_give(&desk, &b), MERGED_CONTESTED, BUNDLE_DIVERGING);
	GIVES(desk_give(&desk, &fork), MERGED_CONTESTED, BUNDLE_DIVERGING);
	cr_assert(strstr(desk_totals(&desk), "4 contested"), "%s", desk_totals(&desk));
	/* Dropping one story clears the other. */
	decide("UPDATE bundle SET decision = 'drop' WHERE id IN (2, 4)");
	cr_assert_eq(desk_starts(&desk), 2);
	lot_drop(&a);
	lot_drop(&b);
	lot_drop(&fork);
	lot_drop(&after);
}

Test(merge, a_first_bundle_that_claims_a_predecessor_is_put_aside)
{
	struct lot a;
	desk_lot(&a, &desk.keys, 1, NULL, 1);
	a.manifest.previous[0] = 1;
	lot_sign(&a, &desk.keys);
	GIVES(desk_give(&desk, &a), MERGED_CONTESTED, BUNDLE_BROKEN_CHAIN);
	lot_drop(&a);
}

Test(merge, another_kiosks_numbers_do_not_matter)
{
	struct keys other;
	struct lot a, b;
	struct buf file = { 0 };
	keys_make(&other);
	desk_enrol(&desk, &other, "Mairie");
	desk_lot(&a, &desk.keys, 1, NULL, 1);
	lot_begin(&b, &other);
	b.manifest.sessions = 30;
	lot_sign(&b, &other);
	lot_seal(&b, &desk.keys, &file);
	GIVES(desk_give(&desk, &a), MERGED_COUNTED, BUNDLE_OK);
	GIVES(desk_give_bytes(&desk, &file, 2), MERGED_COUNTED, BUNDLE_OK);
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
	desk_lot(&l[0], &desk.keys, 1, NULL, 1);
	desk_lot(&l[1], &desk.keys, 2, &l[0], 2);
	desk_lot(&l[2], &desk.keys, 3, &l[1], 4);
	desk_lot(&l[3], &desk.keys, 3, &l[1], 8); /* a cloned card */
	desk_lot(&l[4], &desk.keys, 4, &l[3], 16);
	desk_lot(&l[5], &desk.keys, 6, &l[4], 32);  /* 5 is missing */
	desk_lot(&l[6], &desk.keys, 7, &l[4], 64);  /* does not follow 6 */
	desk_lot(&l[7], &desk.keys, 9, &l[6], 128); /* 8 is missing */
	desk_lot(&l[8], &desk.keys, 10, &l[7], 3);
	lot_fact(&l[8], &desk.keys, "opinion cyber love");
	lot_sign(&l[8], &desk.keys);
	for (int i = 0; i < LOTS; i++)
		lot_seal(&l[i], &desk.keys, &file[i]);
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
			desk_give_bytes(&desk, &file[order[i]], 2);
		if (round == 0)
			strcpy(first, desk_totals(&desk));
		cr_assert_str_eq(desk_totals(&desk), first, "round %d", round);
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
	struct reader_known known = { .identities = desk.identities, .identity_count = 2 };
	struct err e = { 0 };
	cr_assert(merge_known(&desk.state, &known, &desk.arena, &e));
	for (int i = 0; i < FILES; i++) {
		struct lot l;
		struct buf file = { 0 };
		path[i] = arena_printf(&desk.arena, "%s/%d.escale", desk.dir, i);
		desk_lot(&l, &desk.keys, 1, NULL, i + 1);
		lot_seal(&l, &desk.keys, &file);
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
