/* After a power cut, on the replayed data partition: open it as the kiosk does, and say what is there, "name value" a line.
 *   tool_power DATA AUTHORITY SHIPPED [CODE | key HEX] ...   several folders: DATA,DATA,... with the same rest
 * The staff's code opens what a group session kept; its key is printed, since trying a code takes some tenths of a second. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/contents.h"
#include "app/world_parts.h"
#include "base/log.h"
#include "seal/age.h"

static bool no_stick(void *context, char *out, size_t size)
{
	(void)context, (void)out, (void)size;
	return false;
}

static long long no_time(void *context)
{
	(void)context;
	return 0;
}

static int64_t no_day(void *context)
{
	(void)context;
	return -1;
}

static int no_hour(void *context)
{
	(void)context;
	return 0;
}

static void hex(const char *name, const void *bytes, size_t n)
{
	char text[2 * 64 + 1];
	seal_hex(bytes, n, text);
	printf("%s %s\n", name, text);
}

/* Before the kiosk makes itself a key where there is none: is the database whole without it? */
static bool look_first(const char *data)
{
	struct store *s;
	struct err e = { 0 };
	struct store_counts c = { 0 };
	struct sign_secret secret;
	struct sign_public public;
	uint8_t value[STORE_SETTING_MAX];
	size_t n;
	bool recovered;
	if (!store_open(&s, data, &recovered, &e)) {
		printf("refused %s\n", e.text);
		return false;
	}
	printf("recovered %d\n", recovered);
	struct err missing = { 0 };
	if (!store_get(s, "kiosk-key", value, &n, &missing)) {
		printf("key %s\n", missing.code == ERR_MISSING ? "none" : "damaged");
	} else if (n != sizeof secret) {
		printf("key half\n");
	} else {
		memcpy(&secret, value, n);
		sign_public_of(&secret, &public);
		hex("key", public.key, sizeof public.key);
	}
	store_counts(s, -1, &c, &e);
	printf("without-key-would-lose %lld\n", (long long)(c.visits_total + c.bundle_number - 1));
	store_close(s);
	return true;
}

static bool count_one(void *context, const uint8_t *bytes, size_t n, struct err *e)
{
	(void)bytes, (void)n, (void)e;
	++*(int64_t *)context;
	return true;
}

static void print_store(struct keeper *k)
{
	struct store_counts c = { 0 };
	struct err e = { 0 };
	int64_t closed[64], envelopes = 0;
	char place[STORE_SETTING_MAX] = "";
	size_t n = 0;
	store_counts(k->store, -1, &c, &e);
	store_each(k->store, 0, count_one, &envelopes, &e);
	int count = store_closed(k->store, closed, 64);
	for (int i = 0; i < count; i++)
		store_each(k->store, closed[i], count_one, &envelopes, &e);
	store_get(k->store, "place", place, &n, NULL);
	printf("visits %lld\nfacts %lld\nkept %lld\nnumber %lld\nclosed %d\n", (long long)c.visits_total, (long long)envelopes,
	       (long long)c.facts_kept, (long long)c.bundle_number, count);
	printf("place %.*s\nrecipients %lld\ncodes %d\n", (int)n, place, (long long)k->recipients.version, k->codes.count);
	size_t size = 0;
	printf("supervisor %d\n", store_get(k->store, "code-supervisor", place, &size, NULL));
	/* It goes on serving: something more can be kept. */
	printf("serves %d\n", store_set_int(k->store, "cut", 1, &e));
	if (e.code)
		printf("error %s\n", e.text);
}

static void print_session(struct keeper *k, const char *code, const char *key)
{
	static struct guided g;
	long long wait;
	unsigned char byte;
	if (key) {
		for (int i = 0; i < ROOM_KEY && sscanf(key + 2 * i, "%2hhx", &byte) == 1; i++)
			k->secrets->room.bytes[i] = byte;
		k->room_is_open = true;
	} else if (!keeper_check_code(k, CODE_STAFF, code, &wait)) {
		printf("code refused\n");
		return;
	}
	hex("room", k->secrets->room.bytes, ROOM_KEY);
	if (!keeper_kept(k, KEPT_GUIDED, &g, sizeof g)) {
		printf("session none\n");
		return;
	}
	printf("session %s\nphase %d\npage %d\ntyping %s\nleft %lld\nnotes ", g.guide_id, g.phase, (int)g.page, g.typing.text,
	       g.timer.left_ms);
	for (int i = 0; i < ENTRIES_KEPT_MAX; i++)
		if (g.entries[i].phase >= 0)
			printf("%s|", g.entries[i].text);
	printf("\n");
}

static void print_contents(const char *data, const char *authority, const char *shipped)
{
	struct contents c;
	struct err e = { 0 };
	const struct contents_options o = { .data_dir = data, .authority = authority, .shipped = shipped, .stick = no_stick };
	if (!contents_open(&c, &o, &e)) {
		printf("contents-refused %s\n", e.text);
		return;
	}
	printf("contents %s\nversion %d\nfailed %d\n", c.shelf.current, c.told.version, c.failed);
	contents_close(&c);
}

static void look(const char *data, char **argv, int argc)
{
	struct keeper k;
	const char *authority = argv[2][0] ? argv[2] : NULL;
	printf("data %s\n", data);
	if (!look_first(data))
		return;
	const struct keeper_options o = { .data_dir = data, .authority = authority, .stick = no_stick, .now_ms = no_time,
					  .clock_day = no_day, .clock_hour = no_hour };
	keeper_open(&k, &o);
	if (k.store) {
		hex("opened-key", k.kiosk.key, sizeof k.kiosk.key);
		print_store(&k);
		if (argc > 4)
			print_session(&k, argv[4], strcmp(argv[4], "key") == 0 && argc > 5 ? argv[5] : NULL);
	}
	keeper_close(&k);
	if (argv[3][0])
		print_contents(data, authority, argv[3]);
}

int main(int argc, char **argv)
{
	struct err e = { 0 };
	if (argc < 4 || !seal_init(&e)) {
		fprintf(stderr, "tool_power DATA,... AUTHORITY SHIPPED [CODE | key HEX]\n");
		return 2;
	}
	for (char *data = strtok(argv[1], ","); data; data = strtok(NULL, ","))
		look(data, argv, argc);
	return 0;
}
