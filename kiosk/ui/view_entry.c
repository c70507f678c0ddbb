/* Before a module: attract, language, home, cover, sources. */
#include "ui/draw.h"

#include <stdio.h>

void view_attract(struct draw *d)
{
	const struct sizes *z = &d->z;
	struct rect b = d->body;
	d->out->wake_anywhere = true;
	if (d->look->trial && !d->p->signed_pack) {
		struct say mark = saying(d, z->text, false, INK_TEXT);
		mark.lang = LANG_FR;
		mark.silent = true;
		struct prose p = plain(F_("Essai : contenus non signés"));
		const struct text_layout *t = lay(d, &p, &mark, b.w);
		b.h -= t->height + z->gap;
		put_layout(d, t, p.text, &mark, b.x, b.y + b.h + z->gap, b.w);
	}
	struct rect picture = b, text = b;
	if (z->portrait) {
		picture.h = b.w * 3 / 4 < b.h * 2 / 5 ? b.w * 3 / 4 : b.h * 2 / 5;
		text.y += picture.h + z->margin;
		text.h -= picture.h + z->margin;
	} else {
		picture.w = b.w * (z->small ? 42 : 52) / 100;
		picture.x = b.x + b.w - picture.w;
		text.w = b.w - picture.w - z->margin;
	}
	put_picture(d, "@attract", picture);

	/* The sentence is in its language's own direction; the block keeps its place so that nothing jumps. */
	int big = z->title * (z->small ? 5 : 7) / 5;
	struct say hello = saying(d, big, true, INK_ACTION), quiet = saying(d, z->text, false, INK_TEXT);
	struct prose p = plain(word(d, W_("Touchez l’écran"))), q = plain(word(d, W_("Gratuit. Personne ne note.")));
	const struct text_layout *t = lay(d, &p, &hello, text.w), *u = lay(d, &q, &quiet, text.w);
	struct prose w = plain(word(d, W_("Nous ne demandons pas votre nom.")));
	const struct text_layout *v = lay(d, &w, &quiet, text.w);
	int words = t->height + u->height + v->height + z->gap * 7 / 2, finger = z->title * 3;
	if (finger > text.h - words)
		finger = text.h - words > z->title ? text.h - words : z->title;
	int total = finger + z->gap + t->height + z->gap * 2 + u->height + z->gap / 2 + v->height;
	int y = text.y + (text.h - total) / 2;
	if (total > text.h)
		d->out->clipped = true;
	put_icon(d, "hand-finger", (struct rect){ text.x, y, finger, finger }, INK_WARM, true);
	put_icon(d, "headphones", (struct rect){ text.x + finger * 4 / 3, y + finger / 6, finger * 2 / 3, finger * 2 / 3 },
		 INK_WARM, false);
	y += finger + z->gap;
	y += put_layout(d, t, p.text, &hello, text.x, y, text.w) + z->gap * 2;
	y += put_layout(d, u, q.text, &quiet, text.x, y, text.w) + z->gap / 2;
	put_layout(d, v, w.text, &quiet, text.x, y, text.w);
}

void view_language(struct draw *d)
{
	const struct sizes *z = &d->z;
	struct rect b = d->body;
	int columns = z->portrait && z->small ? 1 : 2, rows = (LANG_COUNT + columns - 1) / columns;
	struct say title = saying(d, z->title, true, INK_TEXT);
	int y = b.y + put_text(d, word(d, W_("Choisissez votre langue")), &title, b.x, b.y, b.w) + z->margin;
	int w = (b.w - z->gap * (columns - 1)) / columns;
	int h = (b.y + b.h - y - z->gap * (rows - 1)) / rows, cap = (int)(45 * z->px_mm);
	if (h > cap)
		h = cap;
	if (h < z->control)
		d->out->clipped = true;
	for (int i = 0; i < LANG_COUNT; i++) {
		struct button k = button(d, BUTTON_CARD, NULL, lang_table[i].endonym, MSG_LANG, i);
		k.lang = (enum lang)i;
		k.center = true;
		k.look = BUTTON_SECOND;
		put_button(d, &k, (struct rect){ b.x + i % columns * (w + z->gap),
						 y + i / columns * (h + z->gap), w, h });
	}
}

/* A module on the home screen. A flat tile has its words beside the picture, another one under it. */
struct tile {
	const struct module *module;
	const struct edition *edition;
	bool beside;
	int pad, picture_w;
	struct say how;
	const struct text_layout *title;
};

