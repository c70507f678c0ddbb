/* What each kind of phase does with a touch: one row a kind, in the order of enum phase_kind. guided.c knows the way from
 * phase to phase; a file a kind knows what happens inside one. Private to this room. */
#ifndef ESCALE_SESSION_PHASES_H
#define ESCALE_SESSION_PHASES_H

#include "session/internal.h"

struct phase_rule {
	/* The phase is shown, from its beginning; round, card, turned... are 0 already. NULL: nothing more. */
	void (*begin)(struct turn *t, const struct phase *ph);
	/* "Suivant", "Retour" on the group's screen; false: they leave the phase. NULL: they always do. */
	bool (*onward)(struct turn *t, const struct phase *ph);
	bool (*backward)(struct turn *t, const struct phase *ph);
	/* A message that may be for this kind, on any page of the session; false: it was not. */
	bool (*update)(struct turn *t, const struct phase *ph);
	/* In how many pieces its time is cut; NULL: one. */
	int (*rounds)(const struct guided *g, const struct phase *ph);
	/* Of its time, what the part that is shown has, ms; NULL: the phase's minutes among its rounds. */
	long long (*share_ms)(const struct guided *g, const struct phase *ph);
};

extern const struct phase_rule phase_rules[PHASE_KIND_COUNT];

/* guided.c */
void guided_shown(struct turn *t);                      /* the screen changed: first part; spoken when the voice is on */
void guided_to(struct turn *t, enum guided_page page);  /* to a page, from its first part */
void guided_kept(struct turn *t);                       /* what was just changed must outlive a power cut */
void guided_round(struct turn *t, int round);           /* to this round, with its whole time */

/* guided_timer.c */
void timer_begin(struct guided *g, long long ms, long long now_ms); /* set, waiting for the first touch; 0: none */
void timer_toggle(struct guided *g, long long now_ms);
void timer_more(struct guided *g, long long ms, long long now_ms);
void timer_look(struct turn *t);                       /* at each message: time goes by, and its end is told */
long long timer_deadline(const struct timer *t);       /* -1: none */

/* guided_entries.c: what the group wrote, in the order in which it was written */
int entry_free(const struct guided *g);                    /* how many more there may be */
struct entry *entry_new(struct guided *g);                 /* zeroed, the last one; NULL: full */
void entry_drop(struct guided *g, int entry);              /* the later ones move up: indices change */
bool entry_is(const struct guided *g, int64_t entry);      /* of the phase that is shown */
void entry_ungroup(struct guided *g, int entry);           /* out of its group, which ends when one is left */

/* guided_typing.c: the keyboard over an entry (-1: a new one of this place) */
void typing_open(struct turn *t, int entry, int box, int table, int sheet);
bool typing_update(struct turn *t);
bool typing_valid(const struct guided *g);             /* what was kept of a note that was being written */

/* guided_cards.c, guided_turns.c... */
void cards_begin(struct turn *t, const struct phase *ph);
bool cards_onward(struct turn *t, const struct phase *ph);
bool cards_backward(struct turn *t, const struct phase *ph);
bool cards_update(struct turn *t, const struct phase *ph);
bool turns_onward(struct turn *t, const struct phase *ph);
bool turns_backward(struct turn *t, const struct phase *ph);
int turns_rounds(const struct guided *g, const struct phase *ph);
void board_begin(struct turn *t, const struct phase *ph);
bool board_onward(struct turn *t, const struct phase *ph);
bool board_backward(struct turn *t, const struct phase *ph);
bool board_update(struct turn *t, const struct phase *ph);
void sheets_begin(struct turn *t, const struct phase *ph);
bool sheets_onward(struct turn *t, const struct phase *ph);
bool sheets_backward(struct turn *t, const struct phase *ph);
bool sheets_update(struct turn *t, const struct phase *ph);
bool vote_update(struct turn *t, const struct phase *ph);
void barometer_begin(struct turn *t, const struct phase *ph);
bool barometer_onward(struct turn *t, const struct phase *ph);
bool barometer_backward(struct turn *t, const struct phase *ph);
bool barometer_update(struct turn *t, const struct phase *ph);
void quiz_begin(struct turn *t, const struct phase *ph);
bool quiz_onward(struct turn *t, const struct phase *ph);
bool quiz_backward(struct turn *t, const struct phase *ph);
bool quiz_update(struct turn *t, const struct phase *ph);
void modules_begin(struct turn *t, const struct phase *ph);
bool modules_onward(struct turn *t, const struct phase *ph);
bool modules_backward(struct turn *t, const struct phase *ph);
bool modules_update(struct turn *t, const struct phase *ph);
long long modules_share_ms(const struct guided *g, const struct phase *ph);

/* guided_ballots.c: hands and printed cards, whatever the question is */
enum { CHOICE_EMPTY = 1 /* guided.detail: shall the counts be wiped? */ };
bool ballots_update(struct turn *t);
struct ballot *ballot_of(struct guided *g, const struct asked *q, bool teams); /* made when there is none; NULL: full */
void ballot_tidy(struct ballot *b); /* one that counts nothing gives its place back */

/* guided_quiz.c, shared with guided_modules.c */
void course_to(struct turn *t, int step);
bool course_onward(struct turn *t);  /* reveals, then goes on; false: the way has ended */
bool course_backward(struct turn *t); /* false: it stands at the first step */
bool course_update(struct turn *t);

#endif
