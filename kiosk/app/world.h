/* The world for real: what the session asks for, done with the store, the seals and the stick. Voice and screen are kiosk.c's. */
#ifndef ESCALE_APP_WORLD_H
#define ESCALE_APP_WORLD_H

#include "app/app.h"
#include "seal/minisign.h"
#include "seal/recipients.h"
#include "seal/recovery.h"
#include "seal/room.h"
#include "store/store.h"

struct secrets; /* what lives in locked memory */

struct keeper_options {
	const char *data_dir;      /* everything that is written */
	const char *authority;     /* minisign public key file that signs recipient lists and receipts; NULL: data_dir/autorite.pub */
	bool (*stick)(void *context, char *out, size_t size); /* the stick's folder */
	void *context;
	long long (*now_ms)(void *context);
	int64_t (*clock_day)(void *context); /* what the clock says */
	int (*clock_hour)(void *context);    /* 0..23, local */
	bool (*battery)(void *context, int64_t *seconds); /* a clock that goes on without power: what it says, as clock_battery;
	                                                   * may be NULL */
};

/* The part of the kiosk that remembers. */
struct keeper {
	struct keeper_options o;
	struct store *store; /* NULL: the disk refused; tried again at each visit */
	struct secrets *secrets;
	struct recipients recipients;
	struct sign_public kiosk;
	bool recovered, date_confirmed;
	int acknowledged;        /* see staff_info */
	int64_t day_offset;      /* confirmed day minus the clock's */
	int64_t lost;            /* visits that no store took */
	int64_t swept_day;       /* store_expire looked on this confirmed day; 0: not yet */
	long long locked_until_ms[2]; /* by enum code_kind */
	int tries[2];                 /* wrong codes in a row, should the disk not take them */
	bool complained;              /* the journal knows that the disk refuses */
	bool visit_refused, code_refused; /* the disk did, the last time: staff read it */
	int epoch;                    /* of the store, when it was last read */
	struct room_slots codes;      /* of the staff; in force even while the disk takes nothing */
	bool codes_unsaved;           /* it did not take them */
	bool room_is_open;            /* staff are in: the room's key is in secrets */
	bool may_reset;               /* the coordination's file was good */
	int code_mine, code_last;     /* number of the code in use, 0; and of the one before */
	char code_number[RECOVERY_DIGITS + 1]; /* "": not yet made, or no disk */
};

/* Never false: without a disk the screens run, statistics pause, and staff read it. */
void keeper_open(struct keeper *k, const struct keeper_options *o);
void keeper_close(struct keeper *k);

/* The effects, as struct world calls them; context is the struct keeper. */
void keeper_visit(void *context, const struct fact *facts, int count);
void keeper_stop(void *context, const struct fact *facts, int count); /* those of a stop: no visit is counted */
void keeper_staff_info(void *context, struct staff_info *out);
bool keeper_check_code(void *context, enum code_kind kind, const char *code, long long *wait_ms);
enum code_set keeper_set_code(void *context, enum code_kind kind, enum code_change change, int number, const char *code);
bool keeper_keep(void *context, enum kept which, const void *bytes, size_t n);
bool keeper_kept(void *context, enum kept which, void *bytes, size_t n);
void keeper_forget(void *context, enum kept which);
void keeper_lock_room(void *context);
enum job_result keeper_job(void *context, enum job job, int64_t number, int64_t *result_number);
uint64_t keeper_random(void *context);
int keeper_slot(void *context);

#endif
