/* A barometer: one line at a time, large, with its answers; then all lines together. What the study of 2017 found stands beside,
 * always with its year. */
#include "ui/guided_tally.h"

#include "session/barometer.h"

static const char *percent(const struct draw *d, int n)
{
	return filled(d, F_("{1} %"), number(d, n), NULL);
}

/* "étude 2017 : 43 %"; the widest that can come is as wide as any. */
static const char *study_words(const struct draw *d, int n)
{
	return filled(d, F_("étude {1} : {2}"), number(d, BAROMETER_STUDY), percent(d, n));
}

static const char *study_widest(const struct draw *d)
{
	return study_words(d, 88);
}

static bool has_study(const struct axis *x, int options)
{
	for (int i = 0; i < options; i++)
		if (x->study[i] >= 0)
			return true;
	return false;
}

static int own_answer(const struct draw *d)
{
	const struct guided *g = &d->s->guided;
	int row = barometer_row(guided_edition(d->s, d->p), g->phase);
	return row >= 0 && g->card >= 0 && g->card < PHASE_AXES_MAX ? g->answers[row][g->card] : -1;
}

static struct tally answer_tally(struct draw *d, const struct phase *ph, int i)
{
	const struct guided *g = &d->s->guided;
	const struct axis *x = &ph->axes[g->card];
	enum lang lang = guided_lang(d);
	struct asked q;
	struct tally t;
	if (guided_asked(d->s, d->p, &q)) {
		const struct ballot *b = guided_ballot(g, &q, false);
		int n = b ? b->count[i] : 0, all = ballot_total(b);
		t = hand_tally(d, &q, i, &ph->options[i], lang);
		t.bars[0].permille = permille_of(n, all);
		t.bars[0].words = filled(d, F_("ici : {1}"), percent(d, (permille_of(n, all) + 5) / 10), NULL);
	} else {
		bool on = own_answer(d) == i;
		t = (struct tally){ .sign = on ? TALLY_ON : TALLY_EMPTY, .label = ph->options[i], .lang = lang };
		t.said = on ? word(d, F_("C’est votre réponse.")) : NULL;
		t.touch = (struct msg){ .kind = MSG_GUIDED, .arg = GUIDED_ANSWER, .number = g->card * 8 + i };
		if (g->chosen == i) {
			scene_echo(d->out, ph->options[i].text, lang);
			scene_echo(d->out, on ? word(d, F_("C’est votre réponse.")) : word(d, F_("Ce n’est plus votre réponse.")), d->lang);
		}
	}
	t.widest = study_widest(d);
	if (x->study[i] >= 0)
		t.bars[t.bar_count++] = (struct tally_bar){ .permille = x->study[i] * 10, .words = study_words(d, x->study[i]) };
	return t;
}

static void one_line(struct draw *d, const struct phase *ph)
{
	const struct guided *g = &d->s->guided;
	const struct axis *x = &ph->axes[g->card];
	struct skeleton k = { .bare = true };
	struct tally answers[AXIS_ANSWERS_MAX];
	if (g->many)
		k.button_count = count_buttons(d, k.buttons);
	struct flow f = skeleton_flow(d, &k);
	struct say title = saying(d, d->z.title, true, INK_TEXT), quiet = saying(d, d->z.text, false, INK_QUIET);
	title.lang = guided_lang(d);
	title = say_fitting(d, x->label.text, &title, f.width);
	flow_text(&f, &x->label, &title, 0, true);
	if (!has_study(x, ph->option_count)) {
		struct prose p = plain(filled(d, F_("L’étude {1} ne donne pas de chiffre ici."), number(d, BAROMETER_STUDY), NULL));
		flow_text(&f, &p, &quiet, d->z.gap / 3, true);
	}
	int count = ph->option_count < AXIS_ANSWERS_MAX ? ph->option_count : AXIS_ANSWERS_MAX;
	for (int i = 0; i < count; i++)
		answers[i] = answer_tally(d, ph, i);
	flow_tallies(&f, answers, count, f.most_px - flow_height(&f));
	skeleton_put(d, &k, &f);
}

