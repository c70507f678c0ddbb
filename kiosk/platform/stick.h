/* USB sticks, noticed through /proc/self/mountinfo (proc(5)): its poll(2) wakes when mounts change. */
#ifndef ESCALE_PLATFORM_STICK_H
#define ESCALE_PLATFORM_STICK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct stick_watch;

/* Each mount point below root is a stick; root NULL means the system's own places, /media and /run/media.
 * A plain folder given as root counts as a stick while it exists, for trials (--usb build/usb), unless it is or
 * lies in /media, /run/media or /mnt: there a folder on which nothing is mounted is no stick, and a bundle written
 * to it would be lost. wake runs on the watching thread when what stick_find() says has changed; the thread sleeps in
 * the kernel otherwise. */
bool stick_watch_open(struct stick_watch **out, const char *root, void (*wake)(void *), void *context, struct err *e);
void stick_watch_close(struct stick_watch *); /* NULL: nothing */

/* The stick's folder, or false when there is none. With several: the one mounted last that the kernel lets us write,
 * else the one mounted last. Nothing on it is looked at. */
bool stick_find(struct stick_watch *, char *out, size_t size);

/* For preview: a thread watches a folder and three levels below it (inotify) and calls wake once things have
 * been still for FOLDER_STILL_MS. ERR_MISSING when dir is no folder. */
enum { FOLDER_STILL_MS = 60 };
bool folder_watch_open(struct stick_watch **out, const char *dir, void (*wake)(void *), void *context, struct err *e);

#endif
