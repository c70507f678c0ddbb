/* One line of the stop's count: a field a page, each with large cards; the fields that can be skipped share theirs. */
#include "ui/view_stop.h"

#include <string.h>

#include "content/guide.h"

enum { CARDS_MAX = 64 };

static const char *minutes_text(struct draw *d, int minutes)
{
	char time[24];
	stop_time(minutes, time);
	return arena_printf(d->a, "%s", time);
}

static struct button save_button(struct draw *d)
{
	return stop_button(d, BUTTON_MAIN, d->z.small ? NULL : "check", word(d, F_("Enregistrer")), STOP_SAVE, 0);
}

/* ---- what the last touch did, for the ear ---- */

static bool is_on(const struct stop_line *l, int list, int value)
{
	if (list == COOP_THEME)
		return l->themes >> value & 1;
	if (list == COOP_MATERIAL)
		return l->material >> value & 1;
	return l->choice[list] == value;
}

static void echo(struct draw *d)
{
	const struct stop *s = &d->s->stop;
	int list = s->touched / 64, value = s->touched % 64;
	if (s->done != STOP_CHOSEN)
		return;
	scene_echo(d->out, coop_label((enum coop_list)list, value), d->lang);
	scene_echo(d->out, word(d, is_on(&s->draft, list, value) ? W_("C’est choisi.") : W_("Ce n’est plus choisi.")), d->lang);
}

/* ---- required ---- */

static void view_title(struct draw *d)
{
	const struct stop_line *l = &d->s->stop.draft;
	struct button cards[CARDS_MAX];
	struct flow f = flow_of(d, d->body.w);
	int n = 0, guides = d->p->guide_count;
	stop_heading(&f, word(d, F_("Quel atelier ?")));
	for (int i = 0; i < guides && n < CARDS_MAX; i++) {
		const struct guide *g = &d->p->guides[i];
		bool on = strcmp(l->guide, g->id) == 0 && l->title < 0;
		cards[n++] = stop_chip(d, on, g->editions[LANG_FR]->title, NULL, STOP_SET_TITLE, i);
	}
	for (int i = 0; coop_workshops[i].id && n < CARDS_MAX; i++)
		cards[n++] = stop_chip(d, l->title == i, coop_workshops[i].title, NULL, STOP_SET_TITLE, guides + i);
	flow_grid(&f, cards, n, grid_columns(d, cards, n, f.width, 3), d->z.gap / 2);
	stop_put(d, &f, NULL, 0);
}

static void view_people(struct draw *d)
{
	struct button cards[STOP_PEOPLE_MAX];
	struct flow f = flow_of(d, d->body.w);
	stop_heading(&f, word(d, F_("Combien de participants ?")));
	for (int i = 0; i < STOP_PEOPLE_MAX; i++)
		cards[i] = stop_chip(d, d->s->stop.draft.people == i + 1, number(d, i + 1), NULL, STOP_SET_PEOPLE, i + 1);
	flow_grid(&f, cards, STOP_PEOPLE_MAX, grid_columns(d, cards, STOP_PEOPLE_MAX, f.width, 6), d->z.gap / 2);
	stop_put(d, &f, NULL, 0);
}

static void view_minutes(struct draw *d)
{
	const struct stop_line *l = &d->s->stop.draft;
	const short *const lists[] = { stop_minutes, stop_more_minutes };
	struct button cards[CARDS_MAX];
	struct flow f = flow_of(d, d->body.w);
	bool old = d->s->stop.line < d->s->stop.count;
	int n = 0;
	stop_heading(&f, word(d, F_("Combien de temps ?")));
	for (int k = l->workshop || old ? 0 : 1; k < 2; k++)
		for (int i = 0; lists[k][i]; i++)
			cards[n++] = stop_chip(d, l->minutes == lists[k][i], minutes_text(d, lists[k][i]), NULL, STOP_SET_MINUTES,
					       lists[k][i]);
	flow_grid(&f, cards, n, grid_columns(d, cards, n, f.width, 5), d->z.gap / 2);
	stop_put(d, &f, NULL, 0);
}

/* ---- themes: the usual ones first, all the others one touch behind ---- */

