/* GIFT as Moodle documents and exports it. */
#include <criterion/criterion.h>

#include "helpers/reading.h"

#define gift(text, story) cr_expect_str_eq(reading_text(IMPORT_GIFT, text), story)

Test(import_gift, a_question_with_one_right_answer)
{
	gift("Qui écrit ?{=Ma banque ~Un voleur ~Personne}",
	     "question 1: Qui écrit ?\n  x Ma banque\n  o Un voleur\n  o Personne\n");
}

Test(import_gift, names_comments_and_categories_are_not_shown)
{
	gift("// une note\n$CATEGORY: $course$/top/Au quotidien\n\n// question: 12  name: Nom\n::Nom::Qui "
	     "?{=A ~B}\n",
	     "question 1: Qui ?\n  x A\n  o B\n");
	cr_expect_str_eq(reading_import.title, "Au quotidien");
}

Test(import_gift, feedback_of_answers_and_of_the_question)
{
	gift("Q ?{=a#Oui. ~b#Non.####Parce que.}",
	     "question 1: Q ?\n  x a > Oui.\n  o b > Non.\n  > Parce que.\n");
}

Test(import_gift, a_backslash_keeps_signs_as_signs)
{
	gift("Que dit 2 \\= 2 ?{=\\~ \\= \\# \\{ \\} \\: \\\\ ~rien}",
	     "question 1: Que dit 2 = 2 ?\n  x ~ = # { } : \\\n  o rien\n");
}

Test(import_gift, true_and_false_with_the_two_comments)
{
	gift("Un.{T}\n\nDeux.{FALSE#Eh non.#Bien vu.}",
	     "true/false 1: Un.\n  x Vrai\n  o Faux\ntrue/false 2: Deux.\n  o Vrai > Eh non.\n  x Faux > "
	     "Bien vu.\n");
}

Test(import_gift, weights_make_several_right_answers)
{
	gift("Q ?{~%50%a ~%50%b ~%-100%c}", "several 1: Q ?\n  x a\n  x b\n  o c\n");
}

Test(import_gift, one_whole_weight_is_one_right_answer_and_a_half_right_one_is_wrong)
{
	gift("Q ?{~%100%a ~b}\n\nR ?{=a ~%50%b#Presque. ~c}",
	     "question 1: Q ?\n  x a\n  o b\nquestion 2: R ?\n  x a\n  o b > Presque.\n  o c\n");
}

Test(import_gift, a_missing_word_becomes_three_points)
{
	gift("Il faut {~4 =12} signes.\n\nIl vient de {=loin ~près}.",
	     "question 1: Il faut … signes.\n  o 4\n  x 12\nquestion 2: Il vient de …\n  x loin\n  o près\n");
}

Test(import_gift, a_text_in_html_plain_or_markdown)
{
	gift("[html]<p>Un <b>mot</b>&nbsp;?</p>{=<p>oui</p> ~[plain]<non>}\n\n[markdown]Un **mot** ?{=`oui` "
	     "~__non__}",
	     "question 1: Un mot ?\n  x oui\n  o <non>\nquestion 2: Un mot ?\n  x oui\n  o non\n");
}

Test(import_gift, what_asks_becomes_the_title_and_the_rest_stands_under_it)
{
	gift("[html]<p>Vous recevez un message.</p><p>Que faites-vous ?</p>{=J'attends ~Je clique}",
	     "question 1: Que faites-vous ?\n  | Vous recevez un message.\n  x J’attends\n  o Je clique\n");
}

Test(import_gift, kinds_that_nobody_can_answer_on_a_kiosk_are_skipped_with_their_reason)
{
	gift("A {#3}\n\nB {=x -> y =z -> t}\n\nC {=mot}\n\nD {}\n",
	     "skipped 1:1 « A » : c'est une question à nombre, à taper au clavier.\n"
	     "skipped 3:1 « B » : c'est un appariement (des paires à relier).\n"
	     "skipped 5:1 « C » : c'est une question à réponse courte, à taper au clavier.\n"
	     "skipped 7:1 « D » : c'est une question à réponse écrite, que personne ne peut juger ici.\n");
}

Test(import_gift, a_text_without_braces_is_a_page)
{
	gift("Un conseil. Prenez votre temps.", "page 1: Un conseil.\n  | Prenez votre temps.\n");
	gift("Prenez votre temps.", "page 1: À savoir\n  | Prenez votre temps.\n");
}

Test(import_gift, an_open_brace_costs_one_question_only)
{
	gift("Une {=a ~b\n\nDeux ?{=a ~b}",
	     "question 2: Deux ?\n  x a\n  o b\n"
	     "skipped 1:1 « Une {=a ~b » : une accolade { ou } n'a pas son autre moitié.\n");
}

Test(import_gift, an_empty_line_inside_braces_is_forgiven)
{
	gift("Q ?{\n=a\n\n~b\n}\n\nR ?{=c ~d}",
	     "question 1: Q ?\n  x a\n  o b\nquestion 2: R ?\n  x c\n  o d\n");
}

Test(import_gift, pictures_that_moodle_keeps_elsewhere_and_formulas)
{
	gift("[html]<img src=\"@@PLUGINFILE@@/a.png\"/>Q ?{T}\n\n[html]Calculez \\\\(x^2\\\\){=a ~b}",
	     "skipped 1:1 « Q ? » : le texte a une image qui n'est pas dans le fichier.\n"
	     "skipped 3:1 « Calculez \\(x^2\\) » : le texte contient une formule.\n");
}

Test(import_gift, five_answers_become_four_and_the_right_one_stays)
{
	gift("Q ?{~a ~b ~c ~d =e}", "question 1: Q ?\n  o a\n  o b\n  o c\n  x e\n"
	                            "remark 1:1 la borne montre 4 réponses au plus. Retiré : « d »\n");
}

Test(import_gift, answers_that_leave_no_choice)
{
	gift("Q ?{=a ~a}\n\nR ?{~a ~b}\n\nS ?{=a ~}",
	     "skipped 1:1 « Q ? » : deux réponses sont les mêmes.\n"
	     "skipped 3:1 « R ? » : aucune réponse juste n'est indiquée.\n"
	     "skipped 5:1 « S ? » : une réponse n'a pas de texte.\n");
}

Test(import_gift, windows_1252_with_its_ends_of_lines)
{
	static const char text[] = "\xC0 qui \xE9"
	                           "crire ?{=L\x92"
	                           "ami ~Un 5 \x80}\r\n\r\n// fin\r\n";
	cr_expect_str_eq(reading(IMPORT_GIFT, text, sizeof text - 1),
	                 "question 1: À qui écrire ?\n  x L’ami\n  o Un 5 €\n");
}
