/* Any bytes as the descriptors of a device: what is let in as a stick has one interface, and no interface goes unseen. The kernel's own way
 * of walking (any length from 2) is the second opinion: it must find no interface that we did not.
 * coverage floor: 70 */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "ports/admit.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static volatile unsigned sink; /* keeps results alive */

/* As the kernel: through everything behind the device's own descriptor. */
static int interfaces_seen(const uint8_t *b, size_t n)
{
	int found = 0;
	for (size_t at = 18; at + 2 <= n && b[at] >= 2 && b[at] <= n - at; at += b[at])
		found += b[at + 1] == 4 && b[at] >= 9;
	return found;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct usb_device u;
	struct admit_declared d = { 0 };
	if (usb_describe(&u, bytes, n, NULL)) {
		const char *as = admit_as(&u, &d);
		assert(u.interface_count == interfaces_seen(bytes, n));
		assert(!as || strcmp(as, "clé") != 0 || u.interface_count == 1);
		sink += (unsigned)u.interface_count;
	}
	admit_declare(&d, (struct str){ (const char *)bytes, n });
	assert(d.count >= 0 && d.count <= ADMIT_DECLARED_MAX && (d.said || d.count == 0));
	sink += (unsigned)d.count;
	return 0;
}
