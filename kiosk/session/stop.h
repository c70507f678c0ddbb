/* "Bilan de l'arrêt": the people whom conseillers helped, counted in the words of La Coop de la médiation numérique
 * (content of metrics/coop.h). People are counted, nobody is described: no name, no hour, no link between two lines. */
#ifndef ESCALE_SESSION_STOP_H
#define ESCALE_SESSION_STOP_H

#include <stdbool.h>
#include <stdint.h>

enum {
	STOP_FORMAT = 1,
	STOP_LINES_MAX = 80, /* individual helps and workshops of one stop */
	COMMUNE_BYTES = 5,   /* Insee code */
};

enum stop_page { STOP_HOME, STOP_LINE, STOP_SHEET, STOP_COMMUNE, STOP_WORKING, STOP_GIVEN, STOP_WIPE };

/* One accompagnement individuel, or one atelier. Values are indices in the tables of metrics/coop.h; -1: not said. */
struct stop_line {
	bool workshop;
	short people;     /* 1 for an individual */
	short minutes;
	uint32_t themes;  /* bits */
	short age, status, gender, autonomy, level, redirect;
	unsigned char material; /* bits */
};

struct stop {
	uint32_t format;
	bool on;
	enum stop_page page;
	short line, field; /* being filled */
	struct stop_line draft, last;
	struct stop_line lines[STOP_LINES_MAX];
	short count;
	char commune[COMMUNE_BYTES + 1];
	int32_t visits_before; /* self-service visits counted when the stop began: told apart, never added */
	int64_t day;
	bool handed;
};

#endif
