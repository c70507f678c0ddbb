/* What a national team's folders cost: two coordinations united, and the counts pushed to a PostgreSQL of this bench's own
 * (tests/coordinator/helpers/postgres): the first push, one that finds nothing to do, one after a late arrival.
 *   bench_states [KIOSKS BUNDLES CELLS]
 * By default 1,000 kiosks x 4 bundles of 60 cells: a year of months is three times that, and all of it is linear. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/file.h"
#include "bench/helpers/figures.h"
#include "coordinator/merge.h"
#include "coordinator/push.h"
#include "coordinator/unite.h"
#include "sync/helpers/lot.c"

static void must(bool ok, const struct err *e)
{
	if (!ok)
		bench_fail("bench_states: %s", e->text);
}

static void cells_make(struct tally *t, struct arena *a, int count)
{
	static const char *const kinds[][2] = { { "module_start", "" },
		                                { "module_end", " done 5to10" },
		                                { "quiz", " low high" },
		                                { "opinion", " plus" },
		                                { "module_end", " left lt5" } };
	tally_init(t, a);
	for (int i = 0; i < count; i++) {
		char line[FACT_SIZE + 1];
		struct fact f;
		struct err e = { 0 };
		int n = snprintf(line, sizeof line, "%s m%d%s", kinds[i % 5][0], i / 5, kinds[i % 5][1]);
		memset(line + n, ' ', FACT_SIZE - 1 - (size_t)n);
		line[FACT_SIZE - 1] = '\n';
		must(fact_parse(&f, line, &e), &e);
		tally_add(t, &f, 3 + i % 7);
	}
}

/* As the readers would hand it over. */
static void one(struct state *s, struct keys *k, struct lot *l, struct outcome *o, const struct tally *cells)
{
	struct err e = { 0 };
	enum merged merged;
	enum bundle_reason reason;
	char kiosk[STATE_NAME_MAX];
	lot_sign(l, k);
	*o = (struct outcome){ .counted = true, .manifest_read = true, .manifest = l->manifest };
	seal_sha256(l->json.data, l->json.size, o->sha256);
	memcpy(o->json, l->json.data, l->json.size);
	memcpy(o->minisig, l->minisig.data, l->minisig.size);
	o->json_size = (int)l->json.size;
	o->minisig_size = (int)l->minisig.size;
	o->cell_count = cells->count;
	must(merge_outcome(s, o, cells, 20500, &merged, &reason, kiosk, &e), &e);
	if (merged != MERGED_COUNTED)
		bench_fail("bench_states: %s", bundle_reason_name[reason]);
}

static void state_make(struct state *s, struct keys *k, int kiosks, int bundles, int cells)
{
	struct lot l;
	struct arena a = { 0 };
	struct tally t;
	struct err e = { 0 };
	struct outcome *o = xmalloc(sizeof *o);
	cells_make(&t, &a, cells);
	lot_begin(&l, k);
	for (int i = 0; i < cells * 10; i++) /* as many envelopes as counts need */
		buf_add(&l.facts, "0000", 4);
	l.manifest.envelope_size = 4;
	l.manifest.facts_kept = cells * 10;
	l.manifest.sessions = cells * 10;
	for (int i = 0; i < kiosks; i++) {
		struct kiosk kiosk = { .place = "bus", .commune = "23096", .revoked_day = -1 };
		sign_new(k->kiosk, &kiosk.key);
		snprintf(kiosk.name, sizeof kiosk.name, "Borne %d", i);
		must(state_kiosk_add(s, &kiosk, &e), &e);
		l.manifest.kiosk = kiosk.key;
		memset(l.manifest.previous, 0, sizeof l.manifest.previous);
		for (int b = 1; b <= bundles; b++) {
			l.manifest.number = b;
			one(s, k, &l, o, &t);
			memcpy(l.manifest.previous, o->sha256, sizeof o->sha256);
		}
	}
	lot_drop(&l);
	free(o);
	arena_drop(&a);
}

