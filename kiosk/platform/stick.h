/* USB sticks, noticed through /proc/self/mountinfo (proc(5)): its poll(2) wakes when mounts change. */
#ifndef ESCALE_PLATFORM_STICK_H
#define ESCALE_PLATFORM_STICK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct stick_watch;

/* Sticks appear under root (each mount point below it is one); a plain folder given with --usb counts as a stick
 * when it exists. wake runs on the watching thread when mounts change; it sleeps in the kernel otherwise. */
bool stick_watch_open(struct stick_watch **out, const char *root, void (*wake)(void *), void *context, struct err *e);
void stick_watch_close(struct stick_watch *);

/* The stick's folder, or false when there is none. */
bool stick_find(struct stick_watch *, char *out, size_t size);

/* For preview: the same thread also watches a folder tree (inotify) and calls wake. */
bool folder_watch_open(struct stick_watch **out, const char *dir, void (*wake)(void *), void *context, struct err *e);

#endif
