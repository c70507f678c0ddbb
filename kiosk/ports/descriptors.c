#include "ports/descriptors.h"

enum { DEVICE = 1, CONFIGURATION = 2, INTERFACE = 4, DEVICE_SIZE = 18, CONFIGURATION_SIZE = 9, INTERFACE_SIZE = 9 };

static unsigned number16(const uint8_t *b)
{
	return b[0] | (unsigned)b[1] << 8;
}

static bool wrong(struct err *e, const char *what)
{
	return err_set(e, ERR_FORMAT, "se décrit mal : %s", what);
}

/* One configuration, which is exactly n bytes. */
static bool read_configuration(struct usb_device *out, const uint8_t *b, size_t n, struct err *e)
{
	for (size_t at = CONFIGURATION_SIZE; at < n; at += b[at]) {
		size_t left = n - at;
		if (left < 2 || b[at] < 3 || b[at] > left)
			return wrong(e, "une longueur");
		if (b[at + 1] == DEVICE || b[at + 1] == CONFIGURATION)
			return wrong(e, "une description dans une autre");
		if (b[at + 1] != INTERFACE)
			continue; /* endpoints, and what belongs to a class */
		if (b[at] < INTERFACE_SIZE)
			return wrong(e, "une interface trop courte");
		if (out->interface_count == USB_INTERFACES_MAX)
			return wrong(e, "trop d'interfaces");
		out->interfaces[out->interface_count++] =
			(struct usb_interface){ b[at + 5], b[at + 6], b[at + 7] };
	}
	return true;
}

bool usb_describe(struct usb_device *out, const uint8_t *bytes, size_t n, struct err *e)
{
	*out = (struct usb_device){ 0 };
	if (n < DEVICE_SIZE || n > USB_DESCRIPTORS_MAX || bytes[0] != DEVICE_SIZE || bytes[1] != DEVICE)
		return wrong(e, "l'appareil");
	out->class = bytes[4];
	out->vendor = (uint16_t)number16(bytes + 8);
	out->product = (uint16_t)number16(bytes + 10);
	int configurations = 0;
	for (size_t at = DEVICE_SIZE; at < n; configurations++) {
		const uint8_t *b = bytes + at;
		size_t left = n - at;
		if (left < CONFIGURATION_SIZE || b[0] != CONFIGURATION_SIZE || b[1] != CONFIGURATION)
			return wrong(e, "une configuration");
		size_t total = number16(b + 2);
		if (total < CONFIGURATION_SIZE || total > left)
			return wrong(e, "la longueur d'une configuration");
		if (!read_configuration(out, b, total, e))
			return false;
		at += total;
	}
	if (configurations != bytes[17] || configurations == 0)
		return wrong(e, "le nombre de configurations");
	if (out->interface_count == 0)
		return wrong(e, "aucune interface");
	return true;
}
