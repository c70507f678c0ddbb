/* Moodle's GIFT. Questions stand between empty lines; "::name::text { answers }"; lines beginning with // say nothing;
 * a backslash takes its meaning from ~ = # { } : and itself. Read as Moodle does (question/format/gift), and where a
 * question has an empty line between its braces, a little more kindly. */
#include "author/import.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"

enum { CHUNK_MAX = 64 * 1024, JOINED_LINES_MAX = 40 };

struct reader {
	struct import *im;
	struct str text; /* what is left */
	int line;        /* of its first character */
};

/* ---- signs ---------------------------------------------------------------------------------------------------------- */

/* The first sign of the set that no backslash precedes; NULL when there is none. */
static const char *find_sign(struct str s, const char *signs)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.s[i] == '\\')
			i++;
		else if (s.s[i] && strchr(signs, s.s[i]))
			return s.s + i;
	return NULL;
}

static struct str until(struct str s, const char *end)
{
	return (struct str){ s.s, (size_t)(end - s.s) };
}

static struct str from(struct str s, const char *start)
{
	return (struct str){ start, (size_t)(s.s + s.n - start) };
}

/* Without backslashes. */
static struct str plain(struct import *im, struct str s)
{
	char *out = arena_alloc(im->arena, s.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.s[i] != '\\' || i + 1 == s.n || !strchr("\\:#={}~n", s.s[i + 1]))
			out[n++] = s.s[i];
		else if (s.s[++i] == 'n')
			out[n++] = '\n';
		else
			out[n++] = s.s[i];
	}
	return (struct str){ out, n };
}

/* ---- text in its format ------------------------------------------------------------------------------------------------ */

/* Markdown without its emphasis: the kiosk's own would not know where it belongs. */
static struct str without_emphasis(struct import *im, struct str s)
{
	char *out = arena_alloc(im->arena, s.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		bool pair = i + 1 < s.n && s.s[i + 1] == s.s[i];
		if (s.s[i] == '`' || (pair && (s.s[i] == '*' || s.s[i] == '_')))
			i += s.s[i] != '`';
		else
			out[n++] = s.s[i];
	}
	return (struct str){ out, n };
}

/* "[html]text": the format, or the given one. */
static struct str take_format(struct str s, const char **format)
{
	static const char *const names[] = { "html", "markdown", "moodle", "plain" };
	s = str_trim(s);
	for (int i = 0; i < 4; i++) {
		size_t n = strlen(names[i]);
		if (s.n >= n + 2 && s.s[0] == '[' && strncasecmp(s.s + 1, names[i], n) == 0 &&
		    s.s[n + 1] == ']') {
			*format = names[i];
			return str_trim((struct str){ s.s + n + 2, s.n - n - 2 });
		}
	}
	return s;
}

static void add_text(struct import *im, struct import_blocks *b, struct str s, const char **format)
{
	s = plain(im, take_format(s, format));
	if (strcmp(*format, "plain") == 0)
		import_plain(im, b, s);
	else if (strcmp(*format, "markdown") == 0)
		import_plain(im, b, without_emphasis(im, s));
	else if (strcmp(*format, "html") == 0)
		import_html(im, b, s);
	else
		import_rich(im, b, s);
}

static const char *line_of(struct import *im, struct str s, const char *format, const char **fault)
{
	struct import_blocks b = { 0 };
	add_text(im, &b, s, &format);
	const char *line = import_line(im, &b);
	if (b.fault && !*fault)
		*fault = b.fault;
	return line;
}

/* ---- answers -------------------------------------------------------------------------------------------------------------- */

/* "%50%text": the weight in percent, the text behind it. */
static struct str take_weight(struct str s, double *weight)
{
	if (s.n < 3 || s.s[0] != '%')
		return s;
	const char *end = memchr(s.s + 1, '%', s.n - 1 < 12 ? s.n - 1 : 12);
	char number[16];
	if (!end || end == s.s + 1)
		return s;
	memcpy(number, s.s + 1, (size_t)(end - s.s - 1));
	number[end - s.s - 1] = '\0';
	if (strspn(number, "-0123456789.") != strlen(number))
		return s;
	*weight = strtod(number, NULL);
	return str_trim(from(s, end + 1));
}

static bool is_word(struct str s, const char *const *words)
{
	for (; *words; words++)
		if (s.n == strlen(*words) && strncasecmp(s.s, *words, s.n) == 0)
			return true;
	return false;
}

