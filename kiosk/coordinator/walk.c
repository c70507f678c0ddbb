#include "coordinator/walk.h"

#include <stdio.h>
#include <string.h>

void walk_step(struct walk *w, const char *title, const char *name, walk_fn *run, int who)
{
	const char *at = strstr(title, "%s");
	int before = at ? (int)(at - title) : (int)strlen(title), i = w->steps++;
	snprintf(w->step[i].title, sizeof w->step[i].title, "%.*s%s%s", before, title, at ? name : "",
	         at ? at + 2 : "");
	w->step[i].run = run;
	w->step[i].who = who;
}

static bool save(struct walk *w, struct err *e)
{
	char text[16];
	snprintf(text, sizeof text, "%d", w->at);
	return state_set(w->state, w->setting, text, e);
}

bool walk_reset(struct walk *w, struct err *e)
{
	w->at = 0;
	return save(w, e);
}

static void load(struct walk *w)
{
	struct arena arena = { 0 };
	long long at = 0;
	str_int(str_from(state_get(w->state, w->setting, &arena)), 0, WALK_STEPS_MAX, &at);
	w->at = (int)at;
	arena_drop(&arena);
}

static void plan(struct walk *w)
{
	w->steps = 0;
	w->plan(w);
}

bool walk_run(struct walk *w, bool *done, struct err *e)
{
	load(w);
	*done = false;
	for (plan(w); w->at < w->steps; plan(w)) {
		guide_screen(w->at + 1, w->steps, w->step[w->at].title);
		switch (w->step[w->at].run(w->context, w->step[w->at].who)) {
		case GUIDE_NEXT: w->at++; break;
		case GUIDE_BACK: w->at -= w->at > 0; break;
		case GUIDE_AGAIN: break;
		case GUIDE_STOP:
			printf(
			    "\nArrêté à l'étape %d sur %d. Rien n'est perdu. Pour reprendre ici :\n    %s\n",
			    w->at + 1, w->steps, w->command);
			return true;
		}
		if (!save(w, e))
			return false;
	}
	*done = true;
	return true;
}

void walk_command(const char *name, const char *dir, char *out, size_t size)
{
	bool usual = strcmp(dir, STATE_DIR) == 0;
	snprintf(out, size, "escale-coordinator %s%s%s%s", name, usual ? "" : " --dir \"", usual ? "" : dir,
	         usual ? "" : "\"");
}
