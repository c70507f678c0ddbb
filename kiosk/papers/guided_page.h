/* What a group produced in a session, on paper: its boards as they stood, each table's sheets, its votes. */
#ifndef ESCALE_PAPERS_GUIDED_PAGE_H
#define ESCALE_PAPERS_GUIDED_PAGE_H

#include "base/str.h"
#include "session/session.h"

struct guided_paper {
	const struct session *session; /* guided, and the language of its texts */
	const struct pack *pack;
	int64_t day; /* that staff confirmed, days since 1970-01-01; -1: none */
};

/* False: there is no session, nothing was added. */
bool guided_page_html(const struct guided_paper *p, struct buf *out);
bool guided_page_text(const struct guided_paper *p, struct buf *out);
bool guided_page_csv(const struct guided_paper *p, struct buf *out);
void guided_page_name(const struct guided_paper *p, char out[80]); /* "seance-afor-2026-11-22", without an ending */

#endif
