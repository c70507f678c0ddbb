#include <criterion/criterion.h>
#include <glob.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "platform/voice_player.h"

enum { BUFFER = PLAYER_DEVICE_FRAMES, STEPS = 4 };

static struct voice_player *p; /* large: the ring is in it */
static int16_t out[BUFFER];

static void begin(void)
{
	p = malloc(sizeof *p);
	voice_player_init(p, NULL, NULL);
	voice_player_volume(p, STEPS, STEPS);
	p->gain = p->gain_wanted;
	p->active = true;
}

static void end(void)
{
	voice_player_drop(p);
	free(p);
}

static void write_tone(int frames)
{
	for (int i = 0; i < frames; i++) {
		int16_t s = (int16_t)lrint(20000 * sin(i * 0.2));
		cr_assert(voice_player_write(p, p->generation, &s, 1));
	}
}

static double rms(const int16_t *s, int n)
{
	double sum = 0;
	for (int i = 0; i < n; i++)
		sum += (double)s[i] * s[i];
	return sqrt(sum / n);
}

TestSuite(voice_player, .init = begin, .fini = end);

Test(voice_player, the_loudest_step_changes_nothing_so_nothing_clips)
{
	int16_t in[BUFFER];
	for (int i = 0; i < BUFFER; i++)
		in[i] = (int16_t)(i % 2 ? 32767 : -32768);
	voice_player_write(p, p->generation, in, BUFFER);
	voice_player_pull(p, out, BUFFER, 1000);
	cr_assert_arr_eq(out, in, sizeof in);
}

Test(voice_player, volume_covers_18_db_and_its_first_step_is_12)
{
	double db[STEPS + 1];
	for (int step = 0; step <= STEPS; step++) {
		voice_player_volume(p, step, STEPS);
		p->gain = p->gain_wanted;
		write_tone(BUFFER);
		voice_player_pull(p, out, BUFFER, 1000);
		db[step] = 20 * log10(rms(out, BUFFER));
		cr_assert(step == 0 || db[step] > db[step - 1] + 3, "a step one can hear");
	}
	cr_assert_geq(db[STEPS] - db[0], 18);
	cr_assert_float_eq(db[1] - db[0], 12, 0.2);
}

Test(voice_player, a_change_of_volume_glides)
{
	int16_t flat[BUFFER];
	for (int i = 0; i < BUFFER; i++)
		flat[i] = 20000;
	voice_player_write(p, p->generation, flat, BUFFER);
	voice_player_volume(p, 0, STEPS);
	voice_player_pull(p, out, BUFFER, 1000);
	for (int i = 1; i < BUFFER; i++)
		cr_assert_leq(abs(out[i] - out[i - 1]), 60);
}

Test(voice_player, a_cut_fades_within_6_ms_then_is_silent)
{
	write_tone(4 * BUFFER);
	voice_player_pull(p, out, BUFFER, 1000);
	int last = out[BUFFER - 1];
	voice_player_cut(p);
	voice_player_pull(p, out, BUFFER, 1023);
	cr_assert_leq(abs(out[0] - last), 4500, "no jump: a 200 Hz wave steps by 4000 at most");
	cr_assert_gt(rms(out, PLAYER_FADE_FRAMES / 2), 1000);
	for (int i = PLAYER_FADE_FRAMES; i < BUFFER; i++)
		cr_assert_eq(out[i], 0);
}

Test(voice_player, what_a_cut_generation_still_writes_is_refused)
{
	unsigned old = p->generation;
	int16_t s[8] = { 9, 9, 9, 9, 9, 9, 9, 9 };
	voice_player_cut(p);
	cr_assert_not(voice_player_write(p, old, s, 8));
	cr_assert_not(voice_player_mark(p, old, (struct voice_mark){ 0 }));
	voice_player_finish(p, old);
	cr_assert_not(p->finished);
	cr_assert_eq(p->written, 0);
}

