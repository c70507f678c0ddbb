/* « Bilan de l'arrêt » on paper: what is retyped into La Coop, in the order of its forms, one block a line. */
#ifndef ESCALE_PAPERS_STOP_SHEET_H
#define ESCALE_PAPERS_STOP_SHEET_H

#include "base/str.h"
#include "session/stop.h"

struct stop_sheet {
	const struct stop *stop;
	const struct pack *pack;
	int64_t visits;    /* in self-service, told apart; -1: nobody knows */
	const char *place; /* the kiosk's kind of place, in French; NULL: not chosen */
};

void stop_sheet_html(const struct stop_sheet *s, struct buf *out);
void stop_sheet_text(const struct stop_sheet *s, struct buf *out);
void stop_sheet_csv(const struct stop_sheet *s, struct buf *out); /* La Coop's codes, a line a line */
void stop_sheet_name(const struct stop *s, char out[40]);         /* "arret-2026-11-22-01004", without an ending */

#endif
