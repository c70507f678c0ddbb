#include "app/hand.h"

#include <string.h>


enum {
	BETWEEN_MS = 700, /* more than the gate's 500 ms */
	SPEECH_MS = 6000, /* there is no sound here: what is said takes this long */
};

static void drawn(struct player *p)
{
	do {
		if (p->draw)
			p->draw(p->context);
	} while (app_settle(p->app, p->now_ms));
}

static void input(struct player *p, struct input in)
{
	in.now_ms = p->now_ms;
	app_input(p->app, &in);
}

static void touch_point(struct player *p, int x, int y)
{
	replay_wait(p, BETWEEN_MS);
	if (p->touches)
		fprintf(p->touches, "%d %d\n", x, y);
	input(p, (struct input){ .kind = INPUT_PRESS, .x = x, .y = y });
	if (p->press)
		p->press(p->context);
	input(p, (struct input){ .kind = INPUT_RELEASE, .x = x, .y = y });
	drawn(p);
}

void replay_touch(struct player *p, int target)
{
	struct rect r = p->app->scene.targets[target].at;
	touch_point(p, r.x + r.w / 2, r.y + r.h / 2);
}

/* When the session next wants to hear of time, or the voice of a real kiosk would have ended. */
static long long next_event(struct player *p)
{
	if (!p->app->session.speaking) {
		p->voice_ends_ms = 0;
		return app_deadline(p->app);
	}
	if (!p->voice_ends_ms)
		p->voice_ends_ms = p->now_ms + SPEECH_MS;
	return p->voice_ends_ms;
}

void replay_wait(struct player *p, long long ms)
{
	long long end = p->now_ms + ms;
	for (;;) {
		long long next = next_event(p);
		if (next < 0 || next > end)
			break;
		if (next > p->now_ms)
			p->now_ms = next;
		enum msg_kind kind = p->app->session.speaking ? MSG_VOICE_DONE : MSG_TICK;
		app_message(p->app, (struct msg){ .kind = kind, .now_ms = p->now_ms });
		drawn(p);
		next = next_event(p);
		if (next >= 0 && next <= p->now_ms)
			break; /* a deadline that does not move would hold us here */
	}
	p->now_ms = end;
}

/* Labels are compared as a person types them: any kind of space is a space, any apostrophe is one. */
static bool same_label(struct str typed, const char *label)
{
	static const struct {
		const char *from, *to;
	} typing[] = { { "\u00A0", " " }, { "\u202F", " " }, { "\u2019", "'" }, { "\u2011", "-" } };
	struct buf b = { 0 };
	while (*label) {
		size_t n = 1;
		const char *add = label;
		for (size_t i = 0; i < sizeof typing / sizeof *typing; i++)
			if (strncmp(label, typing[i].from, strlen(typing[i].from)) == 0)
				n = strlen(typing[i].from), add = typing[i].to;
		buf_add(&b, add, 1);
		label += n;
	}
	bool same = str_is(typed, b.data ? b.data : "");
	buf_free(&b);
	return same;
}

static const struct {
	const char *name;
	enum msg_kind kind;
} messages[] = {
	{ "next", MSG_NEXT },       { "back", MSG_BACK },         { "listen", MSG_LISTEN },
	{ "help", MSG_HELP },       { "settings", MSG_SETTINGS }, { "close", MSG_CLOSE },
	{ "end", MSG_END },         { "retry", MSG_RETRY },       { "skip", MSG_SKIP },
	{ "home", MSG_HOME },       { "sources", MSG_SOURCES },   { "still-here", MSG_STILL_HERE },
	{ "lang", MSG_LANG },       { "module", MSG_MODULE },     { "answer", MSG_ANSWER },
	{ "opinion", MSG_OPINION }, { "large", MSG_LARGE },       { "contrast", MSG_CONTRAST },
	{ "voice", MSG_VOICE },     { "count", MSG_COUNT },       { "digit", MSG_DIGIT },
	{ "enter", MSG_ENTER },     { "erase", MSG_ERASE },       { "go", MSG_STAFF_GO },
	{ "pick", MSG_STAFF_PICK }, { "job", MSG_STAFF_DO },      { "choose", MSG_PICK },
	{ "put", MSG_PUT },         { "chosen", MSG_CHOSEN },     { "undo", MSG_UNDO },
	{ "less", MSG_LESS },       { "more", MSG_MORE },         { "follow", MSG_FOLLOW },
	{ "type", MSG_TYPE },       { "age", MSG_AGE },         { "layer", MSG_LAYER },
};

