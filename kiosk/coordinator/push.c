#include "coordinator/push.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coordinator/french.h"
#include "coordinator/push_schema.h"
#include "metrics/fact.h"
#include "seal/pin.h"

/* One lock for all who push to this base; it ends with the transaction. */
#define LOCK "SET LOCAL lock_timeout = '10min'; SELECT pg_advisory_xact_lock(hashtext('escale'))"

enum { HEX = 2 * 32 + 1, ID_BYTES = 8 };

struct bundle_mark {
	char lot[HEX], cells[HEX];
};

struct push {
	struct state *s;
	struct pg *pg;
	struct arena arena;
	char id[2 * ID_BYTES + 1]; /* of this folder */
	const char **line;         /* facts by their row here; NULL where there is none */
	int64_t lines;
	struct bundle_mark *mark; /* what the base has of ours, by hash */
	int marks, room;
	bool everything;
};

/* ---- this side ----------------------------------------------------------------------------------------------- */

/* A name by chance, kept: two folders never take each other's rows. */
static bool own_id(struct push *u, struct err *e)
{
	const char *id = state_get(u->s, "push_id", &u->arena);
	uint8_t random[ID_BYTES];
	if (strlen(id) == sizeof u->id - 1)
		return str_copy(u->id, sizeof u->id, id);
	seal_random(random, sizeof random);
	seal_hex(random, sizeof random, u->id);
	return state_set(u->s, "push_id", u->id, e);
}

static bool read_lines(struct push *u, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	if (!db_prepare(u->s->db, &q, "SELECT id, line, (SELECT max(id) FROM fact) FROM fact", e))
		return false;
	while (db_step(q, &why)) {
		if (!u->line) {
			u->lines = db_int(q, 2) + 1;
			u->line = arena_array(&u->arena, (size_t)u->lines, sizeof *u->line);
		}
		u->line[db_int(q, 0)] = arena_strdup(&u->arena, db_text(q, 1));
	}
	db_finish(q);
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}

/* The cells of a bundle as text, and their hash; "" when there is none. */
static bool read_cells(struct db_query *q, struct push *u, int64_t bundle, struct buf *text, char hash[HEX],
                       struct err *e)
{
	struct err why = { 0 };
	uint8_t sha[32];
	text->size = 0;
	hash[0] = '\0';
	db_bind_int(q, 1, bundle);
	while (db_step(q, &why)) {
		int64_t fact = db_int(q, 0);
		if (fact > 0 && fact < u->lines && u->line[fact])
			buf_printf(text, "%s\t%lld\n", u->line[fact], (long long)db_int(q, 1));
	}
	db_reset(q);
	if (text->size) {
		seal_sha256(text->data, text->size, sha);
		seal_hex(sha, sizeof sha, hash);
	}
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}

/* ---- the base ------------------------------------------------------------------------------------------------- */

static void take_int(void *context, const char *const *column)
{
	*(int *)context = atoi(column[0]);
}

static bool schema(struct push *u, struct pushed *did, struct err *e)
{
	struct buf sql = { 0 };
	int there = 0, version = 0;
	if (!pg_ask(u->pg,
	            "SELECT count(*) FROM pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid "
	            "WHERE nspname = 'escale' AND relname = 'version'",
	            NULL, 0, take_int, &there, NULL, e) ||
	    (there &&
	     !pg_ask(u->pg, "SELECT max(version) FROM escale.version", NULL, 0, take_int, &version, NULL, e)))
		return false;
	if (version > PUSH_SCHEMA_VERSION)
		return err_set(
		    e, ERR_UNSUPPORTED,
		    "Les tables de cette base viennent d'une version plus récente d'Escale (%d). Mettez cet "
		    "ordinateur à jour. Rien n'a été changé.",
		    version);
	did->schema_before = version;
	if (version == PUSH_SCHEMA_VERSION)
		return true;
	push_schema(version, PUSH_SCHEMA_VERSION, &sql);
	did->schema_made = pg_exec(u->pg, sql.data, NULL, e);
	buf_free(&sql);
	return did->schema_made;
}

