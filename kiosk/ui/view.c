/* From the state to the picture: which screen, and the bar that stays in its place (access.md T12). */
#include "ui/draw.h"

struct bar_button {
	const char *icon, *label;
	enum msg_kind kind;
	bool mirrors;
	int arg;
	int64_t number;
};

static const struct bar_button resident_bar[] = {
	{ "arrow-left", W_("Retour"), MSG_BACK, true, 0, 0 },
	{ "volume", W_("Écouter"), MSG_LISTEN, false, 0, 0 },
	{ "help", W_("Aide"), MSG_HELP, false, 0, 0 },
	{ "settings", W_("Réglages"), MSG_SETTINGS, false, 0, 0 },
};
enum { BAR_BUTTONS = sizeof resident_bar / sizeof *resident_bar };

/* Under the group's screen of a session: what a conseiller needs there, at the same places. */
static const struct bar_button group_bar[BAR_BUTTONS] = {
	{ "arrow-left", W_("Retour"), MSG_BACK, true, 0, 0 },
	{ "notes", F_("Pour vous"), MSG_GUIDED, false, GUIDED_SHOW, GUIDED_NOTES },
	{ "tools", F_("Outils"), MSG_GUIDED, false, GUIDED_SHOW, GUIDED_TOOLS },
	{ "arrow-right", F_("Suivant"), MSG_NEXT, true, 0, 0 },
};

/* On the conseiller's own pages of the smallest panels the bar leads on: "Continuer" would take the place of a line. */
static const struct bar_button small_bar[BAR_BUTTONS] = {
	{ "arrow-left", W_("Retour"), MSG_BACK, true, 0, 0 },
	{ "volume", W_("Écouter"), MSG_LISTEN, false, 0, 0 },
	{ "help", W_("Aide"), MSG_HELP, false, 0, 0 },
	{ "arrow-right", F_("Suivant"), MSG_NEXT, true, 0, 0 },
};

static bool on_group_screen(const struct draw *d)
{
	return d->s->at == AT_GUIDED && d->s->guided.page == GUIDED_PHASE && d->s->over == OVER_NONE;
}

static const struct bar_button *bar_of(const struct draw *d)
{
	if (d->s->at == AT_GUIDED && d->z.small && d->s->over == OVER_NONE && !on_group_screen(d))
		return small_bar;
	return on_group_screen(d) ? group_bar : resident_bar;
}

/* What the bar says now: on the home screen's first part Retour becomes Terminer, while speaking Écouter becomes Arrêter. */
static const char *bar_label(const struct draw *d, int i, const char **icon)
{
	const struct session *s = d->s;
	*icon = bar_of(d)[i].icon;
	if (on_group_screen(d))
		return word(d, bar_of(d)[i].label);
	if (i == 0 && s->over == OVER_NONE && (s->at == AT_HOME || s->at == AT_LANGUAGE) && d->out->part == 0) {
		*icon = "x";
		return word(d, W_("Terminer"));
	}
	if (i == 1 && s->speaking) {
		*icon = "player-stop";
		return word(d, W_("Arrêter"));
	}
	return word(d, bar_of(d)[i].label);
}

/* The bar's thickness depends on the panel, the language and the size of words, never on the screen. */
struct bar_plan {
	int px, thick, margin, gap;
	bool icons;   /* no words: this panel is too narrow for them */
	bool stacked; /* words under the icons */
	bool bold;
};

static int widest_label(const struct draw *d, int px, bool bold)
{
	static const char *const all[] = { W_("Retour"), W_("Écouter"), W_("Aide"), W_("Réglages"),
					   W_("Terminer"), W_("Arrêter"), F_("Pour vous"), F_("Suivant") };
	struct text_style style = { .px = px, .bold = bold };
	int widest = 0;
	size_t n = sizeof all / sizeof *all;
	for (size_t i = 0; i < (d->s->at == AT_GUIDED ? n : n - 2); i++) {
		int w = text_width(d->look->measure, word(d, all[i]), &style);
		widest = w > widest ? w : widest;
	}
	return widest;
}

