/* Colours and sizes. Every pair of inks that a view puts over each other is readable in both themes (access.md V3, V4),
 * and what is larger than life on paper is so in pixels, on every panel (V1, V2, T2, T3). */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "helpers/fake_measure.h"
#include "ui/helpers/walk.h"

static const char *const panels[] = { "7", "10.1", "15.6", "7-portrait", "10.1-portrait", "15.6-portrait" };
enum { PANELS = sizeof panels / sizeof *panels };

static const char *const names[INK_COUNT] = { "none", "page", "text", "soft", "line", "action", "on-action", "quiet",
					      "good", "on-good", "notyet", "on-notyet", "focus", "spoken", "warm" };

/* ---- pairs of inks ---- */

struct pairs {
	bool text[INK_COUNT][INK_COUNT]; /* [ink][under it] */
	bool drawn[INK_COUNT][INK_COUNT]; /* icons, borders of controls */
};

static bool holds(struct rect a, int x, int y)
{
	return x >= a.x && y >= a.y && x < a.x + a.w && y < a.y + a.h;
}

/* What colour is at this point under item number `i`. */
static enum ink under(const struct scene *s, int i, int x, int y)
{
	while (i-- > 0)
		if (s->items[i].kind == ITEM_BOX && s->items[i].ink != INK_NONE && holds(s->items[i].at, x, y))
			return s->items[i].ink;
	return s->background;
}

static bool is_target(const struct scene *s, struct rect r)
{
	for (int i = 0; i < s->target_count; i++)
		if (memcmp(&s->targets[i].at, &r, sizeof r) == 0)
			return true;
	return false;
}

static void note(struct tour *w, const char *where, void *context)
{
	struct pairs *p = context;
	const struct scene *s = &w->scene;
	(void)where;
	for (int i = 0; i < s->item_count; i++) {
		const struct item *t = &s->items[i];
		int x = t->at.x + t->at.w / 2, y = t->at.y + t->at.h / 2;
		if (t->kind == ITEM_TEXT && t->text && t->text->run_count)
			p->text[t->ink][under(s, i, t->at.x + t->text->runs[0].x + 1, y)] = true;
		if (t->kind == ITEM_ICON)
			p->drawn[t->ink][under(s, i, x, y)] = true;
		if (t->kind == ITEM_BOX && t->line_px && is_target(s, t->at)) {
			p->drawn[t->line][under(s, i, t->at.x - 2, y)] = true;
			if (t->ink != t->line && t->ink != INK_NONE)
				p->drawn[t->line][t->ink] = true;
		}
	}
}

static struct pairs used(void)
{
	static struct pairs p;
	struct arena memory = { 0 };
	struct pack pack;
	struct panel panel;
	struct err problems[2], e = { 0 };
	int count = 0;
	cr_assert(pack_load(&pack, "tests/flows/pack", &memory, problems, 2, &count, &e), "%s", e.text);
	for (int i = 0; i < PANELS; i++) {
		cr_assert(panel_parse(&panel, panels[i], &e));
		struct tour w = { .pack = &pack,
				  .look = { .panel = &panel, .measure = &fake_measure, .place_name = "", .sound = true },
				  .see = note,
				  .context = &p };
		walk_residents(&w);
		walk_staff(&w);
		arena_drop(&w.frame);
	}
	arena_drop(&memory);
	return p;
}

Test(theme, every_pair_of_inks_that_the_views_use_is_readable)
{
	struct pairs p = used();
	int texts = 0, drawn = 0;
	for (int theme = 0; theme < 2; theme++)
		for (int ink = INK_PAGE; ink < INK_COUNT; ink++)
			for (int on = INK_PAGE; on < INK_COUNT; on++) {
				double c = colour_contrast(theme_inks[theme][ink], theme_inks[theme][on]);
				texts += p.text[ink][on];
				drawn += p.drawn[ink][on];
				if (p.text[ink][on])
					cr_expect_geq(c, 7.0, "V3, theme %d: %s on %s is %.2f", theme, names[ink],
						      names[on], c);
				if (p.drawn[ink][on])
					cr_expect_geq(c, 3.0, "V4, theme %d: %s on %s is %.2f", theme, names[ink],
						      names[on], c);
			}
	cr_expect(p.text[INK_TEXT][INK_PAGE] && p.text[INK_ON_ACTION][INK_ACTION] && p.text[INK_ON_GOOD][INK_GOOD] &&
			  p.text[INK_ON_NOTYET][INK_NOTYET] && p.drawn[INK_ACTION][INK_PAGE],
		  "the walk saw what it must");
	cr_expect_geq(texts, 2 * 7);
	cr_expect_geq(drawn, 2 * 5);
}

