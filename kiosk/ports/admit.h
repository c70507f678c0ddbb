/* Which USB devices a kiosk lets in (faults.md 32). Pure, but for admit_device.
 *
 * Hubs, sticks that are nothing but sticks, headphones, a camera for voting cards; touch panels and keypads by the numbers that the
 * technician declares in escale.txt ("usb = 0eef:0005, 2047:0abc"). Everything else stays off: what is not let in gets no driver. */
#ifndef ESCALE_PORTS_ADMIT_H
#define ESCALE_PORTS_ADMIT_H

#include "base/str.h"
#include "ports/descriptors.h"

enum { ADMIT_DECLARED_MAX = 16 };

struct admit_declared {
	bool said; /* there is a line "usb = ...", even a wrong one */
	int count;
	struct {
		uint16_t vendor, product;
	} device[ADMIT_DECLARED_MAX];
};

/* Add what the text of an escale.txt declares; lines about anything else, and numbers that are none, are passed over: the kiosk
 * itself tells mistakes on its screen. */
void admit_declare(struct admit_declared *d, struct str text);

/* What the device is let in as, in French; NULL: it is not let in.
 * As long as nothing at all is declared, a device that only has HID interfaces without boot protocol is taken for the touch
 * panel: a new kiosk is not blind. A plain keyboard has the boot protocol and stays out. */
const char *admit_as(const struct usb_device *u, const struct admit_declared *d);

/* The same for a device of /sys, with what is declared in a file (no file declares nothing). On false, e says what it was. */
bool admit_device(const char *sysfs, const char *declared, struct err *e);

#endif
