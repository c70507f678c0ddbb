#include "packs/helpers/disk.h"

#include <assert.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/str.h"

enum { RECORDS_MAX = 2000, NODES_MAX = 600, PATH_BYTES = 200 };
enum kind { MAKE, WRITE, SYNC, RENAME, REMOVE };

struct record {
	enum kind kind;
	int node;
	char path[PATH_BYTES], to[PATH_BYTES]; /* below the folder; MAKE, RENAME, REMOVE */
	struct buf bytes;                      /* WRITE */
};

struct name {
	char path[PATH_BYTES];
	int node; /* -1: gone */
};

static char root[PATH_BYTES];
static bool recording;
static struct record *records;
static int record_count;
static bool is_dir[NODES_MAX];
static struct buf base_bytes[NODES_MAX]; /* of what was there before */
static int node_count;
static struct name live[NODES_MAX], base[NODES_MAX];
static int live_count, base_count;

/* ---- recording ------------------------------------------------------------------------------------------------------- */

static const char *below(const char *path)
{
	size_t n = strlen(root);
	return recording && strncmp(path, root, n) == 0 && (path[n] == '/' || path[n] == '\0') ? path + n + (path[n] == '/') : NULL;
}

static struct name *find(struct name *names, int count, const char *path)
{
	for (int i = 0; i < count; i++)
		if (names[i].node >= 0 && strcmp(names[i].path, path) == 0)
			return &names[i];
	return NULL;
}

static void set_name(struct name *names, int *count, const char *path, int node)
{
	struct name *at = find(names, *count, path);
	if (!at) {
		assert(*count < NODES_MAX);
		at = &names[(*count)++];
		strcpy(at->path, path);
	}
	at->node = node;
}

static struct record *add(enum kind kind, int node)
{
	assert(record_count < RECORDS_MAX);
	struct record *r = &records[record_count++];
	*r = (struct record){ .kind = kind, .node = node };
	return r;
}

static int node_of_fd(int fd)
{
	char link[64], path[512];
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t n = readlink(link, path, sizeof path - 1);
	if (n < 0)
		return -1;
	path[n] = '\0';
	const char *inside = below(path);
	struct name *at = inside ? find(live, live_count, inside) : NULL;
	return at ? at->node : -1;
}

void disk_note_make(const char *path, bool folder)
{
	const char *inside = below(path);
	if (!inside)
		return;
	assert(node_count < NODES_MAX);
	is_dir[node_count] = folder;
	struct record *r = add(MAKE, node_count);
	strcpy(r->path, inside);
	set_name(live, &live_count, inside, node_count++);
}

void disk_note_write(int fd, const void *bytes, size_t n)
{
	int node = recording ? node_of_fd(fd) : -1;
	if (node >= 0)
		buf_add(&add(WRITE, node)->bytes, bytes, n);
}

void disk_note_sync(int fd)
{
	int node = recording ? node_of_fd(fd) : -1;
	if (node >= 0)
		add(SYNC, node);
}

void disk_note_rename(const char *from, const char *to)
{
	const char *a = below(from), *b = below(to);
	struct name *at = a ? find(live, live_count, a) : NULL;
	if (!at || !b)
		return;
	struct record *r = add(RENAME, at->node);
	strcpy(r->path, a);
	strcpy(r->to, b);
	int node = at->node;
	at->node = -1;
	set_name(live, &live_count, b, node);
}

void disk_note_remove(const char *path)
{
	const char *inside = below(path);
	struct name *at = inside ? find(live, live_count, inside) : NULL;
	if (!at)
		return;
	strcpy(add(REMOVE, at->node)->path, inside);
	at->node = -1;
}

static void remember(const char *inside)
{
	char path[2 * PATH_BYTES], below_it[PATH_BYTES];
	struct stat st;
	snprintf(path, sizeof path, "%s/%s", root, inside);
	if (lstat(path, &st) != 0)
		return;
	int node = node_count++;
	assert(node_count < NODES_MAX);
	is_dir[node] = S_ISDIR(st.st_mode);
	set_name(base, &base_count, inside, node);
	if (!is_dir[node]) {
		FILE *f = fopen(path, "r");
		char block[4096];
		for (size_t n; f && (n = fread(block, 1, sizeof block, f)) > 0;)
			buf_add(&base_bytes[node], block, n);
		if (f)
			fclose(f);
		return;
	}
	DIR *d = opendir(path);
	for (struct dirent *entry; d && (entry = readdir(d));)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
			snprintf(below_it, sizeof below_it, "%.90s%s%.90s", inside, inside[0] ? "/" : "", entry->d_name);
			remember(below_it);
		}
	if (d)
		closedir(d);
}

void disk_record(const char *folder)
{
	disk_forget();
	records = xmalloc(RECORDS_MAX * sizeof *records);
	strcpy(root, folder);
	remember("");
	memcpy(live, base, sizeof live);
	live_count = base_count;
	recording = true;
}