static bool say_who(struct push *u, struct err *e)
{
	const char *param[] = { u->id, state_get(u->s, "territory", &u->arena) };
	return pg_ask(u->pg,
	              "INSERT INTO escale.coordination VALUES($1, $2, now()) "
	              "ON CONFLICT(coordination) DO UPDATE SET nom = excluded.nom WHERE coordination.nom <> "
	              "excluded.nom",
	              param, 2, NULL, NULL, NULL, e);
}

static void take_mark(void *context, const char *const *column)
{
	struct push *u = context;
	if (u->marks == u->room)
		u->mark = xrealloc(u->mark, (size_t)(u->room = u->room * 2 + 256) * sizeof *u->mark);
	struct bundle_mark *m = &u->mark[u->marks++];
	str_copy(m->lot, sizeof m->lot, column[0]);
	str_copy(m->cells, sizeof m->cells, column[1]);
}

static bool read_marks(struct push *u, struct err *e)
{
	const char *param[] = { u->id };
	return u->everything ||
	       pg_ask(
	           u->pg,
	           "SELECT lot, empreinte FROM escale.lot WHERE coordination = $1 ORDER BY lot COLLATE \"C\"",
	           param, 1, take_mark, u, NULL, e);
}

static int by_lot(const void *a, const void *b)
{
	return strcmp(((const struct bundle_mark *)a)->lot, ((const struct bundle_mark *)b)->lot);
}

static bool same_there(const struct push *u, const struct bundle_mark *m)
{
	const struct bundle_mark *there =
	    u->marks ? bsearch(m, u->mark, (size_t)u->marks, sizeof *m, by_lot) : NULL;
	return there && strcmp(there->cells, m->cells) == 0;
}

/* ---- rows on their way -------------------------------------------------------------------------------------------- */

/* Temporary tables of the same columns, gone with the transaction. fait needs no coordination: a fact is a fact. */
static const char temporary[] = "CREATE TEMP TABLE e_borne(LIKE escale.borne) ON COMMIT DROP;"
                                "CREATE TEMP TABLE e_lot(LIKE escale.lot) ON COMMIT DROP;"
                                "CREATE TEMP TABLE e_fait(LIKE escale.fait) ON COMMIT DROP;"
                                "CREATE TEMP TABLE e_cellule(LIKE escale.cellule) ON COMMIT DROP;"
                                "CREATE TEMP TABLE e_change(lot text PRIMARY KEY) ON COMMIT DROP;";

static void copy_day(struct pg *p, int64_t day)
{
	char text[FRENCH_MAX];
	pg_copy_field(p, day < 0 ? NULL : day_iso(day, text));
}

static void copy_or_null(struct pg *p, const char *text)
{
	pg_copy_field(p, *text ? text : NULL);
}

static bool copy_kiosks(struct push *u, struct err *e)
{
	struct kiosk *kiosks;
	char key[MINISIGN_PUBLIC_SIZE];
	int n = state_kiosks(u->s, &u->arena, &kiosks, e);
	bool ok = n >= 0 && pg_copy_begin(u->pg, "COPY e_borne FROM STDIN", e);
	for (int i = 0; i < n && ok; i++) {
		sign_public_print(&kiosks[i].key, key);
		pg_copy_field(u->pg, u->id);
		pg_copy_field(u->pg, key);
		pg_copy_field(u->pg, kiosks[i].name);
		pg_copy_field(u->pg, kiosks[i].place);
		pg_copy_field(u->pg, kiosks[i].commune);
		copy_day(u->pg, kiosks[i].enrolled_day);
		copy_day(u->pg, kiosks[i].revoked_day);
		copy_or_null(u->pg, kiosks[i].trust);
		ok = pg_copy_row(u->pg, e);
	}
	return ok && pg_copy_end(u->pg, e);
}

