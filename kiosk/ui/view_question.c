/* A question with one right answer. */
#include "ui/draw.h"

void asking_answers(struct draw *d, const struct asking *k)
{
	struct button answers[SCREEN_ANSWERS_MAX];
	for (int i = 0; i < k->q->answer_count; i++) {
		answers[i] = button(d, BUTTON_CARD, NULL, "", MSG_ANSWER, i);
		answers[i].label = k->q->answers[i].text;
		answers[i].lang = k->lang;
	}
	asking_put(d, k, answers, k->q->answer_count);
}

void view_question(struct draw *d, const struct screen *q, enum lang lang)
{
	struct asking k = asking_of(d, q, lang);
	asking_answers(d, &k);
}
