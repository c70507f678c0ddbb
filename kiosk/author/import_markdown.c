#include "author/import_markdown.h"

#include <ctype.h>
#include <string.h>

#include "base/utf8.h"
#include "content/screens.h"

enum { TITLE_MAX = 40, NAMES_MAX = 200 };

/* As authors write it; NULL while the format does not have it. */
static const char *kind_name(enum import_kind kind)
{
	static const enum screen_kind screens[] = {
		[IMPORT_PAGE] = SCREEN_PAGE,
		[IMPORT_CHOICE] = SCREEN_QUESTION,
		[IMPORT_SEVERAL] = SCREEN_SEVERAL,
		[IMPORT_TRUE_FALSE] = SCREEN_TRUE_FALSE,
	};
	const char *name = screen_kind_name(screens[kind]);
	return name || kind != IMPORT_TRUE_FALSE ? name
	                                         : kind_name(IMPORT_CHOICE); /* two answers, one right */
}

bool import_has_kind(enum import_kind kind)
{
	return kind_name(kind) != NULL;
}

static int count_pictures(const struct import_item *item)
{
	int n = 0;
	for (int i = 0; i < item->blocks.count; i++)
		n += item->blocks.at[i].kind == IMPORT_PICTURE;
	return n;
}

bool import_may_measure(const struct import_item *item)
{
	if (count_pictures(item)) /* its picture has a screen of its own, which stands inside the module */
		return false;
	return item->kind == IMPORT_CHOICE || item->kind == IMPORT_TRUE_FALSE;
}

/* ---- signs ---------------------------------------------------------------------------------------------------------------- */

/* "https://www.site.fr" -> "site.fr": the kiosk has no internet, an address is for copying by hand. Alone, the head is
 * what is being spoken of, and stays without its signs. */
static size_t head_of_address(const char *s, const char **instead)
{
	static const struct {
		const char *head, *alone;
	} heads[] = { { "https://", "https" }, { "http://", "http" }, { "www.", "www" } };
	for (int i = 0; i < 3; i++) {
		size_t n = strlen(heads[i].head);
		if (strncmp(s, heads[i].head, n) == 0) {
			*instead =
			    isalnum((unsigned char)s[n]) || (unsigned char)s[n] >= 0x80 ? "" : heads[i].alone;
			return n;
		}
	}
	return 0;
}

static bool opens_a_block(const char *s)
{
	size_t digits = strspn(s, "0123456789");
	return strchr("#>-+=:|", *s) || (digits && digits < 10 && (s[digits] == '.' || s[digits] == ')'));
}

static void put_sign(struct buf *out, const char *s)
{
	bool entity = *s == '&' && (isalpha((unsigned char)s[1]) || s[1] == '#');
	if (strchr("\\`*_[]<~", *s) || entity || (*s == '#' && !s[1]))
		buf_puts(out, "\\");
	buf_add(out, s, 1);
	if (*s == '[' && s[1] == '^') /* would call a note */
		buf_puts(out, " ");
}

/* One pass; true when something was taken out, which may have brought the parts of another head together. */
static bool without_heads(struct buf *out, const char *text)
{
	const char *instead;
	bool changed = false;
	for (const char *s = text; *s;) {
		size_t n = head_of_address(s, &instead);
		if (n)
			buf_puts(out, instead);
		else
			buf_add(out, s, 1);
		s += n ? n : 1;
		changed |= n > 0;
	}
	return changed;
}

void import_escape(struct buf *out, const char *text, bool start)
{
	struct buf plain = { 0 }, before = { 0 };
	while (without_heads(&plain, before.data ? before.data : text)) {
		struct buf swap = before;
		before = plain;
		plain = swap;
		plain.size = 0;
	}
	text = plain.size ? plain.data : "";
	if (start && *text && opens_a_block(text)) {
		size_t digits = strspn(text, "0123456789");
		buf_add(out, text, digits);
		text += digits;
		buf_printf(out, "\\%c", *text++);
	}
	for (; *text; text++)
		put_sign(out, text);
	buf_free(&plain);
	buf_free(&before);
}

/* ---- the header ------------------------------------------------------------------------------------------------------------- */

