/* A kiosk without a single module: the card's contents are lost. In place of the first screen and of home, where staff open their
 * door and install contents again. */
#include "ui/draw.h"

void view_empty(struct draw *d)
{
	struct rect b = d->body;
	struct say big = saying(d, d->z.title, true, INK_ACTION), text = saying(d, d->z.text, false, INK_TEXT);
	d->out->wake_anywhere = d->s->at == AT_ATTRACT;
	struct prose lines[] = { plain(word(d, W_("Cette borne n’a pas encore de contenu."))),
				 plain(word(d, W_("Appelez la personne qui s’en occupe."))) };
	const struct text_layout *t = lay(d, &lines[0], &big, b.w), *u = lay(d, &lines[1], &text, b.w);
	int icon = d->z.title * 3, total = icon + t->height + u->height + 2 * d->z.gap;
	int y = b.y + (b.h > total ? (b.h - total) / 2 : 0);
	if (total > b.h)
		d->out->clipped = true;
	put_icon(d, "help", (struct rect){ b.x, y, icon, icon }, INK_WARM, false);
	y += icon + d->z.gap;
	y += put_layout(d, t, lines[0].text, &big, b.x, y, b.w) + d->z.gap;
	put_layout(d, u, lines[1].text, &text, b.x, y, b.w);
}
