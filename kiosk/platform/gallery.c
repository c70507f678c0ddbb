#include "platform/gallery.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/log.h"
#include "platform/paint.h"
#include "platform/picture.h"
#include "platform/scale.h"

enum { NAME_MAX_BYTES = 128, KEPT = 64 };

struct kept {
	char name[NAME_MAX_BYTES];
	int box_width, box_height, radius;
	struct shown shown;
	uint32_t *argb; /* NULL: missing or broken */
	unsigned long used;
};

struct gallery {
	char dir[1024], own_dir[1024];
	struct kept kept[KEPT];
	int count;
	size_t bytes;
	unsigned long clock;
	struct corners corners;
};

struct gallery *gallery_open(const char *dir, const char *own_dir)
{
	struct gallery *g = xmalloc(sizeof *g);
	memset(g, 0, sizeof *g);
	str_copy(g->dir, sizeof g->dir, dir ? dir : "");
	str_copy(g->own_dir, sizeof g->own_dir, own_dir ? own_dir : "");
	return g;
}

static size_t bytes_of(const struct kept *k)
{
	return k->argb ? (size_t)k->shown.width * (size_t)k->shown.height * sizeof *k->argb : 0;
}

static void drop(struct gallery *g, int i)
{
	g->bytes -= bytes_of(&g->kept[i]);
	free(g->kept[i].argb);
	g->kept[i] = g->kept[--g->count];
}

void gallery_set_folder(struct gallery *g, const char *dir)
{
	while (g->count)
		drop(g, 0);
	str_copy(g->dir, sizeof g->dir, dir ? dir : "");
}

void gallery_close(struct gallery *g)
{
	if (!g)
		return;
	gallery_set_folder(g, NULL);
	corners_free(&g->corners);
	free(g);
}

/* The largest size of the picture's proportions inside the box. */
static void fit(const struct picture *p, int *width, int *height)
{
	long long by_width = (long long)*width * p->height, by_height = (long long)*height * p->width;
	if (by_width <= by_height)
		*height = (int)((by_width + p->width / 2) / p->width);
	else
		*width = (int)((by_height + p->height / 2) / p->height);
	*width = *width < 1 ? 1 : *width;
	*height = *height < 1 ? 1 : *height;
}

/* On premultiplied pixels. */
static void round_off(struct gallery *g, struct picture *p, int radius)
{
	int half = (p->width < p->height ? p->width : p->height) / 2;
	radius = radius < half ? radius : half;
	const uint8_t *mask = radius > 0 ? corners_get(&g->corners, radius) : NULL;
	for (int y = 0; y < radius; y++)
		for (int x = 0; x < radius; x++) {
			unsigned share = mask[y * radius + x];
			int xs[] = { x, p->width - 1 - x }, ys[] = { y, p->height - 1 - y };
			for (int corner = 0; corner < 4; corner++) {
				uint8_t *px = p->rgba + 4 * ((size_t)ys[corner / 2] * (size_t)p->width + (size_t)xs[corner % 2]);
				for (int c = 0; c < 4; c++)
					px[c] = (uint8_t)((px[c] * share + 127) / 255);
			}
		}
}

/* Premultiplied RGBA bytes to ARGB words, in the same memory. */
__attribute__((optimize("O3"))) static uint32_t *to_words(struct picture *p)
{
	size_t n = (size_t)p->width * (size_t)p->height;
	uint32_t *words = (uint32_t *)(void *)p->rgba; /* from malloc: aligned */
	for (size_t i = 0; i < n; i++) {
		uint32_t v = words[i]; /* the compiler makes vectors of this, and not of single bytes */
		if (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)
			v = __builtin_bswap32(v);
		words[i] = (v & 0xFF00FF00U) | (v & 0xFF) << 16 | (v >> 16 & 0xFF);
	}
	return words;
}

size_t gallery_bytes(const struct gallery *g)
{
	return g->bytes;
}

/* A name leads down from the folder, whatever a pack says. */
static bool stays_inside(const char *name)
{
	name += name[0] == '@';
	return name[0] != '\0' && name[0] != '/' && !strstr(name, "..");
}

static void load(struct gallery *g, struct kept *k)
{
	char path[1024 + NAME_MAX_BYTES + 8];
	struct picture full, small;
	struct err e = { 0 };
	if (!stays_inside(k->name)) {
		log_warn("picture \"%s\": not a name", k->name);
		return;
	}
	bool own = k->name[0] == '@';
	snprintf(path, sizeof path, "%s/%s.png", own ? g->own_dir : g->dir, k->name + own);
	if (!picture_load(&full, path, &e)) {
		log_err("picture", &e);
		return;
	}
	int width = k->box_width, height = k->box_height;
	fit(&full, &width, &height);
	k->shown.solid = scale_premultiply(full.rgba, (size_t)full.width * (size_t)full.height) && k->radius == 0;
	small = (struct picture){ xmalloc((size_t)width * (size_t)height * 4), width, height };
	scale_bytes(small.rgba, width, height, full.rgba, full.width, full.height, 4);
	free(full.rgba);
	round_off(g, &small, k->radius);
	k->argb = to_words(&small);
	k->shown.argb = k->argb;
	k->shown.width = width;
	k->shown.height = height;
}

static void make_room(struct gallery *g)
{
	while (g->count && (g->count == KEPT || g->bytes > GALLERY_BYTES_MAX)) {
		int oldest = 0;
		for (int i = 1; i < g->count; i++)
			if (g->kept[i].used < g->kept[oldest].used)
				oldest = i;
		drop(g, oldest);
	}
}

bool gallery_get(struct gallery *g, const char *name, int width, int height, int radius, struct shown *out)
{
	if (width < 1 || height < 1 || strlen(name) >= NAME_MAX_BYTES)
		return false;
	struct kept *k = NULL;
	for (int i = 0; i < g->count && !k; i++) {
		struct kept *c = &g->kept[i];
		if (c->box_width == width && c->box_height == height && c->radius == radius && strcmp(c->name, name) == 0)
			k = c;
	}
	if (!k) {
		make_room(g);
		k = &g->kept[g->count++];
		*k = (struct kept){ .box_width = width, .box_height = height, .radius = radius };
		str_copy(k->name, sizeof k->name, name);
		load(g, k);
		g->bytes += bytes_of(k);
	}
	k->used = ++g->clock;
	*out = k->shown;
	return k->argb != NULL;
}
