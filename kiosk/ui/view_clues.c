/* Clues to find on a picture. Where every place is large enough for a finger and what is said has room beside the picture,
 * the picture itself is touched; else its places are cards, and the picture is looked at first. */
#include "ui/clues.h"

/* How the last touch went, as a verdict. */
static enum verdict verdict_of(const struct screen *q, int last)
{
	return last >= 0 && q->answers[last].right ? VERDICT_GOOD : VERDICT_NOTHING;
}

static const char *verdict_word(const struct draw *d, const struct screen *q, int last)
{
	return word(d, last >= 0 && q->answers[last].right ? W_("Oui, c’est un indice.") : W_("Ici, rien d’étrange."));
}

static const char *left_word(const struct draw *d, const struct screen *q)
{
	int left = session_clues_left(d->s, q);
	if (left == 0)
		return word(d, W_("Vous avez trouvé tous les indices."));
	return left == 1 ? word(d, W_("Il reste un indice.")) :
			   filled(d, W_("Il reste {1} indices."), number(d, left), NULL);
}

/* What is said beside the picture after this touch; last -1: before any. */
static struct flow beside(struct draw *d, const struct screen *q, enum lang lang, int last, int width)
{
	struct flow f = flow_of(d, width);
	struct say strong = saying(d, d->z.text, true, INK_TEXT), text = saying(d, d->z.text, false, INK_TEXT);
	struct prose left = plain(left_word(d, q));
	if (last == -1) {
		struct prose p = plain(word(d, W_("Touchez ce qui vous paraît étrange.")));
		flow_blocks(&f, q, lang, false);
		flow_text(&f, &p, &strong, d->z.gap, false);
	} else {
		struct prose p = plain(verdict_word(d, q, last));
		flow_verdict(&f, verdict_of(q, last), &p, &strong, 0, true);
		text.lang = lang;
		if (last >= 0 && q->answers[last].feedback.text[0])
			flow_text(&f, &q->answers[last].feedback, &text, d->z.gap / 2, false);
	}
	text.lang = d->lang;
	text.ink = INK_QUIET;
	flow_text(&f, &left, &text, d->z.gap, false);
	return f;
}

static struct button way_on(const struct draw *d, const struct screen *q)
{
	if (session_clues_left(d->s, q))
		return button(d, BUTTON_SECOND, "eye", word(d, W_("Montrer les indices")), MSG_CHOSEN, 0);
	struct button b = button(d, BUTTON_MAIN, "arrow-right", word(d, W_("Continuer")), MSG_CHOSEN, 0);
	b.icon_mirrors = true;
	return b;
}

static void echo(struct draw *d, const struct screen *q, enum lang lang)
{
	int last = d->s->act.last;
	if (last == -1)
		return;
	if (last >= 0)
		scene_echo(d->out, q->answers[last].text.text, lang);
	scene_echo(d->out, verdict_word(d, q, last), d->lang);
	if (last >= 0 && q->answers[last].feedback.text[0])
		scene_echo(d->out, q->answers[last].feedback.text, lang);
	scene_echo(d->out, left_word(d, q), d->lang);
}

/* ---- the picture itself is touched ------------------------------------------------------------------------------- */

struct plan {
	bool title_beside; /* before the first touch; then its place is for the reply */
	struct rect title, picture, text, foot;
};

static struct flow title_flow(struct draw *d, const struct screen *q, enum lang lang, int width)
{
	struct flow f = flow_of(d, width);
	struct say title = saying(d, d->z.title, true, INK_TEXT);
	title.lang = lang;
	flow_text(&f, &q->title, &title, 0, true);
	return f;
}

static struct flow column(struct draw *d, const struct screen *q, enum lang lang, int last, const struct plan *p)
{
	struct flow f = beside(d, q, lang, last, p->text.w);
	if (!p->title_beside || last != -1)
		return f;
	struct flow with_title = title_flow(d, q, lang, p->text.w);
	flow_join(&with_title, &f, d->z.gap);
	return with_title;
}

