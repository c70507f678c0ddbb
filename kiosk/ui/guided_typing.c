/* The keyboard over a note or a field: what is written, how much room is left, and whether it may go. */
#include "ui/guided.h"

#include <string.h>

#include "base/utf8.h"
#include "ui/keyboard.h"

enum { NEARLY_FULL = 40 /* signs left, from which on it is said */ };

/* What is written about: the box, the field. */
static const char *place_name(const struct draw *d)
{
	const struct phase *ph = guided_phase(d->s, d->p);
	int box = d->s->guided.typing.box;
	return ph && box >= 0 && box < ph->card_count ? ph->cards[box].title.text : "";
}

static int signs_left(const struct typing *y)
{
	int room = ENTRY_BYTES - (int)strlen(y->text);
	return letters_lang(y->text) == LANG_FR ? room : room / 2; /* two bytes a letter */
}

/* What is said of the bound, as long as there is something to say: NULL. */
static const char *bound(struct draw *d)
{
	const struct typing *y = &d->s->guided.typing;
	int left = signs_left(y);
	if (y->full)
		return word(d, F_("C’est plein."));
	return left <= NEARLY_FULL ? filled(d, F_("Encore {1} signes"), number(d, left), NULL) : NULL;
}

/* The end of the text that fits in so many lines: from a word on. */
static const struct text_layout *tail(struct draw *d, const char **text, const struct say *how, int width, int lines)
{
	const char *from = *text, *shown = *text;
	for (;;) {
		struct prose p = plain(shown);
		const struct text_layout *t = lay(d, &p, how, width);
		const char *space = strchr(from, ' ');
		if (t->line_count <= lines || !space) {
			*text = shown;
			return t;
		}
		from = space + 1;
		shown = filled(d, "… {1}", from, NULL);
	}
}

/* Behind the last letter, or before it where the writing goes that way. */
static void put_caret(struct draw *d, const struct text_layout *t, const char *text, bool rtl, int px, struct rect at)
{
	int line = px * 7 / 5, x = rtl ? at.w : 0, y = 0;
	for (int i = 0; t && i < t->run_count; i++) {
		const struct text_run *r = &t->runs[i];
		if (r->y > y)
			x = rtl ? r->x : r->x + r->width;
		else if (rtl ? r->x < x : r->x + r->width > x)
			x = rtl ? r->x : r->x + r->width;
		y = r->y;
	}
	size_t n = strlen(text);
	int gap = px / 8 + (n && text[n - 1] == ' ' ? px / 3 : 0), top = t && t->line_count ? (t->line_count - 1) * t->line_px : 0;
	int w = (int)(0.7 * d->z.px_mm) + 1;
	x = at.x + (rtl ? x - gap - w : x + gap);
	x = x > at.x + at.w ? at.x + at.w : x < at.x ? at.x : x;
	put_box(d, (struct rect){ x, at.y + top + line / 8, w, line * 3 / 4 }, INK_ACTION, INK_NONE, 0, 0);
}

/* A sheet of paper with what is written; what it is about as long as nothing is. */
static void put_written(struct draw *d, struct rect at)
{
	const struct typing *y = &d->s->guided.typing;
	int px = d->z.text, pad = d->z.small ? px / 12 : px / 3, line = px * 7 / 5;
	int side = px / 2;
	struct rect in = { at.x + side, at.y + pad, at.w - 2 * side, at.h - 2 * pad };
	const char *said = bound(d), *text = y->text;
	struct say how = saying(d, px, false, INK_TEXT), quiet = saying(d, px, true, INK_QUIET);
	struct text_style bold = { .px = px, .bold = true };
	if (said && text_width(d->look->measure, said, &bold) > in.w)
		said = filled(d, F_("Encore {1}"), number(d, signs_left(y)), NULL);
	int room = said ? (in.h - px * 5 / 4) / line : in.h / line, said_w = said ? text_width(d->look->measure, said, &bold) + 2 : 0;
	bool beside = said && room < 1; /* the only line is shared */
	put_box(d, at, INK_SOFT, INK_LINE, d->z.line, d->z.radius);
	if (!text[0]) {
		quiet.lang = guided_lang(d);
		quiet = say_fitting(d, place_name(d), &quiet, in.w);
		struct prose p = plain(place_name(d));
		struct text_style one = { .px = quiet.px, .bold = true, .line_px = line, .max_lines = room < 1 ? 1 : room };
		const struct text_layout *t = text_layout(d->look->measure, d->a, &p, &one, in.w);
		put_layout(d, t, p.text, &quiet, in.x, in.y, in.w);
		return;
	}
	how.lang = letters_lang(text);
	in.w -= beside ? said_w + px / 2 : 0;
	const struct text_layout *t = tail(d, &text, &how, in.w, room < 1 ? 1 : room);
	put_layout(d, t, y->text, &how, in.x, in.y, in.w);
	put_caret(d, t, text, lang_table[how.lang].rtl, px, in);
	if (said)
		put_text(d, said, &quiet, beside ? in.x + in.w + px / 2 : in.x, in.y + (beside ? 0 : in.h - px * 5 / 4), said_w);
}

