/* The codes of the staff: asked, chosen, added, removed, forgotten. */
#include "session/internal.h"

#include <string.h>

bool session_plain_code(const char *digits)
{
	int step = digits[0] ? digits[1] - digits[0] : 0;
	for (const char *d = digits; d[0] && d[1]; d++)
		if (d[1] - d[0] != step)
			return false;
	return step >= -1 && step <= 1;
}

/* The digits leave the session at once. */
static void ask(struct turn *t, enum code_kind kind)
{
	struct staff *f = &t->s->staff;
	if (t->m->now_ms < f->wait_until_ms || f->digits[0] == '\0')
		return;
	f->checking = true;
	t->fx->check_code = true;
	t->fx->code_kind = kind;
	memcpy(t->fx->code, f->digits, sizeof t->fx->code);
	memset(f->digits, 0, sizeof f->digits);
}

static void change(struct turn *t, enum code_change what, int number)
{
	struct staff *f = &t->s->staff;
	t->fx->set_code = true;
	t->fx->code_kind = f->supervisor_setup ? CODE_SUPERVISOR : CODE_STAFF;
	t->fx->code_change = f->change = what;
	t->fx->code_number = number;
	f->job = JOB_NONE;
}

/* Typed twice. Only behind an open door, on a kiosk without a code, or with the coordination's file. */
static void choose(struct turn *t)
{
	struct staff *f = &t->s->staff;
	bool plain = session_plain_code(f->digits);
	f->plain = f->taken = false;
	if (strlen(f->digits) < CODE_DIGITS_MIN) {
		f->wrong = true;
		return;
	}
	if (!plain && f->page == STAFF_NEW_CODE) {
		memcpy(f->first, f->digits, sizeof f->first);
		staff_show(t, STAFF_NEW_AGAIN);
		return;
	}
	char digits[sizeof f->digits];
	memcpy(digits, f->digits, sizeof digits);
	bool same = !plain && strcmp(f->first, digits) == 0;
	memset(f->first, 0, sizeof f->first);
	staff_show(t, same ? STAFF_WORKING : STAFF_NEW_CODE);
	f->wrong = !same;
	f->plain = plain;
	if (same) {
		change(t, f->reset ? CODE_RESET : f->change, 0);
		memcpy(t->fx->code, digits, sizeof t->fx->code);
	}
	explicit_bzero(digits, sizeof digits);
}

void codes_entered(struct turn *t)
{
	switch (t->s->staff.page) {
	case STAFF_CODE: ask(t, CODE_STAFF); break;
	case STAFF_SUPERVISOR: ask(t, CODE_SUPERVISOR); break;
	case STAFF_NEW_CODE:
	case STAFF_NEW_AGAIN: choose(t); break;
	default: break;
	}
}

void codes_checked(struct turn *t)
{
	struct staff *f = &t->s->staff;
	f->checking = false;
	if (!t->m->arg) {
		f->wrong = true;
		f->wait_until_ms = t->m->wait_ms > 0 ? t->m->now_ms + t->m->wait_ms : 0;
		return;
	}
	f->wait_until_ms = 0;
	if (f->page == STAFF_SUPERVISOR) {
		staff_show(t, STAFF_WORKING);
		f->job = t->fx->job = JOB_EXPORT_EARLY;
		t->fx->job_number = f->reason;
	} else if (f->page == STAFF_CODE && t->s->guided.locked) {
		t->s->guided.locked = false;
		t->s->at = AT_GUIDED;
	} else if (f->page == STAFF_CODE) {
		f->unlocked = t->fx->fetch_kept = true;
		staff_show(t, STAFF_HOME);
	}
}

void codes_set(struct turn *t)
{
	struct staff *f = &t->s->staff;
	bool of_list = f->unlocked && !f->supervisor_setup;
	switch ((enum code_set)t->m->arg) {
	case CODE_SET_TAKEN:
		staff_show(t, STAFF_NEW_CODE);
		f->wrong = f->taken = true;
		return;
	case CODE_SET_FAILED:
		if (f->change == CODE_RESET)
			f->job = JOB_CODE_FILE;
		f->reset = false;
		staff_show(t, STAFF_RESULT);
		f->result = RESULT_FAILED;
		return;
	case CODE_SET:
	case CODE_SET_UNSAVED: break;
	}
	if (f->change == CODE_RESET)
		t->s->stop = (struct stop){ 0 }; /* like what was kept of it */
	f->unlocked = true;
	f->reset = false;
	staff_show(t, of_list ? STAFF_CODES : STAFF_HOME);
	f->told = !of_list			? CODES_AS_THEY_ARE
		  : f->change == CODE_ADD	? CODES_ADDED
		  : f->change == CODE_REMOVE ? CODES_REMOVED
						: CODES_CHANGED;
}

void codes_pick(struct turn *t)
{
	struct staff *f = &t->s->staff;
	int number = t->m->arg;
	bool last = (f->info.codes & (f->info.codes - 1)) == 0;
	if (last || number < 1 || !(f->info.codes >> number & 1))
		return;
	if (f->page == STAFF_CODES) {
		staff_show(t, STAFF_CODE_REMOVE);
		f->removing = number;
	} else if (f->removing == number) {
		staff_show(t, STAFF_WORKING);
		change(t, CODE_REMOVE, number);
	}
}
