/* destinataires: who may read, as a list that the authority signs; every change is a new version. */
#include <stdio.h>

#include "coordinator/cmd.h"
#include "coordinator/french.h"
#include "coordinator/lists.h"
#include "sync/bundle.h"

/* How many names came with the option; -1 on error. */
static int names_of(struct call *c, struct state *s, const char *en, const char *fr,
                    char names[][STATE_NAME_MAX], int *count, struct err *e)
{
	const char *name;
	struct keeper k;
	while ((name = args_value(&c->args, en, fr)))
		if (!state_keeper_get(s, name, &k, e) || !list_add(names, count, name, e))
			return -1;
	return *count;
}

static void tell_role(const char *title, char names[][STATE_NAME_MAX], int count)
{
	printf("  %s :", title);
	for (int i = 0; i < count; i++)
		printf("%s %s", i ? "," : "", names[i]);
	puts("");
}

static void tell(struct list *l)
{
	char day[FRENCH_MAX];
	if (l->version == 0) {
		puts("Aucune liste n'est signée. La première : escale-coordinator ceremonie");
		return;
	}
	printf("Liste de destinataires n° %d%s%s.\n", l->version, l->day >= 0 ? ", signée le " : "",
	       l->day >= 0 ? day_fr(l->day, day) : "");
	if (l->evaluation_count == 0) {
		puts("  Signée par une version plus ancienne de ce programme : les noms sont sur la clé USB "
		     "d'alors.");
		return;
	}
	tell_role("Lisent les réponses", l->evaluation, l->evaluation_count);
	tell_role("Ouvrent les lots", l->coordination, l->coordination_count);
	puts("Quand une personne part : escale-coordinator depart\n"
	     "Quand une personne arrive : escale-coordinator arrivee");
}

bool cmd_recipients(struct call *c, struct err *e)
{
	static const char usage[] =
	    "Usage : escale-coordinator destinataires --evaluation NOM --evaluation NOM \\\n"
	    "            --coordination NOM --coordination NOM DOSSIER_DE_LA_CLE_USB\n"
	    "        escale-coordinator destinataires            (voir la liste actuelle)\n"
	    "Après une restauration, ajoutez --version N : plus grand que le numéro que montrent les bornes.";
	const char *wanted = args_value(&c->args, "--version", NULL);
	long long number = 0;
	struct state s;
	struct list l = { 0 };
	bool show = c->args.count == 0 && !wanted;
	int version;
	if (wanted && !str_int(str_from(wanted), 1, 999999998, &number))
		return err_set(e, ERR_USAGE, "%s", usage);
	if (c->args.help)
		return err_set(e, ERR_USAGE, "%s", usage);
	if (!state_open(&s, c->dir, false, e))
		return false;
	bool ok = list_load(&s, &l, e);
	if (ok && wanted && number <= l.version)
		ok = err_set(e, ERR_REFUSED, "La liste n° %d existe déjà : donnez un numéro plus grand.",
		             l.version);
	if (!show)
		l = (struct list){ .version = (int)number };
	ok = ok &&
	     (show || (names_of(c, &s, NULL, "--evaluation", l.evaluation, &l.evaluation_count, e) >= 0 &&
	               names_of(c, &s, "--coordinator", "--coordination", l.coordination,
	                        &l.coordination_count, e) >= 0 &&
	               args_done(&c->args, 1, 1, usage, e) &&
	               list_sign(&s, &l, c->args.word[0], c->today, &version, e)));
	state_close(&s);
	if (ok && show)
		tell(&l);
	else if (ok)
		printf("Liste de destinataires n° %d signée, dans « %s/%s ».\n"
		       "Sur chaque borne : branchez la clé USB, puis Espace conseiller, Destinataires.\n",
		       version, c->args.word[0], BUNDLE_FOLDER);
	return ok;
}
