/* Inside a module: pages, opinion, thanks. */
#include "ui/draw.h"

#include <string.h>

const char *first_picture(const struct screen *q)
{
	for (int i = 0; i < q->block_count; i++)
		if (q->blocks[i].kind == BLOCK_PICTURE)
			return q->blocks[i].picture;
	return NULL;
}

void flow_blocks(struct flow *f, const struct screen *q, enum lang lang, bool with_pictures)
{
	struct draw *d = f->d;
	const struct sizes *z = &d->z;
	struct say text = saying(d, z->text, false, INK_TEXT);
	text.lang = lang;
	for (int i = 0; i < q->block_count; i++) {
		const struct block *b = &q->blocks[i];
		switch (b->kind) {
		case BLOCK_PARAGRAPH: flow_text(f, &b->prose, &text, z->gap, false); break;
		case BLOCK_BULLET: flow_bullet(f, &b->prose, &text, z->gap, 0); break;
		case BLOCK_STEP: flow_bullet(f, &b->prose, &text, z->gap, b->number); break;
		case BLOCK_PICTURE:
			if (with_pictures)
				flow_picture(f, b->picture, d->body.h * 2 / 5, z->gap);
			break;
		}
	}
	flow_words(f, q, lang);
}

void flow_words(struct flow *f, const struct screen *q, enum lang lang)
{
	struct draw *d = f->d;
	for (int i = 0; i < q->term_count; i++) {
		const struct term *t = &d->p->terms[q->terms[i]];
		struct button b = button(d, BUTTON_SECOND, "book", "", MSG_WORD, q->terms[i]);
		b.label = plain(filled(d, W_("Le mot : {1}"), t->name[term_lang(t, lang)].text, NULL));
		flow_beside(f, &b, d->z.control, d->z.gap);
	}
}

/* The picture's words are for those who do not see it: spoken, never written. */
void say_pictures(struct draw *d, const struct screen *q, enum lang lang)
{
	for (int i = 0; i < q->block_count; i++)
		if (q->blocks[i].kind == BLOCK_PICTURE && q->blocks[i].prose.text[0])
			scene_speech(d->out, q->blocks[i].prose.text, lang);
}

bool pictures_beside(const struct draw *d)
{
	return !d->z.small && !d->z.portrait;
}

void view_page(struct draw *d, const struct screen *q, enum lang lang)
{
	static const char *const emblems[] = { [SCREEN_REMEMBER] = "star", [SCREEN_HELP] = "users" };
	bool beside = pictures_beside(d);
	struct skeleton k = { .progress = true, .button_count = 1, .split = true, .pictures = q, .pictures_lang = lang };
	k.picture = beside ? first_picture(q) : NULL;
	if (beside && !k.picture)
		k.emblem = q->kind < sizeof emblems / sizeof *emblems && emblems[q->kind] ? emblems[q->kind] : "bulb";
	k.buttons[0] = button(d, BUTTON_MAIN, "arrow-right", word(d, W_("Continuer")), MSG_NEXT, 0);
	k.buttons[0].icon_mirrors = true;
	struct flow f = skeleton_flow(d, &k);
	struct say title = saying(d, d->z.title, true, INK_TEXT);
	title.lang = lang;
	flow_text(&f, &q->title, &title, 0, true);
	flow_blocks(&f, q, lang, !beside);
	if (q->link_count) {
		struct button phone = button(d, BUTTON_SECOND, "qrcode", word(d, W_("Voir sur mon téléphone")), MSG_QR, 0);
		flow_beside(&f, &phone, d->z.control, d->z.gap);
	}
	if (q->kind == SCREEN_HELP && d->p->venue_count) {
		struct button where = button(d, BUTTON_SECOND, "map-pin", word(d, W_("Où trouver de l’aide ?")), MSG_PLACES, 0);
		flow_beside(&f, &where, d->z.control, d->z.gap);
	}
	skeleton_put(d, &k, &f);
}

