#include "session/helpers/room.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/utf8.h"

struct pack group_pack;
struct session room;
struct effects room_fx;
static struct arena memory;
static long long now;

static void send_n(enum msg_kind kind, int arg, int64_t number)
{
	struct msg m = { .kind = kind, .arg = arg, .number = number, .now_ms = now += 1000, .random = 5 };
	room = session_update(room, &group_pack, &m, &room_fx);
}

void room_send(enum msg_kind kind, int arg)
{
	send_n(kind, arg, 0);
}

void room_ask(enum guided_do what, int64_t number)
{
	send_n(MSG_GUIDED, what, number);
}

static void open_pack(void)
{
	struct err problems[4], e = { 0 };
	int count = 0;
	cr_assert(pack_load(&group_pack, "tests/guides", &memory, problems, 4, &count, &e), "%s", e.text);
	cr_assert_eq(count, 0, "%s", problems[0].text);
}

void room_at(enum phase_kind kind, int tables)
{
	if (!group_pack.guide_count)
		open_pack();
	session_init(&room, now = 1000);
	room_send(MSG_WAKE, 0);
	room.at = AT_STAFF; /* the way through the door is session/test_staff.c's */
	room.staff.unlocked = true;
	room_ask(GUIDED_OPEN, 0);
	room_ask(GUIDED_CHOOSE, 0);
	for (int i = 1; i < tables; i++)
		room_send(MSG_MORE, 0);
	room_ask(GUIDED_START, 0);
	const struct guide_edition *ed = guided_edition(&room, &group_pack);
	for (int i = 0; i < ed->phase_count; i++)
		if (ed->phases[i].kind == kind) {
			room_ask(GUIDED_GO, i);
			return;
		}
	cr_assert_fail("no such phase");
}

const struct phase *room_phase(void)
{
	return guided_phase(&room, &group_pack);
}

void room_type(const char *text)
{
	for (uint32_t c; *text; room_send(MSG_TYPE, (int)c))
		text += utf8_next(text, strlen(text), &c);
}

void room_wrong_operands(const enum guided_do *verbs, int count)
{
	static const int64_t wrong[] = { -1, -2, 63, 64, 240, 241, 32767, 65536, INT64_MIN, INT64_MAX };
	static struct guided before; /* too large for a stack that is watched */
	for (int v = 0; v < count; v++)
		for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
			before = room.guided;
			room_ask(verbs[v], wrong[i]);
			cr_expect_eq(memcmp(&before, &room.guided, sizeof before), 0, "verb %d with %lld", verbs[v],
				     (long long)wrong[i]);
			room.guided = before;
		}
}
