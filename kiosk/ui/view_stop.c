/* The stop's count: its first page, from which one touch begins a line, and the list of lines. */
#include "ui/view_stop.h"

#include <string.h>

struct button stop_button(const struct draw *d, enum button_look look, const char *icon, const char *label, enum stop_do what,
			  int64_t number)
{
	struct button b = button(d, look, icon, label, MSG_STOP, (int)what);
	b.msg.number = number;
	b.center = true;
	return b;
}

struct button stop_chip(const struct draw *d, bool on, const char *label, const char *said, enum stop_do what, int64_t number)
{
	struct button b = stop_button(d, on ? BUTTON_CHIP_ON : BUTTON_CHIP, NULL, label, what, number);
	b.said = said;
	return b;
}

void stop_heading(struct flow *f, const char *text)
{
	struct say title = saying(f->d, f->d->z.small ? f->d->z.text : f->d->z.title, true, INK_TEXT);
	struct prose p = plain(text);
	flow_text(f, &p, &title, 0, true);
}

void stop_text(struct flow *f, const char *text)
{
	struct say how = saying(f->d, f->d->z.text, false, INK_TEXT);
	struct prose p = plain(text);
	flow_text(f, &p, &how, f->d->z.gap / 3, false);
}

/* ---- the foot ---- */

enum { FOOT_MAX = 4 };

/* Each as wide as its words, in as few rows as that takes, at the end side; returns the height. */
static int lay_foot(struct draw *d, const struct button *b, int n, int width, struct rect at[FOOT_MAX])
{
	int y = 0;
	for (int from = 0, to; from < n; from = to) {
		int used = 0, high = d->z.control;
		for (to = from; to < n; to++) {
			int w = button_width(d, &b[to]);
			w = w < width ? w : width;
			if (to > from && used + d->z.gap + w > width)
				break;
			used += w + (to > from ? d->z.gap : 0);
			int h = button_height(d, &b[to], w, d->z.control);
			high = h > high ? h : high;
			at[to] = (struct rect){ used - w, y, w, 0 };
		}
		for (int i = from; i < to; i++) {
			at[i].x += width - used;
			at[i].h = high;
		}
		y += high + (to < n ? d->z.gap : 0);
	}
	return y;
}

void stop_put(struct draw *d, struct flow *f, const struct button *foot, int n)
{
	struct button all[FOOT_MAX] = { button(d, BUTTON_SECOND, "arrow-right", word(d, W_("Continuer")), MSG_NEXT, 0) };
	struct rect at[FOOT_MAX], area = d->body;
	all[0].center = all[0].icon_mirrors = true;
	if (d->z.small) { /* every millimetre of width for the others */
		all[0].said = word(d, W_("Continuer"));
		all[0].label = plain("");
	}
	for (int i = 0; i < n; i++)
		all[i + 1] = foot[i];
	int more_px = lay_foot(d, all, n + 1, area.w, at) + d->z.gap;
	int last_px = n ? lay_foot(d, foot, n, area.w, at) + d->z.gap : 0;
	bool last = flow_put(f, area, more_px, last_px);
	const struct button *b = last ? foot : all;
	n = last ? n : n + 1;
	int h = lay_foot(d, b, n, area.w, at);
	for (int i = 0; i < n; i++)
		put_button(d, &b[i], (struct rect){ area.x + at[i].x, area.y + area.h - h + at[i].y, at[i].w, at[i].h });
}

/* ---- home ---- */

static const char *brief(struct draw *d, const struct stop_line *l)
{
	char text[160];
	stop_brief(l, d->p, text);
	return arena_printf(d->a, "%s", text);
}

/* What the last touch did, or the question that the cards under it answer. */
static const char *news(struct draw *d)
{
	const struct stop *s = &d->s->stop;
	switch (s->done) {
	case STOP_SAVED: return filled(d, F_("Enregistré : {1}"), brief(d, &s->lines[s->count - 1]), NULL);
	case STOP_TAKEN: return filled(d, F_("Enlevé : {1}"), brief(d, &s->taken), NULL);
	case STOP_PUT_BACK: return word(d, F_("La ligne est remise."));
	default: break;
	}
	if (s->count == STOP_LINES_MAX)
		return word(d, F_("Ce bilan est plein : finissez l’arrêt."));
	return word(d, F_("Une personne de plus : combien de temps ?"));
}

static const char *counted(struct draw *d)
{
	struct stop_sums n = stop_sums(&d->s->stop);
	if (n.lines == 0)
		return word(d, F_("Bilan de l’arrêt"));
	return filled(d, n.helps > 1 ? F_("{1} accompagnements, {2}") : F_("{1} accompagnement, {2}"), number(d, n.helps),
		      filled(d, n.lines > 1 ? F_("{1} lignes") : F_("{1} ligne"), number(d, n.lines), NULL));
}

