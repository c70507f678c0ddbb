/* The numbers of a report, read from the set of bundles. */
#include "coordinator/report.h"

#include <stdio.h>
#include <string.h>

#include "sync/bundle.h"

/* Bundles whose facts count, received in the period; ?1 and ?2 are its days. */
#define COUNTING "counted AND NOT contested AND received_day BETWEEN ?1 AND ?2"

/* What stands is worked out once, not once a question: it looks at the neighbours of each bundle. */
static bool judge(struct state *s, struct err *e)
{
	return db_exec(s->db, "DROP TABLE IF EXISTS temp.judged", e) &&
	       db_exec(
	           s->db,
	           "CREATE TEMP TABLE judged AS SELECT id, kiosk, number, received_day, counted, sessions, "
	           "facts_seen, facts_kept, dirty_stops, early_reason, clock_confirmed, diverging OR broken "
	           "AS "
	           "contested FROM standing",
	           e);
}

static bool prepare(struct state *s, struct db_query **q, const char *sql, const struct report *r,
                    struct err *e)
{
	if (!db_prepare(s->db, q, sql, e))
		return false;
	db_bind_int(*q, 1, r->first_day);
	db_bind_int(*q, 2, r->last_day);
	return true;
}

static bool read_tally(struct report *r, struct state *s, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	tally_init(&r->tally, r->arena);
	if (!prepare(s, &q,
	             "SELECT f.line, sum(c.n) FROM judged b JOIN cell c ON c.bundle = b.id "
	             "JOIN fact f ON f.id = c.fact WHERE " COUNTING " GROUP BY f.id ORDER BY f.line",
	             r, e))
		return false;
	while (db_step(q, &why)) {
		char line[FACT_SIZE];
		struct fact fact;
		const char *text = db_text(q, 0);
		memset(line, ' ', sizeof line);
		memcpy(line, text, strnlen(text, sizeof line - 1));
		line[sizeof line - 1] = '\n';
		if (fact_parse(&fact, line, &why))
			tally_add(&r->tally, &fact, db_int(q, 1));
	}
	db_finish(q);
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}

static bool read_totals(struct report *r, struct state *s, struct err *e)
{
	struct db_query *q;
	struct err why = { 0 };
	if (!prepare(
	        s, &q,
	        "SELECT count(*), ifnull(sum(sessions), 0), ifnull(sum(facts_seen), 0), "
	        "ifnull(sum(facts_kept), 0), ifnull(min(received_day), -1), ifnull(max(received_day), -1), "
	        "(SELECT count(*) FROM judged WHERE contested AND received_day BETWEEN ?1 AND "
	        "?2), "
	        "(SELECT count(*) FROM judged WHERE NOT counted AND received_day BETWEEN ?1 AND ?2), "
	        "(SELECT count(*) FROM refusal WHERE day BETWEEN ?1 AND ?2) FROM judged WHERE " COUNTING,
	        r, e))
		return false;
	if (db_step(q, &why)) {
		r->bundles = (int)db_int(q, 0);
		r->sessions = db_int(q, 1);
		r->facts_seen = db_int(q, 2);
		r->facts_kept = db_int(q, 3);
		r->first_received = db_int(q, 4);
		r->last_received = db_int(q, 5);
		r->contested = (int)db_int(q, 6);
		r->unread = (int)db_int(q, 7);
		r->refused = (int)db_int(q, 8);
	}
	db_finish(q);
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}

/* ---- kiosks -------------------------------------------------------------------------------------------- */

static struct report_kiosk *kiosk_of(struct report *r, int64_t id)
{
	for (int i = 0; i < r->kiosk_count; i++)
		if (r->kiosks[i].kiosk.id == id)
			return &r->kiosks[i];
	return NULL;
}

/* Numbers come in order; what is skipped is missing. */
static void see_number(struct report_kiosk *k, int number)
{
	for (int n = k->last_number + 1; n < number; n++) {
		size_t used = strlen(k->missing_list);
		if (k->missing < 6)
			snprintf(k->missing_list + used, sizeof k->missing_list - used, "%s%d",
			         k->missing ? ", " : "", n);
		else if (k->missing == 6)
			snprintf(k->missing_list + used, sizeof k->missing_list - used, "...");
		k->missing++;
	}
	if (number > k->last_number)
		k->last_number = number;
}

/* A bundle of the period: columns 5, 7, 8 and 9 of read_kiosks. */
static void count_bundle(struct report_kiosk *k, struct db_query *q)
{
	const char *band = db_text(q, 7);
	enum report_stops stops = STOPS_NONE;
	for (int i = STOPS_NONE; manifest_dirty_stops[i]; i++)
		if (strcmp(band, manifest_dirty_stops[i]) == 0)
			stops = (enum report_stops)i;
	k->bundles++;
	k->sessions += db_int(q, 5);
	k->stops = stops > k->stops ? stops : k->stops;
	k->early += db_int(q, 8) != 0;
	k->undated += !db_int(q, 9);
}

static bool read_kiosks(struct report *r, struct state *s, struct err *e)
{
	struct kiosk *kiosks;
	struct db_query *q;
	struct err why = { 0 };
	int n = state_kiosks(s, r->arena, &kiosks, e);
	if (n < 0)
		return false;
	r->kiosk_count = n;
	r->kiosks = arena_array(r->arena, (size_t)n + 1, sizeof *r->kiosks);
	for (int i = 0; i < n; i++) {
		r->kiosks[i].kiosk = kiosks[i];
		r->kiosks[i].last_day = -1;
	}
	if (!prepare(s, &q,
	             "SELECT kiosk, number, received_day, contested, counted, sessions, " COUNTING
	             ", dirty_stops, early_reason <> '', clock_confirmed FROM judged ORDER BY kiosk, number",
	             r, e))
		return false;
	struct report_kiosk *k = NULL;
	while (db_step(q, &why)) {
		if (!k || k->kiosk.id != db_int(q, 0))
			k = kiosk_of(r, db_int(q, 0));
		if (!k)
			continue;
		see_number(k, (int)db_int(q, 1));
		k->last_day = db_int(q, 2) > k->last_day ? db_int(q, 2) : k->last_day;
		k->contested += db_int(q, 3) != 0;
		k->unread += !db_int(q, 4);
		if (db_int(q, 6))
			count_bundle(k, q);
	}
	db_finish(q);
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}

bool report_read(struct report *r, struct state *s, struct err *e)
{
	return judge(s, e) && read_tally(r, s, e) && read_totals(r, s, e) && read_kiosks(r, s, e);
}

long long report_uses(const struct report *r)
{
	return r->facts_kept < r->facts_seen ? r->sessions
	                                     : tally_sum(&r->tally, FACT_VISIT, NULL, NULL, NULL, NULL);
}
