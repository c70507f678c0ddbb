/* The folder content/seances: a folder a guided session, in it a Markdown file a language, and pictures. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "content/compare.h"
#include "content/front.h"
#include "content/guide.h"
#include "content/guide_phases.h"
#include "content/loader.h"
#include "content/pictures.h"
#include "content/plain.h"

/* ---- one file ------------------------------------------------------------------------------------------------------- */

/* As in pack.c: the draft lives as long as its guide is being compared. */
struct reading {
	struct draft draft;
	struct front front;
	struct guide_edition edition;
	bool done;
};

static void read_edition(struct loader *l, struct reading *r, const char *folder, enum lang lang, struct album *album)
{
	char file_name[16];
	snprintf(file_name, sizeof file_name, "%s.md", lang_table[lang].code);
	r->draft = loader_draft(l, folder, lang, album);
	r->draft.guide = true;
	if (!draft_read(&r->draft, file_name))
		return;
	r->draft.staff = true; /* conseillers choose a session by its head */
	bool has_front = front_read(&r->front, &r->draft);
	r->draft.staff = false;
	guide_phases_read(&r->edition, &r->draft, has_front ? r->front.last_line : 0);
	plain_finish(&r->draft);
	r->edition.lang = lang;
	r->edition.title = r->front.title;
	r->edition.summary = r->front.summary;
	r->edition.reviewed = r->front.reviewed;
	r->edition.authors = r->front.authors;
	r->done = true;
}

/* ---- one folder ----------------------------------------------------------------------------------------------------- */

static void fill_guide(struct guide *g, struct reading readings[LANG_COUNT], struct arena *a)
{
	const struct reading *fr = &readings[LANG_FR];
	g->theme = fr->front.theme;
	g->picture = fr->front.picture;
	g->licence = fr->front.licence;
	g->order = fr->front.order;
	for (int i = 0; i < fr->edition.phase_count; i++)
		g->minutes += fr->edition.phases[i].minutes;
	for (int i = 0; i < LANG_COUNT; i++) {
		g->picture_spoken[i] = fr->front.picture_spoken;
		if (!readings[i].done)
			continue;
		struct guide_edition *e = arena_alloc(a, sizeof *e);
		*e = readings[i].edition;
		g->editions[i] = e;
		g->picture_spoken[i] = readings[i].front.picture_spoken;
	}
}

static bool shows(const void *context, struct str stem)
{
	const struct guide *g = context;
	char picture[160];
	snprintf(picture, sizeof picture, GUIDES_FOLDER "/%s/%.*s", g->id, (int)(stem.n < 100 ? stem.n : 100), stem.s);
	return guide_shows(g, picture);
}

/* The languages that are there, each compared with the French one. */
static void read_all(struct loader *l, const char *folder, const bool has[LANG_COUNT], struct reading *readings)
{
	struct album *album = arena_alloc(&l->scratch, sizeof *album);
	for (int i = 0; i < LANG_COUNT; i++) {
		int start = l->check->mistakes.count, start_hint = l->check->hints.count;
		if (has[i])
			read_edition(l, &readings[i], folder, (enum lang)i, album);
		if (i != LANG_FR && readings[i].done && readings[LANG_FR].done)
			compare_guides(&readings[LANG_FR].edition, &readings[LANG_FR].front, &readings[i].edition,
				       &readings[i].front, &readings[i].draft);
		notes_sort(&l->check->mistakes, start);
		notes_sort(&l->check->hints, start_hint);
	}
}

