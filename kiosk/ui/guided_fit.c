/* Making a screen that a group works on fit: on small panels, in large words, for the back row. */
#include "ui/guided.h"

#include <string.h>

void fit_put(struct draw *d, const struct phase *ph, struct rect area,
	     bool (*put)(struct draw *d, const struct phase *ph, struct rect area, struct fit fit))
{
	enum { LINES = 3, SIZES = 3 };
	struct sizes whole = d->z, tries[SIZES] = { d->z };
	struct rect body = d->body;
	bool done = false;
	sizes_for(&tries[1], d->look->panel, d->s->large);
	sizes_for(&tries[2], d->look->panel, false);
	for (int size = 0; size < SIZES && !done; size++)
		for (int lines = LINES; lines > 0 && !done; lines--) {
			bool far = size == 0 && d->s->guided.back_row;
			if (far && lines == 1)
				continue; /* a word in large letters tells less than a sentence in small ones */
			d->z = tries[size];
			d->body = area;
			done = put(d, ph, area, (struct fit){ lines, far, size == SIZES - 1 && lines == 1 });
		}
	d->z = whole;
	d->body = body;
}

bool flow_stands(const struct flow *f, int room_px)
{
	int run = 0;
	for (int i = 0; i < f->count; i++) {
		run += (run ? f->lumps[i].gap : 0) + f->lumps[i].height;
		if (run > room_px)
			return false;
		if (!f->lumps[i].keep)
			run = 0;
	}
	return true;
}

bool flow_put_whole(struct draw *d, struct flow *f, struct rect area, struct fit fit)
{
	struct skeleton k = { .bare = true };
	if (!flow_stands(f, area.h) && !fit.last)
		return false;
	struct rect body = d->body;
	d->body = area;
	skeleton_put(d, &k, f);
	d->body = body;
	return true;
}

bool put_head(struct draw *d, const char *name, enum lang lang, const struct button *b, int n, struct rect *area, struct fit fit)
{
	const struct sizes *z = &d->z;
	int each = 0, whole = area->w, clipped = d->out->clipped;
	for (int i = 0; i < n; i++) {
		int w = b[i].label.text[0] ? button_width(d, &b[i]) : z->control * 5 / 4;
		each += w + z->gap;
	}
	struct say title = saying(d, z->title, true, INK_TEXT);
	struct prose p = plain(name);
	title.lang = lang;
	struct say beside = say_fitting(d, name, &title, whole - each), under = say_fitting(d, name, &title, whole);
	bool room = each < whole * 3 / 4;
	const struct text_layout *t = lay(d, &p, room ? &beside : &under, room ? whole - each : whole);
	bool stacked = !room || t->torn || t->overflow;
	if (stacked)
		t = lay(d, &p, &under, whole);
	d->out->clipped = clipped;
	int row = 0;
	for (int i = 0; i < n; i++) {
		int w = b[i].label.text[0] ? button_width(d, &b[i]) : z->control * 5 / 4, high = button_height(d, &b[i], w, z->control);
		row = high > row ? high : row;
	}
	int h = stacked ? t->height + (n ? z->gap / 2 + row : 0) : t->height > row ? t->height : row;
	if (!fit.last && (h > area->h / 2 || (stacked && each - z->gap > whole)))
		return false;
	put_layout(d, t, name, &title, area->x, area->y + (stacked ? 0 : (h - t->height) / 2), stacked ? whole : whole - each);
	int x = area->x + (stacked ? 0 : whole - each + z->gap), y = area->y + (stacked ? t->height + z->gap / 2 : 0);
	for (int i = 0; i < n; i++) {
		int w = b[i].label.text[0] ? button_width(d, &b[i]) : z->control * 5 / 4;
		put_button(d, &b[i], (struct rect){ x, y, w, row });
		x += w + z->gap;
	}
	area->y += h + z->gap;
	area->h -= h + z->gap;
	return true;
}

static bool stands_in(struct draw *d, const char *text, const struct say *how, int width, int lines)
{
	struct prose p = plain(text);
	bool clipped = d->out->clipped; /* measured only */
	const struct text_layout *t = lay(d, &p, how, width);
	d->out->clipped = clipped;
	return t->line_count <= lines && !t->overflow;
}

/* The first words of a text, and a sign that there are more. */
static const char *first_words(struct draw *d, const char *text, int words)
{
	const char *end = text;
	for (int i = 0; i < words && end; i++)
		end = strchr(end + (i > 0), ' ');
	return end ? arena_printf(d->a, "%.*s…", (int)(end - text), text) : text;
}

const char *cut_to_lines(struct draw *d, const char *text, const struct say *how, int width, int lines)
{
	int least = 0, most = 1;
	if (stands_in(d, text, how, width, lines))
		return text;
	for (const char *at = text; (at = strchr(at, ' ')); at++)
		most++;
	while (most - least > 1) { /* least stand, most do not */
		int middle = (least + most) / 2;
		if (stands_in(d, first_words(d, text, middle), how, width, lines))
			least = middle;
		else
			most = middle;
	}
	return least ? first_words(d, text, least) : "…";
}
