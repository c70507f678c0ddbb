/* Bech32 (BIP 173) without its length limit, for the 32 bytes of an age key. */
#include <string.h>

#include "seal/age_parts.h"

static const char alphabet[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

enum { DATA = 52, CHECKSUM = 6 }; /* 5-bit groups: 256 bits and 4 bits of padding, then the checksum */

static uint32_t polymod(uint32_t sum, uint8_t group)
{
	static const uint32_t generator[5] = { 0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3 };
	uint32_t top = sum >> 25;
	sum = (sum & 0x1ffffff) << 5 ^ group;
	for (int i = 0; i < 5; i++)
		if (top >> i & 1)
			sum ^= generator[i];
	return sum;
}

static uint32_t checksum(const char *hrp, const uint8_t *groups, size_t n)
{
	uint32_t sum = 1;
	for (const char *p = hrp; *p; p++)
		sum = polymod(sum, (uint8_t)(*p >> 5));
	sum = polymod(sum, 0);
	for (const char *p = hrp; *p; p++)
		sum = polymod(sum, *p & 31);
	for (size_t i = 0; i < n; i++)
		sum = polymod(sum, groups[i]);
	return sum;
}

void bech32_print(char *out, const char *hrp, const uint8_t bytes[32])
{
	uint8_t groups[DATA + CHECKSUM] = { 0 };
	for (int bit = 0; bit < 256; bit++)
		groups[bit / 5] |= (uint8_t)((bytes[bit / 8] >> (7 - bit % 8) & 1) << (4 - bit % 5));
	uint32_t sum = checksum(hrp, groups, sizeof groups) ^ 1;
	for (int i = 0; i < CHECKSUM; i++)
		groups[DATA + i] = sum >> 5 * (5 - i) & 31;
	size_t n = strlen(hrp);
	memcpy(out, hrp, n);
	out[n++] = '1';
	for (size_t i = 0; i < sizeof groups; i++)
		out[n++] = alphabet[groups[i]];
	out[n] = '\0';
	sodium_memzero(groups, sizeof groups);
}

/* The character as it must be written, in lower case; 0 when its case is wrong. */
static char lowered(char c, bool upper)
{
	if (upper && c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	if (upper && c >= 'a' && c <= 'z')
		return 0;
	return c;
}

bool bech32_parse(uint8_t bytes[32], const char *hrp, bool upper, struct str text, int *column)
{
	uint8_t groups[DATA + CHECKSUM];
	size_t n = strlen(hrp), size = n + 1 + sizeof groups;
	for (size_t i = 0; i < size; i++) {
		*column = (int)i + 1;
		char c = i < text.n ? lowered(text.s[i], upper) : 0;
		if (i <= n) {
			if (c != (i < n ? hrp[i] : '1'))
				return false;
			continue;
		}
		const char *at = c ? strchr(alphabet, c) : NULL;
		if (!at)
			return false;
		groups[i - n - 1] = (uint8_t)(at - alphabet);
	}
	*column = (int)size + 1;
	if (text.n != size)
		return false;
	*column = 0;
	/* The four padding bits must be zero, or one key would have sixteen spellings. */
	bool good = checksum(hrp, groups, sizeof groups) == 1 && !(groups[DATA - 1] & 15);
	if (good) {
		memset(bytes, 0, 32);
		for (int bit = 0; bit < 256; bit++)
			bytes[bit / 8] |= (uint8_t)((groups[bit / 5] >> (4 - bit % 5) & 1) << (7 - bit % 8));
	}
	sodium_memzero(groups, sizeof groups);
	return good;
}
