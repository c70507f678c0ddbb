/* A question and its answers. The answers stay together: when everything does not fit on one
 * part, the question is one part and all its answers the next; only on the smallest panels do they take more. */
#include "ui/draw.h"

struct asking {
	const struct screen *q;
	enum lang lang;
	struct skeleton side; /* picture or emblem */
	bool beside;          /* the picture and "Je ne sais pas" stand beside the answers */
	int side_w, column_w; /* of the two columns; side_w 0: one column */
	struct rect area;
	const struct asking_words *words;
	bool pairs; /* answers two by two, over the whole width */
};

/* The question; its other texts and its pictures too, where there is room. */
static struct flow asked(struct draw *d, const struct asking *k, int width, bool texts, bool pictures)
{
	struct flow f = flow_of(d, width);
	struct say title = saying(d, d->z.title, true, INK_TEXT);
	title.lang = k->lang;
	if (k->words->label)
		flow_label(&f, k->words->icon, k->words->label);
	flow_text(&f, &k->q->title, &title, d->z.gap / 2, true);
	struct say text = saying(d, d->z.text, false, INK_TEXT);
	for (int i = 0; texts && i < k->words->note_count; i++) {
		struct prose p = plain(k->words->notes[i]);
		flow_bullet(&f, &p, &text, d->z.gap * 3 / 4, 0);
	}
	if (texts)
		flow_blocks(&f, k->q, k->lang, pictures);
	return f;
}

static struct button unsure(const struct draw *d, const struct asking *k)
{
	return button(d, BUTTON_SECOND, k->words->unsure_icon, k->words->unsure, MSG_ANSWER, -1);
}

static struct flow answers(struct draw *d, const struct asking *k)
{
	struct flow f = flow_of(d, k->column_w);
	for (int i = 0; i < k->q->answer_count; i++) {
		struct button b = button(d, BUTTON_CARD, NULL, "", MSG_ANSWER, i);
		b.label = k->q->answers[i].text;
		b.lang = k->lang;
		if (k->pairs)
			flow_beside(&f, &b, d->z.answer, d->z.gap);
		else
			flow_button(&f, &b, d->z.answer, d->z.gap);
	}
	struct button last = unsure(d, k);
	if (k->pairs && k->q->answer_count % 2)
		flow_beside(&f, &last, d->z.control, d->z.gap);
	else if (!k->beside)
		flow_button(&f, &last, d->z.control, d->z.gap);
	return f;
}

static void put_beside(struct draw *d, const struct asking *k, int y, struct button b)
{
	int x = k->area.x + k->area.w - k->side_w;
	b.center = true;
	put_side(d, &k->side, &b, 1, (struct rect){ x, y, k->side_w, k->area.y + k->area.h - y });
}

/* Everything on one part, if it fits: first with the question over its column, then over both. */
static bool one_part(struct draw *d, const struct asking *k, struct flow *a)
{
	struct flow tries[] = {
		asked(d, k, k->column_w, true, !k->beside),
		asked(d, k, k->area.w, true, false),
	};
	for (int i = 0; i < 2; i++) {
		if (flow_height(&tries[i]) + d->z.gap + flow_height(a) > k->area.h)
			continue;
		int y = flow_draw(&tries[i], k->area.x, k->area.y) + d->z.gap;
		say_pictures(d, k->q, k->lang);
		flow_draw(a, k->area.x, y);
		if (k->beside)
			put_beside(d, k, i == 0 ? k->area.y : y, unsure(d, k));
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
	struct question q = { .on = button(d, BUTTON_MAIN, "arrow-right", word(d, W_("Voir les réponses")), MSG_NEXT, 0) };
	q.on.icon_mirrors = q.on.center = true;
	q.used_px = k->beside ? 0 : buttons_height(d, &q.on, 1, k->area.w) + d->z.gap;
	q.flow = asked(d, k, k->column_w, true, !k->beside);
	q.parts = flow_parts(&q.flow, k->area.h, q.used_px, q.used_px);
	if (q.parts > 1) {
		q.flow = asked(d, k, k->column_w, true, false);
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
		put_beside(d, k, k->area.y, q->on);
	else
		put_buttons(d, &q->on, 1, k->area);
}

static struct button to_more(const struct draw *d)
{
	struct button more = button(d, BUTTON_MAIN, "arrow-right", word(d, W_("Autres réponses")), MSG_NEXT, 0);
	more.icon_mirrors = more.center = true;
	return more;
}

/* What the way to other answers takes, with its gap. */
static int more_px(struct draw *d, const struct asking *k)
{
	struct button more = to_more(d);
	return k->beside ? 0 : buttons_height(d, &more, 1, k->area.w) + d->z.gap;
}

static void answers_part(struct draw *d, const struct asking *k, struct flow *a, int before)
{
	struct flow t = asked(d, k, k->area.w, false, false);
	struct rect area = k->area;
	if (flow_height(&t) + d->z.gap + flow_height(a) <= area.h) { /* the question again, to answer it in sight */
		area.y = flow_draw(&t, area.x, area.y) + d->z.gap;
		area.h -= area.y - k->area.y;
	}
	struct button more = to_more(d);
	bool last = flow_put_behind(a, area, more_px(d, k), 0, before);
	if (k->beside)
		put_beside(d, k, area.y, last ? unsure(d, k) : more);
	else if (!last)
		put_buttons(d, &more, 1, area);
}

void view_asking(struct draw *d, const struct screen *q, enum lang lang, const struct asking_words *words)
{
	struct asking k = { .q = q, .lang = lang, .area = d->body, .words = words };
	k.side.picture = first_picture(q);
	k.side.emblem = words->emblem;
	k.pairs = words->pairs && !k.side.picture && pictures_beside(d);
	k.beside = pictures_beside(d) && !k.pairs;
	k.area.y += progress_height(d);
	k.area.h -= progress_height(d);
	k.side_w = k.beside ? k.area.w * 2 / 5 : 0;
	k.column_w = k.area.w - (k.beside ? k.side_w + d->z.margin : 0);
	struct flow a = answers(d, &k);
	if (!one_part(d, &k, &a)) {
		struct question asking = question_of(d, &k);
		if (d->s->part < asking.parts) {
			question_part(d, &k, &asking);
			d->out->part_count = asking.parts + flow_parts(&a, k.area.h, more_px(d, &k), 0);
		} else {
			answers_part(d, &k, &a, asking.parts);
		}
	}
	put_progress(d);
}

void view_question(struct draw *d, const struct screen *q, enum lang lang)
{
	const struct asking_words words = { .emblem = "help", .unsure_icon = "help", .unsure = word(d, W_("Je ne sais pas")) };
	view_asking(d, q, lang, &words);
}