Test(theme, the_ratio_is_wcags)
{
	struct colour black = { 0, 0, 0 }, white = { 255, 255, 255 }, grey = { 0x76, 0x76, 0x76 };
	cr_assert_float_eq(colour_contrast(black, white), 21.0, 0.001);
	cr_assert_float_eq(colour_contrast(white, black), 21.0, 0.001);
	cr_assert_float_eq(colour_contrast(grey, white), 4.54, 0.01);
	cr_assert_float_eq(colour_contrast(grey, grey), 1.0, 0.001);
}

Test(theme, text_is_readable_on_the_light_of_the_spoken_word)
{
	for (int theme = 0; theme < 2; theme++)
		cr_expect_geq(colour_contrast(theme_inks[theme][INK_TEXT], theme_inks[theme][INK_SPOKEN]), 7.0);
}

Test(theme, the_focus_ring_stands_out_from_every_ground)
{
	static const enum ink grounds[] = { INK_PAGE, INK_SOFT, INK_GOOD, INK_NOTYET };
	for (int theme = 0; theme < 2; theme++)
		for (size_t i = 0; i < sizeof grounds / sizeof *grounds; i++)
			cr_expect_geq(colour_contrast(theme_inks[theme][INK_FOCUS], theme_inks[theme][grounds[i]]), 3.0);
}

/* ---- sizes ---- */

Test(theme, letters_and_controls_have_their_millimetres_on_every_panel)
{
	for (int i = 0; i < PANELS; i++)
		for (int large = 0; large < 2; large++) {
			struct panel p;
			struct sizes z;
			struct err e = { 0 };
			cr_assert(panel_parse(&p, panels[i], &e));
			sizes_for(&z, &p, large);
			double x = p.width_px / p.width_mm, y = p.height_px / p.height_mm, least = x > y ? x : y;
			/* Capital H of Andika is 0.725 em. */
			cr_expect_geq(z.text * 0.725 / y, large ? 6.1 : 4.8, "V1, V2: %s", panels[i]);
			cr_expect_geq(z.control / least, 16.0, "T2: %s", panels[i]);
			cr_expect_geq(z.gap / least, 3.0, "T3: %s", panels[i]);
			cr_expect_geq(z.answer / least, z.small ? 16.0 : 20.0, "T1: %s", panels[i]);
		}
}

Test(theme, a_panel_is_known_by_name_or_by_its_measures)
{
	struct panel p;
	struct err e = { 0 };
	cr_assert(panel_parse(&p, "1280x800@217x136", &e));
	cr_assert_eq(p.width_px, 1280);
	static const char *const wrong[] = { "", "11", "1280x800", "1280x800@0x136", "1280x800@217x136cm", "99x800@217x136",
					     "1280x800@217x-136", "5000x800@217x136", "1280x800@nanxnan" };
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		e = (struct err){ 0 };
		cr_expect_not(panel_parse(&p, wrong[i], &e), "%s", wrong[i]);
		cr_expect_eq(e.code, ERR_USAGE);
		cr_expect_not_null(strstr(e.text, "10.1"), "the sentence says what is known");
	}
}

/* ---- the theme changes colours and nothing else ---- */

static void measure_all(struct tour *w, const char *where, void *context)
{
	uint64_t *hash = context;
	if (strncmp(where, "settings", 8) == 0)
		return; /* there another choice is lit */
	for (int i = 0; i < w->scene.item_count; i++) {
		const struct item *t = &w->scene.items[i];
		const int parts[] = { t->kind, t->at.x, t->at.y, t->at.w, t->at.h, t->radius, t->line_px, t->ink, t->line };
		for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
			*hash = (*hash ^ (uint64_t)parts[k]) * 0x100000001B3u;
	}
}

Test(theme, the_dark_theme_moves_nothing)
{
	uint64_t hash[3] = { 0 };
	for (int i = 0; i < 3; i++) { /* light, dark, and large as the control */
		struct arena memory = { 0 };
		struct pack pack;
		struct panel panel;
		struct err problems[2], e = { 0 };
		int count = 0;
		cr_assert(pack_load(&pack, "tests/flows/pack", &memory, problems, 2, &count, &e), "%s", e.text);
		cr_assert(panel_parse(&panel, "10.1", &e));
		struct tour w = { .pack = &pack,
				  .look = { .panel = &panel, .measure = &fake_measure, .place_name = "", .sound = true },
				  .contrast = i == 1,
				  .large = i == 2,
				  .see = measure_all,
				  .context = &hash[i] };
		walk_residents(&w);
		arena_drop(&w.frame);
		arena_drop(&memory);
	}
	cr_expect_eq(hash[0], hash[1]);
	cr_expect_neq(hash[0], hash[2]);
}
