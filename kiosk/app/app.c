#include "app/app.h"

#include <stddef.h>
#include <string.h>

static void rebuild(struct app *a)
{
	/* How many parts a screen has is known after layout only; the session is told, and clamps its part. */
	for (int pass = 0; pass < 2; pass++) {
		int next = !a->frame;
		arena_reset(&a->frames[next]);
		view(&a->session, a->pack, &a->look, &a->ui, &a->frames[next], &a->scene);
		a->frame = next;
		if (a->scene.part_count == a->session.part_count && a->scene.part == a->session.part)
			break;
		struct effects none;
		struct msg parts = { .kind = MSG_PARTS, .arg = a->scene.part_count };
		a->session = session_update(a->session, a->pack, &parts, &none);
		if (a->scene.part == a->session.part)
			break;
	}
	if (a->ui.focus >= a->scene.target_count)
		a->ui.focus = -1;
}

void app_init(struct app *a, const struct pack *p, const struct look *look, const struct world *w, long long now_ms)
{
	memset(a, 0, sizeof *a);
	a->pack = p;
	a->look = *look;
	a->world = w;
	a->ui.focus = a->ui.spoken = -1;
	gate_init(&a->gate);
	session_init(&a->session, now_ms);
	rebuild(a);
}

void app_drop(struct app *a)
{
	arena_drop(&a->frames[0]);
	arena_drop(&a->frames[1]);
}

bool app_idle(const struct app *a)
{
	return a->session.at == AT_ATTRACT && !a->has_pending && !a->gate.down;
}

void app_refresh(struct app *a)
{
	rebuild(a);
}

/* The bar is the same on every screen: it is said only when the keypad stands on it. */
static bool in_bar(const struct scene *s, int piece)
{
	for (int i = 0; i < s->target_count; i++)
		if (s->targets[i].in_bar && piece >= s->targets[i].speech_first &&
		    piece < s->targets[i].speech_first + s->targets[i].speech_count)
			return true;
	return false;
}

static void say(struct app *a, int first, int count, bool everything)
{
	struct utterance u[APP_SPEECH_MAX];
	a->said_count = 0;
	for (int i = first; i < first + count && a->said_count < APP_SPEECH_MAX; i++) {
		const struct speech *piece = &a->scene.speech[i];
		if (!piece->text[0] || (!everything && (piece->echo || in_bar(&a->scene, i))))
			continue;
		u[a->said_count] = (struct utterance){ piece->text, piece->lang, pack_recording(a->pack, piece->text) };
		a->said[a->said_count++] = i;
	}
	a->world->say(a->world->context, u, a->said_count);
}

static void quick_effects(struct app *a, const struct effects *fx)
{
	if (fx->chime && a->world->chime)
		a->world->chime(a->world->context);
	if (fx->camera && a->world->camera)
		a->world->camera(a->world->context, fx->camera > 0);
	if (fx->volume)
		a->world->volume(a->world->context, a->session.volume);
	if (fx->hush && !fx->say) {
		a->world->hush(a->world->context);
		a->ui.spoken = -1;
	}
	if (fx->say && fx->echo && a->scene.echo_count)
		say(a, a->scene.echo_first, a->scene.echo_count, true);
	else if (fx->say)
		say(a, 0, a->scene.speech_count, false);
}

/* What makes a screen another one. */
struct place {
	enum where at;
	enum panel_over over;
	enum staff_page page;
	int step, part, done;
	enum guided_page guided;
	int phase, card, line; /* of a group session, of the stop's count */
	enum stop_page stop;
	const struct screen *screen; /* a story has many in one step */
};

static struct place place_of(const struct app *a)
{
	const struct session *s = &a->session;
	struct place p;
	memset(&p, 0, sizeof p); /* it is compared byte by byte */
	p.at = s->at;
	p.over = s->over;
	p.page = s->staff.page;
	p.step = s->step;
	p.part = s->part;
	p.done = s->act.done;
	p.guided = s->guided.page;
	p.phase = s->guided.phase;
	p.card = s->guided.card;
	p.stop = s->stop.page;
	p.line = s->stop.field * 8 + s->stop.themes;
	p.screen = session_screen(s, a->pack);
	return p;
}

/* Only a group session and the count of a stop have many controls of one kind and argument. */
static bool same_request(const struct msg *a, const struct msg *b)
{
	bool many = a->kind == MSG_GUIDED || a->kind == MSG_STOP;
	return a->kind == b->kind && (!many || (a->arg == b->arg && a->number == b->number));
}

/* The keypad stays on what it stood on when other targets come or go before it. */
static void follow_focus(struct app *a, const struct msg *focused)
{
	const struct target *t = a->scene.targets;
	if (a->ui.focus <= 0 || focused->kind == MSG_NONE || same_request(&t[a->ui.focus].msg, focused))
		return;
	a->ui.focus = 0;
	for (int i = 0; i < a->scene.target_count; i++)
		if (t[i].msg.kind == focused->kind && t[i].msg.arg == focused->arg && t[i].msg.number == focused->number)
			a->ui.focus = i;
}

