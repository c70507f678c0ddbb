/* Whole files, read with a bound and written so that a power cut leaves the old one or the new one. */
#ifndef ESCALE_BASE_FILE_H
#define ESCALE_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

/* Append the whole regular file to *out (caller frees with buf_free). Refuses symbolic links, devices and
 * anything over max bytes (ERR_TOO_BIG) before reading. On false *out is unchanged. */
bool file_read(const char *path, size_t max, struct buf *out, struct err *e);

/* Replace path by these bytes: temporary file beside it, fsync, rename, fsync again (FAT), fsync of the folder.
 * mode is the file's permission bits. On false the old file, if any, is untouched; or, when only the flush after the new name
 * failed, the new one is there whole. */
bool file_write(const char *path, const void *bytes, size_t n, unsigned mode, struct err *e);

/* Create dir and its missing parents (mode 0700 & ~umask for new ones). True when it is a folder at the end. */
bool file_mkdir(const char *dir, struct err *e);

/* "dir/name" into out; false when it does not fit. */
bool file_join(char *out, size_t size, const char *dir, const char *name);

bool file_exists(const char *path);

/* Is something mounted on this folder? Asks without looking into it, so that nobody needs a right to what is mounted there. */
bool file_is_mounted(const char *folder);

#endif
