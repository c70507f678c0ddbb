/* The commands of escale-coordinator; the table is in kiosk/coordinator.c. Answers go to standard output,
 * in French; errors come back in *e and main says them. */
#ifndef ESCALE_COORDINATOR_CMD_H
#define ESCALE_COORDINATOR_CMD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "coordinator/args.h"

enum cmd_status {
	CMD_DONE = 0,
	CMD_REFUSED = 1, /* the work was done, and something in it was refused or needs a decision */
	CMD_USAGE = 2,
	CMD_FAILED = 3, /* nothing, or not all, could be done */
};

struct call {
	const char *dir;
	struct args args;
	int64_t today;
	enum cmd_status status;
};

typedef bool cmd_fn(struct call *c, struct err *e);

cmd_fn cmd_init, cmd_keys_new, cmd_keys_add, cmd_keys_check, cmd_keys_list, cmd_recipients;
cmd_fn cmd_tidy, cmd_exercise, cmd_ceremony, cmd_arrival, cmd_depart, cmd_keys_restore, cmd_keys_lock, cmd_authority_lock;
cmd_fn cmd_kiosk_enrol, cmd_kiosk_revoke, cmd_kiosks, cmd_code;
cmd_fn cmd_import, cmd_bundles, cmd_bundle_keep, cmd_bundle_drop, cmd_report, cmd_open, cmd_receipts;
cmd_fn cmd_push, cmd_publish, cmd_bilan;
cmd_fn cmd_unite, cmd_forward, cmd_roster;

#endif