static bool copy_facts(struct push *u, struct err *e)
{
	bool ok = pg_copy_begin(u->pg, "COPY e_fait FROM STDIN", e);
	for (int64_t i = 0; i < u->lines && ok; i++) {
		struct fact f;
		char line[FACT_SIZE];
		size_t n = u->line[i] ? strlen(u->line[i]) : 0;
		if (!n || n > FACT_SIZE - 1)
			continue;
		memset(line, ' ', sizeof line);
		memcpy(line, u->line[i], n);
		line[FACT_SIZE - 1] = '\n';
		if (!fact_parse(&f, line, e))
			return false;
		pg_copy_field(u->pg, u->line[i]);
		pg_copy_field(u->pg, fact_table[f.kind].name);
		for (int v = 0; v < FACT_VALUES_MAX; v++)
			copy_or_null(u->pg, f.value[v]);
		for (int v = 0; v < FACT_VALUES_MAX; v++)
			copy_or_null(u->pg, *f.value[v] ? fact_value_fr(f.kind, v, f.value[v]) : "");
		ok = pg_copy_row(u->pg, e);
	}
	return ok && pg_copy_end(u->pg, e);
}

enum {
	ID,
	SHA,
	KEY,
	NUMBER,
	PREVIOUS,
	SESSIONS,
	SEEN,
	KEPT,
	SOFTWARE,
	DIRTY,
	PLACE,
	CLOCK,
	EARLY,
	RECEIVED,
	RECEIPTED,
	STANDING,
	TRUST
};
static const char bundles_query[] =
    "SELECT b.id, b.sha, k.key, b.number, b.previous, b.sessions, b.facts_seen, b.facts_kept, b.software, "
    "b.dirty_stops, b.place_kind, b.clock_confirmed, b.early_reason, b.received_day, b.receipted_day, "
    "CASE WHEN b.decision = 'drop' THEN 'écarté' WHEN t.diverging OR t.broken THEN 'contesté' "
    "WHEN b.counted THEN 'compté' ELSE 'non lu' END, b.trust "
    "FROM bundle b JOIN kiosk k ON k.id = b.kiosk LEFT JOIN standing t ON t.id = b.id ORDER BY b.sha";

static bool hex_column(struct db_query *q, int column, size_t size, char *out, struct err *e)
{
	size_t n;
	const void *bytes = db_blob(q, column, &n);
	if (n != size)
		return err_set(e, ERR_CORRUPT, "Le registre des lots est abîmé : rien n'a été envoyé.");
	seal_hex(bytes, n, out);
	return true;
}

static bool copy_bundle(struct push *u, struct db_query *q, const struct bundle_mark *m, struct err *e)
{
	char previous[HEX], key[MINISIGN_PUBLIC_SIZE];
	struct sign_public public;
	size_t n;
	const char *bytes = db_blob(q, KEY, &n);
	if (n != sizeof public.id + sizeof public.key || !hex_column(q, PREVIOUS, 32, previous, e))
		return err_set(e, ERR_CORRUPT, "Le registre des bornes est abîmé : rien n'a été envoyé.");
	memcpy(public.id, bytes, sizeof public.id);
	memcpy(public.key, bytes + sizeof public.id, sizeof public.key);
	sign_public_print(&public, key);
	pg_copy_field(u->pg, u->id);
	pg_copy_field(u->pg, m->lot);
	pg_copy_field(u->pg, key);
	pg_copy_number(u->pg, db_int(q, NUMBER));
	pg_copy_field(u->pg, previous);
	for (int c = SESSIONS; c <= KEPT; c++)
		pg_copy_number(u->pg, db_int(q, c));
	for (int c = SOFTWARE; c <= PLACE; c++)
		pg_copy_field(u->pg, db_text(q, c));
	pg_copy_field(u->pg, db_int(q, CLOCK) ? "t" : "f");
	copy_or_null(u->pg, db_text(q, EARLY));
	copy_day(u->pg, db_int(q, RECEIVED));
	copy_day(u->pg, db_int(q, RECEIPTED));
	pg_copy_field(u->pg, db_text(q, STANDING));
	copy_or_null(u->pg, db_text(q, TRUST));
	pg_copy_field(u->pg, m->cells);
	return pg_copy_row(u->pg, e);
}

