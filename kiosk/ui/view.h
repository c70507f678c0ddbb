/* From the state to the picture: pure. */
#ifndef ESCALE_UI_VIEW_H
#define ESCALE_UI_VIEW_H

#include "content/words.h"
#include "session/session.h"
#include "ui/scene.h"
#include "ui/theme.h"

/* What the views need beside the session; const for the life of the process. */
struct look {
	const struct panel *panel;
	const struct measure *measure;
	const struct words *words[LANG_COUNT];
	const char *place_name;  /* "Bus numérique de ..." or "" */
	bool staffed;            /* is somebody there to call? Aide says it honestly */
	bool sound;              /* an audio device is there */
	bool camera;             /* one is there that could read printed cards */
	bool empty;              /* there are no contents at all: said instead of the first screens */
	bool trial;              /* contents that nobody signed are said to be such */
	int first_lang;          /* enum lang with which the attract screen begins */
	/* What is wrong in the card's escale.txt, each with its line, up to a NULL; shown in place of the attract screen. NULL: nothing. */
	const char *const *mistakes;
};

/* What belongs to the screen and not to the session: would nobody expect it to be undone by Retour? */
struct ui_state {
	int focus;          /* index in the scene's targets, -1: no keypad in use */
	int spoken;         /* piece of speech being said, -1 */
	int word_start, word_end; /* byte offsets in it, end 0: whole piece */
};

/* Fill *out (scene_begin is called here). */
void view(const struct session *s, const struct pack *p, const struct look *look, const struct ui_state *ui,
	  struct arena *a, struct scene *out);

#endif
