/* A module for a group: its pages as they are, its questions with the hands for each answer, then the right one and why. */
#include "ui/guided_course.h"

#include <string.h>

enum lang course_lang(const struct draw *d)
{
	const struct edition *ed = course_edition(d->s, d->p);
	return ed ? ed->lang : d->lang;
}

static void say_title(struct flow *f, const struct screen *q)
{
	struct say how = saying(f->d, f->d->z.title, true, INK_TEXT);
	how.lang = course_lang(f->d);
	how = say_fitting(f->d, q->title.text, &how, f->width);
	flow_text(f, &q->title, &how, 0, true);
}

static void say_line(struct flow *f, const struct prose *p, enum lang lang, bool strong, bool keep)
{
	struct say how = saying(f->d, f->d->z.text, strong, INK_TEXT);
	how.lang = lang;
	flow_text(f, p, &how, f->d->z.gap / 2, keep);
}

/* ---- answers ------------------------------------------------------------------------------------------------------------------- */

/* "Équipes 1, 3": those who chose this answer; NULL: none. */
static const char *teams_of(const struct draw *d, const struct ballot *b, int answer)
{
	const char *list = NULL;
	int n = 0;
	for (int i = 0; b && i < d->s->guided.teams; i++)
		if (b->count[i] >> answer & 1) {
			list = list ? filled(d, "{1}, {2}", list, number(d, i + 1)) : number(d, i + 1);
			n++;
		}
	return !n ? NULL : filled(d, n > 1 ? F_("Équipes {1}") : F_("Équipe {1}"), list, NULL);
}

static struct tally team_tally(struct draw *d, const struct asked *q, int i, const struct prose *label, enum lang lang)
{
	const struct guided *g = &d->s->guided;
	const char *who = teams_of(d, guided_ballot(g, q, true), i);
	struct tally t = { .sign = TALLY_LETTER, .letter = answer_letter(d, i), .label = *label, .lang = lang, .note = who,
			   .note_icon = "users" };
	if (g->chosen == i)
		scene_echo(d->out, filled(d, "{1} : {2}", label->text, who ? who : "–"), d->lang);
	if (!g->revealed)
		t.touch = (struct msg){ .kind = MSG_GUIDED, .arg = GUIDED_ANSWER, .number = g->team * 8 + i };
	return t;
}

/* Two bars: before the module, and now. */
static void before_and_after(struct draw *d, struct asked q, int i, struct tally *t)
{
	const struct guided *g = &d->s->guided;
	for (int k = 0; k < 2; k++) {
		q.after = k;
		const struct ballot *b = guided_ballot(g, &q, false);
		int n = b ? b->count[i] : 0;
		t->bars[k] = (struct tally_bar){ .permille = permille_of(n, ballot_total(b)), .filled = k == 1,
						 .words = filled(d, k ? F_("après : {1}") : F_("avant : {1}"), number(d, n), NULL) };
	}
	t->bar_count = 2;
	t->widest = filled(d, F_("avant : {1}"), "888", NULL);
	t->said = NULL;
}

static bool asked_twice(const struct draw *d, struct asked q)
{
	q.after = false;
	const struct ballot *before = guided_ballot(&d->s->guided, &q, false);
	q.after = true;
	return before && guided_ballot(&d->s->guided, &q, false);
}

static struct tally answer_tally(struct draw *d, const struct screen *q, const struct asked *asked, int i)
{
	const struct guided *g = &d->s->guided;
	const struct answer *a = &q->answers[i];
	bool teams = g->teams > 1;
	struct tally t = teams ? team_tally(d, asked, i, &a->text, course_lang(d)) : hand_tally(d, asked, i, &a->text, course_lang(d));
	if (!g->revealed)
		return t;
	bool twice = !teams && asked->after && asked_twice(d, *asked);
	if (twice)
		before_and_after(d, *asked, i, &t);
	if (a->right && twice) { /* all answers stand side by side: its sign says it, and the voice */
		t.sign = TALLY_ON;
		t.said = word(d, F_("Bonne réponse"));
	} else if (a->right) {
		const char *right = q->kind == SCREEN_SEVERAL ? word(d, F_("Juste")) : word(d, F_("Bonne réponse"));
		t.sign = TALLY_ON;
		t.note = t.note ? filled(d, "{1} · {2}", right, t.note) : right;
		t.note_icon = "check";
		t.good = true;
	}
	return t;
}

