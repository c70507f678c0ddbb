#include "seal/pin.h"

#include <sodium.h>

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

_Static_assert(PIN_HASH_SIZE == crypto_pwhash_STRBYTES, "the text form of crypto_pwhash_str");

/* 111111, 123456, 987654: the first that anybody tries. */
static bool is_plain_run(const char *pin)
{
	int step = pin[1] - pin[0];
	if (step < -1 || step > 1)
		return false;
	for (size_t i = 1; pin[i]; i++)
		if (pin[i] - pin[i - 1] != step)
			return false;
	return true;
}

bool pin_acceptable(const char *pin, struct err *e)
{
	size_t n = strlen(pin);
	if (n < PIN_DIGITS_MIN || n > PIN_DIGITS_MAX || strspn(pin, "0123456789") != n)
		return err_set(e, ERR_REFUSED, "Choisissez un code de %d à %d chiffres.", PIN_DIGITS_MIN,
		               PIN_DIGITS_MAX);
	if (is_plain_run(pin))
		return err_set(e, ERR_REFUSED, "Ce code est trop facile à deviner. Choisissez-en un autre.");
	return true;
}

void pin_hash(const char *pin, char out[PIN_HASH_SIZE])
{
	if (crypto_pwhash_str_alg(out, pin, strlen(pin), crypto_pwhash_OPSLIMIT_INTERACTIVE,
	                          crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
		out_of_memory();
}

bool pin_check(const char *pin, const char hash[PIN_HASH_SIZE])
{
	return memchr(hash, '\0', PIN_HASH_SIZE) && crypto_pwhash_str_verify(hash, pin, strlen(pin)) == 0;
}

long long pin_delay_ms(int wrong_tries)
{
	const long long first = 30 * 1000, longest = 60 * 60 * 1000;
	long long delay = first;
	if (wrong_tries <= 2)
		return 0;
	for (int i = 3; i < wrong_tries && delay < longest; i++)
		delay *= 2;
	return delay < longest ? delay : longest;
}
