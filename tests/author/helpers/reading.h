/* One text through one reader, told in lines that a test can read:
 *
 *   question 1: title              (several, true/false, page)
 *     | a paragraph   | - a point   | [image 96x64: spoken]
 *     x right answer > feedback
 *     o wrong answer
 *     > explanation
 *   skipped 7:1 reason             (remark)
 */
#ifndef TESTS_AUTHOR_READING_H
#define TESTS_AUTHOR_READING_H

#include "author/import.h"

/* Read the bytes; the story lives until the next reading. */
const char *reading(enum import_format format, const void *bytes, size_t n);
const char *reading_text(enum import_format format, const char *text);
/* The two JSON files of a package; pictures named images/png are a small PNG, others are missing. */
const char *reading_h5p(const char *h5p_json, const char *content_json);

extern struct import reading_import; /* what was read last */

/* A PNG of 96x64 points, as the reader sees it. */
extern const struct str reading_png;

#endif