int replay_find(const struct scene *s, enum msg_kind kind, bool any_arg, int arg)
{
	for (int i = 0; i < s->target_count; i++)
		if (s->targets[i].msg.kind == kind && (any_arg || s->targets[i].msg.arg == arg))
			return i;
	return -1;
}

bool replay_message(struct player *p, enum msg_kind kind, bool any_arg, int arg)
{
	for (int tries = 0, back = 0; tries < 60; tries++) {
		const struct scene *s = &p->app->scene;
		int i = replay_find(s, kind, any_arg, arg);
		if (i >= 0) {
			replay_touch(p, i);
			return true;
		}
		bool more = s->part + 1 < s->part_count && back != 1;
		if (!more && back == 0)
			back = 1; /* the parts before the one where we began */
		if (back == 1 && s->part == 0)
			return false;
		int way = replay_find(s, more ? MSG_NEXT : MSG_BACK, true, 0);
		if (way < 0)
			return false;
		replay_touch(p, way);
	}
	return false;
}

static bool do_message(struct player *p, struct str rest)
{
	struct str name, number;
	long long arg = 0;
	bool has = str_cut(rest, ' ', &name, &number);
	if (has && !str_int(str_trim(number), -1000, 1000, &arg))
		return false;
	for (size_t i = 0; i < sizeof messages / sizeof *messages; i++)
		if (str_is(name, messages[i].name))
			return replay_message(p, messages[i].kind, !has, (int)arg);
	return false;
}

static bool tap(struct player *p, struct str label)
{
	for (int tries = 0; tries < 20; tries++) {
		const struct scene *s = &p->app->scene;
		for (int i = 0; i < s->target_count; i++)
			if (same_label(label, s->targets[i].label)) {
				replay_touch(p, i);
				return true;
			}
		int next = replay_find(s, MSG_NEXT, true, 0);
		if (next < 0 || s->part + 1 >= s->part_count)
			return false;
		replay_touch(p, next);
	}
	return false;
}

static bool answer(struct player *p, struct str how)
{
	static const char *const names[] = { [HAND_RIGHT] = "right", [HAND_WRONG] = "wrong", [HAND_UNSURE] = "unsure" };
	for (int i = 0; i < 3; i++)
		if (str_is(how, names[i]))
			return hand_play(p, (enum hand)i, 0);
	return false;
}

static bool type_code(struct player *p, struct str digits)
{
	for (size_t i = 0; i < digits.n; i++)
		if (digits.s[i] < '0' || digits.s[i] > '9' || !replay_message(p, MSG_DIGIT, false, digits.s[i] - '0'))
			return false;
	return replay_message(p, MSG_ENTER, true, 0);
}

/* Help or settings away: Retour goes back part by part, then closes. */
static bool close_panel(struct player *p)
{
	for (int tries = 0; tries < 20 && p->app->session.over != OVER_NONE; tries++) {
		int i = replay_find(&p->app->scene, MSG_BACK, true, 0);
		if (i < 0)
			return false;
		replay_touch(p, i);
	}
	return p->app->session.over == OVER_NONE;
}

/* Where one is. */
struct where_at {
	enum where at;
	int step;
	const struct screen *screen;
	int phase, page, round, card; /* of a group session */
	bool turned, revealed;
};

static struct where_at where_at(const struct player *p)
{
	const struct session *s = &p->app->session;
	struct where_at w;
	memset(&w, 0, sizeof w); /* it is compared byte by byte */
	w.at = s->at;
	w.step = s->step;
	w.screen = session_screen(s, p->app->pack);
	w.phase = s->guided.phase;
	w.page = s->guided.page;
	w.round = s->guided.round;
	w.card = s->guided.card;
	w.turned = s->guided.turned;
	w.revealed = s->guided.revealed;
	return w;
}

