#include "platform/voice_lexicon.h"

#include <stdint.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "base/utf8.h"

enum { LEXICON_BYTES_MAX = 256 * 1024, GROUPS_MAX = 8, NUMBERS_MAX = 4 };

static const char number_mark[] = "<n>";

/* ---- characters ------------------------------------------------------------------------------------------ */

static bool is_space(uint32_t c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || c == 0x2009 || c == 0x202F;
}

static bool is_digit(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 0x660 && c <= 0x669) || (c >= 0x6F0 && c <= 0x6F9);
}

static bool is_apostrophe(uint32_t c)
{
	return c == '\'' || c == 0x2019;
}

static bool is_hyphen(uint32_t c)
{
	return c == '-' || c == 0x2011;
}

/* Letters, digits and marks of any script: everything that is not known to be a space, a sign or punctuation.
 * Enough for word boundaries in the kiosk's languages, without a table of Unicode. */
static bool is_word(uint32_t c)
{
	if (c < 0x80)
		return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
	if (c < 0xC0)
		return c == 0xAA || c == 0xB5 || c == 0xBA;
	if (c == 0xD7 || c == 0xF7 || c == 0x60C || c == 0x61B || c == 0x61F || c == 0x6D4 || c == 0xFEFF)
		return false;
	if (c >= 0x66A && c <= 0x66D)
		return false;
	return !(c >= 0x2000 && c < 0x2C00) && !(c >= 0x3000 && c < 0x3040) && c != 0xFFFD;
}

/* The alphabets of the kiosk that have capitals: Latin, Latin-1 and Cyrillic. */
static bool is_capital(uint32_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x400 && c <= 0x42F) ||
	       c == 0x490;
}

static uint32_t small(uint32_t c)
{
	if (!is_capital(c))
		return c;
	if (c >= 0x400 && c <= 0x40F)
		return c + 0x50;
	return c == 0x490 ? 0x491 : c + 0x20;
}

static bool same(uint32_t a, uint32_t b)
{
	return a == b || (is_apostrophe(a) && is_apostrophe(b)) || (is_hyphen(a) && is_hyphen(b));
}

static uint32_t next(struct str t, size_t at, size_t *after)
{
	uint32_t c = 0;
	*after = at < t.n ? at + (size_t)utf8_next(t.s + at, t.n - at, &c) : at;
	return c;
}

static uint32_t peek(struct str t, size_t at)
{
	size_t after;
	return next(t, at, &after);
}

static size_t step_back(struct str t, size_t at)
{
	while (at > 0 && ((unsigned char)t.s[--at] & 0xC0) == 0x80)
		;
	return at;
}

static uint32_t previous(struct str t, size_t at)
{
	return at ? peek(t, step_back(t, at)) : 0;
}

/* ---- reading the file ----------------------------------------------------------------------------------------- */

static int numbers_in(struct str s)
{
	int count = 0;
	for (size_t i = 0; i + 3 <= s.n; i++)
		count += !memcmp(s.s + i, number_mark, 3);
	return count;
}

static struct str without_comment(struct str line)
{
	for (size_t i = 0; i + 1 < line.n; i++)
		if (line.s[i + 1] == '#' && (line.s[i] == '\t' || (line.s[i] == ' ' && i && line.s[i - 1] == ' ')))
			return (struct str){ line.s, i };
	return line;
}

static int column_of(struct str line, const char *at)
{
	return (int)utf8_length(line.s, (size_t)(at - line.s)) + 1;
}

static bool read_line(struct voice_lexicon *l, struct str line, const char *file, int number, struct err *e)
{
	struct str written, said, body = without_comment(line);
	long bad = utf8_invalid(line.s, line.n);
	if (bad >= 0)
		return err_at(e, ERR_FORMAT, file, number, column_of(line, line.s + bad),
			      "ce caractère n'est pas de l'UTF-8");
	if (!str_trim(body).n || str_trim(body).s[0] == '#')
		return true;
	if (!str_cut(body, '=', &written, &said))
		return err_at(e, ERR_FORMAT, file, number, column_of(line, body.s + body.n),
			      "il manque « = » : écrire « mot = prononciation »");
	const char *after = said.s;
	written = str_trim(written);
	said = str_trim(said);
	if (!written.n)
		return err_at(e, ERR_FORMAT, file, number, 1, "il manque le mot avant « = »");
	if (!said.n)
		return err_at(e, ERR_FORMAT, file, number, column_of(line, after),
			      "il manque la prononciation après « = »");
	if (numbers_in(written) < numbers_in(said) || numbers_in(written) > NUMBERS_MAX)
		return err_at(e, ERR_FORMAT, file, number, column_of(line, said.s),
			      "« <n> » est plus souvent à droite qu'à gauche de « = », ou plus de %d fois", NUMBERS_MAX);
	for (int i = 0; i < l->count; i++)
		if (str_is(written, l->entries[i].written))
			return err_at(e, ERR_FORMAT, file, number, column_of(line, written.s),
				      "« %s » est déjà à la ligne %d", l->entries[i].written, l->entries[i].line);
	if (l->count == l->room) {
		int room = l->room ? 2 * l->room : 64;
		struct voice_entry *grown = arena_array(&l->arena, (size_t)room, sizeof *grown);
		if (l->count)
			memcpy(grown, l->entries, (size_t)l->count * sizeof *grown);
		l->entries = grown;
		l->room = room;
	}
	l->entries[l->count++] = (struct voice_entry){ arena_strndup(&l->arena, written.s, written.n),
						       arena_strndup(&l->arena, said.s, said.n), number };
	return true;
}

