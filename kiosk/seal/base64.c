#include "seal/base64.h"

#include <sodium.h>

bool base64_decode(uint8_t *out, size_t room, size_t *n, struct str text, enum base64 form)
{
	/* libsodium 1.0.18 takes some bytes over 0x7F for digits, where char is signed. */
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.s[i] > 0x7F)
			return false;
	return sodium_base642bin(out, room, text.s, text.n, NULL, n, NULL,
	                         form == BASE64_PADDED ? sodium_base64_VARIANT_ORIGINAL
	                                               : sodium_base64_VARIANT_ORIGINAL_NO_PADDING) == 0;
}

bool base64_decode_exact(uint8_t *out, size_t size, struct str text, enum base64 form)
{
	size_t n;
	return base64_decode(out, size, &n, text, form) && n == size;
}
