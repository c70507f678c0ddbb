/* A board: its boxes at a glance with what stands in them, one box with its notes, and the pages of a note. */
#include "ui/guided.h"

#include <string.h>

#include "ui/keyboard.h"

const char *view_board_round(struct draw *d, const struct phase *ph)
{
	const struct guided *g = &d->s->guided;
	if (ph->rounds <= 1 || g->card >= 0 || (d->z.small && g->back_row))
		return "";
	const char *round = filled(d, F_("Ronde {1} sur {2}"), number(d, g->round + 1), number(d, ph->rounds));
	if (g->round == 0 || d->z.small || g->back_row)
		return round;
	return filled(d, F_("{1}. L’animation change de table, les groupes restent."), round, NULL);
}

static const char *count_of_notes(struct draw *d, int n)
{
	return n == 0 ? word(d, F_("aucune note")) : n == 1 ? word(d, F_("1 note")) : filled(d, F_("{1} notes"), number(d, n), NULL);
}

static const char *hands(struct draw *d, int n)
{
	return n == 1 ? word(d, F_("1 voix")) : filled(d, F_("{1} voix"), number(d, n), NULL);
}

/* The guiding question of a box: its first words. */
static const struct prose *question(const struct card *box)
{
	for (int i = 0; i < box->block_count; i++)
		if (box->blocks[i].kind != BLOCK_PICTURE)
			return &box->blocks[i].prose;
	return NULL;
}

/* ---- all boxes -------------------------------------------------------------------------------------------------------------- */

/* The box's notes under y, as many as there is room for; the rest is counted. */
static void put_notes(struct draw *d, int box, struct rect in)
{
	const struct guided *g = &d->s->guided;
	short list[ENTRIES_KEPT_MAX];
	int n = board_order(g, g->phase, box, g->turned, list), line = d->z.text * 7 / 5, room = in.h / line;
	int shown = n <= room ? n : room - 1, dot = d->z.text * 2 / 5;
	for (int i = 0; i < shown; i++) {
		const struct entry *e = &g->entries[list[i]];
		struct say how = saying(d, d->z.text, false, INK_TEXT);
		how.lang = letters_lang(e->text);
		int x = in.x + dot * 2, w = in.w - dot * 2, y = in.y + i * line;
		struct prose p = plain(cut_to_lines(d, e->text, &how, w, 1));
		put_box(d, (struct rect){ in.x, y + (line - dot) / 2, dot, dot }, INK_WARM, INK_NONE, 0, dot / 2);
		put_layout(d, lay(d, &p, &how, w), e->text, &how, x, y, w);
	}
	if (n > shown && shown >= 0) {
		struct say how = saying(d, d->z.text, true, INK_QUIET);
		const char *more = shown ? filled(d, F_("et encore {1}"), number(d, n - shown), NULL) : count_of_notes(d, n);
		put_text(d, cut_to_lines(d, more, &how, in.w, 1), &how, in.x, in.y + shown * line, in.w);
	}
}

static int box_head(struct draw *d, const struct card *c, int width, bool asked)
{
	struct say title = saying(d, d->z.text, true, INK_ACTION), quiet = saying(d, d->z.text, false, INK_QUIET);
	int h = lay(d, &c->title, &title, width)->height;
	if (asked && question(c))
		h += lay(d, question(c), &quiet, width)->height;
	return h;
}

static void put_box_of_board(struct draw *d, const struct phase *ph, int box, struct rect at, bool asked)
{
	const struct card *c = &ph->cards[box];
	int pad = d->z.gap / 2, first = d->out->speech_count;
	struct rect in = { at.x + pad, at.y + pad, at.w - 2 * pad, at.h - 2 * pad };
	struct say title = saying(d, d->z.text, true, INK_ACTION), quiet = saying(d, d->z.text, false, INK_QUIET);
	title.lang = quiet.lang = guided_lang(d);
	short list[ENTRIES_KEPT_MAX]; /* notes rather than the question they answer */
	int notes = board_order(&d->s->guided, d->s->guided.phase, box, false, list);
	asked = asked && (in.h - box_head(d, c, in.w, true) - pad / 2) / (d->z.text * 7 / 5) >= notes;
	put_box(d, at, INK_SOFT, INK_ACTION, d->z.line, d->z.radius);
	int used = put_layout(d, lay(d, &c->title, &title, in.w), c->title.text, &title, in.x, in.y, in.w);
	if (asked && question(c))
		used += put_layout(d, lay(d, question(c), &quiet, in.w), question(c)->text, &quiet, in.x, in.y + used, in.w);
	used += pad / 2;
	put_notes(d, box, (struct rect){ in.x, in.y + used, in.w, in.h - used });
	struct target *t = scene_target(d->out, rect_mirrored(d, at), MSG_GUIDED, GUIDED_CARD, c->title.text);
	t->msg.number = box;
	t->speech_first = first;
	t->speech_count = d->out->speech_count - first;
}

