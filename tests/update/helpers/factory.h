/* What the tests of updates share: keys, and bundles made as RAUC makes them (squashfs aside: nothing here mounts). */
#ifndef TESTS_UPDATE_FACTORY_H
#define TESTS_UPDATE_FACTORY_H

#include <stdbool.h>
#include <stddef.h>

extern char factory_dir[64]; /* made by factory_open, removed by factory_close */
void factory_open(void);
void factory_close(void);
char *factory_path(char out[160], const char *name);
void factory_write(const char *name, const void *bytes, size_t n);

/* NAME.pem (a certificate for CA TRUE, self-signed) and its key, kept in memory by its number. */
enum { KEYS_MAX = 4 };
void factory_key(int key, const char *name, int days); /* days: how long it holds, also below 0: it has ended */

struct factory_bundle {
	const char *compatible, *version, *format;
	const char *more;     /* lines at the end of the manifest */
	bool detached;        /* the signature does not hold the manifest */
	size_t cut;           /* so many bytes are missing at the end */
	long flip;            /* this byte of the file is another, counted from the end when negative; 0: none */
};
void factory_bundle(const char *name, int key, const struct factory_bundle *how);

#endif
