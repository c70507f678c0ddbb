/* A translated guide has the structure of the French one. */
#include <string.h>

#include "content/compare.h"
#include "content/guide.h"

static int find(const struct guide_edition *e, const char *id)
{
	for (int i = 0; i < e->phase_count; i++)
		if (id[0] && strcmp(e->phases[i].id, id) == 0)
			return i;
	return -1;
}

/* How two phases differ in a number that both say. */
static void compare_number(const struct phase *french, const struct phase *other, int here, int there, const char *what,
			   struct draft *d)
{
	if (here != there)
		draft_mistake(d, other->line, 1, "« %s » a %d %s ici et %d dans fr.md (ligne %d).", other->id, here, what, there,
			      french->line);
}

static void compare_cards(const struct phase *french, const struct phase *other, struct draft *d)
{
	compare_number(french, other, other->card_count, french->card_count, "cartes", d);
	for (int i = 0; french->card_count == other->card_count && i < french->card_count; i++) {
		const struct card *a = &french->cards[i], *b = &other->cards[i];
		if (strcmp(a->id, b->id) != 0)
			draft_mistake(d, b->line, 1, "La carte n° %d de « %s » s'appelle « %s » ici et « %s » dans fr.md (ligne %d).",
				      i + 1, other->id, b->id, a->id, a->line);
		else if (a->deck != b->deck)
			draft_mistake(d, b->line, 1, "« %s » ne se choisit pas parmi les mêmes cartes dans fr.md (ligne %d).", b->id,
				      a->line);
		else if ((a->back_count > 0) != (b->back_count > 0))
			draft_mistake(d, b->line, 1, "La carte « %s » %s dos ici, %s dans fr.md (ligne %d).", b->id,
				      b->back_count ? "a un" : "n'a pas de", a->back_count ? "elle en a un" : "pas", a->line);
	}
}

static void compare_axes(const struct phase *french, const struct phase *other, struct draft *d)
{
	compare_number(french, other, other->axis_count, french->axis_count, "lignes", d);
	for (int i = 0; french->axis_count == other->axis_count && i < french->axis_count; i++) {
		const struct axis *a = &french->axes[i], *b = &other->axes[i];
		if (strcmp(a->id, b->id) != 0)
			draft_mistake(d, b->line, 1, "La ligne n° %d de « %s » s'appelle « %s » ici et « %s » dans fr.md (ligne %d).",
				      i + 1, other->id, b->id, a->id, a->line);
		else if (memcmp(a->study, b->study, sizeof a->study) != 0)
			draft_mistake(d, b->line, 1, "Les chiffres de « %s » ne sont pas ceux de fr.md (ligne %d).", b->id, a->line);
	}
}

static bool same_module(const struct phase *a, const struct phase *b)
{
	return (!a->module && !b->module) || (a->module && b->module && strcmp(a->module, b->module) == 0);
}

static void compare_phase(const struct phase *french, const struct phase *other, struct draft *d)
{
	if (french->kind != other->kind) {
		draft_mistake(d, other->line, 1, "« %s » est « %s » ici et « %s » dans fr.md (ligne %d).", other->id,
			      phase_kind_names[other->kind], phase_kind_names[french->kind], french->line);
		return;
	}
	compare_number(french, other, other->minutes, french->minutes, "min", d);
	compare_number(french, other, other->sheets, french->sheets, "fiches par table", d);
	compare_number(french, other, other->rounds, french->rounds, "rondes", d);
	compare_number(french, other, other->option_count, french->option_count, "réponses", d);
	if (french->subject != other->subject || !same_module(french, other))
		draft_mistake(d, other->line, 1, "« %s » ne nomme pas %s que dans fr.md (ligne %d).", other->id,
			      french->subject != other->subject ? "le même sujet" : "le même module", french->line);
	compare_cards(french, other, d);
	compare_axes(french, other, d);
}

/* Phases that only one of the two has, then order; told once: what follows a moved phase is shifted too. */
static void compare_phases(const struct guide_edition *french, const struct guide_edition *other, struct draft *d)
{
	int rank = 0;
	bool moved = false;
	for (int i = 0; i < french->phase_count; i++) {
		const struct phase *ph = &french->phases[i];
		if (ph->id[0] && find(other, ph->id) < 0)
			draft_mistake(d, d->line_count, 1, "Il manque l'étape « %s: %s » de fr.md (ligne %d).",
				      phase_kind_names[ph->kind], ph->id, ph->line);
	}
	for (int i = 0; i < other->phase_count; i++) {
		const struct phase *ph = &other->phases[i];
		int same = find(french, ph->id);
		if (same < 0) {
			if (ph->id[0])
				draft_mistake(d, ph->line, 1,
					      "L'étape « %s » n'est pas dans fr.md. Ajoutez-la là-bas ou retirez-la ici.", ph->id);
			continue;
		}
		while (rank < french->phase_count && find(other, french->phases[rank].id) < 0)
			rank++;
		if (!moved && same != rank) {
			moved = true;
			draft_mistake(d, ph->line, 1, "L'étape « %s » n'est pas à la même place que dans fr.md (ligne %d).", ph->id,
				      french->phases[same].line);
		}
		rank++;
		compare_phase(&french->phases[same], ph, d);
	}
}

void compare_guides(const struct guide_edition *french, const struct front *french_front, const struct guide_edition *other,
		    const struct front *other_front, struct draft *d)
{
	compare_fronts(french_front, other_front, d);
	compare_phases(french, other, d);
}
