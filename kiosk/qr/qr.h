/* Text to a QR code (ISO/IEC 18004): a square of dark and light modules, without the light zone around it. */
#ifndef ESCALE_QR_QR_H
#define ESCALE_QR_QR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

enum { QR_SIDE_MAX = 177, QR_QUIET = 4 /* light modules that whoever draws it leaves on each side */ };

/* How much of the drawing may be unreadable: 7, 15, 25, 30 %. A screen needs no more than QR_MEDIUM, paper that is folded
 * and stained QR_HIGH. */
enum qr_level { QR_LOW, QR_MEDIUM, QR_QUARTER, QR_HIGH };

struct qr {
	int side;                                 /* modules */
	uint8_t dark[QR_SIDE_MAX * QR_SIDE_MAX]; /* side x side, rows from the top; 1 dark, 0 light */
};

/* UTF-8; letters beyond ASCII are announced as such (ECI 26), so that every reader shows them. ERR_UNSUPPORTED: too long. */
bool qr_make(struct qr *out, const char *text, enum qr_level level, struct err *e);

#endif
