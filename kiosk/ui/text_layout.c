#include "ui/text_impl.h"

#include <string.h>

/* A piece is never longer than this, so that measuring a prefix is cheap whatever the text. */
enum { PIECE_CLUSTERS = 64 };

static int min(int a, int b)
{
	return a < b ? a : b;
}

static int max(int a, int b)
{
	return a > b ? a : b;
}

/* ---- letters -> pieces ------------------------------------------------------------------------------------ */

static bool alike(const struct letter *a, const struct letter *b)
{
	return a->family == b->family && a->script == b->script && a->bold == b->bold;
}

/* What is invisible belongs to the piece before it, unless the level changes there: an isolate that begins sends
 * what follows elsewhere. */
static int piece_end(const struct paragraph *p, struct piece *q)
{
	const struct letter *l = p->letters;
	int clusters = 0;
	int i = q->from;
	q->like = i;
	for (; i < p->count && l[i].level == l[q->from].level; i++) {
		if (l[i].invisible)
			continue;
		if (l[q->like].invisible)
			q->like = i;
		else if (l[i].space != l[q->like].space || (!l[i].space && !alike(&l[i], &l[q->like])))
			break;
		clusters += l[i].cluster;
		if (clusters > PIECE_CLUSTERS)
			break;
	}
	q->space = l[q->like].space;
	q->level = l[q->from].level;
	return i;
}

/* What is drawn for letters [from, to[ of a piece. A word cut in the middle keeps the joined shapes of its letters:
 * a zero width joiner stands for the neighbour that is elsewhere. */
static struct str piece_shown(const struct paragraph *p, const struct piece *q, int from, int to, bool hyphen)
{
	const struct letter *l = p->letters;
	struct str s = { p->shown + l[from].shown_at, (size_t)(l[to].shown_at - l[from].shown_at) };
	bool before = (q->level & 1) && !q->space && text_bidi_joins(p, from);
	bool after = (q->level & 1) && !q->space && text_bidi_joins(p, to);
	if (hyphen)
		hyphen = p->m->covers(p->m->context, (enum family)l[q->like].family, '-');
	if (before || after || hyphen) {
		char *copy = arena_printf(p->arena, "%s%.*s%s%s", before ? "\u200D" : "", (int)s.n, s.s,
					  after ? "\u200D" : "", hyphen ? "-" : "");
		s = str_from(copy);
	}
	return s;
}

static bool is_empty(const struct paragraph *p, const struct piece *q)
{
	return p->letters[q->from].shown_at == p->letters[q->to].shown_at;
}

static struct font piece_font(const struct paragraph *p, const struct piece *q)
{
	const struct letter *like = &p->letters[q->like];
	return (struct font){ (enum family)like->family, like->bold, p->style->px };
}

static int shown_width(const struct paragraph *p, const struct piece *q, struct str s)
{
	char script[5];
	struct font font = piece_font(p, q);
	if (!s.n)
		return 0;
	text_script_name(p->letters[q->like].script, script);
	return p->m->width(p->m->context, &font, script, q->level & 1, s.s, (int)s.n);
}

static int part_width(const struct paragraph *p, const struct piece *q, int from, int to, bool hyphen)
{
	if (from == q->from && to == q->to && !hyphen)
		return q->width;
	return shown_width(p, q, piece_shown(p, q, from, to, hyphen));
}

static void cut_pieces(struct paragraph *p)
{
	p->pieces = arena_array(p->arena, (size_t)p->count, sizeof *p->pieces);
	p->piece_count = 0;
	for (int i = 0; i < p->count;) {
		struct piece *q = &p->pieces[p->piece_count++];
		q->from = i;
		q->to = i = piece_end(p, q);
		q->width = shown_width(p, q, piece_shown(p, q, q->from, q->to, false));
	}
}

/* ---- pieces -> lines ---------------------------------------------------------------------------------------- */

static bool ends_with_hyphen(const struct paragraph *p, int cut)
{
	if (cut >= p->count || p->letters[cut - 1].cp != SOFT_HYPHEN)
		return false;
	int i = cut - 1;
	while (i > 0 && p->letters[i].invisible)
		i--;
	return !p->letters[i].space && !p->letters[i].invisible; /* it hyphenates a word, not a space */
}

/* The last place inside piece q, after letter `from`, where the line may end and fits; -1: none. */
static int last_break(const struct paragraph *p, const struct piece *q, int from, int box_px)
{
	int begin = max(q->from, from);
	for (int cut = q->to; cut > begin; cut--)
		if (p->letters[cut - 1].may_break) {
			if (q->space)
				return cut; /* spaces at the end of a line take no width */
			if (q->x + part_width(p, q, begin, cut, ends_with_hyphen(p, cut)) <= box_px)
				return cut;
		}
	return -1;
}

/* An address may be cut behind its marks: a reader expects that, where a word cut anywhere is torn. */
static bool ends_address_part(const struct paragraph *p, int cut)
{
	uint32_t cp = p->letters[cut - 1].cp, next = p->letters[cut].cp;
	if (next >= '0' && next <= '9')
		return false; /* a date or a price */
	return cp == '.' || cp == '/' || cp == '@' || cp == '_' || cp == '?' || cp == '&' || cp == '=';
}

