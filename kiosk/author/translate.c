#include "author/translate.h"

#include <stdio.h>
#include <string.h>

#include "base/sha256.h"

#define WAITING "à traduire"

static struct str next_line(struct str *rest)
{
	struct str line;
	if (!str_cut(*rest, '\n', &line, rest))
		*rest = (struct str){ rest->s + rest->n, 0 };
	return line;
}

static size_t line_length(struct str s)
{
	const char *end = s.n ? memchr(s.s, '\n', s.n) : NULL;
	return end ? (size_t)(end - s.s) : s.n;
}

/* The inside of a comment that fills the line, or an empty slice. */
static struct str comment(struct str line)
{
	line = str_trim(line);
	if (!str_starts(line, "<!--") || line.n < 7 || memcmp(line.s + line.n - 3, "-->", 3) != 0)
		return (struct str){ "", 0 };
	return str_trim((struct str){ line.s + 4, line.n - 7 });
}

static struct str find_id(struct str text)
{
	while (text.n) {
		struct str kind, id, inside = comment(next_line(&text));
		if (inside.n && str_cut(inside, ':', &kind, &id) && !str_is(str_trim(kind), "note"))
			return str_cut(id, ',', &id, &kind), str_trim(id); /* the options of a guide's phase stand behind it */
	}
	return (struct str){ "", 0 };
}

/* What a guide says before its first title: the text behind the head, without remarks. */
static struct str body_of(struct str head)
{
	struct str rest = head;
	int rules = 0;
	while (rest.n && rules < 2)
		rules += str_is(str_trim(next_line(&rest)), "---");
	rest = str_trim(rest);
	while (comment((struct str){ rest.s, line_length(rest) }).n)
		next_line(&rest), rest = str_trim(rest);
	return rest;
}

void parts_cut(struct parts *p, struct str file)
{
	struct str rest = file;
	int line = 1;
	if (str_starts(rest, "\xEF\xBB\xBF"))
		rest.s += 3, rest.n -= 3;
	*p = (struct parts){ .count = 1 };
	p->list[0] = (struct part){ .text = { rest.s, 0 }, .id = { "", 0 }, .line = 1 };
	for (; rest.n; line++) {
		const char *begin = rest.s;
		struct str l = next_line(&rest);
		if (str_starts(l, "# ") && p->count < PARTS_MAX)
			p->list[p->count++] = (struct part){ .text = { begin, 0 }, .line = line };
		struct part *last = &p->list[p->count - 1];
		last->text.n = (size_t)(rest.s - last->text.s);
	}
	for (int i = 1; i < p->count; i++)
		p->list[i].id = find_id(p->list[i].text);
}

const struct part *parts_find(const struct parts *p, struct str id)
{
	for (int i = id.n ? 1 : 0; i < p->count && (id.n || i == 0); i++)
		if (str_eq(p->list[i].id, id))
			return &p->list[i];
	return NULL;
}

void part_mark(char out[MARK_SIZE], const struct part *french)
{
	struct sha256 h;
	uint8_t sum[32];
	struct str t = str_trim(french->text);
	sha256_init(&h);
	sha256_add(&h, t.s, t.n);
	sha256_end(&h, sum);
	snprintf(out, MARK_SIZE, "%02x%02x%02x%02x", sum[0], sum[1], sum[2], sum[3]);
}

/* Our remark in a translated part: "fr-1a2b3c4d" and what stands behind it. */
static struct str remark(struct str text)
{
	while (text.n) {
		struct str kind, what, inside = comment(next_line(&text));
		if (inside.n && str_cut(inside, ':', &kind, &what) && str_is(str_trim(kind), "note") &&
		    str_starts(str_trim(what), "fr-"))
			return str_trim(what);
	}
	return (struct str){ "", 0 };
}

static bool contains(struct str text, const char *what)
{
	size_t n = strlen(what);
	for (size_t i = 0; i + n <= text.n; i++)
		if (memcmp(text.s + i, what, n) == 0)
			return true;
	return false;
}

enum translation_state part_state(const struct part *french, const struct part *other)
{
	char mark[MARK_SIZE];
	if (!other || !str_trim(other->text).n)
		return TRANSLATION_MISSING;
	struct str r = remark(other->text);
	if (contains(r, WAITING) || (other->id.n && str_eq(str_trim(french->text), str_trim(other->text))))
		return TRANSLATION_WAITING;
	part_mark(mark, french);
	if (r.n >= 11 && memcmp(r.s + 3, mark, 8) != 0)
		return TRANSLATION_CHANGED;
	return TRANSLATION_DONE;
}

/* ---- a beginning ------------------------------------------------------------------------------------------------------- */

