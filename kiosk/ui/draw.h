/* What the views are made of: a page in logical left-to-right coordinates, mirrored once at the end for languages
 * written from right to left, so that no view thinks of it. Shared by the files of this room only. */
#ifndef ESCALE_UI_DRAW_H
#define ESCALE_UI_DRAW_H

#include "ui/view.h"

struct draw {
	const struct session *s;
	const struct pack *p;
	const struct look *look;
	struct arena *a;
	struct scene *out;
	struct sizes z;
	enum lang lang; /* of the interface */
	bool rtl;
	struct rect body; /* between the margins, without the bar */
};

/* How a piece of text looks. */
struct say {
	int px;
	bool bold;
	enum ink ink;
	enum align align;
	enum lang lang; /* of the text itself: its direction and its voice */
	bool silent;    /* not spoken */
};

const char *word(const struct draw *d, const char *key); /* the interface's sentence in the language */
/* The sentence with {1} and {2} replaced. Not printf: a translation can reorder them and can break nothing. */
const char *filled(const struct draw *d, const char *key, const char *one, const char *two);
const char *number(const struct draw *d, long long n);
struct prose plain(const char *text);
struct say saying(const struct draw *d, int px, bool bold, enum ink ink);

const struct text_layout *lay(struct draw *d, const struct prose *p, const struct say *how, int width);

/* Put laid-out text with its box's top left at x, y and this width; returns the height. Adds it to the speech. */
int put_layout(struct draw *d, const struct text_layout *t, const char *spoken, const struct say *how, int x, int y,
	       int width);
int put_text(struct draw *d, const char *text, const struct say *how, int x, int y, int width);

struct item *put_box(struct draw *d, struct rect at, enum ink fill, enum ink line, int line_px, int radius);
void put_icon(struct draw *d, const char *name, struct rect at, enum ink ink, bool mirror);
/* Fitted into the box, 4:3 pictures keep their shape; name NULL draws nothing. */
void put_picture(struct draw *d, const char *name, struct rect box);
/* The text as a QR code, as large as whole pixels a module allow in the box, at most qr_most() px: in its middle. Returns its
 * side with the light zone, 0 when it would be too small for a telephone's eye (then nothing is drawn). The text is not
 * spoken: say beside it what it holds. */
int put_qr(struct draw *d, const char *text, struct rect box);
int qr_most(const struct draw *d); /* no telephone needs more */

enum button_look {
	BUTTON_MAIN,
	BUTTON_SECOND,
	BUTTON_CARD,
	BUTTON_ON,
	BUTTON_TALL,   /* a card with its icon over its word */
	BUTTON_TICK,   /* a card with a box that can be ticked */
	BUTTON_TICKED, /* it is: seen and said (access.md S18) */
	BUTTON_RANK,   /* a card with a place for a number */
	BUTTON_CHIP,   /* one of many small cards; chosen ones are filled and ticked */
	BUTTON_CHIP_ON,
};

struct button {
	enum button_look look;
	const char *icon;  /* or NULL */
	bool icon_mirrors; /* arrows turn with the writing */
	struct prose label;
	enum lang lang;
	struct msg msg;    /* kind, arg, number */
	bool center;       /* label in the middle instead of at the start */
	int rank;          /* BUTTON_RANK: 1, 2, 3...; 0: none yet */
	const char *said;  /* said, and known to tests, in place of the label; or NULL */
	const char *state; /* said behind the label: what became of it; or NULL */
	bool absent;       /* its place is kept free: it would do nothing now */
};

struct button button(const struct draw *d, enum button_look look, const char *icon, const char *label,
		     enum msg_kind kind, int arg);
/* The same look in letters that let the longest word stand on one line of this width: a title as large as the text, large
 * words as large as normal ones; never smaller (access.md V1). */
struct say say_fitting(struct draw *d, const char *text, const struct say *how, int width);

/* Can the longest word stand on one line at this width? */
bool words_fit(struct draw *d, const char *text, const struct say *how, int width);
bool button_fits(struct draw *d, const struct button *b, int width);

/* Would its letters be smaller than the page's to fit? */
bool button_shrinks(struct draw *d, const struct button *b, int width);

/* Its width on one line, at least that of a control. */
int button_width(const struct draw *d, const struct button *b);

/* Least height of this button at this width: its text and the touch minimum. */
int button_height(struct draw *d, const struct button *b, int width, int least);
void put_button(struct draw *d, const struct button *b, struct rect at);

