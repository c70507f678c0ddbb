/* Any bytes as lieux.csv, and as opening hours: places that can be shown, or mistakes with a line.
 * coverage floor: 290 */
#include <assert.h>
#include <string.h>

#include "base/utf8.h"
#include "content/hours.h"
#include "content/venues.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static volatile uint64_t sink; /* keeps results alive: the optimiser may not delete the reading */

static void check_hours(const struct hours *h)
{
	for (int d = 0; d < 7; d++) {
		assert(h->day[d].count >= 0 && h->day[d].count <= HOURS_SPANS_MAX);
		assert(h->known || h->day[d].count == 0); /* never half of it */
		for (int i = 0; i < h->day[d].count; i++) {
			assert(h->day[d].span[i].from >= 0 && h->day[d].span[i].from <= 24 * 60);
			assert(h->day[d].span[i].to > h->day[d].span[i].from && h->day[d].span[i].to <= 3 * 24 * 60);
		}
	}
}

static void check_text(const char *s, size_t most)
{
	assert(strlen(s) <= most && utf8_invalid(s, strlen(s)) < 0 && !strpbrk(s, "\n\r\t"));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a = { 0 };
	struct pack p = { 0 };
	struct err list[8], hint_list[8];
	struct notes mistakes = { list, 8, 0 }, hints = { hint_list, 8, 0 };
	int lines = 1, venues = 0;
	for (size_t i = 0; i < n; i++)
		lines += bytes[i] == '\n';
	venues_take(&p, (struct str){ (const char *)bytes, n }, &a, &mistakes, &hints, 20779);
	for (int i = 0; i < p.venue_count; i++) {
		const struct venue *v = &p.venues[i];
		check_text(v->name, 120);
		check_text(v->address, 120);
		check_text(v->services, 600);
		assert(v->name[0] && v->commune[0] && v->address[0] && strlen(v->postcode) == 5);
		check_hours(&v->hours);
	}
	for (int c = 0; c < p.commune_count; c++) { /* they share the venues out, in order */
		assert(p.communes[c].first == venues && p.communes[c].count > 0);
		venues += p.communes[c].count;
	}
	assert(venues == p.venue_count);
	for (int i = 0; i < mistakes.count && i < 8; i++)
		assert(list[i].line >= 1 && list[i].line <= lines + 1 && utf8_invalid(list[i].text, strlen(list[i].text)) < 0);
	struct hours h;
	hours_read(&h, (struct str){ (const char *)bytes, n });
	check_hours(&h);
	sink += (uint64_t)venues + (uint64_t)h.known;
	arena_drop(&a);
	return 0;
}