static void put(struct buf *out, struct str s)
{
	buf_add(out, s.s, s.n);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Groups of digits parted by plain spaces would stand in the wrong order in a right-to-left line. */
static void put_text(struct buf *out, struct str line, enum lang lang)
{
	for (size_t i = 0; i < line.n; i++) {
		bool between = line.s[i] == ' ' && i && i + 1 < line.n && is_digit(line.s[i - 1]) && is_digit(line.s[i + 1]);
		if (between && lang_table[lang].rtl)
			buf_puts(out, "&nbsp;");
		else
			buf_add(out, line.s + i, 1);
	}
	buf_puts(out, "\n");
}

static void stub_head(struct buf *out, const struct part *french, enum lang lang, bool glossary)
{
	static const char *const kept[] = { "titre", "resume", "image-dite" };
	struct str rest = french->text;
	buf_puts(out, "---\n");
	while (!glossary && rest.n) {
		struct str key, value, line = next_line(&rest);
		for (int i = 0; str_cut(line, ':', &key, &value) && i < 3; i++)
			if (str_is(str_trim(key), kept[i]))
				put(out, str_trim(line)), buf_puts(out, "\n");
	}
	buf_puts(out, "relecture : non\n---\n\n");
	struct str body = glossary ? (struct str){ "", 0 } : body_of(french->text);
	if (!body.n)
		return;
	char mark[MARK_SIZE];
	part_mark(mark, french);
	buf_printf(out, "<!-- note: fr-%s " WAITING " -->\n\n", mark);
	while (body.n)
		put_text(out, next_line(&body), lang);
	buf_puts(out, "\n");
}

void part_stub(struct buf *out, const struct part *french, enum lang lang, bool glossary)
{
	char mark[MARK_SIZE];
	struct str rest = { french->text.s, str_trim(french->text).n };
	bool marked = false;
	if (!french->id.n) {
		stub_head(out, french, lang, glossary);
		return;
	}
	part_mark(mark, french);
	while (rest.n) {
		struct str line = next_line(&rest), inside = comment(line);
		if (inside.n && str_starts(inside, "note"))
			continue; /* the author's own remarks */
		put_text(out, line, lang);
		if (inside.n && !marked)
			buf_printf(out, "<!-- note: fr-%s " WAITING " -->\n", mark);
		marked |= inside.n > 0;
	}
	buf_puts(out, "\n");
}

void parts_stub(struct buf *out, const struct parts *french, enum lang lang, bool glossary)
{
	for (int i = 0; i < french->count; i++)
		part_stub(out, &french->list[i], lang, glossary);
}

/* ---- what is to do ---------------------------------------------------------------------------------------------------- */

static const char *const states[] = {
	[TRANSLATION_DONE] = "traduit",
	[TRANSLATION_MISSING] = "manque",
	[TRANSLATION_WAITING] = "à traduire",
	[TRANSLATION_CHANGED] = "le français a changé",
};

static void html(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		switch (s.s[i]) {
		case '&': buf_puts(out, "&amp;"); break;
		case '<': buf_puts(out, "&lt;"); break;
		case '>': buf_puts(out, "&gt;"); break;
		case '"': buf_puts(out, "&quot;"); break;
		default: buf_add(out, s.s + i, 1);
		}
}

static const char style[] =
	"body{font:16px/1.5 Andika,'Noto Sans','Noto Sans Arabic',sans-serif;margin:2em auto;max-width:75em;color:#1b1b1b}"
	"table{border-collapse:collapse;width:100%;table-layout:fixed}td,th{border:1px solid #999;padding:.6em;vertical-align:top;"
	"text-align:start}pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;margin:0}.state{background:#e8eef8}"
	"@media print{body{font-size:10pt;margin:0}tr{break-inside:avoid}}";

static void page_part(struct buf *out, const struct part *f, const struct part *o, enum translation_state state, enum lang lang)
{
	char mark[MARK_SIZE];
	struct buf stub = { 0 };
	part_mark(mark, f);
	buf_puts(out, "<tr class=state><th colspan=2>");
	html(out, f->id.n ? f->id : STR("en-tête"));
	buf_printf(out, " : %s (fr.md, ligne %d", states[state], f->line);
	if (f->id.n || body_of(f->text).n)
		buf_printf(out, " ; repère fr-%s", mark);
	buf_puts(out, ")</th></tr>\n<tr><td lang=fr><pre>");
	html(out, str_trim(f->text));
	buf_printf(out, "</pre></td><td lang=%s dir=auto><pre>", lang_table[lang].code);
	if (state == TRANSLATION_MISSING)
		part_stub(&stub, f, lang, false);
	html(out, state == TRANSLATION_MISSING ? (struct str){ stub.data, stub.size } : str_trim(o->text));
	buf_puts(out, "</pre></td></tr>\n");
	buf_free(&stub);
}

int parts_page(struct buf *out, const struct parts *french, const struct parts *other, enum lang lang, const char *title, bool all)
{
	int todo = 0;
	buf_puts(out, "<!doctype html>\n<html lang=fr>\n<meta charset=utf-8>\n<meta http-equiv=Content-Security-Policy "
		      "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>");
	html(out, str_from(title));
	buf_printf(out, "</title>\n<style>%s</style>\n<h1>", style);
	html(out, str_from(title));
	buf_printf(out, "</h1>\n<table><tr><th>fr.md</th><th>%s.md</th></tr>\n", lang_table[lang].code);
	for (int i = 0; i < french->count; i++) {
		const struct part *f = &french->list[i], *o = parts_find(other, f->id);
		enum translation_state state = part_state(f, o);
		if (i == 0 && !str_trim(f->text).n)
			continue;
		todo += state != TRANSLATION_DONE;
		if (all || state != TRANSLATION_DONE)
			page_part(out, f, o, state, lang);
	}
	buf_puts(out, "</table>\n");
	return todo;
}

int parts_markdown(struct buf *out, const struct parts *french, const struct parts *other, enum lang lang, bool glossary)
{
	int todo = 0;
	for (int i = 0; i < french->count; i++) {
		const struct part *f = &french->list[i], *o = parts_find(other, f->id);
		enum translation_state state = part_state(f, o);
		if (state == TRANSLATION_DONE || (i == 0 && !str_trim(f->text).n))
			continue;
		todo++;
		part_stub(out, f, lang, glossary);
		if (state != TRANSLATION_CHANGED)
			continue;
		/* What stood there, for whoever mends it: quoted, so that it stays apart. */
		struct str rest = str_trim(o->text);
		buf_puts(out, "La traduction d'avant :\n\n~~~\n");
		put(out, rest);
		buf_puts(out, "\n~~~\n\n");
	}
	return todo;
}