/* No break fits: as many clusters as do, at least one. */
static int force_break(struct lines *l, const struct paragraph *p, const struct piece *q, int from)
{
	int begin = max(q->from, from);
	int fits = begin, part = -1;
	for (int cut = begin + 1; cut < q->to; cut++) {
		if (!p->letters[cut].cluster)
			continue;
		if (q->x + part_width(p, q, begin, cut, false) > l->box_px)
			break;
		fits = cut;
		if (cut > from && ends_address_part(p, cut))
			part = cut;
	}
	if (part > 0)
		return part;
	l->out->torn = true;
	if (fits > from && p->letters[fits].cluster)
		return fits;
	/* Not even the first cluster fits, or a mark from another font hangs over: it stays with its letter. */
	l->out->overflow = true;
	do
		fits++;
	while (!p->letters[fits].cluster);
	return fits;
}

/* The first letter after the line that begins at letter `from` in piece k. */
static int end_of_line(struct lines *l, struct paragraph *p, int k, int from)
{
	int x = 0;
	l->hyphen = false;
	for (int i = k; i < p->piece_count; i++) {
		struct piece *q = &p->pieces[i];
		int width = part_width(p, q, max(q->from, from), q->to, false);
		q->x = x;
		x += width;
		if (x <= l->box_px || q->space || is_empty(p, q))
			continue;
		for (int back = i; back >= k; back--) {
			int cut = last_break(p, &p->pieces[back], from, l->box_px);
			if (cut >= 0) {
				l->hyphen = ends_with_hyphen(p, cut);
				return cut;
			}
		}
		return force_break(l, p, q, from);
	}
	return p->count;
}

/* ---- lines -> runs ---------------------------------------------------------------------------------------------- */

static struct text_run *new_run(struct lines *l, struct arena *a)
{
	struct text_layout *out = l->out;
	if (out->run_count == l->run_room) {
		int room = max(32, 2 * l->run_room);
		struct text_run *runs = arena_array(a, (size_t)room, sizeof *runs);
		if (out->run_count)
			memcpy(runs, out->runs, (size_t)out->run_count * sizeof *runs);
		out->runs = runs;
		l->run_room = room;
	}
	return &out->runs[out->run_count++];
}

static void add_run(struct lines *l, const struct paragraph *p, const struct piece *q, bool hyphen, int x, int y)
{
	struct str s = piece_shown(p, q, q->from, q->to, hyphen);
	struct text_run *r = new_run(l, p->arena);
	*r = (struct text_run){ .s = s.s,
				.n = (int)s.n,
				.start = p->letters[q->from].at,
				.end = p->letters[q->to].at,
				.x = x,
				.y = y,
				.width = q->width,
				.font = piece_font(p, q),
				.rtl = q->level & 1 };
	text_script_name(p->letters[q->like].script, r->script);
}

static int line_start_x(const struct text_style *style, int slack)
{
	if (style->align == ALIGN_CENTER)
		return slack / 2;
	return (style->align == ALIGN_START) == (style->direction == DIRECTION_LTR) ? 0 : slack;
}

static void add_line(struct lines *l, struct paragraph *p, int k, int from, int to)
{
	struct text_layout *out = l->out;
	int y = out->line_count++ * out->line_px + out->ascent;
	int end = k;
	while (end < p->piece_count && p->pieces[end].from < to)
		end++;
	while (end > k && (p->pieces[end - 1].space || is_empty(p, &p->pieces[end - 1])))
		end--;
	int count = end - k, width = 0;
	struct piece *line = arena_array(p->arena, (size_t)count, sizeof *line);
	for (int i = 0; i < count; i++) {
		struct piece *q = &line[i];
		const struct piece *whole = &p->pieces[k + i];
		bool hyphen = i == count - 1 && l->hyphen;
		*q = *whole;
		q->from = max(whole->from, from);
		q->to = min(whole->to, to);
		q->width = part_width(p, whole, q->from, q->to, hyphen);
		q->x = hyphen; /* the place on the line is known after the ordering only */
		width += q->width;
	}
	text_bidi_order(line, count);
	int x = line_start_x(p->style, l->box_px - width);
	for (int i = 0; i < count; i++) {
		if (!line[i].space && !is_empty(p, &line[i]))
			add_run(l, p, &line[i], line[i].x, x, y);
		x += line[i].width;
	}
	out->width = max(out->width, width);
}

bool text_fill(struct lines *l, struct paragraph *p)
{
	struct text_layout *out = l->out;
	cut_pieces(p);
	int k = 0, from = 0;
	do {
		if (p->style->max_lines > 0 && out->line_count >= p->style->max_lines) {
			out->overflow = true;
			return false;
		}
		int to = end_of_line(l, p, k, from);
		add_line(l, p, k, from, to);
		while (k < p->piece_count && p->pieces[k].to <= to)
			k++;
		from = to;
	} while (from < p->count);
	return true;
}
