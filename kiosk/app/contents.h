/* Which contents the kiosk shows: the pack that was installed last, else the one before, else those that came with the
 * program. Installs packs from sticks, and brings them to the screen when nobody uses the kiosk. */
#ifndef ESCALE_APP_CONTENTS_H
#define ESCALE_APP_CONTENTS_H

#include "app/app.h"
#include "packs/shelf.h"

struct contents_options {
	const char *data_dir;
	const char *shipped;   /* the content folder that came with the program */
	const char *authority; /* as in struct keeper_options */
	bool (*stick)(void *context, char *out, size_t size);
	void *context;
	struct packfile_alive alive; /* during an installation, which may take a minute: tells the watchdog */
};

struct contents {
	struct contents_options o;
	struct pack pack; /* what is shown; its address never changes */
	struct arena memory;
	struct pack next; /* what will be shown */
	struct arena next_memory;
	bool waiting;
	struct shelf shelf;
	struct contents_told told; /* of shelf.current */
	bool failed;               /* shelf.current cannot be shown */
	uint8_t offered[32];       /* SHA-256 of the list that staff were shown: only that one is installed */
};

/* False: not even the shipped contents have a module without a mistake. */
bool contents_open(struct contents *c, const struct contents_options *o, struct err *e);
void contents_close(struct contents *c);

/* As struct world calls it; context is the struct contents. */
void contents_staff(void *context, bool look, struct staff_contents *out);

/* JOB_CONTENTS, JOB_CONTENTS_BACK. The number is the version that was installed. */
enum job_result contents_job(struct contents *c, enum job job, int64_t *version);

/* When something new waits and nobody uses the kiosk: show it and drop the old. True: c->pack is another one. */
bool contents_change(struct contents *c, struct app *a);

#endif
