#include "coordinator/key_steps.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/prompt.h"
#include "coordinator/french.h"
#include "coordinator/keypage.h"
#include "coordinator/retype.h"
#include "coordinator/trial.h"
#include "coordinator/words.h"
#include "seal/locked.h"

enum guide key_trouble(const struct err *e)
{
	guide_say("\n%s", e->text);
	guide_say("Rien de ce qui est déjà fait n'est perdu.");
	return guide_next();
}

bool key_forget_files(const char *dir, const char *name, struct err *e)
{
	static const char *const endings[] = { ".txt", ".age", ".html" };
	char path[STATE_PATH_MAX];
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (!key_path(dir, name, endings[i], path, e) || (file_exists(path) && !locked_wipe(path, e)))
			return false;
	return true;
}

/* ---- made and printed ---------------------------------------------------------------------------------- */

static bool write_page(const struct key_step *k, const struct age_identity *id, const char *recipient,
                       struct err *e)
{
	char path[STATE_PATH_MAX], day[FRENCH_MAX], *text = seal_secret_alloc(AGE_IDENTITY_SIZE);
	struct buf page = { 0 };
	age_identity_print(id, text);
	bool ok = key_path(k->state->dir, k->name, ".html", path, e) &&
	          keypage_make(&page, k->name, text, recipient, day_fr(k->today, day), e) &&
	          file_write(path, page.data, page.size, 0600, e);
	seal_secret_free(text);
	if (page.data)
		seal_wipe(page.data, page.size);
	buf_free(&page);
	return ok;
}

/* words NULL: on paper only. Registered last: a key in the register has its page. */
static bool make(const struct key_step *k, const char *words, struct err *e)
{
	struct age_identity *id = seal_secret_alloc(sizeof *id);
	struct age_recipient r;
	struct keeper keeper = { 0 };
	char path[STATE_PATH_MAX], iso[FRENCH_MAX];
	age_identity_new(id);
	age_identity_recipient(id, &r);
	age_recipient_print(&r, keeper.recipient);
	str_copy(keeper.name, sizeof keeper.name, k->name);
	bool ok = write_page(k, id, keeper.recipient, e) &&
	          key_path(k->state->dir, k->name, ".age", path, e) &&
	          (!words || key_lock(path, id, day_iso(k->today, iso), words, e)) &&
	          state_keeper_add(k->state, &keeper, e);
	seal_secret_free(id);
	return ok;
}

/* The page again, out of the locked copy. */
static bool remake(const struct key_step *k, const struct keeper *keeper, struct err *e)
{
	struct age_identity *id = seal_secret_alloc(sizeof *id);
	char path[STATE_PATH_MAX];
	bool ok = key_path(k->state->dir, k->name, ".age", path, e) && identities_load(path, id, 1, e) == 1 &&
	          write_page(k, id, keeper->recipient, e);
	seal_secret_free(id);
	return ok;
}

static enum guide fresh(const struct key_step *k, struct err *e)
{
	if (k->paper_only) {
		make(k, NULL, e);
		return GUIDE_NEXT;
	}
	guide_say("Une phrase de passe protège la copie de cette clé. La personne qui gardera « %s » la "
	          "choisit ; l'autre regarde "
	          "ailleurs.",
	          k->name);
	char *words = seal_secret_alloc(LOCKED_WORDS_MAX);
	prompt_hide(true);
	enum guide g = words_choose(words);
	if (g == GUIDE_NEXT) {
		puts("Un instant...");
		make(k, words, e);
	}
	prompt_hide(false);
	seal_secret_free(words);
	return g;
}

