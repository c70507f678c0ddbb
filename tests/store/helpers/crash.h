/* A SQLite VFS in memory that loses power: after a cut, each file holds what was flushed, plus any part of what
 * was not: some writes whole, some torn at a sector, some not at all. It also plays disks that are full, locked,
 * or fail a flush (and then forget what was not flushed, as Linux does). */
#ifndef TESTS_STORE_CRASH_H
#define TESTS_STORE_CRASH_H

#include <stdbool.h>
#include <stdint.h>

#define CRASH_VFS "crash"

void crash_reset(void); /* no files, power on, no faults; registers the VFS the first time */

/* The power goes during operation n from now: 1 is the next write, flush, truncation or removal. 0: never. */
void crash_cut_at(long n);
bool crash_is_off(void);
/* What the card holds decides the seed: 0 only what was flushed, 1 all, others any mixture. */
void crash_power_on(uint64_t seed);

long crash_operations(void); /* since the last reset */

enum crash_fault {
	FAULT_NONE,
	FAULT_FULL,      /* no write can make a file longer */
	FAULT_READONLY,  /* no write at all */
	FAULT_WRITE,     /* operation number at, and as many after it, fail */
	FAULT_READ,      /* every read fails */
};
void crash_fault(enum crash_fault fault, long at, long count);

/* Broken cards and careless settings, which the tests must notice. */
enum crash_plant {
	PLANT_NONE,
	PLANT_NO_FLUSH,     /* as synchronous=OFF, or a card that lies */
	PLANT_NO_LOG_FLUSH, /* only the log is not flushed */
};
void crash_plant(enum crash_plant plant);

#endif
