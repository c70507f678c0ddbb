/* Masking 300 sparse tables as small territories have them (20 modules x 6 ages, a third of it empty, a third small):
 * all must be protected, by the audit's word; what that costs in cells, and in time. And a département by commune. */
#include <stdlib.h>

#include "bench/helpers/figures.h"
#include "coordinator/tied.h"
#include "metrics/tally.h"

enum { TABLES = 300, ROWS = 20, COLUMNS = 6, COMMUNES = 100 };

static int random_count(void)
{
	int n = rand() % 3;
	return n == 0 ? 0 : n == 1 ? 1 + rand() % 10 : rand() % 150;
}

static void fill(struct tied *t, struct arena *a, int rows, int columns)
{
	static long long n[COMMUNES * ROWS];
	for (int i = 0; i < rows * columns; i++)
		n[i] = random_count();
	tied_init(t, a);
	tied_table(t, n, rows, columns, TIED_ROWS);
}

int main(void)
{
	struct arena a = { 0 };
	struct tied t;
	int safe = 0, cells = 0, small = 0, hidden = 0, where;
	double masking = 0, auditing = 0, from;
	srand(2027);
	for (int i = 0; i < TABLES; i++) {
		fill(&t, &a, ROWS, COLUMNS);
		from = now_ms();
		bool done = protect(&t);
		masking += now_ms() - from;
		from = now_ms();
		safe += done && audit_safe(&t, &a, &where);
		auditing += now_ms() - from;
		for (int k = 0; k < t.count; k++) {
			cells += t.number[k].n > 0;
			small += t.number[k].n > 0 && t.number[k].n < TALLY_MIN;
			hidden += t.number[k].n > 0 && t.number[k].hidden;
		}
		arena_reset(&a);
	}
	figure("300 sparse tables masked: protected", 100.0 * safe / TABLES, "%", ">=100");
	figure("of their numbers, small (1 to 10)", 100.0 * small / cells, "%", NULL);
	figure("of their numbers, withheld in all", 100.0 * hidden / cells, "%", NULL);
	figure("masking a sparse table", masking / TABLES, "ms", NULL);
	figure("auditing it", auditing / TABLES, "ms", NULL);
	fill(&t, &a, COMMUNES, ROWS);
	from = now_ms();
	if (!protect(&t) || !audit_safe(&t, &a, &where))
		bench_fail("100 communes x 20 modules: not protected");
	figure("100 communes x 20 modules, masked and audited", (now_ms() - from) / 1000, "s", NULL);
	arena_drop(&a);
	return 0;
}