int disk_stop(void)
{
	recording = false;
	return record_count;
}

void disk_forget(void)
{
	recording = false;
	for (int i = 0; i < record_count; i++)
		buf_free(&records[i].bytes);
	for (int i = 0; i < node_count; i++)
		buf_free(&base_bytes[i]);
	free(records);
	records = NULL;
	record_count = node_count = live_count = base_count = 0;
}

/* ---- after the cut --------------------------------------------------------------------------------------------------- */

static uint64_t dice;

static unsigned roll(void)
{
	dice ^= dice << 13;
	dice ^= dice >> 7;
	dice ^= dice << 17;
	return (unsigned)(dice >> 20);
}

static bool counts(const struct record *r, enum disk_bug bug, const char *state)
{
	if (bug == DISK_NO_FILE_SYNC)
		return is_dir[r->node];
	if (bug == DISK_NO_FOLDER_SYNC)
		return !is_dir[r->node];
	if (bug == DISK_NO_STATE_SYNC) {
		for (int i = 0; i < record_count; i++)
			if (records[i].kind == MAKE && records[i].node == r->node && strstr(records[i].path, state))
				return false;
	}
	return true;
}

/* Was this node synced between these records? */
static bool synced(int node, int from, int cut, enum disk_bug bug)
{
	for (int i = from; i < cut; i++)
		if (records[i].kind == SYNC && records[i].node == node && counts(&records[i], bug, "etat"))
			return true;
	return false;
}

/* The folder that holds this path, as it was called then: folders are never renamed here. */
static int parent_of(const char *path)
{
	char folder[PATH_BYTES];
	strcpy(folder, path);
	char *slash = strrchr(folder, '/');
	*(slash ? slash : folder) = '\0';
	for (int i = record_count; i-- > 0;)
		if (records[i].kind == MAKE && strcmp(records[i].path, folder) == 0)
			return records[i].node;
	struct name *at = find(base, base_count, folder);
	return at ? at->node : -1;
}

static bool survives(int i, int cut, enum disk_luck luck, enum disk_bug bug)
{
	const struct record *r = &records[i];
	int node = r->kind == WRITE ? r->node : parent_of(r->path);
	if (synced(node, i, cut, bug))
		return true;
	switch (luck) {
	case DISK_NOTHING: return false;
	case DISK_EVERYTHING: return true;
	case DISK_NAMES_ONLY: return r->kind != WRITE;
	case DISK_RANDOM: return roll() & 1;
	}
	return false;
}

static int by_length(const void *a, const void *b)
{
	return (int)strlen(((const struct name *)a)->path) - (int)strlen(((const struct name *)b)->path);
}

/* A file whose folder did not survive has no name, and does not come. */
static void materialise(struct name *names, int count, const struct buf *bytes, const char *folder)
{
	qsort(names, (size_t)count, sizeof *names, by_length);
	for (int i = 0; i < count; i++) {
		char path[2 * PATH_BYTES];
		if (names[i].node < 0 || names[i].path[0] == '\0')
			continue;
		snprintf(path, sizeof path, "%s/%s", folder, names[i].path);
		if (is_dir[names[i].node]) {
			mkdir(path, 0700);
			continue;
		}
		FILE *f = fopen(path, "w");
		if (f) {
			fwrite(bytes[names[i].node].data ? bytes[names[i].node].data : "", 1, bytes[names[i].node].size, f);
			fclose(f);
		}
	}
}

void disk_after(int cut, enum disk_luck luck, uint64_t seed, enum disk_bug bug, const char *folder)
{
	static struct name names[NODES_MAX];
	struct buf *bytes = calloc(NODES_MAX, sizeof *bytes);
	int count = base_count;
	dice = seed * 2654435761u + 88172645463325252u;
	memcpy(names, base, sizeof names);
	for (int i = 0; i < node_count; i++)
		buf_add(&bytes[i], base_bytes[i].data ? base_bytes[i].data : "", base_bytes[i].size);
	for (int i = 0; i < cut; i++) {
		const struct record *r = &records[i];
		if (r->kind == SYNC || !survives(i, cut, luck, bug))
			continue;
		struct name *at;
		switch (r->kind) {
		case MAKE: set_name(names, &count, r->path, r->node); break;
		case RENAME:
			if ((at = find(names, count, r->path)))
				at->node = -1;
			set_name(names, &count, r->to, r->node);
			break;
		case REMOVE:
			if ((at = find(names, count, r->path)))
				at->node = -1;
			break;
		case WRITE: buf_add(&bytes[r->node], r->bytes.data, luck == DISK_RANDOM && !synced(r->node, i, cut, bug)
									    ? roll() % (r->bytes.size + 1)
									    : r->bytes.size);
			break;
		case SYNC: break;
		}
	}
	materialise(names, count, bytes, folder);
	for (int i = 0; i < NODES_MAX; i++)
		buf_free(&bytes[i]);
	free(bytes);
}
