/* Any bytes as the archive inside a bundle (zeros up to the padded size are added here): what is accepted is what the writer
 * writes, byte for byte, and its slices lie inside; so no other program can read other files out of it.
 * coverage floor: 46 */
#include <assert.h>
#include <string.h>

#include "sync/tar.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static volatile size_t sink; /* keeps results alive: an optimiser may delete a pure parser */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const char *const names[] = { "manifest.json", "manifest.json.minisig", "facts.bin" };
	static const char zeros[TAR_PAD_MIN];
	struct buf tar = { 0 }, again = { 0 };
	struct str contents[3] = { { 0 } };
	if (n > TAR_PAD_MIN)
		return -1;
	buf_add(&tar, bytes, n);
	if (n < TAR_PAD_MIN && (n == 0 || bytes[0] != '!')) /* some inputs stay as short as they are */
		buf_add(&tar, zeros, TAR_PAD_MIN - n);
	struct str whole = { tar.data ? tar.data : "", tar.size };
	switch (tar_split(whole, names, 3, contents)) {
	case TAR_OK:
		for (int i = 0; i < 3; i++) {
			assert(contents[i].s >= whole.s &&
			       contents[i].s + contents[i].n <= whole.s + whole.n);
			tar_add(&again, names[i], contents[i]);
		}
		tar_end(&again, 0);
		assert(again.size == whole.n && memcmp(again.data, whole.s, whole.n) == 0);
		sink += contents[2].n;
		break;
	case TAR_UNEXPECTED: sink += 1; break;
	case TAR_TRUNCATED: sink += 2; break;
	}
	buf_free(&tar);
	buf_free(&again);
	return 0;
}
