#include "content/loader.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool loader_list(struct names *n, const char *path, struct arena *a, struct err *e)
{
	n->count = 0;
	DIR *dir = opendir(path);
	if (!dir)
		return err_errno(e, path);
	for (struct dirent *entry; (entry = readdir(dir));)
		if (entry->d_name[0] != '.' && n->count < ENTRIES_MAX)
			n->at[n->count++] = arena_strdup(a, entry->d_name);
	closedir(dir);
	qsort(n->at, (size_t)n->count, sizeof *n->at, by_name);
	return true;
}

bool loader_is_folder(const char *dir, const char *name)
{
	char path[1200];
	struct stat st;
	snprintf(path, sizeof path, "%s/%s", dir, name);
	return lstat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

struct draft loader_draft(struct loader *l, const char *folder, enum lang lang, struct album *album)
{
	return (struct draft){ .dir = l->dir,
		               .module = folder,
		               .lang = lang,
		               .today = l->check->today,
		               .mistakes = &l->check->mistakes,
		               .hints = l->want_hints ? &l->check->hints : NULL,
		               .keep = l->keep,
		               .scratch = &l->scratch,
		               .glossary = &l->glossary,
		               .album = album };
}

void loader_languages(struct loader *l, const struct names *files, const char *folder, bool voices, bool has[LANG_COUNT])
{
	for (int i = 0; i < files->count; i++) {
		const char *name = files->at[i], *dot = strrchr(name, '.');
		char place[64];
		snprintf(place, sizeof place, "%s/%s", folder, name);
		if (dot && strcmp(dot, ".md") == 0) {
			enum lang lang = lang_find((struct str){ name, (size_t)(dot - name) });
			if (lang == LANG_COUNT)
				notes_add(&l->check->mistakes, place, 0, 0,
				          "Aucune langue de la borne n'a ce nom. Noms possibles : fr.md, "
				          "en.md, ar.md, uk.md.");
			else
				has[lang] = true;
		} else if (voices && strcmp(name, RECORDINGS_FOLDER) == 0) {
			continue; /* recordings.c */
		} else if (!dot || (strcmp(dot, ".svg") != 0 && strcmp(dot, ".png") != 0)) {
			if (l->want_hints)
				notes_add(&l->check->hints, place, 0, 0,
				          "La borne n'utilise pas ce fichier. Il peut partir ailleurs.");
		}
	}
}

void loader_unused(struct loader *l, const struct names *files, const char *folder,
		   bool (*shown)(const void *context, struct str stem), const void *context)
{
	for (int i = 0; i < files->count; i++) {
		const char *name = files->at[i], *dot = strrchr(name, '.');
		char place[64];
		snprintf(place, sizeof place, "%s/%s", folder, name);
		if (dot && (strcmp(dot, ".svg") == 0 || strcmp(dot, ".png") == 0) &&
		    !shown(context, (struct str){ name, (size_t)(dot - name) }))
			notes_add(&l->check->hints, place, 0, 0, "Aucun écran ne montre cette image.");
	}
}
