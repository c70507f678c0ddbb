/* Two coordinations of one authority in one folder: order-free, again is nothing, what is contested stays contested, and
 * nothing is believed that can be verified. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coordinator/decide.h"
#include "coordinator/helpers/desk.h"
#include "coordinator/unite.h"

static struct desk a, b, c;

static void setup(void)
{
	desk_open(&a);
	desk_open_with(&b, &a.keys);
	desk_open_with(&c, &a.keys);
}

static void teardown(void)
{
	desk_close(&c);
	desk_close(&b);
	desk_close(&a);
}

TestSuite(unite, .init = setup, .fini = teardown);

static struct united take(struct desk *into, struct desk *from)
{
	struct united did;
	struct err e = { 0 };
	cr_assert(unite_states(&into->state, &from->state, "Voisins", NULL, NULL, &did, &e), "%s", e.text);
	return did;
}

static void run(struct desk *d, const char *sql)
{
	struct err e = { 0 };
	cr_assert(db_exec(d->state.db, sql, &e), "%s", e.text);
}

static long long ask(struct desk *d, const char *sql)
{
	struct db_query *q;
	struct err e = { 0 };
	cr_assert(db_prepare(d->state.db, &q, sql, &e), "%s", e.text);
	long long n = db_step(q, &e) ? db_int(q, 0) : -1;
	db_finish(q);
	return n;
}

static int64_t row(struct desk *d, const struct lot *l)
{
	struct db_query *q;
	uint8_t sha[32];
	seal_sha256(l->json.data, l->json.size, sha);
	cr_assert(db_prepare(d->state.db, &q, "SELECT id FROM bundle WHERE sha = ?", NULL));
	db_bind_blob(q, 1, sha, sizeof sha);
	int64_t id = db_step(q, NULL) ? db_int(q, 0) : -1;
	db_finish(q);
	return id;
}

static void keep(struct desk *d, const struct lot *l, const char *person)
{
	struct err e = { 0 };
	cr_assert(decide_keep(&d->state, row(d, l), &(struct decision){ person, "essai", 20500 }, &e), "%s",
	          e.text);
}

/* ---- the ordinary way ------------------------------------------------------------------------------------------- */

Test(unite, each_side_has_what_both_had)
{
	struct lot l[3];
	desk_lot(&l[0], &a.keys, 1, NULL, 1);
	desk_lot(&l[1], &a.keys, 2, &l[0], 2);
	desk_lot(&l[2], &a.keys, 3, &l[1], 4);
	desk_give(&a, &l[0]);
	desk_give(&a, &l[1]);
	desk_give(&b, &l[1]);
	desk_give(&b, &l[2]);
	struct united did = take(&a, &b);
	cr_assert_eq(did.bundles, 1);
	cr_assert_eq(did.known, 1);
	cr_assert_eq(did.cells, 1);
	cr_assert_eq(did.disputed + did.refused + did.implausible, 0);
	take(&b, &a);
	cr_assert_eq(desk_starts(&a), 7);
	cr_assert_eq(desk_starts(&b), 7);
	for (int i = 0; i < 3; i++)
		lot_drop(&l[i]);
}

Test(unite, again_changes_nothing)
{
	struct lot l[2];
	char before[4000];
	desk_lot(&l[0], &a.keys, 1, NULL, 1);
	desk_lot(&l[1], &a.keys, 1, NULL, 2);
	desk_give(&a, &l[0]);
	desk_give(&b, &l[1]);
	keep(&b, &l[1], "Camille");
	take(&a, &b);
	strcpy(before, desk_totals(&a));
	for (int i = 0; i < 2; i++) {
		struct united did = take(&a, &b);
		cr_assert_eq(did.kiosks + did.bundles + did.cells + did.decisions + did.disputed, 0);
		cr_assert_str_eq(desk_totals(&a), before);
	}
	take(&b, &a); /* there and back */
	take(&a, &b);
	cr_assert_str_eq(desk_totals(&a), before);
	for (int i = 0; i < 2; i++)
		lot_drop(&l[i]);
}

Test(unite, a_kiosk_of_the_others_is_enrolled_on_its_word)
{
	struct keys other;
	struct lot l;
	struct buf file = { 0 };
	keys_make(&other);
	desk_enrol(&b, &other, "Mairie");
	struct keys mixed = a.keys; /* the same people read it */
	mixed.kiosk = other.kiosk;
	desk_lot(&l, &mixed, 1, NULL, 3);
	lot_seal(&l, &a.keys, &file);
	desk_give_bytes(&b, &file, 2);
	struct united did = take(&a, &b);
	cr_assert_eq(did.kiosks, 1);
	cr_assert_eq(did.bundles, 1);
	cr_assert_eq(ask(&a, "SELECT count(*) FROM kiosk WHERE trust = 'Voisins' AND name = 'Mairie'"), 1);
	cr_assert_eq(desk_starts(&a), 3);
	buf_free(&file);
	lot_drop(&l);
	keys_drop(&other);
}

