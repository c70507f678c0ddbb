/* QCMCam's files, as its public library holds them: HTML out of an editor, often pasted from Word. */
#include <criterion/criterion.h>
#include <string.h>

#include "helpers/reading.h"

#define qcmcam(text, story) cr_expect_str_eq(reading_text(IMPORT_QCMCAM, text), story)

Test(import_qcmcam, a_title_and_a_list_of_answers)
{
	qcmcam("{\"0\":{\"question\":\"<h3>Quel "
	       "site&nbsp;?</h3><ol><li>un</li><li>d&eacute;ux</li></ol>\",\"reponse\":\"B\"}}",
	       "question 1: Quel site ?\n  o un\n  x déux\n");
}

Test(import_qcmcam, the_number_of_the_question_is_not_part_of_it)
{
	qcmcam(
	    "{\"0\":{\"question\":\"<h3>Question 5 :</h3><p>Qui "
	    "?</p><ol><li>a</li><li>b</li></ol>\",\"reponse\":\"A\"},"
	    "\"1\":{\"question\":\"<p><b>2) Quoi ?</b></p><ol><li>a</li><li>b</li></ol>\",\"reponse\":\"A\"},"
	    "\"2\":{\"question\":\"<p>5 chiffres, c'est assez "
	    "?</p><ol><li>a</li><li>b</li></ol>\",\"reponse\":\"A\"}}",
	    "question 1: Qui ?\n  x a\n  o b\nquestion 2: Quoi ?\n  x a\n  o b\n"
	    "question 3: 5 chiffres, c’est assez ?\n  x a\n  o b\n");
}

Test(import_qcmcam, settings_and_other_lists_are_not_questions)
{
	qcmcam("{\"0\":{\"question\":\"<ul><li>un message</li></ul><p>Vrai "
	       "?</p><ol><li>oui</li><li>non</li></ol>\","
	       "\"reponse\":\"A\"},\"size\":{\"width\":\"481px\"}}",
	       "question 1: Vrai ?\n  | - un message\n  x oui\n  o non\n");
}

Test(import_qcmcam, several_letters_are_several_right_answers)
{
	qcmcam("{\"0\":{\"question\":\"Q ?<ol><li>a</li><li>b</li><li>c</li></ol>\",\"reponse\":\"AC\"}}",
	       "several 1: Q ?\n  x a\n  o b\n  x c\n");
}

Test(import_qcmcam, small_digits_keep_their_meaning_or_the_question_goes)
{
	qcmcam("{\"0\":{\"question\":\"10<sup>2</sup> m<sup>2</sup> "
	       "?<ol><li>H<sub>2</sub>O</li><li>1<sup>er</sup></li></ol>\","
	       "\"reponse\":\"A\"},\"1\":{\"question\":\"e<sup>ax</sup> "
	       "?<ol><li>a</li><li>b</li></ol>\",\"reponse\":\"A\"}}",
	       "question 1: 10² m² ?\n  x H₂O\n  o 1er\n"
	       "skipped entrée 1 « e ? » : le texte contient un exposant ou un indice que la borne ne sait "
	       "pas écrire.\n");
}

Test(import_qcmcam, what_cannot_be_shown_is_told)
{
	qcmcam(
	    "[{\"question\":\"T<table><tr><td>x</td></tr></table><ol><li>a</li></ol>\"},{\"question\":\"\"},"
	    "{\"question\":\"L<ol><li><img "
	    "src='data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4"
	    "nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg=='></li></ol>\"},{\"question\":\"Sans liste\"}]",
	    "skipped entrée 0 « T » : le texte contient un tableau.\n"
	    "skipped entrée 1 cette question est vide.\n"
	    "skipped entrée 2 « L » : le texte a des réponses en images. La borne ne montre que des réponses "
	    "écrites.\n"
	    "skipped entrée 3 « Sans liste » : il n'y a pas de liste de réponses.\n");
}

Test(import_qcmcam, other_json_is_refused_with_a_sentence)
{
	qcmcam("{\"a\":1}", "refused: ce JSON n'est pas un fichier de questions de QCMCam\n");
	cr_expect(strstr(reading_text(IMPORT_QCMCAM, "{\"0\":{\n  \"question\"}}"),
	                 "refused: ligne 2, colonne 13 : "));
}

Test(import_qcmcam, a_deep_or_huge_tree_is_refused_not_built)
{
	struct buf b = { 0 };
	for (int i = 0; i < 100000; i++)
		buf_puts(&b, "[");
	cr_expect(strstr(reading(IMPORT_QCMCAM, b.data, b.size), "refused: "));
	b.size = 0;
	buf_puts(&b, "[");
	for (int i = 0; i < 2000000; i++)
		buf_puts(&b, "{},");
	buf_puts(&b, "{}]");
	cr_expect_str_eq(reading(IMPORT_QCMCAM, b.data, b.size), "refused: ce JSON a trop d'éléments\n");
	buf_free(&b);
}
