/* From scenes to pixels: what is painted, in which order, and what is painted again. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/frame.h"
#include "platform/helpers/folder.h"
#include "platform/picture.h"

enum { WIDTH = 640, HEIGHT = 400, MM = 5 };

static uint32_t px[WIDTH * HEIGHT];
static struct canvas canvas = { px, WIDTH, HEIGHT, WIDTH, { 0, 0, 0, 0 } };
static struct frame_tools tools;
static struct frame *frame;
static struct arena arena;
static struct ui_state quiet = { .focus = -1, .spoken = -1 };
static struct rect damage[FRAME_DAMAGE_MAX];
static int damage_count;

static void save_mask(const char *path, int lit_from_x)
{
	struct picture p = { calloc(64 * 64, 4), 64, 64 };
	struct err e = { 0 };
	for (int i = 0; i < 64 * 64; i++)
		p.rgba[4 * i + 3] = i % 64 >= lit_from_x ? 255 : 0;
	cr_assert(picture_save(&p, path, &e), "%s", e.text);
	free(p.rgba);
}

static void open_all(void)
{
	struct err e = { 0 };
	folder_make();
	tools.fonts = fonts_open("assets", &e);
	cr_assert(tools.fonts, "%s", e.text);
	tools.icons = icons_open(folder);
	tools.gallery = gallery_open(folder, "assets/pictures");
	tools.mm = MM;
	frame = frame_open(&tools);
}

static void close_all(void)
{
	frame_close(frame);
	gallery_close(tools.gallery);
	icons_close(tools.icons);
	fonts_close(tools.fonts);
	arena_drop(&arena);
	folder_remove();
}

TestSuite(frame, .init = open_all, .fini = close_all);

static void draw(const struct scene *s, const struct ui_state *ui)
{
	damage_count = frame_draw(frame, &canvas, s, ui, damage);
}

static uint32_t ink(enum ink i)
{
	return paint_colour(theme_inks[0][i]);
}

static uint32_t at(int x, int y)
{
	return px[y * WIDTH + x];
}

static int count_in(struct rect r, uint32_t colour)
{
	int n = 0;
	for (int y = r.y; y < r.y + r.h; y++)
		for (int x = r.x; x < r.x + r.w; x++)
			n += at(x, y) == colour;
	return n;
}

static const struct text_layout *layout(const char *s, int width)
{
	struct text_style style = { .px = 40 };
	return text_layout_string(fonts_measure(tools.fonts), &arena, s, &style, width);
}

/* A page with a sentence, a button and an icon on it. */
static struct scene page(const char *sentence)
{
	struct scene s;
	scene_begin(&s, &arena, WIDTH, HEIGHT);
	struct item *text = scene_item(&s, ITEM_TEXT, (struct rect){ 20, 20, 600, 150 });
	text->text = layout(sentence, 600);
	text->ink = INK_TEXT;
	text->speech = scene_speech(&s, sentence, LANG_FR);
	struct rect at = { 40, 240, 200, 100 };
	struct item *button = scene_item(&s, ITEM_BOX, at);
	button->ink = INK_ACTION;
	button->radius = 12;
	struct item *word = scene_item(&s, ITEM_TEXT, (struct rect){ 60, 260, 160, 60 });
	word->text = layout("Oui", 160);
	word->ink = INK_ON_ACTION;
	word->speech = scene_speech(&s, "Oui", LANG_FR);
	scene_target(&s, at, MSG_HOME, 0, "Oui");
	return s;
}

Test(frame, the_first_draw_paints_everything_and_the_same_again_nothing)
{
	struct scene s = page("Bonjour le monde");
	draw(&s, &quiet);
	cr_assert_eq(damage_count, 1);
	cr_assert_eq(damage[0].w * damage[0].h, WIDTH * HEIGHT);
	cr_assert_eq(at(0, 0), ink(INK_PAGE));
	cr_assert_eq(at(50, 290), ink(INK_ACTION));
	cr_assert_gt(count_in((struct rect){ 20, 20, 600, 80 }, ink(INK_TEXT)), 500);
	cr_assert_gt(count_in((struct rect){ 60, 260, 160, 60 }, ink(INK_ON_ACTION)), 100);
	struct scene again = page("Bonjour le monde"); /* another arena place, the same picture */
	draw(&again, &quiet);
	cr_assert_eq(damage_count, 0);
	frame_forget(frame);
	draw(&again, &quiet);
	cr_assert_eq(damage_count, 1);
}

