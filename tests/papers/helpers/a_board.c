#include "papers/helpers/a_board.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct pack pack;
static struct arena memory;
static struct session session;

const struct pack *a_session_pack(void)
{
	return &pack;
}

struct session *a_session(const char *folder, const char *id)
{
	struct err problems[4], e = { 0 };
	int count = 0;
	if (!pack_load(&pack, folder, &memory, problems, 4, &count, &e) || count) {
		fprintf(stderr, "%s%s\n", e.text, count ? problems[0].text : "");
		exit(2);
	}
	struct guided *g = &session.guided;
	session_init(&session, 0);
	guided_begin(g, &pack, pack_find_guide(&pack, id));
	return &session;
}

static void words(char *out, int letters, int seed)
{
	static const char *const some[] = { "un", "bus", "qui", "passe", "partout,", "des", "bénévoles", "formés",
					    "et", "une", "mairie", "écoute.", "numérique", "pour", "tous" };
	for (int n = seed; (int)strlen(out) < letters && strlen(out) + 14 < ENTRY_BYTES; n += 7)
		sprintf(out + strlen(out), "%s%s", out[0] ? " " : "", some[n % 15]);
}

void a_group_writes(struct session *s, int notes, int letters, int tables)
{
	struct guided *g = &s->guided;
	const struct guide_edition *ed = guided_edition(s, &pack);
	int at = 0;
	g->tables = (short)(tables > 0 ? tables : 1);
	for (int p = 0; p < ed->phase_count; p++) {
		const struct phase *ph = &ed->phases[p];
		bool board = ph->kind == PHASE_BOARD, sheets = ph->kind == PHASE_SHEETS;
		for (int box = 0; (board || sheets) && box < ph->card_count; box++)
			for (int n = 0; n < (board ? notes : tables * ph->sheets) && at < ENTRIES_KEPT_MAX; n++) {
				struct entry *e = &g->entries[at++];
				*e = (struct entry){ .phase = (short)p, .box = (short)box };
				words(e->text, letters, at);
				if (board) {
					e->votes = (short)(n % 4);
					e->group = n == 1 || n == 2;
					e->tags = n == 0 ? 1ULL << ((box + 1) % ph->card_count) : 0;
				} else {
					e->table = (short)(n / ph->sheets);
					e->sheet = (short)(n % ph->sheets);
					if (ph->cards[box].deck >= 0) {
						e->tags = 5;
						e->text[0] = '\0';
					}
				}
			}
		for (int t = 0; sheets && t < tables; t++)
			g->subject[t] = (short)t;
	}
}