/* False when the guide has a mistake and stays away. */
static bool load_guide(struct loader *l, struct guide *g, const char *name)
{
	int first = l->check->mistakes.count;
	char path[1200];
	struct err e = { 0 };
	struct names *files = arena_alloc(&l->scratch, sizeof *files);
	struct reading *readings = arena_array(&l->scratch, LANG_COUNT, sizeof *readings);
	const char *folder = arena_printf(l->keep, GUIDES_FOLDER "/%s", name);
	bool has[LANG_COUNT] = { false };
	snprintf(path, sizeof path, "%s/%s", l->dir, folder);
	g->id = arena_strdup(l->keep, name);
	if (!str_is_id(str_from(name), MODULE_ID_MAX)) {
		notes_add(&l->check->mistakes, folder, 0, 0,
			  "Un dossier de séance a %d signes au plus : a-z, 0-9 et tirets, une lettre d'abord.", MODULE_ID_MAX);
	} else if (!loader_list(files, path, &l->scratch, &e)) {
		notes_add(&l->check->mistakes, folder, 0, 0, "Ce dossier ne peut pas être lu (%s).", e.text);
	} else {
		loader_languages(l, files, folder, false, has);
		if (!has[LANG_FR])
			notes_add(&l->check->mistakes, folder, 0, 0,
				  "Cette séance n'a pas de fichier fr.md. Le français est la langue de départ.");
		read_all(l, folder, has, readings);
	}
	bool good = l->check->mistakes.count == first;
	if (good)
		fill_guide(g, readings, l->keep);
	if (good && l->want_hints)
		loader_unused(l, files, folder, shows, g);
	arena_reset(&l->scratch);
	return good;
}

/* ---- all ------------------------------------------------------------------------------------------------------------- */

/* A quiz may name a module that another pack has, or that has a mistake: it is chosen on the spot then. */
static void find_modules(struct loader *l, struct pack *p, struct guide *g)
{
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		const struct guide_edition *e = g->editions[lang];
		for (int i = 0; e && i < e->phase_count; i++) {
			struct phase *ph = (struct phase *)&e->phases[i]; /* still ours: nobody else has seen it */
			if (!ph->module || pack_find(p, ph->module) >= 0)
				continue;
			if (l->want_hints && lang == LANG_FR) {
				char file[64];
				snprintf(file, sizeof file, GUIDES_FOLDER "/%s/fr.md", g->id);
				notes_add(&l->check->hints, file, ph->line, 1,
					  "Il n'y a pas de module « %s » dans ce dossier : il sera choisi sur place.", ph->module);
			}
			ph->module = NULL;
		}
	}
}

static int by_order(const void *a, const void *b)
{
	const struct guide *x = a, *y = b;
	return x->order != y->order ? (x->order > y->order) - (x->order < y->order) : strcmp(x->id, y->id);
}

void guides_load(struct loader *l, struct pack *p)
{
	char path[1200];
	struct arena scratch = { 0 };
	struct names *folders = arena_alloc(&scratch, sizeof *folders);
	struct guide *guides = arena_array(l->keep, PACK_GUIDES_MAX, sizeof *guides);
	p->guides = guides;
	snprintf(path, sizeof path, "%s/" GUIDES_FOLDER, l->dir);
	if (loader_is_folder(l->dir, GUIDES_FOLDER))
		loader_list(folders, path, &scratch, NULL);
	for (int i = 0; i < folders->count; i++) {
		const char *place = arena_printf(&scratch, GUIDES_FOLDER "/%s", folders->at[i]);
		if (!loader_is_folder(l->dir, place)) {
			if (l->want_hints)
				notes_add(&l->check->hints, place, 0, 0,
					  "Dans « " GUIDES_FOLDER " », il n'y a que des dossiers, un par séance.");
		} else if (pack_find(p, folders->at[i]) >= 0) { /* facts name both by their id alone */
			notes_add(&l->check->mistakes, place, 0, 0,
				  "Un module s'appelle déjà « %s ». Donnez un autre nom à cette séance : les statistiques s'y réfèrent.",
				  folders->at[i]);
		} else if (p->guide_count == PACK_GUIDES_MAX) {
			notes_add(&l->check->mistakes, place, 0, 0, "Il y a plus de %d séances. Celle-ci reste de côté.",
				  PACK_GUIDES_MAX);
		} else if (load_guide(l, &guides[p->guide_count], folders->at[i])) {
			find_modules(l, p, &guides[p->guide_count++]);
		} else {
			guides[p->guide_count] = (struct guide){ 0 };
		}
	}
	arena_drop(&scratch);
	qsort(guides, (size_t)p->guide_count, sizeof *guides, by_order);
}
