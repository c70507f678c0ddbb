#include "author/stage.h"

#include <stdio.h>
#include <string.h>

#include "author/report.h"

static const struct module *current(const struct stage *s)
{
	int i = s->loaded ? pack_find(&s->pack, s->module) : -1;
	return i >= 0 ? &s->pack.modules[i] : NULL;
}

static const struct edition *edition(const struct stage *s)
{
	const struct module *m = current(s);
	return m ? module_edition(m, s->lang) : NULL;
}

/* The guide on stage, NULL when it is a module or nothing. */
static const struct guide *guide(const struct stage *s)
{
	const char *id = guide_typed(s->module);
	int i = s->loaded && id ? pack_find_guide(&s->pack, id) : -1;
	return i >= 0 ? &s->pack.guides[i] : NULL;
}

static const struct guide_edition *phases(const struct stage *s)
{
	const struct guide *g = guide(s);
	return g ? guide_edition(g, s->lang) : NULL;
}

static bool on_stage(const struct stage *s)
{
	return edition(s) || phases(s);
}

static int place_count(const struct stage *s)
{
	return edition(s) ? edition(s)->screen_count : phases(s) ? phases(s)->phase_count : 0;
}

void stage_read(struct stage *s)
{
	struct err e = { 0 };
	arena_drop(&s->memory);
	s->check = (struct check){ 0 };
	report_prepare(&s->check, &s->memory);
	s->loaded = pack_check(&s->pack, s->dir, &s->memory, &s->check, &e);
	if (!s->module[0] && s->loaded)
		str_copy(s->module, sizeof s->module, s->pack.modules[0].id);
	if (!s->loaded || s->term > s->pack.term_count)
		s->term = 0;
	if (on_stage(s) && s->place >= place_count(s))
		s->place = place_count(s) - 1;
}

void stage_go_to_line(struct stage *s, int line)
{
	const struct edition *ed = edition(s);
	const struct guide_edition *g = phases(s);
	s->place = PLACE_COVER;
	s->term = s->card = 0;
	for (int i = 0; ed && i < ed->screen_count && ed->screens[i].line <= line; i++)
		s->place = i;
	for (int i = 0; g && i < g->phase_count && g->phases[i].line <= line; i++)
		s->place = i;
	for (int i = 0; g && s->place >= 0 && i < g->phases[s->place].card_count; i++)
		if (g->phases[s->place].cards[i].line <= line)
			s->card = i + 1;
}

bool stage_go_to_id(struct stage *s, const char *id)
{
	const struct edition *ed = edition(s);
	for (int i = 0; i < place_count(s); i++)
		if (strcmp(ed ? ed->screens[i].id : phases(s)->phases[i].id, id) == 0) {
			s->place = i;
			s->card = 0;
			return true;
		}
	return false;
}

bool stage_go_to_word(struct stage *s, const char *id)
{
	s->term = 0;
	for (int i = 0; s->loaded && i < s->pack.term_count; i++)
		if (strcmp(s->pack.terms[i].id, id) == 0)
			s->term = i + 1;
	return s->term > 0;
}

void stage_step(struct stage *s, int by)
{
	s->term = s->card = 0;
	int next = s->place + by;
	if (next >= PLACE_COVER && next < place_count(s))
		s->place = next;
}

void stage_next_lang(struct stage *s)
{
	const struct module *m = current(s);
	const struct guide *g = guide(s);
	for (int i = 1; i <= LANG_COUNT; i++) {
		enum lang lang = (enum lang)((s->lang + i) % LANG_COUNT);
		if (m ? m->editions[lang] != NULL : g && g->editions[lang]) {
			s->lang = lang;
			return;
		}
	}
}

static void tell(struct stage *s, enum msg_kind kind, int arg)
{
	struct effects nobody;
	struct msg m = { .kind = kind, .arg = arg };
	s->session = session_update(s->session, &s->pack, &m, &nobody);
}

static void verb(struct stage *s, enum guided_do what, int64_t number)
{
	struct effects nobody;
	struct msg m = { .kind = MSG_GUIDED, .arg = what, .number = number };
	s->session = session_update(s->session, &s->pack, &m, &nobody);
}

/* As a conseiller comes: their door is open. */
static void enter_guide(struct stage *s)
{
	s->session.at = AT_STAFF;
	s->session.staff.unlocked = true;
	verb(s, GUIDED_OPEN, 0);
	verb(s, GUIDED_CHOOSE, guide(s) - s->pack.guides);
	if (s->place == PLACE_COVER)
		return;
	verb(s, GUIDED_START, 0);
	verb(s, GUIDED_GO, s->place);
	if (phases(s)->phases[s->place].kind == PHASE_CARDS)
		verb(s, GUIDED_CARD, s->card - 1);
}

void stage_enter(struct stage *s)
{
	const struct edition *ed = edition(s);
	session_init(&s->session, 0);
	s->ui = (struct ui_state){ .focus = -1, .spoken = -1 };
	gate_init(&s->gate);
	if (!on_stage(s))
		return;
	tell(s, MSG_WAKE, 0);
	tell(s, MSG_LANG, (int)s->lang);
	s->session.large = s->large;
	s->session.contrast = s->contrast;
	if (s->term) {
		tell(s, MSG_WORD, s->term - 1);
		return;
	}
	if (!ed) {
		enter_guide(s);
		return;
	}
	tell(s, MSG_MODULE, pack_find(&s->pack, s->module));
	if (s->place == PLACE_COVER)
		return;
	if (ed->screens[s->place].kind == SCREEN_SOURCES) {
		tell(s, MSG_SOURCES, 0);
		return;
	}
	tell(s, MSG_NEXT, 0); /* the steps are laid out now */
	int first = s->place; /* a story is one step: that of its first screen */
	while (first > 0 && ed->screens[first].kind == SCREEN_SCENARIO && ed->screens[first - 1].kind == SCREEN_SCENARIO)
		first--;
	for (int i = 0; i < s->session.step_count; i++)
		if (s->session.steps[i].screen == first && !s->session.steps[i].after)
			s->session.step = i;
	s->session.at = AT_FEEDBACK;
	tell(s, MSG_RETRY, 0); /* the activity begins */
	if (first != s->place)
		s->session.act.list[s->session.act.count++] = (short)s->place;
}

