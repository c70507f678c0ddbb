/* A guided session on paper: what to prepare, the plan, each phase with what the facilitator alone reads, sheets to fill in,
 * cards to cut out. */
#include <stdio.h>
#include <string.h>

#include "author/sheet.h"

static const char guide_style[] =
	".plan td:nth-child(-n+2),.plan th:nth-child(-n+2){white-space:nowrap;text-align:end;width:18mm}\n"
	".for-you{border-inline-start:1.2mm solid #e07a3f;padding:1mm 3mm;margin:1mm 0 2mm;background:#fdf3ea;"
	"-webkit-print-color-adjust:exact;print-color-adjust:exact}.for-you p.do{margin:0 0 1mm;font-weight:bold}\n"
	".page{break-before:page}.time{font-weight:normal;color:#444;font-size:11pt}\n"
	".field{border:.3mm solid #777;border-radius:2mm;min-height:24mm;padding:1.5mm 2.5mm;margin:0 0 3mm;break-inside:avoid}\n"
	".field h3,.card h3,.box h3{font-size:12pt;margin:0 0 1mm}\n"
	".boxes{display:grid;grid-template-columns:1fr 1fr;gap:3mm}.box{border:.4mm solid;border-radius:2mm;min-height:100mm;padding:2mm 3mm}\n"
	".cards{display:grid;grid-template-columns:1fr 1fr}.card{border:.3mm dashed #777;padding:5mm;min-height:62mm;break-inside:avoid}\n"
	".fold{grid-column:1/3;display:grid;grid-template-columns:1fr 1fr;border:.3mm dashed #777;break-inside:avoid}.fold .card{border:0}"
	".fold .card+.card{border-inline-start:.3mm dotted #777}\n";

static void word(struct sheet *s, enum sheet_word w)
{
	sheet_text(s, sheet_word(s->lang, w));
}

/* A word that holds a %d. */
static void word_number(struct sheet *s, enum sheet_word w, int n)
{
	const char *text = sheet_word(s->lang, w), *at = strstr(text, "%d");
	char line[160];
	snprintf(line, sizeof line, "%.*s%d%s", (int)(at - text), text, n, at + 2);
	sheet_text(s, line);
}

static void heading(struct sheet *s, enum sheet_word w)
{
	buf_puts(s->out, "<h2>");
	word(s, w);
	buf_puts(s->out, "</h2>\n");
}

/* "2 h 05", "35 min" */
static void length(struct sheet *s, int minutes)
{
	if (minutes >= 60)
		buf_printf(s->out, "%d\u00A0h\u00A0%02d", minutes / 60, minutes % 60);
	else
		buf_printf(s->out, "%d\u00A0min", minutes);
}

static void plan(struct sheet *s, const struct guide_edition *e)
{
	int at = 0;
	heading(s, SHEET_PLAN);
	buf_puts(s->out, "<table class=plan><tr>");
	for (int i = SHEET_START; i <= SHEET_PHASE; i++) {
		buf_puts(s->out, "<th>");
		word(s, (enum sheet_word)i);
		buf_puts(s->out, "</th>");
	}
	buf_puts(s->out, "</tr>\n");
	for (int i = 0; i < e->phase_count; i++) {
		buf_printf(s->out, "<tr><td>%d:%02d</td><td>", at / 60, at % 60);
		if (e->phases[i].minutes)
			length(s, e->phases[i].minutes);
		buf_printf(s->out, "</td><td>%d. ", i + 1);
		sheet_prose(s, &e->phases[i].title);
		buf_puts(s->out, "</td></tr>\n");
		at += e->phases[i].minutes;
	}
	buf_puts(s->out, "</table>\n");
}

/* ---- one phase ------------------------------------------------------------------------------------------------------- */

static void options(struct sheet *s, const struct phase *ph)
{
	if (ph->kind != PHASE_VOTE)
		return;
	buf_puts(s->out, "<ul>");
	for (int i = 0; i < ph->option_count; i++) {
		buf_puts(s->out, "<li>");
		sheet_prose(s, &ph->options[i]);
		buf_puts(s->out, "</li>");
	}
	buf_puts(s->out, "</ul>\n");
}

