/* A text on the keyboard of a group session, key by key. */
#include "app/replay.h"
#include "base/utf8.h"

static bool touch_layer(struct player *p, int layer)
{
	const struct scene *s = &p->app->scene;
	for (int i = 0; i < s->target_count; i++)
		if (s->targets[i].msg.kind == MSG_LAYER && s->targets[i].msg.arg % 16 == layer) {
			replay_touch(p, i);
			return true;
		}
	return false;
}

/* On this page of the letters, or on the others. */
static bool touch_sign(struct player *p, int sign)
{
	for (int page = 0; page < 6; page++) {
		int i = replay_find(&p->app->scene, MSG_TYPE, false, sign);
		if (i >= 0) {
			replay_touch(p, i);
			return true;
		}
		if (!touch_layer(p, p->app->session.guided.typing.layer % 16))
			return false;
	}
	return false;
}

bool replay_write(struct player *p, struct str text)
{
	for (uint32_t c; text.n;) {
		int n = utf8_next(text.s, text.n, &c);
		c = c == '\'' ? 0x2019 : c; /* scripts are typed on another keyboard */
		bool found = touch_sign(p, (int)c);
		for (int layer = 0; !found && layer < 7; layer++) {
			if (p->app->session.guided.typing.layer % 16 == layer)
				continue;
			if (!touch_layer(p, layer) && (touch_layer(p, 2) || touch_layer(p, 0)))
				touch_layer(p, layer); /* the way there goes through the figures */
			found = touch_sign(p, (int)c);
		}
		if (!found)
			return false;
		text.s += n;
		text.n -= (size_t)n;
	}
	return true;
}