static struct tile tile_of(struct draw *d, int i, int w, int h)
{
	const struct sizes *z = &d->z;
	struct tile t = { .module = &d->p->modules[i], .beside = w > h * 2, .pad = (int)(2 * z->px_mm) };
	t.edition = module_edition(t.module, d->lang);
	t.picture_w = (h - 2 * t.pad) * 4 / 3;
	if (t.picture_w > w / 4)
		t.picture_w = w / 4;
	int text_w = t.beside ? w - t.picture_w - 4 * t.pad : w - 2 * t.pad;
	struct prose p = plain(t.edition->title);
	t.how = saying(d, z->text, true, INK_TEXT);
	t.how.lang = t.edition->lang;
	t.how = say_fitting(d, p.text, &t.how, text_w);
	t.how.align = t.beside ? ALIGN_START : ALIGN_CENTER;
	t.title = lay(d, &p, &t.how, text_w);
	int most = t.beside ? h - 2 * t.pad : h * 3 / 4 - 3 * t.pad;
	if (t.title->height > most && z->large) { /* the normal size, which is legible too (access.md V1) */
		struct sizes normal;
		sizes_for(&normal, d->look->panel, false);
		t.how.px = normal.text;
		t.title = lay(d, &p, &t.how, text_w);
	}
	return t;
}

static void tile(struct draw *d, int i, struct rect at)
{
	const struct sizes *z = &d->z;
	struct tile t = tile_of(d, i, at.w, at.h);
	int pad = t.pad, first = d->out->speech_count;
	put_box(d, at, INK_SOFT, INK_LINE, z->line, z->radius);
	if (t.beside) {
		if (t.title->height > at.h)
			d->out->clipped = true;
		put_picture(d, t.module->picture, (struct rect){ at.x + pad, at.y + pad, t.picture_w, at.h - 2 * pad });
		put_layout(d, t.title, t.edition->title, &t.how, at.x + t.picture_w + 3 * pad,
			   at.y + (at.h - t.title->height) / 2, at.w - t.picture_w - 4 * pad);
	} else {
		int room = at.h - t.title->height - 3 * pad;
		if (room < at.h / 4)
			d->out->clipped = true;
		put_picture(d, t.module->picture, (struct rect){ at.x + pad, at.y + pad, at.w - 2 * pad, room });
		put_layout(d, t.title, t.edition->title, &t.how, at.x + pad, at.y + at.h - pad - t.title->height,
			   at.w - 2 * pad);
	}
	struct rect target = at;
	if (d->rtl)
		target.x = z->width - at.x - at.w;
	struct target *touch = scene_target(d->out, target, MSG_MODULE, i, t.edition->title);
	touch->speech_first = first;
	touch->speech_count = d->out->speech_count - first;
}

/* The least height of a tile that is this wide: touch (access.md T1: 16 mm on 7", 20 mm elsewhere), a picture that can be
 * made out, and every title. */
static int least_tile(struct draw *d, int w)
{
	int least = (int)((d->z.small ? 18 : 38) * d->z.px_mm);
	for (int i = 0; i < d->p->module_count; i++) {
		struct tile t = tile_of(d, i, w, least);
		int need = t.beside ? t.title->height + 2 * t.pad : 0;
		least = need > least ? need : least;
	}
	return least;
}

/* A grid as large as the touch minimum allows; more modules go on the next part. */
void view_home(struct draw *d)
{
	const struct sizes *z = &d->z;
	struct rect b = d->body;
	struct say title = saying(d, z->title, true, INK_TEXT);
	int y = b.y + put_text(d, word(d, W_("Que voulez-vous apprendre ?")), &title, b.x, b.y, b.w) + z->gap;
	struct rect grid = { b.x, y, b.w, b.y + b.h - y };
	int n = d->p->module_count;
	int columns = z->small ? 1 : z->portrait ? 2 : n <= 4 ? (n == 4 ? 2 : n) : 3;
	int w = (grid.w - z->gap * (columns - 1)) / columns, least = least_tile(d, w);
	int rows = (n + columns - 1) / columns, per_part = n;
	struct button more = button(d, BUTTON_MAIN, "arrow-right", word(d, W_("Plus de sujets")), MSG_NEXT, 0);
	struct button less = button(d, BUTTON_MAIN, "arrow-left", word(d, W_("Sujets d’avant")), MSG_BACK, 0);
	more.icon_mirrors = more.center = less.icon_mirrors = less.center = true;
	if (rows * (least + z->gap) - z->gap > grid.h) {
		int on = buttons_height(d, &more, 1, b.w), off = buttons_height(d, &less, 1, b.w);
		grid.h -= (on > off ? on : off) + z->gap;
		rows = (grid.h + z->gap) / (least + z->gap);
		if (rows < 1)
			rows = 1;
		per_part = rows * columns;
	}
	int parts = n > per_part ? (n + per_part - 1) / per_part : 1;
	d->out->part_count = parts;
	d->out->part = d->s->part < parts ? d->s->part : parts - 1;
	int h = (grid.h - z->gap * (rows - 1)) / rows;
	if (h > w) { /* few modules: squarish tiles, in the middle */
		h = w;
		grid.y += (grid.h - rows * (h + z->gap) + z->gap) / 2;
	}
	int first = d->out->part * per_part;
	for (int i = first; i < n && i < first + per_part; i++) {
		int at = i - first;
		tile(d, i, (struct rect){ grid.x + at % columns * (w + z->gap), grid.y + at / columns * (h + z->gap),
					  w, h });
	}
	if (parts == 1)
		return;
	put_buttons(d, d->out->part == parts - 1 ? &less : &more, 1, b);
}

