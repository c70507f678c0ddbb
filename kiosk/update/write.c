/* The slot that does not run: its files on the FAT partition and its root. */
#include "update/install.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/sha256.h"

enum { CHUNK = 1 << 20, FLUSH_EACH = 8, BOOT_FILES_MAX = 40, BOOT_FILE_MAX = 96 << 20, CMDLINE_MAX = 2048 };

/* Of the whole: writing the root, reading it back, the rest. */
enum { PERCENT_WRITE = 60, PERCENT_READ = 30 };

struct work {
	const struct update_places *p;
	const struct update_bundle *b;
	update_progress_fn *progress;
	void *context;
	char *chunk; /* CHUNK bytes, aligned */
	int from_percent, percents;
	uint64_t done, all;
};

static bool step(struct work *w, size_t n, struct err *e)
{
	w->done += n;
	int percent = w->from_percent + (int)(w->all ? w->done * (uint64_t)w->percents / w->all : 0);
	return w->progress(w->context, percent) || err_set(e, ERR_REFUSED, "nobody waits for it any more");
}

static void stage(struct work *w, int from, int percents, uint64_t all)
{
	w->from_percent = from;
	w->percents = percents;
	w->done = 0;
	w->all = all;
}

static bool all_of(int fd, const char *bytes, size_t n, struct err *e)
{
	while (n) {
		ssize_t put = write(fd, bytes, n);
		if (put <= 0)
			return err_errno(e, "card");
		bytes += put;
		n -= (size_t)put;
	}
	return true;
}

/* From the bundle. What cannot be read there is told as ERR_CORRUPT: the kernel found a block that was not signed, or the stick left. */
static ssize_t from_bundle(int fd, char *chunk, struct err *e)
{
	ssize_t n = read(fd, chunk, CHUNK);
	if (n < 0)
		err_set(e, ERR_CORRUPT, "bundle: %s", strerror(errno));
	return n;
}

/* ---- the root ---- */

static bool write_root(struct work *w, int from, int to, struct err *e)
{
	uint64_t left = w->b->manifest.root_size;
	stage(w, 0, PERCENT_WRITE, left);
	for (int i = 1; left; i++) {
		ssize_t n = from_bundle(from, w->chunk, e);
		if (n < 0)
			return false;
		if (n == 0 || (uint64_t)n > left)
			return err_set(e, ERR_CORRUPT, "root.img has another size");
		/* Often, so that little waits in memory and what is told of the progress is true. */
		if (!all_of(to, w->chunk, (size_t)n, e) || (i % FLUSH_EACH == 0 && fdatasync(to) != 0 && !err_errno(e, "card")) ||
		    !step(w, (size_t)n, e))
			return false;
		left -= (uint64_t)n;
	}
	return fsync(to) == 0 || err_errno(e, "card");
}

/* What the card gives back, not what memory still holds. */
static bool read_back(struct work *w, int card, struct err *e)
{
	struct sha256 h;
	uint8_t hash[32];
	char hex[UPDATE_HEX_SIZE];
	uint64_t left = w->b->manifest.root_size;
	posix_fadvise(card, 0, 0, POSIX_FADV_DONTNEED);
	if (lseek(card, 0, SEEK_SET) != 0)
		return err_errno(e, "card");
	sha256_init(&h);
	stage(w, PERCENT_WRITE, PERCENT_READ, left);
	while (left) {
		ssize_t n = read(card, w->chunk, left < CHUNK ? (size_t)left : CHUNK);
		if (n <= 0)
			return err_set(e, ERR_IO, "card: it cannot be read back");
		sha256_add(&h, w->chunk, (size_t)n);
		left -= (uint64_t)n;
		if (!step(w, (size_t)n, e))
			return false;
	}
	sha256_end(&h, hash);
	sha256_hex(hash, hex);
	return strcmp(hex, w->b->manifest.root_sha256) == 0 || err_set(e, ERR_IO, "card: it gives back something else");
}

