/* Where an age file's bytes come from: as they are, or out of ASCII armor (C2SP age.md, "ASCII armor"), which
 * `age -a` writes for people who paste files into messages. */
#include <string.h>

#include "seal/age_parts.h"
#include "seal/base64.h"

#define BEGIN "-----BEGIN AGE ENCRYPTED FILE-----"
#define END   "-----END AGE ENCRYPTED FILE-----"

enum { COLUMNS = 64 };

static bool blank(uint8_t c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool refill(struct age_source *a, struct err *e)
{
	if (a->at < a->have || a->at_end)
		return true;
	a->at = a->have = 0;
	if (!a->read(a->context, a->in, sizeof a->in, &a->have, e))
		return false;
	a->at_end = a->have == 0;
	return true;
}

static bool bad(const struct age_source *a, struct err *e, const char *what)
{
	return err_at(e, ERR_FORMAT, NULL, a->line, 1,
	              "Le fichier chiffré en texte (armure age) est abîmé, %s : recopiez-le en entier.",
	              what);
}

/* One line without its LF or CR LF; *n is -1 at the end of the file. */
static bool read_line(struct age_source *a, char line[COLUMNS + 2], int *n, struct err *e)
{
	int size = 0;
	a->line++;
	for (;;) {
		if (!refill(a, e))
			return false;
		if (a->at_end && size == 0) {
			*n = -1;
			return true;
		}
		char c = a->at_end ? '\n' : (char)a->in[a->at++];
		if (c == '\n')
			break;
		if (size == COLUMNS + 1)
			return bad(a, e, "une ligne est trop longue");
		line[size++] = c;
	}
	if (size && line[size - 1] == '\r')
		size--;
	*n = size; /* COLUMNS + 1 at most: no line of the armor has so many */
	return true;
}

/* Read until something that is not blank; nothing but blanks may stand around the armor. */
static bool skip_blanks(struct age_source *a, struct err *e)
{
	for (;;) {
		if (!refill(a, e))
			return false;
		if (a->at_end || !blank(a->in[a->at]))
			return true;
		a->line += a->in[a->at++] == '\n';
	}
}

static bool next_bytes(struct age_source *a, struct err *e)
{
	char line[COLUMNS + 2];
	int n;
	size_t size;
	if (!read_line(a, line, &n, e))
		return false;
	struct str text = { line, n < 0 ? 0 : (size_t)n };
	if (str_is(text, END)) {
		a->state = AGE_SOURCE_ENDED;
		if (!skip_blanks(a, e))
			return false;
		return a->at_end || bad(a, e, "il est suivi d'autre chose");
	}
	if (text.n == 0 || a->last_line)
		return bad(a, e, "la fin manque ou une ligne est trop courte");
	if (!base64_decode(a->out, sizeof a->out, &size, text, BASE64_PADDED))
		return bad(a, e, "une ligne n'est pas du base64");
	a->last_line = size < sizeof a->out;
	a->out_at = 0;
	a->out_have = size;
	return true;
}

/* Does it begin as armor, after blanks? Looked for in as many bytes as a source holds. */
static bool armored(struct str start)
{
	while (start.n && blank((uint8_t)start.s[0]))
		start.s++, start.n--;
	return str_starts(start, BEGIN);
}

/* The first bytes decide. A file that is not armored is handed on from its first byte. */
static bool start(struct age_source *a, struct err *e)
{
	for (size_t n = 1; n && a->have < sizeof a->in; a->have += n)
		if (!a->read(a->context, a->in + a->have, sizeof a->in - a->have, &n, e))
			return false;
	a->state = AGE_SOURCE_RAW;
	if (!armored((struct str){ (const char *)a->in, a->have }))
		return true;
	char line[COLUMNS + 2];
	int n;
	a->state = AGE_SOURCE_ARMORED;
	if (!skip_blanks(a, e) || !read_line(a, line, &n, e))
		return false;
	return n == sizeof BEGIN - 1 || bad(a, e, "la première ligne est trop longue");
}

static bool hand_out(const uint8_t *from, size_t *at, size_t have, void *bytes, size_t room, size_t *n)
{
	*n = have - *at < room ? have - *at : room;
	memcpy(bytes, from + *at, *n);
	*at += *n;
	return true;
}

bool age_source_read(void *context, void *bytes, size_t room, size_t *n, struct err *e)
{
	struct age_source *a = context;
	*n = 0;
	if (a->state == AGE_SOURCE_NEW && !start(a, e))
		return false;
	if (a->state == AGE_SOURCE_RAW)
		return a->at < a->have ? hand_out(a->in, &a->at, a->have, bytes, room, n)
		                       : a->read(a->context, bytes, room, n, e);
	if (a->state == AGE_SOURCE_ARMORED && a->out_at == a->out_have && !next_bytes(a, e))
		return false;
	return a->state == AGE_SOURCE_ENDED || hand_out(a->out, &a->out_at, a->out_have, bytes, room, n);
}

bool age_is_armored(struct str file)
{
	enum { LOOKED_AT = sizeof((struct age_source *)0)->in };
	return armored((struct str){ file.s, file.n < LOOKED_AT ? file.n : LOOKED_AT });
}
