#include "helpers/card_scene.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "ballots/ballots.h"
#include "base/arena.h"

enum { COLUMNS = 6, ROWS = 5, FINE = 3 /* samples a pixel's side */ };

static const double ink = 0.06, paper = 0.85, skin = 0.5, camera_width = 1.1547; /* 2 tan(30 degrees) */

struct card {
	int number;
	double module, half_width, half_height; /* mm or px: the unit of the drawing */
	bool covered;
	double hand[2], thumb[2]; /* what holds it; what lies on the tag */
	uint8_t dark[BALLOTS_SIDE * BALLOTS_SIDE];
};

/* ---- chance ---- */

static double chance(unsigned *state)
{
	unsigned x = *state;
	x ^= x << 13;
	x ^= x >> 17;
	x ^= x << 5;
	*state = x;
	return (x >> 8) / 16777216.0;
}

static unsigned seeded(unsigned a, unsigned b, unsigned c)
{
	unsigned s = (a * 2654435761u ^ b * 40503u ^ c * 2246822519u) | 1;
	for (int i = 0; i < 8; i++)
		chance(&s);
	return s;
}

static double between(unsigned *s, double low, double high)
{
	return low + (high - low) * chance(s);
}

static double normal(unsigned *s)
{
	double sum = -6;
	for (int i = 0; i < 12; i++)
		sum += chance(s);
	return sum;
}

/* ---- scenes ---- */

struct card_scene scene_good(int width, double distance_m, double module_mm, unsigned seed)
{
	return (struct card_scene){ width, width == 1280 ? 720 : 480, distance_m, module_mm, .lean_degrees = 15, .aside_degrees = 25,
		.blur_px = 0.6, .noise = 3, .black = 30, .white = 215, .seed = seed };
}

struct card_scene scene_poor(int width, double distance_m, double module_mm, unsigned seed)
{
	return (struct card_scene){ width, width == 1280 ? 720 : 480, distance_m, module_mm, .lean_degrees = 20, .aside_degrees = 35,
		.blur_px = 0.9, .shake_px = 2, .noise = 7, .black = 18, .white = 80, .jpeg = 50, .covered = 0.1, .seed = seed };
}

int scene_answer(const struct card_scene *s, int card)
{
	unsigned state = seeded(s->seed, (unsigned)card, 7);
	return (int)(chance(&state) * BALLOTS_ANSWERS);
}

/* ---- a card ---- */

static bool letter_is_dark(double x, double y, double size)
{
	double a = fabs(x) / size, b = fabs(y) / size; /* a ring: as much ink as a letter */
	return a < 0.4 && b < 0.5 && (a > 0.2 || b > 0.3);
}

/* Light that this point of the card sends back; below 0: beside the card. */
static double card_light(const struct card *c, double x, double y)
{
	double half = c->module * BALLOTS_SIDE / 2, letter = c->module * 0.55, from_centre = half + c->module * 0.85;
	if (fabs(x) > c->half_width || fabs(y) > c->half_height)
		return -1;
	if (hypot(x - c->hand[0], y - c->hand[1]) < c->module * 1.2)
		return skin;
	if (c->covered && hypot(x - c->thumb[0], y - c->thumb[1]) < 1.6 * c->module)
		return skin;
	if (fabs(x) < half && fabs(y) < half) {
		int column = (int)((x + half) / c->module), row = (int)((y + half) / c->module);
		return c->dark[row * BALLOTS_SIDE + column] ? ink : paper;
	}
	for (int i = 0; i < 4; i++)
		if (letter_is_dark(x - from_centre * (i == 1) + from_centre * (i == 3),
				   y + from_centre * (i == 0) - from_centre * (i == 2), letter))
			return ink;
	return paper;
}

