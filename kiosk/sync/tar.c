#include "sync/tar.h"

#include <string.h>

#include "base/ustar.h"

static void zeros(struct buf *out, size_t n)
{
	static const char none[TAR_BLOCK];
	for (; n > sizeof none; n -= sizeof none)
		buf_add(out, none, sizeof none);
	buf_add(out, none, n);
}

size_t tar_file_size(size_t content)
{
	return TAR_BLOCK + ustar_rounded(content);
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
	char head[TAR_BLOCK];
	ustar_head(head, name, content.n);
	buf_add(out, head, sizeof head);
	buf_add(out, content.s, content.n);
	zeros(out, ustar_rounded(content.n) - content.n);
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

enum tar_result tar_split(struct str tar, const char *const *names, int count, struct str *contents)
{
	struct str rest = tar;
	for (int i = 0; i < count; i++) {
		if (rest.n < TAR_BLOCK)
			return TAR_TRUNCATED;
		char expected[TAR_BLOCK];
		uint64_t size;
		if (!ustar_size(rest.s, &size))
			return TAR_UNEXPECTED;
		ustar_head(expected, names[i], size);
		if (memcmp(expected, rest.s, sizeof expected) != 0)
			return TAR_UNEXPECTED;
		rest = (struct str){ rest.s + TAR_BLOCK, rest.n - TAR_BLOCK };
		if (ustar_rounded(size) > rest.n)
			return TAR_TRUNCATED;
		contents[i] = (struct str){ rest.s, size };
		if (!all_zero((struct str){ rest.s + size, ustar_rounded(size) - size }))
			return TAR_UNEXPECTED;
		rest = (struct str){ rest.s + ustar_rounded(size), rest.n - ustar_rounded(size) };
	}
	size_t whole = tar_padded_size(tar.n - rest.n);
	if (!all_zero(rest) || tar.n > whole)
		return TAR_UNEXPECTED;
	return tar.n < whole ? TAR_TRUNCATED : TAR_OK;
}
