/* The screen on a card that the tests play (helpers/fake_card.c): what it asks of the kernel when displays come, go and change.
 * The real kernel's answers are seen in the emulator (tests/device/screen). */
#include <criterion/criterion.h>
#include <errno.h>
#include <string.h>

#include "screen/helpers/fake_card.h"
#include "screen/screen.h"

static struct screen *screen;

static void open_screen(void)
{
	struct err e = { 0 };
	cr_assert(screen_open(&screen, fake_dir, &e), "%s", e.text);
}

static void end(void)
{
	screen_close(screen);
	screen = NULL;
	fake_card_remove();
}

TestSuite(screen, .init = fake_card_make, .fini = end);

static const struct screen_rect some[] = { { 10, 20, 30, 40 }, { 100, 200, 5, 6 } };

/* ---- opening ------------------------------------------------------------------------------------------------------ */

Test(screen, it_has_the_preferred_mode_and_the_displays_millimetres)
{
	open_screen();
	const struct screen_pixels *p = screen_pixels(screen);
	cr_assert_eq(p->width, 1280);
	cr_assert_eq(p->height, 800);
	cr_assert_eq(p->stride, 1280 + 16);
	cr_assert_eq(p->width_mm, 217);
	cr_assert_eq(p->height_mm, 136);
	p->px[799 * p->stride + 1279] = 0xFFFFFF;
}

Test(screen, the_console_stays_until_there_is_something_to_show)
{
	open_screen();
	cr_assert_eq(fake_card.pictures_set, 0);
	cr_assert(screen_show(screen, some, 1));
	cr_assert_eq(fake_card.pictures_set, 1);
	cr_assert(screen_show(screen, some, 2));
	cr_assert_eq(fake_card.pictures_set, 1, "once");
}

static void check_refused(const char *dir, const char *why)
{
	struct err e = { 0 };
	cr_assert_not(screen_open(&screen, dir, &e));
	cr_assert_null(screen);
	cr_assert_eq(e.code, ERR_UNSUPPORTED);
	cr_assert_str_eq(e.text, why);
	cr_assert_eq(fake_card.buffers, 0);
	cr_assert_eq(fake_card.frames, 0);
}

Test(screen, without_a_card_it_says_so)
{
	check_refused("/nowhere", "aucune carte graphique");
	fake_card.dumb = false;
	check_refused(fake_dir, "aucune carte graphique");
}

Test(screen, a_card_that_another_program_has_is_left_alone)
{
	fake_card.master = false;
	check_refused(fake_dir, "un autre programme occupe l'écran");
}

Test(screen, no_memory_for_the_picture_is_said)
{
	fake_card.no_memory = true;
	check_refused(fake_dir, "la carte graphique n'a pas de mémoire pour l'image");
}

Test(screen, closing_gives_the_display_back_to_the_console)
{
	open_screen();
	screen_show(screen, some, 1);
	screen_close(screen);
	screen = NULL;
	cr_assert_eq(fake_card.frame_set, 7, "what the console showed");
	cr_assert_eq(fake_card.buffers, 0);
	cr_assert_eq(fake_card.frames, 0);
}

/* ---- what is told ------------------------------------------------------------------------------------------------------ */

Test(screen, a_driver_that_copies_is_told_which_parts)
{
	open_screen();
	screen_show(screen, some, 2);
	cr_assert_eq(fake_card.dirty_calls, 1);
	cr_assert_eq(fake_card.dirty_clips, 2);
	cr_assert(screen_show(screen, NULL, 0));
	cr_assert_eq(fake_card.dirty_calls, 1, "nothing to tell");
}

Test(screen, more_parts_than_a_call_takes_are_the_whole)
{
	struct screen_rect many[40];
	for (int i = 0; i < 40; i++)
		many[i] = (struct screen_rect){ i, i, 1, 1 };
	open_screen();
	cr_assert(screen_show(screen, many, 40));
	cr_assert_eq(fake_card.dirty_clips, 1);
}

Test(screen, a_driver_that_shows_the_memory_itself_is_asked_once)
{
	fake_card.dirty_answer = -ENOSYS;
	open_screen();
	for (int i = 0; i < 5; i++)
		cr_assert(screen_show(screen, some, 1));
	cr_assert_eq(fake_card.dirty_calls, 1);
}

Test(screen, a_card_that_is_gone_or_taken_away_is_lost)
{
	open_screen();
	cr_assert(screen_show(screen, some, 1));
	fake_card.dirty_answer = -ENODEV;
	cr_assert_not(screen_show(screen, some, 1));
}

