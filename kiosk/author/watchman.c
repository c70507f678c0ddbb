#include "author/watchman.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"

static struct watched *find(struct watchman *w, const char *module, enum lang lang)
{
	for (int i = 0; i < w->count; i++)
		if (w->files[i].lang == lang && strcmp(w->files[i].module, module) == 0)
			return &w->files[i];
	if (w->count == WATCHED_MAX)
		return NULL;
	struct watched *f = &w->files[w->count++];
	*f = (struct watched){ .lang = lang };
	str_copy(f->module, sizeof f->module, module);
	return f;
}

static int first_difference(const struct buf *a, const struct buf *b)
{
	int line = 1;
	size_t i = 0;
	for (; i < a->size && i < b->size && a->data[i] == b->data[i]; i++)
		line += a->data[i] == '\n';
	return line;
}

static bool look_at(struct watchman *w, const char *dir, const char *module, enum lang lang, int *line)
{
	char path[1200];
	struct buf text = { 0 };
	snprintf(path, sizeof path, "%s/%s/%s.md", dir, module, lang_table[lang].code);
	if (!file_read(path, MODULE_FILE_MAX, &text, NULL)) {
		buf_free(&text);
		return false;
	}
	struct watched *f = find(w, module, lang);
	bool changed = f && (f->text.size != text.size || memcmp(f->text.data, text.data, text.size) != 0);
	if (changed) {
		*line = f->text.data ? first_difference(&f->text, &text) : 1;
		buf_free(&f->text);
		f->text = text;
	} else {
		buf_free(&text);
	}
	return changed;
}

/* One folder of texts. The order of a folder is nobody's: the greatest name wins, always the same. */
static bool look_in(struct watchman *w, const char *dir, const char *module, bool first, bool any, struct watched *changed,
		    int *line)
{
	bool found = false;
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		int at;
		if (!look_at(w, dir, module, (enum lang)lang, &at) || first)
			continue;
		if ((any || found) && strcmp(module, changed->module) < 0)
			continue;
		found = true;
		*changed = (struct watched){ .lang = (enum lang)lang };
		str_copy(changed->module, sizeof changed->module, module);
		*line = at;
	}
	return found;
}

/* prefix: "", or "seances/". */
static bool look_through(struct watchman *w, const char *dir, const char *prefix, bool first, bool any,
			 struct watched *changed, int *line)
{
	char path[1200], name[WATCHED_NAME];
	snprintf(path, sizeof path, "%s/%s", dir, prefix);
	DIR *d = opendir(path);
	if (!d)
		return any;
	for (struct dirent *entry; (entry = readdir(d));) {
		if (!str_is_id(str_from(entry->d_name), MODULE_ID_MAX) || (!prefix[0] && strcmp(entry->d_name, GUIDES_FOLDER) == 0))
			continue;
		snprintf(name, sizeof name, "%s%.*s", prefix, MODULE_ID_MAX, entry->d_name);
		any |= look_in(w, dir, name, first, any, changed, line);
	}
	closedir(d);
	return any;
}

bool watchman_look(struct watchman *w, const char *dir, struct watched *changed, int *line)
{
	bool first = w->count == 0;
	bool any = look_through(w, dir, "", first, false, changed, line);
	return look_through(w, dir, GUIDES_FOLDER "/", first, any, changed, line);
}

void watchman_free(struct watchman *w)
{
	for (int i = 0; i < w->count; i++)
		buf_free(&w->files[i].text);
	w->count = 0;
}
