/* What the stick carries. */
#include "update/install.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"

enum { ENTRIES_MAX = 2000, BUNDLES_MAX = 16, SYSTEM_MAX = 4096, LEFT_TRIES = 20, LEFT_WAIT_MS = 100 };

struct search {
	const struct update_places *p;
	char compatible[UPDATE_NAME_SIZE];
	struct update_offer *best;
	enum update_result result;
	int seen;
};

/* The nearer to being installed, the higher. */
static int rank(enum update_result r)
{
	switch (r) {
	case UPDATE_GOOD: return 7;
	case UPDATE_TOO_BIG: return 6;
	case UPDATE_OLDER: return 5;
	case UPDATE_OTHER: return 4;
	case UPDATE_NO_KEYRING: return 3;
	case UPDATE_SIGNATURE: return 2;
	case UPDATE_DAMAGED: return 1;
	default: return 0;
	}
}

static enum update_result why(const struct err *e)
{
	switch (e->code) {
	case ERR_MISSING: return UPDATE_NO_KEYRING;
	case ERR_SIGNATURE: return UPDATE_SIGNATURE;
	default: return UPDATE_DAMAGED;
	}
}

static bool fits_device(const char *device, uint64_t size)
{
	int fd = open(device, O_RDONLY | O_CLOEXEC);
	off_t room = fd < 0 ? -1 : lseek(fd, 0, SEEK_END);
	if (fd >= 0)
		close(fd);
	return room >= 0 && (uint64_t)room >= size;
}

static enum update_result judge(const struct search *s, const struct update_bundle *b)
{
	if (strcmp(b->manifest.compatible, s->compatible) != 0)
		return UPDATE_OTHER;
	if (update_version_compare(b->manifest.version, s->best->running) <= 0)
		return UPDATE_OLDER;
	return fits_device(s->p->device, b->manifest.root_size) ? UPDATE_GOOD : UPDATE_TOO_BIG;
}

static void look_at(struct search *s, int fd, const char *name)
{
	struct update_bundle b;
	struct err e = { 0 };
	enum update_result r = update_bundle_read(&b, fd, s->p->keyring, &e) ? judge(s, &b) : why(&e);
	if (e.code)
		log_err(name, &e);
	bool better = rank(r) > rank(s->result);
	if (rank(r) == rank(s->result) && rank(r) >= rank(UPDATE_OTHER))
		better = update_version_compare(b.manifest.version, s->best->bundle.manifest.version) > 0;
	if (!better) {
		close(fd);
		return;
	}
	if (s->best->fd >= 0)
		close(s->best->fd);
	s->best->fd = fd;
	s->best->bundle = b;
	s->result = r;
}

static bool is_bundle(const char *name)
{
	size_t n = strlen(name);
	return n > 6 && name[0] != '.' && strcasecmp(name + n - 6, ".raucb") == 0;
}

static void look_in(struct search *s, const char *folder)
{
	int at = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *d = at < 0 ? NULL : fdopendir(at);
	if (!d && at >= 0)
		close(at);
	struct dirent *entry;
	for (int i = 0; d && i < ENTRIES_MAX && s->seen < BUNDLES_MAX && (entry = readdir(d)); i++) {
		if (!is_bundle(entry->d_name))
			continue;
		int fd = openat(dirfd(d), entry->d_name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
		if (fd < 0)
			continue;
		s->seen++;
		look_at(s, fd, entry->d_name);
	}
	if (d)
		closedir(d);
}

/* What runs; false: it does not say, and nothing may be installed over what is not known. */
static bool read_system(struct search *s)
{
	struct buf text = { 0 };
	struct err e = { 0 };
	bool ok = file_read(s->p->system, SYSTEM_MAX, &text, &e);
	struct str t = { text.data, text.size };
	ok = ok && update_key(t, "", "compatible", s->compatible, sizeof s->compatible) &&
	     update_key(t, "", "version", s->best->running, sizeof s->best->running) &&
	     update_version_is(str_from(s->best->running));
	buf_free(&text);
	return ok;
}

bool update_stick_left(const struct update_places *p)
{
	for (int i = 0; i < LEFT_TRIES; i++) {
		if (!file_is_mounted(p->stick))
			return true;
		nanosleep(&(struct timespec){ .tv_nsec = LEFT_WAIT_MS * 1000000L }, NULL);
	}
	return false;
}

enum update_result update_find(struct update_offer *o, const struct update_places *p)
{
	struct search s = { .p = p, .best = o, .result = UPDATE_NONE };
	char folder[1024];
	*o = (struct update_offer){ .fd = -1 };
	if (!read_system(&s))
		return UPDATE_FAILED;
	if (!p->trial && !file_is_mounted(p->stick))
		return UPDATE_NO_STICK;
	look_in(&s, p->stick);
	if (file_join(folder, sizeof folder, p->stick, "ESCALE"))
		look_in(&s, folder);
	return s.result;
}

void update_close(struct update_offer *o)
{
	if (o->fd >= 0)
		close(o->fd);
	o->fd = -1;
}