/* The name of one place may be the name of another: the second gets a number, and nothing is mixed. */
Test(unite, two_kiosks_of_one_name_stay_two)
{
	struct keys first, second;
	keys_make(&first);
	keys_make(&second);
	desk_enrol(&a, &first, "Mairie");
	desk_enrol(&b, &second, "Mairie");
	cr_assert_eq(take(&a, &b).kiosks, 1);
	cr_assert_eq(ask(&a, "SELECT count(*) FROM kiosk WHERE name IN ('Mairie', 'Mairie (2)')"), 2);
	cr_assert_eq(ask(&a, "SELECT count(*) FROM kiosk WHERE trust = 'Voisins' AND name = 'Mairie (2)'"),
	             1);
	/* Its eight words are compared at last: it is ours. */
	struct kiosk k = {
		.name = "Mairie du Pont", .place = "mairie", .commune = "23096", .revoked_day = -1
	};
	sign_public_of(second.kiosk, &k.key);
	cr_assert(state_kiosk_add(&a.state, &k, NULL));
	cr_assert_eq(ask(&a, "SELECT count(*) FROM kiosk WHERE trust IS NULL AND name = 'Mairie du Pont'"),
	             1);
	cr_assert_not(state_kiosk_add(&a.state, &k, NULL), "but only once");
	keys_drop(&first);
	keys_drop(&second);
}

/* ---- on whose word ------------------------------------------------------------------------------------------------ */

Test(unite, counts_are_on_trust_until_the_bundle_itself_comes)
{
	struct lot l;
	desk_lot(&l, &a.keys, 1, NULL, 3);
	desk_give(&b, &l);
	take(&a, &b);
	cr_assert_eq(ask(&a, "SELECT count(*) FROM bundle WHERE counted AND trust = 'Voisins'"), 1);
	cr_assert_eq(desk_give(&a, &l).merged, MERGED_CONFIRMED);
	cr_assert_eq(ask(&a, "SELECT count(*) FROM bundle WHERE counted AND trust IS NULL"), 1);
	cr_assert_eq(desk_give(&a, &l).merged, MERGED_ALREADY);
	cr_assert_eq(desk_starts(&a), 3);
	lot_drop(&l);
}

Test(unite, a_false_count_is_corrected_by_the_bundle)
{
	struct lot l;
	desk_lot(&l, &a.keys, 1, NULL, 3);
	desk_give(&b, &l);
	run(&b, "UPDATE cell SET n = n - 1");
	take(&a, &b);
	cr_assert_eq(desk_starts(&a), 2, "a lie within what is possible is believed, and marked");
	cr_assert_eq(desk_give(&a, &l).merged, MERGED_CORRECTED);
	cr_assert_eq(desk_starts(&a), 3);
	lot_drop(&l);
}

Test(unite, a_bundle_on_trust_of_a_kiosk_revoked_since_can_still_be_confirmed)
{
	struct lot l;
	desk_lot(&l, &a.keys, 1, NULL, 3);
	desk_give(&b, &l);
	take(&a, &b);
	cr_assert(state_kiosk_revoke(&a.state, "Bus", 20600, NULL));
	cr_assert_eq(desk_give(&a, &l).merged, MERGED_CONFIRMED);
	lot_drop(&l);
}

Test(unite, two_different_counts_of_one_bundle_are_disputed_on_both_sides)
{
	struct lot l;
	desk_lot(&l, &a.keys, 1, NULL, 3);
	desk_give(&a, &l);
	desk_give(&b, &l);
	run(&b, "UPDATE cell SET n = 2");
	cr_assert_eq(take(&a, &b).disputed, 1);
	cr_assert_eq(take(&b, &a).disputed, 1);
	cr_assert_eq(desk_starts(&a), 0);
	cr_assert_eq(desk_starts(&b), 0);
	cr_assert_eq(take(&c, &b).disputed, 1, "a third learns of it");
	cr_assert_eq(desk_starts(&c), 0);
	cr_assert_eq(desk_give(&a, &l).merged, MERGED_CONFIRMED);
	cr_assert_eq(desk_give(&b, &l).merged, MERGED_CORRECTED);
	cr_assert_eq(take(&a, &b).disputed, 0);
	cr_assert_eq(desk_starts(&a), 3);
	cr_assert_eq(desk_starts(&b), 3);
	lot_drop(&l);
}

