/* Where facts come from: `[Title](https://...), publisher, vérifié le 2026-11-22`, and perhaps
 * `, valable 12 mois`: how long a figure holds, 24 months when nothing is said. Private to this room. */
#ifndef ESCALE_CONTENT_SOURCES_H
#define ESCALE_CONTENT_SOURCES_H

#include "content/pack.h"
#include "content/prose.h"

enum { SOURCES_MAX = 100 };
enum { SOURCE_STALE_DAYS = 731 /* 24 months */, SOURCE_LIFE_MAX = 120 /* months */ };

/* Read one paragraph as a source. The words before the date are free: each language has its own. False after a
 * mistake. */
bool source_read(struct source *s, struct draft *d, int body_line, cmark_node *paragraph);

/* All those of one file. */
struct bibliography {
	struct source at[SOURCES_MAX];
	int count;
	bool refused; /* one of them was: that there is none is no news */
};

/* A list of them, and the file's notes: `[^name]: source`. */
void sources_list(struct bibliography *b, struct draft *d, int body_line, cmark_node *list);
void sources_footnotes(struct bibliography *b, struct draft *d, int body_line, cmark_node *document);

/* A copy in d->keep. */
const struct source *sources_keep(const struct bibliography *b, struct draft *d);

#endif
