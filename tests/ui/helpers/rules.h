/* The layout rules of access.md, told from rectangles alone: what a ruler would find on the glass. */
#ifndef ESCALE_TESTS_UI_RULES_H
#define ESCALE_TESTS_UI_RULES_H

#include "ui/view.h"

/* What was found wrong, as sentences; the first ones are kept, all are counted. */
struct findings {
	const char *where; /* the screen being looked at */
	char first[4000][200];
	int count;
};

void find(struct findings *f, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Every rule, on one scene of this panel. */
void check_scene(struct findings *f, const struct scene *s, const struct panel *p, bool large, bool rtl);

/* T12: the bar of `s` is where it was in `first`. */
void check_bar(struct findings *f, const struct scene *first, const struct scene *s);

void print_findings(const struct findings *f);

#endif
