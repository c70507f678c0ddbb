/* Which USB devices are let in (faults.md 32): what each says of itself is written out here as the bytes of its descriptors. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "ports/admit.h"

/* ---- a device, said as "08:06:50 + 03:01:01 | 02:02:01": + a further interface, | a further configuration ---- */

struct bytes {
	uint8_t b[2000];
	size_t n;
};

static void interface(struct bytes *d, unsigned class, unsigned subclass, unsigned protocol)
{
	const uint8_t i[] = { 9, 4, 0, 0, 1, (uint8_t)class, (uint8_t)subclass, (uint8_t)protocol, 0, 7, 5, 0x81, 2, 64, 0, 0 };
	memcpy(d->b + d->n, i, sizeof i);
	d->n += sizeof i;
}

static struct bytes device(unsigned vendor, unsigned product, const char *says)
{
	struct bytes d = { .b = { 18, 1, 0, 2, 0, 0, 0, 64, (uint8_t)vendor, (uint8_t)(vendor >> 8), (uint8_t)product,
				   (uint8_t)(product >> 8) }, .n = 18 };
	size_t configuration = 0;
	for (const char *p = says; *p;) {
		unsigned c, s, r;
		if (p == says || *p == '|') {
			const uint8_t head[] = { 9, 2, 0, 0, 1, 1, 0, 0x80, 50 };
			configuration = d.n;
			memcpy(d.b + d.n, head, sizeof head);
			d.n += sizeof head;
			d.b[17]++;
		}
		p += strspn(p, " +|");
		cr_assert_eq(sscanf(p, "%2x:%2x:%2x", &c, &s, &r), 3, "%s", p);
		p += 8;
		p += strspn(p, " ");
		interface(&d, c, s, r);
		d.b[configuration + 2] = (d.n - configuration) & 255;
		d.b[configuration + 3] = (uint8_t)((d.n - configuration) >> 8);
	}
	return d;
}

static const char *judged(const struct bytes *d, const char *declared)
{
	struct usb_device u;
	struct admit_declared list = { 0 };
	struct err e = { 0 };
	admit_declare(&list, str_from(declared));
	if (!usb_describe(&u, d->b, d->n, &e))
		return "odd";
	const char *as = admit_as(&u, &list);
	return as ? as : "no";
}

static const char *says(const char *interfaces, const char *declared)
{
	struct bytes d = device(0x0eef, 0x0005, interfaces);
	return judged(&d, declared);
}

#define PANEL "usb = 0eef:0005\n"
#define OTHER "usb = 1234:5678\n"

/* ---- what is let in ---- */

Test(admit, what_a_kiosk_uses)
{
	cr_expect_str_eq(says("08:06:50", OTHER), "clé");
	cr_expect_str_eq(says("09:00:01 + 09:00:02", OTHER), "multiprise");
	cr_expect_str_eq(says("01:01:00 + 01:02:00", OTHER), "son");
	cr_expect_str_eq(says("0e:01:00 + 0e:02:00 + 01:01:00 + 01:02:00", OTHER), "caméra");
	cr_expect_str_eq(says("03:00:00", PANEL), "écran ou clavier déclaré");
	cr_expect_str_eq(says("03:01:01 + 01:01:00", PANEL), "écran ou clavier déclaré", "a keypad with a jack");
}

/* ---- and what is not ---- */

Test(admit, a_stick_that_is_also_something_else)
{
	static const char *const bad[] = {
		"08:06:50 + 03:01:01",         /* BadUSB: types as soon as it is in */
		"03:01:01 + 08:06:50",
		"08:06:50 | 03:01:01",         /* in a second configuration */
		"08:06:50 + 08:06:50",
		"08:06:50 + ff:ff:ff",
		"08:06:62",                    /* another protocol, another driver */
		"08:02:50",
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		cr_expect_str_eq(says(bad[i], ""), "no", "%s", bad[i]);
		cr_expect_str_eq(says(bad[i], OTHER), "no", "%s", bad[i]);
		cr_expect_str_eq(says(bad[i], PANEL), "no", "%s: the panel's number does not help it", bad[i]);
	}
}

Test(admit, networks_modems_printers_radios)
{
	static const char *const bad[] = { "02:06:00 + 0a:00:00", "02:0d:00 + 0a:00:01", "e0:01:03 + 0a:00:00", "ef:04:01 + 0a:00:00",
					   "ff:ff:00", "e0:01:01", "07:01:02", "0b:00:00", "06:01:01", "dc:02:01", "fe:01:01", "00:00:00",
					   "01:01:00 + 02:06:00", "0e:01:00 + 02:06:00", "09:00:00 + 02:06:00" };
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		cr_expect_str_eq(says(bad[i], ""), "no", "%s", bad[i]);
		cr_expect_str_eq(says(bad[i], PANEL), "no", "%s", bad[i]);
	}
}

Test(admit, keyboards_and_mice_that_nobody_declared)
{
	cr_expect_str_eq(says("03:01:01", ""), "no");
	cr_expect_str_eq(says("03:01:02", ""), "no");
	cr_expect_str_eq(says("03:00:00 + 03:01:01", ""), "no");
	cr_expect_str_eq(says("03:01:01", OTHER), "no");
	cr_expect_str_eq(says("03:00:00", OTHER), "no", "once one is declared, another panel is a stranger");
	cr_expect_str_eq(says("03:00:00", ""), "écran, non déclaré", "a new kiosk is not blind");
	cr_expect_str_eq(says("03:00:00", "usb =\n"), "no");
}

