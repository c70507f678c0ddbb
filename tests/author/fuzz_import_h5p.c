/* Any bytes as an H5P package: as the ZIP itself when they begin like one, else as content.json inside a package whose
 * main library the first byte chooses.
 * coverage floor: 1130 */
#include "fuzz_import.h"

#include <string.h>

static struct str fetch(void *context, const char *path)
{
	static const char png[] =
	    "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x60\0\0\0\x40\x08\x02\0\0\0\0\0\0\0\0\0\0";
	(void)context;
	return strcmp(path, "images/png") == 0 ? (struct str){ png, sizeof png } : (struct str){ "", 0 };
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const char *const libraries[] = { "MultiChoice",     "TrueFalse",   "SingleChoiceSet",
		                                 "QuestionSet",     "Column",      "CoursePresentation",
		                                 "InteractiveBook", "AdvancedText" };
	struct arena a = { 0 };
	struct import im;
	bool ok;
	if (n < 1)
		return 0;
	import_begin(&im, "essai", &a);
	if (bytes[0] == 'P') {
		ok = import_read(&im, IMPORT_H5P, (struct str){ (const char *)bytes, n });
	} else {
		const char *about =
		    arena_printf(&a, "{\"title\":\"T\",\"license\":\"CC BY\",\"mainLibrary\":\"H5P.%s 1.1\"}",
		                 libraries[bytes[0] % 8]);
		ok = import_h5p_content(&im, str_from(about),
		                        import_utf8(&a, (struct str){ (const char *)bytes + 1, n - 1 }),
		                        fetch, NULL);
	}
	fuzz_import_check(&im, ok);
	arena_drop(&a);
	return 0;
}
