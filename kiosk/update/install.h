/* The update that a stick carries: found, judged, written to the slot that does not run. Nothing that runs is touched, and which slot
 * starts is changed last, in one sector (firmware-notes/image/slots): a power cut at any moment leaves a system that starts. */
#ifndef ESCALE_UPDATE_INSTALL_H
#define ESCALE_UPDATE_INSTALL_H

#include "update/bundle.h"

/* What the kiosk is told, in one letter (platform/update_pass.h has the same ones). */
enum update_result {
	UPDATE_GOOD = 'g',
	UPDATE_NO_STICK = 'n',  /* none, or it left in the middle */
	UPDATE_NONE = '0',      /* no such file on the stick */
	UPDATE_OLDER = 'o',     /* not newer than what runs */
	UPDATE_OTHER = 'm',     /* for another kind of machine */
	UPDATE_SIGNATURE = 's', /* signed by nobody whom this kiosk knows */
	UPDATE_DAMAGED = 'd',
	UPDATE_TOO_BIG = 'b',
	UPDATE_CARD = 'c',      /* the card takes it badly, or is full */
	UPDATE_NO_KEYRING = 'k', /* this image was made without one */
	UPDATE_FAILED = 'f',
};

struct update_places {
	const char *stick;   /* where it is mounted */
	bool trial;          /* tests: a plain folder is a stick too */
	const char *boot;    /* the FAT partition, with a folder a slot */
	const char *system;  /* file of the running root: compatible=, version= */
	const char *keyring; /* PEM */
	const char *work;    /* an empty folder: the bundle is mounted there */
	const char *device;  /* partition of the slot that does not run */
	const char *turn;    /* program: BOOT SLOT VERSION gives the slot its turn (image/turn) */
	char slot;           /* that does not run: 'a' or 'b' */
};

struct update_offer {
	int fd; /* -1: none */
	struct update_bundle bundle;
	char running[UPDATE_VERSION_SIZE];
};

/* The best file NAME.raucb in the stick's top folder or its ESCALE: the newest that may be installed, else the reason why the most
 * promising one may not. Close it whatever is returned. */
enum update_result update_find(struct update_offer *o, const struct update_places *p);
void update_close(struct update_offer *o);

/* Is it gone? The helper sees its mount leave a moment later than its blocks: waits for it up to two seconds. */
bool update_stick_left(const struct update_places *p);

/* Called with 0 to 100; false: stop, nobody waits for it any more. */
typedef bool update_progress_fn(void *context, int percent);

/* Write what lies in p->work (the mounted bundle) and give that slot its turn. */
enum update_result update_write(const struct update_places *p, const struct update_bundle *b, update_progress_fn *progress,
				void *context, struct err *e);

#endif
