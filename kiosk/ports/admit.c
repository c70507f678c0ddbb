#include "ports/admit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

enum { SOUND = 0x01, HID = 0x03, STORAGE = 0x08, HUB = 0x09, VIDEO = 0x0e, CARD_MAX = 64 << 10 };

/* ---- what is declared ---- */

static int digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool number(struct str s, uint16_t *out)
{
	unsigned n = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (digit(s.s[i]) < 0)
			return false;
		n = n << 4 | (unsigned)digit(s.s[i]);
	}
	*out = (uint16_t)n;
	return s.n == 4;
}

static void declare_list(struct admit_declared *d, struct str list)
{
	while (list.n) {
		struct str one, vendor, product;
		uint16_t v, p;
		str_cut(list, ',', &one, &list);
		if (str_cut(str_trim(one), ':', &vendor, &product) && number(vendor, &v) && number(product, &p) &&
		    d->count < ADMIT_DECLARED_MAX) {
			d->device[d->count].vendor = v;
			d->device[d->count++].product = p;
		}
	}
}

static bool is_usb(struct str key)
{
	return key.n == 3 && (key.s[0] | 32) == 'u' && (key.s[1] | 32) == 's' && (key.s[2] | 32) == 'b';
}

/* As the kiosk's own reader of the file (app/card.c), which this one cannot use: it is not root's to link. */
void admit_declare(struct admit_declared *d, struct str text)
{
	if (str_starts(text, "\xEF\xBB\xBF")) /* Windows */
		text = (struct str){ text.s + 3, text.n - 3 };
	while (text.n) {
		struct str line, note, key, value;
		size_t at = 0;
		str_cut(text, '\n', &line, &text);
		str_cut(line, '#', &line, &note);
		while (at < line.n && line.s[at] != '=' && line.s[at] != ':')
			at++;
		if (at == line.n || !str_cut(line, line.s[at], &key, &value))
			continue;
		if (!is_usb(str_trim(key)))
			continue;
		d->said = true;
		declare_list(d, value);
	}
}

/* ---- the rules ---- */

static bool only(const struct usb_device *u, uint8_t class, uint8_t or_class)
{
	for (int i = 0; i < u->interface_count; i++)
		if (u->interfaces[i].class != class && u->interfaces[i].class != or_class)
			return false;
	return true;
}

static bool has(const struct usb_device *u, uint8_t class)
{
	for (int i = 0; i < u->interface_count; i++)
		if (u->interfaces[i].class == class)
			return true;
	return false;
}

static bool is_declared(const struct usb_device *u, const struct admit_declared *d)
{
	for (int i = 0; i < d->count; i++)
		if (d->device[i].vendor == u->vendor && d->device[i].product == u->product)
			return true;
	return false;
}

/* Bulk-only SCSI, once. */
static bool is_stick(const struct usb_device *u)
{
	const struct usb_interface *i = u->interfaces;
	return u->interface_count == 1 && i->class == STORAGE && i->subclass == 0x06 && i->protocol == 0x50;
}

static bool boots_nothing(const struct usb_device *u)
{
	for (int i = 0; i < u->interface_count; i++)
		if (u->interfaces[i].subclass != 0)
			return false;
	return true;
}

const char *admit_as(const struct usb_device *u, const struct admit_declared *d)
{
	if (only(u, HUB, HUB))
		return "multiprise";
	if (is_stick(u))
		return "clé";
	if (only(u, SOUND, SOUND))
		return "son";
	if (only(u, VIDEO, SOUND) && has(u, VIDEO))
		return "caméra";
	if (is_declared(u, d) && only(u, HID, SOUND))
		return "écran ou clavier déclaré";
	if (!d->said && only(u, HID, HID) && boots_nothing(u))
		return "écran, non déclaré";
	return NULL;
}

/* ---- a device of this machine ---- */

/* Files of /sys do not say how long they are. */
static bool read_descriptors(const char *sysfs, uint8_t *out, size_t *n, struct err *e)
{
	char path[1024];
	if (!file_join(path, sizeof path, sysfs, "descriptors"))
		return err_set(e, ERR_USAGE, "%s: path too long", sysfs);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return err_errno(e, path);
	ssize_t got = 1;
	for (*n = 0; *n < USB_DESCRIPTORS_MAX && got != 0;) {
		got = read(fd, out + *n, USB_DESCRIPTORS_MAX - *n);
		if (got < 0 && errno != EINTR)
			break;
		*n += got > 0 ? (size_t)got : 0;
	}
	close(fd);
	/* Full to the brim: what was not read may be anything. */
	return (got == 0 && *n < USB_DESCRIPTORS_MAX) || err_set(e, ERR_FORMAT, "%s : illisible", path);
}

static void print_device(char *out, size_t size, const struct usb_device *u)
{
	struct buf text = { 0 };
	buf_printf(&text, "%04x:%04x", u->vendor, u->product);
	for (int i = 0; i < u->interface_count && i < 12; i++)
		buf_printf(&text, " %02x:%02x:%02x", u->interfaces[i].class, u->interfaces[i].subclass, u->interfaces[i].protocol);
	str_copy(out, size, text.data);
	buf_free(&text);
}

bool admit_device(const char *sysfs, const char *declared, struct err *e)
{
	static uint8_t bytes[USB_DESCRIPTORS_MAX];
	struct usb_device u;
	struct admit_declared d = { 0 };
	struct buf text = { 0 };
	size_t n = 0;
	char what[160];
	if (!read_descriptors(sysfs, bytes, &n, e) || !usb_describe(&u, bytes, n, e))
		return false;
	if (file_read(declared, CARD_MAX, &text, NULL) && text.size)
		admit_declare(&d, (struct str){ text.data, text.size });
	buf_free(&text);
	print_device(what, sizeof what, &u);
	return admit_as(&u, &d) || err_set(e, ERR_REFUSED, "%s : cet appareil USB n'est pas admis", what);
}
