#include "author/baker.h"

#include <dirent.h>
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "author/author.h"
#include "base/file.h"
#include "content/guide.h"

#define TITLES    "titles.tsv"
#define LONG_SIDE "960" /* px: the largest picture box on the 15.6" panel */

enum { FILE_BYTES_MAX = 8 * 1024 * 1024 };

extern char **environ;

static char *path_of(struct arena *a, const char *dir, const char *name)
{
	return arena_printf(a, "%s/%s", dir, name);
}

/* Is `out` there and not older than `in`? */
static bool is_fresh(const char *in, const char *out)
{
	struct stat a, b;
	if (stat(in, &a) != 0 || stat(out, &b) != 0)
		return false;
	return b.st_mtim.tv_sec != a.st_mtim.tv_sec ? b.st_mtim.tv_sec > a.st_mtim.tv_sec
	                                            : b.st_mtim.tv_nsec >= a.st_mtim.tv_nsec;
}

static bool copy_bytes(const char *in, const char *out, struct err *e)
{
	struct buf data = { 0 };
	bool ok = file_read(in, FILE_BYTES_MAX, &data, e) && file_write(out, data.data, data.size, 0644, e);
	buf_free(&data);
	return ok;
}

static bool copy_file(struct baker *b, const char *in, const char *out, struct err *e)
{
	bool fresh = is_fresh(in, out), ok = fresh || copy_bytes(in, out, e);
	b->kept += fresh;
	b->written += ok && !fresh;
	return ok;
}

/* rsvg-convert draws the picture; no shell in between. */
static bool run_rsvg(const char *in, const char *out, struct err *e)
{
	char *argv[] = { "rsvg-convert", "--width",   LONG_SIDE, "--height", LONG_SIDE, "--keep-aspect-ratio",
		         "--output",     (char *)out, "--",      (char *)in, NULL };
	pid_t child;
	int status;
	int fault = posix_spawnp(&child, argv[0], NULL, NULL, argv, environ);
	if (fault == ENOENT)
		return err_set(e, ERR_UNSUPPORTED,
		               "Il manque le programme rsvg-convert. Installez le paquet librsvg2-bin.");
	if (fault)
		return err_set(e, ERR_IO, "rsvg-convert: %s", strerror(fault));
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return err_errno(e, "rsvg-convert");
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return err_set(e, ERR_UNSUPPORTED,
		               "Il manque le programme rsvg-convert. Installez le paquet librsvg2-bin.");
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		return err_set(e, ERR_FORMAT,
		               "%s: cette image ne peut pas être dessinée. Exportez-la en SVG simple.", in);
	return true;
}

/* Drawn or copied beside its place, written again for fast reading, then put there in one step. */
static bool make_picture(struct baker *b, const char *in, const char *out, bool svg, struct arena *a,
                         struct err *e)
{
	if (is_fresh(in, out)) {
		b->kept++;
		return true;
	}
	const char *part = arena_printf(a, "%s.part", out);
	bool ok = svg ? run_rsvg(in, part, e) : copy_bytes(in, part, e);
	if (ok && !repack_picture(part, NULL))
		ok = err_set(e, ERR_FORMAT, "%s: cette image est abîmée. Exportez-la de nouveau.", in);
	ok = ok && (rename(part, out) == 0 || err_errno(e, out));
	if (!ok)
		unlink(part);
	b->written += ok;
	return ok;
}

/* A module, or a guided session: a folder with texts and pictures. */
struct dish {
	const char *folder; /* "cyber", "seances/afor" */
	const struct module *module; /* one of the two */
	const struct guide *guide;
};

static struct dish guide_dish(const struct guide *g, struct arena *a)
{
	return (struct dish){ .folder = arena_printf(a, GUIDES_FOLDER "/%s", g->id), .guide = g };
}