enum { USUAL_SHOWN = 10 };

/* The ten that are most likely; what was chosen elsewhere takes the place of the least likely ones. */
static bool is_usual(const struct stop *s, const short order[COOP_THEMES], int at)
{
	int chosen_behind = 0, free_before = 0;
	for (int i = 0; i < COOP_THEMES; i++) {
		bool on = s->draft.themes >> order[i] & 1;
		chosen_behind += on && i >= USUAL_SHOWN;
		free_before += !on && i < at;
	}
	if (s->draft.themes >> order[at] & 1)
		return true;
	int chosen_before = 0;
	for (int i = 0; i < USUAL_SHOWN; i++)
		chosen_before += s->draft.themes >> order[i] & 1;
	return at < USUAL_SHOWN && free_before < USUAL_SHOWN - chosen_before - chosen_behind;
}

static int theme_cards(struct draw *d, struct button *cards)
{
	const struct stop *s = &d->s->stop;
	short order[COOP_THEMES];
	int n = 0;
	stop_usual(s, order);
	for (int i = 0; i < COOP_THEMES; i++) {
		int t = s->themes == THEMES_USUAL ? order[i] : i;
		bool shown = s->themes == THEMES_USUAL	     ? is_usual(s, order, i)
			     : s->themes == THEMES_MEDIATION ? t < COOP_MEDIATION
							     : t >= COOP_MEDIATION;
		if (shown)
			cards[n++] = stop_chip(d, s->draft.themes >> t & 1, coop_brief(COOP_THEME, t), coop_label(COOP_THEME, t),
					       STOP_SET_THEME, t);
	}
	if (s->themes != THEMES_USUAL)
		return n;
	const char *icon = d->z.small ? NULL : "chevron-right"; /* these two lead somewhere */
	cards[n++] = stop_button(d, BUTTON_SECOND, icon, word(d, F_("Médiation")), STOP_THEMES_OF, THEMES_MEDIATION);
	cards[n - 1].said = word(d, F_("Toutes les thématiques de médiation"));
	cards[n++] = stop_button(d, BUTTON_SECOND, icon, word(d, F_("Démarches")), STOP_THEMES_OF, THEMES_PAPERS);
	cards[n - 1].said = word(d, F_("Toutes les thématiques de démarches"));
	return n;
}

static const char *themes_title(struct draw *d)
{
	const struct stop *s = &d->s->stop;
	if (s->done == STOP_MISSING)
		return word(d, F_("Touchez au moins une thématique."));
	return filled(d,
		      s->themes == THEMES_USUAL	      ? F_("{1} : quelles thématiques ?")
		      : s->themes == THEMES_MEDIATION ? F_("{1} : médiation numérique")
						      : F_("{1} : démarches administratives"),
		      minutes_text(d, s->draft.minutes), NULL);
}

static void view_themes(struct draw *d)
{
	struct button cards[CARDS_MAX];
	struct flow f = flow_of(d, d->body.w);
	if (d->z.small && d->s->stop.done != STOP_MISSING) {
		scene_speech(d->out, themes_title(d), d->lang);
	} else {
		struct say how = saying(d, d->z.text, true, INK_TEXT);
		struct prose p = plain(themes_title(d));
		flow_text(&f, &p, &how, 0, true);
	}
	int n = theme_cards(d, cards), most = d->z.text * 12 > d->body.w ? 2 : 6;
	flow_grid(&f, cards, n, grid_columns(d, cards, n, f.width, most), d->z.gap / 2);
	struct button foot[2] = { stop_button(d, BUTTON_SECOND, d->z.small ? NULL : "plus", word(d, F_("Préciser")), STOP_ASK,
					      STOP_DETAILS),
				  save_button(d) };
	stop_put(d, &f, foot, 2);
}

/* ---- what can be skipped ---- */

struct group {
	enum coop_list list;
	const char *name; /* said before each of its cards; shown only where the cards do not say it themselves */
	bool shown;
};

