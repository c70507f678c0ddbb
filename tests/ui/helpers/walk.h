/* What a kiosk shows of a pack beside its modules' own tour: the entry, the places, the panels over them, the staff's pages. */
#ifndef ESCALE_TESTS_UI_WALK_H
#define ESCALE_TESTS_UI_WALK_H

#include "ui/tour.h"

void walk_residents(struct tour *w); /* entry, modules, panels */
void walk_staff(struct tour *w);
void walk_stop(struct tour *w); /* the count of a stop, part of the staff's pages */

#endif
