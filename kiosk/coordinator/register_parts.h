/* What the register's own files share. */
#ifndef ESCALE_COORDINATOR_REGISTER_PARTS_H
#define ESCALE_COORDINATOR_REGISTER_PARTS_H

#include "coordinator/register.h"
#include "store/db.h"

/* Whole periods in these days, and those of them that are published. */
int book_count_whole(enum step step, int64_t first_day, int64_t last_day);
int book_count_published(struct book *b, int64_t first_day, int64_t last_day);

/* The one number that this statement gives for ?1. */
int book_count(struct db *db, const char *sql, int64_t id);

#endif
