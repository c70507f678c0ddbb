#include "session/helpers/hall.h"

#include <criterion/criterion.h>
#include <string.h>

struct pack hall_pack;
struct session hall;
struct effects hall_fx;
static struct arena memory;
static long long now;

static void load(struct pack *p, const char *dir)
{
	struct err problems[4], e = { 0 };
	int count = 0;
	cr_assert(pack_load(p, dir, &memory, problems, 4, &count, &e), "%s", e.text);
	cr_assert_eq(count, 0, "%s", problems[0].text);
}

void hall_modules(const char *content)
{
	struct pack other;
	load(&other, content);
	other.guides = hall_pack.guides;
	other.guide_count = hall_pack.guide_count;
	hall_pack = other;
}

void hall_send(struct msg m)
{
	m.now_ms = now += 1000;
	hall = session_update(hall, &hall_pack, &m, &hall_fx);
}

void hall_touch(enum msg_kind kind)
{
	hall_send((struct msg){ .kind = kind });
}

void hall_ask(enum guided_do what, int64_t number)
{
	hall_send((struct msg){ .kind = MSG_GUIDED, .arg = what, .number = number });
}

void hall_cards(int a, int b, int c, int d)
{
	hall_send((struct msg){ .kind = MSG_BALLOT, .arg = 1, .counts = { (short)a, (short)b, (short)c, (short)d } });
}

void hall_open(void)
{
	load(&hall_pack, "tests/guides");
	session_init(&hall, now = 1000);
	hall_touch(MSG_WAKE);
	for (int i = 0; i < CORNER_TOUCHES; i++)
		hall_send((struct msg){ .kind = MSG_CORNER, .arg = i % 2 });
	struct staff_info info = { .has_staff_code = 1, .store_ok = 1, .place = -1 };
	hall_send((struct msg){ .kind = MSG_STAFF_INFO, .info = &info });
	for (int i = 0; i < 6; i++)
		hall_send((struct msg){ .kind = MSG_DIGIT, .arg = i });
	hall_touch(MSG_ENTER);
	hall_send((struct msg){ .kind = MSG_CODE_RESULT, .arg = 1 });
	hall_ask(GUIDED_OPEN, 0);
	hall_ask(GUIDED_CHOOSE, 0);
	hall_ask(GUIDED_START, 0);
	cr_assert_eq(hall.at, AT_GUIDED);
}

const struct phase *hall_phase(const char *id)
{
	const struct guide_edition *ed = guided_edition(&hall, &hall_pack);
	for (int i = 0; i < ed->phase_count; i++)
		if (strcmp(ed->phases[i].id, id) == 0) {
			hall_ask(GUIDED_GO, i);
			return &ed->phases[i];
		}
	cr_assert_fail("no phase %s", id);
	return NULL;
}

bool hall_same(const struct guided *before)
{
	struct guided now_is = hall.guided, was = *before;
	now_is.timer = was.timer = (struct timer){ 0 };
	return memcmp(&now_is, &was, sizeof was) == 0;
}
