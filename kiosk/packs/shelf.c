#include "packs/shelf.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/file.h"
#include "base/sha256.h"
#include "seal/age.h"
#include "seal/pin.h"

#define STATE_FILE "etat"
#define FIRST_LINE "escale shelf 1\n"

enum { STATE_BYTES_MAX = 200, MARGIN = 24 * 1024 * 1024, A_FILE_COSTS = 8 * 1024, TREE_DEPTH = 4 };

/* ---- the state ------------------------------------------------------------------------------------------------------ */

/* "v3-0123456789abcdef": never a path. */
static bool is_folder_name(struct str name)
{
	struct str version, rest;
	if (name.n >= SHELF_NAME_SIZE || !str_starts(name, "v") || !str_cut(name, '-', &version, &rest) || rest.n != 16)
		return false;
	for (size_t i = 1; i < version.n; i++)
		if (version.s[i] < '0' || version.s[i] > '9')
			return false;
	for (size_t i = 0; i < rest.n; i++)
		if (!memchr("0123456789abcdef", rest.s[i], 16))
			return false;
	return version.n > 1;
}

static bool name_take(struct str *rest, const char *word, char out[SHELF_NAME_SIZE])
{
	struct str line;
	if (!str_cut(*rest, '\n', &line, rest) || !str_starts(line, word))
		return false;
	line = (struct str){ line.s + strlen(word), line.n - strlen(word) };
	if (!str_is(line, SHELF_SHIPPED) && !is_folder_name(line))
		return false;
	memcpy(out, line.s, line.n);
	out[line.n] = '\0';
	return true;
}

static bool state_parse(struct shelf *s, struct str text)
{
	char current[SHELF_NAME_SIZE], previous[SHELF_NAME_SIZE];
	if (!str_starts(text, FIRST_LINE))
		return false;
	text = (struct str){ text.s + strlen(FIRST_LINE), text.n - strlen(FIRST_LINE) };
	if (!name_take(&text, "current ", current) || !name_take(&text, "previous ", previous) || text.n)
		return false;
	strcpy(s->current, current);
	strcpy(s->previous, previous);
	return true;
}

bool shelf_open(struct shelf *s, const char *data_dir, struct err *e)
{
	char path[1024];
	struct buf b = { 0 };
	struct err missing = { 0 };
	*s = (struct shelf){ .current = SHELF_SHIPPED };
	if (!file_join(s->dir, sizeof s->dir, data_dir, "contenus"))
		return err_set(e, ERR_USAGE, "%s : chemin trop long", data_dir);
	shelf_path(s, STATE_FILE, path);
	bool ok = true;
	if (!file_read(path, STATE_BYTES_MAX, &b, &missing))
		ok = missing.code == ERR_MISSING || err_set(e, missing.code, "%s", missing.text);
	else if (!state_parse(s, (struct str){ b.data, b.size }))
		ok = err_set(e, ERR_CORRUPT, "%s : fichier abîmé", path);
	buf_free(&b);
	return ok;
}

void shelf_path(const struct shelf *s, const char *name, char out[1024])
{
	snprintf(out, 1024, "%s/%s", s->dir, name);
}

static bool state_write(struct shelf *s, const char *current, const char *previous, struct err *e)
{
	char path[1024], text[STATE_BYTES_MAX], now[SHELF_NAME_SIZE], before[SHELF_NAME_SIZE];
	strcpy(now, current); /* they may be s's own */
	strcpy(before, previous);
	int n = snprintf(text, sizeof text, FIRST_LINE "current %s\nprevious %s\n", now, before);
	shelf_path(s, STATE_FILE, path);
	if (!file_write(path, text, (size_t)n, 0600, e))
		return false;
	strcpy(s->current, now);
	strcpy(s->previous, before);
	return true;
}

/* ---- folders --------------------------------------------------------------------------------------------------------- */

/* Everything below, links not followed, and the folder itself. */
static void tree_remove(int parent, const char *name, int depth)
{
	int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *d = fd >= 0 ? fdopendir(fd) : NULL;
	if (!d) {
		if (fd >= 0)
			close(fd);
		return;
	}
	for (struct dirent *entry; (entry = readdir(d));) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (unlinkat(dirfd(d), entry->d_name, 0) != 0 && depth > 0)
			tree_remove(dirfd(d), entry->d_name, depth - 1);
	}
	closedir(d);
	unlinkat(parent, name, AT_REMOVEDIR);
}

static bool is_named(const struct shelf *s, const char *name)
{
	return strcmp(name, s->current) == 0 || strcmp(name, s->previous) == 0;
}

