#include "author/import_run.h"

#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"

static void tell(struct import_run *r, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void tell(struct import_run *r, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	if (r->out)
		vfprintf(r->out, format, args);
	va_end(args);
}

static const char *plural(int n)
{
	return n > 1 ? "s" : "";
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

/* ---- what is told -------------------------------------------------------------------------------------------------------------- */

static void tell_note(struct import_run *r, const struct import *im, const struct import_note *n)
{
	const char *what = n->kind == IMPORT_SKIPPED ? "sautée" : "à savoir";
	if (n->place.line)
		tell(r, "  %s:%d:%d: %s, %s\n", im->name, n->place.line, n->place.column, what, n->text);
	else if (n->place.path && n->place.path[0])
		tell(r, "  %s, %s : %s, %s\n", im->name, n->place.path, what, n->text);
	else
		tell(r, "  %s : %s, %s\n", im->name, what, n->text);
}

/* In the order of the lines; what stands at one place stays in order, for the index ends the comparison. */
static int by_line(const void *a, const void *b)
{
	const struct import_note *x = *(const struct import_note *const *)a,
	                         *y = *(const struct import_note *const *)b;
	return x->place.line != y->place.line
	           ? (x->place.line > y->place.line) - (x->place.line < y->place.line)
	           : (x > y) - (x < y);
}

static void tell_file(struct import_run *r, const struct import *im, enum import_format format,
                      const struct import_made *made)
{
	tell(r, "%s (%s) : %d gardée%s, %d sautée%s\n", im->name, import_format_names[format], im->kept,
	     plural(im->kept), im->skipped, plural(im->skipped));
	for (int i = 0; i < made->count; i++)
		tell(r, "  -> %s/%s, %d question%s\n", r->dir, made->id[i], made->questions[i],
		     plural(made->questions[i]));
	const struct import_note **notes = arena_array(im->arena, (size_t)im->note_count + 1, sizeof *notes);
	for (int i = 0; i < im->note_count; i++)
		notes[i] = &im->notes[i];
	qsort(notes, (size_t)im->note_count, sizeof *notes, by_line);
	for (int i = 0; i < im->note_count; i++)
		tell_note(r, im, notes[i]);
	if (made->count && !im->licence[0])
		tell(r, "  À compléter dans l'en-tête : la licence. À quelles conditions peut-on reprendre "
		        "ces questions ?\n");
	if (made->count && !im->authors[0])
		tell(r, "  À compléter dans l'en-tête : les auteurs.\n");
}

/* ---- one file -------------------------------------------------------------------------------------------------------------------- */

/* The title of a file that has none: its name, for reading. */
static const char *title_of(struct arena *a, const char *path)
{
	const char *name = base_name(path), *dot = strrchr(name, '.');
	char *title = arena_strndup(a, name, dot && dot != name ? (size_t)(dot - name) : strlen(name));
	for (char *p = title; *p; p++)
		if (*p == '_')
			*p = ' ';
	if (*title >= 'a' && *title <= 'z')
		*title = (char)(*title - 'a' + 'A');
	struct str text = import_utf8(a, str_from(title));
	const char *clean = import_clean(a, text, NULL);
	return clean[0] ? clean : "Questions";
}

static void import_one(struct import_run *r, struct import *im, const char *path, struct str bytes)
{
	struct import_target target = { r->dir, r->id, r->theme, title_of(im->arena, path) };
	struct import_made made = { 0 };
	struct err e = { 0 };
	char id[32];
	enum import_format format = import_format_of(base_name(path), bytes);
	if (!import_read(im, format, bytes)) {
		tell(r, "%s : rien n'est importé, %s.\n", im->name,
		     im->refused ? im->refused : "ce fichier est abîmé");
		r->files_refused++;
		return;
	}
	import_id(id, sizeof id, base_name(path));
	if (!target.id)
		target.id = id;
	bool done = import_module_write(im, &target, &made, &e);
	r->files_read++;
	r->modules += made.count;
	if (!done && e.code != ERR_MISSING) { /* nothing of what was read is there */
		r->files_read--;
		r->files_refused++;
		tell(r, "%s : rien n'est importé. %s\n", im->name, e.text);
		return;
	}
	r->found += im->found;
	r->kept += im->kept;
	r->skipped += im->skipped;
	tell_file(r, im, format, &made);
}

static void import_file(struct import_run *r, const char *path)
{
	struct arena a = { 0 };
	struct buf bytes = { 0 };
	struct err e = { 0 };
	struct import im;
	if (r->files == IMPORT_RUN_FILES_MAX) {
		tell(r, "%s : plus de %d fichiers, la suite n'est pas lue.\n", path, IMPORT_RUN_FILES_MAX);
		return;
	}
	r->files++;
	import_begin(&im, import_clean(&a, import_utf8(&a, str_from(path)), NULL), &a);
	if (file_read(path, IMPORT_FILE_MAX, &bytes, &e)) {
		import_one(r, &im, path, (struct str){ bytes.data, bytes.size });
	} else {
		r->files_refused++;
		tell(r, "%s : rien n'est importé, %s.\n", im.name,
		     e.code == ERR_TOO_BIG ? "ce fichier est trop grand (plus de 64 Mo)" : e.text);
	}
	buf_free(&bytes);
	arena_drop(&a);
}

/* ---- a folder ---------------------------------------------------------------------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void walk(struct import_run *r, const char *path, int depth);

static void walk_folder(struct import_run *r, const char *path, int depth)
{
	struct arena a = { 0 };
	const char **names = arena_array(&a, IMPORT_RUN_FILES_MAX, sizeof *names);
	size_t count = 0;
	DIR *dir = opendir(path);
	for (struct dirent *entry; dir && (entry = readdir(dir));)
		if (entry->d_name[0] != '.' && count < IMPORT_RUN_FILES_MAX)
			names[count++] = arena_printf(&a, "%s/%s", path, entry->d_name);
	if (dir)
		closedir(dir);
	qsort(names, count, sizeof *names, by_name);
	for (size_t i = 0; i < count; i++)
		walk(r, names[i], depth + 1);
	arena_drop(&a);
}

static void walk(struct import_run *r, const char *path, int depth)
{
	struct stat st;
	if (lstat(path, &st) != 0) {
		tell(r, "%s : %s\n", path, strerror(errno));
		r->files_refused++;
	} else if (S_ISDIR(st.st_mode) && depth <= IMPORT_RUN_DEPTH_MAX) {
		walk_folder(r, path, depth);
	} else if (S_ISREG(st.st_mode) && r->files <= IMPORT_RUN_FILES_MAX) {
		import_file(r, path);
	} else if (depth == 0) {
		tell(r, "%s : ce n'est ni un fichier ni un dossier (un lien ?). Donnez le fichier lui-même.\n", path);
	}
}

bool import_run(struct import_run *r, const char *path)
{
	walk(r, path, 0);
	return r->modules > 0;
}
