/* Things to put in order: each touch gives the next number; then the right order with one's own numbers. */
#include "ui/draw.h"

/* From 1; 0: it has no number yet. */
static int rank_of(const struct draw *d, int which)
{
	for (int i = 0; i < d->s->act.count; i++)
		if (d->s->act.list[i] == which)
			return i + 1;
	return 0;
}

static const char *rank_word(const struct draw *d, int rank)
{
	return filled(d, W_("Numéro {1}."), number(d, rank), NULL);
}

static void echo(struct draw *d, const struct screen *q, enum lang lang)
{
	int last = d->s->act.last;
	if (last < 0 || last >= q->answer_count)
		return;
	scene_echo(d->out, q->answers[last].text.text, lang);
	scene_echo(d->out, rank_of(d, last) ? rank_word(d, rank_of(d, last)) : word(d, W_("Le numéro est effacé.")), d->lang);
	if (d->s->act.count == q->answer_count)
		scene_echo(d->out, word(d, W_("Tout a un numéro.")), d->lang);
}

void view_order(struct draw *d, const struct screen *q, enum lang lang)
{
	struct asking k = asking_of(d, q, lang);
	struct button cards[SCREEN_ANSWERS_MAX], unsure = k.foot[0];
	bool all = d->s->act.count == q->answer_count;
	k.hint = word(d, W_("Touchez dans l’ordre : 1, 2, 3…"));
	k.on = word(d, W_("Voir la liste"));
	k.more = word(d, W_("Suite de la liste"));
	k.columns = COLUMNS_IF_NEEDED;
	k.foot[0] = button(d, BUTTON_SECOND, "backspace", word(d, W_("Effacer")), MSG_UNDO, 0);
	k.foot[0].icon_mirrors = true;
	k.foot[0].absent = d->s->act.count == 0;
	k.foot[1] = all ? button(d, BUTTON_MAIN, "check", word(d, W_("J’ai choisi")), MSG_CHOSEN, 0) : unsure;
	k.foot_count = 2;
	for (int i = 0; i < q->answer_count; i++) {
		int which = session_nth(q, i);
		cards[i] = button(d, BUTTON_RANK, NULL, "", MSG_PICK, which);
		cards[i].label = q->answers[which].text;
		cards[i].lang = lang;
		cards[i].rank = rank_of(d, which);
		cards[i].state = cards[i].rank ? rank_word(d, cards[i].rank) : NULL;
	}
	asking_put(d, &k, cards, q->answer_count);
	echo(d, q, lang);
}

void view_order_answered(struct draw *d, const struct screen *q, enum lang lang)
{
	bool unsure = d->s->answer < 0, right = !unsure;
	for (int i = 0; i < d->s->act.count; i++)
		right &= d->s->act.list[i] == i;
	struct skeleton k;
	const char *banner = word(d, right ? W_("Bravo, c’est juste.") : W_("Voici le bon ordre."));
	struct flow f = outcome_flow_words(d, q, right ? OUTCOME_RIGHT : OUTCOME_NEAR, banner, true, &k);
	struct say strong = saying(d, d->z.text, true, INK_TEXT), text = saying(d, d->z.text, false, INK_TEXT),
		   quiet = saying(d, d->z.text, false, INK_QUIET);
	strong.lang = text.lang = lang;
	for (int i = 0; i < q->answer_count; i++) {
		const struct answer *a = &q->answers[i];
		bool own = !unsure && !right;
		flow_bullet(&f, &a->text, &strong, d->z.gap, i + 1);
		f.lumps[f.count - 1].keep = own || a->feedback.text[0];
		if (own) {
			struct prose p = plain(filled(d, W_("Votre numéro : {1}"), number(d, rank_of(d, i)), NULL));
			flow_under(&f, &p, &quiet, 0, a->feedback.text[0] != '\0');
		}
		if (a->feedback.text[0])
			flow_under(&f, &a->feedback, &text, 0, false);
	}
	outcome_put(d, q, lang, &k, &f);
}
