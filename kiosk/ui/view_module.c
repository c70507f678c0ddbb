/* Inside a module: pages, questions, feedback, opinion, thanks. */
#include "ui/draw.h"

static const char *first_picture(const struct screen *q)
{
	for (int i = 0; i < q->block_count; i++)
		if (q->blocks[i].kind == BLOCK_PICTURE)
			return q->blocks[i].picture;
	return NULL;
}

static void flow_blocks(struct draw *d, struct flow *f, const struct screen *q, enum lang lang, bool picture_apart)
{
	const struct sizes *z = &d->z;
	struct say text = saying(d, z->text, false, INK_TEXT);
	text.lang = lang;
	for (int i = 0; i < q->block_count; i++) {
		const struct block *b = &q->blocks[i];
		switch (b->kind) {
		case BLOCK_PARAGRAPH: flow_text(f, &b->prose, &text, z->gap, false); break;
		case BLOCK_BULLET: flow_bullet(f, &b->prose, &text, z->gap, 0); break;
		case BLOCK_STEP: flow_bullet(f, &b->prose, &text, z->gap, b->number); break;
		case BLOCK_PICTURE:
			if (!picture_apart)
				flow_picture(f, b->picture, d->body.h * 2 / 5, z->gap);
			break;
		}
	}
}

/* The picture's words are for those who do not see it: spoken, never written. */
static void say_pictures(struct draw *d, const struct screen *q, enum lang lang)
{
	for (int i = 0; i < q->block_count; i++)
		if (q->blocks[i].kind == BLOCK_PICTURE && q->blocks[i].prose.text[0])
			scene_speech(d->out, q->blocks[i].prose.text, lang);
}

static bool pictures_beside(const struct draw *d)
{
	return !d->z.small && !d->z.portrait;
}

static void view_page(struct draw *d, const struct screen *q, enum lang lang)
{
	static const char *const emblems[] = { [SCREEN_REMEMBER] = "star", [SCREEN_HELP] = "users" };
	bool beside = pictures_beside(d);
	struct skeleton k = { .progress = true, .button_count = 1, .split = true };
	k.picture = beside ? first_picture(q) : NULL;
	if (beside && !k.picture)
		k.emblem = q->kind < sizeof emblems / sizeof *emblems && emblems[q->kind] ? emblems[q->kind] : "bulb";
	k.buttons[0] = button(d, BUTTON_MAIN, "arrow-right", word(d, W_("Continuer")), MSG_NEXT, 0);
	k.buttons[0].icon_mirrors = true;
	struct flow f = skeleton_flow(d, &k);
	struct say title = saying(d, d->z.title, true, INK_TEXT);
	title.lang = lang;
	flow_text(&f, &q->title, &title, 0, true);
	flow_blocks(d, &f, q, lang, beside);
	skeleton_put(d, &k, &f);
}

/* A question and its answers. They are never torn apart among themselves: when everything does not fit on one part, the
 * question is one part and all its answers the next (access.md, "Screens"). */
struct asking {
	const struct screen *q;
	enum lang lang;
	struct button unsure;
	const char *picture;
	bool beside; /* the picture and "Je ne sais pas" stand beside the answers */
	int side_w;
	struct rect area;
};

static struct flow asked(struct draw *d, const struct asking *k, int width, bool texts, bool picture)
{
	struct flow f = flow_of(d, width);
	struct say title = saying(d, d->z.title, true, INK_TEXT);
	title.lang = k->lang;
	flow_text(&f, &k->q->title, &title, 0, true);
	if (texts)
		flow_blocks(d, &f, k->q, k->lang, !picture);
	return f;
}

static struct flow answers(struct draw *d, const struct asking *k, int width)
{
	struct flow f = flow_of(d, width);
	for (int i = 0; i < k->q->answer_count; i++) {
		struct button b = button(d, BUTTON_CARD, NULL, "", MSG_ANSWER, i);
		b.label = k->q->answers[i].text;
		b.lang = k->lang;
		flow_button(&f, &b, d->z.answer, d->z.gap);
	}
	if (!k->beside)
		flow_button(&f, &k->unsure, d->z.control, d->z.gap);
	return f;
}

