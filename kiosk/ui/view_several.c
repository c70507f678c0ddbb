/* Several right answers: cards to tick, then what became of each. */
#include "ui/draw.h"

#include <string.h>

void view_several(struct draw *d, const struct screen *q, enum lang lang)
{
	struct asking k = asking_of(d, q, lang);
	struct button cards[SCREEN_ANSWERS_MAX];
	k.hint = word(d, W_("Plusieurs réponses sont possibles."));
	k.columns = COLUMNS_IF_NEEDED;
	k.foot[1] = button(d, BUTTON_MAIN, "check", word(d, W_("J’ai choisi")), MSG_CHOSEN, 0);
	k.foot[1].absent = !d->s->act.touched;
	k.foot_count = 2;
	for (int i = 0; i < q->answer_count; i++) {
		cards[i] = button(d, is_picked(d, i) ? BUTTON_TICKED : BUTTON_TICK, NULL, "", MSG_PICK, i);
		cards[i].label = q->answers[i].text;
		cards[i].lang = lang;
	}
	asking_put(d, &k, cards, q->answer_count);
	echo_pick(d, q, lang);
}

/* "Bien vu : {1}" without what follows, when that is in another language. */
static const char *bare_label(const struct draw *d, const char *key)
{
	const char *label = word(d, key), *place = strstr(label, "{1}");
	size_t n = place ? (size_t)(place - label) : strlen(label);
	static const char *const joints[] = { " ", ":", "\u00A0", "\u202F" };
	for (size_t i = 0; i < 4; i++) {
		size_t m = strlen(joints[i]);
		if (n >= m && memcmp(label + n - m, joints[i], m) == 0) {
			n -= m;
			i = (size_t)-1; /* once more from the first */
		}
	}
	return arena_strndup(d->a, label, n);
}

/* What became of an answer, in a word and an icon; the word stands before the answer when both are of one language. */
static void flow_answer(struct flow *f, const struct answer *a, bool picked, enum lang lang)
{
	static const char *const labels[] = { W_("Bien vu : {1}"), W_("Juste aussi : {1}"), W_("Pas celle-ci : {1}"),
					      W_("Non : {1}"), W_("Oui : {1}") };
	struct draw *d = f->d;
	bool unsure = d->s->answer < 0; /* who did not choose missed nothing */
	const char *label = labels[a->right ? (unsure ? 4 : picked ? 0 : 1) : picked ? 2 : 3];
	enum verdict v = !a->right ? VERDICT_NOT : picked || unsure ? VERDICT_GOOD : VERDICT_MISSED;
	struct say strong = saying(d, d->z.text, true, INK_TEXT), text = saying(d, d->z.text, false, INK_TEXT);
	text.lang = lang;
	struct prose p = plain(lang == d->lang ? filled(d, label, a->text.text, NULL) : bare_label(d, label));
	flow_verdict(f, v, &p, &strong, d->z.gap, true);
	if (lang != d->lang) {
		strong.lang = lang;
		flow_under(f, &a->text, &strong, 0, true);
	}
	if (a->feedback.text[0])
		flow_under(f, &a->feedback, &text, 0, false);
}

void view_several_answered(struct draw *d, const struct screen *q, enum lang lang)
{
	const struct session *s = d->s;
	uint32_t rights = 0;
	for (int i = 0; i < q->answer_count; i++)
		rights |= (uint32_t)q->answers[i].right << i;
	enum outcome o = s->answer < 0	       ? OUTCOME_UNSURE :
			 s->act.picked == rights ? OUTCOME_RIGHT :
			 s->act.picked & rights  ? OUTCOME_NEAR :
						   OUTCOME_WRONG;
	struct skeleton k;
	struct flow f = outcome_flow(d, q, o, q->answer_count > 3, &k); /* a long list wants the whole width */
	for (int i = 0; i < q->answer_count; i++)
		flow_answer(&f, &q->answers[i], is_picked(d, i), lang);
	outcome_put(d, q, lang, &k, &f);
}
