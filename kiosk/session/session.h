/* The session: what one resident, or a member of staff, is doing at the kiosk. A flat value without pointers:
 * it copies, prints and replays. session_update() is the only thing that changes it. Pure. */
#ifndef ESCALE_SESSION_SESSION_H
#define ESCALE_SESSION_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/lang.h"
#include "content/pack.h"
#include "metrics/visit.h"
#include "session/effects.h"
#include "session/guided.h"
#include "session/msg.h"
#include "session/stop.h"

enum {
	IDLE_WARNING_MS = 90 * 1000, /* access.md I1; WCAG 2.2.1 */
	IDLE_ANSWER_MS = 60 * 1000,
	IDLE_TURNS = 12, /* steps of the shrinking bar */
	ATTRACT_TURN_MS = 4000,
	SPEECH_LONGEST_MS = 5 * 60 * 1000, /* a voice that has not ended by then hangs: the visit must end all the same */
	CORNER_TOUCHES = 6, /* alternating top corners (or Aide, Retour on the keypad) within CORNER_MS open the staff door */
	CORNER_MS = 8000,
	VOLUME_STEPS = 4,
	VOLUME_START = 2, /* access.md S13: at most 65 dBA at the start of each session */
};

enum where {
	AT_ATTRACT,
	AT_LANGUAGE,
	AT_HOME,
	AT_COVER,
	AT_SOURCES,
	AT_STEP,     /* steps[step] of the module */
	AT_FEEDBACK, /* of the question at steps[step] */
	AT_OPINION,  /* three faces */
	AT_AGE,      /* once a visit, behind the first finished module */
	AT_THANKS,
	AT_STAFF,
	AT_GUIDED,   /* a group session: guided.page */
	AT_STOP,     /* the stop's count: stop.page */
};

enum panel_over {
	OVER_NONE,
	OVER_HELP,
	OVER_SETTINGS,
	OVER_IDLE,
	OVER_WORD,   /* a word explained (over_arg) */
	OVER_PLACES, /* "Où trouver de l'aide ?": letters, communes, venues, one venue (struct finding) */
	OVER_QR,     /* the addresses of the screen or of the sources, one a part */
};

enum staff_page {
	STAFF_CODE,       /* type the code */
	STAFF_NEW_CODE,   /* first start: choose it */
	STAFF_NEW_AGAIN,  /* and once more */
	STAFF_HOME,
	STAFF_EXPORT,     /* "Préparer l'envoi du mois" */
	STAFF_REASON,     /* why close early */
	STAFF_SUPERVISOR, /* the supervisor's code */
	STAFF_PLACE,
	STAFF_DATE,
	STAFF_RECIPIENTS,
	STAFF_CONTENTS,   /* what is installed, what the stick offers */
	STAFF_UPDATE,     /* of the machine's system */
	STAFF_IDENTITY,   /* the eight words */
	STAFF_WORKING,    /* a job is running */
	STAFF_RESULT,     /* what came of it */
	STAFF_CODES,      /* those of all conseillers */
	STAFF_CODE_REMOVE, /* really? */
	STAFF_FORGOTTEN,  /* what to do, the number, the file */
};

/* MSG_STAFF_GO to STAFF_NEW_CODE: number is an enum code_kind, or this. */
enum { NEW_CODE_ADD = 2 };

/* What the page of the codes says of the last change. */
enum code_told { CODES_AS_THEY_ARE, CODES_ADDED, CODES_CHANGED, CODES_REMOVED };

/* The closed list of the manifest's "kind of place", with its French key; NULL-terminated. */
struct place_kind {
	const char *code, *name;
};
extern const struct place_kind place_kinds[];
extern const struct place_kind early_reasons[]; /* why a supervisor closes early */

enum { STEPS_MAX = MODULE_SCREENS_MAX + 2, DIGITS_MAX = 12, CODE_DIGITS_MIN = 6 /* seal/pin.h */ };

/* One step of the way through a module: a screen of the edition; a measure appears twice. */
struct step {
	short screen;
	bool after; /* second time of a SCREEN_MEASURE */
};

/* What was done so far in the activity of this step; wiped when another step comes. */
struct activity {
	uint32_t picked;                         /* bit i: answers[i] is chosen (SEVERAL, CLUES, GESTURES) */
	int last;                                /* the one touched last, -1 */
	int count;                               /* how many of list are filled (SORT, ORDER, SCENARIO) */
	short list[SCREEN_ANSWERS_MAX];          /* SORT: box of the i-th thing shown; ORDER: answers in the order chosen;
						    SCENARIO: screens gone through */
	long long value[SCREEN_ROWS_MAX];        /* ESTIMATE: [0]; CALCULATE: a row each; thousandths */
	short part;                              /* CLUES: of the list, for when the reply closes */
	bool touched;                            /* something was chosen: "J'ai choisi" makes sense */
	bool done;                               /* told that it is finished: the answer is shown */
	char typed[TYPED_MAX + 1];               /* PASSWORD: never stored, never told, never spoken */
	int layer, strength, advice;             /* PASSWORD: of the keyboard; 0 to 4, -1 nothing typed; enum advice */
};

