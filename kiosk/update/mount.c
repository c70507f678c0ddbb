#include "update/mount.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/dm-ioctl.h>
#include <linux/loop.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/sysmacros.h>
#include <time.h>
#include <unistd.h>

#define NAME "escale-bundle"

enum { SECTOR = 512, BLOCK = 4096, LOOP_TRIES = 20 };

/* The loop device for the file, open; its path into out. It is let go when nobody uses it any more. */
static int open_loop(int fd, uint64_t size, char out[32], struct err *e)
{
	int control = open("/dev/loop-control", O_RDWR | O_CLOEXEC);
	if (control < 0) {
		err_errno(e, "/dev/loop-control");
		return -1;
	}
	struct loop_config how = { .fd = (unsigned)fd, .block_size = SECTOR };
	how.info.lo_sizelimit = size;
	how.info.lo_flags = LO_FLAGS_READ_ONLY | LO_FLAGS_AUTOCLEAR;
	int loop = -1;
	for (int i = 0; i < LOOP_TRIES && loop < 0; i++) {
		int number = ioctl(control, LOOP_CTL_GET_FREE);
		snprintf(out, 32, "/dev/loop%d", number);
		loop = number < 0 ? -1 : open(out, O_RDONLY | O_CLOEXEC);
		if (loop >= 0 && ioctl(loop, LOOP_CONFIGURE, &how) != 0) { /* somebody else may have been faster */
			close(loop);
			loop = -1;
		}
	}
	if (loop < 0)
		err_errno(e, "loop device");
	close(control);
	return loop;
}

union dm_request {
	struct dm_ioctl head;
	char room[2048];
};

static bool dm(int control, unsigned long what, union dm_request *r, unsigned flags)
{
	r->head.version[0] = DM_VERSION_MAJOR;
	r->head.data_size = sizeof *r;
	r->head.data_start = sizeof r->head;
	r->head.flags = flags;
	strcpy(r->head.name, NAME);
	return ioctl(control, what, r) == 0;
}

static bool load_table(int control, const struct update_bundle *b, const char *loop)
{
	union dm_request r;
	memset(&r, 0, sizeof r);
	struct dm_target_spec *spec = (struct dm_target_spec *)(r.room + sizeof r.head);
	char *table = (char *)(spec + 1);
	unsigned long long blocks = b->data_size / BLOCK;
	spec->length = b->data_size / SECTOR;
	strcpy(spec->target_type, "verity");
	snprintf(table, sizeof r - sizeof r.head - sizeof *spec, "1 %s %s %d %d %llu %llu sha256 %s %s", loop, loop, BLOCK, BLOCK, blocks,
		 blocks, b->manifest.verity_hash, b->manifest.verity_salt);
	r.head.target_count = 1;
	return dm(control, DM_TABLE_LOAD, &r, DM_READONLY_FLAG);
}

/* The verity device's path into out. */
static bool open_verity(int control, const struct update_bundle *b, const char *loop, char out[32], struct err *e)
{
	union dm_request r;
	memset(&r, 0, sizeof r);
	dm(control, DM_DEV_REMOVE, &r, 0); /* of a helper that was killed */
	memset(&r, 0, sizeof r);
	if (!dm(control, DM_DEV_CREATE, &r, DM_READONLY_FLAG))
		return err_errno(e, "dm-verity");
	snprintf(out, 32, "/dev/dm-%u", minor(r.head.dev));
	memset(&r, 0, sizeof r);
	bool ok = load_table(control, b, loop) && dm(control, DM_DEV_SUSPEND, &r, 0); /* without the flag: resume */
	if (!ok)
		err_errno(e, "dm-verity");
	return ok;
}

bool update_mount(const struct update_bundle *b, int fd, const char *folder, struct err *e)
{
	char loop_path[32], path[32];
	int loop = open_loop(fd, b->data_size + b->manifest.verity_size, loop_path, e);
	if (loop < 0)
		return false;
	int control = open("/dev/mapper/control", O_RDWR | O_CLOEXEC);
	bool ok = control >= 0 ? open_verity(control, b, loop_path, path, e) : err_errno(e, "/dev/mapper/control");
	if (ok && mount(path, folder, "squashfs", MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) != 0) {
		/* A block of it is not the one that was signed. */
		ok = errno == EIO || errno == EINVAL ? err_set(e, ERR_CORRUPT, "%s: %s", path, strerror(errno)) : err_errno(e, path);
	}
	union dm_request r;
	memset(&r, 0, sizeof r);
	if (control >= 0)
		dm(control, DM_DEV_REMOVE, &r, DM_DEFERRED_REMOVE);
	if (control >= 0)
		close(control);
	close(loop);
	return ok;
}

void update_unmount(const char *folder)
{
	umount2(folder, MNT_DETACH | UMOUNT_NOFOLLOW);
}
