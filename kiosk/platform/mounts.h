/* The table of mounts, /proc/self/mountinfo (proc(5)), and which of them is a stick. Pure. */
#ifndef ESCALE_PLATFORM_MOUNTS_H
#define ESCALE_PLATFORM_MOUNTS_H

#include <stdbool.h>
#include <stddef.h>

/* The mount below one of these roots (NULL-terminated, absolute) that was made last; one that the kernel lets us write
 * is preferred. A folder that is only shown there a second time (a bind mount) is none. root_itself: a mount exactly on a
 * root counts too. False: none, or its path does not fit. */
bool mounts_pick(const char *mountinfo, const char *const *roots, bool root_itself, char *out, size_t size);

/* Does path lie below root (or is it root, with root_itself)? Text only: "/media2" is not below "/media". */
bool mounts_below(const char *path, const char *root, bool root_itself);

#endif
