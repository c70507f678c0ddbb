/* A vote from the camera to the counts, with a camera that is not there. */
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "app/camera_vote.h"
#include "helpers/card_scene.h"
#include "helpers/fake_camera.h"
#include "platform/clock.h"

enum { LONG_MS = 8000 /* never waited for unless something is wrong; sanitizers are slow */ };

static struct camera_vote *vote;
static struct ballot_counts counts;
static struct err why;
static int woken_fd;
static uint8_t *picture;

static void wake(void *context)
{
	(void)context;
	(void)!write(woken_fd, &(uint64_t){ 1 }, 8);
}

static void start(void)
{
	struct camera_vote_options o = { .cards = SCENE_CARDS, .devices = "/tmp", .calls = &fake_calls, .wake = wake };
	cr_assert(camera_vote_start(&vote, &o, NULL));
}

static void plug(void)
{
	picture = malloc(640 * 480);
	woken_fd = eventfd(0, EFD_NONBLOCK);
	fake_camera_plug();
}

static void stop(void)
{
	camera_vote_stop(vote);
	cr_assert(fake_camera.opened == fake_camera.closed && fake_camera.mapped == 0);
	cr_assert_eq(fake_camera.unwiped, 0, "a picture was left");
	cr_assert_eq(fake_camera.faults, 0);
	close(woken_fd);
	free(picture);
}

TestSuite(camera_vote, .init = plug, .fini = stop);

/* Sleep until the vote wakes us; false: it does not. */
static bool woken(int most_ms)
{
	uint64_t n;
	return poll(&(struct pollfd){ woken_fd, POLLIN, 0 }, 1, most_ms) == 1 && read(woken_fd, &n, 8) == 8;
}

static bool has_camera(void)
{
	return camera_vote_look(vote, &counts, &why);
}

static void wait_for_camera(bool there)
{
	while (has_camera() != there)
		cr_assert(woken(LONG_MS), "nothing is told");
}

/* Show a picture until so many cards are counted. */
static void show_until(int seen)
{
	long long until = clock_ms() + LONG_MS;
	while (has_camera(), counts.seen != seen) {
		cr_assert_lt(clock_ms(), until, "%d cards of %d", counts.seen, seen);
		fake_camera_shoot(picture);
		woken(CAMERA_VOTE_PERIOD_MS / 2);
	}
}

Test(camera_vote, a_room_is_counted_and_forgotten)
{
	struct card_scene s = scene_good(640, 2, 14, 21);
	int truth[BALLOTS_ANSWERS] = { 0 };
	for (int card = 1; card <= SCENE_CARDS; card++)
		truth[scene_answer(&s, card)]++;
	start();
	wait_for_camera(true);
	scene_draw(&s, 0, picture);
	show_until(SCENE_CARDS);
	for (int i = 0; i < BALLOTS_ANSWERS; i++)
		cr_assert_eq(counts.answer[i], truth[i]);
	camera_vote_restart(vote);
	has_camera();
	cr_assert_eq(counts.seen, 0);
	scene_draw_one(picture, 640, 480, 4, 0, 10);
	show_until(1);
	cr_assert_eq(counts.answer[0], 1);
}

Test(camera_vote, what_does_not_change_wakes_nobody)
{
	start();
	wait_for_camera(true);
	scene_draw_one(picture, 640, 480, 4, 0, 10);
	show_until(1);
	while (woken(0))
		;
	for (int i = 0; i < 4; i++) {
		fake_camera_shoot(picture);
		cr_assert_not(woken(CAMERA_VOTE_PERIOD_MS));
	}
}

Test(camera_vote, pictures_of_before_the_question_do_not_count)
{
	start();
	wait_for_camera(true);
	scene_draw_one(picture, 640, 480, 4, 0, 10);
	show_until(1);
	fake_camera_shoot(picture); /* waits in the camera */
	camera_vote_restart(vote);
	cr_assert_not(woken(3 * CAMERA_VOTE_PERIOD_MS));
	has_camera();
	cr_assert_eq(counts.seen, 0);
}

Test(camera_vote, a_camera_that_is_pulled_out_is_told_and_the_counts_stay)
{
	start();
	wait_for_camera(true);
	scene_draw_one(picture, 640, 480, 4, 0, 10);
	show_until(1);
	fake_camera_unplug();
	wait_for_camera(false);
	cr_assert_neq(why.code, ERR_NONE);
	cr_assert(counts.seen == 1 && counts.answer[0] == 1);
}

Test(camera_vote, one_that_refuses_is_asked_again)
{
	fake_camera.open_errno = EBUSY;
	start();
	while (has_camera(), why.code != ERR_IO)
		cr_assert(woken(LONG_MS));
	fake_camera.open_errno = 0;
	wait_for_camera(true);
}

Test(camera_vote, one_that_comes_later_is_found)
{
	char dir[] = "/tmp/escale-dev-XXXXXX", node[64];
	cr_assert(mkdtemp(dir));
	fake_camera.node = -1;
	struct camera_vote_options o = { .cards = SCENE_CARDS, .devices = dir, .calls = &fake_calls, .wake = wake };
	cr_assert(camera_vote_start(&vote, &o, NULL));
	cr_assert_not(woken(100), "it was said from the start that there is none");
	cr_assert_not(has_camera());
	cr_assert_eq(why.code, ERR_MISSING);
	fake_camera.node = 0;
	snprintf(node, sizeof node, "%s/video0", dir);
	close(open(node, O_CREAT | O_WRONLY, 0600));
	wait_for_camera(true);
	unlink(node);
	rmdir(dir);
}

Test(camera_vote, cards_out_of_bounds_are_refused)
{
	struct camera_vote_options o = { .cards = 0, .calls = &fake_calls, .wake = wake };
	struct err e = { 0 };
	cr_assert_not(camera_vote_start(&vote, &o, &e));
	cr_assert_eq(e.code, ERR_USAGE);
}
