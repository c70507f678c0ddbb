#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/run_cache.h"

static struct run_key key(const char *s)
{
	return (struct run_key){ .px = 40, .script = "Latn", .s = s, .n = (int)strlen(s) };
}

static struct run_entry *get(struct run_cache *c, const char *s, bool *fresh)
{
	struct run_key k = key(s);
	return run_cache_get(c, &k, fresh);
}

Test(run_cache, remembers_what_it_was_told)
{
	struct run_cache *c = run_cache_open(1 << 20);
	char word[] = "mot";
	bool fresh;
	get(c, word, &fresh)->width = 7;
	cr_assert(fresh);
	word[0] = 'x'; /* the key is copied */
	cr_assert_eq(get(c, "mot", &fresh)->width, 7);
	cr_assert_not(fresh);
	run_cache_close(c);
}

Test(run_cache, every_part_of_the_key_counts)
{
	struct run_cache *c = run_cache_open(1 << 20);
	struct run_key keys[7];
	for (int i = 0; i < 7; i++)
		keys[i] = key("mot");
	keys[1].px++;
	keys[2].family++;
	keys[3].bold++;
	keys[4].rtl++;
	keys[5].script[0] = 'X';
	keys[6].n--;
	for (int i = 0; i < 7; i++) {
		bool fresh;
		run_cache_get(c, &keys[i], &fresh);
		cr_assert(fresh, "key %d", i);
	}
	run_cache_close(c);
}

Test(run_cache, forgets_the_least_recently_used_and_keeps_its_bound)
{
	const size_t bound = 64 * 1024;
	struct run_cache *c = run_cache_open(bound);
	bool fresh;
	for (int i = 0; i < 500; i++) {
		char word[16];
		snprintf(word, sizeof word, "mot%d", i);
		run_cache_draw(c, get(c, word, &fresh), malloc(1000), 1000);
		cr_assert(fresh);
		get(c, "mot0", &fresh);
		cr_assert_not(fresh, "what is used stays, at word %d", i);
		cr_assert_leq(run_cache_bytes(c), bound);
	}
	get(c, "mot1", &fresh);
	cr_assert(fresh);
	run_cache_close(c);
}

Test(run_cache, an_entry_larger_than_the_bound_lives_until_the_next)
{
	struct run_cache *c = run_cache_open(100);
	bool fresh;
	struct run_entry *e = get(c, "grand", &fresh);
	run_cache_draw(c, e, malloc(5000), 5000);
	cr_assert_not_null(e->alpha);
	get(c, "suivant", &fresh);
	cr_assert_lt(run_cache_bytes(c), 5000);
	run_cache_close(c);
}
