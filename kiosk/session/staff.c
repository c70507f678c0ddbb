/* The staff screens: code, counters, sending the month, place, date, recipients. */
#include "session/internal.h"

#include <string.h>

void staff_show(struct turn *t, enum staff_page to)
{
	struct staff *f = &t->s->staff;
	f->page = to;
	f->wrong = f->taken = f->checking = false;
	f->told = CODES_AS_THEY_ARE;
	memset(f->digits, 0, sizeof f->digits);
	t->s->part = 0;
	t->s->part_count = 1;
	t->fx->staff_info = true; /* what the screen shows is fresh */
	t->fx->contents = to == STAFF_CONTENTS;
	t->fx->update = to == STAFF_UPDATE;
}

void staff_enter(struct turn *t)
{
	end_visit(t); /* a visit in progress is stored, and wiped */
	t->s->at = AT_STAFF;
	staff_show(t, STAFF_CODE);
}

void staff_ask_for_room(struct turn *t)
{
	t->s->at = AT_STAFF;
	staff_show(t, STAFF_CODE);
}

static void start(struct turn *t, enum job job, int64_t number)
{
	staff_show(t, STAFF_WORKING);
	t->s->staff.job = t->fx->job = job;
	t->s->staff.percent = 0;
	t->fx->job_number = number;
}

static void pick(struct turn *t)
{
	struct staff *f = &t->s->staff;
	int arg = t->m->arg;
	switch (f->page) {
	case STAFF_REASON:
		f->reason = arg;
		staff_show(t, STAFF_SUPERVISOR);
		break;
	case STAFF_CODES:
	case STAFF_CODE_REMOVE: codes_pick(t); break;
	case STAFF_PLACE: start(t, JOB_PLACE, arg); break;
	case STAFF_DATE: f->day += arg; break; /* a step of one day, a week... */
	default: break;
	}
}

static void work(struct turn *t)
{
	struct staff *f = &t->s->staff;
	enum job job = (enum job)t->m->arg;
	if (job == JOB_CODE_FILE ? f->page != STAFF_FORGOTTEN : !f->unlocked)
		return;
	if (job == JOB_UPDATE && f->page != STAFF_UPDATE) /* only what was shown is installed */
		return;
	if (job == JOB_EXPORT_EARLY) /* that one is started by the supervisor's code */
		return;
	start(t, job, job == JOB_DATE ? f->day : 0);
}

static void visit_page(struct turn *t)
{
	struct staff *f = &t->s->staff;
	enum staff_page to = (enum staff_page)t->m->arg;
	bool forgotten = to == STAFF_FORGOTTEN && f->info.has_staff_code;
	if (t->s->guided.locked || (forgotten ? f->unlocked : !f->unlocked))
		return;
	f->supervisor_setup = to == STAFF_NEW_CODE && t->m->number == CODE_SUPERVISOR;
	f->change = to == STAFF_NEW_CODE && t->m->number == NEW_CODE_ADD ? CODE_ADD : CODE_MINE;
	staff_show(t, to);
	if (to == STAFF_DATE)
		f->day = f->info.today;
}

/* Nothing changed. Who has not typed a code does not come in by going back. */
static void back_from_new(struct turn *t)
{
	struct staff *f = &t->s->staff;
	memset(f->first, 0, sizeof f->first);
	if (f->unlocked)
		staff_show(t, f->supervisor_setup ? STAFF_HOME : STAFF_CODES);
	else if (f->reset)
		staff_show(t, STAFF_FORGOTTEN);
	else
		end_visit(t);
	f->reset = false;
}

/* What came of a job. */
static void ended(struct turn *t)
{
	struct staff *f = &t->s->staff;
	if (f->job == JOB_CODE_FILE && t->m->arg == RESULT_DONE) {
		f->reset = true;
		staff_show(t, STAFF_NEW_CODE);
		return;
	}
	staff_show(t, STAFF_RESULT);
	f->result = (enum job_result)t->m->arg;
	f->number = t->m->number;
}

static void back(struct turn *t)
{
	switch (t->s->staff.page) {
	case STAFF_CODE:
		if (t->s->guided.locked) {
			t->s->at = AT_GUIDED; /* it goes on, still locked */
			break;
		}
		end_visit(t);
		break;
	case STAFF_HOME: end_visit(t); break;
	case STAFF_NEW_CODE:
	case STAFF_NEW_AGAIN: back_from_new(t); break;
	case STAFF_CODE_REMOVE: staff_show(t, STAFF_CODES); break;
	case STAFF_FORGOTTEN: staff_show(t, STAFF_CODE); break;
	case STAFF_WORKING: break; /* it ends by itself */
	case STAFF_REASON:
	case STAFF_SUPERVISOR: staff_show(t, STAFF_EXPORT); break;
	default: staff_show(t, t->s->staff.unlocked ? STAFF_HOME : STAFF_FORGOTTEN); break;
	}
}

static void digit(struct turn *t)
{
	struct staff *f = &t->s->staff;
	size_t n = strlen(f->digits);
	if (t->m->kind == MSG_ERASE) {
		if (n)
			f->digits[n - 1] = '\0';
		return;
	}
	if (n < DIGITS_MAX && t->m->arg >= 0 && t->m->arg <= 9 && t->m->now_ms >= f->wait_until_ms) {
		f->digits[n] = (char)('0' + t->m->arg);
		f->digits[n + 1] = '\0';
		f->wrong = false;
	}
}

bool staff_update(struct turn *t)
{
	struct session *s = t->s;
	struct staff *f = &s->staff;
	if (t->m->kind == MSG_STAFF_INFO && t->m->info) {
		f->info = *t->m->info;
		f->informed = true;
	}
	if (s->at != AT_STAFF)
		return false;
	switch (t->m->kind) {
	case MSG_STAFF_INFO:
		if (f->page == STAFF_CODE && !f->info.has_staff_code && f->info.store_ok)
			f->page = STAFF_NEW_CODE; /* first start; without a store nobody knows */
		break;
	case MSG_STICK:
		f->info.stick = t->m->arg;
		if (f->page == STAFF_CONTENTS)
			t->fx->staff_info = t->fx->contents = true;
		if (f->page == STAFF_UPDATE)
			t->fx->staff_info = t->fx->update = true;
		break;
	case MSG_CODE_RESULT: codes_checked(t); break;
	case MSG_CODE_SET: codes_set(t); break;
	case MSG_JOB_RESULT: ended(t); break;
	case MSG_PROGRESS:
		f->percent = t->m->arg;
		s->touched_ms = t->m->now_ms; /* whoever waits is there */
		break;
	case MSG_DIGIT:
	case MSG_ERASE: digit(t); break;
	case MSG_ENTER: codes_entered(t); break;
	case MSG_STAFF_GO: visit_page(t); break;
	case MSG_STAFF_PICK: pick(t); break;
	case MSG_STAFF_DO: work(t); break;
	case MSG_STAFF_LEAVE: end_visit(t); break;
	case MSG_NEXT:
		if (s->part + 1 < s->part_count)
			s->part++;
		break;
	case MSG_BACK:
		if (s->part > 0)
			s->part--;
		else
			back(t);
		break;
	case MSG_GUIDED: /* what begins behind this door, and is not ours */
	case MSG_STOP: return !f->unlocked;
	case MSG_HELP:
	case MSG_SETTINGS:
	case MSG_LISTEN: return false; /* the bar works here too */
	default: break;
	}
	return true;
}
