#include "content/venues.h"

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/utf8.h"
#include "content/dates.h"
#include "content/hours.h"

/* The standard's columns that the kiosk shows or checks; it has others, which are read over. */
enum column {
	COLUMN_ID,
	COLUMN_PIVOT,
	COLUMN_NAME,
	COLUMN_COMMUNE,
	COLUMN_POSTCODE,
	COLUMN_ADDRESS,
	COLUMN_UPDATED,
	COLUMN_SERVICES,
	COLUMN_MORE_ADDRESS,
	COLUMN_PHONE,
	COLUMN_WEBSITE,
	COLUMN_HOURS,
	COLUMN_FEES,
	COLUMN_COUNT
};

static const struct {
	const char *name;
	bool required;
	int max; /* bytes: what fits a screen */
} columns[COLUMN_COUNT] = {
	[COLUMN_ID] = { "id", true, 80 },
	[COLUMN_PIVOT] = { "pivot", true, 20 },
	[COLUMN_NAME] = { "nom", true, 120 },
	[COLUMN_COMMUNE] = { "commune", true, 60 },
	[COLUMN_POSTCODE] = { "code_postal", true, 5 },
	[COLUMN_ADDRESS] = { "adresse", true, 120 },
	[COLUMN_UPDATED] = { "date_maj", true, 40 },
	[COLUMN_SERVICES] = { "services", true, 600 },
	[COLUMN_MORE_ADDRESS] = { "complement_adresse", false, 120 },
	[COLUMN_PHONE] = { "telephone", false, 20 },
	[COLUMN_WEBSITE] = { "site_web", false, 300 },
	[COLUMN_HOURS] = { "horaires", false, 300 },
	[COLUMN_FEES] = { "frais_a_charge", false, 60 },
};

static const char *const services[] = {
	"Accès internet et matériel informatique",
	"Acquisition de matériel informatique à prix solidaire",
	"Aide aux démarches administratives",
	"Compréhension du monde numérique",
	"Insertion professionnelle via le numérique",
	"Loisirs et créations numériques",
	"Maîtrise des outils numériques du quotidien",
	"Parentalité et éducation avec le numérique",
	"Utilisation sécurisée du numérique",
	NULL,
};
static const char *const fees[] = { "Gratuit", "Gratuit sous condition", "Payant", NULL };

enum { FIELDS_MAX = 100 };

struct table {
	struct arena *keep;
	struct notes *mistakes, *hints;
	int64_t today;
	int line;               /* lines fed before this one */
	int record_line;        /* where it begins */
	int of_field[FIELDS_MAX]; /* enum column, -1 */
	int field, field_count;
	bool head_read, head_wrong, bad;
	const char *value[COLUMN_COUNT];
	struct venue *venues;
	int count, room;
	struct arena *memory;
};

/* In the line being read, which stays out. */
#define mistake(t, line, ...) ((t)->bad = true, notes_add((t)->mistakes, VENUES_FILE, line, 1, __VA_ARGS__))

/* ---- the first line names the columns --------------------------------------------------------------------------- */

static void name_field(struct table *t, struct str name)
{
	if (t->field >= FIELDS_MAX)
		return;
	t->of_field[t->field] = -1;
	for (int c = 0; c < COLUMN_COUNT; c++)
		if (str_is(str_trim(name), columns[c].name))
			t->of_field[t->field] = c;
}

static void end_head(struct table *t)
{
	bool has[COLUMN_COUNT] = { false };
	t->head_read = true;
	t->field_count = t->field < FIELDS_MAX ? t->field : FIELDS_MAX;
	for (int i = 0; i < t->field_count; i++)
		if (t->of_field[i] >= 0)
			has[t->of_field[i]] = true;
	for (int c = 0; c < COLUMN_COUNT; c++)
		if (columns[c].required && !has[c]) {
			t->head_wrong = true;
			mistake(t, 1, "Il manque la colonne « %s » du standard.", columns[c].name);
		}
}