/* Where there is no room for notes: titles and how many notes each has. */
static bool tiles(struct draw *d, const struct phase *ph, struct rect area, struct fit fit)
{
	const struct guided *g = &d->s->guided;
	struct skeleton k = { .bare = true };
	struct button b[PHASE_BOXES_MAX];
	short list[ENTRIES_KEPT_MAX];
	int n = ph->card_count < PHASE_BOXES_MAX ? ph->card_count : PHASE_BOXES_MAX;
	struct flow f = skeleton_flow(d, &k);
	for (int i = 0; i < n; i++) {
		int notes = board_order(g, g->phase, i, false, list);
		b[i] = guided_button(d, BUTTON_CARD, NULL,
				     notes ? filled(d, "{1} ({2})", ph->cards[i].title.text, number(d, notes)) : ph->cards[i].title.text,
				     GUIDED_CARD, i);
		b[i].lang = guided_lang(d);
		b[i].said = ph->cards[i].title.text;
		b[i].state = count_of_notes(d, notes);
	}
	flow_grid(&f, b, n, grid_columns(d, b, n, f.width, 2), 0);
	if (g->round == 0)
		flow_block_list(&f, ph->blocks, ph->block_count, guided_lang(d), false);
	return flow_put_whole(d, &f, area, fit);
}

static void all_boxes(struct draw *d, const struct phase *ph, struct rect area)
{
	const struct sizes *z = &d->z;
	int n = ph->card_count < PHASE_BOXES_MAX ? ph->card_count : PHASE_BOXES_MAX;
	int columns = z->portrait ? 1 : 2, rows = (n + columns - 1) / columns, gap = z->gap, pad = gap / 2;
	int w = (area.w - gap * (columns - 1)) / columns, h = (area.h - gap * (rows - 1)) / rows, line = z->text * 7 / 5;
	int bare = 0, asked = 0;
	for (int i = 0; i < n; i++) {
		int a = box_head(d, &ph->cards[i], w - 2 * pad, false), b = box_head(d, &ph->cards[i], w - 2 * pad, true);
		bare = a > bare ? a : bare;
		asked = b > asked ? b : asked;
	}
	int around = 2 * pad + pad / 2;
	if (z->small || h < bare + around + line || h < z->control) {
		fit_put(d, ph, area, tiles);
		return;
	}
	struct flow words = flow_of(d, area.w);
	flow_block_list(&words, ph->blocks, ph->block_count, guided_lang(d), false);
	int said = flow_height(&words) + gap, left = (area.h - said - gap * (rows - 1)) / rows;
	if (words.count && left >= asked + around + 2 * line) { /* what the group is asked to do, where it takes no note's place */
		flow_draw(&words, area.x, area.y);
		area.y += said;
		h = left;
	}
	for (int i = 0; i < n; i++)
		put_box_of_board(d, ph, i,
				 (struct rect){ area.x + i % columns * (w + gap), area.y + i / columns * (h + gap), w, h },
				 h >= asked + around + line);
}

/* ---- one box ------------------------------------------------------------------------------------------------------------------ */

/* "3 voix, aussi dans Risques", or NULL. */
static const char *about(struct draw *d, const struct phase *ph, int entry, int box)
{
	const struct entry *e = &d->s->guided.entries[entry];
	const char *said = e->votes ? hands(d, e->votes) : NULL;
	for (int i = 0; i < ph->card_count && i < PHASE_BOXES_MAX; i++) {
		if (i == box || !(i == e->box || e->tags >> i & 1))
			continue;
		const char *also = filled(d, F_("aussi dans {1}"), ph->cards[i].title.text, NULL);
		said = said ? filled(d, "{1}, {2}", said, also) : also;
	}
	return said;
}

