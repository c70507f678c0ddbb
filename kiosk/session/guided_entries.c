/* What a group wrote: notes of boards, fields of sheets. They stand in the order in which they were written. */
#include "session/phases.h"

#include <string.h>

int entry_free(const struct guided *g)
{
	int n = 0;
	for (int i = 0; i < ENTRIES_KEPT_MAX; i++)
		n += g->entries[i].phase < 0;
	return n;
}

struct entry *entry_new(struct guided *g)
{
	int at = ENTRIES_KEPT_MAX - entry_free(g);
	if (at >= ENTRIES_KEPT_MAX)
		return NULL;
	memset(&g->entries[at], 0, sizeof g->entries[at]);
	g->entries[at].phase = g->phase;
	return &g->entries[at];
}

void entry_drop(struct guided *g, int entry)
{
	entry_ungroup(g, entry);
	int behind = ENTRIES_KEPT_MAX - 1 - entry;
	memmove(&g->entries[entry], &g->entries[entry + 1], (size_t)behind * sizeof g->entries[0]);
	explicit_bzero(&g->entries[ENTRIES_KEPT_MAX - 1], sizeof g->entries[0]);
	g->entries[ENTRIES_KEPT_MAX - 1].phase = -1;
}

bool entry_is(const struct guided *g, int64_t entry)
{
	return entry >= 0 && entry < ENTRIES_KEPT_MAX && g->entries[entry].phase == g->phase;
}

int guided_next_entry(const struct guided *g, int phase, int box, int table, int sheet, int after)
{
	for (int i = after + 1; i < ENTRIES_KEPT_MAX; i++) {
		const struct entry *e = &g->entries[i];
		if (phase >= 0 && e->phase == phase && (box < 0 || e->box == box) && (table < 0 || e->table == table) &&
		    (sheet < 0 || e->sheet == sheet))
			return i;
	}
	return -1;
}

/* ---- boards -------------------------------------------------------------------------------------------------------------- */

static bool together(const struct entry *a, const struct entry *b)
{
	return a == b || (a->group && a->group == b->group && a->phase == b->phase && a->box == b->box);
}

int board_group_size(const struct guided *g, int entry)
{
	int n = 0;
	for (int i = 0; i < ENTRIES_KEPT_MAX; i++)
		n += together(&g->entries[entry], &g->entries[i]);
	return n;
}

int board_hands(const struct guided *g, int entry)
{
	int n = 0;
	for (int i = 0; i < ENTRIES_KEPT_MAX; i++)
		n += together(&g->entries[entry], &g->entries[i]) ? g->entries[i].votes : 0;
	return n;
}

void entry_ungroup(struct guided *g, int entry)
{
	struct entry *e = &g->entries[entry];
	if (board_group_size(g, entry) == 2)
		for (int i = 0; i < ENTRIES_KEPT_MAX; i++)
			if (i != entry && together(e, &g->entries[i]))
				g->entries[i].group = 0;
	e->group = 0;
}

/* The next one: the first that is left, or the one with most hands. */
static int foremost(const struct guided *g, const bool *left, bool sorted)
{
	int best = -1, hands = -1;
	for (int i = 0; i < ENTRIES_KEPT_MAX; i++) {
		if (!left[i] || (best >= 0 && !sorted))
			continue;
		int n = sorted ? board_hands(g, i) : 0;
		if (n > hands) {
			best = i;
			hands = n;
		}
	}
	return best;
}

int board_order(const struct guided *g, int phase, int box, bool sorted, short out[ENTRIES_KEPT_MAX])
{
	bool left[ENTRIES_KEPT_MAX];
	int n = 0;
	for (int i = 0; i < ENTRIES_KEPT_MAX; i++) {
		const struct entry *e = &g->entries[i];
		left[i] = phase >= 0 && e->phase == phase && (e->box == box || e->tags >> box & 1);
	}
	for (int at; (at = foremost(g, left, sorted)) >= 0;)
		for (int i = at; i < ENTRIES_KEPT_MAX; i++)
			if (left[i] && together(&g->entries[at], &g->entries[i])) {
				out[n++] = (short)i;
				left[i] = false;
			}
	return n;
}

/* ---- sheets --------------------------------------------------------------------------------------------------------------- */

int sheets_filled(const struct guided *g, int phase, int table, int sheet)
{
	int n = 0;
	for (int i = -1; (i = guided_next_entry(g, phase, -1, table, sheet, i)) >= 0;)
		n++;
	return n;
}
