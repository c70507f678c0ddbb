/* What the helper answers, and what it writes: on plain folders and files; loop device, dm-verity and mounts are tried in the guest
 * (tests/device/update). The kiosk's own side asks (platform/update_pass.h). */
#include <criterion/criterion.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/sha256.h"
#include "platform/update_pass.h"
#include "update/helpers/factory.h"
#include "update/serve.h"

static char stick[160], boot[160], work[160], device[160], turn[160], keyring[160], sys_file[160], listen_at[160];
static struct update_places places;

static void put(const char *name, const char *text)
{
	factory_write(name, text, strlen(text));
}

static void folder(const char *name)
{
	char path[160];
	struct err e = { 0 };
	cr_assert(file_mkdir(factory_path(path, name), &e), "%s", e.text);
}

/* A script in the place of image/turn: it writes down what it was asked. */
static void put_turn(int status)
{
	char text[400], path[160];
	snprintf(text, sizeof text, "#!/bin/sh\necho \"$2 $3\" >%s/turned\nexit %d\n", factory_dir, status);
	put("turn", text);
	chmod(factory_path(path, "turn"), 0755);
}

static void open_kiosk(void)
{
	factory_open();
	factory_key(0, "ours", 300);
	factory_key(1, "theirs", 300);
	folder("stick");
	folder("boot");
	folder("work/boot");
	put("system", "compatible=escale-test-1\nversion=0.1.0\nkeyring=development\n");
	put("work/boot/vmlinuz", "kernel");
	put("work/boot/initrd", "initrd");
	put("work/boot/cmdline.txt", "escale.slot=a escale.card=1 quiet\n");
	char blank[8192] = "";
	factory_write("device", blank, sizeof blank);
	put_turn(0);
	places = (struct update_places){
		.stick = factory_path(stick, "stick"),
		.trial = true,
		.boot = factory_path(boot, "boot"),
		.system = factory_path(sys_file, "system"),
		.keyring = factory_path(keyring, "ours.pem"),
		.work = factory_path(work, "work"),
		.device = factory_path(device, "device"),
		.turn = factory_path(turn, "turn"),
		.slot = 'b',
	};
	factory_path(listen_at, "ask");
}

TestSuite(install, .init = open_kiosk, .fini = factory_close);

static enum update_result found(struct update_offer *o)
{
	enum update_result r = update_find(o, &places);
	update_close(o);
	return r;
}

Test(install, the_newest_that_may_be_installed_is_offered)
{
	struct update_offer o;
	cr_expect_eq(found(&o), UPDATE_NONE);
	factory_bundle("stick/old.raucb", 0, &(struct factory_bundle){ .version = "0.0.9" });
	cr_expect_eq(found(&o), UPDATE_OLDER);
	factory_bundle("stick/a.raucb", 0, &(struct factory_bundle){ .version = "0.2.0" });
	folder("stick/ESCALE");
	factory_bundle("stick/ESCALE/b.raucb", 0, &(struct factory_bundle){ .version = "0.10.0" });
	factory_bundle("stick/forged.raucb", 1, &(struct factory_bundle){ .version = "9.0.0" });
	cr_expect_eq(found(&o), UPDATE_GOOD);
	cr_expect_str_eq(o.bundle.manifest.version, "0.10.0");
	cr_expect_str_eq(o.running, "0.1.0");
}

Test(install, the_same_version_is_not_newer)
{
	struct update_offer o;
	factory_bundle("stick/same.raucb", 0, &(struct factory_bundle){ .version = "0.1.0" });
	cr_assert_eq(found(&o), UPDATE_OLDER);
}

