/* A group session: the group's screen (title, time, phase), and which of the conseiller's pages stands in its place. */
#include "ui/guided.h"

#include <string.h>

static void talk(struct draw *d, const struct phase *ph, struct rect area)
{
	group_blocks(d, NULL, ph->blocks, ph->block_count, NULL, 0, area);
}

static const char *whose_turn(struct draw *d, const struct phase *ph)
{
	const struct guided *g = &d->s->guided;
	const struct guide_edition *ed = guided_edition(d->s, d->p);
	const char *table = filled(d, F_("Table {1} sur {2}"), number(d, g->round + 1), number(d, g->tables));
	int subject = g->round < TABLES_MAX ? g->subject[g->round] : -1;
	if (ph->subject < 0 || subject < 0 || subject >= ed->phases[ph->subject].card_count)
		return table;
	return filled(d, "{1} : {2}", table, ed->phases[ph->subject].cards[subject].title.text);
}

const struct phase_view phase_views[PHASE_KIND_COUNT] = {
	[PHASE_TALK] = { .group = talk },
	[PHASE_CARDS] = { .group = view_cards, .untitled = true },
	[PHASE_TURNS] = { .group = talk, .under = whose_turn },
	[PHASE_SHEETS] = { .group = view_sheets, .choice = view_sheets_choice, .untitled = true },
	[PHASE_BOARD] = { .group = view_board, .choice = view_board_note, .under = view_board_round, .untitled = true },
	[PHASE_VOTE] = { .tight = true, .group = view_vote, .choice = view_count_choice, .under = vote_under },
	[PHASE_BAROMETER] = { .tight = true, .group = view_barometer, .choice = view_count_choice, .under = barometer_under, .untitled = true },
	[PHASE_PROFILE] = { .group = view_profile },
	[PHASE_QUIZ] = { .tight = true, .group = view_quiz, .choice = view_count_choice, .under = course_under, .untitled = true },
	[PHASE_MODULES] = { .tight = true, .group = view_modules, .choice = view_count_choice, .under = course_under, .untitled = true },
};

struct button guided_button(const struct draw *d, enum button_look look, const char *icon, const char *label,
			    enum guided_do what, int64_t number)
{
	struct button b = button(d, look, icon, label, MSG_GUIDED, what);
	b.msg.number = number;
	return b;
}

void guided_choice(struct flow *f, const char *icon, const char *label, enum guided_do what, int64_t number)
{
	staff_choice(f, icon, label, MSG_GUIDED, what, number);
}

enum lang guided_lang(const struct draw *d)
{
	const struct guide_edition *ed = guided_edition(d->s, d->p);
	return ed ? ed->lang : d->lang;
}

void flow_block_list(struct flow *f, const struct block *blocks, int count, enum lang lang, bool pictures)
{
	struct screen as_screen = { .blocks = blocks, .block_count = count };
	flow_blocks(f, &as_screen, lang, pictures);
}

void group_blocks(struct draw *d, const struct prose *title, const struct block *blocks, int count,
		  const struct button *buttons, int button_count, struct rect area)
{
	struct screen as_screen = { .blocks = blocks, .block_count = count };
	enum lang lang = guided_lang(d);
	struct skeleton k = { .picture = first_picture(&as_screen), .bare = true, .pictures = &as_screen, .pictures_lang = lang };
	for (int i = 0; i < button_count && i < 3; i++)
		k.buttons[k.button_count++] = buttons[i];
	struct rect body = d->body;
	d->body = area;
	struct flow f = skeleton_flow(d, &k);
	if (title && title->text[0]) {
		struct say how = saying(d, d->z.title, true, INK_TEXT);
		how.lang = lang;
		how = say_fitting(d, title->text, &how, f.width);
		flow_text(&f, title, &how, d->z.gap, true);
	}
	flow_block_list(&f, blocks, count, lang, false);
	skeleton_put(d, &k, &f);
	d->body = body;
}

/* ---- the time --------------------------------------------------------------------------------------------------------- */

const char *time_left_words(const struct draw *d, long long ms)
{
	long long minutes = (ms + 59999) / 60000, seconds = (ms + 4999) / 5000 * 5;
	if (ms <= 0)
		return word(d, F_("C’est l’heure."));
	if (seconds == 60)
		return word(d, F_("Encore 1 minute"));
	if (minutes > 2 || seconds == 120)
		return filled(d, F_("Encore {1} minutes"), number(d, minutes), NULL);
	if (seconds > 60)
		return filled(d, F_("Encore {1} min {2} s"), number(d, seconds / 60), number(d, seconds % 60));
	return filled(d, F_("Encore {1} secondes"), number(d, seconds), NULL);
}

