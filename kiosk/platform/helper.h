/* The sockets of root's helpers (escale-ports, escale-update), which systemd opens: where none is, the kiosk does without. */
#ifndef ESCALE_PLATFORM_HELPER_H
#define ESCALE_PLATFORM_HELPER_H

/* Connected, close it; -1 with errno. */
int helper_connect(const char *path);

#endif
