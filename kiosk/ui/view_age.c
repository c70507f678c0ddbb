/* How old are you? Once a visit, in wide bands, and nobody has to say. */
#include "ui/draw.h"

void view_age(struct draw *d)
{
	/* In the order of the bands of metrics/fact.c. */
	static const char *const bands[] = { W_("Moins de 25 ans"), W_("25 à 39 ans"), W_("40 à 59 ans"), W_("60 à 69 ans"),
					     W_("70 ans ou plus") };
	enum { BANDS = sizeof bands / sizeof *bands };
	const struct screen q = { .kind = SCREEN_PAGE, .id = "", .title = plain(word(d, W_("Quel âge avez-vous ?"))) };
	struct asking k = asking_of(d, &q, d->lang);
	struct button choices[BANDS];
	k.side.emblem = "users";
	k.hint = word(d, W_("Nous comptons les âges, jamais les noms."));
	k.columns = COLUMNS_TWO;
	k.foot[0] = button(d, BUTTON_SECOND, "arrow-forward-up", word(d, W_("Passer")), MSG_SKIP, 0);
	k.foot[0].icon_mirrors = true;
	for (int i = 0; i < BANDS; i++)
		choices[i] = button(d, BUTTON_CARD, NULL, word(d, bands[i]), MSG_AGE, i);
	asking_put(d, &k, choices, BANDS);
}