static struct button note_button(struct draw *d, const struct phase *ph, int entry, int box, int width, int lines)
{
	const struct entry *e = &d->s->guided.entries[entry];
	const char *more = about(d, ph, entry, box);
	struct say how = saying(d, d->z.text, false, INK_TEXT);
	how.lang = letters_lang(e->text);
	struct say strong = saying(d, d->z.text, true, INK_TEXT);
	const char *text = cut_to_lines(d, e->text, &how, width - d->z.text * 5 / 4, lines);
	const char *shown = more ? cut_to_lines(d, more, &strong, width - d->z.text * 5 / 4, lines > 1 ? 2 : 1) : NULL;
	struct button b = guided_button(d, BUTTON_CARD, NULL, more ? filled(d, "{1}\n{2}", text, shown) : text, GUIDED_NOTE, entry);
	struct span *s = arena_alloc(d->a, sizeof *s);
	b.lang = letters_lang(e->text);
	b.said = e->text;
	b.state = more;
	*s = (struct span){ (int)strlen(text), (int)strlen(b.label.text) };
	b.label.strong = s;
	b.label.strong_count = more != NULL;
	return b;
}

static bool together(const struct guided *g, int a, int b, int box)
{
	const struct entry *x = &g->entries[a], *y = &g->entries[b];
	return x->group && x->group == y->group && x->box == y->box && x->box == box;
}

/* Notes in columns, each row as high as its own words ask; a group under a line that says so. */
static void flow_notes(struct flow *f, const struct phase *ph, int box, struct fit fit)
{
	struct draw *d = f->d;
	const struct guided *g = &d->s->guided;
	short list[ENTRIES_KEPT_MAX];
	struct button row[2];
	int n = board_order(g, g->phase, box, g->turned, list);
	int columns = !fit.far && (f->width - d->z.gap) / 2 > (int)(80 * d->z.px_mm) ? 2 : 1, width = (f->width - d->z.gap) / columns;
	for (int i = 0, to; i < n; i = to) {
		bool group = i + 1 < n && together(g, list[i], list[i + 1], box), inside = i > 0 && together(g, list[i - 1], list[i], box);
		if (group && !inside) {
			int sum = board_hands(g, list[i]);
			flow_label(f, "link", sum ? filled(d, F_("Ensemble : {1}"), hands(d, sum), NULL) : word(d, F_("Ensemble")));
			f->lumps[f->count - 1].gap = d->z.gap;
		}
		for (to = i; to < n && to - i < columns; to++) {
			bool same = to == i || together(g, list[i], list[to], box) ||
				    (!group && !inside && (to + 1 >= n || !together(g, list[to], list[to + 1], box)));
			if (!same)
				break;
			row[to - i] = note_button(d, ph, list[to], box, width, fit.lines);
		}
		flow_grid(f, row, to - i, columns, group && !inside ? d->z.gap / 2 : d->z.gap);
	}
	if (!n) {
		struct prose none = plain(word(d, F_("Aucune note pour l’instant.")));
		struct say how = saying(d, d->z.text, false, INK_QUIET);
		flow_text(f, &none, &how, d->z.gap, false);
	}
}

/* Is there something to put in order? */
static bool any_hands(const struct guided *g, int box)
{
	short list[ENTRIES_KEPT_MAX];
	int n = board_order(g, g->phase, box, false, list), given = 0;
	for (int i = 0; i < n; i++)
		given += g->entries[list[i]].votes;
	return n > 1 && given;
}

