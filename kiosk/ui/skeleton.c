/* The skeleton of most screens: text, a picture beside or above it, buttons; and how far one is in the module. */
#include "ui/draw.h"

#include <string.h>

#include "content/story.h"

/* Where the pieces of a skeleton go. */
struct frame {
	struct rect text, side;
	bool two_columns;
};

static int progress_px(const struct draw *d)
{
	return (int)(2.2 * d->z.px_mm);
}

bool skeleton_beside(const struct draw *d)
{
	return !d->z.small && !d->z.portrait;
}

static struct frame frame_of(const struct draw *d, const struct skeleton *k)
{
	const struct sizes *z = &d->z;
	struct frame f = { .text = d->body };
	if (k->progress) {
		int used = progress_px(d) + z->gap;
		f.text.y += used;
		f.text.h -= used;
	}
	f.two_columns = skeleton_beside(d) && (k->picture || k->emblem || k->qr || k->split);
	if (f.two_columns) {
		int side_w = d->body.w * 2 / 5;
		f.side = (struct rect){ f.text.x + f.text.w - side_w, f.text.y, side_w, f.text.h };
		f.text.w -= side_w + z->margin;
	}
	return f;
}

/* What stands under the text: the buttons of the last part, and "Continuer" under the others. */
struct foot {
	struct button last[3], next;
	int last_px, more_px; /* heights, with the gap above; 0 where they stand in the other column */
};

static struct foot foot_of(struct draw *d, const struct skeleton *k, const struct frame *fr)
{
	struct foot foot = { .next = button(d, BUTTON_MAIN, "arrow-right", word(d, W_("Continuer")), MSG_NEXT, 0) };
	foot.next.icon_mirrors = foot.next.center = true;
	memcpy(foot.last, k->buttons, sizeof foot.last);
	for (int i = 0; i < k->button_count; i++)
		foot.last[i].center = true;
	if (fr->two_columns)
		return foot;
	if (d->z.small)
		buttons_beside(d, foot.last, k->button_count, fr->text.w);
	if (k->button_count)
		foot.last_px = buttons_height(d, foot.last, k->button_count, fr->text.w) + d->z.gap;
	if (k->bare)
		return foot;
	foot.more_px = buttons_height(d, &foot.next, 1, fr->text.w) + d->z.gap;
	return foot;
}

struct flow skeleton_flow(struct draw *d, const struct skeleton *k)
{
	struct frame fr = frame_of(d, k);
	struct foot foot = foot_of(d, k, &fr);
	struct flow f = flow_of(d, fr.text.w);
	f.most_px = fr.text.h - (foot.last_px > foot.more_px ? foot.last_px : foot.more_px);
	if (k->picture && !fr.two_columns && d->z.portrait) /* above the text where it cannot stand beside */
		flow_picture(&f, k->picture, d->body.h * 3 / 10, 0);
	return f;
}

int progress_height(const struct draw *d)
{
	return progress_px(d) + d->z.gap;
}

/* How much of a story's share of the bar is done: places behind, against those to the nearest end. */
static int story_part(const struct draw *d, int share)
{
	const struct edition *ed = session_edition(d->s, d->p);
	int behind = d->s->act.count - 1;
	if (behind < 0)
		return 0;
	int left = story_left(ed->screens, ed->screen_count, d->s->act.list[behind]);
	return share * behind / (behind + (left < 0 ? 0 : left) + 1);
}

void put_progress(struct draw *d)
{
	const struct session *s = d->s;
	int h = progress_px(d), total = s->step_count * 8;
	int part = d->out->part_count > 1 ? d->out->part * 8 / d->out->part_count : 0;
	int done = s->at == AT_OPINION || s->at == AT_AGE ? total : s->step * 8 + part + (s->at == AT_FEEDBACK ? 4 : 0);
	if (total == 0)
		return;
	const struct screen *q = session_screen(s, d->p);
	if (s->at == AT_STEP && q && q->kind == SCREEN_SCENARIO) /* the way gone, and the least that is left */
		done = s->step * 8 + story_part(d, 8);
	struct rect r = { d->body.x, d->body.y, d->body.w, h };
	put_box(d, r, INK_SOFT, INK_LINE, 1, h / 2);
	r.w = h + (r.w - h) * done / total;
	put_box(d, r, INK_WARM, INK_NONE, 0, h / 2);
}

void put_side(struct draw *d, const struct skeleton *k, const struct button *b, int n, struct rect side)
{
	int heights[3], total = 0;
	for (int i = 0; i < n; i++) {
		heights[i] = button_height(d, &b[i], side.w, d->z.control);
		total += heights[i] + d->z.gap;
	}
	struct rect top = side;
	top.h = side.h - total;
	for (int i = 0, y = side.y + side.h - total; i < n; i++) { /* in reading order (access.md F1) */
		y += d->z.gap;
		put_button(d, &b[i], (struct rect){ side.x, y, side.w, heights[i] });
		y += heights[i];
	}
	if (k->qr) {
		if (top.h > qr_most(d))
			top.h = qr_most(d);
		if (!put_qr(d, k->qr, top))
			d->out->clipped = true;
		return;
	}
	if (top.h > top.w * 3 / 4)
		top.h = top.w * 3 / 4;
	if (k->picture) {
		put_picture(d, k->picture, top);
	} else if (k->emblem) {
		put_box(d, top, INK_SOFT, INK_NONE, 0, d->z.radius);
		put_icon(d, k->emblem, rect_center(top, top.h / 2, top.h / 2), INK_WARM, false);
	}
}

void skeleton_put(struct draw *d, const struct skeleton *k, struct flow *f)
{
	struct frame fr = frame_of(d, k);
	struct foot foot = foot_of(d, k, &fr);
	int n = k->button_count;
	bool last = flow_put(f, fr.text, foot.more_px, foot.last_px);
	if (k->pictures && d->out->part == 0)
		say_pictures(d, k->pictures, k->pictures_lang);
	if (k->described && k->described[0] && d->out->part == 0)
		scene_speech(d->out, k->described, k->pictures_lang);
	bool mute = k->bare && !last;
	if (fr.two_columns)
		put_side(d, k, last ? foot.last : &foot.next, last ? n : !mute, fr.side);
	else if ((!last && !mute) || (last && n))
		put_buttons(d, last ? foot.last : &foot.next, last ? n : 1, fr.text);
	if (k->progress)
		put_progress(d);
}
