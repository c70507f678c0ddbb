/* Each kind of activity on paper: what one ticks, circles, numbers or calculates, and the answers. */
#include "author/sheet.h"

#include <string.h>

static void hint(struct sheet *s, enum sheet_word w)
{
	buf_puts(s->out, "<p class=do>");
	sheet_text(s, sheet_word(s->lang, w));
	buf_puts(s->out, "</p>\n");
}

/* A sentence of ours that holds a number. */
static void counted(struct sheet *s, enum sheet_word w, int n)
{
	const char *text = sheet_word(s->lang, w), *at = strstr(text, "%d");
	struct buf b = { 0 };
	buf_add(&b, text, (size_t)(at - text));
	buf_printf(&b, "%d%s", n, at + 2);
	sheet_text(s, b.data);
	buf_free(&b);
}

static void boxes(struct sheet *s, const struct screen *q)
{
	buf_puts(s->out, "<ul class=tick>");
	for (int i = 0; i < q->answer_count; i++) {
		buf_puts(s->out, "<li><i></i>");
		sheet_prose(s, &q->answers[i].text);
		buf_puts(s->out, "</li>\n");
	}
	buf_puts(s->out, "</ul>\n");
}

static void sort_table(struct sheet *s, const struct screen *q)
{
	buf_puts(s->out, "<table><tr><th></th>");
	for (int k = 0; k < q->box_count; k++) {
		buf_puts(s->out, "<th>");
		sheet_prose(s, &q->boxes[k]);
		buf_puts(s->out, "</th>");
	}
	buf_puts(s->out, "</tr>\n");
	/* In the file the things stand box by box: every third one is a fairer order. */
	for (int from = 0; from < 3; from++)
		for (int i = from; i < q->answer_count; i += 3) {
			buf_puts(s->out, "<tr><td>");
			sheet_prose(s, &q->answers[i].text);
			buf_puts(s->out, "</td>");
			for (int k = 0; k < q->box_count; k++)
				buf_puts(s->out, "<td class=box><i></i></td>");
			buf_puts(s->out, "</tr>\n");
		}
	buf_puts(s->out, "</table>\n");
}

/* Not in the right order: the second half first, from its end. */
static void order_list(struct sheet *s, const struct screen *q)
{
	int n = q->answer_count, half = n / 2;
	buf_puts(s->out, "<ul class=tick>");
	for (int i = 0; i < n; i++) {
		int which = i < n - half ? n - 1 - i : i - (n - half);
		buf_puts(s->out, "<li><i></i>");
		sheet_prose(s, &q->answers[which].text);
		buf_puts(s->out, "</li>\n");
	}
	buf_puts(s->out, "</ul>\n");
}

static void ruler(struct sheet *s, const struct screen *q)
{
	enum { MARKS = 5 };
	long long wide = q->scale.to - q->scale.from;
	buf_puts(s->out, "<div class=ruler>");
	for (int i = 0; i < MARKS; i++) {
		long long at = q->scale.from + wide * i / (MARKS - 1);
		buf_puts(s->out, "<b>");
		sheet_number(s, at);
		buf_puts(s->out, "</b>");
	}
	buf_puts(s->out, "</div><p class=unit>");
	sheet_text(s, q->scale.unit ? q->scale.unit : "");
	buf_puts(s->out, "</p>\n");
}

/* Places of one story stand one behind the other: their numbers count from its first. */
static int story_first(const struct sheet *s, int screen)
{
	while (screen > 0 && s->edition->screens[screen - 1].kind == SCREEN_SCENARIO)
		screen--;
	return screen;
}

