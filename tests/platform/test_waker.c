/* Sleeping on descriptors. Real input devices are tried on the device (firmware-notes), not here. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

#include "platform/clock.h"
#include "platform/helpers/folder.h"
#include "platform/waker.h"

static struct waker waker;

static void open_waker(void)
{
	folder_make();
	cr_assert(waker_open(&waker, folder));
}

static void close_waker(void)
{
	waker_close(&waker);
	folder_remove();
}

TestSuite(waker, .init = open_waker, .fini = close_waker);

Test(waker, a_signal_before_or_during_sleep_wakes_once)
{
	waker_signal(&waker);
	waker_signal(&waker);
	cr_assert_eq(waker_wait(&waker, -1), WAKER_SIGNALLED);
	long long start = clock_ms();
	cr_assert_eq(waker_wait(&waker, start + 30), 0, "both were heard");
	cr_assert_geq(clock_ms(), start + 30);
}

Test(waker, time_that_has_passed_does_not_sleep)
{
	long long start = clock_ms();
	cr_assert_eq(waker_wait(&waker, start - 1000), 0);
	cr_assert_eq(waker_wait(&waker, 0), 0);
	cr_assert_leq(clock_ms() - start, 50);
}

Test(waker, devices_that_come_or_go_wake)
{
	close(open(in_folder("event3"), O_CREAT | O_WRONLY, 0600));
	cr_assert_eq(waker_wait(&waker, clock_ms() + 1000), WAKER_DEVICES);
	cr_assert_eq(waker.input_fds[3], -1, "a file is no input device");
	cr_assert_eq(unlink(in_folder("event3")), 0);
	cr_assert_eq(waker_wait(&waker, clock_ms() + 1000), WAKER_DEVICES);
	cr_assert_eq(waker_wait(&waker, clock_ms() + 20), 0);
}

Test(waker, a_readable_device_wakes_and_is_emptied)
{
	int ends[2];
	cr_assert_eq(pipe2(ends, O_NONBLOCK), 0);
	waker.input_fds[5] = ends[0];
	cr_assert_eq(write(ends[1], "touch", 5), 5);
	cr_assert_eq(waker_wait(&waker, -1), WAKER_INPUT);
	cr_assert_eq(waker_wait(&waker, clock_ms() + 20), 0);
	close(ends[1]); /* unplugged: said once, then let go */
	cr_assert_eq(waker_wait(&waker, -1), WAKER_INPUT);
	cr_assert_eq(waker.input_fds[5], -1);
	cr_assert_eq(waker_wait(&waker, clock_ms() + 20), 0);
}

Test(waker, no_folder_of_devices_is_no_trouble)
{
	struct waker other;
	cr_assert(waker_open(&other, "/nowhere"));
	waker_signal(&other);
	cr_assert_eq(waker_wait(&other, -1), WAKER_SIGNALLED);
	waker_close(&other);
	cr_assert(waker_open(&other, NULL));
	cr_assert_eq(waker_wait(&other, 0), 0);
	waker_close(&other);
}

Test(waker, what_its_owner_reads_wakes_until_it_is_read)
{
	int ends[2];
	char byte;
	cr_assert_eq(pipe2(ends, O_NONBLOCK), 0);
	waker.watched[1] = ends[0];
	cr_assert_eq(waker_wait(&waker, clock_ms() + 20), 0);
	cr_assert_eq(write(ends[1], "x", 1), 1);
	cr_assert_eq(waker_wait(&waker, -1), WAKER_WATCHED);
	cr_assert_eq(waker_wait(&waker, -1), WAKER_WATCHED);
	cr_assert_eq(read(ends[0], &byte, 1), 1);
	cr_assert_eq(waker_wait(&waker, clock_ms() + 20), 0);
	close(ends[0]);
	close(ends[1]);
}