static struct card make_card(const struct card_scene *s, int number)
{
	unsigned state = seeded(s->seed, (unsigned)number, 11);
	struct card c = { .number = number, .module = s->module_mm };
	c.half_width = s->module_mm > 11 ? 74 : 52;
	c.half_height = s->module_mm > 11 ? 105 : 74;
	int answer = scene_answer(s, number); /* its side is on top, the hand on the other */
	c.hand[0] = answer == 1 ? -c.half_width : answer == 3 ? c.half_width : 0;
	c.hand[1] = answer == 0 ? c.half_height : answer == 2 ? -c.half_height : 0;
	c.covered = chance(&state) < s->covered;
	c.thumb[0] = (chance(&state) < 0.5 ? -4 : 4) * s->module_mm;
	c.thumb[1] = between(&state, 2, 4) * s->module_mm;
	ballots_drawing(number, c.dark);
	return c;
}

/* ---- a room ---- */

static void invert(const double m[9], double out[9])
{
	out[0] = m[4] * m[8] - m[5] * m[7];
	out[1] = m[2] * m[7] - m[1] * m[8];
	out[2] = m[1] * m[5] - m[2] * m[4];
	out[3] = m[5] * m[6] - m[3] * m[8];
	out[4] = m[0] * m[8] - m[2] * m[6];
	out[5] = m[2] * m[3] - m[0] * m[5];
	out[6] = m[3] * m[7] - m[4] * m[6];
	out[7] = m[1] * m[6] - m[0] * m[7];
	out[8] = m[0] * m[4] - m[1] * m[3];
}

struct pose {
	double lean, side, up; /* radians */
	double x, y, distance; /* px of the picture; mm */
};

/* From millimetres on the card to pixels. */
static void project(const struct pose *p, double focal, double cx, double cy, double out[9])
{
	double cl = cos(p->lean), sl = sin(p->lean), cs = cos(p->side), ss = sin(p->side), cu = cos(p->up), su = sin(p->up);
	/* rotation = side * up * lean, its first two columns; then where the middle of the card is */
	double r1[3] = { cs * cl + ss * su * sl, cu * sl, -ss * cl + cs * su * sl };
	double r2[3] = { -cs * sl + ss * su * cl, cu * cl, ss * sl + cs * su * cl };
	double t[3] = { (p->x - cx) / focal * p->distance, (p->y - cy) / focal * p->distance, p->distance };
	const double *columns[3] = { r1, r2, t };
	for (int i = 0; i < 3; i++) {
		out[i] = focal * columns[i][0] + cx * columns[i][2];
		out[3 + i] = focal * columns[i][1] + cy * columns[i][2];
		out[6 + i] = columns[i][2];
	}
}

static void paint_card(float *picture, int width, int height, const struct card *c, const double to_px[9])
{
	double back[9], low[2] = { 1e9, 1e9 }, high[2] = { -1e9, -1e9 };
	invert(to_px, back);
	for (int i = 0; i < 4; i++) {
		double x = i & 1 ? c->half_width : -c->half_width, y = i & 2 ? c->half_height : -c->half_height;
		double w = to_px[6] * x + to_px[7] * y + to_px[8];
		for (int k = 0; k < 2; k++) {
			double at = (to_px[3 * k] * x + to_px[3 * k + 1] * y + to_px[3 * k + 2]) / w;
			low[k] = fmin(low[k], at);
			high[k] = fmax(high[k], at);
		}
	}
	for (int py = (int)fmax(0, low[1]); py < fmin(height, high[1] + 1); py++)
		for (int px = (int)fmax(0, low[0]); px < fmin(width, high[0] + 1); px++) {
			double light = 0;
			for (int i = 0; i < FINE * FINE; i++) {
				double x = px + (i % FINE + 0.5) / FINE, y = py + (i / FINE + 0.5) / FINE;
				double w = back[6] * x + back[7] * y + back[8];
				double v = card_light(c, (back[0] * x + back[1] * y + back[2]) / w,
						      (back[3] * x + back[4] * y + back[5]) / w);
				light += v < 0 ? picture[py * width + px] : v;
			}
			picture[py * width + px] = (float)(light / (FINE * FINE));
		}
}

