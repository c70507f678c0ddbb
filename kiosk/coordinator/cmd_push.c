/* pousser: the counts into a PostgreSQL base, for a team's own tools. */
#include <stdio.h>
#include <stdlib.h>

#include "coordinator/cmd.h"
#include "coordinator/progress.h"
#include "coordinator/french.h"
#include "coordinator/pg.h"
#include "coordinator/push.h"
#include "coordinator/push_schema.h"

static const char usage[] =
    "Usage : escale-coordinator pousser [--tout] postgresql://ROLE@SERVEUR/BASE\n"
    "        escale-coordinator pousser --schema      (le script SQL, pour la personne qui tient "
    "la base)";

static void say(const struct pushed *did)
{
	char n[FRENCH_MAX];
	if (did->schema_made)
		puts(did->schema_before ? "Les tables de la base ont été mises à jour."
		                        : "Les tables ont été créées, dans le schéma « escale ».");
	if (!did->kiosks && !did->bundles && !did->cells && !did->cells_gone) {
		puts("La base était déjà à jour.");
		return;
	}
	printf("Envoyé : %s borne%s", number_fr(did->kiosks, n), did->kiosks > 1 ? "s" : "");
	printf(", %s lot%s", number_fr(did->bundles, n), did->bundles > 1 ? "s" : "");
	printf(", %s nombre%s (nouveaux ou changés)", number_fr(did->cells, n), did->cells > 1 ? "s" : "");
	if (did->cells_gone)
		printf(" ; %s nombre%s retiré%s", number_fr(did->cells_gone, n),
		       did->cells_gone > 1 ? "s" : "", did->cells_gone > 1 ? "s" : "");
	puts(".");
}

static bool print_schema(struct call *c, struct err *e)
{
	const char *from = args_value(&c->args, "--from", "--depuis"),
	           *to = args_value(&c->args, "--to", "--vers");
	struct buf sql = { 0 };
	if (!args_done(&c->args, 0, 0, usage, e))
		return false;
	push_schema(from ? atoi(from) : 0, to ? atoi(to) : PUSH_SCHEMA_VERSION, &sql);
	fwrite(sql.data, 1, sql.size, stdout);
	buf_free(&sql);
	return true;
}

bool cmd_push(struct call *c, struct err *e)
{
	if (args_flag(&c->args, "--schema", NULL))
		return print_schema(c, e);
	bool everything = args_flag(&c->args, "--all", "--tout");
	struct state s;
	struct pg *pg = NULL;
	struct pushed did = { 0 };
	struct progress progress = progress_start("Lot");
	if (!args_done(&c->args, 1, 1, usage, e) || !state_open(&s, c->dir, false, e))
		return false;
	bool ok = pg_open(&pg, c->args.word[0], e) &&
	          push_state(&s, pg, everything, progress_tell, &progress, &did, e);
	progress_clear(&progress);
	pg_close(pg);
	state_close(&s);
	if (ok)
		say(&did);
	return ok;
}
