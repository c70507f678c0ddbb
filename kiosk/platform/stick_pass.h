/* The kiosk's side of the stick's lock: on a kiosk the stick is read-only, and a root helper opens it for writing as long as this
 * connection lasts (ports/stick_mount.h, firmware-notes/etc/systemd/system/escale-stick-write.socket). If the kiosk dies in
 * the middle, the kernel closes the connection, and the stick is read-only again. */
#ifndef ESCALE_PLATFORM_STICK_PASS_H
#define ESCALE_PLATFORM_STICK_PASS_H

#include <stdbool.h>

#define STICK_PASS "/run/escale-stick/write"

enum { STICK_PASS_WAIT_MS = 8 * 1000 }; /* less than the service's watchdog allows */

/* A connection to keep for stick_pass_close, or -1: there is no helper (a computer's stick, a trial), or it refused. Either way the
 * caller goes on; writing then tells why it cannot. */
int stick_pass_open(const char *socket_path); /* NULL: STICK_PASS */

/* What was written is on the stick, which is read-only again, when this returns true; -1 is true. */
bool stick_pass_close(int pass);

#endif
