/* A stop's sheet on standard output: tool_sheet PEOPLE PARTICIPANTS [full]; full: every line says everything. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "papers/helpers/a_stop.h"
#include "papers/stop_sheet.h"

int main(int argc, char **argv)
{
	if (argc < 3)
		return 2;
	struct stop *s = a_stop(atoi(argv[1]), atoi(argv[2]));
	for (int i = 0; argc > 3 && i < s->count; i++) {
		s->lines[i].themes = (1u << COOP_THEMES) - 1;
		s->lines[i].material = 15;
		for (int list = 0; list < COOP_LIST_COUNT; list++)
			s->lines[i].choice[list] = (signed char)(coop_tables[list].count - 1);
		s->lines[i].choice[COOP_REDIRECT] = 4;
	}
	struct stop_sheet sheet = { s, a_pack(), 9, "Bus ou camion" };
	struct buf out = { 0 };
	stop_sheet_html(&sheet, &out);
	fwrite(out.data, 1, out.size, stdout);
	buf_free(&out);
	return 0;
}