bool replay_onward(struct player *p)
{
	struct where_at from = where_at(p), now;
	for (int tries = 0; tries < 20; tries++) {
		int next = replay_find(&p->app->scene, MSG_NEXT, true, 0);
		if (next < 0)
			return false;
		replay_touch(p, next);
		now = where_at(p);
		if (memcmp(&now, &from, sizeof now) != 0)
			return true;
	}
	return false;
}

static bool shot(struct player *p, struct str name, struct err *e)
{
	char text[80];
	if (name.n == 0 || name.n >= sizeof text || memchr(name.s, '/', name.n))
		return false;
	memcpy(text, name.s, name.n);
	text[name.n] = '\0';
	if (p->touches)
		fprintf(p->touches, "shot %s\n", text);
	drawn(p);
	return !p->shot || p->shot(p->context, text, e);
}

/* The rest of the module, to the question of opinion; pictures of what to remember and of who helps. */
static bool finish(struct player *p, struct str how, struct err *e)
{
	const struct session *s = &p->app->session;
	for (int steps = 0; steps < 200 && s->at != AT_OPINION; steps++) {
		const struct screen *q = session_screen(s, p->app->pack);
		bool active = q && hand_knows(q->kind);
		if (s->at == AT_STEP && s->part == 0 && q->kind == SCREEN_REMEMBER && !shot(p, STR("19-a-retenir"), e))
			return false;
		if (s->at == AT_STEP && s->part == 0 && q->kind == SCREEN_HELP && !shot(p, STR("20-qui-aide"), e))
			return false;
		if (!(s->at == AT_STEP && active ? answer(p, how) : replay_onward(p)))
			return false;
	}
	return s->at == AT_OPINION;
}

/* On through the module, answering right, to the screen that has this id. */
static bool go_to(struct player *p, struct str id)
{
	const struct session *s = &p->app->session;
	for (int steps = 0; steps < 200; steps++) {
		const struct screen *q = session_screen(s, p->app->pack);
		if (s->at == AT_STEP && s->part == 0 && q && str_is(id, q->id))
			return true;
		bool active = q && hand_knows(q->kind);
		if (s->at == AT_OPINION || !(s->at == AT_STEP && active ? answer(p, STR("right")) : replay_onward(p)))
			return false;
	}
	return false;
}

static bool press_key(struct player *p, struct str name)
{
	static const char *const names[] = { "next", "previous", "enter", "back", "help", "listen", "louder", "quieter" };
	for (int i = 0; i < 8; i++)
		if (str_is(name, names[i])) {
			replay_wait(p, BETWEEN_MS);
			input(p, (struct input){ .kind = INPUT_KEY, .key = i });
			drawn(p);
			return true;
		}
	return false;
}

static bool point(struct player *p, struct str rest)
{
	struct str a, b;
	long long x, y;
	if (!str_cut(rest, ' ', &a, &b) || !str_int(str_trim(a), 0, 1000, &x) || !str_int(str_trim(b), 0, 1000, &y))
		return false;
	touch_point(p, (int)(x * (p->app->scene.width - 1) / 1000), (int)(y * (p->app->scene.height - 1) / 1000));
	return true;
}

/* What a camera would have counted: A B C D, and cards too tilted. */
static bool cards(struct player *p, struct str rest)
{
	struct msg m = { .kind = MSG_BALLOT, .arg = 1, .now_ms = p->now_ms };
	for (int i = 0; rest.n && i < 5; i++) {
		struct str one;
		long long n;
		str_cut(rest, ' ', &one, &rest);
		rest = str_trim(rest);
		if (!str_int(one, 0, 60, &n))
			return false;
		if (i < 4)
			m.counts[i] = (short)n;
		else
			m.number = n;
	}
	app_message(p->app, m);
	drawn(p);
	return true;
}

