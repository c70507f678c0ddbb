#include "ui/tally.h"

/* What stands where, from the line's own width. */
struct inside {
	int pad, edge, sign, text_x, text_w, card_w, words_w, bar_x, bar_w, bar_h, between;
	bool beside; /* for the back row: how many stands behind the label, and the bar alone under them */
	struct say label, note, words;
	const struct text_layout *text, *note_text;
	int words_h, height;
};

static int words_width(struct draw *d, const char *text, const struct say *how)
{
	struct text_style style = { .px = how->px, .bold = how->bold };
	return text_width(d->look->measure, text, &style) + 2;
}

/* Letters for the back row leave no height for words of their own under the label. */
static bool is_huge(const struct draw *d)
{
	struct sizes normal;
	sizes_for(&normal, d->look->panel, true);
	return d->z.text > normal.text;
}

static void measure_bars(struct draw *d, const struct tally *t, struct inside *in)
{
	int whole = in->card_w - in->bar_x - in->pad;
	in->words = saying(d, d->z.text, true, INK_TEXT);
	in->words.silent = t->said && t->bar_count == 1 && t->bars[0].filled;
	in->words_w = t->widest && t->bar_count ? words_width(d, t->widest, &in->words) : 0;
	if (in->words_w > whole)
		in->words = say_fitting(d, t->widest, &in->words, whole);
	in->bar_h = (int)((d->z.small ? 3.5 : 4.5) * d->z.px_mm);
	in->words_h = in->words_w ? in->words.px * 5 / 4 : 0;
	in->beside = t->bar_count == 1 && t->bars[0].words && t->touch.kind != MSG_NONE && is_huge(d);
	if (in->beside) {
		in->bar_w = whole;
		return;
	}
	in->bar_w = whole - in->words_w - (in->words_w ? in->pad : 0);
	if (in->bar_w < whole / 4) /* the words stand under their bar */
		in->bar_w = whole;
}

static bool words_beside(const struct inside *in)
{
	return !in->beside && in->words_w && in->bar_w + in->words_w + in->pad <= in->card_w - in->bar_x - in->pad;
}

static int bar_height(struct draw *d, const struct inside *in, const struct tally_bar *b)
{
	int words = b->words && !in->beside ? in->words_h : 0, bar = b->permille < 0 ? 0 : in->bar_h;
	if (!bar || !words)
		return bar + words;
	if (words_beside(in))
		return words > bar ? words : bar;
	struct prose p = plain(b->words);
	return bar + in->between / 2 + lay(d, &p, &in->words, in->bar_w)->height;
}

static struct inside inside_of(struct draw *d, const struct tally *t, int width)
{
	struct inside in = { .pad = d->z.text / 2, .between = d->z.gap / 3 };
	bool card = t->touch.kind != MSG_NONE;
	in.card_w = width - (t->less.kind ? d->z.control + (int)(3 * d->z.px_mm) + 1 : 0);
	int edge = card ? in.pad : 0;
	in.sign = t->sign == TALLY_BARE ? 0 : d->z.text * 7 / 5;
	in.text_x = edge + (in.sign ? in.sign + in.pad * 2 / 3 : 0);
	in.label = saying(d, d->z.text, true, INK_TEXT);
	in.label.lang = t->lang;
	in.bar_x = card ? in.pad : in.text_x;
	measure_bars(d, t, &in);
	in.text_w = in.card_w - in.text_x - edge - (in.beside ? in.words_w + in.pad : 0);
	in.label = say_fitting(d, t->label.text, &in.label, in.text_w);
	in.text = lay(d, &t->label, &in.label, in.text_w);
	in.height = in.text->height > in.sign ? in.text->height : in.sign;
	if (t->note) {
		struct prose p = plain(t->note);
		in.note = saying(d, d->z.text, true, t->good ? INK_ON_GOOD : INK_QUIET);
		in.note_text = lay(d, &p, &in.note, in.card_w - in.text_x - in.pad * 2 - d->z.text * 3 / 2);
		in.height += in.note_text->height + in.between + (t->good ? in.pad : 0);
	}
	for (int i = 0; i < t->bar_count; i++)
		in.height += bar_height(d, &in, &t->bars[i]) + in.between;
	in.edge = edge / 2;
	in.height += in.edge * 2;
	return in;
}

int tally_height(struct draw *d, const struct tally *t, int width)
{
	struct inside in = inside_of(d, t, width);
	int least = t->touch.kind != MSG_NONE ? d->z.answer : 0;
	return in.height > least ? in.height : least;
}