static struct bar_plan plan_bar(const struct draw *d)
{
	const struct sizes *z = &d->z;
	const struct bar_plan icons = { z->text, z->bar, z->margin, z->gap, .icons = true };
	struct bar_plan b = icons;
	if (z->bar_icons)
		return icons;
	b.icons = false;
	b.bold = true;
	if (z->portrait) { /* every millimetre of width for the words; T3: gaps of 3 mm */
		b.margin = (int)(2 * z->px_mm);
		b.gap = (int)(3 * z->px_mm) + 1;
	}
	int room = (z->width - b.margin * 2 - b.gap * (BAR_BUTTONS - 1)) / BAR_BUTTONS - (int)(2 * z->px_mm);
	int widest = widest_label(d, b.px, true);
	b.stacked = widest + b.px * 3 / 2 > room;
	if (widest > room && z->large) { /* the normal size, which is legible too (access.md V1) */
		struct sizes normal;
		sizes_for(&normal, d->look->panel, false);
		b.px = normal.text;
		widest = widest_label(d, b.px, true);
	}
	if (widest > room) {
		b.bold = false;
		if (widest_label(d, b.px, false) > room)
			return icons;
	}
	if (b.stacked)
		b.thick = (int)(3 * z->px_mm) + b.px * 5 / 2;
	return b;
}

static void bar_cell(struct draw *d, int i, struct rect at, const struct bar_plan *plan)
{
	const struct sizes *z = &d->z;
	const char *icon, *label = bar_label(d, i, &icon);
	int side = plan->px * (plan->icons ? 8 : plan->stacked ? 5 : 6) / 5, line = plan->px * 5 / 4;
	bool on = (i == 2 && d->s->over == OVER_HELP) || (i == 3 && d->s->over == OVER_SETTINGS) ||
		  (i == 1 && d->s->speaking);
	enum ink ink = on ? INK_ON_ACTION : INK_ACTION;
	put_box(d, at, on ? INK_ACTION : INK_PAGE, INK_ACTION, z->line, z->radius);
	struct say how = saying(d, plan->px, plan->bold, ink);
	how.silent = true;
	if (plan->icons) {
		put_icon(d, icon, rect_center(at, side, side), ink, bar_of(d)[i].mirrors);
	} else if (plan->stacked) {
		int room = at.h - side, low = room - plan->px * 7 / 5; /* the whole line, with its tails */
		int top = at.y + ((room - line) / 2 < low ? (room - line) / 2 : low);
		put_icon(d, icon, (struct rect){ at.x + (at.w - side) / 2, top, side, side }, ink,
			 bar_of(d)[i].mirrors);
		how.align = ALIGN_CENTER;
		put_text(d, label, &how, at.x, top + side, at.w);
	} else {
		struct text_style style = { .px = plan->px, .bold = plan->bold };
		int w = text_width(d->look->measure, label, &style), both = side + plan->px / 3 + w;
		int x = at.x + (at.w - both) / 2;
		put_icon(d, icon, (struct rect){ x, at.y + (at.h - side) / 2, side, side }, ink,
			 bar_of(d)[i].mirrors);
		put_text(d, label, &how, x + side + plan->px / 3, at.y + (at.h - line) / 2, w + 2);
	}
	struct rect target = at;
	if (d->rtl)
		target.x = z->width - at.x - at.w;
	struct target *t = scene_target(d->out, target, bar_of(d)[i].kind, 0, label);
	t->msg.arg = bar_of(d)[i].arg;
	t->msg.number = bar_of(d)[i].number;
	t->in_bar = true;
	t->speech_first = scene_speech(d->out, label, d->lang); /* for the keypad; Écouter skips it */
	t->speech_count = 1;
}

