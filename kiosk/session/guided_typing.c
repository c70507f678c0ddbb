/* The keyboard of the room. What is written stays within ENTRY_BYTES, holds no sign that would change how other texts are
 * read, and becomes an entry at "C'est écrit" only. */
#include "session/phases.h"

#include <string.h>

#include "base/utf8.h"

void typing_open(struct turn *t, int entry, int box, int table, int sheet)
{
	struct guided *g = &t->s->guided;
	g->typing = (struct typing){ .entry = entry, .phase = g->phase, .box = (short)box, .table = (short)table,
				     .sheet = (short)sheet, .part = (short)(g->page == GUIDED_PHASE ? t->s->part : 0) };
	if (entry >= 0)
		memcpy(g->typing.text, g->entries[entry].text, sizeof g->typing.text);
	guided_to(t, GUIDED_TYPING);
}

/* Controls, marks that turn the direction of what follows, and what is no character. */
static bool is_sign(int64_t c)
{
	static const struct {
		int64_t from, to;
	} refused[] = { { 0x7F, 0xA0 }, { 0xAD, 0xAD }, { 0x61C, 0x61C }, { 0x200B, 0x200F }, { 0x2028, 0x202E },
			{ 0x2060, 0x206F }, { 0xD800, 0xF8FF }, { 0xFE00, 0xFE0F }, { 0xFEFF, 0xFEFF }, { 0xFFF0, 0x10FFFF } };
	if (c < ' ' || c > 0x10FFFF)
		return false;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		if (c >= refused[i].from && c <= refused[i].to)
			return false;
	return true;
}

static void type(struct turn *t, int sign)
{
	struct typing *y = &t->s->guided.typing;
	size_t n = strlen(y->text);
	char bytes[4];
	bool idle = sign == ' ' && (n == 0 || y->text[n - 1] == ' '); /* no space twice, none first */
	if (!is_sign(sign) || idle)
		return;
	int size = utf8_put((uint32_t)sign, bytes);
	y->full = n + (size_t)size > ENTRY_BYTES;
	if (!y->full)
		memcpy(y->text + n, bytes, (size_t)size);
	y->erased = false;
}

static void erase(struct typing *y)
{
	size_t n = strlen(y->text);
	while (n > 0 && (y->text[n - 1] & 0xC0) == 0x80)
		y->text[--n] = '\0';
	if (n > 0)
		y->text[n - 1] = '\0';
	y->full = false;
	y->erased = true;
}

static void put_away(struct turn *t)
{
	int part = t->s->guided.typing.part;
	explicit_bzero(&t->s->guided.typing, sizeof t->s->guided.typing);
	guided_to(t, GUIDED_PHASE);
	t->s->part = part; /* the view mends it when there are fewer now */
}

static bool changed(const struct guided *g)
{
	const struct typing *y = &g->typing;
	return strcmp(y->text, y->entry >= 0 ? g->entries[y->entry].text : "") != 0;
}

/* An entry without a word is none. A new note is shown: it stands last. */
static void write_down(struct turn *t)
{
	struct guided *g = &t->s->guided;
	struct typing *y = &g->typing;
	size_t n = strlen(y->text);
	bool fresh = y->entry < 0;
	if (n > 0 && y->text[n - 1] == ' ')
		y->text[n - 1] = '\0';
	struct entry *e = !fresh ? &g->entries[y->entry] : y->text[0] ? entry_new(g) : NULL;
	if (e && !y->text[0]) {
		entry_drop(g, y->entry);
	} else if (e) {
		if (fresh) {
			e->box = y->box;
			e->table = y->table;
			e->sheet = y->sheet;
		}
		memset(e->text, 0, sizeof e->text);
		memcpy(e->text, y->text, strlen(y->text));
	}
	if (e && fresh && guided_phase(t->s, t->p)->kind == PHASE_BOARD)
		y->part = ENTRIES_KEPT_MAX;
	put_away(t);
}

bool typing_valid(const struct guided *g)
{
	const struct typing *y = &g->typing;
	return memchr(y->text, '\0', sizeof y->text) && y->phase == g->phase && y->layer >= 0 && y->layer <= 0xFFF && y->part >= 0 &&
	       y->entry >= -1 && y->entry < ENTRIES_KEPT_MAX && (y->entry < 0 || g->entries[y->entry].phase == g->phase);
}

bool typing_update(struct turn *t)
{
	struct guided *g = &t->s->guided;
	struct typing *y = &g->typing;
	switch (t->m->kind) {
	case MSG_TYPE: type(t, t->m->arg); break;
	case MSG_UNDO: erase(y); break;
	case MSG_LAYER:
		if (t->m->arg < 0 || t->m->arg > 0xFFF)
			return true;
		y->layer = t->m->arg;
		break;
	case MSG_CHOSEN: write_down(t); return true;
	case MSG_SKIP: put_away(t); return true; /* asked, and meant */
	case MSG_RETRY:
		y->leaving = false;
		guided_shown(t);
		return true;
	case MSG_BACK: /* going back twice loses nothing */
		if (!changed(g)) {
			put_away(t);
			return true;
		}
		y->leaving = !y->leaving;
		guided_shown(t);
		return true;
	default: return false;
	}
	y->leaving = false;
	activity_echo(t);
	return true;
}
