#include "content/words.h"

#include <stdint.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "base/utf8.h"

enum { WORDS_FILE_MAX = 1024 * 1024 };

struct word {
	const char *key, *text;
};

/* Open addressing; room is a power of two, at least twice the count. */
struct words {
	struct word *at;
	size_t room, count;
};

static const struct words nothing;

static size_t slot(const struct words *w, const char *key)
{
	uint32_t hash = 2166136261U; /* FNV-1a */
	for (const char *p = key; *p; p++)
		hash = (hash ^ (unsigned char)*p) * 16777619U;
	size_t i = hash & (w->room - 1);
	while (w->at[i].key && strcmp(w->at[i].key, key) != 0)
		i = (i + 1) & (w->room - 1);
	return i;
}

/* ---- reading: a line is a comment, a keyword with a string, or a string that goes on --------------------------- */

enum part { PART_NONE, PART_KEY, PART_TEXT };

struct po {
	const char *path;
	struct arena *a;
	struct err *e;
	struct words *words;
	struct str rest;
	int line;
	enum part part;
	struct buf key, text;
	int key_line;
	bool fuzzy, next_fuzzy, any;
};

static bool fault(struct po *po, int column, const char *text)
{
	return err_at(po->e, ERR_FORMAT, po->path, po->line, column, "%s", text);
}

static int column_of(struct str line, const char *at)
{
	return 1 + (int)utf8_length(line.s, (size_t)(at - line.s));
}

/* `"..."`, nothing behind it but blanks; unescaped into *out. */
static bool read_string(struct po *po, struct str line, struct str s, struct buf *out)
{
	s = str_trim(s);
	if (s.n < 2 || s.s[0] != '"')
		return fault(po, column_of(line, s.s),
		             "Il faut ici un texte entre guillemets droits : \"...\".");
	size_t i = 1;
	for (; i < s.n && s.s[i] != '"'; i++) {
		char c = s.s[i];
		if (c == '\\') {
			static const char escapes[] = "n\nt\t\"\"\\\\";
			const char *known = NULL;
			i++;
			for (int k = 0; i < s.n && escapes[k]; k += 2)
				if (escapes[k] == s.s[i])
					known = &escapes[k + 1];
			if (!known)
				return fault(po, column_of(line, s.s + i - 1),
				             "Seuls \\n, \\t, \\\" et \\\\ sont permis après \\.");
			c = *known;
		} else if ((unsigned char)c < 0x20 || c == 0x7F) {
			return fault(po, column_of(line, s.s + i),
			             "Il y a ici un caractère de commande. Effacez-le.");
		}
		buf_add(out, &c, 1);
	}
	if (i >= s.n)
		return fault(po, column_of(line, s.s), "Le guillemet de fin manque.");
	if (i + 1 != s.n)
		return fault(po, column_of(line, s.s + i + 1),
		             "Il y a du texte après le guillemet de fin. Retirez-le.");
	return true;
}

/* The entry is complete. The one with the empty key is the file's head. */
static bool store_entry(struct po *po)
{
	if (!po->any)
		return true;
	const char *key = po->key.data ? po->key.data : "", *text = po->text.data ? po->text.data : "";
	po->any = false;
	if (!*key) {
		if (strstr(text, "charset=") && !strcasestr(text, "charset=utf-8"))
			return err_at(po->e, ERR_FORMAT, po->path, po->key_line, 1,
			              "Ce fichier doit être en UTF-8.");
		return true;
	}
	size_t i = slot(po->words, key);
	if (po->words->at[i].key)
		return err_at(po->e, ERR_FORMAT, po->path, po->key_line, 1,
		              "Cette phrase est déjà plus haut. Gardez-en une.");
	/* Also kept when there is nothing to say, to find the same sentence twice. */
	bool usable = *text && !po->fuzzy;
	po->words->at[i] =
	    (struct word){ arena_strdup(po->a, key), usable ? arena_strdup(po->a, text) : NULL };
	po->words->count++;
	return true;
}

static bool begin_key(struct po *po, struct str line, struct str s)
{
	if (po->part == PART_KEY)
		return fault(po, 1, "Il manque msgstr avant ce msgid.");
	if (!store_entry(po))
		return false;
	po->key.size = po->text.size = 0;
	buf_add(&po->key, "", 0);
	buf_add(&po->text, "", 0);
	po->key_line = po->line;
	po->fuzzy = po->next_fuzzy;
	po->next_fuzzy = false;
	po->any = true;
	po->part = PART_KEY;
	return read_string(po, line, s, &po->key);
}

