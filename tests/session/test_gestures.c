/* My gestures: chosen, taken back, carried away; nothing is told. */
#include <criterion/criterion.h>

#include "session/helpers/kinds.h"

TestSuite(gestures, .init = kinds_open);

Test(gestures, a_touch_chooses_and_another_takes_back)
{
	at(SCREEN_GESTURES, 1);
	cr_expect_eq(s.act.picked, 0);
	send(MSG_PICK, 2);
	cr_expect_eq(s.act.picked, 4);
	cr_expect(s.act.touched);
	send(MSG_PICK, 2);
	cr_expect_eq(s.act.picked, 0);
	cr_expect_not(s.act.touched);
	send(MSG_PICK, 31);
	cr_expect_eq(s.act.picked, 0);
}

Test(gestures, the_memo_comes_behind_and_retour_gives_the_choice_back)
{
	at(SCREEN_GESTURES, 1);
	int step = s.step;
	send(MSG_NEXT, 0);
	cr_expect_eq(s.step, step);
	send(MSG_PICK, 1);
	send(MSG_CHOSEN, 0);
	cr_expect(s.act.done);
	send(MSG_PICK, 0);
	cr_expect_eq(s.act.picked, 2);
	send(MSG_BACK, 0);
	cr_expect_not(s.act.done);
	cr_expect_eq(s.act.picked, 2);
	send(MSG_CHOSEN, 0);
	send(MSG_NEXT, 0);
	cr_expect_eq(s.step, step + 1);
	cr_expect_eq(s.act.picked, 0);
}

Test(gestures, who_passes_has_a_memo_of_nothing)
{
	at(SCREEN_GESTURES, 1);
	send(MSG_PICK, 1);
	send(MSG_SKIP, 0);
	cr_expect(s.act.done);
	cr_expect_eq(s.act.picked, 0);
}

Test(gestures, nothing_is_told)
{
	at(SCREEN_GESTURES, 1);
	int told = s.visit.count;
	send(MSG_PICK, 1);
	send(MSG_CHOSEN, 0);
	send(MSG_NEXT, 0);
	cr_expect_eq(s.visit.count, told);
}
