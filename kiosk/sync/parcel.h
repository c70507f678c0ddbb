/* One file laid on a stick so that it is whole, named at random and really there: used by export.c only. */
#ifndef ESCALE_SYNC_PARCEL_H
#define ESCALE_SYNC_PARCEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* dir/ESCALE made ready, its path into folder: a true folder, emptied of the temporary files of an earlier
 * cut. */
bool parcel_folder(const char *dir, char *folder, size_t size, struct err *e);

/* ERR_FULL unless `need` bytes fit, with a margin for the file system's own tables. */
bool parcel_space(const char *folder, size_t need, struct err *e);

/* Write, make durable, read back from the stick and compare. On false nothing of it is left there. */
bool parcel_write(const char *folder, const uint8_t *bytes, size_t n, struct err *e);

#endif
