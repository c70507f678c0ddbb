/* The stick of a kiosk, mounted so that nothing is written on it but during an export. Linux only; needs CAP_SYS_ADMIN.
 *
 * What is read-only is the file system itself (its superblock), not the mount: the kiosk's service sees the mount through a
 * namespace of its own, where the mount's flags are copies and the file system's are not. So that one program can open and
 * close writing for the other, without mounting anything a second time. */
#ifndef ESCALE_PORTS_STICK_MOUNT_H
#define ESCALE_PORTS_STICK_MOUNT_H

#include <stdbool.h>

#include "base/err.h"

/* Wait until nothing is mounted on the folder, and keep others who wait from it. What comes back holds the turn as long as it is open;
 * negative: error. */
int stick_turn(const char *folder, struct err *e);

/* Mount the device read-only, nosuid, nodev, noexec, noatime on the folder, files owned by user, as the first of types (NULL ends) that
 * fits. Waits for no one; a folder on which something is mounted already is ERR_REFUSED. */
bool stick_mount(const char *device, const char *folder, const char *user, char *const *types, struct err *e);

/* Let go at once, even of a stick that is gone. */
bool stick_unmount(const char *folder, struct err *e);

/* Open or close writing on what is mounted on the folder; closing syncs first. ERR_READONLY: a stick with a lock. ERR_MISSING: nothing is
 * mounted there. */
bool stick_open_writing(const char *folder, bool on, struct err *e);

/* Serve one who asks to write, on a connected socket: opens, answers STICK_OPEN or STICK_REFUSED, waits until the other end is
 * closed for writing or most_ms have passed, closes, answers STICK_CLOSED or STICK_FAILED. Nothing that comes in is read as
 * anything: there is nothing to parse. True: closed at the end. */
enum { STICK_OPEN = 'o', STICK_REFUSED = 'n', STICK_CLOSED = 'c', STICK_FAILED = 'f' };
bool stick_serve(int socket, const char *folder, int most_ms, struct err *e);

#endif
