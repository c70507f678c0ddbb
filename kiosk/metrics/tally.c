#include "metrics/tally.h"

#include <string.h>

void tally_init(struct tally *t, struct arena *a)
{
	memset(t, 0, sizeof *t);
	t->arena = a;
}

/* FNV-1a over the kind and the values with their ends. */
static uint32_t hash(const struct fact *f)
{
	uint32_t h = 2166136261u ^ (uint32_t)f->kind;
	for (int i = 0; i < fact_table[f->kind].value_count; i++) {
		const char *s = f->value[i];
		do
			h = (h ^ (unsigned char)*s) * 16777619u;
		while (*s++);
	}
	return h;
}

/* The slot where f is, or the free one where it would go. A slot holds the cell's place plus one. */
static int slot(const struct tally *t, const struct fact *f)
{
	uint32_t mask = (uint32_t)t->index_room - 1, i = hash(f) & mask;
	while (t->index[i] && !fact_equal(&t->cells[t->index[i] - 1].fact, f))
		i = (i + 1) & mask;
	return (int)i;
}

static void grow(struct tally *t)
{
	int room = t->room ? t->room * 2 : 64;
	struct cell *cells = arena_array(t->arena, (size_t)room, sizeof *cells);
	if (t->count)
		memcpy(cells, t->cells, (size_t)t->count * sizeof *cells);
	t->cells = cells;
	t->room = room;
	t->index_room = room * 2; /* at most half full */
	t->index = arena_array(t->arena, (size_t)t->index_room, sizeof *t->index);
	for (int i = 0; i < t->count; i++)
		t->index[slot(t, &cells[i].fact)] = i + 1;
}

void tally_add(struct tally *t, const struct fact *f, long long n)
{
	if (t->count == t->room)
		grow(t);
	int at = slot(t, f);
	if (!t->index[at]) {
		t->cells[t->count].fact = *f;
		t->index[at] = ++t->count;
	}
	t->cells[t->index[at] - 1].count += n;
}

long long tally_get(const struct tally *t, const struct fact *f)
{
	if (!t->count)
		return 0;
	int at = slot(t, f);
	return t->index[at] ? t->cells[t->index[at] - 1].count : 0;
}

long long tally_sum(const struct tally *t, enum fact_kind kind, const char *v0, const char *v1, const char *v2,
		    const char *v3)
{
	const char *const wanted[FACT_VALUES_MAX] = { v0, v1, v2, v3 };
	long long sum = 0;
	for (int c = 0; c < t->count; c++) {
		const struct fact *f = &t->cells[c].fact;
		bool match = f->kind == kind;
		for (int i = 0; match && i < FACT_VALUES_MAX; i++)
			match = !wanted[i] || strcmp(wanted[i], f->value[i]) == 0;
		sum += match ? t->cells[c].count : 0;
	}
	return sum;
}
