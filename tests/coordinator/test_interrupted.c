/* The power is cut during each write and flush of a month's work: bundles, two stories, a decision, another coordination taken
 * in. After it the folder holds what was acknowledged, each step whole or not at all, and doing it all again gives what an
 * undisturbed month gives. A disk that does not flush, planted, must fail the same check. */
#include <criterion/criterion.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "coordinator/decide.h"
#include "coordinator/helpers/desk.h"
#include "coordinator/unite.h"
#include "store/helpers/crash.h"

enum { LOTS = 5, MONTH = LOTS - 1 + 2, SEEDS = 3 };

/* What the readers made of the files: it does not change with the disk. */
static struct {
	struct outcome *outcome;
	struct tally tally;
} read_lot[LOTS];

static struct desk desk, other;
static struct arena tallies;
static char after[MONTH + 1][4000]; /* totals of an undisturbed month, after so many steps */

static void read_lots(void)
{
	struct lot l[LOTS];
	struct reader_known known = { .identities = desk.identities, .identity_count = 2 };
	struct err e = { 0 };
	char path[64];
	desk_lot(&l[0], &desk.keys, 1, NULL, 1);
	desk_lot(&l[1], &desk.keys, 2, &l[0], 2);
	desk_lot(&l[2], &desk.keys, 2, &l[0], 4); /* the other story */
	desk_lot(&l[3], &desk.keys, 3, &l[1], 8);
	desk_lot(&l[4], &desk.keys, 4, &l[3], 16); /* the other coordination's */
	cr_assert(merge_known(&desk.state, &known, &tallies, &e), "%s", e.text);
	for (int i = 0; i < LOTS; i++) {
		struct buf file = { 0 };
		lot_seal(&l[i], &desk.keys, &file);
		snprintf(path, sizeof path, "%s/%d.escale", desk.dir, i);
		cr_assert(file_write(path, file.data, file.size, 0600, &e), "%s", e.text);
		read_lot[i].outcome = xmalloc(sizeof *read_lot[i].outcome);
		memset(read_lot[i].outcome, 0, sizeof *read_lot[i].outcome);
		tally_init(&read_lot[i].tally, &tallies);
		reader_bundle(read_lot[i].outcome, path, &known, &read_lot[i].tally);
		buf_free(&file);
		lot_drop(&l[i]);
	}
}

static bool import(struct state *s, int i, struct err *e)
{
	enum merged merged;
	enum bundle_reason reason;
	char kiosk[STATE_NAME_MAX];
	return merge_outcome(s, read_lot[i].outcome, &read_lot[i].tally, 20500, &merged, &reason, kiosk, e);
}

static bool decide(struct state *s, struct err *e)
{
	struct db_query *q;
	int64_t id = 0;
	bool decided = false;
	if (!db_prepare(s->db, &q, "SELECT id, decision IS NOT NULL FROM bundle WHERE sha = ?", e))
		return false;
	db_bind_blob(q, 1, read_lot[1].outcome->sha256, 32);
	if (db_step(q, e)) {
		id = db_int(q, 0);
		decided = db_int(q, 1);
	}
	db_finish(q);
	return decided || (id && decide_keep(s, id, &(struct decision){ "Camille", "essai", 20500 }, e));
}

/* Step by step; how many were acknowledged. */
static int month(struct state *s)
{
	struct err e = { 0 };
	struct united did;
	int done = 0;
	for (int i = 0; i < LOTS - 1; i++, done++)
		if (!import(s, i, &e))
			return done;
	if (!decide(s, &e))
		return done;
	done++;
	if (!unite_states(s, &other.state, "Voisins", NULL, NULL, &did, &e))
		return done;
	return done + 1;
}

static void fresh(void)
{
	struct err e = { 0 };
	crash_reset();
	cr_assert(state_open(&desk.state, desk.dir, true, &e), "%s", e.text);
	desk_enrol(&desk, &desk.keys, "Bus");
}

static void setup(void)
{
	desk_open(&desk); /* on the true disk: only its keys and its folder are used */
	desk_open_with(&other, &desk.keys);
	read_lots();
	struct err e = { 0 };
	cr_assert(import(&other.state, 4, &e), "%s", e.text);
	state_close(&desk.state);
	crash_reset();
	sqlite3_vfs_register(sqlite3_vfs_find(CRASH_VFS), 1);
	fresh();
	struct united did;
	for (int i = 0; i <= MONTH; i++) {
		strcpy(after[i], desk_totals(&desk));
		if (i < LOTS - 1)
			cr_assert(import(&desk.state, i, &e), "%s", e.text);
		else if (i == LOTS - 1)
			cr_assert(decide(&desk.state, &e), "%s", e.text);
		else if (i == LOTS)
			cr_assert(unite_states(&desk.state, &other.state, "Voisins", NULL, NULL, &did, &e),
			          "%s", e.text);
	}
	state_close(&desk.state);
}

static void teardown(void)
{
	for (int i = 0; i < LOTS; i++)
		free(read_lot[i].outcome);
	arena_drop(&tallies);
	desk_close(&desk);
	desk_close(&other);
}

TestSuite(interrupted, .init = setup, .fini = teardown, .timeout = 240);

/* What is wrong after a cut in operation n, or NULL; *finished when the month ended before it. */
static const char *cut(long n, uint64_t seed, enum crash_plant plant, bool *finished)
{
	struct err e = { 0 };
	const char *wrong = NULL;
	fresh();
	crash_plant(plant);
	crash_cut_at(n);
	int done = month(&desk.state);
	*finished = !crash_is_off();
	state_close(&desk.state);
	crash_plant(PLANT_NONE);
	crash_power_on(seed);
	if (!state_open(&desk.state, desk.dir, false, &e))
		return "the folder does not open";
	const char *totals = desk_totals(&desk);
	if (strcmp(totals, after[done]) != 0 && (done == MONTH || strcmp(totals, after[done + 1]) != 0))
		wrong = "what was acknowledged is gone, or a step is half done";
	if (!wrong && month(&desk.state) != MONTH)
		wrong = "the month cannot be done again";
	if (!wrong && strcmp(desk_totals(&desk), after[MONTH]) != 0)
		wrong = "again gives another result";
	arena_reset(&desk.arena);
	state_close(&desk.state);
	return wrong;
}

Test(interrupted, a_cut_at_any_write_loses_nothing_and_halves_nothing)
{
	static const uint64_t seeds[SEEDS] = { 0, 1, 7 };
	long cuts = 0;
	cr_assert_str_neq(after[0], after[MONTH]);
	for (int s = 0; s < SEEDS; s++) {
		bool finished = false;
		for (long n = 1; !finished; n++, cuts++) {
			const char *wrong = cut(n, seeds[s], PLANT_NONE, &finished);
			cr_assert(!wrong, "operation %ld, seed %d: %s", n, (int)seeds[s], wrong);
		}
	}
	cr_assert(cuts > 60, "only %ld cuts: the month writes nothing", cuts);
}

Test(interrupted, a_disk_that_does_not_flush_is_noticed)
{
	bool finished = false, noticed = false;
	for (long n = 1; !finished && !noticed; n++)
		noticed = cut(n, 0, PLANT_NO_FLUSH, &finished) != NULL;
	cr_assert(noticed);
}
