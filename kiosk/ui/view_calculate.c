/* Calculator: how many of each, and what it makes, big and always in sight where there is a column for it. */
#include <string.h>

#include "ui/draw.h"

/* "0,2" or "0.2" in thousandths; the content check has read it already. */
static long long divisor(const char *p)
{
	long long whole = 0, part = 0, unit = 1000;
	for (; *p >= '0' && *p <= '9'; p++)
		whole = whole * 10 + (*p - '0');
	if (*p == ',' || *p == '.')
		for (p++; *p >= '0' && *p <= '9' && unit > 1; p++) {
			unit /= 10;
			part += (*p - '0') * unit;
		}
	return whole * 1000 + part > 0 ? whole * 1000 + part : 1000;
}

/* From ten on, whole numbers say enough. */
static long long rounded(long long v)
{
	long long a = v < 0 ? -v : v;
	return a < 10000 ? v / 100 * 100 : (v + (v < 0 ? -500 : 500)) / 1000 * 1000;
}

/* The sentence with its numbers, which stand out. */
static struct prose result(struct draw *d, const struct screen *q, enum lang lang)
{
	long long total = session_total(d->s, q);
	struct span *strong = arena_array(d->a, 16, sizeof *strong);
	const char *from = q->result.text, *text = "", *p;
	int count = 0;
	while ((p = strstr(from, "{total")) && strchr(p, '}') && count < 16) {
		long long value = p[6] == '/' ? (long long)((double)total * 1000 / (double)divisor(p + 7)) : total;
		const char *n = figure(d, lang, rounded(value));
		text = arena_printf(d->a, "%s%.*s%s", text, (int)(p - from), from, n);
		strong[count++] = (struct span){ (int)(strlen(text) - strlen(n)), (int)strlen(text) };
		from = strchr(p, '}') + 1;
	}
	return (struct prose){ .text = arena_printf(d->a, "%s%s", text, from), .strong = strong, .strong_count = count };
}

static void put_result(struct draw *d, const struct prose *p, enum lang lang, int room)
{
	const struct sizes *z = &d->z;
	int w = d->body.w * 2 / 5, pad = z->gap, x = d->body.x + d->body.w - w, y = d->body.y + progress_height(d);
	struct say how = saying(d, z->title, false, INK_ON_NOTYET);
	how.lang = lang;
	const struct text_layout *t = lay(d, p, &how, w - 2 * pad);
	if (t->height + 2 * pad > room) {
		how.px = z->text;
		t = lay(d, p, &how, w - 2 * pad);
	}
	if (t->height + 2 * pad > room)
		d->out->clipped = true;
	put_box(d, (struct rect){ x, y, w, t->height + 2 * pad }, INK_NOTYET, INK_LINE, z->line, z->radius);
	put_layout(d, t, p->text, &how, x + pad, y + pad, w - 2 * pad);
}

void view_calculate(struct draw *d, const struct screen *q, enum lang lang)
{
	struct skeleton k = { .progress = true, .button_count = 1, .split = true, .pictures = q, .pictures_lang = lang };
	k.buttons[0] = button(d, BUTTON_MAIN, "arrow-right", word(d, W_("Continuer")), MSG_NEXT, 0);
	k.buttons[0].icon_mirrors = true;
	struct flow f = skeleton_flow(d, &k);
	struct say title = saying(d, d->z.title, true, INK_TEXT), strong = saying(d, d->z.text, true, INK_TEXT),
		   quiet = saying(d, d->z.text, false, INK_QUIET), text = saying(d, d->z.text, false, INK_TEXT),
		   big = saying(d, d->z.title, false, INK_TEXT);
	struct prose total = result(d, q, lang);
	title.lang = strong.lang = quiet.lang = text.lang = big.lang = lang;
	flow_text(&f, &q->title, &title, 0, true);
	flow_blocks(&f, q, lang, false);
	for (int i = 0; i < q->row_count; i++) {
		const struct row *r = &q->rows[i];
		struct stepper *s = arena_alloc(d->a, sizeof *s);
		*s = (struct stepper){ .value = figure(d, lang, d->s->act.value[i]), .unit = "", .lang = lang, .row = i,
				       .widest = widest_figure(d, lang, r->from, r->to, r->step),
				       .step = r->step };
		flow_text(&f, &r->name, &strong, d->z.gap, true);
		flow_stepper(&f, s, d->z.gap / 3);
		flow_text(&f, &r->each_text, &quiet, d->z.gap / 3, false);
	}
	if (!skeleton_beside(d))
		flow_text(&f, &total, &big, d->z.gap, false);
	if (q->explanation.text[0])
		flow_text(&f, &q->explanation, &text, d->z.gap, false);
	skeleton_put(d, &k, &f);
	if (skeleton_beside(d))
		put_result(d, &total, lang, d->body.h - progress_height(d) - d->z.control - 2 * d->z.gap);
	if (d->s->act.last >= 0 && d->s->act.last < q->row_count) {
		scene_echo(d->out, figure(d, lang, d->s->act.value[d->s->act.last]), lang);
		scene_echo(d->out, total.text, lang);
	}
}
