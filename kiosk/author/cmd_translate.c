/* escale-author translate: what waits for a translator, beside the French; or a whole file to begin with. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "author/author.h"
#include "author/translate.h"
#include "base/arena.h"
#include "base/file.h"
#include "content/guide.h"

static const char usage[] = "translate CONTENU MODULE --langue ar (--sortie FICHIER.html | FICHIER.md | --nouveau) [--tout] (une séance : seances/NOM)";

struct order {
	const char *dir, *module, *out;
	enum lang lang;
	bool fresh, all;
};

static bool read_order(struct order *o, int argc, char **argv, struct err *e)
{
	for (int i = 1; i < argc; i++) {
		bool more = i + 1 < argc;
		if (more && strcmp(argv[i], "--sortie") == 0)
			o->out = argv[++i];
		else if (more && strcmp(argv[i], "--langue") == 0)
			o->lang = lang_find(str_from(argv[++i]));
		else if (strcmp(argv[i], "--nouveau") == 0)
			o->fresh = true;
		else if (strcmp(argv[i], "--tout") == 0)
			o->all = true;
		else if (argv[i][0] != '-' && !o->dir)
			o->dir = argv[i];
		else if (argv[i][0] != '-' && !o->module)
			o->module = argv[i];
		else
			return err_set(e, ERR_USAGE, "%s", usage);
	}
	if (!o->dir || !o->module || o->fresh == (o->out != NULL))
		return err_set(e, ERR_USAGE, "%s", usage);
	if (o->lang == LANG_FR || o->lang >= LANG_COUNT)
		return err_set(e, ERR_USAGE, "--langue : en, ar ou uk");
	const char *guide = guide_typed(o->module);
	return str_is_id(str_from(guide ? guide : o->module), MODULE_ID_MAX) ||
	       err_set(e, ERR_USAGE, "« %s » n'est pas un nom de module ni de séance.", o->module);
}

static bool ends_in(const char *name, const char *suffix)
{
	size_t n = strlen(name), m = strlen(suffix);
	return n > m && strcmp(name + n - m, suffix) == 0;
}

static bool begin(const struct order *o, const struct parts *french, const char *path, bool glossary, struct err *e)
{
	struct buf text = { 0 };
	if (file_exists(path))
		return err_set(e, ERR_REFUSED, "%s existe déjà. Pour voir ce qui y manque : --sortie FICHIER.html", path);
	parts_stub(&text, french, o->lang, glossary);
	bool ok = file_write(path, text.data, text.size, 0644, e);
	if (ok)
		printf("%s est prêt. Traduisez chaque %s, puis effacez « à traduire » dans sa remarque.\n", path,
		       guide_typed(o->module) ? "étape" : "écran");
	buf_free(&text);
	return ok;
}

static bool list(const struct order *o, const struct parts *french, const struct parts *other, bool glossary, struct err *e)
{
	struct buf text = { 0 };
	char title[80];
	int todo;
	snprintf(title, sizeof title, "%s, de fr en %s", o->module, lang_table[o->lang].code);
	if (ends_in(o->out, ".html"))
		todo = parts_page(&text, french, other, o->lang, title, o->all);
	else if (ends_in(o->out, ".md"))
		todo = parts_markdown(&text, french, other, o->lang, glossary);
	else
		return err_set(e, ERR_USAGE, "--sortie : un nom qui finit par .html ou .md");
	bool ok = file_write(o->out, text.data ? text.data : "", text.size, 0644, e);
	if (ok && todo)
		printf("%d %s%s à traduire ou à revoir : %s\n", todo, guide_typed(o->module) ? "étape" : "écran", todo > 1 ? "s" : "", o->out);
	else if (ok)
		printf("Tout est traduit : %s\n", o->out);
	buf_free(&text);
	return ok;
}

static bool translate(const struct order *o, struct parts both[2], struct buf text[2], struct err *e)
{
	char path[2][1200];
	bool glossary = strcmp(o->module, GLOSSARY_FOLDER) == 0;
	for (int i = 0; i < 2; i++) {
		int n = snprintf(path[i], sizeof path[i], "%s/%s/%s.md", o->dir, o->module, lang_table[i ? o->lang : LANG_FR].code);
		if (n >= (int)sizeof path[i])
			return err_set(e, ERR_USAGE, "chemin trop long");
		if ((i == 0 || file_exists(path[i])) && !file_read(path[i], MODULE_FILE_MAX, &text[i], e))
			return false;
		parts_cut(&both[i], (struct str){ text[i].data ? text[i].data : "", text[i].size });
	}
	return o->fresh ? begin(o, &both[0], path[1], glossary, e) : list(o, &both[0], &both[1], glossary, e);
}

int cmd_translate(int argc, char **argv)
{
	struct order o = { .lang = LANG_COUNT };
	struct parts *both = xmalloc(2 * sizeof *both);
	struct buf text[2] = { { 0 } };
	struct err e = { 0 };
	bool ok = read_order(&o, argc, argv, &e) && translate(&o, both, text, &e);
	if (!ok)
		fprintf(stderr, "escale-author: %s\n", e.text);
	buf_free(&text[0]);
	buf_free(&text[1]);
	free(both);
	return ok ? STATUS_DONE : STATUS_FAILED;
}
