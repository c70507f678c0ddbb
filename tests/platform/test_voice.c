#include <SDL2/SDL.h>
#include <criterion/criterion.h>
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <glob.h>
#include <math.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/clock.h"
#include "platform/voice.h"
#include "platform/voice_player.h"
#include "session/session.h"

/* The whole chain with SDL's "disk" driver, which writes what a loudspeaker would get into a file at its real pace
 * (SDL_DISKAUDIODELAY shortens it). */

static char dir[] = "/tmp/escale-voice-XXXXXX", capture[64], log_file[64];
static atomic_int wakes;
static int real_stderr;

/* SDL's own function is found behind this one: every buffer that the device pulls is timed. (The file itself tells no
 * times: it is written 4 KiB at once.) */
static SDL_AudioCallback pulled;
static _Atomic long long first_loud_ms, last_loud_ms;

static void SDLCALL timed(void *userdata, Uint8 *stream, int bytes)
{
	pulled(userdata, stream, bytes);
	const int16_t *s = (const int16_t *)(const void *)stream;
	for (int i = 0; i < bytes / 2; i++) {
		if (abs(s[i]) <= 50)
			continue;
		long long now = clock_ms();
		if (!first_loud_ms)
			first_loud_ms = now;
		last_loud_ms = now;
		return;
	}
}

SDL_AudioDeviceID SDLCALL SDL_OpenAudioDevice(const char *device, int capturing, const SDL_AudioSpec *want,
					      SDL_AudioSpec *got, int changes)
{
	SDL_AudioDeviceID (*real)(const char *, int, const SDL_AudioSpec *, SDL_AudioSpec *, int);
	void *symbol = dlsym(RTLD_NEXT, "SDL_OpenAudioDevice");
	memcpy(&real, &symbol, sizeof real);
	SDL_AudioSpec spied = *want;
	pulled = want->callback;
	spied.callback = timed;
	return real(device, capturing, &spied, got, changes);
}

/* Where the player looks for sound cards: found behind this one, too. */
static bool sound_card, card_is_open = true; /* false: udev has not given it to the audio group yet */

int glob(const char *pattern, int flags, int (*failed)(const char *, int), glob_t *out)
{
	static char *open_card[] = { "/dev/null" }, *closed_card[] = { "/nowhere/pcmC0D0p" };
	*out = (glob_t){ .gl_pathc = sound_card, .gl_pathv = card_is_open ? open_card : closed_card };
	(void)pattern, (void)flags, (void)failed;
	return sound_card ? 0 : GLOB_NOMATCH;
}

void globfree(glob_t *out)
{
	(void)out;
}

static void wake(void *context)
{
	(void)context;
	atomic_fetch_add(&wakes, 1);
}

static void begin(void)
{
	cr_assert(mkdtemp(dir) != NULL);
	snprintf(capture, sizeof capture, "%s/sound", dir);
	snprintf(log_file, sizeof log_file, "%s/log", dir);
	setenv("SDL_AUDIODRIVER", "disk", 1);
	setenv("SDL_DISKAUDIOFILE", capture, 1);
	real_stderr = dup(2);
	int fd = open(log_file, O_CREAT | O_WRONLY | O_APPEND, 0600);
	dup2(fd, 2);
	close(fd);
}

static void end(void)
{
	dup2(real_stderr, 2);
	unlink(capture);
	unlink(log_file);
	rmdir(dir);
}

TestSuite(voice, .init = begin, .fini = end, .timeout = 60);

static void nap(int ms)
{
	poll(NULL, 0, ms);
}

/* What was captured so far; free it. */
static int16_t *captured(long *frames)
{
	struct stat st;
	*frames = 0;
	int fd = open(capture, O_RDONLY);
	if (fd < 0)
		return NULL;
	fstat(fd, &st);
	int16_t *s = malloc((size_t)st.st_size + 2);
	ssize_t n = read(fd, s, (size_t)st.st_size);
	close(fd);
	*frames = n > 0 ? n / 2 : 0;
	return s;
}