static void put_bar(struct draw *d, struct rect bar, const struct bar_plan *plan)
{
	const struct sizes *z = &d->z;
	put_box(d, bar, INK_SOFT, INK_NONE, 0, 0);
	int pad = (int)(1.5 * z->px_mm), n = BAR_BUTTONS;
	for (int i = 0; i < n; i++) {
		struct rect cell;
		if (z->bar_right) {
			int h = (bar.h - 2 * pad - z->gap * (n - 1)) / n;
			cell = (struct rect){ bar.x + pad, bar.y + pad + i * (h + z->gap), bar.w - 2 * pad, h };
		} else {
			int w = (bar.w - 2 * plan->margin - plan->gap * (n - 1)) / n;
			cell = (struct rect){ bar.x + plan->margin + i * (w + plan->gap), bar.y + pad, w,
					      bar.h - 2 * pad };
		}
		bar_cell(d, i, cell, plan);
	}
}

static void resident(struct draw *d)
{
	static void (*const views[])(struct draw *) = {
		[AT_ATTRACT] = view_attract, [AT_LANGUAGE] = view_language, [AT_HOME] = view_home,
		[AT_COVER] = view_cover,     [AT_SOURCES] = view_sources,   [AT_STEP] = view_step,
		[AT_FEEDBACK] = view_feedback, [AT_OPINION] = view_opinion, [AT_AGE] = view_age, [AT_THANKS] = view_thanks,
		[AT_STAFF] = view_staff, [AT_GUIDED] = view_guided, [AT_STOP] = view_stop,
	};
	static void (*const panels[])(struct draw *) = {
		[OVER_HELP] = view_help,
		[OVER_SETTINGS] = view_settings,
		[OVER_IDLE] = view_idle,
		[OVER_WORD] = view_word,
		[OVER_PLACES] = view_places,
		[OVER_QR] = view_qr,
	};
	if (d->s->over != OVER_NONE)
		panels[d->s->over](d);
	else if (d->s->at == AT_ATTRACT && d->look->mistakes)
		view_mistakes(d);
	else if ((d->s->at == AT_ATTRACT || d->s->at == AT_HOME) && d->look->empty && d->p->module_count == 0)
		view_empty(d);
	else
		views[d->s->at](d);
}

void view(const struct session *s, const struct pack *p, const struct look *look, const struct ui_state *ui,
	  struct arena *a, struct scene *out)
{
	(void)ui; /* focus and the spoken word are painted over the scene, they do not change it */
	struct draw d = { .s = s, .p = p, .look = look, .a = a, .out = out, .lang = s->lang };
	if (s->at == AT_STAFF || s->at == AT_GUIDED || s->at == AT_STOP)
		d.lang = LANG_FR;
	if (s->at == AT_ATTRACT)
		d.lang = look->mistakes ? LANG_FR : (enum lang)((s->turn + look->first_lang) % LANG_COUNT);
	d.rtl = lang_table[d.lang].rtl;
	sizes_for(&d.z, look->panel, false);
	bool pad = s->at == AT_STAFF || (s->at == AT_STOP && s->stop.page == STOP_PLACE);
	if (s->large && !(d.z.small && pad)) /* there the number pad would not fit */
		sizes_for(&d.z, look->panel, true);
	scene_begin(out, a, look->panel->width_px, look->panel->height_px);
	out->contrast = s->contrast;
	out->corner_px = d.z.control;
	struct rect all = { 0, 0, d.z.width, d.z.height };
	bool with_bar = s->at != AT_ATTRACT && s->over != OVER_IDLE;
	if (with_bar) {
		struct rect bar = all;
		struct bar_plan plan = plan_bar(&d);
		int thick = plan.thick;
		if (d.z.bar_right) {
			bar.x = all.w - thick;
			bar.w = thick;
			all.w -= thick;
		} else {
			bar.y = all.h - thick;
			bar.h = thick;
			all.h -= thick;
		}
		d.body = (struct rect){ all.x + d.z.margin, all.y + d.z.margin, all.w - 2 * d.z.margin,
					all.h - 2 * d.z.margin };
		resident(&d);
		put_bar(&d, bar, &plan);
	} else {
		d.body = (struct rect){ d.z.margin, d.z.margin, all.w - 2 * d.z.margin, all.h - 2 * d.z.margin };
		resident(&d);
	}
}
