/* My gestures: cards to tick, then a memo to copy by hand, or to carry home in a telephone. */
#include "ui/draw.h"

static void choose(struct draw *d, const struct screen *q, enum lang lang)
{
	struct asking k = asking_of(d, q, lang);
	struct button cards[SCREEN_ANSWERS_MAX];
	k.hint = word(d, W_("Touchez ce que vous voulez faire."));
	k.columns = COLUMNS_IF_NEEDED;
	k.on = word(d, W_("Voir les gestes"));
	k.more = word(d, W_("Autres gestes"));
	k.side.emblem = "heart-handshake";
	k.foot[0] = button(d, BUTTON_SECOND, NULL, word(d, W_("Passer")), MSG_SKIP, 0);
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

/* The same words as on the screen, without an address, a name or a date. */
static const char *memo_text(struct draw *d, const struct screen *q)
{
	const char *text = word(d, W_("Mes gestes"));
	for (int i = 0, n = 0; i < q->answer_count; i++)
		if (is_picked(d, i))
			text = arena_printf(d->a, "%s\n%d. %s", text, ++n, q->answers[i].text.text);
	return text;
}

static struct skeleton memo_skeleton(struct draw *d)
{
	struct skeleton k = { .progress = true, .button_count = 1, .split = true };
	k.buttons[0] = button(d, BUTTON_MAIN, "arrow-right", word(d, W_("Continuer")), MSG_NEXT, 0);
	k.buttons[0].icon_mirrors = true;
	return k;
}

static void nothing_chosen(struct draw *d)
{
	struct skeleton k = memo_skeleton(d);
	k.emblem = "mood-smile";
	struct flow f = skeleton_flow(d, &k);
	struct say title = saying(d, d->z.title, true, INK_TEXT), text = saying(d, d->z.text, false, INK_TEXT);
	struct prose t = plain(word(d, W_("Rien pour l’instant ? C’est bien aussi."))),
		     u = plain(word(d, W_("Vous choisirez un autre jour.")));
	flow_text(&f, &t, &title, 0, true);
	flow_text(&f, &u, &text, d->z.gap, false);
	skeleton_put(d, &k, &f);
}

static void memo(struct draw *d, const struct screen *q, enum lang lang)
{
	struct skeleton k = memo_skeleton(d);
	const char *text = memo_text(d, q);
	k.qr = text;
	struct flow f = skeleton_flow(d, &k);
	struct say title = saying(d, d->z.title, true, INK_TEXT), strong = saying(d, d->z.small ? d->z.text : d->z.title, true, INK_TEXT),
		   quiet = saying(d, d->z.text, false, INK_QUIET);
	strong.lang = lang;
	struct prose t = plain(word(d, W_("Mes gestes"))), paper = plain(word(d, W_("Recopiez-les sur un papier."))),
		     photo = plain(word(d, W_("Ou visez le carré avec l’appareil photo du téléphone.")));
	flow_text(&f, &t, &title, 0, true);
	for (int i = 0, n = 0; i < q->answer_count; i++)
		if (is_picked(d, i))
			flow_bullet(&f, &q->answers[i].text, &strong, d->z.gap * 3 / 4, ++n);
	flow_text(&f, &paper, &quiet, d->z.gap, false);
	flow_text(&f, &photo, &quiet, d->z.gap / 3, !skeleton_beside(d));
	if (!skeleton_beside(d))
		flow_qr(&f, text, d->z.gap);
	skeleton_put(d, &k, &f);
}

void view_gestures(struct draw *d, const struct screen *q, enum lang lang)
{
	if (!d->s->act.done)
		choose(d, q, lang);
	else if (!d->s->act.picked)
		nothing_chosen(d);
	else
		memo(d, q, lang);
}
