/* Fonts as arithmetic: every character is half an em wide, combining marks take nothing, and each family covers what
 * the real one does, near enough. What a layout test expects can be counted on fingers. */
#ifndef ESCALE_TESTS_FAKE_MEASURE_H
#define ESCALE_TESTS_FAKE_MEASURE_H

#include "ui/measure.h"

extern const struct measure fake_measure;

#endif
