/* What reading content costs: a hundred modules in four languages, and what the kiosk really starts with.
 *   bench_content [FOLDER]
 * FOLDER is what the kiosk reads (build/release/content). The hundred modules are made from the first one that it holds. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "bench/helpers/figures.h"
#include "content/check.h"
#include "content/pack.h"
#include "content/words.h"

enum { MODULES = 100, NOTES = 1000 };

static double cpu_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void run(const char *command)
{
	if (system(command) != 0)
		abort();
}

/* The French file serves as its own translation: the same structure and about the same length. */
static void make_folder(const char *dir, const char *from, const char *module)
{
	char command[2000];
	snprintf(command, sizeof command, "cp -r %s/glossaire %s/", from, dir); /* the module links to its words */
	run(command);
	for (int i = 0; i < MODULES; i++) {
		snprintf(command, sizeof command,
		         "mkdir %s/m%d && cp -l %s/%s/*.png %s/m%d/ 2>/dev/null || cp %s/%s/*.png %s/m%d/; "
		         "cp %s/%s/fr.md %s/m%d/",
		         dir, i, from, module, dir, i, from, module, dir, i, from, module, dir, i);
		run(command);
		for (int lang = 1; lang < LANG_COUNT; lang++) {
			snprintf(command, sizeof command,
			         "sed '/^relecture/d; s/^auteurs :.*/&\\nrelecture : non/; s/\\([0-9]\\) "
			         "\\([0-9]\\)/\\1\\&nbsp;\\2/g' "
			         "%s/%s/fr.md >%s/m%d/%s.md",
			         from, module, dir, i, lang_table[lang].code);
			run(command);
		}
	}
}

static double load(const char *dir, struct arena *a, struct pack *p)
{
	struct err problems[5], e = { 0 };
	int count = 0;
	char text[700];
	double from = cpu_ms();
	bool ok = pack_load(p, dir, a, problems, 5, &count, &e);
	double took = cpu_ms() - from;
	if (!ok || count) {
		fprintf(stderr, "%s\n", err_print(count ? &problems[0] : &e, text, sizeof text));
		exit(1);
	}
	return took;
}

static double best_of(const char *dir, int times, size_t *bytes, struct pack *p, struct arena *a)
{
	double best = 1e9;
	for (int i = 0; i < times; i++) {
		arena_drop(a);
		double took = load(dir, a, p);
		best = took < best ? took : best;
	}
	*bytes = a->total;
	return best;
}

static void measure_words(void)
{
	struct arena a = { 0 };
	const struct words *w;
	double from = cpu_ms();
	for (int i = 0; i < 100; i++) {
		arena_drop(&a);
		if (!words_load(&w, "assets/i18n/uk.po", &a, NULL))
			return;
	}
	figure("interface in one language, CPU", (cpu_ms() - from) / 100, "ms", NULL);
	arena_drop(&a);
}

/* Each folder of tests/content/bad has one mistake planted (toutes-a-la-fois several): how many does check find? */
static void count_planted(void)
{
	int planted = 0, found = 0;
	char path[300];
	DIR *d = opendir("tests/content/bad");
	for (struct dirent *entry; d && (entry = readdir(d));) {
		struct arena a = { 0 };
		struct pack p;
		if (entry->d_name[0] == '.')
			continue;
		struct check c = { .mistakes = { arena_array(&a, NOTES, sizeof(struct err)), NOTES, 0 }, .today = 20779 };
		snprintf(path, sizeof path, "tests/content/bad/%.100s/pack", entry->d_name);
		pack_check(&p, path, &a, &c, NULL);
		planted++;
		found += c.mistakes.count > 0;
		arena_drop(&a);
	}
	if (d)
		closedir(d);
	char name[80];
	snprintf(name, sizeof name, "planted mistakes that check finds, of %d", planted);
	figure(name, found, "", NULL);
}

int main(int argc, char **argv)
{
	const char *from = argc > 1 ? argv[1] : "build/release/content";
	char dir[] = "/tmp/escale-bench-XXXXXX", command[100];
	struct arena a = { 0 };
	struct pack p;
	size_t bytes;
	double took = best_of(from, 20, &bytes, &p, &a);
	int editions = 0;
	for (int i = 0; i < p.module_count; i++)
		for (int l = 0; l < LANG_COUNT; l++)
			editions += p.modules[i].editions[l] != NULL;
	snprintf(command, sizeof command, "load the shipped pack (%d modules, %d files of text), CPU",
	         p.module_count, editions);
	figure(command, took, "ms", NULL);
	figure("memory of the shipped pack", (double)bytes / 1024, "KiB", NULL);
	if (!mkdtemp(dir))
		return 1;
	char module[MODULE_ID_MAX + 1];
	str_copy(module, sizeof module, p.modules[0].id);
	make_folder(dir, from, module);
	took = best_of(dir, 5, &bytes, &p, &a);
	figure("load 100 modules x 4 languages, CPU", took, "ms", NULL);
	figure("the same, for one file", took / MODULES / LANG_COUNT * 1000, "us", NULL);
	figure("memory of 100 modules x 4 languages", (double)bytes / 1024, "KiB", NULL);
	arena_drop(&a);
	struct check c = { .mistakes = { arena_array(&a, NOTES, sizeof(struct err)), NOTES, 0 },
		           .hints = { arena_array(&a, NOTES, sizeof(struct err)), NOTES, 0 },
		           .today = 20779 };
	double before = cpu_ms();
	pack_check(&p, dir, &a, &c, NULL);
	figure("check them, with hints, CPU", cpu_ms() - before, "ms", NULL);
	arena_drop(&a);
	measure_words();
	count_planted();
	snprintf(command, sizeof command, "rm -rf %s", dir);
	run(command);
	return 0;
}
