/* The discrete Laplace distribution, exactly: Canonne, Kamath and Steinke, "The Discrete Gaussian for Differential
 * Privacy" (2020), algorithms 1 and 2. Whole numbers only: a rounded logarithm would give the noise away. */
#ifndef ESCALE_COORDINATOR_LAPLACE_H
#define ESCALE_COORDINATOR_LAPLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where random bytes come from: seal_random in the program, a fixed stream in tests. */
struct dice {
	void (*roll)(void *context, void *bytes, size_t n);
	void *context;
};

struct dice dice_true(void); /* the system's, by the seal room */

/* 0 to n - 1, each as likely; 1 <= n <= 2^32. */
uint32_t dice_below(const struct dice *d, uint64_t n);

/* True with probability exp(-up / down), exactly; down at most 2^20, 0 <= up. */
bool dice_exp(const struct dice *d, uint32_t up, uint32_t down);

/* x with probability proportional to exp(-|x| * epsilon / sensitivity); epsilon and sensitivity are whole, 1 to
 * 1000. One visit changes a table by `sensitivity` at most in all: the noised table is then epsilon-differentially
 * private for a visit. */
long long laplace_draw(const struct dice *d, uint32_t sensitivity, uint32_t epsilon);

#endif
