/* Characters that no font of the kiosk can draw: it would show an empty box. */
#ifndef ESCALE_AUTHOR_GLYPHS_H
#define ESCALE_AUTHOR_GLYPHS_H

#include "content/notes.h"
#include "content/pack.h"
#include "ui/measure.h"

/* A note for each such character of each text file of the folder, where it first stands. Remarks between <!-- and --> are not
 * shown, so not looked at. */
void glyphs_check(const struct pack *p, const struct measure *m, struct notes *out);

#endif