/* Words, a bar that shrinks, and the way to start and pause it: seen from the back of the room, never by colour alone. */
static int put_time(struct draw *d, const struct phase *ph, struct rect at)
{
	const struct guided *g = &d->s->guided;
	const struct timer *t = &g->timer;
	const struct sizes *z = &d->z;
	if (!t->set)
		return 0;
	bool over = t->left_ms <= 0;
	struct button b = over ? guided_button(d, BUTTON_SECOND, "clock-plus", word(d, F_("5 minutes de plus")), GUIDED_MORE, 0)
			       : guided_button(d, BUTTON_SECOND, t->running ? "player-pause" : "player-play",
					       word(d, t->running ? F_("Pause") : F_("Démarrer")), GUIDED_TIMER, 0);
	b.center = true;
	struct say how = saying(d, z->text, true, INK_TEXT);
	struct prose words = plain(time_left_words(d, t->left_ms));
	bool tight = z->small || z->portrait; /* an icon alone, and the voice says the word */
	if (tight) {
		b.said = b.label.text;
		b.label = plain("");
	}
	int w = tight ? z->control * 3 / 2 : button_width(d, &b), room = at.w - w - z->gap;
	int bar = (int)(4 * z->px_mm), between = z->gap / 3;
	how = say_fitting(d, words.text, &how, room);
	const struct text_layout *text = lay(d, &words, &how, room);
	int high = text->height + between + bar, h = high > z->control ? high : z->control, y = at.y + (h - high) / 2;
	y += put_layout(d, text, words.text, &how, at.x, y, room) + between;
	bool alone = ph->kind == PHASE_TALK || ph->kind == PHASE_CARDS || ph->kind == PHASE_TURNS;
	if (alone) { /* others tell what was touched in them */
		scene_echo(d->out, word(d, t->running ? F_("Le temps court.") : F_("Le temps est arrêté.")), d->lang);
		scene_echo(d->out, words.text, d->lang);
	}
	long long whole = guided_share_ms(g, ph);
	if (t->left_ms > whole)
		whole = t->left_ms;
	put_box(d, (struct rect){ at.x, y, room, bar }, INK_PAGE, INK_LINE, z->line, bar / 2);
	int left = whole > 0 ? (int)(room * t->left_ms / whole) : 0;
	if (left > bar)
		put_box(d, (struct rect){ at.x, y, left, bar }, INK_WARM, INK_NONE, 0, bar / 2);
	put_button(d, &b, (struct rect){ at.x + at.w - w, at.y + (h - z->control) / 2, w, z->control });
	return h + z->gap;
}

static void group_screen(struct draw *d)
{
	const struct phase *ph = guided_phase(d->s, d->p);
	struct rect area = d->body;
	if (!ph)
		return;
	const struct phase_view *v = &phase_views[ph->kind];
	int time = put_time(d, ph, area);
	struct sizes near = d->z; /* the controls stay as they are: who touches them stands before the screen */
	if (d->s->guided.back_row)
		sizes_back_row(&d->z, d->look->panel);
	area.y += time;
	area.h -= time;
	struct say title = saying(d, d->z.title, true, INK_TEXT), under = saying(d, d->z.text, true, INK_QUIET);
	title.lang = guided_lang(d);
	title = say_fitting(d, ph->title.text, &title, area.w);
	int used = 0, beside = 0;
	if (!v->untitled || d->s->guided.card < 0) {
		const struct text_layout *t = lay(d, &ph->title, &title, area.w);
		used += put_layout(d, t, ph->title.text, &title, area.x, area.y, area.w) + d->z.gap / 2;
		beside = t->line_count == 1 ? area.w - t->width - d->z.gap * 2 : 0;
	}
	const char *said = v->under ? v->under(d, ph) : "";
	struct text_style style = { .px = under.px, .bold = true };
	int wide = text_width(d->look->measure, said, &style);
	if (said[0] && wide < beside) /* at the end of the title's line: the group's work has the height */
		put_text(d, said, &under, area.x + area.w - wide - 1, area.y + (used - d->z.gap / 2 - under.px * 5 / 4) / 2, wide + 1);
	else if (said[0])
		used += put_text(d, said, &under, area.x, area.y + used, area.w) + d->z.gap / 2;
	area.y += used;
	area.h -= used;
	if (near.small && v->tight)
		sizes_for(&d->z, d->look->panel, false);
	v->group(d, ph, area);
	d->z = near;
}

/* ---- which page --------------------------------------------------------------------------------------------------------- */

void view_guided(struct draw *d)
{
	static void (*const pages[])(struct draw *, struct flow *) = {
		[GUIDED_LIST] = view_guided_list,   [GUIDED_READY] = view_guided_ready, [GUIDED_TOOLS] = view_guided_tools,
		[GUIDED_NOTES] = view_guided_notes, [GUIDED_PLAN] = view_guided_plan,   [GUIDED_CLOSE] = view_guided_close,
		[GUIDED_GIVEN] = view_guided_given, [GUIDED_WIPE] = view_guided_wipe,   [GUIDED_HELP] = view_guided_help,
		[GUIDED_CLEAN] = view_guided_clean,
	};
	const struct guided *g = &d->s->guided;
	const struct phase *ph = guided_phase(d->s, d->p);
	if (g->page == GUIDED_PHASE) {
		group_screen(d);
		return;
	}
	if (g->page == GUIDED_TYPING && ph) {
		view_guided_typing(d);
		return;
	}
	if (g->page == GUIDED_CHOICE && ph && phase_views[ph->kind].choice) {
		phase_views[ph->kind].choice(d, ph);
		return;
	}
	struct skeleton k = { .bare = d->z.small, .emblem = g->page == GUIDED_CLEAN ? "spray" : NULL };
	if (g->page == GUIDED_READY)
		k.buttons[k.button_count++] = view_guided_start(d);
	struct flow f = skeleton_flow(d, &k);
	if (g->page == GUIDED_WORKING) {
		staff_title(&f, word(d, F_("Un moment, s’il vous plaît.")));
		staff_line(&f, word(d, F_("Ne retirez pas la clé.")));
	} else if (g->page < sizeof pages / sizeof *pages && pages[g->page]) {
		pages[g->page](d, &f);
	}
	skeleton_put(d, &k, &f);
}
