/* One answer to the kiosk, on a connected socket: what does the stick carry, or install it. */
#ifndef ESCALE_UPDATE_SERVE_H
#define ESCALE_UPDATE_SERVE_H

#include "update/install.h"

/* Hears one letter, and for UPDATE_ASK_INSTALL the 64 digits of the manifest that staff were shown; nothing else is read.
 *   UPDATE_ASK_LOOK     -> "RESULT RUNNING VERSION MB DIGITS TRUST\n"; "-" where there is none; TRUST: "d" a key for trials, "r"
 *   UPDATE_ASK_INSTALL  -> "%PERCENT\n" many times, then "RESULT\n"
 * True: installed, the machine must start again. mount false: p->work holds the bundle's files already (tests). */
enum { UPDATE_ASK_LOOK = 'l', UPDATE_ASK_INSTALL = 'i' };
bool update_serve(int socket, const struct update_places *p, bool mount, struct err *e);

#endif
