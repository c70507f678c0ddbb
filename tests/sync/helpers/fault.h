/* A stick that fails: system calls on paths under ESCALE go wrong when told to (the store's own files
 * never do). */
#ifndef TESTS_SYNC_FAULT_H
#define TESTS_SYNC_FAULT_H

#include <stdbool.h>

enum fault_call {
	FAULT_NONE,
	FAULT_WRITE,
	FAULT_FSYNC,
	FAULT_RENAME,
	FAULT_STATVFS,
	FAULT_READ,
	FAULT_CALLS
};
enum fault_kind {
	FAULT_ERROR, /* fails with .error */
	FAULT_LIE,   /* write: one byte changed on the way, success reported */
	FAULT_DROP,  /* write: nothing is kept, success reported */
	FAULT_CUT,   /* the power goes: _exit(77), a write half done */
	FAULT_SMALL, /* statvfs: says that 100 KB are free */
};

struct fault {
	enum fault_call call;
	enum fault_kind kind;
	int error;
	int after; /* so many calls go well first */
	bool fat;  /* FAULT_CUT: as Linux writes FAT, where a name that is flushed before its file is one of an empty file */
};
extern struct fault fault;
extern int fault_seen[FAULT_CALLS]; /* calls under ESCALE so far */

#endif
