#include "ui/keyboard.h"

#include <string.h>

#include "base/utf8.h"

/* One set of letters. shift: the set with the other case, -1 none. upper: reached by shift alone. */
struct layer {
	const char *tag;  /* on the key that leads here */
	const char *keys; /* rows as on a desk where they fit, else one key behind the other */
	int shift;
	bool upper;
	/* The room's keyboard alone: where the tags lead, on wide panels and others; the keys where rows do not fit, most used
	 * first; how the tag is said. */
	const char *wide, *narrow, *flat, *said;
};

#define DIGITS { .tag = "123", .keys = "1234567890\n@#€%&*+=_/\n!?;:()\"<>$", .shift = -1 }

static const struct layer french[] = {
	{ .tag = "abc", .keys = "azertyuiop\nqsdfghjklm\nwxcvbn'-.,", .shift = 1 },
	{ .tag = "ABC", .keys = "AZERTYUIOP\nQSDFGHJKLM\nWXCVBN'-.,", .shift = 0, .upper = true },
	DIGITS,
	{ .tag = "éàç", .keys = "éèêëàâäîïô\nöùûüçœæñÿ~\nÉÈÊÀÂÎÔÙÇŒ", .shift = -1 },
	{ 0 },
};
static const struct layer english[] = {
	{ .tag = "abc", .keys = "qwertyuiop\nasdfghjkl'\nzxcvbnm-.,", .shift = 1 },
	{ .tag = "ABC", .keys = "QWERTYUIOP\nASDFGHJKL'\nZXCVBNM-.,", .shift = 0, .upper = true },
	DIGITS,
	{ 0 },
};
/* Their letters stand in the order of the alphabet: the rows of their desks are wider than the glass. */
static const struct layer arabic[] = {
	{ .tag = "أبج", .keys = "ابتثجحخدذر\nزسشصضطظعغف\nقكلمنهويءة\nىأإآؤئ", .shift = -1 },
	{ .tag = "abc", .keys = "abcdefghij\nklmnopqrst\nuvwxyz'-.,", .shift = 2 },
	{ .tag = "ABC", .keys = "ABCDEFGHIJ\nKLMNOPQRST\nUVWXYZ'-.,", .shift = 1, .upper = true },
	DIGITS,
	{ 0 },
};
static const struct layer ukrainian[] = {
	{ .tag = "абв", .keys = "абвгґдеєжз\nиіїйклмноп\nрстуфхцчшщ\nьюя'-.,", .shift = 1 },
	{ .tag = "АБВ", .keys = "АБВГҐДЕЄЖЗ\nИІЇЙКЛМНОП\nРСТУФХЦЧШЩ\nЬЮЯ'-.,", .shift = 0, .upper = true },
	{ .tag = "abc", .keys = "abcdefghij\nklmnopqrst\nuvwxyz'-.,", .shift = 3 },
	{ .tag = "ABC", .keys = "ABCDEFGHIJ\nKLMNOPQRST\nUVWXYZ'-.,", .shift = 2, .upper = true },
	DIGITS,
	{ 0 },
};
/* A group writes in three scripts. What is rarely used stands last: on a second page where one is needed. */
static const struct layer of_a_room[] = {
	{ "abc", "azertyuiop\nqsdfghjklm\nwxcvbn’-.,", 1, false, "12345", "12", "azertyuiopqsdfghjklmwxcvbnéèàêç’.,-?",
	  F_("Lettres") },
	{ "ABC", "AZERTYUIOP\nQSDFGHJKLM\nWXCVBN’-.,", 0, true, "02345", "02", "AZERTYUIOPQSDFGHJKLMWXCVBNÉÈÀÊÇ’.,-?",
	  F_("Majuscules") },
	{ "123", "1234567890\n?!;:()«»\"/\n%€+=&@’-.,", -1, false, "0345", "0345", "1234567890.,?!’-:;()/%€+=&@«»\"",
	  F_("Chiffres et signes") },
	{ "éàç", "éèêëàâäîïô\nöùûüçœæñÿ’\nÉÈÊÀÂÎÔÇŒÙ", -1, false, "0245", "02", "éèêëàâäîïôöùûüçœæñÿÉÈÊÀÂÎÔÇŒÙ",
	  F_("Accents") },
	{ "أبج", "ابتثجحخدذرزسشصضطظعغفقكلمنهويةءىأإآؤئ،؟.-", -1, false, "025", "02", NULL, F_("Alphabet arabe") },
	{ "аб", "абвгдежзиійклмнопрстуфхцчшщьюяїєґ’ыэёъ-.,?!", 6, false, "0246", "026", NULL, F_("Alphabet cyrillique") },
	{ "АБ", "АБВГДЕЖЗИІЙКЛМНОПРСТУФХЦЧШЩЬЮЯЇЄҐ’ЫЭЁЪ-.,?!", 5, true, "0245", "025", NULL,
	  F_("Majuscules cyrilliques") },
	{ 0 },
};
static const struct layer *const layers_of[LANG_COUNT] = {
	[LANG_FR] = french, [LANG_EN] = english, [LANG_AR] = arabic, [LANG_UK] = ukrainian
};

