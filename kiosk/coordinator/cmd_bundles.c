/* lots, lot garder, lot ecarter: what came in, and the decisions that only a person can take. */
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "coordinator/cmd.h"
#include "coordinator/decide.h"
#include "coordinator/french.h"
#include "coordinator/stories.h"
#include "seal/pin.h"

/* ---- lots ---------------------------------------------------------------------------------------------- */

enum {
	NAME,
	NUMBER,
	SHA,
	SESSIONS,
	DAY,
	COUNTED,
	DECISION,
	DIVERGING,
	BROKEN,
	ID,
	TRUST,
	DISPUTED,
	FORWARDED,
	BEHIND,
	KIOSK,
	REVOKED
};
static const char query[] =
    "SELECT k.name, b.number, b.sha, b.sessions, b.received_day, b.counted, b.decision, t.diverging, "
    "t.broken, "
    "b.id, b.trust, b.disputed, b.forwarded_day, "
    "(SELECT min(l.number) FROM bundle l WHERE l.kiosk = b.kiosk AND l.number > b.number AND "
    " l.received_day < b.received_day), b.kiosk, k.revoked_day >= 0 AND b.received_day > k.revoked_day "
    "FROM bundle b JOIN kiosk k ON k.id = b.kiosk LEFT JOIN standing t ON t.id = b.id "
    "ORDER BY k.name, b.number, b.sha";

static const char *aside_fr(struct db_query *q)
{
	return db_int(q, DISPUTED) ? "MIS DE CÔTÉ : compté autrement ailleurs"
	       : strcmp(db_text(q, DECISION), VERDICT_CONFLICT) == 0
	           ? "MIS DE CÔTÉ : deux décisions contraires"
	       : db_int(q, REVOKED)   ? "MIS DE CÔTÉ : reçu après la révocation de la borne"
	       : db_int(q, DIVERGING) ? "MIS DE CÔTÉ : deux lots sous ce numéro"
	                              : "MIS DE CÔTÉ : ne suit pas son voisin";
}

static const char *standing_fr(struct state *s, struct db_query *q, struct arena *a, struct err *e)
{
	const char *decision = db_text(q, DECISION), *by = "", *how, *word = "";
	char day[FRENCH_MAX];
	if (db_int(q, DIVERGING) || db_int(q, BROKEN))
		return aside_fr(q);
	if (*decision)
		by = decide_words(s, db_int(q, ID), a, e);
	if (strcmp(decision, VERDICT_DROP) == 0)
		return *by ? arena_printf(a, "écarté par décision (%s)", by) : "écarté par décision";
	if (strcmp(decision, VERDICT_KEEP) == 0)
		word = *by ? arena_printf(a, ", gardé par décision (%s)", by) : ", gardé par décision";
	if (db_int(q, COUNTED))
		how = *db_text(q, TRUST)
		          ? arena_printf(a, "compté sur la parole de « %s »", db_text(q, TRUST))
		          : "compté";
	else if (db_int(q, FORWARDED) >= 0)
		how = arena_printf(a, "vérifié, transmis le %s", day_fr(db_int(q, FORWARDED), day));
	else
		how = "vérifié, non lu";
	return arena_printf(a, "%s%s", how, word);
}

/* The numbers between two bundles of a kiosk that never came. */
static int say_missing(const char *kiosk, int64_t from, int64_t to)
{
	if (from == to)
		printf("%-*s  %s, lot %lld : MANQUANT\n", STORIES_MARK, "", kiosk, (long long)from);
	else if (from < to)
		printf("%-*s  %s, lots %lld à %lld : MANQUANTS\n", STORIES_MARK, "", kiosk, (long long)from,
		       (long long)to);
	return from <= to ? (int)(to - from + 1) : 0;
}

static void say_bundle(struct state *s, struct db_query *q, struct arena *a, struct err *e)
{
	char mark[2 * 32 + 1] = "", day[FRENCH_MAX], sessions[FRENCH_MAX], late[64] = "";
	size_t size;
	const void *sha = db_blob(q, SHA, &size);
	if (size == 32)
		seal_hex(sha, 32, mark);
	if (db_int(q, BEHIND))
		snprintf(late, sizeof late, " (en retard : le lot %lld était déjà là)",
		         (long long)db_int(q, BEHIND));
	printf("%.*s  %s, lot %lld, reçu le %s%s, %s utilisations : %s\n", STORIES_MARK, mark,
	       db_text(q, NAME), (long long)db_int(q, NUMBER), day_fr(db_int(q, DAY), day), late,
	       number_fr(db_int(q, SESSIONS), sessions), standing_fr(s, q, a, e));
}

