#include "author/sheet.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "qr/qr.h"

enum { PICTURE_MAX = 4 * 1024 * 1024 };

/* Two columns of twelve points; what belongs together stays on one page. */
static const char style[] =
	"@page{size:A4;margin:13mm 12mm 14mm}\n"
	"*{box-sizing:border-box}\n"
	"body{margin:0 auto;max-width:190mm;font:12pt/1.35 Andika,'Noto Sans','Noto Sans Arabic',Arial,sans-serif;color:#1b1b1b}\n"
	"header{display:flex;gap:6mm;align-items:center;border-bottom:1mm solid #0b3d91;padding-bottom:3mm;margin-bottom:4mm}\n"
	"header img{width:34mm;height:26mm;object-fit:contain}\n"
	"h1{font-size:24pt;line-height:1.1;margin:0 0 1mm;color:#0b3d91}header p{margin:0}\n"
	"main{columns:2;column-gap:8mm}\n"
	"section{break-inside:avoid;margin:0 0 4mm}\n"
	"h2{font-size:13.5pt;line-height:1.2;margin:0 0 1mm;break-after:avoid}\n"
	"h2 em{font-style:normal;display:inline-block;min-width:7mm;padding:0 1.5mm;margin-inline-end:2mm;border-radius:4mm;background:#0b3d91;color:#fff;"
	"text-align:center;-webkit-print-color-adjust:exact;print-color-adjust:exact}\n"
	"p{margin:0 0 1.5mm}ul,ol{margin:0 0 1.5mm;padding-inline-start:6mm}li{margin:0 0 .8mm}\n"
	"img.small{float:inline-end;width:24mm;height:18mm;object-fit:contain;margin-inline-start:2mm}\n"
	"img.wide{width:100%;max-height:60mm;object-fit:contain}\n"
	".do{font-style:normal;color:#444;margin:1mm 0}\n"
	".tick{list-style:none;padding:0}.tick li{display:flex;gap:2mm;align-items:flex-start;flex-wrap:nowrap}\n"
	".tick i,td i{flex:none;display:inline-block;width:5mm;height:5mm;border:.4mm solid #1b1b1b;border-radius:.8mm;margin-top:.3mm}\n"
	".tick li>span{flex:1}\n"
	"table{border-collapse:collapse;width:calc(100% - .5mm);margin:0 .2mm;font-size:11pt}td,th{border:.25mm solid #777;padding:1mm 1.5mm;text-align:start;"
	"overflow-wrap:anywhere}th{overflow-wrap:normal;font-size:10pt}td.box{text-align:center;min-width:12mm}h2+br{display:none}\n"
	".ruler{display:flex;justify-content:space-between;border-bottom:.6mm solid;margin:4mm 1mm 0;padding-bottom:1mm;direction:ltr}\n"
	".unit{text-align:center}u.line{display:inline-block;width:22mm;border-bottom:.3mm solid;text-decoration:none}\n"
	".keep{border:.6mm solid #0b3d91;border-radius:3mm;padding:3mm}\n"
	".code{display:flex;gap:3mm;align-items:center;break-inside:avoid;margin:0 0 2mm}.code svg{flex:none}"
	".code span{overflow-wrap:anywhere}\n"
	".last{break-before:page}.last main{font-size:10.5pt}.last h2{margin-top:1mm;font-size:12pt}.last section{margin-bottom:2.5mm}\n"
	".why{color:#333}.clues{position:relative;margin:2mm 0;width:80%}.clues img{display:block;width:100%}\n"
	".clues i{position:absolute;border:.7mm solid #0b3d91;border-radius:2mm}.clues i.fine{border-style:dashed;border-color:#777}\n"
	".clues b{position:absolute;inset-inline-start:1mm;top:1mm;background:#fff;border:.4mm solid;border-radius:50%;width:6mm;height:6mm;"
	"font:bold 10pt/5mm sans-serif;text-align:center}\n"
	"footer{margin-top:5mm;border-top:.3mm solid #777;padding-top:2mm;font-size:10pt}\n"
	".sources{font-size:9.5pt;line-height:1.2;columns:2;column-gap:8mm}\n";