static void put_side(struct draw *d, const struct asking *k, int y, int bottom, const struct button *b)
{
	const struct sizes *z = &d->z;
	int x = k->area.x + k->area.w - k->side_w, h = button_height(d, b, k->side_w, z->control);
	struct rect top = { x, y, k->side_w, bottom - h - z->gap - y };
	if (top.h > k->side_w * 3 / 4)
		top.h = k->side_w * 3 / 4;
	if (k->picture) {
		put_picture(d, k->picture, top);
	} else if (top.h > z->control) {
		put_box(d, top, INK_SOFT, INK_NONE, 0, z->radius);
		int side = top.h / 2;
		put_icon(d, "help", rect_center(top, side, side), INK_WARM, false);
	}
	put_button(d, b, (struct rect){ x, bottom - h, k->side_w, h });
}

static struct button to_answers(const struct draw *d)
{
	struct button next = button(d, BUTTON_MAIN, "arrow-right", word(d, W_("Voir les réponses")), MSG_NEXT, 0);
	next.icon_mirrors = next.center = true;
	return next;
}

static void put_way_on(struct draw *d, const struct asking *k)
{
	struct button next = to_answers(d);
	int bottom = k->area.y + k->area.h, h = button_height(d, &next, k->area.w, d->z.control);
	put_button(d, &next, (struct rect){ k->area.x, bottom - h, k->area.w, h });
}

static void view_question(struct draw *d, const struct screen *q, enum lang lang)
{
	const struct sizes *z = &d->z;
	struct asking k = { .q = q, .lang = lang, .area = d->body, .beside = pictures_beside(d) };
	k.unsure = button(d, BUTTON_SECOND, "help", word(d, W_("Je ne sais pas")), MSG_ANSWER, -1);
	k.unsure.center = k.beside;
	k.picture = first_picture(q);
	k.area.y += progress_height(d);
	k.area.h -= progress_height(d);
	k.side_w = k.beside ? k.area.w * 2 / 5 : 0;
	int bottom = k.area.y + k.area.h;
	int answers_w = k.area.w - (k.beside ? k.side_w + z->margin : 0);

	struct flow a = answers(d, &k, answers_w);
	int needed = flow_height(&a);
	/* From the most generous to the barest: the first that fits. */
	struct flow tries[] = {
		asked(d, &k, answers_w, true, !k.beside),
		asked(d, &k, k.area.w, true, false),
	};
	for (int i = 0; i < 2; i++) {
		if (flow_height(&tries[i]) + z->gap + needed > k.area.h)
			continue;
		bool wide = k.beside && i == 1; /* the question over both columns */
		int y = flow_draw(&tries[i], k.area.x, k.area.y) + z->gap;
		flow_draw(&a, k.area.x, y);
		if (k.beside)
			put_side(d, &k, wide ? y : k.area.y, bottom, &k.unsure);
		put_progress(d);
		return;
	}
	d->out->part_count = 2;
	d->out->part = d->s->part > 0;
	if (d->out->part == 0) {
		struct button next = to_answers(d);
		struct flow f = asked(d, &k, k.beside ? answers_w : k.area.w, true, !k.beside);
		if (!k.beside && flow_height(&f) + z->gap + z->control > k.area.h)
			f = asked(d, &k, k.area.w, true, false);
		if (flow_height(&f) + (k.beside ? 0 : z->gap + z->control) > k.area.h)
			d->out->clipped = true;
		flow_draw(&f, k.area.x, k.area.y);
		if (k.beside)
			put_side(d, &k, k.area.y, bottom, &next);
		else
			put_way_on(d, &k);
	} else {
		struct flow t = asked(d, &k, k.area.w, false, false);
		int y = k.area.y;
		if (flow_height(&t) + z->gap + needed <= k.area.h) /* the question again, to answer it in sight */
			y = flow_draw(&t, k.area.x, y) + z->gap;
		if (y + needed > bottom)
			d->out->clipped = true;
		flow_draw(&a, k.area.x, y);
		if (k.beside)
			put_side(d, &k, y, bottom, &k.unsure);
	}
	put_progress(d);
}

