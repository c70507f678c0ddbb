/* The camera against a driver that is not there: what it is asked, what it may answer, how it may fail. */
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "helpers/fake_camera.h"
#include "platform/camera.h"
#include "platform/helpers/folder.h"

static struct camera *camera;
static struct camera_frame frame;
static struct err e;
static uint8_t *picture;

static void plug(void)
{
	fake_camera_plug();
	e = (struct err){ 0 };
	picture = malloc(1280 * 720);
	for (int i = 0; i < 1280 * 720; i++)
		picture[i] = (uint8_t)(i * 7 + i / 640);
}

/* Whatever happened: everything is given back, nothing is left to read. */
static void all_is_given_back(void)
{
	camera_close(camera);
	cr_assert_eq(fake_camera.opened, fake_camera.closed);
	cr_assert_eq(fake_camera.mapped, 0);
	cr_assert_eq(fake_camera.unwiped, 0, "a picture was given back to the system");
	cr_assert_eq(fake_camera.faults, 0);
	free(picture);
}

TestSuite(camera, .init = plug, .fini = all_is_given_back);

static bool opens(void)
{
	return camera_open(&camera, "/dev", &fake_calls, &e);
}

static bool is_readable(void)
{
	return poll(&(struct pollfd){ camera_fd(camera), POLLIN, 0 }, 1, 0) == 1;
}

Test(camera, asks_for_a_wide_picture_ten_times_a_second_and_takes_what_is_given)
{
	cr_assert(opens());
	cr_assert(fake_camera.asked_width == 1280 && fake_camera.asked_height == 720 && fake_camera.asked_rate == 10);
	cr_assert(fake_camera.streaming);
	cr_assert(fake_camera_shoot(picture));
	cr_assert_eq(camera_take(camera, &frame), CAMERA_FRAME);
	cr_assert(frame.width == 640 && frame.height == 480);
	cr_assert_eq(memcmp(frame.gray, picture, 640 * 480), 0, "the light of each pixel");
}

static const uint32_t readable[] = { V4L2_PIX_FMT_GREY, V4L2_PIX_FMT_YUYV, V4L2_PIX_FMT_UYVY, V4L2_PIX_FMT_NV12, V4L2_PIX_FMT_YUV420 };

Test(camera, reads_the_light_of_five_formats)
{
	for (int i = 0; i < 5; i++) {
		fake_camera_plug();
		fake_camera.format = readable[i];
		cr_assert(opens());
		fake_camera_shoot(picture);
		cr_assert_eq(camera_take(camera, &frame), CAMERA_FRAME);
		cr_assert_eq(memcmp(frame.gray, picture, 640 * 480), 0, "format %d", i);
		camera_close(camera);
		camera = NULL;
	}
}

Test(camera, rows_may_have_more_bytes_than_pixels)
{
	fake_camera.row_bytes = 640 * 2 + 64;
	cr_assert(opens());
	fake_camera_shoot(picture);
	cr_assert_eq(camera_take(camera, &frame), CAMERA_FRAME);
	cr_assert_eq(memcmp(frame.gray, picture, 640 * 480), 0);
}

Test(camera, without_a_picture_nothing_and_nothing_to_wake_for)
{
	cr_assert(opens());
	cr_assert_eq(camera_take(camera, &frame), CAMERA_NOTHING);
	cr_assert_not(is_readable());
	fake_camera_shoot(picture);
	cr_assert(is_readable());
	camera_take(camera, &frame);
	cr_assert_not(is_readable());
}

Test(camera, the_newest_of_several_is_taken_and_all_buffers_go_back)
{
	cr_assert(opens());
	for (int round = 0; round < 20; round++) {
		for (int i = 0; i < 3; i++) {
			memset(picture, round * 3 + i, 640 * 480);
			cr_assert(fake_camera_shoot(picture));
		}
		cr_assert_eq(camera_take(camera, &frame), CAMERA_FRAME);
		cr_assert_eq(frame.gray[1000], round * 3 + 2);
	}
}

Test(camera, a_spoilt_or_short_picture_is_left_out)
{
	cr_assert(opens());
	fake_camera.flags = V4L2_BUF_FLAG_ERROR;
	fake_camera_shoot(picture);
	cr_assert_eq(camera_take(camera, &frame), CAMERA_NOTHING);
	fake_camera.flags = 0;
	fake_camera.used_bytes = 640 * 480 * 2 - 1;
	fake_camera_shoot(picture);
	cr_assert_eq(camera_take(camera, &frame), CAMERA_NOTHING);
	fake_camera.used_bytes = 0;
	fake_camera_shoot(picture);
	cr_assert_eq(camera_take(camera, &frame), CAMERA_FRAME);
}

Test(camera, pulled_out_it_says_so_and_wakes)
{
	cr_assert(opens());
	fake_camera_shoot(picture);
	cr_assert_eq(camera_take(camera, &frame), CAMERA_FRAME);
	fake_camera_unplug();
	cr_assert(is_readable());
	cr_assert_eq(camera_take(camera, &frame), CAMERA_GONE);
}

Test(camera, a_buffer_that_was_never_ours_is_not_touched)
{
	cr_assert(opens());
	fake_camera.index = 3;
	fake_camera_shoot(picture);
	cr_assert_eq(camera_take(camera, &frame), CAMERA_GONE);
}

