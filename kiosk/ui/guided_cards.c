/* A deck of cards for a group: all of them at a glance, then one, its face or its back. */
#include "ui/guided.h"

static void glance(struct draw *d, const struct phase *ph, struct rect area)
{
	struct rect body = d->body;
	struct skeleton k = { .bare = true };
	d->body = area;
	sizes_for(&d->z, d->look->panel, d->s->large); /* cards to touch: words for who stands before the screen */
	struct flow f = skeleton_flow(d, &k);
	flow_block_list(&f, ph->blocks, ph->block_count, guided_lang(d), false);
	guided_choice(&f, "arrows-shuffle", word(d, F_("Tirer une carte")), GUIDED_DRAW, 0);
	for (int i = 0; i < ph->card_count; i++) {
		struct button b = guided_button(d, BUTTON_CARD, d->s->guided.drawn >> i & 1 ? "check" : NULL, "", GUIDED_CARD, i);
		b.label = ph->cards[i].title;
		b.lang = guided_lang(d);
		flow_beside(&f, &b, d->z.control, d->z.gap);
	}
	skeleton_put(d, &k, &f);
	d->body = body;
}

void view_cards(struct draw *d, const struct phase *ph, struct rect area)
{
	const struct guided *g = &d->s->guided;
	if (g->card < 0 || g->card >= ph->card_count) {
		glance(d, ph, area);
		return;
	}
	const struct card *c = &ph->cards[g->card];
	struct button turn = guided_button(d, BUTTON_SECOND, "rotate", word(d, g->turned ? F_("Voir la question") : F_("Retourner la carte")),
					   GUIDED_TURN, 0);
	int n = c->back_count ? 1 : 0;
	if (g->turned)
		group_blocks(d, &c->title, c->back, c->back_count, &turn, n, area);
	else
		group_blocks(d, &c->title, c->blocks, c->block_count, &turn, n, area);
}
