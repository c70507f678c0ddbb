/* How strong a typed password is, and what would make it better. The library is an estimator: what is expected here is what
 * anybody would say of these, not its third digit. */
#include <criterion/criterion.h>

#include "judge/judge.h"

Test(judge, nothing_typed_is_weak_and_wants_signs)
{
	struct judgment j = judge_password("");
	cr_expect_eq(j.strength, 0);
	cr_expect_eq(j.advice, JUDGE_LONGER);
}

Test(judge, what_everybody_tries_is_weak)
{
	static const char *const weak[] = { "123456", "azerty", "soleil", "Marseille", "m0tdepasse", "aaaaaaaa", "chocolat1" };
	for (int i = 0; i < 7; i++)
		cr_expect_leq(judge_password(weak[i]).strength, 1, "%s", weak[i]);
}

Test(judge, a_long_sentence_is_as_strong_as_can_be)
{
	cr_expect_eq(judge_password("Le vieux tracteur chante sous 3 parapluies").strength, 4);
	cr_expect_eq(judge_password("Le vieux tracteur chante sous 3 parapluies").advice, JUDGE_ENOUGH);
}

Test(judge, eight_odd_signs_are_not_yet_the_strongest)
{
	struct judgment j = judge_password("vK9\xc3\xa9#q2L");
	cr_expect_geq(j.strength, 2);
	cr_expect_lt(j.strength, 4);
	cr_expect_eq(j.advice, JUDGE_LONGER);
}

Test(judge, the_advice_is_about_what_is_weak)
{
	cr_expect_eq(judge_password("princesse").advice, JUDGE_KNOWN);
	cr_expect_eq(judge_password("zzzzzzz").advice, JUDGE_REPEATS);
	cr_expect_eq(judge_password("abcdefgh").advice, JUDGE_FOLLOWS);
	cr_expect_eq(judge_password("14/07/1952").advice, JUDGE_DATE);
}

Test(judge, accents_do_not_hide_a_known_word)
{
	cr_expect_leq(judge_password("fran\xc3\xa7oise").strength, 1);
	cr_expect_eq(judge_password("fran\xc3\xa7oise").advice, JUDGE_KNOWN);
}

Test(judge, every_sign_counts_once_whatever_its_script)
{
	/* Six letters of any script are six signs: not strong. */
	cr_expect_leq(judge_password("\xd0\xb2\xd0\xb5\xd1\x81\xd0\xbd\xd0\xb0\xd0\xb4").strength, 3);
	cr_expect_leq(judge_password("\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85").strength, 2);
}