static void first_page(struct draw *d, const struct phase *ph)
{
	const struct guided *g = &d->s->guided;
	struct skeleton k = { .bare = true, .button_count = 1 };
	k.buttons[0] = guided_button(d, BUTTON_SECOND, g->many ? "users" : "users-group",
				     word(d, g->many ? F_("Une seule collectivité répond") : F_("Plusieurs collectivités : compter les mains")),
				     GUIDED_MANY, 0);
	struct flow f = skeleton_flow(d, &k);
	flow_block_list(&f, ph->blocks, ph->block_count, guided_lang(d), false);
	struct say how = saying(d, d->z.text, true, INK_QUIET);
	struct prose p = plain(word(d, g->many ? F_("Chacun lève la main. La borne compte les mains.")
						: F_("Le groupe répond pour une seule collectivité.")));
	flow_text(&f, &p, &how, d->z.gap, false);
	scene_echo(d->out, p.text, d->lang);
	skeleton_put(d, &k, &f);
}

/* ---- all lines --------------------------------------------------------------------------------------------------------------- */

/* What is here, beside what the study found for the same answer: the first one, which is the "yes" of each line. */
static struct tally line_tally(struct draw *d, const struct phase *ph, int i, int answer)
{
	const struct guided *g = &d->s->guided;
	const struct axis *x = &ph->axes[i];
	struct tally t = { .label = x->label, .lang = guided_lang(d), .widest = study_widest(d) };
	t.touch = (struct msg){ .kind = MSG_GUIDED, .arg = GUIDED_CARD, .number = i };
	if (g->many) {
		struct asked q = { .phase = g->phase, .item = (short)i, .module = -1, .options = ph->option_count };
		const struct ballot *b = guided_ballot(g, &q, false);
		int n = b ? b->count[0] : 0, all = ballot_total(b);
		t.bars[t.bar_count++] = (struct tally_bar){ .permille = all ? permille_of(n, all) : -1, .filled = true,
			.words = all ? filled(d, F_("ici : {1} sur {2}"), number(d, n), number(d, all)) : word(d, F_("ici : –")) };
	} else {
		t.sign = answer < 0 ? TALLY_EMPTY : answer == 0 ? TALLY_ON : answer == 1 && ph->option_count > 2 ? TALLY_HALF : TALLY_OFF;
		t.note = answer < 0 ? word(d, F_("Pas de réponse")) : ph->options[answer].text;
	}
	if (x->study[0] >= 0)
		t.bars[t.bar_count++] = (struct tally_bar){ .permille = x->study[0] * 10, .words = study_words(d, x->study[0]) };
	return t;
}

static void all_lines(struct draw *d, const struct phase *ph)
{
	const struct guided *g = &d->s->guided;
	int row = barometer_row(guided_edition(d->s, d->p), g->phase);
	struct skeleton k = { .bare = true };
	struct tally lines[PHASE_AXES_MAX];
	struct flow f = skeleton_flow(d, &k);
	struct say title = saying(d, d->z.title, true, INK_TEXT), quiet = saying(d, d->z.text, false, INK_QUIET);
	title.lang = guided_lang(d);
	title = say_fitting(d, ph->title.text, &title, f.width);
	flow_text(&f, &ph->title, &title, 0, true);
	struct prose legend = plain(filled(d, F_("La barre : « {1} », étude {2}. Ce n’est pas un classement."), ph->options[0].text,
					   number(d, BAROMETER_STUDY)));
	flow_text(&f, &legend, &quiet, d->z.gap / 3, true);
	for (int i = 0; i < ph->axis_count; i++)
		lines[i] = line_tally(d, ph, i, row < 0 ? -1 : g->answers[row][i]);
	flow_tallies(&f, lines, ph->axis_count, f.most_px - flow_height(&f));
	skeleton_put(d, &k, &f);
}

void view_barometer(struct draw *d, const struct phase *ph, struct rect area)
{
	struct rect body = d->body;
	d->body = area;
	if (d->s->guided.card < 0)
		first_page(d, ph);
	else if (d->s->guided.card < ph->axis_count)
		one_line(d, ph);
	else
		all_lines(d, ph);
	d->body = body;
}

const char *barometer_under(struct draw *d, const struct phase *ph)
{
	const struct guided *g = &d->s->guided;
	if (g->card < 0 || g->card >= ph->axis_count)
		return "";
	const char *where = filled(d, F_("{1} sur {2}"), number(d, g->card + 1), number(d, ph->axis_count));
	const char *count = g->many ? count_words(d) : NULL;
	return count ? filled(d, "{1} · {2}", where, count) : filled(d, F_("{1} · étude {2} à côté"), where, number(d, BAROMETER_STUDY));
}
