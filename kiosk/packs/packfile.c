#include "packs/packfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/sha256.h"
#include "base/ustar.h"

enum {
	BLOCK = 64 * 1024,
	MINISIG_MAX = 4096,
	RECORD = 20 * USTAR_BLOCK, /* GNU tar ends archives at a multiple of this */
};

_Static_assert((int)PACK_PATH_BYTES <= (int)USTAR_NAME_MAX, "a path fits a ustar head");

/* ---- reading ------------------------------------------------------------------------------------------------------ */

static bool read_exactly(int fd, void *out, size_t n, uint64_t at, struct err *e)
{
	char *p = out;
	while (n) {
		ssize_t got = pread(fd, p, n, (off_t)at);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_errno(e, "Lecture des contenus");
		if (got == 0)
			return err_set(e, ERR_CORRUPT, "Ce fichier de contenus est coupé. Refaites la copie.");
		p += got;
		n -= (size_t)got;
		at += (uint64_t)got;
	}
	return true;
}

static bool not_a_pack(struct err *e)
{
	return err_set(e, ERR_FORMAT, "Ce n'est pas un fichier de contenus, ou il est abîmé.");
}

/* The head at *at must be that of a file of this name; its size, at most max. *at moves behind the head. */
static bool head_read(int fd, uint64_t *at, const char *name, uint64_t max, uint64_t *size, bool *other, struct err *e)
{
	char head[USTAR_BLOCK], expected[USTAR_BLOCK];
	*other = false;
	if (!read_exactly(fd, head, sizeof head, *at, e))
		return false;
	if (!ustar_size(head, size))
		return not_a_pack(e);
	ustar_head(expected, name, *size);
	if (memcmp(head, expected, sizeof head) != 0) {
		*other = true;
		return not_a_pack(e);
	}
	if (*size > max)
		return err_set(e, ERR_TOO_BIG, "%s dépasse %llu Ko.", name, (unsigned long long)(max / 1024));
	*at += USTAR_BLOCK;
	return true;
}

static bool zeros_read(int fd, uint64_t from, uint64_t to, struct err *e)
{
	char block[RECORD];
	while (from < to) {
		size_t n = to - from < sizeof block ? (size_t)(to - from) : sizeof block;
		if (!read_exactly(fd, block, n, from, e))
			return false;
		for (size_t i = 0; i < n; i++)
			if (block[i])
				return err_set(e, ERR_CORRUPT, "Ce fichier de contenus a été modifié.");
		from += n;
	}
	return true;
}

/* A small file of the head, whole, in the arena. */
static bool part_read(int fd, uint64_t *at, uint64_t size, struct arena *a, struct str *out, struct err *e)
{
	char *bytes = arena_alloc(a, size + 1);
	if (!read_exactly(fd, bytes, size, *at, e) || !zeros_read(fd, *at + size, *at + ustar_rounded(size), e))
		return false;
	*at += ustar_rounded(size);
	*out = (struct str){ bytes, size };
	return true;
}

/* Where the last file ends, and where the archive does: behind two empty blocks, at the end of a record. */
static uint64_t files_end(const struct packlist *list, uint64_t start)
{
	for (int i = 0; i < list->count; i++)
		start += USTAR_BLOCK + ustar_rounded(list->items[i].size);
	return start;
}

static uint64_t whole_size(const struct packlist *list, uint64_t start)
{
	uint64_t size = files_end(list, start) + 2 * USTAR_BLOCK;
	return (size + RECORD - 1) / RECORD * RECORD;
}

static bool open_head(struct packfile *f, struct arena *a, struct err *e)
{
	struct stat st;
	uint64_t at = 0, size;
	bool other;
	struct err unsigned_pack = { 0 };
	if (fstat(f->fd, &st) != 0)
		return err_errno(e, "Contenus");
	if (!S_ISREG(st.st_mode))
		return err_set(e, ERR_FORMAT, "Ce n'est pas un fichier ordinaire.");
	if (!head_read(f->fd, &at, PACKLIST_FILE, PACKLIST_BYTES_MAX, &size, &other, e) ||
	    !part_read(f->fd, &at, size, a, &f->text, e))
		return false;
	if (head_read(f->fd, &at, PACKLIST_MINISIG, MINISIG_MAX, &size, &other, &unsigned_pack)) {
		if (!part_read(f->fd, &at, size, a, &f->minisig, e))
			return false;
	} else if (!other) { /* then this head is the first file's */
		return err_set(e, unsigned_pack.code, "%s", unsigned_pack.text);
	}
	f->start = at;
	if (!packlist_parse(&f->list, f->text, a, e))
		return false;
	uint64_t whole = whole_size(&f->list, f->start);
	return (uint64_t)st.st_size == whole ||
	       err_set(e, ERR_CORRUPT, "Ce fichier a %lld octets au lieu de %llu. Refaites la copie.",
		       (long long)st.st_size, (unsigned long long)whole);
}

