#include "ui/text_impl.h"

#include <linebreak.h>

/* libunibreak's language only decides which quotation marks open and which close. French « » are the pairs of
 * Ukrainian too, and no other language of ours loses by them. */
static const char breaking_language[] = "fr";

static bool is_digit(uint32_t cp)
{
	return (cp >= '0' && cp <= '9') || (cp >= 0x660 && cp <= 0x669) || (cp >= 0x6F0 && cp <= 0x6F9);
}

/* "9–12" and "2024‐2025" stay whole: UAX 14 holds digits together over '-' and '/' but not over the dashes. */
static bool dash_between_digits(const struct paragraph *p, int i)
{
	uint32_t cp = p->letters[i].cp;
	return cp >= 0x2010 && cp <= 0x2014 && i > 0 && i + 1 < p->count && is_digit(p->letters[i - 1].cp) &&
	       is_digit(p->letters[i + 1].cp);
}

void text_break(struct paragraph *p)
{
	static bool ready;
	if (!ready) {
		init_linebreak(); /* sorts its tables of languages */
		ready = true;
	}
	size_t n = (size_t)p->count;
	if (!n)
		return;
	utf32_t *cps = arena_array(p->arena, n, sizeof *cps);
	char *breaks = arena_array(p->arena, n, 1);
	for (size_t i = 0; i < n; i++)
		cps[i] = p->letters[i].cp;
	set_linebreaks_utf32(cps, n, breaking_language, breaks);
	for (int i = 0; i < p->count; i++)
		p->letters[i].may_break = (breaks[i] == LINEBREAK_ALLOWBREAK || breaks[i] == LINEBREAK_MUSTBREAK) &&
					  p->letters[i + 1].cluster && !dash_between_digits(p, i);
}
