/* A folder of its own for a test, removed with everything in it. */
#ifndef TESTS_PLATFORM_FOLDER_H
#define TESTS_PLATFORM_FOLDER_H

extern char folder[64];
void folder_make(void);
void folder_remove(void);
const char *in_folder(const char *name); /* the path; 4 of them live at a time */

#endif