/* A box to tick a cell, and what the study found in it. */
static void barometer(struct sheet *s, const struct phase *ph)
{
	if (!ph->axis_count)
		return;
	buf_puts(s->out, "<table><tr><th></th>");
	for (int i = 0; i < ph->option_count; i++) {
		buf_puts(s->out, "<th>");
		sheet_prose(s, &ph->options[i]);
		buf_puts(s->out, "</th>");
	}
	buf_puts(s->out, "</tr>\n");
	for (int i = 0; i < ph->axis_count; i++) {
		buf_puts(s->out, "<tr><td>");
		sheet_prose(s, &ph->axes[i].label);
		buf_puts(s->out, "</td>");
		for (int k = 0; k < ph->option_count; k++) {
			buf_puts(s->out, "<td class=box><i></i>");
			if (ph->axes[i].study[k] >= 0) {
				buf_puts(s->out, "<br><small>");
				word(s, SHEET_STUDY);
				buf_printf(s->out, "&nbsp;: %d&nbsp;%%</small>", ph->axes[i].study[k]);
			}
			buf_puts(s->out, "</td>");
		}
		buf_puts(s->out, "</tr>\n");
	}
	buf_puts(s->out, "</table>\n");
}

static void module_name(struct sheet *s, const struct phase *ph)
{
	int m = ph->module ? pack_find(s->pack, ph->module) : -1;
	if (m < 0)
		return;
	buf_puts(s->out, "<p>");
	word(s, SHEET_MODULE);
	buf_puts(s->out, "&nbsp;: ");
	sheet_text(s, module_edition(&s->pack->modules[m], s->lang)->title);
	buf_puts(s->out, "</p>\n");
}

static void phase(struct sheet *s, const struct phase *ph, int number)
{
	buf_printf(s->out, "<section><h2><em>%d</em>", number);
	sheet_prose(s, &ph->title);
	if (ph->minutes) {
		buf_puts(s->out, " <span class=time>");
		length(s, ph->minutes);
		if (ph->rounds > 1) {
			buf_puts(s->out, ", ");
			word_number(s, SHEET_ROUNDS, ph->rounds);
		}
		buf_puts(s->out, "</span>");
	}
	buf_puts(s->out, "</h2>\n");
	if (ph->note_count) {
		buf_puts(s->out, "<div class=for-you><p class=do>");
		word(s, SHEET_FOR_YOU);
		buf_puts(s->out, "</p>");
		sheet_blocks(s, ph->notes, ph->note_count, "small");
		buf_puts(s->out, "</div>\n");
	}
	sheet_blocks(s, ph->blocks, ph->block_count, "small");
	options(s, ph);
	module_name(s, ph);
	barometer(s, ph);
	buf_puts(s->out, "</section>\n");
}

/* ---- to print for the tables ------------------------------------------------------------------------------------------- */

static void field(struct sheet *s, const struct guide_edition *e, const struct card *c)
{
	buf_puts(s->out, "<div class=field><h3>");
	sheet_prose(s, &c->title);
	buf_puts(s->out, "</h3>");
	sheet_blocks(s, c->blocks, c->block_count, "small");
	const struct phase *deck = c->deck >= 0 ? &e->phases[c->deck] : NULL;
	if (deck)
		buf_puts(s->out, "<ul class=tick>");
	for (int i = 0; deck && i < deck->card_count; i++) {
		buf_puts(s->out, "<li><i></i>");
		sheet_prose(s, &deck->cards[i].title);
		buf_puts(s->out, "</li>");
	}
	if (deck)
		buf_puts(s->out, "</ul>");
	buf_puts(s->out, "</div>\n");
}

