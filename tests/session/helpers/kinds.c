#include "session/helpers/kinds.h"

#include <criterion/criterion.h>

struct pack kinds_pack;
struct session s;
struct effects fx;
static struct arena memory;
static long long now;

void kinds_open(void)
{
	struct err problems[4], e = { 0 };
	int count = 0;
	cr_assert(pack_load(&kinds_pack, "tests/flows/kinds", &memory, problems, 4, &count, &e), "%s", e.text);
	cr_assert_eq(count, 0, "%s", problems[0].text);
}

void send(enum msg_kind kind, int arg)
{
	struct msg m = { .kind = kind, .arg = arg, .now_ms = now += 1000 };
	s = session_update(s, &kinds_pack, &m, &fx);
}

void at(enum screen_kind kind, uint64_t seed)
{
	session_init(&s, now = 1000);
	struct msg wake = { .kind = MSG_WAKE, .now_ms = now, .random = seed };
	s = session_update(s, &kinds_pack, &wake, &fx);
	send(MSG_LANG, LANG_FR);
	for (int m = 0; m < kinds_pack.module_count; m++) {
		send(MSG_MODULE, m);
		send(MSG_NEXT, 0);
		for (s.step = 0; s.step < s.step_count; s.step++)
			if (session_screen(&s, &kinds_pack)->kind == kind) {
				s.at = AT_FEEDBACK;
				send(MSG_RETRY, 0); /* the step from its beginning */
				return;
			}
		s.step = 0;
		send(MSG_BACK, 0);
		send(MSG_BACK, 0);
	}
	cr_assert_fail("no such screen");
}

const struct screen *here(void)
{
	return session_screen(&s, &kinds_pack);
}
