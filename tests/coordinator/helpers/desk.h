/* A coordinator's desk for tests: a folder with one enrolled kiosk, "Bus", and the keys of everybody. */
#ifndef TESTS_COORDINATOR_DESK_H
#define TESTS_COORDINATOR_DESK_H

#include "coordinator/merge.h"
#include "sync/helpers/lot.h"

struct desk {
	struct keys keys;
	struct state state;
	struct arena arena;
	struct age_identity *identities; /* the coordinator's, then the evaluator's */
	char dir[40];
	bool borrowed; /* the keys are another desk's */
};

struct desk_given {
	enum merged merged;
	enum bundle_reason reason;
};

void desk_open(struct desk *d); /* keys of its own */
void desk_open_with(struct desk *d,
                    const struct keys *k); /* the same keys as another desk; not dropped with it */
void desk_close(struct desk *d);

void desk_enrol(struct desk *d, const struct keys *k, const char *name);

/* Give a file to the coordinator as `importer` does. identity_count 1: without the evaluation key. */
struct desk_given desk_give_path(struct desk *d, const char *path, int identity_count);
struct desk_given desk_give_bytes(struct desk *d, const struct buf *file, int identity_count);
struct desk_given desk_give(struct desk *d, const struct lot *l);

/* A right bundle of 12 visits: so many starts of one module, and a decoy. */
void desk_lot(struct lot *l, const struct keys *k, int number, const struct lot *previous, int starts);

/* Everything that a report would count, as text that the next call writes over. */
const char *desk_totals(struct desk *d);
long long desk_starts(struct desk *d);

#endif
