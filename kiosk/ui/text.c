#include "ui/text.h"

#include <limits.h>
#include <string.h>

#include "ui/text_impl.h"

/* The baseline such that capitals stand in the middle of the line: labels look centred in their button, and accents
 * above and vowel signs below have about the same room. */
static void set_metrics(struct text_layout *l, const struct measure *m, const struct text_style *style)
{
	struct font font = { FAMILY_LATIN, style->bold, style->px };
	l->size = m->size(m->context, &font);
	l->line_px = style->line_px > 0 ? style->line_px : (style->px * 14 + 9) / 10;
	l->ascent = (l->line_px + l->size.cap) / 2;
}

const struct text_layout *text_layout(const struct measure *m, struct arena *a, const struct prose *prose,
				      const struct text_style *style, int width_px)
{
	struct text_layout *out = arena_alloc(a, sizeof *out);
	struct lines lines = { .out = out, .box_px = width_px };
	set_metrics(out, m, style);
	size_t length = strlen(prose->text);
	int n = length > INT_MAX / 8 ? INT_MAX / 8 : (int)length;
	for (int next = 0; next >= 0 && next < n;) {
		struct paragraph p = { .m = m, .arena = a, .style = style };
		next = text_letters(&p, prose, next, n);
		text_bidi_levels(&p);
		text_break(&p);
		text_script(&p);
		out->missing |= p.missing;
		if (!text_fill(&lines, &p))
			break;
	}
	out->height = out->line_count * out->line_px;
	return out;
}

const struct text_layout *text_layout_string(const struct measure *m, struct arena *a, const char *s,
					     const struct text_style *style, int width_px)
{
	struct prose prose = { .text = s };
	return text_layout(m, a, &prose, style, width_px);
}

int text_width(const struct measure *m, const char *s, const struct text_style *style)
{
	struct arena scratch = { 0 };
	int width = text_layout_string(m, &scratch, s, style, INT_MAX / 4)->width;
	arena_drop(&scratch);
	return width;
}
