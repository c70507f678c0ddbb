#include <stdio.h>
#include <string.h>

#include "author/assets.h"
#include "author/author.h"
#include "author/glass.h"
#include "author/report.h"
#include "content/guide.h"

static int count_questions(const struct edition *e)
{
	int n = 0;
	for (int i = 0; i < e->screen_count; i++)
		n += screen_asks(e->screens[i].kind);
	return n;
}

enum state { ABSENT, UNREAD, READ };

/* Which languages it has, lacks, and which nobody has read over. needed: those that it lacks are told. */
static void print_languages(const enum state state[LANG_COUNT], bool needed)
{
	static const struct {
		enum state state;
		const char *name;
	} groups[] = { { ABSENT, " ; IL MANQUE" }, { UNREAD, " ; NON RELU" } };
	for (int i = 0; i < LANG_COUNT; i++)
		if (state[i] != ABSENT)
			printf(" %s", lang_table[i].code);
	for (int g = needed ? 0 : 1; g < 2; g++) {
		bool first = true;
		for (int i = 0; i < LANG_COUNT; i++)
			if (state[i] == groups[g].state) {
				printf("%s %s", first ? groups[g].name : "", lang_table[i].code);
				first = false;
			}
	}
	printf("\n");
}

static void print_module(const struct module *m)
{
	const struct edition *fr = m->editions[LANG_FR];
	enum state state[LANG_COUNT];
	printf("  %-16s %s : %d écrans, %d questions, %d min, langues", m->id, fr->title, fr->screen_count,
	       count_questions(fr), m->minutes);
	for (int i = 0; i < LANG_COUNT; i++)
		state[i] = !m->editions[i] ? ABSENT : m->editions[i]->reviewed ? READ : UNREAD;
	print_languages(state, true);
}

/* A group has one language in common: the others are no lack. */
static void print_guide(const struct guide *g)
{
	const struct guide_edition *fr = g->editions[LANG_FR];
	enum state state[LANG_COUNT];
	printf("  %-16s %s : séance de %d étapes, %d min, langues", g->id, fr->title, fr->phase_count, g->minutes);
	for (int i = 0; i < LANG_COUNT; i++)
		state[i] = !g->editions[i] ? ABSENT : g->editions[i]->reviewed ? READ : UNREAD;
	print_languages(state, false);
}

static void print_counted(int n, const char *what, const char *after)
{
	printf("%d %s%s%s", n, what, n > 1 ? "s" : "", after);
}

static void print_summary(const struct pack *p, const struct check *c)
{
	printf("\n");
	for (int i = 0; i < p->module_count; i++)
		print_module(&p->modules[i]);
	for (int i = 0; i < p->guide_count; i++)
		print_guide(&p->guides[i]);
	print_counted(p->module_count, "module", p->module_count > 1 ? " prêts, " : " prêt, ");
	if (p->guide_count)
		print_counted(p->guide_count, "séance", p->guide_count > 1 ? " prêtes, " : " prête, ");
	print_counted(c->mistakes.count, "faute", ", ");
	print_counted(c->hints.count, "conseil", ".\n");
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