static const struct group of_person[] = {
	{ COOP_AGE, F_("Âge"), false },
	{ COOP_STATUS, F_("Statut"), false },
	{ COOP_GENDER, F_("Genre"), false },
	{ COOP_MATERIAL, F_("Matériel"), true },
	{ COOP_AUTONOMY, F_("Autonomie"), true },
	{ COOP_REDIRECT, F_("Orienté vers"), true },
};
static const struct group of_workshop[] = {
	{ COOP_LEVEL, F_("Niveau"), true },
	{ COOP_MATERIAL, F_("Matériel"), true },
};

static int group_cards(struct draw *d, const struct group *g, struct button *cards)
{
	const struct stop_line *l = &d->s->stop.draft;
	int n = coop_choices(g->list);
	for (int v = 0; v < n; v++) {
		const char *said = arena_printf(d->a, "%s : %s", word(d, g->name), coop_label(g->list, v));
		cards[v] = stop_chip(d, is_on(l, (int)g->list, v), coop_brief(g->list, v), said, STOP_SET_CHOICE,
				     (int64_t)g->list * 64 + v);
	}
	return n;
}

static void view_details(struct draw *d)
{
	bool workshop = d->s->stop.draft.workshop;
	const struct group *groups = workshop ? of_workshop : of_person;
	int count = workshop ? 2 : 6, columns = 4;
	struct button cards[CARDS_MAX];
	struct flow f = flow_of(d, d->body.w);
	struct say how = saying(d, d->z.text, true, INK_TEXT), label = saying(d, d->z.text, true, INK_QUIET);
	struct prose p = plain(word(d, F_("Si vous le savez :")));
	flow_text(&f, &p, &how, 0, true);
	for (int g = 0; g < count; g++) {
		int n = group_cards(d, &groups[g], cards);
		if (n > 2) /* two stand under the others */
			columns = grid_columns(d, cards, n, f.width, 5);
		if (groups[g].shown) {
			struct prose name = plain(word(d, groups[g].name));
			flow_text(&f, &name, &label, d->z.gap / 2, true);
		}
		flow_grid(&f, cards, n, columns, groups[g].shown || g == 0 ? d->z.gap / 4 : d->z.gap * 3 / 4);
	}
	struct button save = save_button(d);
	stop_put(d, &f, &save, 1);
}

/* ---- a line that was there ---- */

static void view_review(struct draw *d)
{
	static const struct {
		enum stop_field field;
		const char *label;
		bool workshops;
	} ways[] = {
		{ STOP_TITLE, F_("Changer le titre"), true },	 { STOP_PEOPLE, F_("Changer le nombre"), true },
		{ STOP_MINUTES, F_("Changer la durée"), false }, { STOP_THEMES, F_("Changer les thèmes"), false },
		{ STOP_DETAILS, F_("Préciser"), false },
	};
	const struct stop *s = &d->s->stop;
	char brief[160];
	struct button cards[8];
	struct flow f = flow_of(d, d->body.w);
	int n = 0;
	stop_brief(&s->draft, d->p, brief);
	stop_heading(&f, filled(d, s->draft.workshop ? F_("Ligne {1} : atelier") : F_("Ligne {1} : une personne"),
				number(d, s->line + 1), NULL));
	stop_text(&f, arena_printf(d->a, "%s", brief));
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (s->draft.workshop || !ways[i].workshops)
			cards[n++] = stop_button(d, BUTTON_CARD, NULL, word(d, ways[i].label), STOP_ASK, ways[i].field);
	cards[n++] = stop_button(d, BUTTON_CARD, NULL, word(d, F_("Supprimer la ligne")), STOP_DELETE, 0);
	flow_grid(&f, cards, n, grid_columns(d, cards, n, f.width, 3), d->z.gap);
	struct button save = save_button(d);
	stop_put(d, &f, &save, 1);
}

void view_stop_line(struct draw *d)
{
	switch (d->s->stop.field) {
	case STOP_REVIEW: view_review(d); break;
	case STOP_TITLE: view_title(d); break;
	case STOP_PEOPLE: view_people(d); break;
	case STOP_MINUTES: view_minutes(d); break;
	case STOP_THEMES: view_themes(d); break;
	default: view_details(d); break;
	}
	echo(d);
}
