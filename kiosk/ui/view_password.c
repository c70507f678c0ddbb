/* Password workshop: what it is for, a keyboard with what is typed and how strong it is, and what would make it better. */
#include <string.h>

#include "base/utf8.h"
#include "ui/keyboard.h"

static const char *strength_word(const struct draw *d)
{
	static const char *const words[] = { W_("Très facile à deviner"), W_("Facile à deviner"), W_("Moyen"), W_("Solide"),
					     W_("Très solide") };
	int s = d->s->act.strength;
	return word(d, words[s < 0 ? 0 : s > 4 ? 4 : s]);
}

static const char *signs(struct draw *d)
{
	return filled(d, W_("Signes : {1}"), number(d, d->s->act.value[0]), NULL);
}

static void explained(struct draw *d, const struct screen *q, enum lang lang)
{
	struct skeleton k = { .progress = true, .button_count = 2, .split = true, .pictures = q, .pictures_lang = lang };
	k.picture = first_picture(q);
	k.emblem = "key";
	k.buttons[0] = button(d, BUTTON_SECOND, "arrow-forward-up", word(d, W_("Passer")), MSG_SKIP, 0);
	k.buttons[0].icon_mirrors = true;
	k.buttons[1] = button(d, BUTTON_MAIN, "arrow-right", word(d, W_("Essayer")), MSG_NEXT, 0);
	k.buttons[1].icon_mirrors = true;
	struct flow f = skeleton_flow(d, &k);
	struct say title = saying(d, d->z.title, true, INK_TEXT), text = saying(d, d->z.text, false, INK_TEXT),
		   strong = saying(d, d->z.text, true, INK_TEXT);
	title.lang = lang;
	struct prose a = plain(word(d, W_("Inventez un mot de passe pour essayer."))),
		     b = plain(word(d, W_("N’écrivez pas un vrai."))),
		     c = plain(word(d, W_("La borne l’efface aussitôt.")));
	flow_text(&f, &q->title, &title, 0, true);
	flow_blocks(&f, q, lang, false);
	flow_text(&f, &a, &text, d->z.gap, false);
	flow_text(&f, &b, &strong, d->z.gap / 2, false);
	flow_text(&f, &c, &text, d->z.gap / 2, false);
	skeleton_put(d, &k, &f);
}

/* What is typed, a cell each sign: l and 1 are told apart, and the whole stands nowhere in one piece. The last ones where they
 * do not all fit. */
static void put_typed(struct draw *d, struct rect at)
{
	const char *typed = d->s->act.typed;
	int n = (int)utf8_length(typed, strlen(typed)), cell = d->z.text * 9 / 10, room = at.w / cell, skip = n > room ? n - room : 0;
	put_box(d, (struct rect){ at.x, at.y + at.h - d->z.line * 2, at.w, d->z.line * 2 }, INK_LINE, INK_NONE, 0, 0);
	struct say how = saying(d, d->z.text, true, INK_TEXT), quiet = saying(d, d->z.text, false, INK_QUIET);
	how.silent = true;
	how.align = ALIGN_CENTER;
	if (n == 0) {
		const char *hint = word(d, W_("Touchez les lettres."));
		put_text(d, hint, &quiet, at.x, at.y, at.w);
		return;
	}
	uint32_t c;
	utf8_next(typed, strlen(typed), &c);
	bool rtl = c >= 0x590 && c < 0x700; /* the direction of the text, whatever the interface's is */
	for (int i = 0; i < n; i++) {
		char one[5] = "";
		int size = utf8_next(typed, strlen(typed), &c), place = i - skip;
		memcpy(one, typed, (size_t)size);
		typed += size;
		if (place < 0)
			continue;
		if (rtl != d->rtl)
			place = n - skip - 1 - place;
		put_text(d, arena_strdup(d->a, c == ' ' ? "\u00B7" : one), &how, at.x + place * cell, at.y, cell);
	}
}

static void echo(struct draw *d)
{
	scene_echo(d->out, signs(d), d->lang);
	if (d->s->act.touched)
		scene_echo(d->out, strength_word(d), d->lang);
}

