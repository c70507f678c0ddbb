/* From what authors keep (Markdown and SVG) to what the kiosk reads (the same Markdown, PNG): only what changed, each
 * file whole or not at all. */
#ifndef ESCALE_AUTHOR_BAKER_H
#define ESCALE_AUTHOR_BAKER_H

#include "content/pack.h"

struct baker {
	const char *source, *target; /* folders */
	int written, kept, removed;  /* files, counted by baker_run */
};

/* Bake the modules of the pack that was read from b->source, and take away from b->target what has no source any
 * more. The target is a new folder, an empty one or one that was baked before (ERR_REFUSED). Paths are built in *a. */
bool baker_run(struct baker *b, const struct pack *p, struct arena *a, struct err *e);

#endif