/* Buttons beside each other at the end side of the bottom of the area, or one under the other where their words would
 * not fit; the height they take, with and without drawing. */
void buttons_beside(struct draw *d, struct button *b, int n, int width); /* gives up their icons if that is what it takes */
int buttons_height(struct draw *d, const struct button *b, int n, int width);
void put_buttons(struct draw *d, const struct button *b, int n, struct rect area);

/* A column of blocks cut into parts: what does not fit goes on in the next part (access.md T11). */
enum lump_kind { LUMP_TEXT, LUMP_BULLET, LUMP_PICTURE, LUMP_BUTTON, LUMP_BANNER, LUMP_LABEL, LUMP_QR, LUMP_BAR, LUMP_STEPS, LUMP_STEPPER, LUMP_ROW, LUMP_TALLY, LUMP_GAP };

struct stepper;
struct tally;
struct lump {
	enum lump_kind kind;
	int height, gap;      /* gap before it, not at the top of a part */
	bool keep;            /* never the last of a part: a title stays with what follows */
	const struct text_layout *text;
	const char *spoken;
	struct say how;
	const char *mark;     /* BULLET: number; BANNER, PICTURE: name */
	const char *icon;     /* BULLET: in a circle of this fill; or NULL */
	enum ink icon_ink;
	struct button button, second; /* BUTTON: one, or two beside each other */
	bool pair;
	int permille;         /* BAR */
	int full;             /* STEPS */
	const struct stepper *stepper;
	const struct tally *tally; /* TALLY: row_count of them, in columns */
	const struct button *row; /* ROW: so many in columns of one width */
	int row_count, columns;
	enum ink fill;        /* BANNER, BULLET with an icon */
};

struct flow {
	struct draw *d;
	int width;
	int most_px; /* a text that is higher becomes sentences, which parts can share; 0: never */
	struct lump *lumps;
	int count, room;
};

struct flow flow_of(struct draw *d, int width);
struct lump *flow_lump(struct flow *f, enum lump_kind kind, int gap); /* for what has a file of its own */
void flow_text(struct flow *f, const struct prose *p, const struct say *how, int gap, bool keep);
/* number 0: a dot; 1, 2...: the number; -1: nothing, under the bullet before it. */
void flow_bullet(struct flow *f, const struct prose *p, const struct say *how, int gap, int number);
/* The same with an icon in a circle: what became of an answer. */
enum verdict { VERDICT_GOOD, VERDICT_MISSED, VERDICT_NOT, VERDICT_NOTHING };
void flow_verdict(struct flow *f, enum verdict v, const struct prose *p, const struct say *how, int gap, bool keep);
/* Under it, at the same indent. */
void flow_under(struct flow *f, const struct prose *p, const struct say *how, int gap, bool keep);
void flow_picture(struct flow *f, const char *name, int height, int gap);
/* Five boxes of which some are full: seen beside a word that says the same. */
void flow_steps(struct flow *f, int full, int gap);
void put_steps(struct draw *d, int full, struct rect at);
void flow_qr(struct flow *f, const char *text, int gap);
void flow_button(struct flow *f, const struct button *b, int least, int gap);
/* Beside the button before it when the column is wide enough for two, else under it. */
void flow_beside(struct flow *f, const struct button *b, int least, int gap);
/* A small title over the title: an icon and a few words that say what kind of thing this is. */
/* A bar of a chart, so many thousandths of the width: outlined or filled, told apart without colour. */
void flow_bar(struct flow *f, int permille, bool filled, int gap);
void flow_label(struct flow *f, const char *icon, const char *text);
/* Two buttons beside each other wherever their words allow it, if need be without their icons; else one under the other. */
void flow_pair(struct flow *f, const struct button *a, const struct button *b, int least, int gap);
/* Cards in as many columns as are given, row by row; all rows are as high as the highest card. */
void flow_grid(struct flow *f, const struct button *b, int n, int columns, int gap);
/* So many columns, at most `most`, that no word is torn and the grid is as low as can be. */
int grid_columns(struct draw *d, const struct button *b, int n, int width, int most);
/* The same for a text of its own language; icon may be NULL. */
void flow_card(struct flow *f, const char *icon, const struct prose *p, enum lang lang, enum ink fill, enum ink ink);
void flow_banner(struct flow *f, const char *icon, const char *text, enum ink fill, enum ink ink);

/* The blocks of another column of the same width behind these. */
void flow_join(struct flow *f, const struct flow *more, int gap);

