/* minisign's formats: public keys, and prehashed signatures with a signed comment. */
#include "seal/minisign.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "base/utf8.h"
#include "seal/age.h"
#include "seal/base64.h"

#define UNTRUSTED "untrusted comment: "
#define TRUSTED   "trusted comment: "

enum {
	ID = 8,
	PUBLIC_RAW = 2 + ID + 32,
	SIGNATURE_RAW = 2 + ID + crypto_sign_BYTES,
	SIGNATURE_B64 = (SIGNATURE_RAW + 2) / 3 * 4 + 1,
	GLOBAL_B64 = (crypto_sign_BYTES + 2) / 3 * 4 + 1,
	LINE_LONGEST = 8192, /* as stock minisign's longest trusted comment */
};

_Static_assert(MINISIGN_PUBLIC_SIZE == (PUBLIC_RAW + 2) / 3 * 4 + 1, "base64 of a public key");

void sign_new(struct sign_secret *s, struct sign_public *p)
{
	crypto_sign_keypair(p->key, s->key);
	randombytes_buf(s->id, sizeof s->id);
	memcpy(p->id, s->id, sizeof p->id);
}

void sign_public_of(const struct sign_secret *s, struct sign_public *p)
{
	memcpy(p->id, s->id, sizeof p->id);
	crypto_sign_ed25519_sk_to_pk(p->key, s->key);
}

void sign_public_print(const struct sign_public *p, char out[MINISIGN_PUBLIC_SIZE])
{
	uint8_t raw[PUBLIC_RAW] = "Ed"; /* the key's own algorithm, whatever signatures it makes */
	memcpy(raw + 2, p->id, ID);
	memcpy(raw + 2 + ID, p->key, sizeof p->key);
	sodium_bin2base64(out, MINISIGN_PUBLIC_SIZE, raw, sizeof raw, sodium_base64_VARIANT_ORIGINAL);
}

/* One line off the front of *text, without its line feed or CR LF. False at the end. */
static bool next_line(struct str *text, struct str *line)
{
	if (text->n == 0)
		return false;
	str_cut(*text, '\n', line, text);
	if (line->n && line->s[line->n - 1] == '\r')
		line->n--;
	return true;
}

bool sign_public_parse(struct sign_public *p, struct str text, struct err *e)
{
	struct str line = { "", 0 }, rest = text;
	uint8_t raw[PUBLIC_RAW];
	int number = 1;
	next_line(&rest, &line);
	if (str_starts(line, UNTRUSTED)) {
		number = 2;
		if (!next_line(&rest, &line))
			line.n = 0;
	}
	if (!base64_decode_exact(raw, sizeof raw, line, BASE64_PADDED) || memcmp(raw, "Ed", 2) != 0)
		return err_at(e, ERR_FORMAT, NULL, number, 1,
		              "Ce n'est pas une clé publique minisign : attendu une ligne de %d caractères "
		              "qui commence par "
		              "« RW ».",
		              MINISIGN_PUBLIC_SIZE - 1);
	if (str_trim(rest).n)
		return err_at(
		    e, ERR_FORMAT, NULL, number + 1, 1,
		    "Cette clé publique est suivie d'autre chose : gardez seulement la ligne « RW… ».");
	memcpy(p->id, raw + 2, ID);
	memcpy(p->key, raw + 2 + ID, sizeof p->key);
	return true;
}

/* What minisign signs twice: once the hash of the bytes, once that signature and the comment. */
static void prehash(const void *bytes, size_t n, uint8_t out[crypto_generichash_BYTES_MAX])
{
	crypto_generichash(out, crypto_generichash_BYTES_MAX, bytes, n, NULL, 0);
}

static struct buf signed_comment(const uint8_t signature[crypto_sign_BYTES], struct str comment)
{
	struct buf b = { 0 };
	buf_add(&b, signature, crypto_sign_BYTES);
	buf_add(&b, comment.s, comment.n);
	return b;
}

/* Control characters would let a comment pretend to be something else on a screen. Tabs are stock's own. */
static bool printable(struct str comment)
{
	for (size_t i = 0; i < comment.n; i++)
		if (((unsigned char)comment.s[i] < ' ' && comment.s[i] != '\t') || comment.s[i] == 0x7F)
			return false;
	return utf8_invalid(comment.s, comment.n) < 0;
}

void sign_bytes(const struct sign_secret *s, const void *bytes, size_t n, const char *trusted_comment,
                struct buf *out)
{
	struct str comment = str_from(trusted_comment);
	assert(comment.n < MINISIGN_COMMENT_MAX && printable(comment));
	uint8_t hash[crypto_generichash_BYTES_MAX], raw[SIGNATURE_RAW] = "ED", global[crypto_sign_BYTES];
	char text[SIGNATURE_B64];
	prehash(bytes, n, hash);
	memcpy(raw + 2, s->id, ID);
	crypto_sign_detached(raw + 2 + ID, NULL, hash, sizeof hash, s->key);
	struct buf both = signed_comment(raw + 2 + ID, comment);
	crypto_sign_detached(global, NULL, (uint8_t *)both.data, both.size, s->key);
	buf_free(&both);
	/* Stock minisign prints a key id as the little endian number that it is. */
	char id[2 * ID + 1];
	for (int i = 0; i < ID; i++)
		sodium_bin2hex(id + 2 * i, 3, s->id + ID - 1 - i, 1);
	buf_printf(out, UNTRUSTED "signature from key %s\n", id);
	buf_printf(out, "%s\n",
	           sodium_bin2base64(text, sizeof text, raw, sizeof raw, sodium_base64_VARIANT_ORIGINAL));
	buf_printf(out, TRUSTED "%s\n", comment.s);
	buf_printf(
	    out, "%s\n",
	    sodium_bin2base64(text, sizeof text, global, sizeof global, sodium_base64_VARIANT_ORIGINAL));
}

