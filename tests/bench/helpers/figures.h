/* What every program of the bench does: take the time, sort, print a line that tests/bench/run puts into its table.
 *
 * The convention: a program tests/bench/bench_NAME.c is run without arguments and prints lines of
 *	figure TAB value TAB unit TAB goal
 * The goal is "<=N" or ">=N" in the same unit, or empty for a figure that has none. Anything else on standard output is
 * a mistake; what goes wrong is said on standard error, with a status other than 0. */
#ifndef ESCALE_BENCH_FIGURES_H
#define ESCALE_BENCH_FIGURES_H

double now_ms(void); /* of a clock that only goes forward */
void sleep_ms(double ms);

/* Sorts the values in place. share: 0.5 is the median, 0.95 the value that one in twenty passes. */
double quantile(double *values, int count, double share);

/* goal: "<=20", ">=600", or NULL. */
void figure(const char *name, double value, const char *unit, const char *goal);

/* One sentence to standard error, then the end. */
_Noreturn void bench_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
