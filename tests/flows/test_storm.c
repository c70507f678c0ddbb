/* Thousands of touches anywhere, by many hands: the loop stays alive, every scene stays whole, and the facts stay few. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "flows/helpers/stage.h"

static struct stage s;
static char *told;
static size_t told_size;
static uint64_t dice;

static int roll(int sides)
{
	dice = dice * 6364136223846793005u + 1442695040888963407u;
	return (int)((dice >> 33) % (uint64_t)sides);
}

static void begin(void)
{
	stage_open(&s, "10.1", open_memstream(&told, &told_size));
	dice = 20261122;
}

static void end(void)
{
	stage_close(&s);
	fclose(s.out);
	free(told);
}

static void touch(enum input_kind kind, int x, int y)
{
	struct input in = { .kind = kind, .x = x, .y = y, .now_ms = s.player.now_ms };
	app_input(&s.app, &in);
}

static void whole(void)
{
	const struct scene *c = &s.app.scene;
	cr_assert(!c->clipped);
	cr_assert(c->part >= 0 && c->part < c->part_count);
	cr_assert(c->wake_anywhere || c->target_count > 0, "a screen that nobody can leave");
	cr_assert(s.app.ui.focus < c->target_count);
}

TestSuite(storm, .init = begin, .fini = end);

Test(storm, five_thousand_taps_in_ten_minutes_leave_few_facts)
{
	long long start = s.player.now_ms;
	int shown = 0;
	for (int i = 0; i < 5000; i++) {
		s.player.now_ms += 120;
		int x = roll(1280), y = roll(800);
		touch(INPUT_PRESS, x, y);
		touch(INPUT_RELEASE, x + roll(9) - 4, y + roll(9) - 4);
		while (app_settle(&s.app, s.player.now_ms))
			;
		whole();
		shown |= 1 << s.app.session.at;
	}
	cr_expect(shown & 1 << AT_STEP && shown & 1 << AT_FEEDBACK, "the storm went somewhere");
	/* One visit is at most VISIT_FACTS_MAX envelopes however long it lasts, and it takes several touches to make one. */
	cr_expect_geq(s.visits, 1);
	cr_expect_leq(s.facts, s.visits * VISIT_FACTS_MAX);
	cr_expect_leq(s.visits, (int)((s.player.now_ms - start) / 2000), "%d visits", s.visits);
}

Test(storm, keys_and_fingers_mixed_never_break_a_screen)
{
	for (int i = 0; i < 5000; i++) {
		s.player.now_ms += 20 + roll(700);
		int x = roll(1280), y = roll(800);
		switch (roll(6)) {
		case 0: touch(INPUT_PRESS, x, y); break;
		case 1: touch(INPUT_RELEASE, x, y); break;
		case 2: touch(INPUT_CANCEL, x, y); break;
		case 3:
		case 4: {
			struct input key = { .kind = INPUT_KEY, .key = roll(KEY_DIGIT0 + 10), .now_ms = s.player.now_ms };
			app_input(&s.app, &key);
			break;
		}
		case 5:
			app_message(&s.app, (struct msg){ .kind = roll(2) ? MSG_TICK : MSG_VOICE_DONE,
							  .now_ms = s.player.now_ms });
			break;
		}
		app_settle(&s.app, s.player.now_ms);
		whole();
	}
}

/* Nothing is drawn again, and no deadline is in the past, when touches do nothing. */
Test(storm, a_deadline_is_never_behind_us)
{
	for (int i = 0; i < 3000; i++) {
		s.player.now_ms += roll(3) ? 900 : 20000;
		const struct scene *c = &s.app.scene;
		if (c->target_count && roll(3))
			replay_touch(&s.player, roll(c->target_count));
		else
			touch(INPUT_PRESS, roll(1280), roll(800)), touch(INPUT_RELEASE, 5, 5);
		app_message(&s.app, (struct msg){ .kind = MSG_VOICE_DONE, .now_ms = s.player.now_ms });
		app_message(&s.app, (struct msg){ .kind = MSG_TICK, .now_ms = s.player.now_ms });
		long long next = session_deadline(&s.app.session);
		if (s.app.session.speaking)
			continue;
		cr_assert_gt(next, s.player.now_ms, "at %d over %d", s.app.session.at, s.app.session.over);
	}
}