/* How far somebody is on the way to a venue; -1: not yet chosen. */
struct finding {
	int letters; /* group of communes, where there are too many for one list */
	int commune, venue;
};

enum { COMMUNES_LISTED = 12, COMMUNE_GROUPS_MAX = 8 };

struct staff {
	enum staff_page page, then; /* then: where a code or a job leads */
	char digits[DIGITS_MAX + 1], first[DIGITS_MAX + 1];
	bool unlocked; /* the code was right, or was just chosen */
	bool wrong, plain, supervisor_setup; /* plain: the new code was one that anybody tries first */
	bool taken;    /* the new code is another conseiller's */
	bool checking; /* a code is being checked: that takes a while */
	bool reset;    /* the coordination's file was good: a new code may be chosen */
	enum code_change change;
	enum code_told told;
	int removing;  /* STAFF_CODE_REMOVE: whose code */
	bool informed; /* info was filled in since the door opened */
	long long wait_until_ms;
	int reason, place;
	int64_t day;
	enum job job;
	enum job_result result;
	int64_t number;
	int percent; /* of the job that runs */
	struct staff_info info;
};

struct session {
	enum where at;
	enum panel_over over;
	int over_arg; /* OVER_WORD: index in the pack's terms */
	enum lang lang;
	int module; /* index in the pack, -1 */
	struct step steps[STEPS_MAX];
	int step_count, step;
	int part, part_count; /* what does not fit goes on in the next part, never a scroll */
	int under_part;       /* part of the screen under a panel, for when it closes */
	enum panel_over under_idle; /* the panel that the idle warning covers, */
	int under_idle_part;        /* and its part */
	int turn;             /* attract: how many times the sentence has changed; idle warning: twelfths of the bar gone */
	int answer;           /* of the question being explained: index, -1 "Je ne sais pas" */
	bool large, contrast, voice, speaking;
	int volume;
	struct activity act;
	struct finding finding;
	uint64_t answered;    /* bit i: step i was answered before; a second try is not counted */
	int before_right, before_asked, after_right, after_asked;
	long long touched_ms, visit_ms, module_ms, entered_ms, said_ms;
	bool in_module;       /* started and not yet finished or left */
	bool counted;         /* the visit reached the home screen: it is one */
	bool age_asked;
	int slot;             /* of msg, at the start of the visit */
	struct visit visit;
	int corner_count, corner_last;
	long long corner_ms;
	struct staff staff;
	struct guided guided;
	struct stop stop;
};

void session_init(struct session *s, long long now_ms);

/* Apply one message; effects are appended to *fx (cleared first). */
struct session session_update(struct session s, const struct pack *p, const struct msg *m, struct effects *fx);

/* When the session next needs a MSG_TICK, in the clock of msg.now_ms; -1: never, sleep until something happens. */
long long session_deadline(const struct session *s);

/* 111111, 123456, 987654: the codes that anybody tries first (seal/pin.h refuses the same ones). */
bool session_plain_code(const char *digits);

/* The communes of a pack in at most COMMUNE_GROUPS_MAX groups of neighbouring initials: first of each, and one past the last;
 * returns how many groups there are (1: no need to choose one). */
int commune_groups(const struct pack *p, int first[COMMUNE_GROUPS_MAX + 1]);

/* Helpers shared with the views. */
long long session_total(const struct session *s, const struct screen *q); /* SCREEN_CALCULATE: thousandths */
const struct edition *session_edition(const struct session *s, const struct pack *p); /* NULL without a module */
const struct screen *session_screen(const struct session *s, const struct pack *p);   /* NULL unless AT_STEP/AT_FEEDBACK */

/* SORT, ORDER: index of the answer that is shown at this place. */
int session_nth(const struct screen *q, int i);

/* ESTIMATE: what the large steps add, thousandths; 0: the range is short, there are none. Their arg is 1, the others' 0. */
long long session_large_step(const struct scale *s);
bool session_near(const struct session *s, const struct scale *scale); /* within one step of the truth */

enum { CLUES_ELSEWHERE = -2 }; /* activity.last: touched where nothing is */
int session_clues_left(const struct session *s, const struct screen *q);

#endif
