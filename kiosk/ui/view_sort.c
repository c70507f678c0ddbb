/* Things into boxes, one at a time, each answered before the next; then every box with what belongs in it. */
#include "ui/draw.h"

static const char *how_far(const struct draw *d, const struct screen *q, int shown)
{
	return filled(d, W_("{1} sur {2}"), number(d, shown + 1), number(d, q->answer_count));
}

static void view_thing(struct draw *d, const struct screen *q, enum lang lang)
{
	int i = d->s->act.count;
	struct asking k = asking_of(d, q, lang);
	struct button boxes[SCREEN_BOXES_MAX];
	k.icon = "list-details";
	k.label = how_far(d, q, i);
	k.thing = &q->answers[session_nth(q, i)].text;
	k.brief = i > 0;
	k.columns = COLUMNS_IF_NEEDED;
	k.side.emblem = "list-details";
	k.foot[0].msg = (struct msg){ .kind = MSG_PUT, .arg = -1 };
	for (int box = 0; box < q->box_count; box++) {
		boxes[box] = button(d, BUTTON_CARD, NULL, "", MSG_PUT, box);
		boxes[box].label = q->boxes[box];
		boxes[box].lang = lang;
	}
	asking_put(d, &k, boxes, q->box_count);
}

static void view_reply(struct draw *d, const struct screen *q, enum lang lang)
{
	int i = d->s->act.last, box = d->s->act.list[i];
	const struct answer *a = &q->answers[session_nth(q, i)];
	bool right = box == a->box;
	struct skeleton k = { .progress = true, .split = true, .button_count = 1 };
	if (pictures_beside(d)) {
		k.picture = first_picture(q);
		k.emblem = right ? "mood-smile" : "bulb";
	}
	k.buttons[0] = button(d, BUTTON_MAIN, "arrow-right", word(d, W_("Continuer")), MSG_NEXT, 0);
	k.buttons[0].icon_mirrors = true;
	struct flow f = skeleton_flow(d, &k);
	struct say strong = saying(d, d->z.text, true, INK_TEXT), text = saying(d, d->z.text, false, INK_TEXT);
	strong.lang = text.lang = lang;
	flow_banner(&f, right ? "check" : "bulb",
		    word(d, right ? W_("Oui, c’est bien là.") : box < 0 ? W_("Voici sa place.") : W_("Pas cette fois.")),
		    right ? INK_GOOD : INK_NOTYET, right ? INK_ON_GOOD : INK_ON_NOTYET);
	flow_text(&f, &a->text, &text, d->z.gap, true);
	flow_verdict(&f, VERDICT_GOOD, &q->boxes[a->box], &strong, d->z.gap / 2, false);
	if (a->feedback.text[0])
		flow_text(&f, &a->feedback, &text, d->z.gap, false);
	skeleton_put(d, &k, &f);
}

void view_sort(struct draw *d, const struct screen *q, enum lang lang)
{
	(d->s->act.last >= 0 ? view_reply : view_thing)(d, q, lang);
}

void view_sort_answered(struct draw *d, const struct screen *q, enum lang lang)
{
	bool right = d->s->answer >= 0 && d->s->act.picked == 0;
	struct skeleton k;
	struct flow f = outcome_flow_words(d, q, right ? OUTCOME_RIGHT : OUTCOME_NEAR,
					   word(d, right ? W_("Bravo, tout est bien trié.") : W_("Voici où va chaque chose.")),
					   true, &k);
	struct say strong = saying(d, d->z.text, true, INK_TEXT), text = saying(d, d->z.text, false, INK_TEXT);
	strong.lang = text.lang = lang;
	for (int box = 0; box < q->box_count; box++) {
		flow_text(&f, &q->boxes[box], &strong, d->z.gap, true);
		for (int i = 0; i < q->answer_count; i++)
			if (q->answers[i].box == box)
				flow_bullet(&f, &q->answers[i].text, &text, d->z.gap / 4, 0);
	}
	outcome_put(d, q, lang, &k, &f);
}