Test(install, each_refusal_has_its_reason)
{
	struct update_offer o;
	char path[160];
	factory_bundle("stick/x.raucb", 0, &(struct factory_bundle){ .cut = 3 });
	cr_expect_eq(found(&o), UPDATE_DAMAGED);
	factory_bundle("stick/x.raucb", 1, &(struct factory_bundle){ 0 });
	cr_expect_eq(found(&o), UPDATE_SIGNATURE);
	factory_bundle("stick/x.raucb", 0, &(struct factory_bundle){ .compatible = "escale-test-2" });
	cr_expect_eq(found(&o), UPDATE_OTHER);
	factory_bundle("stick/x.raucb", 0, &(struct factory_bundle){ 0 });
	truncate(device, 100);
	cr_expect_eq(found(&o), UPDATE_TOO_BIG);
	unlink(factory_path(path, "ours.pem"));
	cr_expect_eq(found(&o), UPDATE_NO_KEYRING);
	places.trial = false; /* then a folder on which nothing is mounted is no stick */
	cr_expect_eq(found(&o), UPDATE_NO_STICK);
}

Test(install, a_link_or_a_folder_with_the_name_of_an_update_is_passed_over)
{
	struct update_offer o;
	char at[160], to[160];
	factory_bundle("aside.raucb", 0, &(struct factory_bundle){ 0 });
	cr_assert_eq(symlink(factory_path(to, "aside.raucb"), factory_path(at, "stick/x.raucb")), 0);
	folder("stick/y.raucb");
	cr_assert_neq(found(&o), UPDATE_GOOD);
}

/* ---- writing ---- */

static bool stop_at_half(void *context, int percent)
{
	*(int *)context = percent;
	return percent < 30;
}

static bool go_on(void *context, int percent)
{
	*(int *)context = percent;
	return true;
}

/* A bundle as it is when it is mounted: root.img of 4096 bytes. */
static struct update_bundle mounted(void)
{
	struct update_bundle b = { 0 };
	char root[4096];
	struct sha256 h;
	uint8_t hash[32];
	memset(root, 'r', sizeof root);
	factory_write("work/root.img", root, sizeof root);
	sha256_init(&h);
	sha256_add(&h, root, sizeof root);
	sha256_end(&h, hash);
	for (int i = 0; i < 32; i++)
		snprintf(b.manifest.root_sha256 + 2 * i, 3, "%02x", hash[i]);
	b.manifest.root_size = sizeof root;
	strcpy(b.manifest.version, "0.2.0");
	return b;
}

static bool holds(const char *name, const char *text)
{
	char path[160];
	struct buf got = { 0 };
	bool ok = file_read(factory_path(path, name), 1 << 16, &got, NULL) && got.size >= strlen(text) &&
		  memcmp(got.data, text, strlen(text)) == 0;
	buf_free(&got);
	return ok;
}

Test(install, a_slot_is_filled_read_back_and_gets_its_turn_last)
{
	int percent = 0;
	struct err e = { 0 };
	struct update_bundle b = mounted();
	cr_assert_eq(update_write(&places, &b, go_on, &percent, &e), UPDATE_GOOD, "%s", e.text);
	cr_expect_eq(percent, 100);
	cr_expect(holds("boot/b/vmlinuz", "kernel"));
	cr_expect(holds("boot/b/cmdline.txt", "escale.slot=b escale.card=1 quiet\n"));
	cr_expect(holds("device", "rrrr"));
	cr_expect(holds("turned", "b 0.2.0\n"));
}

Test(install, a_slot_that_is_not_finished_holds_no_system_and_gets_no_turn)
{
	int percent = 0;
	struct err e = { 0 };
	struct update_bundle b = mounted();
	folder("boot/b");
	put("boot/b/cmdline.txt", "escale.slot=b of before\n");
	cr_assert_eq(update_write(&places, &b, stop_at_half, &percent, &e), UPDATE_FAILED);
	cr_expect_not(holds("boot/b/cmdline.txt", ""));
	cr_expect_not(holds("turned", ""));
}

Test(install, a_root_that_is_not_the_one_of_the_manifest_gets_no_turn)
{
	int percent = 0;
	struct err e = { 0 };
	struct update_bundle b = mounted();
	b.manifest.root_sha256[0] ^= 1;
	cr_expect_eq(update_write(&places, &b, go_on, &percent, &e), UPDATE_CARD);
	b = mounted();
	b.manifest.root_size = 8192;
	cr_expect_eq(update_write(&places, &b, go_on, &percent, &e), UPDATE_DAMAGED);
	cr_expect_not(holds("turned", ""));
	cr_expect_not(holds("boot/b/cmdline.txt", ""));
}

