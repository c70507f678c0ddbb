#include "papers/helpers/a_stop.h"

#include <string.h>

#include "content/guide.h"

static struct stop_line line(const char *theme, int minutes)
{
	struct stop_line l = { .people = 1, .minutes = (short)minutes, .title = -1, .themes = 1u << coop_find(COOP_THEME, theme) };
	memset(l.choice, -1, sizeof l.choice);
	return l;
}

struct stop *a_stop(int people, int participants)
{
	static struct stop s;
	s = (struct stop){ .format = STOP_FORMAT, .on = true, .taken_at = -1, .commune = "01004", .day = 20779, .opened = 20779 };
	for (int i = 0; i < people; i++)
		s.lines[s.count++] = line("email", 15);
	if (people) {
		struct stop_line *l = &s.lines[0];
		l->minutes = 30;
		l->themes |= 1u << coop_find(COOP_THEME, "sante");
		l->material = 3;
		l->choice[COOP_AGE] = 6;
		l->choice[COOP_STATUS] = 3;
		l->choice[COOP_GENDER] = 1;
		l->choice[COOP_AUTONOMY] = 0;
		l->choice[COOP_REDIRECT] = 0;
	}
	if (participants) { /* in the middle of the others, as it happens */
		int at = s.count / 2;
		memmove(&s.lines[at + 1], &s.lines[at], (size_t)(s.count - at) * sizeof *s.lines);
		s.lines[at] = line("securite_numerique", 60);
		s.lines[at].workshop = true;
		s.lines[at].people = (short)participants;
		s.lines[at].title = 4;
		s.lines[at].choice[COOP_LEVEL] = 0;
		s.count++;
	}
	return &s;
}

const struct pack *a_pack(void)
{
	static const struct guide_edition french = { .lang = LANG_FR, .title = "=1+2;<b>\"x\"" };
	static const struct guide guide = { .id = "piege", .theme = "securite_numerique", .editions = { &french } };
	static const struct pack pack = { .dir = ".", .guides = &guide, .guide_count = 1 };
	return &pack;
}
