/* A guided session as content: what a conseiller runs with a group. A folder content/seances/ID holds one Markdown file a
 * language and its pictures, like a module; the format is described for authors in content/LISEZ-MOI.md.
 *
 * A guide is a row of phases. Under a phase's title a comment says its kind, its id and its duration:
 *
 *     # Deux propositions par table
 *     <!-- fiches: propositions, 30 min, 2 par table, sujet territoires -->
 *
 * Paragraphs, lists and pictures are what the group sees; quotations (`> ...`) are what the facilitator alone reads. Titles
 * of the second level are the phase's cards: cards of a deck, boxes of a board, fields of a sheet, profiles. A line of
 * `***` inside a card separates its face from its back. */
#ifndef ESCALE_CONTENT_GUIDE_H
#define ESCALE_CONTENT_GUIDE_H

#include "content/pack.h"

enum {
	PACK_GUIDES_MAX = 32,
	GUIDE_PHASES_MAX = 40,
	PHASE_ID_MAX = 25,     /* bytes; "communication-descendante" is the longest that the barometer knows */
	PHASE_CARDS_MAX = 40,
	PHASE_BOXES_MAX = 6,   /* PHASE_BOARD */
	PHASE_FIELDS_MAX = 8,  /* PHASE_SHEETS */
	PHASE_OPTIONS_MAX = 6, /* PHASE_VOTE; the printed cards know the first four */
	PHASE_AXES_MAX = 16,  /* PHASE_BAROMETER */
	AXIS_ANSWERS_MAX = 4,
	PHASE_MINUTES_MAX = 180,
	GUIDE_BAROMETERS_MAX = 4,
	GUIDE_SHEETS_MAX = 4,  /* a table */
	GUIDE_ROUNDS_MAX = 12,
	GUIDE_CHOICE_MAX = 32, /* cards that a field is chosen among: a bit each */
	GUIDE_PRINTED_ANSWERS = 4,
};

enum phase_kind {
	PHASE_TALK,      /* etape: texts and pictures, a time */
	PHASE_CARDS,     /* cartes: a deck to read, to turn over, to draw from */
	PHASE_TURNS,     /* tour: the time is divided between the tables, each has the floor in turn */
	PHASE_SHEETS,    /* fiches: each table fills its sheets; cards are the fields */
	PHASE_BOARD,     /* tableau: notes in boxes, moved, tagged, grouped, voted; cards are the boxes */
	PHASE_VOTE,      /* vote: a question to all, counted by raised hands or by printed cards */
	PHASE_BAROMETER, /* barometre: axes, each with one of the phase's answers, and what a study found */
	PHASE_PROFILE,   /* profil: which of its cards the barometer's answers come nearest to */
	PHASE_QUIZ,      /* quiz: the questions of a module, asked to the group */
	PHASE_MODULES,   /* modules: modules chosen on the spot, shown to the group */
	PHASE_KIND_COUNT
};

struct card {
	const char *id;
	struct prose title;
	const struct block *blocks; /* the face */
	int block_count;
	const struct block *back;   /* after `***`; count 0: it has none */
	int back_count;
	short deck; /* PHASE_SHEETS: the field is chosen among the cards of this phase; -1: it is written */
	int line;
};

/* One line of a barometer. */
struct axis {
	const char *id;
	struct prose label;
	short study[AXIS_ANSWERS_MAX]; /* per cent of the study's answers; -1 where it gives none */
	int line;
};

struct phase {
	enum phase_kind kind;
	const char *id;
	struct prose title;
	int minutes;                /* 0: no time is set */
	const struct block *blocks; /* for the group */
	int block_count;
	const struct block *notes;  /* for the facilitator alone */
	int note_count;
	const struct card *cards;
	int card_count;
	int sheets;                 /* PHASE_SHEETS: how many each table fills */
	int rounds;                 /* PHASE_BOARD: the time is divided in so many; 1 otherwise */
	short subject;              /* PHASE_SHEETS, PHASE_TURNS: the deck each table has its subject from (a phase); -1 none */
	const char *module;         /* PHASE_QUIZ: the module to begin with, which the pack has; NULL: chosen on the spot */
	const struct prose *options; /* PHASE_VOTE: what is voted on; PHASE_BAROMETER: the answers */
	int option_count;
	const struct axis *axes;    /* PHASE_BAROMETER */
	int axis_count;
	int line;
};

/* One guide in one language. */
struct guide_edition {
	enum lang lang;
	const char *title, *summary;
	bool reviewed;
	const char *authors;
	const struct block *materials; /* what to prepare: the text before the first title */
	int material_count;
	const struct phase *phases;
	int phase_count;
	const struct source *sources; /* where its facts come from: the notes [^x] */
	int source_count;
};

struct guide {
	const char *id;
	const char *theme;   /* a La Coop code */
	const char *picture, *picture_spoken[LANG_COUNT];
	const char *licence;
	int minutes; /* of all its phases */
	int order;
	const struct guide_edition *editions[LANG_COUNT]; /* French always there */
};

/* The edition in this language, else the French one. */
const struct guide_edition *guide_edition(const struct guide *g, enum lang lang);

/* "seances/afor", as authors type it: "afor", whatever else has this name. NULL: it may be a module. */
const char *guide_typed(const char *name);

/* Index in p->guides, or -1. */
int pack_find_guide(const struct pack *p, const char *id);

/* Does any edition of it show this picture ("seances/afor/table", as in struct block)? */
bool guide_shows(const struct guide *g, const char *picture);

/* The order is that of enum phase_kind; how authors write them: "etape", "cartes"... */
extern const char *const phase_kind_names[PHASE_KIND_COUNT];

#endif
