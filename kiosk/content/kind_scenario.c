/* <!-- scenario: id -->: a place of a story. Each of its answers is a link to the place that follows; a place without
 * answers is an end. Screens of this kind that follow each other are one story, which begins with the first. */
#include <string.h>

#include "content/builder.h"
#include "content/story.h"

/* The one link that an answer is; NULL: something else stands there. */
static cmark_node *only_link(cmark_node *item)
{
	cmark_node *text = cmark_node_first_child(item);
	if (!text || cmark_node_get_type(text) != CMARK_NODE_PARAGRAPH || cmark_node_next(text))
		return NULL;
	cmark_node *link = cmark_node_first_child(text);
	bool alone = link && !cmark_node_next(link) && cmark_node_get_type(link) == CMARK_NODE_LINK;
	return alone && cmark_node_get_url(link)[0] == '#' ? link : NULL;
}

static void read_way(struct builder *b, cmark_node *item)
{
	int most = kind_rules[SCREEN_SCENARIO].answers_max;
	struct answer *a = b->answer_total < most ? &b->answers[b->answer_total] : &b->extra_answer;
	*a = (struct answer){ .text = { .text = "" }, .feedback = { .text = "" }, .to = -1 };
	cmark_node *link = blocks_is_task(item) ? NULL : only_link(item);
	if (!link) {
		b->answer_total++;
		refuse(b, item, "Dans une histoire, chaque choix mène à un écran : « - [Mon choix](#nom-de-l-ecran) ».");
		return;
	}
	a->text = prose_read(b->d, b->body_line, link, LINKS_REFUSED);
	if (!a->text.text[0])
		refuse(b, item, "Ce choix est vide. Écrivez son texte entre les crochets.");
	if (b->answer_total < most && b->screen != &b->extra_screen) {
		struct place at = place_of(b->d, b->body_line, item);
		b->jumps[b->screen - b->screens][b->answer_total] =
			(struct jump){ arena_strdup(b->d->scratch, cmark_node_get_url(link) + 1), at };
		b->screen->answer_count++;
	}
	b->answer_total++;
}

void scenario_list(struct builder *b, cmark_node *list)
{
	if (b->answers_done) {
		refuse(b, list, "Cet écran a deux listes. Mettez tous les choix dans la même.");
		return;
	}
	b->answers_done = true;
	for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item))
		read_way(b, item);
}

void scenario_check(struct builder *b)
{
	const struct kind_rule *rule = &kind_rules[SCREEN_SCENARIO];
	if (b->early_quote.line)
		draft_mistake(b->d, b->early_quote.line, b->early_quote.column,
			      "Une histoire n'a pas d'explication « > ». Écrivez-la dans l'écran qui suit le choix.");
	else if (b->screen->explanation.text[0])
		draft_mistake(b->d, b->screen->line, 1,
			      "Une histoire n'a pas d'explication « > ». Écrivez-la dans l'écran qui suit le choix.");
	if (b->screen != &b->extra_screen)
		b->torn[b->screen - b->screens] = b->refused;
	if (!b->refused && b->answer_total &&
	    (b->answer_total < rule->answers_min || b->answer_total > rule->answers_max))
		draft_mistake(b->d, b->screen->line, 1,
			      "Cet écran a %d choix. Il en faut de %d à %d, ou aucun si l'histoire finit là.", b->answer_total,
			      rule->answers_min, rule->answers_max);
}

/* The same choice leads to the same place; screens have the same rank in both, or that is told. */
void scenario_compare(const struct screen *french, const struct screen *other, struct draft *d)
{
	for (int i = 0; i < french->answer_count; i++)
		if (french->answers[i].to != other->answers[i].to)
			draft_mistake(d, other->line, 1,
				      "Le choix n° %d de « %s » ne mène pas au même écran que dans fr.md (ligne %d).", i + 1,
				      other->id, french->line);
}

