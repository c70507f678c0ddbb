#include "ui/input.h"

#include <stdlib.h>

enum {
	SAME_PRESS_MS = 500,    /* access.md T6 */
	STUCK_MS = 30 * 1000,   /* faults.md 37 */
};

void gate_init(struct gate *g)
{
	*g = (struct gate){ .pressed = -1, .last_target_x = -1, .last_ms = -SAME_PRESS_MS, .last_key = -1 };
}

static const struct msg nothing = { .kind = MSG_NONE };

static bool is_typing(enum msg_kind kind)
{
	return kind == MSG_DIGIT || kind == MSG_ERASE || kind == MSG_TYPE || kind == MSG_UNDO;
}

static void remember(struct gate *g, int x, int y, long long now_ms)
{
	g->last_target_x = x;
	g->last_target_y = y;
	g->last_ms = now_ms;
}

static struct msg hit(struct gate *g, const struct scene *shown, int x, int y, long long now_ms)
{
	int i = scene_hit(shown, x, y);
	if (shown->wake_anywhere || (i < 0 && shown->still_here_anywhere)) {
		remember(g, x, y, now_ms); /* a second tap is not for the screen that comes */
		return (struct msg){ .kind = shown->wake_anywhere ? MSG_WAKE : MSG_STILL_HERE };
	}
	if (i < 0) {
		bool on_ground = shown->ground_msg.kind && g->pressed < 0 && rect_holds(shown->ground, x, y) &&
				 rect_holds(shown->ground, g->press_x, g->press_y);
		if (on_ground && now_ms - g->last_ms >= SAME_PRESS_MS) {
			remember(g, x, y, now_ms);
			return shown->ground_msg;
		}
		bool top = g->press_y < shown->corner_px && y < shown->corner_px;
		if (top && x < shown->corner_px && g->press_x < shown->corner_px)
			return (struct msg){ .kind = MSG_CORNER, .arg = 0 };
		if (top && x >= shown->width - shown->corner_px && g->press_x >= shown->width - shown->corner_px)
			return (struct msg){ .kind = MSG_CORNER, .arg = 1 };
		return g->pressed < 0 ? (struct msg){ .kind = MSG_TOUCH } : nothing; /* slid off: cancelled (T4) */
	}
	if (i != g->pressed)
		return nothing; /* slid off: cancelled (T4) */
	/* An identical press: the same place on the glass, whatever screen has come under it meanwhile. Codes are
	 * typed with the same digit twice, quickly, on purpose. */
	const struct rect *r = &shown->targets[i].at;
	int cx = r->x + r->w / 2, cy = r->y + r->h / 2;
	bool near = abs(cx - g->last_target_x) < r->w / 2 + 1 && abs(cy - g->last_target_y) < r->h / 2 + 1;
	if (near && !is_typing(shown->targets[i].msg.kind) && now_ms - g->last_ms < SAME_PRESS_MS)
		return nothing;
	remember(g, cx, cy, now_ms);
	return shown->targets[i].msg;
}

static struct msg bar_message(const struct scene *shown, enum msg_kind kind)
{
	for (int i = 0; i < shown->target_count; i++)
		if (shown->targets[i].msg.kind == kind)
			return shown->targets[i].msg;
	return (struct msg){ .kind = kind };
}

/* Pressed twice by a trembling hand: the second one would act on a screen that was not read yet. Moving about and typing
 * may be as quick as one likes. */
static bool pressed_twice(struct gate *g, const struct scene *shown, const struct ui_state *ui, int k, long long now_ms)
{
	if (k == KEY_ENTER && ui->focus >= 0 && ui->focus < shown->target_count &&
	    is_typing(shown->targets[ui->focus].msg.kind))
		return false;
	if (k != KEY_ENTER && k != KEY_BACK && k != KEY_HELP && k != KEY_LISTEN)
		return false;
	bool twice = k == g->last_key && now_ms - g->last_key_ms < SAME_PRESS_MS;
	if (!twice) {
		g->last_key = k;
		g->last_key_ms = now_ms;
	}
	return twice;
}

static struct msg key(const struct scene *shown, struct ui_state *ui, int k)
{
	int n = shown->target_count;
	if (shown->wake_anywhere)
		return (struct msg){ .kind = MSG_WAKE };
	if (shown->still_here_anywhere) /* never the end of a visit by a key that was meant for the screen under it */
		return (struct msg){ .kind = MSG_STILL_HERE };
	switch (k) {
	case KEY_NEXT:
	case KEY_PREVIOUS:
		if (n == 0)
			return nothing;
		if (ui->focus < 0)
			ui->focus = k == KEY_NEXT ? 0 : n - 1;
		else
			ui->focus = (ui->focus + (k == KEY_NEXT ? 1 : n - 1)) % n;
		return nothing;
	case KEY_ENTER:
		if (ui->focus >= 0 && ui->focus < n)
			return shown->targets[ui->focus].msg;
		ui->focus = n ? 0 : -1;
		return nothing;
	case KEY_BACK: return bar_message(shown, MSG_BACK);
	case KEY_HELP: return bar_message(shown, MSG_HELP);
	case KEY_LISTEN: return bar_message(shown, MSG_LISTEN);
	case KEY_LOUDER: return (struct msg){ .kind = MSG_VOLUME, .arg = VOLUME_LOUDER };
	case KEY_QUIETER: return (struct msg){ .kind = MSG_VOLUME, .arg = VOLUME_QUIETER };
	}
	if (k >= KEY_DIGIT0 && k <= KEY_DIGIT0 + 9)
		return (struct msg){ .kind = MSG_DIGIT, .arg = k - KEY_DIGIT0 };
	return nothing;
}

struct msg gate_input(struct gate *g, const struct scene *shown, struct ui_state *ui, const struct input *in)
{
	switch (in->kind) {
	case INPUT_PRESS:
		if (g->down)
			return nothing; /* first finger only */
		g->down = true;
		g->down_ms = in->now_ms;
		g->press_x = in->x;
		g->press_y = in->y;
		g->pressed = scene_hit(shown, in->x, in->y);
		ui->focus = -1;
		return nothing;
	case INPUT_RELEASE: {
		if (!g->down)
			return nothing;
		g->down = false;
		if (in->now_ms - g->down_ms > STUCK_MS)
			return nothing;
		struct msg m = hit(g, shown, in->x, in->y, in->now_ms);
		g->pressed = -1;
		return m;
	}
	case INPUT_CANCEL: g->down = false; return nothing;
	case INPUT_KEY:
		return pressed_twice(g, shown, ui, in->key, in->now_ms) ? nothing : key(shown, ui, in->key);
	case INPUT_NONE: break;
	}
	return nothing;
}
