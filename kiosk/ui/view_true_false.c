/* A statement, two big cards. */
#include "ui/draw.h"

void view_true_false(struct draw *d, const struct screen *q, enum lang lang)
{
	static const char *const icons[] = { "check", "x" };
	struct asking k = asking_of(d, q, lang);
	struct button cards[2];
	k.columns = COLUMNS_TWO;
	k.least = (int)((d->z.small ? 24 : 38) * d->z.px_mm);
	for (int i = 0; i < 2; i++) {
		cards[i] = button(d, BUTTON_TALL, icons[i], "", MSG_ANSWER, i);
		cards[i].label = q->answers[i].text;
		cards[i].lang = lang;
	}
	asking_put(d, &k, cards, 2);
}

void view_true_false_answered(struct draw *d, const struct screen *q, enum lang lang)
{
	int chosen = d->s->answer, truth = q->answers[0].right ? 0 : 1;
	struct skeleton k;
	struct flow f = outcome_flow(d, q, chosen < 0 ? OUTCOME_UNSURE : chosen == truth ? OUTCOME_RIGHT : OUTCOME_WRONG, false, &k);
	struct say strong = saying(d, d->z.text, true, INK_TEXT), text = saying(d, d->z.text, false, INK_TEXT);
	strong.lang = text.lang = lang;
	flow_text(&f, &q->title, &text, d->z.gap, true);
	flow_verdict(&f, truth == 0 ? VERDICT_GOOD : VERDICT_NOT, &q->answers[truth].text, &strong, d->z.gap, true);
	const struct prose *why = &q->answers[chosen < 0 ? truth : chosen].feedback;
	if (why->text[0])
		flow_text(&f, why, &text, d->z.gap, false);
	outcome_put(d, q, lang, &k, &f);
}
