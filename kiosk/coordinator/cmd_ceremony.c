/* ceremonie: the keys of a coordination, made by two people in guided steps. Where they are is in the
 * database after every step (walk.c), and every step finds by itself what of it is done: closing the
 * window loses nothing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/prompt.h"
#include "coordinator/cmd.h"
#include "coordinator/french.h"
#include "coordinator/key_steps.h"
#include "coordinator/lists.h"
#include "coordinator/walk.h"
#include "coordinator/words.h"
#include "seal/locked.h"
#include "sync/bundle.h"

enum who { FIRST, SECOND, SAFE, CARRIER, WHO_COUNT };

struct ceremony {
	struct state *state;
	int64_t today;
	char name[WHO_COUNT][STATE_NAME_MAX]; /* CARRIER "": the first person also receives the sticks */
};

/* ---- where we are -------------------------------------------------------------------------------------- */

static bool apart(const struct ceremony *c)
{
	return c->name[CARRIER][0] != '\0';
}

static bool save_names(struct ceremony *c, struct err *e)
{
	char text[WHO_COUNT * STATE_NAME_MAX];
	snprintf(text, sizeof text, "%s %s %s %s", c->name[FIRST], c->name[SECOND], c->name[SAFE],
	         apart(c) ? c->name[CARRIER] : "-");
	return state_set(c->state, "ceremony_names", text, e);
}

static void load_names(struct ceremony *c)
{
	struct arena arena = { 0 };
	struct str rest = str_from(state_get(c->state, "ceremony_names", &arena)), word;
	for (int i = 0; i < WHO_COUNT && rest.n; i++) {
		str_cut(rest, ' ', &word, &rest);
		if (!str_is(word, "-"))
			snprintf(c->name[i], sizeof c->name[i], "%.*s", (int)word.n, word.s);
	}
	arena_drop(&arena);
}

/* ---- the steps ----------------------------------------------------------------------------------------- */

static enum guide prepare(void *context, int who)
{
	(void)context, (void)who;
	guide_say("Vous allez faire ensemble les clés qui ouvrent les statistiques des bornes. Sans elles, "
	          "personne ne peut les "
	          "lire. Comptez une heure à deux ; aucune formation technique n'est demandée.");
	guide_say("Préparez :");
	guide_item("une imprimante, de préférence branchée par un câble à cet ordinateur ;");
	guide_item("deux clés USB vides, une par personne ;");
	guide_item("des enveloppes, un stylo, un coffre ou une armoire qui ferme.");
	putchar('\n');
	guide_say("Chaque étape dit quoi faire. Vous pouvez arrêter à tout moment, et même fermer la fenêtre "
	          ": la même commande "
	          "reprend au même endroit.");
	return guide_next();
}

/* A name that no key of before bears. */
static void free_name(struct ceremony *c, const char *wanted, char out[STATE_NAME_MAX])
{
	char iso[FRENCH_MAX];
	struct keeper k;
	day_iso(c->today, iso);
	snprintf(out, STATE_NAME_MAX, "%.20s", wanted);
	for (int i = 1; state_keeper_get(c->state, out, &k, NULL); i++)
		snprintf(out, STATE_NAME_MAX, i == 1 ? "%.20s-%.4s" : "%.20s-%.4s-%d", wanted, iso, i);
}

static enum guide ask_person(struct ceremony *c, const char *question, enum who who)
{
	char typed[STATE_NAME_MAX], plain[33];
	for (;;) {
		enum guide g = guide_ask(question, typed, sizeof typed);
		if (g != GUIDE_NEXT)
			return g;
		guide_key_name(typed, plain, sizeof plain);
		c->name[who][0] = '\0';
		if (*plain)
			free_name(c, plain, c->name[who]);
		bool taken = false;
		for (int i = 0; *plain && i < WHO_COUNT; i++)
			taken |= i != (int)who && strcmp(c->name[i], c->name[who]) == 0;
		if (*plain && !taken)
			return g;
		guide_say(taken ? "Ce nom est déjà pris : ajoutez une lettre, ou un rôle."
		                : "Donnez un prénom ou un rôle, avec des lettres.");
	}
}

static bool keys_made(struct ceremony *c)
{
	struct keeper k;
	return c->name[FIRST][0] && state_keeper_get(c->state, c->name[FIRST], &k, NULL);
}

