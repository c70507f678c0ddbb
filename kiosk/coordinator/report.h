/* The report: what is known of a period, then the page that says it. */
#ifndef ESCALE_COORDINATOR_REPORT_H
#define ESCALE_COORDINATOR_REPORT_H

#include "coordinator/report_sheets.h"
#include "coordinator/state.h"
#include "coordinator/territory.h"
#include "coordinator/titles.h"
#include "metrics/tally.h"

enum { REPORT_LATE_DAYS = 35 };

/* How often a kiosk came back from a power cut or a crash: the manifests' three bands. */
enum report_stops { STOPS_NONE, STOPS_FEW, STOPS_MANY };

/* One kiosk, over all time for what is missing, over the period for what is counted. */
struct report_kiosk {
	struct kiosk kiosk;
	long long sessions; /* of the period's counted bundles */
	int bundles;
	int64_t last_day;      /* last bundle received, ever; -1 never */
	int last_number;       /* the highest, ever */
	int missing;           /* numbers under it that never came */
	char missing_list[64]; /* "2, 5, 6..." */
	int contested, unread;
	enum report_stops stops; /* the worst of the period's bundles */
	int early, undated;      /* of the period's bundles: closed before time; date confirmed by nobody */
};

struct report {
	const char *territory, *period;
	const struct territory *words; /* the coordinator's own; never NULL, zeroed is none */
	bool internal;                 /* "Document interne" on every page */
	int64_t first_day, last_day;   /* asked for; of reception */
	int64_t today;
	struct titles titles;
	struct tally tally;
	const struct report_sheets *sheets; /* what is published of the period; NULL: count the facts */
	struct report_kiosk *kiosks;
	int kiosk_count;
	int bundles, unread, contested, refused; /* unread and contested: kept, in no total */
	long long sessions, facts_seen, facts_kept;
	int64_t first_received, last_received; /* of the counted bundles; -1 when none */
	struct arena *arena;
};

/* first_day, last_day, today, arena and titles are set by the caller; the rest is read. */
bool report_read(struct report *r, struct state *s, struct err *e);

/* The number of uses to print. Visits by their facts, so that all lines add up to it: the manifests also
 * count visits that asked not to be counted, and the difference would tell how few they were. By the
 * manifests when facts are a sample. */
long long report_uses(const struct report *r);

/* One self-contained HTML page appended to *out. */
void report_page(const struct report *r, struct buf *out);

#endif