static void story_place(struct sheet *s, const struct screen *q)
{
	int first = story_first(s, (int)(q - s->edition->screens));
	if (q->answer_count == 0) {
		hint(s, SHEET_END);
		return;
	}
	buf_puts(s->out, "<ul class=tick>");
	for (int i = 0; i < q->answer_count; i++) {
		buf_puts(s->out, "<li><i></i>");
		sheet_prose(s, &q->answers[i].text);
		buf_puts(s->out, " → <b>");
		counted(s, SHEET_GO, q->answers[i].to - first + 1);
		buf_puts(s->out, "</b></li>\n");
	}
	buf_puts(s->out, "</ul>\n");
}

static void piece(struct sheet *s, const char *from, size_t n)
{
	struct buf b = { 0 };
	buf_add(&b, from, n);
	sheet_text(s, b.data ? b.data : "");
	buf_free(&b);
}

/* "{total/0,2}" on paper: a line to write on, and what to do. */
static void result(struct sheet *s, const char *text)
{
	buf_puts(s->out, "<p>");
	for (const char *open, *close; (open = strchr(text, '{')) && (close = strchr(open, '}')); text = close + 1) {
		const char *by = memchr(open, '/', (size_t)(close - open));
		piece(s, text, (size_t)(open - text));
		if (by) {
			buf_puts(s->out, "(");
			sheet_text(s, sheet_word(s->lang, SHEET_TOTAL));
			buf_puts(s->out, " ÷ ");
			piece(s, by + 1, (size_t)(close - by - 1));
			buf_puts(s->out, ") ");
		}
		buf_puts(s->out, "<u class=line></u>");
	}
	sheet_text(s, text);
	buf_puts(s->out, "</p>\n");
}

static void calculator(struct sheet *s, const struct screen *q)
{
	buf_puts(s->out, "<table><tr><th></th><th>");
	sheet_text(s, sheet_word(s->lang, SHEET_HOW_MANY));
	buf_puts(s->out, "</th><th>× ");
	sheet_text(s, sheet_word(s->lang, SHEET_EACH));
	buf_puts(s->out, "</th><th>=</th></tr>\n");
	for (int i = 0; i < q->row_count; i++) {
		buf_puts(s->out, "<tr><td>");
		sheet_prose(s, &q->rows[i].name);
		buf_puts(s->out, "</td><td class=box></td><td class=box>× ");
		sheet_number(s, q->rows[i].each);
		buf_puts(s->out, "</td><td class=box></td></tr>\n");
	}
	buf_puts(s->out, "<tr><th colspan=3>");
	sheet_text(s, sheet_word(s->lang, SHEET_TOTAL));
	buf_puts(s->out, "</th><td class=box></td></tr></table>\n");
	result(s, q->result.text);
}

void sheet_activity(struct sheet *s, const struct screen *q)
{
	int clues = 0;
	switch (q->kind) {
	case SCREEN_QUESTION:
	case SCREEN_MEASURE:
	case SCREEN_TRUE_FALSE: hint(s, SHEET_ONE), boxes(s, q); break;
	case SCREEN_SEVERAL: hint(s, SHEET_SEVERAL), boxes(s, q); break;
	case SCREEN_GESTURES: hint(s, SHEET_GESTURES), boxes(s, q); break;
	case SCREEN_CLUES:
		for (int i = 0; i < q->answer_count; i++)
			clues += q->answers[i].right;
		buf_puts(s->out, "<p class=do>");
		counted(s, SHEET_CLUES, clues);
		buf_puts(s->out, "</p>\n");
		break;
	case SCREEN_SORT: hint(s, SHEET_SORT), sort_table(s, q); break;
	case SCREEN_ORDER: hint(s, SHEET_ORDER), order_list(s, q); break;
	case SCREEN_ESTIMATE: hint(s, SHEET_ESTIMATE), ruler(s, q); break;
	case SCREEN_SCENARIO: story_place(s, q); break;
	case SCREEN_PASSWORD: hint(s, SHEET_SECRET); break;
	case SCREEN_CALCULATE: hint(s, SHEET_CALCULATE), calculator(s, q); break;
	default: break;
	}
}

