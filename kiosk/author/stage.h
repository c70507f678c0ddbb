/* What preview shows: one screen of one module, one phase of one guided session as the kiosk would, or the list of mistakes.
 * Knows no window. */
#ifndef ESCALE_AUTHOR_STAGE_H
#define ESCALE_AUTHOR_STAGE_H

#include "content/check.h"
#include "content/guide.h"
#include "session/session.h"
#include "ui/input.h"
#include "ui/view.h"

/* Places of a module in the order of preview: the cover, each screen, the sources; of a guide: what to prepare, each phase. */
enum { PLACE_COVER = -1, STAGE_NAME = sizeof GUIDES_FOLDER + 1 + MODULE_ID_MAX };

struct stage {
	const char *dir;
	struct arena memory; /* pack and notes: dropped whole at each reading */
	struct pack pack;
	struct check check;
	bool loaded;           /* some module is there */
	char module[STAGE_NAME]; /* "cyber", "seances/afor" */
	enum lang lang;
	int place;             /* PLACE_COVER or an index in the edition's screens or phases */
	int card;              /* of a phase of cards: 1 + index; 0: the list of them */
	int term;              /* 1 + index of the glossary's word that is shown over it; 0: none */
	bool large, contrast;
	struct session session;
	struct ui_state ui;
	struct gate gate;
	struct arena frame;
	struct scene scene;
};

/* Read dir again; module, language and place stay where they still exist. */
void stage_read(struct stage *s);

/* The place (and card) whose text holds this line of the file. */
void stage_go_to_line(struct stage *s, int line);

/* The screen or phase of this name. False: there is none. */
bool stage_go_to_id(struct stage *s, const char *id);

/* A word of the glossary. False: it is not there. */
bool stage_go_to_word(struct stage *s, const char *id);

/* To a neighbour: +1, -1. Stays at the ends. */
void stage_step(struct stage *s, int by);

/* The next language that the module has. */
void stage_next_lang(struct stage *s);

/* Go to the place from the start of a visit, as a resident would come. After any change above. */
void stage_enter(struct stage *s);

/* A touch or a key of the kiosk. */
void stage_input(struct stage *s, const struct look *look, const struct input *in);

/* Make the scene for this look. */
void stage_show(struct stage *s, const struct look *look);

void stage_drop(struct stage *s);

#endif
