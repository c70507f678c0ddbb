/* escale-author preview: the module in a window, shown again at each save, at the screen that was saved. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "author/assets.h"
#include "author/author.h"
#include "author/baker.h"
#include "author/report.h"
#include "author/stage.h"
#include "author/translate.h"
#include "author/watchman.h"
#include "author/workroom.h"
#include "base/file.h"
#include "platform/stick.h"
#include "platform/window.h"

static const char *const panels[] = { "10.1", "15.6", "7", "10.1-portrait", "7-portrait", "15.6-portrait" };
enum { PANEL_COUNT = sizeof panels / sizeof *panels, WAKE_SAVED = 1 };

struct preview {
	const char *assets, *photo, *screen;
	bool once; /* one picture, no window */
	struct panel panel;
	int panel_number;
	struct window *window;
	struct stick_watch *watch;
	struct watchman *watchman;
	struct arena words_memory;
	struct look look;
	char baked[300]; /* folder of pictures drawn from SVG, for as long as this runs */
	struct stage stage;
};

static const char usage[] = "escale-author preview [options] [DOSSIER] [MODULE]\n"
                            "                     (une séance : seances/NOM)\n"
                            "  --ecran NOM        commencer à cet écran du module, à cette étape de la séance\n"
                            "  --langue CODE      fr, en, ar ou uk\n"
                            "  --panneau NOM      7, 10.1, 15.6, -portrait, ou 1280x800@217x136\n"
                            "  --grand            texte agrandi\n"
                            "  --contraste        couleurs contrastées\n"
                            "  --photo FICHIER    une image PNG, sans fenêtre, puis c'est fini\n"
                            "  --suivre FICHIER   la même image à chaque changement, avec la fenêtre\n"
                            "  --assets DOSSIER   polices, icônes, traductions\n";

static bool parse(int argc, char **argv, struct preview *p, struct err *e)
{
	static const struct option names[] = {
		{ "ecran", 1, 0, 's' },  { "langue", 1, 0, 'l' },    { "panneau", 1, 0, 'p' },
		{ "grand", 0, 0, 'g' },  { "contraste", 0, 0, 'c' }, { "photo", 1, 0, 'f' },
		{ "suivre", 1, 0, 'F' }, { "assets", 1, 0, 'a' },    { 0 },
	};
	struct stage *s = &p->stage;
	const char *panel = panels[0];
	s->dir = "content";
	s->place = PLACE_COVER;
	for (int c; (c = getopt_long(argc, argv, "", names, NULL)) != -1;) {
		switch (c) {
		case 's': p->screen = optarg; break;
		case 'l':
			s->lang = lang_find(str_from(optarg));
			if (s->lang == LANG_COUNT)
				return err_set(e, ERR_USAGE, "« %s » : langues possibles : fr, en, ar, uk",
				               optarg);
			break;
		case 'p': panel = optarg; break;
		case 'g': s->large = true; break;
		case 'c': s->contrast = true; break;
		case 'f': p->once = true; /* fall through */
		case 'F': p->photo = optarg; break;
		case 'a': p->assets = optarg; break;
		default: return err_set(e, ERR_USAGE, "%s", usage);
		}
	}
	if (argc - optind > 2)
		return err_set(e, ERR_USAGE, "%s", usage);
	if (optind < argc)
		s->dir = argv[optind];
	if (optind + 1 < argc)
		str_copy(s->module, sizeof s->module, argv[optind + 1]);
	for (int i = 0; i < PANEL_COUNT; i++)
		if (strcmp(panel, panels[i]) == 0)
			p->panel_number = i; /* the first key goes on from there */
	return panel_parse(&p->panel, panel, e);
}

static void saved(void *context)
{
	window_wake(((struct preview *)context)->window, WAKE_SAVED);
}

static bool open_window(struct preview *p, struct err *e)
{
	struct window_options o = {
		.title = "Escale : 1 écran, 2 couleurs, 3 taille, 4 langue, flèches : avant, après",
		.panel = p->panel,
		.hidden = p->once,
		.assets = p->assets,
		.content = p->baked,
	};
	if (!window_open(&p->window, &o, e))
		return false;
	p->panel = *window_panel(p->window);
	p->look.panel = &p->panel;
	p->look.measure = window_measure(p->window);
	return true;
}

/* Another panel is another window. The watching thread wakes the window: it must not run in between. */
static bool change_panel(struct preview *p, struct err *e)
{
	p->panel_number = (p->panel_number + 1) % PANEL_COUNT;
	stick_watch_close(p->watch);
	p->watch = NULL;
	window_close(p->window);
	p->window = NULL;
	return panel_parse(&p->panel, panels[p->panel_number], e) && open_window(p, e) &&
	       folder_watch_open(&p->watch, p->stage.dir, saved, p, e);
}

/* Read, tell the terminal, draw the pictures that changed. */
static void read_again(struct preview *p)
{
	struct stage *s = &p->stage;
	struct err e = { 0 };
	stage_read(s);
	report_notes(stdout, s->dir, &s->check.mistakes);
	struct arena scratch = { 0 };
	struct baker b = { .source = s->dir, .target = p->baked };
	if (s->loaded && !baker_run(&b, &s->pack, &scratch, &e))
		fprintf(stderr, "escale-author: %s\n", e.text);
	arena_drop(&scratch);
	if (p->window)
		window_set_content(p->window, p->baked);
}

