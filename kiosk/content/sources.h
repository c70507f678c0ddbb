/* Where facts come from: `[Title](https://...), publisher, vérifié le 2026-11-22`, and perhaps
 * `, valable 12 mois`: how long a figure holds, 24 months when nothing is said. Private to this room. */
#ifndef ESCALE_CONTENT_SOURCES_H
#define ESCALE_CONTENT_SOURCES_H

#include "content/pack.h"
#include "content/prose.h"

enum { SOURCE_STALE_DAYS = 731 /* 24 months */, SOURCE_LIFE_MAX = 120 /* months */ };

/* Read one paragraph as a source. The words before the date are free: each language has its own. False after a
 * mistake. */
bool source_read(struct source *s, struct draft *d, int body_line, cmark_node *paragraph);

#endif
