#include "coordinator/roster.h"

#include <assert.h>
#include <string.h>

#include "coordinator/french.h"
#include "metrics/fact.h"

static const char heading[] = "escale kiosks 1\n";

int roster_compare(const struct kiosk *a, const struct kiosk *b)
{
	int by_id = memcmp(a->key.id, b->key.id, sizeof a->key.id);
	return by_id ? by_id : memcmp(a->key.key, b->key.key, sizeof a->key.key);
}

/* ---- writing --------------------------------------------------------------------------------------------------- */

void roster_begin(struct buf *out, const char *territory)
{
	buf_printf(out, "%sterritory\t%s\n", heading, territory);
}

void roster_add(struct buf *out, const struct kiosk *k)
{
	char key[MINISIGN_PUBLIC_SIZE], enrolled[FRENCH_MAX], revoked[FRENCH_MAX] = "-";
	sign_public_print(&k->key, key);
	if (k->revoked_day >= 0)
		day_iso(k->revoked_day, revoked);
	buf_printf(out, "kiosk\t%s\t%s\t%s\t%s\t%s\t%s\n", key, k->commune,
	           day_iso(k->enrolled_day, enrolled), revoked, k->place, k->name);
}

/* ---- reading ----------------------------------------------------------------------------------------------------- */

enum { FIELDS = 7, FIELD_KEY = 1, FIELD_COMMUNE, FIELD_ENROLLED, FIELD_REVOKED, FIELD_PLACE, FIELD_NAME };

static bool wrong(struct err *e, int line, size_t column, const char *what)
{
	return err_at(e, ERR_FORMAT, NULL, line, (int)column, "%s", what);
}

/* A copy of the field when it is one line of clean text that fits, and not empty unless it may be. */
static bool take(struct str field, char *out, size_t size, bool may_be_empty)
{
	if (field.n >= size || memchr(field.s, 0, field.n))
		return false;
	memcpy(out, field.s, field.n);
	out[field.n] = '\0';
	return (field.n || may_be_empty) && state_text_ok(out, size);
}

static bool take_day(struct str field, int64_t *day)
{
	char text[16];
	return take(field, text, sizeof text, false) && day_parse(text, day) && *day >= 0;
}

static bool key_parse(struct str field, struct sign_public *key)
{
	char again[MINISIGN_PUBLIC_SIZE];
	if (field.n != MINISIGN_PUBLIC_SIZE - 1 || !sign_public_parse(key, field, NULL))
		return false;
	sign_public_print(key, again);
	return str_is(field, again);
}

static bool line_parse(struct str text, int line, struct kiosk *k, struct err *e)
{
	struct str field[FIELDS] = { { 0 } }, rest = text;
	size_t column[FIELDS];
	int n = 0;
	struct fact f;
	for (bool more = true; more && n < FIELDS; n++) {
		column[n] = (size_t)(rest.s - text.s) + 1;
		more = str_cut(rest, '\t', &field[n], &rest);
		if (more == (n == FIELDS - 1))
			return wrong(e, line, column[n],
			             "Une ligne a sept parties, séparées par une tabulation.");
	}
	*k = (struct kiosk){ .revoked_day = -1 };
	if (!str_is(field[0], "kiosk"))
		return wrong(e, line, 1, "Ligne inconnue : chaque ligne commence par « kiosk ».");
	if (!key_parse(field[FIELD_KEY], &k->key))
		return wrong(e, line, column[FIELD_KEY], "Ce n'est pas la clé publique d'une borne.");
	if (!take(field[FIELD_COMMUNE], k->commune, sizeof k->commune, false) ||
	    !fact_make(&f, FACT_PRESENCE, k->commune, "1-10", NULL, NULL, NULL))
		return wrong(e, line, column[FIELD_COMMUNE],
		             "La commune est un code Insee à cinq caractères.");
	if (!take_day(field[FIELD_ENROLLED], &k->enrolled_day))
		return wrong(e, line, column[FIELD_ENROLLED], "Le jour d'inscription s'écrit 2027-01-04.");
	if (!str_is(field[FIELD_REVOKED], "-") && !take_day(field[FIELD_REVOKED], &k->revoked_day))
		return wrong(e, line, column[FIELD_REVOKED],
		             "Le jour de révocation s'écrit 2027-01-04, ou « - ».");
	if (!take(field[FIELD_PLACE], k->place, sizeof k->place, false))
		return wrong(e, line, column[FIELD_PLACE],
		             "Le lieu manque, est trop long ou n'est pas un texte.");
	if (!take(field[FIELD_NAME], k->name, sizeof k->name, false))
		return wrong(e, line, column[FIELD_NAME],
		             "Le nom manque, est trop long ou n'est pas un texte.");
	return true;
}

bool roster_parse(struct str text, char territory[STATE_NAME_MAX], roster_fn *each, void *context,
                  struct err *e)
{
	struct kiosk k, before = { 0 };
	struct str rest, line, name;
	if (text.n > ROSTER_SIZE_MAX)
		return err_set(e, ERR_TOO_BIG, "Le registre des bornes est trop long.");
	if (!str_starts(text, heading))
		return wrong(
		    e, 1, 1,
		    "Ce n'est pas un registre de bornes : la première ligne est « escale kiosks 1 ».");
	rest = (struct str){ text.s + sizeof heading - 1, text.n - (sizeof heading - 1) };
	if (!str_cut(rest, '\n', &line, &rest) || !str_cut(line, '\t', &line, &name) ||
	    !str_is(line, "territory") || !take(name, territory, STATE_NAME_MAX, true))
		return wrong(e, 2, 1, "La deuxième ligne dit le territoire.");
	for (int at = 3; rest.n; at++) {
		if (!str_cut(rest, '\n', &line, &rest))
			return wrong(e, at, 1, "La dernière ligne n'est pas finie : il manque la suite.");
		if (!line_parse(line, at, &k, e))
			return false;
		if (at > 3 && roster_compare(&before, &k) >= 0)
			return wrong(e, at, 1,
			             "Les lignes ne sont pas dans l'ordre, ou l'une y est deux fois.");
		before = k;
		each(context, &k);
	}
	return true;
}
