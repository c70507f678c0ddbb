/* "Bilan de l'arrêt": the people whom conseillers helped, counted in the words of La Coop de la médiation numérique
 * (metrics/coop.h). People are counted, nobody is described: no name, no hour, no link between two lines. A flat value
 * like the rest of the session: it copies, replays, and is kept as it is (sealed) through a power cut. Everything in it is
 * wiped once the conseiller has the sheet. */
#ifndef ESCALE_SESSION_STOP_H
#define ESCALE_SESSION_STOP_H

#include <stdbool.h>
#include <stdint.h>

#include "content/pack.h"
#include "metrics/coop.h"
#include "session/effects.h"

enum {
	STOP_FORMAT = 2,
	STOP_LINES_MAX = 80, /* individual helps and workshops of one stop */
	STOP_PEOPLE_MAX = 40,
	COMMUNE_BYTES = 5,   /* Insee code */
	STOP_LOCK_MS = 10 * 60 * 1000, /* nobody touched it: the residents' screen comes back, everything is kept */
};

enum stop_page {
	STOP_HOME,
	STOP_LINE,    /* one line is being filled: stop.field says what it asks */
	STOP_LINES,   /* all of them */
	STOP_PLACE,   /* day, kind of venue, commune */
	STOP_SHEET,
	STOP_WORKING, /* the stick is being written */
	STOP_GIVEN,   /* what came of it */
	STOP_WIPE,    /* really wipe? */
	STOP_DONE,    /* wiped */
};

/* What the page of a line asks. */
enum stop_field {
	STOP_REVIEW,  /* a line that was there before: what to change? */
	STOP_TITLE,   /* of a workshop */
	STOP_PEOPLE,
	STOP_MINUTES,
	STOP_THEMES,
	STOP_DETAILS, /* all that can be skipped */
};

enum stop_themes { THEMES_USUAL, THEMES_MEDIATION, THEMES_PAPERS };

/* What was done last: told on the page that follows. */
enum stop_done { STOP_NOTHING, STOP_SAVED, STOP_TAKEN, STOP_PUT_BACK, STOP_CHOSEN, STOP_MISSING };

/* One accompagnement individuel, or one atelier. */
struct stop_line {
	bool workshop;
	unsigned char material; /* bits of COOP_MATERIAL */
	short people;           /* 1 for an individual */
	short minutes;
	short title;            /* of coop_workshops; -1: that of the guide */
	uint32_t themes;        /* bits of COOP_THEME */
	signed char choice[COOP_LIST_COUNT]; /* AGE, STATUS, GENDER, AUTONOMY, REDIRECT, LEVEL; -1: not said */
	char guide[MODULE_ID_MAX + 1];
};

struct stop {
	uint32_t format;
	bool on;
	enum stop_page page;
	short field, line;  /* line: the place of the draft in lines; count: a new one */
	short themes;       /* enum stop_themes: which ones are shown */
	short done, touched; /* enum stop_done; touched: of STOP_CHOSEN, list x 64 + value */
	struct stop_line draft;
	struct stop_line lines[STOP_LINES_MAX];
	short count;
	struct stop_line taken; /* by "Enlever": one touch puts it back at this place; -1: nothing */
	short taken_at;
	char commune[COMMUNE_BYTES + 1];
	bool wrong;         /* what was typed is no Insee code */
	short venue;        /* of COOP_VENUE */
	int64_t day, opened; /* days since 1970-01-01: of the sheet; when the count began */
	int64_t visits_before; /* self-service visits of that day, then: told apart, never added */
	bool handed;        /* the sheet is on a stick */
	enum job_result result;
};

/* What a touch asks of the count: msg.arg of MSG_STOP; msg.number is its operand. */
enum stop_do {
	STOP_OPEN,       /* from the staff's home; goes on with a count that was left */
	STOP_SHOW,       /* number: enum stop_page */
	STOP_PERSON,     /* number: minutes of a new individual help; 0: another duration */
	STOP_WORKSHOP,   /* a new one */
	STOP_SAME,       /* one more like the last individual help: a whole line in one touch */
	STOP_UNDO,       /* the last line away; once more: back */
	STOP_EDIT,       /* number: line */
	STOP_DELETE,     /* the line that is open */
	STOP_ASK,        /* number: enum stop_field */
	STOP_SET_TITLE,  /* number: guide of the pack; behind those, of coop_workshops */
	STOP_SET_PEOPLE, /* number */
	STOP_SET_MINUTES, /* number */
	STOP_THEMES_OF,  /* number: enum stop_themes */
	STOP_SET_THEME,  /* number: theme: chosen, or no longer */
	STOP_SET_CHOICE, /* number: list x 64 + value: chosen, or no longer */
	STOP_SAVE,
	STOP_LETTER,     /* number: '0' to '9', 'A', 'B': of the commune's code */
	STOP_RUB,        /* the last one away */
	STOP_SET_VENUE,  /* number */
	STOP_SET_DAY,    /* number: -1, +1 */
	STOP_GIVE,       /* write the sheet to the stick */
	STOP_ERASE,      /* tell the facts, wipe everything; asked twice */
	STOP_LEAVE,      /* to the residents' screen: the count waits, kept */
};

/* Minutes that La Coop's form offers, then others; ends with 0. */
extern const short stop_minutes[], stop_more_minutes[];

struct stop_sums {
	int lines, people, workshops, participants;
	int helps; /* people + participants: La Coop's "accompagnements" */
};
struct stop_sums stop_sums(const struct stop *s);

/* The lines in the order of the sheet: individual helps, then workshops, each as they were entered; returns their number. */
int stop_order(const struct stop *s, short order[STOP_LINES_MAX]);

/* Is this line whole: duration, a theme, and for a workshop its title and its people? */
bool stop_whole(const struct stop_line *l);

/* The last individual help, or NULL. */
const struct stop_line *stop_before(const struct stop *s);

/* Is it an Insee code? Five digits, or 2A and 2B for Corsica. */
bool stop_commune(const char *code);

/* Themes in the order in which they are offered: those of this stop, the most used first, then those that are usual
 * everywhere. */
void stop_usual(const struct stop *s, short order[COOP_THEMES]);

/* Self-service visits since the count began, from what the kiosk says now; -1: nobody knows (another day). */
struct staff_info;
int64_t stop_visits(const struct stop *s, const struct staff_info *now);

/* What was read back from the disk is whole and of this format. */
bool stop_valid(const struct stop *s);

/* ---- stop_words.c: a line as La Coop's form asks for it ---- */

enum { STOP_ROWS_MAX = 12, STOP_VALUE_BYTES = 1400 };

struct stop_row {
	const char *name; /* French */
	char value[STOP_VALUE_BYTES];
};

/* In the order of the form, without what nobody said and what is the same for all lines (date, venue). Pack: for the titles of guides. */
int stop_rows(const struct stop_line *l, const struct pack *p, struct stop_row rows[STOP_ROWS_MAX]);
const char *stop_title(const struct stop_line *l, const struct pack *p); /* of a workshop; "" before it is chosen */
void stop_time(int minutes, char out[24]);   /* "30 min", "1 h 30" */
void stop_date(int64_t day, char out[40]);   /* "22 novembre 2026" */
void stop_iso(int64_t day, char out[16]);    /* "2026-11-22" */
void stop_brief(const struct stop_line *l, const struct pack *p, char out[160]); /* "30 min, E-mail, 60 - 69 ans" */

#endif
