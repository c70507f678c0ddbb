#include "coordinator/titles.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/utf8.h"
#include "metrics/coop.h"
#include "packs/packfile.h"

enum { FILE_MAX = 1024 * 1024, LINE_MAX_BYTES = 600 };

static int lines_of(struct str text)
{
	int n = 1;
	for (size_t i = 0; i < text.n; i++)
		n += text.s[i] == '\n';
	return n;
}

/* Whole, as it was signed; by whom does not matter for words. */
static bool read_pack(const char *path, struct buf *out, struct err *e)
{
	struct packfile f;
	struct arena memory = { 0 };
	bool ok = packfile_open(&f, path, &memory, e);
	if (ok) {
		ok = packfile_read(&f, PACK_TITLES, out, e);
		packfile_close(&f);
	}
	arena_drop(&memory);
	return ok;
}

static bool read_text(const char *path, struct buf *out, struct err *e)
{
	char inside[1024];
	struct stat st;
	size_t n = strlen(path), suffix = strlen(PACKFILE_SUFFIX);
	if (n > suffix && strcmp(path + n - suffix, PACKFILE_SUFFIX) == 0)
		return read_pack(path, out, e);
	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode) && file_join(inside, sizeof inside, path, PACK_TITLES))
		return file_read(inside, FILE_MAX, out, e);
	return file_read(path, FILE_MAX, out, e);
}

bool titles_load(struct titles *t, const char *path, struct arena *a, struct err *e)
{
	struct buf file = { 0 };
	*t = (struct titles){ 0 };
	if (!read_text(path, &file, e))
		return false;
	struct str rest = { file.data, file.size }, line, id, title;
	int room = lines_of(rest), number = 0;
	bool ok = true;
	t->id = arena_array(a, (size_t)room, sizeof *t->id);
	t->title = arena_array(a, (size_t)room, sizeof *t->title);
	while (ok && rest.n) {
		str_cut(rest, '\n', &line, &rest);
		number++;
		line = str_trim(line);
		if (line.n == 0 || line.s[0] == '#')
			continue;
		long bad = utf8_invalid(line.s, line.n);
		if (bad >= 0 || line.n > LINE_MAX_BYTES || !str_cut(line, '\t', &id, &title) ||
		    memchr(line.s, '\0', line.n)) {
			ok = err_at(e, ERR_FORMAT, path, number, 1,
			            "Chaque ligne est un identifiant, une tabulation, un titre, en UTF-8.");
			continue;
		}
		t->id[t->count] = arena_strndup(a, id.s, id.n);
		t->title[t->count++] = arena_strndup(a, title.s, title.n);
	}
	buf_free(&file);
	return ok;
}

static const char *find(const struct titles *t, const char *id)
{
	for (int i = 0; i < t->count; i++)
		if (strcmp(t->id[i], id) == 0)
			return t->title[i];
	return NULL;
}

const char *titles_get(const struct titles *t, const char *id)
{
	const char *title = find(t, id);
	for (const struct coop_workshop *w = coop_workshops; !title && w->id; w++) /* of no pack: the stop's count has them */
		title = strcmp(w->id, id) == 0 ? w->title : NULL;
	return title ? title : id;
}

const char *titles_question(const struct titles *t, const char *module, const char *question)
{
	char both[80];
	snprintf(both, sizeof both, "%s/%s", module, question);
	const char *title = find(t, both);
	return title ? title : question;
}
