/* What one phase asks of another: decks that are named, lines that a profile looks at. */
#include <string.h>

#include "content/guide_builder.h"
#include "content/profile.h"

const char *const profile_ids[PROFILE_COUNT] = {
	[PROFILE_SYSTEMIC] = "systemique", [PROFILE_SCOUT] = "eclaireur",      [PROFILE_ENTREPRENEUR] = "entrepreneur",
	[PROFILE_EXPLORER] = "explorateur", [PROFILE_OBSERVER] = "observateur", [PROFILE_NONE] = "aucun",
};

const char *const profile_axes[PROFILE_AXES] = { "open-data",   "thd",         "demat",         "smart-city",
						 "big-data",    "incubateur",  "e-inclusion",   "e-democratie",
						 "collaborative", "open-innovation", "cloud", "protection" };

const char *const profile_posts[PROFILE_POSTS] = { "cdo",         "open-gov",         "data-scientist", "datavisualisation",
						   "poste-smart-city", "smart-grids", "poste-innovation", "securite",
						   "dpd",         "cil" };

const char *const profile_governance[PROFILE_GOVERNANCE] = { "plan",    "elu",     "evaluation", "communication-descendante",
							     "reseaux", "participatif" };

void guide_refer(struct guide_builder *b, int card, struct str id, struct place at)
{
	if (guide_current(b) < 0 || b->reference_count == GUIDE_REFERENCES_MAX || (card >= 0 && b->card == &b->extra_card))
		return;
	b->references[b->reference_count++] =
		(struct guide_reference){ guide_current(b), card, arena_strndup(b->d->scratch, id.s, id.n), at };
}

static int find_phase(const struct guide_builder *b, const char *id)
{
	for (int i = 0; i < b->phase_count; i++)
		if (b->phases[i].id[0] && strcmp(b->phases[i].id, id) == 0)
			return i;
	return -1;
}

static void resolve(struct guide_builder *b, const struct guide_reference *r)
{
	int deck = find_phase(b, r->id);
	if (deck < 0)
		draft_mistake(b->d, r->at.line, r->at.column,
			      "Il n'y a pas d'étape <!-- cartes: %.40s --> dans cette séance. Ajoutez-la, ou corrigez ce nom.",
			      r->id);
	else if (b->phases[deck].kind != PHASE_CARDS)
		draft_mistake(b->d, r->at.line, r->at.column, "« %s » est une étape « %s » (ligne %d). Il faut ici une étape « cartes ».",
			      r->id, phase_kind_names[b->phases[deck].kind], b->phases[deck].line);
	else if (r->card >= 0 && b->phases[deck].card_count > GUIDE_CHOICE_MAX)
		draft_mistake(b->d, r->at.line, r->at.column, "« %s » a %d cartes. Un champ se choisit parmi %d au plus.", r->id,
			      b->phases[deck].card_count, GUIDE_CHOICE_MAX);
	else if (r->card < 0)
		b->phases[r->phase].subject = (short)deck;
	else
		b->kept_cards[r->phase][r->card].deck = (short)deck;
}

static bool has_axis(const struct guide_builder *b, int before, const char *id)
{
	for (int p = 0; p < before; p++)
		for (int i = 0; i < b->phases[p].axis_count; i++)
			if (strcmp(b->phases[p].axes[i].id, id) == 0)
				return true;
	return false;
}

static void check_profile(struct guide_builder *b, int phase)
{
	static const struct {
		const char *const *ids;
		int count;
	} needed[] = { { profile_axes, PROFILE_AXES }, { profile_posts, PROFILE_POSTS }, { profile_governance, PROFILE_GOVERNANCE } };
	for (int n = 0; n < 3; n++)
		for (int i = 0; i < needed[n].count; i++)
			if (!has_axis(b, phase, needed[n].ids[i]))
				draft_mistake(b->d, b->phases[phase].line, 1,
					      "Le profil a besoin de la ligne « %s », dans un baromètre placé avant lui.",
					      needed[n].ids[i]);
}

void guide_links_check(struct guide_builder *b)
{
	for (int i = 0; i < b->reference_count; i++)
		resolve(b, &b->references[i]);
	for (int i = 0; i < b->phase_count; i++)
		if (b->phases[i].kind == PHASE_PROFILE)
			check_profile(b, i);
}