/* Not a display that was unplugged: that one is waited for, and this one would be for ever. */
Test(screen, a_card_that_has_left_is_lost_before_anything_is_shown)
{
	open_screen();
	cr_assert(screen_show(screen, some, 1));
	fake_card.connected[0] = false;
	fake_card.gone = true;
	cr_assert_eq(screen_look(screen), SCREEN_LOST);
	cr_assert_not(screen_show(screen, some, 1));
	cr_assert_eq(screen_look(screen), SCREEN_LOST, "also when it is asked again");
}

Test(screen, a_display_that_refuses_the_picture_is_lost)
{
	open_screen();
	fake_card.refuses_picture = true;
	cr_assert_not(screen_show(screen, some, 1));
}

/* ---- displays that come and go -------------------------------------------------------------------------------------------- */

Test(screen, unplugged_the_picture_is_kept_and_plugged_again_it_is_shown)
{
	open_screen();
	screen_pixels(screen)->px[5] = 0x123456;
	screen_show(screen, some, 1);
	cr_assert_eq(screen_look(screen), SCREEN_SAME, "another reason to look");

	fake_card.connected[0] = false;
	cr_assert_eq(screen_look(screen), SCREEN_DARK);
	cr_assert_eq(fake_card.turned_off, 1);
	cr_assert_eq(screen_look(screen), SCREEN_SAME, "said once");
	int told = fake_card.dirty_calls;
	screen_pixels(screen)->px[6] = 0x654321; /* the kiosk goes on */
	cr_assert(screen_show(screen, some, 1));
	cr_assert_eq(fake_card.dirty_calls, told);

	fake_card.connected[0] = true;
	cr_assert_eq(screen_look(screen), SCREEN_AGAIN);
	cr_assert(screen_show(screen, some, 1));
	cr_assert_eq(fake_card.pictures_set, 2);
	cr_assert_eq(screen_pixels(screen)->px[5], 0x123456);
	cr_assert_eq(screen_pixels(screen)->px[6], 0x654321);
}

Test(screen, on_the_other_socket_it_is_shown_there)
{
	open_screen();
	screen_show(screen, some, 1);
	unsigned first = fake_card.connector_set;
	fake_card.connected[0] = false;
	fake_card.connected[1] = true;
	cr_assert_eq(screen_look(screen), SCREEN_AGAIN);
	screen_show(screen, some, 1);
	cr_assert_eq(fake_card.connector_set, first + 1);
}

Test(screen, a_display_of_another_size_gets_new_pixels)
{
	open_screen();
	screen_show(screen, some, 1);
	fake_card.width = 800;
	fake_card.height = 480;
	cr_assert_eq(screen_look(screen), SCREEN_NEW);
	cr_assert_eq(screen_pixels(screen)->width, 800);
	cr_assert_eq(screen_pixels(screen)->height, 480);
	cr_assert_eq(fake_card.buffers, 1, "the old ones are given back");
	cr_assert_eq(fake_card.frames, 1);
	cr_assert(screen_show(screen, some, 1));
	cr_assert_eq(fake_card.pictures_set, 2);
}

Test(screen, a_kiosk_may_start_before_its_display)
{
	fake_card.connected[0] = false;
	open_screen();
	cr_assert_null(screen_pixels(screen)->px);
	cr_assert(screen_show(screen, some, 1), "nobody looks");
	cr_assert_eq(screen_look(screen), SCREEN_SAME);
	fake_card.connected[0] = true;
	cr_assert_eq(screen_look(screen), SCREEN_NEW);
	cr_assert_not_null(screen_pixels(screen)->px);
	cr_assert(screen_show(screen, some, 1));
	cr_assert_eq(fake_card.pictures_set, 1);
}

/* ---- the arrow ------------------------------------------------------------------------------------------------------------- */

Test(screen, the_arrow_follows_the_mouse_and_leaves_when_asked)
{
	open_screen();
	screen_arrow(screen, 3, 4);
	cr_assert_not(fake_card.arrow_on, "not before the picture");
	screen_show(screen, some, 1);
	screen_arrow(screen, 30, 40);
	cr_assert(fake_card.arrow_on);
	cr_assert_eq(fake_card.arrow_x, 30);
	cr_assert_eq(fake_card.arrow_y, 40);
	screen_arrow_hide(screen);
	cr_assert_not(fake_card.arrow_on);
}
