/* The report of a national team: the manifests of 4,000 kiosks over 12 months, 60 cells each, read, masked and written.
 *   bench_report [KIOSKS MONTHS CELLS] */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "bench/helpers/figures.h"
#include "coordinator/report.h"

static void must(bool ok, const struct err *e)
{
	if (!ok)
		bench_fail("bench_report: %s", e->text);
}

static void fill(struct state *s, int kiosks, int months, int cells)
{
	struct err e = { 0 };
	struct arena a = { 0 };
	must(db_exec(s->db, "BEGIN", &e), &e);
	must(db_exec(
	         s->db,
	         arena_printf(&a,
	                      "WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < %d) "
	                      "INSERT INTO kiosk(id, name, place, commune, key, enrolled_day, revoked_day) "
	                      "SELECT n, 'Borne ' || n, 'mairie', '23096', randomblob(40), 20000, -1 FROM k",
	                      kiosks),
	         &e),
	     &e);
	/* A chain as a kiosk's: each follows the one before. 64 digits stand for a hash. */
	must(db_exec(
	         s->db,
	         arena_printf(
	             &a,
	             "WITH RECURSIVE m(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM m WHERE n < %d) "
	             "INSERT INTO bundle(sha, kiosk, number, previous, sessions, facts_seen, facts_kept, "
	             "software, "
	             "dirty_stops, place_kind, clock_confirmed, early_reason, received_day, counted, "
	             "manifest, "
	             "signature) SELECT CAST(printf('%%016d%%016d', k.id, m.n) AS BLOB), k.id, m.n, "
	             "CASE m.n WHEN 1 THEN zeroblob(32) ELSE CAST(printf('%%016d%%016d', k.id, m.n - 1) AS "
	             "BLOB) "
	             "END, 100, 1600, 1600, '0.1.0', '0', 'mairie', 1, '', 20400 + m.n * 30, 1, x'00', x'00' "
	             "FROM kiosk k, m",
	             months),
	         &e),
	     &e);
	for (int i = 0; i < cells; i++)
		must(db_exec(s->db,
		             arena_printf(&a, "INSERT INTO fact(line) VALUES('%s m%d%s')",
		                          i % 2 ? "module_end" : "module_start", i / 2,
		                          i % 2 ? " done 5to10" : ""),
		             &e),
		     &e);
	must(db_exec(s->db,
	             "INSERT INTO cell(bundle, fact, n) SELECT b.id, f.id, 1 + (b.id + f.id) % 20 FROM "
	             "bundle b, fact f",
	             &e),
	     &e);
	must(db_exec(s->db, "COMMIT", &e), &e);
	arena_drop(&a);
}

int main(int argc, char **argv)
{
	int kiosks = argc > 1 ? atoi(argv[1]) : 4000, months = argc > 2 ? atoi(argv[2]) : 12,
	    cells = argc > 3 ? atoi(argv[3]) : 60;
	char dir[] = "/tmp/escale-bench-report-XXXXXX", command[80], what[80];
	struct arena arena = { 0 };
	struct territory words = { 0 };
	struct report r = { .territory = "France",
		            .period = "un an",
		            .last_day = 30000,
		            .today = 20770,
		            .arena = &arena,
		            .words = &words,
		            .internal = true };
	struct state s;
	struct buf page = { 0 };
	struct err e = { 0 };
	if (!mkdtemp(dir))
		bench_fail("bench_report: no folder in /tmp");
	must(state_open(&s, dir, true, &e), &e);
	fill(&s, kiosks, months, cells);
	double start = now_ms();
	must(report_read(&r, &s, &e), &e);
	report_page(&r, &page);
	double took = (now_ms() - start) / 1e3;
	if (r.bundles != kiosks * months || r.contested)
		bench_fail("bench_report: %d of %d bundles counted", r.bundles, kiosks * months);
	snprintf(what, sizeof what, "report of %d kiosks x %d months", kiosks, months);
	figure(what, took, "s", "<=10");
	figure("its page", (double)page.size / 1024, "KiB", NULL);
	buf_free(&page);
	state_close(&s);
	arena_drop(&arena);
	snprintf(command, sizeof command, "rm -rf %s", dir);
	return system(command) == 0 ? 0 : 1;
}
