#include "bench/screen/glass.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <xcb/damage.h>
#include <xcb/xcb.h>
#include <xcb/xtest.h>

#include "bench/helpers/figures.h"

enum { GRID_X = 8, GRID_Y = PROBES / GRID_X, LOOK_AGAIN_MS = 20 };

struct glass {
	xcb_connection_t *x;
	xcb_window_t root;
	int width, height;
	xcb_damage_damage_t damage;
	uint8_t damage_event;
};

struct glass *glass_open(void)
{
	struct glass *g = calloc(1, sizeof *g);
	g->x = xcb_connect(NULL, NULL);
	if (xcb_connection_has_error(g->x))
		bench_fail("there is no X server on %s", getenv("DISPLAY"));
	const xcb_screen_t *s = xcb_setup_roots_iterator(xcb_get_setup(g->x)).data;
	g->root = s->root;
	g->width = s->width_in_pixels;
	g->height = s->height_in_pixels;
	const xcb_query_extension_reply_t *ext = xcb_get_extension_data(g->x, &xcb_damage_id);
	if (!ext || !ext->present)
		bench_fail("the X server has no DAMAGE extension");
	g->damage_event = ext->first_event + XCB_DAMAGE_NOTIFY;
	free(xcb_damage_query_version_reply(g->x, xcb_damage_query_version(g->x, 1, 1), NULL));
	g->damage = xcb_generate_id(g->x);
	xcb_damage_create(g->x, g->damage, g->root, XCB_DAMAGE_REPORT_LEVEL_RAW_RECTANGLES);
	xcb_flush(g->x);
	return g;
}

static xcb_get_image_reply_t *get(struct glass *g, xcb_get_image_cookie_t cookie)
{
	xcb_get_image_reply_t *r = xcb_get_image_reply(g->x, cookie, NULL);
	if (!r)
		bench_fail("the X server gives no picture of its screen");
	return r;
}

static xcb_get_image_cookie_t ask(struct glass *g, int x, int y, int width, int height)
{
	return xcb_get_image(g->x, XCB_IMAGE_FORMAT_Z_PIXMAP, g->root, (int16_t)x, (int16_t)y,
	                     (uint16_t)width, (uint16_t)height, ~0U);
}

struct image glass_look(struct glass *g)
{
	struct image i = { g->width, g->height, calloc((size_t)g->width * (size_t)g->height, 4) };
	xcb_get_image_reply_t *r = get(g, ask(g, 0, 0, g->width, g->height));
	memcpy(i.px, xcb_get_image_data(r), (size_t)g->width * (size_t)g->height * 4);
	for (int k = 0; k < g->width * g->height; k++)
		i.px[k] &= 0xFFFFFF;
	free(r);
	return i;
}

void image_free(struct image *i)
{
	free(i->px);
	*i = (struct image){ 0 };
}

/* Everything that is waiting is taken. */
bool glass_drawn(struct glass *g, double most_ms)
{
	double until = now_ms() + most_ms;
	bool any = false;
	for (;;) {
		for (xcb_generic_event_t *e; (e = xcb_poll_for_event(g->x)); free(e))
			any |= (e->response_type & 0x7F) == g->damage_event;
		double left = until - now_ms();
		if (any || left <= 0)
			return any;
		if (xcb_connection_has_error(g->x))
			bench_fail("the X server is gone");
		poll(&(struct pollfd){ xcb_get_file_descriptor(g->x), POLLIN, 0 }, 1, (int)left + 1);
	}
}

bool glass_quiet(struct glass *g, double quiet_ms, double most_ms)
{
	double end = now_ms() + most_ms;
	while (glass_drawn(g, quiet_ms))
		if (now_ms() > end)
			return false;
	return true;
}

/* How unlike its right and lower neighbours: letters and edges stand out. */
static int busy(const struct image *i, int x, int y)
{
	uint32_t here = i->px[y * i->width + x];
	int n = 0;
	for (int d = 1; d <= 3; d++) {
		n += x + d < i->width && i->px[y * i->width + x + d] != here;
		n += y + d < i->height && i->px[(y + d) * i->width + x] != here;
	}
	return n;
}

void probes_choose(struct probes *p, const struct image *before, const struct image *after)
{
	p->count = 0;
	for (int cell = 0; cell < PROBES; cell++) {
		int x0 = cell % GRID_X * after->width / GRID_X,
		    x1 = (cell % GRID_X + 1) * after->width / GRID_X;
		int y0 = cell / GRID_X * after->height / GRID_Y,
		    y1 = (cell / GRID_X + 1) * after->height / GRID_Y;
		int best = -1;
		for (int y = y0; y < y1; y++)
			for (int x = x0; x < x1; x++) {
				int at = y * after->width + x;
				if (before->px[at] == after->px[at] || busy(after, x, y) <= best)
					continue;
				best = busy(after, x, y);
				p->at[p->count].x = (int16_t)x;
				p->at[p->count].y = (int16_t)y;
				p->at[p->count].px = after->px[at];
			}
		p->count += best >= 0;
	}
}

static bool right(struct glass *g, const struct probes *p)
{
	xcb_get_image_cookie_t cookies[PROBES];
	bool all = true;
	for (int i = 0; i < p->count; i++)
		cookies[i] = ask(g, p->at[i].x, p->at[i].y, 1, 1);
	for (int i = 0; i < p->count; i++) {
		xcb_get_image_reply_t *r = get(g, cookies[i]);
		uint32_t px;
		memcpy(&px, xcb_get_image_data(r), 4);
		all &= (px & 0xFFFFFF) == p->at[i].px;
		free(r);
	}
	return all;
}

double glass_await(struct glass *g, const struct probes *p, double most_ms)
{
	double end = now_ms() + most_ms;
	while (now_ms() < end) {
		glass_drawn(g, LOOK_AGAIN_MS);
		if (right(g, p))
			return now_ms();
	}
	return -1;
}

static void finger(struct glass *g, int what, int detail, int x, int y)
{
	xcb_test_fake_input(g->x, (uint8_t)what, (uint8_t)detail, XCB_CURRENT_TIME, g->root, (int16_t)x,
	                    (int16_t)y, 0);
	xcb_flush(g->x);
}

void glass_press(struct glass *g, int x, int y)
{
	finger(g, XCB_MOTION_NOTIFY, 0, x, y);
	finger(g, XCB_BUTTON_PRESS, 1, 0, 0);
}

void glass_release(struct glass *g)
{
	finger(g, XCB_BUTTON_RELEASE, 1, 0, 0);
}
