#include "coordinator/report_sheets.h"

#include <string.h>

static const char *const names[SHEET_COUNT] = {
	[SHEET_USES] = "utilisations",   [SHEET_MODULES] = "modules",     [SHEET_CHANGE] = "progres",
	[SHEET_AGES] = "ages",           [SHEET_OPINIONS] = "avis",       [SHEET_LANGUAGES] = "langues",
	[SHEET_SLOTS] = "moments",       [SHEET_ACCESS] = "reglages",     [SHEET_GROUPS] = "groupes",
	[SHEET_POLLS] = "enquetes",      [SHEET_QUESTIONS] = "questions", [SHEET_STOPS] = "passages",
	[SHEET_SENSITIVE] = "sensibles",
};

bool report_sheets_read(struct report_sheets *s, struct book *b, const struct period *p, struct arena *a,
                        struct err *e)
{
	for (int i = 0; i < SHEET_COUNT; i++) {
		if (!register_read(b, names[i], p, &s->sheet[i], &s->there[i], a, e))
			return false;
		s->there[i] &= s->sheet[i].method != METHOD_NOISED;
	}
	return true;
}

struct titles report_sheets_titles(const struct report_sheets *s, const struct titles *now, struct arena *a)
{
	int room = now->count + 1;
	for (int i = 0; i < SHEET_COUNT; i++)
		room += s->there[i] ? s->sheet[i].titles.count : 0;
	struct titles all = { .id = arena_array(a, (size_t)room, sizeof *all.id),
		              .title = arena_array(a, (size_t)room, sizeof *all.title) };
	for (int i = 0; i < SHEET_COUNT; i++)
		for (int k = 0; s->there[i] && k < s->sheet[i].titles.count; k++) {
			if (strcmp(s->sheet[i].titles.id[k], s->sheet[i].titles.title[k]) == 0)
				continue; /* it had no title */
			all.id[all.count] = s->sheet[i].titles.id[k];
			all.title[all.count++] = s->sheet[i].titles.title[k];
		}
	for (int k = 0; k < now->count; k++) {
		all.id[all.count] = now->id[k];
		all.title[all.count++] = now->title[k];
	}
	return all;
}

struct told report_told(const struct report_sheets *s, enum report_sheet id, const char *row,
                        const char *column)
{
	if (!s->there[id])
		return (struct told){ 0, true };
	const struct sheet_cell *c = sheet_get(&s->sheet[id], row, column);
	return c ? (struct told){ c->withheld ? 0 : c->n, c->withheld } : (struct told){ 0, false };
}

int report_rows(const struct report_sheets *s, enum report_sheet id, const char ***out, struct arena *a)
{
	const struct sheet *sheet = &s->sheet[id];
	int count = 0;
	*out = arena_array(a, (size_t)sheet->count + 1, sizeof **out);
	for (int i = 0; s->there[id] && i < sheet->count; i++) {
		const char *row = sheet->cells[i].row;
		bool known = strcmp(row, REGISTER_TOTAL) == 0;
		for (int j = 0; !known && j < count; j++)
			known = strcmp((*out)[j], row) == 0;
		if (!known)
			(*out)[count++] = row;
	}
	return count;
}