/* At most max characters, cut between two words. */
static void put_short(struct buf *out, const char *text, size_t max)
{
	size_t n = strlen(text), at = 0, space = 0, count = 0;
	uint32_t c;
	if (utf8_length(text, n) <= max) {
		buf_puts(out, text);
		return;
	}
	while (at < n && count < max - 1) {
		if (text[at] == ' ')
			space = at;
		at += (size_t)utf8_next(text + at, n - at, &c);
		count++;
	}
	buf_add(out, text, space > max / 2 ? space : at);
	buf_puts(out, "…");
}

static void put_header(struct buf *out, const struct import *im, const struct import_page_front *front,
                       int questions, int pages)
{
	int minutes = (questions * 30 + pages * 40 + 59) / 60;
	buf_puts(out, "---\ntitre : ");
	put_short(out, front->title, TITLE_MAX);
	buf_printf(out, "\nresume : %s pour faire le point. Chacun va à son rythme.",
	           questions > 1 ? "Des questions" : "Une question");
	buf_printf(
	    out,
	    "\ntheme : %s\nimage : couverture.svg\nimage-dite : Une bulle avec un point d'interrogation.\n",
	    front->theme);
	buf_printf(out, "minutes : %d\nordre : 500\nlicence : %s\nauteurs : ",
	           minutes < 1    ? 1
	           : minutes > 60 ? 60
	                          : minutes,
	           im->licence[0] ? im->licence : "à compléter");
	put_short(out, im->authors[0] ? im->authors : "à compléter", NAMES_MAX);
	buf_puts(out, "\n---\n");
}

/* ---- screens ------------------------------------------------------------------------------------------------------------------ */

static void put_picture(struct buf *out, const struct import *im, int picture, const char *name)
{
	const char *spoken = im->pictures[picture].spoken;
	buf_puts(out, "\n![");
	import_escape(out, spoken[0] ? spoken : "Une image, à décrire ici.", false);
	buf_printf(out, "](%s)\n", name);
}

/* In a question the only list is that of the answers: points before it are paragraphs. */
static void put_point(struct buf *out, const struct import_block *block, int step)
{
	if (block->kind == IMPORT_STEP)
		buf_printf(out, "\n%d\\. ", step);
	else
		buf_puts(out, "\n– ");
	import_escape(out, block->text, false);
	buf_puts(out, "\n");
}

static void put_blocks(struct buf *out, const struct import *im, const struct import_blocks *b, bool asks,
                       const char *const *picture_names)
{
	int list = 0, step = 0;
	for (int i = 0; i < b->count; i++) {
		const struct import_block *block = &b->at[i];
		bool point = block->kind == IMPORT_BULLET || block->kind == IMPORT_STEP;
		if (block->kind == IMPORT_PICTURE) {
			if (picture_names[block->picture])
				put_picture(out, im, block->picture, picture_names[block->picture]);
			list = 0;
			continue;
		}
		bool first = !point || list != block->list;
		step = first ? 1 : step + 1;
		list = point ? block->list : 0;
		if (point && asks) {
			put_point(out, block, step);
			continue;
		}
		buf_puts(out, first ? "\n" : "");
		if (block->kind == IMPORT_STEP)
			buf_printf(out, "%d. ", step);
		else if (point)
			buf_puts(out, "- ");
		bool strong = block->kind == IMPORT_HEADING && isalnum((unsigned char)block->text[0]);
		buf_puts(out, strong ? "**" : "");
		import_escape(out, block->text, !strong);
		buf_puts(out, strong ? "**\n" : "\n");
	}
}

static void put_answers(struct buf *out, const struct import_item *item)
{
	bool loose = false;
	for (int i = 0; i < item->answer_count; i++)
		loose |= item->answers[i].feedback[0] != '\0';
	buf_puts(out, "\n");
	for (int i = 0; i < item->answer_count; i++) {
		const struct import_answer *a = &item->answers[i];
		buf_puts(out, loose && i ? "\n" : "");
		buf_puts(out, a->right ? "- [x] " : "- [ ] ");
		import_escape(out, a->text, true);
		buf_puts(out, "\n");
		if (a->feedback[0]) {
			buf_puts(out, "\n  > ");
			import_escape(out, a->feedback, true);
			buf_puts(out, "\n");
		}
	}
	if (item->explanation[0]) {
		buf_puts(out, "\n> ");
		import_escape(out, item->explanation, true);
		buf_puts(out, "\n");
	}
}

