/* A step of the module: which view shows it, and the feedback of the kinds that have nothing more to say than a question. */
#include "ui/draw.h"

/* One row a kind; NULL: as a page, and the feedback of a question. */
static const struct {
	void (*asked)(struct draw *, const struct screen *, enum lang);
	void (*answered)(struct draw *, const struct screen *, enum lang);
} step_views[SCREEN_KIND_COUNT] = {
	[SCREEN_QUESTION] = { view_question, NULL },
	[SCREEN_MEASURE] = { view_question, NULL },
	[SCREEN_SEVERAL] = { view_several, view_several_answered },
	[SCREEN_CLUES] = { view_clues, view_clues_answered },
	[SCREEN_SORT] = { view_sort, view_sort_answered },
	[SCREEN_ORDER] = { view_order, view_order_answered },
	[SCREEN_ESTIMATE] = { view_estimate, view_estimate_answered },
	[SCREEN_TRUE_FALSE] = { view_true_false, view_true_false_answered },
	[SCREEN_SCENARIO] = { view_scenario, NULL },
	[SCREEN_PASSWORD] = { view_password, NULL },
	[SCREEN_CALCULATE] = { view_calculate, NULL },
	[SCREEN_GESTURES] = { view_gestures, NULL },
	[SCREEN_SURVEY] = { view_survey, view_survey_thanks },
	[SCREEN_DISCREET] = { view_discreet, view_discreet_thanks },
};

void view_step(struct draw *d)
{
	const struct screen *q = session_screen(d->s, d->p);
	const struct edition *ed = session_edition(d->s, d->p);
	if (!q)
		return;
	void (*special)(struct draw *, const struct screen *, enum lang) = step_views[q->kind].asked;
	(special ? special : view_page)(d, q, ed->lang);
}

/* Before the module nobody is told right or wrong: the module teaches it, and asks again. */
static void view_before(struct draw *d)
{
	struct skeleton k = { .progress = true, .button_count = 1, .emblem = "check", .split = true };
	k.buttons[0] = button(d, BUTTON_MAIN, "arrow-right", word(d, W_("Continuer")), MSG_NEXT, 0);
	k.buttons[0].icon_mirrors = true;
	struct flow f = skeleton_flow(d, &k);
	struct say title = saying(d, d->z.title, true, INK_TEXT), text = saying(d, d->z.text, false, INK_TEXT);
	struct prose t = plain(word(d, W_("Merci pour votre réponse."))),
		     u = plain(word(d, W_("Nous reposerons cette question à la fin.")));
	flow_text(&f, &t, &title, 0, true);
	flow_text(&f, &u, &text, d->z.gap, false);
	skeleton_put(d, &k, &f);
}

struct flow outcome_flow(struct draw *d, const struct screen *q, enum outcome o, bool wide, struct skeleton *k)
{
	static const char *const words[] = {
		[OUTCOME_RIGHT] = W_("Bravo, c’est juste."),
		[OUTCOME_NEAR] = W_("Presque. Voici pourquoi."),
		[OUTCOME_WRONG] = W_("Ce n’est pas ça. Voici pourquoi."),
		[OUTCOME_UNSURE] = W_("Voici la réponse."),
	};
	return outcome_flow_words(d, q, o, word(d, words[o]), wide, k);
}

struct flow outcome_flow_words(struct draw *d, const struct screen *q, enum outcome o, const char *banner, bool wide,
			       struct skeleton *k)
{
	bool right = o == OUTCOME_RIGHT;
	*k = (struct skeleton){ .progress = true, .split = !wide };
	/* The picture of clues is what they are about: also where it stands above the text. */
	if ((pictures_beside(d) && !wide) || (q->kind == SCREEN_CLUES && !d->z.small)) {
		k->picture = first_picture(q);
		k->emblem = right ? "mood-smile" : "bulb";
	}
	if (!right)
		k->buttons[k->button_count++] =
			button(d, BUTTON_SECOND, "refresh", word(d, W_("Réessayer")), MSG_RETRY, 0);
	struct button next = button(d, BUTTON_MAIN, "arrow-right", word(d, W_("Continuer")), MSG_NEXT, 0);
	next.icon_mirrors = true;
	k->buttons[k->button_count++] = next;
	struct flow f = skeleton_flow(d, k);
	flow_banner(&f, right ? "check" : "bulb", banner, right ? INK_GOOD : INK_NOTYET, right ? INK_ON_GOOD : INK_ON_NOTYET);
	return f;
}

void outcome_put(struct draw *d, const struct screen *q, enum lang lang, struct skeleton *k, struct flow *f)
{
	struct say text = saying(d, d->z.text, false, INK_TEXT);
	text.lang = lang;
	if (q->explanation.text[0])
		flow_text(f, &q->explanation, &text, d->z.gap, false);
	skeleton_put(d, k, f);
}

static const struct answer *right_answer(const struct screen *q)
{
	for (int i = 0; i < q->answer_count; i++)
		if (q->answers[i].right)
			return &q->answers[i];
	return NULL;
}

static void view_question_answered(struct draw *d, const struct screen *q, enum lang lang)
{
	const struct session *s = d->s;
	const struct answer *chosen = s->answer >= 0 && s->answer < q->answer_count ? &q->answers[s->answer] : NULL;
	const struct answer *good = right_answer(q);
	enum outcome o = !chosen ? OUTCOME_UNSURE : chosen->right ? OUTCOME_RIGHT : OUTCOME_WRONG;
	struct skeleton k;
	struct flow f = outcome_flow(d, q, o, false, &k);
	struct say strong = saying(d, d->z.text, true, INK_TEXT), text = saying(d, d->z.text, false, INK_TEXT);
	strong.lang = text.lang = lang;
	if (good)
		flow_text(&f, &good->text, &strong, d->z.gap, true);
	const struct answer *why = chosen ? chosen : good;
	if (why && why->feedback.text[0])
		flow_text(&f, &why->feedback, &text, d->z.gap, false);
	outcome_put(d, q, lang, &k, &f);
}

void view_feedback(struct draw *d)
{
	const struct session *s = d->s;
	const struct screen *q = session_screen(s, d->p);
	const struct edition *ed = session_edition(s, d->p);
	if (!q)
		return;
	if (q->kind == SCREEN_MEASURE && !s->steps[s->step].after) {
		view_before(d);
		return;
	}
	void (*special)(struct draw *, const struct screen *, enum lang) = step_views[q->kind].answered;
	(special ? special : view_question_answered)(d, q, ed->lang);
}
