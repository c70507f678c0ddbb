#include <stdio.h>
#include <string.h>

#include "author/assets.h"
#include "author/author.h"
#include "author/glass.h"
#include "author/report.h"

static int count_questions(const struct edition *e)
{
	int n = 0;
	for (int i = 0; i < e->screen_count; i++)
		n += screen_asks(e->screens[i].kind);
	return n;
}

/* One line a module: what it holds, which languages it lacks, which nobody has read over. */
static void print_module(const struct module *m)
{
	const struct edition *fr = m->editions[LANG_FR];
	printf("  %-16s %s : %d écrans, %d questions, %d min, langues", m->id, fr->title, fr->screen_count,
	       count_questions(fr), m->minutes);
	for (int i = 0; i < LANG_COUNT; i++)
		if (m->editions[i])
			printf(" %s", lang_table[i].code);
	bool first = true;
	for (int i = 0; i < LANG_COUNT; i++)
		if (!m->editions[i]) {
			printf("%s %s", first ? " ; IL MANQUE" : "", lang_table[i].code);
			first = false;
		}
	first = true;
	for (int i = 0; i < LANG_COUNT; i++)
		if (m->editions[i] && !m->editions[i]->reviewed) {
			printf("%s %s", first ? " ; NON RELU" : "", lang_table[i].code);
			first = false;
		}
	printf("\n");
}

static void print_summary(const struct pack *p, const struct check *c)
{
	printf("\n");
	for (int i = 0; i < p->module_count; i++)
		print_module(&p->modules[i]);
	printf("%d module%s prêt%s, %d faute%s, %d conseil%s.\n", p->module_count,
	       p->module_count > 1 ? "s" : "", p->module_count > 1 ? "s" : "", c->mistakes.count,
	       c->mistakes.count > 1 ? "s" : "", c->hints.count, c->hints.count > 1 ? "s" : "");
}

struct order {
	const char *dir, *assets;
	bool quiet, quick;
};

static bool read_order(struct order *o, int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--sans-conseils") == 0)
			o->quiet = true;
		else if (strcmp(argv[i], "--rapide") == 0)
			o->quick = true;
		else if (strcmp(argv[i], "--assets") == 0 && i + 1 < argc)
			o->assets = argv[++i];
		else if (argv[i][0] != '-')
			o->dir = argv[i];
		else
			return false;
	}
	return true;
}

int cmd_check(int argc, char **argv)
{
	struct arena a = { 0 };
	struct check c = { 0 };
	struct pack p;
	struct err e = { 0 }, unseen = { 0 };
	struct order o = { .dir = "content", .assets = assets_find(&a) };
	if (!read_order(&o, argc, argv)) {
		fprintf(stderr, "escale-author check [--sans-conseils] [--rapide] [--assets DOSSIER] [DOSSIER]\n");
		arena_drop(&a);
		return STATUS_FAILED;
	}
	report_prepare(&c, &a);
	bool ok = pack_check(&p, o.dir, &a, &c, &e);
	if (ok && !o.quick)
		glass_check(&p, o.assets, &c, &unseen);
	int status = c.mistakes.count ? STATUS_MISTAKES : ok ? STATUS_DONE : STATUS_FAILED;
	report_notes(stdout, o.dir, &c.mistakes);
	if (!o.quiet && c.hints.count) {
		printf("%sConseils (ils n'empêchent rien) :\n", c.mistakes.count ? "\n" : "");
		report_notes(stdout, o.dir, &c.hints);
	}
	if (!ok && !c.mistakes.count)
		fprintf(stderr, "escale-author: %s\n", e.text);
	else
		print_summary(&p, &c);
	if (unseen.code)
		printf("La mise en page n'a pas été regardée : %s\n", unseen.text);
	arena_drop(&a);
	return status;
}
