/* A file or a folder of files through the readers, told as it goes. */
#ifndef ESCALE_AUTHOR_IMPORT_RUN_H
#define ESCALE_AUTHOR_IMPORT_RUN_H

#include <stdio.h>

#include "author/import_module.h"

enum { IMPORT_RUN_FILES_MAX = 1000, IMPORT_RUN_DEPTH_MAX = 4 };

struct import_run {
	const char *dir, *theme;
	const char *id; /* NULL: from the file's name */
	FILE *out;      /* NULL: nothing is told */
	/* counted */
	int files, files_read, files_refused; /* refused: none of our formats, damaged, its name is taken */
	int modules, found, kept, skipped;    /* entries of the files that were read */
};

/* Import every regular file under path, in order of names; links and names with a dot in front are passed over. True
 * when at least one module was made. */
bool import_run(struct import_run *r, const char *path);

#endif