static bool module(struct player *p, struct str id)
{
	char text[MODULE_ID_MAX + 1] = "";
	if (id.n >= sizeof text)
		return false;
	memcpy(text, id.s, id.n);
	int i = pack_find(p->app->pack, text);
	return i >= 0 && replay_message(p, MSG_MODULE, false, i);
}

static bool command(struct player *p, struct str verb, struct str rest, struct err *e)
{
	struct scene *s = &p->app->scene;
	long long n;
	if (str_is(verb, "wake")) {
		bool asleep = s->wake_anywhere;
		touch_point(p, s->width / 2, s->height / 2);
		return asleep;
	}
	if (str_is(verb, "tap"))
		return tap(p, rest);
	if (str_is(verb, "do"))
		return do_message(p, rest);
	if (str_is(verb, "onward"))
		return replay_onward(p);
	if (str_is(verb, "close"))
		return close_panel(p);
	if (str_is(verb, "finish"))
		return finish(p, rest.n ? rest : STR("right"), e);
	if (str_is(verb, "answer"))
		return answer(p, rest);
	if (str_is(verb, "step"))
		return answer(p, str_from("right")) || replay_onward(p);
	if (str_is(verb, "to"))
		return go_to(p, rest);
	if (str_is(verb, "module"))
		return module(p, rest);
	if (str_is(verb, "code"))
		return type_code(p, rest);
	if (str_is(verb, "write"))
		return replay_write(p, rest);
	if (str_is(verb, "corner")) {
		touch_point(p, str_is(rest, "left") ? 3 : s->width - 4, 3);
		return true;
	}
	if (str_is(verb, "point"))
		return point(p, rest);
	if (str_is(verb, "key"))
		return press_key(p, rest);
	if (str_is(verb, "wait")) {
		if (!str_int(rest, 0, 1000000, &n))
			return false;
		replay_wait(p, n * 1000);
		drawn(p);
		return true;
	}
	if (str_is(verb, "voice-done") || str_is(verb, "stick")) {
		bool voice = str_is(verb, "voice-done");
		app_message(p->app, (struct msg){ .kind = voice ? MSG_VOICE_DONE : MSG_STICK,
						  .arg = str_is(rest, "in"),
						  .now_ms = p->now_ms });
		drawn(p);
		return true;
	}
	if (str_is(verb, "camera")) {
		p->app->look.camera = str_is(rest, "in");
		app_refresh(p->app);
		drawn(p);
		return true;
	}
	if (str_is(verb, "cards"))
		return cards(p, rest);
	if (str_is(verb, "shot"))
		return shot(p, rest, e);
	if (str_is(verb, "print")) {
		if (p->trace)
			scene_trace(s, p->trace);
		return true;
	}
	return false;
}

bool replay_play(struct player *p, const char *name, struct str script, struct err *e)
{
	int line = 0;
	drawn(p);
	while (script.n) {
		struct str one, verb, rest;
		str_cut(script, '\n', &one, &script);
		line++;
		one = str_trim(one);
		if (one.n == 0 || one.s[0] == '#')
			continue;
		str_cut(one, ' ', &verb, &rest);
		rest = str_trim(rest);
		if (p->trace)
			fprintf(p->trace, "> %.*s\n", (int)one.n, one.s);
		if (!command(p, verb, rest, e))
			return err_at(e, ERR_FORMAT, name, line, 1, "« %.*s » n'est pas possible sur cet écran",
				      (int)one.n, one.s);
	}
	return true;
}

void scene_trace(const struct scene *s, FILE *out)
{
	for (int i = 0; i < s->speech_count; i++) {
		const struct target *t = NULL;
		for (int j = 0; j < s->target_count; j++)
			if (i >= s->targets[j].speech_first &&
			    i < s->targets[j].speech_first + s->targets[j].speech_count)
				t = &s->targets[j];
		if (t && t->in_bar)
			continue;
		fprintf(out, "  %s%s%s\n", s->speech[i].echo ? "~ " : t ? "[" : "", s->speech[i].text, t ? "]" : "");
	}
	if (s->part_count > 1)
		fprintf(out, "  (%d/%d)\n", s->part + 1, s->part_count);
	if (s->clipped)
		fprintf(out, "  CLIPPED\n");
}