static enum guide ask_people(struct ceremony *c)
{
	int choice;
	memset(c->name, 0, sizeof c->name);
	free_name(c, "coffre", c->name[SAFE]);
	enum guide g = ask_person(c, "Prénom de la première personne : ", FIRST);
	if (g == GUIDE_NEXT)
		g = ask_person(c, "Prénom de la deuxième personne : ", SECOND);
	if (g != GUIDE_NEXT)
		return g;
	guide_say("\nQui reçoit les clés USB des bornes chaque mois, sur cet ordinateur ?");
	guide_item("1 : %s. C'est le plus simple, dans un petit territoire.", c->name[FIRST]);
	guide_item("2 : une autre personne, qui vérifie les envois sans pouvoir lire les réponses. Elle fait "
	           "une clé de plus, "
	           "dite de coordination ; faites-la venir à l'étape de sa clé.");
	putchar('\n');
	g = guide_choose("1 ou 2 : ", 2, &choice);
	if (g == GUIDE_NEXT && choice == 2)
		g = ask_person(c, "Prénom de cette personne : ", CARRIER);
	return g;
}

static enum guide territory(struct ceremony *c, struct err *e)
{
	struct arena arena = { 0 };
	char name[STATE_NAME_MAX];
	enum guide g = GUIDE_NEXT;
	if (!*state_get(c->state, "territory", &arena)) {
		g = guide_ask("Nom du territoire, pour les rapports : ", name, sizeof name);
		if (g == GUIDE_NEXT)
			state_set(c->state, "territory", name, e);
	}
	arena_drop(&arena);
	return g;
}

static enum guide people(void *context, int who)
{
	struct ceremony *c = context;
	(void)who;
	struct err e = { 0 };
	bool yes = false;
	if (keys_made(c)) {
		guide_say("Les clés de cette cérémonie : %s, %s et %s%s%s. Des clés sont déjà faites : les "
		          "noms ne changent plus.",
		          c->name[FIRST], c->name[SECOND], c->name[SAFE],
		          apart(c) ? ", et pour la coordination " : "", c->name[CARRIER]);
		return guide_next();
	}
	guide_say("Trois clés ouvriront les réponses des habitants : une pour chacune de vous deux, et une "
	          "troisième, « coffre », "
	          "qui n'existera que sur papier. Une seule suffit pour lire. Si une se perd, les deux "
	          "autres lisent encore.");
	enum guide g = territory(c, &e);
	while (g == GUIDE_NEXT && !e.code && !yes) {
		g = ask_people(c);
		if (g != GUIDE_NEXT)
			break;
		guide_say("\nTrois clés pour lire : %s, %s, %s. Pour ouvrir les envois : %s.", c->name[FIRST],
		          c->name[SECOND], c->name[SAFE], apart(c) ? c->name[CARRIER] : "les mêmes");
		g = guide_yes("Est-ce bien cela ? (o ou n) ", &yes);
	}
	if (g == GUIDE_NEXT && !e.code)
		save_names(c, &e);
	return g == GUIDE_NEXT && e.code ? key_trouble(&e) == GUIDE_STOP ? GUIDE_STOP : GUIDE_BACK : g;
}

/* One that an earlier `init` made in clear. */
static bool protect(const char *dir, const char *words, struct err *e)
{
	struct sign_secret *s = authority_load(dir, e);
	bool ok = s && authority_protect(dir, s, words, e);
	if (s)
		seal_secret_free(s);
	return ok;
}

static enum guide authority(void *context, int who)
{
	struct ceremony *c = context;
	(void)who;
	char path[STATE_PATH_MAX];
	struct err e = { 0 };
	bool known = authority_path(c->state->dir, path);
	if (known && strstr(path, AUTHORITY_LOCKED)) {
		guide_say("La clé de l'autorité est faite, et protégée par sa phrase de passe. Écrivez cette "
		          "phrase sur un papier, à "
		          "ranger dans le coffre : elle n'a pas de feuille.");
		guide_say("Sa moitié publique, « autorite.pub », est pour la personne qui installe les "
		          "bornes ; elle sera aussi sur "
		          "vos clés USB.");
		return guide_next();
	}
	guide_say("La clé de l'autorité ne lit rien. Elle signe : les bornes n'obéissent qu'à elle pour "
	          "savoir à qui écrire, et "
	          "ce qu'elles peuvent effacer. Vous devez tous les deux connaître sa phrase de passe.");
	char *words = seal_secret_alloc(LOCKED_WORDS_MAX);
	prompt_hide(true);
	enum guide g = words_choose(words);
	bool ok = g == GUIDE_NEXT &&
	          (known ? protect(c->state->dir, words, &e) : authority_new(c->state->dir, words, &e));
	prompt_hide(false);
	seal_secret_free(words);
	if (g != GUIDE_NEXT)
		return g;
	if (!ok)
		return key_trouble(&e) == GUIDE_NEXT ? authority(c, who) : GUIDE_STOP;
	return GUIDE_AGAIN;
}

