/* What espeak-ng reads wrong, mended in a file a technician can edit: one "written = said" a line, assets/voice.
 *
 *   # a comment                       (also after a line: two spaces or a tab, then #)
 *   CPAM = cé pé a èm                 a word with a capital is matched exactly
 *   e-mail = i-mél                    a word without capitals also matches "E-mail" at the start of a sentence
 *   <n>e = <n>ième                    <n> stands for a run of digits, given back in the same order
 *
 * Whole words only; a space matches any kind of space and ' matches ’. Pure: no SDL, no speech. */
#ifndef ESCALE_PLATFORM_VOICE_LEXICON_H
#define ESCALE_PLATFORM_VOICE_LEXICON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

struct voice_entry {
	const char *written, *said;
	int line;
};

struct voice_lexicon {
	struct arena arena; /* owns the entries */
	struct voice_entry *entries;
	int count, room;
};

/* Read a file. A line with a mistake is left out and the others stay usable; the first mistake is in *e with its
 * line and column, and the result is false. The lexicon must be zeroed before; drop it in every case. */
bool voice_lexicon_load(struct voice_lexicon *, const char *path, struct err *e);
void voice_lexicon_drop(struct voice_lexicon *);

/* What is handed to the synthesiser. Byte i of text stands for bytes from[i] to to[i] of what was written. */
struct voice_said {
	char *text;
	size_t size;
	unsigned *from, *to;
};

/* Replace what the lexicon knows, join grouped numbers ("10 000" -> "10000", which espeak-ng only reads well with a
 * plain space), keep telephone numbers apart, and drop quotation marks. The result lives in the arena. */
void voice_lexicon_apply(const struct voice_lexicon *, const char *written, struct arena *, struct voice_said *out);

/* The whole word of `written` around bytes start..end, as a reader sees it: "l’ordinateur", "dites-le", "10 000". */
void voice_lexicon_word(const char *written, int *start, int *end);

#endif
