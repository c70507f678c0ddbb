/* exercice: the loss of a computer, played for true. With nothing but a sheet (or a copy on a stick), a
 * fresh folder and lots that were counted before, the same counts must come out. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/prompt.h"
#include "coordinator/cmd.h"
#include "coordinator/french.h"
#include "coordinator/key_steps.h"
#include "coordinator/merge.h"
#include "coordinator/retype.h"
#include "coordinator/scan.h"
#include "coordinator/trial.h"

enum { KEYS_MAX = 3 /* one that opens lots and one that reads may be two */ };

/* One lot that the fresh folder counted: its cells as text, to compare. */
struct counted {
	uint8_t sha[32];
	struct buf cells;
	long long facts;
};

struct drill {
	struct call *call;
	struct state fresh;
	char dir[STATE_PATH_MAX]; /* the fresh folder, inside the real one; "" before it exists */
	struct arena arena;
	struct scan files;
	struct counted *counted;
	int count, unopened;
	int same, differing, unknown;
	long long facts;
	struct age_identity *ids; /* secret memory */
	int id_count;
	char names[KEYS_MAX * STATE_NAME_MAX]; /* of the keys, for people */
};

static bool cells_text(struct state *s, const uint8_t sha[32], struct counted *out, bool *there,
                       struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	*there = false;
	if (!db_prepare(s->db, &q,
	                "SELECT f.line, c.n FROM bundle b LEFT JOIN cell c ON c.bundle = b.id LEFT JOIN fact "
	                "f ON f.id = c.fact "
	                "WHERE b.sha = ? AND b.counted ORDER BY f.line",
	                e))
		return false;
	db_bind_blob(q, 1, sha, 32);
	while (db_step(q, &why)) {
		*there = true;
		buf_printf(&out->cells, "%s %lld\n", db_text(q, 0), (long long)db_int(q, 1));
		out->facts += db_int(q, 1);
	}
	db_finish(q);
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}

/* ---- the fresh folder ---------------------------------------------------------------------------------- */

static bool one(void *context, const struct outcome *o, const struct tally *cells, struct err *e)
{
	struct drill *d = context;
	enum merged merged;
	enum bundle_reason reason;
	char kiosk[STATE_NAME_MAX];
	bool there;
	if (!merge_outcome(&d->fresh, o, cells, d->call->today, &merged, &reason, kiosk, e))
		return false;
	if (!o->counted) {
		d->unopened++;
		return true;
	}
	for (int i = 0; i < d->count; i++)
		if (memcmp(d->counted[i].sha, o->sha256, 32) == 0)
			return true;
	struct counted *c = &d->counted[d->count++];
	memcpy(c->sha, o->sha256, 32);
	return cells_text(&d->fresh, c->sha, c, &there, e);
}

/* The register of kiosks is the one thing taken over: after a true loss it is enrolled anew, word by word. */
static bool found(struct drill *d, struct err *e)
{
	struct kiosk *kiosks;
	struct state real;
	if (!state_path(d->call->dir, "exercice-XXXXXX", d->dir) || !mkdtemp(d->dir)) {
		d->dir[0] = '\0';
		return err_set(e, ERR_IO, "Le dossier de l'exercice n'a pas pu être créé dans « %s ».",
		               d->call->dir);
	}
	if (!state_open(&real, d->call->dir, false, e))
		return false;
	int n = state_kiosks(&real, &d->arena, &kiosks, e);
	state_close(&real);
	bool ok = n >= 0 && state_open(&d->fresh, d->dir, true, e);
	for (int i = 0; ok && i < n; i++)
		ok = state_kiosk_add(&d->fresh, &kiosks[i], e);
	return ok;
}

/* Readers start while no database is open (store/db.h). */
static bool count_again(struct drill *d, struct err *e)
{
	struct reader_known known = { .identities = d->ids, .identity_count = d->id_count };
	bool ok = found(d, e) && merge_known(&d->fresh, &known, &d->arena, e);
	state_close(&d->fresh);
	if (!ok)
		return false;
	fflush(stdout);
	struct reader_pool *pool = reader_pool_start(d->files.path, d->files.count, &known, e);
	if (!pool)
		return false;
	ok = state_open(&d->fresh, d->dir, false, e) && reader_pool_run(pool, one, d, e);
	state_close(&d->fresh);
	reader_pool_stop(pool);
	return ok;
}

