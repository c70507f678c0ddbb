/* What sealing costs: a fact for one and two recipients, and a large file next to the real age on the same data.
 *   bench_seal [MIB]
 * The goals are those of statistics.md, or what the real age does in the same minute. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "bench/helpers/figures.h"
#include "seal/envelope.h"

enum { FACTS = 5000, PIECE = 1 << 20, READ_AHEAD = 256 * 1024 + 1 };

static double seconds(clockid_t clock)
{
	struct timespec t;
	clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void line(const char *what, double value, const char *unit, double mark, bool less_is_better)
{
	char goal[32];
	snprintf(goal, sizeof goal, "%s%.0f", less_is_better ? "<=" : ">=", mark);
	figure(what, value, unit, mark > 0 ? goal : NULL);
}

static void facts(int recipients, double seal_mark, double open_mark)
{
	struct age_identity *ids = seal_secret_alloc(2 * sizeof *ids);
	struct age_recipient r[2];
	char *fact = seal_secret_alloc(ENVELOPE_PLAIN), back[ENVELOPE_PLAIN], what[64];
	static uint8_t sealed[FACTS][ENVELOPE_MAX];
	size_t n = 0;
	for (int i = 0; i < 2; i++) {
		age_identity_new(&ids[i]);
		age_identity_recipient(&ids[i], &r[i]);
	}
	double from = seconds(CLOCK_PROCESS_CPUTIME_ID);
	for (int i = 0; i < FACTS; i++) {
		memcpy(fact, "module_start cyber                                             \n",
		       ENVELOPE_PLAIN);
		n = envelope_seal(sealed[i], fact, r, recipients);
	}
	double sealing = (seconds(CLOCK_PROCESS_CPUTIME_ID) - from) / FACTS * 1e6;
	from = seconds(CLOCK_PROCESS_CPUTIME_ID);
	for (int i = 0; i < FACTS; i++)
		if (!envelope_open(back, sealed[i], n, &ids[recipients - 1], 1, NULL))
			abort();
	double opening = (seconds(CLOCK_PROCESS_CPUTIME_ID) - from) / FACTS * 1e6;
	snprintf(what, sizeof what, "seal one fact, %d recipient(s), CPU", recipients);
	line(what, sealing, "us", seal_mark, true);
	snprintf(what, sizeof what, "open one fact, as recipient %d, CPU", recipients);
	line(what, opening, "us", open_mark, true);
	seal_secret_free(fact);
	seal_secret_free(ids);
}

/* ---- a large file: each program reads a file and throws its output away -------------------------------- */

static bool from_file(void *file, void *bytes, size_t room, size_t *n, struct err *e)
{
	*n = fread(bytes, 1, room, file);
	return !ferror(file) || err_errno(e, "read");
}

static bool to_file(void *file, const void *bytes, size_t n, struct err *e)
{
	return fwrite(bytes, 1, n, file) == n || err_errno(e, "write");
}

static void must(bool good, const struct err *e)
{
	if (good)
		return;
	fprintf(stderr, "bench_seal: %s\n", e->text);
	exit(1);
}

static double ours_seal(const char *plain, const char *out, const struct age_recipient *r)
{
	static char piece[READ_AHEAD];
	struct err e = { 0 };
	FILE *in = fopen(plain, "rb"), *file = fopen(out, "wb");
	double from = seconds(CLOCK_MONOTONIC);
	struct age_writer *w = age_writer_open(r, 1, to_file, file, &e);
	for (size_t n; (n = fread(piece, 1, sizeof piece, in)) > 0;)
		must(age_writer_add(w, piece, n, &e), &e);
	must(age_writer_close(w, &e), &e);
	fclose(file);
	fclose(in);
	return seconds(CLOCK_MONOTONIC) - from;
}

static double ours_open(const char *sealed, const struct age_identity *id)
{
	struct err e = { 0 };
	FILE *in = fopen(sealed, "rb"), *out = fopen("/dev/null", "wb");
	double from = seconds(CLOCK_MONOTONIC);
	must(age_open(id, 1, from_file, in, to_file, out, &e), &e);
	fclose(out);
	fclose(in);
	return seconds(CLOCK_MONOTONIC) - from;
}

static double stock(const char *command)
{
	double from = seconds(CLOCK_MONOTONIC);
	return system(command) == 0 ? seconds(CLOCK_MONOTONIC) - from : 0;
}

static double best(double a, double b)
{
	return a > 0 && (b == 0 || a < b) ? a : b;
}

static void large(const char *dir, int mib)
{
	char plain[200], sealed[200], key[200], command[900], text[AGE_IDENTITY_SIZE],
	    public[AGE_RECIPIENT_SIZE];
	struct age_identity *id = seal_secret_alloc(sizeof *id);
	struct age_recipient r;
	struct err e = { 0 };
	uint8_t *bytes = xmalloc(PIECE);
	double seal = 0, open = 0, stock_seal = 0, stock_open = 0, total = mib * 1.048576;
	file_join(plain, sizeof plain, dir, "plain");
	file_join(sealed, sizeof sealed, dir, "sealed");
	file_join(key, sizeof key, dir, "key");
	age_identity_new(id);
	age_identity_recipient(id, &r);
	age_identity_print(id, text);
	age_recipient_print(&r, public);
	must(file_write(key, text, strlen(text), 0600, &e), &e);
	FILE *file = fopen(plain, "wb");
	seal_random(bytes, PIECE);
	for (int i = 0; i < mib; i++)
		must(fwrite(bytes, 1, PIECE, file) == PIECE || err_errno(&e, plain), &e);
	fclose(file);
	for (int round = 0; round < 3; round++) { /* interleaved, the best of three */
		snprintf(command, sizeof command, "age -r %s -o %s %s 2>/dev/null", public, sealed, plain);
		stock_seal = best(stock(command), stock_seal);
		seal = best(ours_seal(plain, sealed, &r), seal);
		snprintf(command, sizeof command, "age -d -i %s -o /dev/null %s 2>/dev/null", key, sealed);
		stock_open = best(stock(command), stock_open);
		open = best(ours_open(sealed, id), open);
	}
	line("seal a large file, goal: stock age", total / seal, "MB/s", stock_seal > 0 ? total / stock_seal : 0, false);
	line("open a large file, goal: stock age", total / open, "MB/s", stock_open > 0 ? total / stock_open : 0, false);
	remove(plain);
	remove(sealed);
	remove(key);
	free(bytes);
	seal_secret_free(id);
}

int main(int argc, char **argv)
{
	struct err e = { 0 };
	int mib = argc > 1 ? atoi(argv[1]) : 256;
	char dir[] = "/dev/shm/bench_seal_XXXXXX", other[] = "/tmp/bench_seal_XXXXXX";
	must(seal_init(&e), &e);
	char *used = mkdtemp(dir) ? dir : mkdtemp(other); /* memory first: the disk is not what is measured */
	must(used || err_errno(&e, "mkdtemp"), &e);
	facts(1, 60, 63);
	facts(2, 125, 63);
	large(used, mib > 0 ? mib : 256);
	rmdir(used);
	return 0;
}