/* The sentences of a paragraph, at most max (the last one then has the rest); their number. Everything is in *a. */
int prose_sentences(struct arena *a, const struct prose *p, struct prose *out, int max);
/* One sentence cut at the space nearest before its middle: 2, or 0 when it has none. */
int prose_halves(struct arena *a, const struct prose *p, struct prose out[2]);

/* Cut into parts of `area`: more_px stay free at the bottom of every part but the last, last_px on the last. Draws the
 * session's part, sets the scene's part and part_count; true when it is the last part. */
bool flow_put(struct flow *f, struct rect area, int more_px, int last_px);
/* The same behind `before` parts of another kind, and how many parts there are. */
bool flow_put_behind(struct flow *f, struct rect area, int more_px, int last_px, int before);
int flow_parts(const struct flow *f, int room_px, int more_px, int last_px);

/* All of it in one part, for views that know it fits; flow_draw returns the y under it. */
int flow_height(const struct flow *f);
int flow_draw(struct flow *f, int x, int y);

/* How far one is in the module; its height counts the gap under it. */
void put_progress(struct draw *d);
int progress_height(const struct draw *d);

/* The skeleton of most screens: text and, beside or above it, a picture; buttons at the bottom end. */
struct skeleton {
	const char *picture; /* or NULL */
	const char *emblem;  /* icon in place of a picture, or NULL */
	const char *qr;      /* text of a QR code in place of a picture, or NULL; without a side column flow_qr() stands for it */
	struct button buttons[3];
	int button_count;    /* on the last part; the others have "Continuer" */
	bool progress;
	bool bare;           /* no "Continuer": the bar has it (group sessions) */
	bool split;          /* keep the side column even without a picture */
	const struct screen *pictures; /* whose pictures are described by voice between text and buttons (S7); or NULL */
	const char *described;         /* the same for one picture */
	enum lang pictures_lang;
};
/* The column beside the text: the picture on top, the buttons at the bottom, the way on lowest. */
void put_side(struct draw *d, const struct skeleton *k, const struct button *b, int n, struct rect side);
struct flow skeleton_flow(struct draw *d, const struct skeleton *k);
bool skeleton_beside(const struct draw *d); /* is there a side column, where one is wanted? */
void skeleton_put(struct draw *d, const struct skeleton *k, struct flow *f);

/* A question over the choices it offers, and the buttons that end it. Everything on one part if it fits; else the question
 * on parts of its own, then all the choices together, and only on the smallest panels on more parts (asking.c). */
enum columns { COLUMNS_ONE, COLUMNS_IF_NEEDED, COLUMNS_TWO };
struct asking {
	const struct screen *q;
	enum lang lang;
	/* The question on one part of its own, drawn by the view; NULL: as any other. */
	void (*own)(struct draw *d, const struct asking *k);
	const char *icon, *label; /* over the title: what kind of question this is; NULL: nothing */
	const char *notes[5];  /* under the title, as a list, before its own texts */
	int note_count;
	const struct prose *thing; /* what is asked about, on a card under the title; or NULL */
	bool brief;            /* without the question's other texts, on small panels without its title: they were read before */
	const char *on, *more; /* from the question to its choices, and to more of them, where they stand on other parts */
	const char *hint;      /* under them, how to answer; or NULL */
	struct button foot[2]; /* "Je ne sais pas", "J'ai choisi": beside the choices, or behind them */
	int foot_count;
	enum columns columns;  /* may the choices stand in two columns? */
	int least;             /* height of a choice, px */
	struct skeleton side;  /* picture or emblem */
	bool beside;           /* the picture and the foot stand beside the choices */
	int side_w, column_w;  /* of the two columns; side_w 0: one column */
	struct rect area;
};
/* Answers that are ticked (act.picked); what the last touch did, for who does not see the tick. */
bool is_picked(const struct draw *d, int i);
void echo_pick(struct draw *d, const struct screen *q, enum lang lang);
struct asking asking_of(const struct draw *d, const struct screen *q, enum lang lang); /* foot: "Je ne sais pas" */
void asking_answers(struct draw *d, const struct asking *k); /* its answers, one of which is touched */
void asking_put(struct draw *d, const struct asking *k, const struct button *choices, int count);

/* Where this stands on the glass: mirrored for languages written from right to left. */
struct rect rect_mirrored(const struct draw *d, struct rect r);

/* A number as the language writes it: "1 250", "0,5". */
const char *figure(const struct draw *d, enum lang lang, long long thousandths);

