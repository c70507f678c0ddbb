#include "author/import_module.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "author/import_draw.h"
#include "author/import_markdown.h"
#include "author/report.h"
#include "base/file.h"
#include "base/utf8.h"
#include "content/pack.h"

enum { ROUNDS_MAX = 12 };

static const char cover[] =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 96 64\">\n"
    "  <rect x=\"2\" y=\"2\" width=\"92\" height=\"60\" rx=\"8\" fill=\"#eef3fb\"/>\n"
    "  <path d=\"M22 12h52a8 8 0 0 1 8 8v20a8 8 0 0 1-8 8H48l-14 10V48H22a8 8 0 0 1-8-8V20a8 8 0 0 "
    "1 8-8z\" fill=\"#fdfcf7\" stroke=\"#0b3d91\" stroke-width=\"3\" stroke-linejoin=\"round\"/>\n"
    "  <path d=\"M41 24c0-9 14-9 14 0 0 6-7 5-7 11\" fill=\"none\" stroke=\"#e07a3f\" "
    "stroke-width=\"4\" stroke-linecap=\"round\"/>\n"
    "  <circle cx=\"48\" cy=\"42\" r=\"2.6\" fill=\"#e07a3f\"/>\n"
    "</svg>\n";

struct maker {
	struct import *im;
	const struct import_target *target;
	struct arena *a;
	const char *staging;        /* a folder beside the modules, taken away at the end */
	const char **picture_names; /* by picture; NULL: not drawn */
	const char *today;
	struct err *e;
};

/* ---- names ------------------------------------------------------------------------------------------------------------------ */

static const char *folded(uint32_t c)
{
	static const struct {
		uint32_t first, last;
		const char *to;
	} table[] = {
		{ 0xC0, 0xC5, "a" }, { 0xC7, 0xC7, "c" }, { 0xC8, 0xCB, "e" }, { 0xCC, 0xCF, "i" },
		{ 0xD1, 0xD1, "n" }, { 0xD2, 0xD6, "o" }, { 0xD9, 0xDC, "u" }, { 0x152, 0x153, "oe" },
	};
	if (c >= 0xE0 && c < 0xFF)
		c -= 0x20;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (c >= table[i].first && c <= table[i].last)
			return table[i].to;
	return NULL;
}

void import_id(char *out, size_t size, const char *file_name)
{
	const char *dot = strrchr(file_name, '.');
	size_t n = dot && dot != file_name ? (size_t)(dot - file_name) : strlen(file_name), at = 0;
	size_t max = size - 1 < MODULE_ID_MAX ? size - 1 : MODULE_ID_MAX;
	uint32_t c;
	for (size_t i = 0; i < n && at < max;) {
		i += (size_t)utf8_next(file_name + i, n - i, &c);
		c |= c >= 'A' && c <= 'Z' ? 0x20 : 0;
		const char *letters = folded(c);
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9' && at))
			out[at++] = (char)c;
		else if (letters)
			for (; *letters && at < max; letters++)
				out[at++] = *letters;
		else if (c != 0x301 && c != 0x300 && c != 0x302 && c != 0x308 && c != 0x327 && at &&
		         out[at - 1] != '-')
			out[at++] = '-';
	}
	while (at && out[at - 1] == '-')
		at--;
	out[at] = '\0';
	if (!str_is_id(str_from(out), MODULE_ID_MAX))
		str_copy(out, size, "import");
}

/* "id", "id-2"...: the number never falls off the end. */
static const char *numbered_id(struct arena *a, const char *id, int number)
{
	if (number == 1)
		return id;
	const char *tail = arena_printf(a, "-%d", number);
	size_t room = MODULE_ID_MAX - strlen(tail), n = strlen(id);
	n = n < room ? n : room;
	while (n > 1 && id[n - 1] == '-')
		n--;
	return arena_printf(a, "%.*s%s", (int)n, id, tail);
}

/* ---- files -------------------------------------------------------------------------------------------------------------------- */

static const char *path_of(struct maker *m, const char *dir, const char *name)
{
	return arena_printf(m->a, "%s/%s", dir, name);
}

/* Flat, and made by us: no link is followed, nothing below is entered. */
static void remove_folder(struct maker *m, const char *path)
{
	DIR *dir = opendir(path);
	if (!dir)
		return;
	for (struct dirent *entry; (entry = readdir(dir));)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			unlink(path_of(m, path, entry->d_name));
	closedir(dir);
	rmdir(path);
}

static void remove_staging(struct maker *m)
{
	DIR *dir = opendir(m->staging);
	if (!dir)
		return;
	for (struct dirent *entry; (entry = readdir(dir));)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			remove_folder(m, path_of(m, m->staging, entry->d_name));
	closedir(dir);
	rmdir(m->staging);
}

static bool make_staging(struct maker *m)
{
	char *path = arena_printf(m->a, "%s/.import-XXXXXX", m->target->dir);
	if (!file_mkdir(m->target->dir, m->e))
		return false;
	m->staging = path;
	return mkdtemp(path) ? true : err_errno(m->e, m->target->dir);
}