/* What was said of the right answers, then of the question; and who explains it. */
static void explain(struct flow *f, const struct screen *q)
{
	struct draw *d = f->d;
	enum lang lang = course_lang(d);
	struct prose who = plain(word(d, F_("Qui veut expliquer ?")));
	say_line(f, &who, d->lang, true, true);
	for (int i = 0; i < q->answer_count; i++)
		if (q->answers[i].right && q->answers[i].feedback.text[0])
			say_line(f, &q->answers[i].feedback, lang, false, false);
	if (q->explanation.text[0])
		say_line(f, &q->explanation, lang, false, false);
}

static struct button team_button(struct draw *d)
{
	const struct guided *g = &d->s->guided;
	int next = (g->team + 1) % g->teams;
	struct button b = guided_button(d, BUTTON_SECOND, "users", filled(d, F_("Équipe {1}"), number(d, g->team + 1), NULL), GUIDED_TEAM, next);
	b.said = filled(d, F_("L’équipe {1} répond. Passer à la {2}."), number(d, g->team + 1), number(d, next + 1));
	return b;
}

static void view_asked(struct draw *d, const struct screen *q)
{
	const struct guided *g = &d->s->guided;
	struct asked asked;
	struct tally answers[PHASE_OPTIONS_MAX];
	struct skeleton k = { .bare = true };
	if (!guided_asked(d->s, d->p, &asked))
		return;
	k.button_count = count_buttons(d, k.buttons);
	if (g->teams > 1 && !g->revealed)
		k.buttons[k.button_count++] = team_button(d);
	if (!g->revealed && (q->kind != SCREEN_MEASURE || g->after)) /* « Retour » hides it again */
		k.buttons[k.button_count++] = guided_button(d, BUTTON_MAIN, "eye", word(d, F_("Révéler")), GUIDED_REVEAL, 0);
	struct flow f = skeleton_flow(d, &k);
	say_title(&f, q);
	if (!g->revealed)
		flow_block_list(&f, q->blocks, q->block_count, course_lang(d), false);
	for (int i = 0; i < asked.options; i++)
		answers[i] = answer_tally(d, q, &asked, i);
	flow_tallies(&f, answers, asked.options, f.most_px - flow_height(&f));
	if (g->revealed)
		explain(&f, q);
	else if (g->teams == 1)
		flow_count(&f);
	skeleton_put(d, &k, &f);
}

/* ---- pages, and activities that a group does aloud ---------------------------------------------------------------------------- */

static void reveal_aloud(struct flow *f, const struct screen *q)
{
	struct draw *d = f->d;
	enum lang lang = course_lang(d);
	struct say how = saying(d, d->z.text, false, INK_TEXT);
	how.lang = lang;
	if (q->kind == SCREEN_ESTIMATE) {
		struct prose p = plain(filled(d, "{1} {2}", figure(d, lang, q->scale.truth), q->scale.unit));
		say_line(f, &p, lang, true, false);
	}
	for (int i = 0; i < q->answer_count; i++) {
		struct prose p = q->answers[i].text;
		if (q->kind == SCREEN_CLUES && !q->answers[i].right)
			continue;
		if (q->kind == SCREEN_SORT)
			p = plain(filled(d, F_("{1} : {2}"), p.text, q->boxes[q->answers[i].box].text));
		flow_bullet(f, &p, &how, d->z.gap / 2, q->kind == SCREEN_ORDER ? i + 1 : 0);
	}
	if (q->explanation.text[0])
		say_line(f, &q->explanation, lang, false, false);
}