Test(unite, a_missing_or_added_cell_is_a_different_count)
{
	struct lot l;
	desk_lot(&l, &a.keys, 1, NULL, 3);
	lot_fact(&l, &a.keys, "opinion cyber plus");
	lot_sign(&l, &a.keys);
	desk_give(&a, &l);
	desk_give(&b, &l);
	run(&b, "DELETE FROM cell WHERE fact = (SELECT id FROM fact WHERE line LIKE 'opinion%')");
	cr_assert_eq(take(&a, &b).disputed, 1);
	cr_assert_eq(take(&b, &a).disputed, 1);
	lot_drop(&l);
}

/* Counts are kept for 25 months; the manifest stays. */
Test(unite, counts_deleted_by_age_are_no_other_counts)
{
	struct lot l;
	desk_lot(&l, &a.keys, 1, NULL, 3);
	desk_give(&a, &l);
	desk_give(&b, &l);
	run(&b, "DELETE FROM cell");
	cr_assert_eq(take(&a, &b).disputed, 0);
	cr_assert_eq(desk_starts(&a), 3);
	take(&c, &b);
	take(&c, &a);
	cr_assert_eq(desk_starts(&c), 3, "whichever came first");
	cr_assert_eq(take(&b, &a).disputed, 0);
	cr_assert_eq(desk_starts(&b), 3);
	lot_drop(&l);
}

/* ---- what is verified ------------------------------------------------------------------------------------------ */

static void refused(const char *sql)
{
	struct lot l;
	desk_lot(&l, &a.keys, 1, NULL, 3);
	desk_give(&b, &l);
	run(&b, sql);
	struct united did = take(&a, &b);
	cr_assert_eq(did.refused, 1, "%s", sql);
	cr_assert_eq(strlen(did.refused_marks), 8);
	cr_assert_eq(ask(&a, "SELECT count(*) FROM bundle") + ask(&a, "SELECT count(*) FROM cell"), 0, "%s",
	             sql);
	lot_drop(&l);
}

Test(unite, a_changed_manifest_is_refused)
{
	refused("UPDATE bundle SET manifest = replace(manifest, '\"sessions\": 12', '\"sessions\": 99')");
}

Test(unite, a_changed_manifest_with_its_hash_is_refused)
{
	struct lot l;
	desk_lot(&l, &a.keys, 1, NULL, 3);
	desk_give(&b, &l);
	char *at = strstr(l.json.data, "\"sessions\": 12");
	memcpy(at + 12, "99", 2);
	uint8_t sha[32];
	seal_sha256(l.json.data, l.json.size, sha);
	struct db_query *q;
	cr_assert(db_prepare(b.state.db, &q, "UPDATE bundle SET manifest = ?, sha = ?", NULL));
	db_bind_blob(q, 1, l.json.data, l.json.size);
	db_bind_blob(q, 2, sha, sizeof sha);
	cr_assert(db_run(q, NULL));
	db_finish(q);
	cr_assert_eq(take(&a, &b).refused, 1);
	lot_drop(&l);
}

Test(unite, a_changed_signature_is_refused)
{
	refused("UPDATE bundle SET signature = replace(signature, 'escale-bundle/1', 'escale-bundle/2')");
}

Test(unite, a_bundle_said_to_be_another_kiosks_is_refused)
{
	struct keys other;
	keys_make(&other);
	desk_enrol(&b, &other, "Mairie");
	refused("UPDATE bundle SET kiosk = 2");
	keys_drop(&other);
}

Test(unite, the_others_own_columns_are_not_believed)
{
	struct lot l;
	desk_lot(&l, &a.keys, 1, NULL, 3);
	desk_give(&b, &l);
	run(&b, "UPDATE bundle SET sessions = 4000, number = 7, facts_kept = 4000, software = 'x'");
	cr_assert_eq(take(&a, &b).refused, 0);
	cr_assert_eq(ask(&a, "SELECT sessions * 100 + number FROM bundle"), 1201);
	lot_drop(&l);
}

static void implausible(const char *sql)
{
	struct lot l;
	desk_lot(&l, &a.keys, 1, NULL, 3);
	desk_give(&b, &l);
	run(&b, sql);
	struct united did = take(&a, &b);
	cr_assert_eq(did.implausible, 1, "%s", sql);
	cr_assert_eq(ask(&a, "SELECT count(*) FROM cell"), 0);
	cr_assert_eq(ask(&a, "SELECT count(*) FROM bundle WHERE NOT counted"), 1,
	             "the manifest is right, and stays");
	cr_assert_eq(desk_give(&a, &l).merged, MERGED_COUNTED);
	cr_assert_eq(desk_starts(&a), 3);
	lot_drop(&l);
}

