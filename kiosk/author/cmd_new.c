/* A module that already passes check: a beginning one can change, not a blank page. */
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

static const char first_picture[] = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 96 64\">\n"
                                    "  <rect x=\"3\" y=\"3\" width=\"90\" height=\"58\" rx=\"8\" "
                                    "fill=\"#fdfcf7\" stroke=\"#0b3d91\" stroke-width=\"3\"/>\n"
                                    "  <circle cx=\"34\" cy=\"26\" r=\"9\" fill=\"#e07a3f\"/>\n"
                                    "  <path d=\"M10 54l24-16 14 9 18-15 20 22z\" fill=\"#3b7a57\"/>\n"
                                    "</svg>\n";

static bool write_module(const char *folder, struct err *e)
{
	char path[1200], day[11];
	time_t now = time(NULL);
	struct tm local;
	strftime(day, sizeof day, "%Y-%m-%d", localtime_r(&now, &local));
	struct buf text = { 0 };
	const char *gap = strstr(first_text, "%s");
	buf_add(&text, first_text, (size_t)(gap - first_text));
	buf_puts(&text, day);
	buf_puts(&text, gap + 2);
	bool ok = file_join(path, sizeof path, folder, "fr.md") &&
	          file_write(path, text.data, text.size, 0644, e) &&
	          file_join(path, sizeof path, folder, "couverture.svg") &&
	          file_write(path, first_picture, strlen(first_picture), 0644, e);
	buf_free(&text);
	return ok;
}

int cmd_new(int argc, char **argv)
{
	if (argc < 2 || argc > 3 || argv[1][0] == '-') {
		fprintf(stderr, "escale-author new NOM [DOSSIER]\n");
		return STATUS_FAILED;
	}
	const char *name = argv[1], *dir = argc == 3 ? argv[2] : "content";
	char folder[1100];
	struct err e = { 0 };
	if (!str_is_id(str_from(name), MODULE_ID_MAX)) {
		fprintf(stderr,
		        "escale-author: « %s » ne va pas : %d signes au plus, a-z, 0-9 et tirets, une lettre "
		        "d'abord.\n",
		        name, MODULE_ID_MAX);
		return STATUS_FAILED;
	}
	if (!file_join(folder, sizeof folder, dir, name) || !file_mkdir(dir, &e)) {
		fprintf(stderr, "escale-author: %s\n", e.code ? e.text : "chemin trop long");
		return STATUS_FAILED;
	}
	if (mkdir(folder, 0755) != 0) {
		fprintf(stderr, "escale-author: %s : %s\n", folder,
		        errno == EEXIST ? "ce module existe déjà. Choisissez un autre nom."
		                        : strerror(errno));
		return STATUS_FAILED;
	}
	if (!write_module(folder, &e)) {
		fprintf(stderr, "escale-author: %s\n", e.text);
		return STATUS_FAILED;
	}
	printf("%s/fr.md est prêt. Voyez-le : escale-author preview %s %s\n", folder, dir, name);
	return STATUS_DONE;
}
