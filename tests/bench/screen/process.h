/* The measured program: start it, stop it, and what the kernel says it used. All threads count, and all children. */
#ifndef ESCALE_BENCH_PROCESS_H
#define ESCALE_BENCH_PROCESS_H

#include <stdbool.h>
#include <sys/types.h>

/* Its output goes to `log` (NULL: nowhere). */
pid_t process_start(char *const *argv, const char *log);
void process_stop(pid_t); /* SIGTERM, and SIGKILL after five seconds; waits for its end */

struct usage {
	double cpu_ms;
	long long switches; /* voluntary: each is a wake-up */
};
struct usage process_usage(pid_t);

/* Memory in MB, pages shared with others counted in parts. -1: the kernel does not let us know. */
double process_pss_mb(pid_t);

/* What it had read from the disk, in MB. -1: not told. */
double process_read_mb(pid_t);

#endif
