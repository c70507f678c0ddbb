/* A question and its choices. The choices stay together: when everything does not fit on one
 * part, the question is one part and all its choices the next; only on the smallest panels do they take more. */
#include "ui/draw.h"

/* The question; its other texts and its pictures too, where there is room. most_px: a paragraph that is higher becomes
 * sentences, which parts can share; 0: never. */
static struct flow asked(struct draw *d, const struct asking *k, int width, bool texts, bool pictures, int most_px)
{
	struct flow f = flow_of(d, width);
	f.most_px = most_px;
	struct say title = saying(d, d->z.title, true, INK_TEXT), text = saying(d, d->z.text, false, INK_TEXT);
	title.lang = k->lang;
	if (d->z.small && lay(d, &k->q->title, &title, width)->height > k->area.h * 3 / 5)
		title.px = d->z.text; /* a long question leaves room for its button */
	if (k->label)
		flow_label(&f, k->icon, k->label);
	if (!k->brief || !d->z.small)
		flow_text(&f, &k->q->title, &title, d->z.gap / 2, true);
	if (k->thing)
		flow_card(&f, NULL, k->thing, k->lang, INK_SOFT, INK_TEXT);
	texts = texts && !k->brief;
	for (int i = 0; texts && i < k->note_count; i++) {
		struct prose p = plain(k->notes[i]);
		flow_bullet(&f, &p, &text, d->z.gap * 3 / 4, 0);
	}
	if (texts)
		flow_blocks(&f, k->q, k->lang, pictures);
	if (k->hint) {
		struct prose p = plain(k->hint);
		text.ink = INK_QUIET;
		flow_text(&f, &p, &text, d->z.gap / 2, false);
	}
	return f;
}

bool is_picked(const struct draw *d, int i)
{
	return d->s->act.picked >> i & 1;
}

void echo_pick(struct draw *d, const struct screen *q, enum lang lang)
{
	int last = d->s->act.last;
	if (last < 0 || last >= q->answer_count)
		return;
	scene_echo(d->out, q->answers[last].text.text, lang);
	scene_echo(d->out, word(d, is_picked(d, last) ? W_("C’est choisi.") : W_("Ce n’est plus choisi.")), d->lang);
}

struct asking asking_of(const struct draw *d, const struct screen *q, enum lang lang)
{
	struct asking k = { .q = q, .lang = lang, .area = d->body, .beside = pictures_beside(d) };
	k.side.picture = first_picture(q);
	k.side.emblem = "help";
	k.area.y += progress_height(d);
	k.area.h -= progress_height(d);
	k.side_w = k.beside ? k.area.w * 2 / 5 : 0;
	k.column_w = k.area.w - (k.beside ? k.side_w + d->z.margin : 0);
	k.least = d->z.answer;
	k.on = word(d, W_("Voir les réponses"));
	k.more = word(d, W_("Autres réponses"));
	k.foot[0] = button(d, BUTTON_SECOND, "help", word(d, W_("Je ne sais pas")), MSG_ANSWER, -1);
	k.foot_count = 1;
	return k;
}

static struct flow choices_in(struct draw *d, const struct asking *k, const struct button *choices, int count, int columns)
{
	struct flow f = flow_of(d, k->column_w);
	bool foot_in_row = columns == 2 && count % 2 && !k->beside && k->foot_count == 1;
	for (int i = 0; i < count; i += columns)
		if (columns == 2 && i + 1 < count) {
			flow_pair(&f, &choices[i], &choices[i + 1], k->least, d->z.gap);
		} else if (foot_in_row) {
			flow_pair(&f, &choices[i], &k->foot[0], k->least, d->z.gap);
		} else if (columns == 2) { /* the odd one, as wide as the others */
			struct button none = choices[i];
			none.absent = true;
			flow_pair(&f, &choices[i], &none, k->least, d->z.gap);
		} else {
			flow_button(&f, &choices[i], k->least, d->z.gap);
		}
	if (!k->beside && k->foot_count == 2) {
		struct button foot[2] = { k->foot[0], k->foot[1] };
		foot[0].center = foot[1].center = true;
		flow_pair(&f, &foot[0], &foot[1], d->z.control, d->z.gap);
	} else if (!k->beside && !foot_in_row) {
		struct button foot = k->foot[0];
		foot.center = k->columns == COLUMNS_TWO;
		flow_button(&f, &foot, d->z.control, d->z.gap);
	}
	return f;
}

/* Two columns would tear no word. */
static bool two_columns_fit(struct draw *d, const struct asking *k, const struct button *choices, int count)
{
	for (int i = 0; i < count; i++)
		if (!button_fits(d, &choices[i], (k->column_w - d->z.gap) / 2))
			return false;
	return count > 1;
}

static void put_beside(struct draw *d, const struct asking *k, int y, const struct button *b, int n)
{
	struct button centered[2];
	for (int i = 0; i < n; i++) {
		centered[i] = b[i];
		centered[i].center = true;
	}
	int x = k->area.x + k->area.w - k->side_w;
	put_side(d, &k->side, centered, n, (struct rect){ x, y, k->side_w, k->area.y + k->area.h - y });
}

