#include "seal/recipients.h"

#include <string.h>

#include "base/utf8.h"

enum { TEXT_MAX = 16 * 1024, NAME_MAX_CHARS = 60, VERSION_MAX = 999999999 };

struct reader {
	struct str rest;
	int line;
};

/* The next line with something on it. Empty lines and lines that start with "#" are for people. */
static bool next_line(struct reader *r, struct str *line)
{
	while (r->rest.n) {
		str_cut(r->rest, '\n', line, &r->rest);
		r->line++;
		if (line->n && line->s[line->n - 1] == '\r')
			line->n--;
		if (line->n && line->s[0] != '#')
			return true;
	}
	return false;
}

static bool check_text(struct str text, struct err *e)
{
	if (text.n > TEXT_MAX)
		return err_set(e, ERR_TOO_BIG,
		               "Cette liste de destinataires est trop longue : %d octets au plus.", TEXT_MAX);
	if (str_starts(text, "\xEF\xBB\xBF"))
		return err_at(
		    e, ERR_FORMAT, NULL, 1, 1,
		    "Enregistrez la liste en UTF-8 sans marque d'ordre (« UTF-8 », pas « UTF-8 avec BOM »).");
	struct reader r = { .rest = text };
	while (r.rest.n) {
		struct str line;
		str_cut(r.rest, '\n', &line, &r.rest);
		r.line++;
		long at = utf8_invalid(line.s, line.n);
		for (size_t i = 0; at < 0 && i < line.n; i++)
			if ((unsigned char)line.s[i] < ' ' && !(line.s[i] == '\r' && i + 1 == line.n))
				at = (long)i;
		if (at >= 0)
			return err_at(e, ERR_FORMAT, NULL, r.line, (int)utf8_length(line.s, (size_t)at) + 1,
			              "Caractère interdit : enregistrez la liste en texte simple (UTF-8), "
			              "sans tabulation.");
	}
	return true;
}

static bool heading(struct reader *r, struct recipients *out, struct err *e)
{
	struct str line = { "", 0 }, word, value = { "", 0 };
	long long version;
	if (!next_line(r, &line) || !str_is(line, "escale recipients 1"))
		return err_at(e, ERR_FORMAT, NULL, r->line ? r->line : 1, 1,
		              "Ce n'est pas une liste de destinataires : la première ligne est « escale "
		              "recipients 1 ».");
	line.n = 0;
	if (!next_line(r, &line) || !str_cut(line, ' ', &word, &value) || !str_is(word, "version"))
		return err_at(
		    e, ERR_FORMAT, NULL, r->line, 1,
		    "Ajoutez le numéro de la liste sur la deuxième ligne, par exemple « version 3 ».");
	if (!str_int(value, 1, VERSION_MAX, &version) || value.s[0] == '0')
		return err_at(e, ERR_FORMAT, NULL, r->line, 9,
		              "Le numéro de version est un nombre entier à partir de 1, sans zéro devant.");
	out->version = (int)version;
	return true;
}

static bool same_key(const struct age_recipient *list, int count, const struct age_recipient *r)
{
	for (int i = 0; i < count; i++)
		if (memcmp(list[i].key, r->key, sizeof r->key) == 0)
			return true;
	return false;
}

/* "WORD age1... Name", the word already cut off. column: where the key starts. */
static bool add(struct age_recipient *list, int *count, struct str rest, const struct reader *r, int column,
                struct err *e)
{
	struct str key, name;
	struct age_recipient recipient;
	struct err bad = { 0 };
	str_cut(rest, ' ', &key, &name);
	name = str_trim(name);
	if (!age_recipient_parse(&recipient, key, &bad))
		return err_at(e, bad.code, NULL, r->line, column + (bad.column ? bad.column - 1 : 0), "%s",
		              bad.text);
	if (name.n == 0)
		return err_at(e, ERR_FORMAT, NULL, r->line, column + AGE_RECIPIENT_SIZE - 1,
		              "Ajoutez après la clé le prénom ou le rôle de la personne.");
	if (utf8_length(name.s, name.n) > NAME_MAX_CHARS)
		return err_at(e, ERR_FORMAT, NULL, r->line, column + AGE_RECIPIENT_SIZE,
		              "Ce nom est trop long : %d caractères au plus.", NAME_MAX_CHARS);
	if (same_key(list, *count, &recipient))
		return err_at(
		    e, ERR_FORMAT, NULL, r->line, column,
		    "Cette clé est déjà dans la liste pour le même rôle : enlevez une des deux lignes.");
	if (*count == AGE_RECIPIENTS_MAX)
		return err_at(e, ERR_TOO_BIG, NULL, r->line, 1,
		              "Trop de destinataires : %d au plus pour chaque rôle.", AGE_RECIPIENTS_MAX);
	list[(*count)++] = recipient;
	return true;
}

static bool statement(const struct reader *r, struct str line, struct recipients *out, struct err *e)
{
	struct str word, rest;
	str_cut(line, ' ', &word, &rest);
	int column = (int)word.n + 2;
	if (str_is(word, "evaluation"))
		return add(out->evaluation, &out->evaluation_count, rest, r, column, e);
	if (str_is(word, "coordinator"))
		return add(out->coordinator, &out->coordinator_count, rest, r, column, e);
	return err_at(e, ERR_FORMAT, NULL, r->line, 1,
	              "Ligne inconnue : chaque ligne commence par « evaluation » ou « coordinator », puis "
	              "une clé « age1… ».");
}

bool recipients_parse(struct recipients *r, struct str text, struct err *e)
{
	struct reader reader = { .rest = text };
	struct recipients out = { 0 };
	struct str line;
	if (!check_text(text, e) || !heading(&reader, &out, e))
		return false;
	while (next_line(&reader, &line))
		if (!statement(&reader, line, &out, e))
			return false;
	if (!out.evaluation_count || !out.coordinator_count)
		return err_at(e, ERR_FORMAT, NULL, reader.line, 1,
		              "Il manque une ligne « %s » avec une clé « age1… ».",
		              out.evaluation_count ? "coordinator" : "evaluation");
	*r = out;
	return true;
}

bool recipients_accept(struct recipients *r, struct str text, struct str minisig,
                       const struct sign_public *authority, int installed, struct err *e)
{
	struct recipients out;
	if (text.n > TEXT_MAX)
		return check_text(text, e);
	if (!sign_verify(authority, text.s, text.n, minisig, NULL, e) || !recipients_parse(&out, text, e))
		return false;
	if (out.version <= installed)
		return err_set(e, ERR_REFUSED,
		               out.version == installed
		                   ? "Cette liste de destinataires (version %d) est déjà installée."
		                   : "Cette liste de destinataires (version %d) est plus ancienne que celle "
		                     "de la borne.",
		               out.version);
	*r = out;
	return true;
}
