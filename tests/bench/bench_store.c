/* What a visit costs on the card, and how long the store makes anybody wait.
 *   bench_store [DIR]    DIR: where to write (default: a folder of its own under /tmp); the disk decides the times */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/helpers/figures.h"
#include "store/store.h"

enum { FACTS = 30, VISITS = 200, SEALED_SIZE = 264, OPENINGS = 5 };

/* Bytes given to write() by this process, and calls of it. */
static void written(long long *bytes, long long *calls)
{
	char line[100];
	FILE *f = fopen("/proc/self/io", "r");
	*bytes = *calls = 0;
	while (f && fgets(line, sizeof line, f)) {
		sscanf(line, "wchar: %lld", bytes);
		sscanf(line, "syscw: %lld", calls);
	}
	if (f)
		fclose(f);
}

static void must(bool ok, const struct err *e)
{
	if (ok)
		return;
	fprintf(stderr, "bench_store: %s\n", e->text);
	exit(1);
}

static void put(struct store *s, int count)
{
	static uint8_t bytes[20000][SEALED_SIZE];
	static struct sealed sealed[20000];
	struct err e = { 0 };
	for (int i = 0; i < count; i++) {
		for (int k = 0; k < SEALED_SIZE; k += 4)
			memcpy(&bytes[i][k], &(int){ rand() }, 4);
		sealed[i] = (struct sealed){ bytes[i], SEALED_SIZE };
	}
	must(store_visit(s, sealed, count, 20000, &e), &e);
}

static void visits(struct store *s, int facts, const char *when)
{
	double each_ms[VISITS], start = now_ms();
	long long bytes, calls, bytes_after, calls_after;
	char what[100];
	written(&bytes, &calls);
	for (int i = 0; i < VISITS; i++) {
		double t = now_ms();
		put(s, facts);
		each_ms[i] = now_ms() - t;
	}
	double all_ms = now_ms() - start;
	written(&bytes_after, &calls_after);
	snprintf(what, sizeof what, "store: facts a second, %d a visit, %s", facts, when);
	figure(what, facts * VISITS / all_ms * 1e3, "1/s", NULL);
	snprintf(what, sizeof what, "store: a visit of %d on disk, median, %s", facts, when);
	figure(what, quantile(each_ms, VISITS, 0.5), "ms", NULL);
	snprintf(what, sizeof what, "store: the same, slowest of %d", VISITS);
	figure(what, quantile(each_ms, VISITS, 1), "ms", NULL);
	snprintf(what, sizeof what, "store: written a visit of %d, %s", facts, when);
	figure(what, (double)(bytes_after - bytes) / VISITS / 1e3, "kB", NULL);
}

static bool ignore(void *context, const uint8_t *bytes, size_t n, struct err *e)
{
	(void)bytes, (void)n, (void)e;
	++*(long *)context;
	return true;
}

static struct store *open_timed(const char *dir, const char *what)
{
	struct store *s = NULL;
	struct err e = { 0 };
	bool recovered;
	double best = 1e9;
	for (int i = 0; i < OPENINGS; i++) {
		store_close(s);
		double t = now_ms();
		must(store_open(&s, dir, &recovered, &e), &e);
		t = now_ms() - t;
		best = t < best ? t : best;
	}
	figure(what, best, "ms", NULL);
	return s;
}

int main(int argc, char **argv)
{
	char dir[256] = "/tmp/escale-bench-XXXXXX", command[300];
	struct err e = { 0 };
	long count = 0;
	if (argc > 1)
		snprintf(dir, sizeof dir, "%s/escale-bench-XXXXXX", argv[1]);
	if (!mkdtemp(dir)) {
		perror(dir);
		return 1;
	}
	struct store *s = open_timed(dir, "store: opening, empty");
	visits(s, 16, "small bundle");
	visits(s, FACTS, "small bundle");
	put(s, STORE_ENVELOPES_MAX - VISITS * (16 + FACTS));
	visits(s, 16, "full bundle (sampling)");
	double t = now_ms();
	must(store_each(s, 0, ignore, &count, &e), &e);
	figure("store: reading a full bundle of 20,000", now_ms() - t, "ms", NULL);
	store_close(s);
	s = open_timed(dir, "store: opening with its check, full bundle");
	store_close(s);
	snprintf(command, sizeof command, "rm -rf '%s'", dir);
	return system(command) == 0 ? 0 : 1;
}
