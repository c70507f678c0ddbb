/* La Coop's words are La Coop's: the tables against the copy of its vocabulary, value by value. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/file.h"
#include "metrics/coop.h"

/* Enumerations of the coordinators' own reports, which the stop's count does not use. */
static const char *const elsewhere[] = {
	"TypeActiviteCoordination", "TypeAnimation", "Initiative", "ThematiqueAnimation", "TypeEvenement",
	"Organisateur", "EchelonTerritorial", "NaturePartenariat",
};

static int list_of(struct str name)
{
	for (int i = 0; i < COOP_LIST_COUNT; i++)
		if (str_is(name, coop_tables[i].name))
			return i;
	return -1;
}

static bool known_elsewhere(struct str name)
{
	for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++)
		if (str_is(name, elsewhere[i]))
			return true;
	return false;
}

/* Lines of the vocabulary that a table does not say in the same place; -1: the text is no vocabulary. */
static int differences(struct str text)
{
	int seen[COOP_LIST_COUNT] = { 0 }, wrong = 0, lines = 0;
	while (text.n) {
		struct str line, name, member, code, label;
		str_cut(text, '\n', &line, &text);
		if (line.n == 0 || line.s[0] == '#' || str_starts(line, "enum\t"))
			continue;
		lines++;
		if (!str_cut(line, '\t', &name, &line) || !str_cut(line, '\t', &member, &line))
			return -1;
		str_cut(line, '\t', &code, &label);
		int list = list_of(name);
		if (list < 0) {
			wrong += !known_elsewhere(name);
			continue;
		}
		int at = seen[list]++;
		bool same = at < coop_tables[list].count && str_is(code, coop_tables[list].values[at].code) &&
			    str_is(label, coop_tables[list].values[at].label);
		wrong += !same;
	}
	for (int i = 0; i < COOP_LIST_COUNT; i++)
		wrong += seen[i] != coop_tables[i].count;
	return lines ? wrong : -1;
}

static struct buf vocabulary(void)
{
	struct buf b = { 0 };
	struct err e = { 0 };
	cr_assert(file_read("tests/metrics/coop-vocabulary.tsv", 100000, &b, &e), "%s", e.text);
	return b;
}

Test(coop, the_tables_say_what_la_coop_says)
{
	struct buf b = vocabulary();
	cr_expect_eq(differences((struct str){ b.data, b.size }), 0);
	buf_free(&b);
}

Test(coop, a_changed_word_a_lost_line_and_a_new_list_are_noticed)
{
	struct buf b = vocabulary();
	char *age = strstr(b.data, "12 - 17 ans");
	cr_assert_not_null(age);
	age[0] = '2';
	cr_expect_gt(differences((struct str){ b.data, b.size }), 0);
	age[0] = '1';
	char *line = strstr(b.data, "Genre\tFeminin");
	cr_assert_not_null(line);
	cr_expect_gt(differences((struct str){ b.data, (size_t)(line - b.data) }), 0);
	line[0] = 'X';
	cr_expect_gt(differences((struct str){ b.data, b.size }), 0);
	buf_free(&b);
}

Test(coop, themes_of_mediation_come_first)
{
	cr_expect_eq(coop_tables[COOP_THEME].count, COOP_THEMES);
	cr_expect_eq(coop_find(COOP_THEME, "aide_aux_demarches_administratives"), COOP_MEDIATION - 1);
	cr_expect_eq(coop_find(COOP_THEME, "papiers_elections_citoyennete"), COOP_MEDIATION);
}

Test(coop, what_nobody_said_is_not_communicated_where_la_coop_has_that_word)
{
	cr_expect_str_eq(coop_code(COOP_AGE, -1), "non_communique");
	cr_expect_str_eq(coop_label(COOP_STATUS, -1), "Non communiqué ou hétérogène");
	cr_expect_str_eq(coop_code(COOP_AUTONOMY, -1), "");
	cr_expect_eq(coop_choices(COOP_AGE), 7);
	cr_expect_eq(coop_choices(COOP_LEVEL), 3);
}

Test(coop, a_card_has_a_short_word)
{
	for (int i = 0; i < COOP_THEMES; i++)
		cr_expect_leq(strlen(coop_brief(COOP_THEME, i)), 20, "%s", coop_brief(COOP_THEME, i));
}
