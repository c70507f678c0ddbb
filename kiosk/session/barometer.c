#include "session/barometer.h"

#include <string.h>

#include "content/words.h"
#include "session/guided.h"

const char *const barometer_sentences[2] = {
	F_("Votre collectivité ne correspond à aucun profil-type."),
	F_("Ce n’est pas une mauvaise note : ce baromètre n’est pas un classement."),
};

/* ---- the rules ------------------------------------------------------------------------------------------------------------- */

static const struct {
	bool plan, elected, evaluated;
	int channels_least, channels_most;
} wanted[PROFILE_NONE] = {
	[PROFILE_SYSTEMIC] = { true, true, true, 3, 3 },
	[PROFILE_SCOUT] = { true, true, false, 3, 3 },
	[PROFILE_ENTREPRENEUR] = { true, true, false, 2, 2 },
	[PROFILE_EXPLORER] = { false, false, false, 0, 1 },
	[PROFILE_OBSERVER] = { false, false, false, 1, 1 },
};

static bool axes_match(enum profile p, const struct barometer *b)
{
	switch (p) {
	case PROFILE_ENTREPRENEUR: return b->ongoing >= 1 && b->beyond == 0;
	case PROFILE_EXPLORER: return b->beyond >= 1;
	case PROFILE_OBSERVER: return b->ongoing >= 1 && b->ongoing <= 2 && b->planned == 0;
	default: return b->ongoing >= 6;
	}
}

static bool posts_match(enum profile p, const struct barometer *b)
{
	switch (p) {
	case PROFILE_ENTREPRENEUR: return b->posts == 0 && b->officer;
	case PROFILE_OBSERVER: return b->posts == 0; /* everybody has a DPD since 2018: it says nothing any more */
	default: return b->posts >= 1;
	}
}

unsigned profile_differs(enum profile p, const struct barometer *b)
{
	const bool met[CRITERION_COUNT] = {
		[CRITERION_PLAN] = b->plan == wanted[p].plan,
		[CRITERION_ELECTED] = b->elected == wanted[p].elected,
		[CRITERION_AXES] = axes_match(p, b),
		[CRITERION_POSTS] = posts_match(p, b),
		[CRITERION_EVALUATION] = b->evaluated == wanted[p].evaluated,
		[CRITERION_CHANNELS] = b->channels >= wanted[p].channels_least && b->channels <= wanted[p].channels_most,
	};
	unsigned differs = 0;
	for (int i = 0; i < CRITERION_COUNT; i++)
		differs |= (met[i] ? 0U : 1U) << i;
	return differs;
}

struct nearest barometer_nearest(const struct barometer *b)
{
	struct nearest n = { 0 };
	for (int p = 0; p < PROFILE_NONE; p++) {
		unsigned differs = profile_differs((enum profile)p, b);
		int met = CRITERION_COUNT - __builtin_popcount(differs);
		if (met < PROFILE_NEAR || met < n.met)
			continue;
		if (met > n.met)
			n = (struct nearest){ .met = met };
		n.profiles[n.count++] = (enum profile)p;
	}
	return n;
}

/* ---- from the answers -------------------------------------------------------------------------------------------------------- */

static bool is_one_of(const char *id, const char *const *ids, int count)
{
	for (int i = 0; i < count; i++)
		if (strcmp(id, ids[i]) == 0)
			return true;
	return false;
}

enum {
	LEGAL_AXES = 3, /* of profile_axes: open data, THD, dématérialisation */
	OFFICERS = 2,   /* at the end of profile_posts: DPD, CIL */
};

struct lines {
	bool informs, networks, participates;
};

static void read_line(struct barometer *b, struct lines *l, const char *id, int answer)
{
	bool yes = answer == 0;
	if (is_one_of(id, profile_axes, PROFILE_AXES)) {
		b->ongoing += yes;
		b->beyond += yes && !is_one_of(id, profile_axes, LEGAL_AXES);
		b->planned += answer == 1;
	} else if (is_one_of(id, profile_posts, PROFILE_POSTS - OFFICERS)) {
		b->posts += yes;
	} else if (is_one_of(id, profile_posts, PROFILE_POSTS)) {
		b->officer = b->officer || yes;
	} else if (strcmp(id, "plan") == 0) {
		b->plan = yes;
	} else if (strcmp(id, "elu") == 0) {
		b->elected = yes;
	} else if (strcmp(id, "evaluation") == 0) {
		b->evaluated = yes;
	} else if (strcmp(id, "communication-descendante") == 0) {
		l->informs = yes;
	} else if (strcmp(id, "reseaux") == 0) {
		l->networks = yes;
	} else if (strcmp(id, "participatif") == 0) {
		l->participates = yes;
	}
}