/* Signs that a voice would pass over. */
const char *sign_name(const struct draw *d, uint32_t sign)
{
	static const struct {
		uint32_t sign;
		const char *name;
	} names[] = {
		{ '\'', W_("apostrophe") }, { 0x2019, W_("apostrophe") }, { '-', W_("tiret") }, { '.', W_("point") }, { ',', W_("virgule") },
		{ '@', W_("arobase") }, { '#', W_("dièse") }, { '*', W_("étoile") }, { '_', W_("tiret bas") },
		{ '/', W_("barre") }, { '!', W_("point d’exclamation") }, { '?', W_("point d’interrogation") },
		{ ';', W_("point-virgule") }, { ':', W_("deux-points") }, { '(', W_("parenthèse ouverte") },
		{ ')', W_("parenthèse fermée") }, { '"', W_("guillemet") }, { '<', W_("plus petit") },
		{ '>', W_("plus grand") }, { '=', W_("égal") }, { '~', W_("vague") },
		{ 0xAB, F_("guillemet ouvert") }, { 0xBB, F_("guillemet fermé") }, { '%', F_("pour cent") },
		{ '+', F_("plus") }, { '&', F_("et commercial") }, { 0x60C, W_("virgule") }, { 0x61F, W_("point d’interrogation") },
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].sign == sign)
			return word(d, names[i].name);
	return NULL;
}

enum lang letters_lang(const char *text)
{
	size_t n = strlen(text);
	for (uint32_t c; n;) {
		int size = utf8_next(text, n, &c);
		text += size;
		n -= (size_t)size;
		if (c >= 0x400 && c < 0x530)
			return LANG_UK;
		if (c >= 0x600 && c < 0x700)
			return LANG_AR;
		if ((c | 32) >= 'a' && c < 0x400 && (c | 32) != 0xB7)
			return LANG_FR;
	}
	return LANG_FR;
}

/* Where the keys go. */
struct board {
	struct draw *d;
	const struct layer *layers;
	int layer, page, pages;
	struct rect area;
	int columns, rows, gap, w, h;
	int cell; /* the next free one */
	bool end, room, wide; /* room: of_a_room; wide: its keys stand as on a desk, over one row of controls */
};

static struct rect cell_at(const struct board *b, int cell, int wide)
{
	int x = cell % b->columns, y = cell / b->columns;
	return (struct rect){ b->area.x + x * (b->w + b->gap), b->area.y + y * (b->h + b->gap),
			      b->w * wide + b->gap * (wide - 1), b->h };
}

/* A key: what it shows, what is said when the keypad stands on it. Keys are not read by Écouter: nobody waits for forty. */
static void key(struct board *b, struct rect at, enum button_look look, const char *icon, const char *label, const char *said,
		enum msg_kind kind, int arg)
{
	struct draw *d = b->d;
	enum lang lang = kind == MSG_TYPE && label && b->room ? letters_lang(label) : d->lang;
	static const struct {
		enum ink fill, line, ink;
	} looks[] = { [BUTTON_MAIN] = { INK_ACTION, INK_ACTION, INK_ON_ACTION },
		      [BUTTON_SECOND] = { INK_PAGE, INK_ACTION, INK_ACTION },
		      [BUTTON_CARD] = { INK_SOFT, INK_LINE, INK_TEXT } };
	put_box(d, at, looks[look].fill, looks[look].line, d->z.line, d->z.radius);
	bool big = look == BUTTON_CARD && !d->z.small && !d->z.large;
	struct say how = saying(d, big ? d->z.title : d->z.text, look != BUTTON_CARD, looks[look].ink);
	how.align = ALIGN_CENTER;
	how.silent = true;
	struct text_style style = { .px = d->z.text, .bold = true };
	if (icon && (!label || text_width(d->look->measure, label, &style) + d->z.text / 2 > at.w)) {
		int side = d->z.text * 6 / 5;
		put_icon(d, icon, rect_center(at, side, side), looks[look].ink, strcmp(icon, "check") != 0);
	} else {
		struct prose p = plain(label);
		how = say_fitting(d, label, &how, at.w);
		const struct text_layout *t = lay(d, &p, &how, at.w);
		put_layout(d, t, label, &how, at.x, at.y + (at.h - t->height) / 2, at.w);
	}
	struct rect target = at;
	if (d->rtl)
		target.x = d->z.width - at.x - at.w;
	struct target *t = scene_target(d->out, target, kind, arg, said);
	t->speech_first = scene_speech(d->out, said, lang);
	t->speech_count = 1;
	d->out->speech[t->speech_first].echo = true;
}