/* What can be said has room in the column. */
static bool texts_fit(struct draw *d, const struct screen *q, enum lang lang, const struct plan *p)
{
	for (int last = CLUES_ELSEWHERE; last < q->answer_count; last++) {
		struct flow f = column(d, q, lang, last, p);
		if (flow_height(&f) > p->text.h)
			return false;
	}
	return true;
}

/* The picture at this share of the room; false when it, or the words beside it, would be too small. */
static bool try_plan(struct draw *d, const struct screen *q, enum lang lang, int percent, bool title_beside, struct plan *p)
{
	const struct sizes *z = &d->z;
	struct rect b = d->body;
	struct flow title = title_flow(d, q, lang, b.w);
	b.y += progress_height(d);
	b.h -= progress_height(d);
	*p = (struct plan){ .title_beside = title_beside, .title = b };
	if (!title_beside) {
		int used = flow_height(&title) + z->gap;
		b.y += used;
		b.h -= used;
	}
	struct button on = way_on(d, q);
	on.center = true;
	int w = (z->portrait ? b.w : b.h * 4 / 3) * percent / 100, h = w * 3 / 4;
	p->picture = (struct rect){ b.x, b.y, w, h };
	p->text = (struct rect){ b.x + w + z->margin, b.y, b.w - w - z->margin, b.h };
	if (z->portrait) {
		p->picture.x = b.x + (b.w - w) / 2;
		p->text = (struct rect){ b.x, b.y + h + z->gap, b.w, b.h - h - z->gap };
	}
	if (p->text.w < (int)(50 * z->px_mm) || !button_fits(d, &on, p->text.w))
		return false;
	int foot = buttons_height(d, &on, 1, p->text.w);
	p->foot = (struct rect){ p->text.x, p->text.y + p->text.h - foot, p->text.w, foot };
	p->text.h -= foot + z->gap;
	return clues_touchable(d, q, p->picture) && texts_fit(d, q, lang, p);
}

/* The largest picture that leaves room for the words; false when there is none. */
static bool plan_of(struct draw *d, const struct screen *q, enum lang lang, struct plan *p)
{
	if (d->z.bar_right)
		return false;
	if (try_plan(d, q, lang, 100, false, p) || (!d->z.portrait && try_plan(d, q, lang, 100, true, p)))
		return true;
	for (int percent = 90; percent >= 60; percent -= 10)
		if (try_plan(d, q, lang, percent, false, p))
			return true;
	return false;
}

static void put_plan(struct draw *d, const struct screen *q, enum lang lang, struct plan *p)
{
	struct flow title = title_flow(d, q, lang, p->title.w), f = column(d, q, lang, d->s->act.last, p);
	if (!p->title_beside)
		flow_draw(&title, p->title.x, p->title.y);
	put_picture(d, first_picture(q), p->picture);
	say_pictures(d, q, lang);
	clues_marks(d, q, rect_mirrored(d, p->picture), false);
	clues_targets(d, q, lang, p->picture);
	flow_draw(&f, p->text.x, p->text.y);
	struct button on = way_on(d, q);
	on.center = true;
	put_buttons(d, &on, 1, p->foot);
	d->out->ground = rect_mirrored(d, p->picture);
	d->out->ground_msg = (struct msg){ .kind = MSG_PICK, .arg = -1 };
}

/* ---- its places are cards ------------------------------------------------------------------------------------------ */

/* On a narrow panel: the picture as large as possible on a part of its own. */
static void look_first(struct draw *d, const struct asking *k)
{
	struct rect a = k->area;
	struct say title = saying(d, d->z.title, true, INK_TEXT);
	struct flow f = flow_of(d, a.w);
	struct button on = button(d, BUTTON_MAIN, "arrow-right", word(d, W_("Chercher")), MSG_NEXT, 0);
	on.icon_mirrors = on.center = true;
	title.lang = k->lang;
	flow_text(&f, &k->q->title, &title, 0, true);
	int y = flow_draw(&f, a.x, a.y) + d->z.gap;
	struct rect picture = { a.x, y, a.w, a.y + a.h - y };
	int rest = a.w - picture.h * 4 / 3 - d->z.gap;
	say_pictures(d, k->q, k->lang);
	struct button bare = on;
	bare.icon = NULL;
	if (d->z.portrait || !button_fits(d, &bare, rest)) {
		picture.h -= buttons_height(d, &on, 1, a.w) + d->z.gap;
		if (picture.h > picture.w * 3 / 4)
			picture.h = picture.w * 3 / 4;
		put_picture(d, first_picture(k->q), picture);
		put_buttons(d, &on, 1, a);
		return;
	}
	picture.w = picture.h * 4 / 3;
	put_picture(d, first_picture(k->q), picture);
	a.x += a.w - rest;
	a.w = rest;
	on = button_fits(d, &on, rest) ? on : bare;
	put_buttons(d, &on, 1, a);
}

