/* Password workshop: typed, judged, wiped at every way out. */
#include <criterion/criterion.h>
#include <string.h>

#include "session/helpers/kinds.h"

static void type(const char *text)
{
	at(SCREEN_PASSWORD, 1);
	send(MSG_NEXT, 0);
	for (; *text; text++)
		send(MSG_TYPE, *text);
}

static bool holds_nothing(void)
{
	const char *bytes = (const char *)&s;
	for (size_t i = 0; i + 5 <= sizeof s; i++)
		if (memcmp(bytes + i, "rosee", 5) == 0)
			return false;
	return true;
}

TestSuite(password, .init = kinds_open);

Test(password, what_is_typed_is_judged_at_once)
{
	type("rosee");
	cr_expect_str_eq(s.act.typed, "rosee");
	cr_expect(fx.judge);
	cr_expect_str_eq(fx.typed, "rosee");
	cr_expect_not(holds_nothing());
	struct msg m = { .kind = MSG_JUDGED, .arg = 3, .number = ADVICE_LONGER };
	s = session_update(s, &kinds_pack, &m, &fx);
	cr_expect_eq(s.act.strength, 3);
	cr_expect_eq(s.act.advice, ADVICE_LONGER);
	send(MSG_UNDO, 0);
	cr_expect_str_eq(s.act.typed, "rose");
}

Test(password, a_sign_of_several_bytes_is_one_sign)
{
	type("a");
	send(MSG_TYPE, 0xE9);
	send(MSG_TYPE, 0x451);
	cr_expect_eq(s.act.value[0], 3);
	send(MSG_UNDO, 0);
	cr_expect_str_eq(s.act.typed, "a\xc3\xa9");
	for (int i = 0; i < 100; i++)
		send(MSG_TYPE, 0x1F600);
	cr_expect_leq(strlen(s.act.typed), TYPED_MAX);
	for (int i = 0; i < 100; i++)
		send(MSG_UNDO, 0);
	cr_expect_str_eq(s.act.typed, "");
}

Test(password, it_is_wiped_when_it_was_judged)
{
	type("rosee");
	send(MSG_CHOSEN, 0);
	cr_expect(holds_nothing());
	cr_expect_eq(s.act.value[0], 5);
}

Test(password, it_is_wiped_by_passer_retour_and_the_end)
{
	static const enum msg_kind ways[] = { MSG_SKIP, MSG_BACK, MSG_END, MSG_CHOSEN };
	for (int i = 0; i < 4; i++) {
		type("rosee");
		send(ways[i], 0);
		cr_expect(holds_nothing(), "way %d", i);
	}
}

Test(password, it_is_wiped_when_nobody_is_there)
{
	type("rosee");
	struct msg m = { .kind = MSG_TICK, .now_ms = s.touched_ms + IDLE_WARNING_MS };
	s = session_update(s, &kinds_pack, &m, &fx);
	cr_expect_eq(s.over, OVER_IDLE);
	cr_expect(holds_nothing());
}

Test(password, nothing_is_told_of_it)
{
	at(SCREEN_PASSWORD, 1);
	int told = s.visit.count;
	type("rosee");
	send(MSG_CHOSEN, 0);
	send(MSG_NEXT, 0);
	cr_expect_eq(s.visit.count, told);
}

Test(password, nothing_typed_is_not_judged)
{
	type("");
	send(MSG_CHOSEN, 0);
	cr_expect_eq(s.act.count, 1);
	cr_expect_not(fx.judge);
}
