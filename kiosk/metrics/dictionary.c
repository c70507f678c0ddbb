/* The dictionary as a page that people read. Every word of a row comes from fact_table. */
#include "metrics/fact.h"

static const char *const keep_fr[] = {
	[KEEP_EACH] = "les premiers",
	[KEEP_DIFFERENT] = "les premiers, tous différents",
	[KEEP_FIRST] = "le premier",
	[KEEP_LAST] = "le dernier",
	[KEEP_RANDOM] = "un au hasard",
};

static void print_value(struct buf *out, const struct value_rule *r)
{
	buf_printf(out, "%s : ", r->name_fr);
	switch (r->type) {
	case VALUE_ID: buf_puts(out, "identifiant public du contenu"); break;
	case VALUE_COMMUNE: buf_puts(out, "code Insee"); break;
	case VALUE_CHOICE:
		for (const struct value_choice *c = r->choices; c->id; c++)
			buf_printf(out, "%s`%s` %s", c == r->choices ? "" : ", ", c->id, c->fr);
	}
}

static void print_limit(struct buf *out, const struct fact_rule *r)
{
	if (r == &fact_table[FACT_DECOY])
		buf_puts(out, "jusqu'à un multiple de 16");
	else if (r->per_visit == 0)
		buf_puts(out, "hors visite");
	else
		buf_printf(out, "%d (%s)", r->per_visit, keep_fr[r->keep]);
}

void fact_dictionary(struct buf *out)
{
	buf_puts(out, "# Ce que la borne note : le dictionnaire " FACTS_FORMAT "\n\n"
		      "Cette page est faite par le programme, à partir de la table dont il se sert. Ne la modifiez pas "
		      "à la main.\n\n"
		      "Un fait est une ligne anonyme. Chaque fait est scellé seul, puis mélangé aux autres. Il ne "
		      "contient ni nom, ni heure, ni numéro de borne. Rien ne relie deux faits d'une même visite. "
		      "Toute ligne hors de ce dictionnaire est refusée. Une valeur nouvelle demande une "
		      "nouvelle version du dictionnaire, avec son but et sa date de fin.\n\n"
		      "| fait | valeurs | par visite | à quelle question il répond | pourquoi il ne désigne personne |\n"
		      "|---|---|---|---|---|\n");
	for (int k = 0; k < FACT_KIND_COUNT; k++) {
		const struct fact_rule *r = &fact_table[k];
		buf_printf(out, "| `%s` %s | ", r->name, r->name_fr);
		for (int i = 0; i < r->value_count; i++) {
			if (i)
				buf_puts(out, " ; ");
			print_value(out, &r->values[i]);
		}
		buf_puts(out, r->value_count ? " | " : "aucune | ");
		print_limit(out, r);
		buf_printf(out, " | %s | %s |\n", r->question_fr, r->why_fr);
	}
}