void view_cover(struct draw *d)
{
	const struct edition *ed = session_edition(d->s, d->p);
	const struct module *m = &d->p->modules[d->s->module];
	const struct sizes *z = &d->z;
	struct skeleton k = { .picture = m->picture, .split = true, .pictures_lang = ed->lang };
	k.described = m->picture_spoken[ed->lang] ? m->picture_spoken[ed->lang] : m->picture_spoken[LANG_FR];
	if (ed->source_count > 0)
		k.buttons[k.button_count++] =
			button(d, BUTTON_SECOND, "info-circle", word(d, W_("Nos sources")), MSG_SOURCES, 0);
	struct button start = button(d, BUTTON_MAIN, "arrow-right", word(d, W_("Commencer")), MSG_NEXT, 0);
	start.icon_mirrors = true;
	k.buttons[k.button_count++] = start;
	struct flow f = skeleton_flow(d, &k);
	struct say title = saying(d, z->title * 6 / 5, true, INK_TEXT), text = saying(d, z->text, false, INK_TEXT);
	title.lang = text.lang = ed->lang;
	struct prose t = plain(ed->title), r = plain(ed->summary);
	flow_text(&f, &t, &title, z->gap, true);
	flow_text(&f, &r, &text, z->gap, false);
	struct say quiet = saying(d, z->text, false, INK_QUIET);
	int questions = 0;
	for (int i = 0; i < ed->screen_count; i++)
		questions += screen_asks(ed->screens[i].kind);
	struct prose q = plain(filled(d, W_("Questions : {1}"), number(d, questions), NULL));
	struct prose n = plain(filled(d, W_("Environ {1} minutes"), number(d, m->minutes), NULL));
	flow_text(&f, &q, &quiet, z->gap * 2, true);
	flow_text(&f, &n, &quiet, 0, false);
	skeleton_put(d, &k, &f);
}

void view_sources(struct draw *d)
{
	const struct edition *ed = session_edition(d->s, d->p);
	struct skeleton k = { .button_count = 1 };
	k.buttons[0] = button(d, BUTTON_MAIN, "arrow-left", word(d, W_("Revenir au sujet")), MSG_NEXT, 0);
	k.buttons[0].icon_mirrors = true;
	struct flow f = skeleton_flow(d, &k);
	struct say title = saying(d, d->z.title, true, INK_TEXT), text = saying(d, d->z.text, false, INK_TEXT);
	struct prose t = plain(word(d, W_("Nos sources")));
	flow_text(&f, &t, &title, 0, true);
	text.lang = ed->lang;
	struct say quiet = saying(d, d->z.text, false, INK_QUIET);
	for (int i = 0; i < ed->source_count; i++) {
		const struct source *s = &ed->sources[i];
		struct prose p = plain(s->title);
		flow_bullet(&f, &p, &text, d->z.gap, 0);
		/* 2026-11-22 -> 22/11/2026 */
		const char *c = s->checked, *day = c;
		if (str_from(c).n == 10)
			day = arena_printf(d->a, "%.2s/%.2s/%.4s", c + 8, c + 5, c);
		const char *checked = filled(d, W_("Vérifié le {1}."), day, NULL);
		struct prose q = plain(arena_printf(d->a, d->z.small ? "%s." : "%s. %s", s->publisher, checked));
		flow_bullet(&f, &q, &quiet, d->z.gap / 4, -1);
		struct prose r = plain(checked);
		if (d->z.small) /* a long publisher and its date may be two parts */
			flow_bullet(&f, &r, &quiet, 0, -1);
	}
	if (ed->source_count) {
		struct button phone = button(d, BUTTON_SECOND, "qrcode", word(d, W_("Voir sur mon téléphone")), MSG_QR, 0);
		flow_button(&f, &phone, d->z.control, d->z.gap);
	}
	skeleton_put(d, &k, &f);
}