static bool one_box(struct draw *d, const struct phase *ph, struct rect area, struct fit fit)
{
	const struct guided *g = &d->s->guided;
	const struct sizes *z = &d->z;
	const struct card *c = &ph->cards[g->card];
	struct say quiet = saying(d, z->text, false, INK_QUIET);
	struct skeleton k = { .bare = true };
	struct flow f = skeleton_flow(d, &k);
	struct rect left = area;
	struct button add = guided_button(d, BUTTON_MAIN, "plus", word(d, z->small || g->back_row ? F_("Ajouter") : F_("Ajouter une note")),
					  GUIDED_NEW_NOTE, g->card);
	add.center = true;
	if (g->detail == BOARD_FULL)
		flow_banner(&f, "alert-triangle", filled(d, F_("{1} notes : c’est le maximum. Effacez-en une."),
							  number(d, ENTRIES_KEPT_MAX), NULL), INK_NOTYET, INK_ON_NOTYET);
	if (f.count)
		f.lumps[f.count - 1].keep = false;
	quiet.lang = guided_lang(d);
	if (question(c))
		flow_text(&f, question(c), &quiet, f.count ? z->gap : 0, fit.lines > 2);
	flow_notes(&f, ph, g->card, fit);
	if (any_hands(g, g->card)) {
		struct button sort = guided_button(d, g->turned ? BUTTON_TICKED : BUTTON_TICK, NULL,
						   word(d, F_("Les plus soutenues d’abord")), GUIDED_TURN, 0);
		flow_button(&f, &sort, z->control, z->gap);
	}
	int items = d->out->item_count, targets = d->out->target_count, speech = d->out->speech_count;
	if (put_head(d, c->title.text, guided_lang(d), &add, 1, &left, fit) && flow_put_whole(d, &f, left, fit))
		return true;
	d->out->item_count = items; /* what was tried is not shown */
	d->out->target_count = targets;
	d->out->speech_count = speech;
	return false;
}

void view_board(struct draw *d, const struct phase *ph, struct rect area)
{
	int box = d->s->guided.card;
	if (box >= 0 && box < ph->card_count)
		fit_put(d, ph, area, one_box);
	else
		all_boxes(d, ph, area);
}

/* ---- a note ------------------------------------------------------------------------------------------------------------------- */

static void note_page(struct flow *f, const struct phase *ph, int entry)
{
	struct draw *d = f->d;
	const struct entry *e = &d->s->guided.entries[entry];
	struct prose text = plain(e->text);
	const char *also = NULL;
	flow_label(f, "notes", ph->cards[e->box].title.text);
	struct say how = saying(d, strlen(e->text) > 60 ? d->z.text : d->z.title, true, INK_TEXT);
	how.lang = letters_lang(e->text);
	how = say_fitting(d, e->text, &how, f->width);
	flow_text(f, &text, &how, d->z.gap / 2, true);
	for (int i = 0; i < ph->card_count && i < PHASE_BOXES_MAX; i++)
		if (e->tags >> i & 1)
			also = also ? filled(d, "{1}, {2}", also, ph->cards[i].title.text) : ph->cards[i].title.text;
	if (also)
		staff_line(f, filled(d, F_("Aussi dans : {1}"), also, NULL));
	struct stepper *s = arena_alloc(d->a, sizeof *s);
	*s = (struct stepper){ .value = number(d, e->votes), .widest = "999", .unit = word(d, F_("voix")), .lang = d->lang, .step = 1000 };
	flow_stepper(f, s, d->z.gap);
	f->lumps[f->count - 1].keep = false;
	scene_echo(d->out, hands(d, e->votes), d->lang);
	struct button b[] = {
		guided_button(d, BUTTON_CARD, "edit", word(d, F_("Modifier")), GUIDED_EDIT, entry),
		guided_button(d, BUTTON_CARD, "arrows-exchange", word(d, F_("Déplacer")), GUIDED_DETAIL, BOARD_MOVE),
		guided_button(d, BUTTON_CARD, "tag", word(d, F_("Aussi dans…")), GUIDED_DETAIL, BOARD_ALSO),
		guided_button(d, BUTTON_CARD, "link", word(d, F_("Regrouper")), GUIDED_DETAIL, BOARD_GROUP),
		guided_button(d, BUTTON_CARD, "trash", word(d, F_("Effacer")), GUIDED_DELETE, 0),
		guided_button(d, BUTTON_CARD, "arrow-left", word(d, F_("Retour au tableau")), GUIDED_RETURN, 0),
	};
	int n = d->z.small ? 5 : 6; /* there the bar says it */
	flow_grid(f, b, n, grid_columns(d, b, n, f->width, 3), d->z.gap);
}