static double memory_mib(void)
{
	struct rusage r;
	getrusage(RUSAGE_SELF, &r);
	return (double)r.ru_maxrss / 1024;
}

static void unite(struct state *from, const char *dir, int bundles)
{
	struct state into;
	struct united did;
	struct err e = { 0 };
	char what[80];
	must(state_open(&into, dir, true, &e), &e);
	double start = now_ms();
	must(unite_states(&into, from, "bench", NULL, NULL, &did, &e), &e);
	if (did.bundles != bundles || did.cells != bundles)
		bench_fail("bench_states: %d of %d united", did.cells, bundles);
	snprintf(what, sizeof what, "unite %d bundles, all new", bundles);
	figure(what, (now_ms() - start) / 1e3, "s", NULL);
	start = now_ms();
	must(unite_states(&into, from, "bench", NULL, NULL, &did, &e), &e);
	figure("the same again, nothing new", (now_ms() - start) / 1e3, "s", NULL);
	figure("most memory of it", memory_mib(), "MiB", NULL);
	state_close(&into);
}

static double push(struct state *s, const char *base, struct pushed *did)
{
	struct pg *pg;
	struct err e = { 0 };
	char where[200];
	snprintf(where, sizeof where, "postgresql://maitre@/postgres?host=%s", base);
	double start = now_ms();
	must(pg_open(&pg, where, &e) && push_state(s, pg, false, NULL, NULL, did, &e), &e);
	pg_close(pg);
	return (now_ms() - start) / 1e3;
}

static void pushes(struct state *s, struct keys *k, const char *base, int cells)
{
	struct pushed did;
	char what[80];
	double took = push(s, base, &did);
	snprintf(what, sizeof what, "push %lld bundles, %lld cells", did.bundles, did.cells);
	figure(what, took, "s", NULL);
	took = push(s, base, &did);
	if (did.bundles || did.cells)
		bench_fail("bench_states: a second push writes");
	figure("push again, nothing to do", took, "s", NULL);
	struct keys late = *k;
	struct err e = { 0 };
	late.kiosk = seal_secret_alloc(sizeof *late.kiosk);
	must(db_exec(s->db, "UPDATE kiosk SET name = 'Autre 0' WHERE name = 'Borne 0'", &e), &e);
	state_make(s, &late, 1, 1, cells);
	took = push(s, base, &did);
	snprintf(what, sizeof what, "push a late bundle, %lld cells", did.cells);
	figure(what, took, "s", NULL);
	seal_secret_free(late.kiosk);
}

int main(int argc, char **argv)
{
	int kiosks = argc > 3 ? atoi(argv[1]) : 1000, bundles = argc > 3 ? atoi(argv[2]) : 4,
	    cells = argc > 3 ? atoi(argv[3]) : 60;
	struct keys keys;
	struct state s;
	struct err e = { 0 };
	char dir[] = "/tmp/escale-bench-XXXXXX", base[] = "/tmp/escale-base-XXXXXX", first[64], second[64],
	     command[200];
	if (kiosks < 1 || bundles < 1 || cells < 5 || !mkdtemp(dir) || !mkdtemp(base))
		return 2;
	keys_make(&keys);
	snprintf(first, sizeof first, "%s/one", dir);
	snprintf(second, sizeof second, "%s/two", dir);
	must(state_open(&s, first, true, &e), &e);
	state_make(&s, &keys, kiosks, bundles, cells);
	unite(&s, second, kiosks * bundles);
	snprintf(command, sizeof command, "tests/coordinator/helpers/postgres start %s >/dev/null", base);
	if (system(command) == 0)
		pushes(&s, &keys, base, cells);
	snprintf(command, sizeof command,
	         "tests/coordinator/helpers/postgres stop %s >/dev/null; rm -rf %s %s", base, base, dir);
	state_close(&s);
	keys_drop(&keys);
	return system(command);
}
