/* What a stick and a month cost: one bundle written, opened and verified; then a thousand kiosks' bundles
 * merged by the coordinator's own readers, on all cores, into a fresh database.
 *   bench_merge [BUNDLES FACTS]
 * By default 1,000 bundles of 240 facts (15 visits): the 4,500 of statistics.md are nineteen times that, and the
 * time per fact is what scales. All bundles carry the same envelopes under different manifests, which costs
 * the readers the same. The goals are the marks of statistics.md. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/file.h"
#include "bench/helpers/figures.h"
#include "coordinator/merge.h"
#include "sync/helpers/lot.c"
#include "sync/parcel.h"

static double seconds(void)
{
	return now_ms() / 1e3;
}

static void must(bool ok, const struct err *e)
{
	if (!ok) {
		fprintf(stderr, "bench_merge: %s\n", e->text);
		exit(1);
	}
}

static void facts(struct lot *l, const struct keys *k, int count)
{
	static const char *const lines[] = { "module_start cyber",
		                             "module_end cyber done 5to10",
		                             "quiz cyber low high",
		                             "language fr",
		                             "visit 5to15 alone",
		                             "opinion cyber plus",
		                             "decoy",
		                             "decoy" };
	for (int i = 0; i < count; i++)
		lot_fact(l, k, lines[i % 8]);
}

/* A bundle of a full kiosk's month. */
static void one_bundle(const struct keys *k, const char *dir, int count)
{
	struct lot l;
	struct buf file = { 0 };
	struct bundle b;
	struct err e = { 0 };
	enum bundle_reason reason;
	char folder[200], what[80];
	lot_begin(&l, k);
	facts(&l, k, count);
	double from = seconds();
	lot_sign(&l, k);
	lot_seal(&l, k, &file);
	must(parcel_folder(dir, folder, sizeof folder, &e) &&
	         parcel_write(folder, (const uint8_t *)file.data, file.size, &e),
	     &e);
	snprintf(what, sizeof what, "write a bundle of %d facts, flushed and read back", count);
	figure(what, (seconds() - from) * 1e3, "ms", NULL);
	from = seconds();
	must(bundle_open(&b, (struct str){ file.data, file.size }, k->coordinator, 1, &reason, &e), &e);
	snprintf(what, sizeof what, "open and verify it (%.1f MiB)", (double)file.size / 1048576);
	figure(what, (seconds() - from) * 1e3, "ms", NULL);
	bundle_drop(&b);
	buf_free(&file);
	lot_drop(&l);
}

static char **make_bundles(struct state *s, struct keys *k, const char *dir, int bundles, int count,
                           struct arena *a)
{
	struct lot l;
	struct err e = { 0 };
	char **paths = arena_array(a, (size_t)bundles, sizeof *paths);
	lot_begin(&l, k);
	facts(&l, k, count);
	must(db_begin(s->db, &e), &e);
	for (int i = 0; i < bundles; i++) {
		struct kiosk kiosk = { .place = "bus", .commune = "23096", .revoked_day = -1 };
		struct buf file = { 0 };
		sign_new(k->kiosk, &kiosk.key);
		snprintf(kiosk.name, sizeof kiosk.name, "Borne %d", i);
		must(state_kiosk_add(s, &kiosk, &e), &e);
		l.manifest.kiosk = kiosk.key;
		lot_sign(&l, k);
		lot_seal(&l, k, &file);
		paths[i] = arena_printf(a, "%s/%d.escale", dir, i);
		must(file_write(paths[i], file.data, file.size, 0600, &e), &e);
		buf_free(&file);
	}
	must(db_commit(s->db, &e), &e);
	lot_drop(&l);
	return paths;
}

static bool merge(void *context, const struct outcome *o, const struct tally *cells, struct err *e)
{
	enum merged merged;
	enum bundle_reason reason;
	char kiosk[STATE_NAME_MAX];
	if (!merge_outcome(context, o, cells, 20500, &merged, &reason, kiosk, e))
		return false;
	return merged == MERGED_COUNTED ? true : err_set(e, ERR_REFUSED, "%s", bundle_reason_name[reason]);
}

static void many(struct keys *k, const char *dir, int bundles, int count)
{
	struct state s;
	struct arena a = { 0 };
	struct err e = { 0 };
	struct reader_known known = { .identity_count = 2 };
	struct age_identity *ids = seal_secret_alloc(2 * sizeof *ids);
	char what[80];
	ids[0] = *k->evaluator;
	ids[1] = *k->coordinator;
	known.identities = ids;
	must(state_open(&s, dir, true, &e), &e);
	char **paths = make_bundles(&s, k, dir, bundles, count, &a);
	double from = seconds();
	must(merge_known(&s, &known, &a, &e), &e);
	state_close(&s);
	struct reader_pool *pool = reader_pool_start(paths, bundles, &known, &e);
	must(pool != NULL, &e);
	must(state_open(&s, dir, false, &e) && reader_pool_run(pool, merge, &s, &e), &e);
	state_close(&s);
	reader_pool_stop(pool);
	double took = seconds() - from;
	struct rusage readers;
	getrusage(RUSAGE_CHILDREN, &readers);
	double cpu = (double)readers.ru_utime.tv_sec + (double)readers.ru_utime.tv_usec / 1e6;
	snprintf(what, sizeof what, "merge %d bundles of %d facts, %ld cores", bundles, count,
	         sysconf(_SC_NPROCESSORS_ONLN));
	figure(what, took, "s", NULL);
	figure("of it, CPU of the readers per fact", cpu * 1e6 / bundles / count, "us", "<=63");
	double cores = (double)sysconf(_SC_NPROCESSORS_ONLN);
	figure("1,000 kiosks x 4,500 facts, CPU shared by the cores",
	       cpu * 4500e3 / bundles / count / cores / 60, "min", "<=5");
	figure("the same at the pace just seen, other work included", took * 4500e3 / bundles / count / 60,
	       "min", NULL);
	figure("largest reader", (double)readers.ru_maxrss / 1024, "MiB", NULL);
	seal_secret_free(ids);
	arena_drop(&a);
}

int main(int argc, char **argv)
{
	int bundles = argc > 1 ? atoi(argv[1]) : 1000, count = argc > 2 ? atoi(argv[2]) : 240;
	struct keys keys;
	char dir[] = "/tmp/escale-bench-XXXXXX", command[64];
	if (bundles < 1 || count < 1 || count > 20000 || !mkdtemp(dir))
		return 2;
	keys_make(&keys);
	one_bundle(&keys, dir, 4500);
	many(&keys, dir, bundles, count);
	keys_drop(&keys);
	snprintf(command, sizeof command, "rm -rf %s", dir);
	return system(command);
}
