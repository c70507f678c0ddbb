/* A group session in progress, run by a conseiller. A flat value like the rest of the session: it copies, prints, replays,
 * and is kept as it is (sealed) through a power cut. Everything in it is wiped when the session ends. */
#ifndef ESCALE_SESSION_GUIDED_H
#define ESCALE_SESSION_GUIDED_H

#include <stdbool.h>
#include <stdint.h>

#include "content/guide.h"

enum {
	GUIDED_FORMAT = 1, /* of what is kept: another number is not taken back */
	TABLES_MAX = 12,
	PEOPLE_MAX = 500,
	ENTRIES_KEPT_MAX = 240,
	ENTRY_BYTES = 200,  /* of UTF-8, without the NUL */
	BALLOTS_MAX = 160,
	BALLOT_HANDS_MAX = 500, /* of one answer */
	TEAMS_MAX = PHASE_OPTIONS_MAX,
	PROGRAMME_MAX = 8,
	BAROMETERS_MAX = 4,
	GUIDED_LOCK_MS = 10 * 60 * 1000, /* nobody touched it: the code is asked again, the group's screen stays */
	GUIDED_CODE_MS = 45 * 1000,      /* the code's screen gives up, and the group's comes back */
	TIMER_MORE_MS = 5 * 60 * 1000,
	CLEANING_MS = 30 * 1000,
};

/* What the conseiller's screen shows. */
enum guided_page {
	GUIDED_LIST,    /* which session */
	GUIDED_READY,   /* what to prepare, how many tables, how many people */
	GUIDED_PHASE,   /* the group's screen */
	GUIDED_TYPING,  /* the keyboard, over an entry */
	GUIDED_CHOICE,  /* a page of the phase's kind: a note, a table's subject, a deck... (guided.detail says which) */
	GUIDED_TOOLS,   /* timer, large words, cleaning, other phases, end */
	GUIDED_NOTES,   /* for the facilitator alone */
	GUIDED_PLAN,    /* all phases, to jump */
	GUIDED_CLEAN,   /* "Nettoyer l'écran": nothing reacts for a while */
	GUIDED_CLOSE,   /* take the results away, then wipe */
	GUIDED_WORKING, /* the stick is being written */
	GUIDED_GIVEN,   /* what came of it */
	GUIDED_WIPE,    /* really wipe? */
	GUIDED_HELP,    /* for the facilitator, offline */
};

/* Something that the group wrote or chose: a note on a board, a field of a sheet. */
struct entry {
	short phase;    /* index in the guide's phases; -1: this place is free */
	short box;      /* PHASE_BOARD: index of the box; PHASE_SHEETS: of the field */
	short table, sheet; /* PHASE_SHEETS */
	short group;    /* PHASE_BOARD: notes with the same number other than 0 belong together */
	short votes;    /* PHASE_BOARD: hands */
	uint64_t tags;  /* PHASE_BOARD: bit of each other box it also belongs to; PHASE_SHEETS: bit of each chosen card */
	char text[ENTRY_BYTES + 1];
};

/* Hands, or printed cards, counted. */
struct ballot {
	short phase;   /* -1: free */
	short item;    /* PHASE_BAROMETER: axis; PHASE_QUIZ, PHASE_MODULES: screen of the module */
	short module;  /* of the pack; -1 */
	bool teams;    /* count[i] is not hands: what team i chose, a bit an answer */
	bool after;    /* the second time that a question is asked */
	bool cards;    /* printed cards were counted last, not hands */
	short count[PHASE_OPTIONS_MAX];
};

/* Printed cards are being read. */
struct reading {
	bool on;
	bool blind;   /* no camera gives pictures now: hands are counted */
	short tilted; /* cards held so that nobody can say which letter is on top */
};

struct timer {
	bool set, running, rung; /* rung: its end was told */
	long long left_ms;       /* when it last stopped or was looked at */
	long long looked_ms;     /* clock of the messages */
};

/* The keyboard of the room. */
struct typing {
	char text[ENTRY_BYTES + 1];
	int layer;  /* of the keyboard (ui/keyboard.h), and its page */
	int entry;  /* index in entries; -1: a new one */
	short phase, box, table, sheet;
	short part;   /* of the group's screen, to come back to */
	bool full;    /* the last sign found no room */
	bool erased;  /* the last touch took a sign away */
	bool leaving; /* asked whether what was written may go */
};

