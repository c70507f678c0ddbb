/* The room's key and its slots: each staff code opens it, nothing else does. */
#include <criterion/criterion.h>
#include <string.h>

#include "seal/age.h"
#include "seal/room.h"

static struct room_key *key, *got;
static struct room_slots slots;

static void begin(void)
{
	cr_assert(seal_init(NULL));
	key = seal_secret_alloc(sizeof *key);
	got = seal_secret_alloc(sizeof *got);
	slots = (struct room_slots){ 0 };
	room_key_new(key);
}

static void end(void)
{
	seal_secret_free(key);
	seal_secret_free(got);
}

TestSuite(room, .init = begin, .fini = end, .timeout = 120);

static bool same_key(void)
{
	return memcmp(key->bytes, got->bytes, ROOM_KEY) == 0;
}

Test(room, each_code_opens_its_slot_and_gives_the_same_key)
{
	room_put(&slots, 3, key, "280419");
	room_put(&slots, 1, key, "730582");
	cr_assert_eq(slots.count, 2);
	cr_assert_eq(slots.slot[0].number, 1, "by rising number");
	cr_assert_eq(room_open(&slots, "280419", 0, got), 3);
	cr_assert(same_key());
	seal_wipe(got, sizeof *got);
	cr_assert_eq(room_open(&slots, "730582", 3, got), 1, "the one tried first is another's");
	cr_assert(same_key());
	cr_assert_eq(room_open(&slots, "730583", 0, NULL), 0);
	cr_assert_eq(room_open(&(struct room_slots){ 0 }, "730582", 0, NULL), 0);
}

Test(room, one_code_twice_is_wrapped_differently_and_one_slot_is_replaced)
{
	room_put(&slots, 1, key, "280419");
	room_put(&slots, 2, key, "280419");
	cr_assert(memcmp(slots.slot[0].salt, slots.slot[1].salt, ROOM_SALT) != 0);
	cr_assert(memcmp(slots.slot[0].wrapped, slots.slot[1].wrapped, ROOM_KEY) != 0);
	room_put(&slots, 2, key, "730582");
	cr_assert_eq(slots.count, 2);
	cr_assert_eq(room_open(&slots, "280419", 2, NULL), 1);
	room_remove(&slots, 1);
	cr_assert_eq(room_open(&slots, "280419", 0, NULL), 0, "removed");
	cr_assert_eq(room_open(&slots, "730582", 0, NULL), 2);
	room_remove(&slots, 9);
	cr_assert_eq(slots.count, 1);
}

Test(room, numbers_are_given_again_and_end_at_twelve)
{
	slots.count = ROOM_CODES_MAX;
	for (int i = 0; i < ROOM_CODES_MAX; i++)
		slots.slot[i].number = (uint8_t)(i + 1);
	cr_assert_eq(room_free_number(&slots), 0);
	room_remove(&slots, 5);
	cr_assert_eq(room_free_number(&slots), 5);
	cr_assert(room_has(&slots, 12) && !room_has(&slots, 5));
}

Test(room, its_bytes_come_back_and_others_are_refused)
{
	uint8_t bytes[ROOM_SLOTS_SIZE_MAX + ROOM_SLOT_SIZE] = { 0 };
	struct room_slots again;
	struct err e = { 0 };
	room_put(&slots, 2, key, "280419");
	room_put(&slots, 7, key, "730582");
	size_t n = room_print(&slots, bytes);
	cr_assert(room_parse(&again, bytes, n, &e), "%s", e.text);
	cr_assert_eq(room_open(&again, "730582", 0, got), 7);
	cr_assert(same_key());
	cr_assert_not(room_parse(&again, bytes, n - 1, NULL));
	cr_assert_not(room_parse(&again, bytes, n + 1, NULL));
	cr_assert_not(room_parse(&again, bytes, ROOM_HEADING, NULL), "no slot at all");
	cr_assert_not(room_parse(&again, bytes, sizeof bytes, NULL));
	cr_assert_not(room_parse(&again, bytes, 0, NULL));
	bytes[ROOM_HEADING] = 7;
	cr_assert_not(room_parse(&again, bytes, n, NULL), "one number twice");
	bytes[ROOM_HEADING] = 0;
	cr_assert_not(room_parse(&again, bytes, n, NULL));
	bytes[ROOM_HEADING] = 2;
	bytes[0] ^= 1;
	cr_assert_not(room_parse(&again, bytes, n, NULL));
}

Test(room, a_slot_with_one_bit_changed_does_not_open)
{
	uint8_t bytes[ROOM_SLOTS_SIZE_MAX];
	struct room_slots again;
	room_put(&slots, 2, key, "280419");
	size_t n = room_print(&slots, bytes);
	for (size_t at = ROOM_HEADING; at < n; at += 11) { /* number, salt, nonce, key and tag are all met */
		bytes[at] ^= at == ROOM_HEADING ? 1 : 0x10;
		if (room_parse(&again, bytes, n, NULL))
			cr_assert_eq(room_open(&again, "280419", 0, NULL), 0, "byte %zu", at);
		bytes[at] ^= at == ROOM_HEADING ? 1 : 0x10;
	}
	cr_assert(room_parse(&again, bytes, n, NULL));
	cr_assert_eq(room_open(&again, "280419", 0, NULL), 2, "the control");
}

Test(room, what_is_kept_opens_with_the_key_as_what_it_is)
{
	static const char plain[] = "une note du tableau, cinquante mots";
	uint8_t sealed[sizeof plain + ROOM_OVERHEAD];
	char back[sizeof plain] = "";
	struct err e = { 0 };
	room_seal(sealed, key, 1, plain, sizeof plain);
	cr_assert(room_unseal(back, key, 1, sealed, sizeof sealed, &e), "%s", e.text);
	cr_assert_str_eq(back, plain);
	cr_assert_null(memmem(sealed, sizeof sealed, "note", 4));
	cr_assert_not(room_unseal(back, key, 0, sealed, sizeof sealed, &e), "another kind of thing");
	cr_assert_eq(e.code, ERR_KEY);
	cr_assert_eq(back[0], 0, "wiped");
	room_key_new(got);
	cr_assert_not(room_unseal(back, got, 1, sealed, sizeof sealed, NULL), "another key");
	for (size_t i = 0; i < sizeof sealed; i++) {
		sealed[i] ^= 1;
		cr_assert_not(room_unseal(back, key, 1, sealed, sizeof sealed, NULL), "byte %zu", i);
		sealed[i] ^= 1;
	}
	cr_assert_not(room_unseal(back, key, 1, sealed, sizeof sealed - 1, NULL));
	cr_assert_not(room_unseal(back, key, 1, sealed, ROOM_OVERHEAD - 1, NULL));
}
