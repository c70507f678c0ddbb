/* The panels over a screen: help, settings, a word, addresses, places, the idle warning. The screen under them waits. */
#include "session/internal.h"

/* Open this panel, or close it when it is open; the screen under it waits at the part where it was. */
void panel_open(struct turn *t, enum panel_over over)
{
	struct session *s = t->s;
	bool closing = s->over == over;
	if (closing && over == OVER_IDLE && s->under_idle != OVER_NONE) {
		s->over = s->under_idle; /* the panel that somebody was reading */
		s->part = s->under_idle_part;
	} else if (closing) {
		s->over = OVER_NONE;
		s->part = s->under_part;
	} else {
		if (s->over == OVER_NONE)
			s->under_part = s->part;
		s->under_idle = over == OVER_IDLE ? s->over : OVER_NONE;
		s->under_idle_part = s->part;
		s->over = over;
		s->part = 0;
	}
	s->part_count = s->part + 1; /* the view says how many there really are */
	s->turn = 0;
	activity_shown(t);
}

static void settings(struct turn *t)
{
	struct session *s = t->s;
	int arg = t->m->arg;
	switch (t->m->kind) {
	case MSG_LARGE:
		s->large = arg != 0;
		s->part = 0;
		break;
	case MSG_CONTRAST: s->contrast = arg != 0; break;
	case MSG_VOLUME:
		if (arg == VOLUME_LOUDER || arg == VOLUME_QUIETER)
			arg = s->volume + (arg == VOLUME_LOUDER ? 1 : -1);
		s->volume = arg < 0 ? 0 : arg > VOLUME_STEPS ? VOLUME_STEPS : arg;
		t->fx->volume = true;
		say(t); /* heard at once */
		break;
	case MSG_VOICE:
		s->voice = arg != 0;
		if (s->voice)
			say(t);
		else
			hush(t);
		break;
	case MSG_COUNT: s->visit.uncounted = arg == 0; break;
	default: break;
	}
}

/* Addresses of what is on the screen. */
static int link_count(const struct turn *t)
{
	const struct screen *q = session_screen(t->s, t->p);
	return q ? q->link_count : t->s->at == AT_SOURCES ? session_edition(t->s, t->p)->source_count : 0;
}

/* The panel shows something else. */
static void other_page(struct turn *t)
{
	t->s->part = 0;
	t->s->part_count = 1;
	activity_shown(t);
}

void panel_back(struct turn *t)
{
	if (t->s->over == OVER_PLACES && finding_back(t))
		other_page(t);
	else
		panel_open(t, t->s->over);
}

void panels_update(struct turn *t)
{
	struct session *s = t->s;
	int arg = t->m->arg;
	switch (t->m->kind) {
	case MSG_HELP: panel_open(t, OVER_HELP); break;
	case MSG_SETTINGS: panel_open(t, OVER_SETTINGS); break;
	case MSG_WORD:
		if (s->over == OVER_NONE && arg >= 0 && arg < t->p->term_count) {
			s->over_arg = arg;
			panel_open(t, OVER_WORD);
		}
		break;
	case MSG_PLACES:
		if (t->p->venue_count && (s->over == OVER_NONE || s->over == OVER_HELP)) {
			finding_begin(t);
			if (s->over == OVER_HELP)
				s->over = OVER_PLACES, other_page(t);
			else
				panel_open(t, OVER_PLACES);
		}
		break;
	case MSG_LETTERS:
	case MSG_COMMUNE:
	case MSG_PLACE:
		if (s->over == OVER_PLACES && finding_update(t))
			other_page(t);
		break;
	case MSG_QR:
		if (s->over == OVER_NONE && link_count(t) > 0)
			panel_open(t, OVER_QR);
		break;
	case MSG_CLOSE:
		if (s->over != OVER_NONE)
			panel_open(t, s->over);
		break;
	default: settings(t); break;
	}
}