/* How strong is what was typed? Before it is drawn, and then it is wiped here. */
static void judge(struct app *a, struct effects *fx, long long now_ms)
{
	enum advice advice = ADVICE_LONGER;
	struct effects none;
	if (!fx->judge || !a->world->judge) {
		explicit_bzero(fx->typed, sizeof fx->typed);
		return;
	}
	struct msg m = { .kind = MSG_JUDGED, .now_ms = now_ms };
	m.arg = a->world->judge(a->world->context, fx->typed, &advice);
	m.number = advice;
	explicit_bzero(fx->typed, sizeof fx->typed);
	a->session = session_update(a->session, a->pack, &m, &none);
}

/* Something that people wrote: a trial password, the notes of a group. */
static bool holds_writing(const struct session *s)
{
	return s->act.typed[0] || s->guided.on;
}

/* Sessions are passed by value: their copies lie below us, in the stack's frames that are no longer used. Who calls this must
 * not have passed one itself, or the copy lies in its own frame. */
static __attribute__((noinline)) void wipe_stack(void)
{
	unsigned char below[8 * sizeof(struct session)];
	explicit_bzero(below, sizeof below);
}

/* The pictures of what was typed go with it. */
static void forget_typed(struct app *a)
{
	arena_wipe(&a->frames[!a->frame]);
	rebuild(a);
	arena_wipe(&a->frames[!a->frame]);
}

static void keep(struct app *a, unsigned which);

/* Does this change take away what a group did before it was written? Then it is written now, while it is there. */
static void keep_last(struct app *a, const struct session *next, const struct effects *fx, long long now_ms)
{
	keeping_forget(&a->keeping, fx->forget);
	if (a->session.guided.on && !next->guided.on && a->keeping.waits)
		keep(a, keeping_all(&a->keeping, now_ms));
	keeping_ask(&a->keeping, fx->keep, false, now_ms);
	keeping_ask(&a->keeping, fx->keep_soon, true, now_ms);
}

/* True when something that people wrote is no longer there. */
static __attribute__((noinline)) bool act(struct app *a, struct msg m)
{
	if (m.kind == MSG_GUIDED && m.arg == GUIDED_DRAW)
		m.random = a->world->random(a->world->context);
	if (m.kind == MSG_WAKE) {
		m.random = a->world->random(a->world->context);
		m.slot = a->world->slot(a->world->context);
	}
	struct effects fx;
	bool written = holds_writing(&a->session);
	struct msg focused = a->ui.focus >= 0 ? a->scene.targets[a->ui.focus].msg : (struct msg){ .kind = MSG_NONE };
	struct place before = place_of(a), after;
	struct session next = session_update(a->session, a->pack, &m, &fx);
	keep_last(a, &next, &fx, m.now_ms);
	a->session = next;
	explicit_bzero(&next, sizeof next);
	judge(a, &fx, m.now_ms);
	after = place_of(a);
	if (memcmp(&before, &after, sizeof before) != 0) {
		a->ui.focus = a->ui.focus >= 0 ? 0 : -1; /* the keypad starts at the top of a new screen */
		a->ui.spoken = -1;
	}
	bool gone = written && !holds_writing(&a->session);
	if (gone)
		forget_typed(a);
	else
		rebuild(a);
	follow_focus(a, &focused);
	quick_effects(a, &fx);
	if (fx.visit_done || fx.stop_done || fx.staff_info || fx.check_code || fx.set_code || fx.job != JOB_NONE || fx.keep ||
	    fx.forget || fx.fetch_kept || fx.lock_room) {
		a->pending = fx;
		a->has_pending = true;
	}
	explicit_bzero(&fx, sizeof fx); /* it may have held a code, or a visit */
	return gone;
}

void app_message(struct app *a, struct msg m)
{
	if (a->has_pending)
		app_settle(a, m.now_ms);
	if (act(a, m))
		wipe_stack();
}

void app_input(struct app *a, const struct input *in)
{
	int focus = a->ui.focus;
	struct msg m = gate_input(&a->gate, &a->scene, &a->ui, in);
	m.now_ms = in->now_ms;
	if (m.kind != MSG_NONE) {
		app_message(a, m);
	} else if (in->kind == INPUT_KEY) {
		a->session.touched_ms = in->now_ms; /* looking around with the keypad is being there */
		if (a->ui.focus != focus && a->ui.focus >= 0 && a->session.voice) {
			const struct target *t = &a->scene.targets[a->ui.focus];
			say(a, t->speech_first, t->speech_count, true);
		}
	}
}

static struct session after(const struct app *a, struct session s, struct msg m, long long now_ms)
{
	struct effects none;
	m.now_ms = now_ms;
	s = session_update(s, a->pack, &m, &none);
	explicit_bzero(&none, sizeof none);
	return s;
}

