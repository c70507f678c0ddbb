/* A module or a guided session that already passes check: a beginning one can change, not a blank page. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "author/author.h"
#include "base/file.h"
#include "base/str.h"
#include "content/pack.h"

static const char first_text[] =
    "---\n"
    "titre : Mon module\n"
    "resume : Dites ici à quoi sert ce module. Deux ou trois phrases courtes suffisent.\n"
    "theme : culture_numerique\n"
    "image : couverture.svg\n"
    "image-dite : Décrivez ici l'image de l'accueil.\n"
    "minutes : 3\n"
    "ordre : 100\n"
    "licence : CC BY-SA 4.0\n"
    "auteurs : Votre nom ou votre structure\n"
    "---\n"
    "\n"
    "<!-- note: le format est expliqué dans content/LISEZ-MOI.md -->\n"
    "\n"
    "# Quelle question poser avant et après ?\n"
    "<!-- avant-apres: avant -->\n"
    "\n"
    "- [ ] Une idée fausse mais courante\n"
    "\n"
    "  > Dites pourquoi, sans juger.\n"
    "\n"
    "- [x] Le bon geste\n"
    "\n"
    "  > Dites pourquoi c'est utile.\n"
    "\n"
    "> Une phrase que tout le monde lira.\n"
    "\n"
    "# Une première idée\n"
    "<!-- page: idee-1 -->\n"
    "\n"
    "![Décrivez ici ce que l'on voit.](couverture.svg)\n"
    "\n"
    "Une idée par écran. Des phrases courtes. Le mot **important** en gras.\n"
    "\n"
    "# Une question sur cette idée ?\n"
    "<!-- question: idee-1-quiz -->\n"
    "\n"
    "- [x] Oui\n"
    "- [ ] Non\n"
    "\n"
    "> Expliquez la réponse en une ou deux phrases.\n"
    "\n"
    "# À retenir\n"
    "<!-- retenir: gestes -->\n"
    "\n"
    "1. Un premier geste.\n"
    "2. Un deuxième geste.\n"
    "3. Un troisième geste.\n"
    "\n"
    "# Qui peut m'aider ?\n"
    "<!-- aide: qui -->\n"
    "\n"
    "- Le conseiller, ici.\n"
    "\n"
    "# D'où viennent ces conseils ?\n"
    "<!-- sources: sources -->\n"
    "\n"
    "- [Le titre de la page](https://www.exemple.fr), l'éditeur, vérifié le %s\n";

static const char first_guide[] =
    "---\n"
    "titre : Ma séance\n"
    "resume : Dites ici à quoi sert cette séance. Deux ou trois phrases courtes suffisent.\n"
    "theme : culture_numerique\n"
    "image : couverture.svg\n"
    "image-dite : Décrivez ici l'image de la séance.\n"
    "ordre : 100\n"
    "licence : CC BY-SA 4.0\n"
    "auteurs : Votre nom ou votre structure\n"
    "---\n"
    "\n"
    "<!-- note: le format est expliqué dans content/LISEZ-MOI.md -->\n"
    "\n"
    "Écrivez ici ce qu'il faut préparer. Vous seul le lirez.\n"
    "\n"
    "- Les tables, les chaises.\n"
    "- Les cartes à imprimer.\n"
    "\n"
    "# Bienvenue\n"
    "<!-- etape: accueil, 5 min -->\n"
    "\n"
    "Le groupe lit cette phrase à l'écran.\n"
    "\n"
    "> Vous seul lisez celle-ci. Elle dit comment animer.\n"
    "\n"
    "# Les sujets\n"
    "<!-- cartes: sujets, 10 min -->\n"
    "\n"
    "Chaque table choisit une carte.\n"
    "\n"
    "## Un premier sujet\n"
    "<!-- carte: sujet-1 -->\n"
    "\n"
    "Une situation, en une phrase.\n"
    "\n"
    "***\n"
    "\n"
    "Au dos : la question à se poser.\n"
    "\n"
    "## Un deuxième sujet\n"
    "<!-- carte: sujet-2 -->\n"
    "\n"
    "Une autre situation.\n"
    "\n"
    "# Ce qui aide, ce qui bloque\n"
    "<!-- tableau: idees, 20 min -->\n"
    "\n"
    "Une idée par note.\n"
    "\n"
    "## Ce qui aide\n"
    "<!-- case: aide -->\n"
    "\n"
    "## Ce qui bloque\n"
    "<!-- case: bloque -->\n"
    "\n"
    "# Par quoi commencer ?\n"
    "<!-- vote: commencer, 5 min -->\n"
    "\n"
    "- Une première action\n"
    "- Une autre\n"
    "\n"
    "# Merci\n"
    "<!-- etape: merci, 5 min -->\n"
    "\n"
    "Une chose que vous emportez ?\n";

static const char first_picture[] = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 96 64\">\n"
                                    "  <rect x=\"3\" y=\"3\" width=\"90\" height=\"58\" rx=\"8\" "
                                    "fill=\"#fdfcf7\" stroke=\"#0b3d91\" stroke-width=\"3\"/>\n"
                                    "  <circle cx=\"34\" cy=\"26\" r=\"9\" fill=\"#e07a3f\"/>\n"
                                    "  <path d=\"M10 54l24-16 14 9 18-15 20 22z\" fill=\"#3b7a57\"/>\n"
                                    "</svg>\n";

/* "%s" in the text becomes today. */
static bool write_first(const char *folder, const char *first, struct err *e)
{
	char path[1200], day[11];
	time_t now = time(NULL);
	struct tm local;
	strftime(day, sizeof day, "%Y-%m-%d", localtime_r(&now, &local));
	struct buf text = { 0 };
	const char *gap = strstr(first, "%s");
	buf_add(&text, first, gap ? (size_t)(gap - first) : strlen(first));
	if (gap) {
		buf_puts(&text, day);
		buf_puts(&text, gap + 2);
	}
	bool ok = file_join(path, sizeof path, folder, "fr.md") &&
	          file_write(path, text.data, text.size, 0644, e) &&
	          file_join(path, sizeof path, folder, "couverture.svg") &&
	          file_write(path, first_picture, strlen(first_picture), 0644, e);
	buf_free(&text);
	return ok;
}