static bool heard_something(long from)
{
	long n;
	int16_t *s = captured(&n);
	bool loud = false;
	for (long i = from; i < n; i++)
		loud |= abs(s[i]) > 50;
	free(s);
	return loud;
}

static int log_lines(const char *with)
{
	char line[512];
	int count = 0;
	FILE *f = fopen(log_file, "r");
	while (f && fgets(line, sizeof line, f))
		count += strstr(line, "escale:") && strstr(line, with);
	if (f)
		fclose(f);
	return count;
}

static bool speaking(struct voice *v)
{
	int piece, start, stop;
	return voice_position(v, &piece, &start, &stop);
}

static void wait_for_the_end(struct voice *v)
{
	while (speaking(v))
		nap(5);
}

static void say(struct voice *v, const char *text)
{
	voice_say(v, &(struct voice_piece){ text, LANG_FR, NULL }, 1);
}

/* What is pulled is heard when the device's other buffer is through. */
enum { DEVICE_MS = 1 + 1000 * PLAYER_DEVICE_FRAMES / PLAYER_RATE };

Test(voice, sound_starts_within_300_ms_and_stops_within_50)
{
	struct voice *v = voice_open("assets/voice", wake, NULL);
	long long start = clock_ms();
	say(v, "Bonjour. Je lis cette page pour vous, sans me presser, jusqu’à la fin.");
	cr_assert_leq(clock_ms() - start, 20, "saying does not wait for the library");
	nap(700);
	cr_assert_gt(first_loud_ms, 0);
	cr_assert_leq(first_loud_ms + DEVICE_MS - start, 300, "%lld ms", first_loud_ms + DEVICE_MS - start);

	cr_assert_leq(clock_ms() - last_loud_ms, 200, "it speaks");
	voice_stop(v);
	long long stopped = clock_ms();
	cr_assert_not(speaking(v));
	nap(300);
	/* a last pull may be the fade of 3 ms, at the beginning of its buffer */
	cr_assert_leq(last_loud_ms + DEVICE_MS + 3 - stopped, 50, "%lld ms", last_loud_ms + DEVICE_MS + 3 - stopped);
	voice_close(v);
	cr_assert(heard_something(0));
}

Test(voice, a_new_text_cuts_the_old_one)
{
	struct voice *v = voice_open("assets/voice", wake, NULL);
	say(v, "Un texte bien trop long que personne ne veut entendre jusqu’au bout, vraiment personne.");
	nap(500);
	long long start = clock_ms();
	say(v, "Oui.");
	wait_for_the_end(v);
	cr_assert_leq(clock_ms() - start, 1500);
	voice_close(v);
}

Test(voice, pieces_are_said_in_order_with_a_pause_and_their_words_lit)
{
	const struct voice_piece pieces[] = { { "Écoutez\u202f: n°\u00a05.", LANG_FR, NULL },
					      { "اضغط على الزر", LANG_AR, NULL },
					      { "", LANG_FR, NULL },
					      { "Слухайте.", LANG_UK, NULL } };
	char lit[400] = "";
	int last_piece = -1, last_start = -1, piece, start, stop;
	struct voice *v = voice_open("assets/voice", wake, NULL);
	voice_say(v, pieces, 4);
	while (voice_position(v, &piece, &start, &stop)) {
		if (stop && (piece != last_piece || start != last_start)) {
			cr_assert_geq(piece, last_piece);
			snprintf(lit + strlen(lit), sizeof lit - strlen(lit), "%d:%.*s ", piece, stop - start,
				 pieces[piece].text + start);
			last_piece = piece;
			last_start = start;
		}
		long long next = voice_next_ms(v);
		cr_assert(next == -1 || (next > clock_ms() - 5 && next < clock_ms() + 5000));
		nap(3);
	}
	cr_assert_str_eq(lit, "0:Écoutez 0:n° 0:5 1:اضغط 1:على 1:الزر 3:Слухайте ");
	cr_assert_geq(atomic_load(&wakes), 5, "each piece and the end");
	voice_close(v);

	/* Between the first and the second piece: 250 ms without a sound. */
	long n, silence = 0, longest = 0;
	int16_t *s = captured(&n);
	bool begun = false;
	for (long i = 0; i < n; i++) {
		silence = abs(s[i]) > 50 ? 0 : silence + 1;
		begun |= silence == 0;
		if (begun && silence > longest && silence < PLAYER_RATE)
			longest = silence;
	}
	free(s);
	cr_assert_geq(longest, PLAYER_RATE / 4);
}

