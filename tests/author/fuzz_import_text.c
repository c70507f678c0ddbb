/* Any bytes as a question file; the first byte chooses the format ('0' GIFT, '1' Aiken, '2' QCMCam). Whatever is read, no
 * entry is lost, texts are clean, and the Markdown that is made of it is read by the format's own reader without a
 * single mistake.
 * coverage floor: 1350 */
#include "fuzz_import.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const enum import_format formats[] = { IMPORT_GIFT, IMPORT_AIKEN, IMPORT_QCMCAM };
	if (n < 1)
		return 0;
	struct arena a = { 0 };
	struct import im;
	import_begin(&im, "essai", &a);
	fuzz_import_check(
	    &im, import_read(&im, formats[bytes[0] % 3], (struct str){ (const char *)bytes + 1, n - 1 }));
	arena_drop(&a);
	return 0;
}
