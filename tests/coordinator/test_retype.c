/* A key typed back from its sheet: what is forgiven, what is told, where a mistake is. */
#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>

#include "coordinator/guide.h"
#include "coordinator/retype.h"
#include "coordinator/trial.h"

static struct age_identity id;
static char text[AGE_IDENTITY_SIZE], recipient[AGE_RECIPIENT_SIZE];

static void start(void)
{
	struct age_recipient r;
	cr_assert(seal_init(NULL));
	age_identity_new(&id);
	age_identity_print(&id, text);
	age_identity_recipient(&id, &r);
	age_recipient_print(&r, recipient);
}

TestSuite(retype, .init = start);

Test(retype, spaces_and_case_do_not_matter_and_look_alikes_are_understood)
{
	char line[RETYPE_LINE] = " age-secr\tet-k EY-1 oIb1 ";
	retype_clean(line);
	cr_assert_str_eq(line, "AGE-SECRET-KEY-10L8L");
	strcpy(line, "AGE9 OOII");
	retype_clean(line);
	cr_assert_str_eq(line, "AGE900LL");
}

static enum err_code row(int at, const char *line)
{
	struct err e = { 0 };
	cr_assert_eq(retype_row(at, line, &e), e.code == ERR_NONE);
	return e.code;
}

Test(retype, a_row_is_checked_by_itself)
{
	char line[RETYPE_ROW + 2] = { 0 };
	for (int i = 0; i < RETYPE_ROWS; i++) {
		memset(line, 0, sizeof line);
		strncpy(line, text + i * RETYPE_ROW, RETYPE_ROW);
		cr_assert_eq(row(i, line), ERR_NONE, "row %d", i);
		line[strlen(line) - 1] = '\0';
		cr_assert_eq(row(i, line), ERR_FORMAT);
		strcat(line, "QQ");
		cr_assert_eq(row(i, line), ERR_FORMAT);
	}
	cr_assert_eq(row(0, "BGE-SECRET-KEY-1QQQQ"), ERR_FORMAT);
	cr_assert_eq(row(1, "QQQQQQQQQQQQQQQQQQQ?"), ERR_FORMAT);
	cr_assert_eq(row(1, ""), ERR_FORMAT);
}

Test(retype, one_wrong_letter_is_found_wherever_it_is)
{
	for (int at = 16; at < AGE_IDENTITY_SIZE - 1; at++) {
		char typed[AGE_IDENTITY_SIZE];
		memcpy(typed, text, sizeof typed);
		typed[at] = typed[at] == 'Q' ? 'P' : 'Q';
		cr_assert_eq(retype_locate(typed, recipient), at);
	}
}

Test(retype, two_neighbours_that_changed_places_are_found)
{
	for (int at = 20; at < AGE_IDENTITY_SIZE - 2; at += 7) {
		char typed[AGE_IDENTITY_SIZE];
		memcpy(typed, text, sizeof typed);
		typed[at] = text[at + 1];
		typed[at + 1] = text[at];
		if (text[at] != text[at + 1])
			cr_assert_eq(retype_locate(typed, recipient), at);
	}
}

Test(retype, what_cannot_be_placed_is_not_guessed)
{
	char typed[AGE_IDENTITY_SIZE];
	memcpy(typed, text, sizeof typed);
	for (int at = 20; at < 60; at += 13)
		typed[at] = typed[at] == 'Q' ? 'P' : 'Q';
	cr_assert_eq(retype_locate(typed, recipient), -1);
}

Test(trial, a_key_opens_a_bundle_for_itself_and_no_other_does, .init = start)
{
	struct age_identity other;
	struct err e = { 0 };
	cr_assert(trial_bundle(recipient, &id, &e), "%s", e.text);
	age_identity_new(&other);
	cr_assert_not(trial_bundle(recipient, &other, &e));
	cr_assert_eq(e.code, ERR_KEY);
}

static const char *wrapped(const char *text_in, int columns, int indent)
{
	static char out[400];
	struct buf b = { 0 };
	guide_wrap(&b, text_in, columns, indent);
	snprintf(out, sizeof out, "%s", b.data ? b.data : "");
	buf_free(&b);
	return out;
}

Test(guide, lines_break_between_words_and_never_at_french_punctuation)
{
	cr_assert_str_eq(wrapped("un deux trois", 8, 0), "un deux\ntrois");
	cr_assert_str_eq(wrapped("été été été", 7, 2), "été été\n  été");
	cr_assert_str_eq(wrapped("la clé « a » est là : oui", 10, 0), "la clé\n« a » est\nlà : oui");
	cr_assert_str_eq(wrapped("", 10, 0), "");
	cr_assert_str_eq(wrapped("unmottroplongpourlaligne et", 10, 0), "unmottroplongpourlaligne\net");
}

Test(guide, names_of_keys_are_plain)
{
	static const char *const names[][2] = { { "Hélène", "helene" },
		                                { "Marc D.", "marc-d" },
		                                { "  Zoé  ", "zoe" },
		                                { "Ô Àç-Ñ 2", "o-ac-n-2" },
		                                { "../etc", "etc" },
		                                { "?!", "" },
		                                { "李", "" } };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char out[33];
		guide_key_name(names[i][0], out, sizeof out);
		cr_assert_str_eq(out, names[i][1]);
	}
}
