/* rapport: one page of HTML for people who decide. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "coordinator/cmd.h"
#include "coordinator/french.h"
#include "coordinator/report.h"

enum { DAY_LAST = 2932896 /* 9999-12-31 */ };

static const char usage[] =
    "Usage : escale-coordinator rapport [--mois AAAA-MM | --du AAAA-MM-JJ --au AAAA-MM-JJ]\n"
    "            [--territoire NOM] [--titres FICHIER] [--textes FICHIER]\n"
    "            [--sortie FICHIER]";

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
		if (!month_parse(month, &r->first_day, &r->last_day))
			return err_set(e, ERR_USAGE, "--mois : écrivez le mois ainsi : 2027-02.");
		r->period = arena_strdup(r->arena, month_fr(r->first_day, a));
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

static bool load_words(struct call *c, struct territory *t, const char *path, struct arena *a, struct err *e)
{
	char beside[STATE_PATH_MAX];
	if (!path && state_path(c->dir, TERRITORY_FILE, beside) && file_exists(beside))
		path = beside;
	return !path || territory_load(t, path, a, e);
}

bool cmd_report(struct call *c, struct err *e)
{
	struct arena arena = { 0 };
	struct territory words = { 0 };
	struct report r = { .today = c->today, .arena = &arena, .words = &words };
	const char *territory = args_value(&c->args, "--territory", "--territoire");
	const char *titles = args_value(&c->args, "--titles", "--titres");
	const char *texts = args_value(&c->args, "--texts", "--textes");
	const char *path = args_value(&c->args, "--out", "--sortie");
	struct state s = { 0 };
	path = path ? path : "rapport.html";
	bool ok =
	    read_period(c, &r, e) && args_done(&c->args, 0, 0, usage, e) && state_open(&s, c->dir, false, e);
	if (ok) {
		r.territory = territory ? territory : state_get(&s, "territory", &arena);
		ok = load_titles(c, &r, titles, e) && load_words(c, &words, texts, &arena, e) &&
		     report_read(&r, &s, e);
		r.period = r.period[0] ? r.period : period_received(&r);
		ok = ok && write_page(&r, path, e);
	}
	state_close(&s);
	if (ok)
		printf("Rapport écrit : %s\n", path);
	arena_drop(&arena);
	return ok;
}
