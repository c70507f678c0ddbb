/* A translation has the structure of the French edition: same screens in the same order, same kinds, same
 * answers, the same one right. Private to this room. */
#ifndef ESCALE_CONTENT_COMPARE_H
#define ESCALE_CONTENT_COMPARE_H

#include "content/draft.h"
#include "content/front.h"
#include "content/pack.h"

/* Mistakes go to the draft of the translation. */
void compare_editions(const struct edition *french, const struct front *french_front, const struct edition *other,
		      const struct front *other_front, struct draft *d);

void compare_fronts(const struct front *french_front, const struct front *other_front, struct draft *d);

/* A guided session: the same phases in the same order, of the same length, with the same cards, lines and choices. */
struct guide_edition;
void compare_guides(const struct guide_edition *french, const struct front *french_front,
		    const struct guide_edition *other, const struct front *other_front, struct draft *d);

#endif
