/* Which profile of 2017 the answers match, or come nearest to, and what differs. Never a mark, never an order. */
#include "ui/guided_tally.h"

#include "session/barometer.h"

static void say_differences(struct flow *f, enum profile p, const struct barometer *b)
{
	struct draw *d = f->d;
	unsigned differs = profile_differs(p, b);
	struct say text = saying(d, d->z.text, false, INK_TEXT), quiet = saying(d, d->z.text, false, INK_QUIET);
	for (int c = 0; c < CRITERION_COUNT; c++) {
		int one, two;
		if (!(differs >> c & 1))
			continue;
		struct prose wants = plain(word(d, profile_wants(p, (enum criterion)c)));
		const char *here = barometer_here(b, p, (enum criterion)c, &one, &two);
		struct prose is = plain(filled(d, here, number(d, one), number(d, two)));
		flow_bullet(f, &wants, &text, d->z.gap / 2, 0);
		f->lumps[f->count - 1].keep = true;
		flow_bullet(f, &is, &quiet, 0, -1);
	}
}

static void say_line(struct flow *f, const char *text, bool strong)
{
	struct say how = saying(f->d, f->d->z.text, strong, INK_TEXT);
	struct prose p = plain(text);
	flow_text(f, &p, &how, f->d->z.gap / 2, strong);
}

static void say_name(struct flow *f, const struct prose *name)
{
	struct say how = saying(f->d, f->d->z.title, true, INK_ACTION);
	how.lang = guided_lang(f->d);
	how = say_fitting(f->d, name->text, &how, f->width);
	flow_text(f, name, &how, f->d->z.gap / 2, true);
}

static void say_blocks(struct flow *f, const struct card *c)
{
	flow_block_list(f, c->blocks, c->block_count, guided_lang(f->d), false);
}

static void matched(struct flow *f, const struct phase *ph, const struct nearest *n)
{
	say_line(f, word(f->d, F_("Vos réponses correspondent à ce profil :")), true);
	say_name(f, &profile_card(ph, n->profiles[0])->title);
	say_blocks(f, profile_card(ph, n->profiles[0]));
}

static void not_matched(struct flow *f, const struct phase *ph, const struct nearest *n, const struct barometer *b)
{
	struct draw *d = f->d;
	say_line(f, word(d, barometer_sentences[0]), true);
	say_line(f, word(d, barometer_sentences[1]), false);
	if (n->count > 1)
		say_line(f, word(d, F_("Plusieurs sont aussi proches :")), true);
	for (int i = 0; i < n->count; i++) {
		const char *met = filled(d, F_("{1} critères sur {2}"), number(d, n->met), number(d, CRITERION_COUNT));
		struct prose *name = arena_alloc(d->a, sizeof *name);
		*name = plain(filled(d, n->count > 1 ? F_("{1} ({2})") : F_("Le plus proche : {1} ({2})"), profile_card(ph, n->profiles[i])->title.text, met));
		say_name(f, name);
		say_line(f, word(d, F_("Ce qui diffère :")), true);
		say_differences(f, n->profiles[i], b);
	}
	if (!n->count) {
		say_line(f, word(d, F_("Aucun profil n’est proche : c’est le cas le plus courant.")), false);
		say_blocks(f, profile_card(ph, PROFILE_NONE));
	}
}

void view_profile(struct draw *d, const struct phase *ph, struct rect area)
{
	const struct guide_edition *ed = guided_edition(d->s, d->p);
	int lines, unanswered;
	struct barometer b = barometer_read(&d->s->guided, ed, d->s->guided.phase, &lines, &unanswered);
	struct nearest n = barometer_nearest(&b);
	bool exact = n.met == CRITERION_COUNT, nothing = lines == unanswered;
	const struct card *shown = nothing ? NULL : profile_card(ph, n.count ? n.profiles[0] : PROFILE_NONE);
	struct screen pictures = { .blocks = shown ? shown->blocks : NULL, .block_count = shown ? shown->block_count : 0 };
	struct skeleton k = { .bare = true };
	struct rect body = d->body;
	if (n.count <= 1 && shown) {
		k.picture = first_picture(&pictures);
		k.pictures = &pictures;
		k.pictures_lang = guided_lang(d);
	}
	d->body = area;
	struct flow f = skeleton_flow(d, &k);
	flow_label(&f, "chart-bar", filled(d, F_("Étude {1}"), number(d, BAROMETER_STUDY), NULL));
	if (nothing)
		say_line(&f, word(d, F_("Répondez d’abord aux questions. « Retour » y mène.")), true);
	else if (exact)
		matched(&f, ph, &n);
	else
		not_matched(&f, ph, &n, &b);
	if (!nothing && unanswered)
		say_line(&f, filled(d, F_("Lignes sans réponse, comptées comme « non » : {1}."), number(d, unanswered), NULL), false);
	flow_block_list(&f, ph->blocks, ph->block_count, guided_lang(d), false);
	skeleton_put(d, &k, &f);
	d->body = body;
}
