/* Sheets: each table has a subject (a card) and fills its sheets, field by field: written, or chosen among a deck's cards.
 * guided.card is -1 when all tables are shown at a glance, 0 when guided.table is open. */
#include "session/phases.h"

void sheets_begin(struct turn *t, const struct phase *ph)
{
	(void)ph;
	t->s->guided.card = -1;
}

static void to_table(struct turn *t, int table, int sheet)
{
	struct guided *g = &t->s->guided;
	g->card = table < 0 ? -1 : 0;
	g->table = (short)(table < 0 ? 0 : table);
	g->sheet = (short)sheet;
	g->detail = DETAIL_NONE;
	g->chosen = -1;
	g->turned = false;
	guided_to(t, GUIDED_PHASE);
}

/* The next sheet, the next table, then all of them at a glance. */
bool sheets_onward(struct turn *t, const struct phase *ph)
{
	const struct guided *g = &t->s->guided;
	if (g->card < 0)
		return false;
	if (g->sheet + 1 < ph->sheets)
		to_table(t, g->table, g->sheet + 1);
	else
		to_table(t, g->table + 1 < g->tables ? g->table + 1 : -1, 0);
	return true;
}

bool sheets_backward(struct turn *t, const struct phase *ph)
{
	(void)ph;
	if (t->s->guided.card < 0)
		return false;
	to_table(t, -1, 0);
	return true;
}

static const struct phase *deck(const struct turn *t, int which)
{
	const struct guide_edition *ed = guided_edition(t->s, t->p);
	return ed && which >= 0 && which < ed->phase_count ? &ed->phases[which] : NULL;
}

static int entry_of(const struct guided *g, int field)
{
	return guided_next_entry(g, g->phase, field, g->table, g->sheet, -1);
}

static void detail(struct turn *t, enum guided_detail what)
{
	t->s->guided.detail = (short)what;
	t->s->guided.turned = false;
	guided_to(t, GUIDED_CHOICE);
}

static void open_field(struct turn *t, const struct phase *ph, int field)
{
	struct guided *g = &t->s->guided;
	int entry = entry_of(g, field);
	g->field = (short)field;
	if (entry < 0 && !entry_free(g)) {
		g->detail = BOARD_FULL;
		guided_shown(t);
	} else if (deck(t, ph->cards[field].deck)) {
		g->chosen = (short)field;
		detail(t, SHEETS_PICK);
	} else {
		g->detail = DETAIL_NONE;
		typing_open(t, entry, field, g->table, g->sheet);
	}
}

/* A card of the field's deck: chosen, or no longer. */
static void tick(struct turn *t, const struct phase *ph, int64_t card)
{
	struct guided *g = &t->s->guided;
	const struct phase *from = deck(t, ph->cards[g->chosen].deck);
	if (!from || card < 0 || card >= from->card_count || card >= 64)
		return;
	int at = entry_of(g, g->chosen);
	struct entry *e = at >= 0 ? &g->entries[at] : entry_new(g);
	if (!e)
		return;
	e->box = g->chosen;
	e->table = g->table;
	e->sheet = g->sheet;
	e->tags ^= 1ULL << card;
	if (!e->tags)
		entry_drop(g, at);
	activity_echo(t);
}

static void subject(struct turn *t, const struct phase *ph, int64_t card)
{
	struct guided *g = &t->s->guided;
	const struct phase *from = deck(t, ph->subject);
	if (!from || card < -1 || card >= from->card_count)
		return;
	g->subject[g->table] = (short)card;
	to_table(t, g->table, g->sheet);
}

static bool on_table(struct turn *t, const struct phase *ph)
{
	struct guided *g = &t->s->guided;
	int64_t n = t->m->number;
	bool has_card = deck(t, ph->subject) && g->subject[g->table] >= 0;
	switch ((enum guided_do)t->m->arg) {
	case GUIDED_SHEET:
		if (n >= 0 && n < ph->sheets)
			to_table(t, g->table, (int)n);
		return true;
	case GUIDED_FIELD:
		if (n >= 0 && n < ph->card_count)
			open_field(t, ph, (int)n);
		return true;
	case GUIDED_DETAIL:
		if ((n == SHEETS_SUBJECT && deck(t, ph->subject)) || (n == SHEETS_CARD && has_card))
			detail(t, (enum guided_detail)n);
		return true;
	default: return false;
	}
}

static bool on_choice(struct turn *t, const struct phase *ph)
{
	struct guided *g = &t->s->guided;
	switch ((enum guided_do)t->m->arg) {
	case GUIDED_SUBJECT:
		if (g->detail == SHEETS_SUBJECT)
			subject(t, ph, t->m->number);
		return true;
	case GUIDED_DETAIL: /* another card than the one that is read */
		if (g->detail == SHEETS_CARD && t->m->number == SHEETS_SUBJECT)
			detail(t, SHEETS_SUBJECT);
		return true;
	case GUIDED_TURN:
		if (g->detail == SHEETS_CARD) {
			bool turned = !g->turned;
			guided_shown(t);
			g->turned = turned;
		}
		return true;
	case GUIDED_TAG:
		if (g->detail == SHEETS_PICK && g->chosen >= 0 && g->chosen < ph->card_count)
			tick(t, ph, t->m->number);
		return true;
	default: return false;
	}
}

bool sheets_update(struct turn *t, const struct phase *ph)
{
	struct guided *g = &t->s->guided;
	if (g->page == GUIDED_TYPING)
		return typing_update(t);
	if (g->page == GUIDED_CHOICE && t->m->kind == MSG_BACK && t->s->part == 0) {
		to_table(t, g->table, g->sheet);
		return true;
	}
	if (t->m->kind != MSG_GUIDED)
		return false;
	if (g->page == GUIDED_PHASE && t->m->arg == GUIDED_TABLE) {
		if (t->m->number >= -1 && t->m->number < g->tables)
			to_table(t, (int)t->m->number, 0);
		return true;
	}
	if (g->page == GUIDED_PHASE)
		return g->card >= 0 && on_table(t, ph);
	return g->page == GUIDED_CHOICE && on_choice(t, ph);
}