static void small_text(struct flow *f, const char *text)
{
	struct prose p = plain(text);
	struct say how = saying(f->d, f->d->z.text, false, INK_QUIET);
	how.lang = letters_lang(text);
	flow_text(f, &p, &how, f->d->z.gap / 2, true);
}

static void boxes_page(struct flow *f, const struct phase *ph, int entry, bool move)
{
	struct draw *d = f->d;
	const struct entry *e = &d->s->guided.entries[entry];
	staff_title(f, word(d, move ? F_("Déplacer vers") : F_("Cette note va aussi dans")));
	small_text(f, e->text);
	for (int i = 0; i < ph->card_count && i < PHASE_BOXES_MAX; i++) {
		if (i == e->box)
			continue;
		bool on = e->tags >> i & 1;
		struct button b = guided_button(d, move ? BUTTON_CARD : on ? BUTTON_TICKED : BUTTON_TICK, NULL, ph->cards[i].title.text,
						move ? GUIDED_MOVE : GUIDED_TAG, i);
		b.lang = guided_lang(d);
		flow_beside(f, &b, d->z.control, d->z.gap);
		if (!move && on)
			scene_echo(d->out, filled(d, F_("aussi dans {1}"), ph->cards[i].title.text, NULL), d->lang);
	}
	if (!move && !e->tags)
		scene_echo(d->out, word(d, F_("dans cette case seulement")), d->lang);
}

static void group_page(struct flow *f, int entry)
{
	struct draw *d = f->d;
	const struct guided *g = &d->s->guided;
	const struct entry *e = &g->entries[entry];
	staff_title(f, word(d, F_("Regrouper avec")));
	small_text(f, e->text);
	int others = 0;
	for (int i = -1; (i = guided_next_entry(g, g->phase, e->box, -1, -1, i)) >= 0;) {
		if (i == entry)
			continue;
		const struct entry *o = &g->entries[i];
		struct say how = saying(d, d->z.text, false, INK_TEXT);
		how.lang = letters_lang(o->text);
		bool two = (f->width - d->z.gap) / 2 > (int)(80 * d->z.px_mm);
		int inner = (two ? (f->width - d->z.gap) / 2 : f->width) - d->z.text * 5 / 2;
		struct button b = guided_button(d, o->group && o->group == e->group ? BUTTON_TICKED : BUTTON_TICK, NULL,
						cut_to_lines(d, o->text, &how, inner, 2), GUIDED_GROUP, i);
		b.lang = how.lang;
		b.said = o->text;
		flow_beside(f, &b, d->z.control, d->z.gap);
		others++;
	}
	if (!others)
		staff_line(f, word(d, F_("Il n’y a pas d’autre note dans cette case.")));
	int size = board_group_size(g, entry);
	scene_echo(d->out, size > 1 ? filled(d, F_("{1} notes ensemble"), number(d, size), NULL) : word(d, F_("cette note est seule")),
		   d->lang);
}

static void delete_page(struct flow *f, int entry)
{
	struct draw *d = f->d;
	staff_title(f, word(d, F_("Effacer cette note ?")));
	small_text(f, d->s->guided.entries[entry].text);
	guided_choice(f, "trash", word(d, F_("Oui, effacer")), GUIDED_DELETE, 0);
	guided_choice(f, "arrow-left", word(d, F_("Non, la garder")), GUIDED_DETAIL, BOARD_NOTE);
}

void view_board_note(struct draw *d, const struct phase *ph)
{
	const struct guided *g = &d->s->guided;
	struct skeleton k = { .bare = d->z.small };
	struct flow f = skeleton_flow(d, &k);
	int entry = g->chosen;
	if (entry < 0 || entry >= ENTRIES_KEPT_MAX || g->entries[entry].phase != g->phase || g->entries[entry].box >= ph->card_count)
		guided_choice(&f, "arrow-left", word(d, F_("Retour au tableau")), GUIDED_RETURN, 0);
	else if (g->detail == BOARD_MOVE || g->detail == BOARD_ALSO)
		boxes_page(&f, ph, entry, g->detail == BOARD_MOVE);
	else if (g->detail == BOARD_GROUP)
		group_page(&f, entry);
	else if (g->detail == BOARD_DELETE)
		delete_page(&f, entry);
	else
		note_page(&f, ph, entry);
	skeleton_put(d, &k, &f);
}
