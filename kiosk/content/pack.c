#include "content/pack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "content/compare.h"
#include "content/front.h"
#include "content/loader.h"
#include "content/pictures.h"
#include "content/plain.h"
#include "content/screens.h"
#include "content/venues.h"

/* One Markdown file, read; its draft lives as long as its module is being compared. */
struct reading {
	struct draft draft;
	struct front front;
	struct edition edition;
	bool done;
};

static void read_edition(struct loader *l, struct reading *r, const char *module, enum lang lang,
                         struct album *album)
{
	char file_name[16];
	snprintf(file_name, sizeof file_name, "%s.md", lang_table[lang].code);
	r->draft = loader_draft(l, module, lang, album);
	if (!draft_read(&r->draft, file_name))
		return;
	bool has_front = front_read(&r->front, &r->draft);
	screens_read(&r->edition, &r->draft, has_front ? r->front.last_line : 0);
	plain_finish(&r->draft);
	r->edition.lang = lang;
	r->edition.title = r->front.title;
	r->edition.summary = r->front.summary;
	r->edition.reviewed = r->front.reviewed;
	r->edition.authors = r->front.authors;
	r->done = true;
}

static void fill_module(struct module *m, struct reading readings[LANG_COUNT], struct arena *a)
{
	const struct front *f = &readings[LANG_FR].front;
	m->theme = f->theme;
	m->picture = f->picture;
	m->licence = f->licence;
	m->minutes = f->minutes;
	m->order = f->order;
	for (int i = 0; i < LANG_COUNT; i++) {
		m->picture_spoken[i] = f->picture_spoken;
		if (!readings[i].done)
			continue;
		struct edition *e = arena_alloc(a, sizeof *e);
		*e = readings[i].edition;
		m->editions[i] = e;
		m->picture_spoken[i] = readings[i].front.picture_spoken;
	}
}

static bool shows(const void *context, struct str stem)
{
	const struct module *m = context;
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		const struct edition *e = m->editions[lang];
		for (int s = 0; e && s < e->screen_count; s++)
			for (int i = 0; i < e->screens[s].block_count; i++) {
				const char *picture = e->screens[s].blocks[i].picture;
				if (picture && str_is(stem, picture + strlen(m->id) + 1))
					return true;
			}
	}
	return m->picture && str_is(stem, m->picture + strlen(m->id) + 1);
}

/* False when the module has a mistake and stays away. */
static bool load_module(struct loader *l, struct module *m, const char *name)
{
	int first = l->check->mistakes.count;
	char path[1200];
	struct err e = { 0 };
	struct names *files = arena_alloc(&l->scratch, sizeof *files);
	struct reading *readings = arena_array(&l->scratch, LANG_COUNT, sizeof *readings);
	struct album *album = arena_alloc(&l->scratch, sizeof *album);
	bool has[LANG_COUNT] = { false };
	snprintf(path, sizeof path, "%s/%s", l->dir, name);
	m->id = arena_strdup(l->keep, name);
	if (!str_is_id(str_from(name), MODULE_ID_MAX)) {
		notes_add(
		    &l->check->mistakes, name, 0, 0,
		    "Un dossier de module a %d signes au plus : a-z, 0-9 et tirets, une lettre d'abord.",
		    MODULE_ID_MAX);
	} else if (!loader_list(files, path, &l->scratch, &e)) {
		notes_add(&l->check->mistakes, name, 0, 0, "Ce dossier ne peut pas être lu (%s).", e.text);
	} else {
		loader_languages(l, files, name, true, has);
		if (!has[LANG_FR])
			notes_add(&l->check->mistakes, name, 0, 0,
			          "Ce module n'a pas de fichier fr.md. Le français est la langue de départ.");
		for (int i = 0; i < LANG_COUNT; i++) {
			int start = l->check->mistakes.count, start_hint = l->check->hints.count;
			if (has[i])
				read_edition(l, &readings[i], name, (enum lang)i, album);
			if (i != LANG_FR && readings[i].done && readings[LANG_FR].done)
				compare_editions(&readings[LANG_FR].edition, &readings[LANG_FR].front,
				                 &readings[i].edition, &readings[i].front,
				                 &readings[i].draft);
			notes_sort(&l->check->mistakes, start);
			notes_sort(&l->check->hints, start_hint);
		}
	}
	bool good = l->check->mistakes.count == first;
	if (good) {
		fill_module(m, readings, l->keep);
		recordings_find(&l->recordings, l->dir, m, l->keep, &l->check->mistakes);
	}
	if (good && l->want_hints)
		loader_unused(l, files, m->id, shows, m);
	arena_reset(&l->scratch);
	return good;
}

/* French first: the others translate it. A glossary with a mistake keeps its other words. */
static void load_glossary(struct loader *l)
{
	l->glossary.terms = arena_array(l->keep, PACK_TERMS_MAX, sizeof *l->glossary.terms);
	for (int i = 0; i < LANG_COUNT; i++) {
		char path[1200], file_name[16];
		snprintf(file_name, sizeof file_name, "%s.md", lang_table[i].code);
		snprintf(path, sizeof path, "%s/" GLOSSARY_FOLDER "/%s", l->dir, file_name);
		struct stat st;
		if (lstat(path, &st) != 0)
			continue;
		struct draft d = loader_draft(l, GLOSSARY_FOLDER, (enum lang)i, NULL);
		int start = l->check->mistakes.count, start_hint = l->check->hints.count;
		if (draft_read(&d, file_name))
			glossary_read(&l->glossary, &d);
		plain_finish(&d);
		notes_sort(&l->check->mistakes, start);
		notes_sort(&l->check->hints, start_hint);
		arena_reset(&l->scratch);
	}
}

