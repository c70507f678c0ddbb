/* The screens of one file while they are being read: shared by screens.c (which screen), answers.c (what it asks) and
 * kind_X.c. Private to this room. */
#ifndef ESCALE_CONTENT_BUILDER_H
#define ESCALE_CONTENT_BUILDER_H

#include "content/blocks.h"
#include "content/glossary.h"
#include "content/kinds.h"
#include "content/pack.h"
#include "content/sources.h"

enum { SCREEN_WAYS_MAX = 4 };

/* The screen being read, with room for the most it may hold. */
struct builder {
	struct draft *d;
	int body_line; /* the line of the file before cmark's line 1 */
	struct screen screens[MODULE_SCREENS_MAX];
	int screen_count;
	struct bibliography sources;
	struct screen *screen; /* NULL before the first heading */
	struct screen extra_screen; /* past the most: read for its mistakes, then forgotten */
	bool named, known;     /* a comment stands under the heading; it says what the screen is */
	bool refused;          /* something here was refused: that what remains is too little is no news */
	struct mentions mentions;
	struct blocks page;
	bool many_told;
	struct answer answers[SCREEN_ANSWERS_MAX], extra_answer;
	struct prose boxes[SCREEN_BOXES_MAX];
	int answer_total; /* also those that have no room */
	bool answers_done;
	struct jump {
		const char *to; /* id */
		struct place at;
	} jumps[MODULE_SCREENS_MAX][SCREEN_WAYS_MAX]; /* SCREEN_SCENARIO: where each answer leads */
	bool torn[MODULE_SCREENS_MAX]; /* SCREEN_SCENARIO: a choice was refused; what follows from it is no news */
	struct place early_quote; /* an explanation before the answers; line 0: none */
};

/* A mistake in the current screen at this node. */
#define refuse(b, n, ...) \
	((b)->refused = true, draft_mistake((b)->d, place_of((b)->d, (b)->body_line, n).line, \
					    place_of((b)->d, (b)->body_line, n).column, __VA_ARGS__))

static inline bool builder_asks(const struct builder *b)
{
	return kind_rules[b->screen->kind].asks;
}

/* The text of a paragraph under the current screen's rules. */
struct prose builder_text(struct builder *b, cmark_node *paragraph);

/* "de 2 à 4", or "2". */
const char *builder_range(struct draft *d, int least, int most);

/* screens.c: what a screen shows, and where its facts come from */
void screens_list(struct builder *b, cmark_node *list);
void screens_sources(struct builder *b, cmark_node *list);

/* answers.c */
void answers_list(struct builder *b, cmark_node *list);
void answers_quote(struct builder *b, cmark_node *quote);
struct answer *answers_new(struct builder *b, cmark_node *item); /* never NULL: past the most, one that is forgotten */
void answers_feedback(struct builder *b, cmark_node *text, struct answer *a); /* the quotation behind its text, if any */
void answers_check(struct builder *b); /* when the question is complete */

/* kind_survey.c */
void survey_list(struct builder *b, cmark_node *list);
void survey_check(struct builder *b);
/* kind_X.c: what only that kind reads */
void true_false_check(struct builder *b);
void sort_list(struct builder *b, cmark_node *list);
void sort_check(struct builder *b);
void sort_compare(const struct screen *french, const struct screen *other, struct draft *d);
void order_list(struct builder *b, cmark_node *list);
void order_check(struct builder *b);
void calculate_table(struct builder *b, cmark_node *table);
void calculate_list(struct builder *b, cmark_node *list);
void calculate_result(struct builder *b, cmark_node *paragraph); /* behind the table */
void calculate_check(struct builder *b);
void calculate_compare(const struct screen *french, const struct screen *other, struct draft *d);
void estimate_table(struct builder *b, cmark_node *table);
void estimate_list(struct builder *b, cmark_node *list);
void estimate_check(struct builder *b);
void estimate_compare(const struct screen *french, const struct screen *other, struct draft *d);
void clues_list(struct builder *b, cmark_node *list);
void clues_check(struct builder *b);
void clues_compare(const struct screen *french, const struct screen *other, struct draft *d);

/* kind_gestures.c */
void gestures_list(struct builder *b, cmark_node *list);
void gestures_check(struct builder *b);

/* kind_scenario.c */
void scenario_list(struct builder *b, cmark_node *list);
void scenario_check(struct builder *b);
void scenario_compare(const struct screen *french, const struct screen *other, struct draft *d);
void scenario_check_all(struct builder *b); /* when every screen is known */

#endif
