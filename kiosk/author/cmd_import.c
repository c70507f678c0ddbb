/* escale-author import: what educators have already, as modules. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "author/author.h"
#include "author/import_run.h"
#include "content/pack.h"
#include "content/themes.h"

struct choice {
	const char *path, *dir, *id, *theme;
};

static int usage(void)
{
	fprintf(stderr, "escale-author import FICHIER_OU_DOSSIER --dans CONTENU [--id ID] [--theme THEME]\n"
	                "  GIFT et Aiken (Moodle), QCMCam, H5P : voir « Reprendre des questions » dans "
	                "content/LISEZ-MOI.md\n");
	return STATUS_FAILED;
}

static bool read_choice(struct choice *c, int argc, char **argv)
{
	*c = (struct choice){ .theme = "culture_numerique" };
	for (int i = 1; i < argc; i++) {
		const char **to = strcmp(argv[i], "--dans") == 0    ? &c->dir
		                  : strcmp(argv[i], "--id") == 0    ? &c->id
		                  : strcmp(argv[i], "--theme") == 0 ? &c->theme
		                                                    : NULL;
		if (to && i + 1 < argc)
			*to = argv[++i];
		else if (!to && argv[i][0] != '-' && !c->path)
			c->path = argv[i];
		else
			return false;
	}
	return c->path && c->dir;
}

static bool is_sound(const struct choice *c)
{
	struct stat st;
	if (c->id && !str_is_id(str_from(c->id), MODULE_ID_MAX))
		fprintf(stderr,
		        "escale-author: « %s » ne va pas : %d signes au plus, a-z, 0-9 et tirets, une lettre "
		        "d'abord.\n",
		        c->id, MODULE_ID_MAX);
	else if (c->id && lstat(c->path, &st) == 0 && S_ISDIR(st.st_mode))
		fprintf(stderr, "escale-author: --id nomme un seul module. Pour un dossier, les noms "
		                "viennent des fichiers.\n");
	else if (!theme_find(str_from(c->theme)))
		fprintf(
		    stderr,
		    "escale-author: « %s » n'est pas un thème de La Coop. La liste est dans LISEZ-MOI.md.\n",
		    c->theme);
	else
		return true;
	return false;
}

int cmd_import(int argc, char **argv)
{
	struct choice c;
	if (!read_choice(&c, argc, argv))
		return usage();
	if (!is_sound(&c))
		return STATUS_FAILED;
	struct import_run r = { .dir = c.dir, .theme = c.theme, .id = c.id, .out = stdout };
	bool made = import_run(&r, c.path);
	printf("\n%d fichier%s : %d module%s, %d question%s et page%s gardée%s, %d sautée%s, %d fichier%s "
	       "laissé%s de côté.\n",
	       r.files, r.files > 1 ? "s" : "", r.modules, r.modules > 1 ? "s" : "", r.kept,
	       r.kept > 1 ? "s" : "", r.kept > 1 ? "s" : "", r.kept > 1 ? "s" : "", r.skipped,
	       r.skipped > 1 ? "s" : "", r.files_refused, r.files_refused > 1 ? "s" : "",
	       r.files_refused > 1 ? "s" : "");
	if (made)
		printf("Relisez avant de montrer : escale-author check %s\n", c.dir);
	return made ? STATUS_DONE : STATUS_MISTAKES;
}