void sheet_text(struct sheet *s, const char *text)
{
	for (; *text; text++)
		switch (*text) {
		case '&': buf_puts(s->out, "&amp;"); break;
		case '<': buf_puts(s->out, "&lt;"); break;
		case '>': buf_puts(s->out, "&gt;"); break;
		case '"': buf_puts(s->out, "&quot;"); break;
		default: buf_add(s->out, text, 1);
		}
}

static void part(struct sheet *s, const char *text, int from, int to)
{
	struct buf b = { 0 };
	buf_add(&b, text + from, (size_t)(to - from));
	if (b.data)
		sheet_text(s, b.data);
	buf_free(&b);
}

/* In one element, so that a row of boxes and texts can be laid out. */
void sheet_prose(struct sheet *s, const struct prose *p)
{
	int at = 0;
	buf_puts(s->out, "<span>");
	for (int i = 0; i < p->strong_count; i++) {
		part(s, p->text, at, p->strong[i].start);
		buf_puts(s->out, "<b>");
		part(s, p->text, p->strong[i].start, p->strong[i].end);
		buf_puts(s->out, "</b>");
		at = p->strong[i].end;
	}
	part(s, p->text, at, (int)strlen(p->text));
	buf_puts(s->out, "</span>");
}

static void base64(struct buf *out, const unsigned char *b, size_t n)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	for (size_t i = 0; i < n; i += 3) {
		unsigned v = (unsigned)b[i] << 16 | (i + 1 < n ? b[i + 1] : 0u) << 8 | (i + 2 < n ? b[i + 2] : 0u);
		char four[4] = { letters[v >> 18], letters[v >> 12 & 63], i + 1 < n ? letters[v >> 6 & 63] : '=',
				 i + 2 < n ? letters[v & 63] : '=' };
		buf_add(out, four, 4);
	}
}

/* A picture in an <img> runs nothing and fetches nothing, whatever it holds. */
void sheet_picture(struct sheet *s, const char *picture, const char *spoken, const char *class)
{
	static const char *const kinds[][2] = { { "svg", "svg+xml" }, { "png", "png" } };
	for (int k = 0; k < 2; k++) {
		char path[1200];
		struct buf b = { 0 };
		int n = snprintf(path, sizeof path, "%s/%s.%s", s->pack->dir, picture, kinds[k][0]);
		if (n < (int)sizeof path && file_exists(path) && file_read(path, PICTURE_MAX, &b, NULL)) {
			buf_printf(s->out, "<img class=\"%s\" alt=\"", class);
			sheet_text(s, spoken);
			buf_printf(s->out, "\" src=\"data:image/%s;base64,", kinds[k][1]);
			base64(s->out, (const unsigned char *)b.data, b.size);
			buf_puts(s->out, "\">\n");
			buf_free(&b);
			return;
		}
		buf_free(&b);
	}
}

void sheet_code(struct sheet *s, const char *url, int mm)
{
	static struct qr q; /* too big for the stack of a small machine */
	if (!qr_make(&q, url, QR_LOW, NULL))
		return;
	int side = q.side + 2 * QR_QUIET;
	buf_printf(s->out, "<svg width=%dmm height=%dmm viewBox=\"0 0 %d %d\" shape-rendering=crispEdges><path d=\"", mm, mm, side,
		   side);
	for (int y = 0; y < q.side; y++)
		for (int x = 0; x < q.side; x++)
			if (q.dark[y * q.side + x])
				buf_printf(s->out, "M%d %dh1v1h-1z", x + QR_QUIET, y + QR_QUIET);
	buf_puts(s->out, "\"/></svg>");
}

void sheet_number(struct sheet *s, long long thousandths)
{
	long long v = thousandths < 0 ? -thousandths : thousandths;
	char text[40];
	int n = snprintf(text, sizeof text, "%lld", v / 1000);
	buf_puts(s->out, thousandths < 0 ? "\u2212" : "");
	for (int i = 0; i < n; i++) {
		if (i && (n - i) % 3 == 0 && n > 3)
			buf_puts(s->out, s->lang == LANG_EN ? "," : "\u202F");
		buf_add(s->out, text + i, 1);
	}
	if (v % 1000 == 0)
		return;
	n = snprintf(text, sizeof text, "%03lld", v % 1000);
	while (text[n - 1] == '0')
		text[--n] = '\0';
	buf_printf(s->out, "%s%s", s->lang == LANG_EN ? "." : ",", text);
}

