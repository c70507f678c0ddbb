/* Sticks: which mount is one, and waking when one comes or goes. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "platform/helpers/folder.h"
#include "platform/mounts.h"
#include "platform/stick.h"

TestSuite(stick, .init = folder_make, .fini = folder_remove);

static const char *const media[] = { "/media", "/run/media", NULL };

static const char *pick(const char *mountinfo)
{
	static char out[300];
	return mounts_pick(mountinfo, media, false, out, sizeof out) ? out : "none";
}

#define SYSTEM                                                                                                        \
	"22 28 0:20 / /sys rw,nosuid shared:7 - sysfs sysfs rw\n"                                                      \
	"28 1 179:2 / / ro,relatime shared:1 - squashfs /dev/root ro\n"                                                 \
	"30 28 0:26 / /media rw shared:9 - tmpfs tmpfs rw,size=1024k\n"

Test(stick, a_machine_without_a_stick_has_none)
{
	cr_assert_str_eq(pick(""), "none");
	cr_assert_str_eq(pick(SYSTEM), "none", "the folder of sticks is itself a mount, and no stick");
	cr_assert_str_eq(pick(SYSTEM "40 28 8:1 / /mediatheque rw - vfat /dev/sda1 rw\n"), "none");
	cr_assert_str_eq(pick(SYSTEM "40 28 0:9 / /media/usb rw - autofs systemd-1 rw\n"), "none", "only a promise");
	cr_assert_str_eq(pick(SYSTEM "152 28 253:0 /media/escale /media/escale ro,nosuid shared:76 master:1 - squashfs /dev/dm-0 ro\n"), "none",
			 "the service's own folder, shown to it a second time by ReadWritePaths=");
}

Test(stick, a_stick_over_the_services_folder_is_the_stick)
{
	cr_assert_str_eq(pick(SYSTEM "152 28 253:0 /media/escale /media/escale ro shared:76 master:1 - squashfs /dev/dm-0 ro\n"
				     "160 152 8:1 / /media/escale ro,nosuid shared:80 master:3 - vfat /dev/sda1 ro\n"), "/media/escale");
}

Test(stick, a_mount_below_media_is_a_stick)
{
	cr_assert_str_eq(pick(SYSTEM "40 30 8:1 / /media/usb0 rw,nosuid shared:3 master:2 - vfat /dev/sda1 rw\n"), "/media/usb0");
	cr_assert_str_eq(pick("40 30 8:1 / /run/media/kiosk/CLE rw - exfat /dev/sda1 rw\n"), "/run/media/kiosk/CLE",
			 "no optional field at all");
}

Test(stick, odd_names_are_decoded)
{
	cr_assert_str_eq(pick("40 30 8:1 / /media/Cl\\303\\251\\040de\\040Zo\\303\\251 rw - vfat /dev/sda1 rw\n"),
			 "/media/Clé de Zoé");
	cr_assert_str_eq(pick("40 30 8:1 / /media/a\\134b\\011c rw - vfat /dev/sda1 rw\n"), "/media/a\\b\tc");
	cr_assert_str_eq(pick("40 30 8:1 / /media/-\\040- rw - vfat /dev/\\040- rw\n"), "/media/- -");
	cr_assert_str_eq(pick("40 30 8:1 / /media/a\\04 rw - vfat /dev/sda1 rw\n"), "/media/a\\04", "not an escape");
	cr_assert_str_eq(pick("40 30 8:1 / /media/a\\000b rw - vfat /dev/sda1 rw\n"), "none");
}

Test(stick, the_last_writable_one_wins)
{
	const char *two = "40 30 8:1 / /media/a rw - vfat /dev/sda1 rw\n"
			  "41 30 8:17 / /media/b rw - vfat /dev/sdb1 rw\n"
			  "42 30 8:33 / /media/c rw - vfat /dev/sdc1 ro,errors=remount-ro\n"
			  "43 30 8:33 / /media/d ro - vfat /dev/sdc1 rw\n";
	cr_assert_str_eq(pick(two), "/media/b");
	cr_assert_str_eq(pick(strstr(two, "42 ")), "/media/d", "a protected one is better than none");
}

Test(stick, broken_lines_are_passed_over)
{
	static const char *const lines[] = { "\n",
					     "40\n",
					     "40 30 8:1 / /media/a rw\n",
					     "40 30 8:1 / /media/a rw shared:1 shared:2\n",
					     "40 30 8:1 / /media/a rw -\n",
					     "40 30 8:1 / /media/a rw - vfat\n" };
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		char text[400];
		snprintf(text, sizeof text, "%s40 30 8:1 / /media/good rw - vfat /dev/sda1 rw\n%s", lines[i], lines[i]);
		cr_assert_str_eq(pick(text), "/media/good", "after %s", lines[i]);
	}
	char out[10];
	cr_assert_not(mounts_pick("40 30 8:1 / /media/much-too-long rw - vfat /dev/sda1 rw\n", media, false, out, sizeof out));
}

/* ---- waking ---------------------------------------------------------------------------------------------- */

static int bell; /* an eventfd that wake() rings */

static void ring(void *context)
{
	cr_assert_eq(context, &bell);
	(void)!write(bell, &(uint64_t){ 1 }, 8);
}