bool app_foresee(const struct app *a, long long now_ms, struct arena *memory, struct scene *out)
{
	int pressed = a->gate.down ? a->gate.pressed : -1;
	const struct screen *q = session_screen(&a->session, a->pack);
	if ((q && q->kind == SCREEN_PASSWORD) || a->session.guided.on)
		return false; /* no copy of what people wrote */
	if (!a->scene.wake_anywhere && (pressed < 0 || pressed >= a->scene.target_count))
		return false;
	struct msg m = a->scene.wake_anywhere ? (struct msg){ .kind = MSG_WAKE } : a->scene.targets[pressed].msg;
	struct session next = after(a, a->session, m, now_ms);
	arena_reset(memory);
	view(&next, a->pack, &a->look, &a->ui, memory, out);
	return true;
}

void app_foresee_home(const struct app *a, long long now_ms, struct arena *memory, struct scene *out)
{
	struct session next = after(a, a->session, (struct msg){ .kind = MSG_WAKE }, now_ms);
	next = after(a, next, (struct msg){ .kind = MSG_LANG, .arg = LANG_FR }, now_ms);
	arena_reset(memory);
	view(&next, a->pack, &a->look, &a->ui, memory, out);
}

/* Where in a session each lies. */
static const struct {
	size_t at, size;
} kept_parts[KEPT_COUNT] = {
	[KEPT_GUIDED] = { offsetof(struct session, guided), sizeof(struct guided) },
	[KEPT_STOP] = { offsetof(struct session, stop), sizeof(struct stop) },
};

static void keep(struct app *a, unsigned which)
{
	for (int i = 0; a->world->keep && i < KEPT_COUNT; i++)
		if (which >> i & 1)
			a->world->keep(a->world->context, (enum kept)i, (const char *)&a->session + kept_parts[i].at, kept_parts[i].size);
}

static void forget(struct app *a, unsigned which)
{
	for (int i = 0; a->world->forget && i < KEPT_COUNT; i++)
		if (which >> i & 1)
			a->world->forget(a->world->context, (enum kept)i);
}

/* What a session of before the power cut left: the session decides what it does with it. */
static void fetch_kept(struct app *a, long long now_ms)
{
	union {
		struct guided guided;
		struct stop stop;
	} room;
	for (int i = 0; a->world->kept && i < KEPT_COUNT; i++)
		if (a->world->kept(a->world->context, (enum kept)i, &room, kept_parts[i].size))
			app_message(a, (struct msg){ .kind = MSG_KEPT, .arg = i, .kept = &room, .now_ms = now_ms });
	explicit_bzero(&room, sizeof room);
}

static enum job_result job(struct app *a, const struct effects *fx, int64_t *number)
{
	const struct world *w = a->world;
	if (fx->job != JOB_GIVE_GUIDED && fx->job != JOB_GIVE_STOP)
		return w->job(w->context, fx->job, fx->job_number, number);
	if (!w->give)
		return RESULT_FAILED;
	return w->give(w->context, fx->job == JOB_GIVE_STOP ? KEPT_STOP : KEPT_GUIDED, &a->session, a->pack);
}

long long app_deadline(const struct app *a)
{
	long long session = session_deadline(&a->session), writing = keeping_deadline(&a->keeping);
	return session < 0 || (writing >= 0 && writing < session) ? writing : session;
}

bool app_settle(struct app *a, long long now_ms)
{
	keep(a, keeping_due(&a->keeping, now_ms));
	if (!a->has_pending)
		return false;
	struct effects fx = a->pending;
	const struct world *w = a->world;
	memset(&a->pending, 0, sizeof a->pending);
	a->has_pending = false;
	struct msg m = { .now_ms = now_ms };
	if (fx.visit_done)
		w->visit(w->context, fx.facts, fx.fact_count);
	if (fx.stop_done && w->stop)
		w->stop(w->context, fx.facts, fx.fact_count);
	forget(a, fx.forget);
	if (fx.set_code) {
		m.kind = MSG_CODE_SET;
		m.arg = w->set_code(w->context, fx.code_kind, fx.code_change, fx.code_number, fx.code);
		app_message(a, m);
	}
	if (fx.check_code) {
		m.kind = MSG_CODE_RESULT;
		m.arg = w->check_code(w->context, fx.code_kind, fx.code, &m.wait_ms);
		app_message(a, m);
	}
	if (fx.fetch_kept)
		fetch_kept(a, now_ms);
	if (fx.lock_room && w->lock_room)
		w->lock_room(w->context);
	if (fx.job != JOB_NONE) {
		m.kind = MSG_JOB_RESULT;
		m.arg = (int)job(a, &fx, &m.number);
		app_message(a, m);
	} else if (fx.staff_info) {
		struct staff_info info = { 0 };
		w->staff_info(w->context, &info);
		if (w->staff_contents)
			w->staff_contents(w->context, fx.contents, &info.contents);
		if (w->staff_update)
			w->staff_update(w->context, fx.update, &info.update);
		m.kind = MSG_STAFF_INFO;
		m.info = &info;
		app_message(a, m);
	}
	explicit_bzero(&fx, sizeof fx); /* not memset: the compiler would leave it out */
	return true;
}

void app_spoken(struct app *a, int piece, int start, int end)
{
	a->ui.spoken = piece >= 0 && piece < a->said_count ? a->said[piece] : -1;
	a->ui.word_start = start;
	a->ui.word_end = end;
}
