/* escale.txt of the card: how a kiosk is set up without a keyboard. The technician writes it on any computer, so what is wrong
 * in it is told with its line, on the kiosk's own screen (firmware-notes/image.md). Pure, but for card_read. */
#ifndef ESCALE_APP_CARD_H
#define ESCALE_APP_CARD_H

#include <stdbool.h>

#include "base/lang.h"
#include "base/str.h"
#include "seal/minisign.h"

enum { CARD_MISTAKES_MAX = 12, CARD_MISTAKE_SIZE = 200, CARD_VALUE_MAX = 64, CARD_FILE_MAX = 16 << 10 };

struct card_mistake {
	int line; /* of escale.txt; 0: of the whole file */
	char text[CARD_MISTAKE_SIZE]; /* "ligne 3 : ..." is not part of it */
};

/* What the file said; a line that is wrong says nothing. */
struct card_file {
	char panel[CARD_VALUE_MAX];   /* for panel_parse; "": nothing was said */
	int rotate;                   /* degrees; -1: nothing was said */
	int alone;                    /* 1: nobody is there to help; -1 */
	int lang;                     /* enum lang; -1 */
	const char *zone;             /* for clock_zone, static; NULL: nothing was said */
	int place;                    /* index in place_kinds; -1 */
	char authority[MINISIGN_PUBLIC_SIZE]; /* the public key; "" */
	char recipients[CARD_VALUE_MAX];      /* folder on the card that holds the signed list; "" */
	int authority_line, recipients_line;  /* where they were said */
	bool authority_lost;                  /* it could not be kept (app/setup.h) */
	struct card_mistake mistakes[CARD_MISTAKES_MAX];
	int mistake_count;            /* those past the room are counted too */
};

/* Lines "clé = valeur"; `#` begins a note. Any text gives a card; mistakes are in the order of the lines. */
void card_parse(struct card_file *c, struct str text);

/* folder/escale.txt. No file is no mistake: a kiosk that was not set up this way. */
void card_read(struct card_file *c, const char *folder);

/* One more: what the card asks for could not be done. */
void card_mistake(struct card_file *c, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
