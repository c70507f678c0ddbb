/* What every panel would show of a folder, laid out as the kiosk does with the kiosk's fonts: what does not fit, what is
 * broken in the middle of a word, what takes too many parts. One note a screen, which names the panels and the sizes. */
#ifndef ESCALE_AUTHOR_GLASS_H
#define ESCALE_AUTHOR_GLASS_H

#include "content/check.h"
#include "ui/view.h"

enum { GLASS_PARTS_MAX = 12 }; /* more is a hint: nobody reads so long a screen */

/* Look at the modules, the guided sessions and the glossary of the pack on all panels, in both sizes and all languages. What is cut off is a
 * mistake; a torn word and too many parts are hints. Works in several processes and shows how far it is when stderr is a
 * terminal. False with a reason when the fonts cannot be read. */
bool glass_check(const struct pack *p, const char *assets, struct check *c, struct err *e);

#endif
