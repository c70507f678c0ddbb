#include "packs/packlist.h"

#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"
#include "base/utf8.h"

#define FIRST_LINE "escale pack 1\n"

enum { KIB = 1024, MIB = 1024 * 1024, SEGMENT_MAX = 50 };

/* ---- the rules -------------------------------------------------------------------------------------------------- */

/* What the kiosk reads, and no more. A picture is a PNG here: the kiosk never reads SVG. */
static const struct {
	const char *extension;
	uint64_t room;
} kinds[] = {
	{ "md", 256 * KIB }, { "png", 4 * MIB }, { "opus", 4 * MIB },
	{ "tsv", MIB },      { "csv", 4 * MIB }, { "txt", MIB },
};

uint64_t packlist_room(const char *path)
{
	struct str rest = str_from(path), segment, stem, extension;
	if (rest.n > PACK_PATH_BYTES || str_is(rest, PACKLIST_FILE))
		return 0;
	if (str_is(rest, PACK_LICENCE))
		return 64 * KIB;
	int depth = 1;
	while (str_cut(rest, '/', &segment, &rest)) /* a folder has no dot, a file one: neither is ever both */
		if (++depth > PACK_DEPTH_MAX || !str_is_id(segment, SEGMENT_MAX))
			return 0;
	if (!str_cut(segment, '.', &stem, &extension) || !str_is_id(stem, SEGMENT_MAX))
		return 0;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_is(extension, kinds[i].extension))
			return kinds[i].room;
	return 0;
}