static bool read_line(struct po *po, struct str line)
{
	struct str s = str_trim(line);
	if (!s.n)
		return true;
	if (s.s[0] == '#') {
		if (str_starts(s, "#,") && memmem(s.s, s.n, "fuzzy", 5))
			po->next_fuzzy = true;
		return true;
	}
	if (s.s[0] == '"') {
		if (po->part == PART_NONE)
			return fault(po, column_of(line, s.s), "Ce texte ne suit ni msgid ni msgstr.");
		return read_string(po, line, s, po->part == PART_KEY ? &po->key : &po->text);
	}
	if (str_starts(s, "msgid ") || str_starts(s, "msgid\""))
		return begin_key(po, line, (struct str){ s.s + 5, s.n - 5 });
	if (str_starts(s, "msgstr ") || str_starts(s, "msgstr\"")) {
		if (po->part != PART_KEY)
			return fault(po, column_of(line, s.s),
			             "Ce msgstr n'a pas de msgid au-dessus de lui.");
		po->part = PART_TEXT;
		return read_string(po, line, (struct str){ s.s + 6, s.n - 6 }, &po->text);
	}
	return fault(po, column_of(line, s.s),
	             "Ligne inconnue. Une entrée a deux lignes : msgid \"...\" et msgstr \"...\".");
}

static size_t room_for(struct str text)
{
	size_t count = 1;
	for (const char *p = text.s; (p = memmem(p, text.n - (size_t)(p - text.s), "msgid", 5)); p += 5)
		count++;
	size_t room = 16;
	while (room < count * 2)
		room *= 2;
	return room;
}

static bool read_all(struct po *po)
{
	struct str line;
	while (po->rest.n) {
		str_cut(po->rest, '\n', &line, &po->rest);
		po->line++;
		long bad = utf8_invalid(line.s, line.n);
		if (bad >= 0)
			return fault(po, column_of(line, line.s + bad), "Ce caractère n'est pas de l'UTF-8.");
		if (!read_line(po, line))
			return false;
	}
	if (po->part == PART_KEY)
		return fault(po, 1, "Il manque msgstr à la fin du fichier.");
	return store_entry(po);
}

bool words_parse(const struct words **out, struct str text, const char *name, struct arena *a, struct err *e)
{
	*out = &nothing;
	struct words *w = arena_alloc(a, sizeof *w);
	struct po po = { .path = name, .a = a, .e = e, .words = w, .rest = text };
	if (str_starts(po.rest, "\xEF\xBB\xBF"))
		po.rest.s += 3, po.rest.n -= 3;
	w->room = room_for(po.rest);
	w->at = arena_array(a, w->room, sizeof *w->at);
	bool ok = read_all(&po);
	buf_free(&po.key);
	buf_free(&po.text);
	if (ok)
		*out = w;
	return ok;
}

bool words_load(const struct words **out, const char *path, struct arena *a, struct err *e)
{
	*out = &nothing;
	struct buf file = { 0 };
	bool ok = file_read(path, WORDS_FILE_MAX, &file, e) &&
	          words_parse(out, (struct str){ file.data, file.size }, path, a, e);
	buf_free(&file);
	return ok;
}

bool words_has(const struct words *w, const char *key)
{
	return w && w->room && w->at[slot(w, key)].text;
}

const char *words_get(const struct words *w, const char *key)
{
	return words_has(w, key) ? w->at[slot(w, key)].text : key;
}

const char *words_fill(struct arena *a, const char *sentence, const char *one, const char *two)
{
	const char *const values[] = { one ? one : "", two ? two : "" };
	size_t size = strlen(sentence) + 4 * (strlen(values[0]) + strlen(values[1])) + 1, n = 0;
	char *out = arena_alloc(a, size);
	for (const char *p = sentence; *p && n + 1 < size;) {
		bool place = p[0] == '{' && (p[1] == '1' || p[1] == '2') && p[2] == '}';
		const char *value = place ? values[p[1] - '1'] : p;
		size_t length = place ? strlen(value) : 1;
		if (length > size - 1 - n)
			break; /* a translation that repeats a place more than four times */
		memcpy(out + n, value, length);
		n += length;
		p += place ? 3 : 1;
	}
	return out;
}
