/* A RAUC bundle of the format "verity", as `rauc bundle` of Debian 12 writes it: a squashfs, the tree of its hashes (dm-verity), a CMS
 * signature that holds the manifest, and the signature's length in eight bytes. `rauc info` reads and verifies the same file.
 *
 * RAUC itself is not on the kiosk: it comes with libcurl, GnuTLS and a D-Bus daemon, and this machine has no network and hears nobody
 * (tests/device/no_network.sh). libcrypto is there in any case: kmod and systemd use it. */
#ifndef ESCALE_UPDATE_BUNDLE_H
#define ESCALE_UPDATE_BUNDLE_H

#include "update/manifest.h"

struct update_bundle {
	struct update_manifest manifest; /* signed */
	uint64_t data_size;              /* of the squashfs, bytes; the tree lies behind it */
	char id[UPDATE_HEX_SIZE];        /* SHA-256 of the manifest: another file has another */
};

/* Read and verify the end of the file: signed by a key that a certificate of the keyring (PEM) vouches for, whatever the date: a
 * kiosk's clock says anything. What the manifest tells is then true; the squashfs is not looked at: the kernel compares each block
 * with the tree, whose root the manifest has.
 * ERR_MISSING: no keyring; ERR_SIGNATURE: by nobody that the keyring knows; ERR_FORMAT, ERR_UNSUPPORTED: no such bundle, or a part of
 * one; ERR_IO. */
bool update_bundle_read(struct update_bundle *out, int fd, const char *keyring, struct err *e);

#endif
