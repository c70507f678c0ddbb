/* Any bytes as a .po file: a table that answers, or a mistake with a place.
 * coverage floor: 140 */
#include <assert.h>
#include <string.h>

#include "base/utf8.h"
#include "content/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static volatile uint64_t sink; /* keeps results alive: the optimiser may not delete the reading */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	const struct words *w;
	struct arena a = { 0 };
	struct err e = { 0 };
	int lines = 1;
	for (size_t i = 0; i < n; i++)
		lines += bytes[i] == '\n';
	bool ok = words_parse(&w, (struct str){ (const char *)bytes, n }, "x.po", &a, &e);
	assert(ok == !e.code);
	assert(ok || (e.line >= 1 && e.line <= lines && e.column >= 1));
	assert(utf8_invalid(e.text, strlen(e.text)) < 0);
	const char *said = words_get(w, "Retour");
	assert(said && utf8_invalid(said, strlen(said)) < 0);
	sink += (uint64_t)said[0] + (uint64_t)e.column;
	arena_drop(&a);
	return 0;
}