/* Words that no text explains; words that a module says in a language without an explanation in it. */
static void look_at_glossary(struct loader *l, const struct pack *p)
{
	unsigned *used = arena_array(&l->scratch, (size_t)p->term_count + 1, sizeof *used); /* a bit a language */
	for (int m = 0; m < p->module_count; m++)
		for (int lang = 0; lang < LANG_COUNT; lang++) {
			const struct edition *e = p->modules[m].editions[lang];
			for (int s = 0; e && s < e->screen_count; s++)
				for (int i = 0; i < e->screens[s].term_count; i++)
					used[e->screens[s].terms[i]] |= 1U << lang;
		}
	for (int i = 0; i < p->term_count; i++) {
		const struct term *t = &p->terms[i];
		if (!used[i])
			notes_add(&l->check->hints, GLOSSARY_FOLDER "/fr.md", t->line, 1, "Aucun texte n'explique le mot « %s ».",
				  t->id);
		for (int lang = 0; lang < LANG_COUNT; lang++)
			if (used[i] >> lang & 1 && !t->text[lang].text[0])
				notes_add(&l->check->hints, GLOSSARY_FOLDER "/fr.md", t->line, 1,
					  "Le mot « %s » manque dans %s.md : il y sera expliqué en français.", t->id,
					  lang_table[lang].code);
	}
	arena_reset(&l->scratch);
}

static int by_order(const void *a, const void *b)
{
	const struct module *x = a, *y = b;
	return x->order != y->order ? (x->order > y->order) - (x->order < y->order) : strcmp(x->id, y->id);
}

static bool load_all(struct pack *p, struct loader *l, struct err *e)
{
	struct arena scratch = { 0 };
	struct names *folders = arena_alloc(&scratch, sizeof *folders);
	struct module *modules = arena_array(l->keep, PACK_MODULES_MAX, sizeof *modules);
	*p = (struct pack){ .dir = arena_strdup(l->keep, l->dir), .modules = modules };
	bool ok = loader_list(folders, l->dir, &scratch, e);
	if (ok) {
		load_glossary(l);
		venues_read(p, l->dir, l->keep, &l->check->mistakes, l->want_hints ? &l->check->hints : NULL, l->check->today);
	}
	p->terms = l->glossary.terms;
	p->term_count = l->glossary.count;
	for (int i = 0; ok && i < folders->count; i++) {
		if (!loader_is_folder(l->dir, folders->at[i]) || strcmp(folders->at[i], GLOSSARY_FOLDER) == 0 ||
		    strcmp(folders->at[i], GUIDES_FOLDER) == 0)
			continue;
		if (p->module_count == PACK_MODULES_MAX) {
			notes_add(&l->check->mistakes, folders->at[i], 0, 0,
			          "Il y a plus de %d modules. Celui-ci reste de côté.", PACK_MODULES_MAX);
			continue;
		}
		if (load_module(l, &modules[p->module_count], folders->at[i]))
			p->module_count++;
		else
			modules[p->module_count] = (struct module){ 0 };
	}
	arena_drop(&scratch);
	recordings_sort(&l->recordings);
	p->recordings = l->recordings.list;
	p->recording_count = l->recordings.count;
	qsort(modules, (size_t)p->module_count, sizeof *modules, by_order);
	if (l->want_hints)
		look_at_glossary(l, p);
	if (ok)
		guides_load(l, p);
	if (ok && p->module_count == 0)
		return err_set(e, ERR_MISSING, "%s: aucun module sans faute dans ce dossier", l->dir);
	return ok;
}

bool pack_check(struct pack *p, const char *dir, struct arena *a, struct check *c, struct err *e)
{
	struct loader l = { .dir = dir, .keep = a, .check = c, .want_hints = c->hints.room > 0 };
	bool ok = load_all(p, &l, e);
	arena_drop(&l.scratch);
	return ok;
}

bool pack_load(struct pack *p, const char *dir, struct arena *a, struct err *problems, int max_problems,
               int *problem_count, struct err *e)
{
	struct check c = { .mistakes = { problems, max_problems, 0 } };
	bool ok = pack_check(p, dir, a, &c, e);
	if (problem_count)
		*problem_count = c.mistakes.count;
	return ok;
}

const struct edition *module_edition(const struct module *m, enum lang lang)
{
	return m->editions[lang] ? m->editions[lang] : m->editions[LANG_FR];
}

int pack_find(const struct pack *p, const char *module_id)
{
	for (int i = 0; i < p->module_count; i++)
		if (strcmp(p->modules[i].id, module_id) == 0)
			return i;
	return -1;
}

bool pack_has_lang(const struct pack *p, enum lang lang)
{
	for (int i = 0; i < p->module_count; i++)
		if (p->modules[i].editions[lang])
			return true;
	return false;
}

enum lang term_lang(const struct term *t, enum lang lang)
{
	return t->text[lang].text[0] ? lang : LANG_FR;
}

bool screen_asks(enum screen_kind kind)
{
	switch (kind) {
	case SCREEN_QUESTION:
	case SCREEN_MEASURE:
	case SCREEN_SEVERAL:
	case SCREEN_TRUE_FALSE:
	case SCREEN_CLUES:
	case SCREEN_SORT:
	case SCREEN_ORDER:
	case SCREEN_ESTIMATE: return true;
	default: return false;
	}
}
