/* escale-author: what authors of content need, from a first module to the pictures the kiosk draws. */
#include <stdio.h>
#include <string.h>

#include "author/author.h"

static const struct {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *use, *help;
} commands[] = {
	{ "check", cmd_check, "check [--rapide] [DOSSIER]", "dit toutes les fautes d'un dossier de contenus" },
	{ "new", cmd_new, "new [--seance] NOM [DOSSIER]", "crée un module ou une séance qui marche déjà, à changer" },
	{ "preview", cmd_preview, "preview [DOSSIER] [MODULE]", "montre un module, et le montre à nouveau à chaque enregistrement" },
	{ "sheet", cmd_sheet, "sheet CONTENU MODULE --sortie F.html", "met un module ou une séance sur des feuilles A4, à imprimer" },
	{ "cards", cmd_cards, "cards [--par-page 2|4] --sortie F.html", "met sur A4 des cartes pour voter devant une caméra" },
	{ "cartes", cmd_cards, NULL, NULL }, /* the same, in French */
	{ "translate", cmd_translate, "translate CONTENU MODULE --langue CODE ...", "dit ce qui reste à traduire, ou commence un fichier" },
	{ "import", cmd_import, "import FICHIER --dans CONTENU", "reprend des questions : GIFT, Aiken, QCMCam, H5P" },
	{ "bake", cmd_bake, "bake SOURCE CIBLE", "prépare un dossier vérifié pour la borne (SVG en PNG)" },
	{ "pack", cmd_pack, "pack CONTENU --sortie FICHIER", "met un contenu vérifié dans un seul fichier, à signer" },
	{ "sign", cmd_sign, "sign FICHIER --cle CLE --signataire NOM", "signe ce fichier pour les bornes" },
	{ "repack", cmd_repack, "repack [--masque] IMAGE.png", "réécrit une image pour que la borne la lise vite" },
};
enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static void print_help(FILE *out)
{
	fprintf(out, "escale-author %s : écrire les contenus de la borne\n\n", ESCALE_VERSION);
	for (int i = 0; i < COMMAND_COUNT; i++)
		if (commands[i].use)
			fprintf(out, "  escale-author %-42s %s\n", commands[i].use, commands[i].help);
	fprintf(out, "\nLe format est expliqué dans content/LISEZ-MOI.md.\n");
}

int main(int argc, char **argv)
{
	if (argc >= 2 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "aide") == 0)) {
		print_help(stdout);
		return STATUS_DONE;
	}
	if (argc >= 2 && strcmp(argv[1], "--version") == 0) {
		puts("escale-author " ESCALE_VERSION);
		return STATUS_DONE;
	}
	for (int i = 0; argc >= 2 && i < COMMAND_COUNT; i++)
		if (strcmp(argv[1], commands[i].name) == 0)
			return commands[i].run(argc - 1, argv + 1);
	if (argc >= 2)
		fprintf(stderr, "escale-author: « %s » n'est pas une commande.\n\n", argv[1]);
	print_help(stderr);
	return STATUS_FAILED;
}
