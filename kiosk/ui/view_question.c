/* A question with one right answer. */
#include "ui/draw.h"

void view_question(struct draw *d, const struct screen *q, enum lang lang)
{
	struct asking k = asking_of(d, q, lang);
	struct button answers[SCREEN_ANSWERS_MAX];
	for (int i = 0; i < q->answer_count; i++) {
		answers[i] = button(d, BUTTON_CARD, NULL, "", MSG_ANSWER, i);
		answers[i].label = q->answers[i].text;
		answers[i].lang = lang;
	}
	asking_put(d, &k, answers, q->answer_count);
}

void view_question(struct draw *d, const struct screen *q, enum lang lang)
{
	const struct asking_words words = { .emblem = "help", .unsure_icon = "help", .unsure = word(d, W_("Je ne sais pas")) };
	view_asking(d, q, lang, &words);
}
