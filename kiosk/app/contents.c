#include "app/contents.h"

#include <stdlib.h>
#include <string.h>

#include "app/offer.h"
#include "app/pulled.h"
#include "app/signed.h"
#include "base/file.h"
#include "base/log.h"
#include "base/sha256.h"
#include "platform/picture.h"

enum { PROBLEMS_TOLD = 20 };

static bool is_shipped(const char *name)
{
	return strcmp(name, SHELF_SHIPPED) == 0;
}

/* ---- reading ------------------------------------------------------------------------------------------------------- */

static void tell_pack(struct contents_told *out, const struct packlist *list, const char *signer)
{
	*out = (struct contents_told){ .version = list->version, .modules = list->modules, .languages = list->languages,
				       .bytes = (int64_t)list->bytes };
	str_copy(out->name, sizeof out->name, list->name);
	str_copy(out->signer, sizeof out->signer, signer);
}

static void tell_shipped(struct contents_told *out, const struct pack *p)
{
	*out = (struct contents_told){ .modules = p->module_count };
	for (int lang = 0; lang < LANG_COUNT; lang++)
		out->languages |= pack_has_lang(p, (enum lang)lang) ? 1u << lang : 0;
}

static bool load_folder(struct pack *p, const char *dir, struct arena *a, int *problems, struct err *e)
{
	struct err told[PROBLEMS_TOLD] = { 0 };
	bool ok = pack_load(p, dir, a, told, PROBLEMS_TOLD, problems, e);
	for (int i = 0; i < *problems && i < PROBLEMS_TOLD; i++)
		log_err("content", &told[i]);
	return ok;
}

static bool load_shipped(struct contents *c, struct pack *p, struct arena *a, struct contents_told *told, struct err *e)
{
	int problems = 0; /* each was logged; the other modules are there */
	if (!load_folder(p, c->o.shipped, a, &problems, e))
		return false;
	tell_shipped(told, p);
	return true;
}

/* An installed pack is whole: nothing of it may be missing or wrong. */
static bool load_installed(struct contents *c, const char *name, struct pack *p, struct arena *a,
			   struct contents_told *told, struct packlist *list, struct arena *list_memory, struct err *e)
{
	char folder[1024], signer[PACK_SIGNER_BYTES + 1];
	struct sign_public authority;
	int problems = 0;
	if (!signed_authority_of(c->o.authority, c->o.data_dir, &authority, e) ||
	    !shelf_verify(&c->shelf, name, &authority, list_memory, list, signer, e))
		return false;
	shelf_path(&c->shelf, name, folder);
	if (!load_folder(p, folder, a, &problems, e))
		return false;
	if (problems || p->module_count != list->modules)
		return err_set(e, ERR_UNSUPPORTED, "%s: %d of %d modules can be read", name, p->module_count, list->modules);
	p->signed_pack = true;
	tell_pack(told, list, signer);
	return true;
}

static bool load(struct contents *c, const char *name, struct pack *p, struct arena *a, struct contents_told *told,
		 struct err *e)
{
	struct arena list_memory = { 0 };
	struct packlist list;
	arena_drop(a);
	bool ok = is_shipped(name) ? load_shipped(c, p, a, told, e)
				   : load_installed(c, name, p, a, told, &list, &list_memory, e);
	arena_drop(&list_memory);
	return ok;
}

bool contents_open(struct contents *c, const struct contents_options *o, struct err *e)
{
	struct err why = { 0 }, damaged = { 0 };
	*c = (struct contents){ .o = *o };
	if (!shelf_open(&c->shelf, o->data_dir, &damaged)) {
		log_err("installed contents", &damaged);
		c->failed = true;
	}
	if (load(c, c->shelf.current, &c->pack, &c->memory, &c->told, &why))
		return true;
	if (!is_shipped(c->shelf.current)) {
		struct contents_told other;
		struct err shipped = { 0 };
		log_err("installed contents", &why);
		c->failed = true;
		if (!is_shipped(c->shelf.previous) && load(c, c->shelf.previous, &c->pack, &c->memory, &other, NULL))
			return true;
		if (load(c, SHELF_SHIPPED, &c->pack, &c->memory, &other, &shipped))
			return true;
		why = shipped;
	}
	c->pack = (struct pack){ 0 };
	arena_drop(&c->memory);
	return err_set(e, why.code, "il n'y a rien à montrer. %s. Indiquez des modules préparés : --content DOSSIER",
		       why.text);
}

void contents_close(struct contents *c)
{
	arena_drop(&c->memory);
	arena_drop(&c->next_memory);
}

bool contents_change(struct contents *c, struct app *a)
{
	if (!c->waiting || !app_idle(a))
		return false;
	struct arena old = c->memory;
	c->pack = c->next;
	c->memory = c->next_memory;
	c->next_memory = (struct arena){ 0 };
	c->waiting = false;
	app_refresh(a); /* no scene speaks of the old pack any more */
	arena_drop(&old);
	return true;
}

/* ---- staff ------------------------------------------------------------------------------------------------------------ */

static void tell_before(struct contents *c, struct staff_contents *out)
{
	struct arena memory = { 0 };
	struct packlist list;
	struct sign_public authority;
	char signer[PACK_SIGNER_BYTES + 1];
	if (is_shipped(c->shelf.previous)) {
		out->before_kind = CONTENTS_SHIPPED;
	} else if (c->shelf.previous[0] && signed_authority_of(c->o.authority, c->o.data_dir, &authority, NULL) &&
		   shelf_verify(&c->shelf, c->shelf.previous, &authority, &memory, &list, signer, NULL)) {
		out->before_kind = CONTENTS_PACK;
		tell_pack(&out->before, &list, signer);
	}
	arena_drop(&memory);
}

