#include "coordinator/territory.h"

#include <string.h>

#include "base/file.h"
#include "base/utf8.h"

enum { FILE_BYTES = 256 * 1024, COMMUNE_NAME = 50 };

enum key { TITLE, NAME, CONTACT, COST, BLOCKS, ASKS, VERBATIM, COMMUNE, KEYS };

/* The longest values that were seen to fit their place on paper (tests/coordinator/pages.sh prints them), in letters:
 * a capital and an "m" take the place of two. */
static const struct {
	const char *name;
	int longest, times;
	const char *also; /* as people spell it */
} keys[KEYS] = {
	[TITLE] = { "titre", 60, 1, NULL },
	[NAME] = { "territoire", 60, 1, NULL },
	[CONTACT] = { "contact", 110, 1, NULL },
	[COST] = { "cout", 110, 1, "coût" },
	[BLOCKS] = { "bloque", 120, TERRITORY_SENTENCES, NULL },
	[ASKS] = { "demande", 120, TERRITORY_SENTENCES, NULL },
	[VERBATIM] = { "verbatim", 90, TERRITORY_VERBATIMS, NULL },
	[COMMUNE] = { "commune", COMMUNE_NAME + 6, TERRITORY_COMMUNES, NULL },
};

struct reading {
	struct territory *t;
	struct arena *a;
	const char *path;
	struct str line; /* the one being read */
	int number;
	int seen[KEYS], first_line[KEYS];
};

/* Columns count characters, as editors show them. */
static int column_of(const struct reading *in, const char *at)
{
	return (int)utf8_length(in->line.s, (size_t)(at - in->line.s)) + 1;
}

#define MISTAKE(in, at, ...) err_at(e, ERR_FORMAT, (in)->path, (in)->number, column_of(in, at), __VA_ARGS__)

static bool is_wide(uint32_t cp)
{
	return (cp >= 'A' && cp <= 'Z') || cp == 'm' || cp == 'w' || (cp >= 0xc0 && cp <= 0xde) ||
	       cp == 0x153 || cp == 0x2026 || cp == 0x2014 ||
	       (cp >= 0x1100 && !(cp >= 0x1e00 && cp < 0x20ac));
}

/* The letters that a text takes the place of; *over: where it is past `most`. */
static int letters_of(struct str text, int most, const char **over)
{
	int letters = 0;
	uint32_t cp;
	*over = NULL;
	for (size_t i = 0; i < text.n;) {
		const char *at = text.s + i;
		i += (size_t)utf8_next(at, text.n - i, &cp);
		letters += is_wide(cp) ? 2 : 1;
		if (letters > most && !*over)
			*over = at;
	}
	return letters;
}

/* A verbatim tells what was said, never who said it. */
static const char *tells_who(struct str text)
{
	int digits = 0;
	for (size_t i = 0; i < text.n; i++) {
		digits += text.s[i] >= '0' && text.s[i] <= '9';
		if (text.s[i] == '@' || digits > 6)
			return text.s + i;
	}
	return NULL;
}

static bool is_code(struct str code)
{
	if (code.n != 5)
		return false;
	for (size_t i = 0; i < 5; i++)
		if (!(code.s[i] >= '0' && code.s[i] <= '9') &&
		    !(i == 1 && (code.s[i] == 'A' || code.s[i] == 'B')))
			return false;
	return true;
}

static bool read_commune(struct reading *in, struct str value, struct err *e)
{
	struct territory *t = in->t;
	struct str code, name;
	str_cut(value, ' ', &code, &name);
	name = str_trim(name);
	if (!is_code(code) || name.n == 0)
		return MISTAKE(in, value.s,
		               "Écrivez le code INSEE puis le nom, par exemple : commune : 23096 Guéret");
	for (int i = 0; i < t->commune_count; i++)
		if (str_is(code, t->communes[i].code))
			return MISTAKE(in, value.s, "La commune %s a déjà un nom : « %s ».",
			               t->communes[i].code, t->communes[i].name);
	t->communes[t->commune_count++] = (struct territory_commune){ arena_strndup(in->a, code.s, code.n),
		                                                      arena_strndup(in->a, name.s, name.n) };
	return true;
}

