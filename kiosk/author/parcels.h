/* From a folder to a pack of content, and from a pack to the words that say what is inside. */
#ifndef ESCALE_AUTHOR_PARCELS_H
#define ESCALE_AUTHOR_PARCELS_H

#include "content/pack.h"
#include "packs/packfile.h"

/* The list of a baked folder: every file in it, hashed. A file that a pack may not hold is ERR_REFUSED, and is named. */
bool parcel_list(struct packlist *list, const char *dir, const char *name, int version, struct arena *a, struct err *e);

/* The name and version that the last pack of this content folder had, in its file paquet.txt; version 0: none yet. */
#define PARCEL_MEMORY "paquet.txt"
struct parcel_memory {
	char name[PACK_NAME_BYTES + 1];
	int version;
};
bool parcel_recall(struct parcel_memory *m, const char *content, struct err *e);
bool parcel_remember(const struct parcel_memory *m, const char *content, struct err *e);

/* Unpack into an empty folder and read it as a kiosk would: false with ERR_FORMAT and the first mistake when a kiosk
 * would not take it. */
bool parcel_try(const struct packfile *f, const char *dir, struct pack *p, struct arena *a, struct err *e);

/* "Prévention cyber, version 3 : 6 modules, langues fr en, 4,5 Mo", with a newline. */
void parcel_tell(const struct packlist *list);

#endif