static bool uses_picture(const struct dish *dish, const char *picture)
{
	const struct module *m = dish->module;
	if (!m)
		return guide_shows(dish->guide, picture);
	if (m->picture && strcmp(m->picture, picture) == 0)
		return true;
	for (int l = 0; l < LANG_COUNT; l++)
		for (int s = 0; m->editions[l] && s < m->editions[l]->screen_count; s++) {
			const struct screen *screen = &m->editions[l]->screens[s];
			for (int i = 0; i < screen->block_count; i++)
				if (screen->blocks[i].picture &&
				    strcmp(screen->blocks[i].picture, picture) == 0)
					return true;
		}
	return false;
}

/* What this source file becomes in the target folder, or NULL when the kiosk does not need it. */
static const char *baked_name(const struct dish *dish, const char *name, struct arena *a)
{
	const char *dot = strrchr(name, '.');
	if (name[0] == '.' || !dot)
		return NULL;
	struct str stem = { name, (size_t)(dot - name) };
	if (strcmp(dot, ".md") == 0)
		return lang_find(stem) == LANG_COUNT ? NULL : name;
	if (strcmp(dot, ".svg") != 0 && strcmp(dot, ".png") != 0)
		return NULL;
	if (!uses_picture(dish, arena_printf(a, "%s/%.*s", dish->folder, (int)stem.n, stem.s)))
		return NULL;
	return arena_printf(a, "%.*s.png", (int)stem.n, stem.s);
}

/* Recorded voices are copied as they are, folder by folder; those without a source go away. */
static bool bake_voices(struct baker *b, const struct module *m, struct arena *a, struct err *e)
{
	const char *from = path_of(a, path_of(a, b->source, m->id), RECORDINGS_FOLDER), *to = path_of(a, path_of(a, b->target, m->id), RECORDINGS_FOLDER);
	bool ok = true;
	for (int lang = 0; ok && lang < LANG_COUNT; lang++) {
		const char *in = path_of(a, from, lang_table[lang].code), *out = path_of(a, to, lang_table[lang].code);
		DIR *dir = opendir(in);
		if (dir)
			ok = file_mkdir(out, e) && (chmod(to, 0755) == 0 || err_errno(e, to)) && (chmod(out, 0755) == 0 || err_errno(e, out));
		for (struct dirent *entry; dir && ok && (entry = readdir(dir));)
			if (entry->d_name[0] != '.')
				ok = copy_file(b, path_of(a, in, entry->d_name), path_of(a, out, entry->d_name), e);
		if (dir)
			closedir(dir);
		dir = opendir(out);
		for (struct dirent *entry; dir && (entry = readdir(dir));)
			if (entry->d_name[0] != '.' && !file_exists(path_of(a, in, entry->d_name)))
				b->removed += unlink(path_of(a, out, entry->d_name)) == 0;
		if (dir)
			closedir(dir);
		rmdir(out); /* where nothing is left */
	}
	rmdir(to);
	return ok;
}

static bool make_folder(const char *path, struct err *e)
{
	return file_mkdir(path, e) && (chmod(path, 0755) == 0 || err_errno(e, path));
}

static bool bake_dish(struct baker *b, const struct dish *dish, struct arena *a, struct err *e)
{
	const char *from = path_of(a, b->source, dish->folder), *to = path_of(a, b->target, dish->folder);
	if (!make_folder(to, e))
		return false;
	DIR *dir = opendir(from);
	if (!dir)
		return err_errno(e, from);
	bool ok = true;
	for (struct dirent *entry; ok && (entry = readdir(dir));) {
		const char *name = baked_name(dish, entry->d_name, a);
		if (!name)
			continue;
		const char *in = path_of(a, from, entry->d_name), *out = path_of(a, to, name);
		const char *dot = strrchr(entry->d_name, '.');
		if (strcmp(dot, ".md") == 0)
			ok = copy_file(b, in, out, e);
		else
			ok = make_picture(b, in, out, strcmp(dot, ".svg") == 0, a, e);
	}
	closedir(dir);
	return ok;
}

static bool bake_module(struct baker *b, const struct module *m, struct arena *a, struct err *e)
{
	return bake_dish(b, &(struct dish){ .folder = m->id, .module = m }, a, e) && bake_voices(b, m, a, e);
}

