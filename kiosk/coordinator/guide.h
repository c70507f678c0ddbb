/* Guided steps in a terminal: one step a screen, plain text of 76 columns that a screen reader reads as
 * it stands. Every question can be answered with "q" (stop; the same command resumes here) and, where it
 * says so, "r" (back). */
#ifndef ESCALE_COORDINATOR_GUIDE_H
#define ESCALE_COORDINATOR_GUIDE_H

#include <stdbool.h>
#include <stddef.h>

enum guide {
	GUIDE_NEXT,
	GUIDE_BACK,
	GUIDE_STOP,
	GUIDE_AGAIN, /* from a step to walk.c only: the same step on a fresh screen */
};

/* A fresh screen: "Étape 3 sur 13 : title". step 0: the title alone. */
void guide_screen(int step, int steps, const char *title);

/* A paragraph, wrapped; then an empty line (one before it too when it starts with "\n"). printf's format. */
void guide_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* "  - text", wrapped and indented; no empty line behind. */
void guide_item(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* One line as it is (a path, a command), indented; then an empty line. */
void guide_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* "Entrée pour continuer" and what else is possible. */
enum guide guide_next(void);
/* A line of text, trimmed, of at least one character. */
enum guide guide_ask(const char *question, char *out, size_t size);
/* A number from 1 to count. */
enum guide guide_choose(const char *question, int count, int *out);
/* "o" or "n". */
enum guide guide_yes(const char *question, bool *yes);

/* Text wrapped into columns, for the functions above and for tests: lines after the first start with
 * indent spaces. */
struct buf;
void guide_wrap(struct buf *out, const char *text, int columns, int indent);

/* A line without accents, capitals and spaces, as the name of a key: "Hélène B." is "helene-b". "" when
 * nothing is left. */
void guide_key_name(const char *text, char *out, size_t size);

#endif