static void sweep(struct drill *d)
{
	static const char *const names[] = { "coordinator.db", "coordinator.db-wal", "cles" };
	char path[STATE_PATH_MAX];
	if (!d->dir[0])
		return;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (state_path(d->dir, names[i], path))
			remove(path);
	rmdir(d->dir);
}

/* ---- beside the true counts ---------------------------------------------------------------------------- */

static bool compare(struct drill *d, struct err *e)
{
	struct state real;
	char iso[FRENCH_MAX];
	if (!state_open(&real, d->call->dir, false, e))
		return false;
	bool ok = true;
	for (int i = 0; ok && i < d->count; i++) {
		struct counted *c = &d->counted[i], true_one = { 0 };
		bool there;
		ok = cells_text(&real, c->sha, &true_one, &there, e);
		if (!there) {
			d->unknown++;
		} else if (true_one.cells.size == c->cells.size &&
		           memcmp(true_one.cells.data, c->cells.data, c->cells.size) == 0) {
			d->same++;
			d->facts += c->facts;
		} else {
			d->differing++;
		}
		buf_free(&true_one.cells);
	}
	if (ok && d->same && !d->differing)
		ok = state_set(&real, "exercise_day", day_iso(d->call->today, iso), e);
	state_close(&real);
	return ok;
}

static void tell(struct drill *d)
{
	char facts[FRENCH_MAX];
	putchar('\n');
	if (d->differing) {
		guide_say("Différence : %d lot%s ne donne%s pas les mêmes nombres qu'ici. Gardez tout, "
		          "n'effacez rien, et prévenez qui "
		          "suit les bornes.",
		          d->differing, d->differing > 1 ? "s" : "", d->differing > 1 ? "nt" : "");
	} else if (d->same) {
		guide_say(
		    "Exercice réussi. Avec %s, un dossier neuf et %d lot%s, on retrouve %s faits : les mêmes "
		    "nombres qu'ici. Avec ces lots, ou une sauvegarde, un ordinateur perdu ne perd pas vos comptes.",
		    d->names, d->same, d->same > 1 ? "s" : "", number_fr(d->facts, facts));
	} else {
		guide_say("Rien n'a pu être comparé : cette clé n'a lu aucun lot déjà compté ici. Prenez une "
		          "clé USB de borne dont les "
		          "lots sont importés, et une clé qui lit les réponses.");
	}
	if (d->unknown)
		guide_say("%d lot%s de ce dossier n'%s pas encore compté%s ici : importez-le%s.", d->unknown,
		          d->unknown > 1 ? "s" : "", d->unknown > 1 ? "étaient" : "était",
		          d->unknown > 1 ? "s" : "", d->unknown > 1 ? "s" : "");
	if (d->unopened)
		guide_say("%d fichier%s ne s'ouvre%s pas avec cette clé (ou n'est pas un lot de vos bornes).",
		          d->unopened, d->unopened > 1 ? "s" : "", d->unopened > 1 ? "nt" : "");
	if (!d->same || d->differing)
		d->call->status = CMD_REFUSED;
}

/* ---- the key ------------------------------------------------------------------------------------------- */

static enum guide choose_key(struct call *c, struct keeper *out, struct err *e)
{
	struct state s;
	struct arena arena = { 0 };
	struct keeper *keepers;
	int at;
	if (!state_open(&s, c->dir, false, e))
		return GUIDE_STOP;
	int n = state_keepers(&s, &arena, &keepers, e);
	state_close(&s);
	enum guide g = GUIDE_STOP;
	if (n == 0)
		err_set(e, ERR_MISSING,
		        "Il n'y a pas encore de clé. Commencez par : escale-coordinator ceremonie");
	for (int i = 0; i < n; i++)
		printf("    %d. %s\n", i + 1, keepers[i].name);
	if (n > 0)
		putchar('\n');
	if (n > 0 && (g = guide_choose("Quelle clé éprouver ? Son numéro : ", n, &at)) == GUIDE_NEXT)
		*out = keepers[at - 1];
	arena_drop(&arena);
	return g;
}