static bool copy_root(struct work *w, struct err *e)
{
	char path[1024];
	if (!file_join(path, sizeof path, w->p->work, "root.img"))
		return err_set(e, ERR_USAGE, "path");
	int from = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC), to = -1;
	bool ok = from >= 0 || err_set(e, ERR_CORRUPT, "%s: %s", path, strerror(errno));
	if (ok)
		ok = (to = open(w->p->device, O_RDWR | O_CLOEXEC)) >= 0 || err_errno(e, w->p->device);
	ok = ok && write_root(w, from, to, e) && read_back(w, to, e);
	if (from >= 0)
		close(from);
	if (to >= 0)
		close(to);
	return ok;
}

/* ---- the folder on the FAT partition ---- */

/* Letters, digits, "-", "." inside: what can be a name on FAT and nothing else. */
static bool is_plain(const char *name)
{
	return name[0] != '.' && strlen(name) < 64 &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._+") == strlen(name);
}

/* In place: no cluster is given back and taken again, so that a cut loses none for good. Read back like the root. */
static bool copy_file(struct work *w, int from_folder, int to_folder, const char *name, struct err *e)
{
	int from = openat(from_folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	int to = from < 0 ? -1 : openat(to_folder, name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644);
	struct sha256 put, got;
	uint8_t a[32], b[32];
	ssize_t n = 0;
	off_t size = 0;
	bool ok = from >= 0 ? to >= 0 || err_errno(e, name) : err_set(e, ERR_CORRUPT, "%s: %s", name, strerror(errno));
	sha256_init(&put);
	sha256_init(&got);
	while (ok && (n = from_bundle(from, w->chunk, e)) > 0) {
		sha256_add(&put, w->chunk, (size_t)n);
		size += n;
		ok = size <= BOOT_FILE_MAX ? all_of(to, w->chunk, (size_t)n, e) : err_set(e, ERR_TOO_BIG, "%s", name);
	}
	ok = ok && n == 0;
	if (ok && (ftruncate(to, size) != 0 || fsync(to) != 0 || lseek(to, 0, SEEK_SET) != 0))
		ok = err_errno(e, name);
	if (ok)
		posix_fadvise(to, 0, 0, POSIX_FADV_DONTNEED);
	while (ok && (n = read(to, w->chunk, CHUNK)) > 0)
		sha256_add(&got, w->chunk, (size_t)n);
	sha256_end(&put, a);
	sha256_end(&got, b);
	if (ok && (n < 0 || memcmp(a, b, sizeof a) != 0))
		ok = err_set(e, ERR_IO, "%s: the card gives back something else", name);
	if (from >= 0)
		close(from);
	if (to >= 0)
		close(to);
	return ok;
}

/* The bundle's begins with "escale.slot=a "; it is the last file to come: a folder without it holds no system (slot_filled). */
static bool put_cmdline(struct work *w, int from_folder, int to_folder, struct err *e)
{
	char text[CMDLINE_MAX + 1];
	int from = openat(from_folder, "cmdline.txt", O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	ssize_t n = from < 0 ? -1 : read(from, text, sizeof text);
	if (from >= 0)
		close(from);
	if (n < 0)
		return err_set(e, ERR_CORRUPT, "cmdline.txt: %s", strerror(errno));
	if (n > CMDLINE_MAX || n < 14 || memcmp(text, "escale.slot=a ", 14) != 0)
		return err_set(e, ERR_FORMAT, "cmdline.txt is not of this kind of machine");
	text[12] = w->p->slot;
	int to = openat(to_folder, "cmdline.txt", O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);
	bool ok = to >= 0 ? all_of(to, text, (size_t)n, e) && (fsync(to) == 0 || err_errno(e, "card")) : err_errno(e, "card");
	if (to >= 0)
		close(to);
	return ok && (fsync(to_folder) == 0 || err_errno(e, "card"));
}

/* All but the command line. */
static bool copy_boot(struct work *w, int from_folder, int to_folder, struct err *e)
{
	int again = openat(from_folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = again < 0 ? NULL : fdopendir(again);
	bool ok = d != NULL || err_set(e, ERR_CORRUPT, "boot: %s", strerror(errno));
	struct dirent *entry;
	int count = 0;
	while (ok && (entry = readdir(d))) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 || strcmp(entry->d_name, "cmdline.txt") == 0)
			continue;
		ok = is_plain(entry->d_name) && count++ < BOOT_FILES_MAX ? copy_file(w, from_folder, to_folder, entry->d_name, e)
									   : err_set(e, ERR_FORMAT, "boot/%s", entry->d_name);
		ok = ok && step(w, 0, e);
	}
	if (d)
		closedir(d);
	else if (again >= 0)
		close(again);
	return ok;
}

static int open_folder(const char *above, const char *name)
{
	char path[1024];
	return file_join(path, sizeof path, above, name) ? open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : -1;
}

static void sync_now(int folder)
{
	(void)!syncfs(folder);
}

/* From here on the slot holds no system until its command line is back: the initramfs never falls to half of one. */
static bool empty_slot(int folder, struct err *e)
{
	if (unlinkat(folder, "cmdline.txt", 0) != 0 && errno != ENOENT)
		return err_errno(e, "cmdline.txt");
	sync_now(folder);
	return true;
}

/* ---- the turn ---- */

/* slots is a script of the image: one place knows how the sector is written. */
static bool give_turn(const struct update_places *p, const char *version, struct err *e)
{
	char slot[2] = { p->slot, '\0' };
	char *const argv[] = { (char *)p->turn, (char *)p->boot, slot, (char *)version, NULL };
	char *const env[] = { "PATH=/usr/sbin:/usr/bin", NULL };
	pid_t child;
	int status = -1;
	if (posix_spawn(&child, p->turn, NULL, NULL, argv, env) != 0 || waitpid(child, &status, 0) != child || status != 0)
		return err_set(e, ERR_IO, "%s: %d", p->turn, status);
	return true;
}

static bool fill_slot(struct work *w, struct err *e)
{
	char name[2] = { w->p->slot, '\0' }, path[1024];
	if (!file_join(path, sizeof path, w->p->boot, name) || (mkdir(path, 0755) != 0 && errno != EEXIST))
		return err_errno(e, path);
	int from = open_folder(w->p->work, "boot"), to = open_folder(w->p->boot, name);
	bool ok = from < 0 ? err_set(e, ERR_CORRUPT, "boot: %s", strerror(errno)) : to >= 0 || err_errno(e, path);
	ok = ok && empty_slot(to, e) && copy_boot(w, from, to, e) && copy_root(w, e) && put_cmdline(w, from, to, e);
	if (ok)
		sync_now(to);
	if (from >= 0)
		close(from);
	if (to >= 0)
		close(to);
	return ok;
}

static enum update_result result_of(const struct err *e)
{
	switch (e->code) {
	case ERR_NONE: return UPDATE_GOOD;
	case ERR_CORRUPT:
	case ERR_FORMAT: return UPDATE_DAMAGED;
	case ERR_TOO_BIG: return UPDATE_TOO_BIG;
	case ERR_REFUSED: return UPDATE_FAILED;
	default: return UPDATE_CARD;
	}
}

enum update_result update_write(const struct update_places *p, const struct update_bundle *b, update_progress_fn *progress,
				void *context, struct err *e)
{
	struct work w = { .p = p, .b = b, .progress = progress, .context = context };
	struct err why = { 0 };
	void *chunk;
	if (posix_memalign(&chunk, 4096, CHUNK) != 0)
		abort();
	w.chunk = chunk;
	if (fill_slot(&w, &why) && give_turn(p, b->manifest.version, &why))
		progress(context, 100);
	free(chunk);
	if (why.code)
		err_set(e, why.code, "%s", why.text);
	return result_of(&why);
}
