/* A window that says what happens to it, one line an event, for tests/platform/xvfb.sh.
 *   tool_window [--kiosk] SECONDS     end after so long without an event, saying what the last wait has cost */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "platform/clock.h"
#include "platform/window.h"

static void say(const struct event *e)
{
	static const char *const inputs[] = { "none", "press", "release", "cancel", "key" };
	switch (e->kind) {
	case EVENT_INPUT:
		if (e->input.kind == INPUT_KEY)
			printf("key %d\n", e->input.key);
		else
			printf("%s %d %d\n", inputs[e->input.kind], e->input.x, e->input.y);
		break;
	case EVENT_REDRAW: puts("redraw"); break;
	case EVENT_QUIT: puts("quit"); break;
	case EVENT_WAKE: printf("wake %d\n", e->wake_code); break;
	case EVENT_NONE: break;
	}
}

static long switches(long *cpu_us)
{
	struct rusage r;
	getrusage(RUSAGE_SELF, &r);
	*cpu_us = (r.ru_utime.tv_sec + r.ru_stime.tv_sec) * 1000000 + r.ru_utime.tv_usec + r.ru_stime.tv_usec;
	return r.ru_nvcsw;
}

int main(int argc, char **argv)
{
	struct window *w;
	struct err e = { 0 };
	struct arena arena = { 0 };
	struct scene s;
	struct ui_state ui = { .focus = -1, .spoken = -1 };
	bool kiosk = argc > 2 && strcmp(argv[1], "--kiosk") == 0;
	struct window_options o = { .title = "Escale", .kiosk = kiosk, .fullscreen = kiosk, .assets = "assets", .content = "content" };
	long long patience_ms = 1000 * atoi(argv[argc - 1]);
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (!panel_parse(&o.panel, "7", &e) || !window_open(&w, &o, &e)) {
		puts(e.text);
		return 3;
	}
	const struct panel *p = window_panel(w);
	scene_begin(&s, &arena, p->width_px, p->height_px);
	scene_item(&s, ITEM_BOX, (struct rect){ 100, 100, 200, 100 })->ink = INK_ACTION;
	if (!window_draw(w, &s, &ui))
		return 4;
	printf("open %d %d\n", p->width_px, p->height_px);
	struct event event;
	long cpu_before, cpu, before = switches(&cpu_before);
	while (window_wait(w, clock_ms() + patience_ms, &event)) {
		say(&event);
		if (event.kind == EVENT_QUIT)
			break;
		before = switches(&cpu_before);
	}
	printf("switches %ld\n", switches(&cpu) - before);
	printf("cpu_us %ld\n", cpu - cpu_before);
	window_close(w);
	arena_drop(&arena);
	return 0;
}