void sheet_blocks(struct sheet *s, const struct block *blocks, int count, const char *picture_class)
{
	const char *open = NULL; /* the list that stands open */
	for (int i = 0; i < count; i++) {
		const struct block *b = &blocks[i];
		const char *list = b->kind == BLOCK_BULLET ? "ul" : b->kind == BLOCK_STEP ? "ol" : NULL;
		if (open && (!list || strcmp(open, list) != 0)) {
			buf_printf(s->out, "</%s>\n", open);
			open = NULL;
		}
		if (list && !open) {
			buf_printf(s->out, "<%s>", list);
			open = list;
		}
		if (b->kind == BLOCK_PICTURE) {
			sheet_picture(s, b->picture, b->prose.text, picture_class);
			continue;
		}
		buf_puts(s->out, list ? "<li>" : "<p>");
		sheet_prose(s, &b->prose);
		buf_puts(s->out, list ? "</li>\n" : "</p>\n");
	}
	if (open)
		buf_printf(s->out, "</%s>\n", open);
}

/* ---- the page ------------------------------------------------------------------------------------------------------------ */

static bool is_printed(const struct screen *q)
{
	return q->kind != SCREEN_SURVEY && q->kind != SCREEN_DISCREET && q->kind != SCREEN_SOURCES;
}

static bool has_answer(const struct sheet *s, const struct screen *q)
{
	struct buf b = { 0 };
	struct sheet quiet = *s;
	quiet.out = &b;
	sheet_answer(&quiet, q);
	bool any = b.size > 0;
	buf_free(&b);
	return any && is_printed(q);
}

static void links(struct sheet *s, const struct screen *q)
{
	for (int i = 0; i < q->link_count; i++) {
		buf_puts(s->out, "<div class=code>");
		sheet_code(s, q->links[i].url, 24);
		buf_puts(s->out, "<span>");
		sheet_text(s, q->links[i].address);
		buf_puts(s->out, "</span></div>\n");
	}
}

static void screen(struct sheet *s, int index)
{
	const struct screen *q = &s->edition->screens[index];
	bool story = q->kind == SCREEN_SCENARIO, begins = story && (index == 0 || q[-1].kind != SCREEN_SCENARIO);
	int place = 1;
	while (story && index - place >= 0 && q[-place].kind == SCREEN_SCENARIO)
		place++;
	buf_printf(s->out, "<section class=%s>", q->kind == SCREEN_REMEMBER ? "keep" : "screen");
	if (begins) {
		buf_puts(s->out, "<p class=do>");
		sheet_text(s, sheet_word(s->lang, SHEET_STORY));
		buf_puts(s->out, "</p>\n");
	}
	buf_puts(s->out, "<h2>");
	if (has_answer(s, q)) {
		s->numbers[index] = ++s->question;
		buf_printf(s->out, "<em>%c</em>", s->question <= 26 ? 'A' + s->question - 1 : '*');
	} else if (story) {
		buf_printf(s->out, "<em>%d</em>", place);
	}
	sheet_prose(s, &q->title);
	buf_puts(s->out, "</h2>\n");
	sheet_blocks(s, q->blocks, q->block_count, q->kind == SCREEN_CLUES ? "wide" : "small");
	sheet_activity(s, q);
	if (q->kind == SCREEN_HELP)
		links(s, q);
	buf_puts(s->out, "</section>\n");
}

static void answers(struct sheet *s)
{
	buf_puts(s->out, "<h1>");
	sheet_text(s, sheet_word(s->lang, SHEET_ANSWERS));
	buf_puts(s->out, "</h1>\n<main>\n");
	for (int i = 0; i < s->edition->screen_count; i++) {
		const struct screen *q = &s->edition->screens[i];
		if (!s->numbers[i])
			continue;
		buf_printf(s->out, "<section><h2><em>%c</em>", s->numbers[i] <= 26 ? 'A' + s->numbers[i] - 1 : '*');
		sheet_prose(s, &q->title);
		buf_puts(s->out, "</h2>");
		sheet_answer(s, q);
		buf_puts(s->out, "</section>\n");
	}
	buf_puts(s->out, "</main>\n");
}

