/* What the files world*.c share; nobody else includes it. */
#ifndef ESCALE_APP_WORLD_PARTS_H
#define ESCALE_APP_WORLD_PARTS_H

#include "app/world.h"
#include "seal/envelope.h"
#include "sync/export.h"

struct secrets {
	struct sign_secret kiosk;
	struct room_key room; /* only while staff are in */
	char line[ENVELOPE_PLAIN];
};

/* world.c */
void world_open_store(struct keeper *k); /* k->store stays NULL when the disk refuses */
void world_notice_recovery(struct keeper *k); /* the store may set a damaged database aside at any moment */
int64_t world_today(struct keeper *k);   /* -1: the date is not confirmed */
struct export_facts world_export_of(struct keeper *k);

/* world_date.c: a date that staff confirmed holds until the machine restarts, since without a battery the clock may then say
 * anything. With one it holds for 400 days, as long as that clock never went back. */
void world_load_date(struct keeper *k);
void world_confirm_date(struct keeper *k, int64_t day);

/* world_codes.c */
void world_load_codes(struct keeper *k);
void world_code_waits(struct keeper *k); /* a restart does not shorten the wait after wrong codes */
void world_code_info(struct keeper *k, struct staff_info *out);
enum job_result world_code_file(struct keeper *k);

#endif
