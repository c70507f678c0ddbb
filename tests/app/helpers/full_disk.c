#include "app/helpers/full_disk.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <sys/resource.h>

void fill_the_disk(bool full)
{
	struct rlimit limit = { full ? 1 : RLIM_INFINITY, RLIM_INFINITY };
	signal(SIGXFSZ, SIG_IGN);
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
}
