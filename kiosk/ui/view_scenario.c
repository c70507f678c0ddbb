/* A place of a story: what happens, then what one does; at the end, on or once more from the beginning. */
#include "ui/draw.h"

static void end_of_story(struct draw *d, const struct screen *q, enum lang lang)
{
	struct skeleton k = { .progress = true, .button_count = 2, .split = true, .pictures = q, .pictures_lang = lang };
	k.picture = first_picture(q);
	k.emblem = "book";
	k.buttons[0] = button(d, BUTTON_SECOND, "refresh", word(d, W_("Recommencer l’histoire")), MSG_RETRY, 0);
	k.buttons[1] = button(d, BUTTON_MAIN, "arrow-right", word(d, W_("Continuer")), MSG_NEXT, 0);
	k.buttons[1].icon_mirrors = true;
	struct flow f = skeleton_flow(d, &k);
	struct say title = saying(d, d->z.title, true, INK_TEXT);
	title.lang = lang;
	flow_label(&f, "book", word(d, W_("Fin de l’histoire")));
	flow_text(&f, &q->title, &title, d->z.gap / 2, true);
	flow_blocks(&f, q, lang, false);
	skeleton_put(d, &k, &f);
}

void view_scenario(struct draw *d, const struct screen *q, enum lang lang)
{
	if (q->answer_count == 0) {
		end_of_story(d, q, lang);
		return;
	}
	struct asking k = asking_of(d, q, lang);
	struct button ways[SCREEN_ANSWERS_MAX];
	k.on = word(d, W_("Que faire ?"));
	k.more = word(d, W_("Autres choix"));
	k.side.emblem = "book";
	k.columns = COLUMNS_IF_NEEDED;
	k.foot[0] = button(d, BUTTON_SECOND, NULL, word(d, W_("Passer l’histoire")), MSG_SKIP, 0);
	for (int i = 0; i < q->answer_count; i++) {
		ways[i] = button(d, BUTTON_CARD, NULL, "", MSG_FOLLOW, i);
		ways[i].label = q->answers[i].text;
		ways[i].lang = lang;
	}
	asking_put(d, &k, ways, q->answer_count);
}
