/* A value to guess by steps, on a ruler; then one's own and the true one as two bars. */
#include "ui/draw.h"

static const char *with_unit(const struct draw *d, const struct screen *q, enum lang lang, long long value)
{
	return arena_printf(d->a, "%s %s", figure(d, lang, value), q->scale.unit);
}

static int permille(long long part, long long whole)
{
	return whole <= 0 ? 0 : part <= 0 ? 0 : part >= whole ? 1000 : (int)(part * 1000 / whole);
}

/* ---- the ruler ------------------------------------------------------------------------------------------------------ */

static int ruler_height(const struct draw *d)
{
	return (int)(9 * d->z.px_mm) + d->z.text * 7 / 5;
}

static void put_ruler(struct draw *d, const struct screen *q, enum lang lang, struct rect at)
{
	const struct scale *s = &q->scale;
	const struct sizes *z = &d->z;
	int knob = (int)(7 * z->px_mm), thick = (int)(2 * z->px_mm), y = at.y + knob / 2, x0 = at.x + knob / 2;
	int run = at.w - knob, here = run * permille(d->s->act.value[0] - s->from, s->to - s->from) / 1000;
	bool touched = d->s->act.touched;
	put_box(d, (struct rect){ x0, y - thick / 2, run, thick }, INK_SOFT, INK_LINE, z->line, thick / 2);
	for (int i = 0; i <= 10; i++) {
		int long_px = (int)((i % 5 ? 3 : 5) * z->px_mm) / 2;
		put_box(d, (struct rect){ x0 + run * i / 10 - z->line / 2, y + thick / 2, z->line, long_px }, INK_LINE, INK_NONE,
			0, 0);
	}
	if (touched && here > thick)
		put_box(d, (struct rect){ x0, y - thick / 2, here, thick }, INK_ACTION, INK_NONE, 0, thick / 2);
	put_box(d, (struct rect){ x0 + here - knob / 2, y - knob / 2, knob, knob }, touched ? INK_ACTION : INK_PAGE, INK_ACTION,
		z->line * 2, knob / 2);
	struct say how = saying(d, z->text, false, INK_QUIET);
	how.silent = true; /* the question says it, or its unit */
	int top = at.y + (int)(9 * z->px_mm);
	put_text(d, figure(d, lang, s->from), &how, at.x, top, at.w / 3);
	how.align = ALIGN_END;
	put_text(d, figure(d, lang, s->to), &how, at.x + at.w - at.w / 3, top, at.w / 3);
}

/* ---- asking ----------------------------------------------------------------------------------------------------------- */

struct guess {
	const struct screen *q;
	enum lang lang;
	struct stepper stepper;
	int width, stepper_px, height;
	bool ruler; /* where there is room */
};

static struct guess guess_of(struct draw *d, const struct screen *q, enum lang lang, int width, int room)
{
	struct guess g = { .q = q, .lang = lang, .width = width };
	g.stepper = (struct stepper){ .value = figure(d, lang, d->s->act.value[0]),
				      .unit = q->scale.unit,
				      .widest = widest_figure(d, lang, q->scale.from, q->scale.to, q->scale.step),
				      .lang = lang,
				      .quiet = !d->s->act.touched,
				      .large_arg = 1,
				      .step = q->scale.step,
				      .large = session_large_step(&q->scale) };
	g.stepper_px = stepper_height(d, &g.stepper, width);
	g.height = g.stepper_px + d->z.gap / 2 + ruler_height(d);
	g.ruler = g.height <= room;
	if (!g.ruler && g.stepper_px > room) { /* the question tells the unit; so does the voice */
		g.stepper.unit = NULL;
		g.stepper_px = stepper_height(d, &g.stepper, width);
	}
	if (!g.ruler)
		g.height = g.stepper_px;
	return g;
}

static void put_guess(struct draw *d, const struct guess *g, int x, int y)
{
	put_stepper(d, &g->stepper, (struct rect){ x, y, g->width, g->stepper_px });
	if (!g->stepper.unit)
		scene_speech(d->out, g->q->scale.unit, g->lang);
	if (g->ruler)
		put_ruler(d, g->q, g->lang, (struct rect){ x, y + g->height - ruler_height(d), g->width, ruler_height(d) });
}

/* most_px: a paragraph that is higher becomes sentences; 0: never. */
static struct flow asked(struct draw *d, const struct screen *q, enum lang lang, int width, bool texts, bool pictures, int most_px)
{
	struct flow f = flow_of(d, width);
	f.most_px = most_px;
	struct say title = saying(d, d->z.title, true, INK_TEXT), hint = saying(d, d->z.text, false, INK_QUIET);
	struct prose p = plain(word(d, W_("Touchez moins ou plus.")));
	title.lang = lang;
	flow_text(&f, &q->title, &title, 0, true);
	if (texts)
		flow_blocks(&f, q, lang, pictures);
	if (!most_px) /* else it stands where one answers */
		flow_text(&f, &p, &hint, d->z.gap / 2, false);
	return f;
}