static void view_shown(struct draw *d, const struct screen *q)
{
	const struct guided *g = &d->s->guided;
	bool aloud = q->kind == SCREEN_CLUES || q->kind == SCREEN_SORT || q->kind == SCREEN_ORDER || q->kind == SCREEN_ESTIMATE;
	struct skeleton k = { .bare = true, .picture = first_picture(q), .pictures = q, .pictures_lang = course_lang(d) };
	if (aloud && !g->revealed)
		k.buttons[k.button_count++] = guided_button(d, BUTTON_MAIN, "eye", word(d, F_("Révéler")), GUIDED_REVEAL, 0);
	struct flow f = skeleton_flow(d, &k);
	say_title(&f, q);
	flow_block_list(&f, q->blocks, q->block_count, course_lang(d), false);
	struct say how = saying(d, d->z.text, false, INK_TEXT);
	how.lang = course_lang(d);
	bool listed = q->kind == SCREEN_GESTURES || ((q->kind == SCREEN_SORT || q->kind == SCREEN_ORDER) && !g->revealed);
	for (int i = 0; listed && i < q->answer_count; i++) /* in another order than the right one */
		flow_bullet(&f, &q->answers[q->kind == SCREEN_GESTURES ? i : session_nth(q, i)].text, &how, d->z.gap / 2, 0);
	if (q->kind == SCREEN_SORT && !g->revealed)
		for (int i = 0; i < q->box_count; i++)
			say_line(&f, &q->boxes[i], course_lang(d), true, false);
	if (aloud && g->revealed)
		reveal_aloud(&f, q);
	else if (aloud) {
		struct prose p = plain(word(d, F_("Cherchez ensemble, à voix haute.")));
		say_line(&f, &p, d->lang, true, false);
	}
	skeleton_put(d, &k, &f);
}

void view_course(struct draw *d, const struct screen *q)
{
	if (course_counts(q))
		view_asked(d, q);
	else
		view_shown(d, q);
}

/* ---- the end ------------------------------------------------------------------------------------------------------------------- */

void view_course_end(struct draw *d)
{
	const struct guided *g = &d->s->guided;
	const struct edition *ed = course_edition(d->s, d->p);
	struct skeleton k = { .bare = true };
	struct button again = guided_button(d, BUTTON_SECOND, "refresh", word(d, F_("Un autre quiz")), GUIDED_MODULE, -1);
	struct flow f = skeleton_flow(d, &k);
	struct say title = saying(d, d->z.title, true, INK_TEXT);
	struct prose bravo = plain(word(d, F_("Merci à tous. Que retenez-vous ?")));
	flow_text(&f, &bravo, &title, 0, true);
	for (int i = 0; ed && i < ed->screen_count; i++) {
		const struct screen *q = &ed->screens[i];
		struct asked asked = { .phase = g->phase, .item = (short)i, .module = g->module, .options = q->answer_count };
		if (q->kind != SCREEN_MEASURE || !asked_twice(d, asked))
			continue;
		struct tally *t = arena_array(d->a, SCREEN_ANSWERS_MAX, sizeof *t);
		say_line(&f, &q->title, ed->lang, true, true);
		for (int n = 0; n < q->answer_count; n++) {
			t[n] = (struct tally){ .sign = q->answers[n].right ? TALLY_ON : TALLY_LETTER, .letter = answer_letter(d, n),
					       .label = q->answers[n].text, .lang = ed->lang };
			before_and_after(d, asked, n, &t[n]);
		}
		flow_tallies(&f, t, q->answer_count, f.most_px - flow_height(&f));
	}
	flow_button(&f, &again, d->z.control, d->z.gap);
	skeleton_put(d, &k, &f);
}
