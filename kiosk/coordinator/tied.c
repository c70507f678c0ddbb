#include "coordinator/tied.h"

#include <assert.h>
#include <string.h>

void tied_init(struct tied *t, struct arena *a)
{
	*t = (struct tied){ .arena = a };
}

static void *grown(struct arena *a, void *old, int count, int *room, size_t size)
{
	if (count < *room)
		return old;
	*room = *room * 2 + 32;
	void *more = arena_array(a, (size_t)*room, size);
	if (count)
		memcpy(more, old, (size_t)count * size);
	return more;
}

int tied_add(struct tied *t, long long n, enum tied_role role)
{
	assert(n >= 0);
	t->number = grown(t->arena, t->number, t->count, &t->room, sizeof *t->number);
	t->number[t->count] = (struct tied_number){ .n = n, .role = role, .hidden = role == TIED_NEVER };
	return t->count++;
}

void tied_tie(struct tied *t, int total, const int *part, int parts, bool alike)
{
	long long sum = 0;
	for (int i = 0; i < parts; i++)
		sum += t->number[part[i]].n;
	assert(sum == t->number[total].n);
	t->sum = grown(t->arena, t->sum, t->sums, &t->sums_room, sizeof *t->sum);
	int *copy = arena_array(t->arena, (size_t)parts, sizeof *copy);
	memcpy(copy, part, (size_t)parts * sizeof *copy);
	t->sum[t->sums++] = (struct tied_sum){ total, copy, parts, alike };
}

void tied_table(struct tied *t, const long long *n, int rows, int columns, enum tied_alike alike)
{
	int base = t->count, width = columns + 1;
	for (int r = 0; r <= rows; r++)
		for (int c = 0; c <= columns; c++) {
			long long sum = 0;
			for (int i = 0; i < rows; i++)
				for (int j = 0; j < columns; j++)
					if ((r == rows || i == r) && (c == columns || j == c))
						sum += n[i * columns + j];
			tied_add(t, sum, r == rows || c == columns ? TIED_TOTAL : TIED_CELL);
		}
	int *part = arena_array(t->arena, (size_t)(rows > columns ? rows : columns) + 1, sizeof *part);
	for (int r = 0; r <= rows; r++) {
		for (int c = 0; c < columns; c++)
			part[c] = base + r * width + c;
		tied_tie(t, base + r * width + columns, part, columns, (alike & TIED_ROWS) && r < rows);
	}
	/* That the row totals add up follows from the rest. */
	for (int c = 0; c < columns; c++) {
		for (int r = 0; r < rows; r++)
			part[r] = base + r * width + c;
		tied_tie(t, base + rows * width + c, part, rows, (alike & TIED_COLUMNS) && c < columns);
	}
}

long long *tied_least(const struct tied *t, struct arena *a)
{
	long long *least = arena_array(a, (size_t)t->count + 1, sizeof *least);
	for (int i = 0; i < t->count; i++) {
		least[i] = t->number[i].n > 0 && t->number[i].role != TIED_NEVER;
		if (t->number[i].least > least[i])
			least[i] = t->number[i].least;
	}
	for (bool again = true; again;) {
		again = false;
		for (int s = 0; s < t->sums; s++) {
			long long sum = 0;
			for (int p = 0; p < t->sum[s].parts; p++)
				sum += least[t->sum[s].part[p]];
			if (sum > least[t->sum[s].total]) {
				least[t->sum[s].total] = sum;
				again = true;
			}
		}
	}
	return least;
}
