/* Any bytes as a .minisig of "test", and as a public key.
 * coverage floor: 114 */
#include <assert.h>
#include <string.h>

#include "base/utf8.h"
#include "seal/age.h"
#include "seal/minisign.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static struct sign_public key;
static volatile uint64_t sink; /* keeps results alive, see fuzz_age.c */

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	struct err e = { 0 };
	assert(seal_init(&e));
	assert(sign_public_parse(&key, STR("RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3"), &e));
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str text = { (const char *)bytes, n };
	struct err e = { 0 }, pe = { 0 };
	char comment[MINISIGN_COMMENT_MAX] = "";
	bool good = sign_verify(&key, "test", 4, text, comment, &e);
	assert(good == (e.code == ERR_NONE) && (good || e.text[0]) && e.line <= 5);
	if (good) /* nobody can have signed another one */
		assert(strcmp(comment, "timestamp:1556193335\tfile:test") == 0);
	assert(utf8_invalid(e.text, strlen(e.text)) < 0);

	struct sign_public p, again;
	if (sign_public_parse(&p, text, &pe)) {
		char line[MINISIGN_PUBLIC_SIZE];
		sign_public_print(&p, line);
		assert(sign_public_parse(&again, str_from(line), NULL) && memcmp(&p, &again, sizeof p) == 0);
	}
	sink += e.code + (uint64_t)e.line + pe.code + (uint64_t)pe.line + (uint8_t)comment[0];
	return 0;
}
