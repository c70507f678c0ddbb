/* Files laid on a stick so that they are whole and really there: bundles, named at random, by export.c; others by app/. */
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

/* The same folder under another name, for what is no bundle. */
bool parcel_folder_named(const char *dir, const char *name, char *folder, size_t size, struct err *e);

/* Under this name in the folder: write, make durable, read back from the stick and compare. */
bool parcel_write_named(const char *folder, const char *name, const void *bytes, size_t n, struct err *e);

/* Under a name at random: write, make durable, read back from the stick and compare. On false nothing of it is left there. */
bool parcel_write(const char *folder, const uint8_t *bytes, size_t n, struct err *e);

#endif
