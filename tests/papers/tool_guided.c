/* A group's results on standard output: tool_guided FOLDER SESSION NOTES LETTERS TABLES [html|text|csv] */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "papers/helpers/a_board.h"

int main(int argc, char **argv)
{
	if (argc < 6)
		return 2;
	struct session *s = a_session(argv[1], argv[2]);
	if (atoi(argv[3]) || atoi(argv[5]))
		a_group_writes(s, atoi(argv[3]), atoi(argv[4]), atoi(argv[5]));
	struct guided_paper p = { s, a_session_pack(), 20779 };
	struct buf out = { 0 };
	const char *how = argc > 6 ? argv[6] : "html";
	bool ok = strcmp(how, "csv") == 0 ? guided_page_csv(&p, &out) : strcmp(how, "text") == 0 ? guided_page_text(&p, &out)
											   : guided_page_html(&p, &out);
	fwrite(out.data, 1, out.size, stdout);
	buf_free(&out);
	return ok ? 0 : 1;
}
