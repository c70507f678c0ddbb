#include "ui/helpers/walk.h"

#include <stdio.h>
#include <string.h>

enum { PARTS_MAX = 60 };

static struct session fresh(const struct walk *w)
{
	struct session s;
	session_init(&s, 0);
	s.lang = w->lang;
	s.large = w->large;
	s.contrast = w->contrast;
	return s;
}

/* All parts of this screen. */
static void show(struct walk *w, struct session s, const char *where)
{
	struct ui_state ui = { .focus = -1, .spoken = -1 };
	char name[120];
	int parts = 1;
	for (s.part = 0; s.part < parts && s.part < PARTS_MAX; s.part++) {
		s.part_count = parts;
		arena_reset(&w->frame);
		view(&s, w->pack, &w->look, &ui, &w->frame, &w->scene);
		parts = w->scene.part_count;
		snprintf(name, sizeof name, "%s %d/%d", where, s.part + 1, parts);
		w->shown++;
		w->see(w, name, w->context);
	}
}

static void send(const struct walk *w, struct session *s, enum msg_kind kind, int arg)
{
	struct effects fx;
	struct msg m = { .kind = kind, .arg = arg };
	s->part_count = 1;
	s->part = 0;
	*s = session_update(*s, w->pack, &m, &fx);
}

/* What can be touched in an activity, over all its parts; without that, the way on. */
static int ways(struct walk *w, struct session s, struct msg *out, int room)
{
	struct ui_state ui = { .focus = -1, .spoken = -1 };
	struct msg next = { .kind = MSG_NONE };
	int count = 0, parts = 1;
	for (s.part = 0; s.part < parts && s.part < PARTS_MAX; s.part++) {
		arena_reset(&w->frame);
		view(&s, w->pack, &w->look, &ui, &w->frame, &w->scene);
		parts = w->scene.part_count;
		for (int i = 0; i < w->scene.target_count; i++) {
			const struct target *t = &w->scene.targets[i];
			bool seen = t->in_bar || t->msg.kind == MSG_WORD || t->msg.kind == MSG_NEXT;
			for (int j = 0; j < count; j++)
				seen |= out[j].kind == t->msg.kind && out[j].arg == t->msg.arg;
			if (!seen && count < room)
				out[count++] = t->msg;
			if (t->msg.kind == MSG_NEXT)
				next = t->msg;
		}
	}
	if (count == 0 && next.kind)
		out[count++] = next;
	return count;
}

/* People of different habits do this activity: one touches always the first thing, another the last, another all of them in
 * turn... Everything they see on their way is looked at. */
static void walk_activity(struct walk *w, const struct session *from, const char *module)
{
	enum { HABITS = 8, TOUCHES_MAX = 24 };
	const struct screen *q = session_screen(from, w->pack);
	for (int habit = 0; habit < HABITS; habit++) {
		struct session s = *from;
		for (int touch = 0; touch < TOUCHES_MAX && s.at == AT_STEP && s.step == from->step; touch++) {
			struct msg way[40];
			char where[80];
			int n = ways(w, s, way, 40);
			if (n == 0)
				break;
			struct activity before = s.act;
			int pick = habit < 5 ? habit % n : habit == 5 ? n - 1 : (touch * (habit == 6 ? 1 : 3) + habit) % n;
			send(w, &s, way[pick].kind, way[pick].arg);
			snprintf(where, sizeof where, "%s/%s habit %d touch %d", module, q->id, habit, touch);
			if (s.at == AT_STEP && memcmp(&before, &s.act, sizeof before) == 0)
				break; /* nothing happens any more */
			if (s.at == AT_FEEDBACK || s.step == from->step)
				show(w, s, where);
		}
	}
}

/* The codes to photograph of this screen. */
static void walk_links(struct walk *w, struct session s, const char *where)
{
	send(w, &s, MSG_QR, 0);
	if (s.over == OVER_QR)
		show(w, s, where);
}

static void walk_step(struct walk *w, struct session *s, const char *module)
{
	const struct screen *q = session_screen(s, w->pack);
	char where[80];
	snprintf(where, sizeof where, "%s/%s%s", module, q->id, s->steps[s->step].after ? " after" : "");
	show(w, *s, where);
	walk_links(w, *s, where);
	if (q->kind == SCREEN_QUESTION || q->kind == SCREEN_MEASURE || q->kind == SCREEN_SURVEY || q->kind == SCREEN_DISCREET) {
		for (int i = -1; i < q->answer_count; i++) {
			struct session answered = *s;
			send(w, &answered, MSG_ANSWER, i);
			snprintf(where, sizeof where, "%s/%s%s answered %d", module, q->id,
				 s->steps[s->step].after ? " after" : "", i);
			show(w, answered, where);
		}
	} else if (q->kind != SCREEN_PAGE && q->kind != SCREEN_REMEMBER && q->kind != SCREEN_HELP) {
		walk_activity(w, s, module);
	}
}

static void walk_module(struct walk *w, struct session s, int which)
{
	const char *id = w->pack->modules[which].id;
	char where[80];
	send(w, &s, MSG_MODULE, which);
	snprintf(where, sizeof where, "%s cover", id);
	show(w, s, where);
	struct session sources = s;
	send(w, &sources, MSG_SOURCES, 0);
	snprintf(where, sizeof where, "%s sources", id);
	if (sources.at == AT_SOURCES)
		show(w, sources, where), walk_links(w, sources, where);
	send(w, &s, MSG_NEXT, 0);
	for (s.step = 0; s.step < s.step_count; s.step++) {
		s.at = AT_FEEDBACK;
		send(w, &s, MSG_RETRY, 0); /* this step, from its beginning */
		walk_step(w, &s, id);
	}
	s.step = s.step_count - 1;
	s.at = AT_OPINION;
	show(w, s, "opinion");
	s.at = AT_AGE;
	show(w, s, "age");
	s.at = AT_THANKS;
	show(w, s, "thanks");
}

