#include "content/helpers/sample.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"

char sample_dir[64];

void sample_make(void)
{
	strcpy(sample_dir, "/tmp/escale-content-XXXXXX");
	cr_assert_not_null(mkdtemp(sample_dir));
}

void sample_remove(void)
{
	char command[100];
	snprintf(command, sizeof command, "rm -rf %s", sample_dir);
	cr_assert_eq(system(command), 0);
}

void sample_file(const char *module, const char *name, const char *text)
{
	char path[200];
	struct err e = { 0 };
	snprintf(path, sizeof path, "%s/%s", sample_dir, module);
	cr_assert(file_mkdir(path, &e), "%s", e.text);
	snprintf(path, sizeof path, "%s/%s/%s", sample_dir, module, name);
	cr_assert(file_write(path, text, strlen(text), 0600, &e), "%s", e.text);
}

void sample_module(const char *module, int order)
{
	char text[2000];
	snprintf(text, sizeof text,
	         "---\ntitre : Module %s\nresume : Un pas. Un autre.\ntheme : email\nimage : image.svg\n"
	         "image-dite : Une lettre.\nminutes : 3\nordre : %d\nlicence : CC0\nauteurs : Essai\n---\n\n"
	         "# Que faire ?\n<!-- avant-apres: que-faire -->\n\n- [ ] Cliquer\n\n  > Non.\n\n- [x] "
	         "Attendre\n\n> Rien ne presse.\n\n"
	         "# Une **lettre**\n<!-- page: lettre -->\n\nUn **mail** arrive : 1 000 « lettres » "
	         "!\n\n![Une lettre.](image.svg)\n\n"
	         "# À retenir\n<!-- retenir: gestes -->\n\n1. Lire[^a]\n2. Attendre\n\n- Rire\n\n"
	         "# Qui ?\n<!-- aide: qui -->\n\nVoyez [le site](https://www.exemple.fr/aide/).\n\n"
	         "# Sources\n<!-- sources: sources -->\n\n- [Titre](https://exemple.fr/a), L'éditeur, Paris, "
	         "vérifié le 2026-01-15\n\n"
	         "[^a]: [Note](https://exemple.fr/b), Autre, vérifié le 2026-02-15\n",
	         module, order);
	sample_file(module, "fr.md", text);
	sample_file(module, "image.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 4\"/>\n");
}
