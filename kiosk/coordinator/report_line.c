#include "coordinator/report_line.h"

#include <string.h>

#include "metrics/tally.h"

void line_add(struct line *l, const char *label, long long n)
{
	if (l->count == LINE_MAX_CELLS)
		return;
	l->label[l->count] = label;
	l->n[l->count++] = n;
	l->whole += n;
}

void line_sort(struct line *l)
{
	for (int i = 1; i < l->count; i++)
		for (int j = i; j > 0 && l->n[j] > l->n[j - 1]; j--) {
			long long n = l->n[j];
			const char *label = l->label[j];
			bool hidden = l->hidden[j];
			l->n[j] = l->n[j - 1], l->label[j] = l->label[j - 1], l->hidden[j] = l->hidden[j - 1];
			l->n[j - 1] = n, l->label[j - 1] = label, l->hidden[j - 1] = hidden;
		}
}

void line_ready(struct line *l, bool by_size)
{
	long long n[LINE_MAX_CELLS + 1];
	bool hidden[LINE_MAX_CELLS + 1] = { false };
	if (by_size)
		line_sort(l);
	memcpy(n, l->n, sizeof l->n);
	n[l->count] = l->rest > 0 ? l->rest : 0;
	hide_line(n, hidden, l->count + 1);
	for (int i = 0; i < l->count; i++) {
		l->hidden[i] = hidden[i];
		if (!hidden[i] && l->n[i] > l->most)
			l->most = l->n[i];
	}
}

bool line_any(const struct line *l)
{
	for (int i = 0; i < l->count; i++)
		if (l->n[i] > 0 && !l->hidden[i])
			return true;
	return false;
}

bool line_one_value(const struct line *l)
{
	int values = 0;
	for (int i = 0; i < l->count; i++)
		values += l->n[i] > 0 || l->hidden[i];
	return values < 2;
}

void line_too_few(struct buf *out)
{
	buf_printf(out, "<p class=\"masked\">Moins de %d réponses : rien n’est montré.</p>\n", TALLY_MIN);
}

void line_bars(const struct line *l, const char *caption, struct buf *out)
{
	chart_bars_begin(out, caption);
	for (int i = 0; i < l->count; i++)
		if (l->n[i] > 0 || l->hidden[i])
			chart_bar(out, l->label[i], l->n[i], l->most, l->whole, l->hidden[i]);
	chart_bars_end(out);
}

/* What fits under a column. */
static const char *short_label(const char *label)
{
	static const char *const known[][2] = {
		{ "moins de 5 min", "< 5 min" },     { "20 min ou plus", "20 min et +" },
		{ "30 min ou plus", "30 min et +" }, { "moins de 25 ans", "< 25 ans" },
		{ "25 à 39 ans", "25-39" },          { "40 à 59 ans", "40-59" },
		{ "60 à 69 ans", "60-69" },          { "70 ans ou plus", "70 et +" }
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(label, known[i][0]) == 0)
			return known[i][1];
	return label;
}

void line_columns(const struct line *l, const char *id, const char *caption, struct buf *out)
{
	const char *labels[LINE_MAX_CELLS];
	for (int i = 0; i < l->count; i++)
		labels[i] = short_label(l->label[i]);
	chart_columns(out, id, caption, labels, l->n, l->hidden, l->count, l->whole);
}