static void put_list(struct draw *d, const struct screen *q, enum lang lang)
{
	struct asking k = asking_of(d, q, lang);
	struct button cards[SCREEN_ANSWERS_MAX];
	k.hint = left_word(d, q);
	k.on = word(d, W_("Chercher"));
	k.own = k.beside ? NULL : look_first;
	k.columns = COLUMNS_IF_NEEDED;
	k.foot[0] = way_on(d, q);
	for (int i = 0; i < q->answer_count; i++) {
		bool seen = d->s->act.picked >> i & 1;
		cards[i] = button(d, BUTTON_CARD, !seen ? "eye" : q->answers[i].right ? "check" : "minus", "", MSG_PICK, i);
		cards[i].label = q->answers[i].text;
		cards[i].lang = lang;
		cards[i].state = seen ? verdict_word(d, q, i) : NULL;
	}
	asking_put(d, &k, cards, q->answer_count);
}

static void put_reply(struct draw *d, const struct screen *q, enum lang lang)
{
	int last = d->s->act.last;
	struct skeleton k = { .progress = true, .split = true, .button_count = 1 };
	k.picture = d->z.small ? NULL : first_picture(q);
	k.buttons[0] = way_on(d, q);
	if (session_clues_left(d->s, q)) {
		k.buttons[0] = button(d, BUTTON_MAIN, "arrow-right", word(d, W_("Continuer")), MSG_CLOSE, 0);
		k.buttons[0].icon_mirrors = true;
	}
	struct flow f = skeleton_flow(d, &k);
	struct say strong = saying(d, d->z.text, true, INK_TEXT);
	strong.lang = lang;
	if (last >= 0)
		flow_text(&f, &q->answers[last].text, &strong, 0, true);
	struct flow said = beside(d, q, lang, last, f.width);
	flow_join(&f, &said, d->z.gap);
	skeleton_put(d, &k, &f);
	clues_marks_on_shown(d, q, false);
}

void view_clues(struct draw *d, const struct screen *q, enum lang lang)
{
	struct plan p;
	if (plan_of(d, q, lang, &p)) {
		put_plan(d, q, lang, &p);
		put_progress(d);
	} else if (d->s->act.last != -1) {
		put_reply(d, q, lang);
	} else {
		put_list(d, q, lang);
	}
	echo(d, q, lang);
}

void view_clues_answered(struct draw *d, const struct screen *q, enum lang lang)
{
	const struct activity *act = &d->s->act;
	short order[SCREEN_ANSWERS_MAX];
	int n = clues_order(d->s, q, order);
	struct skeleton k;
	const char *banner = word(d, act->done ? W_("Bravo, vous avez tout trouvé.") : W_("Voici les indices."));
	struct flow f = outcome_flow_words(d, q, act->done ? OUTCOME_RIGHT : OUTCOME_UNSURE, banner, false, &k);
	struct say strong = saying(d, d->z.text, true, INK_TEXT), text = saying(d, d->z.text, false, INK_TEXT);
	strong.lang = text.lang = lang;
	for (int i = 0; i < n; i++) {
		const struct answer *a = &q->answers[order[i]];
		flow_bullet(&f, &a->text, &strong, d->z.gap, i + 1);
		f.lumps[f.count - 1].keep = a->feedback.text[0] != '\0';
		if (a->feedback.text[0])
			flow_under(&f, &a->feedback, &text, 0, false);
	}
	outcome_put(d, q, lang, &k, &f);
	clues_marks_on_shown(d, q, true);
}