/* ---- what is declared ---- */

Test(admit, the_lines_of_a_technician)
{
	struct admit_declared d = { 0 };
	admit_declare(&d, str_from("# panneau\r\necran = 10.1\r\nusb = 0EEF:0005 , 2047:0abc # le clavier\r\nUSB=1:2\nxusb = 1111:1111\n"));
	cr_assert(d.said);
	cr_assert_eq(d.count, 2);
	cr_assert_eq(d.device[0].vendor, 0x0eef);
	cr_assert_eq(d.device[1].product, 0x0abc);
	d = (struct admit_declared){ 0 };
	admit_declare(&d, str_from("\xEF\xBB\xBFUsb : 0eef:0005\r\n"));
	cr_assert(d.said && d.count == 1 && d.device[0].product == 5, "as Windows and hurried people write it");
	d = (struct admit_declared){ 0 };
	admit_declare(&d, str_from("# usb = 0eef:0005\nrotation = 90"));
	cr_assert_not(d.said);
	for (int i = 0; i < 40; i++)
		admit_declare(&d, str_from("usb = 0eef:0005,00000:0001,-eef:0005,0eef:000g,:,0eef"));
	cr_assert_eq(d.count, ADMIT_DECLARED_MAX);
}

/* ---- devices that describe themselves oddly, so that two readers see two things ---- */

static const char *with_tail(const uint8_t *tail, size_t n)
{
	struct bytes d = device(0x0eef, 0x0005, "08:06:50");
	memcpy(d.b + d.n, tail, n);
	d.n += n;
	d.b[18 + 2] = (uint8_t)(d.n - 18);
	return judged(&d, "");
}

/* udev's list ends at the two bytes and would see a stick only; the kernel goes on and would see a keyboard. */
Test(admit, nothing_hides_behind_a_short_descriptor)
{
	static const uint8_t keyboard[] = { 2, 0x30, 9, 4, 1, 0, 0, 3, 1, 1, 0 };
	cr_expect_str_eq(with_tail(keyboard + 2, sizeof keyboard - 2), "no", "the control: without them it is seen");
	cr_expect_str_eq(with_tail(keyboard, sizeof keyboard), "odd");
	static const uint8_t none[] = { 0, 0 }, one[] = { 1 }, beyond[] = { 9, 4, 1 }, small[] = { 3, 4, 3 }, config[] = { 9, 2, 9, 0, 1, 1, 0, 0, 0 };
	cr_expect_str_eq(with_tail(none, sizeof none), "odd");
	cr_expect_str_eq(with_tail(one, sizeof one), "odd");
	cr_expect_str_eq(with_tail(beyond, sizeof beyond), "odd");
	cr_expect_str_eq(with_tail(small, sizeof small), "odd");
	cr_expect_str_eq(with_tail(config, sizeof config), "odd");
}

Test(admit, nothing_hides_behind_too_many_interfaces)
{
	struct bytes d = device(1, 2, "01:00:00");
	for (unsigned i = 1; i < 80; i++)
		interface(&d, 1, i, 0);
	interface(&d, 3, 1, 1);
	d.b[20] = (d.n - 18) & 255;
	d.b[21] = (uint8_t)((d.n - 18) >> 8);
	cr_assert_str_eq(judged(&d, ""), "odd");
}

Test(admit, every_cut_and_every_wrong_count_is_odd)
{
	struct bytes d = device(1, 2, "08:06:50"), cut = d;
	for (cut.n = 0; cut.n < d.n; cut.n++)
		cr_expect_str_eq(judged(&cut, ""), "odd", "%zu", cut.n);
	cut = d;
	cut.b[17] = 2;
	cr_expect_str_eq(judged(&cut, ""), "odd");
	cut = d;
	cut.b[cut.n++] = 0; /* one byte more than the configuration says */
	cr_expect_str_eq(judged(&cut, ""), "odd");
}

/* ---- as udev asks ---- */

static void put(const char *dir, const char *name, const void *bytes, size_t n)
{
	char path[200];
	struct err e = { 0 };
	cr_assert(file_join(path, sizeof path, dir, name) && file_write(path, bytes, n, 0600, &e), "%s", e.text);
}

Test(admit, a_device_of_sys_and_the_file_of_the_card)
{
	char dir[] = "/tmp/escale-ports-XXXXXX", card[100], command[100];
	struct bytes panel = device(0x0eef, 0x0005, "03:00:00 + 03:01:02");
	struct err e = { 0 };
	cr_assert_not_null(mkdtemp(dir));
	cr_assert(file_join(card, sizeof card, dir, "escale.txt"));
	cr_assert_not(admit_device(dir, card, &e));
	e = (struct err){ 0 };
	put(dir, "descriptors", panel.b, panel.n);
	cr_assert_not(admit_device(dir, card, &e), "no card");
	cr_assert_not_null(strstr(e.text, "0eef:0005 03:00:00 03:01:02"), "the numbers to declare are told: %s", e.text);
	put(dir, "escale.txt", PANEL, strlen(PANEL));
	cr_assert(admit_device(dir, card, &e));
	static const uint8_t full[USB_DESCRIPTORS_MAX];
	put(dir, "descriptors", full, sizeof full);
	cr_assert_not(admit_device(dir, card, &e));
	snprintf(command, sizeof command, "rm -rf %s", dir);
	cr_assert_eq(system(command), 0);
}
