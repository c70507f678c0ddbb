/* Questions that educators have already, in the formats of other programs, on their way to modules. A reader a format
 * (import_gift.c, import_aiken.c, import_qcmcam.c, import_h5p.c) takes bytes that anybody may have written and adds what
 * it finds; what cannot be kept is noted with its place and the reason, and the rest goes on. Nothing here touches the
 * disk: import_module.c writes.
 *
 * Every text that leaves a reader is clean: one line, UTF-8, only characters that the kiosk can draw. */
#ifndef ESCALE_AUTHOR_IMPORT_H
#define ESCALE_AUTHOR_IMPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* What one file may cost. Real question banks stay far below all of them. */
enum {
	IMPORT_FILE_MAX = 64 * 1024 * 1024,   /* bytes of a package */
	IMPORT_TEXT_MAX = 8 * 1024 * 1024,    /* bytes of a text or JSON file */
	IMPORT_FOUND_MAX = 2000,              /* entries of one file that are looked at */
	IMPORT_NOTES_MAX = 4000,
	IMPORT_EXCERPT_MAX = 60,              /* characters of an entry that a note shows */
	IMPORT_PICTURES_MAX = 200,
	IMPORT_PICTURE_BYTES_MAX = 8 * 1024 * 1024,
	IMPORT_PICTURES_BYTES_MAX = 48 * 1024 * 1024, /* of all pictures of a file */
	IMPORT_ANSWERS_MAX = 4,               /* of a question on the kiosk */
	IMPORT_ANSWERS_SEVERAL_MAX = 6,       /* when several are right */
	IMPORT_ANSWERS_READ_MAX = 40,
	IMPORT_BLOCKS_MAX = 200,              /* paragraphs and pictures of one entry */
	IMPORT_TITLE_MAX = 110,               /* characters of a screen's title */
	IMPORT_ANSWER_MAX = 240,              /* characters */
	IMPORT_PARAGRAPH_CUT = 500,           /* bytes; a longer one is cut between two sentences... */
	IMPORT_PARAGRAPH_MAX = 1000,          /* ... or refused with its question */
};

/* Where something was found: line and column in a text, or a path inside a package. */
struct import_place {
	int line, column;
	const char *path; /* "questions[3]"; NULL in a text */
};

enum import_note_kind {
	IMPORT_SKIPPED, /* an entry that was left out */
	IMPORT_REMARK,  /* an entry that was kept, not quite as it was */
};

struct import_note {
	enum import_note_kind kind;
	struct import_place place;
	const char *text;
};

enum import_picture_type { IMPORT_PNG, IMPORT_JPEG, IMPORT_GIF };

struct import_picture {
	enum import_picture_type type;
	struct str bytes;
	int width, height;  /* as the head says */
	const char *spoken; /* "" when the file does not say */
};

enum import_block_kind { IMPORT_PARAGRAPH, IMPORT_HEADING, IMPORT_BULLET, IMPORT_STEP, IMPORT_PICTURE };

struct import_block {
	enum import_block_kind kind;
	const char *text;
	int picture; /* IMPORT_PICTURE: index in import.pictures */
	int list;    /* which list a point belongs to, from 1; pictures inside a point too; else 0 */
};

/* What a piece of text or HTML holds. A fault is the French reason why it cannot be shown as it is (a table...). */
struct import_blocks {
	struct import_block *at;
	int count, room;
	int lists;
	const char *fault;
};

struct import_answer {
	const char *text, *feedback; /* feedback "" when there is none */
	bool right;
};

enum import_kind {
	IMPORT_PAGE,
	IMPORT_CHOICE,     /* one right answer */
	IMPORT_SEVERAL,    /* several right answers */
	IMPORT_TRUE_FALSE, /* answers[0] is « Vrai » */
};

/* One screen to be. */
struct import_item {
	enum import_kind kind;
	struct import_place place;
	int number; /* of the entry in the file, from 1: names the screen */
	const char *title;
	struct import_blocks blocks; /* under the title */
	struct import_answer answers[IMPORT_ANSWERS_READ_MAX];
	int answer_count;
	const char *explanation;
	bool shuffle; /* the file leaves the order to chance: the right answer must not always be the first */
	int picture;  /* an illustration that may also be left out: index, or -1 */
	int part;     /* of a page that was cut in several: 0, 1... */
};

