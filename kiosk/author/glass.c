#include "author/glass.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "author/assets.h"
#include "author/glyphs.h"
#include "content/guide.h"
#include "platform/fonts.h"
#include "ui/tour.h"

static const struct {
	const char *name, *french;
} panels[] = {
	{ "7", "7 pouces" },
	{ "10.1", "10,1 pouces" },
	{ "15.6", "15,6 pouces" },
	{ "7-portrait", "7 pouces debout" },
	{ "10.1-portrait", "10,1 pouces debout" },
	{ "15.6-portrait", "15,6 pouces debout" },
};

enum { PANELS = sizeof panels / sizeof *panels, ALL = (1 << PANELS) - 1, LOOKS = PANELS * 2, FOUND_MAX = 4000, HANDS_MAX = 8 };

/* In the order of gravity. */
enum trouble { TROUBLE_CUT, TROUBLE_TORN, TROUBLE_PARTS, TROUBLE_COUNT };

/* One screen and what is wrong with it: the same on several panels is one. */
struct found {
	char file[64];
	int line;
	enum trouble trouble;
	int parts;          /* at most so many */
	char word[80];      /* torn or cut, as far as it is known */
	unsigned on[2];     /* bits of panels: normal words, large ones */
};

/* Written by one process each; the others read when it has ended. */
struct hand {
	struct found list[FOUND_MAX];
	int count, failed;
	struct err e;
};

struct shared {
	volatile int done; /* of LOOKS: only to be shown */
	struct hand hands[HANDS_MAX];
};

struct work {
	const struct pack *pack;
	struct hand *hand;
	int panel;
	char glossary[64]; /* the file looked at, "" in a module */
	int glossary_line;
};

static void add(struct hand *h, const struct found *new)
{
	for (int i = 0; i < h->count; i++) {
		struct found *f = &h->list[i];
		if (f->line != new->line || f->trouble != new->trouble || strcmp(f->file, new->file) != 0)
			continue;
		for (int large = 0; large < 2; large++)
			f->on[large] |= new->on[large];
		f->parts = new->parts > f->parts ? new->parts : f->parts;
		return;
	}
	if (h->count < FOUND_MAX)
		h->list[h->count++] = *new;
}

/* ---- one scene ---------------------------------------------------------------------------------------------------- */

/* The word whose halves stand on two lines. */
static void torn_word(const struct text_layout *t, char *out, size_t size)
{
	str_copy(out, size, "");
	for (int i = 1; i < t->run_count; i++) {
		const struct text_run *a = &t->runs[i - 1], *b = &t->runs[i];
		if (a->end == b->start && a->y != b->y && a->n && b->n && a->s[a->n - 1] != '-' && a->s[a->n - 1] != '/') {
			snprintf(out, size, "%.*s%.*s", a->n < 36 ? a->n : 36, a->s, b->n < 36 ? b->n : 36, b->s);
			return;
		}
	}
}

static bool leaves_the_glass(const struct scene *s, const struct item *i)
{
	const struct text_layout *t = i->text;
	for (int k = 0; k < t->run_count; k++)
		if (i->at.x + t->runs[k].x < 0 || i->at.x + t->runs[k].x + t->runs[k].width > s->width)
			return true;
	return i->at.y < 0 || i->at.y + t->height > s->height;
}

/* The phase, or the card, whose text a group session shows. */
static void place_in_guide(const struct session *s, const struct pack *p, struct found *f)
{
	const struct guide_edition *ed = guided_edition(s, p);
	const struct phase *ph = guided_phase(s, p);
	bool open = s->guided.page != GUIDED_READY && s->guided.page != GUIDED_LIST;
	snprintf(f->file, sizeof f->file, GUIDES_FOLDER "/%s/%s.md", s->guided.guide_id, lang_table[ed ? ed->lang : LANG_FR].code);
	f->line = ph && open ? ph->line : 1;
	if (ph && s->guided.page == GUIDED_PHASE && ph->kind == PHASE_CARDS && s->guided.card >= 0 &&
	    s->guided.card < ph->card_count)
		f->line = ph->cards[s->guided.card].line;
}

