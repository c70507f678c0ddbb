/* reunir: another coordination's folder of the same authority into this one. The state is a set (kiosks, manifests,
 * decisions, refusals), so the union is order-free and repeating it changes nothing; what is contested on one side, or
 * by what the two sides say together, is contested here.
 *
 * What can be verified is verified again: every manifest against its hash and against the kiosk's signature. What cannot
 * be is marked: the counts of a bundle (its facts are not kept; they must fit its manifest and the dictionary) and the
 * enrolment of a kiosk are taken on the other's word, shown as such, and become our own when the bundle itself is
 * imported or the eight words are compared. A count that both made differently is disputed, and counts nowhere.
 * firmware-notes/formats.md, "Two coordinations". */
#ifndef ESCALE_COORDINATOR_UNITE_H
#define ESCALE_COORDINATOR_UNITE_H

#include "coordinator/state.h"

struct united {
	int kiosks, revoked;    /* enrolled on the other's word; revoked there and not here */
	int bundles, cells;     /* manifests that were not here; bundles whose counts came from there */
	int known;              /* bundles of there that were here */
	int decisions, settled; /* words of persons; receipts */
	int disputed;           /* both counted, differently */
	int refused;            /* manifest or signature wrong: left out */
	int implausible;        /* counts that cannot be: left out, the manifest stays as unread */
	int unread_there;       /* verified there, read by neither */
	char refused_marks[120];
};

/* `other` is open and nobody else's; `whose` names it to people. One transaction: on false nothing here has changed. */
typedef void unite_progress_fn(void *context, int done, int of);
bool unite_states(struct state *s, struct state *other, const char *whose, unite_progress_fn *progress,
                  void *context, struct united *did, struct err *e);

/* A private copy of another folder's database, opened, in own_dir whose own state is open; *copy is closed with unite_close, which removes the copy. ERR_KEY:
 * another authority; ERR_REFUSED: in use, ours, or from a newer program. Nothing is written in `folder`. */
bool unite_open(struct state *copy, const char *own_dir, const char *folder, struct err *e);
void unite_close(struct state *copy);

#endif
