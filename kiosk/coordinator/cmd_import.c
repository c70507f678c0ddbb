/* importer DOSSIER: from a stick to counts. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "coordinator/cmd.h"
#include "coordinator/french.h"
#include "coordinator/merge.h"
#include "coordinator/progress.h"
#include "coordinator/register.h"
#include "coordinator/scan.h"

struct import {
	struct state *state;
	struct scan *files;
	int64_t day;
	int done, of[MERGED_CONTESTED + 1];
	struct progress progress;
};

static long long facts_in(const struct tally *cells)
{
	long long n = 0;
	for (int i = 0; i < cells->count; i++)
		n += cells->cells[i].count;
	return n;
}

/* The encrypted file itself, so that somebody with the evaluation key can still count it. */
static bool keep_copy(const struct import *i, const struct outcome *o, struct err *e)
{
	char folder[STATE_PATH_MAX], path[STATE_PATH_MAX];
	struct buf file = { 0 };
	if (state_copy_path(i->state->dir, o->sha256, path) && file_exists(path))
		return true;
	bool ok = state_path(i->state->dir, "lots", folder) && file_mkdir(folder, e) &&
	          file_read(i->files->path[o->file], BUNDLE_SIZE_MAX, &file, e) &&
	          file_write(path, file.data, file.size, 0600, e);
	buf_free(&file);
	return ok;
}

static void say_unknown_kiosk(const struct outcome *o)
{
	char words[SEAL_WORDS_SIZE], key[MINISIGN_PUBLIC_SIZE];
	kiosk_words(&o->manifest.kiosk, words);
	sign_public_print(&o->manifest.kiosk, key);
	printf("    ses huit mots : %s\n    sa clé : %s\n", words, key);
}

static void say(const struct import *i, const struct outcome *o, const struct tally *cells,
                enum merged merged, enum bundle_reason reason, const char *kiosk)
{
	char sessions[FRENCH_MAX], facts[FRENCH_MAX];
	const char *name = i->files->name[o->file];
	number_fr(o->manifest.sessions, sessions);
	number_fr(facts_in(cells), facts);
	switch (merged) {
	case MERGED_COUNTED:
		printf("  %s, lot %lld : %s utilisations, %s faits comptés.\n", kiosk,
		       (long long)o->manifest.number, sessions, facts);
		break;
	case MERGED_VERIFIED:
		printf("  %s, lot %lld : vérifié, mais vos clés ne lisent pas ses faits. Une copie est "
		       "gardée dans lots/.\n",
		       kiosk, (long long)o->manifest.number);
		break;
	case MERGED_ALREADY: break;
	case MERGED_CONFIRMED:
		printf("  %s, lot %lld : compté ici aussi ; les nombres pris sur parole étaient justes.\n",
		       kiosk, (long long)o->manifest.number);
		break;
	case MERGED_CORRECTED:
		printf("  %s, lot %lld : compté ici. Les nombres pris sur parole étaient FAUX ; ceux du "
		       "fichier les "
		       "remplacent. Dites-le à l'autre coordination.\n",
		       kiosk, (long long)o->manifest.number);
		break;
	case MERGED_REFUSED:
		printf("  %s : REFUSÉ (%s). %s\n", name, bundle_reason_name[reason],
		       bundle_reason_fr(reason));
		if (reason == BUNDLE_UNKNOWN_KIOSK)
			say_unknown_kiosk(o);
		break;
	case MERGED_CONTESTED:
		printf("  %s, lot %lld (%s) : MIS DE CÔTÉ (%s). %s\n", kiosk, (long long)o->manifest.number,
		       name, bundle_reason_name[reason], bundle_reason_fr(reason));
		break;
	}
}

static bool one(void *context, const struct outcome *o, const struct tally *cells, struct err *e)
{
	struct import *i = context;
	enum merged merged;
	enum bundle_reason reason;
	char kiosk[STATE_NAME_MAX];
	if (!merge_outcome(i->state, o, cells, i->day, &merged, &reason, kiosk, e))
		return false;
	if (merged == MERGED_REFUSED && !merge_refusal(i->state, i->files->name[o->file], reason, i->day, e))
		return false;
	/* Also of one put aside: a decision may bring it back. Without the copy there is no receipt. */
	if (merged != MERGED_REFUSED && !o->known && !o->counted && !keep_copy(i, o, e))
		return false;
	i->done++;
	i->of[merged]++;
	progress_clear(&i->progress);
	say(i, o, cells, merged, reason, kiosk);
	fflush(stdout);
	progress_tell(&i->progress, i->done, i->files->count);
	return true;
}