/* What the last touch did: the letter, the word that a space ended, what is left when one was taken away. */
static void echo(struct draw *d)
{
	const struct typing *y = &d->s->guided.typing;
	size_t n = strlen(y->text), from = n;
	const char *said = bound(d);
	if (!n) {
		scene_echo(d->out, word(d, F_("Rien n’est écrit.")), d->lang);
		return;
	}
	bool ended = y->text[n - 1] == ' ';
	from -= ended;
	if (ended || y->erased) {
		while (from > 0 && y->text[from - 1] != ' ')
			from--;
	} else {
		while (from > 0 && (y->text[--from] & 0xC0) == 0x80)
			;
	}
	const char *last = arena_strdup(d->a, y->text + from);
	uint32_t c;
	utf8_next(last, strlen(last), &c);
	const char *name = ended || y->erased ? NULL : sign_name(d, c);
	scene_echo(d->out, name ? name : last, name ? d->lang : letters_lang(last));
	if (said)
		scene_echo(d->out, said, d->lang);
}

static void leaving(struct draw *d)
{
	struct skeleton k = { .button_count = 2 };
	k.buttons[0] = button(d, BUTTON_SECOND, "trash", word(d, F_("Oui, effacer")), MSG_SKIP, 0);
	k.buttons[1] = button(d, BUTTON_MAIN, "edit", word(d, F_("Continuer d’écrire")), MSG_RETRY, 0);
	struct flow f = skeleton_flow(d, &k);
	staff_title(&f, word(d, F_("Effacer ce que vous venez d’écrire ?")));
	struct prose p = plain(d->s->guided.typing.text);
	struct say how = saying(d, d->z.text, false, INK_TEXT);
	how.lang = letters_lang(p.text);
	flow_text(&f, &p, &how, d->z.gap, false);
	skeleton_put(d, &k, &f);
}

static void keyboard(struct draw *d)
{
	const struct typing *y = &d->s->guided.typing;
	const struct sizes *z = &d->z;
	struct rect area = d->body, head = area;
	bool wide = room_keyboard_wide(d, area.w);
	int line = z->text * 7 / 5, pad = z->small ? z->text / 12 : z->text / 3;
	int wanted = line * (z->portrait && !z->small ? 4 : z->portrait ? 3 : 2) + 2 * pad;
	int least = room_keyboard_height(d, area, wanted, true), most = room_keyboard_height(d, area, wanted, false);
	int room = area.h - least - z->gap;
	head.h = area.h - most - z->gap > wanted ? area.h - most - z->gap : wanted < room ? wanted : room;
	area.y += head.h + z->gap;
	area.h -= head.h + z->gap;
	struct button end = button(d, BUTTON_MAIN, "check", word(d, F_("C’est écrit")), MSG_CHOSEN, 0);
	end.center = true;
	int end_w = wide ? button_width(d, &end) + z->text : 0;
	if (wide)
		head.w -= end_w + z->gap;
	put_written(d, head);
	if (wide) {
		int h = head.h < z->control * 3 / 2 ? head.h : z->control * 3 / 2;
		put_button(d, &end, (struct rect){ head.x + head.w + z->gap, head.y, end_w, h < z->control ? z->control : h });
	}
	put_room_keyboard(d, y->layer, area);
	echo(d);
}

void view_guided_typing(struct draw *d)
{
	struct sizes whole = d->z;
	if (d->s->guided.typing.leaving) {
		leaving(d);
		return;
	}
	if (d->z.large && !d->z.portrait && d->body.h < room_keyboard_height(d, d->body, 0, true) + d->z.gap + d->z.text * 4)
		sizes_for(&d->z, d->look->panel, false); /* as for the number pad: there would be no room for what is written */
	keyboard(d);
	d->z = whole;
}
