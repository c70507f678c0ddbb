/* Aiken: a question, answers "A. text" or "A) text" one a line, "ANSWER: B". As Moodle reads it, a little more
 * tolerant: small letters, a question over several lines, « RÉPONSE: ». */
#include "author/import.h"

#include <string.h>
#include <strings.h>

struct reader {
	struct import *im;
	struct import_place at; /* of the entry at hand */
	struct buf question;
	struct buf answers[26];
	char letters[26]; /* of the answers, small */
	int answer_count;
	bool begun;
};

static void forget(struct reader *r)
{
	r->question.size = 0;
	for (int i = 0; i < r->answer_count; i++)
		r->answers[i].size = 0;
	r->answer_count = 0;
	r->begun = false;
}

static struct str of(const struct buf *b)
{
	return (struct str){ b->data ? b->data : "", b->size };
}

/* False when the file is too long to go on. */
static bool begin(struct reader *r, struct import_place at)
{
	if (!r->begun && !import_found(r->im, at))
		return false;
	if (!r->begun)
		r->at = at;
	r->begun = true;
	return true;
}

static const char *excerpt_of(struct reader *r)
{
	return import_clean(r->im->arena, of(&r->question), NULL);
}

static void close_without_answer(struct reader *r)
{
	if (r->begun)
		import_skip(r->im, r->at, excerpt_of(r),
		            "il manque la ligne « ANSWER: » avec la lettre juste");
	forget(r);
}

static void close_with_answer(struct reader *r, struct import_place at, char letter)
{
	const char *found = letter ? memchr(r->letters, letter | 0x20, (size_t)r->answer_count) : NULL;
	int right = found ? (int)(found - r->letters) : -1;
	if (!r->begun) {
		if (import_found(r->im, at))
			import_skip(r->im, at, "", "cette ligne ANSWER n'a pas de question au-dessus d'elle");
		return;
	}
	if (r->question.size == 0) {
		import_skip(r->im, r->at, "", "ces réponses n'ont pas de question au-dessus d'elles");
	} else if (right < 0) {
		import_skip(r->im, r->at, excerpt_of(r),
		            "la lettre d'ANSWER n'est pas celle d'une réponse (ligne %d)", at.line);
	} else {
		struct import_item item = import_item(r->im, IMPORT_CHOICE, r->at);
		import_rich(r->im, &item.blocks, of(&r->question));
		for (int i = 0; i < r->answer_count; i++)
			import_answer(&item, import_rich_line(r->im, of(&r->answers[i]), &item.blocks.fault),
			              i == right, "");
		import_keep(r->im, &item);
	}
	forget(r);
}

/* "B) text", "b. text": the small letter, or 0. */
static char answer_letter(struct str line)
{
	if (line.n < 3 || (line.s[1] != ')' && line.s[1] != '.') || (line.s[2] != ' ' && line.s[2] != '\t'))
		return 0;
	char c = line.s[0] | 0x20;
	return c >= 'a' && c <= 'z' ? c : 0;
}

/* "ANSWER: B": what follows the colon. */
static bool answer_line(struct str line, struct str *letter)
{
	static const char *const heads[] = { "ANSWER", "REPONSE", "RÉPONSE", "RéPONSE" };
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		size_t n = strlen(heads[i]);
		if (line.n <= n || strncasecmp(line.s, heads[i], n) != 0)
			continue;
		struct str rest = str_trim((struct str){ line.s + n, line.n - n });
		if (rest.n && rest.s[0] == ':') {
			*letter = str_trim((struct str){ rest.s + 1, rest.n - 1 });
			return true;
		}
	}
	return false;
}

static bool add_answer(struct reader *r, struct str line, char letter, struct import_place at)
{
	if (memchr(r->letters, letter, (size_t)r->answer_count)) {
		import_skip(r->im, r->at, excerpt_of(r), "ligne %d, deux réponses ont la même lettre",
		            at.line);
		forget(r);
		return true;
	}
	struct str text = str_trim((struct str){ line.s + 2, line.n - 2 });
	r->letters[r->answer_count] = letter;
	buf_add(&r->answers[r->answer_count++], text.s, text.n);
	return true;
}

static bool read_line(struct reader *r, struct str line, int number)
{
	struct str trimmed = str_trim(line), letter;
	struct import_place at = { number, 1 + (int)(trimmed.s - line.s), NULL };
	if (!trimmed.n) {
		if (r->answer_count)
			return true; /* people leave a line before ANSWER */
		if (r->question.size)
			buf_puts(&r->question, "\n\n");
		return true;
	}
	if (answer_line(trimmed, &letter)) {
		close_with_answer(r, at, letter.n ? letter.s[0] : '\0');
		return true;
	}
	char choice = answer_letter(trimmed);
	if (choice && (r->begun || choice == 'a'))
		return begin(r, at) && add_answer(r, trimmed, choice, at);
	if (r->answer_count)
		close_without_answer(r);
	if (!begin(r, at))
		return false;
	if (r->question.size && r->question.data[r->question.size - 1] != '\n')
		buf_puts(&r->question, "\n");
	buf_add(&r->question, trimmed.s, trimmed.n);
	return true;
}

bool import_aiken(struct import *im, struct str text)
{
	struct reader r = { .im = im };
	struct str line;
	bool more = true;
	for (int number = 1; more && text.n; number++) {
		str_cut(text, '\n', &line, &text);
		more = read_line(&r, line, number);
	}
	if (more)
		close_without_answer(&r);
	buf_free(&r.question);
	for (int i = 0; i < 26; i++)
		buf_free(&r.answers[i]);
	return true;
}
