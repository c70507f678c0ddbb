/* The end of a stop: where and when, the sheet, what became of it. */
#include "ui/view_stop.h"

#include <string.h>

/* ---- where and when ---- */

/* "0 1 0 _ _": the places that are still empty are seen and heard. */
static const char *spelled(struct draw *d, const char *code, const char *empty)
{
	const char *text = "";
	for (size_t i = 0; i < COMMUNE_BYTES; i++)
		text = i < strlen(code) ? arena_printf(d->a, "%s%s%c", text, i ? " " : "", code[i])
					: arena_printf(d->a, "%s%s%s", text, i ? " " : "", empty);
	return text;
}

static void pad(struct draw *d, struct flow *f)
{
	static const char *const keys[] = { "1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "", "A", "B" };
	const struct stop *s = &d->s->stop;
	enum { DIGITS = 10, ERASE = DIGITS, USUAL, ALL = 13 };
	struct button cards[ALL];
	bool corsica = s->commune[0] == '2' && s->commune[1] == '\0'; /* 2A and 2B */
	for (int i = 0; i < ALL; i++)
		cards[i] = stop_button(d, BUTTON_SECOND, NULL, keys[i], STOP_LETTER, keys[i][0]);
	cards[ERASE] = stop_button(d, BUTTON_CARD, "backspace", "", STOP_RUB, 0);
	cards[ERASE].said = word(d, F_("Effacer"));
	int columns = grid_columns(d, cards, USUAL, f->width, 7); /* nothing jumps when the letters come */
	flow_grid(f, cards, corsica ? ALL : USUAL, columns, d->z.gap / 2);
}

static void day_and_venue(struct draw *d, struct flow *f)
{
	const struct stop *s = &d->s->stop;
	struct button venues[8], days[2];
	char day[40];
	int n = coop_tables[COOP_VENUE].count;
	struct say label = saying(d, d->z.text, true, INK_TEXT);
	struct prose where = plain(word(d, F_("Lieu de l’accompagnement")));
	flow_text(f, &where, &label, d->z.gap, true);
	for (int i = 0; i < n; i++)
		venues[i] = stop_chip(d, s->venue == i, coop_label(COOP_VENUE, i), NULL, STOP_SET_VENUE, i);
	flow_grid(f, venues, n, grid_columns(d, venues, n, f->width, 4), d->z.gap / 2);
	stop_date(s->day, day);
	struct prose when = plain(filled(d, F_("Jour : {1}"), day, NULL));
	flow_text(f, &when, &label, d->z.gap, true);
	days[0] = stop_button(d, BUTTON_CARD, "minus", word(d, F_("Un jour de moins")), STOP_SET_DAY, -1);
	days[1] = stop_button(d, BUTTON_CARD, "plus", word(d, F_("Un jour de plus")), STOP_SET_DAY, 1);
	flow_grid(f, days, 2, grid_columns(d, days, 2, f->width, 2), d->z.gap / 2);
}

void view_stop_place(struct draw *d)
{
	const struct stop *s = &d->s->stop;
	struct flow f = flow_of(d, d->body.w);
	struct say big = saying(d, d->z.title, true, INK_ACTION);
	struct prose code = plain(spelled(d, s->commune, "_"));
	if (d->z.small) /* the whole pad stays on one part */
		stop_heading(&f, word(d, s->wrong ? F_("Il faut cinq chiffres.") : F_("Code Insee")));
	else
		stop_heading(&f, word(d, s->wrong ? F_("Il faut un code Insee : cinq chiffres.") : F_("Code Insee de la commune")));
	flow_text(&f, &code, &big, d->z.gap / 3, true);
	pad(d, &f);
	if (!d->z.small)
		stop_text(&f, word(d, F_("Ce n’est pas le code postal. Il suffit d’une fois.")));
	day_and_venue(d, &f);
	if (s->done == STOP_CHOSEN)
		scene_echo(d->out, coop_label(COOP_VENUE, s->touched % 64), d->lang);
	else if (s->commune[0])
		scene_echo(d->out, spelled(d, s->commune, ""), d->lang);
	struct button on = stop_button(d, BUTTON_MAIN, d->z.small ? NULL : "file-check", word(d, F_("Voir la feuille")), STOP_SHOW, STOP_SHEET);
	stop_put(d, &f, &on, 1);
}

/* ---- the sheet ---- */

static void sums(struct draw *d, struct flow *f)
{
	const struct stop *s = &d->s->stop;
	struct stop_sums n = stop_sums(s);
	int64_t visits = stop_visits(s, &d->s->staff.info);
	char day[40];
	stop_date(s->day, day);
	stop_text(f, arena_printf(d->a, "%s, %s, %s", day, coop_label(COOP_VENUE, s->venue),
				  filled(d, F_("commune {1}"), s->commune, NULL)));
	stop_text(f, filled(d, F_("Accompagnements individuels : {1}"), number(d, n.people), NULL));
	stop_text(f, filled(d, F_("Ateliers : {1}, participants : {2}"), number(d, n.workshops), number(d, n.participants)));
	struct say bold = saying(d, d->z.text, true, INK_TEXT);
	struct prose all = plain(filled(d, F_("En tout : {1} accompagnements, {2} lignes à recopier"), number(d, n.helps),
					number(d, n.lines)));
	flow_text(f, &all, &bold, d->z.gap / 3, false);
	stop_text(f, visits >= 0 ? filled(d, F_("En libre-service, à part : {1} visites. Ne les ajoutez pas."), number(d, visits), NULL)
				 : word(d, F_("Le libre-service est à part. Ne l’ajoutez pas.")));
	if (!d->s->staff.info.stick)
		stop_text(f, word(d, F_("Pour emporter la feuille, branchez une clé USB.")));
	struct button change = stop_button(d, BUTTON_CARD, "calendar", word(d, F_("Changer le jour ou le lieu")), STOP_SHOW, STOP_PLACE);
	flow_button(f, &change, d->z.control, d->z.gap);
}

static void block(struct draw *d, struct flow *f, const struct stop_line *l, int nth)
{
	struct stop_row *rows = arena_array(d->a, STOP_ROWS_MAX, sizeof *rows);
	int n = stop_rows(l, d->p, rows);
	struct say bold = saying(d, d->z.text, true, INK_ACTION);
	struct prose title = plain(filled(d, l->workshop ? F_("{1}. Atelier") : F_("{1}. Individuel"), number(d, nth), NULL));
	flow_text(f, &title, &bold, d->z.gap, true);
	for (int i = 0; i < n; i++)
		stop_text(f, arena_printf(d->a, "%s : %s", rows[i].name, rows[i].value));
}

void view_stop_sheet(struct draw *d)
{
	const struct stop *s = &d->s->stop;
	short order[STOP_LINES_MAX];
	struct flow f = flow_of(d, d->body.w);
	struct button foot[2];
	int n = stop_order(s, order), feet = 0;
	f.most_px = d->body.h / 2;
	if (f.width > d->z.text * 38) /* access.md V9: at most 80 letters a line */
		f.width = d->z.text * 38;
	stop_heading(&f, word(d, F_("Feuille pour La Coop")));
	sums(d, &f);
	stop_text(&f, word(d, F_("Ce qui n’est pas écrit n’a pas été dit : « Non communiqué ».")));
	for (int i = 0; i < n; i++)
		block(d, &f, &s->lines[order[i]], i + 1);
	if (d->s->staff.info.stick) {
		foot[feet] = stop_button(d, BUTTON_MAIN, d->z.small ? NULL : "usb",
					 word(d, d->z.small ? F_("Copier") : F_("Copier sur la clé")), STOP_GIVE, 0);
		foot[feet++].said = word(d, F_("Copier sur la clé"));
	}
	foot[feet++] = stop_button(d, BUTTON_SECOND, NULL, word(d, F_("J’ai fini")), STOP_SHOW, STOP_WIPE);
	stop_put(d, &f, foot, feet);
}

/* ---- what became of it ---- */

static const char *given(const struct stop *s)
{
	switch (s->result) {
	case RESULT_DONE: return F_("La feuille est sur la clé.");
	case RESULT_NO_STICK: return F_("La clé n’est plus là. Branchez-la et recommencez.");
	case RESULT_STICK_FULL: return F_("La clé est pleine. Faites de la place ou prenez-en une autre.");
	case RESULT_STICK_READONLY: return F_("La clé est protégée en écriture. Prenez-en une autre.");
	case RESULT_STICK_BAD: return F_("La clé a mal recopié. Prenez-en une autre.");
	default: return F_("Cela n’a pas marché. Rien n’est perdu. Recommencez.");
	}
}

void view_stop_given(struct draw *d)
{
	const struct stop *s = &d->s->stop;
	struct flow f = flow_of(d, d->body.w);
	bool good = s->result == RESULT_DONE;
	struct button foot[2];
	int n = 0;
	flow_banner(&f, good ? "check" : "alert-triangle", word(d, given(s)), good ? INK_GOOD : INK_NOTYET,
		    good ? INK_ON_GOOD : INK_ON_NOTYET);
	if (good) {
		stop_text(&f, word(d, F_("Elle est dans le dossier A\u2011IMPRIMER de la clé.")));
		stop_text(&f, word(d, F_("Recopiez-la dans La Coop, puis effacez-la aussi de la clé.")));
		foot[n++] = stop_button(d, BUTTON_SECOND, NULL, word(d, F_("Revoir la feuille")), STOP_SHOW, STOP_SHEET);
		foot[n++] = stop_button(d, BUTTON_MAIN, NULL, word(d, F_("J’ai fini")), STOP_SHOW, STOP_WIPE);
	} else {
		foot[n++] = stop_button(d, BUTTON_MAIN, NULL, word(d, F_("Revenir à la feuille")), STOP_SHOW, STOP_SHEET);
	}
	stop_put(d, &f, foot, n);
}

void view_stop_wipe(struct draw *d)
{
	const struct stop *s = &d->s->stop;
	struct flow f = flow_of(d, d->body.w);
	stop_heading(&f, word(d, F_("Effacer ce bilan de la borne ?")));
	stop_text(&f, s->handed ? word(d, F_("La feuille est sur la clé."))
				: word(d, F_("La feuille n’est pas sur une clé. Avez-vous tout recopié ?")));
	stop_text(&f, word(d, F_("Après, personne ne peut le retrouver.")));
	stop_text(&f, word(d, F_("Le coordinateur saura la commune et à peu près combien de personnes.")));
	struct button foot[2] = {
		stop_button(d, BUTTON_SECOND, NULL, word(d, F_("Non, revenir")), STOP_SHOW, STOP_SHEET),
		stop_button(d, BUTTON_MAIN, NULL, word(d, F_("Oui, effacer")), STOP_ERASE, 0),
	};
	stop_put(d, &f, foot, 2);
}

void view_stop_done(struct draw *d)
{
	struct flow f = flow_of(d, d->body.w);
	struct button foot[2] = {
		button(d, BUTTON_SECOND, NULL, word(d, F_("Espace conseiller")), MSG_STAFF_GO, STAFF_HOME),
		stop_button(d, BUTTON_MAIN, NULL, word(d, F_("Rendre l’écran")), STOP_LEAVE, 0),
	};
	foot[0].center = true;
	flow_banner(&f, "check", word(d, F_("Le bilan est effacé de la borne.")), INK_GOOD, INK_ON_GOOD);
	stop_put(d, &f, foot, 2);
}