static void echo(struct draw *d, const struct screen *q, enum lang lang)
{
	scene_echo(d->out, with_unit(d, q, lang, d->s->act.value[0]), lang);
}

void view_estimate(struct draw *d, const struct screen *q, enum lang lang)
{
	const struct sizes *z = &d->z;
	struct rect a = d->body;
	struct skeleton side = { .picture = first_picture(q) };
	bool beside = pictures_beside(d) && side.picture;
	a.y += progress_height(d);
	a.h -= progress_height(d);
	int width = beside ? a.w * 3 / 5 - z->margin : a.w, side_w = a.w - width - z->margin;
	struct button foot[2] = { button(d, BUTTON_SECOND, "help", word(d, W_("Je ne sais pas")), MSG_ANSWER, -1),
				  button(d, BUTTON_MAIN, "check", word(d, W_("J’ai choisi")), MSG_CHOSEN, 0) };
	foot[1].absent = !d->s->act.touched;
	foot[0].center = foot[1].center = true;
	if (!beside)
		buttons_beside(d, foot, 2, a.w);
	int foot_px = beside ? 0 : buttons_height(d, foot, 2, a.w) + z->gap;
	struct guess g = guess_of(d, q, lang, width, a.h - foot_px);
	struct flow f = asked(d, q, lang, width, true, !pictures_beside(d), 0);
	int last = g.height + foot_px + z->gap;
	struct button on = button(d, BUTTON_MAIN, "arrow-right", word(d, W_("Répondre")), MSG_NEXT, 0);
	on.icon_mirrors = on.center = true;
	int more = beside ? 0 : buttons_height(d, &on, 1, a.w) + z->gap;
	int parts = flow_height(&f) + last <= a.h ? 0 : flow_parts(&f, a.h, more, more);
	if (parts > 1) { /* the picture is worth no more parts */
		f = asked(d, q, lang, width, true, false, a.h - more);
		parts = flow_height(&f) + last <= a.h ? 0 : flow_parts(&f, a.h, more, more);
	}
	d->out->part_count = parts + 1;
	d->out->part = d->s->part <= parts ? d->s->part : parts;
	struct rect column = { a.x + a.w - side_w, a.y, side_w, a.h };
	if (d->out->part < parts) { /* the question on parts of its own */
		int part = d->out->part;
		flow_put(&f, a, more, more);
		d->out->part_count = parts + 1;
		d->out->part = part;
		if (beside)
			put_side(d, &side, &on, 1, column);
		else
			put_buttons(d, &on, 1, a);
	} else {
		struct flow title = parts ? asked(d, q, lang, width, false, false, 0) : f;
		int y = a.y, room = a.h - (beside ? 0 : foot_px);
		if (flow_height(&title) + z->gap + g.height <= room)
			y = flow_draw(&title, a.x, y) + z->gap;
		int spare = a.y + room - y - g.height;
		if (spare < 0)
			d->out->clipped = true;
		put_guess(d, &g, a.x, y + (spare > 0 ? spare / 3 : 0));
		if (beside)
			put_side(d, &side, foot, 2, column);
		else
			put_buttons(d, foot, 2, a);
	}
	if (d->out->part == 0)
		say_pictures(d, q, lang);
	put_progress(d);
	if (d->s->act.touched)
		echo(d, q, lang);
}

/* ---- answered ----------------------------------------------------------------------------------------------------------- */

void view_estimate_answered(struct draw *d, const struct screen *q, enum lang lang)
{
	const struct scale *s = &q->scale;
	long long own = d->s->act.value[0], zero = s->from < 0 ? s->from : 0;
	bool unsure = d->s->answer < 0, near = !unsure && session_near(d->s, s);
	const char *banner = word(d, near ? own == s->truth ? W_("Bravo, c’est juste.") : W_("Bravo, c’est tout près.") :
					    W_("Voici la réponse."));
	struct skeleton k;
	struct flow f = outcome_flow_words(d, q, near ? OUTCOME_RIGHT : OUTCOME_NEAR, banner, first_picture(q) == NULL, &k);
	struct say strong = saying(d, d->z.text, true, INK_TEXT), text = saying(d, d->z.text, false, INK_TEXT);
	const char *said = d->z.small ? figure(d, lang, own) : with_unit(d, q, lang, own);
	struct prose yours = plain(filled(d, W_("Vous avez dit : {1}"), said, NULL)),
		     truth = plain(filled(d, W_("La réponse : {1}"), with_unit(d, q, lang, s->truth), NULL));
	if (d->z.small && !near)
		f.count = 0; /* without the banner: both bars on one part */
	if (!unsure) {
		flow_text(&f, &yours, &text, d->z.gap, true);
		flow_bar(&f, permille(own - zero, s->to - zero), false, d->z.gap / 4);
	}
	flow_text(&f, &truth, &strong, d->z.gap, true);
	flow_bar(&f, permille(s->truth - zero, s->to - zero), true, d->z.gap / 4);
	outcome_put(d, q, lang, &k, &f);
}
