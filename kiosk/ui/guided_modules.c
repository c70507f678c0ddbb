/* A session made on the spot: which modules, how many minutes each; then each of them, shown to the group. */
#include "ui/guided_course.h"

static int place_of(const struct guided *g, int module)
{
	for (int i = 0; i < g->programme_count; i++)
		if (g->programme[i].module == module)
			return i;
	return -1;
}

static void say_programme(struct flow *f)
{
	struct draw *d = f->d;
	const struct guided *g = &d->s->guided;
	struct say how = saying(d, d->z.text, true, INK_TEXT);
	int all = 0;
	for (int i = 0; i < g->programme_count; i++) {
		const struct programme *p = &g->programme[i];
		if (p->module < 0 || p->module >= d->p->module_count)
			continue;
		const struct edition *ed = module_edition(&d->p->modules[p->module], d->lang);
		struct prose line = plain(filled(d, F_("{1} : {2} minutes"), ed->title, number(d, p->minutes)));
		flow_bullet(f, &line, &how, d->z.gap, i + 1);
		f->lumps[f->count - 1].keep = true;
		struct button less = guided_button(d, BUTTON_CARD, "minus", word(d, F_("5 minutes de moins")), GUIDED_MINUTES, i * 2);
		struct button more = guided_button(d, BUTTON_CARD, "plus", word(d, F_("5 minutes de plus")), GUIDED_MINUTES, i * 2 + 1);
		less.said = filled(d, F_("{1} : 5 minutes de moins"), ed->title, NULL);
		more.said = filled(d, F_("{1} : 5 minutes de plus"), ed->title, NULL);
		flow_pair(f, &less, &more, d->z.control, d->z.gap / 2);
		all += p->minutes;
	}
	if (g->programme_count) {
		struct prose total = plain(filled(d, F_("En tout : {1} minutes. « Suivant » commence."), number(d, all), NULL));
		flow_text(f, &total, &how, d->z.gap, false);
		scene_echo(d->out, total.text, d->lang);
	}
}

static void programme_page(struct draw *d, const struct phase *ph)
{
	const struct guided *g = &d->s->guided;
	struct button modules[PACK_MODULES_MAX];
	int n = 0;
	struct skeleton k = { .bare = true };
	struct flow f = skeleton_flow(d, &k);
	flow_block_list(&f, ph->blocks, ph->block_count, guided_lang(d), false);
	for (int i = 0; i < d->p->module_count; i++) {
		const struct edition *ed = module_edition(&d->p->modules[i], d->lang);
		int at = place_of(g, i);
		if (!course_of(ed, true, NULL))
			continue;
		struct button b = guided_button(d, BUTTON_RANK, NULL, ed->title, GUIDED_MODULE, i);
		b.rank = at + 1;
		b.state = at < 0 ? NULL : filled(d, F_("Choisi, en {1}."), number(d, at + 1), NULL);
		modules[n++] = b;
	}
	if (n)
		flow_grid(&f, modules, n, grid_columns(d, modules, n, f.width, 3), d->z.gap);
	say_programme(&f);
	skeleton_put(d, &k, &f);
}

void view_modules(struct draw *d, const struct phase *ph, struct rect area)
{
	const struct screen *q = course_screen(d->s, d->p);
	struct rect body = d->body;
	d->body = area;
	if (q)
		view_course(d, q);
	else
		programme_page(d, ph);
	d->body = body;
}
