#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

Test(arena, gives_zeroed_aligned_memory_even_after_reset)
{
	struct arena a = { 0 };
	memset(arena_alloc(&a, 1000), 0xAA, 1000);
	arena_reset(&a);
	unsigned char *p = arena_alloc(&a, 1000);
	for (int i = 0; i < 1000; i++)
		cr_assert_eq(p[i], 0);
	cr_assert_eq((uintptr_t)p % _Alignof(max_align_t), 0);
	arena_drop(&a);
}

Test(arena, keeps_pieces_apart_across_chunks)
{
	struct arena a = { 0 };
	char *pieces[200];
	for (int i = 0; i < 200; i++) {
		pieces[i] = arena_alloc(&a, 997);
		memset(pieces[i], i, 997);
	}
	for (int i = 0; i < 200; i++)
		for (int j = 0; j < 997; j++)
			cr_assert_eq((unsigned char)pieces[i][j], i);
	arena_drop(&a);
}

Test(arena, prints)
{
	struct arena a = { 0 };
	cr_assert_str_eq(arena_printf(&a, "%s-%d", "lot", 12), "lot-12");
	arena_drop(&a);
}