Test(frame, a_change_repaints_its_place_only_and_exactly)
{
	static uint32_t expected[WIDTH * HEIGHT];
	struct scene a = page("Bonjour le monde"), b = page("Bonjour la lune");
	draw(&b, &quiet);
	memcpy(expected, px, sizeof px);
	draw(&a, &quiet);
	cr_assert_neq(memcmp(px, expected, sizeof px), 0);
	draw(&b, &quiet);
	cr_assert_arr_eq(px, expected, sizeof px);
	int area = 0;
	for (int i = 0; i < damage_count; i++)
		area += damage[i].w * damage[i].h;
	cr_assert_lt(area, WIDTH * HEIGHT / 4, "%d", area);
}

Test(frame, random_changes_end_in_the_same_pixels_as_a_fresh_draw)
{
	static uint32_t stepped[WIDTH * HEIGHT];
	unsigned seed = 7;
	for (int round = 0; round < 60; round++) {
		struct scene s;
		struct ui_state ui = quiet;
		scene_begin(&s, &arena, WIDTH, HEIGHT);
		int items = (int)((seed = seed * 1103515245 + 12345) >> 16) % 8;
		for (int i = 0; i < items; i++) {
			unsigned r = (seed = seed * 1103515245 + 12345) >> 8;
			struct rect at = { (int)(r % 6) * 90, (int)(r / 6 % 5) * 70, 150, 100 };
			struct item *item = scene_item(&s, r / 30 % 3 ? ITEM_BOX : ITEM_TEXT, at);
			item->ink = (enum ink)(1 + r / 90 % (INK_COUNT - 1));
			item->line = r & 1 ? INK_LINE : INK_ACTION;
			item->line_px = (int)(r / 9 % 4);
			item->radius = (int)(r / 7 % 30);
			if (item->kind == ITEM_TEXT)
				item->text = layout("Un deux trois", 150);
			item->speech = i;
			scene_target(&s, at, MSG_HOME, 0, "");
		}
		ui.focus = items ? (int)(seed >> 4) % items : -1;
		ui.spoken = (int)(seed >> 5) % 8;
		ui.word_start = 3;
		ui.word_end = (int)(seed >> 6) % 12;
		draw(&s, &ui);
		memcpy(stepped, px, sizeof px);
		frame_forget(frame);
		draw(&s, &ui);
		cr_assert_arr_eq(px, stepped, sizeof px, "round %d", round);
	}
}

Test(frame, the_light_lies_behind_its_word)
{
	const char *sentence = "Bonjour le monde";
	struct scene s = page(sentence);
	const struct text_run *runs = s.items[0].text->runs;
	cr_assert_eq(s.items[0].text->run_count, 3);
	struct ui_state ui = { .focus = -1, .spoken = 0, .word_start = 8, .word_end = 10 };
	draw(&s, &quiet);
	int ink_before = count_in((struct rect){ 20 + runs[1].x, 20, runs[1].width, 60 }, ink(INK_TEXT));
	draw(&s, &ui);
	struct rect word = { 20 + runs[1].x, 20, runs[1].width, 60 };
	cr_assert_gt(count_in(word, ink(INK_SPOKEN)), 300);
	cr_assert_eq(count_in(word, ink(INK_TEXT)), ink_before, "the letters lie on the light");
	cr_assert_eq(count_in((struct rect){ 20, 20, runs[0].width, 60 }, ink(INK_SPOKEN)), 0, "not the word before");
	cr_assert_eq(count_in((struct rect){ 20 + runs[2].x + 1, 20, runs[2].width, 60 }, ink(INK_SPOKEN)), 0, "nor after");
	int area = 0;
	for (int i = 0; i < damage_count; i++)
		area += damage[i].w * damage[i].h;
	cr_assert_lt(area, 200 * 100, "a word is a small change: %d", area);
	ui.word_end = 0;
	draw(&s, &ui);
	cr_assert_gt(count_in((struct rect){ 20, 20, runs[0].width, 60 }, ink(INK_SPOKEN)), 300, "end 0: the whole piece");
	ui.spoken = 5;
	draw(&s, &ui);
	cr_assert_eq(count_in((struct rect){ 0, 0, WIDTH, HEIGHT }, ink(INK_SPOKEN)), 0);
}

