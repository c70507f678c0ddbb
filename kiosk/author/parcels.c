#include "author/parcels.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/sha256.h"

/* ---- a folder's files ------------------------------------------------------------------------------------------------ */

struct walk {
	const char *dir;
	struct pack_item *items; /* PACK_FILES_MAX */
	int count;
	struct arena *arena;
	struct err *e;
};

static bool add_file(struct walk *w, const char *path, const char *inside)
{
	uint64_t room = packlist_room(inside);
	struct buf b = { 0 };
	struct sha256 h;
	if (room == 0)
		return err_set(w->e, ERR_REFUSED,
			       "%s : une borne ne lit pas un tel fichier. Retirez-le, ou changez son nom : minuscules sans "
			       "accent, chiffres, tirets.",
			       path);
	if (w->count == PACK_FILES_MAX)
		return err_set(w->e, ERR_TOO_BIG, "%s : plus de %d fichiers.", w->dir, PACK_FILES_MAX);
	struct err why = { 0 };
	if (!file_read(path, room, &b, &why))
		return why.code == ERR_TOO_BIG
			       ? err_set(w->e, ERR_TOO_BIG, "%s : ce fichier dépasse %llu Ko. Réduisez-le.", path,
					 (unsigned long long)(room / 1024))
			       : err_set(w->e, why.code, "%s", why.text);
	struct pack_item *item = &w->items[w->count++];
	item->path = arena_strdup(w->arena, inside);
	item->size = b.size;
	sha256_init(&h);
	sha256_add(&h, b.data, b.size);
	sha256_end(&h, item->sha256);
	buf_free(&b);
	return true;
}

/* Links and devices are never followed: file_read refuses them, lstat does not enter them. */
static bool add_folder(struct walk *w, const char *inside, int depth)
{
	const char *folder = inside[0] ? arena_printf(w->arena, "%s/%s", w->dir, inside) : w->dir;
	DIR *d = opendir(folder);
	if (!d)
		return err_errno(w->e, folder);
	bool ok = true;
	for (struct dirent *entry; ok && (entry = readdir(d));) {
		struct stat st;
		if (entry->d_name[0] == '.')
			continue;
		const char *path = arena_printf(w->arena, "%s/%s", folder, entry->d_name);
		const char *name = inside[0] ? arena_printf(w->arena, "%s/%s", inside, entry->d_name)
					     : arena_strdup(w->arena, entry->d_name);
		if (lstat(path, &st) != 0)
			ok = err_errno(w->e, path);
		else if (S_ISDIR(st.st_mode))
			ok = depth < PACK_DEPTH_MAX ? add_folder(w, name, depth + 1)
						    : err_set(w->e, ERR_REFUSED, "%s : trop de dossiers l'un dans l'autre.",
							      path);
		else
			ok = add_file(w, path, name);
	}
	closedir(d);
	return ok;
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct pack_item *)a)->path, ((const struct pack_item *)b)->path);
}

bool parcel_list(struct packlist *list, const char *dir, const char *name, int version, struct arena *a, struct err *e)
{
	struct walk w = { .dir = dir, .arena = a, .e = e };
	w.items = arena_array(a, PACK_FILES_MAX, sizeof *w.items);
	if (!add_folder(&w, "", 1))
		return false;
	qsort(w.items, (size_t)w.count, sizeof *w.items, by_path);
	*list = (struct packlist){ .version = version, .items = w.items, .count = w.count };
	str_copy(list->name, sizeof list->name, name);
	return packlist_check(list, e);
}

/* ---- name and version ------------------------------------------------------------------------------------------------- */

bool parcel_recall(struct parcel_memory *m, const char *content, struct err *e)
{
	char path[1024];
	struct buf b = { 0 };
	struct err missing = { 0 };
	long long n = 0;
	*m = (struct parcel_memory){ 0 };
	if (!file_join(path, sizeof path, content, PARCEL_MEMORY))
		return err_set(e, ERR_USAGE, "%s : chemin trop long", content);
	if (!file_read(path, 4096, &b, &missing))
		return missing.code == ERR_MISSING || err_set(e, missing.code, "%s", missing.text);
	bool ok = true;
	struct str rest = { b.data, b.size }, line, key, value;
	for (int number = 1; ok && rest.n; number++) {
		str_cut(rest, '\n', &line, &rest);
		if (!str_trim(line).n)
			continue;
		bool cut = str_cut(line, ':', &key, &value);
		value = str_trim(value);
		if (cut && str_is(str_trim(key), "nom") && packlist_name_ok(value))
			memcpy(m->name, value.s, value.n), m->name[value.n] = '\0';
		else if (!cut || !str_is(str_trim(key), "version") || !str_int(value, 0, PACK_VERSION_MAX, &n))
			ok = err_at(e, ERR_FORMAT, path, number, 1,
				    "Il faut « nom : ... » (1 à %d octets) ou « version : » et un nombre.", PACK_NAME_BYTES);
	}
	m->version = (int)n;
	buf_free(&b);
	return ok;
}

bool parcel_remember(const struct parcel_memory *m, const char *content, struct err *e)
{
	char path[1024], text[PACK_NAME_BYTES + 64];
	int n = snprintf(text, sizeof text, "nom : %s\nversion : %d\n", m->name, m->version);
	return file_join(path, sizeof path, content, PARCEL_MEMORY) && file_write(path, text, (size_t)n, 0644, e);
}

/* ---- what is inside ----------------------------------------------------------------------------------------------------- */

bool parcel_try(const struct packfile *f, const char *dir, struct pack *p, struct arena *a, struct err *e)
{
	struct err problem = { 0 }, none = { 0 };
	int problems = 0;
	if (!packfile_unpack(f, dir, NULL, e))
		return false;
	bool ok = pack_load(p, dir, a, &problem, 1, &problems, &none);
	if (problems)
		return err_at(e, ERR_FORMAT, problem.file, problem.line, problem.column, "%s", problem.text);
	if (ok && p->module_count != f->list.modules)
		return err_set(e, ERR_FORMAT, "La liste annonce %d modules, le dossier en a %d.", f->list.modules,
			       p->module_count);
	return ok || err_set(e, none.code, "%s", none.text);
}

void parcel_tell(const struct packlist *list)
{
	unsigned long long tenths = (list->bytes * 10 + (1 << 19)) >> 20;
	printf("%s, version %d : %d module%s, langues", list->name, list->version, list->modules,
	       list->modules > 1 ? "s" : "");
	for (int lang = 0; lang < LANG_COUNT; lang++)
		if (list->languages >> lang & 1)
			printf(" %s", lang_table[lang].code);
	printf(", %llu,%llu Mo\n", tenths / 10, tenths % 10);
}
