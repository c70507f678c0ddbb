/* Shared by the files of this room only. */
#ifndef ESCALE_SESSION_INTERNAL_H
#define ESCALE_SESSION_INTERNAL_H

#include "session/session.h"

/* One update in progress. */
struct turn {
	struct session *s;
	const struct pack *p;
	const struct msg *m;
	struct effects *fx;
};

/* visit.c: the facts of a visit */
void tell(struct turn *t, enum fact_kind kind, const char *v0, const char *v1, const char *v2, const char *v3);
/* Facts of no visit, a group's or a stop's: they leave together, hidden among decoys up to VISIT_PAD. */
void tell_apart(struct turn *t, enum fact_kind kind, const char *v0, const char *v1);
void tell_apart_done(struct turn *t);
void visit_open(struct turn *t);
void visit_close(struct turn *t); /* effects: the facts to store; nothing when nobody reached the home screen */
void module_open(struct turn *t);
void module_close(struct turn *t, bool done);

/* session.c */
void go(struct turn *t, enum where at); /* to the first part of a screen; spoken when the voice is on */
void end_visit(struct turn *t);         /* everything is wiped; back to the attract screen */

void hush(struct turn *t);
void say(struct turn *t);

/* panels.c */
void panel_open(struct turn *t, enum panel_over over); /* or close it when it is open */
void panel_back(struct turn *t);                       /* Retour in a panel */
void panels_update(struct turn *t);                    /* what opens, closes and sets */

/* finding.c: the panel "Où trouver de l'aide ?" */
void finding_begin(struct turn *t);
bool finding_update(struct turn *t);
bool finding_back(struct turn *t); /* false: there is nothing left to go back in the panel */

/* stop.c */
bool stop_update(struct turn *t); /* a touch; false: it was not for the count of a stop */
void stop_told(struct turn *t);   /* what the world answers */
bool stop_tick(struct turn *t);   /* false: there is no count on the screen, or the voice reads it */

/* staff.c */
void staff_enter(struct turn *t);
bool staff_update(struct turn *t); /* false: the message was not for staff */
void staff_show(struct turn *t, enum staff_page to);
void staff_ask_for_room(struct turn *t); /* the code is asked over a group session, which goes on under it */

/* staff_codes.c: choosing, checking, adding, removing; forgotten ones */
void codes_entered(struct turn *t);
void codes_checked(struct turn *t);
void codes_set(struct turn *t);
void codes_pick(struct turn *t);

/* stop.c: a group session that ends is a workshop of the stop, when one is being counted; it can be corrected there */
void stop_workshop_held(struct turn *t, const struct guide *guide, int people);

/* guided.c */
bool guided_update(struct turn *t); /* false: the message was not for a group session */
void guided_tick(struct turn *t);
long long guided_deadline(const struct session *s); /* -1: none */

/* guided_ballots.c: cards are read as long as their question is shown; the effect follows what the session now says. */
struct asked;
void reading_follow(struct turn *t, bool was_on, const struct asked *was);
void activity_shown(struct turn *t); /* session.c: old speech is cut, new speech begins with the voice on */
void activity_echo(struct turn *t);  /* the same, and only what the last touch did is said */

#endif
