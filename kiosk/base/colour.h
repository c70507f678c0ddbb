/* Colours as WCAG 2.1 compares them. */
#ifndef ESCALE_BASE_COLOUR_H
#define ESCALE_BASE_COLOUR_H

#include <stdint.h>

struct colour {
	uint8_t r, g, b;
};

/* Relative luminance, 0 (black) to 1 (white). */
double colour_luminance(struct colour c);

/* Contrast ratio of two luminances, 1 to 21, in any order. */
double luminance_contrast(double a, double b);

#endif
