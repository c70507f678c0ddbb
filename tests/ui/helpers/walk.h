/* Every screen that a kiosk can show of a pack: each screen of each module, the feedback of each answer, the panels over
 * them, the staff's pages, all parts of each. */
#ifndef ESCALE_TESTS_UI_WALK_H
#define ESCALE_TESTS_UI_WALK_H

#include "ui/view.h"

struct walk {
	const struct pack *pack;
	struct look look;
	enum lang lang;
	bool large, contrast;
	struct arena frame;
	struct scene scene;
	int shown;
	/* Called with walk->scene; where names the screen. */
	void (*see)(struct walk *w, const char *where, void *context);
	void *context;
};

void walk_residents(struct walk *w); /* entry, modules, panels */
void walk_staff(struct walk *w);

#endif
