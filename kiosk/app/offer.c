#include "app/offer.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/log.h"
#include "sync/bundle.h"

struct search {
	char folder[1000];
	const struct sign_public *authority;
	const char *name;
	int version;
};

static enum job_result reason(const struct err *e)
{
	switch (e->code) {
	case ERR_REFUSED: return RESULT_UNSIGNED;
	case ERR_KEY:
	case ERR_SIGNATURE: return RESULT_BAD_SIGNATURE;
	case ERR_TOO_BIG: return RESULT_TOO_BIG;
	default: return RESULT_UNREADABLE;
	}
}

static bool is_readable(const struct offer *o)
{
	return o->result == RESULT_DONE || o->result == RESULT_OLD_VERSION;
}

static void look_at(struct offer *o, const struct search *s, const char *file_name)
{
	char path[1300];
	struct err e = { 0 };
	*o = (struct offer){ .file.fd = -1 };
	file_join(path, sizeof path, s->folder, file_name);
	bool ok = packfile_open(&o->file, path, &o->memory, &e);
	if (ok && !s->authority)
		ok = err_set(&e, ERR_KEY, "the kiosk has no authority's key");
	if (!ok || !packfile_verify(&o->file, s->authority, &e)) {
		log_err("a pack on the stick", &e);
		packfile_close(&o->file);
		o->result = reason(&e);
		return;
	}
	bool same = s->name && strcmp(s->name, o->file.list.name) == 0;
	o->result = same && o->file.list.version <= s->version ? RESULT_OLD_VERSION : RESULT_DONE;
}

/* Is a to be shown to staff rather than b? */
static bool is_better(const struct offer *a, const struct offer *b, const struct search *s)
{
	if (is_readable(a) != is_readable(b))
		return is_readable(a);
	if (!is_readable(a))
		return false; /* the first one's reason is told */
	if ((a->result == RESULT_DONE) != (b->result == RESULT_DONE))
		return a->result == RESULT_DONE;
	bool a_same = s->name && strcmp(s->name, a->file.list.name) == 0;
	bool b_same = s->name && strcmp(s->name, b->file.list.name) == 0;
	if (a_same != b_same)
		return a_same;
	if (a->file.list.version != b->file.list.version)
		return a->file.list.version > b->file.list.version;
	int order = strcmp(a->file.list.name, b->file.list.name);
	return order != 0 ? order < 0 : memcmp(a->file.text.s, b->file.text.s, a->file.text.n < b->file.text.n
											       ? a->file.text.n
											       : b->file.text.n) < 0;
}

static bool is_pack_name(const char *name)
{
	size_t n = strlen(name), suffix = strlen(PACKFILE_SUFFIX);
	return name[0] != '.' && n > suffix && strcmp(name + n - suffix, PACKFILE_SUFFIX) == 0;
}

bool offer_find(struct offer *o, const char *stick, const struct sign_public *authority, const char *name, int version)
{
	struct search s = { .authority = authority, .name = name, .version = version };
	struct stat st;
	*o = (struct offer){ .result = RESULT_NOTHING, .file.fd = -1 };
	if (!file_join(s.folder, sizeof s.folder, stick, BUNDLE_FOLDER) || lstat(s.folder, &st) != 0 || !S_ISDIR(st.st_mode))
		return false; /* a link on a stick must not lead us elsewhere */
	DIR *d = opendir(s.folder);
	if (!d)
		return false;
	int files = 0, good = 0;
	struct dirent *entry;
	for (int i = 0; i < OFFER_ENTRIES_MAX && files < OFFER_FILES_MAX && (entry = readdir(d)); i++) {
		struct offer one;
		if (!is_pack_name(entry->d_name))
			continue;
		look_at(&one, &s, entry->d_name);
		good += is_readable(&one);
		if (files++ == 0 || is_better(&one, o, &s)) {
			offer_close(o);
			*o = one;
		} else {
			offer_close(&one);
		}
	}
	closedir(d);
	o->found = good;
	return is_readable(o);
}

void offer_close(struct offer *o)
{
	packfile_close(&o->file);
	arena_drop(&o->memory);
}