/* A value between buttons that change it by steps: MSG_LESS and MSG_MORE with arg row, for large steps row + large_arg. */
struct stepper {
	const char *value, *unit; /* the unit stands under the value; NULL: not written */
	const char *widest;       /* that the value can become, so that nothing jumps */
	enum lang lang;           /* theirs */
	bool quiet;               /* nobody has touched it yet */
	int row, large_arg;
	long long step, large;    /* thousandths; large 0: no large steps */
};
/* Of the values from `from` to `to`, in thousandths, the one with the most signs. */
const char *widest_figure(const struct draw *d, enum lang lang, long long from, long long to, long long step);
void flow_stepper(struct flow *f, const struct stepper *s, int gap);
int stepper_height(struct draw *d, const struct stepper *s, int width);
void put_stepper(struct draw *d, const struct stepper *s, struct rect at);

/* Centre `inner` in the box; both dimensions are kept. */
struct rect rect_center(struct rect box, int w, int h);

/* Is there room for a picture beside the text? Else it stands above it, or is left out. */
void say_pictures(struct draw *d, const struct screen *q, enum lang lang); /* for those who do not see them */
bool pictures_beside(const struct draw *d);
const char *first_picture(const struct screen *q); /* or NULL */
void flow_blocks(struct flow *f, const struct screen *q, enum lang lang, bool with_pictures);

/* A button for each word that the screen's texts explain (content/glossaire). */
void flow_words(struct flow *f, const struct screen *q, enum lang lang);

/* The feedback of an activity: a banner that says how it went, what the activity adds, the explanation, the way on.
 * wide: the whole width for what the activity adds, no picture beside it. */
enum outcome { OUTCOME_RIGHT, OUTCOME_NEAR, OUTCOME_WRONG, OUTCOME_UNSURE };
struct flow outcome_flow(struct draw *d, const struct screen *q, enum outcome o, bool wide, struct skeleton *k);
struct flow outcome_flow_words(struct draw *d, const struct screen *q, enum outcome o, const char *banner, bool wide,
			       struct skeleton *k);
void outcome_put(struct draw *d, const struct screen *q, enum lang lang, struct skeleton *k, struct flow *f);

/* The views, one a screen. */
void view_attract(struct draw *d);
void view_mistakes(struct draw *d);
void view_empty(struct draw *d);
void view_language(struct draw *d);
void view_home(struct draw *d);
void view_cover(struct draw *d);
void view_sources(struct draw *d);
void view_step(struct draw *d);
void view_page(struct draw *d, const struct screen *q, enum lang lang);
void view_question(struct draw *d, const struct screen *q, enum lang lang);
void view_calculate(struct draw *d, const struct screen *q, enum lang lang);
void view_password(struct draw *d, const struct screen *q, enum lang lang);
void view_gestures(struct draw *d, const struct screen *q, enum lang lang);
void view_scenario(struct draw *d, const struct screen *q, enum lang lang);
void view_survey(struct draw *d, const struct screen *q, enum lang lang);
void view_survey_thanks(struct draw *d, const struct screen *q, enum lang lang);
void view_discreet(struct draw *d, const struct screen *q, enum lang lang);
void view_discreet_thanks(struct draw *d, const struct screen *q, enum lang lang);
void view_several(struct draw *d, const struct screen *q, enum lang lang);
void view_several_answered(struct draw *d, const struct screen *q, enum lang lang);
void view_clues(struct draw *d, const struct screen *q, enum lang lang);
void view_clues_answered(struct draw *d, const struct screen *q, enum lang lang);
void view_sort(struct draw *d, const struct screen *q, enum lang lang);
void view_sort_answered(struct draw *d, const struct screen *q, enum lang lang);
void view_order(struct draw *d, const struct screen *q, enum lang lang);
void view_order_answered(struct draw *d, const struct screen *q, enum lang lang);
void view_estimate(struct draw *d, const struct screen *q, enum lang lang);
void view_estimate_answered(struct draw *d, const struct screen *q, enum lang lang);
void view_true_false(struct draw *d, const struct screen *q, enum lang lang);
void view_true_false_answered(struct draw *d, const struct screen *q, enum lang lang);
void view_feedback(struct draw *d);
void view_age(struct draw *d);
void view_opinion(struct draw *d);
void view_thanks(struct draw *d);
void view_help(struct draw *d);
void view_settings(struct draw *d);
void view_idle(struct draw *d);
void view_word(struct draw *d);
void view_places(struct draw *d);
void view_qr(struct draw *d);
void view_staff(struct draw *d);
void view_guided(struct draw *d);
void view_stop(struct draw *d);

#endif