static bool bake_guides(struct baker *b, const struct pack *p, struct arena *a, struct err *e)
{
	if (p->guide_count && !make_folder(path_of(a, b->target, GUIDES_FOLDER), e))
		return false;
	for (int i = 0; i < p->guide_count; i++) {
		struct dish dish = guide_dish(&p->guides[i], a);
		if (!bake_dish(b, &dish, a, e))
			return false;
	}
	return true;
}

/* A file beside the modules is copied where there is one. */
static bool bake_file(struct baker *b, const char *name, struct arena *a, struct err *e)
{
	const char *in = path_of(a, b->source, name), *out = path_of(a, b->target, name);
	if (file_exists(in))
		return copy_file(b, in, out, e);
	b->removed += unlink(out) == 0;
	return true;
}

static bool bake_glossary(struct baker *b, struct arena *a, struct err *e)
{
	const char *from = path_of(a, b->source, GLOSSARY_FOLDER), *to = path_of(a, b->target, GLOSSARY_FOLDER);
	bool made = false;
	for (int i = 0; i < LANG_COUNT; i++) {
		const char *name = arena_printf(a, "%s.md", lang_table[i].code), *in = path_of(a, from, name);
		if (!file_exists(in)) {
			b->removed += unlink(path_of(a, to, name)) == 0;
			continue;
		}
		if (!made && !make_folder(to, e))
			return false;
		made = true;
		if (!copy_file(b, in, path_of(a, to, name), e))
			return false;
	}
	return true;
}

/* ---- what no longer has a source goes away ------------------------------------------------------------------------ */

static bool has_source(struct baker *b, const struct dish *dish, const char *name, struct arena *a)
{
	const char *dot = strrchr(name, '.');
	if (!dot)
		return false;
	const char *folder = path_of(a, b->source, dish->folder);
	if (file_exists(path_of(a, folder, name)))
		return baked_name(dish, name, a) != NULL;
	const char *svg = arena_printf(a, "%.*s.svg", (int)(dot - name), name);
	return strcmp(dot, ".png") == 0 && file_exists(path_of(a, folder, svg)) && baked_name(dish, svg, a);
}

/* The voices of a module that is gone. */
static void sweep_voices(struct baker *b, const char *folder, struct arena *a)
{
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		const char *path = path_of(a, folder, lang_table[lang].code);
		DIR *dir = opendir(path);
		for (struct dirent *entry; dir && (entry = readdir(dir));)
			if (entry->d_name[0] != '.')
				b->removed += unlink(path_of(a, path, entry->d_name)) == 0;
		if (dir)
			closedir(dir);
		rmdir(path);
	}
	rmdir(folder);
}

static void sweep_module(struct baker *b, const struct pack *p, const char *name, struct arena *a)
{
	int found = pack_find(p, name);
	const char *folder = path_of(a, b->target, name);
	DIR *dir = opendir(folder);
	if (!dir)
		return;
	for (struct dirent *entry; (entry = readdir(dir));) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (strcmp(entry->d_name, RECORDINGS_FOLDER) == 0) {
			if (found < 0)
				sweep_voices(b, path_of(a, folder, RECORDINGS_FOLDER), a);
			continue;
		}
		struct dish dish = { .folder = name, .module = found < 0 ? NULL : &p->modules[found] };
		if (found < 0 || !has_source(b, &dish, entry->d_name, a))
			b->removed += unlink(path_of(a, folder, entry->d_name)) == 0;
	}
	closedir(dir);
	if (found < 0)
		rmdir(folder);
}

static void sweep_guide(struct baker *b, const struct pack *p, const char *name, struct arena *a)
{
	int found = pack_find_guide(p, name);
	struct dish dish = found < 0 ? (struct dish){ 0 } : guide_dish(&p->guides[found], a);
	const char *folder = path_of(a, path_of(a, b->target, GUIDES_FOLDER), name);
	DIR *dir = opendir(folder);
	if (!dir)
		return;
	for (struct dirent *entry; (entry = readdir(dir));)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
		    (found < 0 || !has_source(b, &dish, entry->d_name, a)))
			b->removed += unlink(path_of(a, folder, entry->d_name)) == 0;
	closedir(dir);
	if (found < 0)
		rmdir(folder);
}