/* Everything on one part, if it fits: first with the question over its column, then over both. */
static bool one_part(struct draw *d, const struct asking *k, struct flow *choices)
{
	struct flow tries[] = {
		asked(d, k, k->column_w, true, !k->beside, 0),
		asked(d, k, k->area.w, true, false, 0),
	};
	for (int i = 0; i < 2; i++) {
		if (flow_height(&tries[i]) + d->z.gap + flow_height(choices) > k->area.h)
			continue;
		int y = flow_draw(&tries[i], k->area.x, k->area.y) + d->z.gap;
		say_pictures(d, k->q, k->lang);
		flow_draw(choices, k->area.x, y);
		if (k->beside)
			put_beside(d, k, i == 0 ? k->area.y : y, k->foot, k->foot_count);
		return true;
	}
	return false;
}

/* The question on parts of its own: with its picture if that makes it one part, else as many as it takes. */
struct question {
	struct flow flow;
	struct button on;
	int used_px, parts;
};

static struct question question_of(struct draw *d, const struct asking *k)
{
	struct question q = { .on = button(d, BUTTON_MAIN, "arrow-right", k->on, MSG_NEXT, 0) };
	q.on.icon_mirrors = q.on.center = true;
	q.used_px = k->beside ? 0 : buttons_height(d, &q.on, 1, k->area.w) + d->z.gap;
	q.flow = asked(d, k, k->column_w, true, !k->beside, 0);
	q.parts = flow_parts(&q.flow, k->area.h, q.used_px, q.used_px);
	if (q.parts > 1 || flow_height(&q.flow) > k->area.h - q.used_px) {
		q.flow = asked(d, k, k->column_w, true, false, k->area.h - q.used_px);
		q.parts = flow_parts(&q.flow, k->area.h, q.used_px, q.used_px);
	}
	return q;
}

static void question_part(struct draw *d, const struct asking *k, struct question *q)
{
	flow_put(&q->flow, k->area, q->used_px, q->used_px);
	if (d->out->part == 0)
		say_pictures(d, k->q, k->lang);
	if (k->beside)
		put_beside(d, k, k->area.y, &q->on, 1);
	else
		put_buttons(d, &q->on, 1, k->area);
}

static struct button to_more(const struct draw *d, const struct asking *k)
{
	struct button more = button(d, BUTTON_MAIN, "arrow-right", k->more, MSG_NEXT, 0);
	more.icon_mirrors = more.center = true;
	return more;
}

/* What the way to other choices takes, with its gap. */
static int more_px(struct draw *d, const struct asking *k)
{
	struct button more = to_more(d, k);
	return k->beside ? 0 : buttons_height(d, &more, 1, k->area.w) + d->z.gap;
}

static void choices_part(struct draw *d, const struct asking *k, struct flow *choices, int before)
{
	struct flow t = asked(d, k, k->area.w, false, false, 0);
	struct rect area = k->area;
	if (flow_height(&t) + d->z.gap + flow_height(choices) <= area.h) { /* the question again, to answer it in sight */
		area.y = flow_draw(&t, area.x, area.y) + d->z.gap;
		area.h -= area.y - k->area.y;
	}
	struct button more = to_more(d, k);
	bool last = flow_put_behind(choices, area, more_px(d, k), 0, before);
	if (k->beside)
		put_beside(d, k, area.y, last ? k->foot : &more, last ? k->foot_count : 1);
	else if (!last)
		put_buttons(d, &more, 1, area);
}

/* One way to stand: beside the picture or over the whole width, in one column or two. */
struct stand {
	struct asking k;
	struct flow choices;
	struct question question;
	int parts; /* of the choices */
	bool cut;  /* one of them does not fit at all */
};

static struct stand stand_of(struct draw *d, const struct asking *k, bool alone, int columns, const struct button *choices, int n)
{
	struct stand s = { .k = *k };
	if (alone) {
		s.k.beside = false;
		s.k.side_w = 0;
		s.k.column_w = k->area.w;
	}
	s.choices = choices_in(d, &s.k, choices, n, columns);
	return s;
}

static void put_parts(struct draw *d, struct stand *s)
{
	if (d->s->part < s->question.parts) {
		if (s->k.own)
			s->k.own(d, &s->k);
		else
			question_part(d, &s->k, &s->question);
		d->out->part_count = s->question.parts + s->parts;
	} else {
		choices_part(d, &s->k, &s->choices, s->question.parts);
	}
}

void asking_put(struct draw *d, const struct asking *k, const struct button *choices, int count)
{
	struct stand stands[3], *best = &stands[0];
	int n = 0;
	bool two = k->columns != COLUMNS_ONE && two_columns_fit(d, k, choices, count);
	if (k->columns != COLUMNS_TWO || !two)
		stands[n++] = stand_of(d, k, false, 1, choices, count);
	if (k->columns == COLUMNS_IF_NEEDED && k->beside && !k->side.picture)
		stands[n++] = stand_of(d, k, true, 2, choices, count);
	if (two)
		stands[n++] = stand_of(d, k, false, 2, choices, count);
	for (int i = 0; i < n && !k->own; i++)
		if (one_part(d, &stands[i].k, &stands[i].choices)) {
			put_progress(d);
			return;
		}
	for (int i = 0; i < n; i++) {
		struct stand *s = &stands[i];
		if (k->own)
			s->question.parts = 1;
		else
			s->question = question_of(d, &s->k);
		s->parts = flow_parts(&s->choices, s->k.area.h, more_px(d, &s->k), 0);
		for (int j = 0; j < s->choices.count; j++) /* cards too narrow for their words are too high for a part */
			s->cut |= s->choices.lumps[j].height > s->k.area.h - more_px(d, &s->k);
		if (s->cut < best->cut || (s->cut == best->cut && s->question.parts + s->parts <
									    best->question.parts + best->parts))
			best = s;
	}
	put_parts(d, best);
	put_progress(d);
}
