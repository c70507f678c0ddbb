/* What the files of group sessions share. Private to this room. */
#ifndef ESCALE_UI_GUIDED_H
#define ESCALE_UI_GUIDED_H

#include "ui/view_staff.h"

/* The group's screen of a kind of phase, in this area (under the title and the time); one row a kind in view_guided.c. */
struct phase_view {
	void (*group)(struct draw *d, const struct phase *ph, struct rect area);
	void (*choice)(struct draw *d, const struct phase *ph); /* GUIDED_CHOICE: a page of its own; NULL: it has none */
	const char *(*under)(struct draw *d, const struct phase *ph); /* a line under the title: whose turn...; NULL */
	bool tight;    /* counts stand beside words: on 7 inches letters of the normal size, which is legible too (access.md V1) */
	bool untitled; /* what it shows has its own title: the phase's makes room */
};
extern const struct phase_view phase_views[PHASE_KIND_COUNT];

struct button guided_button(const struct draw *d, enum button_look look, const char *icon, const char *label,
			    enum guided_do what, int64_t number);
void guided_choice(struct flow *f, const char *icon, const char *label, enum guided_do what, int64_t number); /* beside */

/* Blocks as the group reads them: a picture beside them where there is room, parts without "Continuer" (the bar has it).
 * title may be NULL. buttons stand under the text. */
void group_blocks(struct draw *d, const struct prose *title, const struct block *blocks, int count,
		  const struct button *buttons, int button_count, struct rect area);
void flow_block_list(struct flow *f, const struct block *blocks, int count, enum lang lang, bool pictures);

enum lang guided_lang(const struct draw *d); /* of the guide's texts */
const char *time_left_words(const struct draw *d, long long ms); /* "Encore 12 minutes", "C'est l'heure." */

/* guided_cards.c */
void view_cards(struct draw *d, const struct phase *ph, struct rect area);
/* guided_fit.c: a screen that a group works on is tried in the size it is read in, then in smaller ones that still are
 * legible, then with fewer lines of each note: the first that stands whole is drawn. */
struct fit {
	int lines;  /* of a note, of a field */
	bool far;   /* in the size of the back row: one column, and words are not spared */
	bool last;  /* nothing smaller: drawn whatever comes */
};
void fit_put(struct draw *d, const struct phase *ph, struct rect area,
	     bool (*put)(struct draw *d, const struct phase *ph, struct rect area, struct fit fit));
bool flow_stands(const struct flow *f, int room_px); /* is each piece, with the title over it, lower than a part? */
bool flow_put_whole(struct draw *d, struct flow *f, struct rect area, struct fit fit); /* bare parts; false: it does not fit */
/* A name and buttons at the end of its line, or under it where its words would be torn; false: it takes more than half. */
bool put_head(struct draw *d, const char *name, enum lang lang, const struct button *b, int n, struct rect *area, struct fit fit);
/* As many whole words as stand on so many lines. */
const char *cut_to_lines(struct draw *d, const char *text, const struct say *how, int width, int lines);
/* guided_board.c, guided_sheets.c */
void view_board(struct draw *d, const struct phase *ph, struct rect area);
void view_board_note(struct draw *d, const struct phase *ph);
const char *view_board_round(struct draw *d, const struct phase *ph);
void view_sheets(struct draw *d, const struct phase *ph, struct rect area);
void view_sheets_choice(struct draw *d, const struct phase *ph);
/* guided_typing.c: the keyboard over an entry */
void view_guided_typing(struct draw *d);
/* guided_vote.c, guided_barometer.c, guided_profile.c, guided_quiz.c, guided_modules.c */
void view_vote(struct draw *d, const struct phase *ph, struct rect area);
const char *vote_under(struct draw *d, const struct phase *ph);
void view_count_choice(struct draw *d, const struct phase *ph);
void view_barometer(struct draw *d, const struct phase *ph, struct rect area);
const char *barometer_under(struct draw *d, const struct phase *ph);
void view_profile(struct draw *d, const struct phase *ph, struct rect area);
void view_quiz(struct draw *d, const struct phase *ph, struct rect area);
const char *course_under(struct draw *d, const struct phase *ph);
void view_modules(struct draw *d, const struct phase *ph, struct rect area);
/* guided_pages.c: the conseiller's own pages */
void view_guided_list(struct draw *d, struct flow *f);
void view_guided_ready(struct draw *d, struct flow *f);
struct button view_guided_start(const struct draw *d); /* what that page leads to */
void view_guided_tools(struct draw *d, struct flow *f);
void view_guided_notes(struct draw *d, struct flow *f);
void view_guided_plan(struct draw *d, struct flow *f);
void view_guided_help(struct draw *d, struct flow *f);
void view_guided_close(struct draw *d, struct flow *f);
void view_guided_given(struct draw *d, struct flow *f);
void view_guided_wipe(struct draw *d, struct flow *f);
void view_guided_clean(struct draw *d, struct flow *f);

#endif
