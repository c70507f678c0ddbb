/* Fonts, icons and the interface's sentences: what the tools need to show or to measure a screen as the kiosk does. */
#ifndef ESCALE_AUTHOR_ASSETS_H
#define ESCALE_AUTHOR_ASSETS_H

#include "ui/view.h"

/* What was built stands beside the program; what is installed in its usual place. */
const char *assets_find(struct arena *a);

/* The interface's sentences in each language; a file that cannot be read is told on stderr, one that is missing is not. */
void assets_words(struct look *look, const char *assets, struct arena *a);

#endif
