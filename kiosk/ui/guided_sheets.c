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

static bool all_tables(struct draw *d, const struct phase *ph, struct rect area, struct fit fit)
{
	const struct guided *g = &d->s->guided;
	struct skeleton k = { .bare = true };
	struct button b[TABLES_MAX];
	int sheets = ph->sheets > 0 ? ph->sheets : 1;
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
	int columns = grid_columns(d, b, g->tables, f.width, fit.lines == 1 ? 1 : d->z.small ? 2 : 3);
	for (int i = 0; i < g->tables; i += columns)
		flow_grid(&f, &b[i], g->tables - i < columns ? g->tables - i : columns, columns, d->z.gap);
	return flow_put_whole(d, &f, area, fit);
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

static struct button field_button(struct draw *d, const struct phase *ph, int field, int width, int lines)
{
	const char *title = ph->cards[field].title.text, *text = content(d, ph, field);
	bool ticked = ph->cards[field].deck >= 0;
	struct button b = guided_button(d, BUTTON_CARD, text ? "check" : ticked ? "cards" : "edit", "", GUIDED_FIELD, field);
	struct say how = saying(d, d->z.text, false, INK_TEXT);
	how.lang = text ? letters_lang(text) : d->lang;
	/* what a table wrote is read on its own page: here its beginning */
	b.label = over(d, title, cut_to_lines(d, text ? text : word(d, ticked ? F_("À choisir") : F_("À écrire")), &how,
					      width - d->z.text * 29 / 10, lines > 1 ? lines - 1 : 1));
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

static bool one_table(struct draw *d, const struct phase *ph, struct rect area, struct fit fit)
{
	const struct guided *g = &d->s->guided;
	struct button head[9], b[PHASE_CARDS_MAX];
	int sheets = ph->sheets < 8 ? ph->sheets : 8, fields = ph->card_count < PHASE_CARDS_MAX ? ph->card_count : PHASE_CARDS_MAX, n = 0;
	struct skeleton k = { .bare = true };
	struct flow f = skeleton_flow(d, &k);
	struct rect left = area;
	int wide = 0;
	for (int i = 0; sheets > 1 && i < sheets; i++) {
		head[n++] = sheet_tab(d, ph, i);
		wide += button_width(d, &head[n - 1]) + d->z.gap;
	}
	bool bare = d->z.small || g->back_row, deck_there = deck(d, ph->subject) != NULL;
	struct button card = card_button(d, g->subject[g->table] >= 0, bare);
	int card_w = !deck_there ? 0 : (bare ? d->z.control * 5 / 4 : button_width(d, &card)) + d->z.gap;
	if (wide + card_w > area.w * 7 / 10) { /* the name needs its room: the sheets stand under it */
		flow_grid(&f, head, n, grid_columns(d, head, n, f.width, 4), 0);
		n = 0;
	}
	if (deck_there)
		head[n++] = card;
	if (g->detail == BOARD_FULL)
		flow_banner(&f, "alert-triangle", word(d, F_("La borne est pleine. Effacez des notes.")), INK_NOTYET, INK_ON_NOTYET);
	if (f.count)
		f.lumps[f.count - 1].keep = false;
	struct prose done = plain(progress(d, sheets_filled(g, g->phase, g->table, g->sheet), fields));
	struct say quiet = saying(d, d->z.text, true, INK_QUIET);
	flow_text(&f, &done, &quiet, f.count ? d->z.gap / 2 : 0, fit.lines > 2);
	int columns = !fit.far && f.width / 2 > (int)(80 * d->z.px_mm) ? 2 : 1, width = (f.width - d->z.gap) / columns;
	for (int i = 0; i < fields; i++)
		b[i] = field_button(d, ph, i, width, fit.lines);
	columns = grid_columns(d, b, fields, f.width, columns); /* one, where a word would be torn */
	for (int i = 0; i < fields; i += columns) /* each row as high as its own words ask */
		flow_grid(&f, &b[i], fields - i < columns ? fields - i : columns, columns, d->z.gap / 2);
	int items = d->out->item_count, targets = d->out->target_count, speech = d->out->speech_count;
	if (put_head(d, table_name(d, ph, g->table), guided_lang(d), head, n, &left, fit) && flow_put_whole(d, &f, left, fit))
		return true;
	d->out->item_count = items; /* what was tried is not shown */
	d->out->target_count = targets;
	d->out->speech_count = speech;
	return false;
}

void view_sheets(struct draw *d, const struct phase *ph, struct rect area)
{
	if (d->s->guided.card < 0)
		fit_put(d, ph, area, all_tables);
	else
		fit_put(d, ph, area, one_table);
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
