#include "content/compare.h"

#include <string.h>

#include "content/kinds.h"
#include "content/screens.h"

static int find(const struct edition *e, const char *id)
{
	for (int i = 0; i < e->screen_count; i++)
		if (strcmp(e->screens[i].id, id) == 0)
			return i;
	return -1;
}

static int right_answer(const struct screen *s)
{
	for (int i = 0; i < s->answer_count; i++)
		if (s->answers[i].right)
			return i;
	return -1;
}

/* Where there may be several right answers. */
static void compare_rights(const struct screen *french, const struct screen *other, struct draft *d)
{
	for (int i = 0; i < french->answer_count; i++)
		if (french->answers[i].right != other->answers[i].right) {
			bool right = other->answers[i].right;
			draft_mistake(d, other->line, 1,
			              "« %s » : la case n° %d est %s ici, %s dans fr.md (ligne %d).", other->id, i + 1,
			              right ? "cochée" : "vide", right ? "vide" : "cochée", french->line);
			return;
		}
}

static void compare_screen(const struct screen *french, const struct screen *other, struct draft *d)
{
	if (french->kind != other->kind) {
		draft_mistake(d, other->line, 1, "« %s » est « %s » ici et « %s » dans fr.md (ligne %d).",
		              other->id, screen_kind_name(other->kind), screen_kind_name(french->kind),
		              french->line);
		return;
	}
	const struct kind_rule *rule = &kind_rules[french->kind];
	if (french->answer_count != other->answer_count)
		draft_mistake(d, other->line, 1, "« %s » a %d réponses ici et %d dans fr.md (ligne %d).",
		              other->id, other->answer_count, french->answer_count, french->line);
	else if (rule->rights_max > 1)
		compare_rights(french, other, d);
	else if (right_answer(french) >= 0 && right_answer(other) >= 0 &&
	         right_answer(french) != right_answer(other))
		draft_mistake(d, other->line, 1,
		              "La réponse juste de « %s » est la n° %d ici, la n° %d dans fr.md (ligne %d).",
		              other->id, right_answer(other) + 1, right_answer(french) + 1, french->line);
	if (rule->compare && french->answer_count == other->answer_count)
		rule->compare(french, other, d);
}

/* Screens that only one of the two has, then order: a screen is out of place when the ones both have differ
 * at the same rank. Told once: what follows a moved screen is shifted too. */
static void compare_screens(const struct edition *french, const struct edition *other, struct draft *d,
                            int last_line)
{
	for (int i = 0; i < french->screen_count; i++) {
		const struct screen *s = &french->screens[i];
		if (s->id[0] && find(other, s->id) < 0)
			draft_mistake(d, last_line, 1, "Il manque l'écran « %s: %s » de fr.md (ligne %d).",
			              screen_kind_name(s->kind), s->id, s->line);
	}
	int rank = 0;
	bool moved = false;
	for (int i = 0; i < other->screen_count; i++) {
		const struct screen *s = &other->screens[i];
		int same = s->id[0] ? find(french, s->id) : -1;
		if (same < 0) {
			if (s->id[0])
				draft_mistake(d, s->line, 1,
				              "L'écran « %s » n'est pas dans fr.md. Ajoutez-le là-bas ou "
				              "retirez-le ici.",
				              s->id);
			continue;
		}
		while (rank < french->screen_count &&
		       (!french->screens[rank].id[0] || find(other, french->screens[rank].id) < 0))
			rank++;
		if (!moved && same != rank) {
			moved = true;
			draft_mistake(d, s->line, 1,
			              "L'écran « %s » n'est pas à la même place que dans fr.md (ligne %d).",
			              s->id, french->screens[same].line);
		}
		rank++;
		compare_screen(&french->screens[same], s, d);
	}
}

void compare_fronts(const struct front *french_front, const struct front *other_front, struct draft *d)
{
	static const enum front_key common[] = { FRONT_THEME, FRONT_PICTURE, FRONT_MINUTES, FRONT_ORDER,
		                                 FRONT_LICENCE };
	for (size_t i = 0; i < sizeof common / sizeof *common; i++) {
		const struct front_value *a = &french_front->value[common[i]],
		                         *b = &other_front->value[common[i]];
		if (b->line && a->line && !str_eq(a->text, b->text))
			draft_mistake(d, b->line, b->column,
			              "« %s » est différent dans fr.md. Retirez cette ligne : fr.md suffit.",
			              front_key_name(common[i]));
	}
}

void compare_editions(const struct edition *french, const struct front *french_front,
                      const struct edition *other, const struct front *other_front, struct draft *d)
{
	compare_fronts(french_front, other_front, d);
	compare_screens(french, other, d, d->line_count);
}