bool voice_lexicon_load(struct voice_lexicon *l, const char *path, struct err *e)
{
	struct buf file = { 0 };
	if (!file_read(path, LEXICON_BYTES_MAX, &file, e))
		return false;
	bool fine = true;
	int number = 1;
	struct str rest = { file.data, file.size }, line;
	for (bool more = file.size > 0; more; number++) {
		struct str all = rest;
		more = str_cut(all, '\n', &line, &rest);
		fine &= read_line(l, line, path, number, e);
	}
	buf_free(&file);
	return fine;
}

void voice_lexicon_drop(struct voice_lexicon *l)
{
	arena_drop(&l->arena);
	*l = (struct voice_lexicon){ 0 };
}

/* ---- matching ---------------------------------------------------------------------------------------------------- */

struct match {
	const struct voice_entry *entry;
	size_t end;
	struct str numbers[NUMBERS_MAX];
};

static size_t digits_end(struct str t, size_t at)
{
	size_t after;
	while (at < t.n && is_digit(next(t, at, &after)))
		at = after;
	return at;
}

static size_t spaces_end(struct str t, size_t at)
{
	size_t after;
	while (at < t.n && is_space(next(t, at, &after)))
		at = after;
	return at;
}

/* A word ends here: no letter or digit follows, nor a no-break space and a digit after a number ("33 700 000"). */
static bool ends_at(struct str t, size_t end)
{
	uint32_t last = previous(t, end), c = peek(t, end);
	if (!is_word(last))
		return true;
	if (is_word(c))
		return false;
	return !(is_digit(last) && (c == 0xA0 || c == 0x202F) && is_digit(peek(t, spaces_end(t, end))));
}

static bool matches(const struct voice_entry *entry, struct str t, size_t at, struct match *m)
{
	struct str w = str_from(entry->written);
	bool loose = true; /* no capital in the entry */
	for (size_t i = 0; i < w.n; )
		loose &= !is_capital(next(w, i, &i));
	bool starts_word = is_word(peek(w, 0)) || numbers_in((struct str){ w.s, w.n < 3 ? w.n : 3 });
	if (starts_word && is_word(previous(t, at)))
		return false;
	int numbers = 0;
	size_t i = 0, j = at;
	while (i < w.n) {
		size_t next_i, next_j;
		if (w.n - i >= 3 && !memcmp(w.s + i, number_mark, 3)) {
			next_j = digits_end(t, j);
			if (next_j == j)
				return false;
			m->numbers[numbers++] = (struct str){ t.s + j, next_j - j };
			next_i = i + 3;
		} else if (is_space(next(w, i, &next_i))) {
			next_i = spaces_end(w, i);
			next_j = spaces_end(t, j);
			if (next_j == j)
				return false;
		} else {
			uint32_t a = peek(w, i), b = next(t, j, &next_j);
			if (j == t.n || !(same(a, b) || (loose && i == 0 && a == small(b))))
				return false;
		}
		i = next_i;
		j = next_j;
	}
	if (!ends_at(t, j))
		return false;
	m->entry = entry;
	m->end = j;
	return true;
}

/* ---- applying ------------------------------------------------------------------------------------------------------ */

/* The output grows with its map; room is counted before (see voice_lexicon_apply). */
struct writer {
	struct voice_said *out;
	size_t room;
	struct arena *arena;
};

static void put(struct writer *w, const char *bytes, size_t n, size_t from, size_t to)
{
	struct voice_said *o = w->out;
	if (o->size + n + 1 > w->room) {
		struct voice_said old = *o;
		w->room = 2 * (o->size + n + 1);
		o->text = arena_alloc(w->arena, w->room);
		o->from = arena_array(w->arena, w->room, sizeof *o->from);
		o->to = arena_array(w->arena, w->room, sizeof *o->to);
		if (old.size) {
			memcpy(o->text, old.text, old.size);
			memcpy(o->from, old.from, old.size * sizeof *o->from);
			memcpy(o->to, old.to, old.size * sizeof *o->to);
		}
	}
	for (size_t i = 0; i < n; i++, o->size++) {
		o->text[o->size] = bytes[i];
		o->from[o->size] = (unsigned)from;
		o->to[o->size] = (unsigned)to;
	}
	o->text[o->size] = '\0';
}