/* GUIDED_CHOICE: what guided.detail is, where the phase is a board or sheets. */
enum guided_detail {
	DETAIL_NONE,
	BOARD_NOTE,     /* chosen: the entry */
	BOARD_MOVE,
	BOARD_ALSO,
	BOARD_GROUP,
	BOARD_DELETE,   /* really? */
	BOARD_FULL,     /* on the group's screen: no note more */
	SHEETS_SUBJECT, /* which card is the table's */
	SHEETS_CARD,    /* read it */
	SHEETS_PICK,    /* chosen: the field whose cards are ticked */
};

struct guided {
	uint32_t format;
	bool on;             /* a session is going on */
	char guide_id[MODULE_ID_MAX + 1];
	short guide;         /* index in the pack */
	uint32_t shape;      /* of its phases: contents that changed meanwhile do not take a session back */
	enum guided_page page, under; /* under: where a tool or the keyboard goes back to */
	bool locked;         /* the code is asked before anything changes */
	bool back_row;       /* very large words */
	short phase, round, card;
	bool turned;         /* the card shows its back */
	uint64_t drawn;      /* cards of this phase that were drawn */
	short tables, people;
	short subject[TABLES_MAX]; /* card of the subject deck; -1 none */
	short table, sheet, field; /* PHASE_SHEETS: where the facilitator is */
	short detail, chosen;      /* GUIDED_CHOICE: what for, and of what; the phase's kind knows (votes: the answer touched last) */
	struct timer timer;
	long long clean_ms;
	struct typing typing;
	struct entry entries[ENTRIES_KEPT_MAX];
	struct ballot ballots[BALLOTS_MAX];
	/* PHASE_BAROMETER: the collectivité's answer to item i of the n-th barometer phase, -1 none */
	signed char answers[BAROMETERS_MAX][PHASE_AXES_MAX];
	bool many;           /* PHASE_BAROMETER: people of several collectivités, so hands are counted beside the answer */
	struct reading reading;
	/* PHASE_QUIZ, PHASE_MODULES */
	short teams, team;   /* how many, and which one's answer a touch is, from 0 */
	short module, screen;
	bool revealed, after;
	struct programme {
		short module, minutes;
	} programme[PROGRAMME_MAX];
	short programme_count;
	bool handed;         /* the results are on a stick */
};

/* What a touch asks of a group session: msg.arg of MSG_GUIDED; msg.number is its operand. */
enum guided_do {
	GUIDED_OPEN,      /* the list of sessions */
	GUIDED_CHOOSE,    /* number: index of the guide */
	GUIDED_START,
	GUIDED_RESUME,    /* the one that was kept */
	GUIDED_ONWARD,    /* next card, round, question, phase */
	GUIDED_BACKWARD,
	GUIDED_GO,        /* number: index of the phase */
	GUIDED_SHOW,      /* number: enum guided_page: tools, notes, plan, help, close... */
	GUIDED_RETURN,    /* to the group's screen */
	GUIDED_TIMER,     /* start or pause */
	GUIDED_MORE,      /* five minutes more */
	GUIDED_AGAIN,     /* the phase's whole time again */
	GUIDED_LARGE,
	GUIDED_READ,      /* the voice reads the group's screen */
	GUIDED_CLEANING,
	GUIDED_GIVE,      /* write the results to the stick */
	GUIDED_ERASE,     /* wipe and leave; asked twice */
	GUIDED_LEAVE,     /* back to the residents' screen: the session waits, kept */
	GUIDED_CARD,      /* number: index of the card shown */
	GUIDED_TURN,      /* its other side */
	GUIDED_DRAW,      /* one at random among those not yet drawn */
	/* boards and sheets */
	GUIDED_NEW_NOTE,  /* number: box */
	GUIDED_NOTE,      /* number: entry: open it */
	GUIDED_EDIT,      /* number: entry: the keyboard */
	GUIDED_MOVE,      /* number: box */
	GUIDED_TAG,       /* number: box or card: also there, or no longer */
	GUIDED_GROUP,     /* number: entry of the same box to put it with, or no longer */
	GUIDED_DELETE,
	GUIDED_TABLE,     /* number: table */
	GUIDED_SUBJECT,   /* number: card */
	GUIDED_SHEET,     /* number: sheet */
	GUIDED_FIELD,     /* number: field */
	/* votes, barometer, quiz */
	GUIDED_HAND,      /* number: option + 16 x (0 one more, 1 one less) */
	GUIDED_ANSWER,    /* number: item (quiz: team) x 8 + answer */
	GUIDED_REVEAL,
	GUIDED_TEAMS,     /* number: +1, -1 */
	GUIDED_TEAM,      /* number: the team whose answer the next touch is, from 0 */
	GUIDED_MODULE,    /* number: module of the pack: the quiz's; in the programme, or no longer */
	GUIDED_MINUTES,   /* number: place in the programme x 2 + (1 more, 0 less) */
	GUIDED_CAMERA,    /* start or stop reading the printed cards */
	GUIDED_DETAIL,    /* number: enum guided_detail: a page of the note, of the table */
	GUIDED_EMPTY,     /* number: 0 asks whether the counts shall be wiped, 1 wipes them */
	GUIDED_MANY,      /* several collectivités in the room, or one */
};