static enum guide from_copy(const struct keeper *k, struct age_identity *id)
{
	char path[STATE_PATH_MAX];
	for (;;) {
		struct err e = { 0 };
		enum guide g = guide_ask(
		    "Fichier, par exemple /media/vous/CLE/ESCALE-CLES/camille.age : ", path, sizeof path);
		if (g != GUIDE_NEXT)
			return g;
		bool loaded = identities_load(path, id, 1, &e) == 1;
		if (loaded && trial_bundle(k->recipient, id, NULL))
			return g;
		if (loaded)
			guide_say("\nCe n'est pas « %s » : c'est une autre clé.", k->name);
		else
			guide_say("\n%s", e.text);
	}
}

static enum guide get_key(struct call *c, struct keeper *k, struct age_identity *id, struct err *e)
{
	int how;
	enum guide g = choose_key(c, k, e);
	if (g != GUIDE_NEXT)
		return g;
	puts("\n    1. avec sa feuille\n    2. avec sa copie, sur clé USB\n");
	g = guide_choose("1 ou 2 : ", 2, &how);
	if (g != GUIDE_NEXT)
		return g;
	return how == 1 ? retype_key(k->name, k->recipient, id) : from_copy(k, id);
}

static enum guide get_keys(struct drill *d, struct err *e)
{
	bool more = true;
	guide_screen(0, 0, "Exercice : l'ordinateur est perdu");
	guide_say("On fait comme si cet ordinateur n'existait plus : il ne reste qu'une feuille, ou une "
	          "copie sur clé USB, et une "
	          "clé USB de borne. Rien n'est modifié ici.");
	while (more && d->id_count < KEYS_MAX) {
		struct keeper k;
		enum guide g = get_key(d->call, &k, d->ids + d->id_count, e);
		if (g != GUIDE_NEXT)
			return g;
		size_t n = strlen(d->names);
		snprintf(d->names + n, sizeof d->names - n, "%s« %s »", n ? " et " : "la clé ", k.name);
		d->id_count++;
		guide_screen(0, 0, "Exercice : l'ordinateur est perdu"); /* a key was typed on the one before */
		guide_say("Cette clé est la bonne. Si elle ouvre les lots mais ne lit pas les réponses (ou "
		          "l'inverse), il en faut "
		          "une deuxième.");
		g = guide_yes("Ajouter une autre clé ? (o ou n) ", &more);
		if (g != GUIDE_NEXT)
			return g;
	}
	return GUIDE_NEXT;
}

bool cmd_exercise(struct call *c, struct err *e)
{
	static const char usage[] =
	    "Usage : escale-coordinator exercice DOSSIER   (une clé USB de borne, déjà importée)";
	struct drill d = { .call = c };
	if (!args_done(&c->args, 1, 1, usage, e))
		return false;
	if (!prompt_person())
		return err_set(e, ERR_USAGE, "L'exercice pose des questions : lancez-le dans un terminal.");
	bool ok = scan_folder(&d.files, c->args.word[0], &d.arena, e);
	if (ok && d.files.count == 0)
		ok = err_set(e, ERR_MISSING,
		             "Aucun lot dans « %s » : prenez une clé USB de borne déjà importée.",
		             c->args.word[0]);
	if (ok)
		d.counted = arena_array(&d.arena, (size_t)d.files.count, sizeof *d.counted);
	d.ids = seal_secret_alloc(KEYS_MAX * sizeof *d.ids);
	enum guide g = ok ? get_keys(&d, e) : GUIDE_STOP;
	if (g == GUIDE_NEXT)
		ok = count_again(&d, e) && compare(&d, e);
	else if (!e->code)
		puts("\nExercice arrêté. Rien n'a changé.");
	seal_secret_free(d.ids);
	sweep(&d);
	if (ok && g == GUIDE_NEXT)
		tell(&d);
	for (int i = 0; i < d.count; i++)
		buf_free(&d.counted[i].cells);
	arena_drop(&d.arena);
	return ok && !e->code;
}
