/* Bundles of the other coordination: verified again, then taken in. */
#include <stdio.h>
#include <string.h>

#include "coordinator/unite_parts.h"
#include "seal/pin.h"
#include "sync/bundle.h"
#include "metrics/visit.h"

enum { MARK = 8 };

enum { ID, SHA, KIOSK, MANIFEST, SIGNATURE, COUNTED, RECEIVED, RECEIPTED, FORWARDED, DISPUTED };
static const char bundles_query[] =
    "SELECT id, sha, kiosk, manifest, signature, counted, received_day, receipted_day, "
    "forwarded_day, disputed FROM bundle ORDER BY sha";

/* One bundle of theirs, as far as it could be verified here. */
struct theirs {
	int64_t id, kiosk, received, receipted, forwarded;
	bool counted, disputed;
	uint8_t sha[32];
	struct str json, minisig;
	struct manifest manifest;
};

/* The hash is of these bytes, the bytes say this, and the kiosk that they name signed them: nothing of the other's own
 * columns is believed that the manifest says. */
static bool verify(struct unite *u, struct db_query *q, struct theirs *t)
{
	char comment[MINISIGN_COMMENT_MAX];
	uint8_t sha[32];
	size_t n;
	const void *bytes = db_blob(q, SHA, &n);
	if (n != sizeof t->sha)
		return false;
	memcpy(t->sha, bytes, n);
	t->json.s = db_blob(q, MANIFEST, &t->json.n);
	t->minisig.s = db_blob(q, SIGNATURE, &t->minisig.n);
	seal_sha256(t->json.s, t->json.n, sha);
	if (memcmp(sha, t->sha, sizeof sha) != 0 || !manifest_parse(&t->manifest, t->json, NULL) ||
	    !sign_verify(&t->manifest.kiosk, t->json.s, t->json.n, t->minisig, comment, NULL) ||
	    strcmp(comment, BUNDLE_MANIFEST_COMMENT) != 0)
		return false;
	t->id = db_int(q, ID);
	t->counted = db_int(q, COUNTED) != 0;
	t->disputed = db_int(q, DISPUTED) != 0;
	t->received = unite_day(db_int(q, RECEIVED));
	t->receipted = unite_day(db_int(q, RECEIPTED));
	t->forwarded = unite_day(db_int(q, FORWARDED));
	int64_t theirs = db_int(q, KIOSK);
	t->kiosk = theirs > 0 && theirs < u->kiosks ? u->kiosk[theirs] : 0;
	return t->kiosk > 0 && t->received >= 0 && unite_same_key(&u->key[theirs], &t->manifest.kiosk) &&
	       (t->manifest.sessions >= BUNDLE_SESSIONS_MIN || t->manifest.early_reason[0]);
}

static bool insert(struct unite *u, const struct theirs *t, struct err *e)
{
	struct db_query *q = u->q[INSERT];
	const struct manifest *m = &t->manifest;
	db_bind_blob(q, 1, t->sha, sizeof t->sha);
	db_bind_int(q, 2, t->kiosk);
	db_bind_int(q, 3, m->number);
	db_bind_blob(q, 4, m->previous, sizeof m->previous);
	db_bind_int(q, 5, m->sessions);
	db_bind_int(q, 6, m->facts_seen);
	db_bind_int(q, 7, m->facts_kept);
	db_bind_text(q, 8, m->software);
	db_bind_text(q, 9, m->dirty_stops);
	db_bind_text(q, 10, m->place_kind);
	db_bind_int(q, 11, m->clock_confirmed);
	db_bind_text(q, 12, m->early_reason);
	db_bind_int(q, 13, t->received);
	db_bind_blob(q, 14, t->json.s, t->json.n);
	db_bind_blob(q, 15, t->minisig.s, t->minisig.n);
	return db_run(q, e);
}

/* The row of a hash: its id or 0. */
static int64_t find(struct unite *u, const uint8_t sha[32], bool *counted, struct err *e)
{
	struct db_query *q = u->q[FIND];
	db_bind_blob(q, 1, sha, 32);
	int64_t id = db_step(q, e) ? db_int(q, 0) : 0;
	*counted = id && db_int(q, 1);
	db_reset(q);
	return id;
}

/* Could these counts be of this manifest? Each line is in the dictionary, none is told more often than visits allow, and
 * all together are no more than the facts that the kiosk signed for. */
static bool plausible(struct unite *u, const struct theirs *t, struct err *e)
{
	struct db_query *q = u->q[T_CELLS];
	int64_t all = 0, of[FACT_KIND_COUNT] = { 0 };
	bool ok = true;
	db_bind_int(q, 1, t->id);
	while (ok && db_step(q, e)) {
		int64_t fact = db_int(q, 0), n = db_int(q, 1);
		ok = fact > 0 && fact < u->facts && u->fact[fact] && n > 0 && n <= t->manifest.facts_kept;
		if (ok) {
			all += n;
			of[u->kind[fact]] += n;
		}
	}
	db_reset(q);
	/* A stop tells its workshops beside its presence (session/stop.c), and is no visit. */
	for (int k = 0; k < FACT_KIND_COUNT; k++)
		ok = ok && (fact_table[k].per_visit == 0 ||
		            of[k] <= t->manifest.sessions * fact_table[k].per_visit +
		                         (k == FACT_GROUP ? of[FACT_PRESENCE] * (VISIT_PAD - 1) : 0));
	return ok && all <= t->manifest.facts_kept;
}

