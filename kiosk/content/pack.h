/* What residents see, loaded from Markdown into one const tree. Everything lives in the arena given to
 * pack_load() and is never changed after; swap packs by loading into a fresh arena and dropping the old.
 *
 * A content folder holds one folder a module; a module folder is named by the module's id and holds one
 * Markdown file a language (fr.md, en.md...) and its pictures. The format is described for authors in
 * content/LISEZ-MOI.md. */
#ifndef ESCALE_CONTENT_PACK_H
#define ESCALE_CONTENT_PACK_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/lang.h"

/* What lies in a content folder beside the modules, and in a module beside its texts. */
#define GLOSSARY_FOLDER   "glossaire" /* no module can have this name */
#define GUIDES_FOLDER     "seances"   /* guided sessions (content/guide.h); nor this one */
#define VENUES_FILE       "lieux.csv"
#define RECORDINGS_FOLDER "voix"

enum {
	MODULE_ID_MAX = 16, /* bytes; both appear in facts of 64 bytes (metrics/fact.h) */
	SCREEN_ID_MAX = 20,
	PACK_MODULES_MAX = 128,
	MODULE_SCREENS_MAX = 60,
	SCREEN_BLOCKS_MAX = 40,
	SCREEN_ANSWERS_MAX = 12, /* answers, areas, things to sort...: each kind has its own, smaller limit (kinds.h) */
	SCREEN_TERMS_MAX = 6,    /* words that one screen explains */
	SCREEN_LINKS_MAX = 12,
	TERM_ID_MAX = 20,
	PACK_TERMS_MAX = 200,
	PACK_VENUES_MAX = 5000,
	SCREEN_BOXES_MAX = 4,    /* SCREEN_SORT */
	SCREEN_ROWS_MAX = 4,     /* SCREEN_CALCULATE */
	MODULE_FILE_MAX = 256 * 1024, /* bytes of one Markdown file */
};

/* A piece of running text: one paragraph's characters without line breaks, NFC, typographically ready
 * (narrow no-break spaces before ; : ! ? in French are added by the loader). */
struct span {
	int start, end; /* byte offsets into text; strong emphasis */
};

struct prose {
	const char *text; /* never NULL */
	const struct span *strong;
	int strong_count;
};

enum block_kind { BLOCK_PARAGRAPH, BLOCK_BULLET, BLOCK_STEP, BLOCK_PICTURE };

struct block {
	enum block_kind kind;
	struct prose prose;  /* text; for a picture, its spoken text (access.md S7) */
	const char *picture; /* BLOCK_PICTURE: path relative to the content folder, without extension; else NULL */
	int number;          /* BLOCK_STEP: 1, 2, 3... */
};

/* Part of a picture, in thousandths of its width and height (W3C Media Fragments URI 1.0, 4.2.2, xywh=percent). */
struct area {
	int x, y, w, h;
};

/* One thing to choose, find, sort, put in order, or follow. */
struct answer {
	struct prose text;
	bool right;            /* SCREEN_CLUES: it is a clue */
	struct prose feedback; /* shown after this answer; text "" when the author gave none */
	struct area area;      /* SCREEN_CLUES: where it is in the screen's picture; else all 0 */
	int box;               /* SCREEN_SORT: index in boxes of the one it belongs to */
	int to;                /* SCREEN_SCENARIO: index of the screen that it leads to */
};

/* SCREEN_ESTIMATE: a value chosen by steps. Integers in thousandths, so that 0,5 is 500: the core has no floating point. */
struct scale {
	long long from, to, step, truth; /* thousandths */
	const char *unit;                /* "personnes sur 100" */
};

/* SCREEN_CALCULATE: how many of something, and what each one makes. */
struct row {
	struct prose name;                 /* "téléphones gardés deux ans de plus" */
	long long from, to, step, start;   /* thousandths */
	long long each;                    /* thousandths of the result's unit for one */
	struct prose each_text;            /* "32 kg par téléphone, ADEME" */
};

/* The order is also that of kind_rules (content/kinds.h). */
enum screen_kind {
	SCREEN_PAGE,       /* title, text, picture */
	SCREEN_QUESTION,   /* one right answer; feedback; "Je ne sais pas" is added by the kiosk */
	SCREEN_MEASURE,    /* the same, asked before the module and again after it */
	SCREEN_SEVERAL,    /* one or more right answers, chosen, then "J'ai choisi" */
	SCREEN_TRUE_FALSE, /* the title is a statement; answers[0] is "Vrai", answers[1] "Faux", one of them right */
	SCREEN_CLUES,      /* areas of the first picture; those that are right are clues to find */
	SCREEN_SORT,       /* answers go into boxes, one at a time */
	SCREEN_ORDER,      /* answers stand in the right order; the kiosk shows them in another */
	SCREEN_ESTIMATE,   /* scale; then the true value beside one's own */
	SCREEN_SCENARIO,   /* one place of a story: answers lead to others; without answers the story ends here */
	SCREEN_PASSWORD,   /* type an invented password, see how strong it is; nothing is kept */
	SCREEN_GESTURES,   /* answers are gestures to choose from; the chosen ones become a memo */
	SCREEN_CALCULATE,  /* rows; result */
	SCREEN_SURVEY,     /* the collectivité asks; answers have no right and wrong; a fact "poll" alone */
	SCREEN_DISCREET,   /* a delicate yes or no (answers[0] yes): told through randomised response, a fact "sensitive" */
	SCREEN_REMEMBER,   /* "À retenir" */
	SCREEN_HELP,       /* "Qui peut m'aider ?" */
	SCREEN_SOURCES,    /* where facts come from, with the date of the check; reached from the cover */
	SCREEN_KIND_COUNT
};

