/* What a group voted, answered and guessed, as lines of its tale: counts, never who. */
#include "content/words.h"
#include "papers/guided_tale.h"
#include "session/barometer.h"

static void add_counts(struct tale *t, const struct ballot *b, const struct prose *options, const struct answer *answers, int n,
		       const short *study)
{
	int all = ballot_total(b);
	for (int i = 0; i < n && i < PHASE_OPTIONS_MAX; i++) {
		struct tale_line *l = tale_add(t, TALE_COUNT, options ? options[i].text : answers[i].text.text, "");
		l->number = b->count[i];
		l->of = all;
		l->study = study && i < AXIS_ANSWERS_MAX ? study[i] : -1;
	}
}

/* ---- a vote -------------------------------------------------------------------------------------------------------------------- */

void tell_vote(struct tale *t, int phase)
{
	const struct phase *ph = &t->edition->phases[phase];
	const struct asked q = { .phase = (short)phase, .module = -1, .options = ph->option_count };
	const struct ballot *b = guided_ballot(t->g, &q, false);
	if (!b)
		return;
	tale_add(t, TALE_PHASE, ph->title.text, "");
	tale_add(t, TALE_ASKED, ph->title.text, b->cards ? "Cartes lues par la caméra" : "Mains levées");
	add_counts(t, b, ph->options, NULL, ph->option_count, NULL);
}

/* ---- a barometer: the answers of one collectivité, the hands of many ------------------------------------------------------------- */

static const char *answer_words(struct tale *t, const struct phase *ph, int line, int answer)
{
	int study = answer < AXIS_ANSWERS_MAX ? ph->axes[line].study[answer] : -1;
	const char *text = ph->options[answer].text;
	return study < 0 ? text : arena_printf(t->a, "%s (étude %d : %d %%)", text, BAROMETER_STUDY, study);
}

void tell_barometer(struct tale *t, int phase)
{
	const struct phase *ph = &t->edition->phases[phase];
	int row = barometer_row(t->edition, phase), answered = 0, counted = 0;
	for (int i = 0; i < ph->axis_count && i < PHASE_AXES_MAX; i++) {
		const struct asked q = { .phase = (short)phase, .item = (short)i, .module = -1 };
		answered += row >= 0 && t->g->answers[row][i] >= 0;
		counted += guided_ballot(t->g, &q, false) != NULL;
	}
	if (answered + counted == 0)
		return;
	tale_add(t, TALE_PHASE, ph->title.text, "");
	if (answered)
		tale_add(t, TALE_SHEET, "Nos réponses", "");
	for (int i = 0; answered && i < ph->axis_count && i < PHASE_AXES_MAX; i++) {
		int answer = t->g->answers[row][i];
		tale_add(t, TALE_FIELD, ph->axes[i].label.text, answer < 0 ? "" : answer_words(t, ph, i, answer));
	}
	for (int i = 0; i < ph->axis_count && i < PHASE_AXES_MAX; i++) {
		const struct asked q = { .phase = (short)phase, .item = (short)i, .module = -1 };
		const struct ballot *b = guided_ballot(t->g, &q, false);
		if (!b)
			continue;
		tale_add(t, TALE_ASKED, ph->axes[i].label.text, "");
		add_counts(t, b, ph->options, NULL, ph->option_count, ph->axes[i].study);
	}
}

/* ---- the profile ---------------------------------------------------------------------------------------------------------------- */

static void tell_differences(struct tale *t, enum profile p, const struct barometer *b)
{
	unsigned differs = profile_differs(p, b);
	for (int c = 0; c < CRITERION_COUNT; c++) {
		int one, two;
		if (!(differs >> c & 1))
			continue;
		const char *here = barometer_here(b, p, (enum criterion)c, &one, &two);
		here = words_fill(t->a, here, arena_printf(t->a, "%d", one), arena_printf(t->a, "%d", two));
		tale_add(t, TALE_TEXT, arena_printf(t->a, "Ce qui diffère : %s %s", profile_wants(p, (enum criterion)c), here), "");
	}
}

void tell_profile(struct tale *t, int phase)
{
	const struct phase *ph = &t->edition->phases[phase];
	int lines, unanswered;
	struct barometer b = barometer_read(t->g, t->edition, phase, &lines, &unanswered);
	struct nearest n = barometer_nearest(&b);
	bool exact = n.met == CRITERION_COUNT;
	if (lines == unanswered)
		return;
	tale_add(t, TALE_PHASE, ph->title.text, "");
	tale_add(t, TALE_TEXT, arena_printf(t->a, "Étude %d.", BAROMETER_STUDY), "");
	for (int i = 0; !exact && i < 2; i++)
		tale_add(t, TALE_TEXT, barometer_sentences[i], "");
	for (int i = 0; i < n.count; i++) {
		const char *name = profile_card(ph, n.profiles[i])->title.text;
		tale_add(t, TALE_TEXT, exact ? arena_printf(t->a, "Vos réponses correspondent à ce profil : %s.", name)
				     : arena_printf(t->a, "%s : %s (%d critères sur %d).", n.count > 1 ? "Aussi proche" : "Le plus proche", name,
						    n.met, CRITERION_COUNT), "");
		tell_differences(t, n.profiles[i], &b);
	}
	if (unanswered)
		tale_add(t, TALE_TEXT, arena_printf(t->a, "Lignes sans réponse, comptées comme « non » : %d.", unanswered), "");
}

/* ---- questions of modules --------------------------------------------------------------------------------------------------------- */

static void tell_teams(struct tale *t, const struct ballot *b, const struct screen *q)
{
	for (int team = 0; team < TEAMS_MAX; team++) {
		const char *said = "";
		for (int i = 0; i < q->answer_count; i++)
			if (b->count[team] >> i & 1)
				said = arena_printf(t->a, "%s%s%s", said, said[0] ? ", " : "", q->answers[i].text.text);
		if (said[0])
			tale_add(t, TALE_TEXT, arena_printf(t->a, "Équipe %d : %s", team + 1, said), "");
	}
}

/* true when something was counted; the phase's title stands before the first. */
static bool tell_question(struct tale *t, const struct phase *ph, const struct asked *asked, const struct edition *ed, bool first)
{
	const struct screen *q = &ed->screens[asked->item];
	const struct ballot *hands = guided_ballot(t->g, asked, false), *teams = guided_ballot(t->g, asked, true);
	if (!hands && !teams)
		return false;
	if (first)
		tale_add(t, TALE_PHASE, ph->title.text, "");
	const char *when = q->kind != SCREEN_MEASURE ? "" : asked->after ? " (après)" : " (avant)";
	tale_add(t, TALE_ASKED, q->title.text, arena_printf(t->a, "%s%s", ed->title, when));
	if (hands)
		add_counts(t, hands, NULL, q->answers, q->answer_count, NULL);
	if (teams)
		tell_teams(t, teams, q);
	return true;
}

void tell_quiz(struct tale *t, int phase)
{
	const struct pack *p = t->paper->pack;
	const struct phase *ph = &t->edition->phases[phase];
	bool any = false;
	for (int m = 0; m < p->module_count; m++) {
		const struct edition *ed = module_edition(&p->modules[m], t->paper->session->lang);
		struct course_step steps[STEPS_MAX];
		int n = course_of(ed, false, steps);
		for (int i = 0; i < n; i++) {
			const struct asked q = { .phase = (short)phase, .item = steps[i].screen, .module = (short)m, .after = steps[i].after };
			any = tell_question(t, ph, &q, ed, !any) || any;
		}
	}
}
