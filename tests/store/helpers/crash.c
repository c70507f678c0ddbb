#include "store/helpers/crash.h"

#include <assert.h>
#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

enum { FILES_MAX = 8, SECTOR = 512 };

struct image {
	uint8_t *bytes;
	long size;
};

/* Something done to a file that was not flushed yet. bytes NULL: cut to `at`. */
struct change {
	uint8_t *bytes;
	long at, size;
};

struct disk_file {
	char name[512];
	bool exists, exists_flushed;
	struct image now, flushed;
	struct change *changes;
	int count, room;
};

struct open_file {
	sqlite3_file base;
	struct disk_file *on;
	bool log;
	bool folder_too; /* its first flush flushes the folder, as the Unix VFS does for journals and logs */
};

static struct disk_file files[FILES_MAX];
static struct {
	long operations, cut_at, fault_at, fault_count;
	bool off;
	enum crash_fault fault;
	enum crash_plant plant;
	int last_errno;
} disk;

/* ---- images --------------------------------------------------------------------------------------------------- */

static void image_cut(struct image *i, long size)
{
	if (size > i->size) {
		i->bytes = realloc(i->bytes, (size_t)size);
		memset(i->bytes + i->size, 0, (size_t)(size - i->size));
	}
	i->size = size;
}

static void image_write(struct image *i, const uint8_t *bytes, long at, long n)
{
	if (at + n > i->size)
		image_cut(i, at + n);
	memcpy(i->bytes + at, bytes, (size_t)n);
}

static void image_copy(struct image *to, const struct image *from)
{
	to->size = 0;
	image_cut(to, from->size);
	if (from->size)
		memcpy(to->bytes, from->bytes, (size_t)from->size);
}

static void forget_changes(struct disk_file *f)
{
	for (int i = 0; i < f->count; i++)
		free(f->changes[i].bytes);
	f->count = 0;
}

static void note(struct disk_file *f, const void *bytes, long at, long n)
{
	if (f->count == f->room)
		f->changes = realloc(f->changes, (size_t)(f->room = f->room * 2 + 16) * sizeof *f->changes);
	struct change *c = &f->changes[f->count++];
	*c = (struct change){ bytes ? malloc((size_t)n + 1) : NULL, at, n };
	if (bytes)
		memcpy(c->bytes, bytes, (size_t)n);
}

/* ---- power ------------------------------------------------------------------------------------------------------ */

static uint64_t dice_state;
static uint32_t dice(uint32_t n)
{
	dice_state = dice_state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(dice_state >> 33) % n;
}

static void survive(struct image *to, const struct change *c, uint64_t seed)
{
	uint32_t how = seed < 2 ? (uint32_t)seed * 3 : dice(4); /* 0 lost, 1 torn, 2 and 3 whole */
	if (how == 0)
		return;
	if (!c->bytes) {
		image_cut(to, c->at);
		return;
	}
	if (how > 1) {
		image_write(to, c->bytes, c->at, c->size);
		return;
	}
	for (long i = 0; i < c->size; i += SECTOR)
		if (dice(2))
			image_write(to, c->bytes + i, c->at + i, c->size - i < SECTOR ? c->size - i : SECTOR);
}

void crash_power_on(uint64_t seed)
{
	dice_state = seed * 0x9e3779b97f4a7c15u;
	for (int i = 0; i < FILES_MAX; i++) {
		struct disk_file *f = &files[i];
		for (int c = 0; c < f->count; c++)
			survive(&f->flushed, &f->changes[c], seed);
		forget_changes(f);
		if (f->exists != f->exists_flushed && (seed == 1 || (seed > 1 && dice(2))))
			f->exists_flushed = f->exists;
		if (!f->exists_flushed)
			f->flushed.size = 0;
		f->exists = f->exists_flushed;
		image_copy(&f->now, &f->flushed);
	}
	disk.off = false;
	disk.cut_at = 0;
	disk.fault = FAULT_NONE;
}

void crash_cut_at(long n)
{
	disk.cut_at = n ? disk.operations + n : 0;
}

bool crash_is_off(void)
{
	return disk.off;
}

long crash_operations(void)
{
	return disk.operations;
}

void crash_fault(enum crash_fault fault, long at, long count)
{
	disk.fault = fault;
	disk.fault_at = disk.operations + at;
	disk.fault_count = count;
}

void crash_plant(enum crash_plant plant)
{
	disk.plant = plant;
}