struct minisig {
	uint8_t raw[SIGNATURE_RAW], global[crypto_sign_BYTES];
	struct str comment;
};

static bool minisig_parse(struct minisig *m, struct str text, struct err *e)
{
	struct str line[4];
	for (int i = 0; i < 4; i++)
		if (!next_line(&text, &line[i]) || line[i].n > LINE_LONGEST)
			return err_at(e, ERR_FORMAT, NULL, i + 1, 1,
			              "Ce n'est pas un fichier de signature minisign : il a quatre lignes.");
	if (text.n)
		return err_at(e, ERR_FORMAT, NULL, 5, 1, "Ce fichier de signature a plus de quatre lignes.");
	if (!str_starts(line[0], UNTRUSTED))
		return err_at(
		    e, ERR_FORMAT, NULL, 1, 1,
		    "Ce n'est pas un fichier de signature minisign : la ligne 1 commence par « " UNTRUSTED
		    "».");
	if (!base64_decode_exact(m->raw, sizeof m->raw, line[1], BASE64_PADDED))
		return err_at(e, ERR_FORMAT, NULL, 2, 1, "La signature (ligne 2) est mal recopiée.");
	/* One key must sign one kind of message only: a legacy signature of a 64-byte file would also be a
	 * prehashed signature of the file whose hash these bytes are. Stock minisign has made prehashed ones
	 * for years. */
	if (memcmp(m->raw, "Ed", 2) == 0)
		return err_at(e, ERR_FORMAT, NULL, 2, 1,
		              "Cette signature est d'une ancienne forme : signez de nouveau avec « minisign "
		              "-S », sans « -l ».");
	if (memcmp(m->raw, "ED", 2) != 0)
		return err_at(e, ERR_FORMAT, NULL, 2, 1,
		              "Cette signature est d'une forme que ce programme ne connaît pas.");
	if (!str_starts(line[2], TRUSTED))
		return err_at(
		    e, ERR_FORMAT, NULL, 3, 1,
		    "Ce n'est pas un fichier de signature minisign : la ligne 3 commence par « " TRUSTED
		    "».");
	m->comment = (struct str){ line[2].s + sizeof TRUSTED - 1, line[2].n - (sizeof TRUSTED - 1) };
	if (!printable(m->comment))
		return err_at(e, ERR_FORMAT, NULL, 3, sizeof TRUSTED,
		              "Le commentaire signé contient un caractère interdit.");
	if (!base64_decode_exact(m->global, sizeof m->global, line[3], BASE64_PADDED))
		return err_at(e, ERR_FORMAT, NULL, 4, 1,
		              "La signature du commentaire (ligne 4) est mal recopiée.");
	return true;
}

bool sign_verify(const struct sign_public *p, const void *bytes, size_t n, struct str minisig,
                 char comment[MINISIGN_COMMENT_MAX], struct err *e)
{
	struct minisig m;
	uint8_t hash[crypto_generichash_BYTES_MAX];
	if (!minisig_parse(&m, minisig, e))
		return false;
	const uint8_t *signature = m.raw + 2 + ID;
	if (memcmp(m.raw + 2, p->id, ID) != 0)
		return err_set(e, ERR_KEY,
		               "Cette signature a été faite avec une autre clé que celle attendue.");
	prehash(bytes, n, hash);
	if (crypto_sign_verify_detached(signature, hash, sizeof hash, p->key) != 0)
		return err_set(e, ERR_SIGNATURE,
		               "La signature ne correspond pas : le fichier a été modifié. N'utilisez pas ce "
		               "fichier, demandez-en une nouvelle copie.");
	struct buf both = signed_comment(signature, m.comment);
	bool good = crypto_sign_verify_detached(m.global, (uint8_t *)both.data, both.size, p->key) == 0;
	buf_free(&both);
	if (!good)
		return err_set(e, ERR_SIGNATURE,
		               "Le commentaire de la signature a été modifié : demandez une nouvelle copie.");
	if (!comment)
		return true;
	if (m.comment.n >= MINISIGN_COMMENT_MAX)
		return err_set(e, ERR_TOO_BIG,
		               "Le commentaire de la signature est trop long : %d octets au plus.",
		               MINISIGN_COMMENT_MAX - 1);
	memcpy(comment, m.comment.s, m.comment.n);
	comment[m.comment.n] = '\0';
	return true;
}
