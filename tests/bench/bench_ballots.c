/* Voting cards: how many of thirty are read, and wrongly, at each distance, in good and poor light, by two cameras, small cards
 * (four a page) and large ones (two); milliseconds and memory of a picture. Rates are of three rooms after half a second (five
 * pictures); a goal stands where the page for conseillers promises something. */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "ballots/internal.h"
#include "base/arena.h"
#include "bench/helpers/figures.h"
#include "helpers/card_scene.h"

enum { ROOMS = 3, FRAMES = 5, NEAR = 2, FAR = 6, TIMES = ROOMS * FRAMES };

struct score {
	int right, wrong, first; /* first: right in the first picture alone */
	double ms[TIMES];
};

/* Of this process: others use the machine too. */
static double cpu_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void count(const struct card_scene *s, struct score *out, int room)
{
	struct sight sights[BALLOTS_CARDS_MAX];
	struct ballots *b;
	struct box box;
	uint8_t *gray = xmalloc((size_t)(s->width * s->height));
	if (!ballots_open(&b, BALLOTS_CARDS_MAX, NULL))
		bench_fail("the reader of cards does not open");
	box_empty(&box);
	for (int frame = 0; frame < FRAMES; frame++) {
		scene_draw(s, frame, gray);
		double from = cpu_ms();
		int n = ballots_look(b, gray, s->width, s->height, s->width, sights);
		out->ms[room * FRAMES + frame] = cpu_ms() - from;
		box_add(&box, sights, n);
		for (int i = 0; i < n && frame == 0; i++)
			out->first += sights[i].card <= SCENE_CARDS && sights[i].answer == scene_answer(s, sights[i].card);
	}
	for (int card = 1; card <= BALLOTS_CARDS_MAX; card++) {
		int answer = box.cards[card].answer;
		bool right = card <= SCENE_CARDS && answer == scene_answer(s, card);
		out->right += right;
		out->wrong += !right && answer != ANSWER_NONE;
	}
	ballots_close(b);
	free(gray);
}

struct stage {
	bool poor;
	int width;
	double module_mm;
	const char *name;
	int promised_m; /* content/conseiller.md and the printed page; 0: nothing */
};

static const struct stage stages[] = {
	{ false, 1280, 14, "good light, 1280 px, large cards", 6 }, { false, 1280, 9, "good light, 1280 px, small cards", 5 },
	{ false, 640, 14, "good light, 640 px, large cards", 3 },   { false, 640, 9, "good light, 640 px, small cards", 2 },
	{ true, 1280, 14, "poor light, 1280 px, large cards", 4 },  { true, 1280, 9, "poor light, 1280 px, small cards", 2 },
	{ true, 640, 14, "poor light, 640 px, large cards", 0 },    { true, 640, 9, "poor light, 640 px, small cards", 0 },
};

static int wrong_in_all, first_in_all, right_in_all;
static double wide_ms[TIMES * (FAR - NEAR + 1)], narrow_ms[TIMES * (FAR - NEAR + 1)];

static void measure(const struct stage *t, double *ms)
{
	for (int metres = NEAR; metres <= FAR; metres++) {
		struct score s = { 0 };
		char name[100];
		for (int room = 0; room < ROOMS; room++) {
			unsigned seed = (unsigned)(metres * 10 + room);
			struct card_scene scene = (t->poor ? scene_poor : scene_good)(t->width, metres, t->module_mm, seed);
			count(&scene, &s, room);
		}
		for (int i = 0; ms && i < TIMES; i++)
			ms[(metres - NEAR) * TIMES + i] = s.ms[i];
		snprintf(name, sizeof name, "cards read, %s, %d m", t->name, metres);
		figure(name, 100.0 * s.right / (ROOMS * SCENE_CARDS), "%", metres > t->promised_m ? NULL : t->poor ? ">=85" : ">=95");
		wrong_in_all += s.wrong;
		first_in_all += s.first;
		right_in_all += s.right;
	}
}

/* What is taken while a picture is looked at: a probe beside it sees the most that was ever handed out. */
static void memory(int width, const char *name)
{
	struct sight sights[BALLOTS_CARDS_MAX];
	struct ballots *b;
	struct card_scene s = scene_poor(width, 3, 9, 1);
	uint8_t *gray = xmalloc((size_t)(s.width * s.height));
	scene_draw(&s, 0, gray);
	malloc_trim(0);
	FILE *f = fopen("/proc/self/clear_refs", "w"); /* the most so far is forgotten */
	if (f && fputs("5", f) >= 0 && fclose(f) == 0) {
		long before = 0, most = 0, kb;
		char line[200];
		for (int pass = 0; pass < 2; pass++) {
			if (pass == 1 && ballots_open(&b, BALLOTS_CARDS_MAX, NULL))
				ballots_look(b, gray, s.width, s.height, s.width, sights);
			f = fopen("/proc/self/status", "r");
			while (f && fgets(line, sizeof line, f)) {
				if (pass == 0 && sscanf(line, "VmRSS: %ld", &kb) == 1)
					before = kb;
				if (pass == 1 && sscanf(line, "VmHWM: %ld", &kb) == 1)
					most = kb;
			}
			if (f)
				fclose(f);
		}
		ballots_close(b);
		figure(name, (double)(most - before) / 1e3, "MB", "<=30");
	}
	free(gray);
}

int main(void)
{
	memory(640, "cards: memory while a picture of 640 x 480 is read");
	memory(1280, "cards: memory while a picture of 1280 x 720 is read");
	for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
		measure(&stages[i], i == 0 ? wide_ms : i == 2 ? narrow_ms : NULL);
	figure("cards read in the first picture, of those read in half a second", 100.0 * first_in_all / right_in_all, "%", NULL);
	figure("cards read wrongly, in all of these", wrong_in_all, "", "<=0");
	enum { N = TIMES * (FAR - NEAR + 1) };
	figure("cards: processor for a picture of 640 x 480, median", quantile(narrow_ms, N, 0.5), "ms", "<=20");
	figure("cards: processor for a picture of 1280 x 720, median", quantile(wide_ms, N, 0.5), "ms", "<=60");
	figure("cards: processor for a picture of 1280 x 720, p95", quantile(wide_ms, N, 0.95), "ms", NULL);
	return 0;
}
