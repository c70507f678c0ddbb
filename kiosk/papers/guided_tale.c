#include "papers/guided_tale.h"

#include <string.h>

struct tale_line *tale_add(struct tale *t, enum tale_kind kind, const char *one, const char *two)
{
	if (t->count == t->room) {
		t->room = t->room ? t->room * 2 : 64;
		struct tale_line *more = arena_array(t->a, (size_t)t->room, sizeof *more);
		if (t->count)
			memcpy(more, t->lines, (size_t)t->count * sizeof *more);
		t->lines = more;
	}
	struct tale_line *l = &t->lines[t->count++];
	*l = (struct tale_line){ .kind = kind, .one = one, .two = two, .study = -1 };
	return l;
}

/* ---- boards ------------------------------------------------------------------------------------------------------------------- */

static const char *first_words(const struct card *c)
{
	for (int i = 0; i < c->block_count; i++)
		if (c->blocks[i].kind != BLOCK_PICTURE)
			return c->blocks[i].prose.text;
	return "";
}

static const char *also_in(struct tale *t, const struct phase *ph, const struct entry *e, int box)
{
	const char *all = "";
	for (int i = 0; i < ph->card_count && i < PHASE_BOXES_MAX; i++)
		if (i != box && (i == e->box || e->tags >> i & 1))
			all = arena_printf(t->a, "%s%s%s", all, all[0] ? ", " : ALSO, ph->cards[i].title.text);
	return all;
}

static void tell_box(struct tale *t, int phase, int box)
{
	const struct phase *ph = &t->edition->phases[phase];
	short list[ENTRIES_KEPT_MAX];
	int n = board_order(t->g, phase, box, true, list), inside = 0;
	tale_add(t, TALE_BOX, ph->cards[box].title.text, first_words(&ph->cards[box]));
	for (int i = 0; i < n; i++) {
		const struct entry *e = &t->g->entries[list[i]];
		int size = e->box == box ? board_group_size(t->g, list[i]) : 1;
		if (size > 1 && !inside) {
			tale_add(t, TALE_GROUP, "", "")->number = board_hands(t->g, list[i]);
			inside = size;
		}
		struct tale_line *l = tale_add(t, TALE_NOTE, e->text, also_in(t, ph, e, box));
		l->number = e->votes;
		l->grouped = inside > 0;
		inside -= inside > 0;
	}
}

static void tell_board(struct tale *t, int phase)
{
	const struct phase *ph = &t->edition->phases[phase];
	if (guided_next_entry(t->g, phase, -1, -1, -1, -1) < 0)
		return;
	tale_add(t, TALE_PHASE, ph->title.text, "");
	for (int i = 0; i < ph->card_count && i < PHASE_BOXES_MAX; i++)
		tell_box(t, phase, i);
}

/* ---- sheets ------------------------------------------------------------------------------------------------------------------- */

static const struct phase *deck(const struct tale *t, int which)
{
	return which >= 0 && which < t->edition->phase_count ? &t->edition->phases[which] : NULL;
}

static const char *field_words(struct tale *t, int phase, int field, int table, int sheet)
{
	const struct phase *from = deck(t, t->edition->phases[phase].cards[field].deck);
	int at = guided_next_entry(t->g, phase, field, table, sheet, -1);
	const char *all = "";
	if (at < 0 || !from)
		return at < 0 ? "" : t->g->entries[at].text;
	for (int i = 0; i < from->card_count; i++)
		if (t->g->entries[at].tags >> i & 1)
			all = arena_printf(t->a, "%s%s%s", all, all[0] ? ", " : "", from->cards[i].title.text);
	return all;
}

static void tell_sheets(struct tale *t, int phase)
{
	const struct phase *ph = &t->edition->phases[phase], *subjects = deck(t, ph->subject);
	int sheets = ph->sheets > 0 ? ph->sheets : 1;
	if (guided_next_entry(t->g, phase, -1, -1, -1, -1) < 0)
		return;
	tale_add(t, TALE_PHASE, ph->title.text, "");
	for (int table = 0; table < TABLES_MAX; table++)
		for (int sheet = 0; sheet < sheets; sheet++) {
			int card = t->g->subject[table];
			if (!sheets_filled(t->g, phase, table, sheet))
				continue;
			const char *name = arena_printf(t->a, "Table %d", table + 1);
			if (subjects && card >= 0 && card < subjects->card_count)
				name = arena_printf(t->a, "%s : %s", name, subjects->cards[card].title.text);
			tale_add(t, TALE_SHEET, name, sheets > 1 ? arena_printf(t->a, "Fiche %d", sheet + 1) : "");
			for (int i = 0; i < ph->card_count; i++)
				tale_add(t, TALE_FIELD, ph->cards[i].title.text, field_words(t, phase, i, table, sheet));
		}
}

/* ---- which kind tells what ---------------------------------------------------------------------------------------------------- */

static void (*const tellers[PHASE_KIND_COUNT])(struct tale *t, int phase) = {
	[PHASE_SHEETS] = tell_sheets,
	[PHASE_BOARD] = tell_board,
	[PHASE_VOTE] = tell_vote,
	[PHASE_BAROMETER] = tell_barometer,
	[PHASE_PROFILE] = tell_profile,
	[PHASE_QUIZ] = tell_quiz,
	[PHASE_MODULES] = tell_quiz,
};

bool tale_of(const struct guided_paper *p, struct arena *a, struct tale *t)
{
	*t = (struct tale){ .paper = p, .g = &p->session->guided, .edition = guided_edition(p->session, p->pack), .a = a };
	if (!t->edition)
		return false;
	for (int i = 0; i < t->edition->phase_count; i++)
		if (tellers[t->edition->phases[i].kind])
			tellers[t->edition->phases[i].kind](t, i);
	return true;
}
