/* reunir: what another coordination of the same authority has received, into this folder. */
#include <stdio.h>
#include <string.h>

#include "coordinator/cmd.h"
#include "coordinator/progress.h"
#include "coordinator/unite.h"

static void line(int n, const char *one, const char *many)
{
	if (n == 1)
		printf("  1 %s\n", one);
	else if (n > 1)
		printf("  %d %s\n", n, many);
}

static void say(struct call *c, const struct united *u, const char *whose)
{
	printf("Réunion avec « %s » :\n", whose);
	line(u->kiosks,
	     "borne de plus, inscrite sur sa parole : comparez ses huit mots quand vous la verrez "
	     "(escale-coordinator bornes)",
	     "bornes de plus, inscrites sur sa parole : comparez leurs huit mots quand vous les verrez "
	     "(escale-coordinator "
	     "bornes)");
	line(u->revoked, "borne révoquée là-bas l'est maintenant ici",
	     "bornes révoquées là-bas le sont maintenant ici");
	line(u->bundles, "lot de plus : sa fiche et sa signature ont été vérifiées",
	     "lots de plus : leur fiche et leur signature ont été vérifiées");
	line(u->cells, "lot dont les nombres sont pris sur sa parole, et marqués comme tels",
	     "lots dont les nombres sont pris sur sa parole, et marqués comme tels");
	line(u->known, "lot était déjà ici", "lots étaient déjà ici");
	line(u->decisions, "décision de plus", "décisions de plus");
	line(u->unread_there,
	     "lot n'est lu ni ici ni là-bas : importez le dossier lots/ de l'autre coordination",
	     "lots ne sont lus ni ici ni là-bas : importez le dossier lots/ de l'autre coordination");
	line(u->disputed,
	     "lot compté autrement ici et là-bas : MIS DE CÔTÉ. Importez de nouveau son fichier, des deux "
	     "côtés",
	     "lots comptés autrement ici et là-bas : MIS DE CÔTÉ. Importez de nouveau leurs fichiers, des "
	     "deux côtés");
	line(u->implausible,
	     "lot dont les nombres de là-bas sont impossibles : gardé sans eux, à importer ici",
	     "lots dont les nombres de là-bas sont impossibles : gardés sans eux, à importer ici");
	line(u->refused, "lot REFUSÉ : sa fiche ou sa signature est fausse",
	     "lots REFUSÉS : fiche ou signature fausse");
	if (u->refused)
		printf("    %s\n", u->refused_marks);
	if (!u->kiosks && !u->bundles && !u->cells && !u->decisions && !u->refused && !u->disputed &&
	    !u->revoked)
		puts("  Rien de nouveau.");
	if (u->disputed || u->implausible || u->refused)
		c->status = CMD_REFUSED;
}

bool cmd_unite(struct call *c, struct err *e)
{
	const char *name = args_value(&c->args, "--name", "--nom");
	struct state s, other;
	struct arena arena = { 0 };
	struct united did;
	struct progress progress = progress_start("Lot");
	if (!args_done(&c->args, 1, 1, "Usage : escale-coordinator reunir [--nom NOM] AUTRE_DOSSIER", e) ||
	    !state_open(&s, c->dir, false, e))
		return false;
	bool ok = unite_open(&other, c->dir, c->args.word[0], e);
	if (ok) {
		const char *territory = state_get(&other, "territory", &arena);
		char whose[STATE_NAME_MAX];
		str_copy(whose, sizeof whose,
		         name         ? name
		         : *territory ? territory
		                      : "une autre coordination");
		for (char *p = whose; *p; p++)
			if ((unsigned char)*p < ' ' || *p == 127)
				*p = '?';
		ok = unite_states(&s, &other, whose, progress_tell, &progress, &did, e);
		progress_clear(&progress);
		unite_close(&other);
		if (ok)
			say(c, &did, whose);
	}
	arena_drop(&arena);
	state_close(&s);
	return ok;
}