/* Every bundle's row goes; its cells only where the base has others. A connection carries one COPY at a time, so
 * these wait in `changed`: their rows here. */
struct changed {
	int64_t id;
	char lot[HEX];
};

static bool copy_bundles(struct push *u, struct buf *changed, int *count, struct err *e)
{
	struct db_query *q = NULL, *cells = NULL;
	struct buf text = { 0 };
	struct err why = { 0 };
	bool ok =
	    db_prepare(u->s->db, &q, bundles_query, e) &&
	    db_prepare(u->s->db, &cells, "SELECT fact, n FROM cell WHERE bundle = ? ORDER BY fact", e) &&
	    pg_copy_begin(u->pg, "COPY e_lot FROM STDIN", e);
	for (*count = 0; ok && db_step(q, &why); ++*count) {
		struct bundle_mark m = { "", "" };
		struct changed c = { .id = db_int(q, ID) };
		ok = hex_column(q, SHA, 32, m.lot, e) &&
		     (strcmp(db_text(q, STANDING), "compté") != 0 ||
		      read_cells(cells, u, c.id, &text, m.cells, e)) &&
		     copy_bundle(u, q, &m, e);
		memcpy(c.lot, m.lot, sizeof c.lot);
		if (ok && !same_there(u, &m)) {
			if (!m.cells[0])
				c.id = 0; /* nothing of it counts any more */
			buf_add(changed, &c, sizeof c);
		}
	}
	ok = ok && !why.code && pg_copy_end(u->pg, e);
	db_finish(q);
	db_finish(cells);
	buf_free(&text);
	return why.code ? err_set(e, why.code, "%s", why.text) : ok;
}

static bool copy_changed(struct push *u, const struct buf *changed, struct err *e)
{
	bool ok = pg_copy_begin(u->pg, "COPY e_change FROM STDIN", e);
	for (size_t at = 0; ok && at < changed->size; at += sizeof(struct changed)) {
		const struct changed *c = (const void *)(changed->data + at);
		pg_copy_field(u->pg, c->lot);
		ok = pg_copy_row(u->pg, e);
	}
	return ok && pg_copy_end(u->pg, e);
}

static bool copy_cells(struct push *u, const struct buf *changed, push_progress_fn *progress, void *context,
                       struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	int of = (int)(changed->size / sizeof(struct changed));
	if (!db_prepare(u->s->db, &q, "SELECT fact, n FROM cell WHERE bundle = ? ORDER BY fact", e))
		return false;
	bool ok = pg_copy_begin(u->pg, "COPY e_cellule FROM STDIN", e);
	for (int i = 0; ok && i < of && !why.code; i++) {
		struct changed c;
		memcpy(&c, changed->data + (size_t)i * sizeof c, sizeof c);
		if (progress)
			progress(context, i, of);
		db_bind_int(q, 1, c.id);
		while (ok && c.id && db_step(q, &why)) {
			int64_t fact = db_int(q, 0);
			if (fact <= 0 || fact >= u->lines || !u->line[fact])
				continue;
			pg_copy_field(u->pg, u->id);
			pg_copy_field(u->pg, c.lot);
			pg_copy_field(u->pg, u->line[fact]);
			pg_copy_number(u->pg, db_int(q, 1));
			ok = pg_copy_row(u->pg, e);
		}
		db_reset(q);
	}
	db_finish(q);
	ok = ok && !why.code && pg_copy_end(u->pg, e);
	return why.code ? err_set(e, why.code, "%s", why.text) : ok;
}

/* ---- from the temporary tables to the true ones: what differs, and nothing else ------------------------------------- */

