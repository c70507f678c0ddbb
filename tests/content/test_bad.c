/* One folder a mistake: bad/CASE/pack is read, bad/CASE/error is what an author is told, to the letter. The same for
 * hints/CASE, whose packs have no mistake. ESCALE_WRITE_EXPECTED=1 writes the answers anew: read the diff. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "content/check.h"

enum { CASES_MAX = 400, NOTES = 100, TODAY = 20779 /* 2026-11-22 */ };

struct sample {
	char folder[120], expected[140];
	bool hints;
};

static int add_cases(struct sample *list, int count, const char *dir, bool hints)
{
	DIR *d = opendir(dir);
	if (!d)
		return count;
	for (struct dirent *entry; (entry = readdir(d));) {
		if (entry->d_name[0] == '.' || count == CASES_MAX)
			continue;
		struct sample *s = &list[count++];
		snprintf(s->folder, sizeof s->folder, "%.40s/%.60s/pack", dir, entry->d_name);
		snprintf(s->expected, sizeof s->expected, "%.40s/%.60s/%s", dir, entry->d_name,
		         hints ? "hint" : "error");
		s->hints = hints;
	}
	closedir(d);
	return count;
}

static void print_notes(struct buf *out, const struct notes *n)
{
	char line[700];
	for (int i = 0; i < n->count; i++)
		buf_printf(out, "%s\n", err_print(&n->list[i], line, sizeof line));
}

static void free_cases(struct criterion_test_params *p)
{
	cr_free(p->params);
}

ParameterizedTestParameters(bad, every_mistake_is_told_to_the_letter)
{
	struct sample *list = cr_malloc(sizeof(struct sample) * CASES_MAX);
	int count = add_cases(list, 0, "tests/content/bad", false);
	count = add_cases(list, count, "tests/content/hints", true);
	return cr_make_param_array(struct sample, list, (size_t)count, free_cases);
}

ParameterizedTest(struct sample *s, bad, every_mistake_is_told_to_the_letter)
{
	struct arena a = { 0 };
	struct pack p;
	struct buf told = { 0 }, expected = { 0 };
	struct err e = { 0 };
	struct check c = { .mistakes = { arena_array(&a, NOTES, sizeof(struct err)), NOTES, 0 },
		           .hints = { arena_array(&a, NOTES, sizeof(struct err)), s->hints ? NOTES : 0, 0 },
		           .today = TODAY };
	bool ok = pack_check(&p, s->folder, &a, &c, &e);
	print_notes(&told, s->hints ? &c.hints : &c.mistakes);
	if (getenv("ESCALE_WRITE_EXPECTED"))
		cr_assert(file_write(s->expected, told.data ? told.data : "", told.size, 0644, &e));
	cr_assert(file_read(s->expected, 100000, &expected, &e), "%s", e.text);
	cr_expect_str_eq(told.data ? told.data : "", expected.data, "%s", s->folder);
	/* A mistake keeps the module away, a hint never does. */
	cr_expect_eq(ok, s->hints, "%s", s->folder);
	cr_expect_eq(c.mistakes.count > 0, !s->hints, "%s", s->folder);
	buf_free(&told);
	buf_free(&expected);
	arena_drop(&a);
}

Test(bad, there_is_a_folder_for_at_least_sixty_mistakes)
{
	static struct sample list[CASES_MAX];
	int count = add_cases(list, 0, "tests/content/bad", false);
	fprintf(stderr, "%d planted mistakes, each in its own folder\n", count);
	cr_assert_geq(count, 60);
}
