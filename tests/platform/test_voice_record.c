/* Recorded voices: a real Opus file becomes samples for the player; anything else is refused before the first one. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "platform/voice_player.h"
#include "platform/voice_record.h"

#define SAMPLE "tests/platform/samples/bonjour.opus"
enum { SAMPLE_MS = 1775 };

struct heard {
	long long frames, energy;
	int stop_after; /* 0: never */
};

static bool listen(void *context, const int16_t *samples, int count)
{
	struct heard *h = context;
	for (int i = 0; i < count; i++)
		h->energy += abs(samples[i]);
	h->frames += count;
	return !h->stop_after || h->frames < h->stop_after;
}

static bool play(const char *path, struct heard *h)
{
	return voice_record_play(path, &(struct voice_sink){ listen, NULL, h });
}

Test(record, a_file_is_as_long_and_as_loud_as_what_was_said)
{
	struct heard h = { 0 };
	cr_assert(play(SAMPLE, &h));
	long long ms = h.frames * 1000 / PLAYER_RATE;
	cr_expect(ms > SAMPLE_MS - 60 && ms < SAMPLE_MS + 60, "%lld ms", ms);
	cr_expect_gt(h.energy / h.frames, 200, "it is not silence");
}

Test(record, who_has_heard_enough_is_obeyed)
{
	struct heard h = { .stop_after = 1000 };
	cr_assert(play(SAMPLE, &h));
	cr_expect_lt(h.frames, 1000 + 2048);
}

Test(record, what_is_not_there_or_not_a_sound_gives_nothing)
{
	struct heard h = { 0 };
	cr_expect_not(play("tests/platform/samples/absent.opus", &h));
	cr_expect_not(play("README.md", &h));
	cr_expect_not(play("/dev/null", &h));
	cr_expect_eq(h.frames, 0);
}

/* A stick pulled, a card that ages: what comes before the damage is heard, nothing crashes. */
Test(record, a_cut_or_damaged_file_is_heard_as_far_as_it_goes)
{
	struct buf whole = { 0 };
	struct err e = { 0 };
	char path[] = "/tmp/escale-record-XXXXXX";
	close(mkstemp(path));
	cr_assert(file_read(SAMPLE, 1 << 20, &whole, &e));
	for (size_t cut = 0; cut < whole.size; cut += 97) {
		struct heard h = { 0 };
		cr_assert(file_write(path, whole.data, cut, 0600, &e));
		play(path, &h);
		cr_expect_leq(h.frames, (long long)(SAMPLE_MS + 60) * PLAYER_RATE / 1000);
	}
	for (size_t at = 0; at < whole.size; at += 61) {
		struct heard h = { 0 };
		whole.data[at] ^= 0x55;
		cr_assert(file_write(path, whole.data, whole.size, 0600, &e));
		play(path, &h);
		whole.data[at] ^= 0x55;
		cr_expect_leq(h.frames, (long long)RECORD_SECONDS_MAX * PLAYER_RATE);
	}
	unlink(path);
	buf_free(&whole);
}
