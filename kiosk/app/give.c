#include "app/give.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "papers/guided_page.h"
#include "papers/stop_sheet.h"
#include "platform/stick_pass.h"
#include "sync/parcel.h"

enum { NAMES_MAX = 50, PAPER_MAX = 1 << 22 };

enum job_result stick_result(const char *what, const struct err *e)
{
	log_err(what, e);
	switch (e->code) {
	case ERR_FULL: return RESULT_STICK_FULL;
	case ERR_READONLY: return RESULT_STICK_READONLY;
	case ERR_CORRUPT: return RESULT_STICK_BAD;
	case ERR_MISSING: return RESULT_NO_STICK;
	default: return RESULT_FAILED;
	}
}

/* Is the file there with other bytes than these? */
static bool another(const char *path, struct str bytes)
{
	struct buf there = { 0 };
	if (access(path, F_OK) != 0)
		return false;
	bool same = file_read(path, PAPER_MAX, &there, NULL) && str_eq((struct str){ there.data, there.size }, bytes);
	buf_free(&there);
	return !same;
}

static bool file_name(char *out, size_t size, const char *name, int nth, const char *ending)
{
	int n = nth > 1 ? snprintf(out, size, "%s-%d%s", name, nth, ending) : snprintf(out, size, "%s%s", name, ending);
	return n > 0 && (size_t)n < size;
}

/* The first of NAME, NAME-2, NAME-3... under which no other paper lies; 0: none. */
static int free_name(const char *folder, const char *name, const struct paper_file *files, int count)
{
	for (int nth = 1; nth <= NAMES_MAX; nth++) {
		bool taken = false;
		for (int i = 0; i < count && !taken; i++) {
			char file[120], path[1200];
			taken = !file_name(file, sizeof file, name, nth, files[i].ending) ||
				!file_join(path, sizeof path, folder, file) || another(path, files[i].bytes);
		}
		if (!taken)
			return nth;
	}
	return 0;
}

static enum job_result write_papers(const char *stick, const char *name, const struct paper_file *files, int count)
{
	struct err e = { 0 };
	char folder[1024], file[120];
	size_t need = 0;
	if (!file_exists(stick))
		return RESULT_NO_STICK;
	for (int i = 0; i < count; i++)
		need += files[i].bytes.n;
	if (!parcel_folder_named(stick, GIVE_FOLDER, folder, sizeof folder, &e) || !parcel_space(folder, need, &e))
		return stick_result("papers on the stick", &e);
	int nth = free_name(folder, name, files, count);
	if (!nth)
		return RESULT_STICK_FULL;
	for (int i = 0; i < count; i++)
		if (!file_name(file, sizeof file, name, nth, files[i].ending) ||
		    !parcel_write_named(folder, file, files[i].bytes.s, files[i].bytes.n, &e))
			return stick_result("papers on the stick", &e);
	return RESULT_DONE;
}

/* On a kiosk the stick is read-only but for this. */
enum job_result give_papers(const char *stick, const char *name, const struct paper_file *files, int count)
{
	int pass = stick_pass_open(NULL);
	enum job_result result = write_papers(stick, name, files, count);
	bool closed = stick_pass_close(pass);
	return closed || result != RESULT_DONE ? result : RESULT_FAILED;
}

static struct str str_of(const struct buf *b)
{
	return (struct str){ b->data, b->size };
}

/* The page and its twins; what they held does not stay in memory. */
static enum job_result give_three(const char *stick, const char *name, struct buf *html, struct buf *text, struct buf *csv)
{
	const struct paper_file files[] = { { ".html", str_of(html) }, { ".txt", str_of(text) }, { ".csv", str_of(csv) } };
	struct buf *all[] = { html, text, csv };
	enum job_result result = give_papers(stick, name, files, 3);
	for (int i = 0; i < 3; i++) {
		explicit_bzero(all[i]->data, all[i]->size);
		buf_free(all[i]);
	}
	return result;
}

enum job_result give_stop(const char *stick, const struct session *s, const struct pack *p)
{
	const struct staff_info *info = &s->staff.info;
	struct stop_sheet sheet = { &s->stop, p, stop_visits(&s->stop, info), info->place >= 0 ? place_kinds[info->place].name : NULL };
	struct buf html = { 0 }, text = { 0 }, csv = { 0 };
	char name[40];
	stop_sheet_html(&sheet, &html);
	stop_sheet_text(&sheet, &text);
	stop_sheet_csv(&sheet, &csv);
	stop_sheet_name(&s->stop, name);
	return give_three(stick, name, &html, &text, &csv);
}

enum job_result give_guided(const char *stick, const struct session *s, const struct pack *p)
{
	const struct staff_info *info = &s->staff.info;
	struct guided_paper paper = { s, p, info->date_confirmed ? info->today : -1 };
	struct buf html = { 0 }, text = { 0 }, csv = { 0 };
	char name[80];
	if (!guided_page_html(&paper, &html))
		return RESULT_NOTHING;
	guided_page_text(&paper, &text);
	guided_page_csv(&paper, &csv);
	guided_page_name(&paper, name);
	return give_three(stick, name, &html, &text, &csv);
}
