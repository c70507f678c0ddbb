#include "app/camera_vote.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/arena.h"
#include "platform/clock.h"

struct camera_vote {
	struct camera_vote_options o;
	pthread_t thread;
	bool running;
	int stop_fd;

	/* the thread's own */
	struct ballots *ballots;
	struct camera *camera; /* NULL: none now */
	int coming_fd, asked;  /* which restart the ballots know of */
	long long seen_ms;     /* the last picture */

	pthread_mutex_t lock; /* of what follows */
	int restarts;
	bool has_camera;
	struct err why;
	struct ballot_counts counts;
};

/* ---- what the loop sees ---- */

static bool same_counts(const struct ballot_counts *a, const struct ballot_counts *b)
{
	return memcmp(a, b, sizeof *a) == 0; /* ints only: no holes */
}

/* counts NULL: they stay. */
static void tell(struct camera_vote *v, bool has_camera, const struct err *why, const struct ballot_counts *counts)
{
	pthread_mutex_lock(&v->lock);
	bool news = v->has_camera != has_camera || v->why.code != why->code;
	v->has_camera = has_camera;
	v->why = *why;
	if (counts && v->asked == v->restarts && !same_counts(counts, &v->counts)) {
		v->counts = *counts;
		news = true;
	}
	pthread_mutex_unlock(&v->lock);
	if (news)
		v->o.wake(v->o.context);
}

bool camera_vote_look(struct camera_vote *v, struct ballot_counts *out, struct err *why)
{
	pthread_mutex_lock(&v->lock);
	bool has_camera = v->has_camera;
	*out = v->counts;
	if (why)
		*why = v->why;
	pthread_mutex_unlock(&v->lock);
	return has_camera;
}

void camera_vote_restart(struct camera_vote *v)
{
	pthread_mutex_lock(&v->lock);
	v->restarts++;
	v->counts = (struct ballot_counts){ 0 };
	pthread_mutex_unlock(&v->lock);
}

/* ---- the thread ---- */

/* Pictures that wait in the camera are of before the question too: they are let go. */
static void follow_restart(struct camera_vote *v)
{
	struct camera_frame old;
	pthread_mutex_lock(&v->lock);
	bool again = v->asked != v->restarts;
	v->asked = v->restarts;
	pthread_mutex_unlock(&v->lock);
	if (!again)
		return;
	ballots_restart(v->ballots);
	if (v->camera)
		camera_take(v->camera, &old);
}

static void find_camera(struct camera_vote *v)
{
	struct err why = { 0 };
	bool found = camera_open(&v->camera, v->o.devices, v->o.calls, &why);
	v->seen_ms = clock_ms();
	tell(v, found, &why, NULL);
}

static void lose_camera(struct camera_vote *v)
{
	struct err why = { 0 };
	camera_close(v->camera);
	v->camera = NULL;
	err_set(&why, ERR_IO, "La caméra ne répond plus. Rebranchez-la.");
	tell(v, false, &why, NULL);
}

static void read_picture(struct camera_vote *v)
{
	struct camera_frame f;
	struct ballot_counts counts;
	enum camera_news news = camera_take(v->camera, &f);
	if (news == CAMERA_GONE || (news == CAMERA_NOTHING && clock_ms() - v->seen_ms > CAMERA_VOTE_SILENT_MS)) {
		lose_camera(v);
	} else if (news == CAMERA_FRAME) {
		v->seen_ms = clock_ms();
		ballots_read(v->ballots, f.gray, f.width, f.height, f.width, &counts);
		tell(v, true, &(struct err){ 0 }, &counts);
	}
}

/* Sleep at most so long, or until fd can be read. False: told to stop. */
static bool rest(struct camera_vote *v, int fd, int most_ms)
{
	struct pollfd fds[] = { { v->stop_fd, POLLIN, 0 }, { fd, POLLIN, 0 } }; /* -1 is ignored by poll(2) */
	return poll(fds, 2, most_ms) < 0 || !fds[0].revents;
}

/* One picture at most each CAMERA_VOTE_PERIOD_MS: between two the camera is not even listened to. Without a camera: until a device
 * comes; one that is there and refuses is asked again now and then. */
static void *run(void *argument)
{
	struct camera_vote *v = argument;
	for (bool go = true; go;) {
		follow_restart(v);
		if (!v->camera) {
			find_camera(v);
			if (!v->camera) {
				bool none = v->why.code == ERR_MISSING && v->coming_fd >= 0; /* why: only this thread writes it */
				go = rest(v, v->coming_fd, none ? -1 : CAMERA_VOTE_RETRY_MS);
				camera_coming_read(v->coming_fd);
			}
			continue;
		}
		go = rest(v, camera_fd(v->camera), CAMERA_VOTE_SILENT_MS + 1);
		if (!go)
			break;
		long long begun_ms = clock_ms();
		follow_restart(v);
		read_picture(v);
		long long left_ms = CAMERA_VOTE_PERIOD_MS - (clock_ms() - begun_ms);
		if (!v->camera)
			left_ms = CAMERA_VOTE_RETRY_MS; /* a bus that fails is not asked without end */
		go = rest(v, v->camera ? -1 : v->coming_fd, left_ms > 0 ? (int)left_ms : 0);
	}
	return NULL;
}

/* ---- start and stop ---- */

static bool start_thread(struct camera_vote *v, struct err *e)
{
	sigset_t all, old;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old); /* signals are for the main thread: it sleeps in a poll of its own */
	int failed = pthread_create(&v->thread, NULL, run, v);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	v->running = !failed;
	return !failed || err_set(e, ERR_IO, "camera thread: %s", strerror(failed));
}

bool camera_vote_start(struct camera_vote **out, const struct camera_vote_options *o, struct err *e)
{
	*out = NULL;
	struct camera_vote *v = xmalloc(sizeof *v);
	*v = (struct camera_vote){ .o = *o, .coming_fd = -1, .why = { .code = ERR_MISSING } };
	if (!v->o.devices)
		v->o.devices = "/dev";
	pthread_mutex_init(&v->lock, NULL);
	v->stop_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	v->coming_fd = camera_coming(v->o.devices);
	if (v->stop_fd < 0)
		err_errno(e, "camera thread");
	if (v->stop_fd < 0 || !ballots_open(&v->ballots, o->cards, e) || !start_thread(v, e)) {
		camera_vote_stop(v);
		return false;
	}
	*out = v;
	return true;
}

void camera_vote_stop(struct camera_vote *v)
{
	if (!v)
		return;
	if (v->running) {
		(void)!write(v->stop_fd, &(uint64_t){ 1 }, sizeof(uint64_t));
		pthread_join(v->thread, NULL);
	}
	camera_close(v->camera);
	ballots_close(v->ballots);
	if (v->coming_fd >= 0)
		close(v->coming_fd);
	if (v->stop_fd >= 0)
		close(v->stop_fd);
	pthread_mutex_destroy(&v->lock);
	explicit_bzero(v, sizeof *v);
	free(v);
}
