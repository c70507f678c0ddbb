/* What escale-kiosk was asked on its command line. */
#ifndef ESCALE_APP_OPTIONS_H
#define ESCALE_APP_OPTIONS_H

#include <stdbool.h>

#include "base/err.h"

/* Strings are argv's own; NULL where nothing was said and there is nothing usual. */
/* What the package installed is as trusted as the program itself. */
#define SHIPPED_CONTENT "/usr/share/escale/content"

struct options {
	const char *data, *card, *content, *assets, *usb, *authority, *replay, *shots, *trace, *touches, *panel, *update;
	bool fullscreen, kiosk, alone;
	int simulate, day, rotate;
	unsigned long long seed;
};

extern const char options_usage[]; /* in French, one line an option */

/* ERR_USAGE and a sentence for what cannot be. --help and --version are answered, and end the program. */
bool options_parse(struct options *, int argc, char **argv, struct err *e);

#endif
