#include <stdio.h>
#include <string.h>

#include "ui/helpers/walk.h"

static void touch(struct tour *w, struct session *s, enum stop_do what, int64_t number)
{
	struct effects fx;
	struct msg m = { .kind = MSG_STOP, .arg = (int)what, .number = number };
	s->part = 0;
	s->part_count = 1;
	*s = session_update(*s, w->pack, &m, &fx);
}

/* Everything that a line can hold, as long as it can be. */
static struct stop_line heavy(bool workshop)
{
	struct stop_line l = { .workshop = workshop, .minutes = 210, .people = workshop ? 40 : 1, .title = workshop ? 5 : -1,
			       .themes = (1u << COOP_THEMES) - 1, .material = 15 };
	memset(l.choice, -1, sizeof l.choice);
	l.choice[COOP_AGE] = 6;
	l.choice[COOP_STATUS] = 1;
	l.choice[COOP_GENDER] = 1;
	l.choice[COOP_AUTONOMY] = 1;
	l.choice[COOP_REDIRECT] = 4;
	l.choice[COOP_LEVEL] = 1;
	return l;
}

static void fields(struct tour *w, struct session s, const char *name)
{
	char where[60];
	for (int field = STOP_REVIEW; field <= STOP_DETAILS; field++) {
		touch(w, &s, STOP_ASK, field);
		snprintf(where, sizeof where, "staff stop %s field %d", name, field);
		tour_show(w, s, where);
	}
	touch(w, &s, STOP_ASK, STOP_THEMES);
	for (int themes = THEMES_USUAL; themes <= THEMES_PAPERS; themes++) {
		touch(w, &s, STOP_THEMES_OF, themes);
		snprintf(where, sizeof where, "staff stop %s themes %d", name, themes);
		tour_show(w, s, where);
	}
}

void walk_stop(struct tour *w)
{
	struct session s = tour_start(w);
	s.at = AT_STAFF;
	s.staff.unlocked = true;
	s.staff.info = (struct staff_info){ .today = 20779, .place = 3, .store_ok = 1, .visits_today = 88 };
	touch(w, &s, STOP_OPEN, 0);
	tour_show(w, s, "staff stop home, nothing yet");
	touch(w, &s, STOP_PERSON, 30);
	fields(w, s, "person");
	touch(w, &s, STOP_SAVE, 0);
	tour_show(w, s, "staff stop theme missing");
	touch(w, &s, STOP_WORKSHOP, 0);
	fields(w, s, "workshop");
	for (int i = 0; i < 3; i++)
		s.stop.lines[s.stop.count++] = heavy(i == 2);
	for (int line = 0; line < 3; line += 2) {
		touch(w, &s, STOP_EDIT, line);
		fields(w, s, line ? "heavy workshop" : "heavy person");
		touch(w, &s, STOP_SAVE, 0);
		tour_show(w, s, "staff stop lines");
	}
	touch(w, &s, STOP_SHOW, STOP_HOME);
	tour_show(w, s, "staff stop home");
	touch(w, &s, STOP_SAME, 0);
	tour_show(w, s, "staff stop home, one more");
	touch(w, &s, STOP_UNDO, 0);
	tour_show(w, s, "staff stop home, one less");
	touch(w, &s, STOP_SHOW, STOP_LINES);
	tour_show(w, s, "staff stop lines, one less");
	touch(w, &s, STOP_SHOW, STOP_SHEET);
	tour_show(w, s, "staff stop place");
	touch(w, &s, STOP_SHOW, STOP_SHEET);
	tour_show(w, s, "staff stop place, wrong");
	const char *code = "2A004";
	for (int i = 0; code[i]; i++) {
		touch(w, &s, STOP_LETTER, code[i]);
		if (i == 0)
			tour_show(w, s, "staff stop Corsica");
	}
	for (int stick = 0; stick < 2; stick++) {
		s.staff.info.stick = stick;
		s.staff.info.visits_today += 1000 * stick;
		touch(w, &s, STOP_SHOW, STOP_SHEET);
		tour_show(w, s, "staff stop sheet");
		touch(w, &s, STOP_SHOW, STOP_WIPE);
		tour_show(w, s, "staff stop wipe");
		s.stop.handed = true;
	}
	touch(w, &s, STOP_GIVE, 0);
	tour_show(w, s, "staff stop working");
	for (int result = RESULT_DONE; result <= RESULT_FAILED; result++) {
		s.stop.page = STOP_GIVEN;
		s.stop.result = (enum job_result)result;
		tour_show(w, s, "staff stop given");
	}
	touch(w, &s, STOP_SHOW, STOP_WIPE);
	touch(w, &s, STOP_ERASE, 0);
	tour_show(w, s, "staff stop done");
}
