/* A panel to look at, and what its ruler found: the shipped fonts, the contents, every scene of a tour. */
#ifndef ESCALE_TESTS_UI_GLASS_H
#define ESCALE_TESTS_UI_GLASS_H

#include <criterion/parameterized.h>

#include "platform/fonts.h"
#include "ui/helpers/rules.h"
#include "ui/tour.h"

enum { PANELS = 6 };
extern const char *const panel_names[PANELS];

struct glass {
	char panel[32];
	int lang;
	bool large;
	bool kinds; /* the contents that have every kind of activity, not the shipped ones */
};

/* A parameter of a test for each panel in both sizes, in French. */
struct criterion_test_params every_glass(void);
void free_glasses(struct criterion_test_params *);

struct look_at {
	struct panel panel;
	struct arena memory;
	struct pack pack;
	struct fonts *fonts;
	struct tour walk;
	struct findings found;
};

/* Ready to walk; see() gets context. A test fails where anything is missing. */
void look_at(struct look_at *l, const struct glass *g, void (*see)(struct tour *, const char *, void *), void *context);

/* Says what was found, and fails if something was, or if fewer than at_least screens were seen; what: the head of the findings. */
void judge(const struct look_at *l, const struct glass *g, const char *what, int at_least);

void look_away(struct look_at *l);

#endif