static bool take_cells(struct unite *u, const struct theirs *t, int64_t bundle, struct err *e)
{
	struct db_query *q = u->q[T_CELLS], *add = u->q[CELL], *mark = u->q[COUNT];
	struct err why = { 0 };
	db_bind_int(q, 1, t->id);
	while (!why.code && db_step(q, &why)) {
		db_bind_int(add, 1, bundle);
		db_bind_int(add, 2, u->fact[db_int(q, 0)]);
		db_bind_int(add, 3, db_int(q, 1));
		db_run(add, &why);
	}
	db_reset(q);
	db_bind_int(mark, 1, bundle);
	db_bind_text(mark, 2, u->whose);
	u->did->cells++;
	return !why.code && db_run(mark, &why) ? true : unite_told(&why, e);
}

static int64_t cells_of(struct state *s, int64_t bundle, struct err *e)
{
	struct db_query *q;
	if (!db_prepare(s->db, &q, "SELECT count(*) FROM cell WHERE bundle = ?", e))
		return -1;
	db_bind_int(q, 1, bundle);
	int64_t n = db_step(q, e) ? db_int(q, 0) : -1;
	db_finish(q);
	return n;
}

/* Each of theirs is ours, with the same number; there are as many. */
static bool same_cells(struct unite *u, const struct theirs *t, int64_t bundle, struct err *e)
{
	struct db_query *q = u->q[T_CELLS], *ours = u->q[CELLS_DIFFER];
	bool same = true;
	db_bind_int(q, 1, t->id);
	while (same && db_step(q, e)) {
		int64_t fact = db_int(q, 0);
		db_bind_int(ours, 1, bundle);
		db_bind_int(ours, 2, fact > 0 && fact < u->facts ? u->fact[fact] : 0);
		same = db_step(ours, e) && db_int(ours, 0) == db_int(q, 1);
		db_reset(ours);
	}
	db_reset(q);
	return same;
}

static bool dispute(struct unite *u, int64_t bundle, struct err *e)
{
	db_bind_int(u->q[DISPUTE], 1, bundle);
	u->did->disputed++;
	return db_run(u->q[DISPUTE], e);
}

static bool days(struct unite *u, const struct theirs *t, int64_t bundle, struct err *e)
{
	struct db_query *q = u->q[DAYS];
	db_bind_int(q, 1, bundle);
	db_bind_int(q, 2, t->received);
	db_bind_int(q, 3, t->receipted);
	db_bind_int(q, 4, t->forwarded);
	return db_run(q, e);
}

/* Their counts of a bundle that has none here, if they can be. */
static void adopt(struct unite *u, const struct theirs *t, int64_t bundle, struct err *e)
{
	if (!plausible(u, t, e))
		u->did->implausible++;
	else if (take_cells(u, t, bundle, e) && t->disputed)
		dispute(u, bundle, e);
}

static bool one(struct unite *u, const struct theirs *t, struct err *e)
{
	bool counted;
	struct err why = { 0 };
	int64_t id = find(u, t->sha, &counted, &why);
	if (id)
		u->did->known++;
	else if (!why.code && insert(u, t, &why)) {
		u->did->bundles++;
		id = find(u, t->sha, &counted, &why);
	}
	if (why.code || id <= 0 || !days(u, t, id, &why))
		return unite_told(&why, e);
	u->did->unread_there += !t->counted && !counted;
	u->did->settled += t->receipted >= 0;
	if (t->counted && !counted) {
		adopt(u, t, id, &why);
	} else if (t->counted) {
		/* No count at all says nothing: it may have been deleted by age (menage). */
		int64_t here = cells_of(u->s, id, &why), there = cells_of(u->other, t->id, &why);
		if (here == 0 && there > 0)
			adopt(u, t, id, &why);
		else if (t->disputed || (there > 0 && (here != there || !same_cells(u, t, id, &why))))
			dispute(u, id, &why);
	}
	return unite_told(&why, e);
}

static void refuse(struct unite *u, struct db_query *q)
{
	char hex[2 * 32 + 1] = "";
	size_t n;
	const void *sha = db_blob(q, SHA, &n);
	if (n == 32)
		seal_hex(sha, 32, hex);
	hex[MARK] = '\0';
	size_t at = strlen(u->did->refused_marks);
	if (at + MARK + 2 < sizeof u->did->refused_marks)
		snprintf(u->did->refused_marks + at, sizeof u->did->refused_marks - at, "%s%s", at ? " " : "",
		         hex);
	u->did->refused++;
}

bool unite_bundles(struct unite *u, unite_progress_fn *progress, void *context, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	int of = (int)unite_count(u->other, "SELECT count(*) FROM bundle", e), done = 0;
	if (of < 0 || !db_prepare(u->other->db, &q, bundles_query, e))
		return false;
	for (; !why.code && db_step(q, &why); done++) {
		struct theirs t = { 0 };
		if (progress)
			progress(context, done, of);
		if (!verify(u, q, &t))
			refuse(u, q);
		else
			one(u, &t, &why);
	}
	db_finish(q);
	return unite_told(&why, e);
}