/* Have the page on disk, making what is missing. */
static enum guide have_page(const struct key_step *k, struct err *e)
{
	char page[STATE_PATH_MAX], copy[STATE_PATH_MAX];
	struct keeper keeper;
	if (!key_path(k->state->dir, k->name, ".html", page, e) ||
	    !key_path(k->state->dir, k->name, ".age", copy, e))
		return GUIDE_NEXT;
	if (!state_keeper_get(k->state, k->name, &keeper, NULL))
		return fresh(k, e);
	if (file_exists(page))
		return GUIDE_NEXT;
	if (!k->paper_only && file_exists(copy)) {
		guide_say("La feuille de cette clé n'est plus sur le disque. Sa phrase de passe permet de la "
		          "refaire.");
		remake(k, &keeper, e);
		return GUIDE_NEXT;
	}
	/* Nobody can print it again, and its paper was never checked: it is no key. */
	guide_say("La feuille de cette clé n'est plus sur le disque, et elle n'a pas été vérifiée : je fais "
	          "une nouvelle "
	          "clé. Si une feuille « %s » est déjà imprimée, déchirez-la.",
	          k->name);
	enum guide g = guide_next();
	if (g != GUIDE_NEXT)
		return g;
	if (!state_keeper_remove(k->state, k->name, e))
		return GUIDE_NEXT;
	return fresh(k, e);
}

enum guide key_print(const struct key_step *k)
{
	struct keeper keeper;
	char page[STATE_PATH_MAX], full[STATE_PATH_MAX * 4];
	for (;;) {
		struct err e = { 0 };
		if (state_keeper_get(k->state, k->name, &keeper, NULL) && keeper.checked) {
			guide_say("La feuille de « %s » est imprimée et vérifiée. Il n'y a rien à refaire.",
			          k->name);
			return guide_next();
		}
		bool there = key_path(k->state->dir, k->name, ".html", page, NULL) && file_exists(page);
		enum guide g = have_page(k, &e);
		if (g == GUIDE_NEXT && !e.code && !there)
			return GUIDE_AGAIN;
		if (g == GUIDE_NEXT && e.code)
			g = key_trouble(&e);
		else if (g == GUIDE_NEXT)
			break;
		if (g != GUIDE_NEXT)
			return g;
	}
	if (!key_path(k->state->dir, k->name, ".html", page, NULL) || !realpath(page, full))
		str_copy(full, sizeof full, page);
	guide_say("La clé « %s » est faite. Imprimez maintenant sa feuille. Ouvrez ce fichier dans un "
	          "navigateur (un double "
	          "clic suffit), puis Fichier, Imprimer, papier A4 :",
	          k->name);
	guide_line("%s", full);
	guide_say("Une seule feuille. Ne la photographiez pas, ne l'envoyez pas. Continuez quand vous l'avez "
	          "en main.");
	return guide_next();
}

/* ---- typed back ---------------------------------------------------------------------------------------- */

enum guide key_check(const struct key_step *k)
{
	struct keeper keeper;
	struct err e = { 0 };
	char page[STATE_PATH_MAX];
	if (!state_keeper_get(k->state, k->name, &keeper, &e))
		return key_trouble(&e) == GUIDE_STOP ? GUIDE_STOP : GUIDE_BACK;
	if (keeper.checked) {
		guide_say("La feuille de « %s » a déjà été vérifiée.", k->name);
		return guide_next();
	}
	guide_say("Le papier ne compte que s'il a fait ses preuves. Prenez la feuille « %s ». Une personne "
	          "lit, l'autre tape "
	          "les quatre lignes ; les espaces et les majuscules ne comptent pas. Une douchette lit "
	          "aussi le code carré.",
	          k->name);
	struct age_identity *id = seal_secret_alloc(sizeof *id);
	enum guide g = retype_key(k->name, keeper.recipient, id);
	bool ok = g == GUIDE_NEXT && trial_bundle(keeper.recipient, id, &e) &&
	          key_path(k->state->dir, k->name, ".html", page, &e) &&
	          (!file_exists(page) || locked_wipe(page, &e)) &&
	          (!k->paper_only || key_forget_files(k->state->dir, k->name, &e)) &&
	          state_keeper_check(k->state, k->name, &e);
	seal_secret_free(id);
	if (g != GUIDE_NEXT)
		return g;
	if (!ok)
		return key_trouble(&e) == GUIDE_NEXT ? key_check(k) : GUIDE_STOP;
	guide_say("\nC'est la bonne clé. Elle a ouvert un lot d'essai : la feuille est vérifiée, et le "
	          "fichier à imprimer est "
	          "effacé.");
	if (k->paper_only)
		guide_say("Rien de cette clé ne reste sur l'ordinateur : elle n'existe plus que sur papier.");
	guide_say("Mettez la feuille dans une enveloppe, fermez, signez tous les deux sur le rabat.");
	return guide_next();
}
