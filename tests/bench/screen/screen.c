/* What a person in front of the glass would measure of any program. Prints "key value" lines for tests/bench/run.
 *	screen first RUNS COMMAND...            from exec until the first screen is right
 *	screen cold RUNS COMMAND...             the same after the machine has forgotten all files; what it read from the disk
 *	screen taps FILE ROUNDS COMMAND...      from the finger's leaving to the right screen; memory on each screen
 *	screen idle FILE SECONDS COMMAND...     what it uses while nobody touches anything
 * FILE holds a touch a line, "X Y" in px; the idle one is done first. Each round is a fresh process; the first one, not
 * counted, shows what is right. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/helpers/figures.h"
#include "bench/screen/glass.h"
#include "bench/screen/process.h"

enum {
	TOUCHES_MAX = 400,
	ROUNDS_MAX = 100,
	FINGER_MS = 70,   /* a light touch lasts 50 to 100 ms */
	SETTLE_MS = 350,  /* nothing drawn for so long: the screen is what it will be */
	BETWEEN_MS = 550, /* the kiosk takes the same place twice within 500 ms for one touch */
	START_MS = 900,   /* the same for a program that has just begun, and loads in steps */
	COLD_MS = 12 * 1000, /* enough for anything from a slow card */
	WARM_MS = 3 * 1000,
	MOST_MS = 40 * 1000,
};

struct touch {
	int x, y;
	struct probes right; /* of the screen it leads to */
};

static struct touch touches[TOUCHES_MAX];
static double times[TOUCHES_MAX * ROUNDS_MAX];

static int read_touches(const char *path)
{
	int n = 0;
	FILE *f = fopen(path, "r");
	if (!f)
		bench_fail("%s cannot be read", path);
	while (n < TOUCHES_MAX && fscanf(f, "%d %d", &touches[n].x, &touches[n].y) == 2)
		n++;
	fclose(f);
	return n;
}

static const char *log_file(void)
{
	return getenv("BENCH_LOG");
}

static pid_t start_and_wait(struct glass *g, char *const *argv)
{
	pid_t pid = process_start(argv, log_file());
	if (!glass_drawn(g, MOST_MS) || !glass_quiet(g, START_MS, MOST_MS))
		bench_fail("%s shows nothing, or never comes to rest", argv[0]);
	return pid;
}

static void stop(struct glass *g, pid_t pid)
{
	process_stop(pid);
	glass_quiet(g, 100, MOST_MS);
}

/* The pages of all files leave the memory of the whole machine. */
static void forget_files(void)
{
	FILE *f = fopen("/proc/sys/vm/drop_caches", "w");
	sync();
	if (!f || fputs("3\n", f) < 0 || fclose(f) != 0)
		bench_fail("only root can empty the machine's caches");
}

static void first(struct glass *g, int runs, bool cold, char *const *argv)
{
	double read_mb[ROUNDS_MAX];
	struct probes right;
	struct image before = glass_look(g);
	pid_t pid = start_and_wait(g, argv);
	sleep_ms(cold ? COLD_MS : WARM_MS); /* the first time it may rest in the middle: once more, with everything in memory */
	stop(g, pid);
	pid = start_and_wait(g, argv);
	struct image after = glass_look(g);
	probes_choose(&right, &before, &after);
	if (right.count == 0)
		bench_fail("%s shows nothing", argv[0]);
	stop(g, pid);
	for (int i = 0; i < runs; i++) {
		if (cold)
			forget_files();
		double from = now_ms();
		pid = process_start(argv, log_file());
		double at = glass_await(g, &right, MOST_MS);
		if (at < 0)
			bench_fail("%s does not show the same screen again", argv[0]);
		times[i] = at - from;
		read_mb[i] = process_read_mb(pid);
		sleep_ms(SETTLE_MS);
		stop(g, pid);
	}
	printf("median %.2f\np95 %.2f\n", quantile(times, runs, 0.5), quantile(times, runs, 0.95));
	printf("read %.1f\n", quantile(read_mb, runs, 0.5));
	image_free(&before);
	image_free(&after);
}

static void touch(struct glass *g, const struct touch *t)
{
	glass_press(g, t->x, t->y);
	sleep_ms(FINGER_MS);
	glass_release(g);
}

