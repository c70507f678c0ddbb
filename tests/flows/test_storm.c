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

/* ---- a group session ---- */

static void ask(int what, int64_t number)
{
	app_message(&s.app, (struct msg){ .kind = MSG_GUIDED, .arg = what, .number = number, .now_ms = s.player.now_ms });
}

static void enter_the_room(void)
{
	s.app.session.at = AT_STAFF;
	s.app.session.over = OVER_NONE;
	s.app.session.staff.unlocked = true;
	s.app.session.guided.locked = false;
	ask(GUIDED_OPEN, 0);
	ask(GUIDED_CHOOSE, 0);
	ask(GUIDED_START, 0);
	ask(GUIDED_GO, roll(16));
}

/* Whatever is touched: every entry stays within its bounds, and what is kept would be taken back. */
static void room_is_whole(const struct pack *p)
{
	const struct guided *g = &s.app.session.guided;
	bool free_place = false;
	cr_assert(s.app.scene.part >= 0 && s.app.scene.part < s.app.scene.part_count);
	cr_assert_gt(s.app.scene.target_count, 0, "a screen that nobody can leave: page %d", g->page);
	cr_assert(!g->on || guided_valid(g, p), "page %d of phase %d", g->page, g->phase);
	for (int i = 0; g->on && i < ENTRIES_KEPT_MAX; i++) {
		cr_assert(!free_place || g->entries[i].phase < 0, "a hole before entry %d", i);
		free_place = g->entries[i].phase < 0;
	}
}

Test(storm, a_group_session_stands_it_too)
{
	static struct pack p;
	struct arena memory = { 0 };
	struct err problem, e = { 0 };
	int count = 0, typed = 0, chosen = 0, entries = 0;
	cr_assert(pack_load(&p, "tests/guides", &memory, &problem, 1, &count, &e), "%s", e.text);
	s.app.pack = &p;
	for (int i = 0; i < 6000; i++) {
		s.player.now_ms += 700;
		app_message(&s.app, (struct msg){ .kind = MSG_TICK, .now_ms = s.player.now_ms });
		if (s.app.session.at != AT_GUIDED || !s.app.session.guided.on)
			enter_the_room();
		if (i % 40 == 0) { /* half of the time where most can be done: the sheets, the board */
			s.app.session.over = OVER_NONE;
			s.app.session.guided.locked = false;
			ask(GUIDED_RETURN, 0);
			ask(GUIDED_GO, roll(2) ? 2 + 3 * roll(2) : roll(16));
		}
		if (i % 40 == 20 && s.app.session.guided.page == GUIDED_PHASE)
			ask(GUIDED_NOTE, roll(6));
		int at = roll(s.app.scene.target_count);
		struct msg m = s.app.scene.targets[at].msg;
		m.now_ms = s.player.now_ms;
		if (roll(20) == 0) /* a verb with any operand: nothing on the glass asks it, nothing may break */
			m = (struct msg){ .kind = MSG_GUIDED, .arg = roll(GUIDED_DETAIL + 2), .number = roll(300) - 20, .now_ms = m.now_ms };
		app_message(&s.app, m);
		while (app_settle(&s.app, s.player.now_ms))
			;
		if (s.app.session.at != AT_GUIDED)
			continue;
		room_is_whole(&p);
		typed += s.app.session.guided.page == GUIDED_TYPING;
		chosen += s.app.session.guided.page == GUIDED_CHOICE;
		entries += s.app.session.guided.entries[0].phase >= 0;
	}
	cr_expect(typed > 50 && chosen > 20 && entries > 20, "the storm went to boards and sheets: %d %d %d", typed, chosen, entries);
	arena_drop(&memory);
}
