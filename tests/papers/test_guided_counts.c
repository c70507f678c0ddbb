/* What a group voted, answered and guessed, on paper: counts with what they are counts of, and the study with its year. */
#include <criterion/criterion.h>
#include <string.h>

#include "papers/helpers/a_board.h"

static struct session *s;
static struct buf out;

static void begin(void)
{
	s = a_session("tests/guides", "essai");
}

static void end(void)
{
	buf_free(&out);
}

TestSuite(guided_counts, .init = begin, .fini = end);

static short phase(const char *id)
{
	const struct guide_edition *ed = guided_edition(s, a_session_pack());
	for (int i = 0; i < ed->phase_count; i++)
		if (strcmp(ed->phases[i].id, id) == 0)
			return (short)i;
	cr_assert_fail("no phase %s", id);
	return 0;
}

static struct ballot *ballot(const char *id, short item, short module)
{
	static int used;
	struct ballot *b = &s->guided.ballots[used++];
	*b = (struct ballot){ .phase = phase(id), .item = item, .module = module };
	return b;
}

static bool says(const char *text)
{
	struct guided_paper p = { s, a_session_pack(), -1 };
	buf_free(&out);
	cr_assert(guided_page_text(&p, &out));
	return strstr(out.data, text) != NULL;
}

Test(guided_counts, nothing_counted_is_not_told)
{
	cr_expect_not(says("Par quoi commencer"));
	cr_expect_not(says("Nos projets"));
	cr_expect_not(says("Votre profil"));
}

Test(guided_counts, a_vote)
{
	struct ballot *b = ballot("commencer", 0, -1);
	b->count[0] = 4;
	b->count[2] = 2;
	cr_expect(says("\n  Par quoi commencer\u202F?\n  Mains levées\n  - Ouvrir : 4 sur 6\n  - Réparer : 0 sur 6\n  - Les deux : 2 sur 6\n"), "%s", out.data);
	b->cards = true;
	cr_expect(says("Cartes lues par la caméra"));
}

Test(guided_counts, answers_of_one_collectivite_with_the_year_of_the_study)
{
	s->guided.answers[0][0] = 1;
	cr_expect(says("  - Ouvrir les données : Envisagé (étude 2017 : 17 %)\n"), "%s", out.data);
	cr_expect(says("  - Internet très rapide : (rien)\n"));
}

Test(guided_counts, hands_of_many_beside_the_study)
{
	struct ballot *b = ballot("projets", 0, -1);
	b->count[0] = 3;
	b->count[2] = 1;
	cr_expect(says("  - En cours : 3 sur 4 (étude 2017 : 40 %)\n"), "%s", out.data);
}

Test(guided_counts, the_nearest_profile_and_what_differs_and_no_ranking)
{
	for (int i = 0; i < 5; i++)
		s->guided.answers[0][i] = 0; /* five lines of six */
	s->guided.answers[1][0] = 0;
	for (int i = 0; i < 6; i++)
		s->guided.answers[2][i] = 0;
	cr_expect(says("Étude 2017."), "%s", out.data);
	cr_expect(says("ce baromètre n’est pas un classement"));
	cr_expect(says("Le plus proche : Systémique (5 critères sur 6)."));
	cr_expect(says("Ce qui diffère : 6 axes en cours, ou plus. Ici : 5 en cours."));
	cr_expect(says("Lignes sans réponse, comptées comme « non » : 16."));
	s->guided.answers[0][5] = 0;
	cr_expect(says("Vos réponses correspondent à ce profil : Systémique."));
	cr_expect_not(says("Ce qui diffère"));
}

Test(guided_counts, a_question_before_and_after)
{
	struct ballot *before = ballot("quiz", 0, 0), *after = ballot("quiz", 0, 0);
	before->count[0] = 5;
	after->after = true;
	after->count[1] = 6;
	cr_expect(says("Une lettre (avant)\n  - Répondre tout de suite : 5 sur 5\n"), "%s", out.data);
	cr_expect(says("Une lettre (après)\n  - Répondre tout de suite : 0 sur 6\n  - La montrer à quelqu'un : 6 sur 6\n"), "%s", out.data);
}

Test(guided_counts, what_teams_said_has_no_points)
{
	struct ballot *b = ballot("quiz", 1, 0);
	b->teams = true;
	b->count[0] = 1 << 1;
	b->count[2] = 1 << 0;
	cr_expect(says("Équipe 1 : Jamais\n"), "%s", out.data);
	cr_expect(says("Équipe 3 : Parfois\n"));
	cr_expect_not(says("Équipe 2"));
}
