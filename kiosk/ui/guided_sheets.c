/* Sheets: how far every table is, one table's sheet with its fields, its subject's card, the cards of a field. */
#include "ui/guided.h"

#include <string.h>

#include "ui/keyboard.h"

static const struct phase *deck(const struct draw *d, int which)
{
	const struct guide_edition *ed = guided_edition(d->s, d->p);
	return ed && which >= 0 && which < ed->phase_count ? &ed->phases[which] : NULL;
}

/* "Table 2 : Vigrou" */
static const char *table_name(struct draw *d, const struct phase *ph, int table)
{
	const struct phase *from = deck(d, ph->subject);
	int card = d->s->guided.subject[table];
	const char *name = filled(d, F_("Table {1}"), number(d, table + 1), NULL);
	return from && card >= 0 && card < from->card_count ? filled(d, "{1} : {2}", name, from->cards[card].title.text) : name;
}

static const char *progress(struct draw *d, int done, int of)
{
	return done >= of ? word(d, F_("Tout est rempli"))
			  : filled(d, done < 2 ? F_("{1} champ sur {2}") : F_("{1} champs sur {2}"), number(d, done), number(d, of));
}

/* A title in strong letters over a line of its own. */
static struct prose over(struct draw *d, const char *title, const char *under)
{
	struct prose p = plain(filled(d, "{1}\n{2}", title, under));
	struct span *s = arena_alloc(d->a, sizeof *s);
	*s = (struct span){ 0, (int)strlen(title) };
	p.strong = s;
	p.strong_count = 1;
	return p;
}

/* ---- all tables ----------------------------------------------------------------------------------------------------------------- */

static void all_tables(struct draw *d, const struct phase *ph, struct rect area)
{
	const struct guided *g = &d->s->guided;
	struct rect body = d->body;
	struct skeleton k = { .bare = true };
	struct button b[TABLES_MAX];
	int sheets = ph->sheets > 0 ? ph->sheets : 1;
	d->body = area;
	struct flow f = skeleton_flow(d, &k);
	flow_block_list(&f, ph->blocks, ph->block_count, guided_lang(d), false);
	for (int i = 0; i < g->tables && i < TABLES_MAX; i++) {
		int done = sheets_filled(g, g->phase, i, -1), of = ph->card_count * sheets;
		b[i] = guided_button(d, BUTTON_CARD, done >= of ? "check" : NULL, "", GUIDED_TABLE, i);
		b[i].said = table_name(d, ph, i);
		b[i].state = progress(d, done, of);
		b[i].label = over(d, b[i].said, b[i].state);
		b[i].lang = guided_lang(d);
	}
	flow_grid(&f, b, g->tables, grid_columns(d, b, g->tables, f.width, d->z.small ? 2 : 3), d->z.gap);
	skeleton_put(d, &k, &f);
	d->body = body;
}

/* ---- one table ------------------------------------------------------------------------------------------------------------------ */

/* The titles of the ticked cards, or the words; NULL: nothing yet. */
static const char *content(struct draw *d, const struct phase *ph, int field)
{
	const struct guided *g = &d->s->guided;
	int at = guided_next_entry(g, g->phase, field, g->table, g->sheet, -1);
	const struct phase *from = deck(d, ph->cards[field].deck);
	if (at < 0)
		return NULL;
	if (!from)
		return g->entries[at].text;
	const char *all = NULL;
	for (int i = 0; i < from->card_count; i++)
		if (g->entries[at].tags >> i & 1)
			all = all ? filled(d, "{1}, {2}", all, from->cards[i].title.text) : from->cards[i].title.text;
	return all;
}

static struct button field_button(struct draw *d, const struct phase *ph, int field)
{
	const char *title = ph->cards[field].title.text, *text = content(d, ph, field);
	bool ticked = ph->cards[field].deck >= 0;
	struct button b = guided_button(d, BUTTON_CARD, text ? "check" : ticked ? "cards" : "edit", "", GUIDED_FIELD, field);
	struct text_style style = { .px = d->z.text };
	int room = (int)(100 * d->z.px_mm); /* what a table wrote is read on its own page: here its beginning */
	const char *shown = text ? text : word(d, ticked ? F_("À choisir") : F_("À écrire"));
	for (char *cut = arena_strdup(d->a, shown), *space; text_width(d->look->measure, shown, &style) > room;) {
		if (!(space = strrchr(cut, ' ')))
			break;
		*space = '\0';
		shown = filled(d, "{1}…", cut, NULL);
	}
	b.label = over(d, title, shown);
	b.said = title;
	b.state = text ? text : word(d, F_("Rien encore"));
	b.lang = guided_lang(d);
	return b;
}

