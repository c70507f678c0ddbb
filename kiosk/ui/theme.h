/* Sizes from millimetres, colours from roles. Every size on screen derives from the panel's declared size. */
#ifndef ESCALE_UI_THEME_H
#define ESCALE_UI_THEME_H

#include <stdint.h>

#include "base/colour.h"
#include "base/err.h"
#include "ui/scene.h"

/* The glass: pixels and millimetres. */
struct panel {
	int width_px, height_px;
	double width_mm, height_mm;
	char name[24];
};

/* "7", "10.1", "15.6", each with "-portrait"; or "1280x800@217x136" (px and mm). ERR_USAGE lists what is known. */
bool panel_parse(struct panel *p, const char *text, struct err *e);

extern const struct colour theme_inks[2][INK_COUNT]; /* [contrast] */

/* WCAG 2.x contrast ratio, 1 to 21. */
double colour_contrast(struct colour a, struct colour b);

/* Everything the views need, in px, for one panel and one text size. */
struct sizes {
	int width, height;
	double px_mm;      /* px of one millimetre, the denser axis where pixels are not square */
	int text, title;   /* em */
	int margin, gap;   /* page margin; gap between controls (>= 3 mm) */
	int control;       /* least side of any control (>= 16 mm) */
	int answer;        /* least height of answers and tiles (>= 20 mm; 16 on 7") */
	int bar;           /* thickness of the bar */
	int radius, line;
	bool portrait, bar_right, bar_icons; /* 7": the bar stands at the end side, icons alone */
	bool small;        /* 7": question and answers may be two screens */
	bool large;
};
void sizes_for(struct sizes *z, const struct panel *p, bool large);
/* For a group that reads from the back of the room: words up to twice as high as normal; controls stay. */
void sizes_back_row(struct sizes *z, const struct panel *p);

#endif
