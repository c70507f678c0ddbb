#include "bench/helpers/figures.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

double now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

void sleep_ms(double ms)
{
	struct timespec t = { (time_t)(ms / 1e3), (long)(ms * 1e6) % 1000000000L };
	nanosleep(&t, NULL);
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

double quantile(double *values, int count, double share)
{
	if (count == 0)
		return -1;
	qsort(values, (size_t)count, sizeof *values, by_value);
	return values[(int)(share * (count - 1) + 0.5)];
}

void figure(const char *name, double value, const char *unit, const char *goal)
{
	printf("%s\t%.4g\t%s\t%s\n", name, value, unit, goal ? goal : "");
	fflush(stdout);
}

void bench_fail(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	fputs("bench: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	exit(1);
}