/* ---- the page of answers ----------------------------------------------------------------------------------------------- */

static void because(struct sheet *s, const struct prose *why)
{
	if (!why->text[0])
		return;
	buf_puts(s->out, " <span class=why>");
	sheet_prose(s, why);
	buf_puts(s->out, "</span>");
}

static void rights(struct sheet *s, const struct screen *q)
{
	for (int i = 0; i < q->answer_count; i++) {
		if (!q->answers[i].right)
			continue;
		buf_puts(s->out, "<br>✓ <b>");
		sheet_prose(s, &q->answers[i].text);
		buf_puts(s->out, "</b>");
		because(s, &q->answers[i].feedback);
	}
}

/* The picture again, its areas numbered. */
static void clues_found(struct sheet *s, const struct screen *q)
{
	const struct block *picture = NULL;
	for (int i = 0; i < q->block_count && !picture; i++)
		picture = q->blocks[i].kind == BLOCK_PICTURE ? &q->blocks[i] : NULL;
	if (!picture)
		return;
	buf_puts(s->out, "<div class=clues dir=ltr>");
	sheet_picture(s, picture->picture, picture->prose.text, "");
	for (int i = 0; i < q->answer_count; i++) {
		const struct area *a = &q->answers[i].area;
		buf_printf(s->out, "<i class=%s style=\"left:%d.%d%%;top:%d.%d%%;width:%d.%d%%;height:%d.%d%%\"><b>%d</b></i>\n",
			   q->answers[i].right ? "clue" : "fine", a->x / 10, a->x % 10, a->y / 10, a->y % 10, a->w / 10,
			   a->w % 10, a->h / 10, a->h % 10, i + 1);
	}
	buf_puts(s->out, "</div>\n");
	for (int i = 0; i < q->answer_count; i++) {
		buf_printf(s->out, "<br>%d. <b>", i + 1);
		sheet_prose(s, &q->answers[i].text);
		buf_puts(s->out, "</b> (");
		sheet_text(s, sheet_word(s->lang, q->answers[i].right ? SHEET_CLUE : SHEET_INNOCENT));
		buf_puts(s->out, ").");
		because(s, &q->answers[i].feedback);
	}
}

static void sorted(struct sheet *s, const struct screen *q)
{
	for (int k = 0; k < q->box_count; k++) {
		buf_puts(s->out, "<br><b>");
		sheet_prose(s, &q->boxes[k]);
		buf_puts(s->out, "</b> ← ");
		bool first = true;
		for (int i = 0; i < q->answer_count; i++) {
			if (q->answers[i].box != k)
				continue;
			buf_puts(s->out, first ? "" : " · ");
			sheet_prose(s, &q->answers[i].text);
			first = false;
		}
	}
}

static void ordered(struct sheet *s, const struct screen *q)
{
	for (int i = 0; i < q->answer_count; i++) {
		buf_printf(s->out, "<br>%d. <b>", i + 1);
		sheet_prose(s, &q->answers[i].text);
		buf_puts(s->out, "</b>");
		because(s, &q->answers[i].feedback);
	}
}

void sheet_answer(struct sheet *s, const struct screen *q)
{
	switch (q->kind) {
	case SCREEN_QUESTION:
	case SCREEN_MEASURE:
	case SCREEN_SEVERAL:
	case SCREEN_TRUE_FALSE: rights(s, q); break;
	case SCREEN_CLUES: clues_found(s, q); break;
	case SCREEN_SORT: sorted(s, q); break;
	case SCREEN_ORDER: ordered(s, q); break;
	case SCREEN_ESTIMATE:
		buf_puts(s->out, "<br>✓ <b>");
		sheet_number(s, q->scale.truth);
		buf_puts(s->out, " ");
		sheet_text(s, q->scale.unit ? q->scale.unit : "");
		buf_puts(s->out, "</b>");
		break;
	default: return;
	}
	because(s, &q->explanation);
}
