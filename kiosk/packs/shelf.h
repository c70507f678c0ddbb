/* The packs installed on a kiosk: DATA/contenus holds a folder a pack, and `etat`, which says which one is shown and which
 * one was before. Only `etat` decides, and it is replaced whole: a power cut leaves the old pack or the new one. A folder
 * that it does not name is what a cut left, and goes at the next installation.
 *
 *   escale shelf 1
 *   current v3-0123456789abcdef
 *   previous -
 *
 * "-" stands for the contents that came with the program. */
#ifndef ESCALE_PACKS_SHELF_H
#define ESCALE_PACKS_SHELF_H

#include "packs/packfile.h"

#define SHELF_SHIPPED "-"

enum { SHELF_NAME_SIZE = 32, SHELF_DIR_SIZE = 960 };

struct shelf {
	char dir[SHELF_DIR_SIZE];
	char current[SHELF_NAME_SIZE];  /* a folder below dir, or SHELF_SHIPPED */
	char previous[SHELF_NAME_SIZE]; /* the same; "": nothing was ever installed */
};

/* What data_dir holds; nothing is written. False: `etat` is damaged; the shelf then says "shipped", and is usable. */
bool shelf_open(struct shelf *s, const char *data_dir, struct err *e);

/* Path of an installed pack's folder. */
void shelf_path(const struct shelf *s, const char *name, char out[1024]);

/* Make room and a new empty folder for so many bytes of files: what no one names is removed first, never current or
 * previous. ERR_FULL: they do not fit, with a margin for what the kiosk itself writes. */
bool shelf_begin(struct shelf *s, int version, uint64_t bytes, int files, char name[SHELF_NAME_SIZE], struct err *e);

/* The folder, whole and durable, becomes current; what was current is previous; what was previous goes. On false
 * everything is as before. */
bool shelf_switch(struct shelf *s, const char *name, struct err *e);

/* Current and previous change places. ERR_MISSING: there is no previous. */
bool shelf_back(struct shelf *s, struct err *e);

/* Remove a folder that shelf_begin made and nobody names. */
void shelf_drop(const struct shelf *s, const char *name);

/* An installed pack, looked at: list and signature verified, every file there with its size, every text with its hash
 * (pictures and voices have checks of their own, met when they are shown). The list is in *a. */
bool shelf_verify(const struct shelf *s, const char *name, const struct sign_public *authority, struct arena *a,
		  struct packlist *list, char signer[PACK_SIGNER_BYTES + 1], struct err *e);

#endif
