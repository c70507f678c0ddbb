/* The machine below the kiosk, where it runs from the card image: which system runs, what update a stick carries, what became of the last
 * one. Elsewhere there is nothing to update, and staff see nothing of it. */
#ifndef ESCALE_APP_MACHINE_H
#define ESCALE_APP_MACHINE_H

#include "base/str.h"
#include "platform/update_pass.h"
#include "session/session.h"

struct machine {
	const char *card;   /* where slot.txt is; NULL: nowhere */
	const char *socket; /* NULL: the system's */
	struct update_pass looked; /* what staff were shown: only that one is installed */
};

/* What slot.txt says of the last update ("# update=0.2.0 b failed", firmware-notes/image/slots). */
void machine_last(struct str slot_text, struct staff_update *out);

/* Fills out; with look, asks what is on the stick. */
void machine_staff(struct machine *m, bool look, struct staff_update *out);

/* JOB_UPDATE. RESULT_DONE: installed, the machine is about to start again. */
enum job_result machine_update(struct machine *m, update_pass_alive_fn *alive, void *context);

#endif
