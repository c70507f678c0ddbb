#include "app/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"

const char options_usage[] =
    "Usage : escale-kiosk [options]\n"
    "  --data DOSSIER      tout ce que la borne écrit (défaut : escale-data)\n"
    "  --content DOSSIER   les modules préparés (défaut : /usr/share/escale/content)\n"
    "  --assets DOSSIER    polices, icônes, traductions (défaut : /usr/share/escale/assets)\n"
    "  --card DOSSIER      où lire escale.txt, les réglages écrits sur la carte (ils l'emportent)\n"
    "  --panel NOM         7, 10.1, 15.6, -portrait, ou 1280x800@217x136 (défaut : 10.1 ; sur la console, ce que dit l'écran)\n"
    "  --rotate DEGRÉS     tourner image et toucher vers la droite : 90, 180, 270 (--panel : l'image vue)\n"
    "  --usb DOSSIER       où apparaissent les clés (défaut : /media et /run/media)\n"
    "  --update PRISE      où demander les mises à jour (défaut : /run/escale-update/ask)\n"
    "  --authority FICHIER clé qui signe les destinataires (défaut : DATA/autorite.pub)\n"
    "  --fullscreen        tout l'écran\n"
    "  --kiosk             tout l'écran, et rien ne peut fermer le programme\n"
    "  --alone             aucun conseiller sur place : l'aide le dit\n"
    "  --replay FICHIER    jouer des touches enregistrées, sans écran\n"
    "  --shots DOSSIER     avec --replay : où écrire les images\n"
    "  --trace FICHIER     avec --replay : ce qui est affiché, en texte\n"
    "  --touches FICHIER   avec --replay : où tombe chaque touche, « X Y » par ligne\n"
    "  --simulate N        jouer N visites inventées, sans écran (--seed S, --day JOUR depuis 1970)\n"
    "  --version\n";

bool options_parse(struct options *o, int argc, char **argv, struct err *e)
{
	static const struct option names[] = {
		{ "data", 1, 0, 'd' },       { "content", 1, 0, 'c' },
		{ "assets", 1, 0, 'a' },     { "panel", 1, 0, 'p' },
		{ "usb", 1, 0, 'u' },        { "authority", 1, 0, 'A' },
		{ "fullscreen", 0, 0, 'f' }, { "kiosk", 0, 0, 'k' },
		{ "alone", 0, 0, 'l' },      { "replay", 1, 0, 'r' },
		{ "shots", 1, 0, 's' },      { "trace", 1, 0, 't' },
		{ "touches", 1, 0, 'T' },    { "rotate", 1, 0, 'R' },
		{ "simulate", 1, 0, 'n' },   { "seed", 1, 0, 'S' },
		{ "day", 1, 0, 'D' },        { "version", 0, 0, 'v' },
		{ "card", 1, 0, 'C' },      { "update", 1, 0, 'U' },
		{ "help", 0, 0, 'h' },       { 0 },
	};
	*o = (struct options){ .data = "escale-data",
		               .content = SHIPPED_CONTENT,
		               .assets = "/usr/share/escale/assets",
		               .seed = 1,
		               .day = -1 };
	long long n;
	opterr = 0; /* the sentences are ours */
	for (int c; (c = getopt_long(argc, argv, ":", names, NULL)) != -1;) {
		switch (c) {
		case 'd': o->data = optarg; break;
		case 'c': o->content = optarg; break;
		case 'C': o->card = optarg; break;
		case 'U': o->update = optarg; break;
		case 'a': o->assets = optarg; break;
		case 'p': o->panel = optarg; break;
		case 'u': o->usb = optarg; break;
		case 'A': o->authority = optarg; break;
		case 'f': o->fullscreen = true; break;
		case 'k': o->fullscreen = o->kiosk = true; break;
		case 'l': o->alone = true; break;
		case 'r': o->replay = optarg; break;
		case 's': o->shots = optarg; break;
		case 't': o->trace = optarg; break;
		case 'T': o->touches = optarg; break;
		case 'R':
			if (!str_int(str_from(optarg), 0, 270, &n) || n % 90 != 0)
				return err_set(e, ERR_USAGE, "--rotate %s : choisissez 0, 90, 180 ou 270",
				               optarg);
			o->rotate = (int)n;
			break;
		case 'n':
		case 'S':
		case 'D':
			if (!str_int(str_from(optarg), 0, 1000000, &n))
				return err_set(e, ERR_USAGE, "« %s » n'est pas un nombre", optarg);
			if (c == 'n')
				o->simulate = (int)n;
			else if (c == 'S')
				o->seed = (unsigned long long)n;
			else
				o->day = (int)n;
			break;
		case 'v': puts("escale-kiosk " ESCALE_VERSION); exit(0);
		case 'h': fputs(options_usage, stdout); exit(0);
		case ':': return err_set(e, ERR_USAGE, "« %s » attend une valeur", argv[optind - 1]);
		default: return err_set(e, ERR_USAGE, "« %s » n'est pas une option, ou pas ainsi", argv[optind - 1]);
		}
	}
	if (optind < argc)
		return err_set(e, ERR_USAGE, "« %s » est de trop", argv[optind]);
	return true;
}
