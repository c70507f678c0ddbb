#include "content/figures.h"

#include <string.h>

/* Bytes of a space of any kind that stands here; 0: none. */
static size_t space(struct str s, size_t i)
{
	static const char *const spaces[] = { " ", "\u00A0", "\u202F" };
	for (size_t k = 0; k < 3; k++) {
		size_t n = strlen(spaces[k]);
		if (i + n <= s.n && memcmp(s.s + i, spaces[k], n) == 0)
			return n;
	}
	return 0;
}

bool figure_read(struct str s, long long *thousandths)
{
	static const char *const minuses[] = { "-", "\u2212" };
	long long value = 0;
	int digits = 0, decimals = -1; /* -1: before the decimal sign */
	bool negative = false;
	s = str_trim(s);
	for (int k = 0; k < 2 && !negative; k++)
		if (str_starts(s, minuses[k])) {
			negative = true;
			s.s += strlen(minuses[k]), s.n -= strlen(minuses[k]);
		}
	for (size_t i = 0; i < s.n;) {
		size_t n = space(s, i);
		char c = s.s[i];
		if (n && digits && decimals < 0) {
			i += n;
			continue;
		}
		if ((c == ',' || c == '.') && digits && decimals < 0) {
			decimals = 0;
		} else if (c >= '0' && c <= '9' && digits < 13 && decimals < 3) {
			value = value * 10 + (c - '0');
			digits++;
			decimals += decimals >= 0;
		} else {
			return false;
		}
		i++;
	}
	for (int k = decimals < 0 ? 0 : decimals; k < 3; k++)
		value *= 10;
	*thousandths = negative ? -value : value;
	return digits > 0 && decimals != 0 && value <= 1000000000000;
}

struct str figure_cell(struct builder *b, cmark_node *cell)
{
	return str_trim(prose_raw(b->d, cell));
}

bool figure_has_source(cmark_node *cell)
{
	for (cmark_node *n = cmark_node_first_child(cell); n; n = cmark_node_next(n))
		if (cmark_node_get_type(n) == CMARK_NODE_FOOTNOTE_REFERENCE)
			return true;
	return false;
}

int figure_cells(cmark_node *row, cmark_node **cells, int room)
{
	int n = 0;
	for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell), n++)
		if (n < room)
			cells[n] = cell;
	return n;
}