static int count_lines(const struct buf *b)
{
	int n = 1;
	for (size_t i = 0; i < b->size; i++)
		n += b->data[i] == '\n';
	return n;
}

/* A small panel has no room for the picture beside the answers, and this question asks about it. */
static void put_look(struct buf *out, const struct import *im, const struct import_item *item,
                     const char *const *picture_names)
{
	bool any = false;
	for (int i = 0; i < item->blocks.count; i++) {
		int picture = item->blocks.at[i].picture;
		if (item->blocks.at[i].kind != IMPORT_PICTURE || !picture_names[picture])
			continue;
		if (!any)
			buf_printf(out, "# Regardez bien\n<!-- page: image-%d -->\n", item->number);
		any = true;
		put_picture(out, im, picture, picture_names[picture]);
	}
	buf_puts(out, any ? "\n" : "");
}

static void put_item(struct buf *out, const struct import *im, const struct import_item *item, bool measure,
                     const char *const *picture_names, int *line)
{
	buf_puts(out, "\n");
	*line = count_lines(out);
	if (item->kind != IMPORT_PAGE)
		put_look(out, im, item, picture_names);
	buf_puts(out, "# ");
	import_escape(out, item->title, true);
	buf_printf(out, "\n<!-- %s: %s-%d%s -->\n",
	           measure ? screen_kind_name(SCREEN_MEASURE) : kind_name(item->kind),
	           item->kind == IMPORT_PAGE ? "page" : "question", item->number,
	           item->part ? (char[]){ '-', (char)('a' + item->part), '\0' } : "");
	if (item->picture >= 0 && picture_names[item->picture])
		put_picture(out, im, item->picture, picture_names[item->picture]);
	put_blocks(out, im, &item->blocks, item->kind != IMPORT_PAGE, picture_names);
	if (item->kind != IMPORT_PAGE)
		put_answers(out, item);
}

static void put_sources(struct buf *out, const struct import *im, const struct import_page_front *front)
{
	if (im->source[0] && !strpbrk(im->source, " ()<>")) {
		buf_puts(out, "\n# D'où viennent ces questions ?\n<!-- sources: sources -->\n\n- [");
		import_escape(out, im->title[0] ? im->title : front->title, false);
		buf_printf(out, "](%s), ", im->source);
		import_escape(out, im->authors[0] ? im->authors : "auteur à compléter", false);
		buf_printf(out, ", repris le %s\n", front->today);
	}
}

static const char advice[] =
    "\n<!-- note:\n"
    "Ce module vient d'un fichier d'un autre programme. Avant de le montrer :\n"
    "- relisez chaque question, avec des phrases courtes ;\n"
    "- complétez l'en-tête : licence, auteurs, titre, image ;\n"
    "- ajoutez les écrans qui manquent, sur ce modèle :\n"
    "\n"
    "# À retenir\n"
    "(retenir: gestes)\n"
    "1. Un premier geste.\n"
    "\n"
    "# Qui peut m'aider ?\n"
    "(aide: qui)\n"
    "- Le conseiller, ici.\n"
    "\n"
    "# D'où viennent ces conseils ?\n"
    "(sources: sources)\n"
    "- [Le titre de la page](https adresse), l'éditeur, vérifié le ANNÉE-MOIS-JOUR\n"
    "\n"
    "Les parenthèses s'écrivent comme sous les autres titres. Puis retirez cette remarque.\n"
    "-->\n";

void import_markdown(struct buf *out, const struct import *im, const struct import_page_front *front,
                     struct import_item *const *items, int count, int measure,
                     const char *const *picture_names, int *line_of)
{
	int pages = 0;
	for (int i = 0; i < count; i++)
		pages += items[i]->kind == IMPORT_PAGE;
	put_header(out, im, front, count - pages, pages);
	for (int i = 0; i < count; i++)
		put_item(out, im, items[i], i == measure, picture_names, &line_of[i]);
	put_sources(out, im, front);
	buf_puts(out, advice);
}
