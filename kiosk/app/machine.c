#include "app/machine.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"

enum { SLOT_TEXT_MAX = 4096 };

static enum job_result result_of(char letter)
{
	switch (letter) {
	case 'g': return RESULT_DONE;
	case 'n': return RESULT_NO_STICK;
	case '0': return RESULT_NOTHING;
	case 'o': return RESULT_OLD_VERSION;
	case 'm': return RESULT_OTHER_KIOSK;
	case 's': return RESULT_BAD_SIGNATURE;
	case 'd': return RESULT_UNREADABLE;
	case 'b': return RESULT_TOO_BIG;
	case 'c': return RESULT_CARD_FULL;
	case 'k': return RESULT_UNSIGNED;
	default: return RESULT_FAILED;
	}
}

void machine_last(struct str text, struct staff_update *out)
{
	static const char head[] = "# update=";
	struct str line, rest = text;
	bool more = true;
	out->last = LAST_NEVER;
	while (more) {
		char words[64], version[24], state[16];
		more = str_cut(rest, '\n', &line, &rest);
		if (!str_starts(line, head) || line.n >= sizeof words)
			continue;
		memcpy(words, line.s, line.n);
		words[line.n] = '\0';
		if (sscanf(words + strlen(head), "%23[0-9.] %*1[ab] %15s", version, state) != 2)
			continue;
		strcpy(out->last_version, version);
		out->last = strcmp(state, "confirmed") == 0 ? LAST_CONFIRMED
			    : strcmp(state, "failed") == 0  ? LAST_FAILED
							    : LAST_TRYING;
		return;
	}
}

void machine_staff(struct machine *m, bool look, struct staff_update *out)
{
	char path[1024];
	struct buf text = { 0 };
	*out = (struct staff_update){ .there = update_pass_there(m->socket), .offer = RESULT_NOTHING };
	if (!out->there)
		return;
	if (m->card && file_join(path, sizeof path, m->card, "slot.txt") && file_read(path, SLOT_TEXT_MAX, &text, NULL))
		machine_last((struct str){ text.data, text.size }, out);
	buf_free(&text);
	if (!look)
		return;
	update_pass_look(m->socket, &m->looked);
	out->offer = (int)result_of(m->looked.result);
	out->mb = m->looked.mb;
	out->trial = m->looked.trial;
	strcpy(out->running, m->looked.running);
	strcpy(out->offered, m->looked.offered);
}

enum job_result machine_update(struct machine *m, update_pass_alive_fn *alive, void *context)
{
	if (m->looked.result != 'g')
		return RESULT_NO_STICK; /* staff look again */
	return result_of(update_pass_install(m->socket, m->looked.id, alive, context));
}
