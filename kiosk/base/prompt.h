/* Questions to a person at a terminal, on standard input and output: one line at a time, with or without
 * an echo. */
#ifndef ESCALE_BASE_PROMPT_H
#define ESCALE_BASE_PROMPT_H

#include <stdbool.h>
#include <stddef.h>

/* Somebody can be asked: standard input is a terminal. */
bool prompt_person(void);

/* Print the question, read one line into out (without its end; cut at size - 1 bytes, the rest is thrown
 * away). False when the input has ended. */
bool prompt_line(const char *question, char *out, size_t size);

/* The same without showing what is typed. The terminal shows again afterwards, also when a signal ends
 * the program. out is the caller's to wipe. */
bool prompt_secret(const char *question, char *out, size_t size);

/* Nothing of what is typed shows between true and false: around work that follows a secret, when an
 * impatient person may type it again. Pairs may nest. */
void prompt_hide(bool hide);

#endif