void sheet_sources(struct sheet *s, const struct source *list, int count)
{
	if (!count)
		return;
	buf_puts(s->out, "<h2>");
	sheet_text(s, sheet_word(s->lang, SHEET_SOURCES));
	buf_puts(s->out, "</h2><p class=do>");
	sheet_text(s, sheet_word(s->lang, SHEET_SCAN));
	buf_puts(s->out, "</p><div class=sources>\n");
	for (int i = 0; i < count; i++) {
		const struct source *o = &list[i];
		char day[40], line[120];
		snprintf(day, sizeof day, "%.2s/%.2s/%.4s", o->checked + 8, o->checked + 5, o->checked);
		const char *w = sheet_word(s->lang, SHEET_CHECKED), *at = strstr(w, "%s");
		snprintf(line, sizeof line, "%.*s%s%s", (int)(at - w), w, day, at + 2);
		buf_puts(s->out, "<div class=code>");
		sheet_code(s, o->url, 18);
		buf_puts(s->out, "<span><b>");
		sheet_text(s, o->title);
		buf_puts(s->out, "</b>, ");
		sheet_text(s, o->publisher);
		buf_puts(s->out, ", ");
		sheet_text(s, line);
		buf_puts(s->out, "</span></div>\n");
	}
	buf_puts(s->out, "</div>\n");
}

void sheet_open(struct sheet *s, const struct sheet_head *h)
{
	buf_printf(s->out,
		   "<!doctype html>\n<html lang=%s dir=%s>\n<head>\n<meta charset=utf-8>\n"
		   "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; img-src data:; style-src "
		   "'unsafe-inline'\">\n<meta name=viewport content=\"width=device-width\">\n<title>",
		   lang_table[s->lang].code, lang_table[s->lang].rtl ? "rtl" : "ltr");
	sheet_text(s, h->title);
	buf_puts(s->out, "</title>\n<style>");
	buf_puts(s->out, style);
	buf_puts(s->out, h->more_style);
	buf_puts(s->out, "</style>\n</head>\n<body>\n<header>\n");
	sheet_picture(s, h->picture, h->spoken ? h->spoken : "", "");
	buf_puts(s->out, "<div><h1>");
	sheet_text(s, h->title);
	buf_puts(s->out, "</h1><p>");
	sheet_text(s, h->summary);
	buf_puts(s->out, "</p></div>\n</header>\n");
}

void sheet_close(struct sheet *s, bool reviewed, const char *authors, const char *licence)
{
	buf_puts(s->out, "<footer>");
	if (!reviewed && s->lang != LANG_FR) {
		sheet_text(s, sheet_word(s->lang, SHEET_UNREAD));
		buf_puts(s->out, "<br>");
	}
	sheet_text(s, authors);
	buf_puts(s->out, " · ");
	sheet_text(s, licence);
	buf_puts(s->out, " · Escale</footer>\n</div>\n</body>\n</html>\n");
}

void sheet_write(struct buf *out, const struct pack *p, const struct module *m, enum lang lang)
{
	const struct edition *ed = m->editions[lang];
	struct sheet s = { .out = out, .pack = p, .edition = ed, .lang = lang };
	sheet_open(&s, &(struct sheet_head){ ed->title, ed->summary, m->picture, m->picture_spoken[lang], "" });
	buf_puts(out, "<main>\n");
	for (int i = 0; i < ed->screen_count; i++)
		if (is_printed(&ed->screens[i]))
			screen(&s, i);
	buf_puts(out, "</main>\n<div class=last>\n");
	if (s.question)
		answers(&s);
	sheet_sources(&s, ed->sources, ed->source_count);
	sheet_close(&s, ed->reviewed, m->editions[LANG_FR]->authors, m->licence);
}