/* A web address: on a machine without network, a QR code and what one can copy by hand. */
struct link {
	const char *url;     /* "https://www.17cyber.gouv.fr/" */
	const char *address; /* "17cyber.gouv.fr" */
};

struct screen {
	enum screen_kind kind;
	const char *id;
	struct prose title;
	const struct block *blocks; /* in reading order */
	int block_count;
	const struct answer *answers;
	int answer_count;
	const struct prose *boxes;    /* SCREEN_SORT */
	int box_count;
	struct scale scale;           /* SCREEN_ESTIMATE */
	const struct row *rows;       /* SCREEN_CALCULATE */
	int row_count;
	struct prose result;          /* SCREEN_CALCULATE: its text has {total} or {total/N} where the sum goes; text "" else */
	const short *terms;           /* words of the glossary that its texts link to: indices in pack.terms, in reading order */
	int term_count;
	const struct link *links;     /* SCREEN_HELP, SCREEN_SOURCES: in reading order */
	int link_count;
	struct prose explanation; /* shown under every feedback of this question; text "" when absent */
	int line;                 /* in the Markdown file, for messages and for preview */
};

struct source {
	const char *title, *publisher, *url;
	const char *checked; /* "2026-11-22" */
};

/* One module in one language. */
struct edition {
	enum lang lang;
	const char *title;   /* at most three words, for the home tile */
	const char *summary; /* at most three short sentences, for the cover */
	bool reviewed;       /* false: "translation not read by a native speaker" */
	const char *authors; /* "" in a translation that names nobody */
	const struct screen *screens;
	int screen_count;
	const struct source *sources;
	int source_count;
};

struct module {
	const char *id;
	const char *theme;   /* a La Coop code: securite_numerique... */
	const char *picture; /* home tile and cover; as in struct block */
	const char *picture_spoken[LANG_COUNT];
	const char *licence; /* of text and pictures */
	int minutes; /* honest duration */
	int order;   /* on the home screen, smallest first */
	const struct edition *editions[LANG_COUNT]; /* NULL where not translated; French always there */
};

/* A difficult word, explained (content/glossaire). */
struct term {
	const char *id;
	struct prose name[LANG_COUNT], text[LANG_COUNT]; /* text "" where not translated; French always there */
	int line; /* in glossaire/fr.md */
};

/* Opening hours of a week, Monday first, from the OpenStreetMap notation. */
enum { HOURS_SPANS_MAX = 4 };

struct hours {
	bool known; /* false: nothing said, or nothing that could be read */
	struct day_hours {
		int count; /* 0: closed */
		struct {
			short from, to; /* minutes after midnight; to may pass 24 h */
		} span[HOURS_SPANS_MAX];
	} day[7];
};

/* Somewhere that helps: one line of lieux.csv (national standard for lieux de médiation numérique). Texts as they are
 * in the file, "" where it says nothing. */
struct venue {
	const char *id, *name, *commune, *postcode, *address, *more_address, *phone, *website;
	const char *services, *fees; /* labels of the ANCT, separated by ';' */
	struct hours hours;
	int line;
};

struct commune {
	const char *name;
	char initial; /* capital, without accent: they are in its order */
	int first, count; /* of the pack's venues */
};

/* A text that somebody read aloud. */
struct recording {
	const char *text; /* the very pointer of its struct prose */
	const char *path; /* relative to the content folder: "cyber/voix/fr/colis-titre.opus" */
};

struct guide;

struct pack {
	const char *dir; /* the content folder: pictures are read from there */
	const struct module *modules;
	int module_count;
	const struct term *terms;
	int term_count;
	const struct venue *venues; /* by commune, then by name */
	int venue_count;
	const struct commune *communes; /* in alphabetical order, accents aside */
	int commune_count;
	const struct recording *recordings; /* ordered by pointer, see pack_recording */
	int recording_count;
	const struct guide *guides; /* content/guide.h; in their order */
	int guide_count;
	bool signed_pack; /* installed from a signed pack; false: a folder */
};

/* Load every module and guide of the folder. One that has a mistake is left out and reported in problems (at
 * most max_problems, the rest counted in *problem_count); the others are there. False only when no module at
 * all could be loaded (*e says why). Everything is in *a. */
bool pack_load(struct pack *p, const char *dir, struct arena *a, struct err *problems, int max_problems,
	       int *problem_count, struct err *e);

/* The module's edition in this language, else the French one. */
const struct edition *module_edition(const struct module *m, enum lang lang);

/* The language in which the term can be explained: this one, else French. */
enum lang term_lang(const struct term *t, enum lang lang);

/* Does this kind have a right answer, told as a fact "item"? */
bool screen_asks(enum screen_kind kind);

/* Where the recording of this text is, or NULL. The pointer counts, not the letters: a text is looked for as it stands in
 * the pack, and two equal ones may be read in different tones. What the screen cuts into pieces has none. */
const char *pack_recording(const struct pack *p, const char *text);

/* Index in p->modules, or -1. */
int pack_find(const struct pack *p, const char *module_id);

/* The home screen offers a language when the interface has it; this says whether a module has it too. */
bool pack_has_lang(const struct pack *p, enum lang lang);

#endif