/* Told apart by what is in them, not by colour alone (access.md V10). */
void put_tally_sign(struct draw *d, enum tally_sign sign, const char *letter, struct rect at)
{
	static const char *const icons[] = { [TALLY_ON] = "check", [TALLY_HALF] = "hourglass", [TALLY_OFF] = "minus" };
	bool full = sign == TALLY_LETTER || sign == TALLY_ON;
	put_box(d, at, full ? INK_ACTION : INK_PAGE, full ? INK_ACTION : INK_LINE, d->z.line, at.w / 2);
	if (sign == TALLY_LETTER) {
		struct say how = saying(d, d->z.text, true, INK_ON_ACTION);
		how.align = ALIGN_CENTER;
		how.silent = true;
		struct prose p = plain(letter);
		const struct text_layout *l = lay(d, &p, &how, at.w);
		put_layout(d, l, p.text, &how, at.x, at.y + (at.h - l->height) / 2, at.w);
	} else if (sign != TALLY_EMPTY) {
		put_icon(d, icons[sign], rect_center(at, at.w * 2 / 3, at.w * 2 / 3), full ? INK_ON_ACTION : INK_TEXT, false);
	}
}

static void put_bar(struct draw *d, const struct tally_bar *b, const struct inside *in, int x, int y)
{
	int h = bar_height(d, in, b), radius = in->bar_h / 3;
	bool beside = words_beside(in);
	int bar_y = beside && b->words ? y + (h - in->bar_h) / 2 : y;
	if (b->permille >= 0) {
		int full = in->bar_w * (b->permille > 1000 ? 1000 : b->permille) / 1000;
		put_box(d, (struct rect){ x, bar_y, in->bar_w, in->bar_h }, INK_PAGE, INK_LINE, d->z.line, radius);
		if (full > 0 && full < in->bar_h)
			full = in->bar_h;
		if (full && b->filled)
			put_box(d, (struct rect){ x, bar_y, full, in->bar_h }, INK_ACTION, INK_ACTION, d->z.line, radius);
		else if (full) /* another's: hollow in a thick line */
			put_box(d, (struct rect){ x, bar_y, full, in->bar_h }, INK_PAGE, INK_WARM, d->z.line * (d->z.small ? 2 : 3), radius);
	}
	if (!b->words || in->beside)
		return;
	int words_x = b->permille >= 0 && beside ? x + in->bar_w + in->pad : x;
	int words_y = b->permille < 0 || beside ? y + (h - in->words.px * 5 / 4) / 2 : y + in->bar_h + in->between / 2;
	struct say how = in->words;
	how.ink = b->filled ? INK_ACTION : INK_TEXT;
	put_text(d, b->words, &how, words_x, words_y,
		 b->permille < 0 ? in->card_w - in->bar_x - in->pad : beside ? in->words_w : in->bar_w);
}

static void put_note(struct draw *d, const struct tally *t, const struct inside *in, int x, int y)
{
	int side = d->z.text, text_x = x + (t->note_icon ? side + in->pad / 2 : 0), pad = t->good ? in->pad / 2 : 0;
	if (t->good)
		put_box(d, (struct rect){ x, y, text_x - x + in->note_text->width + 2 * in->pad, in->note_text->height + 2 * pad }, INK_GOOD,
			INK_NONE, 0, d->z.radius);
	if (t->good)
		x += in->pad / 2, text_x += in->pad / 2;
	if (t->note_icon)
		put_icon(d, t->note_icon, (struct rect){ x, y + pad + (in->note_text->line_px - side) / 2, side, side }, in->note.ink, false);
	struct say how = in->note;
	how.silent = t->said == t->note;
	put_layout(d, in->note_text, t->note, &how, text_x, y + pad, in->note_text->width + 2);
}

static void put_less(struct draw *d, const struct tally *t, struct rect at)
{
	struct button less = button(d, BUTTON_SECOND, "minus", "", t->less.kind, t->less.arg);
	less.msg.number = t->less.number;
	less.said = t->less_said;
	less.center = true;
	put_button(d, &less, at);
}