static void letter_key(struct board *b, const char *letter, uint32_t sign)
{
	const char *name = sign_name(b->d, sign);
	if (!name)
		name = b->layers[b->layer].upper ? filled(b->d, W_("{1} majuscule"), letter, NULL) : letter;
	key(b, cell_at(b, b->cell, 1), BUTTON_CARD, NULL, letter, name, MSG_TYPE, (int)sign);
	b->cell++;
}

static void end_row(struct board *b)
{
	b->cell += (b->columns - b->cell % b->columns) % b->columns;
}

/* This page's keys; with `desk` each row begins at the left. */
static void put_letters(struct board *b, const char *keys, int from, int to, bool desk)
{
	int at = 0;
	for (uint32_t c; *keys;) {
		char letter[5] = "";
		int n = utf8_next(keys, strlen(keys), &c);
		memcpy(letter, keys, (size_t)n);
		keys += n;
		if (c == '\n') {
			if (desk)
				end_row(b);
			continue;
		}
		if (at >= from && at < to)
			letter_key(b, arena_strdup(b->d->a, letter), c);
		at++;
	}
}

/* Layers that have a key now: all but this one and capitals of others. */
static int tags(const struct board *b, int out[8])
{
	int n = 0;
	const struct layer *l = &b->layers[b->layer];
	if (b->room) {
		for (const char *p = b->wide ? l->wide : l->narrow; *p && n < 8; p++)
			out[n++] = *p - '0';
		return n;
	}
	for (int i = 0; b->layers[i].tag && n < 8; i++)
		if (i != b->layer && (!b->layers[i].upper || b->layers[b->layer].shift == i))
			out[n++] = i;
	return n;
}

static int control_cells(const struct board *b)
{
	int out[8];
	return tags(b, out) + 4 + (b->pages > 1) + b->end; /* space 2, erase 2 */
}

static void control(struct board *b, int wide, enum button_look look, const char *icon, const char *label, const char *said,
		    enum msg_kind kind, int arg)
{
	if (b->cell % b->columns + wide > b->columns)
		b->cell += b->columns - b->cell % b->columns; /* whole on the next row */
	if (b->cell + wide > b->columns * b->rows)
		b->d->out->clipped = true;
	key(b, cell_at(b, b->cell, wide), look, icon, label, said, kind, arg);
	b->cell += wide;
}

static void controls(struct board *b, int space)
{
	struct draw *d = b->d;
	int list[8], n = tags(b, list);
	if (b->pages > 1)
		control(b, 1, BUTTON_SECOND, "arrow-right", NULL, word(d, W_("Autres lettres")), MSG_LAYER,
			b->layer + 16 * ((b->page + 1) % b->pages));
	for (int i = 0; i < n; i++)
		control(b, 1, BUTTON_SECOND, NULL, b->layers[list[i]].tag,
			b->room ? word(d, b->layers[list[i]].said) : b->layers[list[i]].tag, MSG_LAYER, list[i]);
	control(b, space, BUTTON_CARD, b->room ? "space" : NULL, word(d, W_("Espace")), word(d, W_("Espace")), MSG_TYPE, ' ');
	control(b, b->room && !b->wide ? 1 : 2, BUTTON_SECOND, "backspace", word(d, W_("Effacer")), word(d, W_("Effacer")), MSG_UNDO, 0);
	if (b->end)
		control(b, 1, BUTTON_MAIN, "check", NULL, word(d, b->room ? F_("C’est écrit") : W_("J’ai fini")), MSG_CHOSEN, 0);
}

/* How many keys, rows and the longest row are in the text. */
static void count_keys(const char *keys, int *count, int *rows, int *longest)
{
	int row = 0;
	*count = *longest = 0;
	*rows = 1;
	for (uint32_t c; *keys; keys += utf8_next(keys, strlen(keys), &c)) {
		utf8_next(keys, strlen(keys), &c);
		row = c == '\n' ? 0 : row + 1;
		*rows += c == '\n';
		*count += c != '\n';
		*longest = row > *longest ? row : *longest;
	}
}

