/* The textual header of an age file (C2SP age.md, "Header"): written in its one form, read without mercy. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "seal/age_parts.h"
#include "seal/base64.h"

#define VERSION_LINE "age-encryption.org/v1\n"

enum {
	B64_32 = 43, /* characters of 32 bytes in base64 without padding */
	STANZA_SIZE = sizeof "-> X25519 " - 1 + B64_32 + 1 + B64_32 + 1,
	END_SIZE = sizeof "--- " - 1 + B64_32 + 1,
	BODY_COLUMNS = 64,
};

static void b64_32(char out[B64_32], const uint8_t bytes[32])
{
	char text[B64_32 + 1];
	sodium_bin2base64(text, sizeof text, bytes, 32, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
	memcpy(out, text, B64_32);
}

/* Canonical base64 without padding of exactly 32 bytes. */
static bool b64_32_parse(uint8_t out[32], struct str text)
{
	return base64_decode_exact(out, 32, text, BASE64_UNPADDED);
}

static void header_mac(struct age_secrets *s, const void *header, size_t n, uint8_t mac[32])
{
	uint8_t *key = s->wrap_key;
	age_hkdf(s, key, (struct str){ (const char *)s->file_key, AGE_FILE_KEY }, (struct str){ "", 0 },
	         "header");
	crypto_auth_hmacsha256_init(&s->hmac, key, 32);
	crypto_auth_hmacsha256_update(&s->hmac, header, n);
	crypto_auth_hmacsha256_final(&s->hmac, mac);
}

size_t age_header_size(int recipients)
{
	return sizeof VERSION_LINE - 1 + (size_t)recipients * STANZA_SIZE + END_SIZE;
}

static char *put(char *p, const char *text)
{
	size_t n = strlen(text);
	memcpy(p, text, n);
	return p + n;
}

/* The last line, over everything from out to p; returns the size of the whole. */
static size_t end_write(uint8_t *out, char *p, struct age_secrets *s)
{
	uint8_t mac[32];
	p = put(p, "---");
	header_mac(s, out, (size_t)(p - (char *)out), mac);
	*p++ = ' ';
	b64_32(p, mac);
	p += B64_32;
	*p++ = '\n';
	return (size_t)(p - (char *)out);
}

size_t age_header_write(uint8_t *out, struct age_secrets *s, const struct age_recipient *recipients,
                        int count)
{
	assert(count >= 1 && count <= AGE_RECIPIENTS_MAX);
	char *p = put((char *)out, VERSION_LINE);
	randombytes_buf(s->file_key, sizeof s->file_key);
	for (int i = 0; i < count; i++) {
		uint8_t share[32], body[AGE_WRAPPED];
		age_wrap(s, &recipients[i], share, body);
		p = put(p, "-> X25519 ");
		b64_32(p, share);
		p[B64_32] = '\n';
		p += B64_32 + 1;
		b64_32(p, body);
		p[B64_32] = '\n';
		p += B64_32 + 1;
	}
	return end_write(out, p, s);
}

size_t age_header_write_passphrase(uint8_t *out, struct age_secrets *s, struct str passphrase, int work)
{
	uint8_t salt[AGE_SALT], body[AGE_WRAPPED];
	char text[AGE_SALT_B64 + 1];
	randombytes_buf(s->file_key, sizeof s->file_key);
	randombytes_buf(salt, sizeof salt);
	if (!age_wrap_passphrase(s, passphrase, salt, work, body))
		return 0;
	sodium_bin2base64(text, sizeof text, salt, sizeof salt, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
	char *p = put((char *)out, VERSION_LINE);
	p += sprintf(p, "-> scrypt %s %d\n", text, work);
	b64_32(p, body);
	p[B64_32] = '\n';
	return end_write(out, p + B64_32 + 1, s);
}

/* ---- reading ------------------------------------------------------------------------------------------- */

struct cursor {
	struct str bytes;
	size_t at;
	int line; /* the one that cursor_line gave last */
	bool whole;
};

static bool bad(const struct cursor *c, int column, struct err *e, const char *what)
{
	return err_at(
	    e, ERR_FORMAT, NULL, c->line, column,
	    "L'en-tête du fichier chiffré n'est pas conforme (%s) : demandez une nouvelle copie du fichier.",
	    what);
}

/* The next line without its line feed. */
static bool cursor_line(struct cursor *c, struct str *line, struct err *e)
{
	const char *from = c->bytes.s + c->at;
	size_t left = c->bytes.n - c->at;
	const char *end = left ? memchr(from, '\n', left) : NULL;
	c->line++;
	if (!end && !c->whole)
		return err_at(e, ERR_TOO_BIG, NULL, c->line, 1,
		              "L'en-tête du fichier chiffré est trop long : plus de %d octets.",
		              AGE_HEADER_MAX);
	if (!end)
		return err_at(e, ERR_CORRUPT, NULL, c->line, 1,
		              "Le fichier chiffré est coupé dans son en-tête : recopiez-le en entier.");
	*line = (struct str){ from, (size_t)(end - from) };
	c->at += line->n + 1;
	return true;
}

static bool version_line(struct cursor *c, struct err *e)
{
	const char prefix[] = "age-encryption.org/";
	if (str_starts(c->bytes, VERSION_LINE)) {
		c->at = sizeof VERSION_LINE - 1;
		c->line = 1;
		return true;
	}
	if (str_starts(c->bytes, prefix) && !str_starts(c->bytes, "age-encryption.org/v1"))
		return err_at(
		    e, ERR_FORMAT, NULL, 1, (int)sizeof prefix,
		    "Ce fichier chiffré est d'une version du format age que ce programme ne connaît pas.");
	return err_at(e, ERR_FORMAT, NULL, 1, 1, "Ce n'est pas un fichier chiffré au format age.");
}

struct stanza {
	struct str args[3]; /* the first ones; enough for both kinds that we know */
	int count;          /* of all */
	uint8_t body[32];
	size_t body_size; /* of all; body holds it when it is at most 32 */
	int line;
};

static bool stanza_args(struct cursor *c, struct str line, struct stanza *out, struct err *e)
{
	out->count = 0;
	out->line = c->line;
	for (size_t from = 3;;) { /* after "-> " */
		size_t to = from;
		while (to < line.n && line.s[to] > ' ' && line.s[to] < 0x7F)
			to++;
		if (to < line.n && line.s[to] != ' ')
			return bad(c, (int)to + 1, e, "caractère interdit dans une strophe");
		if (to == from)
			return bad(c, (int)to + 1, e, "argument vide dans une strophe");
		if (out->count < 3)
			out->args[out->count] = (struct str){ line.s + from, to - from };
		out->count++;
		if (to == line.n)
			return true;
		from = to + 1;
	}
}

/* Full lines of 64 columns, then one shorter line, which may be empty. */
static bool stanza_body(struct cursor *c, struct stanza *out, struct err *e)
{
	out->body_size = 0;
	for (;;) {
		struct str line;
		uint8_t bytes[BODY_COLUMNS / 4 * 3];
		size_t n;
		if (!cursor_line(c, &line, e))
			return false;
		if (line.n > BODY_COLUMNS)
			return bad(c, BODY_COLUMNS + 1, e, "ligne de plus de 64 colonnes");
		if (!base64_decode(bytes, sizeof bytes, &n, line, BASE64_UNPADDED))
			return bad(c, 1, e, "base64 non canonique");
		if (out->body_size + n <= sizeof out->body)
			memcpy(out->body + out->body_size, bytes, n);
		out->body_size += n;
		if (line.n < BODY_COLUMNS)
			return true;
	}
}

/* Read a stanza, or stop at the final line: *end is then that line, and *more false. */
static bool stanza_next(struct cursor *c, struct stanza *out, bool *more, struct str *end, struct err *e)
{
	struct str line;
	if (!cursor_line(c, &line, e))
		return false;
	*more = str_starts(line, "-> ");
	if (*more)
		return stanza_args(c, line, out, e) && stanza_body(c, out, e);
	if (!str_starts(line, "---"))
		return bad(c, 1, e, "ligne inattendue");
	*end = line;
	return true;
}

static bool is_x25519(const struct stanza *s)
{
	return str_is(s->args[0], "X25519");
}

static bool x25519_check(const struct cursor *c, const struct stanza *s, struct err *e)
{
	uint8_t share[32];
	struct cursor at = *c;
	at.line = s->line;
	if (s->count != 2)
		return bad(&at, 1, e, "strophe X25519 sans exactement deux arguments");
	if (!b64_32_parse(share, s->args[1]))
		return bad(&at, 11, e, "part éphémère qui ne fait pas 32 octets en base64 canonique");
	if (s->body_size != AGE_WRAPPED)
		return bad(c, 1, e, "corps de strophe X25519 qui ne fait pas 32 octets");
	return true;
}

static bool is_scrypt(const struct stanza *s)
{
	return str_is(s->args[0], "scrypt");
}

static bool scrypt_check(const struct cursor *c, const struct stanza *s, struct err *e)
{
	uint8_t salt[AGE_SALT];
	long long work;
	struct cursor at = *c;
	at.line = s->line;
	if (s->count != 3)
		return bad(&at, 1, e, "strophe scrypt sans exactement trois arguments");
	if (!base64_decode_exact(salt, sizeof salt, s->args[1], BASE64_UNPADDED))
		return bad(&at, 11, e, "sel qui ne fait pas 16 octets en base64 canonique");
	if (s->args[2].s[0] < '1' || s->args[2].s[0] > '9' || !str_int(s->args[2], 1, 999, &work))
		return bad(&at, 34, e, "coût scrypt qui n'est pas un nombre entier");
	/* Each step doubles the memory: a stranger's file must not eat the machine. */
	if (work > AGE_WORK_MAX)
		return bad(&at, 34, e, "coût scrypt trop grand pour cet ordinateur");
	if (s->body_size != AGE_WRAPPED)
		return bad(&at, 1, e, "corps de strophe scrypt qui ne fait pas 32 octets");
	return true;
}

bool age_header_read(struct age_header *h, struct str bytes, bool whole, struct err *e)
{
	bool all = whole && bytes.n <= AGE_HEADER_MAX;
	struct cursor c = { .bytes = { bytes.s, bytes.n < AGE_HEADER_MAX ? bytes.n : AGE_HEADER_MAX },
		            .whole = all };
	struct stanza s;
	struct str end;
	int stanzas = 0, scrypt = 0;
	if (!version_line(&c, e))
		return false;
	for (bool more;; stanzas++) {
		if (!stanza_next(&c, &s, &more, &end, e))
			return false;
		if (!more)
			break;
		if (is_x25519(&s) && !x25519_check(&c, &s, e))
			return false;
		scrypt += is_scrypt(&s);
	}
	if (stanzas == 0)
		return bad(&c, 1, e, "aucune strophe");
	if (scrypt && stanzas != 1)
		return bad(&c, 1, e, "strophe scrypt mêlée à d'autres");
	h->passphrase = scrypt == 1;
	if (scrypt && !scrypt_check(&c, &s, e)) /* the last one read */
		return false;
	if (end.n != END_SIZE - 1 || end.s[3] != ' ' ||
	    !b64_32_parse(h->mac, (struct str){ end.s + 4, end.n - 4 }))
		return bad(&c, 4, e, "code d'authentification qui ne fait pas 32 octets en base64 canonique");
	h->size = c.at;
	h->mac_covers = (size_t)(end.s + 3 - bytes.s);
	h->mac_line = c.line;
	return true;
}

/* Try each identity on each X25519 stanza; stop at the first that opens. */
static bool find_file_key(struct cursor *c, struct age_secrets *s, const struct age_identity *identities,
                          int count, struct err *e)
{
	struct stanza stanza;
	struct str end;
	bool passphrase = false;
	for (bool more; stanza_next(c, &stanza, &more, &end, e) && more;) {
		passphrase |= is_scrypt(&stanza);
		if (!is_x25519(&stanza))
			continue;
		uint8_t share[32];
		b64_32_parse(share, stanza.args[1]);
		for (int i = 0; i < count; i++) {
			switch (age_unwrap(s, &identities[i], share, stanza.body)) {
			case AGE_UNWRAPPED: return true;
			case AGE_LOW_ORDER: return bad(c, 1, e, "part éphémère d'ordre faible");
			case AGE_NOT_OURS: break;
			}
		}
	}
	if (passphrase)
		return err_set(e, ERR_KEY,
		               "Ce fichier est protégé par une phrase de passe, pas par une clé.");
	return err_set(e, ERR_KEY, "Ce fichier n'est pas destiné à cette clé (ou son en-tête a été abîmé).");
}

static bool find_by_passphrase(struct cursor *c, struct age_secrets *s, struct str passphrase, struct err *e)
{
	struct stanza stanza;
	struct str end;
	bool more;
	uint8_t salt[AGE_SALT];
	long long work;
	if (!stanza_next(c, &stanza, &more, &end, e))
		return false;
	if (!more || !is_scrypt(&stanza))
		return err_set(e, ERR_KEY,
		               "Ce fichier est protégé par une clé, pas par une phrase de passe.");
	base64_decode_exact(salt, sizeof salt, stanza.args[1], BASE64_UNPADDED); /* scrypt_check saw them */
	str_int(stanza.args[2], 1, AGE_WORK_MAX, &work);
	return age_unwrap_passphrase(s, passphrase, salt, (int)work, stanza.body, e);
}

bool age_header_open(const struct age_header *h, struct str bytes, struct age_secrets *s,
                     const struct age_unlock *unlock, struct err *e)
{
	struct cursor c = { .bytes = { bytes.s, h->size }, .whole = true };
	uint8_t mac[32];
	if (!version_line(&c, e))
		return false;
	if (unlock->identities ? !find_file_key(&c, s, unlock->identities, unlock->count, e)
	                       : !find_by_passphrase(&c, s, unlock->passphrase, e))
		return false;
	header_mac(s, bytes.s, h->mac_covers, mac);
	if (sodium_memcmp(mac, h->mac, sizeof mac) != 0)
		return err_at(
		    e, ERR_SIGNATURE, NULL, h->mac_line, 1,
		    "L'en-tête du fichier chiffré a été modifié : demandez une nouvelle copie du fichier.");
	return true;
}
