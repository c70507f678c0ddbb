/* What lies over a screen: help, settings, the idle warning. */
#include <string.h>

#include "ui/draw.h"

void view_help(struct draw *d)
{
	const struct sizes *z = &d->z;
	struct skeleton k = { .emblem = "help", .split = true };
	if (d->p->venue_count)
		k.buttons[k.button_count++] =
			button(d, BUTTON_SECOND, "map-pin", word(d, W_("Où trouver de l’aide ?")), MSG_PLACES, 0);
	struct button close = button(d, BUTTON_MAIN, "arrow-left", word(d, W_("Fermer l’aide")), MSG_CLOSE, 0);
	close.icon_mirrors = true;
	k.buttons[k.button_count++] = close;
	struct flow f = skeleton_flow(d, &k);
	struct say title = saying(d, z->title, true, INK_TEXT), text = saying(d, z->text, false, INK_TEXT);
	struct prose t = plain(word(d, W_("Comment faire ?")));
	flow_text(&f, &t, &title, 0, true);
	const char *sentences[] = {
		word(d, W_("Touchez une réponse avec un doigt.")),
		word(d, W_("Écouter : l’écran vous parle.")),
		word(d, W_("Réglages : écrire plus gros, changer de langue.")),
		word(d, W_("Retour : revenir en arrière.")),
		word(d, d->look->staffed ? W_("Une question ? Appelez le conseiller.") :
					   W_("Ici, il n’y a pas de conseiller. Prenez votre temps.")),
	};
	for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
		struct prose p = plain(sentences[i]);
		flow_bullet(&f, &p, &text, z->gap * 3 / 4, 0);
	}
	skeleton_put(d, &k, &f);
}

void view_word(struct draw *d)
{
	const struct term *w = &d->p->terms[d->s->over_arg];
	enum lang lang = term_lang(w, d->s->lang);
	struct skeleton k = { .button_count = 1, .emblem = "book", .split = true };
	k.buttons[0] = button(d, BUTTON_MAIN, "arrow-left", word(d, W_("Revenir")), MSG_CLOSE, 0);
	k.buttons[0].icon_mirrors = true;
	struct flow f = skeleton_flow(d, &k);
	struct say title = saying(d, d->z.title, true, INK_TEXT), text = saying(d, d->z.text, false, INK_TEXT);
	title.lang = text.lang = lang;
	flow_text(&f, &w->name[lang], &title, 0, true);
	flow_text(&f, &w->text[lang], &text, d->z.gap, false);
	skeleton_put(d, &k, &f);
}

/* Addresses of the screen under this panel, one a part: a code to photograph, and the address for who copies by hand. */
static struct link link_at(const struct draw *d, int i, int *count)
{
	const struct screen *q = session_screen(d->s, d->p);
	const struct edition *ed = session_edition(d->s, d->p);
	*count = q ? q->link_count : ed->source_count;
	if (q)
		return q->links[i];
	return (struct link){ ed->sources[i].url, ed->sources[i].title };
}

void view_qr(struct draw *d)
{
	const struct sizes *z = &d->z;
	struct rect b = d->body, box = b, text = b;
	int count;
	link_at(d, 0, &count);
	int part = d->s->part < count ? d->s->part : count - 1;
	struct link at = link_at(d, part, &count);
	d->out->part = part;
	d->out->part_count = count;
	if (z->portrait) {
		box.h = b.h * 2 / 5 < qr_most(d) ? b.h * 2 / 5 : qr_most(d);
		text.y += box.h + z->gap;
		text.h -= box.h + z->gap;
	} else {
		box.w = b.w * 2 / 5;
		box.x = b.x + b.w - box.w;
		text.w -= box.w + z->margin;
	}
	struct button way = part + 1 < count ? button(d, BUTTON_MAIN, "arrow-right", word(d, W_("Continuer")), MSG_NEXT, 0) :
					       button(d, BUTTON_MAIN, "x", word(d, W_("Fermer")), MSG_CLOSE, 0);
	way.icon_mirrors = part + 1 < count;
	way.center = true;
	struct flow f = flow_of(d, text.w);
	struct say title = saying(d, z->small ? z->text : z->title, !z->small, INK_TEXT), quiet = saying(d, z->text, false, INK_TEXT);
	struct prose address = plain(at.address), how = plain(word(d, W_("Photographiez le carré. Le site s’ouvre sur votre téléphone.")));
	title.lang = LANG_FR;
	flow_text(&f, &address, &title, 0, false);
	int room = text.h - buttons_height(d, &way, 1, text.w) - z->gap, alone = flow_height(&f);
	for (char *cut = arena_strdup(d->a, at.address), *end; alone > room && (end = strrchr(cut, ' ')); alone = flow_height(&f)) {
		*end = '\0'; /* the beginning of a long title says enough of where the code leads */
		f.count = 0;
		address = plain(arena_printf(d->a, "%s…", cut));
		flow_text(&f, &address, &title, 0, false);
	}
	flow_text(&f, &how, &quiet, z->gap, false);
	if (flow_height(&f) > room) { /* said, where there is no room to write it */
		f.count--;
		scene_speech(d->out, how.text, d->lang);
		if (alone > room)
			d->out->clipped = true;
	}
	flow_draw(&f, text.x, text.y);
	put_buttons(d, &way, 1, text);
	put_qr(d, at.url, box); /* too long an address for a code: it stands in letters */
}

