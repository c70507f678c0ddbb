/* The collectivité asks: an open survey, and a delicate one behind a coin. Both thank; neither tells what was answered. */
#include "ui/draw.h"

static struct asking asking_opinion(const struct draw *d, const struct screen *q, enum lang lang, const char *icon,
				    const char *label)
{
	struct asking k = asking_of(d, q, lang);
	k.side.emblem = k.icon = icon;
	k.label = label;
	k.foot[0] = button(d, BUTTON_SECOND, "arrow-forward-up", word(d, W_("Je préfère ne pas répondre")), MSG_ANSWER, -1);
	k.columns = COLUMNS_IF_NEEDED;
	return k;
}

void view_survey(struct draw *d, const struct screen *q, enum lang lang)
{
	struct asking k = asking_opinion(d, q, lang, "message-circle", word(d, W_("La collectivité demande")));
	asking_answers(d, &k);
}

void view_discreet(struct draw *d, const struct screen *q, enum lang lang)
{
	struct asking k = asking_opinion(d, q, lang, "eye-off", word(d, W_("Question secrète")));
	const char *const notes[] = { W_("La borne lance une pièce, sans vous la montrer."),
				      W_("Pile : elle note votre réponse."),
				      W_("Face : elle note oui ou non, au hasard."),
				      W_("Ainsi, personne ne connaît votre réponse.") };
	for (int i = 0; i < 4; i++)
		k.notes[k.note_count++] = word(d, notes[i]);
	asking_answers(d, &k);
}

static void thanks(struct draw *d, const struct screen *q, enum lang lang, const char *emblem, const char *sentences[2])
{
	struct skeleton k = { .progress = true, .button_count = 1, .emblem = emblem, .split = true };
	k.buttons[0] = button(d, BUTTON_MAIN, "arrow-right", word(d, W_("Continuer")), MSG_NEXT, 0);
	k.buttons[0].icon_mirrors = true;
	struct flow f = skeleton_flow(d, &k);
	bool answered = d->s->answer >= 0;
	struct say title = saying(d, d->z.title, true, INK_TEXT), text = saying(d, d->z.text, false, INK_TEXT);
	struct prose t = plain(answered ? word(d, W_("Merci pour votre réponse.")) : word(d, W_("D’accord, pas de réponse.")));
	flow_text(&f, &t, &title, 0, true);
	for (int i = 0; answered && i < 2; i++) {
		struct prose p = plain(sentences[i]);
		flow_text(&f, &p, &text, d->z.gap, false);
	}
	text.lang = lang;
	if (q->explanation.text[0])
		flow_text(&f, &q->explanation, &text, d->z.gap, false);
	skeleton_put(d, &k, &f);
}

void view_survey_thanks(struct draw *d, const struct screen *q, enum lang lang)
{
	const char *sentences[] = { word(d, W_("Elle est comptée avec celles des autres.")),
				    word(d, W_("Votre nom n’est pas demandé.")) };
	thanks(d, q, lang, "check", sentences);
}

void view_discreet_thanks(struct draw *d, const struct screen *q, enum lang lang)
{
	const char *sentences[] = { word(d, W_("La pièce est tombée. Votre réponse reste secrète.")),
				    word(d, W_("Seul le total de beaucoup de réponses a un sens.")) };
	thanks(d, q, lang, "eye-off", sentences);
}