/* ---- when all screens are known ----------------------------------------------------------------------------------- */

int story_left(const struct screen *screens, int count, int from)
{
	signed char left[MODULE_SCREENS_MAX];
	for (int i = 0; i < count && i < MODULE_SCREENS_MAX; i++)
		left[i] = screens[i].kind == SCREEN_SCENARIO && screens[i].answer_count == 0 ? 0 : -1;
	for (bool more = true; more;) { /* one choice farther each time */
		more = false;
		for (int i = 0; i < count && i < MODULE_SCREENS_MAX; i++)
			for (int k = 0; screens[i].kind == SCREEN_SCENARIO && k < screens[i].answer_count; k++) {
				int to = screens[i].answers[k].to;
				if (to < 0 || to >= count || left[to] < 0 || (left[i] >= 0 && left[i] <= left[to] + 1))
					continue;
				left[i] = (signed char)(left[to] + 1);
				more = true;
			}
	}
	return from >= 0 && from < count ? left[from] : -1;
}

/* The screen of this name between first and end; -1. */
static int place_named(const struct builder *b, int first, int end, const char *name)
{
	for (int i = first; i < end; i++)
		if (strcmp(b->screens[i].id, name) == 0)
			return i;
	return -1;
}

/* False when a way leads nowhere. */
static bool resolve(struct builder *b, int first, int end)
{
	bool ok = true;
	for (int i = first; i < end; i++) {
		struct answer *answers = (struct answer *)b->screens[i].answers; /* ours until the screens are handed over */
		for (int k = 0; k < b->screens[i].answer_count; k++) {
			const struct jump *j = &b->jumps[i][k];
			answers[k].to = place_named(b, first, end, j->to);
			if (answers[k].to >= 0 && answers[k].to != i)
				continue;
			ok = false;
			if (answers[k].to == i)
				draft_mistake(b->d, j->at.line, j->at.column, "Ce choix mène à l'écran où l'on est déjà.");
			else
				draft_mistake(b->d, j->at.line, j->at.column,
					      "« #%.30s » n'est pas un écran de cette histoire. Les écrans d'une histoire se suivent.",
					      j->to);
		}
	}
	return ok;
}

static void check_story(struct builder *b, int first, int end)
{
	bool reached[MODULE_SCREENS_MAX] = { false };
	bool torn = !resolve(b, first, end);
	for (int i = first; i < end; i++)
		torn |= b->torn[i];
	if (torn)
		return;
	reached[first] = true;
	for (bool more = true; more;) {
		more = false;
		for (int i = first; i < end; i++)
			for (int k = 0; reached[i] && k < b->screens[i].answer_count; k++)
				if (!reached[b->screens[i].answers[k].to])
					reached[b->screens[i].answers[k].to] = more = true;
	}
	if (b->screens[first].answer_count == 0)
		draft_mistake(b->d, b->screens[first].line, 1,
			      "Cette histoire finit dès le premier écran. Ajoutez des choix : « - [Mon choix](#nom-de-l-ecran) ».");
	for (int i = first; i < end; i++)
		if (!reached[i] && b->screens[first].answer_count)
			draft_mistake(b->d, b->screens[i].line, 1,
				      "Aucun choix ne mène à cet écran de l'histoire. Ajoutez un lien vers lui, ou retirez-le.");
		else if (story_left(b->screens, end, i) < 0)
			draft_mistake(b->d, b->screens[i].line, 1,
				      "D'ici, l'histoire ne finit jamais. Il faut un chemin vers un écran sans choix.");
}

void scenario_check_all(struct builder *b)
{
	for (int first = 0, end; first < b->screen_count; first = end) {
		end = first + 1;
		if (b->screens[first].kind != SCREEN_SCENARIO)
			continue;
		while (end < b->screen_count && b->screens[end].kind == SCREEN_SCENARIO)
			end++;
		check_story(b, first, end);
	}
}