static void list_hash(struct str text, uint8_t out[32])
{
	struct sha256 h;
	sha256_init(&h);
	sha256_add(&h, text.s, text.n);
	sha256_end(&h, out);
}

static bool find_offer(struct contents *c, struct offer *o)
{
	char stick[900];
	struct sign_public authority;
	struct err e = { 0 };
	if (!c->o.stick(c->o.context, stick, sizeof stick)) {
		*o = (struct offer){ .result = RESULT_NO_STICK, .file.fd = -1 };
		return false;
	}
	bool has_key = signed_authority_of(c->o.authority, c->o.data_dir, &authority, &e);
	if (!has_key)
		log_err("authority", &e);
	const struct contents_told *now = is_shipped(c->shelf.current) || c->failed ? NULL : &c->told;
	return offer_find(o, stick, has_key ? &authority : NULL, now ? now->name : NULL, now ? now->version : 0);
}

void contents_staff(void *context, bool look, struct staff_contents *out)
{
	struct contents *c = context;
	*out = (struct staff_contents){ .shown = c->told, .failed = c->failed, .waiting = c->waiting,
					.offer = RESULT_NOTHING };
	out->shown_kind = is_shipped(c->shelf.current) ? CONTENTS_SHIPPED : CONTENTS_PACK;
	if (!look)
		return;
	struct offer o;
	tell_before(c, out);
	memset(c->offered, 0, sizeof c->offered);
	if (find_offer(c, &o)) {
		tell_pack(&out->offered, &o.file.list, o.file.signer);
		list_hash(o.file.text, c->offered);
	}
	out->offer = (int)o.result;
	out->on_stick = o.found;
	offer_close(&o);
}

/* ---- jobs --------------------------------------------------------------------------------------------------------------- */

static enum job_result refused(const struct err *e, enum job_result otherwise)
{
	log_err("contents", e);
	switch (e->code) {
	case ERR_FULL: return RESULT_CARD_FULL;
	case ERR_CORRUPT:
	case ERR_FORMAT: return RESULT_UNREADABLE;
	default: return otherwise;
	}
}

/* Every picture can be drawn: the loader reads only their heads. */
static bool pictures_are_good(const struct contents *c, const char *folder, const struct packlist *list, struct err *e)
{
	for (int i = 0; i < list->count; i++) {
		char path[1200];
		struct picture p;
		size_t n = strlen(list->items[i].path);
		if (n < 4 || strcmp(list->items[i].path + n - 4, ".png") != 0)
			continue;
		if (c->o.alive.call)
			c->o.alive.call(c->o.alive.context);
		if (!file_join(path, sizeof path, folder, list->items[i].path) || !picture_load(&p, path, e))
			return err_set(e, ERR_FORMAT, "%s", path);
		free(p.rgba);
	}
	return true;
}

/* Copied, then read by the real loader; only then is it the current one. */
static enum job_result install(struct contents *c, const struct packfile *f)
{
	char name[SHELF_NAME_SIZE], folder[1024];
	struct err e = { 0 };
	struct arena list_memory = { 0 };
	struct packlist list;
	struct contents_told told;
	if (!shelf_begin(&c->shelf, f->list.version, f->list.bytes, f->list.count, name, &e))
		return refused(&e, RESULT_FAILED);
	shelf_path(&c->shelf, name, folder);
	c->waiting = false;
	arena_drop(&c->next_memory);
	enum job_result result = RESULT_DONE;
	if (!packfile_unpack(f, folder, &c->o.alive, &e))
		result = refused(&e, RESULT_FAILED);
	else if (!load_installed(c, name, &c->next, &c->next_memory, &told, &list, &list_memory, &e) ||
		 !pictures_are_good(c, folder, &list, &e))
		result = refused(&e, RESULT_NOT_READ);
	else if (!shelf_switch(&c->shelf, name, &e))
		result = refused(&e, RESULT_FAILED);
	arena_drop(&list_memory);
	if (result != RESULT_DONE) {
		shelf_drop(&c->shelf, name);
		arena_drop(&c->next_memory);
		return result;
	}
	c->told = told;
	c->failed = false;
	c->waiting = true;
	return RESULT_DONE;
}

static enum job_result install_job(struct contents *c, int64_t *version)
{
	struct offer o;
	uint8_t hash[32];
	enum job_result result;
	bool good = find_offer(c, &o);
	if (good)
		list_hash(o.file.text, hash);
	if (!good || o.result != RESULT_DONE) {
		result = o.result;
	} else if (memcmp(hash, c->offered, sizeof hash) != 0) {
		result = RESULT_NO_STICK; /* another stick: staff look again */
	} else {
		result = install(c, &o.file);
		*version = o.file.list.version;
	}
	char stick[900];
	if (result != RESULT_DONE && !c->o.stick(c->o.context, stick, sizeof stick))
		result = RESULT_NO_STICK; /* it was pulled in the middle: that is the reason, whatever was seen of it */
	offer_close(&o);
	return pulled_or(result, c->o.stick, c->o.context);
}

static enum job_result back_job(struct contents *c, int64_t *version)
{
	struct err e = { 0 };
	struct contents_told told;
	if (!c->shelf.previous[0])
		return RESULT_NOTHING;
	c->waiting = false;
	if (!load(c, c->shelf.previous, &c->next, &c->next_memory, &told, &e) || !shelf_back(&c->shelf, &e)) {
		arena_drop(&c->next_memory);
		return refused(&e, RESULT_FAILED);
	}
	c->told = told;
	c->failed = false;
	c->waiting = true;
	*version = told.version;
	return RESULT_DONE;
}

enum job_result contents_job(struct contents *c, enum job job, int64_t *version)
{
	*version = 0;
	return job == JOB_CONTENTS ? install_job(c, version) : back_job(c, version);
}
