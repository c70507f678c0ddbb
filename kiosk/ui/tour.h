/* Every screen that a kiosk can show of a module, whatever the resident touches: its cover, its sources, each screen, what
 * follows each answer, what each habit meets in an activity, all parts of each. Tests and authors look at them. */
#ifndef ESCALE_UI_TOUR_H
#define ESCALE_UI_TOUR_H

#include "ui/view.h"

struct tour {
	const struct pack *pack;
	struct look look;
	enum lang lang;
	bool large, contrast;
	bool brief;         /* fewer habits in an activity: what an author waits for */
	struct arena frame;
	struct scene scene;
	int shown;
	const struct session *now; /* while see() looks: the state that is shown */
	/* Called with tour->scene; where names the screen. */
	void (*see)(struct tour *t, const char *where, void *context);
	void *context;
};

/* Nobody has done anything yet, with the tour's language, size and colours. */
struct session tour_start(const struct tour *t);

/* All parts of this state. */
void tour_show(struct tour *t, struct session s, const char *where);

void tour_send(const struct tour *t, struct session *s, enum msg_kind kind, int arg);

/* From the cover to the thanks. s stands on the home screen. */
void tour_module(struct tour *t, struct session s, int which);

/* A guided session: its pages, its phases, their cards, rounds and controls (tour_guides.c). */
void tour_guide(struct tour *t, int which);

#endif
