/* The few bytes of ustar that a bundle needs (POSIX.1-2017 pax, "ustar Interchange Format").
 * The writer has no choice left: fixed order, mode 644, owner and time zero. The reader accepts only what the
 * writer would have written, byte for byte, so that no other reading of the same bytes exists: no link, no
 * folder, no long name, no second archive behind the first. Stock tar opens it. */
#ifndef ESCALE_SYNC_TAR_H
#define ESCALE_SYNC_TAR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum { TAR_BLOCK = 512, TAR_PAD_MIN = 64 * 1024, TAR_NAME_MAX = 99 };

/* One file appended to *out. content is at most 8 GiB - 1 (asserted), name at most TAR_NAME_MAX bytes. */
void tar_add(struct buf *out, const char *name, struct str content);

/* The end mark, then zeros up to tar_padded_size(). `start` is where the archive began in *out. */
void tar_end(struct buf *out, size_t start);

/* Whole size of an archive whose files, headers included, take n bytes: the smallest 64 KiB x 2^k that holds
 * them and the end mark. A size says little about a kiosk. */
size_t tar_padded_size(size_t n);

/* Bytes that one file takes in an archive. */
size_t tar_file_size(size_t content);

enum tar_result {
	TAR_OK,
	TAR_UNEXPECTED, /* another name, order, kind of entry, or bytes behind the end */
	TAR_TRUNCATED,  /* an entry or the padding goes past the bytes that are there */
};

/* Take an archive of exactly these files apart; contents[i] are slices of tar. */
enum tar_result tar_split(struct str tar, const char *const *names, int count, struct str *contents);

#endif
