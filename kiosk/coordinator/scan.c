#include "coordinator/scan.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "sync/bundle.h"

static bool is_bundle_name(const char *name)
{
	size_t n = strlen(name), suffix = strlen(BUNDLE_SUFFIX);
	return name[0] != '.' && n > suffix && strcmp(name + n - suffix, BUNDLE_SUFFIX) == 0;
}

static int by_path(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool one_folder(struct scan *s, const char *folder, bool follow, struct arena *a, struct err *e)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC | (follow ? 0 : O_NOFOLLOW));
	DIR *d = fd >= 0 ? fdopendir(fd) : NULL;
	if (!d)
		return err_set(e, errno == ENOENT ? ERR_MISSING : ERR_IO,
		               "Le dossier « %s » ne peut pas être lu : %s.", folder, strerror(errno));
	int first = s->count, seen = 0;
	struct dirent *entry;
	while ((entry = readdir(d))) {
		if (++seen > SCAN_ENTRIES_MAX + 2) { /* "." and ".." */
			s->more = true;
			break;
		}
		if (is_bundle_name(entry->d_name))
			s->path[s->count++] = arena_printf(a, "%s/%s", folder, entry->d_name);
	}
	closedir(d);
	qsort(s->path + first, (size_t)(s->count - first), sizeof *s->path, by_path);
	return true;
}

/* A name for eyes: what could steer a terminal or is no UTF-8 becomes "?". */
static const char *shown(const char *name, struct arena *a)
{
	char *out = arena_strdup(a, name);
	size_t n = strlen(out);
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)out[i] < ' ' || out[i] == 127)
			out[i] = '?';
	for (long bad; (bad = utf8_invalid(out, n)) >= 0;)
		out[bad] = '?';
	return out;
}

bool scan_folder(struct scan *s, const char *folder, struct arena *a, struct err *e)
{
	*s = (struct scan){ .path = arena_array(a, 2 * (SCAN_ENTRIES_MAX + 2), sizeof *s->path) };
	if (!one_folder(s, folder, true, a, e))
		return false;
	one_folder(s, arena_printf(a, "%s/%s", folder, BUNDLE_FOLDER), false, a, NULL);
	s->name = arena_array(a, (size_t)s->count + 1, sizeof *s->name);
	for (int i = 0; i < s->count; i++)
		s->name[i] = shown(strrchr(s->path[i], '/') + 1, a);
	return true;
}
