/* The title is a statement; the answers are "Vrai" and "Faux", always in this order. */
#include "content/builder.h"

#include <string.h>

void true_false_check(struct builder *b)
{
	answers_check(b);
	if (b->refused || b->d->lang != LANG_FR || b->screen->answer_count != 2)
		return;
	if (strcmp(b->answers[0].text.text, "Vrai") != 0 || strcmp(b->answers[1].text.text, "Faux") != 0)
		draft_mistake(b->d, b->screen->line, 1,
		              "Les deux réponses sont « Vrai » puis « Faux », dans cet ordre, sans rien d'autre.");
}
