/* arrivee, depart: a person who may read more, or one fewer, as guided steps that end with a new signed
 * list. */
#include <stdio.h>
#include <string.h>

#include "base/prompt.h"
#include "coordinator/cmd.h"
#include "coordinator/french.h"
#include "coordinator/key_steps.h"
#include "coordinator/lists.h"
#include "coordinator/walk.h"
#include "sync/bundle.h"

enum { NAMES_MAX = 2 * AGE_RECIPIENTS_MAX };

static bool start(struct call *c, const char *usage, struct state *s, struct err *e)
{
	if (!args_done(&c->args, 0, 0, usage, e))
		return false;
	if (!prompt_person())
		return err_set(e, ERR_USAGE,
		               "Cette commande pose des questions : lancez-la dans un terminal.");
	return state_open(s, c->dir, false, e);
}

static bool has(char names[][STATE_NAME_MAX], int count, const char *name)
{
	for (int i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* The stick, then the signature; asks again after trouble. */
static enum guide sign_to_stick(struct state *s, struct list *l, int64_t today, int *version)
{
	char stick[STATE_PATH_MAX];
	for (;;) {
		struct err e = { 0 };
		enum guide g = key_stick("la clé USB qui ira aux bornes", stick);
		if (g == GUIDE_NEXT && list_sign(s, l, stick, today, version, &e))
			return g;
		if (g == GUIDE_NEXT)
			g = key_trouble(&e);
		if (g != GUIDE_NEXT)
			return g;
	}
}

static void every_kiosk(struct state *s, int version)
{
	struct arena arena = { 0 };
	struct kiosk *kiosks;
	int n = state_kiosks(s, &arena, &kiosks, NULL), live = 0;
	guide_say("\nLa liste n° %d est signée. Passez sur chaque borne : brancher la clé USB, Espace "
	          "conseiller, Destinataires, "
	          "Installer. Cochez-les au fur et à mesure :",
	          version);
	for (int i = 0; i < n; i++)
		if (kiosks[i].revoked_day < 0) {
			printf("    [ ] %s (%s)\n", kiosks[i].name, kiosks[i].place);
			live++;
		}
	puts(live ? "" : "    (aucune borne n'est inscrite)\n");
	arena_drop(&arena);
}

/* ---- depart -------------------------------------------------------------------------------------------- */

static int all_names(struct list *l, char out[NAMES_MAX][STATE_NAME_MAX])
{
	int n = 0;
	for (int i = 0; i < l->evaluation_count; i++)
		str_copy(out[n++], STATE_NAME_MAX, l->evaluation[i]);
	for (int i = 0; i < l->coordination_count; i++)
		if (!has(out, n, l->coordination[i]))
			str_copy(out[n++], STATE_NAME_MAX, l->coordination[i]);
	return n;
}

/* What leaving changes, and what it cannot. */
static void honestly(const char *name, const struct list *l)
{
	guide_say("\nCe qui change : dès qu'une borne a reçu la nouvelle liste, ce qu'elle écrit ne s'ouvre "
	          "plus avec la clé "
	          "« %s ».",
	          name);
	guide_say("Ce qui ne change pas : les réponses chiffrées avant, et celles qui attendent encore dans "
	          "une borne, s'ouvrent "
	          "toujours avec cette clé, si on tient aussi le fichier du lot. Reprenez la feuille et la "
	          "clé USB, et "
	          "détruisez-les devant témoin. Personne ne peut prouver qu'il n'existe pas d'autre copie.");
	guide_say("Les nombres déjà comptés restent. La clé de l'autorité : si la personne en connaît la "
	          "phrase de passe, reprenez "
	          "sa clé USB, puis changez la phrase (escale-coordinator autorite proteger). Si la clé USB "
	          "ne revient pas, il "
	          "faut une nouvelle autorité, et repasser sur chaque borne.");
	if (l->evaluation_count == LIST_MIN || l->coordination_count == LIST_MIN)
		guide_say("Il ne restera que deux clés : faites bientôt venir une personne "
		          "(escale-coordinator arrivee).");
}

static enum guide leave(struct state *s, struct list *l, int64_t today, int *version,
                        char name[STATE_NAME_MAX])
{
	char names[NAMES_MAX][STATE_NAME_MAX];
	int count = all_names(l, names), at;
	bool yes;
	struct err e = { 0 };
	guide_say("La liste n° %d est en vigueur. Qui part, ou quelle clé ne doit plus servir ?", l->version);
	for (int i = 0; i < count; i++)
		printf("    %d. %s%s\n", i + 1, names[i],
		       !has(l->evaluation, l->evaluation_count, names[i])
		           ? " (ouvre les lots, ne lit pas les réponses)"
		           : "");
	putchar('\n');
	enum guide g = guide_choose("Son numéro : ", count, &at);
	if (g != GUIDE_NEXT)
		return g;
	str_copy(name, STATE_NAME_MAX, names[at - 1]);
	list_remove(l, name);
	if (l->evaluation_count < LIST_MIN || l->coordination_count < LIST_MIN) {
		guide_say("\nSans « %s », il resterait moins de deux clés pour un rôle : une seule perte, et "
		          "tout serait illisible. "
		          "Faites d'abord la clé d'une autre personne, puis revenez :",
		          name);
		guide_line("escale-coordinator arrivee");
		return GUIDE_STOP;
	}
	honestly(name, l);
	g = guide_yes("Retirer cette clé et signer la nouvelle liste ? (o ou n) ", &yes);
	if (g != GUIDE_NEXT || !yes)
		return GUIDE_STOP;
	g = sign_to_stick(s, l, today, version);
	if (g != GUIDE_NEXT)
		return g;
	if (!list_leave(s, name, today, &e) || !key_forget_files(s->dir, name, &e))
		guide_say("\n%s", e.text);
	return g;
}

bool cmd_depart(struct call *c, struct err *e)
{
	struct state s;
	struct list l;
	char name[STATE_NAME_MAX];
	int version;
	if (!start(c, "Usage : escale-coordinator depart", &s, e))
		return false;
	bool ok = list_load(&s, &l, e);
	if (ok && l.evaluation_count == 0)
		ok = err_set(
		    e, ERR_MISSING,
		    "Aucune liste signée n'est gardée dans ce dossier. Signez d'abord la liste actuelle : "
		    "escale-coordinator destinataires");
	if (ok) {
		guide_screen(0, 0, "Le départ d'une personne");
		if (leave(&s, &l, c->today, &version, name) == GUIDE_NEXT) {
			every_kiosk(&s, version);
			guide_say("La clé « %s » est retirée. S'il y en avait un fichier sur cet ordinateur, "
			          "il est effacé. Gardez les "
			          "autres clés : elles ouvrent tout, l'ancien comme le nouveau.",
			          name);
		} else {
			puts("Rien n'a changé.");
		}
	}
	state_close(&s);
	return ok;
}

/* ---- arrivee ------------------------------------------------------------------------------------------- */

enum role { READS_AND_OPENS = 1, OPENS, READS };

struct arrival {
	struct state *state;
	int64_t today;
	char name[STATE_NAME_MAX];
	enum role role;
	int version;
};

static bool keep(struct arrival *a, struct err *e)
{
	char text[STATE_NAME_MAX + 8];
	snprintf(text, sizeof text, "%d %s", a->role, a->name);
	return state_set(a->state, "arrival_who", text, e);
}

static void recall(struct arrival *a)
{
	struct arena arena = { 0 };
	const char *text = state_get(a->state, "arrival_who", &arena);
	if (text[0] >= '1' && text[0] <= '3' && text[1] == ' ') {
		a->role = (enum role)(text[0] - '0');
		str_copy(a->name, sizeof a->name, text + 2);
	}
	arena_drop(&arena);
}

static enum guide ask_who(void *context, int who)
{
	struct arrival *a = context;
	struct keeper k;
	struct err e = { 0 };
	char typed[STATE_NAME_MAX], plain[33];
	int role;
	(void)who;
	guide_say("Une personne de plus pourra lire ou ouvrir ce que les bornes écrivent. Elle est là, "
	          "devant cet ordinateur, "
	          "avec une clé USB vide ; une imprimante est branchée.");
	for (;;) {
		enum guide g = guide_ask("Son prénom : ", typed, sizeof typed);
		if (g != GUIDE_NEXT)
			return g;
		guide_key_name(typed, plain, sizeof plain);
		bool mine = strcmp(a->name, plain) == 0;
		if (*plain && (mine || !state_keeper_get(a->state, plain, &k, NULL)))
			break;
		guide_say("Ce nom est déjà celui d'une clé : ajoutez l'année ou une lettre.");
	}
	guide_say("\nQue fera cette clé ?");
	guide_item("1 : lire les réponses et ouvrir les lots ;");
	guide_item("2 : ouvrir et vérifier les lots, sans lire les réponses ;");
	guide_item("3 : lire les réponses seulement.");
	putchar('\n');
	enum guide g = guide_choose("1, 2 ou 3 : ", 3, &role);
	if (g != GUIDE_NEXT)
		return g;
	str_copy(a->name, sizeof a->name, plain);
	a->role = (enum role)role;
	return keep(a, &e) ? g : key_trouble(&e);
}

static struct key_step key_of(const struct arrival *a)
{
	return (struct key_step){ .state = a->state, .today = a->today, .name = a->name };
}

static enum guide arrival_print(void *context, int who)
{
	struct key_step k = key_of(context);
	(void)who;
	return key_print(&k);
}

static enum guide arrival_check(void *context, int who)
{
	struct key_step k = key_of(context);
	(void)who;
	return key_check(&k);
}

static enum guide arrival_copy(void *context, int who)
{
	struct key_step k = key_of(context);
	(void)who;
	return key_copy(&k);
}

static enum guide arrival_list(void *context, int who)
{
	struct arrival *a = context;
	struct list l;
	struct keeper k;
	struct err e = { 0 };
	(void)who;
	if (!state_keeper_get(a->state, a->name, &k, &e) || !k.checked) {
		guide_say("La feuille n'a pas encore été vérifiée : une clé ne compte qu'après. Revenez en "
		          "arrière.");
		enum guide g = guide_next();
		return g == GUIDE_NEXT ? GUIDE_BACK : g;
	}
	bool ok = list_load(a->state, &l, &e);
	if (ok && l.evaluation_count == 0)
		ok = err_set(&e, ERR_MISSING,
		             "Aucune liste signée n'est gardée ici. Terminez d'abord la cérémonie.");
	if (ok && a->role != OPENS && !has(l.evaluation, l.evaluation_count, a->name))
		ok = list_add(l.evaluation, &l.evaluation_count, a->name, &e);
	if (ok && a->role != READS && !has(l.coordination, l.coordination_count, a->name))
		ok = list_add(l.coordination, &l.coordination_count, a->name, &e);
	if (!ok)
		return key_trouble(&e) == GUIDE_STOP ? GUIDE_STOP : GUIDE_BACK;
	guide_say("L'autorité signe la liste où « %s » s'ajoute. La nouvelle clé ouvre ce qui sera écrit "
	          "après, pas ce qui a été "
	          "écrit avant.",
	          a->name);
	return sign_to_stick(a->state, &l, a->today, &a->version);
}

static void plan(struct walk *w)
{
	struct arrival *a = w->context;
	walk_step(w, "une personne arrive", "", ask_who, 0);
	walk_step(w, "clé « %s », imprimer la feuille", a->name, arrival_print, 0);
	walk_step(w, "clé « %s », vérifier la feuille", a->name, arrival_check, 0);
	walk_step(w, "clé « %s », copier sur une clé USB", a->name, arrival_copy, 0);
	walk_step(w, "la nouvelle liste", "", arrival_list, 0);
}

bool cmd_arrival(struct call *c, struct err *e)
{
	struct state s;
	char command[STATE_PATH_MAX + 64];
	struct arrival a = { .state = &s, .today = c->today };
	struct walk w = {
		.state = &s, .setting = "arrival_step", .command = command, .context = &a, .plan = plan
	};
	bool done = false;
	walk_command("arrivee", c->dir, command, sizeof command);
	if (!start(c, "Usage : escale-coordinator arrivee", &s, e))
		return false;
	recall(&a);
	bool ok = walk_run(&w, &done, e);
	if (ok && done) {
		every_kiosk(&s, a.version);
		ok = walk_reset(&w, e) && state_set(&s, "arrival_who", "", e);
	}
	state_close(&s);
	return ok;
}
