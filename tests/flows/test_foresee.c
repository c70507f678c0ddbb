/* What is prepared while a finger is down, or while nobody is there, is what is shown then; and preparing changes nothing. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "flows/helpers/stage.h"

static struct stage s;
static struct arena memory;
static struct scene ahead;

static void begin(void)
{
	stage_open(&s, "10.1", fopen("/dev/null", "w"));
}

static void end(void)
{
	fclose(s.out);
	arena_drop(&memory);
	stage_close(&s);
}

TestSuite(foresee, .init = begin, .fini = end);

static void play(const char *script)
{
	struct err e = { 0 };
	cr_assert(replay_play(&s.player, "test", str_from(script), &e), "%s", e.text);
}

/* Free it. */
static char *told(const struct scene *scene)
{
	char *text = NULL;
	size_t size;
	FILE *f = open_memstream(&text, &size);
	scene_trace(scene, f);
	fclose(f);
	return text;
}

static void same_as_shown(const struct scene *foreseen)
{
	char *then = told(foreseen), *now = told(&s.app.scene);
	cr_expect_str_eq(then, now);
	free(then);
	free(now);
}

static struct input at(enum input_kind kind, const struct rect *r)
{
	return (struct input){ kind, r->x + r->w / 2, r->y + r->h / 2, 0, s.player.now_ms };
}

Test(foresee, nothing_without_a_finger)
{
	play("wake\ndo lang 0");
	cr_assert_not(app_foresee(&s.app, s.player.now_ms, &memory, &ahead));
}

Test(foresee, what_each_control_of_the_home_screen_brings)
{
	play("wake\ndo lang 0");
	struct session home = s.app.session;
	int count = s.app.scene.target_count;
	cr_assert_gt(count, 4);
	for (int i = 0; i < count; i++) {
		play("wait 1");
		struct rect place = s.app.scene.targets[i].at;
		struct input press = at(INPUT_PRESS, &place), release = at(INPUT_RELEASE, &place);
		app_input(&s.app, &press);
		struct session before = s.app.session;
		cr_assert(app_foresee(&s.app, s.player.now_ms, &memory, &ahead));
		cr_assert_eq(memcmp(&before, &s.app.session, sizeof before), 0);
		app_input(&s.app, &release);
		same_as_shown(&ahead);
		s.app.session = home;
		app_refresh(&s.app);
	}
}

Test(foresee, home_from_the_attract_screen)
{
	struct session before = s.app.session;
	app_foresee_home(&s.app, s.player.now_ms, &memory, &ahead);
	cr_assert_eq(memcmp(&before, &s.app.session, sizeof before), 0);
	cr_assert(s.app.scene.wake_anywhere);
	play("wake\ndo lang 0");
	same_as_shown(&ahead);
}

Test(foresee, a_replay_steps_through_questions_and_pages)
{
	play("wake\ndo lang 0\ndo module 0");
	int answered = 0, steps = 0;
	for (; steps < 60 && s.app.session.at != AT_OPINION; steps++) {
		const struct screen *q = session_screen(&s.app.session, &s.pack);
		answered += q && q->answer_count > 0;
		play("step");
	}
	cr_assert_eq(s.app.session.at, AT_OPINION, "after %d steps", steps);
	cr_assert_gt(answered, 0);
}
