/* escale-coordinator: keys, kiosks, lots and the report. No window, no network. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "coordinator/cmd.h"
#include "coordinator/french.h"
#include "coordinator/lists.h"
#include "coordinator/state.h"

struct command {
	const char *en, *fr; /* one or two words */
	cmd_fn *run;
	const char *does;
	const char *heading; /* before it, in the help */
};

/* In the order in which one needs them. */
static const struct command commands[] = {
	{ "import", "importer", cmd_import, "lire les lots d'une clé USB et les compter", "L'heure de chaque mois" },
	{ "bundles", "lots", cmd_bundles, "voir les lots reçus", NULL },
	{ "kiosks", "bornes", cmd_kiosks, "voir les bornes", NULL },
	{ "report", "rapport", cmd_report, "écrire le rapport du mois, à imprimer", NULL },
	{ "receipts", "recus", cmd_receipts, 
	  "signer sur une clé USB les reçus des lots : les bornes les effacent", NULL },
	{ "bundle keep", "lot garder", cmd_bundle_keep, "décider : ce lot compte", "Quand il faut décider" },
	{ "bundle drop", "lot ecarter", cmd_bundle_drop, "décider : ce lot ne compte pas", NULL },
	{ "kiosk enrol", "borne inscrire", cmd_kiosk_enrol, 
	  "inscrire une borne, ses huit mots comparés", NULL },
	{ "kiosk revoke", "borne revoquer", cmd_kiosk_revoke, 
	  "ne plus accepter les lots d'une borne", NULL },
	{ "code", "code", cmd_code, "signer sur une clé USB le fichier d'une borne dont le code est oublié", NULL },
	{ "publish", "publier", cmd_publish, 
	  "publier les tables d'une période, une fois pour toutes", "Pour les autres" },
	{ "bilan", "bilan", cmd_bilan, "écrire deux pages pour les élus, à 6 mois, 1 an, 2 ans", NULL },
	{ "forward", "transmettre", cmd_forward, 
	  "donner à qui compte les lots que vos clés ne lisent pas", NULL },
	{ "kiosk register", "borne registre", cmd_roster, 
	  "inscrire les bornes d'un registre signé, pour compter ce qui est transmis", NULL },
	{ "unite", "reunir", cmd_unite, "réunir ici ce qu'une autre coordination a reçu", NULL },
	{ "push", "pousser", cmd_push, "écrire les nombres dans une base PostgreSQL", NULL },
	{ "tidy", "menage", cmd_tidy, "montrer ce qui est trop vieux ; avec --effacer, l'effacer", "Chaque trimestre, chaque année" },
	{ "drill", "exercice", cmd_exercise, "jouer la perte de l'ordinateur, pour de vrai", NULL },
	{ "ceremony", "ceremonie", cmd_ceremony, "faire les clés, à deux personnes, pas à pas", "Les clés" },
	{ "arrival", "arrivee", cmd_arrival, 
	  "une personne arrive : sa clé et la nouvelle liste, pas à pas", NULL },
	{ "departure", "depart", cmd_depart, "une personne part : retirer sa clé, pas à pas", NULL },
	{ "recipients", "destinataires", cmd_recipients, 
	  "signer la liste de ceux qui peuvent lire, sur une clé USB", NULL },
	{ "keys list", "cles liste", cmd_keys_list, "voir les clés", NULL },
	{ "keys restore", "cles reprendre", cmd_keys_restore, 
	  "remettre une clé sur un ordinateur (feuille ou clé USB)", NULL },
	{ "keys check", "cles verifier", cmd_keys_check, "vérifier une copie papier en la tapant", NULL },
	{ "keys lock", "cles proteger", cmd_keys_lock, "protéger une clé par une phrase de passe", NULL },
	{ "authority lock", "autorite proteger", cmd_authority_lock, 
	  "protéger la clé de l'autorité de même", NULL },
	{ "init", "init", cmd_init, "préparer le dossier de la coordination", "Sans le guide, pièce par pièce" },
	{ "keys new", "cles nouvelle", cmd_keys_new, "créer une clé et sa page à imprimer", NULL },
	{ "keys add", "cles ajouter", cmd_keys_add, "ajouter la clé publique d'une autre personne", NULL },
	{ "open", "ouvrir", cmd_open, "déchiffrer un fichier age sur la sortie standard", NULL },
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static void help(FILE *out)
{
	fprintf(out, "escale-coordinator " ESCALE_VERSION " : les statistiques des bornes Escale.\n\n"
	             "Usage : escale-coordinator COMMANDE [--dir DOSSIER] [--jour AAAA-MM-JJ]\n");
	for (int i = 0; i < COMMANDS; i++) {
		if (commands[i].heading)
			fprintf(out, "\n%s :\n", commands[i].heading);
		fprintf(out, "  %-17s %s\n", commands[i].fr, commands[i].does);
	}
	fprintf(out, "\nLe dossier est « " STATE_DIR
	             " » si --dir ne dit rien.\n« escale-coordinator COMMANDE --help » montre comment l'écrire.\n"
	             "L'heure de chaque mois, pas à pas : firmware-notes/coordinateur.md\n");
}

/* "é", "è" and "ç" typed as people type them: "clés vérifier" is "cles verifier". */
static void plain(const char *word, char *out, size_t size)
{
	size_t n = 0;
	for (const char *p = word; *p && n + 1 < size; p++) {
		if (strncmp(p, "é", 2) == 0 || strncmp(p, "è", 2) == 0) {
			out[n++] = 'e';
			p++;
		} else if (strncmp(p, "ç", 2) == 0) {
			out[n++] = 'c';
			p++;
		} else {
			out[n++] = *p;
		}
	}
	out[n] = '\0';
}

/* How many of the words name this command: 0, 1 or 2. */
static int matches(const char *name, int count, char **word)
{
	char typed[2][32] = { "", "" }, both[80];
	plain(word[0], typed[0], sizeof typed[0]);
	if (strcmp(name, typed[0]) == 0)
		return 1;
	if (count < 2)
		return 0;
	plain(word[1], typed[1], sizeof typed[1]);
	snprintf(both, sizeof both, "%s %s", typed[0], typed[1]);
	return strcmp(name, both) == 0 ? 2 : 0;
}

static const struct command *find(int count, char **word, int *used)
{
	for (int i = 0; i < COMMANDS; i++)
		if ((*used = matches(commands[i].fr, count, word)) ||
		    (*used = matches(commands[i].en, count, word)))
			return &commands[i];
	return NULL;
}

/* "importer --help": what was asked for is the answer, no mistake. */
static bool wants_help(int count, char **word)
{
	for (int i = 0; i < count && strcmp(word[i], "--") != 0; i++)
		if (strcmp(word[i], "--help") == 0 || strcmp(word[i], "--aide") == 0)
			return true;
	return false;
}

static int say(const struct err *e)
{
	char text[sizeof e->file + sizeof e->text + 32];
	fflush(stdout);
	fprintf(stderr, "%s\n", err_print(e, text, sizeof text));
	return e->code == ERR_USAGE ? CMD_USAGE : CMD_FAILED;
}

int main(int argc, char **argv)
{
	struct err e = { 0 };
	setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 }); /* keys are in memory */
	if (argc < 2 || strcmp(argv[1], "aide") == 0 || strcmp(argv[1], "help") == 0 ||
	    strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
		help(argc < 2 ? stderr : stdout);
		return argc < 2 ? CMD_USAGE : CMD_DONE;
	}
	if (strcmp(argv[1], "--version") == 0) {
		puts("escale-coordinator " ESCALE_VERSION);
		return CMD_DONE;
	}
	struct call c = { .dir = STATE_DIR, .args = { .count = argc - 1, .word = argv + 1 }, .today = day_today() };
	const char *dir = args_value(&c.args, "--dir", "--dossier"),
	           *day = args_value(&c.args, "--today", "--jour");
	int used = 0;
	const struct command *command = c.args.count ? find(c.args.count, c.args.word, &used) : NULL;
	if (!command) {
		fprintf(stderr, "Commande inconnue : %s\n\n", c.args.count ? c.args.word[0] : "(aucune)");
		help(stderr);
		return CMD_USAGE;
	}
	c.args.word += used;
	c.args.count -= used;
	if (dir)
		c.dir = dir;
	if (wants_help(c.args.count, c.args.word)) {
		printf("%s : %s.\n", command->fr, command->does);
		c.args = (struct args){ .help = true };
		if (seal_init(&e) && !command->run(&c, &e) && e.code == ERR_USAGE)
			puts(e.text);
		return CMD_DONE;
	}
	if (day && !day_parse(day, &c.today))
		err_set(&e, ERR_USAGE, "--jour : écrivez la date ainsi : 2027-02-03.");
	if (e.code || !seal_init(&e) || !command->run(&c, &e))
		return say(&e);
	list_reminder(c.dir, c.today);
	if (fflush(stdout) != 0)
		return say(&(struct err){ .code = ERR_IO, .text = "L'écriture sur la sortie a échoué." });
	return c.status;
}