static void sweep_guides(struct baker *b, const struct pack *p, struct arena *a)
{
	const char *folder = path_of(a, b->target, GUIDES_FOLDER);
	DIR *dir = opendir(folder);
	if (!dir)
		return;
	for (struct dirent *entry; (entry = readdir(dir));)
		if (str_is_id(str_from(entry->d_name), MODULE_ID_MAX))
			sweep_guide(b, p, entry->d_name, a);
	closedir(dir);
	rmdir(folder); /* where nothing is left */
}

static void sweep(struct baker *b, const struct pack *p, struct arena *a)
{
	DIR *dir = opendir(b->target);
	if (!dir)
		return;
	for (struct dirent *entry; (entry = readdir(dir));)
		if (str_is_id(str_from(entry->d_name), MODULE_ID_MAX) && strcmp(entry->d_name, GLOSSARY_FOLDER) != 0 &&
		    strcmp(entry->d_name, GUIDES_FOLDER) != 0)
			sweep_module(b, p, entry->d_name, a);
	closedir(dir);
	sweep_guides(b, p, a);
}

/* Only a folder that bake made, or an empty one, is ever cleaned. */
static bool may_use(const char *target, struct arena *a, struct err *e)
{
	if (file_exists(path_of(a, target, TITLES)))
		return true;
	DIR *dir = opendir(target);
	if (!dir)
		return errno == ENOENT || err_errno(e, target);
	int others = 0;
	for (struct dirent *entry; (entry = readdir(dir));)
		others += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
	closedir(dir);
	return others == 0 ||
	       err_set(e, ERR_REFUSED,
	               "%s: ce dossier contient autre chose. Choisissez un dossier vide ou nouveau.", target);
}

/* ---- titles for the coordinator's report ----------------------------------------------------------------------------- */

static bool write_titles(struct baker *b, const struct pack *p, struct arena *a, struct err *e)
{
	struct buf t = { 0 }, old = { 0 };
	const char *path = path_of(a, b->target, TITLES);
	for (int i = 0; i < p->module_count; i++) {
		const struct module *m = &p->modules[i];
		const struct edition *fr = m->editions[LANG_FR];
		buf_printf(&t, "%s\t%s\n", m->id, fr->title);
		for (int s = 0; s < fr->screen_count; s++)
			if (screen_asks(fr->screens[s].kind) || fr->screens[s].kind == SCREEN_SURVEY ||
			    fr->screens[s].kind == SCREEN_DISCREET) /* facts name them */
				buf_printf(&t, "%s/%s\t%s\n", m->id, fr->screens[s].id,
				           fr->screens[s].title.text);
	}
	for (int i = 0; i < p->guide_count; i++) /* group sessions are counted by their id */
		buf_printf(&t, "%s\t%s\n", p->guides[i].id, p->guides[i].editions[LANG_FR]->title);
	bool same = file_read(path, t.size, &old, NULL) && old.size == t.size &&
	            memcmp(old.data, t.data, t.size) == 0;
	bool ok = same || file_write(path, t.data ? t.data : "", t.size, 0644, e);
	buf_free(&t);
	buf_free(&old);
	return ok;
}

bool baker_run(struct baker *b, const struct pack *p, struct arena *a, struct err *e)
{
	if (!may_use(b->target, a, e) || !file_mkdir(b->target, e))
		return false;
	if (chmod(b->target, 0755) != 0)
		return err_errno(e, b->target);
	/* First, so that a bake that was cut short may be taken up again. */
	if (!write_titles(b, p, a, e))
		return false;
	for (int i = 0; i < p->module_count; i++)
		if (!bake_module(b, &p->modules[i], a, e))
			return false;
	if (!bake_guides(b, p, a, e))
		return false;
	sweep(b, p, a);
	return bake_glossary(b, a, e) && bake_file(b, VENUES_FILE, a, e);
}