/* ---- one line, one place ------------------------------------------------------------------------------------------ */

static bool is_clean(struct str s)
{
	uint32_t c;
	for (size_t i = 0; i < s.n;) {
		int n = utf8_next(s.s + i, s.n - i, &c);
		if ((c == 0xFFFD && n == 1) || c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
		    (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF)
			return false;
		i += (size_t)n;
	}
	return true;
}

static void take_value(struct table *t, enum column c, struct str s)
{
	s = str_trim(s);
	if (!is_clean(s)) {
		mistake(t, t->record_line, "« %s » contient un caractère illisible. Enregistrez en UTF-8.", columns[c].name);
		s = STR("-");
	}
	if ((int)s.n > columns[c].max) {
		mistake(t, t->record_line, "« %s » est trop long pour l'écran. Raccourcissez-le.", columns[c].name);
		s = STR("-");
	}
	t->value[c] = arena_strndup(t->keep, s.s, s.n);
}

/* Every label of the list is one that the ANCT knows. */
static void look_at_labels(struct table *t, const char *list, const char *const *known, const char *column)
{
	struct str one, rest = str_from(list);
	while (rest.n) {
		bool found = false;
		str_cut(rest, ';', &one, &rest);
		if (rest.n == 0 && one.n == 0)
			break;
		one = str_trim(one);
		for (int i = 0; known[i]; i++)
			found |= str_is(one, known[i]);
		if (!found)
			notes_add(t->hints, VENUES_FILE, t->record_line, 1, "« %.*s » n'est pas un mot de la liste « %s » du standard.",
				  (int)(one.n < 60 ? one.n : 60), one.s, column);
	}
}

static bool is_postcode(const char *s)
{
	return strlen(s) == 5 && strspn(s, "0123456789") == 5;
}

static void check_values(struct table *t)
{
	int64_t day;
	for (int c = 0; c < COLUMN_COUNT; c++)
		if (columns[c].required && !t->value[c][0])
			mistake(t, t->record_line, "« %s » est vide. Le standard le demande.", columns[c].name);
	if (t->value[COLUMN_POSTCODE][0] && !is_postcode(t->value[COLUMN_POSTCODE]))
		mistake(t, t->record_line, "« %s » n'est pas un code postal de cinq chiffres.", t->value[COLUMN_POSTCODE]);
	struct str updated = str_from(t->value[COLUMN_UPDATED]);
	if (updated.n > 10)
		updated.n = 10; /* a time may follow: 2026-11-22T10:00:00 */
	if (updated.n && !date_parse(updated, &day))
		mistake(t, t->record_line, "« %s » n'est pas une date. Écrivez année-mois-jour.", t->value[COLUMN_UPDATED]);
	else if (updated.n && t->today && t->today - day > VENUE_STALE_DAYS)
		notes_add(t->hints, VENUES_FILE, t->record_line, 1, "Ce lieu n'a pas été vérifié depuis plus de deux ans.");
}

static void end_record(struct table *t)
{
	for (int c = 0; c < COLUMN_COUNT; c++)
		if (!t->value[c])
			t->value[c] = "";
	if (t->field != t->field_count)
		mistake(t, t->record_line, "Cette ligne n'a pas autant de colonnes que la première.");
	else
		check_values(t);
	if (t->count == PACK_VENUES_MAX)
		mistake(t, t->record_line, "Il y a plus de 5000 lieux. Gardez ceux de votre territoire.");
	if (t->bad)
		return;
	if (t->count == t->room) {
		struct venue *more = arena_array(t->memory, (size_t)(t->room ? t->room * 2 : 64), sizeof *more);
		if (t->count)
			memcpy(more, t->venues, (size_t)t->count * sizeof *more);
		t->venues = more;
		t->room = t->room ? t->room * 2 : 64;
	}
	struct venue *v = &t->venues[t->count++];
	*v = (struct venue){
		.id = t->value[COLUMN_ID],
		.name = t->value[COLUMN_NAME],
		.commune = t->value[COLUMN_COMMUNE],
		.postcode = t->value[COLUMN_POSTCODE],
		.address = t->value[COLUMN_ADDRESS],
		.more_address = t->value[COLUMN_MORE_ADDRESS],
		.phone = t->value[COLUMN_PHONE],
		.website = t->value[COLUMN_WEBSITE],
		.services = t->value[COLUMN_SERVICES],
		.fees = t->value[COLUMN_FEES],
		.line = t->record_line,
	};
	if (!hours_read(&v->hours, str_from(t->value[COLUMN_HOURS])))
		notes_add(t->hints, VENUES_FILE, t->record_line, 1,
			  "Ces horaires ne se lisent pas : « %.60s ». Exemple : Mo-Fr 09:00-12:00,14:00-17:00; Sa off.",
			  t->value[COLUMN_HOURS]);
	look_at_labels(t, v->services, services, "services");
	look_at_labels(t, v->fees, fees, "frais_a_charge");
}

/* ---- the file ------------------------------------------------------------------------------------------------------- */

static void on_field(void *bytes, size_t n, void *context)
{
	struct table *t = context;
	struct str s = { bytes ? bytes : "", bytes ? n : 0 };
	if (!t->head_read)
		name_field(t, s);
	else if (t->field < t->field_count && t->of_field[t->field] >= 0)
		take_value(t, (enum column)t->of_field[t->field], s);
	t->field++;
}

static void on_record(int end, void *context)
{
	struct table *t = context;
	(void)end;
	if (!t->head_read)
		end_head(t);
	else if (!t->head_wrong && t->field)
		end_record(t);
	memset(t->value, 0, sizeof t->value);
	t->field = 0;
	t->bad = false;
	t->record_line = t->line + 2; /* line counts those that were fed before this one */
}

/* Letters without their accents, so that Éclose stands beside Eaux. */
static int plain_letter(const char **s)
{
	uint32_t c;
	int n = utf8_next(*s, strlen(*s), &c);
	static const char folded[] = "AAAAAAACEEEEIIIIDNOOOOO*OUUUUYTs";
	*s += n;
	if (c >= 0xE0 && c <= 0xFE)
		c -= 0x20;
	if (c >= 0xC0 && c <= 0xDF)
		return folded[c - 0xC0];
	if (c == 0x152 || c == 0x153)
		return 'O';
	if (c == '-' || c == '\'' || c == 0x2019)
		return ' ';
	return c >= 'a' && c <= 'z' ? (int)c - 'a' + 'A' : (int)c;
}

static int by_letters(const char *a, const char *b)
{
	const char *x = a, *y = b;
	while (*x && *y) {
		int c = plain_letter(&x), d = plain_letter(&y);
		if (c != d)
			return c < d ? -1 : 1;
	}
	return *x ? 1 : *y ? -1 : 0;
}

static int by_id(const void *a, const void *b)
{
	const struct venue *x = a, *y = b;
	int c = strcmp(x->id, y->id);
	return c ? c : (x->line > y->line) - (x->line < y->line);
}

/* The first line that has an id keeps it. */
static void drop_doubles(struct table *t)
{
	int kept = 0;
	if (t->count)
		qsort(t->venues, (size_t)t->count, sizeof *t->venues, by_id);
	for (int i = 0; i < t->count; i++) {
		if (kept && strcmp(t->venues[kept - 1].id, t->venues[i].id) == 0)
			notes_add(t->mistakes, VENUES_FILE, t->venues[i].line, 1,
				  "L'identifiant « %s » est déjà à la ligne %d. Gardez une seule de ces lignes.",
				  t->venues[i].id, t->venues[kept - 1].line);
		else
			t->venues[kept++] = t->venues[i];
	}
	t->count = kept;
}

static int by_commune(const void *a, const void *b)
{
	const struct venue *x = a, *y = b;
	int c = by_letters(x->commune, y->commune);
	c = c ? c : by_letters(x->name, y->name);
	return c ? c : strcmp(x->id, y->id);
}

static struct commune commune_of(const struct venue *v, int first)
{
	const char *name = v->commune;
	return (struct commune){ v->commune, (char)plain_letter(&name), first, 1 };
}

static void group(struct pack *p, struct arena *keep)
{
	struct commune *list = arena_array(keep, (size_t)p->venue_count + 1, sizeof *list);
	for (int i = 0; i < p->venue_count; i++) {
		struct commune *last = p->commune_count ? &list[p->commune_count - 1] : NULL;
		if (last && by_letters(last->name, p->venues[i].commune) == 0)
			last->count++;
		else
			list[p->commune_count++] = commune_of(&p->venues[i], i);
	}
	p->communes = list;
}

void venues_take(struct pack *p, struct str bytes, struct arena *keep, struct notes *mistakes, struct notes *hints,
		 int64_t today)
{
	struct arena scratch = { 0 };
	struct table *t = arena_alloc(&scratch, sizeof *t);
	struct csv_parser parser;
	*t = (struct table){ .keep = keep, .mistakes = mistakes, .hints = hints, .today = today, .record_line = 1 };
	t->memory = &scratch;
	if (str_starts(bytes, "\xEF\xBB\xBF"))
		bytes.s += 3, bytes.n -= 3;
	struct str first, rest;
	str_cut(bytes, '\n', &first, &rest);
	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		out_of_memory();
	if (!memchr(first.s, ',', first.n) && memchr(first.s, ';', first.n))
		notes_add(mistakes, VENUES_FILE, 1, 1, "Ce fichier sépare par « ; ». Le standard demande des virgules : choisissez « , » en enregistrant.");
	else
		for (size_t at = 0; at < bytes.n; t->line++) { /* a line at a time, to know where a mistake stands */
			const char *end = memchr(bytes.s + at, '\n', bytes.n - at);
			size_t n = end ? (size_t)(end - bytes.s) - at + 1 : bytes.n - at;
			if (csv_parse(&parser, bytes.s + at, n, on_field, on_record, t) != n) {
				notes_add(mistakes, VENUES_FILE, t->line + 1, 1,
					  "Un guillemet n'est pas à sa place. Les lignes suivantes ne sont pas lues.");
				t->field = 0; /* nor is what stood before it on this line */
				break;
			}
			at += n;
		}
	if (csv_error(&parser) == CSV_SUCCESS && csv_fini(&parser, on_field, on_record, t) != 0)
		notes_add(mistakes, VENUES_FILE, t->record_line, 1, "Un guillemet ouvert ici n'est jamais fermé.");
	csv_free(&parser);
	drop_doubles(t);
	struct venue *venues = arena_array(keep, (size_t)t->count + 1, sizeof *venues);
	if (t->count)
		memcpy(venues, t->venues, (size_t)t->count * sizeof *venues);
	qsort(venues, (size_t)t->count, sizeof *venues, by_commune);
	p->venues = venues;
	p->venue_count = t->count;
	p->commune_count = 0;
	group(p, keep);
	arena_drop(&scratch);
}

void venues_read(struct pack *p, const char *dir, struct arena *keep, struct notes *mistakes, struct notes *hints,
		 int64_t today)
{
	char path[1200];
	struct buf bytes = { 0 };
	struct err e = { 0 };
	snprintf(path, sizeof path, "%s/" VENUES_FILE, dir);
	if (!file_exists(path))
		return;
	if (file_read(path, VENUES_FILE_MAX, &bytes, &e))
		venues_take(p, (struct str){ bytes.data ? bytes.data : "", bytes.size }, keep, mistakes, hints, today);
	else
		notes_add(mistakes, VENUES_FILE, 0, 0, "Ce fichier ne peut pas être lu (%s).", e.text);
	buf_free(&bytes);
}