static bool keep(struct reading *in, enum key key, struct str value, struct err *e)
{
	struct territory *t = in->t;
	if (key == COMMUNE)
		return read_commune(in, value, e);
	const char *who = key == VERBATIM ? tells_who(value) : NULL;
	if (who)
		return MISTAKE(in, who, "Un verbatim ne dit pas qui parle : retirez l'adresse ou le numéro.");
	const char *text = arena_strndup(in->a, value.s, value.n);
	switch (key) {
	case TITLE: t->title = text; break;
	case NAME: t->name = text; break;
	case CONTACT: t->contact = text; break;
	case COST: t->cost = text; break;
	case BLOCKS: t->blocks[t->block_count++] = text; break;
	case ASKS: t->asks[t->ask_count++] = text; break;
	default: t->verbatims[t->verbatim_count++] = text;
	}
	return true;
}

static bool read_value(struct reading *in, enum key key, struct str name, struct str value, struct err *e)
{
	int most = keys[key].longest;
	const char *over;
	int letters = letters_of(value, most, &over);
	if (value.n == 0)
		return MISTAKE(in, name.s, "Il manque quelque chose après « %s : ». Sinon, effacez la ligne.",
		               keys[key].name);
	if (over)
		return MISTAKE(
		    in, over,
		    "C'est trop long pour la page : retirez environ %d lettre%s (une majuscule et un « m » "
		    "prennent la place de deux).",
		    letters - most, letters - most > 1 ? "s" : "");
	if (in->seen[key]++ == 0)
		in->first_line[key] = in->number;
	if (in->seen[key] > keys[key].times && keys[key].times == 1)
		return MISTAKE(in, name.s, "« %s » est déjà à la ligne %d : gardez une seule des deux.",
		               keys[key].name, in->first_line[key]);
	if (in->seen[key] > keys[key].times)
		return MISTAKE(in, name.s, "Pas plus de %d lignes « %s » : choisissez les plus utiles.",
		               keys[key].times, keys[key].name);
	return keep(in, key, value, e);
}

static bool read_line(struct reading *in, struct str line, struct err *e)
{
	struct str name, value;
	long bad = utf8_invalid(line.s, line.n);
	if (bad >= 0)
		return MISTAKE(in, line.s + bad,
		               "Ce caractère n'est pas de l'UTF-8 : enregistrez le fichier en UTF-8.");
	for (size_t i = 0; i < line.n; i++)
		if ((unsigned char)line.s[i] < ' ' && line.s[i] != '\t')
			return MISTAKE(in, line.s + i, "Ce caractère ne s'imprime pas : effacez-le.");
	if (!str_cut(line, ':', &name, &value))
		return MISTAKE(in, line.s,
		               "Écrivez « clé : valeur », ou commencez la ligne par # pour une note.");
	name = str_trim(name);
	for (int k = 0; k < KEYS; k++)
		if (str_is(name, keys[k].name) || (keys[k].also && str_is(name, keys[k].also)))
			return read_value(in, (enum key)k, line, str_trim(value), e);
	return MISTAKE(in, line.s,
	               "« %.*s » n'est pas une clé. Les clés : titre, territoire, contact, commune, bloque, "
	               "demande, verbatim, cout.",
	               (int)(name.n < 30 ? name.n : 0), name.s);
}

bool territory_load(struct territory *t, const char *path, struct arena *a, struct err *e)
{
	struct buf file = { 0 };
	struct reading in = { .t = t, .a = a, .path = path };
	*t = (struct territory){ 0 };
	if (!file_read(path, FILE_BYTES, &file, e))
		return false;
	t->communes = arena_array(a, TERRITORY_COMMUNES, sizeof *t->communes);
	struct str rest = { file.data, file.size };
	bool ok = true;
	if (rest.n >= 3 && memcmp(rest.s, "\xef\xbb\xbf", 3) == 0) /* the mark that Windows editors add */
		rest = (struct str){ rest.s + 3, rest.n - 3 };
	while (ok && rest.n) {
		str_cut(rest, '\n', &in.line, &rest);
		in.number++;
		struct str line = str_trim(in.line);
		if (line.n && line.s[0] != '#')
			ok = read_line(&in, line, e);
	}
	buf_free(&file);
	return ok;
}

bool territory_find(struct territory *t, const char *path, const char *dir, struct arena *a, struct err *e)
{
	char beside[1024];
	*t = (struct territory){ 0 };
	if (!path && file_join(beside, sizeof beside, dir, TERRITORY_FILE) && file_exists(beside))
		path = beside;
	return !path || territory_load(t, path, a, e);
}

const char *territory_commune(const struct territory *t, const char *code)
{
	for (int i = 0; i < t->commune_count; i++)
		if (strcmp(t->communes[i].code, code) == 0)
			return t->communes[i].name;
	return code;
}