static void view_stop_home(struct draw *d)
{
	const struct stop *s = &d->s->stop;
	struct button cards[8], ways[4], ends[3];
	struct flow f = flow_of(d, d->body.w);
	int n = 0;
	if (!d->z.small || s->done == STOP_NOTHING)
		stop_heading(&f, counted(d));
	if (!d->z.small || s->done != STOP_NOTHING)
		stop_text(&f, news(d));
	else
		scene_speech(d->out, news(d), d->lang);
	for (int i = 0; stop_minutes[i]; i++) {
		char time[24];
		stop_time(stop_minutes[i], time);
		cards[n++] = stop_button(d, BUTTON_SECOND, NULL, arena_printf(d->a, "%s", time), STOP_PERSON, stop_minutes[i]);
	}
	flow_grid(&f, cards, n, grid_columns(d, cards, n, f.width, 6), d->z.gap / 2);
	n = 0;
	ways[n++] = stop_button(d, BUTTON_SECOND, "clock", word(d, F_("Autre durée")), STOP_PERSON, 0);
	ways[n++] = stop_button(d, BUTTON_CARD, "users", word(d, F_("Un atelier")), STOP_WORKSHOP, 0);
	if (stop_before(s))
		ways[n++] = stop_button(d, BUTTON_CARD, "refresh", word(d, F_("Même que le précédent")), STOP_SAME, 0);
	if (s->taken_at >= 0)
		ways[n++] = stop_button(d, BUTTON_CARD, "plus", word(d, F_("Remettre la ligne")), STOP_UNDO, 0);
	else if (s->count)
		ways[n++] = stop_button(d, BUTTON_CARD, "minus", word(d, F_("Enlever la dernière")), STOP_UNDO, 0);
	flow_grid(&f, ways, n, grid_columns(d, ways, n, f.width, 2), d->z.gap * 3 / 4);
	n = 0;
	if (s->count)
		ends[n++] = stop_button(d, BUTTON_CARD, "list-details", word(d, F_("Les lignes")), STOP_SHOW, STOP_LINES);
	ends[n++] = stop_button(d, BUTTON_CARD, "door-exit", word(d, F_("Rendre l’écran")), STOP_LEAVE, 0);
	if (s->count)
		ends[n++] = stop_button(d, BUTTON_MAIN, "file-check", word(d, F_("Finir l’arrêt")), STOP_SHOW, STOP_SHEET);
	flow_grid(&f, ends, n, grid_columns(d, ends, n, f.width, 3), d->z.gap * 3 / 4);
	stop_put(d, &f, NULL, 0);
}

/* ---- all lines ---- */

static void view_stop_lines(struct draw *d)
{
	const struct stop *s = &d->s->stop;
	struct flow f = flow_of(d, d->body.w);
	struct button back = stop_button(d, BUTTON_SECOND, d->z.small ? NULL : "plus", word(d, F_("Remettre")), STOP_UNDO, 0);
	stop_heading(&f, word(d, F_("Touchez une ligne pour la changer")));
	if (s->done == STOP_TAKEN || s->count == 0)
		stop_text(&f, s->done == STOP_TAKEN ? news(d) : word(d, F_("Il n’y a plus de ligne.")));
	for (int i = 0; i < s->count; i++) {
		struct button line = stop_button(d, BUTTON_CARD, NULL, arena_printf(d->a, "%d. %s", i + 1, brief(d, &s->lines[i])),
						 STOP_EDIT, i);
		line.center = false;
		flow_button(&f, &line, d->z.control, d->z.gap);
	}
	stop_put(d, &f, &back, s->taken_at >= 0);
}

void view_stop(struct draw *d)
{
	struct flow f;
	switch (d->s->stop.page) {
	case STOP_HOME: view_stop_home(d); break;
	case STOP_LINE: view_stop_line(d); break;
	case STOP_LINES: view_stop_lines(d); break;
	case STOP_PLACE: view_stop_place(d); break;
	case STOP_SHEET: view_stop_sheet(d); break;
	case STOP_WORKING:
		f = flow_of(d, d->body.w);
		stop_heading(&f, word(d, F_("Un moment, s’il vous plaît.")));
		stop_text(&f, word(d, F_("Ne retirez pas la clé.")));
		stop_put(d, &f, NULL, 0);
		break;
	case STOP_GIVEN: view_stop_given(d); break;
	case STOP_WIPE: view_stop_wipe(d); break;
	case STOP_DONE: view_stop_done(d); break;
	}
}
