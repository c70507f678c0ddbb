/* A disk that is full, for root too: no file becomes longer. */
#ifndef ESCALE_TESTS_APP_FULL_DISK_H
#define ESCALE_TESTS_APP_FULL_DISK_H

#include <stdbool.h>

void fill_the_disk(bool full);

#endif