struct order {
	const char *name, *dir;
	bool guide;
};

static bool read_order(struct order *o, int argc, char **argv)
{
	*o = (struct order){ 0 };
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--seance") == 0)
			o->guide = true;
		else if (argv[i][0] == '-' || o->dir)
			return false;
		else if (o->name)
			o->dir = argv[i];
		else
			o->name = argv[i];
	}
	o->dir = o->dir ? o->dir : "content";
	return o->name != NULL;
}

static bool may_be_called(const struct order *o, struct err *e)
{
	if (!str_is_id(str_from(o->name), MODULE_ID_MAX))
		return err_set(e, ERR_USAGE, "« %s » ne va pas : %d signes au plus, a-z, 0-9 et tirets, une lettre d'abord.", o->name,
		               MODULE_ID_MAX);
	if (!o->guide && (strcmp(o->name, GLOSSARY_FOLDER) == 0 || strcmp(o->name, GUIDES_FOLDER) == 0))
		return err_set(e, ERR_USAGE, "« %s » : ce nom est pris par un dossier de la borne. Choisissez-en un autre.%s", o->name,
		               strcmp(o->name, GUIDES_FOLDER) == 0 ? " Pour une séance : escale-author new --seance NOM." : "");
	return true;
}

static bool make(const struct order *o, struct err *e)
{
	char where[1100], folder[1150];
	if (!may_be_called(o, e))
		return false;
	int n = snprintf(where, sizeof where, "%s%s", o->dir, o->guide ? "/" GUIDES_FOLDER : "");
	if (n >= (int)sizeof where || !file_join(folder, sizeof folder, where, o->name))
		return err_set(e, ERR_USAGE, "chemin trop long");
	if (!file_mkdir(o->dir, e) || !file_mkdir(where, e))
		return false;
	if (mkdir(folder, 0755) != 0)
		return err_set(e, ERR_IO, "%s : %s", folder,
		               errno != EEXIST ? strerror(errno) :
		               o->guide        ? "cette séance existe déjà. Choisissez un autre nom." :
		                                 "ce module existe déjà. Choisissez un autre nom.");
	if (!write_first(folder, o->guide ? first_guide : first_text, e))
		return false;
	printf("%s/fr.md est prêt. Voyez-le : escale-author preview %s %s%s\n", folder, o->dir,
	       o->guide ? GUIDES_FOLDER "/" : "", o->name);
	return true;
}

int cmd_new(int argc, char **argv)
{
	struct order o;
	struct err e = { 0 };
	if (!read_order(&o, argc, argv)) {
		fprintf(stderr, "escale-author new [--seance] NOM [DOSSIER]\n");
		return STATUS_FAILED;
	}
	if (make(&o, &e))
		return STATUS_DONE;
	fprintf(stderr, "escale-author: %s\n", e.text);
	return STATUS_FAILED;
}