bool packfile_open_fd(struct packfile *f, int fd, struct arena *a, struct err *e)
{
	*f = (struct packfile){ .fd = fd };
	if (open_head(f, a, e))
		return true;
	packfile_close(f);
	return false;
}

bool packfile_open(struct packfile *f, const char *path, struct arena *a, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	*f = (struct packfile){ .fd = -1 };
	if (fd < 0)
		return errno == ELOOP ? err_set(e, ERR_FORMAT, "%s : c'est un lien.", path) : err_errno(e, path);
	return packfile_open_fd(f, fd, a, e);
}

void packfile_close(struct packfile *f)
{
	if (f->fd >= 0)
		close(f->fd);
	f->fd = -1;
}

/* ---- the signature ------------------------------------------------------------------------------------------------- */

#define COMMENT "escale pack 1 version %d "

bool pack_signature_verify(struct str text, struct str minisig, int version, const struct sign_public *authority,
			   char signer[PACK_SIGNER_BYTES + 1], struct err *e)
{
	char comment[MINISIGN_COMMENT_MAX], expected[64];
	signer[0] = '\0';
	if (minisig.n == 0)
		return err_set(e, ERR_REFUSED, "Ces contenus ne sont pas signés.");
	if (!sign_verify(authority, text.s, text.n, minisig, comment, e))
		return false;
	/* The authority signs other things too; and who reads only the comment reads the right version. */
	int n = snprintf(expected, sizeof expected, COMMENT, version);
	if (strncmp(comment, expected, (size_t)n) != 0 || !packlist_name_ok(str_from(comment + n)))
		return err_set(e, ERR_FORMAT, "Cette signature n'est pas celle de contenus, ou pas de cette version.");
	return str_copy(signer, PACK_SIGNER_BYTES + 1, comment + n) || err_set(e, ERR_TOO_BIG, "Signataire trop long.");
}

bool packfile_verify(struct packfile *f, const struct sign_public *authority, struct err *e)
{
	return pack_signature_verify(f->text, f->minisig, f->list.version, authority, f->signer, e);
}

/* ---- out of the archive -------------------------------------------------------------------------------------------- */

/* Where the bytes of a file go, block by block; false stops. */
typedef bool sink_fn(void *context, const void *bytes, size_t n, struct err *e);

/* The file whose head is at *at: head, bytes, hash, filling. */
static bool item_read(const struct packfile *f, const struct pack_item *item, uint64_t *at, sink_fn *sink, void *context,
		      struct err *e)
{
	static _Thread_local char block[BLOCK];
	uint64_t size;
	bool other;
	struct err head = { 0 };
	struct sha256 h;
	uint8_t hash[32];
	if (!head_read(f->fd, at, item->path, item->size, &size, &other, &head) || size != item->size)
		return err_set(e, head.code == ERR_IO ? ERR_IO : ERR_CORRUPT, "%s : ce n'est pas ce que dit la liste.",
			       item->path);
	sha256_init(&h);
	for (uint64_t left = size, from = *at; left;) {
		size_t n = left < BLOCK ? (size_t)left : BLOCK;
		if (!read_exactly(f->fd, block, n, from, e))
			return false;
		sha256_add(&h, block, n);
		if (sink && !sink(context, block, n, e))
			return false;
		left -= n;
		from += n;
	}
	sha256_end(&h, hash);
	if (memcmp(hash, item->sha256, sizeof hash) != 0)
		return err_set(e, ERR_CORRUPT, "%s a été modifié ou mal recopié.", item->path);
	if (!zeros_read(f->fd, *at + size, *at + ustar_rounded(size), e))
		return false;
	*at += ustar_rounded(size);
	return true;
}

static bool to_file(void *context, const void *bytes, size_t n, struct err *e)
{
	const char *p = bytes;
	while (n) {
		ssize_t w = write(*(int *)context, p, n);
		if (w < 0 && errno == EINTR)
			continue;
		if (w < 0)
			return err_errno(e, "Écriture des contenus");
		p += w;
		n -= (size_t)w;
	}
	return true;
}

static bool to_buf(void *context, const void *bytes, size_t n, struct err *e)
{
	(void)e;
	buf_add(context, bytes, n);
	return true;
}