static void summary(const struct import *i)
{
	static const struct {
		enum merged merged;
		const char *one, *many;
	} words[] = {
		{ MERGED_COUNTED, "compté", "comptés" },
		{ MERGED_VERIFIED, "vérifié sans être lu", "vérifiés sans être lus" },
		{ MERGED_ALREADY, "déjà reçu", "déjà reçus" },
		{ MERGED_CONFIRMED, "confirmé", "confirmés" },
		{ MERGED_CORRECTED, "corrigé", "corrigés" },
		{ MERGED_CONTESTED, "mis de côté", "mis de côté" },
		{ MERGED_REFUSED, "refusé", "refusés" },
	};
	printf("%d fichier%s lu%s :", i->done, i->done > 1 ? "s" : "", i->done > 1 ? "s" : "");
	const char *between = " ";
	for (size_t w = 0; w < sizeof words / sizeof *words; w++)
		if (i->of[words[w].merged]) {
			int n = i->of[words[w].merged];
			printf("%s%d %s", between, n, n > 1 ? words[w].many : words[w].one);
			between = ", ";
		}
	puts(".");
	if (i->of[MERGED_CONTESTED])
		puts("Pour voir les lots mis de côté et décider : escale-coordinator lots");
	if (i->files->more)
		printf("Le dossier contient plus de %d entrées : la suite n'a pas été regardée.\n",
		       SCAN_ENTRIES_MAX);
}

/* Readers start while no database is open (store/db.h: never fork with one). */
static bool run(struct import *i, struct reader_known *known, const char *dir, struct arena *a, struct err *e)
{
	if (!state_open(i->state, dir, false, e))
		return false;
	bool ok = merge_known(i->state, known, a, e);
	state_close(i->state);
	fflush(stdout); /* or each reader would print it again */
	struct reader_pool *pool = ok ? reader_pool_start(i->files->path, i->files->count, known, e) : NULL;
	if (!pool)
		return false;
	ok = state_open(i->state, dir, false, e) && reader_pool_run(pool, one, i, e);
	state_close(i->state);
	reader_pool_stop(pool);
	return ok;
}

bool cmd_import(struct call *c, struct err *e)
{
	const char *identity = args_value(&c->args, "-i", "--cle");
	if (!args_done(&c->args, 1, 1, "Usage : escale-coordinator importer [-i FICHIER_DE_CLE] DOSSIER", e))
		return false;
	struct arena arena = { 0 };
	struct scan files;
	struct state state = { 0 };
	struct reader_known known = { 0 };
	struct age_identity *ids = state_identities(c->dir, &known.identity_count, e);
	bool ok = ids != NULL;
	if (ok && identity) {
		int more = identities_load(identity, ids + known.identity_count,
		                           STATE_IDENTITIES_MAX - known.identity_count, e);
		known.identity_count += more;
		ok = more > 0;
	}
	known.identities = ids;
	if (ok && known.identity_count == 0)
		ok = err_set(
		    e, ERR_KEY,
		    "Aucune clé dans « %s/cles ». Créez-en une (escale-coordinator cles nouvelle NOM) ou "
		    "indiquez la vôtre avec -i FICHIER.",
		    c->dir);
	ok = ok && scan_folder(&files, c->args.word[0], &arena, e);
	struct import i = {
		.state = &state, .files = &files, .day = c->today, .progress = progress_start("Lot")
	};
	if (ok && files.count == 0) {
		printf("Aucun lot dans « %s » (ni dans son dossier %s).\n", c->args.word[0], BUNDLE_FOLDER);
		c->status = CMD_REFUSED;
	} else if (ok) {
		ok = run(&i, &known, c->dir, &arena, e);
		summary(&i);
		/* What they count is called so today. Nothing of the import hangs on it. */
		register_titles_seen(c->dir, c->today, NULL);
		if (i.of[MERGED_REFUSED] || i.of[MERGED_CONTESTED] || files.more)
			c->status = CMD_REFUSED;
	}
	if (ids)
		seal_secret_free(ids);
	arena_drop(&arena);
	return ok;
}