/* Count an operation that changes the card. SQLITE_OK, or why it cannot be; *cut when the power goes in it. */
static int operate(bool *cut)
{
	*cut = false;
	if (disk.off)
		return SQLITE_IOERR;
	disk.operations++;
	if (disk.operations == disk.cut_at) {
		disk.off = *cut = true;
		return SQLITE_IOERR;
	}
	if (disk.fault == FAULT_READONLY) {
		disk.last_errno = EROFS;
		return SQLITE_IOERR_WRITE;
	}
	if (disk.fault == FAULT_WRITE && disk.operations >= disk.fault_at &&
	    disk.operations < disk.fault_at + disk.fault_count) {
		disk.last_errno = EIO;
		return SQLITE_IOERR_WRITE;
	}
	return SQLITE_OK;
}

/* ---- files -------------------------------------------------------------------------------------------------------- */

static struct disk_file *find(const char *name, bool create)
{
	for (int i = 0; i < FILES_MAX; i++)
		if (strcmp(files[i].name, name) == 0)
			return &files[i];
	for (int i = 0; create && i < FILES_MAX; i++)
		if (!files[i].name[0]) {
			strncpy(files[i].name, name, sizeof files[i].name - 1);
			return &files[i];
		}
	assert(!create);
	return NULL;
}

static int f_close(sqlite3_file *file)
{
	(void)file;
	return SQLITE_OK;
}

static int f_read(sqlite3_file *file, void *out, int n, sqlite3_int64 at)
{
	const struct image *i = &((struct open_file *)file)->on->now;
	if (disk.off || disk.fault == FAULT_READ)
		return SQLITE_IOERR_READ;
	long have = at >= i->size ? 0 : i->size - (long)at < n ? i->size - (long)at : n;
	if (have)
		memcpy(out, i->bytes + at, (size_t)have);
	memset((char *)out + have, 0, (size_t)(n - have));
	return have == n ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int f_write(sqlite3_file *file, const void *bytes, int n, sqlite3_int64 at)
{
	struct disk_file *f = ((struct open_file *)file)->on;
	bool cut;
	if (disk.fault == FAULT_FULL && at + n > f->now.size)
		return SQLITE_FULL;
	int rc = operate(&cut);
	if (rc == SQLITE_OK || cut)
		note(f, bytes, (long)at, n);
	if (rc == SQLITE_OK)
		image_write(&f->now, bytes, (long)at, n);
	return rc;
}

static int f_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	struct disk_file *f = ((struct open_file *)file)->on;
	bool cut;
	int rc = operate(&cut);
	if (rc == SQLITE_OK || cut)
		note(f, NULL, (long)size, 0);
	if (rc == SQLITE_OK)
		image_cut(&f->now, (long)size);
	return rc;
}

/* Which files there are: new ones stay, removed ones stay removed. */
static void flush_folder(void)
{
	for (int i = 0; i < FILES_MAX; i++) {
		struct disk_file *f = &files[i];
		f->exists_flushed = f->exists;
		if (!f->exists) {
			f->flushed.size = 0;
			forget_changes(f);
		}
	}
}

static int f_sync(sqlite3_file *file, int flags)
{
	struct open_file *o = (struct open_file *)file;
	bool cut;
	(void)flags;
	int rc = operate(&cut);
	if (cut || disk.off)
		return rc;
	if (rc != SQLITE_OK) { /* the kernel reports once, and takes what it could not write for written */
		if (disk.fault == FAULT_WRITE)
			forget_changes(o->on);
		return SQLITE_IOERR_FSYNC;
	}
	if (disk.plant == PLANT_NO_FLUSH || (disk.plant == PLANT_NO_LOG_FLUSH && o->log))
		return SQLITE_OK;
	for (int i = 0; i < o->on->count; i++)
		survive(&o->on->flushed, &o->on->changes[i], 1);
	forget_changes(o->on);
	o->on->exists_flushed = o->on->exists;
	if (o->folder_too)
		flush_folder();
	o->folder_too = false;
	return SQLITE_OK;
}

static int f_size(sqlite3_file *file, sqlite3_int64 *out)
{
	*out = ((struct open_file *)file)->on->now.size;
	return disk.off ? SQLITE_IOERR_FSTAT : SQLITE_OK;
}

static int f_lock(sqlite3_file *file, int level)
{
	(void)file, (void)level;
	return SQLITE_OK;
}