/* The folders of a path that are not there yet. What the list allows leads nowhere else than down. */
static bool folders_make(const char *dir, const char *path, struct err *e)
{
	char folder[1024];
	for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
		int n = snprintf(folder, sizeof folder, "%s/%.*s", dir, (int)(slash - path), path);
		if (n < 0 || (size_t)n >= sizeof folder)
			return err_set(e, ERR_USAGE, "%s : chemin trop long", dir);
		if (mkdir(folder, 0700) != 0 && errno != EEXIST)
			return err_errno(e, folder);
	}
	return true;
}

/* The names in the folder of this path, and in those above it up to dir, are durable. */
static bool folders_sync(const char *dir, const char *path, struct err *e)
{
	char folder[1024];
	snprintf(folder, sizeof folder, "%s/%s", dir, path);
	for (;;) {
		*strrchr(folder, '/') = '\0';
		int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		bool ok = fd >= 0 && fsync(fd) == 0;
		if (!ok)
			err_errno(e, folder);
		if (fd >= 0)
			close(fd);
		if (!ok || strlen(folder) <= strlen(dir))
			return ok;
	}
}

static bool same_folder(const char *a, const char *b)
{
	const char *end_a = strrchr(a, '/'), *end_b = strrchr(b, '/');
	size_t n = end_a ? (size_t)(end_a - a) : 0, m = end_b ? (size_t)(end_b - b) : 0;
	return n == m && memcmp(a, b, n) == 0;
}

static bool item_write(const struct packfile *f, const struct pack_item *item, uint64_t *at, const char *dir,
		       struct err *e)
{
	char path[1024];
	if (!file_join(path, sizeof path, dir, item->path))
		return err_set(e, ERR_USAGE, "%s : chemin trop long", dir);
	if (!folders_make(dir, item->path, e))
		return false;
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return err_errno(e, path);
	bool ok = item_read(f, item, at, to_file, &fd, e);
	if (ok && fsync(fd) != 0)
		ok = err_errno(e, path);
	if (close(fd) != 0 && ok)
		ok = err_errno(e, path);
	return ok;
}

static bool head_write(const struct packfile *f, const char *dir, struct err *e)
{
	char path[1024];
	return file_join(path, sizeof path, dir, PACKLIST_FILE) && file_write(path, f->text.s, f->text.n, 0600, e) &&
	       file_join(path, sizeof path, dir, PACKLIST_MINISIG) &&
	       file_write(path, f->minisig.n ? f->minisig.s : "", f->minisig.n, 0600, e);
}

bool packfile_unpack(const struct packfile *f, const char *dir, const struct packfile_alive *alive, struct err *e)
{
	uint64_t at = f->start;
	for (int i = 0; i < f->list.count; i++) {
		const struct pack_item *item = &f->list.items[i];
		if (alive && alive->call) /* a slow stick needs seconds for one file */
			alive->call(alive->context);
		if (dir ? !item_write(f, item, &at, dir, e) : !item_read(f, item, &at, NULL, NULL, e))
			return false;
		bool last_of_folder = i + 1 == f->list.count || !same_folder(item->path, f->list.items[i + 1].path);
		if (dir && last_of_folder && !folders_sync(dir, item->path, e))
			return false;
	}
	if (!zeros_read(f->fd, at, whole_size(&f->list, f->start), e))
		return false;
	return !dir || head_write(f, dir, e) || err_set(e, ERR_USAGE, "%s : chemin trop long", dir);
}

bool packfile_read(const struct packfile *f, const char *path, struct buf *out, struct err *e)
{
	uint64_t at = f->start;
	size_t before = out->size;
	for (int i = 0; i < f->list.count; i++) {
		const struct pack_item *item = &f->list.items[i];
		if (strcmp(item->path, path) != 0) {
			at += USTAR_BLOCK + ustar_rounded(item->size);
			continue;
		}
		if (item_read(f, item, &at, to_buf, out, e))
			return true;
		out->size = before;
		return false;
	}
	return err_set(e, ERR_MISSING, "Ces contenus n'ont pas de fichier %s.", path);
}

/* ---- into an archive ------------------------------------------------------------------------------------------------ */

static bool zeros_write(int fd, uint64_t n, struct err *e)
{
	static const char none[RECORD];
	for (; n > sizeof none; n -= sizeof none)
		if (!to_file(&fd, none, sizeof none, e))
			return false;
	return to_file(&fd, none, (size_t)n, e);
}

static bool entry_write(int fd, const char *name, struct str bytes, struct err *e)
{
	char head[USTAR_BLOCK];
	ustar_head(head, name, bytes.n);
	return to_file(&fd, head, sizeof head, e) && to_file(&fd, bytes.s, bytes.n, e) &&
	       zeros_write(fd, ustar_rounded(bytes.n) - bytes.n, e);
}

