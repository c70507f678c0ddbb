/* bilan: two pages for elected people, from what is published. */
#include <stdio.h>

#include "base/file.h"
#include "coordinator/bilan.h"
#include "coordinator/cmd.h"
#include "coordinator/state.h"

enum { DAY_LAST = 2932896 /* 9999-12-31 */ };

static const char usage[] = "Usage : escale-coordinator bilan 6-mois|1-an|2-ans [--fin 2027-06] [--textes "
                            "FICHIER] [--sortie FICHIER]\n"
                            "--fin : le dernier mois (2027-06), trimestre (2027-T2) ou semestre (2027-S1) ; "
                            "sinon, le dernier publié.";

static bool last_published(struct book *book, struct period *last, struct arena *a, struct err *e)
{
	struct period *all;
	int n = register_periods(book, 0, DAY_LAST, &all, a, e);
	if (n < 0)
		return false;
	if (n == 0)
		return err_set(
		    e, ERR_REFUSED,
		    "Rien n'est encore publié : le bilan n'additionne que ce qui est publié. Publiez d'abord "
		    "(escale-coordinator publier).");
	*last = all[n - 1];
	return true;
}

static bool read_last(struct book *book, const char *typed, struct period *last, struct arena *a,
                      struct err *e)
{
	if (!typed)
		return last_published(book, last, a, e);
	if (!period_parse(typed, last))
		return err_set(e, ERR_USAGE,
		               "--fin : écrivez le mois (2027-06), le trimestre (2027-T2) ou le semestre "
		               "(2027-S1).");
	enum step step = register_step(book);
	if (step != STEP_NONE && last->step != step)
		return err_set(e, ERR_USAGE, "--fin : vous publiez par %s, donnez un %s.", step_id(step),
		               step_id(step));
	return true;
}

static bool write_pages(struct bilan *b, const char *path, struct err *e)
{
	struct buf page = { 0 };
	bilan_page(b, &page);
	bool ok = file_write(path, page.data, page.size, 0644, e);
	buf_free(&page);
	return ok;
}

bool cmd_bilan(struct call *c, struct err *e)
{
	struct arena arena = { 0 };
	struct territory words = { 0 };
	struct bilan b = { .words = &words, .today = c->today };
	struct state s = { 0 };
	struct book *book = NULL;
	struct period last;
	const char *end = args_value(&c->args, "--end", "--fin"),
	           *texts = args_value(&c->args, "--texts", "--textes"),
	           *path = args_value(&c->args, "--out", "--sortie");
	path = path ? path : "bilan.html";
	bool ok = args_done(&c->args, 1, 1, usage, e);
	int months = ok ? bilan_months(c->args.word[0]) : 0;
	if (ok && !months)
		ok = err_set(e, ERR_USAGE, "%s", usage);
	ok = ok && territory_find(&words, texts, c->dir, &arena, e) && state_open(&s, c->dir, false, e) &&
	     register_open(&book, c->dir, e) && read_last(book, end, &last, &arena, e);
	if (ok) {
		const char *known = state_get(&s, "territory", &arena);
		b.territory = words.name ? words.name : known[0] ? known : "Toutes les bornes";
		ok = bilan_read(&b, book, &last, months, &arena, e) && write_pages(&b, path, e);
	}
	register_close(book);
	state_close(&s);
	if (ok)
		printf("Bilan écrit, deux pages : %s\n", path);
	if (ok && b.now.published < b.now.steps)
		printf("%d période%s sur %d publiée%s : la page le dit. Publiez ce qui manque, puis recommencez.\n",
		       b.now.published, b.now.published > 1 ? "s" : "", b.now.steps,
		       b.now.published > 1 ? "s" : "");
	arena_drop(&arena);
	return ok;
}
