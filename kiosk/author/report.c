#include "author/report.h"

#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/str.h"
#include "base/utf8.h"

enum { LINE_SHOWN_MAX = 150, FILE_MAX = 1024 * 1024 };

void report_prepare(struct check *c, struct arena *a)
{
	time_t now = time(NULL);
	struct tm local;
	localtime_r(&now, &local);
	c->today = (now + local.tm_gmtoff) / (24 * 60 * 60);
	c->mistakes.list = arena_array(a, REPORT_NOTES_MAX, sizeof *c->mistakes.list);
	c->hints.list = arena_array(a, REPORT_NOTES_MAX, sizeof *c->hints.list);
	c->mistakes.room = c->hints.room = REPORT_NOTES_MAX;
}

static struct str line_of(struct str text, int number)
{
	struct str line = { "", 0 };
	for (int i = 0; i < number; i++)
		str_cut(text, '\n', &line, &text);
	return line;
}

/* A long line is shown from a little before the spot. Control characters are shown as dots: this goes to a
 * terminal. */
static void print_line(FILE *out, struct str line, int number, int column)
{
	int from = column > LINE_SHOWN_MAX - 40 ? column - 60 : 1, at = 1;
	char caret[LINE_SHOWN_MAX * 4 + 8];
	size_t n = 0;
	fprintf(out, "%5d | ", number);
	for (size_t i = 0; i < line.n && at < from + LINE_SHOWN_MAX; at++) {
		uint32_t c;
		int length = utf8_next(line.s + i, line.n - i, &c);
		if (at >= from) {
			bool odd = c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x2028 && c <= 0x202E) ||
			           (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0xFFFD;
			if (c == '\t')
				fputc(' ', out);
			else if (odd)
				fputs("·", out);
			else
				fwrite(line.s + i, 1, (size_t)length, out);
			bool combining = (c >= 0x300 && c < 0x370) || (c >= 0x64B && c < 0x660);
			if (at < column && !combining && n + 1 < sizeof caret)
				caret[n++] = ' ';
		}
		i += (size_t)length;
	}
	caret[n] = '\0';
	fprintf(out, "\n      | %s^\n", caret);
}

void report_notes(FILE *out, const char *dir, const struct notes *notes)
{
	struct buf text = { 0 };
	char path[1200], loaded[sizeof path] = "";
	int kept = notes->count < notes->room ? notes->count : notes->room;
	for (int i = 0; i < kept; i++) {
		const struct err *e = &notes->list[i];
		if (!file_join(path, sizeof path, dir, e->file))
			continue;
		if (!e->line) {
			fprintf(out, "%s: %s\n", path, e->text);
			continue;
		}
		fprintf(out, "%s:%d:%d: %s\n", path, e->line, e->column, e->text);
		if (strcmp(path, loaded) != 0) {
			text.size = 0;
			if (!file_read(path, FILE_MAX, &text, NULL))
				continue;
			strcpy(loaded, path);
		}
		struct str all = { text.data, text.size };
		if (str_starts(all, "\xEF\xBB\xBF"))
			all.s += 3, all.n -= 3;
		struct str line = line_of(all, e->line);
		if (line.n && line.s[line.n - 1] == '\r')
			line.n--;
		print_line(out, line, e->line, e->column);
	}
	if (notes->count > kept)
		fprintf(out, "... et %d de plus.\n", notes->count - kept);
	buf_free(&text);
}
