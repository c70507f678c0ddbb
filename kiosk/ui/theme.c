#include "ui/theme.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct panel panels[] = {
	/* px, mm of the glass (access.md, "Screens") */
	{ 800, 480, 155.0, 86.0, "7" },
	{ 1280, 800, 217.6, 136.0, "10.1" },
	{ 1920, 1080, 345.2, 194.2, "15.6" },
	{ 480, 800, 86.0, 155.0, "7-portrait" },
	{ 800, 1280, 136.0, 217.6, "10.1-portrait" },
	{ 1080, 1920, 194.2, 345.2, "15.6-portrait" },
};

bool panel_parse(struct panel *p, const char *text, struct err *e)
{
	for (size_t i = 0; i < sizeof panels / sizeof *panels; i++)
		if (strcmp(text, panels[i].name) == 0) {
			*p = panels[i];
			return true;
		}
	struct panel q = { 0 };
	char rest;
	if (sscanf(text, "%dx%d@%lfx%lf%c", &q.width_px, &q.height_px, &q.width_mm, &q.height_mm, &rest) != 4 ||
	    q.width_px < 320 || q.height_px < 320 || q.width_px > 4096 || q.height_px > 4096 ||
	    !(q.width_mm >= 50 && q.width_mm <= 2000) || !(q.height_mm >= 50 && q.height_mm <= 2000))
		return err_set(e, ERR_USAGE,
			       "panneau « %s » inconnu. Choisissez 7, 10.1, 15.6 (ou 7-portrait...), "
			       "ou donnez pixels et millimètres : 1280x800@217x136",
			       text);
	snprintf(q.name, sizeof q.name, "%dx%d", q.width_px, q.height_px);
	*p = q;
	return true;
}

/* Warm paper, deep blue controls; the contrast theme is yellow on black (access.md, "Colours"). Ratios are
 * checked by tests/ui/test_theme.c: text >= 7:1 (V3), borders and icons >= 3:1 (V4). */
const struct colour theme_inks[2][INK_COUNT] = {
	{
		[INK_PAGE] = { 0xFD, 0xFC, 0xF7 },
		[INK_TEXT] = { 0x1B, 0x1B, 0x1B },
		[INK_SOFT] = { 0xFB, 0xF0, 0xDE },
		[INK_LINE] = { 0x8A, 0x6D, 0x4B },
		[INK_ACTION] = { 0x0B, 0x3D, 0x91 },
		[INK_ON_ACTION] = { 0xFF, 0xFF, 0xFF },
		[INK_QUIET] = { 0x4A, 0x44, 0x3C },
		[INK_GOOD] = { 0xD9, 0xF0, 0xE3 },
		[INK_ON_GOOD] = { 0x0B, 0x46, 0x2C },
		[INK_NOTYET] = { 0xFD, 0xE7, 0xCB },
		[INK_ON_NOTYET] = { 0x5A, 0x2D, 0x05 },
		[INK_FOCUS] = { 0xC2, 0x41, 0x0C },
		[INK_SPOKEN] = { 0xFF, 0xE0, 0x82 },
		[INK_WARM] = { 0xC8, 0x55, 0x1B },
	},
	{
		[INK_PAGE] = { 0x00, 0x00, 0x00 },
		[INK_TEXT] = { 0xFF, 0xFF, 0xFF },
		[INK_SOFT] = { 0x1A, 0x1A, 0x1A },
		[INK_LINE] = { 0xFF, 0xD5, 0x00 },
		[INK_ACTION] = { 0xFF, 0xD5, 0x00 },
		[INK_ON_ACTION] = { 0x00, 0x00, 0x00 },
		[INK_QUIET] = { 0xF2, 0xF2, 0xF2 },
		[INK_GOOD] = { 0x00, 0x2E, 0x1A },
		[INK_ON_GOOD] = { 0xC9, 0xFF, 0xDF },
		[INK_NOTYET] = { 0x33, 0x21, 0x00 },
		[INK_ON_NOTYET] = { 0xFF, 0xE2, 0xA8 },
		[INK_FOCUS] = { 0x4D, 0xD8, 0xFF },
		[INK_SPOKEN] = { 0x00, 0x4B, 0xA8 },
		[INK_WARM] = { 0xFF, 0xD5, 0x00 },
	},
};

double colour_contrast(struct colour a, struct colour b)
{
	return luminance_contrast(colour_luminance(a), colour_luminance(b));
}

static int px(double v)
{
	return (int)ceil(v);
}

void sizes_for(struct sizes *z, const struct panel *p, bool large)
{
	double x = p->width_px / p->width_mm, y = p->height_px / p->height_mm;
	double mm = x > y ? x : y;
	double short_mm = p->width_mm < p->height_mm ? p->width_mm : p->height_mm;
	/* Capital H of Andika is 0.725 em. 4.85 mm keeps V1 (>= 4.8 mm) after rounding; a large panel is read from
	 * farther away. Large mode: 0.7 degrees at 500 mm = 6.1 mm (V2). */
	double cap_mm = short_mm > 170 ? 5.9 : 4.85;
	double normal = cap_mm * y / 0.725;
	*z = (struct sizes){
		.width = p->width_px,
		.height = p->height_px,
		.px_mm = mm,
		.text = px(large ? normal * 1.29 : normal),
		.portrait = p->height_px > p->width_px,
		.small = short_mm < 100,
		.large = large,
	};
	z->title = z->text * 6 / 5;
	z->bar_right = z->small && !z->portrait;
	z->bar_icons = z->small;
	z->margin = px((z->small ? 4 : 6) * mm);
	z->gap = px((z->small ? 3 : 4) * mm);
	z->control = px(16 * mm);
	z->answer = px((z->small ? 16.2 : 20) * mm);
	z->bar = px((z->bar_right ? 19.5 : 19.2) * mm); /* 16 mm between its edges */
	z->radius = px(2.6 * mm);
	z->line = px(0.45 * mm);
}

void sizes_back_row(struct sizes *z, const struct panel *p)
{
	struct sizes normal;
	sizes_for(&normal, p, z->small);
	double short_mm = p->width_mm < p->height_mm ? p->width_mm : p->height_mm;
	/* 7 inches have no back of a room; on 10 inches twice as high would leave three words. */
	z->text = z->small ? normal.text : short_mm > 170 ? normal.text * 2 : normal.text * 3 / 2;
	z->title = z->text * 6 / 5;
}
