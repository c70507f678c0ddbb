#include "coordinator/stories.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coordinator/french.h"
#include "seal/pin.h"

enum { STORIES_MAX = 4, LABEL = 24, COLUMN = 24, ROWS = 12 };

/* What of a bundle helps to choose, in words. */
struct story {
	char cell[ROWS][64];
};

static const char *const labels[ROWS] = {
	"marque", "reçu le",         "utilisations", "faits gardés",    "suit",        "suivi par", "version",
	"lieu",   "arrêts brusques", "horloge",      "fermé en avance", "aujourd'hui",
};

static const char *early_fr(const char *reason)
{
	static const char *const words[][2] = { { "", "non" },
		                                { "end-of-tour", "fin de tournée" },
		                                { "repair", "réparation" },
		                                { "moved", "déménagement" },
		                                { "request", "demande" } };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(reason, words[i][0]) == 0)
			return words[i][1];
	return "autre raison";
}

static void read_story(struct db_query *q, struct story *s)
{
	char number[FRENCH_MAX], mark[2 * 32 + 1] = "";
	size_t size;
	const void *sha = db_blob(q, 2, &size);
	if (size == 32)
		seal_hex(sha, 32, mark);
	mark[STORIES_MARK] = '\0';
	bool known = db_int(q, 6) != 0, first = db_int(q, 1) == 1;
	const char *cells[ROWS] = {
		mark,
		NULL,
		NULL,
		NULL,
		known                   ? db_text(q, 7)
		: first && db_int(q, 8) ? "rien : c'est le premier"
		: first                 ? "un lot d'avant le premier"
		                        : "un lot inconnu ici",
		*db_text(q, 9) ? db_text(q, 9) : "aucun lot d'ici",
		db_text(q, 10),
		db_text(q, 11),
		db_text(q, 12),
		db_int(q, 13) ? "confirmée" : "non confirmée",
		early_fr(db_text(q, 14)),
		NULL,
	};
	for (int i = 0; i < ROWS; i++)
		if (cells[i])
			str_copy(s->cell[i], sizeof s->cell[i], cells[i]);
	str_copy(s->cell[1], sizeof s->cell[1], day_fr(db_int(q, 3), number));
	str_copy(s->cell[2], sizeof s->cell[2], number_fr(db_int(q, 4), number));
	str_copy(s->cell[3], sizeof s->cell[3], number_fr(db_int(q, 5), number));
	str_copy(s->cell[11], sizeof s->cell[11],
	         db_int(q, 15) >= 0                    ? "un reçu est signé"
	         : strcmp(db_text(q, 16), "drop") == 0 ? "écarté par décision"
	         : strcmp(db_text(q, 16), "keep") == 0 ? "gardé par décision"
	         : db_int(q, 17)                       ? "lu"
	                                               : "non lu");
}

/* Text in a column: padding counts letters, not bytes. */
static void column(const char *text, int width)
{
	int letters = 0;
	for (const char *p = text; *p; p++)
		letters += ((unsigned char)*p & 0xc0) != 0x80;
	printf("%s%*s", text, letters < width ? width - letters : 1, "");
}

static void print_slot(const char *kiosk, int64_t number, const struct story *s, int count, int more)
{
	printf("\n%s, lot %lld : %d récits\n", kiosk, (long long)number, count + more);
	for (int row = 0; row < ROWS; row++) {
		bool differ = row == 0;
		for (int i = 1; i < count; i++)
			differ |= strcmp(s[i].cell[row], s[0].cell[row]) != 0;
		printf("  %s ", differ ? "≠" : " ");
		column(labels[row], LABEL);
		for (int i = 0; i < count; i++)
			column(s[i].cell[row], COLUMN);
		puts("");
	}
	if (more)
		printf("    et %d de plus : voyez la liste.\n", more);
}

bool stories_print(struct state *s, struct err *e)
{
	struct db_query *q = NULL;
	struct err why = { 0 };
	struct story *story = xmalloc(STORIES_MAX * sizeof *story);
	char kiosk[STATE_NAME_MAX] = "";
	int64_t id = -1, number = -1;
	int count = 0, more = 0;
	db_prepare(
	    s->db, &q,
	    "SELECT k.name, b.number, b.sha, b.received_day, b.sessions, b.facts_kept, "
	    "p.id IS NOT NULL, 'lot ' || p.number || ' (' || substr(lower(hex(p.sha)), 1, 8) || ')', "
	    "b.previous = zeroblob(32), "
	    "(SELECT group_concat('lot ' || n.number || ' (' || substr(lower(hex(n.sha)), 1, 8) || ')', ', "
	    "') "
	    " FROM bundle n WHERE n.kiosk = b.kiosk AND n.number = b.number + 1 AND n.previous = b.sha), "
	    "b.software, b.place_kind, b.dirty_stops, b.clock_confirmed, b.early_reason, b.receipted_day, "
	    "b.decision, b.counted, b.kiosk "
	    "FROM bundle b JOIN kiosk k ON k.id = b.kiosk LEFT JOIN bundle p ON p.kiosk = b.kiosk AND p.sha "
	    "= "
	    "b.previous WHERE (b.kiosk, b.number) IN "
	    "(SELECT kiosk, number FROM bundle GROUP BY 1, 2 HAVING count(*) > 1 "
	    " INTERSECT SELECT kiosk, number FROM standing WHERE diverging OR broken) "
	    "ORDER BY k.name, b.number, b.sha",
	    &why);
	while (!why.code && db_step(q, &why)) {
		if (count && (db_int(q, 18) != id || db_int(q, 1) != number)) {
			print_slot(kiosk, number, story, count, more);
			count = more = 0;
		}
		id = db_int(q, 18);
		number = db_int(q, 1);
		str_copy(kiosk, sizeof kiosk, db_text(q, 0));
		if (count < STORIES_MAX)
			read_story(q, &story[count++]);
		else
			more++;
	}
	db_finish(q);
	if (count)
		print_slot(kiosk, number, story, count, more);
	free(story);
	return why.code ? err_set(e, why.code, "%s", why.text) : true;
}
