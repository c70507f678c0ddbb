/* A publication as a folder: one CSV a table and datapackage.json, a Frictionless tabular data package (version 1)
 * that says what each number means, what was done to protect people, and what is not promised. */
#ifndef ESCALE_COORDINATOR_DATAPACKAGE_H
#define ESCALE_COORDINATOR_DATAPACKAGE_H

#include "coordinator/csv.h"
#include "coordinator/json.h"
#include "coordinator/publish.h"

/* The table as CSV, in c->out (sheet_csv.c). Ids and periods are written so that a spreadsheet does not turn them
 * into dates or numbers. */
void sheet_csv(const struct sheet *s, enum grid grid, struct csv *c);

/* The description of these sheets, of one period; files[] are the bytes of their CSV. */
void datapackage_json(const struct publish *p, const char *territory, const struct buf *files,
                      struct json *j);

/* Everything into folder, which is made. Each file is the old one or the new one, never a half. */
bool datapackage_write(const struct publish *p, const char *territory, const char *folder, struct err *e);

#endif