static void typing(struct draw *d)
{
	const struct sizes *z = &d->z;
	struct rect area = d->body;
	area.y += progress_height(d);
	area.h -= progress_height(d);
	bool touched = d->s->act.touched;
	int line = z->text * 7 / 5, end_w = z->small ? 0 : area.w * 3 / 10, left_w = area.w - end_w - (end_w ? z->gap : 0);
	int steps_h = z->text * (z->small ? 9 : 11) / 20, used = line + steps_h + z->gap / 2;
	put_typed(d, (struct rect){ area.x, area.y, left_w, line });
	if (!z->small)
		used = line + line > z->control ? line + line : z->control;
	int steps_y = area.y + line + (z->small ? z->gap / 2 : (line - steps_h) / 2), steps_w = z->small ? left_w : left_w / 3;
	put_steps(d, touched ? d->s->act.strength + 1 : 0, (struct rect){ area.x, steps_y, steps_w, steps_h });
	if (!z->small && touched) {
		struct say text = saying(d, z->text, true, INK_TEXT);
		int x = area.x + steps_w + z->gap;
		text = say_fitting(d, strength_word(d), &text, left_w - steps_w - z->gap);
		struct prose p = plain(strength_word(d));
		const struct text_layout *t = lay(d, &p, &text, left_w - steps_w - z->gap);
		if (t->line_count == 1)
			put_layout(d, t, p.text, &text, x, area.y + line + (line - t->height) / 2, left_w - steps_w - z->gap);
	}
	if (!z->small) {
		struct button end = touched ? button(d, BUTTON_MAIN, "check", word(d, W_("J’ai fini")), MSG_CHOSEN, 0) :
					      button(d, BUTTON_SECOND, NULL, word(d, W_("Passer")), MSG_SKIP, 0);
		end.center = true;
		put_button(d, &end, (struct rect){ area.x + area.w - end_w, area.y, end_w, z->control });
	}
	area.y += used + z->gap;
	area.h -= used + z->gap;
	put_keyboard(d, d->s->act.layer, z->small, area);
	echo(d);
	put_progress(d);
}

static void judged(struct draw *d)
{
	static const char *const advice[] = {
		[ADVICE_ENOUGH] = W_("Bravo. Long et rare : c’est le bon choix."),
		[ADVICE_LONGER] = W_("Ajoutez des mots. Une phrase est plus solide."),
		[ADVICE_KNOWN] = W_("Ce mot est trop connu. Mettez-en plusieurs, sans lien."),
		[ADVICE_REPEATS] = W_("Évitez de répéter les mêmes signes."),
		[ADVICE_FOLLOWS] = W_("Évitez les suites, comme 1234 ou azerty."),
		[ADVICE_DATE] = W_("Évitez les dates. On les devine vite."),
	};
	const struct activity *act = &d->s->act;
	struct skeleton k = { .progress = true, .button_count = 2, .split = true };
	k.emblem = act->strength >= 3 ? "shield-lock" : "bulb";
	k.buttons[0] = button(d, BUTTON_SECOND, "refresh", word(d, W_("Réessayer")), MSG_RETRY, 0);
	k.buttons[1] = button(d, BUTTON_MAIN, "arrow-right", word(d, W_("Continuer")), MSG_NEXT, 0);
	k.buttons[1].icon_mirrors = true;
	struct flow f = skeleton_flow(d, &k);
	struct say title = saying(d, d->z.title, true, INK_TEXT), text = saying(d, d->z.text, false, INK_TEXT),
		   quiet = saying(d, d->z.text, false, INK_QUIET);
	struct prose a = plain(strength_word(d)), b = plain(signs(d)), c = plain(word(d, advice[act->advice])),
		     gone = plain(word(d, W_("Votre essai est déjà effacé.")));
	flow_text(&f, &a, &title, 0, true);
	flow_steps(&f, act->strength + 1, d->z.gap / 2);
	flow_text(&f, &b, &quiet, d->z.gap / 2, false);
	flow_text(&f, &c, &text, d->z.gap / 2, false);
	flow_text(&f, &gone, &text, d->z.gap / 2, false);
	skeleton_put(d, &k, &f);
}

void view_password(struct draw *d, const struct screen *q, enum lang lang)
{
	if (d->s->act.count == 0)
		explained(d, q, lang);
	else if (d->s->act.count == 1)
		typing(d);
	else
		judged(d);
}
