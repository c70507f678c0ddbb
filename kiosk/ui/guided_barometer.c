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
		t.bars[0].words = filled(d, F_("ici : {1}"), number(d, n), NULL);
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
	if (has_study(x, ph->option_count))
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
	if (g->many)
		flow_count(&f);
	skeleton_put(d, &k, &f);
}

static void first_page(struct draw *d, const struct phase *ph)
{
	const struct guided *g = &d->s->guided;
	struct skeleton k = { .bare = true, .button_count = 1 };
	k.buttons[0] = guided_button(d, BUTTON_SECOND, g->many ? "users" : "users-group",
				     word(d, g->many ? F_("Une seule réponse") : F_("Compter les mains")),
				     GUIDED_MANY, 0);
	struct flow f = skeleton_flow(d, &k);
	flow_block_list(&f, ph->blocks, ph->block_count, guided_lang(d), false);
	struct say how = saying(d, d->z.text, true, INK_QUIET);
	struct prose p = plain(word(d, g->many ? F_("Plusieurs collectivités : on compte les mains.")
						: F_("Le groupe répond pour une seule collectivité.")));
	flow_text(&f, &p, &how, d->z.gap, false);
	scene_echo(d->out, p.text, d->lang);
	skeleton_put(d, &k, &f);
}

/* ---- all lines --------------------------------------------------------------------------------------------------------------- */

static enum tally_sign sign_of(const struct phase *ph, int answer)
{
	return answer < 0 ? TALLY_EMPTY : answer == 0 ? TALLY_ON : answer == 1 && ph->option_count > 2 ? TALLY_HALF : TALLY_OFF;
}

static int answer_to(const struct draw *d, int line)
{
	const struct guided *g = &d->s->guided;
	int row = barometer_row(guided_edition(d->s, d->p), g->phase);
	return row < 0 ? -1 : g->answers[row][line];
}

/* Hands for the first answer of this line, of all that were raised. */
static int hands_of(const struct draw *d, const struct phase *ph, int line, int *all)
{
	struct asked q = { .phase = d->s->guided.phase, .item = (short)line, .module = -1, .options = ph->option_count };
	const struct ballot *b = guided_ballot(&d->s->guided, &q, false);
	*all = ballot_total(b);
	return b ? b->count[0] : 0;
}

/* What is here, beside what the study found for the same answer: the first one, which is the "yes" of each line. */
static struct tally line_tally(struct draw *d, const struct phase *ph, int i)
{
	const struct axis *x = &ph->axes[i];
	int answer = answer_to(d, i);
	struct tally t = { .label = plain(filled(d, "{1}. {2}", number(d, i + 1), x->label.text)), .lang = guided_lang(d) };
	t.touch = (struct msg){ .kind = MSG_GUIDED, .arg = GUIDED_CARD, .number = i };
	t.widest = study_widest(d);
	if (d->s->guided.many) {
		int all, n = hands_of(d, ph, i, &all);
		t.bars[t.bar_count++] = (struct tally_bar){ .permille = all ? permille_of(n, all) : -1, .filled = true,
			.words = all ? filled(d, F_("ici : {1} sur {2}"), number(d, n), number(d, all)) : word(d, F_("ici : –")) };
	} else {
		t.sign = sign_of(ph, answer);
		t.said = answer < 0 ? word(d, F_("Pas de réponse")) : ph->options[answer].text;
		t.note = d->z.small ? NULL : t.said; /* its sign says it too */
	}
	if (x->study[0] >= 0)
		t.bars[t.bar_count++] = (struct tally_bar){ .permille = x->study[0] * 10, .words = study_words(d, x->study[0]) };
	return t;
}

/* A bar that stands: full ours, hollow the study's. */
static void standing_bar(struct draw *d, struct rect room, int permille, bool filled)
{
	int h = room.h * (permille > 1000 ? 1000 : permille) / 1000, least = d->z.line * 6;
	h = h < least ? least : h;
	put_box(d, (struct rect){ room.x, room.y + room.h - h, room.w, h }, filled ? INK_ACTION : INK_PAGE,
		filled ? INK_ACTION : INK_WARM, filled ? d->z.line : d->z.line * 3, d->z.line * 2);
}

