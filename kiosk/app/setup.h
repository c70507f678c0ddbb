/* What escale.txt of the card asks for, done: the authority's key, the place, the list of recipients. What cannot be done
 * becomes a mistake of the card, with its line. Each start asks again; what is done already stays as it is. */
#ifndef ESCALE_APP_SETUP_H
#define ESCALE_APP_SETUP_H

#include "app/card.h"
#include "app/world.h"

/* Before contents and keeper are opened: data_dir/autorite.pub, which they read. Where it cannot be kept, setup_keeper says so. */
void setup_authority(struct card_file *c, const char *data_dir);

/* The place, when the file says another than it did (staff may have chosen since); a list newer than the installed one. Nothing
 * where there is no store: the card takes nothing at all. */
void setup_keeper(struct card_file *c, const char *folder, struct keeper *k);

#endif