static int rings_within(int ms)
{
	uint64_t n = 0;
	struct pollfd p = { bell, POLLIN, 0 };
	if (poll(&p, 1, ms) > 0)
		(void)!read(bell, &n, 8);
	return (int)n;
}

static struct stick_watch *watch(const char *root)
{
	struct stick_watch *w;
	struct err e = { 0 };
	bell = eventfd(0, EFD_NONBLOCK);
	cr_assert(stick_watch_open(&w, root, ring, &bell, &e), "%s", e.text);
	return w;
}

Test(stick, a_plain_folder_is_a_stick_while_it_exists)
{
	char out[300];
	struct stick_watch *w = watch(in_folder("deep/usb"));
	cr_assert_not(stick_find(w, out, sizeof out));
	cr_assert_eq(mkdir(in_folder("deep"), 0700), 0);
	cr_assert_eq(rings_within(100), 0, "its parent is not it");
	cr_assert_eq(mkdir(in_folder("deep/usb"), 0700), 0);
	cr_assert_eq(rings_within(3000), 1);
	cr_assert(stick_find(w, out, sizeof out));
	cr_assert_str_eq(out, in_folder("deep/usb"));
	cr_assert_eq(mkdir(in_folder("deep/usb/files"), 0700), 0);
	cr_assert_eq(mkdir(in_folder("deep/other"), 0700), 0);
	cr_assert_eq(rings_within(100), 0, "what happens in it or beside it is no news");
	cr_assert_eq(rename(in_folder("deep"), in_folder("gone")), 0);
	cr_assert_eq(rings_within(3000), 1);
	cr_assert_not(stick_find(w, out, sizeof out));
	stick_watch_close(w);
}

Test(stick, an_empty_place_for_mounts_is_no_stick)
{
	char out[300];
	struct stick_watch *w = watch("/media");
	cr_assert(file_exists("/media"));
	cr_assert_not(stick_find(w, out, sizeof out), "%s", out);
	stick_watch_close(w);
}

Test(stick, watching_costs_nothing_while_nothing_happens)
{
	struct rusage before, after;
	struct stick_watch *w = watch(in_folder("usb"));
	usleep(50 * 1000); /* the thread has started */
	getrusage(RUSAGE_SELF, &before);
	cr_assert_eq(rings_within(1000), 0);
	getrusage(RUSAGE_SELF, &after);
	cr_assert_leq(after.ru_nvcsw - before.ru_nvcsw, 1, "only this test's own sleep");
	stick_watch_close(w);
}

/* A world of mounts of our own, thrown away with the process; false where that is not allowed. */
static bool own_mounts(void)
{
	bool alone = unshare(CLONE_NEWNS) == 0 || unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0;
	return alone && mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

Test(stick, real_mounts_come_and_go)
{
	char out[300], place[300];
	struct err e = { 0 };
	if (!own_mounts())
		cr_skip_test("no right to mount here");
	snprintf(place, sizeof place, "%s/media/Clé de Zoé", folder);
	cr_assert(file_mkdir(place, &e));
	struct stick_watch *w = watch(in_folder("media"));
	cr_assert(stick_find(w, out, sizeof out));
	cr_assert_str_eq(out, in_folder("media"), "the folder itself, for trials");
	cr_assert_eq(mount("none", in_folder("elsewhere"), "tmpfs", 0, NULL), -1);
	cr_assert_eq(rings_within(50), 0);
	cr_assert_eq(mount("none", place, "tmpfs", 0, "size=64k"), 0);
	cr_assert_eq(rings_within(3000), 1);
	cr_assert(stick_find(w, out, sizeof out));
	cr_assert_str_eq(out, place);
	cr_assert_eq(umount(place), 0);
	cr_assert_eq(rings_within(3000), 1);
	cr_assert(stick_find(w, out, sizeof out));
	cr_assert_str_eq(out, in_folder("media"));
	stick_watch_close(w);
}

static void write_file(const char *path)
{
	struct err e = { 0 };
	cr_assert(file_write(path, "x", 1, 0600, &e), "%s", e.text);
}

Test(stick, a_burst_of_changes_in_a_tree_wakes_once)
{
	struct stick_watch *w;
	struct err e = { 0 };
	bell = eventfd(0, EFD_NONBLOCK);
	cr_assert(file_mkdir(in_folder("a/b/c"), &e));
	cr_assert(folder_watch_open(&w, folder, ring, &bell, &e), "%s", e.text);
	for (int i = 0; i < 20; i++)
		write_file(in_folder("a/b/c/page.md"));
	cr_assert_eq(rings_within(3000), 1);
	cr_assert_eq(rings_within(200), 0);
	cr_assert(file_mkdir(in_folder("new/deeper"), &e));
	cr_assert_eq(rings_within(3000), 1);
	write_file(in_folder("new/deeper/page.md"));
	cr_assert_eq(rings_within(3000), 1, "a folder that came later is watched too");
	cr_assert_eq(unlink(in_folder("new/deeper/page.md")), 0);
	cr_assert_eq(rings_within(3000), 1);
	stick_watch_close(w);
}

Test(stick, watching_a_folder_that_is_not_there_is_an_error)
{
	struct stick_watch *w;
	struct err e = { 0 };
	cr_assert_not(folder_watch_open(&w, in_folder("absent"), ring, &bell, &e));
	cr_assert_eq(e.code, ERR_MISSING);
	cr_assert_null(w);
}
