/* An H5P package: a ZIP with h5p.json (what it is, who made it, under which licence), content/content.json (the
 * questions) and the pictures beside it. The libraries it also carries are never opened. */
#include <string.h>

#include "author/import.h"
#include "author/import_zip.h"

enum { JSON_ENTRY_MAX = 8 * 1024 * 1024, PICTURE_PATH_MAX = 200 };

struct package {
	struct import *im;
	struct import_zip *zip;
};

/* A plain path under content/: anything else is another site's address, or an attack. */
static bool is_plain_path(const char *path)
{
	size_t n = strlen(path);
	if (n == 0 || n > PICTURE_PATH_MAX || path[0] == '/' || strpbrk(path, "\\:") || strstr(path, ".."))
		return false;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)path[i] < ' ')
			return false;
	return true;
}

static struct str fetch(void *context, const char *path)
{
	struct package *p = context;
	struct str bytes = { "", 0 };
	if (is_plain_path(path))
		import_zip_read(p->zip, arena_printf(p->im->arena, "content/%s", path),
		                IMPORT_PICTURE_BYTES_MAX, p->im->arena, &bytes, NULL);
	return bytes;
}

bool import_h5p(struct import *im, struct str bytes)
{
	struct err e = { 0 };
	struct package p = { im, import_zip_open(bytes, &e) };
	struct str about = { "", 0 }, content;
	if (!p.zip)
		return import_refuse(im, "%s", e.text);
	bool ok = import_zip_read(p.zip, "h5p.json", JSON_ENTRY_MAX, im->arena, &about, &e) &&
	          import_zip_read(p.zip, "content/content.json", JSON_ENTRY_MAX, im->arena, &content, &e);
	if (!ok)
		import_refuse(im, "%s", e.text);
	ok = ok && import_h5p_content(im, import_utf8(im->arena, about), import_utf8(im->arena, content),
	                              fetch, &p);
	import_zip_close(p.zip);
	return ok;
}
