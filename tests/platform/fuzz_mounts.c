/* Any text as /proc/self/mountinfo: what is found lies below a root and is a whole path. Names of sticks are chosen by
 * whoever formatted them.
 * coverage floor: 40 */
#include <assert.h>
#include <stdlib.h>
#include <stdint.h>
#include <string.h>

#include "platform/mounts.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static volatile unsigned sink; /* keeps results alive */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const char *const roots[] = { "/media", "/run/media", NULL };
	char out[64], *text = malloc(n + 1);
	memcpy(text, bytes, n);
	text[n] = '\0';
	memset(out, 'x', sizeof out);
	if (mounts_pick(text, roots, n & 1, out, sizeof out)) {
		assert(memchr(out, '\0', sizeof out));
		assert(strncmp(out, "/media", 6) == 0 || strncmp(out, "/run/media", 10) == 0);
		sink += (unsigned)strlen(out);
	}
	free(text);
	return 0;
}
