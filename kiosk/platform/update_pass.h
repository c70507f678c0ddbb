/* The kiosk's side of an update: a root helper looks what a stick carries and installs it (update/serve.h); the kiosk asks, shows, and
 * waits. Only the card image has the helper's socket. */
#ifndef ESCALE_PLATFORM_UPDATE_PASS_H
#define ESCALE_PLATFORM_UPDATE_PASS_H

#include <stdbool.h>

#define UPDATE_PASS "/run/escale-update/ask"

enum { UPDATE_PASS_LOOK_MS = 8 * 1000, UPDATE_PASS_STEP_MS = 1000, UPDATE_PASS_ID = 64 };

struct update_pass {
	char result;  /* enum update_result (update/install.h); 'f' when the helper does not answer */
	char running[24], offered[24]; /* versions; "" unknown */
	char id[UPDATE_PASS_ID + 1];   /* of what is offered, to be given back to install it */
	int mb;
	bool trial; /* this kiosk takes updates signed with a key for trials */
};

bool update_pass_there(const char *socket_path); /* NULL: UPDATE_PASS, also below */

/* Returns after UPDATE_PASS_LOOK_MS at the latest. */
void update_pass_look(const char *socket_path, struct update_pass *out);

/* Install what was looked at; minutes. alive is called at least each UPDATE_PASS_STEP_MS with how much is done, in percent. 'g': installed,
 * and the machine is about to start again. */
typedef void update_pass_alive_fn(void *context, int percent);
char update_pass_install(const char *socket_path, const char *id, update_pass_alive_fn *alive, void *context);

#endif