struct barometer barometer_read(const struct guided *g, const struct guide_edition *ed, int phase, int *lines, int *unanswered)
{
	struct barometer b = { 0 };
	struct lines l = { 0 };
	*lines = *unanswered = 0;
	for (int i = 0; i < phase && i < ed->phase_count; i++) {
		const struct phase *ph = &ed->phases[i];
		int row = ph->kind == PHASE_BAROMETER ? barometer_row(ed, i) : -1;
		for (int j = 0; row >= 0 && j < ph->axis_count && j < PHASE_AXES_MAX; j++) {
			int answer = g->answers[row][j];
			++*lines;
			*unanswered += answer < 0;
			read_line(&b, &l, ph->axes[j].id, answer);
		}
	}
	b.channels = !l.informs ? 0 : !l.networks ? 1 : !l.participates ? 2 : 3;
	return b;
}

/* ---- in words ---------------------------------------------------------------------------------------------------------------- */

const char *profile_wants(enum profile p, enum criterion c)
{
	static const char *const axes[PROFILE_NONE] = {
		[PROFILE_SYSTEMIC] = F_("6 axes en cours, ou plus."),
		[PROFILE_SCOUT] = F_("6 axes en cours, ou plus."),
		[PROFILE_ENTREPRENEUR] = F_("Seulement des axes que la loi demande : données, très haut débit, démarches."),
		[PROFILE_EXPLORER] = F_("Au moins un axe que la loi ne demande pas."),
		[PROFILE_OBSERVER] = F_("1 ou 2 axes en cours, aucun envisagé."),
	};
	static const char *const posts[PROFILE_NONE] = {
		[PROFILE_SYSTEMIC] = F_("Au moins un métier du numérique."),
		[PROFILE_SCOUT] = F_("Au moins un métier du numérique."),
		[PROFILE_ENTREPRENEUR] = F_("Pour tout métier, un CIL ou un DPD."),
		[PROFILE_EXPLORER] = F_("Au moins un métier du numérique."),
		[PROFILE_OBSERVER] = F_("Aucun métier du numérique."),
	};
	static const char *const channels[PROFILE_NONE] = {
		[PROFILE_SYSTEMIC] = F_("On informe, on répond en ligne, on fait participer."),
		[PROFILE_SCOUT] = F_("On informe, on répond en ligne, on fait participer."),
		[PROFILE_ENTREPRENEUR] = F_("On informe, on répond en ligne, sans plus."),
		[PROFILE_EXPLORER] = F_("On informe, ou même pas."),
		[PROFILE_OBSERVER] = F_("On informe, sans plus."),
	};
	switch (c) {
	case CRITERION_PLAN: return wanted[p].plan ? F_("Un plan numérique écrit.") : F_("Pas de plan numérique écrit.");
	case CRITERION_ELECTED: return wanted[p].elected ? F_("Un élu chargé du numérique.") : F_("Pas d’élu chargé du numérique.");
	case CRITERION_AXES: return axes[p];
	case CRITERION_POSTS: return posts[p];
	case CRITERION_EVALUATION: return wanted[p].evaluated ? F_("Les résultats sont mesurés.") : F_("Les résultats ne sont pas mesurés.");
	default: return channels[p];
	}
}

const char *barometer_here(const struct barometer *b, enum profile p, enum criterion c, int *one, int *two)
{
	static const char *const channels[] = {
		F_("Ici : pas de site ni de lettre."),
		F_("Ici : on informe."),
		F_("Ici : on informe, on répond en ligne."),
		F_("Ici : on informe, on répond, on fait participer."),
	};
	*one = *two = 0;
	switch (c) {
	case CRITERION_PLAN: return b->plan ? F_("Ici : un plan écrit.") : F_("Ici : pas de plan écrit.");
	case CRITERION_ELECTED: return b->elected ? F_("Ici : un élu.") : F_("Ici : pas d’élu.");
	case CRITERION_AXES:
		*one = b->ongoing;
		*two = p == PROFILE_OBSERVER ? b->planned : b->beyond;
		return p == PROFILE_OBSERVER ? F_("Ici : {1} en cours, {2} envisagés.")
		     : p == PROFILE_ENTREPRENEUR || p == PROFILE_EXPLORER
			     ? F_("Ici : {1} en cours, dont {2} que la loi ne demande pas.")
			     : F_("Ici : {1} en cours.");
	case CRITERION_POSTS:
		*one = b->posts;
		return b->officer ? F_("Ici : métiers du numérique : {1}, et un CIL ou un DPD.") : F_("Ici : métiers du numérique : {1}.");
	case CRITERION_EVALUATION: return b->evaluated ? F_("Ici : ils sont mesurés.") : F_("Ici : ils ne sont pas mesurés.");
	default: return channels[b->channels];
	}
}

const struct card *profile_card(const struct phase *ph, enum profile p)
{
	static const struct card none = { .id = "", .title = { .text = "" } };
	for (int i = 0; i < ph->card_count; i++)
		if (strcmp(ph->cards[i].id, profile_ids[p]) == 0)
			return &ph->cards[i];
	return &none;
}
