/* A content folder made for one test. */
#ifndef TESTS_CONTENT_SAMPLE_H
#define TESTS_CONTENT_SAMPLE_H

extern char sample_dir[64]; /* of the current test */

void sample_make(void);
void sample_remove(void);

/* Write module/name with this text. */
void sample_file(const char *module, const char *name, const char *text);

/* A whole small module with its picture, in French; order: place on the home screen. */
void sample_module(const char *module, int order);

#endif
