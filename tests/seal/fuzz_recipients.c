/* Any bytes as a list of recipients. What is refused is refused with a place in the text and leaves nothing.
 * coverage floor: 180 */
#include <assert.h>
#include <string.h>

#include "base/utf8.h"
#include "seal/recipients.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static volatile uint64_t sink; /* keeps results alive, see fuzz_age.c */

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	struct err e = { 0 };
	assert(seal_init(&e));
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct recipients r = { .version = -7 };
	struct err e = { 0 };
	int lines = 1;
	for (size_t i = 0; i < n; i++)
		lines += bytes[i] == '\n';
	if (recipients_parse(&r, (struct str){ (const char *)bytes, n }, &e)) {
		assert(r.version >= 1 && !e.code);
		assert(r.evaluation_count >= 1 && r.evaluation_count <= AGE_RECIPIENTS_MAX);
		assert(r.coordinator_count >= 1 && r.coordinator_count <= AGE_RECIPIENTS_MAX);
		for (int i = 0; i < r.evaluation_count; i++) { /* each can be sealed to */
			uint8_t sealed[512];
			sink += age_seal(sealed, "x", 1, &r.evaluation[i], 1);
		}
	} else {
		assert(r.version == -7 && e.code && e.text[0]);
		assert(e.line <= lines && e.column >= 0 && (e.code == ERR_TOO_BIG || e.line >= 1));
		assert(utf8_invalid(e.text, strlen(e.text)) < 0);
	}
	sink += e.code + (uint64_t)e.line + (uint64_t)e.column + (uint64_t)r.version;
	return 0;
}
