/* escale-author sign: look at a pack as a kiosk would, then sign it with the key that the kiosks know. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "author/author.h"
#include "author/parcels.h"
#include "content/guide.h"
#include "author/workroom.h"
#include "base/file.h"
#include "seal/age.h"
#include "seal/authority.h"

#define STICK_FOLDER "ESCALE" /* where a kiosk looks: BUNDLE_FOLDER of sync/bundle.h */

static const char usage[] =
    "escale-author sign FICHIER" PACKFILE_SUFFIX " --cle autorite.secret --signataire NOM [--sortie CLE_USB ou FICHIER]\n"
    "  --cle         la clé de l'autorité : escale-coordination/autorite.secret\n"
    "  --signataire  qui signe, comme les conseillers le liront : \"Pays de Vallavre\"\n"
    "  --sortie      la clé USB (le fichier va dans son dossier " STICK_FOLDER "), ou un autre fichier\n";

struct order {
	const char *pack, *key, *signer, *out;
};

static bool read_order(struct order *o, int argc, char **argv)
{
	*o = (struct order){ 0 };
	for (int i = 1; i < argc; i++) {
		bool more = i + 1 < argc;
		if (more && strcmp(argv[i], "--cle") == 0)
			o->key = argv[++i];
		else if (more && strcmp(argv[i], "--signataire") == 0)
			o->signer = argv[++i];
		else if (more && strcmp(argv[i], "--sortie") == 0)
			o->out = argv[++i];
		else if (argv[i][0] != '-' && !o->pack)
			o->pack = argv[i];
		else
			return false;
	}
	return o->pack && o->key && o->signer;
}

/* The file itself, another file, or its name in the stick's folder. */
static bool choose_place(const struct order *o, char out[1024], struct err *e)
{
	struct stat st;
	const char *name = strrchr(o->pack, '/');
	char folder[900];
	name = name ? name + 1 : o->pack;
	if (!o->out || stat(o->out, &st) != 0 || !S_ISDIR(st.st_mode))
		return str_copy(out, 1024, o->out ? o->out : o->pack) || err_set(e, ERR_USAGE, "Ce chemin est trop long.");
	if (!file_join(folder, sizeof folder, o->out, STICK_FOLDER) || !file_join(out, 1024, folder, name))
		return err_set(e, ERR_USAGE, "%s : chemin trop long", o->out);
	return file_mkdir(folder, e);
}

static bool read_back(const char *path, const struct sign_public *authority, struct err *e)
{
	struct packfile f;
	struct arena a = { 0 };
	bool ok = packfile_open(&f, path, &a, e);
	if (ok) {
		ok = packfile_verify(&f, authority, e) && packfile_unpack(&f, NULL, NULL, e);
		packfile_close(&f);
	}
	arena_drop(&a);
	return ok;
}

static bool sign(const struct order *o, struct packfile *f, const char *room, const struct sign_secret *key,
		 struct arena *a, struct err *e)
{
	struct pack p;
	struct sign_public authority;
	char out[1024];
	if (!parcel_try(f, room, &p, a, e))
		return false;
	parcel_tell(&f->list);
	for (int i = 0; i < p.module_count; i++)
		printf("  %s : %s\n", p.modules[i].id, p.modules[i].editions[LANG_FR]->title);
	for (int i = 0; i < p.guide_count; i++)
		printf("  %s (séance) : %s\n", p.guides[i].id, p.guides[i].editions[LANG_FR]->title);
	sign_public_of(key, &authority);
	if (!choose_place(o, out, e) || !packfile_sign(out, f, key, o->signer, e) || !read_back(out, &authority, e))
		return false;
	printf("Signé par « %s » : %s\nSur chaque borne : branchez la clé USB, puis Espace conseiller, Contenus.\n",
	       o->signer, out);
	return true;
}

int cmd_sign(int argc, char **argv)
{
	struct order o;
	struct arena a = { 0 };
	struct err e = { 0 };
	struct packfile f;
	char room[WORKROOM_PATH] = "", text[640];
	if (!read_order(&o, argc, argv)) {
		fputs(usage, stderr);
		return STATUS_FAILED;
	}
	bool ok = seal_init(&e);
	struct sign_secret *key = ok ? seal_secret_alloc(sizeof *key) : NULL;
	ok = ok && authority_read(key, o.key, &e) && workroom_make(room, &e) && packfile_open(&f, o.pack, &a, &e);
	if (ok) {
		ok = sign(&o, &f, room, key, &a, &e);
		packfile_close(&f);
	}
	workroom_remove(room);
	if (key)
		seal_secret_free(key);
	arena_drop(&a);
	if (!ok)
		fprintf(stderr, "escale-author: %s\n", err_print(&e, text, sizeof text));
	return ok ? STATUS_DONE : STATUS_FAILED;
}