/* Not the screen that was learnt: leave a picture of it. */
static _Noreturn void give_up(struct glass *g, int i)
{
	struct image now = glass_look(g);
	FILE *f = fopen("build/bench/wrong.ppm", "wb");
	if (f) {
		fprintf(f, "P6 %d %d 255\n", now.width, now.height);
		for (int k = 0; k < now.width * now.height; k++)
			fwrite((uint8_t[]){ (uint8_t)(now.px[k] >> 16), (uint8_t)(now.px[k] >> 8),
			                    (uint8_t)now.px[k] },
			       1, 3, f);
		fclose(f);
	}
	bench_fail("touch %d at %d %d leads elsewhere: see build/bench/wrong.ppm", i + 1, touches[i].x,
	           touches[i].y);
}

/* Go through all screens once and keep what tells each from the one before. */
static void learn(struct glass *g, int count, char *const *argv)
{
	double pss_first = -1, pss_most = -1;
	pid_t pid = start_and_wait(g, argv);
	struct image before = glass_look(g), after;
	for (int i = 0; i < count; i++) {
		touch(g, &touches[i]);
		sleep_ms(BETWEEN_MS - SETTLE_MS);
		if (!glass_quiet(g, SETTLE_MS, MOST_MS))
			bench_fail("touch %d: the screen never comes to rest", i + 1);
		after = glass_look(g);
		probes_choose(&touches[i].right, &before, &after);
		image_free(&before);
		before = after;
		double pss = process_pss_mb(pid);
		if (i == 1)
			pss_first = pss;
		pss_most = pss > pss_most ? pss : pss_most;
	}
	printf("pss_home %.1f\npss_most %.1f\n", pss_first, pss_most);
	image_free(&before);
	stop(g, pid);
}

static void taps(struct glass *g, const char *file, int rounds, char *const *argv)
{
	int count = read_touches(file), n = 0;
	double worst = 0, cpu_ms = 0;
	int worst_at = 0;
	learn(g, count, argv);
	for (int round = 0; round < rounds; round++) {
		pid_t pid = start_and_wait(g, argv);
		struct usage before = process_usage(pid);
		for (int i = 0; i < count; i++) {
			if (touches[i].right.count == 0)
				bench_fail("touch %d at %d %d changes nothing", i + 1, touches[i].x,
				           touches[i].y);
			touch(g, &touches[i]);
			double from = now_ms(), at = glass_await(g, &touches[i].right, MOST_MS);
			if (at < 0)
				give_up(g, i);
			times[n++] = at - from;
			if (at - from > worst)
				worst = at - from, worst_at = i + 1;
			sleep_ms(BETWEEN_MS);
		}
		cpu_ms += process_usage(pid).cpu_ms - before.cpu_ms;
		stop(g, pid);
	}
	printf("median %.2f\np95 %.2f\n", quantile(times, n, 0.5), quantile(times, n, 0.95));
	printf("worst %.2f\nworst_at %d\ncpu %.2f\ntouches %d\n", worst, worst_at, cpu_ms / n, n);
}

static void idle(struct glass *g, const char *file, int seconds, char *const *argv)
{
	int count = read_touches(file);
	pid_t pid =
	    count ? start_and_wait(g, argv) : process_start(argv, log_file()); /* it may draw for nobody */
	for (int i = 0; i < count; i++) {
		touch(g, &touches[i]);
		sleep_ms(BETWEEN_MS);
	}
	sleep_ms(4000); /* what is put off until nobody waits is done by then */
	struct usage before = process_usage(pid);
	sleep_ms(seconds * 1e3);
	struct usage after = process_usage(pid);
	printf("cpu %.2f\nswitches %lld\n", after.cpu_ms - before.cpu_ms, after.switches - before.switches);
	stop(g, pid);
}

int main(int argc, char **argv)
{
	if (argc >= 4 && strcmp(argv[1], "first") == 0 && atoi(argv[2]) <= ROUNDS_MAX)
		first(glass_open(), atoi(argv[2]), false, argv + 3);
	else if (argc >= 4 && strcmp(argv[1], "cold") == 0 && atoi(argv[2]) <= ROUNDS_MAX)
		first(glass_open(), atoi(argv[2]), true, argv + 3);
	else if (argc >= 5 && strcmp(argv[1], "taps") == 0 && atoi(argv[3]) <= ROUNDS_MAX)
		taps(glass_open(), argv[2], atoi(argv[3]), argv + 4);
	else if (argc >= 5 && strcmp(argv[1], "idle") == 0)
		idle(glass_open(), argv[2], atoi(argv[3]), argv + 4);
	else
		bench_fail("screen first RUNS|cold RUNS|taps FILE ROUNDS|idle FILE SECONDS COMMAND...");
	return 0;
}
