/* What the world must do after an update. Effects are data: kiosk.c carries them out, tests read them. */
#ifndef ESCALE_SESSION_EFFECTS_H
#define ESCALE_SESSION_EFFECTS_H

#include <stdbool.h>
#include <stdint.h>

#include "metrics/visit.h"

/* Work that the staff screen asks for; each ends with MSG_JOB_RESULT. */
enum job {
	JOB_NONE,
	JOB_EXPORT,       /* close the bundle if it may be, write all waiting ones to the stick */
	JOB_EXPORT_EARLY, /* the same with the supervisor's reason (number: index in early_reasons) */
	JOB_RECIPIENTS,   /* install the recipient list found on the stick */
	JOB_PLACE,        /* number: index in place_kinds */
	JOB_DATE,         /* number: the confirmed day */
	JOB_CONTENTS,      /* install the pack of contents that is on the stick */
	JOB_CONTENTS_BACK, /* show the contents of before again */
	JOB_GIVE_GUIDED,   /* write the group's results to the stick (papers/) */
	JOB_GIVE_STOP,     /* the stop's sheet */
	JOB_UPDATE,        /* install the system that is on the stick, and start again */
	JOB_CODE_FILE,     /* the coordination's file for a forgotten code: read and verified */
};

enum job_result {
	RESULT_DONE,
	RESULT_NO_STICK,
	RESULT_STICK_FULL,
	RESULT_STICK_READONLY,
	RESULT_STICK_BAD,    /* what was read back differs */
	RESULT_NOTHING,      /* nothing to write, no list on the stick */
	RESULT_TOO_EARLY,    /* fewer than 11 visits or 7 days */
	RESULT_NO_RECIPIENTS,
	RESULT_OLD_VERSION,
	RESULT_BAD_SIGNATURE,
	RESULT_UNREADABLE,
	RESULT_UNSIGNED,
	RESULT_TOO_BIG,    /* over a bound: nothing was copied */
	RESULT_CARD_FULL,  /* the kiosk's own */
	RESULT_NOT_READ,   /* whole and signed, and this program does not understand it */
	RESULT_OTHER_KIOSK, /* signed for another one */
	RESULT_FAILED,
};

enum code_kind { CODE_STAFF, CODE_SUPERVISOR };

/* What set_code asks for; the supervisor has one code, CODE_MINE. */
enum code_change {
	CODE_MINE,   /* the first one, or another one in place of the one in use */
	CODE_ADD,    /* one more, for another conseiller */
	CODE_REMOVE, /* code_number's */
	CODE_RESET,  /* after the coordination's file: the only one from now on; what was kept is forgotten */
};

enum code_set {
	CODE_SET,
	CODE_SET_UNSAVED, /* the disk refuses: it holds until the next restart */
	CODE_SET_TAKEN,   /* another conseiller has this one */
	CODE_SET_FAILED,
};

enum { TYPED_MAX = 64 /* bytes */ };

/* What would make the typed password better; judge/judge.h has the same in the same order. */
enum advice { ADVICE_ENOUGH, ADVICE_LONGER, ADVICE_KNOWN, ADVICE_REPEATS, ADVICE_FOLLOWS, ADVICE_DATE };

struct effects {
	bool say;        /* speak the scene that view() makes of the new state */
	bool echo;       /* with say: only what the scene says of the last touch (scene.echo_first), if it says something */
	bool hush;       /* stop speaking, at once */
	bool volume;     /* session.volume changed */
	bool visit_done; /* facts[] are the whole visit: seal and store them in one transaction */
	bool stop_done;  /* facts[] are those of a whole stop: sealed like a visit's, and no visit is counted */
	struct fact facts[VISIT_FACTS_MAX];
	int fact_count;
	bool staff_info;         /* answer with MSG_STAFF_INFO */
	bool contents;           /* with it: look what pack the stick carries */
	bool update;             /* with it: look what update the stick carries */
	bool check_code;         /* answer with MSG_CODE_RESULT */
	bool set_code;           /* answer with MSG_CODE_SET */
	enum code_kind code_kind;
	enum code_change code_change;
	int code_number; /* CODE_REMOVE: whose */
	char code[13];           /* check_code, set_code: wiped by kiosk.c after use */
	bool judge;              /* answer at once with MSG_JUDGED; nothing is kept */
	char typed[TYPED_MAX + 1]; /* judge: wiped by whoever carries it out */
	unsigned keep;           /* bit 1 << enum kept: write it, sealed: at once, or within seconds of the last writing */
	unsigned keep_soon;      /* the same bits: it changes letter by letter; within seconds is enough */
	unsigned forget;         /* the same bits: wipe it from the disk */
	bool fetch_kept;         /* staff are in: answer with MSG_KEPT for each that is there */
	bool lock_room;          /* staff left: the room's key is forgotten */
	bool chime;              /* the gentle sound of the end of a time */
	int camera;              /* +1 begin to read printed cards, from none; -1 stop; 0 as it is */
	enum job job;            /* JOB_NONE: none */
	int64_t job_number;
};

#endif