static struct board board_of(struct draw *d, const struct layer *layers, int layer, bool with_end, struct rect area)
{
	struct board b = { .d = d, .layers = layers, .area = area, .end = with_end, .pages = 1 };
	b.gap = (int)(3 * d->z.px_mm) + 1;
	b.columns = (area.w + b.gap) / (d->z.control + b.gap);
	b.columns = b.columns > 10 ? 10 : b.columns;
	b.rows = (area.h + b.gap) / (d->z.control + b.gap);
	b.rows = b.rows < 1 ? 1 : b.rows > 7 ? 7 : b.rows;
	b.w = (area.w - b.gap * (b.columns - 1)) / b.columns;
	b.h = (area.h - b.gap * (b.rows - 1)) / b.rows;
	int most = (int)(20 * d->z.px_mm);
	b.h = b.h > most ? most : b.h;
	while (b.layers[b.layer].tag && b.layer < layer % 16)
		b.layer++;
	if (!b.layers[b.layer].tag)
		b.layer = 0;
	b.page = layer / 16;
	return b;
}

void put_keyboard(struct draw *d, int layer, bool with_end, struct rect area)
{
	struct board b = board_of(d, layers_of[d->lang], layer, with_end, area);
	const char *keys = b.layers[b.layer].keys;
	int count, rows, longest;
	count_keys(keys, &count, &rows, &longest);
	bool desk = longest <= b.columns && rows < b.rows && b.columns == 10;
	int from = 0, to = count;
	if (!desk) {
		int room = b.columns * b.rows;
		if (count > room - control_cells(&b) - 1) { /* one may be lost at the end of a row */
			b.pages = 2;
			int each = room - control_cells(&b) - 1;
			b.pages = each > 0 ? (count + each - 1) / each : 1;
			each = (count + b.pages - 1) / b.pages;
			b.page %= b.pages;
			from = b.page * each;
			to = from + each;
		}
	}
	put_letters(&b, keys, from, to, desk);
	if (desk)
		end_row(&b);
	int list[8];
	controls(&b, desk ? b.columns - tags(&b, list) - 2 - b.end : 2);
}

/* ---- the room's ------------------------------------------------------------------------------------------------------------ */

int room_keyboard_height(const struct draw *d, struct rect area, int head, bool least)
{
	int gap = (int)(3 * d->z.px_mm) + 1, rows = room_keyboard_wide(d, area.w) ? 4 : 3, tall = (int)(20 * d->z.px_mm);
	if (d->z.portrait && rows == 3)
		rows = (area.h - head - d->z.gap + gap) / (d->z.control + gap);
	rows = rows < 3 ? 3 : rows > 7 ? 7 : rows;
	return rows * (least ? d->z.control : tall) + (rows - 1) * gap;
}

bool room_keyboard_wide(const struct draw *d, int width)
{
	int gap = (int)(3 * d->z.px_mm) + 1;
	return (width + gap) / (d->z.control + gap) >= 10;
}

/* Controls keep their places at the end, whatever letters are shown. */
void put_room_keyboard(struct draw *d, int layer, struct rect area)
{
	struct board b = board_of(d, of_a_room, layer, false, area);
	b.room = true;
	b.wide = b.columns == 10 && b.rows >= 4;
	b.rows = b.wide ? 4 : b.rows;
	int h = (area.h - b.gap * (b.rows - 1)) / b.rows, tall = (int)(20 * d->z.px_mm);
	b.h = h < tall ? h : tall;
	b.end = !b.wide;
	const struct layer *l = &b.layers[b.layer];
	bool desk = b.wide && strchr(l->keys, '\n');
	const char *keys = desk || !l->flat ? l->keys : l->flat;
	int count, rows, longest, list[8], n = tags(&b, list);
	count_keys(keys, &count, &rows, &longest);
	int controlled = b.wide ? b.columns : n + 2 + b.end, each = b.columns * b.rows - controlled;
	if (count > each && !desk) {
		controlled += !b.wide;
		each = b.columns * b.rows - controlled;
		if (each < 1)
			each = 1;
		b.pages = (count + each - 1) / each;
		b.page %= b.pages;
	}
	put_letters(&b, keys, b.pages > 1 ? b.page * each : 0, b.pages > 1 ? (b.page + 1) * each : count, desk);
	b.cell = b.columns * b.rows - controlled;
	controls(&b, b.wide ? b.columns - n - (b.pages > 1) - 2 : 1);
}
