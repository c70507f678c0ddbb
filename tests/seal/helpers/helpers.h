/* What the tests of this room share. */
#ifndef TESTS_SEAL_HELPERS_H
#define TESTS_SEAL_HELPERS_H

#include "seal/age.h"

/* Starts the room once per test process. */
void start_seal(void);

/* A file in memory, read as a stream in pieces of at most `piece` bytes. */
struct pieces {
	struct str left;
	size_t piece;
};
bool read_pieces(void *pieces, void *bytes, size_t room, size_t *n, struct err *e);

/* An age_write_fn whose context is a struct buf. */
bool write_buf(void *buf, const void *bytes, size_t n, struct err *e);

/* Bytes that repeat with no period near any size of the format. */
void fill_pattern(uint8_t *bytes, size_t n);

/* The age file of these bytes for recipients, written with the stream in pieces. */
struct buf seal_pieces(const uint8_t *plain, size_t n, size_t piece, const struct age_recipient *r,
                       int count);

#endif
