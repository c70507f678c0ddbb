/* publier: the tables of a period, for everybody, once and for all. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "coordinator/cmd.h"
#include "coordinator/datapackage.h"

static const char usage[] = "Usage : escale-coordinator publier PERIODE [--maille territoire|commune]\n"
                            "            [--titres FICHIER] [--sortie DOSSIER] [--essai] [--bruit TABLE]\n"
                            "        escale-coordinator publier --registre\n"
                            "PERIODE : 2027-03, 2027-T1 (trimestre) ou 2027-S1 (semestre).";

struct asked {
	const char *folder, *titles, *noised[PUBLISH_NOISED_A_YEAR + 1];
	int noised_count;
	bool trial, list;
};

static bool read_words(struct call *c, struct publish *p, struct asked *a, struct err *e)
{
	const char *grid = args_value(&c->args, "--grid", "--maille"), *table;
	a->folder = args_value(&c->args, "--out", "--sortie");
	a->titles = args_value(&c->args, "--titles", "--titres");
	a->trial = args_flag(&c->args, "--trial", "--essai");
	a->list = args_flag(&c->args, "--register", "--registre");
	while (a->noised_count <= PUBLISH_NOISED_A_YEAR &&
	       (table = args_value(&c->args, "--noise", "--bruit"))) {
		int at = 0;
		while (at < a->noised_count && strcmp(a->noised[at], table) != 0)
			at++;
		if (at == a->noised_count)
			a->noised[a->noised_count++] = table;
	}
	if (!args_done(&c->args, a->list ? 0 : 1, a->list ? 0 : 1, usage, e))
		return false;
	if (grid && (p->grid = grid_parse(grid)) == GRID_NONE)
		return err_set(e, ERR_USAGE, "--maille : écrivez territoire ou commune.");
	if (!a->list && !period_parse(c->args.word[0], &p->period))
		return err_set(
		    e, ERR_USAGE,
		    "« %.40s » n'est pas une période. Écrivez 2027-03 (un mois), 2027-T1 (un trimestre) ou "
		    "2027-S1 (un semestre).",
		    c->args.word[0]);
	return true;
}

static bool load_titles(struct call *c, struct publish *p, const char *path, struct err *e)
{
	char beside[STATE_PATH_MAX];
	if (path)
		return titles_load(&p->titles, path, p->arena, e);
	if (state_path(c->dir, "titles.tsv", beside) && file_exists(beside))
		return titles_load(&p->titles, beside, p->arena, e);
	return true;
}

/* ---- what it says -------------------------------------------------------------------------------------- */

static void say_sheet(const struct publish *p, int i)
{
	const struct sheet *s = &p->sheet[i];
	printf("  %-13s", s->table);
	if (s->method == METHOD_NOISED)
		printf(" %d nombres bruités", s->count);
	else if (s->method == METHOD_GUESS)
		printf(" %s", s->count ? "estimations" : "pas encore assez de réponses (1 000 par question)");
	else
		printf(" %d nombre%s, dont %d masqué%s", s->count, s->count > 1 ? "s" : "", s->withheld,
		       s->withheld > 1 ? "s" : "");
	if (p->lost[i])
		printf(" : trop petite pour être montrée");
	if (!p->fresh[i])
		printf(" (déjà publiée, inchangée)");
	printf("\n");
}

static void say(const struct publish *p)
{
	char fr[FRENCH_MAX];
	printf("%s, %s, %d lot%s :\n", period_fr(&p->period, fr),
	       p->grid == GRID_COMMUNE ? "par commune" : "tout le territoire", p->bundles,
	       p->bundles > 1 ? "s" : "");
	for (int i = 0; i < p->sheets; i++)
		say_sheet(p, i);
	if (p->waiting)
		printf("%d lot%s de cette période %s : ni lu%s ni tranché%s. Une fois comptés, ils iront "
		       "dans la prochaine "
		       "période publiée.\n",
		       p->waiting, p->waiting > 1 ? "s" : "", p->waiting > 1 ? "attendent" : "attend",
		       p->waiting > 1 ? "s" : "", p->waiting > 1 ? "s" : "");
	if (p->sample)
		printf("Des bornes très fréquentées n'ont gardé qu'un échantillon de leurs faits : les "
		       "tables le disent.\n");
}

static bool mostly_masked(const struct publish *p)
{
	int withheld = 0, shown = 0;
	for (int i = 0; i < p->sheets; i++)
		for (int k = 0; k < p->sheet[i].count; k++) {
			withheld += p->sheet[i].cells[k].withheld;
			shown += p->sheet[i].cells[k].n > 0;
		}
	return withheld > shown;
}

