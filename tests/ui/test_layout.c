/* Everything that the shipped content can show, on every panel, in every language and both sizes, measured with the shipped
 * fonts: nothing is clipped or torn, and every rule of access.md that rectangles can tell holds. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/helpers/glass.h"
#include "ui/helpers/walk.h"

/* In the place of a language: what conseillers see, which is French. */
enum { STAFF = -1, GUIDES = -2 };

static struct arena bar_memory;
static struct scene bar; /* of the first one with a bar */
static bool has_bar;

static void see(struct tour *w, const char *where, void *context)
{
	struct look_at *l = context;
	l->found.where = where;
	bool with_bar = w->scene.target_count && w->scene.targets[w->scene.target_count - 1].in_bar;
	bool rtl = lang_table[w->lang].rtl && !(strncmp(where, "staff", 5) == 0);
	check_scene(&l->found, &w->scene, &l->panel, w->large, rtl);
	with_bar = with_bar && !strstr(where, "language"); /* before any choice of a size */
	if (with_bar && !has_bar) {
		has_bar = true;
		bar = w->scene;
		bar.targets = arena_array(&bar_memory, (size_t)w->scene.target_count, sizeof *bar.targets);
		memcpy(bar.targets, w->scene.targets, (size_t)w->scene.target_count * sizeof *bar.targets);
	} else if (with_bar) {
		check_bar(&l->found, &bar, &w->scene);
	}
}

static void walk(struct look_at *l, const struct glass *g)
{
	struct err e = { 0 };
	has_bar = false;
	look_at(l, g, see, l);
	l->walk.look.sound = true;
	l->walk.brief = !g->kinds;
	for (int i = 0; i < LANG_COUNT; i++) {
		char path[40];
		snprintf(path, sizeof path, "assets/i18n/%s.po", lang_table[i].code);
		cr_assert(words_load(&l->walk.look.words[i], path, &l->memory, &e), "%s", e.text);
	}
	for (int i = 0; g->lang == GUIDES && i < l->pack.guide_count; i++)
		tour_guide(&l->walk, i);
	if (g->lang == GUIDES)
		return;
	if (g->lang == STAFF)
		walk_staff(&l->walk);
	else
		walk_residents(&l->walk);
}

static void leave(struct look_at *l)
{
	look_away(l);
	arena_drop(&bar_memory);
}

ParameterizedTestParameters(layout, every_screen_keeps_the_rules)
{
	struct glass *list = cr_malloc(sizeof *list * PANELS * 2 * (2 * LANG_COUNT + 1));
	size_t n = 0;
	for (int p = 0; p < PANELS; p++)
		for (int large = 0; large < 2; large++)
			for (int lang = -1; lang < LANG_COUNT; lang++) {
				struct glass g = { .lang = lang, .large = large };
				strcpy(g.panel, panel_names[p]);
				list[n++] = g;
				/* Every state of every kind, where it is tight and where it is wide, in both directions. */
				g.kinds = true;
				bool telling = strcmp(panel_names[p], "7") == 0 || strcmp(panel_names[p], "10.1") == 0 ||
					      strcmp(panel_names[p], "7-portrait") == 0;
				if ((lang == LANG_FR || lang == LANG_AR) && telling)
					list[n++] = g;
			}
	return cr_make_param_array(struct glass, list, n, free_glasses);
}

ParameterizedTest(struct glass *g, layout, every_screen_keeps_the_rules)
{
	static struct look_at l;
	walk(&l, g);
	judge(&l, g, g->lang < 0 ? "staff" : lang_table[g->lang].code, g->lang < 0 ? 80 : g->kinds ? 30 : 150);
	leave(&l);
}

ParameterizedTestParameters(layout, guided_sessions_keep_the_rules)
{
	struct criterion_test_params every = every_glass();
	for (size_t i = 0; i < every.length; i++)
		((struct glass *)every.params)[i].lang = GUIDES;
	return every;
}

ParameterizedTest(struct glass *g, layout, guided_sessions_keep_the_rules)
{
	static struct look_at l;
	walk(&l, g);
	judge(&l, g, "guided sessions", 200);
	leave(&l);
}

/* ---- the ruler itself: each planted mistake is found ---- */


/* A question of the shipped content, which keeps every rule. */
static struct scene *good_scene_on(struct look_at *l, const char *panel)
{
	struct glass g = { .lang = LANG_FR };
	strcpy(g.panel, panel);
	walk(l, &g);
	cr_assert_eq(l->found.count, 0);
	struct session s;
	struct effects fx;
	struct ui_state ui = { .focus = -1, .spoken = -1 };
	session_init(&s, 0);
	s.at = AT_HOME;
	for (int i = 0; i < 2; i++) {
		struct msg m = { .kind = i ? MSG_NEXT : MSG_MODULE, .arg = 0 };
		s = session_update(s, &l->pack, &m, &fx);
	}
	arena_reset(&l->walk.frame);
	view(&s, &l->pack, &l->walk.look, &ui, &l->walk.frame, &l->walk.scene);
	return &l->walk.scene;
}