/* ---- pictures ------------------------------------------------------------------------------------------------------------------- */

static void skip_item(struct maker *m, struct import_item *item, const char *reason)
{
	if (item->part == 0) {
		m->im->kept--;
		import_skip(m->im, item->place, item->title, "%s", reason);
	}
}

/* One picture into the folder. A question without its illustration goes on, with a remark. */
static void draw_one(struct maker *m, int index, const char *folder, const struct import_item *item)
{
	struct err e = { 0 };
	const char *name = arena_printf(m->a, "image-%d.png", index + 1);
	if (import_draw(&m->im->pictures[index], IMPORT_PICTURE_SIDE, path_of(m, folder, name), m->staging,
	                m->a, &e)) {
		m->picture_names[index] = name;
		if (!m->im->pictures[index].spoken[0])
			import_remark(m->im, item->place,
			              "dites ce que montre l'image %s, entre les crochets.", name);
	} else {
		import_remark(m->im, item->place, "image laissée de côté : %s", e.text);
	}
}

static bool is_drawn(struct maker *m, const struct import_block *block)
{
	return block->kind != IMPORT_PICTURE || m->picture_names[block->picture];
}

/* Draws what the items show. An item whose text speaks about a picture that cannot be drawn leaves the list. */
static int draw_pictures(struct maker *m, struct import_item **items, int count, const char *folder)
{
	int kept = 0;
	for (int i = 0; i < count; i++) {
		struct import_item *item = items[i];
		bool whole = true;
		if (item->picture >= 0 && !m->picture_names[item->picture])
			draw_one(m, item->picture, folder, item);
		for (int j = 0; j < item->blocks.count; j++) {
			struct import_block *block = &item->blocks.at[j];
			if (!is_drawn(m, block))
				draw_one(m, block->picture, folder, item);
			whole = whole && is_drawn(m, block);
		}
		if (!whole)
			skip_item(m, item, "son image ne peut pas être montrée");
		else if (item->kind == IMPORT_PAGE && !item->blocks.count && !m->picture_names[item->picture])
			skip_item(m, item, "il ne reste rien à montrer");
		else
			items[kept++] = item;
	}
	return kept;
}

/* ---- one module -------------------------------------------------------------------------------------------------------------------- */

static int choose_measure(struct import_item *const *items, int count)
{
	for (int i = 0; i < count; i++)
		if (items[i]->kind == IMPORT_CHOICE && import_may_measure(items[i]))
			return i;
	for (int i = 0; i < count; i++)
		if (import_may_measure(items[i]))
			return i;
	return -1;
}

static void drop_item(struct import_item **items, int *count, int i)
{
	memmove(items + i, items + i + 1, (size_t)(*count - i - 1) * sizeof *items);
	--*count;
}

static void put_first(struct import_item **items, int i)
{
	struct import_item *first = items[i];
	memmove(items + 1, items, (size_t)i * sizeof *items);
	items[0] = first;
}

/* Let the real check read the folder. Items with a mistake leave the list. True when there was none. */
static bool passes(struct maker *m, struct import_item **items, int *count, const int *line_of)
{
	struct arena a = { 0 };
	struct check c = { 0 };
	struct pack p;
	int before = *count;
	report_prepare(&c, &a);
	c.hints.room = 0;
	bool ok = pack_check(&p, m->staging, &a, &c, NULL) && !c.mistakes.count;
	for (int n = c.mistakes.count < c.mistakes.room ? c.mistakes.count : c.mistakes.room;
	     n-- > 0 && !ok;) {
		const struct err *e = &c.mistakes.list[n];
		int i = before - 1;
		while (i >= 0 && line_of[i] > e->line)
			i--;
		if (i < 0) {
			err_set(m->e, ERR_FORMAT, "%s", e->text);
		} else if (i < *count) {
			skip_item(m, items[i], e->text);
			drop_item(items, count, i);
			before = i; /* notes stand in the order of lines: from here on only earlier ones */
		}
	}
	arena_drop(&a);
	return ok;
}

static bool write_text(struct maker *m, struct import_item *const *items, int count, const char *folder,
                       const char *title, int *line_of)
{
	struct buf text = { 0 };
	struct import_page_front front = { title, m->target->theme, m->today };
	import_markdown(&text, m->im, &front, items, count, 0, m->picture_names, line_of);
	bool ok = file_write(path_of(m, folder, "fr.md"), text.data, text.size, 0644, m->e) &&
	          file_write(path_of(m, folder, "couverture.svg"), cover, sizeof cover - 1, 0644, m->e);
	buf_free(&text);
	return ok;
}

static void skip_all(struct maker *m, struct import_item **items, int count, const char *reason)
{
	for (int i = 0; i < count; i++)
		skip_item(m, items[i], reason);
}

static int count_questions(struct import_item *const *items, int count)
{
	int n = 0;
	for (int i = 0; i < count; i++)
		n += items[i]->kind != IMPORT_PAGE;
	return n;
}