/* Is it { T }, with the two comments that Moodle knows? */
static bool is_true_false(struct str answers, bool *truth, struct str *wrong, struct str *right)
{
	static const char *const yes[] = { "T", "TRUE", "V", "VRAI", NULL }, *const no[] = { "F", "FALSE",
		                                                                             "FAUX", NULL };
	const char *sign = find_sign(answers, "#");
	struct str word = str_trim(sign ? until(answers, sign) : answers), comments = { "", 0 };
	*wrong = *right = comments;
	*truth = is_word(word, yes);
	if (!*truth && !is_word(word, no))
		return false;
	if (sign) {
		comments = from(answers, sign + 1);
		sign = find_sign(comments, "#");
		*wrong = sign ? until(comments, sign) : comments;
		*right = sign ? from(comments, sign + 1) : *right;
	}
	return true;
}

static void keep_true_false(struct import *im, struct import_item *item, bool truth, struct str wrong,
                            struct str right, const char *format)
{
	const char **fault = &item->blocks.fault;
	const char *said_wrong = line_of(im, wrong, format, fault),
	           *said_right = line_of(im, right, format, fault);
	item->kind = IMPORT_TRUE_FALSE;
	import_answer(item, "Vrai", truth, truth ? said_right : said_wrong);
	import_answer(item, "Faux", !truth, truth ? said_wrong : said_right);
	import_keep(im, item);
}

/* One answer, from behind its ~ or = to the next. Returns its weight in percent. */
static double read_answer(struct import *im, struct import_item *item, struct str s, char sign,
                          const char *format)
{
	double weight = sign == '=' ? 100 : 0;
	s = take_weight(str_trim(s), &weight);
	const char *comment = find_sign(s, "#"), **fault = &item->blocks.fault;
	const char *text = line_of(im, comment ? until(s, comment) : s, format, fault);
	const char *feedback = comment ? line_of(im, from(s, comment + 1), format, fault) : "";
	import_answer(item, text, weight > 0, feedback);
	return weight;
}

static void keep_choice(struct import *im, struct import_item *item, struct str answers, const char *format)
{
	double weights[IMPORT_ANSWERS_READ_MAX];
	int whole = 0;
	for (const char *p = find_sign(answers, "~="); p;) {
		struct str rest = from(answers, p + 1);
		const char *next = find_sign(rest, "~=");
		double weight = read_answer(im, item, next ? until(rest, next) : rest, *p, format);
		whole += weight >= 100;
		if (item->answer_count <= IMPORT_ANSWERS_READ_MAX)
			weights[item->answer_count - 1] = weight;
		p = next;
	}
	/* With one answer that is wholly right, a half right one is still a wrong choice. */
	for (int i = 0; whole == 1 && i < item->answer_count && i < IMPORT_ANSWERS_READ_MAX; i++)
		item->answers[i].right = weights[i] >= 100;
	item->kind = whole ? IMPORT_CHOICE : IMPORT_SEVERAL;
	import_keep(im, item);
}

/* ---- one question --------------------------------------------------------------------------------------------------------- */

static bool has_arrow(struct str s)
{
	return s.n > 1 && memmem(s.s, s.n, "->", 2);
}

static void keep_answers(struct import *im, struct import_item *item, struct str answers, const char *format)
{
	struct str wrong, right;
	bool truth;
	const char *general = NULL;
	for (size_t i = 0; i + 4 <= answers.n; i++)
		if (memcmp(answers.s + i, "####", 4) == 0)
			general = answers.s + i;
	if (general) {
		item->explanation = line_of(im, from(answers, general + 4), format, &item->blocks.fault);
		answers = str_trim(until(answers, general));
	}
	const char *name = item->title;
	for (int i = item->blocks.count; i-- > 0 && !name[0];)
		name = item->blocks.at[i].text;
	if (!answers.n)
		import_skip(im, item->place, name,
		            "c'est une question à réponse écrite, que personne ne peut juger ici");
	else if (answers.s[0] == '#')
		import_skip(im, item->place, name, "c'est une question à nombre, à taper au clavier");
	else if (find_sign(answers, "~"))
		keep_choice(im, item, answers, format);
	else if (find_sign(answers, "=") && has_arrow(answers))
		import_skip(im, item->place, name, "c'est un appariement (des paires à relier)");
	else if (is_true_false(answers, &truth, &wrong, &right))
		keep_true_false(im, item, truth, wrong, right, format);
	else
		import_skip(im, item->place, name, "c'est une question à réponse courte, à taper au clavier");
}