static struct key_step key_of(const struct ceremony *c, enum who who)
{
	return (struct key_step){ .state = c->state,
		                  .today = c->today,
		                  .name = c->name[who],
		                  .paper_only = who == SAFE,
		                  .stays = apart(c) ? who == CARRIER : who == FIRST };
}

static enum guide print_key(void *context, int who)
{
	struct ceremony *c = context;
	struct key_step k = key_of(c, who);
	if (who == SAFE)
		guide_say("Cette clé n'a ni phrase de passe ni copie : seulement une feuille, dans un "
		          "coffre. Elle sert quand tout "
		          "le reste est perdu.");
	return key_print(&k);
}

static enum guide check_key(void *context, int who)
{
	struct ceremony *c = context;
	struct key_step k = key_of(c, who);
	return key_check(&k);
}

static enum guide copy_key(void *context, int who)
{
	struct ceremony *c = context;
	struct key_step k = key_of(c, who);
	return key_copy(&k);
}

/* Every key has proved itself; else the name of one that has not. */
static const char *unproved(struct ceremony *c)
{
	struct keeper k;
	for (int i = 0; i < WHO_COUNT; i++)
		if (c->name[i][0] && !(state_keeper_get(c->state, c->name[i], &k, NULL) && k.checked))
			return c->name[i];
	return NULL;
}

static bool public_half(struct ceremony *c, const char *stick, struct err *e)
{
	char from[STATE_PATH_MAX], folder[STATE_PATH_MAX], to[STATE_PATH_MAX];
	struct buf pub = { 0 };
	bool ok = state_path(c->state->dir, "autorite.pub", from) && file_read(from, LOCKED_MAX, &pub, e) &&
	          state_path(stick, BUNDLE_FOLDER, folder) && state_path(folder, "autorite.pub", to) &&
	          file_write(to, pub.data, pub.size, 0644, e);
	buf_free(&pub);
	return ok;
}

static bool sign(struct ceremony *c, const char *stick, int *version, struct err *e)
{
	struct list l = { 0 };
	for (int i = FIRST; i <= SAFE; i++)
		list_add(l.evaluation, &l.evaluation_count, c->name[i], e);
	for (int i = FIRST; i <= CARRIER; i++)
		if (apart(c) ? i >= SAFE : i <= SAFE)
			list_add(l.coordination, &l.coordination_count, c->name[i], e);
	return list_sign(c->state, &l, stick, c->today, version, e) && public_half(c, stick, e);
}

static enum guide sign_list(void *context, int who)
{
	struct ceremony *c = context;
	(void)who;
	char stick[STATE_PATH_MAX];
	const char *missing = unproved(c);
	int version;
	if (missing) {
		guide_say("La feuille de « %s » n'a pas encore été vérifiée : une clé ne compte qu'après. "
		          "Revenez en arrière.",
		          missing);
		enum guide g = guide_next();
		return g == GUIDE_NEXT ? GUIDE_BACK : g;
	}
	guide_say("Toutes les clés ont fait leurs preuves. L'autorité signe maintenant la liste de ceux qui "
	          "peuvent lire. Cette "
	          "liste voyage sur une clé USB jusqu'à chaque borne ; elle n'est pas secrète.");
	for (;;) {
		struct err e = { 0 };
		enum guide g = key_stick("la clé USB qui ira aux bornes", stick);
		if (g == GUIDE_NEXT && sign(c, stick, &version, &e)) {
			guide_say("\nLa liste n° %d est signée, dans le dossier %s de cette clé USB.",
			          version, BUNDLE_FOLDER);
			guide_say("Sur chaque borne : branchez-la, puis Espace conseiller, Destinataires, "
			          "Installer. Tant qu'une borne "
			          "n'a pas sa liste, elle ne compte rien.");
			return guide_next();
		}
		if (g == GUIDE_NEXT)
			g = key_trouble(&e);
		if (g != GUIDE_NEXT)
			return g;
	}
}