Test(camera, a_failing_bus_ends_it)
{
	cr_assert(opens());
	fake_camera.fails = VIDIOC_DQBUF;
	fake_camera.fails_errno = EIO;
	cr_assert_eq(camera_take(camera, &frame), CAMERA_GONE);
}

Test(camera, none_is_said_to_be_missing)
{
	fake_camera.node = -1;
	cr_assert_not(opens());
	cr_assert_eq(e.code, ERR_MISSING);
	cr_assert_null(camera);
}

Test(camera, what_is_no_usb_camera_is_passed_over)
{
	fake_camera.caps = V4L2_CAP_META_CAPTURE | V4L2_CAP_STREAMING; /* the second node of every webcam */
	cr_assert_not(opens());
	cr_assert_eq(e.code, ERR_MISSING);
	fake_camera_plug();
	fake_camera.bus = "platform:bcm2835-isp";
	e = (struct err){ 0 };
	cr_assert_not(opens());
	cr_assert_eq(e.code, ERR_MISSING);
}

Test(camera, one_that_is_there_is_seen_without_beginning)
{
	cr_assert(camera_there("/dev", &fake_calls));
	cr_assert_not(fake_camera.streaming);
	cr_assert_eq(fake_camera.opened, fake_camera.closed);
	fake_camera.bus = "platform:bcm2835-isp";
	cr_assert_not(camera_there("/dev", &fake_calls));
	fake_camera.node = -1;
	cr_assert_not(camera_there("/dev", &fake_calls));
}

Test(camera, compressed_pictures_only_are_refused)
{
	fake_camera.format = V4L2_PIX_FMT_MJPEG;
	cr_assert_not(opens());
	cr_assert_eq(e.code, ERR_UNSUPPORTED);
}

static void refused_size(int width, int height, uint32_t row, uint32_t image)
{
	fake_camera_plug();
	fake_camera.width = width;
	fake_camera.height = height;
	fake_camera.row_bytes = row;
	fake_camera.image_bytes = image;
	e = (struct err){ 0 };
	cr_assert_not(opens(), "%d x %d, %u, %u", width, height, row, image);
	cr_assert_eq(e.code, ERR_UNSUPPORTED);
}

Test(camera, sizes_that_cannot_be_are_refused)
{
	refused_size(0, 0, 0, 0);
	refused_size(160, 120, 0, 0);
	refused_size(8000, 480, 0, 0);
	refused_size(640, 8000, 0, 0);
	refused_size(640, 480, 640 * 2 - 2, 0);
	refused_size(640, 480, 0xfffffff0, 0);
	refused_size(640, 480, 0, 640 * 480);
}

static void refused_start(unsigned long request, int error)
{
	fake_camera_plug();
	fake_camera.fails = request;
	fake_camera.fails_errno = error;
	e = (struct err){ 0 };
	cr_assert_not(opens());
	cr_assert_eq(e.code, ERR_IO);
	cr_assert_eq(fake_camera.mapped, 0);
}

Test(camera, each_step_that_fails_is_undone)
{
	refused_start(VIDIOC_S_FMT, EBUSY);
	refused_start(VIDIOC_REQBUFS, EINVAL);
	refused_start(VIDIOC_QUERYBUF, EINVAL);
	refused_start(VIDIOC_QBUF, EIO);
	refused_start(VIDIOC_STREAMON, ENOSPC);
}

Test(camera, buffers_too_few_or_too_small_are_refused)
{
	fake_camera.buffers = 1;
	cr_assert_not(opens());
	cr_assert_eq(e.code, ERR_IO);
	fake_camera_plug();
	fake_camera.buffer_bytes = 640 * 480 * 2 - 1;
	e = (struct err){ 0 };
	cr_assert_not(opens());
	cr_assert_eq(e.code, ERR_IO);
}

Test(camera, one_that_we_may_not_open_is_named)
{
	fake_camera.open_errno = EACCES;
	cr_assert_not(opens());
	cr_assert_eq(e.code, ERR_IO);
}

Test(camera, the_frame_rate_need_not_be_ours_to_choose)
{
	fake_camera.fails = VIDIOC_S_PARM;
	fake_camera.fails_errno = ENOTTY;
	cr_assert(opens());
}

/* The real system, as far as it goes without a camera. */
Test(real_camera, a_folder_without_devices_has_none)
{
	struct err why = { 0 };
	folder_make();
	close(open(in_folder("video0"), O_CREAT | O_WRONLY, 0600));
	cr_assert_not(camera_open(&camera, folder, NULL, &why));
	cr_assert_eq(why.code, ERR_MISSING);
	folder_remove();
}

Test(real_camera, a_node_that_comes_wakes)
{
	folder_make();
	int fd = camera_coming(folder);
	struct pollfd p = { fd, POLLIN, 0 };
	cr_assert_eq(poll(&p, 1, 0), 0);
	close(open(in_folder("video0"), O_CREAT | O_WRONLY, 0600));
	cr_assert_eq(poll(&p, 1, 1000), 1);
	camera_coming_read(fd);
	cr_assert_eq(poll(&p, 1, 0), 0);
	close(fd);
	folder_remove();
	cr_assert_eq(camera_coming("/nowhere/at/all"), -1);
}