/* One setting: its name, and its choices beside it, or under it where the panel is narrow. */
struct setting {
	const char *name;
	struct button choices[LANG_COUNT + 1];
	int count, chosen; /* -1: none lit */
};

static bool names_above(const struct draw *d)
{
	return d->z.portrait || d->z.small;
}

/* Where the parts of a setting stand: its name, and its choices, two in a row where their words allow it, as high as the
 * longest label needs. */
struct choices {
	int x, width, row, rows, columns, name_w, height;
	const struct text_layout *name;
	struct say how;
};

/* Everything but where it is: at this many choices a row. False when a word would be torn. */
static bool arrange(struct draw *d, struct setting *g, struct choices *c, int columns)
{
	const struct sizes *z = &d->z;
	bool whole = true;
	c->columns = columns;
	c->rows = (g->count + columns - 1) / columns;
	c->width = (d->body.x + d->body.w - c->x - z->gap * (columns - 1)) / columns;
	c->row = z->control;
	for (int i = 0; i < g->count; i++) {
		struct button *k = &g->choices[i];
		bool on = i == g->chosen;
		k->look = on ? BUTTON_ON : BUTTON_SECOND;
		k->center = true;
		if (on)
			k->icon = "check"; /* never colour alone (access.md V10) */
		if (!button_fits(d, k, c->width))
			k->icon = NULL;
		whole = whole && button_fits(d, k, c->width);
		int h = button_height(d, k, c->width, z->control);
		c->row = h > c->row ? h : c->row;
	}
	return whole;
}

static struct choices choices_of(struct draw *d, struct setting *g)
{
	const struct sizes *z = &d->z;
	struct rect b = d->body;
	bool above = names_above(d);
	struct choices c = { .x = b.x, .name_w = b.w };
	struct say name = saying(d, z->text, true, INK_TEXT);
	struct prose p = plain(g->name);
	if (!above) {
		c.name_w = b.w * 34 / 100;
		c.x += c.name_w + z->gap;
	}
	c.how = say_fitting(d, g->name, &name, c.name_w);
	c.name = lay(d, &p, &c.how, c.name_w);
	if (!arrange(d, g, &c, 2))
		arrange(d, g, &c, 1);
	if (!above && c.rows == 1 && c.name->height > c.row)
		c.row = c.name->height;
	c.height = c.rows * c.row + (c.rows - 1) * z->gap + (above ? c.name->height + z->text / 4 : 0);
	return c;
}

static int setting_height(struct draw *d, struct setting *g)
{
	return choices_of(d, g).height;
}

static void put_setting(struct draw *d, struct setting *g, int y)
{
	const struct sizes *z = &d->z;
	struct choices c = choices_of(d, g);
	bool above = names_above(d);
	int row_y = above ? y + c.name->height + z->text / 4 : y;
	put_layout(d, c.name, g->name, &c.how, d->body.x, above ? y : y + (c.row - c.name->height) / 2, c.name_w);
	for (int i = 0; i < g->count; i++) {
		put_button(d, &g->choices[i], (struct rect){ c.x + i % c.columns * (c.width + z->gap),
							     row_y + i / c.columns * (c.row + z->gap), c.width, c.row });
		if (i == g->chosen) { /* seen and said (access.md S18) */
			scene_speech(d->out, word(d, W_("C’est choisi.")), d->lang);
			d->out->targets[d->out->target_count - 1].speech_count++;
		}
	}
}