/* The screen whose text this state shows. */
static void place(const struct work *w, const struct tour *t, struct found *f)
{
	const struct session *s = t->now;
	const struct module *m = &w->pack->modules[s->module < 0 ? 0 : s->module];
	const struct edition *ed = module_edition(m, s->lang);
	f->line = 1;
	if (w->glossary[0]) {
		str_copy(f->file, sizeof f->file, w->glossary);
		f->line = w->glossary_line;
		return;
	}
	if (s->at == AT_GUIDED) {
		place_in_guide(s, w->pack, f);
		return;
	}
	snprintf(f->file, sizeof f->file, "%s/%s.md", m->id, lang_table[ed->lang].code);
	if (s->at == AT_STEP || s->at == AT_FEEDBACK)
		f->line = session_screen(s, w->pack)->line;
	for (int i = 0; s->at == AT_SOURCES && i < ed->screen_count; i++)
		if (ed->screens[i].kind == SCREEN_SOURCES)
			f->line = ed->screens[i].line;
}

/* A screen that people read from its first part to the last, in words of the usual sizes. */
static bool is_read(const struct session *s)
{
	return s->at == AT_STEP || (s->at == AT_GUIDED && s->guided.page == GUIDED_PHASE && !s->guided.back_row &&
				       s->guided.card >= 0 /* -1: the list of a deck */);
}

static void see(struct tour *t, const char *where, void *context)
{
	struct work *w = context;
	const struct scene *s = &t->scene;
	struct found f = { .parts = s->part_count };
	(void)where;
	f.on[t->large] = 1u << w->panel;
	place(w, t, &f);
	bool cut = s->clipped, torn = false;
	for (int i = 0; i < s->item_count; i++) {
		const struct item *item = &s->items[i];
		if (item->kind != ITEM_TEXT || !item->text)
			continue;
		if (item->text->torn && !torn)
			torn_word(item->text, f.word, sizeof f.word);
		torn |= item->text->torn;
		cut |= item->text->overflow || leaves_the_glass(s, item);
	}
	bool is[] = { [TROUBLE_CUT] = cut, [TROUBLE_TORN] = torn, 
			[TROUBLE_PARTS] = is_read(t->now) && s->part_count > GLASS_PARTS_MAX };
	for (int k = 0; k < TROUBLE_COUNT; k++) {
		f.trouble = (enum trouble)k;
		if (is[k])
			add(w->hand, &f);
	}
}

/* ---- all scenes of one panel and size -------------------------------------------------------------------------------- */

static void tour_glossary(struct tour *t, struct work *w, struct session s)
{
	for (int i = 0; i < w->pack->term_count; i++) {
		const struct term *term = &w->pack->terms[i];
		if (term_lang(term, t->lang) != t->lang)
			continue;
		struct session reading = s;
		tour_send(t, &reading, MSG_WORD, i);
		snprintf(w->glossary, sizeof w->glossary, "glossaire/%s.md", lang_table[t->lang].code);
		w->glossary_line = t->lang == LANG_FR ? term->line : 1;
		tour_show(t, reading, term->id);
	}
	w->glossary[0] = '\0';
}

static bool look(const struct pack *p, struct hand *h, const struct look *base, int which, struct err *e)
{
	struct panel panel;
	struct work w = { .pack = p, .hand = h, .panel = which % PANELS };
	struct tour t = { .pack = p, .look = *base, .large = which >= PANELS, .brief = true, .see = see, .context = &w };
	if (!panel_parse(&panel, panels[w.panel].name, e))
		return false;
	t.look.panel = &panel;
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		t.lang = (enum lang)lang;
		struct session s = tour_start(&t);
		s.at = AT_HOME;
		for (int m = 0; m < p->module_count; m++)
			if (p->modules[m].editions[lang])
				tour_module(&t, s, m);
		for (int g = 0; g < p->guide_count; g++)
			if (p->guides[g].editions[lang])
				tour_guide(&t, g);
		tour_glossary(&t, &w, s);
	}
	arena_drop(&t.frame);
	return true;
}

static void work(const struct pack *p, const char *assets, struct shared *shared, int number, int hands)
{
	struct hand *h = &shared->hands[number];
	struct arena words = { 0 };
	struct look base = { .place_name = "", .staffed = true, .sound = true };
	struct fonts *fonts = fonts_open(assets, &h->e);
	bool ok = fonts != NULL, told = isatty(STDERR_FILENO);
	if (ok) {
		base.measure = fonts_measure(fonts);
		assets_words(&base, assets, &words);
	}
	for (int i = number; ok && i < LOOKS; i += hands) {
		ok = look(p, h, &base, i, &h->e);
		shared->done++;
		if (told)
			fprintf(stderr, "\rMise en page : %d sur %d ", shared->done, LOOKS);
	}
	h->failed = !ok;
	fonts_close(fonts);
	arena_drop(&words);
}

