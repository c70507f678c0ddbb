/* Password workshop: an invented one is typed, judged on the spot, and wiped. It is never stored, told or spoken. */
#include "session/kinds.h"

#include <string.h>

#include "base/utf8.h"

/* act.count: where one is. */
enum { AT_WORDS, AT_KEYBOARD, AT_RESULT };

void password_wipe(struct session *s)
{
	explicit_bzero(s->act.typed, sizeof s->act.typed);
	s->act.touched = false;
	if (s->act.count == AT_KEYBOARD)
		s->act.strength = -1;
}

static void to(struct turn *t, int where)
{
	t->s->act.count = where;
	go(t, AT_STEP);
}

/* Ask how strong it is now; the answer comes before the next picture. */
static void judge(struct turn *t)
{
	struct activity *act = &t->s->act;
	act->touched = act->typed[0] != '\0';
	act->strength = -1;
	act->value[0] = (long long)utf8_length(act->typed, strlen(act->typed));
	if (act->touched) {
		t->fx->judge = true;
		memcpy(t->fx->typed, act->typed, sizeof act->typed);
	}
	activity_echo(t);
}

static void type(struct turn *t, int sign)
{
	struct activity *act = &t->s->act;
	size_t n = strlen(act->typed);
	char bytes[4];
	int size = sign >= ' ' && sign <= 0x10FFFF ? utf8_put((uint32_t)sign, bytes) : 0;
	if (size > 0 && n + (size_t)size <= TYPED_MAX)
		memcpy(act->typed + n, bytes, (size_t)size);
	explicit_bzero(bytes, sizeof bytes);
	judge(t);
}

static void erase(struct turn *t)
{
	char *typed = t->s->act.typed;
	size_t n = strlen(typed);
	while (n > 0 && (typed[n - 1] & 0xC0) == 0x80)
		typed[--n] = '\0';
	if (n > 0)
		typed[n - 1] = '\0';
	judge(t);
}

static bool keyboard(struct turn *t)
{
	struct activity *act = &t->s->act;
	switch (t->m->kind) {
	case MSG_TYPE: type(t, t->m->arg); return true;
	case MSG_UNDO: erase(t); return true;
	case MSG_LAYER:
		act->layer = t->m->arg;
		activity_echo(t);
		return true;
	case MSG_CHOSEN:
		if (!act->touched)
			return true;
		act->count = AT_RESULT; /* what is known of it stays, itself it goes */
		password_wipe(t->s);
		to(t, AT_RESULT);
		return true;
	default: return false;
	}
}

bool password(struct turn *t, const struct screen *q)
{
	struct activity *act = &t->s->act;
	bool last_part = t->s->part + 1 >= t->s->part_count;
	(void)q;
	if (t->m->kind == MSG_SKIP || (t->m->kind == MSG_NEXT && act->count == AT_RESULT && last_part)) {
		password_wipe(t->s);
		activity_leave(t);
		return true;
	}
	if (act->count == AT_KEYBOARD)
		return keyboard(t);
	bool again = act->count == AT_RESULT && t->m->kind == MSG_RETRY;
	if (!again && !(act->count == AT_WORDS && t->m->kind == MSG_NEXT && last_part))
		return false;
	act->strength = -1;
	act->value[0] = 0;
	act->layer = 0;
	to(t, AT_KEYBOARD);
	return true;
}

bool password_back(struct turn *t, const struct screen *q)
{
	(void)q;
	if (t->s->act.count == AT_WORDS)
		return false;
	password_wipe(t->s);
	if (t->s->act.count == AT_RESULT)
		t->s->act.strength = -1;
	t->s->act.value[0] = 0;
	to(t, t->s->act.count - 1);
	return true;
}
