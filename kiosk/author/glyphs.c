#include "author/glyphs.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "base/utf8.h"
#include "content/guide.h"
#include "ui/text.h"

enum { FILE_MAX = 8 * 1024 * 1024, KNOWN_MAX = 64 };

struct search {
	const struct measure *measure;
	const char *file; /* as notes name it */
	struct notes *out;
	struct arena memory;
	uint32_t known[KNOWN_MAX]; /* of this file, told already */
	int known_count;
};

static bool can_be_drawn(struct search *s, uint32_t c)
{
	char text[5];
	if (c <= 0x20 || c == 0xFEFF)
		return true;
	for (int family = 0; family < FAMILY_COUNT; family++)
		if (s->measure->covers(s->measure->context, (enum family)family, c))
			return true;
	/* What has no ink needs no glyph: the layout knows. */
	text[utf8_put(c, text)] = '\0';
	arena_reset(&s->memory);
	struct text_style style = { .px = 40 };
	return !text_layout_string(s->measure, &s->memory, text, &style, 1000)->missing;
}

static void tell(struct search *s, uint32_t c, int line, int column)
{
	char text[5];
	for (int i = 0; i < s->known_count; i++)
		if (s->known[i] == c)
			return;
	if (s->known_count == KNOWN_MAX)
		return;
	s->known[s->known_count++] = c;
	text[utf8_put(c, text)] = '\0';
	notes_add(s->out, s->file, line, column,
		  "La borne ne sait pas dessiner le signe « %s » (U+%04X) : elle montrerait une case vide. Écrivez-le "
		  "autrement.",
		  text, c);
}

static void look_at_text(struct search *s, struct str text)
{
	int line = 1, column = 1;
	bool remark = false;
	if (str_starts(text, "\xEF\xBB\xBF"))
		text.s += 3, text.n -= 3;
	for (size_t i = 0; i < text.n;) {
		uint32_t c;
		int n = utf8_next(text.s + i, text.n - i, &c);
		struct str here = { text.s + i, text.n - i };
		if (!remark && str_starts(here, "<!--"))
			remark = true;
		else if (remark && str_starts(here, "-->"))
			remark = false;
		if (!remark && !can_be_drawn(s, c))
			tell(s, c, line, column);
		column = c == '\n' ? 1 : column + 1;
		line += c == '\n';
		i += (size_t)n;
	}
}

static void look_at_file(struct search *s, const char *dir, const char *name)
{
	char path[1200];
	struct buf b = { 0 };
	s->file = name;
	s->known_count = 0;
	if (file_join(path, sizeof path, dir, name) && file_exists(path) && file_read(path, FILE_MAX, &b, NULL))
		look_at_text(s, (struct str){ b.data, b.size });
	buf_free(&b);
}

void glyphs_check(const struct pack *p, const struct measure *m, struct notes *out)
{
	struct search s = { .measure = m, .out = out };
	char name[64];
	for (int i = 0; i < p->module_count; i++)
		for (int lang = 0; lang < LANG_COUNT; lang++) {
			snprintf(name, sizeof name, "%s/%s.md", p->modules[i].id, lang_table[lang].code);
			if (p->modules[i].editions[lang])
				look_at_file(&s, p->dir, name);
		}
	for (int i = 0; i < p->guide_count; i++)
		for (int lang = 0; lang < LANG_COUNT; lang++) {
			snprintf(name, sizeof name, GUIDES_FOLDER "/%s/%s.md", p->guides[i].id, lang_table[lang].code);
			if (p->guides[i].editions[lang])
				look_at_file(&s, p->dir, name);
		}
	for (int lang = 0; lang < LANG_COUNT && p->term_count; lang++) {
		snprintf(name, sizeof name, "glossaire/%s.md", lang_table[lang].code);
		look_at_file(&s, p->dir, name);
	}
	if (p->venue_count)
		look_at_file(&s, p->dir, VENUES_FILE);
	arena_drop(&s.memory);
}
