/* What a group produced, on paper: all of it, in the order of the boxes and the tables, and nothing that a spreadsheet or a
 * browser would take for something else. */
#include <criterion/criterion.h>
#include <string.h>

#include "papers/helpers/a_board.h"

static struct session *s;
static struct buf out;
static int written, board, sheets;

static void begin(void)
{
	s = a_session("tests/guides", "essai");
	const struct guide_edition *ed = guided_edition(s, a_session_pack());
	for (int i = 0; i < ed->phase_count; i++) {
		board = ed->phases[i].kind == PHASE_BOARD ? i : board;
		sheets = ed->phases[i].kind == PHASE_SHEETS ? i : sheets;
	}
	written = 0;
}

static void end(void)
{
	buf_free(&out);
}

TestSuite(guided_page, .init = begin, .fini = end);

static struct entry *note(int box, const char *text)
{
	struct entry *e = &s->guided.entries[written++];
	*e = (struct entry){ .phase = (short)board, .box = (short)box };
	strcpy(e->text, text);
	return e;
}

static struct entry *field(int table, int sheet, int which, const char *text)
{
	struct entry *e = note(which, text);
	e->phase = (short)sheets;
	e->table = (short)table;
	e->sheet = (short)sheet;
	return e;
}

static const char *as(bool (*how)(const struct guided_paper *, struct buf *), int64_t day)
{
	struct guided_paper p = { s, a_session_pack(), day };
	buf_free(&out);
	cr_assert(how(&p, &out));
	return out.data;
}

Test(guided_page, a_board_and_a_sheet_as_text)
{
	note(0, "Le bus");
	struct entry *both = note(1, "La gare");
	both->tags = 1;
	both->votes = 3;
	field(1, 0, 0, "Un lieu")->tags = 0;
	field(1, 0, 2, "")->tags = 3;
	s->guided.subject[1] = 2;
	s->guided.tables = 2;
	cr_expect_str_eq(as(guided_page_text, 20779),
			 "Séance d'essai\nLe 22 novembre 2026. Participants : 8. Tables : 2.\n"
			 "\nDeux propositions par table\n"
			 "\n  Table 2 : Valclair, Fiche 1\n  - Titre de la proposition : Un lieu\n  - Ce qu'elle demande : (rien)\n"
			 "  - Idées reprises : Ouvrir, Réparer\n"
			 "\nCe qui aide, ce qui bloque\n"
			 "\n  Ce qui aide : Qu'avons-nous déjà\u202F?\n"
			 "  - La gare (3 voix, aussi dans Ce qui bloque)\n  - Le bus\n"
			 "\n  Ce qui bloque : Que faut-il lever\u202F?\n  - La gare (3 voix, aussi dans Ce qui aide)\n"
			 "\nCe qui a été écrit ici par le groupe n’est plus sur la borne dès que la séance y est effacée.\n");
}

Test(guided_page, without_a_confirmed_date_none_is_written)
{
	cr_expect(strstr(as(guided_page_text, -1), "essai\nParticipants : 8.\n"));
	char name[80];
	struct guided_paper p = { s, a_session_pack(), -1 };
	guided_page_name(&p, name);
	cr_expect_str_eq(name, "seance-essai");
	p.day = 20779;
	guided_page_name(&p, name);
	cr_expect_str_eq(name, "seance-essai-2026-11-22");
}

Test(guided_page, nothing_written_is_said)
{
	cr_expect(strstr(as(guided_page_text, -1), "rien écrit"));
	cr_expect(strstr(as(guided_page_html, -1), "rien écrit"));
	cr_expect_eq(strchr(as(guided_page_csv, -1), '\n') + 1, out.data + out.size, "one line of titles");
}

Test(guided_page, what_is_written_is_never_markup)
{
	note(0, "<script>alert(1)</script> & \"co\"");
	const char *page = as(guided_page_html, -1);
	cr_expect_null(strstr(page, "<script"));
	cr_expect(strstr(page, "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;co&quot;"));
}

Test(guided_page, what_is_written_is_never_a_formula_and_stays_in_its_cell)
{
	note(0, "=1+1");
	note(0, "a;\"b\"");
	const char *table = as(guided_page_csv, -1);
	cr_expect(strstr(table, ";\"'=1+1\";"));
	cr_expect(strstr(table, ";\"a;\"\"b\"\"\";"));
}

Test(guided_page, a_group_and_its_hands)
{
	note(0, "un")->group = 1;
	note(0, "deux");
	struct entry *e = note(0, "trois");
	e->group = 1;
	e->votes = 2;
	cr_expect(strstr(as(guided_page_text, -1), "  - Ensemble : 2 voix\n    - un\n    - trois (2 voix)\n  - deux\n"));
	cr_expect(strstr(as(guided_page_csv, -1), ";un;;1;0;\r\n"));
	cr_expect(strstr(out.data, ";deux;;;0;\r\n"));
}

Test(guided_page, a_page_is_closed_whatever_it_holds)
{
	a_group_writes(s, 12, 90, 4);
	int open = 0, shut = 0;
	const char *page = as(guided_page_html, 20779);
	for (const char *at = page; (at = strstr(at, "<div")); at++)
		open++;
	for (const char *at = page; (at = strstr(at, "</div>")); at++)
		shut++;
	cr_expect_eq(open, shut);
	cr_expect(strstr(page, "</html>\n"));
}

Test(guided_page, without_a_session_there_is_no_paper)
{
	s->guided.on = false;
	struct guided_paper p = { s, a_session_pack(), -1 };
	cr_expect_not(guided_page_html(&p, &out));
	cr_expect_eq(out.size, 0);
}