void put_tally(struct draw *d, const struct tally *t, struct rect at)
{
	struct inside in = inside_of(d, t, at.w);
	bool card = t->touch.kind != MSG_NONE;
	struct rect box = { at.x, at.y, in.card_w, at.h };
	int first = d->out->speech_count, x = at.x, y = at.y + in.edge + (card ? (at.h - in.height) / 2 : 0);
	bool on = t->sign == TALLY_ON;
	if (card)
		put_box(d, box, INK_SOFT, on ? INK_ACTION : INK_LINE, on ? d->z.line * 2 : d->z.line, d->z.radius);
	int line = in.text->height > in.sign ? in.text->height : in.sign;
	if (in.sign)
		put_tally_sign(d, t->sign, t->letter, (struct rect){ x + in.text_x - in.sign - in.pad * 2 / 3, y + (line - in.sign) / 2, in.sign, in.sign });
	put_layout(d, in.text, t->label.text, &in.label, x + in.text_x, y + (line - in.text->height) / 2, in.text_w);
	if (in.beside) {
		struct say how = in.words;
		how.ink = INK_ACTION;
		how.align = ALIGN_END;
		put_text(d, t->bars[0].words, &how, x + in.card_w - in.pad - in.words_w, y + (line - in.words_h) / 2, in.words_w);
	}
	if (t->said)
		scene_speech(d->out, t->said, d->lang);
	y += line;
	if (t->note) {
		y += in.between;
		put_note(d, t, &in, x + in.text_x, y);
		y += in.note_text->height + (t->good ? in.pad : 0);
	}
	for (int i = 0; i < t->bar_count; i++) {
		y += in.between;
		put_bar(d, &t->bars[i], &in, x + in.bar_x, y);
		y += bar_height(d, &in, &t->bars[i]);
	}
	if (!card)
		return;
	struct target *target = scene_target(d->out, rect_mirrored(d, box), t->touch.kind, t->touch.arg, t->label.text);
	target->msg.number = t->touch.number;
	target->speech_first = first;
	target->speech_count = d->out->speech_count - first;
	if (t->less.kind != MSG_NONE)
		put_less(d, t, (struct rect){ at.x + at.w - d->z.control, at.y, d->z.control, at.h });
}

/* ---- in a column ------------------------------------------------------------------------------------------------------------ */

enum { TALLIES_MAX = 40, COLUMNS_MAX = 3, PLAIN_LEAST_MM = 60, WITH_MINUS_LEAST_MM = 84 };

static int column_width(const struct flow *f, int columns)
{
	return (f->width - f->d->z.gap * (columns - 1)) / columns;
}

static int row_height(struct draw *d, const struct tally *t, int count, int width)
{
	int most = 0;
	for (int i = 0; i < count; i++) {
		int h = tally_height(d, &t[i], width);
		most = h > most ? h : most;
	}
	return most;
}

static int height_in(const struct flow *f, const struct tally *t, int count, int columns)
{
	int total = 0;
	for (int i = 0; i < count; i += columns)
		total += (i ? f->d->z.gap : 0) +
			 row_height(f->d, &t[i], count - i < columns ? count - i : columns, column_width(f, columns));
	return total;
}

static bool labels_fit(struct draw *d, const struct tally *t, int count, int width)
{
	for (int i = 0; i < count; i++) {
		struct inside in = inside_of(d, &t[i], width);
		if (in.label.px < d->z.text || !words_fit(d, t[i].label.text, &in.label, in.text_w))
			return false;
	}
	return true;
}

/* The fewest columns that need one part only; else those that need the fewest. */
static int columns_for(const struct flow *f, const struct tally *t, int count, int room_px)
{
	int least_mm = t->less.kind != MSG_NONE ? WITH_MINUS_LEAST_MM : PLAIN_LEAST_MM, best = 1, lowest = 0;
	bool clipped = f->d->out->clipped; /* trying is no mistake */
	for (int i = 0; i < COLUMNS_MAX; i++) {
		int n = count == 3 && i ? COLUMNS_MAX + 1 - i : i + 1; /* three stand better in one row than in two and one */
		if (n > count)
			continue;
		if (n > 1 && column_width(f, n) < (int)(least_mm * f->d->z.px_mm))
			continue;
		if (n > 1 && f->most_px && row_height(f->d, t, count, column_width(f, n)) > f->most_px)
			continue;
		if (n > 1 && !labels_fit(f->d, t, count, column_width(f, n)))
			continue;
		int h = height_in(f, t, count, n);
		if (h <= room_px) {
			best = n;
			break;
		}
		if (n == 1 || h < lowest)
			best = n, lowest = h;
	}
	f->d->out->clipped = clipped;
	return best;
}

void flow_tallies(struct flow *f, const struct tally *tallies, int count, int room_px)
{
	struct draw *d = f->d;
	count = count < TALLIES_MAX ? count : TALLIES_MAX;
	struct tally *t = arena_array(d->a, (size_t)count + 1, sizeof *t);
	for (int i = 0; i < count; i++)
		t[i] = tallies[i];
	int columns = count ? columns_for(f, t, count, room_px) : 1;
	for (int i = 0; i < count; i += columns) {
		struct lump *l = flow_lump(f, LUMP_TALLY, d->z.gap);
		l->tally = &t[i];
		l->row_count = count - i < columns ? count - i : columns;
		l->columns = columns;
		l->height = row_height(d, &t[i], l->row_count, column_width(f, columns));
	}
}
