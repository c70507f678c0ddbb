/* The baromètre de l'innovation numérique (CNAM, 2017) made into rules that always give the same answer: the study's own
 * descriptions contradict each other in places, and say nothing of most collectivités. A profile is no mark; there is no
 * order between them, and most answers match none. Pure. */
#ifndef ESCALE_SESSION_BAROMETER_H
#define ESCALE_SESSION_BAROMETER_H

#include <stdbool.h>

#include "content/guide.h"
#include "content/profile.h"

struct guided;

/* What the rules look at. "Envisagé", "en création", "prévu" count as no: only the first answer of a line is a yes. */
struct barometer {
	int ongoing;  /* N: of the twelve axes */
	int beyond;   /* H: of those, not open data, THD or dématérialisation, which the law asks for */
	int planned;  /* E: axes that are planned */
	int posts;    /* P: of the eight that are not CIL or DPD */
	bool officer; /* D: CIL or DPD */
	bool plan, elected, evaluated;
	int channels; /* C: 0 none, 1 top-down, 2 and networks, 3 and participation: the highest level without a gap */
};

enum criterion { CRITERION_PLAN, CRITERION_ELECTED, CRITERION_AXES, CRITERION_POSTS, CRITERION_EVALUATION, CRITERION_CHANNELS,
		 CRITERION_COUNT };

enum { BAROMETER_STUDY = 2017, PROFILE_NEAR = 4 /* criteria met, at least, to be called near */ };

/* Bits of the criteria that are not met; 0: this is the profile. */
unsigned profile_differs(enum profile, const struct barometer *);

/* The card of a phase "profil" that describes it; never NULL (an empty one where the loader let none pass). */
const struct card *profile_card(const struct phase *, enum profile);

struct nearest {
	int count;  /* 0: none; more than one: they are equally near, all are shown */
	int met;    /* criteria met, of CRITERION_COUNT; that many: it is the profile itself */
	enum profile profiles[PROFILE_NONE];
};
struct nearest barometer_nearest(const struct barometer *);

/* The answers of the barometer phases of a guide up to this phase; *unanswered: lines that count as no. */
struct barometer barometer_read(const struct guided *, const struct guide_edition *, int phase, int *lines, int *unanswered);

/* French sentences (content/words.h, F_): what the profile has, and what there is here beside it, with {1} and {2} for the
 * numbers. */
const char *profile_wants(enum profile, enum criterion);
const char *barometer_here(const struct barometer *, enum profile, enum criterion, int *one, int *two);

/* The way a profile is told: "none" is no bad mark, and nobody is ranked. */
extern const char *const barometer_sentences[2];

#endif
