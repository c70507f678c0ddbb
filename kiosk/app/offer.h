/* What pack of contents a stick offers. The stick is hostile: one known folder is looked at, a bounded number of names and
 * of files, and nothing is believed that the authority did not sign. */
#ifndef ESCALE_APP_OFFER_H
#define ESCALE_APP_OFFER_H

#include "packs/packfile.h"
#include "session/effects.h"

enum { OFFER_ENTRIES_MAX = 2000, OFFER_FILES_MAX = 16 };

struct offer {
	struct packfile file; /* open and verified when the result is RESULT_DONE or RESULT_OLD_VERSION */
	struct arena memory;
	enum job_result result; /* RESULT_DONE: it may be installed; else why not */
	int found;              /* packs that the authority signed */
};

/* The best pack in stick/ESCALE: first those of the same name as the installed one (NULL: none is), then the highest
 * version. authority NULL: the kiosk has no key, so nothing can be good. True when o->file can be read. Always
 * offer_close. */
bool offer_find(struct offer *o, const char *stick, const struct sign_public *authority, const char *name, int version);
void offer_close(struct offer *o);

#endif
