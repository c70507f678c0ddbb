/* Where a report's numbers come from. What leaves the team is drawn from published sheets only, so that the page and
 * the tables mask the same cells; pages for the team are drawn from the facts, masked here. */
#ifndef ESCALE_COORDINATOR_REPORT_SHEETS_H
#define ESCALE_COORDINATOR_REPORT_SHEETS_H

#include "coordinator/register.h"

enum report_sheet {
	SHEET_USES,
	SHEET_MODULES,
	SHEET_CHANGE,
	SHEET_AGES,
	SHEET_OPINIONS,
	SHEET_LANGUAGES,
	SHEET_SLOTS,
	SHEET_ACCESS,
	SHEET_GROUPS,
	SHEET_POLLS,
	SHEET_QUESTIONS,
	SHEET_STOPS,
	SHEET_SENSITIVE,
	SHEET_COUNT
};

struct report_sheets {
	struct sheet sheet[SHEET_COUNT];
	bool there[SHEET_COUNT]; /* published, and not noised: noise is for tables, not for pages */
};

bool report_sheets_read(struct report_sheets *s, struct book *b, const struct period *p, struct arena *a,
                        struct err *e);

/* The words of rows as they were published, then those of `now` for what has none. */
struct titles report_sheets_titles(const struct report_sheets *s, const struct titles *now, struct arena *a);

/* A number that may be printed, or not. */
struct told {
	long long n; /* 0 when hidden */
	bool hidden;
};

/* Zero when the sheet has no such cell; hidden when there is no sheet. */
struct told report_told(const struct report_sheets *s, enum report_sheet id, const char *row,
                        const char *column);

/* Each row once, in the sheet's order, without the total. */
int report_rows(const struct report_sheets *s, enum report_sheet id, const char ***out, struct arena *a);

#endif
