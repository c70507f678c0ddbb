/* What is wrong in escale.txt of the card, for the technician who stands before the kiosk; in French, as the staff screens. It
 * takes the attract screen's place until the file is right; any touch goes on without it. */
#include "ui/draw.h"

struct page {
	struct draw *d;
	int y, bottom;
};

/* False where there is no room left for it. */
static bool put_line(struct page *p, const char *text, const struct say *how, int gap)
{
	struct draw *d = p->d;
	struct prose prose = plain(text);
	const struct text_layout *t = lay(d, &prose, how, d->body.w);
	if (p->y + gap + t->height > p->bottom)
		return false;
	p->y += gap;
	p->y += put_layout(d, t, text, how, d->body.x, p->y, d->body.w);
	return true;
}

void view_mistakes(struct draw *d)
{
	const char *const *list = d->look->mistakes;
	struct say title = saying(d, d->z.title, true, INK_ACTION), text = saying(d, d->z.text, false, INK_TEXT);
	int line = d->z.text * 3 / 2, n = 0, count = 0;
	while (list[count])
		count++;
	/* How to go on stands at the bottom, whatever the mistakes take. */
	struct prose on = plain(word(d, F_("Touchez l’écran pour continuer quand même.")));
	const struct text_layout *t = lay(d, &on, &text, d->body.w);
	int foot = d->body.y + d->body.h - t->height;
	struct page p = { d, d->body.y, foot - d->z.gap - line }; /* a line for those that do not fit */
	d->out->wake_anywhere = true;
	put_line(&p, word(d, F_("Réglages à corriger sur la carte")), &title, 0);
	while (n < count && put_line(&p, list[n], &text, d->z.gap))
		n++;
	p.bottom += line;
	if (n < count)
		put_line(&p, filled(d, F_("Autres lignes à corriger : {1}"), number(d, count - n), NULL), &text, d->z.gap);
	put_layout(d, t, on.text, &text, d->body.x, foot, d->body.w);
}
