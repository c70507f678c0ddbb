#include "base/ustar.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* Offsets and sizes of the fields, in the standard's order. */
struct head {
	char name[100], mode[8], uid[8], gid[8], size[12], mtime[12], checksum[8], type;
	char link[100], magic[6], version[2], user[32], group[32], major[8], minor[8], prefix[155], rest[12];
};
_Static_assert(sizeof(struct head) == USTAR_BLOCK, "a ustar head is one block");

void ustar_head(char out[USTAR_BLOCK], const char *name, uint64_t size)
{
	struct head h = { 0 };
	assert(strlen(name) <= USTAR_NAME_MAX && size <= USTAR_SIZE_MAX);
	strcpy(h.name, name);
	strcpy(h.mode, "0000644");
	strcpy(h.uid, "0000000");
	strcpy(h.gid, "0000000");
	snprintf(h.size, sizeof h.size, "%011llo", (unsigned long long)size);
	strcpy(h.mtime, "00000000000");
	memset(h.checksum, ' ', sizeof h.checksum);
	h.type = '0';
	memcpy(h.magic, "ustar", 6);
	memcpy(h.version, "00", 2);
	strcpy(h.major, "0000000");
	strcpy(h.minor, "0000000");
	unsigned sum = 0;
	for (size_t i = 0; i < sizeof h; i++)
		sum += ((const unsigned char *)&h)[i];
	snprintf(h.checksum, sizeof h.checksum, "%06o", sum); /* six digits, NUL, and the space already there */
	memcpy(out, &h, sizeof h);
}

bool ustar_size(const char head[USTAR_BLOCK], uint64_t *size)
{
	const char *field = head + offsetof(struct head, size);
	*size = 0;
	for (int i = 0; i < 11; i++) {
		if (field[i] < '0' || field[i] > '7')
			return false;
		*size = *size * 8 + (uint64_t)(field[i] - '0');
	}
	return field[11] == '\0';
}

uint64_t ustar_rounded(uint64_t size)
{
	return (size + USTAR_BLOCK - 1) / USTAR_BLOCK * USTAR_BLOCK;
}
