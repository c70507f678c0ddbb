/* PNG as drawing programs write it costs the kiosk three times the work: what rsvg-convert drew is
 * written again, without costly filters, and without alpha where all is solid. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "author/author.h"
#include "platform/picture.h"

bool repack_picture(const char *path, struct err *e)
{
	struct picture p;
	if (!picture_load(&p, path, e))
		return false;
	bool ok = picture_save(&p, path, e);
	free(p.rgba);
	return ok;
}

static bool repack_mask(const char *path, struct err *e)
{
	struct mask_picture m;
	if (!picture_load_mask(&m, path, e))
		return false;
	bool ok = picture_save_mask(&m, path, e);
	free(m.alpha);
	return ok;
}

int cmd_repack(int argc, char **argv)
{
	bool mask = argc > 1 && strcmp(argv[1], "--masque") == 0;
	struct err e = { 0 };
	char text[640];
	if (argc != 2 + mask) {
		fprintf(stderr, "escale-author repack [--masque] IMAGE.png\n");
		return STATUS_FAILED;
	}
	if (mask ? repack_mask(argv[2], &e) : repack_picture(argv[1], &e))
		return STATUS_DONE;
	fprintf(stderr, "escale-author: %s\n", err_print(&e, text, sizeof text));
	return STATUS_FAILED;
}