Test(frame, light_letters_turn_dark_on_the_light)
{
	struct scene s = page("Bonjour");
	struct ui_state ui = { .focus = -1, .spoken = 1 };
	draw(&s, &ui);
	struct rect word = { 60, 260, 160, 60 };
	cr_assert_gt(count_in(word, ink(INK_SPOKEN)), 300);
	cr_assert_eq(count_in(word, ink(INK_ON_ACTION)), 0, "white on yellow cannot be read");
	cr_assert_gt(count_in(word, ink(INK_TEXT)), 100);
}

static struct colour as_colour(uint32_t px_colour)
{
	return (struct colour){ (uint8_t)(px_colour >> 16), (uint8_t)(px_colour >> 8), (uint8_t)px_colour };
}

/* Going out from the target's edge: every step between neighbours of the ring is 3:1, and each ring is 1 mm wide. */
static void check_ring(const struct scene *s, struct rect target)
{
	struct ui_state ui = { .focus = s->target_count - 1, .spoken = -1 };
	frame_forget(frame);
	draw(s, &ui);
	int y = target.y + target.h / 2;
	struct colour inside = as_colour(at(target.x + 1 + (target.x < 2 * MM ? 2 * MM : 0), y));
	int left = target.x < 2 * MM ? 0 : target.x - 2 * MM;
	struct colour outer = as_colour(at(left + MM / 2, y)), inner = as_colour(at(left + MM + MM / 2, y));
	cr_assert_geq(colour_contrast(outer, inner), 3);
	cr_assert(colour_contrast(inner, inside) >= 3 || colour_contrast(outer, inside) >= 3);
	if (left > 0) {
		struct colour outside = as_colour(at(left - 1, y));
		cr_assert(colour_contrast(outer, outside) >= 3);
	}
	for (int i = 0; i < MM; i++) {
		cr_assert_eq(at(left + i, y), at(left, y));
		cr_assert_eq(at(left + MM + i, y), at(left + MM, y));
	}
}

Test(frame, the_focus_ring_stands_out_in_both_themes_on_any_control)
{
	static const enum ink controls[] = { INK_PAGE, INK_SOFT, INK_ACTION, INK_GOOD, INK_NOTYET };
	for (int contrast = 0; contrast < 2; contrast++)
		for (size_t i = 0; i < sizeof controls / sizeof *controls; i++)
			for (int edge = 0; edge < 2; edge++) {
				struct scene s;
				struct rect at = { edge ? 0 : 60, 100, 200, 100 };
				scene_begin(&s, &arena, WIDTH, HEIGHT);
				s.contrast = contrast;
				scene_item(&s, ITEM_BOX, at)->ink = controls[i];
				scene_target(&s, at, MSG_HOME, 0, "");
				check_ring(&s, at);
			}
}

Test(frame, an_icon_is_tinted_scaled_and_mirrored)
{
	struct scene s;
	save_mask(in_folder("half.png"), 32);
	for (int mirror = 0; mirror < 2; mirror++) {
		scene_begin(&s, &arena, WIDTH, HEIGHT);
		struct item *i = scene_item(&s, ITEM_ICON, (struct rect){ 100, 100, 60, 40 });
		i->name = "half";
		i->ink = INK_ACTION;
		i->mirror = mirror;
		draw(&s, &quiet);
		/* 40 px wide, in the middle of 60: 110 to 150 */
		cr_assert_eq(at(149, 120), ink(mirror ? INK_PAGE : INK_ACTION));
		cr_assert_eq(at(110, 120), ink(mirror ? INK_ACTION : INK_PAGE));
		cr_assert_eq(at(109, 120), ink(INK_PAGE));
		cr_assert_eq(count_in((struct rect){ 100, 100, 60, 40 }, ink(INK_ACTION)), 20 * 40);
	}
}

Test(frame, a_picture_keeps_its_proportions_and_its_corners_are_round)
{
	struct scene s;
	struct picture p = { malloc(40 * 20 * 4), 40, 20 };
	struct err e = { 0 };
	for (int i = 0; i < 800; i++)
		memcpy(p.rgba + 4 * i, (uint8_t[]){ 200, 30, 60, 255 }, 4);
	cr_assert(picture_save(&p, in_folder("red.png"), &e));
	free(p.rgba);
	scene_begin(&s, &arena, WIDTH, HEIGHT);
	struct item *i = scene_item(&s, ITEM_PICTURE, (struct rect){ 100, 100, 200, 200 });
	i->name = "red";
	i->radius = 10;
	draw(&s, &quiet);
	cr_assert_eq(at(200, 149), ink(INK_PAGE), "200 x 100, in the middle of 200 x 200");
	cr_assert_eq(at(200, 150), 0xFFC81E3C);
	cr_assert_eq(at(200, 249), 0xFFC81E3C);
	cr_assert_eq(at(100, 200), 0xFFC81E3C);
	cr_assert_eq(at(100, 150), ink(INK_PAGE));
	cr_assert_eq(at(299, 249), ink(INK_PAGE));
}