Test(unite, more_counts_than_facts_are_impossible)
{
	implausible("UPDATE cell SET n = 5"); /* of 4 facts that the kiosk signed for */
}

Test(unite, negative_counts_are_impossible)
{
	implausible("UPDATE cell SET n = -1");
}

Test(unite, lines_outside_the_dictionary_are_impossible)
{
	implausible("UPDATE fact SET line = 'name durand'");
}

Test(unite, decoys_are_not_counts)
{
	implausible("UPDATE fact SET line = 'decoy'");
}

Test(unite, more_of_one_kind_than_visits_allow_is_impossible)
{
	struct lot l;
	desk_lot(&l, &a.keys, 1, NULL, 13); /* 12 visits: at most 12 languages */
	desk_give(&b, &l);
	run(&b, "UPDATE fact SET line = 'language fr'");
	cr_assert_eq(take(&a, &b).implausible, 1);
	lot_drop(&l);
}

/* ---- contested --------------------------------------------------------------------------------------------------- */

Test(unite, two_stories_that_meet_are_both_put_aside)
{
	struct lot one, two;
	desk_lot(&one, &a.keys, 1, NULL, 1);
	desk_lot(&two, &a.keys, 1, NULL, 2);
	desk_give(&a, &one);
	desk_give(&b, &two);
	take(&a, &b);
	take(&b, &a);
	cr_assert(strstr(desk_totals(&a), "0 bundles, 0 sessions, 0 unread, 2 contested"), "%s",
	          desk_totals(&a));
	cr_assert(strstr(desk_totals(&b), "0 bundles, 0 sessions, 0 unread, 2 contested"), "%s",
	          desk_totals(&b));
	lot_drop(&one);
	lot_drop(&two);
}

Test(unite, contrary_decisions_contest_until_a_person_decides_again)
{
	struct lot one, two;
	desk_lot(&one, &a.keys, 1, NULL, 1);
	desk_lot(&two, &a.keys, 1, NULL, 2);
	desk_give(&a, &one);
	desk_give(&a, &two);
	desk_give(&b, &one);
	desk_give(&b, &two);
	keep(&a, &one, "Camille");
	keep(&b, &two, "Dominique");
	cr_assert_eq(desk_starts(&a), 1);
	cr_assert_eq(desk_starts(&b), 2);
	cr_assert_eq(take(&a, &b).decisions, 2);
	take(&b, &a);
	cr_assert_eq(desk_starts(&a), 0);
	cr_assert_eq(desk_starts(&b), 0);
	cr_assert(strstr(desk_totals(&a), "2 contested"), "%s", desk_totals(&a));
	keep(&a, &two, "Camille");
	take(&b, &a);
	take(&a, &b);
	cr_assert_eq(desk_starts(&a), 2);
	cr_assert_eq(desk_starts(&b), 2);
	lot_drop(&one);
	lot_drop(&two);
}

Test(unite, each_keeping_the_only_story_it_knew_is_contested_too)
{
	struct lot one, two;
	desk_lot(&one, &a.keys, 1, NULL, 1);
	desk_lot(&two, &a.keys, 1, NULL, 2);
	desk_give(&a, &one);
	desk_give(&b, &two);
	keep(&a, &one, "Camille");
	keep(&b, &two, "Dominique");
	take(&a, &b);
	cr_assert_eq(desk_starts(&a), 0);
	cr_assert(strstr(desk_totals(&a), "2 contested"), "%s", desk_totals(&a));
	lot_drop(&one);
	lot_drop(&two);
}

Test(unite, a_receipt_settles_against_a_later_story_and_two_receipts_settle_nothing)
{
	struct lot one, two;
	desk_lot(&one, &a.keys, 1, NULL, 1);
	desk_lot(&two, &a.keys, 1, NULL, 2);
	desk_give(&a, &one);
	desk_give(&b, &two);
	run(&a, "UPDATE bundle SET receipted_day = 20501");
	take(&c, &a);
	take(&c, &b);
	cr_assert_eq(desk_starts(&c), 1);
	run(&b, "UPDATE bundle SET receipted_day = 20502");
	take(&c, &b);
	cr_assert_eq(desk_starts(&c), 0);
	cr_assert(strstr(desk_totals(&c), "2 contested"), "%s", desk_totals(&c));
	lot_drop(&one);
	lot_drop(&two);
}