static enum guide put_away(void *context, int who)
{
	struct ceremony *c = context;
	(void)who;
	struct err e = { 0 };
	char iso[FRENCH_MAX];
	guide_say("Il reste à ranger :");
	guide_item("la feuille « %s » : dans le coffre, enveloppe fermée et signée ;", c->name[SAFE]);
	guide_item("les autres feuilles : chacun la sienne, dans deux lieux différents ;");
	guide_item("la phrase de passe de l'autorité : sur un papier, dans le coffre ;");
	guide_item("les autres phrases de passe : jamais avec la clé USB ;");
	guide_item("les clés USB : à chaque personne la sienne ;");
	guide_item("le dossier « %s » : une copie de sauvegarde chaque mois ;", c->state->dir);
	guide_item("la corbeille de l'ordinateur et la mémoire de l'imprimante : à vider.");
	putchar('\n');
	guide_say("Ce qu'il faut savoir, dit simplement : qui tient une feuille, ou une copie et sa phrase, "
	          "peut lire. Et si toutes "
	          "les clés se perdent, ce qui n'est pas encore compté est perdu pour toujours.");
	guide_say("Après le premier import, faites l'exercice de perte : escale-coordinator exercice");
	enum guide g = guide_next();
	if (g == GUIDE_NEXT && !state_set(c->state, "ceremony_day", day_iso(c->today, iso), &e))
		return key_trouble(&e) == GUIDE_STOP ? GUIDE_STOP : GUIDE_BACK;
	return g;
}

static void plan(struct walk *w)
{
	static const enum who order[] = { FIRST, SECOND, CARRIER, SAFE };
	struct ceremony *c = w->context;
	walk_step(w, "ce qu'il vous faut", "", prepare, FIRST);
	walk_step(w, "qui tient quoi", "", people, FIRST);
	walk_step(w, "la clé de l'autorité", "", authority, FIRST);
	for (int i = 0; i < WHO_COUNT; i++) {
		const char *name = c->name[order[i]];
		if (order[i] == CARRIER && !apart(c))
			continue;
		walk_step(w, "clé « %s », imprimer la feuille", name, print_key, order[i]);
		walk_step(w, "clé « %s », vérifier la feuille", name, check_key, order[i]);
		if (order[i] != SAFE)
			walk_step(w, "clé « %s », copier sur une clé USB", name, copy_key, order[i]);
	}
	walk_step(w, "la liste de ceux qui peuvent lire", "", sign_list, FIRST);
	walk_step(w, "ranger", "", put_away, FIRST);
}

/* ---- the whole ----------------------------------------------------------------------------------------- */

/* A finished one: begin anew, with new keys, or leave it. *again false: nothing to do. */
static bool begin_again(struct ceremony *c, struct walk *w, bool *again, struct err *e)
{
	struct arena arena = { 0 };
	char day[FRENCH_MAX];
	int64_t done;
	*again = true;
	if (!day_parse(state_get(c->state, "ceremony_day", &arena), &done)) {
		arena_drop(&arena);
		return true;
	}
	arena_drop(&arena);
	guide_screen(0, 0, "La cérémonie des clés");
	guide_say("Elle a été terminée le %s. Une fois par an, ou quand une feuille a pu être vue, on refait "
	          "toutes les clés : les "
	          "anciennes restent valables jusqu'à ce que chaque borne ait reçu la nouvelle liste.",
	          day_fr(done, day));
	enum guide g = guide_yes("Refaire toutes les clés maintenant ? (o ou n) ", again);
	if (g != GUIDE_NEXT || !*again) {
		*again = false;
		return true;
	}
	memset(c->name, 0, sizeof c->name);
	return walk_reset(w, e) && state_set(c->state, "ceremony_names", "", e) &&
	       state_set(c->state, "ceremony_day", "", e);
}

bool cmd_ceremony(struct call *call, struct err *e)
{
	struct state s;
	struct ceremony c = { .state = &s, .today = call->today };
	char command[STATE_PATH_MAX + 64];
	struct walk w = {
		.state = &s, .setting = "ceremony_step", .command = command, .context = &c, .plan = plan
	};
	bool again, done = false;
	if (!args_done(&call->args, 0, 0, "Usage : escale-coordinator ceremonie", e))
		return false;
	walk_command("ceremonie", call->dir, command, sizeof command);
	if (!prompt_person())
		return err_set(e, ERR_USAGE, "La cérémonie pose des questions : lancez-la dans un terminal.");
	if (!state_open(&s, call->dir, true, e))
		return false;
	load_names(&c);
	bool ok = begin_again(&c, &w, &again, e) && (!again || walk_run(&w, &done, e));
	state_close(&s);
	if (ok && done) {
		guide_screen(0, 0, "La cérémonie est terminée.");
		guide_say("Inscrivez maintenant les bornes : escale-coordinator borne inscrire. Le mois "
		          "prochain, à la première clé "
		          "USB : escale-coordinator importer.");
	}
	return ok;
}
