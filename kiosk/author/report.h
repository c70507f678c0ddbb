/* Notes as an author reads them: place, sentence, the line itself, a caret under the spot. */
#ifndef ESCALE_AUTHOR_REPORT_H
#define ESCALE_AUTHOR_REPORT_H

#include <stdio.h>

#include "content/check.h"

enum { REPORT_NOTES_MAX = 1000 };

/* Allocate both lists of *c (REPORT_NOTES_MAX each) in *a. today is read from the system clock. */
void report_prepare(struct check *c, struct arena *a);

/* Print the notes. dir is the folder that was checked: places are printed so that an editor can open them. */
void report_notes(FILE *out, const char *dir, const struct notes *notes);

#endif
