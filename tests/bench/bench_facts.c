/* A thousand facts all the way: sealed one by one to two evaluators, stored sixteen at a time as a visit is.
 *   bench_facts [DIR]    DIR: where to write (default: /tmp); the disk decides */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/helpers/figures.h"
#include "seal/envelope.h"
#include "store/store.h"

enum { FACTS = 1008, A_VISIT = 16, EVALUATORS = 2 };

static void visit(struct store *s, char *line, const struct age_recipient *evaluators)
{
	static uint8_t bytes[A_VISIT][ENVELOPE_MAX];
	struct sealed sealed[A_VISIT];
	struct err e = { 0 };
	for (int i = 0; i < A_VISIT; i++) {
		memcpy(line, "module_start cyber                                             \n",
		       ENVELOPE_PLAIN);
		size_t n = envelope_seal(bytes[i], line, evaluators, EVALUATORS);
		sealed[i] = (struct sealed){ bytes[i], n };
	}
	if (!store_visit(s, sealed, A_VISIT, 20000, &e))
		bench_fail("%s", e.text);
}

int main(int argc, char **argv)
{
	char dir[300], command[320];
	struct store *s = NULL;
	struct err e = { 0 };
	bool recovered;
	snprintf(dir, sizeof dir, "%s/escale-bench-XXXXXX", argc > 1 ? argv[1] : "/tmp");
	if (!seal_init(&e) || !mkdtemp(dir) || !store_open(&s, dir, &recovered, &e))
		bench_fail("%s: %s", dir, e.text);
	struct age_identity *id = seal_secret_alloc(sizeof *id);
	char *line = seal_secret_alloc(ENVELOPE_PLAIN);
	struct age_recipient evaluators[EVALUATORS];
	for (int i = 0; i < EVALUATORS; i++) {
		age_identity_new(id);
		age_identity_recipient(id, &evaluators[i]);
	}
	double from = now_ms();
	for (int i = 0; i < FACTS / A_VISIT; i++)
		visit(s, line, evaluators);
	figure("1,000 facts sealed and on disk, 16 a visit", (now_ms() - from) / FACTS, "s", NULL);
	store_close(s);
	seal_secret_free(line);
	seal_secret_free(id);
	snprintf(command, sizeof command, "rm -rf '%s'", dir);
	return system(command) == 0 ? 0 : 1;
}
