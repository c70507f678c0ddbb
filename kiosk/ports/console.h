/* The kernel's own console behind the kiosk: nobody reaches it (faults.md 33-35). */
#ifndef ESCALE_PORTS_CONSOLE_H
#define ESCALE_PORTS_CONSOLE_H

#include <stdbool.h>

#include "base/err.h"

/* No other console can be switched to (Ctrl+Alt+F2 would leave a black screen for good), and the one that is shown hears no keys:
 * no Ctrl+Alt+Del either. The kiosk reads the keypad from /dev/input and does not notice. Holds until the machine stops.
 * ERR_UNSUPPORTED: tty is no console. */
bool console_lock(const char *tty, struct err *e);

#endif