static int all_settings(struct draw *d, struct setting *g)
{
	const struct session *s = d->s;
	int n = 0;
	struct setting language = { .name = word(d, W_("Langue")), .count = LANG_COUNT, .chosen = (int)s->lang };
	for (int i = 0; i < LANG_COUNT; i++) {
		language.choices[i] = button(d, 0, NULL, lang_table[i].endonym, MSG_LANG, i);
		language.choices[i].lang = (enum lang)i;
	}
	g[n++] = language;
	g[n++] = (struct setting){
		.name = word(d, W_("Taille des mots")),
		.choices = { button(d, 0, NULL, word(d, W_("Normale")), MSG_LARGE, 0),
			     button(d, 0, NULL, word(d, W_("Grande")), MSG_LARGE, 1) },
		.count = 2,
		.chosen = s->large,
	};
	g[n++] = (struct setting){
		.name = word(d, W_("Couleurs")),
		.choices = { button(d, 0, NULL, word(d, W_("Claires")), MSG_CONTRAST, 0),
			     button(d, 0, NULL, word(d, W_("Sombres")), MSG_CONTRAST, 1) },
		.count = 2,
		.chosen = s->contrast,
	};
	if (d->look->sound) {
		g[n++] = (struct setting){
			.name = word(d, W_("La voix lit tout")),
			.choices = { button(d, 0, NULL, word(d, W_("Non")), MSG_VOICE, 0),
				     button(d, 0, NULL, word(d, W_("Oui")), MSG_VOICE, 1) },
			.count = 2,
			.chosen = s->voice,
		};
		g[n++] = (struct setting){
			.name = filled(d, W_("Volume : {1} sur {2}"), number(d, s->volume), number(d, VOLUME_STEPS)),
			.choices = { button(d, 0, "minus", word(d, W_("Moins")), MSG_VOLUME, s->volume - 1),
				     button(d, 0, "plus", word(d, W_("Plus")), MSG_VOLUME, s->volume + 1) },
			.count = 2,
			.chosen = -1,
		};
	}
	g[n++] = (struct setting){
		.name = word(d, W_("Compter ma visite")),
		.choices = { button(d, 0, NULL, word(d, W_("Oui")), MSG_COUNT, 1),
			     button(d, 0, NULL, word(d, W_("Ne pas compter")), MSG_COUNT, 0) },
		.count = 2,
		.chosen = s->visit.uncounted,
	};
	return n;
}

void view_settings(struct draw *d)
{
	const struct sizes *z = &d->z;
	struct setting g[8];
	int part_of[8], n = all_settings(d, g), room = d->body.h, all = -z->gap;
	for (int i = 0; i < n; i++)
		all += setting_height(d, &g[i]) + z->gap;
	/* When they do not all fit, a row of each part is for going on. */
	struct button more = button(d, BUTTON_MAIN, "arrow-right", word(d, W_("Autres réglages")), MSG_NEXT, 0);
	more.icon_mirrors = more.center = true;
	int limit = all <= room ? room : room - buttons_height(d, &more, 1, d->body.w) - z->gap, parts = 1;
	for (int i = 0, used = 0; i < n; i++) {
		int h = setting_height(d, &g[i]);
		if (used && used + z->gap + h > limit)
			parts++, used = 0;
		used += (used ? z->gap : 0) + h;
		part_of[i] = parts - 1;
		if (h > limit)
			d->out->clipped = true;
	}
	d->out->part_count = parts;
	d->out->part = d->s->part < parts ? d->s->part : parts - 1;
	for (int i = 0, y = d->body.y; i < n; i++) {
		if (part_of[i] != d->out->part)
			continue;
		put_setting(d, &g[i], y);
		y += setting_height(d, &g[i]) + z->gap;
	}
	if (parts == 1)
		return;
	if (d->out->part == parts - 1) {
		more = button(d, BUTTON_MAIN, "arrow-left", word(d, W_("Fermer")), MSG_CLOSE, 0);
		more.icon_mirrors = more.center = true;
	}
	put_buttons(d, &more, 1, d->body);
}

void view_idle(struct draw *d)
{
	const struct sizes *z = &d->z;
	struct rect b = d->body;
	d->out->still_here_anywhere = true;
	struct say title = saying(d, z->small ? z->title : z->title * 6 / 5, true, INK_TEXT);
	struct say text = saying(d, z->text, false, INK_TEXT);
	title.align = text.align = ALIGN_CENTER;
	struct prose p = plain(word(d, W_("Êtes-vous toujours là ?"))),
		     q = plain(word(d, W_("Sans réponse, l’écran revient au début.")));
	const struct text_layout *t = lay(d, &p, &title, b.w), *u = lay(d, &q, &text, b.w);
	struct button both[] = { button(d, BUTTON_SECOND, NULL, word(d, W_("J’ai fini")), MSG_END, 0),
				 button(d, BUTTON_MAIN, "check", word(d, W_("Oui")), MSG_STILL_HERE, 0) };
	both[0].center = both[1].center = true;
	int bar = (int)(5 * z->px_mm), w = z->small ? b.w : b.w * 2 / 3, x = b.x + (b.w - w) / 2;
	if (z->small)
		buttons_beside(d, both, 2, w);
	int h = buttons_height(d, both, 2, w), texts = t->height + u->height + bar + h;
	int between = (b.h - texts) / 3 < z->margin ? (b.h - texts) / 3 : z->margin;
	if (between < z->gap / 2)
		d->out->clipped = true;
	int y = b.y + (b.h - texts - 3 * between) / 2;
	y += put_layout(d, t, p.text, &title, b.x, y, b.w) + between;
	y += put_layout(d, u, q.text, &text, b.x, y, b.w) + between;
	int left = w * (IDLE_TURNS - d->s->turn) / IDLE_TURNS;
	put_box(d, (struct rect){ x, y, w, bar }, INK_PAGE, INK_LINE, z->line, bar / 2);
	if (left > bar)
		put_box(d, (struct rect){ x, y, left, bar }, INK_WARM, INK_NONE, 0, bar / 2);
	y += bar + between;
	put_buttons(d, both, 2, (struct rect){ x, y, w, h });
}
