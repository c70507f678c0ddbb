/* Recorded taps through the whole core, without SDL: NAME.taps is played (helpers/stage.h), and what was shown, said, asked
 * of the disk and sealed must be NAME.expect to the letter.
 * ESCALE_WRITE_EXPECTED=1 writes the answers anew: read the diff. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "flows/helpers/stage.h"

enum { FLOWS_MAX = 80 };

struct flow_name {
	char text[60];
};

static int list_flows(struct flow_name *list)
{
	int count = 0;
	DIR *d = opendir("tests/flows");
	for (struct dirent *entry; d && (entry = readdir(d));) {
		size_t n = strlen(entry->d_name);
		if (n > 5 && n < 50 && strcmp(entry->d_name + n - 5, ".taps") == 0 && count < FLOWS_MAX)
			snprintf(list[count++].text, sizeof list->text, "%.*s", (int)n - 5, entry->d_name);
	}
	if (d)
		closedir(d);
	return count;
}

static void free_flows(struct criterion_test_params *p)
{
	cr_free(p->params);
}

static void print_difference(const char *expected_path, const char *told)
{
	char path[] = "/tmp/escale-flow-XXXXXX", command[200];
	int fd = mkstemp(path);
	FILE *f = fd >= 0 ? fdopen(fd, "w") : NULL;
	if (!f)
		return;
	fputs(told, f);
	fclose(f);
	snprintf(command, sizeof command, "diff -u %s %s >&2", expected_path, path);
	if (system(command) < 0)
		perror("diff");
	unlink(path);
}

ParameterizedTestParameters(flows, every_flow_is_as_expected)
{
	struct flow_name *list = cr_malloc(sizeof *list * FLOWS_MAX);
	int count = list_flows(list);
	return cr_make_param_array(struct flow_name, list, (size_t)count, free_flows);
}

ParameterizedTest(struct flow_name *name, flows, every_flow_is_as_expected)
{
	static struct stage stage;
	struct buf script = { 0 }, expected = { 0 };
	struct err e = { 0 };
	char path[100], expect[100], line[700], *told = NULL;
	size_t told_size;
	snprintf(path, sizeof path, "tests/flows/%.60s.taps", name->text);
	snprintf(expect, sizeof expect, "tests/flows/%.60s.expect", name->text);
	cr_assert(file_read(path, 100000, &script, &e), "%s", e.text);
	FILE *out = open_memstream(&told, &told_size);
	stage_open(&stage, "10.1", out);
	bool played = stage_play(&stage, path, (struct str){ script.data, script.size }, &e);
	stage_close(&stage);
	fclose(out);
	if (!played)
		fprintf(stderr, "%s", told); /* how far it went */
	cr_assert(played, "%s", err_print(&e, line, sizeof line));
	if (getenv("ESCALE_WRITE_EXPECTED"))
		cr_assert(file_write(expect, told, told_size, 0644, &e));
	cr_assert(file_read(expect, 1000000, &expected, &e), "%s", e.text);
	bool same = expected.size == told_size && memcmp(expected.data, told, told_size) == 0;
	if (!same)
		print_difference(expect, told);
	cr_expect(same, "%s", path);
	cr_expect_null(strstr(told, "CLIPPED"), "%s: something does not fit", path);
	buf_free(&script);
	buf_free(&expected);
	free(told);
}

/* The comparison can fail: a flow that is another one is not accepted. */
Test(flows, the_trace_tells_two_ways_apart)
{
	static struct stage stage;
	const char *ways[] = { "wake\ndo lang 0\nprint\n", "wake\ndo lang 2\nprint\n" };
	char *told[2];
	for (int i = 0; i < 2; i++) {
		size_t n;
		struct err e = { 0 };
		FILE *out = open_memstream(&told[i], &n);
		stage_open(&stage, "10.1", out);
		cr_expect(stage_play(&stage, "a way", str_from(ways[i]), &e));
		stage_close(&stage);
		fclose(out);
	}
	cr_expect_str_neq(strstr(told[0], "> print"), strstr(told[1], "> print"));
	free(told[0]);
	free(told[1]);
}

Test(flows, there_are_at_least_fifteen)
{
	static struct flow_name list[FLOWS_MAX];
	cr_assert_geq(list_flows(list), 15);
}
