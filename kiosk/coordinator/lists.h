/* The lists of recipients that the authority has signed: every version is kept in listes/, the newest
 * one is in force. */
#ifndef ESCALE_COORDINATOR_LISTS_H
#define ESCALE_COORDINATOR_LISTS_H

#include "coordinator/state.h"

enum { LIST_DAYS_MAX = 396 /* 13 months */, LIST_MIN = 2 };

struct list {
	int version; /* 0: none yet */
	int64_t day; /* of its signature, -1 when unknown */
	char evaluation[AGE_RECIPIENTS_MAX][STATE_NAME_MAX], coordination[AGE_RECIPIENTS_MAX][STATE_NAME_MAX];
	int evaluation_count, coordination_count;
};

/* The newest one. One that an older program signed has no names here. */
bool list_load(struct state *s, struct list *out, struct err *e);

/* Sign the names as the next version (or as names->version, when that is a later one: after a
 * restoration kiosks may know more than the register) and lay list and signature in stick/ESCALE;
 * *version is its number. Each name is in the register and nobody who has left is among them. May ask
 * for the authority's passphrase. */
bool list_sign(struct state *s, struct list *names, const char *stick, int64_t day, int *version,
               struct err *e);

/* Add a name to one of the two arrays; ERR_REFUSED when there are eight. */
bool list_add(char names[][STATE_NAME_MAX], int *count, const char *name, struct err *e);
/* Take a name out of both; how many times it was there. */
int list_remove(struct list *l, const char *name);

/* Who has left, and when: -1 when the key is in use. */
int64_t list_left(struct state *s, const char *name);
bool list_leave(struct state *s, const char *name, int64_t day, struct err *e);

/* One sentence on standard error when the list in force, or the last loss drill, is over 13 months old. */
void list_reminder(const char *dir, int64_t today);

#endif