/* Windows, furniture, checked shirts: edges and squares that are no cards. */
static void paint_room(float *picture, int width, int height, unsigned seed)
{
	unsigned s = seeded(seed, 3, 5);
	for (int i = 0; i < width * height; i++)
		picture[i] = (float)(0.35 + 0.15 * sin(i % width * 0.004) + 0.1 * cos(i / width * 0.011));
	for (int n = 0; n < 70; n++) {
		int x0 = (int)between(&s, -40, width), y0 = (int)between(&s, -40, height);
		int w = (int)between(&s, 10, width / 7.0), h = (int)between(&s, 10, height / 5.0);
		double light = between(&s, 0.03, 0.95), other = chance(&s) < 0.4 ? between(&s, 0.03, 0.95) : light;
		int step = (int)between(&s, 3, 14);
		for (int y = y0 < 0 ? 0 : y0; y < y0 + h && y < height; y++)
			for (int x = x0 < 0 ? 0 : x0; x < x0 + w && x < width; x++)
				picture[y * width + x] = (float)((x / step + y / step) % 2 ? light : other);
	}
}

static void paint_cards(const struct card_scene *s, int frame, float *picture)
{
	double focal = s->width / camera_width, degree = M_PI / 180;
	for (int i = 0; i < SCENE_CARDS; i++) {
		unsigned state = seeded(s->seed, (unsigned)i + 1, 13), tremble = seeded(s->seed + (unsigned)frame, (unsigned)i, 17);
		struct card c = make_card(s, i + 1);
		struct pose p = {
			.lean = -scene_answer(s, i + 1) * M_PI / 2 + between(&state, -1, 1) * s->lean_degrees * degree,
			.side = between(&state, -1, 1) * s->aside_degrees * degree,
			.up = between(&state, -1, 1) * s->aside_degrees * degree,
			.x = (i % COLUMNS + 0.5 + between(&state, -0.12, 0.12)) * s->width / COLUMNS,
			.y = (i / COLUMNS + 0.5 + between(&state, -0.1, 0.1)) * s->height / ROWS,
			.distance = s->distance_m * 1000,
		};
		double to_px[9];
		p.lean += between(&tremble, -2, 2) * degree;
		p.x += between(&tremble, -1.5, 1.5);
		p.y += between(&tremble, -1.5, 1.5);
		project(&p, focal, s->width / 2.0, s->height / 2.0, to_px);
		paint_card(picture, s->width, s->height, &c, to_px);
	}
}

/* ---- a camera ---- */

/* One row or column, its ends repeated. */
static void blur_line(float *at, int count, int step, const double *weights, int reach, float *copy)
{
	for (int i = 0; i < count; i++)
		copy[i] = at[i * step];
	for (int i = 0; i < count; i++) {
		double sum = 0;
		for (int k = -reach; k <= reach; k++) {
			int j = i + k < 0 ? 0 : i + k >= count ? count - 1 : i + k;
			sum += weights[k + reach] * copy[j];
		}
		at[i * step] = (float)sum;
	}
}

static void blur(float *picture, int width, int height, double sigma, double shake)
{
	enum { REACH = 4 };
	double weights[2 * REACH + 1], total = 0, moved[2 * REACH + 1], all = 0;
	float *copy = xmalloc(sizeof *copy * (size_t)(width + height));
	for (int k = -REACH; k <= REACH; k++) {
		total += weights[k + REACH] = exp(-k * k / (2 * sigma * sigma));
		all += moved[k + REACH] = fmax(0, fmin(1, shake / 2 + 0.5 - abs(k)));
	}
	for (int k = 0; k <= 2 * REACH; k++) {
		weights[k] /= total;
		moved[k] /= all;
	}
	for (int y = 0; y < height; y++)
		blur_line(picture + y * width, width, 1, weights, REACH, copy);
	for (int x = 0; x < width; x++)
		blur_line(picture + x, height, width, weights, REACH, copy);
	for (int y = 0; shake > 0 && y < height; y++)
		blur_line(picture + y * width, width, 1, moved, REACH, copy);
	free(copy);
}

