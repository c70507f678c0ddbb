#include "platform/press.h"

/* A finger that was lost with its device would keep all others out: after this long another one may press
 * (faults.md 37). */
enum { FINGER_LOST_MS = 30 * 1000 };

static struct input press(struct presses *p, int x, int y, bool by_finger, long long now_ms)
{
	p->down = true;
	p->by_finger = by_finger;
	p->down_ms = now_ms;
	return (struct input){ .kind = INPUT_PRESS, .x = x, .y = y, .now_ms = now_ms };
}

static struct input end_press(struct presses *p, enum input_kind kind, int x, int y, long long now_ms)
{
	p->down = false;
	return (struct input){ .kind = kind, .x = x, .y = y, .now_ms = now_ms };
}

struct input press_finger(struct presses *p, enum touch touch, long long device, long long finger, int x, int y,
                          long long now_ms)
{
	struct input none = { 0 };
	bool ours = p->down && p->by_finger && device == p->device && finger == p->finger;
	p->finger_seen = true;
	if (touch != TOUCH_DOWN)
		return ours ? end_press(p, touch == TOUCH_UP ? INPUT_RELEASE : INPUT_CANCEL, x, y, now_ms) : none;
	if (p->down && p->by_finger && !ours && now_ms - p->down_ms < FINGER_LOST_MS)
		return none;
	bool interrupted = p->down;
	p->device = device;
	p->finger = finger;
	struct input in = press(p, x, y, true, now_ms);
	if (!interrupted)
		return in;
	p->next = in;
	return (struct input){ .kind = INPUT_CANCEL, .x = x, .y = y, .now_ms = now_ms };
}

struct input press_mouse(struct presses *p, bool down, int x, int y, long long now_ms)
{
	if (p->finger_seen)
		return (struct input){ 0 };
	if (down)
		return press(p, x, y, false, now_ms);
	return p->down && !p->by_finger ? end_press(p, INPUT_RELEASE, x, y, now_ms) : (struct input){ 0 };
}

struct input press_mouse_lost(struct presses *p, long long now_ms)
{
	return p->down && !p->by_finger ? end_press(p, INPUT_CANCEL, 0, 0, now_ms) : (struct input){ 0 };
}

struct input press_next(struct presses *p)
{
	struct input next = p->next;
	p->next = (struct input){ 0 };
	return next;
}
