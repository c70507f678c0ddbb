/* The subjects under which conseillers report their work in La Coop de la médiation numérique. */
#ifndef ESCALE_CONTENT_THEMES_H
#define ESCALE_CONTENT_THEMES_H

#include "base/str.h"

struct theme {
	const char *code, *label;
};

/* inclusion-numerique/coop-mediation-numerique at 46aa33b (2026-06-30), enum Thematique; NULL-terminated. */
extern const struct theme theme_table[];

/* NULL when there is no such code. */
const struct theme *theme_find(struct str code);

/* The code that looks most like this one, for "did you mean"; NULL when none does. */
const struct theme *theme_nearest(struct str code);

#endif
