/* The interface's sentences in one language, from a gettext .po file: a translator edits them without a
 * compiler. The key is the French sentence as it stands in the sources, marked W_("...") so that xgettext
 * (--keyword=W_) finds it. fr.po may be empty or reword; a missing translation is the key itself. */
#ifndef ESCALE_CONTENT_WORDS_H
#define ESCALE_CONTENT_WORDS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/str.h"

#define W_(sentence) sentence /* residents: in every language */
#define F_(sentence) sentence /* staff: French only, fr.po may reword it */

struct words; /* const after load, lives in the arena */

/* Parse path (at most 1 MiB). Fuzzy and empty entries are left out. On false *e has file:line:column and
 * *out is an empty table, usable. */
bool words_load(const struct words **out, const char *path, struct arena *a, struct err *e);

/* The same from memory; name stands in messages. */
bool words_parse(const struct words **out, struct str text, const char *name, struct arena *a, struct err *e);

/* The translation of key, or key itself. Never NULL. w may be NULL. */
const char *words_get(const struct words *w, const char *key);

/* The sentence with its places {1} and {2} filled (NULL: with nothing), in the arena. */
const char *words_fill(struct arena *a, const char *sentence, const char *one, const char *two);

/* Does the table really hold this key? (for checks and for the author's view) */
bool words_has(const struct words *w, const char *key);

#endif
