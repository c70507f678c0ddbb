/* escale-author pack: a checked content folder as one file, which waits for a signature. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "author/author.h"
#include "author/baker.h"
#include "author/parcels.h"
#include "author/report.h"
#include "author/workroom.h"
#include "base/file.h"
#include "content/check.h"

static const char usage[] = "escale-author pack CONTENU [--nom NOM] [--version N] --sortie FICHIER" PACKFILE_SUFFIX "\n";

struct order {
	const char *content, *name, *out;
	int version; /* 0: the next one */
};

static bool read_order(struct order *o, int argc, char **argv)
{
	long long n;
	*o = (struct order){ 0 };
	for (int i = 1; i < argc; i++) {
		bool more = i + 1 < argc;
		if (more && strcmp(argv[i], "--nom") == 0)
			o->name = argv[++i];
		else if (more && strcmp(argv[i], "--sortie") == 0)
			o->out = argv[++i];
		else if (more && strcmp(argv[i], "--version") == 0 && str_int(str_from(argv[i + 1]), 1, PACK_VERSION_MAX, &n))
			o->version = (int)n, i++;
		else if (argv[i][0] != '-' && !o->content)
			o->content = argv[i];
		else
			return false;
	}
	return o->content && o->out;
}

/* What the kiosks' people will read, and a number that no pack of this folder had before. */
static bool choose_name(struct parcel_memory *m, const struct order *o, struct err *e)
{
	if (!parcel_recall(m, o->content, e))
		return false;
	if (!o->name && !m->name[0])
		return err_set(e, ERR_USAGE,
			       "Donnez un nom à ces contenus, une seule fois : --nom \"Prévention cyber\". Les conseillers le "
			       "liront sur la borne.");
	if (o->name && !packlist_name_ok(str_from(o->name)))
		return err_set(e, ERR_USAGE, "--nom : un nom d'une ligne, de 1 à %d octets, sans signe invisible.",
			       PACK_NAME_BYTES);
	if (o->version && o->version <= m->version)
		return err_set(e, ERR_USAGE, "--version %d : la version %d existe déjà. Prenez un nombre plus grand.",
			       o->version, m->version);
	if (m->version == PACK_VERSION_MAX)
		return err_set(e, ERR_FULL, "Il n'y a plus de numéro de version. Changez le nom.");
	if (o->name)
		str_copy(m->name, sizeof m->name, o->name);
	m->version = o->version ? o->version : m->version + 1;
	return true;
}

/* False with a report on stderr when something is wrong. */
static bool bake(const struct order *o, const char *room, struct arena *a, bool *mistakes, struct err *e)
{
	struct check c = { 0 };
	struct pack p;
	struct buf licence = { 0 };
	char path[1200], copy[WORKROOM_PATH + 16];
	struct baker b = { .source = o->content, .target = room };
	report_prepare(&c, a);
	c.hints.room = 0;
	bool ok = pack_check(&p, o->content, a, &c, e);
	report_notes(stderr, o->content, &c.mistakes);
	*mistakes = c.mistakes.count > 0;
	if (!ok || *mistakes)
		return false;
	snprintf(path, sizeof path, "%s/" PACK_LICENCE, o->content);
	snprintf(copy, sizeof copy, "%s/" PACK_LICENCE, room);
	struct err missing = { 0 };
	if (!file_read(path, packlist_room(PACK_LICENCE), &licence, &missing) || licence.size == 0)
		ok = err_set(e, ERR_MISSING,
			     "%s : il manque ce fichier. Écrivez-y les conditions pour réutiliser textes et images, par "
			     "exemple « CC BY-SA 4.0, nos noms ».",
			     path);
	ok = ok && baker_run(&b, &p, a, e) && file_write(copy, licence.data, licence.size, 0644, e);
	buf_free(&licence);
	return ok;
}

static bool make(const struct order *o, const char *room, struct arena *a, bool *mistakes, struct err *e)
{
	struct parcel_memory m;
	struct packlist list;
	size_t n = strlen(o->out), suffix = strlen(PACKFILE_SUFFIX);
	if (n <= suffix || strcmp(o->out + n - suffix, PACKFILE_SUFFIX) != 0)
		return err_set(e, ERR_USAGE, "--sortie %s : ce nom doit finir par « " PACKFILE_SUFFIX " ».", o->out);
	if (!choose_name(&m, o, e) || !bake(o, room, a, mistakes, e) || !parcel_list(&list, room, m.name, m.version, a, e))
		return false;
	/* The number is spent before a file can carry it: two packs never share one. */
	if (!parcel_remember(&m, o->content, e) || !packfile_make(o->out, &list, room, e))
		return false;
	parcel_tell(&list);
	printf("%s est prêt. Les bornes attendent une signature : escale-author sign %s --cle autorite.secret "
	       "--signataire NOM --sortie CLE_USB\n",
	       o->out, o->out);
	return true;
}

int cmd_pack(int argc, char **argv)
{
	struct order o;
	struct arena a = { 0 };
	struct err e = { 0 };
	char room[WORKROOM_PATH] = "", text[640];
	bool mistakes = false;
	if (!read_order(&o, argc, argv)) {
		fputs(usage, stderr);
		return STATUS_FAILED;
	}
	bool ok = workroom_make(room, &e) && make(&o, room, &a, &mistakes, &e);
	workroom_remove(room);
	arena_drop(&a);
	if (mistakes)
		fprintf(stderr, "escale-author: corrigez ces fautes d'abord. Rien n'a été écrit.\n");
	else if (!ok)
		fprintf(stderr, "escale-author: %s\n", err_print(&e, text, sizeof text));
	return mistakes ? STATUS_MISTAKES : ok ? STATUS_DONE : STATUS_FAILED;
}
