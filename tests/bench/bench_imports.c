/* What becomes of a folder of mixed question files (tests/author/imports), and how fast. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "author/import_run.h"
#include "bench/helpers/figures.h"

int main(void)
{
	char dir[] = "/tmp/escale-bench-XXXXXX", command[100];
	if (!mkdtemp(dir))
		bench_fail("no folder in /tmp");
	struct import_run r = { .dir = dir, .theme = "culture_numerique" };
	double from = now_ms();
	if (!import_run(&r, "tests/author/imports"))
		bench_fail("no module was made of tests/author/imports");
	double took = now_ms() - from;
	snprintf(command, sizeof command, "rm -rf %s", dir);
	if (system(command) != 0)
		bench_fail("%s cannot be removed", dir);
	figure("import, entries found in the sample files", r.found, "", NULL);
	figure("import, entries kept", r.kept, "", NULL);
	figure("import, skipped with a reason", r.skipped, "", NULL);
	figure("import, lost without a word", r.found - r.kept - r.skipped, "", "<=0");
	figure("import, share kept (files made to be hard)", 100.0 * r.kept / r.found, "%", ">=50");
	figure("import, one file", took / (r.files ? r.files : 1), "ms", NULL);
	return 0;
}
