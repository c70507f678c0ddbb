/* escale-author cards: voting cards on paper, for a camera to read. */
#include <stdio.h>
#include <string.h>

#include "author/author.h"
#include "author/cards.h"
#include "ballots/ballots.h"
#include "base/file.h"

struct order {
	long long count, per_page;
	const char *out;
};

static bool read_order(struct order *o, int argc, char **argv, struct err *e)
{
	for (int i = 1; i < argc; i++) {
		bool more = i + 1 < argc;
		if (more && strcmp(argv[i], "--nombre") == 0) {
			if (!str_int(str_from(argv[++i]), 1, BALLOTS_CARDS_MAX, &o->count))
				return err_set(e, ERR_USAGE, "--nombre : de 1 à %d cartes.", BALLOTS_CARDS_MAX);
		} else if (more && strcmp(argv[i], "--par-page") == 0) {
			if (!str_int(str_from(argv[++i]), 2, 4, &o->per_page) || o->per_page == 3)
				return err_set(e, ERR_USAGE, "--par-page : 2 (grandes cartes) ou 4.");
		} else if (more && strcmp(argv[i], "--sortie") == 0) {
			o->out = argv[++i];
		} else {
			o->out = NULL;
			break;
		}
	}
	return o->out || err_set(e, ERR_USAGE, "cards [--nombre 30] [--par-page 2|4] --sortie FICHIER.html");
}

int cmd_cards(int argc, char **argv)
{
	struct order o = { .count = BALLOTS_CARDS, .per_page = 4 };
	struct buf page = { 0 };
	struct err e = { 0 };
	bool ok = read_order(&o, argc, argv, &e);
	if (ok)
		cards_write(&page, (int)o.count, (int)o.per_page);
	ok = ok && file_write(o.out, page.data, page.size, 0644, &e);
	if (ok)
		printf("%s est prêt : ouvrez-le dans un navigateur, puis imprimez-le en A4, à 100 %%.\n", o.out);
	else
		fprintf(stderr, "escale-author: %s\n", e.text);
	buf_free(&page);
	return ok ? STATUS_DONE : STATUS_FAILED;
}
