/* What a USB device says it is: the bytes of /sys/.../descriptors (the device descriptor, then each configuration as the
 * device sent it; USB 2.0, 9.5 and 9.6). Pure.
 *
 * Stricter than the kernel, which skips what it does not understand: a device that describes itself in an odd way could be read as one
 * thing here and as another there. udev's own list (ID_USB_INTERFACES) is not used for that reason: it ends at the first
 * descriptor of two bytes, where the kernel goes on, and keeps no more than its room. */
#ifndef ESCALE_PORTS_DESCRIPTORS_H
#define ESCALE_PORTS_DESCRIPTORS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum { USB_INTERFACES_MAX = 64, USB_DESCRIPTORS_MAX = 1 << 16 };

struct usb_interface {
	uint8_t class, subclass, protocol;
};

struct usb_device {
	uint16_t vendor, product;
	uint8_t class; /* 0: each interface has its own */
	int interface_count; /* of every configuration, with their alternates */
	struct usb_interface interfaces[USB_INTERFACES_MAX];
};

/* ERR_FORMAT: a length that does not fit, bytes that are left over, more configurations or interfaces than said. */
bool usb_describe(struct usb_device *out, const uint8_t *bytes, size_t n, struct err *e);

#endif