static bool list(struct state *s, struct call *c, struct err *e)
{
	struct db_query *q;
	struct arena arena = { 0 };
	struct err why = { 0 };
	int n = 0, contested = 0, missing = 0;
	int64_t kiosk = -1, expected = 1;
	if (!db_prepare(s->db, &q, query, e))
		return false;
	for (; !why.code && db_step(q, &why); n++) {
		if (db_int(q, KIOSK) != kiosk)
			expected = 1;
		kiosk = db_int(q, KIOSK);
		missing += say_missing(db_text(q, NAME), expected, db_int(q, NUMBER) - 1);
		expected = db_int(q, NUMBER) + 1;
		say_bundle(s, q, &arena, &why);
		contested += db_int(q, DIVERGING) || db_int(q, BROKEN);
		arena_reset(&arena);
	}
	db_finish(q);
	arena_drop(&arena);
	if (why.code)
		return err_set(e, why.code, "%s", why.text);
	if (n == 0)
		puts("Aucun lot n'a encore été reçu.");
	if (missing)
		printf(
		    "\n%s : demandez une nouvelle clé USB à la borne. Elle garde ses lots jusqu'au reçu.\n",
		    missing > 1 ? "Des lots manquent" : "Un lot manque");
	if (!contested)
		return true;
	c->status = CMD_REFUSED;
	if (!stories_print(s, e))
		return false;
	puts("\nUn lot mis de côté n'entre dans aucun total. Renseignez-vous (carte copiée, restaurée ?), "
	     "puis "
	     "décidez :\n"
	     "    escale-coordinator lot garder MARQUE --raison \"...\"     (les autres lots du même numéro "
	     "sont écartés)\n"
	     "    escale-coordinator lot ecarter MARQUE --raison \"...\"");
	return true;
}

bool cmd_bundles(struct call *c, struct err *e)
{
	struct state s;
	if (!args_done(&c->args, 0, 0, "Usage : escale-coordinator lots", e) ||
	    !state_open(&s, c->dir, false, e))
		return false;
	bool ok = list(&s, c, e);
	state_close(&s);
	return ok;
}

/* ---- lot garder, lot ecarter ------------------------------------------------------------------------------ */

/* The only bundle whose hash starts with this mark. */
static int64_t find(struct state *s, const char *mark, struct err *e)
{
	struct db_query *q;
	int64_t id = 0;
	int n = 0;
	if (strlen(mark) < STORIES_MARK || mark[strspn(mark, "0123456789abcdef")])
		return err_set(e, ERR_USAGE,
		               "La marque d'un lot a %d caractères au moins (chiffres et a-f) : voyez "
		               "escale-coordinator lots",
		               STORIES_MARK),
		       0;
	if (!db_prepare(s->db, &q, "SELECT id FROM bundle WHERE substr(lower(hex(sha)), 1, length(?1)) = ?1",
	                e))
		return 0;
	db_bind_text(q, 1, mark);
	while (db_step(q, e)) {
		id = db_int(q, 0);
		n++;
	}
	db_finish(q);
	if (n == 1)
		return id;
	err_set(e, ERR_MISSING,
	        n ? "Plusieurs lots ont cette marque : donnez-en plus de caractères."
	          : "Aucun lot n'a cette marque : voyez escale-coordinator lots");
	return 0;
}

/* Who, when, why: a decision is read again long after. */
static bool signed_by(struct call *c, struct decision *d, const char *usage, struct err *e)
{
	d->why = args_value(&c->args, "--why", "--raison");
	d->person = args_value(&c->args, "--by", "--par");
	d->day = c->today;
	if (!args_done(&c->args, 1, 1, usage, e))
		return false;
	const struct passwd *user = d->person ? NULL : getpwuid(getuid());
	if (!d->person)
		d->person = user ? user->pw_name : "";
	if (!d->why)
		return err_set(e, ERR_USAGE,
		               "Dites pourquoi, pour qui relira cette décision : --raison \"carte copiée au "
		               "dépannage de mars\"\n%s",
		               usage);
	if (!*d->why || !state_text_ok(d->why, DECIDE_WHY_MAX))
		return err_set(e, ERR_USAGE, "La raison tient sur une ligne, en moins de %d caractères.",
		               DECIDE_WHY_MAX);
	if (!*d->person || !state_text_ok(d->person, DECIDE_PERSON_MAX))
		return err_set(e, ERR_USAGE, "Dites qui décide : --par \"Camille\"");
	return true;
}

static bool decided(struct call *c, const char *usage,
                    bool (*decide)(struct state *, int64_t, const struct decision *, struct err *),
                    const char *done, struct err *e)
{
	struct state s;
	struct decision d;
	if (!signed_by(c, &d, usage, e) || !state_open(&s, c->dir, false, e))
		return false;
	struct err why = { 0 };
	int64_t id = find(&s, c->args.word[0], &why);
	bool ok = id > 0 && decide(&s, id, &d, &why);
	state_close(&s);
	if (ok)
		printf("%s\nDécision de %s, notée avec sa raison.\n", done, d.person);
	return ok ? true : err_set(e, why.code, "%s", why.text);
}

bool cmd_bundle_keep(struct call *c, struct err *e)
{
	return decided(c, "Usage : escale-coordinator lot garder MARQUE --raison TEXTE [--par PERSONNE]",
	               decide_keep, "Ce lot est gardé ; les autres lots du même numéro sont écartés.", e);
}

bool cmd_bundle_drop(struct call *c, struct err *e)
{
	return decided(c, "Usage : escale-coordinator lot ecarter MARQUE --raison TEXTE [--par PERSONNE]",
	               decide_drop, "Ce lot est écarté : il n'entre dans aucun total.", e);
}
