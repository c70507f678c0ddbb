/* The staff screens: code, counters, sending the month, place, date, recipients. */
#include "session/internal.h"

#include <string.h>

static void page(struct turn *t, enum staff_page to)
{
	struct staff *f = &t->s->staff;
	f->page = to;
	f->wrong = false;
	memset(f->digits, 0, sizeof f->digits);
	t->s->part = 0;
	t->s->part_count = 1;
	t->fx->staff_info = true; /* what the screen shows is fresh */
	t->fx->contents = to == STAFF_CONTENTS;
}

void staff_enter(struct turn *t)
{
	end_visit(t); /* a visit in progress is stored, and wiped */
	t->s->at = AT_STAFF;
	page(t, STAFF_CODE);
}

void staff_ask_for_room(struct turn *t)
{
	t->s->at = AT_STAFF;
	page(t, STAFF_CODE);
}

static void ask_code(struct turn *t, enum code_kind kind)
{
	struct staff *f = &t->s->staff;
	if (t->m->now_ms < f->wait_until_ms || f->digits[0] == '\0')
		return;
	t->fx->check_code = true;
	t->fx->code_kind = kind;
	memcpy(t->fx->code, f->digits, sizeof t->fx->code);
	memset(f->digits, 0, sizeof f->digits);
}

bool session_plain_code(const char *digits)
{
	int step = digits[0] ? digits[1] - digits[0] : 0;
	for (const char *d = digits; d[0] && d[1]; d++)
		if (d[1] - d[0] != step)
			return false;
	return step >= -1 && step <= 1;
}

static void new_code(struct turn *t)
{
	struct staff *f = &t->s->staff;
	f->plain = false;
	if (strlen(f->digits) < CODE_DIGITS_MIN) {
		f->wrong = true;
		return;
	}
	if (session_plain_code(f->digits)) {
		page(t, STAFF_NEW_CODE);
		f->wrong = f->plain = true;
		return;
	}
	if (f->page == STAFF_NEW_CODE) {
		memcpy(f->first, f->digits, sizeof f->first);
		page(t, STAFF_NEW_AGAIN);
		return;
	}
	bool same = strcmp(f->first, f->digits) == 0;
	memset(f->first, 0, sizeof f->first);
	if (!same) {
		page(t, STAFF_NEW_CODE);
		f->wrong = true;
		return;
	}
	f->unlocked = true;
	t->fx->set_code = true;
	t->fx->code_kind = f->supervisor_setup ? CODE_SUPERVISOR : CODE_STAFF;
	memcpy(t->fx->code, f->digits, sizeof t->fx->code);
	page(t, STAFF_HOME);
}

static void entered(struct turn *t)
{
	switch (t->s->staff.page) {
	case STAFF_CODE: ask_code(t, CODE_STAFF); break;
	case STAFF_SUPERVISOR: ask_code(t, CODE_SUPERVISOR); break;
	case STAFF_NEW_CODE:
	case STAFF_NEW_AGAIN: new_code(t); break;
	default: break;
	}
}

static void code_result(struct turn *t)
{
	struct staff *f = &t->s->staff;
	if (t->m->arg) {
		f->wait_until_ms = 0;
		if (f->page == STAFF_SUPERVISOR) {
			page(t, STAFF_WORKING);
			f->job = t->fx->job = JOB_EXPORT_EARLY;
			t->fx->job_number = f->reason;
		} else if (f->page == STAFF_CODE && t->s->guided.locked) {
			t->s->guided.locked = false;
			t->s->at = AT_GUIDED;
		} else if (f->page == STAFF_CODE) {
			f->unlocked = t->fx->fetch_kept = true;
			page(t, STAFF_HOME);
		}
		return;
	}
	f->wrong = true;
	f->wait_until_ms = t->m->wait_ms > 0 ? t->m->now_ms + t->m->wait_ms : 0;
}

static void start(struct turn *t, enum job job, int64_t number)
{
	page(t, STAFF_WORKING);
	t->s->staff.job = t->fx->job = job;
	t->fx->job_number = number;
}

static void pick(struct turn *t)
{
	struct staff *f = &t->s->staff;
	int arg = t->m->arg;
	switch (f->page) {
	case STAFF_REASON:
		f->reason = arg;
		page(t, STAFF_SUPERVISOR);
		break;
	case STAFF_PLACE: start(t, JOB_PLACE, arg); break;
	case STAFF_DATE: f->day += arg; break; /* a step of one day, a week... */
	default: break;
	}
}

static void work(struct turn *t)
{
	struct staff *f = &t->s->staff;
	enum job job = (enum job)t->m->arg;
	if (!f->unlocked || job == JOB_EXPORT_EARLY) /* that one is started by the supervisor's code */
		return;
	start(t, job, job == JOB_DATE ? f->day : 0);
}

static void visit_page(struct turn *t)
{
	struct staff *f = &t->s->staff;
	enum staff_page to = (enum staff_page)t->m->arg;
	if (!f->unlocked)
		return;
	f->supervisor_setup = to == STAFF_NEW_CODE && t->m->number == CODE_SUPERVISOR;
	page(t, to);
	if (to == STAFF_DATE)
		f->day = f->info.today;
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
	case STAFF_NEW_AGAIN:
		if (t->s->staff.info.has_staff_code)
			page(t, STAFF_HOME);
		else
			end_visit(t);
		break;
	case STAFF_WORKING: break; /* it ends by itself */
	case STAFF_REASON:
	case STAFF_SUPERVISOR: page(t, STAFF_EXPORT); break;
	default: page(t, STAFF_HOME); break;
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
		break;
	case MSG_CODE_RESULT: code_result(t); break;
	case MSG_JOB_RESULT:
		page(t, STAFF_RESULT);
		f->result = (enum job_result)t->m->arg;
		f->number = t->m->number;
		break;
	case MSG_DIGIT:
	case MSG_ERASE: digit(t); break;
	case MSG_ENTER: entered(t); break;
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
	case MSG_HELP:
	case MSG_SETTINGS:
	case MSG_LISTEN: return false; /* the bar works here too */
	default: break;
	}
	return true;
}