void view_step(struct draw *d)
{
	const struct screen *q = session_screen(d->s, d->p);
	const struct edition *ed = session_edition(d->s, d->p);
	if (!q)
		return;
	if (q->kind == SCREEN_QUESTION || q->kind == SCREEN_MEASURE)
		view_question(d, q, ed->lang);
	else
		view_page(d, q, ed->lang);
	if (d->out->part == 0)
		say_pictures(d, q, ed->lang);
}

static const struct answer *right_answer(const struct screen *q)
{
	for (int i = 0; i < q->answer_count; i++)
		if (q->answers[i].right)
			return &q->answers[i];
	return NULL;
}

/* Before the module nobody is told right or wrong: the module teaches it, and asks again. */
static void view_before(struct draw *d)
{
	struct skeleton k = { .progress = true, .button_count = 1, .emblem = "check", .split = true };
	k.buttons[0] = button(d, BUTTON_MAIN, "arrow-right", word(d, W_("Continuer")), MSG_NEXT, 0);
	k.buttons[0].icon_mirrors = true;
	struct flow f = skeleton_flow(d, &k);
	struct say title = saying(d, d->z.title, true, INK_TEXT), text = saying(d, d->z.text, false, INK_TEXT);
	struct prose t = plain(word(d, W_("Merci pour votre réponse."))),
		     u = plain(word(d, W_("Nous reposerons cette question à la fin.")));
	flow_text(&f, &t, &title, 0, true);
	flow_text(&f, &u, &text, d->z.gap, false);
	skeleton_put(d, &k, &f);
}

void view_feedback(struct draw *d)
{
	const struct session *s = d->s;
	const struct screen *q = session_screen(s, d->p);
	const struct edition *ed = session_edition(s, d->p);
	if (!q)
		return;
	if (q->kind == SCREEN_MEASURE && !s->steps[s->step].after) {
		view_before(d);
		return;
	}
	const struct sizes *z = &d->z;
	const struct answer *chosen = s->answer >= 0 && s->answer < q->answer_count ? &q->answers[s->answer] : NULL;
	const struct answer *good = right_answer(q);
	bool right = chosen && chosen->right;
	struct skeleton k = { .progress = true, .split = true };
	k.picture = pictures_beside(d) ? first_picture(q) : NULL;
	k.emblem = pictures_beside(d) ? (right ? "mood-smile" : "bulb") : NULL;
	if (!right)
		k.buttons[k.button_count++] =
			button(d, BUTTON_SECOND, "refresh", word(d, W_("Réessayer")), MSG_RETRY, 0);
	struct button next = button(d, BUTTON_MAIN, "arrow-right", word(d, W_("Continuer")), MSG_NEXT, 0);
	next.icon_mirrors = true;
	k.buttons[k.button_count++] = next;
	struct flow f = skeleton_flow(d, &k);
	if (right)
		flow_banner(&f, "check", word(d, W_("Bravo, c’est juste.")), INK_GOOD, INK_ON_GOOD);
	else if (chosen)
		flow_banner(&f, "bulb", word(d, W_("Ce n’est pas ça. Voici pourquoi.")), INK_NOTYET, INK_ON_NOTYET);
	else
		flow_banner(&f, "bulb", word(d, W_("Voici la réponse.")), INK_NOTYET, INK_ON_NOTYET);
	struct say strong = saying(d, z->text, true, INK_TEXT), text = saying(d, z->text, false, INK_TEXT);
	strong.lang = text.lang = ed->lang;
	if (good)
		flow_text(&f, &good->text, &strong, z->gap, true);
	if (chosen && chosen->feedback.text[0])
		flow_text(&f, &chosen->feedback, &text, z->gap, false);
	else if (!chosen && good && good->feedback.text[0])
		flow_text(&f, &good->feedback, &text, z->gap, false);
	if (q->explanation.text[0])
		flow_text(&f, &q->explanation, &text, z->gap, false);
	skeleton_put(d, &k, &f);
}