void shelf_drop(const struct shelf *s, const char *name)
{
	int fd = open(s->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return;
	if (is_folder_name(str_from(name)) && !is_named(s, name))
		tree_remove(fd, name, TREE_DEPTH);
	close(fd);
}

static void sweep(const struct shelf *s)
{
	DIR *d = opendir(s->dir);
	if (!d)
		return;
	for (struct dirent *entry; (entry = readdir(d));)
		if (is_folder_name(str_from(entry->d_name)) && !is_named(s, entry->d_name))
			tree_remove(dirfd(d), entry->d_name, TREE_DEPTH);
	closedir(d);
}

static bool folder_sync(const char *dir, struct err *e)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;
	if (!ok)
		err_errno(e, dir);
	if (fd >= 0)
		close(fd);
	return ok;
}

static bool has_room(const struct shelf *s, uint64_t bytes, int files, struct err *e)
{
	struct statvfs v;
	if (statvfs(s->dir, &v) != 0)
		return err_errno(e, s->dir);
	uint64_t need = bytes + (uint64_t)files * A_FILE_COSTS + MARGIN, there = (uint64_t)v.f_bavail * v.f_frsize;
	return there >= need || err_set(e, ERR_FULL, "%s : il faut %llu Mo libres, il y en a %llu", s->dir,
					(unsigned long long)(need >> 20), (unsigned long long)(there >> 20));
}

bool shelf_begin(struct shelf *s, int version, uint64_t bytes, int files, char name[SHELF_NAME_SIZE], struct err *e)
{
	uint8_t random[8];
	char path[1024], digits[17];
	if (!file_mkdir(s->dir, e))
		return false;
	sweep(s);
	if (!has_room(s, bytes, files, e))
		return false;
	seal_random(random, sizeof random);
	seal_hex(random, sizeof random, digits);
	snprintf(name, SHELF_NAME_SIZE, "v%d-%s", version, digits);
	shelf_path(s, name, path);
	return mkdir(path, 0700) == 0 || err_errno(e, path);
}

bool shelf_switch(struct shelf *s, const char *name, struct err *e)
{
	char gone[SHELF_NAME_SIZE], parent[SHELF_DIR_SIZE];
	strcpy(gone, s->previous);
	strcpy(parent, s->dir);
	char *slash = strrchr(parent, '/');
	*slash = '\0';
	/* The folder's own name, and that of all packs' folder, are durable before `etat` speaks of them. */
	if (!folder_sync(s->dir, e) || !folder_sync(parent, e) || !state_write(s, name, s->current, e))
		return false;
	shelf_drop(s, gone);
	return true;
}

bool shelf_back(struct shelf *s, struct err *e)
{
	if (!s->previous[0])
		return err_set(e, ERR_MISSING, "Il n'y a pas de contenus d'avant.");
	return state_write(s, s->previous, s->current, e);
}

/* ---- what is installed ------------------------------------------------------------------------------------------------ */

static bool is_text(const char *path)
{
	const char *dot = strrchr(path, '.');
	return !dot || (strcmp(dot, ".png") != 0 && strcmp(dot, ".opus") != 0);
}

static bool item_verify(const char *folder, const struct pack_item *item, struct err *e)
{
	char path[1200];
	struct stat st;
	struct buf b = { 0 };
	struct sha256 h;
	uint8_t hash[32];
	snprintf(path, sizeof path, "%s/%s", folder, item->path);
	if (lstat(path, &st) != 0)
		return err_errno(e, path);
	bool ok = S_ISREG(st.st_mode) && (uint64_t)st.st_size == item->size;
	if (ok && is_text(item->path)) {
		if (!file_read(path, item->size, &b, e))
			return false;
		sha256_init(&h);
		sha256_add(&h, b.data, b.size);
		sha256_end(&h, hash);
		ok = memcmp(hash, item->sha256, sizeof hash) == 0;
		buf_free(&b);
	}
	return ok || err_set(e, ERR_CORRUPT, "%s : ce n'est pas ce qui a été installé", path);
}

static bool part_read(const char *folder, const char *name, size_t max, struct arena *a, struct str *out, struct err *e)
{
	char path[1200];
	struct buf b = { 0 };
	snprintf(path, sizeof path, "%s/%s", folder, name);
	if (!file_read(path, max, &b, e))
		return false;
	*out = (struct str){ arena_strndup(a, b.data, b.size), b.size };
	buf_free(&b);
	return true;
}

bool shelf_verify(const struct shelf *s, const char *name, const struct sign_public *authority, struct arena *a,
		  struct packlist *list, char signer[PACK_SIGNER_BYTES + 1], struct err *e)
{
	char folder[1024];
	struct str text, minisig;
	shelf_path(s, name, folder);
	if (!part_read(folder, PACKLIST_FILE, PACKLIST_BYTES_MAX, a, &text, e) ||
	    !part_read(folder, PACKLIST_MINISIG, 4096, a, &minisig, e) || !packlist_parse(list, text, a, e) ||
	    !pack_signature_verify(text, minisig, list->version, authority, signer, e))
		return false;
	for (int i = 0; i < list->count; i++)
		if (!item_verify(folder, &list->items[i], e))
			return false;
	return true;
}
