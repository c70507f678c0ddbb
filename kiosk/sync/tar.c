#include "sync/tar.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Offsets and sizes of the header's fields, in the standard's order. */
struct header {
	char name[100], mode[8], uid[8], gid[8], size[12], mtime[12], checksum[8], type;
	char link[100], magic[6], version[2], user[32], group[32], major[8], minor[8], prefix[155], rest[12];
};
_Static_assert(sizeof(struct header) == TAR_BLOCK, "a ustar header is one block");

static void header_make(struct header *h, const char *name, size_t size)
{
	assert(strlen(name) <= TAR_NAME_MAX && (uint64_t)size < (uint64_t)1 << 33);
	memset(h, 0, sizeof *h);
	strcpy(h->name, name);
	strcpy(h->mode, "0000644");
	strcpy(h->uid, "0000000");
	strcpy(h->gid, "0000000");
	snprintf(h->size, sizeof h->size, "%011llo", (unsigned long long)size);
	strcpy(h->mtime, "00000000000");
	memset(h->checksum, ' ', sizeof h->checksum);
	h->type = '0';
	memcpy(h->magic, "ustar", 6);
	memcpy(h->version, "00", 2);
	strcpy(h->major, "0000000");
	strcpy(h->minor, "0000000");
	unsigned sum = 0;
	for (size_t i = 0; i < sizeof *h; i++)
		sum += ((const unsigned char *)h)[i];
	snprintf(h->checksum, sizeof h->checksum, "%06o",
	         sum); /* six digits, NUL, and the space already there */
}

static void zeros(struct buf *out, size_t n)
{
	static const char none[TAR_BLOCK];
	for (; n > sizeof none; n -= sizeof none)
		buf_add(out, none, sizeof none);
	buf_add(out, none, n);
}

static size_t rounded(size_t n)
{
	return (n + TAR_BLOCK - 1) / TAR_BLOCK * TAR_BLOCK;
}

size_t tar_file_size(size_t content)
{
	return TAR_BLOCK + rounded(content);
}

size_t tar_padded_size(size_t n)
{
	size_t size = TAR_PAD_MIN;
	while (size < n + 2 * TAR_BLOCK)
		size *= 2;
	return size;
}

void tar_add(struct buf *out, const char *name, struct str content)
{
	struct header h;
	header_make(&h, name, content.n);
	buf_add(out, &h, sizeof h);
	buf_add(out, content.s, content.n);
	zeros(out, rounded(content.n) - content.n);
}

void tar_end(struct buf *out, size_t start)
{
	size_t used = out->size - start;
	zeros(out, tar_padded_size(used) - used);
}

static bool all_zero(struct str s)
{
	return s.n == 0 || (s.s[0] == 0 && memcmp(s.s, s.s + 1, s.n - 1) == 0);
}

/* Eleven octal digits and a NUL, as written above. */
static bool size_parse(const char field[12], size_t *size)
{
	*size = 0;
	for (int i = 0; i < 11; i++) {
		if (field[i] < '0' || field[i] > '7')
			return false;
		*size = *size * 8 + (size_t)(field[i] - '0');
	}
	return field[11] == '\0';
}

enum tar_result tar_split(struct str tar, const char *const *names, int count, struct str *contents)
{
	struct str rest = tar;
	for (int i = 0; i < count; i++) {
		if (rest.n < TAR_BLOCK)
			return TAR_TRUNCATED;
		struct header expected;
		size_t size;
		const struct header *h = (const struct header *)(const void *)rest.s;
		if (!size_parse(h->size, &size))
			return TAR_UNEXPECTED;
		header_make(&expected, names[i], size);
		if (memcmp(&expected, h, sizeof expected) != 0)
			return TAR_UNEXPECTED;
		rest = (struct str){ rest.s + TAR_BLOCK, rest.n - TAR_BLOCK };
		if (rounded(size) > rest.n)
			return TAR_TRUNCATED;
		contents[i] = (struct str){ rest.s, size };
		if (!all_zero((struct str){ rest.s + size, rounded(size) - size }))
			return TAR_UNEXPECTED;
		rest = (struct str){ rest.s + rounded(size), rest.n - rounded(size) };
	}
	size_t whole = tar_padded_size(tar.n - rest.n);
	if (!all_zero(rest) || tar.n > whole)
		return TAR_UNEXPECTED;
	return tar.n < whole ? TAR_TRUNCATED : TAR_OK;
}