Test(voice, volume_is_measured_in_what_is_heard_and_nothing_clips)
{
	double db[VOLUME_STEPS + 1];
	setenv("SDL_DISKAUDIODELAY", "2", 1);
	for (int step = 0; step <= VOLUME_STEPS; step++) {
		struct voice *v = voice_open("assets/voice", wake, NULL);
		long n, loud = 0;
		double sum = 0;
		voice_volume(v, step);
		say(v, "Слухайте. Voilà, à tout à l’heure, papa aura un bateau.");
		wait_for_the_end(v);
		voice_close(v);
		int16_t *s = captured(&n);
		int peak = 0;
		for (long i = 0; i < n; i++) {
			peak = abs(s[i]) > peak ? abs(s[i]) : peak;
			sum += (double)s[i] * s[i];
			loud += s[i] != 0;
		}
		free(s);
		cr_assert_lt(peak, 32767, "clipped");
		cr_assert_gt(peak, 100);
		db[step] = 10 * log10(sum / (double)loud);
	}
	cr_assert_geq(db[VOLUME_STEPS] - db[0], 18, "%.1f dB", db[VOLUME_STEPS] - db[0]);
	cr_assert_float_eq(db[1] - db[0], 12, 1, "%.1f dB", db[1] - db[0]);
	for (int i = 2; i <= VOLUME_STEPS; i++)
		cr_assert_gt(db[i], db[i - 1] + 2);
}

Test(voice, without_a_device_everything_else_goes_on)
{
	setenv("SDL_AUDIODRIVER", "nonexistent", 1);
	struct voice *v = voice_open("assets/voice", wake, NULL);
	cr_assert(voice_available(v), "not known yet");
	for (int i = 0; i < 3; i++) {
		say(v, "Bonjour");
		wait_for_the_end(v);
		nap(30);
	}
	cr_assert_not(voice_available(v));
	cr_assert_eq(log_lines("pas de voix"), 1);
	cr_assert_geq(atomic_load(&wakes), 1, "the loop is told");

	setenv("SDL_AUDIODRIVER", "disk", 1); /* headphones are plugged in */
	say(v, "Bonjour");
	wait_for_the_end(v);
	cr_assert(voice_available(v));
	cr_assert(heard_something(0));
	voice_close(v);
}

Test(voice, without_a_card_alsa_is_not_even_asked)
{
	char line[512];
	int lines = 0;
	setenv("SDL_AUDIODRIVER", "alsa", 1);
	struct voice *v = voice_open("assets/voice", wake, NULL);
	say(v, "Bonjour");
	wait_for_the_end(v);
	voice_close(v);
	cr_assert_eq(log_lines("aucune carte son"), 1);
	for (FILE *f = fopen(log_file, "r"); f && fgets(line, sizeof line, f);)
		lines++;
	cr_assert_eq(lines, 1, "ALSA said %d lines more", lines - 1);
}

Test(voice, headphones_that_come_later_are_found_before_the_first_word)
{
	setenv("SDL_AUDIODRIVER", "nonexistent", 1);
	struct voice *v = voice_open("assets/voice", wake, NULL);
	voice_prepare(v);
	for (int i = 0; i < 200 && voice_available(v); i++)
		nap(10);
	cr_assert_not(voice_available(v));

	setenv("SDL_AUDIODRIVER", "disk", 1);
	sound_card = false;
	voice_look(v);
	nap(300);
	cr_assert_not(voice_available(v), "where no card has come, nothing is tried");
	sound_card = true;
	card_is_open = false;
	voice_look(v);
	nap(300);
	cr_assert_not(voice_available(v), "nor one that nobody else may use yet");
	card_is_open = true;
	int before = atomic_load(&wakes);
	voice_look(v);
	for (int i = 0; i < 200 && !voice_available(v); i++)
		nap(10);
	cr_assert(voice_available(v));
	cr_assert_gt(atomic_load(&wakes), before, "the loop is told");
	cr_assert_not(speaking(v));
	cr_assert_not(heard_something(0));
	voice_close(v);
}