/* A new file that takes the place of path when it is whole; -1 with *e set. */
static int draft_open(const char *path, char draft[1024], struct err *e)
{
	int n = snprintf(draft, 1024, "%s.tmp", path);
	if (n < 0 || n >= 1024) {
		err_set(e, ERR_USAGE, "%s : chemin trop long", path);
		return -1;
	}
	unlink(draft);
	int fd = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);
	if (fd < 0)
		err_errno(e, path);
	return fd;
}

static bool draft_close(int fd, const char *draft, const char *path, bool ok, struct err *e)
{
	if (ok && fsync(fd) != 0)
		ok = err_errno(e, path);
	if (close(fd) != 0 && ok)
		ok = err_errno(e, path);
	if (ok && rename(draft, path) != 0)
		ok = err_errno(e, path);
	if (!ok)
		unlink(draft);
	return ok;
}

static bool file_add(int fd, const char *dir, const struct pack_item *item, struct err *e)
{
	char path[1024];
	struct buf b = { 0 };
	uint8_t hash[32];
	struct sha256 h;
	bool ok = file_join(path, sizeof path, dir, item->path) && file_read(path, item->size, &b, e);
	sha256_init(&h);
	sha256_add(&h, b.data ? b.data : "", b.size);
	sha256_end(&h, hash);
	if (ok && (b.size != item->size || memcmp(hash, item->sha256, sizeof hash) != 0))
		ok = err_set(e, ERR_CORRUPT, "%s : ce fichier vient de changer. Recommencez.", path);
	ok = ok && entry_write(fd, item->path, (struct str){ b.data, b.size }, e);
	buf_free(&b);
	return ok;
}

bool packfile_make(const char *path, const struct packlist *list, const char *dir, struct err *e)
{
	char draft[1024];
	struct buf text = { 0 };
	int fd = draft_open(path, draft, e);
	if (fd < 0)
		return false;
	packlist_print(list, &text);
	bool ok = text.size <= PACKLIST_BYTES_MAX || err_set(e, ERR_TOO_BIG, "Trop de fichiers pour un seul paquet.");
	ok = ok && entry_write(fd, PACKLIST_FILE, (struct str){ text.data, text.size }, e);
	for (int i = 0; ok && i < list->count; i++)
		ok = file_add(fd, dir, &list->items[i], e);
	off_t size = lseek(fd, 0, SEEK_CUR);
	uint64_t whole = whole_size(list, USTAR_BLOCK + ustar_rounded(text.size));
	ok = ok && zeros_write(fd, whole - (uint64_t)size, e);
	buf_free(&text);
	return draft_close(fd, draft, path, ok, e);
}

static bool rest_copy(int fd, const struct packfile *f, struct err *e)
{
	static _Thread_local char block[BLOCK];
	uint64_t at = f->start, end = files_end(&f->list, f->start);
	while (at < end) {
		size_t n = end - at < BLOCK ? (size_t)(end - at) : BLOCK;
		if (!read_exactly(f->fd, block, n, at, e) || !to_file(&fd, block, n, e))
			return false;
		at += n;
	}
	return true;
}

bool packfile_sign(const char *path, const struct packfile *f, const struct sign_secret *key, const char *signer,
		   struct err *e)
{
	char draft[1024], comment[64 + PACK_SIGNER_BYTES];
	struct buf sig = { 0 };
	if (!packlist_name_ok(str_from(signer)))
		return err_set(e, ERR_USAGE, "Le nom du signataire a de 1 à %d octets, sans signe invisible.",
			       PACK_NAME_BYTES);
	int fd = draft_open(path, draft, e);
	if (fd < 0)
		return false;
	snprintf(comment, sizeof comment, COMMENT "%s", f->list.version, signer);
	sign_bytes(key, f->text.s, f->text.n, comment, &sig);
	bool ok = entry_write(fd, PACKLIST_FILE, f->text, e) &&
		  entry_write(fd, PACKLIST_MINISIG, (struct str){ sig.data, sig.size }, e) && rest_copy(fd, f, e);
	off_t size = lseek(fd, 0, SEEK_CUR);
	uint64_t start = 2 * USTAR_BLOCK + ustar_rounded(f->text.n) + ustar_rounded(sig.size);
	ok = ok && zeros_write(fd, whole_size(&f->list, start) - (uint64_t)size, e);
	buf_free(&sig);
	return draft_close(fd, draft, path, ok, e);
}