/* Write the items as one module in the staging folder. False with no error: nothing of them can stand. */
static bool make_module(struct maker *m, struct import_item **items, int *count, const char *id,
                        const char *title)
{
	const char *folder = path_of(m, m->staging, id);
	int *line_of = arena_array(m->a, (size_t)*count + 1, sizeof *line_of);
	if (mkdir(folder, 0755) != 0)
		return err_errno(m->e, folder);
	*count = draw_pictures(m, items, *count, folder);
	for (int round = 0; round < ROUNDS_MAX && *count && !m->e->code; round++) {
		int measure = choose_measure(items, *count);
		if (measure < 0)
			break;
		put_first(items, measure);
		if (!write_text(m, items, *count, folder, title, line_of))
			return false;
		if (passes(m, items, count, line_of)) {
			import_remark(m->im, items[0]->place,
			              "« %.80s » est la question posée avant et après.", items[0]->title);
			return true;
		}
	}
	skip_all(m, items, *count,
	         "il faut au moins une question à une seule réponse juste, à poser avant et après");
	remove_folder(m, folder);
	return false;
}

/* ---- all of a file --------------------------------------------------------------------------------------------------------------------- */

/* The items that the format can hold. */
static int take_items(struct maker *m, struct import_item **items)
{
	int n = 0;
	for (int i = 0; i < m->im->item_count; i++)
		if (import_has_kind(m->im->items[i].kind))
			items[n++] = &m->im->items[i];
		else
			skip_item(m, &m->im->items[i], "elle a plusieurs réponses justes");
	return n;
}

static bool is_taken(struct maker *m, const char *id)
{
	struct stat st;
	return lstat(path_of(m, m->target->dir, id), &st) == 0;
}

/* From the staging folder to their place. rename() never replaces a folder that holds something. */
static bool publish(struct maker *m, struct import_made *made)
{
	for (int i = 0; i < made->count; i++) {
		const char *to = path_of(m, m->target->dir, made->id[i]);
		if (is_taken(m, made->id[i]) || rename(path_of(m, m->staging, made->id[i]), to) != 0) {
			made->count = i;
			return err_set(m->e, ERR_REFUSED, "%s : ce module ne peut pas être mis en place (%s)",
			               to, strerror(errno));
		}
	}
	return true;
}

static bool make_all(struct maker *m, struct import_item **items, int count, struct import_made *made)
{
	int modules = (count + IMPORT_MODULE_ITEMS_MAX - 1) / IMPORT_MODULE_ITEMS_MAX;
	if (modules > IMPORT_MODULES_MAX) {
		skip_all(m, items + IMPORT_MODULES_MAX * IMPORT_MODULE_ITEMS_MAX,
		         count - IMPORT_MODULES_MAX * IMPORT_MODULE_ITEMS_MAX,
		         "ce fichier a trop de questions");
		modules = IMPORT_MODULES_MAX;
		count = modules * IMPORT_MODULE_ITEMS_MAX;
	}
	const char *title = m->im->title[0] ? m->im->title : m->target->fallback;
	for (int i = 0, at = 0; i < modules && !m->e->code; i++) {
		int n = count / modules + (i < count % modules), kept = n;
		const char *id = numbered_id(m->a, m->target->id, made->count + 1);
		const char *own = modules > 1 ? arena_printf(m->a, "%d. %s", made->count + 1, title) : title;
		if (is_taken(m, id))
			return err_set(m->e, ERR_REFUSED,
			               "%s/%s est déjà là. Donnez un autre nom : --id NOM.", m->target->dir,
			               id);
		if (make_module(m, items + at, &kept, id, own)) {
			str_copy(made->id[made->count], sizeof made->id[0], id);
			made->questions[made->count++] = count_questions(items + at, kept);
		}
		at += n;
	}
	return !m->e->code;
}

bool import_module_write(struct import *im, const struct import_target *t, struct import_made *made,
                         struct err *e)
{
	struct err own = { 0 };
	struct maker m = { .im = im, .target = t, .a = im->arena, .e = e ? e : &own };
	char day[11];
	time_t now = time(NULL);
	struct tm local;
	strftime(day, sizeof day, "%Y-%m-%d", localtime_r(&now, &local));
	m.today = day;
	*made = (struct import_made){ 0 };
	m.picture_names = arena_array(im->arena, IMPORT_PICTURES_MAX, sizeof *m.picture_names);
	struct import_item **items = arena_array(im->arena, (size_t)im->item_count + 1, sizeof *items);
	int count = take_items(&m, items);
	if (!count)
		return err_set(m.e, ERR_MISSING, "rien ne peut être gardé de ce fichier");
	if (!make_staging(&m))
		return false;
	bool ok = make_all(&m, items, count, made);
	if (ok && !made->count)
		ok = err_set(m.e, ERR_MISSING, "rien ne peut être gardé de ce fichier");
	ok = ok && publish(&m, made);
	remove_staging(&m);
	if (!ok && m.e->code != ERR_REFUSED)
		made->count = 0;
	return ok;
}
