/* The second page: what blocks, what is asked, what was heard, how to read. */
#include "coordinator/bilan_parts.h"
#include "coordinator/french.h"
#include "coordinator/html.h"
#include "coordinator/indicators.h"

/* The coordinator's own sentences; lines to write on when there are none. */
static void own(const char *tag, const char *const *sentences, int count, struct buf *out)
{
	if (count == 0) {
		buf_puts(
		    out,
		    "<div class=\"blank\"></div><div class=\"blank\"></div><div class=\"blank\"></div>\n");
		return;
	}
	buf_printf(out, "<%s class=\"own\">", tag);
	for (int i = 0; i < count; i++) {
		buf_puts(out, "<li>");
		html_name(out, sentences[i]);
		buf_puts(out, "</li>\n");
	}
	buf_printf(out, "</%s>\n", tag);
}

static void say_left(const struct bilan *b, struct buf *out)
{
	char done[FRENCH_MAX], started[FRENCH_MAX];
	const struct bilan_span *s = &b->now;
	if (s->started.known != CHART_EXACT || s->done.known != CHART_EXACT || s->started.n == 0)
		return;
	buf_printf(out, "<p class=\"note\">%s modules commencés, %s menés au bout\u202f: %d\u202f%%.</p>\n",
	           number_fr(s->started.n, started), number_fr(s->done.n, done),
	           (int)((s->done.n * 200 + s->started.n) / (2 * s->started.n)));
}

static void hard_questions(const struct bilan *b, struct buf *out)
{
	char n[FRENCH_MAX];
	if (b->question_count == 0)
		return;
	buf_puts(
	    out,
	    "<h3>Les questions les plus difficiles</h3>\n<table class=\"bars\"><caption>Questions les plus "
	    "difficiles</caption><tbody>\n");
	for (int i = 0; i < b->question_count; i++) {
		const struct bilan_question *q = &b->questions[i];
		buf_puts(out, "<tr><th scope=\"row\" style=\"width:58%\">");
		bilan_name(out, q->title, BILAN_QUESTION);
		buf_puts(out, "<small>");
		bilan_name(out, q->module, BILAN_TITLE);
		buf_puts(out, "</small></th><td>");
		chart_share(out, (struct share){ SHARE_EXACT, q->right });
		buf_printf(
		    out, "</td><td class=\"n\">%d\u202f%%</td><td class=\"p\">(n\u00a0=\u00a0%s)</td></tr>\n",
		    q->right, number_fr(q->asked, n));
	}
	buf_puts(out, "</tbody></table>\n<p class=\"note\">Part de réponses justes au premier essai.</p>\n");
}

void bilan_part_blocks(const struct bilan *b, struct buf *out)
{
	buf_puts(out, "<section><h2>Ce qui bloque</h2>\n");
	own("ul", b->words->blocks, b->words->block_count, out);
	hard_questions(b, out);
	say_left(b, out);
	buf_puts(out, "</section>\n");
}

void bilan_part_asks(const struct bilan *b, struct buf *out)
{
	buf_puts(out, "<section class=\"ask\"><h2>Ce que nous vous demandons</h2>\n");
	own("ol", b->words->asks, b->words->ask_count, out);
	buf_puts(out, "</section>\n");
	if (b->words->verbatim_count) {
		buf_puts(out, "<section><h2>Entendu devant la borne</h2><div class=\"said\">\n");
		for (int i = 0; i < b->words->verbatim_count; i++) {
			buf_puts(out, "<blockquote>");
			html_name(out, b->words->verbatims[i]);
			buf_puts(out, "</blockquote>\n");
		}
		buf_puts(out, "</div></section>\n");
	}
	if (b->words->cost) {
		buf_puts(out, "<p><b>Coût, calculé par la coordination\u202f:</b> ");
		html_name(out, b->words->cost);
		buf_puts(out, "</p>\n");
	}
}

static void define(struct buf *out, const char *word, const char *means)
{
	buf_puts(out, "<div><dt>");
	html_text(out, word);
	buf_puts(out, ".</dt> <dd>");
	html_text(out, means);
	buf_puts(out, "</dd></div>\n");
}

void bilan_part_words(const struct bilan *b, struct buf *out)
{
	static const enum indicator_id ids[] = { INDICATOR_USES,     INDICATOR_MODULES_DONE,
		                                 INDICATOR_CHANGE,   INDICATOR_GROUPS,
		                                 INDICATOR_PRESENCE, INDICATOR_QUESTIONS,
		                                 INDICATOR_OPINION };
	char day[FRENCH_MAX];
	buf_puts(out, "<section class=\"words\"><h2>Comment lire ces chiffres</h2>\n<dl>\n");
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
		define(out, indicator_table[ids[i]].name_fr, indicator_table[ids[i]].means_fr);
	define(out, "Au moins, masqué",
	       "Ces pages additionnent des nombres déjà publiés. Un nombre de 1 à 10, ou qui en ferait "
	       "deviner un, n'est "
	       "pas publié : la somme est alors « au moins » ce qui est écrit. Un pourcentage ne prend que "
	       "ce qui est montré.");
	buf_printf(out, "</dl>\n<p>Écrit le %s par Escale " ESCALE_VERSION ".", day_fr(b->today, day));
	if (b->words->contact) {
		buf_puts(out, " Contact\u202f: ");
		html_name(out, b->words->contact);
	}
	buf_puts(out, "</p></section>\n");
}
