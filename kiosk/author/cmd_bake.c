/* escale-author bake: check, then make the folder that the kiosk reads. */
#include <stdio.h>

#include "author/author.h"
#include "author/baker.h"
#include "author/report.h"

int cmd_bake(int argc, char **argv)
{
	if (argc != 3 || argv[1][0] == '-' || argv[2][0] == '-') {
		fprintf(stderr, "escale-author bake SOURCE CIBLE\n");
		return STATUS_FAILED;
	}
	struct arena a = { 0 };
	struct check c = { 0 };
	struct pack p;
	struct err e = { 0 };
	struct baker b = { .source = argv[1], .target = argv[2] };
	report_prepare(&c, &a);
	c.hints.room = 0;
	bool ok = pack_check(&p, b.source, &a, &c, &e);
	report_notes(stderr, b.source, &c.mistakes);
	if (ok && baker_run(&b, &p, &a, &e)) {
		if (b.written || b.removed)
			printf("%s: %d module%s, %d séance%s, %d fichier%s écrit%s, %d déjà prêt%s, %d retiré%s\n",
			       b.target, p.module_count, p.module_count > 1 ? "s" : "", p.guide_count,
			       p.guide_count > 1 ? "s" : "", b.written,
			       b.written > 1 ? "s" : "", b.written > 1 ? "s" : "", b.kept,
			       b.kept > 1 ? "s" : "", b.removed, b.removed > 1 ? "s" : "");
	} else {
		fprintf(stderr, "escale-author: %s\n", e.text);
	}
	int status = e.code && !(c.mistakes.count && !ok) ? STATUS_FAILED
	             : c.mistakes.count                   ? STATUS_MISTAKES
	                                                  : STATUS_DONE;
	arena_drop(&a);
	return status;
}