static bool say_register(struct publish *p, struct err *e)
{
	struct period *periods;
	char fr[FRENCH_MAX];
	int count = register_periods(p->book, 0, INT64_MAX / 2, &periods, p->arena, e);
	if (count <= 0) {
		if (count == 0)
			printf("Rien n'est encore publié. La première publication fixe le pas de temps et la "
			       "maille.\n");
		return count == 0;
	}
	printf("Pas de temps : %s. Maille : %s.\n", step_id(register_step(p->book)),
	       grid_id(register_grid(p->book)));
	for (int i = 0; i < count; i++) {
		int noised = register_noised(p->book, &periods[i]);
		printf("  %-8s %s", periods[i].name, period_fr(&periods[i], fr));
		if (noised)
			printf(" (%d table%s bruitée%s en %.4s, sur %d)", noised, noised > 1 ? "s" : "",
			       noised > 1 ? "s" : "", periods[i].name, PUBLISH_NOISED_A_YEAR);
		printf("\n");
	}
	return true;
}

/* ---- the command --------------------------------------------------------------------------------------- */

/* Noised tables one by one; what was asked together comes out together. */
static bool publish_noised_all(struct publish *p, const struct asked *a, struct err *e)
{
	struct sheet sheet[PUBLISH_NOISED_A_YEAR + 1];
	bool fresh[PUBLISH_NOISED_A_YEAR + 1];
	int count = 0, more = 0;
	/* All or nothing: what is drawn is spent. */
	p->trial = true;
	for (int i = 0; i < a->noised_count; i++) {
		if (!publish_noised(p, a->noised[i], e))
			return false;
		more += p->fresh[0];
	}
	p->trial = a->trial;
	int left = PUBLISH_NOISED_A_YEAR - register_noised(p->book, &p->period);
	if (more > left)
		return err_set(
		    e, ERR_REFUSED,
		    "Le budget de l'année %.4s permet encore %d table%s bruitée%s, vous en demandez %d. "
		    "Choisissez les plus utiles : rien n'est publié.",
		    p->period.name, left, left > 1 ? "s" : "", left > 1 ? "s" : "", more);
	for (int i = 0; i < a->noised_count; i++) {
		if (!publish_noised(p, a->noised[i], e))
			return false;
		sheet[count] = p->sheet[0];
		fresh[count++] = p->fresh[0];
	}
	for (p->sheets = 0; p->sheets < count; p->sheets++) {
		p->sheet[p->sheets] = sheet[p->sheets];
		p->fresh[p->sheets] = fresh[p->sheets];
		p->lost[p->sheets] = false;
	}
	return true;
}

static bool run(struct call *c, struct publish *p, const struct asked *a, const char *territory,
                struct err *e)
{
	char folder[64];
	p->trial = a->trial;
	if (!a->trial && p->grid == GRID_NONE && register_grid(p->book) == GRID_NONE)
		return err_set(
		    e, ERR_USAGE,
		    "C'est votre première publication : elle fixe pour toujours le pas de temps (%s) et la "
		    "maille. Pour confirmer, ajoutez --maille territoire, ou --maille commune. Pour voir "
		    "d'abord : --essai.",
		    step_id(p->period.step));
	if (!load_titles(c, p, a->titles, e) ||
	    !(a->noised_count ? publish_noised_all(p, a, e) : publish_masked(p, e)))
		return false;
	say(p);
	if (a->trial) {
		if (register_step(p->book) == STEP_NONE && p->period.step != STEP_HALF && mostly_masked(p))
			printf("Plus de la moitié est masquée : un pas de temps plus long en montrerait "
			       "davantage.\n");
		printf("C'était un essai : rien n'est publié, rien n'est écrit. Sans --essai, ces nombres ne "
		       "changeront "
		       "plus.\n");
		return true;
	}
	snprintf(folder, sizeof folder, "publication-%s%s", p->period.name,
	         a->noised_count ? "-bruitee" : "");
	if (!datapackage_write(p, territory, a->folder ? a->folder : folder, e))
		return false;
	printf("Publié dans : %s\n", a->folder ? a->folder : folder);
	return true;
}

bool cmd_publish(struct call *c, struct err *e)
{
	struct arena arena = { 0 };
	struct state s = { 0 };
	struct publish *p = arena_alloc(&arena, sizeof *p);
	struct asked a = { 0 };
	*p = (struct publish){ .state = &s, .today = c->today, .arena = &arena, .dice = dice_true() };
	bool ok =
	    read_words(c, p, &a, e) && state_open(&s, c->dir, false, e) && register_open(&p->book, c->dir, e);
	if (ok)
		ok = a.list ? say_register(p, e) : run(c, p, &a, state_get(&s, "territory", &arena), e);
	register_close(p->book);
	state_close(&s);
	arena_drop(&arena);
	return ok;
}