/* A face over its word, or beside it. */
static void face(struct draw *d, const char *icon, const char *label, const struct say *wanted, struct rect at, bool beside)
{
	const struct sizes *z = &d->z;
	int line = wanted->px * 4 / 3, cap = (int)(36 * z->px_mm);
	int side = beside ? at.h * 2 / 3 : at.h - line - z->gap;
	if (!beside && side > at.w * 2 / 3)
		side = at.w * 2 / 3;
	if (side > cap)
		side = cap;
	if (beside) {
		int x = at.x + z->gap, text_x = x + side + z->gap, text_w = at.x + at.w - text_x;
		struct say how = say_fitting(d, label, wanted, text_w);
		struct prose p = plain(label);
		const struct text_layout *t = lay(d, &p, &how, text_w);
		put_icon(d, icon, (struct rect){ x, at.y + (at.h - side) / 2, side, side }, INK_ACTION, false);
		put_layout(d, t, label, &how, text_x, at.y + (at.h - t->height) / 2, text_w);
		return;
	}
	struct say how = *wanted;
	int top = at.y + (at.h - side - line) / 2;
	how.align = ALIGN_CENTER;
	put_icon(d, icon, (struct rect){ at.x + (at.w - side) / 2, top, side, side }, INK_ACTION, false);
	put_text(d, label, &how, at.x, top + side, at.w);
}

/* With spaces that no line may end at. */
static const char *unbroken(struct draw *d, const char *text)
{
	const char *out = "", *space;
	for (; (space = strchr(text, ' ')); text = space + 1)
		out = arena_printf(d->a, "%s%.*s\u00a0", out, (int)(space - text), text);
	return arena_printf(d->a, "%s%s", out, text);
}

void view_opinion(struct draw *d)
{
	static const struct {
		const char *icon, *label;
		int arg;
	} faces[] = {
		{ "mood-smile", W_("Oui"), 1 },
		{ "mood-empty", W_("Un peu"), 0 },
		{ "mood-sad", W_("Non"), -1 },
	};
	const struct sizes *z = &d->z;
	struct rect b = d->body;
	struct say title = saying(d, z->title, true, INK_TEXT);
	int y = b.y + put_text(d, word(d, W_("Ce sujet vous a-t-il plu ?")), &title, b.x, b.y, b.w) + z->margin;
	int bottom = b.y + b.h - z->control - z->gap, n = 3;
	bool rows = z->portrait;
	int w = rows ? b.w : (b.w - z->gap * 2) / n;
	int h = rows ? (bottom - y - z->gap * 2) / n : bottom - y;
	int cap = (int)(70 * z->px_mm);
	if (h > cap)
		h = cap;
	struct say how = title;
	for (int i = 0; i < n && !rows; i++) /* of one size, each on one line */
		how = say_fitting(d, unbroken(d, word(d, faces[i].label)), &how, w - z->gap);
	for (int i = 0; i < n; i++) {
		struct rect at = { rows ? b.x : b.x + i * (w + z->gap), rows ? y + i * (h + z->gap) : y, w, h };
		put_box(d, at, INK_SOFT, INK_LINE, z->line, z->radius);
		const char *label = word(d, faces[i].label);
		int first = d->out->speech_count;
		face(d, faces[i].icon, label, &how, at, rows);
		struct rect target = at;
		if (d->rtl)
			target.x = z->width - at.x - at.w;
		struct target *t = scene_target(d->out, target, MSG_OPINION, faces[i].arg, label);
		t->speech_first = first;
		t->speech_count = d->out->speech_count - first;
	}
	struct button skip = button(d, BUTTON_SECOND, NULL, word(d, W_("Passer")), MSG_SKIP, 0);
	skip.center = true;
	int sw = (int)(90 * z->px_mm) < b.w ? (int)(90 * z->px_mm) : b.w;
	put_button(d, &skip, (struct rect){ b.x + b.w - sw, b.y + b.h - z->control, sw, z->control });
}

void view_thanks(struct draw *d)
{
	struct skeleton k = { .picture = "@merci", .button_count = 2, .split = true };
	k.buttons[0] = button(d, BUTTON_SECOND, "home", word(d, W_("Autre sujet")), MSG_HOME, 0);
	k.buttons[1] = button(d, BUTTON_MAIN, "check", word(d, W_("J’ai fini")), MSG_END, 0);
	struct flow f = skeleton_flow(d, &k);
	struct say title = saying(d, d->z.title * 6 / 5, true, INK_TEXT), text = saying(d, d->z.text, false, INK_TEXT);
	struct prose t = plain(word(d, W_("Merci !"))), u = plain(word(d, W_("Vous pouvez en parler autour de vous."))),
		     v = plain(word(d, W_("Nous ne gardons rien sur vous.")));
	flow_text(&f, &t, &title, d->z.gap, true);
	flow_text(&f, &u, &text, d->z.gap, false);
	flow_text(&f, &v, &text, d->z.gap, false);
	skeleton_put(d, &k, &f);
}
