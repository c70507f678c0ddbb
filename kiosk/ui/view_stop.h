/* What the pages of the stop's count share. */
#ifndef ESCALE_UI_VIEW_STOP_H
#define ESCALE_UI_VIEW_STOP_H

#include "ui/draw.h"

struct button stop_button(const struct draw *d, enum button_look look, const char *icon, const char *label, enum stop_do what,
			  int64_t number);
/* One of many cards, chosen or not; said, and known to tests, as `said`. */
struct button stop_chip(const struct draw *d, bool on, const char *label, const char *said, enum stop_do what, int64_t number);

void stop_heading(struct flow *f, const char *text);
void stop_text(struct flow *f, const char *text);

/* The column, and under each of its parts these buttons, with the way to the next part before them. */
void stop_put(struct draw *d, struct flow *f, const struct button *foot, int n);

void view_stop_line(struct draw *d);  /* view_stop_line.c */
void view_stop_place(struct draw *d); /* view_stop_end.c: where and when, the sheet, what became of it */
void view_stop_sheet(struct draw *d);
void view_stop_given(struct draw *d);
void view_stop_wipe(struct draw *d);
void view_stop_done(struct draw *d);

#endif
