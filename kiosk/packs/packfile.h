/* A pack of content as one file: ustar of contenus.txt, contenus.txt.minisig (when it is signed), then the files of the
 * list in its order. Nothing is compressed. The list says every name and size, so it says every byte of every head:
 * the reader asks for exactly these, and for exactly the size that comes of them. No link, device, folder, second file
 * of one name or second reading of the same bytes exists. Stock tar and minisign open it (firmware-notes/formats.md).
 *
 * Sticks are hostile: sizes are bounds before anything is read or allocated, and files are read once, hashed as they
 * are written down, in blocks of 64 KiB. */
#ifndef ESCALE_PACKS_PACKFILE_H
#define ESCALE_PACKS_PACKFILE_H

#include "packs/packlist.h"
#include "seal/minisign.h"

#define PACKFILE_SUFFIX ".contenus.tar"

enum { PACK_SIGNER_BYTES = PACK_NAME_BYTES };

struct packfile {
	int fd;               /* -1: closed */
	struct packlist list; /* not to be believed before packfile_verify */
	struct str text, minisig; /* the list as it is, and its signature; minisig.n == 0: not signed */
	char signer[PACK_SIGNER_BYTES + 1]; /* who the signature says signed; after packfile_verify */
	uint64_t start;       /* where the first file's head is */
};

/* Read the head: list and signature, nothing verified. Lists live in *a. Only a regular file, of the very size that its
 * list says. ERR_FORMAT, ERR_TOO_BIG, or what the system says. */
bool packfile_open(struct packfile *f, const char *path, struct arena *a, struct err *e);
bool packfile_open_fd(struct packfile *f, int fd, struct arena *a, struct err *e); /* fd is taken over, also on false */
void packfile_close(struct packfile *f);

/* ERR_REFUSED: not signed; ERR_KEY: signed by somebody else; ERR_SIGNATURE: altered; ERR_FORMAT: the signature is of
 * something else, or of another version. */
bool packfile_verify(struct packfile *f, const struct sign_public *authority, struct err *e);

/* The same for a list and its signature that are files of a folder. */
bool pack_signature_verify(struct str text, struct str minisig, int version, const struct sign_public *authority,
			   char signer[PACK_SIGNER_BYTES + 1], struct err *e);

/* Every file into dir (which exists and is empty), with list and signature, durable when this returns true. dir NULL:
 * only look that every byte is right. ERR_CORRUPT: some byte is not what the list says; ERR_FULL, ERR_READONLY: dir
 * cannot take it; ERR_IO: either side. On false dir holds rubbish. alive (may be NULL) is called now and then. */
struct packfile_alive {
	void (*call)(void *context);
	void *context;
};
bool packfile_unpack(const struct packfile *f, const char *dir, const struct packfile_alive *alive, struct err *e);

/* One file's bytes, verified against the list, appended to *out. ERR_MISSING: the list has none of this path. */
bool packfile_read(const struct packfile *f, const char *path, struct buf *out, struct err *e);

/* Write an unsigned pack of these files of dir. The file at path is there whole, or as before. ERR_CORRUPT: a file
 * changed meanwhile. */
bool packfile_make(const char *path, const struct packlist *list, const char *dir, struct err *e);

/* The same pack with a signature in the name of `signer` (packlist_name_ok). The pack was looked at before
 * (packfile_unpack): who signs answers for what is inside. */
bool packfile_sign(const char *path, const struct packfile *f, const struct sign_secret *key, const char *signer,
		   struct err *e);

#endif
