#include "platform/mounts.h"

#include <string.h>

#include "base/str.h"

enum { PATH_MAX_BYTES = 1024 };

bool mounts_below(const char *path, const char *root, bool root_itself)
{
	size_t n = strlen(root);
	while (n > 1 && root[n - 1] == '/')
		n--;
	if (strncmp(path, root, n) != 0)
		return false;
	return path[n] == '/' ? path[n + 1] != '\0' : path[n] == '\0' && root_itself;
}

/* proc(5): space, tab, newline, backslash and # are written as \ooo. */
static bool decode_path(struct str in, char *out, size_t size)
{
	size_t n = 0;
	for (size_t i = 0; i < in.n; i++) {
		char c = in.s[i];
		if (c == '\\' && i + 3 < in.n && in.s[i + 1] >= '0' && in.s[i + 1] <= '3' && in.s[i + 2] >= '0' &&
		    in.s[i + 2] <= '7' && in.s[i + 3] >= '0' && in.s[i + 3] <= '7') {
			c = (char)((in.s[i + 1] - '0') << 6 | (in.s[i + 2] - '0') << 3 | (in.s[i + 3] - '0'));
			i += 3;
		}
		if (c == '\0' || n + 1 >= size)
			return false;
		out[n++] = c;
	}
	out[n] = '\0';
	return n > 0;
}

struct mount {
	char path[PATH_MAX_BYTES];
	bool writable;
};

static bool option_is_first(struct str options, const char *name)
{
	struct str first, rest;
	str_cut(options, ',', &first, &rest);
	return str_is(first, name);
}

/* "36 35 98:0 /root /mount\040point rw,noatime master:1 - ext4 /dev/sda1 rw" */
static bool parse_mount(struct str line, struct mount *m)
{
	struct str field[6], type, source, super;
	for (int i = 0; i < 6; i++)
		if (!str_cut(line, ' ', &field[i], &line))
			return false;
	do { /* any number of optional fields up to "-" */
		if (!str_cut(line, ' ', &type, &line))
			return false;
	} while (!str_is(type, "-"));
	if (!str_cut(line, ' ', &type, &line) || !str_cut(line, ' ', &source, &line))
		return false;
	str_cut(line, ' ', &super, &line);
	if (str_is(type, "autofs")) /* a promise of a mount, not a mount */
		return false;
	if (!str_is(field[3], "/")) /* a folder shown at a second place, as the service's ReadWritePaths= does: no stick's whole */
		return false;
	m->writable = option_is_first(field[5], "rw") && option_is_first(super, "rw");
	return decode_path(field[4], m->path, sizeof m->path);
}

bool mounts_pick(const char *mountinfo, const char *const *roots, bool root_itself, char *out, size_t size)
{
	struct str rest = str_from(mountinfo), line;
	bool found = false, found_writable = false;
	while (rest.n) { /* the kernel lists mounts in the order they were made */
		struct mount m;
		str_cut(rest, '\n', &line, &rest);
		if (!parse_mount(line, &m))
			continue;
		bool inside = false;
		for (int i = 0; roots[i] && !inside; i++)
			inside = mounts_below(m.path, roots[i], root_itself);
		if (!inside || (found_writable && !m.writable) || strlen(m.path) >= size)
			continue;
		strcpy(out, m.path);
		found = true;
		found_writable = m.writable;
	}
	return found;
}
