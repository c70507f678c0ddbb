/* Sticks that are pulled and cards that are full: the n-th system call of a kind goes wrong when told to. */
#ifndef TESTS_PACKS_FAULT_H
#define TESTS_PACKS_FAULT_H

#include <stdbool.h>

enum { PACK_FAULT_NONE, PACK_FAULT_READ /* pread */, PACK_FAULT_WRITE, PACK_FAULT_OPEN /* for writing */, PACK_FAULT_MKDIR };

struct pack_fault {
	int on, after, error; /* so many calls go well first */
	const char *under;    /* for open and mkdir: only paths below this */
	bool met;
};
extern struct pack_fault pack_fault;

#endif
