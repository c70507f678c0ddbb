#include "platform/run_cache.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { BUCKETS = 2048 };

/* Chained in a bucket by next, and in order of use by newer and older. */
struct slot {
	struct run_entry entry; /* first: a run_entry is found back as its slot */
	struct slot *next, *newer, *older;
	uint64_t hash;
	size_t bytes;
	struct run_key key; /* key.s points behind the slot */
	char text[];
};

struct run_cache {
	struct slot *buckets[BUCKETS];
	struct slot *newest, *oldest;
	size_t bytes, max_bytes;
};

static uint64_t mix(uint64_t h, const void *bytes, size_t n)
{
	const unsigned char *b = bytes;
	for (size_t i = 0; i < n; i++)
		h = (h ^ b[i]) * 0x100000001B3U;
	return h;
}

static uint64_t key_hash(const struct run_key *k)
{
	unsigned char head[] = { (unsigned char)k->px, (unsigned char)(k->px >> 8), k->family, k->bold, k->rtl };
	uint64_t h = mix(0xCBF29CE484222325U, head, sizeof head);
	h = mix(h, k->script, sizeof k->script);
	return mix(h, k->s, (size_t)k->n);
}

static bool key_equal(const struct run_key *a, const struct run_key *b)
{
	return a->px == b->px && a->family == b->family && a->bold == b->bold && a->rtl == b->rtl && a->n == b->n &&
	       !memcmp(a->script, b->script, sizeof a->script) && !memcmp(a->s, b->s, (size_t)a->n);
}

struct run_cache *run_cache_open(size_t max_bytes)
{
	struct run_cache *c = xmalloc(sizeof *c);
	memset(c, 0, sizeof *c);
	c->max_bytes = max_bytes;
	return c;
}

static void unlink_use(struct run_cache *c, struct slot *s)
{
	*(s->newer ? &s->newer->older : &c->newest) = s->older;
	*(s->older ? &s->older->newer : &c->oldest) = s->newer;
}

static void link_newest(struct run_cache *c, struct slot *s)
{
	s->newer = NULL;
	s->older = c->newest;
	*(c->newest ? &c->newest->newer : &c->oldest) = s;
	c->newest = s;
}

static void forget(struct run_cache *c, struct slot *s)
{
	struct slot **at = &c->buckets[s->hash % BUCKETS];
	while (*at != s)
		at = &(*at)->next;
	*at = s->next;
	unlink_use(c, s);
	c->bytes -= s->bytes;
	free(s->entry.alpha);
	free(s);
}

static void keep_bound(struct run_cache *c)
{
	while (c->bytes > c->max_bytes && c->oldest != c->newest)
		forget(c, c->oldest);
}

void run_cache_close(struct run_cache *c)
{
	if (!c)
		return;
	while (c->oldest)
		forget(c, c->oldest);
	free(c);
}

struct run_entry *run_cache_get(struct run_cache *c, const struct run_key *k, bool *fresh)
{
	uint64_t hash = key_hash(k);
	struct slot *s = c->buckets[hash % BUCKETS];
	while (s && (s->hash != hash || !key_equal(&s->key, k)))
		s = s->next;
	*fresh = !s;
	if (s) {
		unlink_use(c, s);
		link_newest(c, s);
		return &s->entry;
	}
	size_t n = (size_t)k->n;
	s = xmalloc(sizeof *s + n);
	memset(s, 0, sizeof *s);
	s->hash = hash;
	s->bytes = sizeof *s + n;
	s->key = *k;
	s->key.s = memcpy(s->text, k->s, n);
	s->next = c->buckets[hash % BUCKETS];
	c->buckets[hash % BUCKETS] = s;
	link_newest(c, s);
	c->bytes += s->bytes;
	keep_bound(c);
	return &s->entry;
}

void run_cache_draw(struct run_cache *c, struct run_entry *e, uint8_t *alpha, size_t bytes)
{
	struct slot *s = (struct slot *)e;
	e->drawn = true;
	e->alpha = alpha;
	s->bytes += bytes;
	c->bytes += bytes;
	keep_bound(c);
}

size_t run_cache_bytes(const struct run_cache *c)
{
	return c->bytes;
}
