/* What the kiosk knows of the machine below it. */
#include <criterion/criterion.h>
#include <string.h>

#include "app/machine.h"

static struct staff_update last(const char *text)
{
	struct staff_update u = { 0 };
	machine_last(str_from(text), &u);
	return u;
}

Test(machine, the_sector_that_says_what_starts_says_what_became_of_the_last_update)
{
	struct staff_update u = last("os_prefix=b/\n# slot=b starts=4\n# update=0.2.0 b confirmed\n# Written by the kiosk   ");
	cr_expect_eq(u.last, LAST_CONFIRMED);
	cr_expect_str_eq(u.last_version, "0.2.0");
	u = last("os_prefix=a/\n# slot=a starts=3\n# update=0.3.0 b failed\n");
	cr_expect_eq(u.last, LAST_FAILED);
	cr_expect_str_eq(u.last_version, "0.3.0");
	cr_expect_eq(last("# update=0.3.0 b trying\n").last, LAST_TRYING);
}

Test(machine, a_sector_without_an_update_or_with_something_else_tells_none)
{
	cr_expect_eq(last("").last, LAST_NEVER);
	cr_expect_eq(last("os_prefix=a/\n# slot=a starts=4\n# update=\n").last, LAST_NEVER);
	cr_expect_eq(last("# update=once upon a time there was a very long line that says nothing of use to anybody\n").last, LAST_NEVER);
	cr_expect_eq(last("# update=1.0 c failed\n").last, LAST_NEVER);
}

Test(machine, without_a_helper_there_is_nothing_to_update)
{
	struct machine m = { .socket = "/nowhere/ask" };
	struct staff_update u;
	machine_staff(&m, true, &u);
	cr_expect_not(u.there);
	cr_expect_eq(machine_update(&m, NULL, NULL), RESULT_NO_STICK);
}