/* Coarser steps for finer waves, as a camera's compression does: step 2 + (u + v) * 2, times 50 / quality. */
static void squeeze_block(float *at, int width, int quality, double waves[8][8])
{
	double b[8][8], t[8][8];
	for (int pass = 0; pass < 2; pass++) { /* forth, then back */
		for (int y = 0; y < 8; y++)
			for (int x = 0; x < 8; x++)
				b[y][x] = pass ? b[y][x] : at[y * width + x];
		for (int axis = 0; axis < 2; axis++) {
			for (int y = 0; y < 8; y++)
				for (int u = 0; u < 8; u++) {
					t[u][y] = 0; /* turned over, so that the second axis is the first again */
					for (int x = 0; x < 8; x++)
						t[u][y] += b[y][x] * (pass ? waves[x][u] : waves[u][x]);
				}
			memcpy(b, t, sizeof b);
		}
		for (int y = 0; y < 8 && !pass; y++)
			for (int x = 0; x < 8; x++) {
				double step = (4 + 2 * (x + y)) * 50.0 / quality;
				b[y][x] = round(b[y][x] / step) * step;
			}
	}
	for (int y = 0; y < 8; y++)
		for (int x = 0; x < 8; x++)
			at[y * width + x] = (float)b[y][x];
}

static void squeeze(float *picture, int width, int height, int quality)
{
	double waves[8][8];
	for (int u = 0; u < 8; u++)
		for (int x = 0; x < 8; x++)
			waves[u][x] = sqrt(u ? 0.25 : 0.125) * cos((2 * x + 1) * u * M_PI / 16);
	for (int y = 0; y + 8 <= height; y += 8)
		for (int x = 0; x + 8 <= width; x += 8)
			squeeze_block(picture + y * width + x, width, quality, waves);
}

static void expose(const struct card_scene *s, int frame, float *picture)
{
	unsigned state = seeded(s->seed, (unsigned)frame, 23);
	for (int y = 0; y < s->height; y++)
		for (int x = 0; x < s->width; x++) {
			double dx = 2.0 * x / s->width - 1, dy = 2.0 * y / s->height - 1, rim = 1 - 0.15 * (dx * dx + dy * dy);
			double light = (picture[y * s->width + x] - ink) / (paper - ink) * rim;
			picture[y * s->width + x] = (float)(s->black + (s->white - s->black) * light + s->noise * normal(&state));
		}
}

static void to_bytes(const float *picture, int count, double scale, uint8_t *gray)
{
	for (int i = 0; i < count; i++)
		gray[i] = (uint8_t)fmax(0, fmin(255, picture[i] * scale));
}

void scene_draw(const struct card_scene *s, int frame, uint8_t *gray)
{
	float *picture = xmalloc(sizeof *picture * (size_t)(s->width * s->height));
	paint_room(picture, s->width, s->height, s->seed);
	paint_cards(s, frame, picture);
	blur(picture, s->width, s->height, s->blur_px, s->shake_px);
	expose(s, frame, picture);
	if (s->jpeg)
		squeeze(picture, s->width, s->height, s->jpeg);
	to_bytes(picture, s->width * s->height, 1, gray);
	free(picture);
}

void scene_draw_one(uint8_t *gray, int width, int height, int card, double degrees, double module_px)
{
	float *picture = xmalloc(sizeof *picture * (size_t)(width * height));
	struct card c = { .number = card, .module = module_px, .half_width = module_px * 5.8, .half_height = module_px * 8, .hand = { 1e9 } };
	double a = degrees * M_PI / 180;
	double to_px[9] = { cos(a), -sin(a), width / 2.0, sin(a), cos(a), height / 2.0, 0, 0, 1 };
	ballots_drawing(card, c.dark);
	for (int i = 0; i < width * height; i++)
		picture[i] = 0.4f;
	paint_card(picture, width, height, &c, to_px);
	to_bytes(picture, width * height, 255, gray);
	free(picture);
}