static int f_reserved(sqlite3_file *file, int *out)
{
	(void)file;
	*out = 0;
	return SQLITE_OK;
}

static int f_control(sqlite3_file *file, int op, void *arg)
{
	(void)file, (void)op, (void)arg;
	return SQLITE_NOTFOUND;
}

static int f_sector(sqlite3_file *file)
{
	(void)file;
	return 4096; /* as the Unix VFS says */
}

static int f_character(sqlite3_file *file)
{
	(void)file;
	return SQLITE_IOCAP_POWERSAFE_OVERWRITE; /* likewise */
}

static const sqlite3_io_methods methods = {
	.iVersion = 1, /* no shared memory: opening fails unless EXCLUSIVE comes before WAL */
	.xClose = f_close,
	.xRead = f_read,
	.xWrite = f_write,
	.xTruncate = f_truncate,
	.xSync = f_sync,
	.xFileSize = f_size,
	.xLock = f_lock,
	.xUnlock = f_lock,
	.xCheckReservedLock = f_reserved,
	.xFileControl = f_control,
	.xSectorSize = f_sector,
	.xDeviceCharacteristics = f_character,
};

static int v_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
	struct open_file *o = (struct open_file *)file;
	(void)vfs;
	file->pMethods = NULL;
	if (disk.off || !name) /* temporary files have no name: temp_store=MEMORY makes none */
		return SQLITE_CANTOPEN;
	struct disk_file *f = find(name, flags & SQLITE_OPEN_CREATE);
	if (!f || (!f->exists && !(flags & SQLITE_OPEN_CREATE)))
		return SQLITE_CANTOPEN;
	if (!f->exists && disk.fault == FAULT_READONLY) {
		disk.last_errno = EROFS;
		return SQLITE_CANTOPEN;
	}
	if (!f->exists && f->exists_flushed) /* removed, not flushed, made again */
		note(f, NULL, 0, 0);
	if (!f->exists)
		f->now.size = 0;
	f->exists = true;
	bool journal = flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL);
	*o = (struct open_file){ { &methods }, f, flags & SQLITE_OPEN_WAL, journal && flags & SQLITE_OPEN_CREATE };
	if (out)
		*out = flags;
	return SQLITE_OK;
}

static int v_delete(sqlite3_vfs *vfs, const char *name, int sync_dir)
{
	struct disk_file *f = find(name, false);
	bool cut;
	(void)vfs;
	int rc = operate(&cut);
	if (!f || !f->exists)
		return disk.off ? SQLITE_IOERR : SQLITE_IOERR_DELETE_NOENT;
	if (rc != SQLITE_OK)
		return SQLITE_IOERR_DELETE;
	f->exists = false;
	if (sync_dir && disk.plant == PLANT_NONE)
		flush_folder();
	return SQLITE_OK;
}

static int v_access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
	const struct disk_file *f = find(name, false);
	(void)vfs, (void)flags;
	*out = f && f->exists;
	return disk.off ? SQLITE_IOERR_ACCESS : SQLITE_OK;
}

static int v_path(sqlite3_vfs *vfs, const char *name, int n, char *out)
{
	(void)vfs;
	strncpy(out, name, (size_t)n - 1);
	out[n - 1] = '\0';
	return SQLITE_OK;
}

static int v_last_error(sqlite3_vfs *vfs, int n, char *out)
{
	(void)vfs, (void)n, (void)out;
	return disk.last_errno;
}

void crash_reset(void)
{
	static sqlite3_vfs vfs;
	if (!vfs.zName) {
		vfs = *sqlite3_vfs_find(NULL); /* randomness, sleep and time are the system's */
		vfs.iVersion = 1;
		vfs.szOsFile = sizeof(struct open_file);
		vfs.zName = CRASH_VFS;
		vfs.pNext = NULL;
		vfs.xOpen = v_open;
		vfs.xDelete = v_delete;
		vfs.xAccess = v_access;
		vfs.xFullPathname = v_path;
		vfs.xGetLastError = v_last_error;
		sqlite3_vfs_register(&vfs, 0);
	}
	for (int i = 0; i < FILES_MAX; i++) {
		forget_changes(&files[i]);
		free(files[i].changes);
		free(files[i].now.bytes);
		free(files[i].flushed.bytes);
	}
	memset(files, 0, sizeof files);
	memset(&disk, 0, sizeof disk);
}