Test(frame, what_was_prepared_is_there_when_it_is_drawn)
{
	struct scene now = page("Bonjour"), next;
	save_mask(in_folder("soon.png"), 0);
	scene_begin(&next, &arena, WIDTH, HEIGHT);
	scene_item(&next, ITEM_PICTURE, (struct rect){ 100, 100, 64, 64 })->name = "soon";
	struct item *icon = scene_item(&next, ITEM_ICON, (struct rect){ 200, 100, 64, 64 });
	icon->name = "soon";
	icon->ink = INK_ACTION;
	draw(&now, &quiet);
	frame_prepare(frame, &next);
	draw(&now, &quiet);
	cr_assert_eq(damage_count, 0, "nothing was shown of it");
	cr_assert_eq(remove(in_folder("soon.png")), 0);
	draw(&next, &quiet);
	cr_assert_eq(at(132, 132), 0xFF000000);
	cr_assert_eq(at(232, 132), ink(INK_ACTION));
}

Test(frame, the_programs_own_pictures_have_a_folder_of_their_own)
{
	struct shown shown;
	gallery_close(tools.gallery);
	tools.gallery = gallery_open("/nowhere", folder);
	save_mask(in_folder("hello.png"), 0);
	cr_assert(gallery_get(tools.gallery, "@hello", 32, 32, 0, &shown));
	cr_assert_not(gallery_get(tools.gallery, "hello", 32, 32, 0, &shown));
	cr_assert_not(gallery_get(tools.gallery, "@/etc/hello", 32, 32, 0, &shown));
	cr_assert_not(gallery_get(tools.gallery, "@", 32, 32, 0, &shown));
}

Test(frame, a_missing_picture_is_a_quiet_frame)
{
	struct scene s;
	static const char *const names[] = { "absent", "../../etc/passwd", "", "a/b/c" };
	for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
		scene_begin(&s, &arena, WIDTH, HEIGHT);
		struct item *i = scene_item(&s, ITEM_PICTURE, (struct rect){ 100, 100, 200, 200 });
		i->name = names[n];
		draw(&s, &quiet);
		cr_assert_eq(at(200, 200), ink(INK_SOFT));
		cr_assert_eq(at(100, 200), ink(INK_LINE));
		cr_assert_eq(at(99, 200), ink(INK_PAGE));
		struct item *icon = scene_item(&s, ITEM_ICON, (struct rect){ 400, 100, 50, 50 });
		icon->name = names[n];
		icon->ink = INK_TEXT;
		draw(&s, &quiet);
	}
}

Test(frame, pictures_stay_within_their_bound_of_memory)
{
	struct shown shown;
	save_mask(in_folder("big.png"), 32);
	for (int size = 400; size < 440; size++) {
		cr_assert(gallery_get(tools.gallery, "big", size, size, 0, &shown));
		cr_assert_leq(gallery_bytes(tools.gallery), GALLERY_BYTES_MAX + (size_t)size * size * 4, "the last one is lent");
	}
	cr_assert_eq(shown.width, 439);
	for (int i = 0; i < 200; i++)
		cr_assert_not(gallery_get(tools.gallery, in_folder("no") + i % 9, 10 + i, 10, 0, &shown));
	gallery_set_folder(tools.gallery, folder);
	cr_assert_eq(gallery_bytes(tools.gallery), 0);
}

Test(frame, every_detail_of_a_box_counts)
{
	struct scene s;
	struct item first = { .kind = ITEM_BOX, .at = { 50, 50, 100, 100 }, .ink = INK_SOFT, .line = INK_LINE, .line_px = 3, .radius = 9 };
	struct item others[5];
	for (int i = 0; i < 5; i++)
		others[i] = first;
	others[0].ink = INK_GOOD;
	others[1].line = INK_ACTION;
	others[2].line_px = 4;
	others[3].radius = 8;
	others[4].at.w = 101;
	for (int i = 0; i < 10; i++) {
		scene_begin(&s, &arena, WIDTH, HEIGHT);
		*scene_item(&s, ITEM_BOX, first.at) = i % 2 ? others[i / 2] : first;
		draw(&s, &quiet);
		cr_assert_eq(damage_count, 1, "%d", i);
	}
}
