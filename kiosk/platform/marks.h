/* A scene as a flat list of things to paint, in order: what the painter compares and paints. Pure. */
#ifndef ESCALE_PLATFORM_MARKS_H
#define ESCALE_PLATFORM_MARKS_H

#include "platform/paint.h"
#include "ui/scene.h"
#include "ui/view.h"

enum mark_kind { MARK_FILL, MARK_BOX, MARK_RUN, MARK_ICON, MARK_PICTURE, MARK_QR };

/* One thing to paint. Two marks with the same place and the same hash look the same. */
struct mark {
	enum mark_kind kind;
	struct rect at; /* nothing is painted outside */
	uint64_t hash;
	uint32_t colour, line_colour;
	bool has_fill, has_line, mirror;
	int radius, line_px;
	int x, y; /* RUN: pen */
	const struct text_run *run;
	const char *name;
	const struct qr *qr;
	int module_px;
};

/* Zeroed but for mm is ready for use. */
struct marks {
	struct mark *list;
	int count, room;
	int mm; /* px of one millimetre, for the focus ring and the light behind words */
};

/* Replace the list by the scene's marks, the background first. Texts and names stay the scene's. */
void marks_list(struct marks *, const struct scene *, const struct ui_state *, int width, int height);
void marks_free(struct marks *);

/* Do they look the same in the same place? Also when the texts of one are gone already. */
bool marks_same(const struct mark *a, const struct mark *b);

#endif
