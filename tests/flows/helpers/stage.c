#include "flows/helpers/stage.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "helpers/fake_measure.h"
#include "judge/judge.h"
#include "papers/stop_sheet.h"

/* ---- the world that writes down ---- */

static void say(void *context, const struct utterance *u, int count)
{
	struct stage *s = context;
	for (int i = 0; i < count; i++)
		fprintf(s->out, "  voice %s: %s\n", lang_table[u[i].lang].code, u[i].text);
	if (count == 0)
		fprintf(s->out, "  voice: nothing to say\n");
}

static void hush(void *context)
{
	fprintf(((struct stage *)context)->out, "  hush\n");
}

static void volume(void *context, int step)
{
	fprintf(((struct stage *)context)->out, "  volume %d\n", step);
}

static int by_text(const void *a, const void *b)
{
	return memcmp(a, b, FACT_SIZE);
}

static void told(struct stage *s, const char *what, const struct fact *facts, int count);

static void stop(void *context, const struct fact *facts, int count)
{
	told(context, "stop", facts, count); /* no visit is counted */
}

static enum job_result give(void *context, enum kept which, const struct session *session, const struct pack *p)
{
	struct stage *s = context;
	enum job_result result = s->next;
	struct buf text = { 0 };
	s->next = RESULT_DONE;
	if (which == KEPT_STOP) {
		struct stop_sheet sheet = { &session->stop, p, stop_visits(&session->stop, &session->staff.info), NULL };
		stop_sheet_text(&sheet, &text);
	}
	fprintf(s->out, "  papers: %s\n%s", result == RESULT_DONE ? "written" : "refused", text.data ? text.data : "");
	buf_free(&text);
	return result;
}

/* In alphabetical order: the session shuffles them so that their order says nothing. */
static void told(struct stage *s, const char *what, const struct fact *facts, int count)
{
	char lines[VISIT_FACTS_MAX][FACT_SIZE];
	int n_told = 0;
	for (int i = 0; i < count; i++)
		if (facts[i].kind != FACT_DECOY)
			fact_print(&facts[i], lines[n_told++]);
	qsort(lines, (size_t)n_told, FACT_SIZE, by_text);
	fprintf(s->out, "  %s of %d:\n", what, count);
	for (int i = 0; i < n_told; i++) {
		int n = FACT_SIZE - 1;
		while (n > 0 && lines[i][n - 1] == ' ')
			n--;
		fprintf(s->out, "    %.*s\n", n, lines[i]);
	}
}

static void visit(void *context, const struct fact *facts, int count)
{
	struct stage *s = context;
	told(s, "visit", facts, count);
	s->visits++;
	s->facts += count;
	s->info.visits_today++;
	s->info.visits_bundle++;
}

static void camera(void *context, bool on)
{
	struct stage *s = context;
	fprintf(s->out, "  camera %s\n", on ? "reads" : "stops");
}

static void staff_info(void *context, struct staff_info *out)
{
	struct stage *s = context;
	*out = s->info;
	out->has_staff_code = s->code[CODE_STAFF][0] != '\0';
	out->has_supervisor_code = s->code[CODE_SUPERVISOR][0] != '\0';
}

static bool check_code(void *context, enum code_kind kind, const char *code, long long *wait_ms)
{
	struct stage *s = context;
	bool right = strcmp(code, s->code[kind]) == 0;
	s->wrong[kind] = right ? 0 : s->wrong[kind] + 1;
	*wait_ms = s->wrong[kind] >= 3 ? 30000 : 0;
	fprintf(s->out, "  %s code %s, wait %lld s\n", kind == CODE_STAFF ? "staff" : "supervisor",
		right ? "right" : "wrong", *wait_ms / 1000);
	return right;
}

static enum code_set set_code(void *context, enum code_kind kind, enum code_change change, int number, const char *code)
{
	struct stage *s = context;
	(void)change, (void)number;
	memcpy(s->code[kind], code, sizeof s->code[kind]);
	fprintf(s->out, "  %s code chosen\n", kind == CODE_STAFF ? "staff" : "supervisor");
	return CODE_SET;
}

/* Installed: what was shown is what one touch goes back to. */
static void contents_job(struct stage *s, enum job j, int64_t *version)
{
	struct staff_contents *c = &s->info.contents;
	struct contents_told shown = c->shown;
	int kind = c->shown_kind;
	c->shown = j == JOB_CONTENTS ? c->offered : c->before;
	c->shown_kind = j == JOB_CONTENTS ? CONTENTS_PACK : c->before_kind;
	c->before = shown;
	c->before_kind = kind;
	c->waiting = 1;
	c->offer = RESULT_OLD_VERSION;
	*version = c->shown.version;
}

