/* A question to the whole group: its answers, the hands for each, and the way to count them. */
#include "ui/guided_tally.h"

#include <string.h>

/* ---- what every kind that counts has -------------------------------------------------------------------------------------- */

const char *answer_letter(const struct draw *d, int i)
{
	return arena_printf(d->a, "%c", 'A' + i);
}

int permille_of(int part, int whole)
{
	return whole > 0 ? part * 1000 / whole : 0;
}

const char *hands_words(const struct draw *d, const struct ballot *b, int n)
{
	if (b && b->cards)
		return n < 2 ? filled(d, F_("{1} carte lue"), number(d, n), NULL) : filled(d, F_("{1} cartes lues"), number(d, n), NULL);
	return n < 2 ? filled(d, F_("{1} main levée"), number(d, n), NULL) : filled(d, F_("{1} mains levées"), number(d, n), NULL);
}

struct tally hand_tally(struct draw *d, const struct asked *q, int i, const struct prose *label, enum lang lang)
{
	const struct guided *g = &d->s->guided;
	const struct ballot *b = guided_ballot(g, q, false);
	int n = b ? b->count[i] : 0, most = g->people;
	for (int k = 0; b && k < q->options; k++)
		most = b->count[k] > most ? b->count[k] : most;
	struct tally t = { .sign = TALLY_LETTER, .letter = answer_letter(d, i), .label = *label, .lang = lang, .bar_count = 1 };
	t.said = hands_words(d, b, n);
	t.widest = "888";
	t.bars[0] = (struct tally_bar){ .permille = permille_of(n, most), .words = number(d, n), .filled = true };
	if (g->chosen == i)
		scene_echo(d->out, filled(d, "{1} : {2}", label->text, t.said), d->lang);
	if (g->reading.on || g->revealed)
		return t;
	t.touch = (struct msg){ .kind = MSG_GUIDED, .arg = GUIDED_HAND, .number = i };
	t.less = (struct msg){ .kind = MSG_GUIDED, .arg = GUIDED_HAND, .number = i + 16 };
	t.less_said = filled(d, F_("Une main de moins : {1}"), label->text, NULL);
	return t;
}

const char *count_words(struct draw *d)
{
	const struct guided *g = &d->s->guided;
	struct asked q;
	if (!guided_asked(d->s, d->p, &q))
		return NULL;
	const struct ballot *b = guided_ballot(g, &q, false);
	const char *total = hands_words(d, b, ballot_total(b));
	if (!b && guided_ballots_full(g))
		return word(d, F_("Plus de place pour compter ici."));
	if (!g->reading.on)
		return b ? total : word(d, F_("Aucune main levée"));
	if (g->reading.blind)
		return word(d, F_("La caméra ne donne pas d’image. Comptez les mains."));
	if (!b)
		return word(d, F_("La caméra lit les cartes. La lettre du haut compte."));
	if (g->reading.tilted)
		return filled(d, F_("{1}. À redresser : {2}."), total, number(d, g->reading.tilted));
	return total;
}

int count_buttons(struct draw *d, struct button *out)
{
	const struct guided *g = &d->s->guided;
	struct asked q;
	int n = 0;
	if (!guided_asked(d->s, d->p, &q) || g->revealed)
		return 0;
	if ((d->look->camera && !(guided_phase(d->s, d->p)->kind != PHASE_VOTE && g->teams > 1)) || g->reading.on)
		out[n++] = guided_button(d, BUTTON_SECOND, g->reading.on ? "player-stop" : "camera",
					 word(d, g->reading.on ? F_("Arrêter la lecture") : F_("Lire les cartes")), GUIDED_CAMERA, 0);
	if (!g->reading.on && (guided_ballot(g, &q, false) || guided_ballot(g, &q, true)))
		out[n++] = guided_button(d, BUTTON_SECOND, "eraser", word(d, F_("Remettre à zéro")), GUIDED_EMPTY, 0);
	return n;
}

void view_count_choice(struct draw *d, const struct phase *ph)
{
	(void)ph;
	struct skeleton k = { .button_count = 2 };
	k.buttons[0] = guided_button(d, BUTTON_SECOND, "arrow-left", word(d, F_("Non, garder")), GUIDED_RETURN, 0);
	k.buttons[1] = guided_button(d, BUTTON_MAIN, "eraser", word(d, F_("Oui, remettre à zéro")), GUIDED_EMPTY, 1);
	struct asked q = { 0 };
	guided_asked(d->s, d->p, &q);
	const struct ballot *b = guided_ballot(&d->s->guided, &q, false);
	struct flow f = skeleton_flow(d, &k);
	staff_title(&f, word(d, F_("Remettre cette question à zéro ?")));
	staff_line(&f, b ? hands_words(d, b, ballot_total(b)) : word(d, F_("Les réponses des équipes seront effacées.")));
	skeleton_put(d, &k, &f);
}

/* Where the buttons would take the last answers with them to another part, a line goes with them instead: all answers stay
 * together, in sight of each other. */
void flow_count(struct flow *f)
{
	struct draw *d = f->d;
	struct asked q;
	if (!guided_asked(d->s, d->p, &q) || flow_height(f) <= f->most_px)
		return;
	if (d->z.small) { /* there the buttons alone have the last part */
		flow_lump(f, LUMP_GAP, 0);
		return;
	}
	const struct ballot *b = guided_ballot(&d->s->guided, &q, false);
	struct say how = saying(d, d->z.text, true, INK_TEXT);
	struct prose p = plain(filled(d, F_("En tout : {1}"), hands_words(d, b, ballot_total(b)), NULL));
	flow_text(f, &p, &how, d->z.gap, false);
}

/* ---- a vote ------------------------------------------------------------------------------------------------------------------ */

void view_vote(struct draw *d, const struct phase *ph, struct rect area)
{
	struct asked q;
	struct skeleton k = { .bare = true };
	struct rect body = d->body;
	struct tally options[PHASE_OPTIONS_MAX];
	if (!guided_asked(d->s, d->p, &q))
		return;
	k.button_count = count_buttons(d, k.buttons);
	d->body = area;
	struct flow f = skeleton_flow(d, &k);
	if (!d->s->guided.reading.on) /* the cards' counts and the way to stop need the room */
		flow_block_list(&f, ph->blocks, ph->block_count, guided_lang(d), false);
	for (int i = 0; i < q.options; i++)
		options[i] = hand_tally(d, &q, i, &ph->options[i], guided_lang(d));
	flow_tallies(&f, options, q.options, f.most_px - flow_height(&f));
	flow_count(&f);
	skeleton_put(d, &k, &f);
	d->body = body;
}

const char *vote_under(struct draw *d, const struct phase *ph)
{
	(void)ph;
	const char *count = count_words(d);
	return count ? count : "";
}