Test(unite, what_came_after_the_other_side_revoked_the_kiosk_is_contested)
{
	struct lot l;
	desk_lot(&l, &a.keys, 1, NULL, 3);
	desk_give(&a, &l); /* on day 20500 */
	cr_assert(state_kiosk_revoke(&b.state, "Bus", 20499, NULL));
	cr_assert_eq(take(&a, &b).revoked, 1);
	take(&b, &a);
	cr_assert_eq(desk_starts(&a), 0);
	cr_assert_eq(desk_starts(&b), 0);
	keep(&a, &l, "Camille"); /* it was on the stick before */
	take(&b, &a);
	cr_assert_eq(desk_starts(&a), 3);
	cr_assert_eq(desk_starts(&b), 3);
	lot_drop(&l);
}

Test(unite, unread_bundles_tell_of_gaps_and_of_two_stories)
{
	struct lot l[3];
	struct buf file = { 0 };
	desk_lot(&l[0], &a.keys, 1, NULL, 1);
	desk_lot(&l[1], &a.keys, 2, &l[0], 2);
	desk_lot(&l[2], &a.keys, 3, &l[1], 2);
	desk_give(&a, &l[0]);
	lot_seal(&l[2], &a.keys, &file);
	desk_give_bytes(&b, &file, 1);
	cr_assert_eq(take(&a, &b).unread_there, 1);
	cr_assert(strstr(desk_totals(&a), "1 unread"), "%s", desk_totals(&a));
	cr_assert(strstr(desk_totals(&a), "/3/1[2]"), "%s", desk_totals(&a));
	buf_free(&file);
	for (int i = 0; i < 3; i++)
		lot_drop(&l[i]);
}

/* ---- any order ------------------------------------------------------------------------------------------------- */

enum { POOL = 8, DESKS = 4, ORDERS = 12 };

static void pool_make(struct lot l[POOL], const struct keys *k)
{
	desk_lot(&l[0], k, 1, NULL, 1);
	desk_lot(&l[1], k, 2, &l[0], 2);
	desk_lot(&l[2], k, 3, &l[1], 3);
	desk_lot(&l[3], k, 3, &l[1], 4); /* a copied card */
	desk_lot(&l[4], k, 4, &l[3], 5);
	desk_lot(&l[5], k, 6, &l[4], 6); /* 5 is missing */
	desk_lot(&l[6], k, 7, &l[4], 7); /* does not follow 6 */
	desk_lot(&l[7], k, 7, &l[5], 8); /* does */
}

/* Four coordinations that each received some of the bundles, decided and signed some receipts; then an empty folder takes
 * them in, in random orders, some twice, some through another. */
Test(unite, twelve_random_orders_of_four_states_give_one_result)
{
	struct lot l[POOL];
	struct desk from[DESKS], into;
	char first[4000] = "";
	pool_make(l, &a.keys);
	srand(11);
	for (int d = 0; d < DESKS; d++) {
		desk_open_with(&from[d], &a.keys);
		for (int i = 0; i < POOL; i++)
			if (rand() % 2)
				desk_give(&from[d], &l[i]);
	}
	if (row(&from[0], &l[2]) < 0)
		desk_give(&from[0], &l[2]);
	keep(&from[0], &l[2], "Camille");
	if (row(&from[1], &l[3]) < 0)
		desk_give(&from[1], &l[3]);
	keep(&from[1], &l[3], "Dominique");
	run(&from[2], "UPDATE bundle SET receipted_day = 20501 WHERE number IN (1, 7)");
	run(&from[3], "UPDATE bundle SET received_day = 20400 WHERE number = 6");
	for (int round = 0; round < ORDERS; round++) {
		desk_open_with(&into, &a.keys);
		for (int i = 0; i < DESKS; i++)
			take(&into, &from[(i * (round % 2 ? 3 : 1) + round) % DESKS]);
		for (int i = 0; i < 3; i++) {
			take(&into, &from[rand() % DESKS]);
			take(&from[rand() % DESKS], &into); /* what they learn is not news */
		}
		if (round == 0)
			strcpy(first, desk_totals(&into));
		cr_assert_str_eq(desk_totals(&into), first, "round %d", round);
		desk_close(&into);
	}
	for (int d = 0; d < DESKS; d++) {
		for (int other = 0; other < DESKS; other++)
			if (other != d)
				take(&from[d], &from[other]);
		cr_assert_str_eq(desk_totals(&from[d]), first, "desk %d", d);
	}
	cr_assert(strstr(first, "contested") && !strstr(first, " 0 contested"),
	          "the pool contests nothing: %s", first);
	for (int d = 0; d < DESKS; d++)
		desk_close(&from[d]);
	for (int i = 0; i < POOL; i++)
		lot_drop(&l[i]);
}
