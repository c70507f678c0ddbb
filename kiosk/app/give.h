/* Papers on the conseiller's stick: a page to print, and its twin for eyes or for a spreadsheet. */
#ifndef ESCALE_APP_GIVE_H
#define ESCALE_APP_GIVE_H

#include "base/err.h"
#include "base/str.h"
#include "session/session.h"

#define GIVE_FOLDER "A-IMPRIMER"

/* Logs the mistake as one of `what`; what staff are told of it. */
enum job_result stick_result(const char *what, const struct err *e);

struct paper_file {
	const char *ending; /* ".html", ".txt", ".csv" */
	struct str bytes;
};

/* Write them as STICK/A-IMPRIMER/NAME.html..., each whole, durable and read back; NAME-2, NAME-3... where other papers
 * have that name, never over them. RESULT_DONE only when all are there; what was written before a failure is harmless,
 * and the same papers again take the same name. */
enum job_result give_papers(const char *stick, const char *name, const struct paper_file *files, int count);

/* The sheet of the stop's count (papers/stop_sheet.h). */
enum job_result give_stop(const char *stick, const struct session *s, const struct pack *p);

/* What a group produced (papers/guided_page.h). */
enum job_result give_guided(const char *stick, const struct session *s, const struct pack *p);

#endif
