/* A verified bundle, mounted: a loop device over the file, dm-verity over that, squashfs over that. The kernel compares each block with
 * its hash when it is read, also if the stick gives other bytes the second time. Linux; needs CAP_SYS_ADMIN. */
#ifndef ESCALE_UPDATE_MOUNT_H
#define ESCALE_UPDATE_MOUNT_H

#include "update/bundle.h"

/* Read-only on the folder. All three vanish with the mount, and that with the process's mount namespace. */
bool update_mount(const struct update_bundle *b, int fd, const char *folder, struct err *e);

void update_unmount(const char *folder);

#endif
