/* Aiken, as Moodle reads it and as people write it. */
#include <criterion/criterion.h>

#include "helpers/reading.h"

#define aiken(text, story) cr_expect_str_eq(reading_text(IMPORT_AIKEN, text), story)

Test(import_aiken, a_question)
{
	aiken("Quel signe ?\nA) Le croisillon\nB. L'arobase\nANSWER: B\n",
	      "question 1: Quel signe ?\n  o Le croisillon\n  x L’arobase\n");
}

Test(import_aiken, small_letters_spaces_and_empty_lines_are_forgiven)
{
	aiken("  Quel signe\n  est-ce ?\na. un\n\nb. deux\n\nAnswer : a\n\nEt là ?\nA) x\nB) y\nRÉPONSE: b\n",
	      "question 1: Quel signe est-ce ?\n  x un\n  o deux\nquestion 2: Et là ?\n  o x\n  x y\n");
}

Test(import_aiken, letters_in_another_order_keep_their_meaning)
{
	aiken("Q ?\nB. deux\nA. un\nANSWER: A\n", "question 1: Q ?\n  o deux\n  x un\n");
}

Test(import_aiken, what_is_missing_is_told_with_its_line)
{
	aiken("Un\nA. x\nB. y\n\nDeux\nA. x\nB. y\nANSWER: C\n\nTrois\nA. x\nA. y\nANSWER: A\n",
	      "skipped 1:1 « Un » : il manque la ligne « ANSWER: » avec la lettre juste.\n"
	      "skipped 5:1 « Deux » : la lettre d'ANSWER n'est pas celle d'une réponse (ligne 8).\n"
	      "skipped 10:1 « Trois » : ligne 12, deux réponses ont la même lettre.\n"
	      "skipped 13:1 cette ligne ANSWER n'a pas de question au-dessus d'elle.\n");
}

Test(import_aiken, html_that_people_paste_is_read)
{
	aiken("<p>Un&nbsp;?</p>\nA. <b>x</b>\nB. a < b\nANSWER: A\n", "question 1: Un ?\n  x x\n  o a < b\n");
}

Test(import_aiken, it_is_known_by_its_answer_lines)
{
	cr_expect_eq(import_format_of("a.txt", STR("Q {\nA. x\nANSWER: A\n")), IMPORT_AIKEN);
	cr_expect_eq(import_format_of("a.txt", STR("Q {=a ~b}\n")), IMPORT_GIFT);
	cr_expect_eq(import_format_of("a.txt", STR("{\"0\":{\"question\":\"\"}}")), IMPORT_QCMCAM);
	cr_expect_eq(import_format_of("a.h5p", STR("")), IMPORT_H5P);
	cr_expect_eq(import_format_of("a.docx", STR("PK\x03\x04")), IMPORT_UNKNOWN);
	cr_expect_eq(import_format_of("a.txt", STR("Bonjour.")), IMPORT_UNKNOWN);
}