Test(voice_player, words_change_when_they_are_heard_not_when_they_are_handed_over)
{
	struct voice_mark m;
	voice_player_mark(p, p->generation, (struct voice_mark){ 0, 0, 0, 0 });
	voice_player_mark(p, p->generation, (struct voice_mark){ 0, 0, 0, 5 });
	voice_player_mark(p, p->generation, (struct voice_mark){ 2205, 0, 6, 9 }); /* 100 ms later */
	write_tone(3 * 2205);
	cr_assert(voice_player_position(p, 1000, &m) && m.end == 0, "before the first sound: the whole piece");
	cr_assert_eq(voice_player_next_ms(p, 1000), -1);
	cr_assert(voice_player_pull(p, out, BUFFER, 1000), "a piece begins: tell");
	/* 512 frames are heard before ours: 23.2 ms */
	cr_assert_eq(voice_player_next_ms(p, 1000), 1024);
	cr_assert(voice_player_position(p, 1023, &m) && m.end == 0);
	cr_assert(voice_player_position(p, 1024, &m) && m.end == 5);
	cr_assert_eq(voice_player_next_ms(p, 1024), 1000 + 124);
	for (int i = 1; i < 8; i++)
		cr_assert_not(voice_player_pull(p, out, BUFFER, 1000 + i * 1000 * BUFFER / PLAYER_RATE));
	cr_assert(voice_player_position(p, 1120, &m) && m.start == 0);
	cr_assert(voice_player_position(p, 1128, &m) && m.start == 6 && m.end == 9);
}

Test(voice_player, an_underrun_holds_the_words_back)
{
	struct voice_mark m;
	voice_player_mark(p, p->generation, (struct voice_mark){ 0, 0, 0, 0 });
	voice_player_mark(p, p->generation, (struct voice_mark){ BUFFER, 0, 6, 9 });
	write_tone(BUFFER);
	voice_player_pull(p, out, BUFFER, 1000);
	voice_player_pull(p, out, BUFFER, 5000); /* nothing to give */
	write_tone(BUFFER);
	voice_player_pull(p, out, BUFFER, 6000);
	cr_assert(voice_player_position(p, 6010, &m));
	cr_assert_eq(m.end, 0);
	cr_assert(voice_player_position(p, 6024, &m));
	cr_assert_eq(m.end, 9);
}

Test(voice_player, the_end_is_told_once_the_last_sample_was_heard)
{
	struct voice_mark m;
	voice_player_mark(p, p->generation, (struct voice_mark){ 0, 0, 0, 5 });
	write_tone(BUFFER);
	voice_player_finish(p, p->generation);
	cr_assert_not(voice_player_pull(p, out, BUFFER, 1000));
	cr_assert(voice_player_position(p, 1010, &m));
	cr_assert(voice_player_pull(p, out, BUFFER, 1023));
	cr_assert_not(voice_player_position(p, 1024, &m));
	cr_assert_not(voice_player_pull(p, out, BUFFER, 1046), "once");
	cr_assert_eq(voice_player_next_ms(p, 1046), -1);
}

Test(voice_player, silence_when_there_is_nothing)
{
	memset(out, 1, sizeof out);
	cr_assert_not(voice_player_pull(p, out, BUFFER, 1000));
	cr_assert_eq(rms(out, BUFFER), 0);
}

/* ALSA's complaints go straight to descriptor 2. */
Test(voice_player, a_machine_without_a_card_is_told_once_by_us_and_not_by_alsa)
{
	glob_t cards;
	struct err e = { 0 };
	if (glob("/dev/snd/pcmC*D*p", 0, NULL, &cards) == 0)
		cr_skip_test("this machine has a sound card");
	unsetenv("SDL_AUDIODRIVER");
	setenv("PULSE_SERVER", "/nowhere", 1);
	setenv("PIPEWIRE_REMOTE", "nowhere", 1);
	char path[] = "/tmp/escale-stderr-XXXXXX";
	int file = mkstemp(path), real = dup(2);
	dup2(file, 2);
	bool opened = voice_player_open(p, &e);
	dup2(real, 2);
	cr_expect_not(opened);
	cr_expect_str_eq(e.text, "aucune carte son");
	cr_expect_eq(lseek(file, 0, SEEK_END), 0, "something was said on stderr");
	unlink(path);
	close(file);
	close(real);
	voice_player_close(p);
}