static enum job_result job(void *context, enum job j, int64_t number, int64_t *result_number)
{
	static const char *const names[] = { [JOB_EXPORT] = "export", [JOB_EXPORT_EARLY] = "export early",
					     [JOB_RECIPIENTS] = "recipients", [JOB_PLACE] = "place",
					     [JOB_DATE] = "date", [JOB_CONTENTS] = "contents",
					     [JOB_CONTENTS_BACK] = "contents back" };
	struct stage *s = context;
	enum job_result result = s->next;
	s->next = RESULT_DONE;
	*result_number = 0;
	fprintf(s->out, "  job %s %lld\n", names[j], (long long)number);
	if (result != RESULT_DONE)
		return result;
	switch (j) {
	case JOB_EXPORT:
	case JOB_EXPORT_EARLY:
		*result_number = 1;
		s->info.visits_bundle = 0;
		s->info.bundle_number++;
		s->info.can_close = 0;
		break;
	case JOB_RECIPIENTS: *result_number = ++s->info.recipients_version; break;
	case JOB_PLACE: s->info.place = (int)number; break;
	case JOB_DATE: s->info.date_confirmed = 1; break;
	case JOB_CONTENTS:
	case JOB_CONTENTS_BACK: contents_job(s, j, result_number); break;
	case JOB_GIVE_GUIDED:
	case JOB_GIVE_STOP:
	case JOB_UPDATE:
	case JOB_CODE_FILE:
	case JOB_NONE: break;
	}
	return RESULT_DONE;
}

static void staff_contents(void *context, bool look, struct staff_contents *out)
{
	struct stage *s = context;
	if (look)
		fprintf(s->out, "  looks for contents\n");
	*out = s->info.contents;
	if (!s->info.stick)
		out->offer = RESULT_NO_STICK;
}

static uint64_t same_random(void *context)
{
	(void)context;
	return 42;
}

static int slot(void *context)
{
	return ((struct stage *)context)->info.date_confirmed ? 2 : 0; /* a weekday, in the afternoon */
}

static int judge(void *context, const char *typed, enum advice *advice)
{
	(void)context;
	struct judgment j = judge_password(typed);
	*advice = (enum advice)j.advice;
	return j.strength;
}

/* ---- the stage ---- */

static void drawn(void *context)
{
	struct stage *s = context;
	int focus = s->app.ui.focus;
	if (focus >= 0 && focus != s->focus)
		fprintf(s->out, "  focus: %s\n", s->app.scene.targets[focus].label);
	s->focus = focus;
}

void stage_open(struct stage *s, const char *panel, FILE *out)
{
	*s = (struct stage){ .out = out, .focus = -1, .info = { .place = -1, .today = 20779, .bundle_number = 1, .store_ok = 1 } };
	s->info.contents = (struct staff_contents){ .shown_kind = CONTENTS_SHIPPED, .offer = RESULT_NOTHING,
						    .shown = { .modules = 2, .languages = 1 << LANG_FR | 1 << LANG_AR } };
	memcpy(s->info.words, "un deux trois", sizeof "un deux trois");
	struct err problems[4], e = { 0 };
	int count = 0;
	bool ok = panel_parse(&s->panel, panel, &e) &&
		  pack_load(&s->pack, "tests/flows/pack", &s->memory, problems, 4, &count, &e) &&
		  words_load(&s->arabic, "tests/flows/ar.po", &s->memory, &e);
	if (!ok)
		fprintf(stderr, "%s\n", e.text);
	assert(ok && count == 0);
	s->world = (struct world){
		.context = s,
		.say = say,
		.hush = hush,
		.volume = volume,
		.visit = visit,
		.stop = stop,
		.give = give,
		.staff_info = staff_info,
		.check_code = check_code,
		.set_code = set_code,
		.job = job,
		.random = same_random,
		.slot = slot,
		.staff_contents = staff_contents,
		.judge = judge,
		.camera = camera,
	};
	s->look = (struct look){ .panel = &s->panel,
				 .measure = &fake_measure,
				 .words = { [LANG_AR] = s->arabic },
				 .place_name = "",
				 .staffed = true,
				 .sound = true };
	s->player = (struct player){ .app = &s->app, .now_ms = 1000000, .context = s, .draw = drawn, .trace = out };
	app_init(&s->app, &s->pack, &s->look, &s->world, s->player.now_ms);
}

