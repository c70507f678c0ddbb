/* escale-author sheet: a module as a handout on paper, a guided session as its facilitator's papers. */
#include <stdio.h>
#include <string.h>

#include "author/author.h"
#include "author/report.h"
#include "author/sheet.h"
#include "base/file.h"

static const char usage[] = "sheet CONTENU MODULE [--langue fr] --sortie FICHIER.html (une séance : seances/NOM)";

struct order {
	const char *dir, *module, *out;
	enum lang lang;
};

static bool read_order(struct order *o, int argc, char **argv, struct err *e)
{
	for (int i = 1; i < argc; i++) {
		bool more = i + 1 < argc;
		if (more && strcmp(argv[i], "--sortie") == 0)
			o->out = argv[++i];
		else if (more && strcmp(argv[i], "--langue") == 0)
			o->lang = lang_find(str_from(argv[++i]));
		else if (argv[i][0] != '-' && !o->dir)
			o->dir = argv[i];
		else if (argv[i][0] != '-' && !o->module)
			o->module = argv[i];
		else
			return err_set(e, ERR_USAGE, usage);
	}
	if (!o->dir || !o->module || !o->out)
		return err_set(e, ERR_USAGE, usage);
	return o->lang < LANG_COUNT || err_set(e, ERR_USAGE, "--langue : fr, en, ar ou uk");
}

static bool write(const struct order *o, const struct pack *p, struct err *e)
{
	struct buf page = { 0 };
	const char *id = guide_typed(o->module);
	int m = id ? -1 : pack_find(p, o->module), g = m < 0 ? pack_find_guide(p, id ? id : o->module) : -1;
	if (m < 0 && g < 0)
		return err_set(e, ERR_MISSING, "%s : ce module ou cette séance n'est pas dans %s, ou a une faute (escale-author check).",
			       o->module, o->dir);
	if (m < 0 ? !p->guides[g].editions[o->lang] : !p->modules[m].editions[o->lang])
		return err_set(e, ERR_MISSING, "%s n'existe pas en « %s ».", o->module, lang_table[o->lang].code);
	if (m < 0)
		sheet_write_guide(&page, p, &p->guides[g], o->lang);
	else
		sheet_write(&page, p, &p->modules[m], o->lang);
	bool ok = file_write(o->out, page.data, page.size, 0644, e);
	if (ok)
		printf("%s est prêt : ouvrez-le dans un navigateur, puis imprimez-le en A4.\n", o->out);
	buf_free(&page);
	return ok;
}

int cmd_sheet(int argc, char **argv)
{
	struct arena a = { 0 };
	struct check c = { 0 };
	struct pack p;
	struct err e = { 0 };
	struct order o = { .lang = LANG_FR };
	report_prepare(&c, &a);
	bool ok = read_order(&o, argc, argv, &e) && pack_check(&p, o.dir, &a, &c, &e) && write(&o, &p, &e);
	if (!ok)
		fprintf(stderr, "escale-author: %s\n", e.text);
	arena_drop(&a);
	return ok ? STATUS_DONE : STATUS_FAILED;
}