struct import {
	struct arena *arena;
	const char *name; /* the file as messages show it */
	const char *title, *licence, *authors, *source; /* "" when the file does not say */
	struct import_item *items;
	int item_count, item_room;
	struct import_note *notes;
	int note_count, note_room; /* what comes behind IMPORT_NOTES_MAX of them is not kept */
	struct import_picture *pictures;
	int picture_count;
	size_t picture_bytes;
	int found, kept, skipped; /* entries: found = kept + skipped when the reader is done */
	const char *refused;      /* why nothing of the file can be read; NULL */
};

void import_begin(struct import *im, const char *name, struct arena *a);

/* ---- for readers ------------------------------------------------------------------------------------------------ */

/* One more entry begins. False when there were too many: the reader stops (it is told once). */
bool import_found(struct import *im, struct import_place at);

/* The entry at hand is left out. `what` is a piece of its text, to find it again, or "". Always false. */
bool import_skip(struct import *im, struct import_place at, const char *what, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
void import_remark(struct import *im, struct import_place at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Nothing of this file can be read, and why. Always false. */
bool import_refuse(struct import *im, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A new entry, zeroed but for place and number; `question` is its text. */
struct import_item import_item(struct import *im, enum import_kind kind, struct import_place at);
void import_answer(struct import_item *item, const char *text, bool right, const char *feedback);

/* Judge the entry, make it fit the kiosk and keep it, or note why not. Moves the question out of item->blocks into the
 * title. False when it was left out. */
bool import_keep(struct import *im, struct import_item *item);

/* The beginning of a text, at most max characters. */
const char *import_excerpt(struct arena *a, const char *what, int max);
/* The same list with more room. */
void *import_grown(struct arena *a, const void *list, int count, int *room, size_t size);

/* Keep a picture's bytes (not copied). -1 and the reason when it cannot be shown. */
int import_picture(struct import *im, struct str bytes, const char *spoken, const char **fault);
/* "data:image/png;base64,..." the same way. */
int import_picture_data(struct import *im, struct str address, const char *spoken, const char **fault);

/* ---- text ----------------------------------------------------------------------------------------------------------- */

/* The file as UTF-8 without mark, in the arena: UTF-8, UTF-16 with its mark, else Windows-1252 (which holds Latin-1). */
struct str import_utf8(struct arena *a, struct str bytes);

/* One line of clean text. *lost counts the signs that no font of the kiosk has; it may be NULL. */
const char *import_clean(struct arena *a, struct str text, int *lost);

void import_block(struct import *im, struct import_blocks *b, enum import_block_kind kind, struct str text, int list);

/* HTML, and plain text whose paragraphs stand between empty lines. */
void import_html(struct import *im, struct import_blocks *b, struct str html);
void import_plain(struct import *im, struct import_blocks *b, struct str text);
/* Both: HTML where there is a tag or an entity. */
void import_rich(struct import *im, struct import_blocks *b, struct str text);

/* All of its texts in one line; a list or a picture in it is a fault of *b. */
const char *import_line(struct import *im, struct import_blocks *b);
/* The same from text that may be HTML; a fault goes to *fault unless one is there. */
const char *import_rich_line(struct import *im, struct str text, const char **fault);

/* ---- formats -------------------------------------------------------------------------------------------------------- */

enum import_format { IMPORT_UNKNOWN, IMPORT_GIFT, IMPORT_AIKEN, IMPORT_QCMCAM, IMPORT_H5P, IMPORT_FORMATS };
extern const char *const import_format_names[IMPORT_FORMATS];

/* From the first bytes, and the name where they leave a doubt. */
enum import_format import_format_of(const char *name, struct str bytes);

/* Read the bytes (which must live as long as *im) into *im. True when the format could be read, even if nothing was
 * kept; else im->refused says why. */
bool import_read(struct import *im, enum import_format format, struct str bytes);

bool import_gift(struct import *im, struct str text);   /* UTF-8 */
bool import_aiken(struct import *im, struct str text);  /* UTF-8 */
bool import_qcmcam(struct import *im, struct str text); /* UTF-8 */
bool import_h5p(struct import *im, struct str zip);

/* Where the pictures of an H5P package come from: the bytes of content/PATH, or empty. */
typedef struct str import_fetch(void *context, const char *path);
/* The two JSON files of a package. */
bool import_h5p_content(struct import *im, struct str h5p_json, struct str content_json, import_fetch *fetch,
			void *context);

#endif
