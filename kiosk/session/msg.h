/* What can happen to a session. Time and randomness arrive here: nothing in the core reads a clock or a
 * random source, so that a recorded session replays exactly. */
#ifndef ESCALE_SESSION_MSG_H
#define ESCALE_SESSION_MSG_H

#include <stdint.h>

enum { VOLUME_LOUDER = 100, VOLUME_QUIETER = -100 };

enum msg_kind {
	MSG_NONE,
	/* from the loop */
	MSG_TICK,       /* a deadline of session_deadline() may have passed */
	MSG_VOICE_DONE, /* the voice has said everything */
	MSG_PARTS,      /* arg: number of parts of the shown screen (the view knows, after layout) */
	/* a resident's touch or key */
	MSG_WAKE, /* anywhere on the attract screen */
	MSG_TOUCH, /* on nothing: somebody is there, and the voice stops */
	MSG_LANG, /* arg: enum lang */
	MSG_HOME,
	MSG_MODULE, /* arg: index in the pack */
	MSG_SOURCES,
	MSG_NEXT,    /* "Commencer", "Continuer": next part of the screen, then next step */
	MSG_BACK,    /* "Retour": previous part, previous step; on Home, "Terminer" */
	MSG_ANSWER,  /* arg: index of the answer, -1 "Je ne sais pas" */
	MSG_RETRY,   /* "Réessayer" */
	MSG_OPINION, /* arg: -1, 0, +1 */
	MSG_SKIP,    /* "Passer" */
	MSG_LISTEN,  /* "Écouter", or stop when it speaks */
	MSG_HELP,
	MSG_SETTINGS,
	MSG_CLOSE, /* close the help or settings panel */
	MSG_LARGE, /* arg: 0, 1 */
	MSG_CONTRAST, /* arg: 0, 1 */
	MSG_VOLUME, /* arg: step 0..VOLUME_STEPS, or VOLUME_LOUDER, VOLUME_QUIETER */
	MSG_VOICE,  /* arg: 0, 1: speak every screen by itself */
	MSG_COUNT,  /* arg: 0 = "Ne pas compter ma visite" */
	MSG_STILL_HERE,
	MSG_END, /* "J'ai fini" */
	/* in an activity (content/pack.h, enum screen_kind) */
	MSG_PICK,    /* arg: index of an answer, an area, a gesture: chosen, or no longer */
	MSG_PUT,     /* arg: index of the box for the thing that is shown */
	MSG_CHOSEN,  /* "J'ai choisi", "J'ai fini" */
	MSG_UNDO,    /* "Effacer": the last one is taken back */
	MSG_LESS,    /* arg: row */
	MSG_MORE,    /* arg: row */
	MSG_FOLLOW,  /* arg: index of the answer that the story follows */
	MSG_TYPE,    /* arg: code point of the key */
	MSG_LAYER,   /* arg: layer of the keyboard */
	MSG_AGE,     /* arg: index of the band */
	MSG_WORD,    /* arg: index of the glossary's term */
	MSG_QR,      /* the screen's addresses as codes to photograph */
	MSG_PLACES,  /* "Où trouver de l'aide ?" */
	MSG_LETTERS, /* arg: index of the group of communes */
	MSG_COMMUNE, /* arg: index */
	MSG_PLACE,   /* arg: index of the venue */
	/* staff */
	MSG_CORNER,     /* arg: 0 left, 1 right: a touch in a top corner where no control is; the way in */
	MSG_DIGIT,      /* arg: 0..9 */
	MSG_ERASE,
	MSG_ENTER,      /* the code is complete */
	MSG_STAFF_GO,   /* arg: enum staff_page */
	MSG_STAFF_PICK, /* arg: a choice of the page (kind of place, reason, day step...) */
	MSG_STAFF_DO,   /* arg: enum staff_job: ask for the work */
	MSG_STAFF_LEAVE,
	MSG_GUIDED,     /* arg: enum guided_do; number: its operand (session/guided.h) */
	MSG_STOP,       /* arg: enum stop_do; number: its operand (session/stop.h) */
	/* answers to effects */
	MSG_STAFF_INFO, /* info is valid */
	MSG_CODE_RESULT, /* arg: 1 right, 0 wrong; wait_ms: how long the next try must wait */
	MSG_CODE_SET,    /* arg: enum code_set */
	MSG_JUDGED,     /* arg: how strong the typed password is, 0 to 4; number: enum advice */
	MSG_JOB_RESULT, /* arg: enum job_result; number: of files written or version installed */
	MSG_PROGRESS,   /* arg: percent of the job that runs */
	MSG_KEPT,       /* arg: enum kept; kept points at it: copied when it is valid */
	MSG_BALLOT,     /* printed cards were read: counts[]; arg: 1 a camera sees, 0 none does; number: cards too tilted */
	MSG_STICK,      /* arg: 1 a stick is there, 0 it has gone */
};