/* $1, where a statement has it, is this folder. */
static const char *const settling[] = {
	"INSERT INTO escale.fait AS f SELECT * FROM e_fait ON CONFLICT(fait) DO UPDATE SET libelle_1 = "
	"excluded.libelle_1, "
	"libelle_2 = excluded.libelle_2, libelle_3 = excluded.libelle_3, libelle_4 = excluded.libelle_4 "
	"WHERE f IS DISTINCT FROM excluded",
	"INSERT INTO escale.borne AS b SELECT * FROM e_borne ON CONFLICT(coordination, borne) DO UPDATE SET "
	"nom = excluded.nom, lieu = excluded.lieu, commune = excluded.commune, inscrite_le = "
	"excluded.inscrite_le, "
	"revoquee_le = excluded.revoquee_le, sur_parole_de = excluded.sur_parole_de WHERE b IS DISTINCT FROM "
	"excluded",
	"DELETE FROM escale.lot l WHERE coordination = $1 AND NOT EXISTS(SELECT FROM e_lot n WHERE n.lot = "
	"l.lot)",
	"DELETE FROM escale.borne b WHERE coordination = $1 "
	"AND NOT EXISTS(SELECT FROM e_borne n WHERE n.borne = b.borne)",
	"INSERT INTO escale.lot AS l SELECT * FROM e_lot ON CONFLICT(coordination, lot) DO UPDATE SET "
	"recu_le = excluded.recu_le, recu_signe_le = excluded.recu_signe_le, etat = excluded.etat, "
	"sur_parole_de = excluded.sur_parole_de, empreinte = excluded.empreinte WHERE l IS DISTINCT FROM "
	"excluded",
	"DELETE FROM escale.cellule c USING e_change h WHERE c.coordination = $1 AND c.lot = h.lot "
	"AND NOT EXISTS(SELECT FROM e_cellule n WHERE n.lot = c.lot AND n.fait = c.fait)",
	"INSERT INTO escale.cellule AS c SELECT * FROM e_cellule ON CONFLICT(coordination, lot, fait) "
	"DO UPDATE SET n = excluded.n WHERE c.n <> excluded.n",
};
enum { SETTLE_FACTS, SETTLE_KIOSKS, LOTS_GONE, KIOSKS_GONE, SETTLE_LOTS, CELLS_GONE, SETTLE_CELLS, SETTLING };

static bool settle(struct push *u, struct pushed *did, struct err *e)
{
	const char *me[] = { u->id };
	long long rows[SETTLING] = { 0 };
	for (int i = 0; i < SETTLING; i++)
		if (!pg_ask(u->pg, settling[i], me, strstr(settling[i], "$1") ? 1 : 0, NULL, NULL, &rows[i],
		            e))
			return false;
	did->kiosks = rows[SETTLE_KIOSKS];
	did->bundles = rows[SETTLE_LOTS];
	did->cells = rows[SETTLE_CELLS];
	did->cells_gone = rows[CELLS_GONE];
	if (did->kiosks + did->bundles + did->cells + did->cells_gone + rows[LOTS_GONE] + rows[KIOSKS_GONE] ==
	    0)
		return true;
	return pg_ask(u->pg, "UPDATE escale.coordination SET dernier_envoi = now() WHERE coordination = $1",
	              me, 1, NULL, NULL, NULL, e);
}

bool push_state(struct state *s, struct pg *p, bool everything, push_progress_fn *progress, void *context,
                struct pushed *did, struct err *e)
{
	struct push u = { .s = s, .pg = p, .everything = everything };
	struct buf changed = { 0 };
	int bundles;
	*did = (struct pushed){ 0 };
	bool ok = own_id(&u, e) && read_lines(&u, e) && pg_exec(p, "BEGIN", NULL, e) &&
	          pg_exec(p, LOCK, NULL, e) && schema(&u, did, e) && say_who(&u, e) && read_marks(&u, e) &&
	          pg_exec(p, temporary, NULL, e) && copy_kiosks(&u, e) && copy_facts(&u, e) &&
	          copy_bundles(&u, &changed, &bundles, e) && copy_changed(&u, &changed, e) &&
	          copy_cells(&u, &changed, progress, context, e) && settle(&u, did, e) &&
	          pg_exec(p, "COMMIT", NULL, e);
	free(u.mark);
	buf_free(&changed);
	arena_drop(&u.arena);
	return ok;
}
