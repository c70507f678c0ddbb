#include "seal/recovery.h"

#include <sodium.h>

#include <stdio.h>
#include <string.h>

#include "seal/pin.h"

static const char form[] = "escale code 1\n";

/* H. M. Damm's table (2004), a totally anti-symmetric quasigroup: every digit changed and every two neighbours swapped
 * change the end. */
static const unsigned char damm[10][10] = {
	{ 0, 3, 1, 7, 5, 9, 8, 6, 4, 2 }, { 7, 0, 9, 2, 1, 5, 4, 8, 6, 3 }, { 4, 2, 0, 6, 8, 7, 1, 3, 5, 9 },
	{ 1, 7, 5, 0, 9, 8, 3, 4, 2, 6 }, { 6, 1, 2, 3, 0, 4, 5, 9, 7, 8 }, { 3, 6, 7, 4, 2, 0, 9, 5, 8, 1 },
	{ 5, 8, 6, 9, 7, 2, 0, 1, 3, 4 }, { 8, 9, 4, 5, 3, 6, 2, 0, 1, 7 }, { 9, 4, 3, 8, 6, 1, 7, 2, 0, 5 },
	{ 2, 5, 8, 1, 4, 3, 6, 7, 9, 0 },
};

static int check_digit(const char *digits, int n)
{
	int at = 0;
	for (int i = 0; i < n; i++)
		at = damm[at][digits[i] - '0'];
	return at;
}

void recovery_number_new(char out[RECOVERY_DIGITS + 1])
{
	for (int i = 0; i < RECOVERY_DIGITS - 1; i++)
		out[i] = (char)('0' + randombytes_uniform(10));
	out[RECOVERY_DIGITS - 1] = (char)('0' + check_digit(out, RECOVERY_DIGITS - 1));
	out[RECOVERY_DIGITS] = '\0';
}

bool recovery_number_ok(const char *number)
{
	return strlen(number) == RECOVERY_DIGITS && strspn(number, "0123456789") == RECOVERY_DIGITS &&
	       check_digit(number, RECOVERY_DIGITS) == 0;
}

void recovery_name(const struct sign_public *kiosk, char out[RECOVERY_NAME_SIZE])
{
	char id[17];
	seal_hex(kiosk->id, sizeof kiosk->id, id);
	snprintf(out, RECOVERY_NAME_SIZE, RECOVERY_PREFIX "%s.txt", id);
}

void recovery_print(const struct recovery *r, struct buf *out)
{
	char key[MINISIGN_PUBLIC_SIZE];
	sign_public_print(&r->kiosk, key);
	buf_printf(out, "%skiosk %s\nnumber %s\n", form, key, r->number);
}

static bool line(struct str *rest, const char *word, struct str *value)
{
	struct str whole, first;
	return str_cut(*rest, '\n', &whole, rest) && str_cut(whole, ' ', &first, value) && str_is(first, word);
}

bool recovery_accept(struct recovery *r, struct str text, struct str minisig, const struct sign_public *authority,
                     struct err *e)
{
	char comment[MINISIGN_COMMENT_MAX], key[MINISIGN_PUBLIC_SIZE];
	struct recovery out = { 0 };
	struct str rest = text, value = { "", 0 };
	if (text.n > RECOVERY_SIZE_MAX)
		return err_set(e, ERR_TOO_BIG, "Ce fichier est trop long.");
	if (!sign_verify(authority, text.s, text.n, minisig, comment, e))
		return false;
	if (strcmp(comment, RECOVERY_COMMENT) != 0)
		return err_set(e, ERR_SIGNATURE, "Cette signature n'est pas celle d'un code oublié.");
	bool ok = str_starts(text, form);
	rest = (struct str){ text.s + sizeof form - 1, ok ? text.n - (sizeof form - 1) : 0 };
	ok = ok && line(&rest, "kiosk", &value) && sign_public_parse(&out.kiosk, value, NULL);
	sign_public_print(&out.kiosk, key); /* one key has one text */
	ok = ok && str_is(value, key) && line(&rest, "number", &value) && value.n == RECOVERY_DIGITS;
	if (ok) {
		memcpy(out.number, value.s, RECOVERY_DIGITS);
		out.number[RECOVERY_DIGITS] = '\0';
	}
	if (!ok || !recovery_number_ok(out.number) || rest.n)
		return err_set(e, ERR_FORMAT, "Ce n'est pas un fichier de code oublié, ou il est abîmé.");
	*r = out;
	return true;
}
