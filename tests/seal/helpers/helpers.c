#include "helpers.h"

#include <string.h>

#include <criterion/criterion.h>

void start_seal(void)
{
	struct err e = { 0 };
	cr_assert(seal_init(&e), "%s", e.text);
}

bool read_pieces(void *context, void *bytes, size_t room, size_t *n, struct err *e)
{
	struct pieces *p = context;
	(void)e;
	*n = p->left.n < room ? p->left.n : room;
	if (*n > p->piece)
		*n = p->piece;
	if (*n)
		memcpy(bytes, p->left.s, *n);
	p->left.s += *n;
	p->left.n -= *n;
	return true;
}

bool write_buf(void *context, const void *bytes, size_t n, struct err *e)
{
	(void)e;
	buf_add(context, bytes, n);
	return true;
}

void fill_pattern(uint8_t *bytes, size_t n)
{
	uint32_t x = 1;
	for (size_t i = 0; i < n; i++) {
		x = x * 1664525 + 1013904223;
		bytes[i] = (uint8_t)(x >> 24);
	}
}

struct buf seal_pieces(const uint8_t *plain, size_t n, size_t piece, const struct age_recipient *r, int count)
{
	struct buf out = { 0 };
	struct err e = { 0 };
	struct age_writer *w = age_writer_open(r, count, write_buf, &out, &e);
	for (size_t at = 0; at < n; at += piece)
		cr_assert(age_writer_add(w, plain + at, n - at < piece ? n - at : piece, &e), "%s", e.text);
	cr_assert(age_writer_close(w, &e), "%s", e.text);
	return out;
}