/* Where a touch led: the place follows, so that saving the file comes back to it. */
static void follow(struct stage *s)
{
	const struct guided *g = &s->session.guided;
	if (s->session.at == AT_GUIDED && phases(s)) {
		s->place = g->page == GUIDED_READY || g->page == GUIDED_LIST ? PLACE_COVER : g->phase;
		s->card = g->card + 1;
		return;
	}
	if (!edition(s))
		return;
	if (s->session.at == AT_COVER)
		s->place = PLACE_COVER;
	else if (s->session.at == AT_STEP || s->session.at == AT_FEEDBACK)
		s->place = (int)(session_screen(&s->session, &s->pack) - edition(s)->screens);
}

void stage_input(struct stage *s, const struct look *look, const struct input *in)
{
	struct msg m = gate_input(&s->gate, &s->scene, &s->ui, in);
	if (m.kind == MSG_NONE || !on_stage(s))
		return;
	struct effects nobody;
	m.now_ms = in->now_ms;
	s->session = session_update(s->session, &s->pack, &m, &nobody);
	if (s->session.at == AT_GUIDED && s->session.guided.page == GUIDED_WORKING) /* there is no stick to write to */
		tell(s, MSG_JOB_RESULT, RESULT_NO_STICK);
	s->session.speaking = false; /* no voice here */
	s->large = s->session.large;
	s->contrast = s->session.contrast;
	follow(s);
	stage_show(s, look);
}

/* ---- the list of mistakes ------------------------------------------------------------------------------------------- */

static int put(struct stage *s, const struct look *look, const char *text, struct text_style style,
               enum ink ink, int y)
{
	struct sizes z;
	sizes_for(&z, look->panel, false);
	struct item *i =
	    scene_item(&s->scene, ITEM_TEXT, (struct rect){ z.margin, y, z.width - 2 * z.margin, 0 });
	i->text = text_layout_string(look->measure, &s->frame, text, &style, i->at.w);
	i->at.h = i->text->height;
	i->ink = ink;
	return y + i->text->height + style.px / 3;
}

/* Of the module on stage; of all when none was asked for. */
static bool concerns(const struct stage *s, const struct err *e)
{
	size_t n = strlen(s->module);
	return !n || (strncmp(e->file, s->module, n) == 0 && (e->file[n] == '/' || !e->file[n]));
}

/* Enough of an editor's list to mend the file; the terminal has them all, with carets. */
static void show_mistakes(struct stage *s, const struct look *look)
{
	struct sizes z;
	sizes_for(&z, look->panel, false);
	scene_begin(&s->scene, &s->frame, look->panel->width_px, look->panel->height_px);
	s->scene.contrast = s->contrast;
	struct text_style title = { .px = z.title, .bold = true }, text = { .px = z.text * 3 / 4 };
	const struct notes *n = &s->check.mistakes;
	int kept = n->count < n->room ? n->count : n->room, left = 0;
	char line[700];
	for (int i = 0; i < kept; i++)
		left += concerns(s, &n->list[i]);
	if (left)
		snprintf(line, sizeof line, "%s : %d faute%s à corriger", s->module[0] ? s->module : s->dir,
		         left, left > 1 ? "s" : "");
	else
		snprintf(line, sizeof line, "%s : ce module ou cette séance n'est pas dans le dossier",
		         s->module[0] ? s->module : s->dir);
	int y = put(s, look, line, title, INK_TEXT, z.margin);
	for (int i = 0; i < kept; i++) {
		const struct err *e = &n->list[i];
		if (!concerns(s, e))
			continue;
		if (e->line)
			snprintf(line, sizeof line, "%s, ligne %d : %s", e->file, e->line, e->text);
		else
			snprintf(line, sizeof line, "%s : %s", e->file, e->text);
		int items = s->scene.item_count, next = put(s, look, line, text, INK_TEXT, y);
		if (next > z.height - z.margin - text.px * 2) {
			s->scene.item_count = items;
			snprintf(line, sizeof line, "... et %d de plus (voir le terminal)", left);
			put(s, look, line, text, INK_TEXT, y);
			return;
		}
		left--;
		y = next;
	}
}

void stage_show(struct stage *s, const struct look *look)
{
	/* How many parts a screen has is known after layout only; the session is told. */
	for (int pass = 0; pass < 2; pass++) {
		arena_reset(&s->frame);
		if (!on_stage(s)) {
			show_mistakes(s, look);
			return;
		}
		view(&s->session, &s->pack, look, &s->ui, &s->frame, &s->scene);
		if (s->scene.part_count == s->session.part_count)
			return;
		tell(s, MSG_PARTS, s->scene.part_count);
	}
}

void stage_drop(struct stage *s)
{
	arena_drop(&s->memory);
	arena_drop(&s->frame);
}