void view_opinion(struct draw *d)
{
	static const struct {
		const char *icon, *label;
		int arg;
	} faces[] = {
		{ "mood-smile", W_("Oui"), 1 },
		{ "mood-empty", W_("Un peu"), 0 },
		{ "mood-sad", W_("Non"), -1 },
	};
	const struct sizes *z = &d->z;
	struct rect b = d->body;
	struct say title = saying(d, z->title, true, INK_TEXT);
	int y = b.y + put_text(d, word(d, W_("Ce sujet vous a-t-il plu ?")), &title, b.x, b.y, b.w) + z->margin;
	int bottom = b.y + b.h - z->control - z->gap, n = 3;
	bool rows = z->portrait;
	int w = rows ? b.w : (b.w - z->gap * 2) / n;
	int h = rows ? (bottom - y - z->gap * 2) / n : bottom - y;
	int cap = (int)(70 * z->px_mm);
	if (h > cap)
		h = cap;
	for (int i = 0; i < n; i++) {
		struct rect at = { rows ? b.x : b.x + i * (w + z->gap), rows ? y + i * (h + z->gap) : y, w, h };
		put_box(d, at, INK_SOFT, INK_LINE, z->line, z->radius);
		int first = d->out->speech_count, line = z->title * 3 / 2;
		int side = rows ? h * 2 / 3 : h - line - z->gap * 2, most = (int)(36 * z->px_mm);
		if (!rows && side > w * 2 / 3)
			side = w * 2 / 3;
		if (side > most)
			side = most;
		struct say how = saying(d, z->title, true, INK_TEXT);
		const char *label = word(d, faces[i].label);
		if (rows) {
			put_icon(d, faces[i].icon, (struct rect){ at.x + z->gap, at.y + (h - side) / 2, side, side },
				 INK_ACTION, false);
			put_text(d, label, &how, at.x + side + z->gap * 2, at.y + (h - z->title * 5 / 4) / 2,
				 w - side - z->gap * 3);
		} else {
			int top = at.y + (h - side - line) / 2;
			put_icon(d, faces[i].icon, (struct rect){ at.x + (w - side) / 2, top, side, side }, INK_ACTION,
				 false);
			how.align = ALIGN_CENTER;
			put_text(d, label, &how, at.x, top + side, w);
		}
		struct rect target = at;
		if (d->rtl)
			target.x = z->width - at.x - at.w;
		struct target *t = scene_target(d->out, target, MSG_OPINION, faces[i].arg, label);
		t->speech_first = first;
		t->speech_count = d->out->speech_count - first;
	}
	struct button skip = button(d, BUTTON_SECOND, NULL, word(d, W_("Passer")), MSG_SKIP, 0);
	skip.center = true;
	int sw = (int)(60 * z->px_mm) < b.w ? (int)(60 * z->px_mm) : b.w;
	put_button(d, &skip, (struct rect){ b.x + b.w - sw, b.y + b.h - z->control, sw, z->control });
}

void view_thanks(struct draw *d)
{
	struct skeleton k = { .picture = "@merci", .button_count = 2, .split = true };
	k.buttons[0] = button(d, BUTTON_SECOND, "home", word(d, W_("Autre sujet")), MSG_HOME, 0);
	k.buttons[1] = button(d, BUTTON_MAIN, "check", word(d, W_("J’ai fini")), MSG_END, 0);
	struct flow f = skeleton_flow(d, &k);
	struct say title = saying(d, d->z.title * 6 / 5, true, INK_TEXT), text = saying(d, d->z.text, false, INK_TEXT);
	struct prose t = plain(word(d, W_("Merci !"))), u = plain(word(d, W_("Vous pouvez en parler autour de vous."))),
		     v = plain(word(d, W_("Nous ne gardons rien sur vous.")));
	flow_text(&f, &t, &title, d->z.gap, true);
	flow_text(&f, &u, &text, d->z.gap, false);
	flow_text(&f, &v, &text, d->z.gap, false);
	skeleton_put(d, &k, &f);
}