/* ---- as an author reads it ------------------------------------------------------------------------------------------------ */

static void name_panels(struct buf *b, unsigned bits)
{
	int left = __builtin_popcount(bits);
	if (bits == ALL) {
		buf_puts(b, "sur tous les écrans");
		return;
	}
	buf_puts(b, "sur ");
	for (int i = 0; i < PANELS; i++)
		if (bits & (1u << i)) {
			left--;
			buf_printf(b, "%s%s", panels[i].french, left > 1 ? ", " : left == 1 ? " et " : "");
		}
}

static void name_looks(struct buf *b, const struct found *f, enum lang lang)
{
	unsigned normal = f->on[0], more = f->on[1] & ~f->on[0];
	if (normal)
		name_panels(b, normal);
	if (more) {
		buf_puts(b, normal ? " ; et " : "");
		name_panels(b, more);
		buf_puts(b, ", grands mots");
	}
	static const char *const french[LANG_COUNT] = { "français", "anglais", "arabe", "ukrainien" };
	buf_printf(b, ", %s", french[lang]);
}

static enum lang lang_of(const char *file)
{
	const char *slash = strrchr(file, '/');
	for (int i = 0; slash && i < LANG_COUNT; i++)
		if (strncmp(slash + 1, lang_table[i].code, strlen(lang_table[i].code)) == 0)
			return (enum lang)i;
	return LANG_FR;
}

static void tell(const struct found *f, struct check *c)
{
	struct buf where = { 0 };
	name_looks(&where, f, lang_of(f->file));
	if (f->trouble == TROUBLE_CUT)
		notes_add(&c->mistakes, f->file, f->line, 1, "Cet écran ne tient pas : un texte serait coupé (%s). Raccourcissez-le.",
			  where.data);
	else if (f->trouble == TROUBLE_TORN)
		notes_add(&c->hints, f->file, f->line, 1, "%s%s%s est plus large que l'écran : il passe à la ligne au milieu (%s).",
			  f->word[0] ? "Le mot « " : "Un mot", f->word, f->word[0] ? " »" : "", where.data);
	else
		notes_add(&c->hints, f->file, f->line, 1, "Cet écran se lit en %d parties (%s). Faites-en deux écrans.", f->parts,
			  where.data);
	buf_free(&where);
}

static int by_place(const void *a, const void *b)
{
	const struct found *f = a, *g = b;
	int n = strcmp(f->file, g->file);
	return n ? n : f->line != g->line ? f->line - g->line : (int)f->trouble - (int)g->trouble;
}

static bool gather(struct shared *s, int hands, struct check *c, struct err *e)
{
	struct hand *all = &s->hands[0];
	for (int i = 0; i < hands; i++) {
		if (s->hands[i].failed)
			return err_set(e, s->hands[i].e.code ? s->hands[i].e.code : ERR_IO, "%s",
				       s->hands[i].e.code ? s->hands[i].e.text : "la mise en page s'est arrêtée");
		for (int k = 0; i && k < s->hands[i].count; k++)
			add(all, &s->hands[i].list[k]);
	}
	qsort(all->list, (size_t)all->count, sizeof *all->list, by_place);
	for (int i = 0; i < all->count; i++)
		tell(&all->list[i], c);
	return true;
}

bool glass_check(const struct pack *p, const char *assets, struct check *c, struct err *e)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	int hands = cores < 1 ? 1 : cores > HANDS_MAX ? HANDS_MAX : (int)cores;
	pid_t child[HANDS_MAX];
	struct fonts *fonts = fonts_open(assets, e);
	if (!fonts)
		return false;
	glyphs_check(p, fonts_measure(fonts), &c->mistakes);
	fonts_close(fonts);
	struct shared *s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (s == MAP_FAILED)
		return err_errno(e, "mémoire");
	fflush(NULL);
	for (int i = 0; i < hands; i++) {
		s->hands[i].failed = 1; /* until it has ended well */
		child[i] = fork();
		if (child[i] == 0) {
			work(p, assets, s, i, hands);
			_exit(0);
		}
	}
	for (int i = 0; i < hands; i++)
		if (child[i] > 0)
			waitpid(child[i], NULL, 0);
	if (isatty(STDERR_FILENO))
		fprintf(stderr, "\r%30s\r", "");
	bool ok = gather(s, hands, c, e);
	munmap(s, sizeof *s);
	return ok;
}