/* The word whose lines were saved: names stand in every language, line numbers are each file's own. */
static void go_to_word(struct preview *p, enum lang lang, int line)
{
	struct stage *s = &p->stage;
	struct parts *all = xmalloc(sizeof *all);
	struct buf text = { 0 };
	char path[1200], id[TERM_ID_MAX + 1] = "";
	int n = snprintf(path, sizeof path, "%s/glossaire/%s.md", s->dir, lang_table[lang].code);
	if (n < (int)sizeof path && file_read(path, MODULE_FILE_MAX, &text, NULL)) {
		parts_cut(all, (struct str){ text.data ? text.data : "", text.size });
		for (int i = 1; i < all->count && all->list[i].line <= line; i++)
			snprintf(id, sizeof id, "%.*s", (int)all->list[i].id.n, all->list[i].id.s);
	}
	stage_go_to_word(s, id);
	buf_free(&text);
	free(all);
}

static void on_save(struct preview *p)
{
	struct stage *s = &p->stage;
	struct watched changed;
	int line = 0;
	bool text = watchman_look(p->watchman, s->dir, &changed, &line);
	bool glossary = text && strcmp(changed.module, GLOSSARY_FOLDER) == 0;
	if (text && !glossary)
		strcpy(s->module, changed.module);
	if (text)
		s->lang = changed.lang;
	read_again(p);
	if (glossary)
		go_to_word(p, changed.lang, line);
	else if (text)
		stage_go_to_line(s, line);
	stage_enter(s);
	if (text) {
		printf("%s/%s.md, ligne %d\n", changed.module, lang_table[s->lang].code, line);
		fflush(stdout);
	}
}

/* The author's own keys; false: the key belongs to the kiosk. */
static bool author_key(struct preview *p, int key, struct err *e)
{
	struct stage *s = &p->stage;
	switch (key) {
	case KEY_DIGIT0 + 1:
		if (!change_panel(p, e))
			return true;
		break;
	case KEY_DIGIT0 + 2: s->contrast = !s->contrast; break;
	case KEY_DIGIT0 + 3: s->large = !s->large; break;
	case KEY_DIGIT0 + 4: stage_next_lang(s); break;
	case KEY_NEXT: stage_step(s, +1); break;
	case KEY_PREVIOUS: stage_step(s, -1); break;
	default: return false;
	}
	stage_enter(s);
	return true;
}

static bool handle(struct preview *p, const struct event *event, struct err *e)
{
	if (event->kind == EVENT_WAKE)
		on_save(p);
	else if (event->kind == EVENT_REDRAW)
		p->panel = *window_panel(p->window);
	else if (event->kind == EVENT_INPUT &&
	         !(event->input.kind == INPUT_KEY && author_key(p, event->input.key, e)))
		stage_input(&p->stage, &p->look, &event->input);
	return !e->code;
}

static bool run(struct preview *p, struct err *e)
{
	for (;;) {
		stage_show(&p->stage, &p->look);
		if (!window_draw(p->window, &p->stage.scene, &p->stage.ui))
			return err_set(e, ERR_UNSUPPORTED, "L'écran a disparu.");
		if (p->photo && !window_shot(p->window, p->photo, e))
			return false;
		if (p->once)
			return true;
		struct event event = { 0 };
		if (!window_wait(p->window, -1, &event))
			continue;
		if (event.kind == EVENT_QUIT)
			return true;
		if (!handle(p, &event, e))
			return false;
	}
}

static bool go_to_screen(struct preview *p, struct err *e)
{
	struct stage *s = &p->stage;
	const char *guide = guide_typed(s->module);
	bool there = s->loaded && (guide ? pack_find_guide(&s->pack, guide) : pack_find(&s->pack, s->module)) >= 0;
	if (!p->screen || !there || stage_go_to_id(s, p->screen))
		return true;
	return err_set(e, ERR_USAGE, guide ? "La séance « %s » n'a pas d'étape « %s »." : "Le module « %s » n'a pas d'écran « %s ».",
		       s->module, p->screen);
}

static bool preview(struct preview *p, struct err *e)
{
	const char *place = getenv("TMPDIR");
	char folder[sizeof p->baked];
	snprintf(folder, sizeof folder, "%.200s/escale-preview-XXXXXX", place && *place ? place : "/tmp");
	if (!mkdtemp(folder))
		return err_errno(e, folder);
	strcpy(p->baked, folder);
	assets_words(&p->look, p->assets, &p->words_memory);
	p->look.place_name = "";
	p->look.staffed = p->look.sound = true;
	watchman_look(p->watchman, p->stage.dir, NULL, NULL);
	read_again(p);
	if (!go_to_screen(p, e))
		return false;
	stage_enter(&p->stage);
	if (!open_window(p, e) || (!p->once && !folder_watch_open(&p->watch, p->stage.dir, saved, p, e)))
		return false;
	return run(p, e);
}

int cmd_preview(int argc, char **argv)
{
	struct preview *p = xmalloc(sizeof *p);
	struct err e = { 0 };
	memset(p, 0, sizeof *p);
	p->watchman = xmalloc(sizeof *p->watchman);
	p->watchman->count = 0;
	p->assets = assets_find(&p->words_memory);
	bool ok = parse(argc, argv, p, &e) && preview(p, &e);
	if (!ok)
		fprintf(stderr, "escale-author: %s\n", e.text);
	stick_watch_close(p->watch);
	if (p->window)
		window_close(p->window);
	workroom_remove(p->baked);
	stage_drop(&p->stage);
	watchman_free(p->watchman);
	arena_drop(&p->words_memory);
	free(p->watchman);
	free(p);
	return ok ? STATUS_DONE : STATUS_FAILED;
}