static bool is_hidden(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD || c == 0x61C || c == 0x180E ||
	       (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) ||
	       c == 0x3000 || (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF ||
	       (c >= 0xFFF0 && c <= 0xFFFF) || c >= 0xE0000;
}

bool packlist_name_ok(struct str name)
{
	if (name.n == 0 || name.n > PACK_NAME_BYTES || utf8_invalid(name.s, name.n) >= 0 ||
	    str_trim(name).n != name.n)
		return false;
	for (size_t i = 0; i < name.n;) {
		uint32_t c;
		i += (size_t)utf8_next(name.s + i, name.n - i, &c);
		if (is_hidden(c))
			return false;
	}
	return true;
}

/* "cyber/fr.md" tells of a module and of a language. */
static void tell(struct packlist *p, const char *path)
{
	struct str module, file, stem, extension;
	if (!str_cut(str_from(path), '/', &module, &file) || memchr(file.s, '/', file.n) ||
	    !str_cut(file, '.', &stem, &extension) || !str_is(extension, "md"))
		return;
	if (str_is(module, PACK_GLOSSARY))
		return;
	enum lang lang = lang_find(stem);
	p->modules += lang == LANG_FR;
	if (lang != LANG_COUNT)
		p->languages |= 1u << lang;
}

const struct pack_item *packlist_find(const struct packlist *p, const char *path)
{
	for (int i = 0; i < p->count; i++)
		if (strcmp(p->items[i].path, path) == 0)
			return &p->items[i];
	return NULL;
}

bool packlist_check(struct packlist *p, struct err *e)
{
	if (!packlist_name_ok(str_from(p->name)))
		return err_at(e, ERR_FORMAT, PACKLIST_FILE, 2, 1, "Le nom a de 1 à %d octets, sans signe invisible.",
			      PACK_NAME_BYTES);
	if (p->version < 1 || p->version > PACK_VERSION_MAX)
		return err_at(e, ERR_FORMAT, PACKLIST_FILE, 3, 1, "La version est un nombre de 1 à %d.",
			      PACK_VERSION_MAX);
	if (p->count > PACK_FILES_MAX)
		return err_at(e, ERR_TOO_BIG, PACKLIST_FILE, 4 + PACK_FILES_MAX, 1, "Plus de %d fichiers.",
			      PACK_FILES_MAX);
	p->modules = 0;
	p->languages = 0;
	p->bytes = 0;
	for (int i = 0; i < p->count; i++) {
		const struct pack_item *item = &p->items[i];
		uint64_t room = packlist_room(item->path);
		if (room == 0)
			return err_at(e, ERR_FORMAT, PACKLIST_FILE, 4 + i, 1,
				      "« %.60s » n'est pas un nom de fichier de contenus.", item->path);
		if (i > 0 && strcmp(p->items[i - 1].path, item->path) >= 0)
			return err_at(e, ERR_FORMAT, PACKLIST_FILE, 4 + i, 1,
				      "« %.60s » n'est pas à sa place, ou y est deux fois.", item->path);
		if (item->size > room)
			return err_at(e, ERR_TOO_BIG, PACKLIST_FILE, 4 + i, 1, "« %.60s » dépasse %llu Ko.",
				      item->path, (unsigned long long)(room / KIB));
		p->bytes += item->size;
		if (p->bytes > PACK_BYTES_MAX)
			return err_at(e, ERR_TOO_BIG, PACKLIST_FILE, 4 + i, 1, "Plus de %d Mo en tout.",
				      PACK_BYTES_MAX / MIB);
		tell(p, item->path);
	}
	if (p->modules == 0)
		return err_at(e, ERR_FORMAT, PACKLIST_FILE, 0, 0, "Il n'y a aucun module.");
	if (!packlist_find(p, PACK_LICENCE))
		return err_at(e, ERR_FORMAT, PACKLIST_FILE, 0, 0,
			      "Il manque le fichier " PACK_LICENCE " : les conditions pour réutiliser les contenus.");
	return true;
}

/* ---- the text ----------------------------------------------------------------------------------------------------- */

void packlist_print(const struct packlist *p, struct buf *out)
{
	buf_puts(out, FIRST_LINE);
	buf_printf(out, "name %s\nversion %d\n", p->name, p->version);
	for (int i = 0; i < p->count; i++) {
		char hex[SHA256_HEX_SIZE];
		sha256_hex(p->items[i].sha256, hex);
		buf_printf(out, "file %s %llu %s\n", hex, (unsigned long long)p->items[i].size, p->items[i].path);
	}
}

static bool hash_parse(struct str hex, uint8_t out[32])
{
	if (hex.n != 64)
		return false;
	for (size_t i = 0; i < 64; i++) {
		char c = hex.s[i];
		int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
		if (digit < 0)
			return false;
		out[i / 2] = (uint8_t)(out[i / 2] << 4 | digit);
	}
	return true;
}

/* One line off the front, without its newline, behind this word. */
static bool take(struct str *rest, const char *word, struct str *value)
{
	struct str line;
	if (!str_cut(*rest, '\n', &line, rest) || !str_starts(line, word) || memchr(line.s, '\0', line.n))
		return false;
	*value = (struct str){ line.s + strlen(word), line.n - strlen(word) };
	return true;
}

/* No sign, no zero in front: one number has one text. */
static bool number_parse(struct str text, long long high, long long *out)
{
	return text.n > 0 && text.s[0] != '-' && text.s[0] != '+' && (text.s[0] != '0' || text.n == 1) &&
	       str_int(text, 0, high, out);
}

static bool item_parse(struct str line, struct pack_item *item, struct arena *a)
{
	struct str hex, size, path, rest;
	long long n;
	if (!str_cut(line, ' ', &hex, &rest) || !str_cut(rest, ' ', &size, &path) || !hash_parse(hex, item->sha256) ||
	    !number_parse(size, PACK_BYTES_MAX, &n) || path.n == 0 || path.n > PACK_PATH_BYTES)
		return false;
	item->size = (uint64_t)n;
	item->path = arena_strndup(a, path.s, path.n);
	return true;
}

static int lines_of(struct str text)
{
	int n = 0;
	for (size_t i = 0; i < text.n; i++)
		n += text.s[i] == '\n';
	return n;
}

bool packlist_parse(struct packlist *p, struct str text, struct arena *a, struct err *e)
{
	struct str rest = text, value;
	long long version;
	*p = (struct packlist){ 0 };
	if (text.n > PACKLIST_BYTES_MAX)
		return err_set(e, ERR_TOO_BIG, "La liste des contenus dépasse %d Ko.", PACKLIST_BYTES_MAX / KIB);
	if (!str_starts(text, FIRST_LINE))
		return err_at(e, ERR_FORMAT, PACKLIST_FILE, 1, 1,
			      "Ce n'est pas une liste de contenus que ce programme connaît.");
	rest = (struct str){ text.s + strlen(FIRST_LINE), text.n - strlen(FIRST_LINE) };
	if (!take(&rest, "name ", &value) || !packlist_name_ok(value))
		return err_at(e, ERR_FORMAT, PACKLIST_FILE, 2, 1, "Il faut « name », et un nom lisible.");
	memcpy(p->name, value.s, value.n);
	if (!take(&rest, "version ", &value) || !number_parse(value, PACK_VERSION_MAX, &version))
		return err_at(e, ERR_FORMAT, PACKLIST_FILE, 3, 1, "Il faut « version », et un nombre.");
	p->version = (int)version;
	int lines = lines_of(rest);
	if (lines > PACK_FILES_MAX)
		return err_at(e, ERR_TOO_BIG, PACKLIST_FILE, 4 + PACK_FILES_MAX, 1, "Plus de %d fichiers.",
			      PACK_FILES_MAX);
	struct pack_item *items = arena_array(a, (size_t)lines, sizeof *items);
	p->items = items;
	while (rest.n) {
		if (!take(&rest, "file ", &value) || !item_parse(value, &items[p->count], a))
			return err_at(e, ERR_FORMAT, PACKLIST_FILE, 4 + p->count, 1,
				      "Il faut « file », une empreinte, une taille et un nom.");
		p->count++;
	}
	return packlist_check(p, e);
}