/* A set of contents as staff read about it. */
struct contents_told {
	char name[64], signer[64]; /* "" for those that came with the program */
	int version, modules;
	unsigned languages; /* bit 1 << enum lang */
	int64_t bytes;
};

enum contents_kind { CONTENTS_NONE, CONTENTS_SHIPPED, CONTENTS_PACK };

struct staff_contents {
	struct contents_told shown, before, offered;
	int shown_kind, before_kind; /* enum contents_kind: installed now, and what one touch goes back to */
	int failed;  /* the installed pack cannot be shown: the one before, or the shipped one, stands in for it */
	int waiting; /* what is installed is shown when nobody uses the kiosk */
	int on_stick;    /* packs found; offered tells of the best one */
	int offer;       /* enum job_result that installing it now would begin with: RESULT_DONE, or why not */
};

/* What became of the last update of the machine. */
enum update_last { LAST_NEVER, LAST_TRYING, LAST_CONFIRMED, LAST_FAILED };

/* The machine's own system, where it can be updated from a stick (the card image). */
struct staff_update {
	int there;             /* 0: nothing of all this is shown */
	char running[24], offered[24], last_version[24]; /* versions, "" unknown; offered may be what is refused */
	int offer;             /* enum job_result, as of contents */
	int mb;                /* of what is offered */
	int trial;             /* takes what is signed with a key for trials */
	int last;              /* enum update_last */
};

/* What the staff screen shows: filled by kiosk.c from store, stick and clock. Never per module. */
struct staff_info {
	int64_t visits_today, visits_bundle, bundle_number, lost_visits;
	int64_t today;        /* what the clock says, days since 1970-01-01 */
	int recipients_version;
	int waiting_bundles;  /* closed, not yet acknowledged */
	bool aging;           /* visits of eleven months are here: two more and they are deleted */
	int acknowledged;     /* bundles that the last send found receipts for and deleted; -1: receipts not to be trusted */
	int can_close;        /* 0 no, 1 yes, 2 only with the supervisor's code */
	int has_staff_code, has_supervisor_code;
	unsigned codes;       /* bit 1 << n: conseiller n has a code, from 1 */
	int code_mine;        /* the one in use, 0: none of them */
	int code_unsaved;     /* the disk refused: the codes hold until the next restart */
	char code_number[9];  /* for a forgotten code: what the coordination types; "" without a disk */
	int place;            /* index in place_kinds (session.h), -1 unknown */
	int date_confirmed;
	int stick;
	int recovered;        /* the database was set aside at start */
	int store_ok;         /* the store is there, and took the last thing that it was given */
	char words[120];      /* the kiosk's eight words, for enrolment */
	struct staff_contents contents;
	struct staff_update update;
};

struct msg {
	enum msg_kind kind;
	int arg;
	long long now_ms; /* monotonic, ms; never goes back */
	uint64_t random;  /* fresh, for MSG_WAKE */
	int slot;         /* for MSG_WAKE: 0 date not confirmed, else 1 + 2 x weekend + afternoon */
	long long wait_ms;
	int64_t number;
	const struct staff_info *info; /* MSG_STAFF_INFO; copied */
	const void *kept; /* MSG_KEPT: a struct guided, a struct stop */
	short counts[4];  /* MSG_BALLOT: cards with answer A, B, C, D */
};

#endif
