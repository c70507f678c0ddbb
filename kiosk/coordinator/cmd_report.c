/* rapport: one page of HTML for people who decide. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "coordinator/cmd.h"
#include "coordinator/french.h"
#include "coordinator/register.h"
#include "coordinator/report.h"

enum { DAY_LAST = 2932896 /* 9999-12-31 */ };

static const char usage[] =
    "Usage : escale-coordinator rapport [--mois AAAA-MM | --du AAAA-MM-JJ --au AAAA-MM-JJ] [--interne]\n"
    "            [--territoire NOM] [--titres FICHIER] [--textes FICHIER] [--sortie FICHIER]\n"
    "--mois prend aussi un trimestre (2027-T1) ou un semestre (2027-S1).";

/* The days asked for, and the words for them ("" when the lots themselves will tell). */
static bool read_period(struct call *c, struct report *r, struct err *e)
{
	const char *month = args_value(&c->args, "--month", "--mois");
	const char *from = args_value(&c->args, "--from", "--du"), *to = args_value(&c->args, "--to", "--au");
	char a[FRENCH_MAX], b[FRENCH_MAX];
	r->first_day = 0;
	r->last_day = DAY_LAST;
	r->period = "";
	if (month && !from && !to) {
		struct period p;
		if (!period_parse(month, &p))
			return err_set(e, ERR_USAGE,
			               "--mois : écrivez le mois ainsi : 2027-02 (ou 2027-T1, 2027-S1).");
		r->first_day = p.first_day;
		r->last_day = p.last_day;
		r->period = arena_strdup(r->arena, period_fr(&p, a));
	} else if (month || !from != !to) {
		return err_set(e, ERR_USAGE, "Donnez --mois, ou --du et --au ensemble.");
	} else if (from) {
		if (!day_parse(from, &r->first_day) || !day_parse(to, &r->last_day) ||
		    r->first_day > r->last_day)
			return err_set(e, ERR_USAGE,
			               "--du et --au : écrivez les dates ainsi : 2027-02-03, la première "
			               "avant la seconde.");
		r->period =
		    arena_printf(r->arena, "du %s au %s", day_fr(r->first_day, a), day_fr(r->last_day, b));
	}
	return true;
}

static const char *period_received(const struct report *r)
{
	char a[FRENCH_MAX], b[FRENCH_MAX];
	if (r->first_received < 0)
		return "aucun lot";
	if (r->first_received == r->last_received)
		return arena_printf(r->arena, "lots reçus le %s", day_fr(r->first_received, a));
	return arena_printf(r->arena, "lots reçus du %s au %s", day_fr(r->first_received, a),
	                    day_fr(r->last_received, b));
}

static bool load_titles(struct call *c, struct report *r, const char *path, struct err *e)
{
	char beside[STATE_PATH_MAX];
	if (path)
		return titles_load(&r->titles, path, r->arena, e);
	if (state_path(c->dir, "titles.tsv", beside) && file_exists(beside))
		return titles_load(&r->titles, beside, r->arena, e);
	return true;
}

static bool write_page(const struct report *r, const char *path, struct err *e)
{
	struct buf page = { 0 };
	report_page(r, &page);
	bool ok = file_write(path, page.data, page.size, 0644, e);
	buf_free(&page);
	return ok;
}

/* Titles in use when the period ended, and these remembered for later ones. */
static bool old_titles(struct report *r, struct book *book, struct err *e)
{
	int64_t day = r->last_day < r->today ? r->last_day : r->today;
	return register_titles_note(book, &r->titles, r->today, e) &&
	       register_titles_at(book, day, &r->titles, r->arena, e);
}

/* Only one whole published period leaves the team, drawn from its sheets. Whole periods that are not published yet
 * are made for the team; other dates only when asked for, since subtracting would undo the masking. */
static bool choose_source(struct report *r, struct book *book, struct report_sheets *sheets, const char **why,
                          struct err *e)
{
	enum step step = register_step(book);
	enum showing showing = register_may_show(book, r->first_day, r->last_day, why);
	if (r->internal)
		return true;
	if (r->last_day == DAY_LAST && step != STEP_NONE) {
		*why = "Sans --mois, tout ce qui a été reçu est compté : ce n'est pas ce que vous publiez.";
		return r->internal = true;
	}
	if (showing == SHOWING_OTHER_STEP)
		return err_set(e, ERR_REFUSED,
		               "%s Ou ajoutez --interne : chaque page dira « Ne pas diffuser ».", *why);
	if (showing != SHOWING_ALLOWED)
		return r->internal = true;
	struct period p = period_of(step, r->first_day);
	if (p.last_day != r->last_day)
		return err_set(
		    e, ERR_REFUSED,
		    "Un rapport montre un %s à la fois. Pour une durée plus longue : escale-coordinator "
		    "bilan. Ou ajoutez --interne.",
		    step_id(step));
	if (!report_sheets_read(sheets, book, &p, r->arena, e))
		return false;
	r->sheets = sheets;
	r->titles = report_sheets_titles(sheets, &r->titles, r->arena);
	return true;
}

bool cmd_report(struct call *c, struct err *e)
{
	struct arena arena = { 0 };
	struct territory words = { 0 };
	struct report_sheets *sheets = arena_alloc(&arena, sizeof *sheets);
	struct report r = { .today = c->today, .arena = &arena, .words = &words };
	const char *territory = args_value(&c->args, "--territory", "--territoire");
	const char *titles = args_value(&c->args, "--titles", "--titres");
	const char *texts = args_value(&c->args, "--texts", "--textes");
	const char *path = args_value(&c->args, "--out", "--sortie"), *why = "";
	bool asked = r.internal = args_flag(&c->args, "--internal", "--interne");
	struct state s = { 0 };
	struct book *book = NULL;
	path = path ? path : "rapport.html";
	bool ok = read_period(c, &r, e) && args_done(&c->args, 0, 0, usage, e) &&
	          state_open(&s, c->dir, false, e) && register_open(&book, c->dir, e);
	if (ok) {
		r.territory = territory ? territory : state_get(&s, "territory", &arena);
		ok = load_titles(c, &r, titles, e) && territory_find(&words, texts, c->dir, &arena, e) &&
		     old_titles(&r, book, e) && choose_source(&r, book, sheets, &why, e) &&
		     report_read(&r, &s, e);
		r.period = r.period[0] ? r.period : period_received(&r);
		ok = ok && write_page(&r, path, e);
	}
	if (ok)
		printf("Rapport écrit : %s\n", path);
	if (ok && r.internal)
		printf("Chaque page dit « Document interne. Ne pas diffuser. »%s%s\n", asked ? "" : " ",
		       asked ? "" : why);
	register_close(book);
	state_close(&s);
	arena_drop(&arena);
	return ok;
}
