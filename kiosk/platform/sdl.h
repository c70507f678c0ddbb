/* What sdl.c and sdl_events.c share; nobody else includes it. */
#ifndef ESCALE_PLATFORM_SDL_H
#define ESCALE_PLATFORM_SDL_H

#include "platform/window_private.h"

bool sdl_events_open(struct window *, struct err *e);
void sdl_events_close(struct window *);
bool sdl_events_take(struct window *, struct event *out);
void sdl_events_sleep(struct window *, long long deadline_ms, long long now_ms);
void sdl_events_wake(struct window *, int code);

#endif