/* All lines side by side, under their numbers: what is here as a sign (or a full bar), what the study found as a hollow one. */
static void chart(struct draw *d, const struct phase *ph, struct rect at)
{
	bool many = d->s->guided.many;
	int each = at.w / ph->axis_count, side = d->z.text * 7 / 5, foot = d->z.text * 5 / 4, sign = many ? 0 : side + d->z.gap / 2;
	struct say how = saying(d, d->z.text, true, INK_TEXT);
	how.align = ALIGN_CENTER;
	how.silent = true;
	struct rect bars = { at.x, at.y, at.w, at.h - foot - sign - d->z.line };
	for (int i = 0; i < ph->axis_count; i++) {
		int x = at.x + i * each, w = each * (many ? 3 : 5) / 10, all = 0, n = hands_of(d, ph, i, &all);
		struct rect bar = { x + (each - w) / 2, bars.y, w, bars.h };
		if (many) {
			bar.x = x + each / 2 + d->z.line;
			if (all)
				standing_bar(d, (struct rect){ x + each / 2 - w - d->z.line, bars.y, w, bars.h }, permille_of(n, all), true);
		}
		if (ph->axes[i].study[0] >= 0)
			standing_bar(d, bar, ph->axes[i].study[0] * 10, false);
		if (!many)
			put_tally_sign(d, sign_of(ph, answer_to(d, i)), NULL,
				       (struct rect){ x + (each - side) / 2, bars.y + bars.h + d->z.line + d->z.gap / 4, side, side });
		put_text(d, number(d, i + 1), &how, x, at.y + at.h - foot, each);
	}
	put_box(d, (struct rect){ at.x, bars.y + bars.h, at.w, d->z.line }, INK_LINE, INK_NONE, 0, 0);
}

enum { CHART_LEAST_MM = 18 };

/* The chart first, where there is room for it, under its title and what it shows; then line by line. */
static void all_lines(struct draw *d, const struct phase *ph)
{
	struct rect area = d->body;
	struct tally lines[PHASE_AXES_MAX];
	struct flow head = flow_of(d, area.w), f = flow_of(d, area.w);
	head.most_px = f.most_px = area.h;
	struct say title = saying(d, d->z.title, true, INK_TEXT), quiet = saying(d, d->z.text, false, INK_QUIET);
	title.lang = guided_lang(d);
	title = say_fitting(d, ph->title.text, &title, area.w);
	flow_text(&head, &ph->title, &title, 0, true);
	struct prose legend = plain(filled(d, F_("Barre vide : « {1} », étude {2}. Ce n’est pas un classement."), ph->options[0].text,
					   number(d, BAROMETER_STUDY)));
	flow_text(&head, &legend, &quiet, d->z.gap / 3, true);
	for (int i = 0; i < ph->axis_count; i++)
		lines[i] = line_tally(d, ph, i);
	flow_tallies(&f, lines, ph->axis_count, area.h);
	int used = flow_height(&head) + d->z.gap / 2;
	struct rect room = { area.x, area.y + used, area.w, area.h - used };
	bool fits = ph->axis_count && room.w / ph->axis_count > d->z.text * 7 / 5 + d->z.line * 2 &&
		    room.h - d->z.text * 3 - d->z.gap > (int)(CHART_LEAST_MM * d->z.px_mm);
	if (d->s->part > 0 || !fits) {
		flow_join(&head, &f, d->z.gap);
		flow_put_behind(fits ? &f : &head, area, 0, 0, fits);
		return;
	}
	flow_draw(&head, area.x, area.y);
	chart(d, ph, room);
	d->out->part = 0;
	d->out->part_count = 1 + flow_parts(&f, area.h, 0, 0);
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
	const char *count = g->many && !d->z.small ? count_words(d) : NULL;
	return count ? filled(d, "{1} · {2}", where, count) : filled(d, F_("{1} · étude {2} à côté"), where, number(d, BAROMETER_STUDY));
}
