/* A session's results as a row of lines that page, text and table tell each in its own way. A kind of phase adds what it
 * has (guided_tale.c, `tellers`). Private to this room. */
#ifndef ESCALE_PAPERS_GUIDED_TALE_H
#define ESCALE_PAPERS_GUIDED_TALE_H

#include "base/arena.h"
#include "papers/guided_page.h"

#define ALSO "aussi dans " /* before the boxes where a note belongs too */

enum tale_kind {
	TALE_PHASE, /* one: its title */
	TALE_BOX,   /* one: title of a box of a board; two: its question */
	TALE_GROUP, /* number: its hands; notes behind it belong to it */
	TALE_NOTE,  /* one: the words; two: "aussi dans..." or ""; number: its hands; grouped */
	TALE_SHEET, /* one: "Table 2 : Vigrou"; two: "Fiche 1" or "" */
	TALE_FIELD, /* one: its name; two: the words, "" when nothing was written */
	TALE_ASKED, /* one: a question whose counts follow; two: more about it, or "" */
	TALE_COUNT, /* one: an answer; number: of hands; of: of all; the study's per cent in study, -1 none */
	TALE_TEXT,  /* one: a sentence */
};

struct tale_line {
	enum tale_kind kind;
	const char *one, *two;
	int number, of, study;
	bool grouped;
};

struct tale {
	const struct guided_paper *paper;
	const struct guided *g;
	const struct guide_edition *edition;
	struct arena *a;
	struct tale_line *lines;
	int count, room;
};

struct tale_line *tale_add(struct tale *t, enum tale_kind kind, const char *one, const char *two);

/* guided_counts.c */
void tell_vote(struct tale *t, int phase);
void tell_barometer(struct tale *t, int phase);
void tell_profile(struct tale *t, int phase);
void tell_quiz(struct tale *t, int phase);

/* All that was produced; false: no session. Everything is in *a. */
bool tale_of(const struct guided_paper *p, struct arena *a, struct tale *t);

#endif