static struct button sheet_tab(struct draw *d, const struct phase *ph, int sheet)
{
	const struct guided *g = &d->s->guided;
	bool on = g->sheet == sheet;
	int done = sheets_filled(g, g->phase, g->table, sheet);
	const char *name = filled(d, F_("Fiche {1}"), number(d, sheet + 1), NULL);
	struct button b = guided_button(d, on ? BUTTON_ON : BUTTON_SECOND, NULL, name, GUIDED_SHEET, sheet);
	b.center = true;
	b.said = name;
	b.state = progress(d, done, ph->card_count);
	if (on)
		b.state = filled(d, F_("{1}. Elle est à l’écran."), b.state, NULL);
	return b;
}

static struct button card_button(struct draw *d, bool has, bool bare)
{
	struct button b = guided_button(d, has ? BUTTON_SECOND : BUTTON_MAIN, "cards", word(d, has ? F_("Lire la carte") : F_("Choisir une carte")),
					GUIDED_DETAIL, has ? SHEETS_CARD : SHEETS_SUBJECT);
	b.center = true;
	b.said = b.label.text;
	if (bare)
		b.label = plain("");
	return b;
}

/* The table's name; its sheets and the way to its card on the same line where they fit. Gives the height, and how many of
 * the buttons stand there: the sheets' are left to the flow otherwise. */
static int put_table_head(struct draw *d, const struct phase *ph, const struct button *tabs, int n, bool *with_tabs, struct rect area)
{
	const struct guided *g = &d->s->guided;
	const struct sizes *z = &d->z;
	const char *name = table_name(d, ph, g->table);
	bool has = g->subject[g->table] >= 0, deck_there = deck(d, ph->subject) != NULL;
	struct button card = card_button(d, has, z->small || g->back_row);
	int card_w = !deck_there ? 0 : (z->small || g->back_row ? z->control * 5 / 4 : button_width(d, &card)) + z->gap, tab_w = 0;
	for (int i = 0; i < n; i++)
		tab_w = button_width(d, &tabs[i]) > tab_w ? button_width(d, &tabs[i]) : tab_w;
	int all = n * (tab_w + z->gap), least = area.w * 3 / 10;
	*with_tabs = area.w - card_w - all >= least;
	int room = area.w - card_w - (*with_tabs ? all : 0);
	struct say title = saying(d, z->title, true, INK_TEXT);
	title.lang = guided_lang(d);
	title = say_fitting(d, name, &title, room);
	struct prose p = plain(name);
	const struct text_layout *t = lay(d, &p, &title, room);
	bool any = card_w || (*with_tabs && n);
	int h = any && t->height < z->control ? z->control : t->height;
	put_layout(d, t, name, &title, area.x, area.y + (h - t->height) / 2, room);
	for (int i = 0; *with_tabs && i < n; i++)
		put_button(d, &tabs[i], (struct rect){ area.x + room + z->gap + i * (tab_w + z->gap), area.y, tab_w, z->control });
	if (card_w)
		put_button(d, &card, (struct rect){ area.x + area.w - card_w + z->gap, area.y, card_w - z->gap, z->control });
	return h + z->gap;
}

static void one_table(struct draw *d, const struct phase *ph, struct rect area)
{
	const struct guided *g = &d->s->guided;
	struct button tabs[8], b[PHASE_CARDS_MAX];
	int n = ph->sheets < 8 ? ph->sheets : 8, fields = ph->card_count < PHASE_CARDS_MAX ? ph->card_count : PHASE_CARDS_MAX;
	bool with_tabs;
	for (int i = 0; i < n; i++)
		tabs[i] = sheet_tab(d, ph, i);
	int head = put_table_head(d, ph, tabs, n > 1 ? n : 0, &with_tabs, area);
	struct rect body = d->body;
	struct skeleton k = { .bare = true };
	area.y += head;
	area.h -= head;
	d->body = area;
	struct flow f = skeleton_flow(d, &k);
	if (!with_tabs && n > 1)
		flow_grid(&f, tabs, n, grid_columns(d, tabs, n, f.width, 4), 0);
	struct prose done = plain(progress(d, sheets_filled(g, g->phase, g->table, g->sheet), fields));
	struct say quiet = saying(d, d->z.text, true, INK_QUIET);
	flow_text(&f, &done, &quiet, d->z.gap / 2, true);
	if (g->detail == BOARD_FULL)
		flow_banner(&f, "alert-triangle", word(d, F_("La borne ne peut rien garder de plus. Effacez des notes.")), INK_NOTYET, INK_ON_NOTYET);
	for (int i = 0; i < fields; i++)
		b[i] = field_button(d, ph, i);
	int columns = grid_columns(d, b, fields, f.width, d->z.portrait || d->z.small ? 1 : 2);
	for (int i = 0; i < fields; i += columns) /* each row as high as its own words ask */
		flow_grid(&f, &b[i], fields - i < columns ? fields - i : columns, columns, d->z.gap / 2);
	skeleton_put(d, &k, &f);
	d->body = body;
}

void view_sheets(struct draw *d, const struct phase *ph, struct rect area)
{
	if (d->s->guided.card < 0)
		all_tables(d, ph, area);
	else
		one_table(d, ph, area);
}