static void form(struct sheet *s, const struct guide_edition *e, const struct phase *ph)
{
	buf_puts(s->out, "<div class=page><h1>");
	sheet_prose(s, &ph->title);
	buf_puts(s->out, "</h1><p class=do>");
	word(s, SHEET_FORM);
	buf_puts(s->out, " · ");
	word_number(s, SHEET_COPIES, ph->sheets);
	buf_puts(s->out, "</p><p>");
	word(s, SHEET_TABLE);
	buf_puts(s->out, "&nbsp;: <u class=line></u></p>\n");
	for (int i = 0; i < ph->card_count; i++)
		field(s, e, &ph->cards[i]);
	buf_puts(s->out, "</div>\n");
}

static void board(struct sheet *s, const struct phase *ph)
{
	buf_puts(s->out, "<div class=page><h1>");
	sheet_prose(s, &ph->title);
	buf_puts(s->out, "</h1><div class=boxes>\n");
	for (int i = 0; i < ph->card_count; i++) {
		buf_puts(s->out, "<div class=box><h3>");
		sheet_prose(s, &ph->cards[i].title);
		buf_puts(s->out, "</h3>");
		sheet_blocks(s, ph->cards[i].blocks, ph->cards[i].block_count, "small");
		buf_puts(s->out, "</div>\n");
	}
	buf_puts(s->out, "</div></div>\n");
}

static void card(struct sheet *s, const struct card *c)
{
	buf_puts(s->out, c->back_count ? "<div class=fold>" : "");
	buf_puts(s->out, "<div class=card><h3>");
	sheet_prose(s, &c->title);
	buf_puts(s->out, "</h3>");
	sheet_blocks(s, c->blocks, c->block_count, "small");
	buf_puts(s->out, "</div>\n");
	if (!c->back_count)
		return;
	buf_puts(s->out, "<div class=card>");
	sheet_blocks(s, c->back, c->back_count, "small");
	buf_puts(s->out, "</div></div>\n");
}

static void deck(struct sheet *s, const struct phase *ph)
{
	bool folded = false;
	for (int i = 0; i < ph->card_count; i++)
		folded |= ph->cards[i].back_count > 0;
	buf_puts(s->out, "<div class=page><h1>");
	sheet_prose(s, &ph->title);
	buf_puts(s->out, "</h1><p class=do>");
	word(s, SHEET_CUT);
	buf_puts(s->out, ". ");
	if (folded)
		word(s, SHEET_FOLD);
	buf_puts(s->out, "</p>\n<div class=cards>\n");
	for (int i = 0; i < ph->card_count; i++)
		card(s, &ph->cards[i]);
	buf_puts(s->out, "</div></div>\n");
}

void sheet_write_guide(struct buf *out, const struct pack *p, const struct guide *g, enum lang lang)
{
	const struct guide_edition *e = g->editions[lang];
	struct sheet s = { .out = out, .pack = p, .lang = lang };
	sheet_open(&s, &(struct sheet_head){ e->title, e->summary, g->picture, g->picture_spoken[lang], guide_style });
	buf_puts(out, "<p><b>");
	length(&s, g->minutes);
	buf_puts(out, "</b></p>\n");
	if (e->material_count)
		heading(&s, SHEET_PREPARE);
	sheet_blocks(&s, e->materials, e->material_count, "small");
	plan(&s, e);
	buf_puts(out, "<div class=page>\n");
	for (int i = 0; i < e->phase_count; i++)
		phase(&s, &e->phases[i], i + 1);
	buf_puts(out, "</div>\n");
	for (int i = 0; i < e->phase_count; i++)
		if (e->phases[i].kind == PHASE_SHEETS)
			form(&s, e, &e->phases[i]);
		else if (e->phases[i].kind == PHASE_BOARD)
			board(&s, &e->phases[i]);
	for (int i = 0; i < e->phase_count; i++)
		if (e->phases[i].kind == PHASE_CARDS || e->phases[i].kind == PHASE_PROFILE)
			deck(&s, &e->phases[i]);
	buf_puts(out, "<div class=last>\n");
	sheet_sources(&s, e->sources, e->source_count);
	sheet_close(&s, e->reviewed, g->editions[LANG_FR]->authors, g->licence);
}