/* The text around the braces; a gap in a sentence becomes three points, which are also said well. */
static struct str around(struct import *im, struct str s, const char *open, const char *close)
{
	struct str after = str_trim(from(s, close + 1)), before = until(s, open);
	if (str_is(after, "."))
		return str_from(arena_printf(im->arena, "%.*s…", (int)before.n, before.s));
	return str_from(arena_printf(im->arena, "%.*s%s%.*s", (int)before.n, before.s, after.n ? "… " : "",
	                             (int)after.n, after.s));
}

static void read_category(struct import *im, struct str s)
{
	s = str_trim(s);
	for (size_t i = s.n; i-- > 0;)
		if (s.s[i] == '/' && (!i || s.s[i - 1] != '/') && (i + 1 == s.n || s.s[i + 1] != '/')) {
			s = (struct str){ s.s + i + 1, s.n - i - 1 };
			break;
		}
	if (!im->title[0] && s.n && s.s[0] != '$' && !str_is(s, "top"))
		im->title = import_clean(im->arena, plain(im, s), NULL);
}

static bool read_question(struct import *im, struct str s, struct import_place at)
{
	struct str name = { "", 0 };
	const char *format = "moodle";
	if (str_starts(s, "$CATEGORY:")) {
		read_category(im, (struct str){ s.s + 10, s.n - 10 });
		return true;
	}
	if (!import_found(im, at))
		return false;
	struct import_item item = import_item(im, IMPORT_CHOICE, at);
	if (str_starts(s, "::")) {
		struct str rest = { s.s + 2, s.n - 2 };
		const char *end = memmem(rest.s, rest.n, "::", 2);
		if (end) {
			name = until(rest, end);
			s = str_trim(from(rest, end + 2));
		}
	}
	const char *open = find_sign(s, "{"), *close = find_sign(s, "}");
	const char *shown = import_clean(im->arena, name.n ? plain(im, name) : s, NULL);
	if (!open != !close || (open && close < open))
		return import_skip(im, at, shown, "une accolade { ou } n'a pas son autre moitié") || true;
	add_text(im, &item.blocks, open ? around(im, s, open, close) : s, &format);
	if (!open) {
		item.kind = IMPORT_PAGE;
		import_keep(im, &item);
		return true;
	}
	if (!item.blocks.count && !item.blocks.fault)
		item.title = shown;
	keep_answers(im, &item, str_trim((struct str){ open + 1, (size_t)(close - open - 1) }), format);
	return true;
}

/* ---- the file -------------------------------------------------------------------------------------------------------------- */

/* Is the next brace a closing one? Then an empty line stands inside a question. */
static bool closes_next(struct str rest)
{
	const char *sign = find_sign(rest, "{}");
	return sign && *sign == '}';
}

/* The lines up to the next empty one, without comments; an open brace goes on past empty lines while it may yet be
 * closed. */
static bool take_chunk(struct reader *r, struct buf *out, struct import_place *at)
{
	struct str line;
	int open = 0, joined = 0;
	out->size = 0;
	while (r->text.n) {
		int number = r->line;
		str_cut(r->text, '\n', &line, &r->text);
		r->line++;
		struct str s = str_trim(line);
		if (!s.n) {
			if (!out->size)
				continue;
			if (open != 1 || ++joined > JOINED_LINES_MAX || !closes_next(r->text))
				return true;
			buf_puts(out, "\n");
			continue;
		}
		if (str_starts(s, "//"))
			continue;
		if (!out->size)
			*at = (struct import_place){ number, 1 + (int)(s.s - line.s), NULL };
		for (struct str rest = s; rest.n;) {
			const char *sign = find_sign(rest, "{}");
			if (!sign)
				break;
			open += *sign == '{' ? 1 : -1;
			rest = from(rest, sign + 1);
		}
		buf_add(out, s.s, s.n);
		buf_puts(out, "\n");
		if (out->size > CHUNK_MAX || str_starts(s, "$CATEGORY:"))
			return true;
	}
	return out->size > 0;
}

bool import_gift(struct import *im, struct str text)
{
	struct reader r = { im, text, 1 };
	struct buf chunk = { 0 };
	struct import_place at = { 0 };
	bool more = true;
	while (more && take_chunk(&r, &chunk, &at)) {
		struct str s = str_trim((struct str){ chunk.data, chunk.size });
		if (s.n)
			more = read_question(im, (struct str){ arena_strndup(im->arena, s.s, s.n), s.n }, at);
	}
	buf_free(&chunk);
	return true;
}