void stage_close(struct stage *s)
{
	app_drop(&s->app);
	arena_drop(&s->memory);
}

static void copy_digits(char out[13], struct str digits)
{
	assert(digits.n < 13);
	memset(out, 0, 13);
	memcpy(out, digits.s, digits.n);
}

static bool direct(struct stage *s, struct str line)
{
	static const char *const results[] = { "done", "gone", "full", "readonly", "bad", "nothing",
					       "early", "missing", "old", "signature", "unreadable", "unsigned",
					       "big", "card", "unknown", "failed" };
	struct str verb, rest;
	long long n = 0;
	str_cut(line, ' ', &verb, &rest);
	rest = str_trim(rest);
	str_int(rest, -1, 1000, &n);
	if (str_is(verb, "panel")) {
		char name[24] = "";
		struct err e = { 0 };
		memcpy(name, rest.s, rest.n < sizeof name - 1 ? rest.n : sizeof name - 1);
		if (!panel_parse(&s->panel, name, &e))
			return false;
	} else if (str_is(verb, "content")) { /* another content, before the first touch */
		char dir[60] = "tests/flows/";
		struct err problem, e = { 0 };
		int count = 0;
		strncat(dir, rest.s, rest.n < 40 ? rest.n : 40);
		if (!pack_load(&s->pack, dir, &s->memory, &problem, 1, &count, &e))
			return false;
	} else if (str_is(verb, "alone")) {
		s->app.look.staffed = false;
	} else if (str_is(verb, "mute")) {
		s->app.look.sound = false;
	} else if (str_is(verb, "code")) {
		copy_digits(s->code[CODE_STAFF], rest);
	} else if (str_is(verb, "supervisor")) {
		copy_digits(s->code[CODE_SUPERVISOR], rest);
	} else if (str_is(verb, "recipients")) {
		s->info.recipients_version = (int)n;
	} else if (str_is(verb, "visits")) {
		s->info.visits_bundle = n;
	} else if (str_is(verb, "ready")) {
		s->info.can_close = 1;
	} else if (str_is(verb, "acknowledged")) {
		s->info.acknowledged = (int)n;
	} else if (str_is(verb, "early")) {
		s->info.can_close = 2;
	} else if (str_is(verb, "stick")) {
		s->info.stick = str_is(rest, "in");
	} else if (str_is(verb, "broken")) {
		s->info.store_ok = 0;
	} else if (str_is(verb, "carries")) {
		s->info.contents.offered = (struct contents_told){ "Prévention cyber", "Pays de Vallavre", (int)n, 6,
								   1 << LANG_FR | 1 << LANG_UK, 4500000 };
		s->info.contents.offer = RESULT_DONE;
		s->info.contents.on_stick = 1;
	} else if (str_is(verb, "packs")) {
		s->info.contents.on_stick = (int)n;
	} else if (str_is(verb, "damaged")) {
		s->info.contents.failed = 1;
	} else if (str_is(verb, "result") || str_is(verb, "offer")) {
		for (size_t i = 0; i < sizeof results / sizeof *results; i++)
			if (str_is(rest, results[i])) {
				if (str_is(verb, "offer"))
					s->info.contents.offer = (int)i;
				else
					s->next = (enum job_result)i;
				return true;
			}
		return false;
	} else {
		return false;
	}
	app_refresh(&s->app);
	return true;
}

/* The commands between two directives are played together, behind as many empty lines as came before them, so that a
 * mistake names its line. */
bool stage_play(struct stage *s, const char *name, struct str script, struct err *e)
{
	struct buf some = { 0 };
	bool ok = true;
	int line = 0;
	while (ok && script.n) {
		struct str one;
		str_cut(script, '\n', &one, &script);
		line++;
		bool directive = one.n > 3 && memcmp(one.s, "#! ", 3) == 0;
		if (!directive) {
			buf_add(&some, one.s, one.n);
		} else {
			ok = replay_play(&s->player, name, (struct str){ some.data, some.size }, e);
			if (ok && !direct(s, str_trim((struct str){ one.s + 3, one.n - 3 })))
				ok = err_at(e, ERR_FORMAT, name, line, 1, "unknown directive");
			buf_free(&some);
			for (int i = 1; i < line; i++)
				buf_add(&some, "\n", 1);
		}
		buf_add(&some, "\n", 1);
	}
	ok = ok && replay_play(&s->player, name, (struct str){ some.data, some.size }, e);
	buf_free(&some);
	return ok;
}