Test(install, a_bundle_cannot_name_files_outside_its_folder)
{
	int percent = 0;
	struct err e = { 0 };
	struct update_bundle b = mounted();
	put("work/boot/a b", "x");
	cr_assert_eq(update_write(&places, &b, go_on, &percent, &e), UPDATE_DAMAGED);
}

Test(install, a_card_that_cannot_be_written_is_told)
{
	int percent = 0;
	struct err e = { 0 };
	struct update_bundle b = mounted();
	places.device = "/dev/full";
	cr_assert_eq(update_write(&places, &b, go_on, &percent, &e), UPDATE_CARD);
	places.device = device;
	put_turn(1);
	cr_assert_eq(update_write(&places, &b, go_on, &percent, &e), UPDATE_CARD);
}

/* ---- the kiosk asks the helper ---- */

static bool helped;

static void *helper(void *context)
{
	int fd = accept(*(int *)context, NULL, NULL);
	struct err e = { 0 };
	helped = update_serve(fd, &places, false, &e);
	close(fd);
	return NULL;
}

static pthread_t start_helper(int *at)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	pthread_t t;
	snprintf(address.sun_path, sizeof address.sun_path, "%.100s", listen_at);
	unlink(listen_at);
	*at = socket(AF_UNIX, SOCK_STREAM, 0);
	cr_assert_eq(bind(*at, (struct sockaddr *)&address, sizeof address), 0);
	cr_assert_eq(listen(*at, 1), 0);
	pthread_create(&t, NULL, helper, at);
	return t;
}

static struct update_pass look(void)
{
	int at;
	struct update_pass p;
	pthread_t t = start_helper(&at);
	update_pass_look(listen_at, &p);
	pthread_join(t, NULL);
	close(at);
	return p;
}

static void heard(void *context, int percent)
{
	*(int *)context = percent;
}

static char install(const char *id)
{
	int at, percent = 0;
	pthread_t t = start_helper(&at);
	char r = update_pass_install(listen_at, id, heard, &percent);
	pthread_join(t, NULL);
	close(at);
	return r;
}

Test(install, the_kiosk_hears_what_the_stick_carries)
{
	struct update_pass p = look();
	cr_expect_eq(p.result, UPDATE_NONE);
	cr_expect_str_eq(p.running, "0.1.0");
	cr_expect_str_eq(p.offered, "");
	factory_bundle("stick/x.raucb", 0, &(struct factory_bundle){ .version = "0.2.0" });
	p = look();
	cr_expect_eq(p.result, UPDATE_GOOD);
	cr_expect_str_eq(p.offered, "0.2.0");
	cr_expect(p.trial);
	cr_expect_eq(p.mb, 1);
	cr_expect_not(helped);
}

Test(install, only_what_was_shown_is_installed)
{
	static const char zeros[] = "0000000000000000000000000000000000000000000000000000000000000000";
	factory_bundle("stick/x.raucb", 0, &(struct factory_bundle){ .version = "0.2.0" });
	cr_expect_eq(install(zeros), UPDATE_NO_STICK);
	cr_expect_not(helped);
	struct update_pass p = look();
	mounted(); /* its hash is not the factory's: the card "gives back something else", and nothing has its turn */
	cr_expect_eq(install(p.id), UPDATE_CARD);
	cr_expect_not(helped);
	cr_expect_not(holds("turned", ""));
}

Test(install, without_a_helper_the_kiosk_goes_on)
{
	struct update_pass p;
	int percent = 0;
	cr_expect_not(update_pass_there(listen_at));
	update_pass_look(listen_at, &p);
	cr_expect_eq(p.result, UPDATE_FAILED);
	cr_expect_eq(update_pass_install(listen_at, "0", heard, &percent), UPDATE_FAILED);
}