/* ---- pages of their own ------------------------------------------------------------------------------------------------------- */

static int taken_by(const struct guided *g, int card)
{
	for (int i = 0; i < g->tables && i < TABLES_MAX; i++)
		if (i != g->table && g->subject[i] == card)
			return i;
	return -1;
}

static void subject_page(struct flow *f, const struct phase *ph, const struct phase *from)
{
	struct draw *d = f->d;
	const struct guided *g = &d->s->guided;
	staff_title(f, filled(d, F_("Table {1} : quelle carte ?"), number(d, g->table + 1), NULL));
	(void)ph;
	for (int i = 0; i < from->card_count; i++) {
		int other = taken_by(g, i);
		const char *title = from->cards[i].title.text;
		struct button b = guided_button(d, BUTTON_CARD, g->subject[g->table] == i ? "check" : NULL, title, GUIDED_SUBJECT, i);
		b.lang = guided_lang(d);
		b.said = title;
		if (g->subject[g->table] == i)
			b.state = word(d, F_("C’est choisi."));
		if (other >= 0) {
			b.state = filled(d, F_("déjà à la table {1}"), number(d, other + 1), NULL);
			b.label = over(d, title, b.state);
		}
		flow_beside(f, &b, d->z.control, d->z.gap);
	}
}

static void pick_page(struct flow *f, const struct phase *ph, const struct phase *from)
{
	struct draw *d = f->d;
	const struct guided *g = &d->s->guided;
	const struct card *c = &ph->cards[g->chosen];
	int at = guided_next_entry(g, g->phase, g->chosen, g->table, g->sheet, -1);
	uint64_t on = at >= 0 ? g->entries[at].tags : 0;
	struct say title = saying(d, d->z.title, true, INK_TEXT);
	title.lang = guided_lang(d);
	flow_text(f, &c->title, &title, 0, true);
	flow_block_list(f, c->blocks, c->block_count, guided_lang(d), false);
	for (int i = 0; i < from->card_count; i++) {
		struct button b = guided_button(d, on >> i & 1 ? BUTTON_TICKED : BUTTON_TICK, NULL, from->cards[i].title.text, GUIDED_TAG, i);
		b.lang = guided_lang(d);
		flow_beside(f, &b, d->z.control, d->z.gap);
	}
	const char *all = content(d, ph, g->chosen);
	scene_echo(d->out, all ? all : word(d, F_("Rien n’est choisi.")), all ? guided_lang(d) : d->lang);
	guided_choice(f, "arrow-left", word(d, F_("Retour à la fiche")), GUIDED_RETURN, 0);
}

static void card_page(struct draw *d, const struct card *c)
{
	bool turned = d->s->guided.turned && c->back_count;
	struct screen side = { .blocks = turned ? c->back : c->blocks, .block_count = turned ? c->back_count : c->block_count };
	enum lang lang = guided_lang(d);
	struct skeleton k = { .bare = d->z.small, .picture = first_picture(&side), .pictures = &side, .pictures_lang = lang };
	struct flow f = skeleton_flow(d, &k);
	struct say title = saying(d, d->z.title, true, INK_TEXT);
	title.lang = lang;
	flow_text(&f, &c->title, &title, 0, true);
	flow_block_list(&f, side.blocks, side.block_count, lang, false);
	if (c->back_count)
		guided_choice(&f, "rotate", word(d, turned ? F_("Voir la question") : F_("Retourner la carte")), GUIDED_TURN, 0);
	guided_choice(&f, "arrow-left", word(d, F_("Retour à la fiche")), GUIDED_RETURN, 0);
	guided_choice(&f, "cards", word(d, F_("Changer de carte")), GUIDED_DETAIL, SHEETS_SUBJECT);
	skeleton_put(d, &k, &f);
}

void view_sheets_choice(struct draw *d, const struct phase *ph)
{
	const struct guided *g = &d->s->guided;
	const struct phase *subjects = deck(d, ph->subject);
	int card = g->table < TABLES_MAX ? g->subject[g->table] : -1;
	if (g->detail == SHEETS_CARD && subjects && card >= 0 && card < subjects->card_count) {
		card_page(d, &subjects->cards[card]);
		return;
	}
	struct skeleton k = { .bare = d->z.small };
	struct flow f = skeleton_flow(d, &k);
	bool field = g->detail == SHEETS_PICK && g->chosen >= 0 && g->chosen < ph->card_count;
	const struct phase *from = field ? deck(d, ph->cards[g->chosen].deck) : NULL;
	if (from)
		pick_page(&f, ph, from);
	else if (g->detail == SHEETS_SUBJECT && subjects)
		subject_page(&f, ph, subjects);
	else
		guided_choice(&f, "arrow-left", word(d, F_("Retour à la fiche")), GUIDED_RETURN, 0);
	skeleton_put(d, &k, &f);
}
