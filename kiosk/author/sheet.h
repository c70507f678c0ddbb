/* A module as a handout, a guided session as its facilitator's papers: one HTML page that prints on A4, without script, nothing fetched. */
#ifndef ESCALE_AUTHOR_SHEET_H
#define ESCALE_AUTHOR_SHEET_H

#include "base/str.h"
#include "content/guide.h"

/* The whole page into *out. The module has an edition in this language. Pictures are read from p->dir; one that cannot be
 * read is left out. */
void sheet_write(struct buf *out, const struct pack *p, const struct module *m, enum lang lang);

/* The same for a guided session: plan, notes, sheets to fill, cards to cut out. */
void sheet_write_guide(struct buf *out, const struct pack *p, const struct guide *g, enum lang lang);

/* ---- for the files of the sheet ---- */

struct sheet {
	struct buf *out;
	const struct pack *pack;
	const struct edition *edition; /* NULL: the sheet of a guide */
	enum lang lang;
	int question;              /* number of the last one that has an answer page */
	int numbers[MODULE_SCREENS_MAX]; /* of each screen; 0: it has no answer */
};

/* Labels of the sheet itself, in each language. */
enum sheet_word {
	SHEET_ANSWERS,
	SHEET_ONE,       /* tick one answer */
	SHEET_SEVERAL,
	SHEET_CLUES,     /* circle what is strange; holds %d */
	SHEET_SORT,
	SHEET_ORDER,
	SHEET_ESTIMATE,
	SHEET_STORY,
	SHEET_GO,        /* holds %d */
	SHEET_END,
	SHEET_GESTURES,
	SHEET_CALCULATE,
	SHEET_HOW_MANY,
	SHEET_EACH,
	SHEET_TOTAL,
	SHEET_SECRET,    /* a password is not written down */
	SHEET_CHECKED,   /* holds %s */
	SHEET_UNREAD,    /* a translation that nobody has read over */
	SHEET_SCAN,
	SHEET_CLUE,
	SHEET_INNOCENT,
	SHEET_SOURCES,
	SHEET_PREPARE,   /* the papers of a guided session */
	SHEET_PLAN,
	SHEET_FOR_YOU,
	SHEET_START,
	SHEET_MINUTES,
	SHEET_PHASE,
	SHEET_FORM,
	SHEET_COPIES,    /* holds %d */
	SHEET_TABLE,
	SHEET_CUT,
	SHEET_FOLD,
	SHEET_MODULE,
	SHEET_ROUNDS,    /* holds %d */
	SHEET_STUDY,
	SHEET_WORD_COUNT
};
const char *sheet_word(enum lang lang, enum sheet_word w);

void sheet_text(struct sheet *s, const char *text);         /* escaped */
void sheet_prose(struct sheet *s, const struct prose *p);   /* with its strong words */
void sheet_picture(struct sheet *s, const char *picture, const char *spoken, const char *class);
void sheet_code(struct sheet *s, const char *url, int mm);  /* QR */
void sheet_number(struct sheet *s, long long thousandths);
void sheet_blocks(struct sheet *s, const struct block *blocks, int count, const char *picture_class);

/* The frame: everything before the body's own parts, and after them. */
struct sheet_head {
	const char *title, *summary, *picture, *spoken;
	const char *more_style; /* "" for none */
};
void sheet_open(struct sheet *s, const struct sheet_head *h);
void sheet_sources(struct sheet *s, const struct source *list, int count);
void sheet_close(struct sheet *s, bool reviewed, const char *authors, const char *licence);

/* What one does on this screen, without its title and its blocks; nothing for a kind that is only read. */
void sheet_activity(struct sheet *s, const struct screen *q);

/* Its line on the page of answers; nothing for a kind without right and wrong. */
void sheet_answer(struct sheet *s, const struct screen *q);

#endif