static void put_match(struct writer *w, struct str t, size_t at, const struct match *m)
{
	struct str said = str_from(m->entry->said);
	int number = 0;
	/* "ameli.fr" with ".fr = point èf ère" must not become "amelipoint". */
	if (is_word(previous((struct str){ w->out->text, w->out->size }, w->out->size)) && is_word(peek(said, 0)))
		put(w, " ", 1, at, m->end);
	for (size_t i = 0; i < said.n;) {
		if (said.n - i >= 3 && !memcmp(said.s + i, number_mark, 3)) {
			put(w, m->numbers[number].s, m->numbers[number].n, at, m->end);
			number++;
			i += 3;
		} else {
			put(w, said.s + i++, 1, at, m->end);
		}
	}
	if (is_word(previous(said, said.n)) && is_word(peek(t, m->end)))
		put(w, " ", 1, at, m->end);
}

/* Groups of digits with one space between them, starting at `at`: how many, and where each is. */
static int groups_at(struct str t, size_t at, struct str *groups, size_t *end)
{
	int count = 0;
	while (count < GROUPS_MAX) {
		size_t stop = digits_end(t, at), after;
		if (stop == at)
			break;
		groups[count++] = (struct str){ t.s + at, stop - at };
		*end = stop;
		if (stop >= t.n || !is_space(next(t, stop, &after)))
			break;
		at = after;
	}
	return count;
}

/* "10 000" is one number, "06 12 34 56 78" is five: espeak-ng decides by the kind of space, authors cannot. */
static bool put_groups(struct writer *w, struct str t, size_t at, size_t *end)
{
	struct str g[GROUPS_MAX];
	int count = groups_at(t, at, g, end);
	if (count < 2 || is_word(previous(t, at)))
		return false;
	bool thousands = g[0].s[0] != '0' && utf8_length(g[0].s, g[0].n) <= 3;
	for (int i = 1; i < count; i++)
		thousands &= utf8_length(g[i].s, g[i].n) == 3;
	for (int i = 0; i < count; i++)
		if (utf8_length(g[i].s, g[i].n) > 3) /* years, prices, 3018: numbers of their own */
			return false;
	for (int i = 0; i < count; i++) {
		if (i && !thousands)
			put(w, count > 2 ? ", " : "\xE2\x80\xAF", count > 2 ? 2 : 3, at, *end);
		/* one number lights up as a whole, a telephone number group by group */
		size_t from = (size_t)(g[i].s - t.s);
		put(w, g[i].s, g[i].n, thousands ? at : from, thousands ? *end : from + g[i].n);
	}
	return true;
}

static void put_character(struct writer *w, struct str t, size_t at, size_t end)
{
	uint32_t c = peek(t, at);
	bool quote = c == 0xAB || c == 0xBB || c == 0x201C || c == 0x201D || c == 0x201E || c == '"';
	if (is_space(c) || quote)
		put(w, " ", 1, at, end);
	else if (is_hyphen(c))
		put(w, "-", 1, at, end);
	else if (c != 0xFFFD)
		put(w, t.s + at, end - at, at, end);
}

void voice_lexicon_apply(const struct voice_lexicon *l, const char *written, struct arena *arena,
			 struct voice_said *out)
{
	struct str t = str_from(written);
	*out = (struct voice_said){ 0 };
	struct writer w = { out, 0, arena };
	put(&w, "", 0, 0, 0);
	for (size_t at = 0, end; at < t.n; at = end) {
		struct match best = { 0 }, m = { 0 };
		for (int i = 0; i < l->count; i++)
			if (matches(&l->entries[i], t, at, &m) && m.end > best.end)
				best = m;
		if (best.entry) {
			end = best.end;
			put_match(&w, t, at, &best);
		} else if (!is_digit(peek(t, at)) || !put_groups(&w, t, at, &end)) {
			next(t, at, &end);
			put_character(&w, t, at, end);
		}
	}
}

/* ---- words to light --------------------------------------------------------------------------------------------------- */

/* Does the character at i belong to the word that goes on at both its sides? */
static bool inside(struct str t, size_t i)
{
	size_t after;
	uint32_t c = next(t, i, &after), left = previous(t, i), right = peek(t, after);
	if (is_word(c))
		return true;
	if (is_apostrophe(c) || is_hyphen(c) || c == '.' || c == '/')
		return is_word(left) && is_word(right);
	return (c == 0xA0 || c == 0x202F || c == ',') && is_digit(left) && is_digit(right);
}

void voice_lexicon_word(const char *written, int *start, int *end)
{
	struct str t = str_from(written);
	size_t a = (size_t)*start, b = (size_t)*end, after;
	while (a > 0 && inside(t, step_back(t, a)))
		a = step_back(t, a);
	while (b < t.n && inside(t, b)) {
		next(t, b, &after);
		b = after;
	}
	*start = (int)a;
	*end = (int)b;
}
