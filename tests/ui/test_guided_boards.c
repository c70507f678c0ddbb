/* Boards, sheets and the room's keyboard on every panel, in both sizes and for the back row, measured with the shipped fonts:
 * every rule of access.md that rectangles can tell holds, with notes as short, as long and as many as they can be. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "ui/helpers/glass.h"

static bool keyboard; /* is one shown? then a sign of it is a target, and the end is one */

static void see(struct tour *w, const char *where, void *context)
{
	struct look_at *l = context;
	int keys = 0, ends = 0;
	l->found.where = where;
	check_scene(&l->found, &w->scene, &l->panel, w->large, false);
	for (int i = 0; i < w->scene.target_count; i++) {
		keys += w->scene.targets[i].msg.kind == MSG_TYPE;
		ends += w->scene.targets[i].msg.kind == MSG_CHOSEN;
	}
	if (keyboard && (keys < 1 || ends != 1))
		find(&l->found, "a keyboard of %d keys and %d ends", keys, ends);
}

static const char *const texts[] = {
	"Un bus", "مترجمون في الحي", "Волонтери",
	"Des bénévoles formés, qui connaissent le quartier, qui parlent plusieurs langues et qui restent plus d’un an chez "
	"nous : il faut les garder, les payer un peu, les remercier beaucoup.",
};
enum { TEXTS = sizeof texts / sizeof *texts };

static void note(struct guided *g, int at, int box, int text)
{
	g->entries[at] = (struct entry){ .phase = g->phase, .box = (short)box };
	snprintf(g->entries[at].text, sizeof g->entries[at].text, "%s", texts[text]);
}

static int phase_of(struct tour *w, struct session *s, const char *guide, enum phase_kind kind)
{
	int at = pack_find_guide(w->pack, guide);
	s->at = AT_GUIDED;
	tour_send(w, s, MSG_GUIDED, GUIDED_OPEN);
	struct effects fx;
	struct msg m = { .kind = MSG_GUIDED, .arg = GUIDED_CHOOSE, .number = at };
	*s = session_update(*s, w->pack, &m, &fx);
	const struct guide_edition *ed = guided_edition(s, w->pack);
	for (int i = 0; i < ed->phase_count; i++)
		if (ed->phases[i].kind == kind)
			return i;
	cr_assert_fail("no such phase in %s", guide);
	return -1;
}

static void ask(struct tour *w, struct session *s, enum guided_do what, int64_t number)
{
	struct effects fx;
	struct msg m = { .kind = MSG_GUIDED, .arg = what, .number = number };
	*s = session_update(*s, w->pack, &m, &fx);
}

static void show(struct tour *w, struct session s, const char *where)
{
	tour_show(w, s, where);
	if (s.guided.page != GUIDED_PHASE)
		return;
	char back[80];
	snprintf(back, sizeof back, "%s, back row", where);
	s.guided.back_row = true;
	tour_show(w, s, back);
}

static void walk_keyboard(struct look_at *l, struct session s)
{
	struct tour *w = &l->walk;
	char where[60];
	keyboard = true;
	for (int layer = 0; layer < 7; layer++)
		for (int page = 0; page < 4; page++) {
			s.guided.typing.layer = layer + 16 * page;
			snprintf(where, sizeof where, "keyboard %d, page %d", layer, page);
			tour_show(w, s, where);
		}
	s.guided.typing.layer = 0;
	for (int i = 0; i < TEXTS; i++) {
		snprintf(s.guided.typing.text, sizeof s.guided.typing.text, "%s", texts[i]);
		tour_show(w, s, "keyboard with a text");
	}
	s.guided.typing.full = true;
	tour_show(w, s, "keyboard, full");
	keyboard = false;
	s.guided.typing.leaving = true;
	tour_show(w, s, "keyboard, leaving");
}

static void walk_notes(struct look_at *l, struct session s)
{
	struct tour *w = &l->walk;
	for (int detail = BOARD_NOTE; detail <= BOARD_DELETE; detail++)
		for (int i = 0; i < TEXTS; i++) {
			char where[60];
			struct session at = s;
			at.guided.page = GUIDED_CHOICE;
			at.guided.detail = (short)detail;
			at.guided.chosen = (short)i;
			snprintf(where, sizeof where, "note %d, page %d", i, detail);
			tour_show(w, at, where);
		}
}

static void walk_board(struct look_at *l)
{
	struct tour *w = &l->walk;
	struct session s = tour_start(w);
	struct guided *g = &s.guided;
	ask(w, &s, GUIDED_GO, phase_of(w, &s, "afor", PHASE_BOARD));
	show(w, s, "empty board");
	ask(w, &s, GUIDED_CARD, 0);
	show(w, s, "empty box");
	ask(w, &s, GUIDED_NEW_NOTE, 2);
	walk_keyboard(l, s);
	ask(w, &s, GUIDED_RETURN, 0);
	for (int i = 0; i < 24; i++) {
		note(g, i, i % 5 ? 0 : i % 4, i % TEXTS);
		g->entries[i].votes = (short)(i * 7);
		g->entries[i].tags = i % 3 ? 0 : 14;
	}
	g->entries[1].group = g->entries[2].group = g->entries[3].group = 1;
	g->round = 2;
	for (int box = -1; box < 4; box++) {
		g->card = (short)box;
		show(w, s, "board with notes");
	}
	g->turned = true;
	g->card = 0;
	show(w, s, "sorted box");
	g->detail = BOARD_FULL;
	show(w, s, "full board");
	walk_notes(l, s);
}

static void walk_sheets(struct look_at *l)
{
	struct tour *w = &l->walk;
	struct session s = tour_start(w);
	struct guided *g = &s.guided;
	ask(w, &s, GUIDED_GO, phase_of(w, &s, "elus", PHASE_SHEETS));
	const struct phase *ph = guided_phase(&s, w->pack);
	g->tables = TABLES_MAX;
	show(w, s, "sheets, all tables");
	ask(w, &s, GUIDED_TABLE, 11);
	show(w, s, "sheet, nothing yet");
	for (int full = 0; full < 2; full++) {
		for (int i = 0; i < ph->card_count; i++) {
			note(g, i, i, full ? 3 : i % TEXTS);
			g->entries[i].table = 11;
			g->entries[i].tags = ph->cards[i].deck >= 0 ? full ? 127 : 2 : 0;
		}
		for (int i = 0; i < TABLES_MAX; i++)
			g->subject[i] = (short)(full ? 3 : i % 7);
		show(w, s, full ? "sheet, full" : "sheet");
		struct session all = s;
		all.guided.card = -1;
		show(w, all, "tables");
	}
	g->detail = BOARD_FULL;
	show(w, s, "sheet, nothing more fits");
	g->page = GUIDED_CHOICE;
	g->detail = SHEETS_SUBJECT;
	tour_show(w, s, "subjects");
	for (int i = 0; i < 14; i++) {
		g->detail = SHEETS_CARD;
		g->subject[11] = (short)(i % 7);
		g->turned = i >= 7;
		tour_show(w, s, "card of a table");
	}
	g->detail = SHEETS_PICK;
	for (int i = 0; i < ph->card_count; i++) {
		g->chosen = (short)i;
		tour_show(w, s, "cards of a field");
	}
}

ParameterizedTestParameters(guided_boards, keep_the_rules)
{
	return every_glass();
}

ParameterizedTest(struct glass *g, guided_boards, keep_the_rules)
{
	static struct look_at l;
	look_at(&l, g, see, &l);
	walk_board(&l);
	walk_sheets(&l);
	judge(&l, g, "boards", 90);
	look_away(&l);
}