Test(voice, a_device_that_fails_later_is_told_once)
{
	setenv("SDL_DISKAUDIOFILE", "/dev/full", 1);
	struct voice *v = voice_open("assets/voice", wake, NULL);
	say(v, "Bonjour à tout le monde");
	wait_for_the_end(v);
	for (int i = 0; i < 100 && voice_available(v); i++)
		nap(10);
	cr_assert_not(voice_available(v));
	cr_assert_eq(log_lines("pas de voix"), 1);
	voice_close(v);
}

Test(voice, preparing_makes_availability_known_without_a_sound)
{
	struct voice *v = voice_open("assets/voice", wake, NULL);
	voice_prepare(v);
	nap(300);
	cr_assert(voice_available(v));
	cr_assert_not(speaking(v));
	cr_assert_not(heard_something(0));
	voice_close(v);
}

/* Voluntary switches of all threads but this one: each is a wake-up. */
static long wakeups(int *threads)
{
	DIR *d = opendir("/proc/self/task");
	long sum = 0;
	*threads = 0;
	for (struct dirent *t; (t = readdir(d));) {
		char path[300], line[200];
		if (t->d_name[0] == '.' || atoi(t->d_name) == getpid())
			continue;
		++*threads;
		snprintf(path, sizeof path, "/proc/self/task/%s/status", t->d_name);
		FILE *f = fopen(path, "r");
		while (f && fgets(line, sizeof line, f))
			if (!strncmp(line, "voluntary_ctxt_switches:", 24))
				sum += atol(line + 24);
		if (f)
			fclose(f);
	}
	closedir(d);
	return sum;
}

Test(voice, silence_wakes_nobody)
{
	int others, threads; /* the test framework and the sanitizer have threads too */
	wakeups(&others);
	struct voice *v = voice_open("assets/voice", wake, NULL);
	wakeups(&threads);
	cr_assert_eq(threads, others, "no thread before the first word");
	say(v, "Oui");
	nap(100);
	long before = wakeups(&threads);
	nap(200);
	cr_assert_gt(wakeups(&threads), before, "while it speaks, the device pulls: this test can fail");
	wait_for_the_end(v);
	nap(3500); /* the device is closed after 3 s */
	before = wakeups(&threads);
	nap(1000);
	cr_assert_eq(wakeups(&threads), before);
	cr_assert_leq(threads - others, 2, "only our worker and espeak-ng's, both asleep, are left");
	say(v, "Encore");
	wait_for_the_end(v);
	cr_assert(heard_something(0));
	voice_close(v);
}

Test(voice, stopping_saying_and_closing_in_any_order_is_safe)
{
	setenv("SDL_DISKAUDIODELAY", "1", 1);
	for (int i = 0; i < 8; i++) {
		struct voice *v = voice_open(i % 2 ? "assets/voice" : "/nonexistent", wake, NULL);
		voice_stop(v);
		voice_prepare(v);
		for (int j = 0; j < 12; j++) {
			say(v, j % 3 ? "Une phrase, puis une autre ; et encore une autre." : "Oui");
			nap((i * 7 + j * 5) % 23);
			if (j % 4 == 1)
				voice_stop(v);
			voice_volume(v, j % (VOLUME_STEPS + 3) - 1);
		}
		voice_say(v, NULL, 0);
		cr_assert_not(speaking(v));
		voice_say(v, &(struct voice_piece){ NULL, LANG_COUNT, NULL }, 1);
		voice_close(v);
	}
	voice_close(NULL);
}
