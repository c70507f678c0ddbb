#include "sync/receipt.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "seal/pin.h"

static const char heading[] = "escale receipts 1\n";
enum { NUMBER_MAX = 1000000000, KEY_COLUMN = sizeof "bundle ", SHA_DIGITS = 64 };

int receipt_compare(const struct receipt *a, const struct receipt *b)
{
	int by_id = memcmp(a->kiosk.id, b->kiosk.id, sizeof a->kiosk.id);
	int by_key = by_id ? by_id : memcmp(a->kiosk.key, b->kiosk.key, sizeof a->kiosk.key);
	return by_key ? by_key : (a->number > b->number) - (a->number < b->number);
}

/* ---- writing ------------------------------------------------------------------------------------------- */

void receipts_begin(struct buf *out)
{
	buf_puts(out, heading);
}

void receipts_add(struct buf *out, const struct receipt *r)
{
	char key[MINISIGN_PUBLIC_SIZE], sha[SHA_DIGITS + 1];
	assert(r->number >= 1 && r->number <= NUMBER_MAX);
	sign_public_print(&r->kiosk, key);
	seal_hex(r->manifest_sha256, sizeof r->manifest_sha256, sha);
	buf_printf(out, "bundle %s %lld %s\n", key, (long long)r->number, sha);
}

/* ---- reading ------------------------------------------------------------------------------------------- */

static bool wrong(struct err *e, int line, size_t column, const char *what)
{
	return err_at(e, ERR_FORMAT, NULL, line, (int)column, "%s", what);
}

static bool sha_parse(struct str hex, uint8_t out[32], size_t *at)
{
	static const char digits[] = "0123456789abcdef";
	for (*at = 0; *at < hex.n && *at < SHA_DIGITS; ++*at) {
		const char *d = memchr(digits, hex.s[*at], sizeof digits - 1);
		if (!d)
			return false;
		out[*at / 2] = (uint8_t)(out[*at / 2] << 4 | (d - digits));
	}
	return *at == SHA_DIGITS && hex.n == SHA_DIGITS;
}

/* "bundle KEY NUMBER SHA", without its newline. */
static bool line_parse(struct str text, int line, struct receipt *r, struct err *e)
{
	struct str word, key, number, rest = { "", 0 }, sha = { "", 0 };
	char again[MINISIGN_PUBLIC_SIZE];
	long long n;
	size_t at;
	if (!str_cut(text, ' ', &word, &rest) || !str_is(word, "bundle"))
		return wrong(e, line, 1, "Ligne inconnue : chaque ligne commence par « bundle ».");
	bool whole = str_cut(rest, ' ', &key, &rest) && str_cut(rest, ' ', &number, &sha);
	/* The key's one line, not a file around it: the parser of keys would take both. */
	if (key.n != MINISIGN_PUBLIC_SIZE - 1 || !sign_public_parse(&r->kiosk, key, NULL))
		return wrong(e, line, KEY_COLUMN, "Ce n'est pas la clé publique d'une borne.");
	sign_public_print(&r->kiosk, again);
	if (!str_is(key, again))
		return wrong(e, line, KEY_COLUMN, "Ce n'est pas la clé publique d'une borne.");
	size_t column = KEY_COLUMN + key.n + 1;
	if (!whole || number.n == 0 || number.s[0] == '0' || number.s[0] == '+' ||
	    !str_int(number, 1, NUMBER_MAX, &n))
		return wrong(e, line, column, "Après la clé vient le numéro du lot, sans zéro devant.");
	r->number = n;
	column += number.n + 1;
	memset(r->manifest_sha256, 0, sizeof r->manifest_sha256);
	return sha_parse(sha, r->manifest_sha256, &at)
	           ? true
	           : wrong(e, line, column + at, "L'empreinte a 64 chiffres hexadécimaux (0-9, a-f).");
}

bool receipts_parse(struct str text, receipt_fn *each, void *context, struct err *e)
{
	struct receipt r = { 0 }, before = { 0 };
	if (text.n > RECEIPTS_SIZE_MAX)
		return err_set(e, ERR_TOO_BIG, "La liste des reçus est trop longue.");
	if (!str_starts(text, heading))
		return wrong(
		    e, 1, 1,
		    "Ce n'est pas une liste de reçus : la première ligne est « escale receipts 1 ».");
	struct str rest = { text.s + sizeof heading - 1, text.n - (sizeof heading - 1) }, line;
	for (int at = 2; rest.n; at++) {
		if (!str_cut(rest, '\n', &line, &rest))
			return wrong(e, at, 1, "La dernière ligne n'est pas finie : il manque la suite.");
		if (!line_parse(line, at, &r, e))
			return false;
		if (at > 2 && receipt_compare(&before, &r) >= 0)
			return wrong(e, at, 1,
			             "Les lignes ne sont pas dans l'ordre, ou l'une y est deux fois.");
		before = r;
		each(context, &r);
	}
	return true;
}

/* ---- the kiosk's side ---------------------------------------------------------------------------------- */

/* Enough for what waits: numbers of closed bundles go up to 2^15, the exporter takes 256 at a time. */
enum { WAITING_MAX = 1 << 15 };

struct mine {
	const struct sign_public *kiosk;
	const int64_t *waiting; /* rising */
	int waiting_count, count;
	struct receipt *found; /* room for waiting_count */
};

static int by_number(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

static void pick(void *context, const struct receipt *r)
{
	struct mine *m = context;
	if (memcmp(r->kiosk.id, m->kiosk->id, sizeof r->kiosk.id) == 0 &&
	    memcmp(r->kiosk.key, m->kiosk->key, sizeof r->kiosk.key) == 0 &&
	    bsearch(&r->number, m->waiting, (size_t)m->waiting_count, sizeof *m->waiting, by_number))
		m->found[m->count++] = *r; /* strictly rising, so each at most once */
}

static bool delete_found(struct store *s, const struct mine *m, int *count, struct err *e)
{
	struct err first = { 0 };
	for (int i = 0; i < m->count; i++) {
		struct err why = { 0 };
		if (store_receipt(s, m->found[i].number, m->found[i].manifest_sha256, &why))
			++*count;
		else if (why.code != ERR_REFUSED && why.code != ERR_MISSING)
			err_set(&first, why.code, "%s",
			        why.text); /* a rotten bundle does not hold back others */
	}
	return first.code ? err_set(e, first.code, "%s", first.text) : true;
}

bool receipts_apply(struct store *s, const struct sign_public *kiosk, struct str text, struct str minisig,
                    const struct sign_public *authority, int *count, struct err *e)
{
	char comment[MINISIGN_COMMENT_MAX];
	*count = 0;
	if (text.n > RECEIPTS_SIZE_MAX)
		return err_set(e, ERR_TOO_BIG, "La liste des reçus est trop longue.");
	if (!sign_verify(authority, text.s, text.n, minisig, comment, e))
		return false;
	if (strcmp(comment, RECEIPTS_COMMENT) != 0)
		return err_set(e, ERR_SIGNATURE, "Cette signature n'est pas celle d'une liste de reçus.");
	int64_t *waiting = xmalloc(WAITING_MAX * sizeof *waiting);
	struct mine m = { .kiosk = kiosk, .waiting = waiting };
	m.waiting_count = store_closed(s, waiting, WAITING_MAX);
	m.found = xmalloc((size_t)(m.waiting_count + 1) * sizeof *m.found);
	bool ok = receipts_parse(text, pick, &m, e) && delete_found(s, &m, count, e);
	free(m.found);
	free(waiting);
	return ok;
}