/* Every list and every door of "Où trouver de l'aide ?". */
static void walk_places(struct walk *w, struct session s)
{
	int first[COMMUNE_GROUPS_MAX + 1], groups = commune_groups(w->pack, first);
	if (!w->pack->venue_count)
		return;
	send(w, &s, MSG_PLACES, 0);
	show(w, s, "places");
	for (int g = 0; groups > 1 && g < groups; g++) {
		struct session at = s;
		send(w, &at, MSG_LETTERS, g);
		show(w, at, "communes");
	}
	for (int c = 0; c < w->pack->commune_count; c++) {
		struct session at = s;
		send(w, &at, MSG_COMMUNE, c);
		show(w, at, w->pack->communes[c].name);
	}
	for (int v = 0; v < w->pack->venue_count; v++) {
		struct session at = s;
		send(w, &at, MSG_PLACE, v);
		show(w, at, w->pack->venues[v].name);
	}
}

void walk_residents(struct walk *w)
{
	struct session s = fresh(w);
	s.large = s.contrast = false; /* nobody has chosen anything yet */
	for (s.turn = 0; s.turn < LANG_COUNT; s.turn++)
		show(w, s, "attract");
	s.turn = 0;
	s.at = AT_LANGUAGE;
	show(w, s, "language");
	s.large = w->large;
	s.contrast = w->contrast;
	s.at = AT_HOME;
	show(w, s, "home");
	for (int over = OVER_HELP; over <= OVER_IDLE; over++) {
		static const char *const names[] = { [OVER_HELP] = "help", [OVER_SETTINGS] = "settings",
						     [OVER_IDLE] = "idle" };
		struct session under = s;
		under.over = (enum panel_over)over;
		show(w, under, names[over]);
	}
	walk_places(w, s);
	for (int i = 0; i < w->pack->term_count; i++) {
		struct session reading = s;
		send(w, &reading, MSG_WORD, i);
		show(w, reading, w->pack->terms[i].id);
	}
	struct session speaking = s;
	speaking.speaking = true;
	show(w, speaking, "speaking");
	w->look.staffed = !w->look.staffed;
	s.over = OVER_HELP;
	show(w, s, "help of the other kind");
	w->look.staffed = !w->look.staffed;
	s.over = OVER_NONE;
	for (int i = 0; i < w->pack->module_count; i++)
		walk_module(w, s, i);
}

/* As long as a pack's texts may be. */
static const struct contents_told rich_contents = {
	.name = "Prévention des arnaques et des faux messages, printemps",
	.signer = "Communauté de communes des Portes de la Haute-Vallavre",
	.version = 999999,
	.modules = 128,
	.languages = (1u << LANG_COUNT) - 1,
	.bytes = 256 << 20,
};

void walk_staff(struct walk *w)
{
	struct session s = fresh(w);
	char where[40];
	s.at = AT_STAFF;
	s.staff.unlocked = true;
	for (int rich = 0; rich < 2; rich++) {
		s.staff.info = (struct staff_info){ .today = 20779, .bundle_number = 1, .place = -1, .store_ok = 1 };
		if (rich)
			s.staff.info = (struct staff_info){
				.visits_today = 88, .visits_bundle = 8888, .bundle_number = 88, .lost_visits = 88,
				.today = 20804, .recipients_version = 88, .waiting_bundles = 8, .can_close = 2,
				.has_staff_code = 1, .place = 3, .date_confirmed = 1, .stick = 1, .recovered = 1,
				.contents = { .shown = rich_contents, .before = rich_contents, .offered = rich_contents,
					      .shown_kind = CONTENTS_PACK, .before_kind = CONTENTS_PACK, .on_stick = 8,
					      .offer = RESULT_DONE },
				.words = "pommeraie tourterelle vagabonder chrysalide embarquer silhouette parchemin bourrasque",
			};
		s.staff.wrong = rich;
		s.staff.supervisor_setup = rich;
		s.staff.day = s.staff.info.today;
		strcpy(s.staff.digits, rich ? "123456789012" : "");
		for (int page = STAFF_CODE; page < STAFF_RESULT; page++) {
			s.staff.page = (enum staff_page)page;
			bool asked = page == STAFF_CODE || page == STAFF_SUPERVISOR; /* a new code is never waited for */
			s.staff.wait_until_ms = rich && asked ? 30000 : 0;
			snprintf(where, sizeof where, "staff page %d%s", page, rich ? " rich" : "");
			show(w, s, where);
		}
	}
	s.staff.page = STAFF_CONTENTS;
	for (int offer = RESULT_DONE; offer <= RESULT_FAILED; offer++) {
		s.staff.info.contents.offer = offer;
		s.staff.info.contents.failed = offer % 3 == 1;
		s.staff.info.contents.waiting = offer % 3 == 2;
		snprintf(where, sizeof where, "staff contents offer %d", offer);
		show(w, s, where);
	}
	s.staff.page = STAFF_CODE; /* the card does not answer */
	s.staff.info = (struct staff_info){ .place = -1 };
	s.staff.informed = true;
	show(w, s, "staff without a store");
	s.staff.page = STAFF_RESULT;
	for (int result = RESULT_DONE; result <= RESULT_FAILED; result++)
		for (int job = JOB_EXPORT; job <= JOB_CONTENTS_BACK; job++) {
			s.staff.result = (enum job_result)result;
			s.staff.job = (enum job)job;
			snprintf(where, sizeof where, "staff result %d of %d", result, job);
			show(w, s, where);
		}
}
