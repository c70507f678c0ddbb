#include "coordinator/helpers/desk.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "coordinator/report.h"

static void must(bool ok, const struct err *e)
{
	if (!ok) {
		fprintf(stderr, "desk: %s\n", e->text);
		abort();
	}
}

void desk_enrol(struct desk *d, const struct keys *k, const char *name)
{
	struct kiosk kiosk = { .place = "bus", .commune = "23096", .enrolled_day = 20000, .revoked_day = -1 };
	struct err e = { 0 };
	str_copy(kiosk.name, sizeof kiosk.name, name);
	sign_public_of(k->kiosk, &kiosk.key);
	must(state_kiosk_add(&d->state, &kiosk, &e), &e);
}

static void start(struct desk *d)
{
	struct err e = { 0 };
	d->identities = seal_secret_alloc(2 * sizeof *d->identities);
	d->identities[0] = *d->keys.coordinator;
	d->identities[1] = *d->keys.evaluator;
	strcpy(d->dir, "/tmp/escale-desk-XXXXXX");
	must(mkdtemp(d->dir) != NULL, &e);
	must(state_open(&d->state, d->dir, true, &e), &e);
	desk_enrol(d, &d->keys, "Bus");
}

void desk_open(struct desk *d)
{
	*d = (struct desk){ 0 };
	keys_make(&d->keys);
	start(d);
}

void desk_open_with(struct desk *d, const struct keys *k)
{
	*d = (struct desk){ .keys = *k, .borrowed = true };
	start(d);
}

void desk_close(struct desk *d)
{
	char command[64];
	struct err e = { 0 };
	state_close(&d->state);
	seal_secret_free(d->identities);
	if (!d->borrowed)
		keys_drop(&d->keys);
	arena_drop(&d->arena);
	snprintf(command, sizeof command, "rm -rf %s", d->dir);
	must(system(command) == 0, &e);
}

struct desk_given desk_give_path(struct desk *d, const char *path, int identity_count)
{
	char kiosk[STATE_NAME_MAX];
	struct reader_known known = { .identities = d->identities, .identity_count = identity_count };
	struct outcome *o = xmalloc(sizeof *o);
	struct tally tally;
	struct err e = { 0 };
	struct desk_given g;
	memset(o, 0, sizeof *o);
	must(merge_known(&d->state, &known, &d->arena, &e), &e);
	tally_init(&tally, &d->arena);
	reader_bundle(o, path, &known, &tally);
	must(merge_outcome(&d->state, o, &tally, 20500, &g.merged, &g.reason, kiosk, &e), &e);
	free(o);
	return g;
}

struct desk_given desk_give_bytes(struct desk *d, const struct buf *file, int identity_count)
{
	char path[64];
	struct err e = { 0 };
	snprintf(path, sizeof path, "%s/in.escale", d->dir);
	must(file_write(path, file->data ? file->data : "", file->size, 0600, &e), &e);
	return desk_give_path(d, path, identity_count);
}

struct desk_given desk_give(struct desk *d, const struct lot *l)
{
	struct buf file = { 0 };
	lot_seal(l, &d->keys, &file);
	struct desk_given g = desk_give_bytes(d, &file, 2);
	buf_free(&file);
	return g;
}

void desk_lot(struct lot *l, const struct keys *k, int number, const struct lot *previous, int starts)
{
	lot_begin(l, k);
	l->manifest.number = number;
	if (previous)
		seal_sha256(previous->json.data, previous->json.size, l->manifest.previous);
	for (int i = 0; i < starts; i++)
		lot_fact(l, k, "module_start cyber");
	lot_fact(l, k, "decoy");
	lot_sign(l, k);
}

const char *desk_totals(struct desk *d)
{
	static char text[8000];
	struct report r = { .first_day = 0, .last_day = 99999, .today = 20500, .arena = &d->arena };
	struct err e = { 0 };
	must(report_read(&r, &d->state, &e), &e);
	int n = snprintf(text, sizeof text, "%d bundles, %lld sessions, %d unread, %d contested;", r.bundles,
	                 r.sessions, r.unread, r.contested);
	for (int i = 0; i < r.tally.count; i++) {
		char line[FACT_SIZE + 1] = "";
		fact_print(&r.tally.cells[i].fact, line);
		n += snprintf(text + n, sizeof text - (size_t)n, " %.40s %lld;", strtok(line, "\n"),
		              r.tally.cells[i].count);
	}
	for (int i = 0; i < r.kiosk_count; i++)
		n += snprintf(text + n, sizeof text - (size_t)n, " %s %lld/%d/%d[%s]%d;",
		              r.kiosks[i].kiosk.name, r.kiosks[i].sessions, r.kiosks[i].last_number,
		              r.kiosks[i].missing, r.kiosks[i].missing_list, r.kiosks[i].contested);
	return text;
}

long long desk_starts(struct desk *d)
{
	struct report r = { .first_day = 0, .last_day = 99999, .today = 20500, .arena = &d->arena };
	struct err e = { 0 };
	must(report_read(&r, &d->state, &e), &e);
	return tally_sum(&r.tally, FACT_MODULE_START, "cyber", NULL, NULL, NULL);
}