static struct scene *good_scene(struct look_at *l)
{
	return good_scene_on(l, "10.1");
}

static struct item *some_text(struct scene *s)
{
	for (int i = 0; i < s->item_count; i++)
		if (s->items[i].kind == ITEM_TEXT && s->items[i].text->run_count > 1)
			return &s->items[i];
	return NULL;
}

static struct item *some_picture(struct scene *s)
{
	for (int i = 0; i < s->item_count; i++)
		if (s->items[i].kind == ITEM_PICTURE)
			return &s->items[i];
	return NULL;
}

static void picture_alone(struct scene *s)
{
	int kept = 0;
	for (int i = 0; i < s->item_count; i++)
		if (s->items[i].kind == ITEM_PICTURE)
			s->items[kept++] = s->items[i];
	s->item_count = kept;
	s->target_count = 1;
	s->targets[0].msg.kind = MSG_NEXT;
}

static void plant(struct scene *s, int which)
{
	struct target *t = s->targets, swap = t[0];
	struct item *text = some_text(s);
	struct text_layout *layout = (struct text_layout *)text->text; /* in the frame arena: ours */
	switch (which) {
	case 0: break; /* nothing wrong: the control */
	case 1: s->clipped = true; break;
	case 2: t[0].at.h = 80; break;			       /* T1: 13.6 mm */
	case 3: t[1].at.y = t[0].at.y + t[0].at.h + 10; break; /* T3: 1.7 mm */
	case 4: t[1].at.y = t[0].at.y + 40; break;	       /* one over the other */
	case 5: t[0].at.x = -20; break;
	case 6: t[0] = t[1], t[1] = swap; break; /* F1 */
	case 7: t[0].label = ""; break;
	case 8: t[0].speech_count = 0; break;
	case 9: text->at.x = s->width - 30; break;
	case 10: text->at.y = t[0].at.y + t[0].at.h - 10; break; /* across the edge of an answer */
	case 11: some_picture(s)->at = text->at; break;
	case 12: layout->torn = true; break;
	case 13: layout->missing = true; break;
	case 14: layout->size.cap = 27; break; /* V1: 4.6 mm */
	case 15: layout->overflow = true; break;
	case 16: picture_alone(s); break;
	}
}

Test(layout, each_planted_mistake_is_found)
{
	static struct look_at l;
	for (int which = 0; which < 17; which++) {
		struct scene *s = good_scene(&l);
		static struct findings found;
		found = (struct findings){ .where = "planted" };
		plant(s, which);
		check_scene(&found, s, &l.panel, false, false);
		cr_expect_eq(found.count > 0, which > 0, "mistake %d", which);
		leave(&l);
		l = (struct look_at){ 0 };
	}
}

Test(layout, a_bar_that_moves_is_found)
{
	static struct look_at l;
	struct scene *s = good_scene(&l);
	static struct findings found;
		found = (struct findings){ .where = "planted" };
	struct scene moved = *s;
	moved.targets = arena_array(&l.memory, (size_t)s->target_count, sizeof *s->targets);
	memcpy(moved.targets, s->targets, (size_t)s->target_count * sizeof *s->targets);
	check_bar(&found, s, &moved);
	cr_expect_eq(found.count, 0);
	moved.targets[s->target_count - 1].at.x += 1;
	check_bar(&found, s, &moved);
	cr_expect_eq(found.count, 1);
	leave(&l);
}

static int words_in_bar(const struct scene *s)
{
	int words = 0;
	for (int i = 0; i < s->target_count; i++)
		for (int j = 0; j < s->item_count && s->targets[i].in_bar; j++) {
			struct rect at = s->targets[i].at, text = s->items[j].at;
			words += s->items[j].kind == ITEM_TEXT && text.y >= at.y && text.y < at.y + at.h && text.x >= at.x &&
				 text.x < at.x + at.w;
		}
	return words;
}

/* 10.1 inches of 1920 x 1080 on their side are 10 mm narrower than those of 1280 x 800. */
Test(layout, a_bar_too_narrow_for_its_words_shows_icons_alone)
{
	static struct look_at l;
	cr_expect_eq(words_in_bar(good_scene_on(&l, "10.1-portrait")), 4);
	leave(&l);
	l = (struct look_at){ 0 };
	cr_expect_eq(words_in_bar(good_scene_on(&l, "1080x1920@125.7x223.5")), 0);
	leave(&l);
}