/* What is kept through a power cut, sealed with the room's key (which a conseiller's code opens). */
enum kept { KEPT_GUIDED, KEPT_STOP, KEPT_COUNT };

struct session;
struct pack;

/* The guide's French... in the session's language; NULL without a session. */
const struct guide_edition *guided_edition(const struct session *s, const struct pack *p);
const struct phase *guided_phase(const struct session *s, const struct pack *p); /* NULL without one */

/* Time left of the running phase, ms, at this moment of the messages' clock; 0: it is over. */
long long timer_left(const struct timer *t, long long now_ms);

/* Of the minutes of a phase, what one round or one table has, ms. */
long long guided_share_ms(const struct guided *g, const struct phase *st);

/* What was read back from the disk is whole, of this format, and of a guide that the pack has. */
bool guided_valid(const struct guided *g, const struct pack *p);

/* Entries of a place, in the order in which they were written: -1 when there is no other behind `after` (-1: the first).
 * A negative box, table or sheet is any. */
int guided_next_entry(const struct guided *g, int phase, int box, int table, int sheet, int after);

/* The notes of a box, those that belong there too behind the others' rules alike: a group stands together; sorted: those with
 * most hands first (a group has the hands of its notes). How many; guided_entries.c. */
int board_order(const struct guided *g, int phase, int box, bool sorted, short out[ENTRIES_KEPT_MAX]);
int board_hands(const struct guided *g, int entry); /* of the note, or of its group */
int board_group_size(const struct guided *g, int entry); /* 1: alone */

/* How many fields of this sheet are filled; sheet -1: of all sheets of the table. */
int sheets_filled(const struct guided *g, int phase, int table, int sheet);

/* A question that hands can be counted for, as a ballot knows it. */
struct asked {
	short phase, item, module;
	bool after;
	int options;
};

/* A session of this guide (an index in p->guides) in which nothing was entered yet. */
void guided_begin(struct guided *g, const struct pack *p, int which);

/* What the group is asked on the screen that is shown; false: nothing that is counted. */
bool guided_asked(const struct session *s, const struct pack *p, struct asked *out);

/* Its ballot, or NULL: nothing was counted yet. teams: not hands, what each team chose. */
const struct ballot *guided_ballot(const struct guided *g, const struct asked *q, bool teams);
int ballot_total(const struct ballot *b); /* hands; b may be NULL */
bool guided_ballots_full(const struct guided *g); /* no other question can be counted */

/* A question or page of a module, asked of the whole group. */
struct course_step {
	short screen; /* of the edition */
	bool after;   /* a SCREEN_MEASURE, the second time */
};

/* The way of a group through a module: the measure, then what can be asked of a group (whole: shown to it, pages too), then
 * the measure again. Returns how many steps; out may be NULL. */
int course_of(const struct edition *ed, bool whole, struct course_step *out);
bool course_counts(const struct screen *q); /* its answers are voted on */

/* PHASE_QUIZ, PHASE_MODULES: the module, how long its way is, and the screen that is shown; NULL without one. */
const struct edition *course_edition(const struct session *s, const struct pack *p);
int course_length(const struct session *s, const struct pack *p);
const struct screen *course_screen(const struct session *s, const struct pack *p);

/* PHASE_BAROMETER: how many there are before this phase, so which row of answers is its own; -1: none is left. */
int barometer_row(const struct guide_edition *ed, int phase);

#endif
