/* A board: boxes with a guiding question, and in them notes that are written, moved, told to belong to another box too,
 * grouped, and given hands. guided.card is the box that is open, -1 all of them at a glance; guided.turned: those with most
 * hands first. */
#include "session/phases.h"

enum { HANDS_MAX = 999 };

static void open_box(struct turn *t, int box)
{
	t->s->guided.card = (short)box;
	guided_shown(t);
}

void board_begin(struct turn *t, const struct phase *ph)
{
	(void)ph;
	t->s->guided.card = -1;
}

/* From an open box to the next one, then to all of them, then to the next round. */
bool board_onward(struct turn *t, const struct phase *ph)
{
	struct guided *g = &t->s->guided;
	g->detail = DETAIL_NONE;
	if (g->card >= 0) {
		open_box(t, g->card + 1 < ph->card_count ? g->card + 1 : -1);
		return true;
	}
	if (g->round + 1 >= ph->rounds)
		return false;
	guided_round(t, g->round + 1);
	return true;
}

bool board_backward(struct turn *t, const struct phase *ph)
{
	struct guided *g = &t->s->guided;
	(void)ph;
	g->detail = DETAIL_NONE;
	if (g->card >= 0) {
		open_box(t, -1);
		return true;
	}
	if (g->round == 0)
		return false;
	guided_round(t, g->round - 1);
	return true;
}

static void detail(struct turn *t, enum guided_detail what)
{
	t->s->guided.detail = (short)what;
	guided_to(t, GUIDED_CHOICE);
}

static void back_to_board(struct turn *t, int box)
{
	struct guided *g = &t->s->guided;
	g->detail = DETAIL_NONE;
	g->chosen = -1;
	g->card = (short)box;
	guided_to(t, GUIDED_PHASE);
}

static bool is_box(const struct phase *ph, int64_t box)
{
	return box >= 0 && box < ph->card_count && box < PHASE_BOXES_MAX;
}

/* ---- on the group's screen ------------------------------------------------------------------------------------------------ */

static void new_note(struct turn *t, int box)
{
	struct guided *g = &t->s->guided;
	g->card = (short)box;
	if (entry_free(g)) {
		g->detail = DETAIL_NONE;
		typing_open(t, -1, box, 0, 0);
		return;
	}
	g->detail = BOARD_FULL;
	guided_shown(t);
}

static bool board_screen(struct turn *t, const struct phase *ph)
{
	struct guided *g = &t->s->guided;
	int64_t n = t->m->number;
	switch ((enum guided_do)t->m->arg) {
	case GUIDED_CARD:
		g->detail = DETAIL_NONE;
		if (n == -1 || is_box(ph, n))
			open_box(t, (int)n);
		return true;
	case GUIDED_TURN:
		g->turned = !g->turned;
		guided_shown(t);
		return true;
	case GUIDED_NEW_NOTE:
		if (is_box(ph, n))
			new_note(t, (int)n);
		return true;
	case GUIDED_NOTE:
		if (entry_is(g, n)) {
			g->chosen = (short)n;
			detail(t, BOARD_NOTE);
		}
		return true;
	default: return false;
	}
}

/* ---- on the page of a note: guided.chosen ------------------------------------------------------------------------------- */

static void move(struct turn *t, int box)
{
	struct guided *g = &t->s->guided;
	struct entry *e = &g->entries[g->chosen];
	entry_ungroup(g, g->chosen);
	e->box = (short)box;
	e->tags &= ~(1ULL << box);
	back_to_board(t, box);
}

/* With a note of the same box, or away from it when they are together already. */
static void group(struct turn *t, int other)
{
	struct guided *g = &t->s->guided;
	struct entry *a = &g->entries[g->chosen], *b = &g->entries[other];
	if (a == b || a->box != b->box)
		return;
	bool apart = a->group && a->group == b->group;
	entry_ungroup(g, g->chosen);
	if (!apart && b->group) {
		a->group = b->group;
	} else if (!apart) {
		short fresh = 1;
		for (int i = 0; i < ENTRIES_KEPT_MAX; i++)
			if (g->entries[i].phase == g->phase && g->entries[i].group >= fresh)
				fresh = (short)(g->entries[i].group + 1);
		a->group = b->group = fresh;
	}
	activity_echo(t);
}

static void hand(struct turn *t, int64_t n)
{
	struct entry *e = &t->s->guided.entries[t->s->guided.chosen];
	if (n == 0 && e->votes < HANDS_MAX)
		e->votes++;
	else if (n == 16 && e->votes > 0)
		e->votes--;
	activity_echo(t);
}

static bool note_page(struct turn *t, const struct phase *ph)
{
	struct guided *g = &t->s->guided;
	int64_t n = t->m->number;
	if (!entry_is(g, g->chosen))
		return false;
	struct entry *e = &g->entries[g->chosen];
	switch ((enum guided_do)t->m->arg) {
	case GUIDED_DETAIL:
		if (n >= BOARD_NOTE && n <= BOARD_DELETE)
			detail(t, (enum guided_detail)n);
		return true;
	case GUIDED_EDIT:
		g->card = e->box;
		typing_open(t, g->chosen, e->box, 0, 0);
		return true;
	case GUIDED_MOVE:
		if (is_box(ph, n) && n != e->box)
			move(t, (int)n);
		return true;
	case GUIDED_TAG:
		if (is_box(ph, n) && n != e->box) {
			e->tags ^= 1ULL << n;
			activity_echo(t);
		}
		return true;
	case GUIDED_GROUP:
		if (entry_is(g, n))
			group(t, (int)n);
		return true;
	case GUIDED_HAND:
		hand(t, n);
		return true;
	case GUIDED_DELETE: {
		int box = e->box;
		if (g->detail != BOARD_DELETE) { /* asked once */
			detail(t, BOARD_DELETE);
			return true;
		}
		entry_drop(g, g->chosen);
		back_to_board(t, box);
		return true;
	}
	default: return false;
	}
}

/* Retour: from a list to the note, from the note to its box. */
static bool note_back(struct turn *t)
{
	struct guided *g = &t->s->guided;
	if (t->s->part > 0)
		return false;
	if (g->detail == BOARD_NOTE || !entry_is(g, g->chosen))
		back_to_board(t, g->card);
	else
		detail(t, BOARD_NOTE);
	return true;
}

bool board_update(struct turn *t, const struct phase *ph)
{
	const struct guided *g = &t->s->guided;
	if (g->page == GUIDED_TYPING)
		return typing_update(t);
	if (g->page == GUIDED_CHOICE && t->m->kind == MSG_BACK)
		return note_back(t);
	bool steps = t->m->kind == MSG_MORE || t->m->kind == MSG_LESS;
	if (steps && g->page == GUIDED_CHOICE && entry_is(g, g->chosen)) {
		hand(t, t->m->kind == MSG_MORE ? 0 : 16);
		return true;
	}
	if (t->m->kind != MSG_GUIDED)
		return false;
	if (g->page == GUIDED_PHASE)
		return board_screen(t, ph);
	return g->page == GUIDED_CHOICE && note_page(t, ph);
}
