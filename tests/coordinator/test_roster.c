/* The register of kiosks as a file: one set has one text, and any other spelling is refused with its place. */
#include <criterion/criterion.h>
#include <string.h>

#include "coordinator/roster.h"

#define KEY_A "RWQBAAAAAAAAAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB"
#define KEY_B "RWQCAAAAAAAAAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB"
#define HEAD  "escale kiosks 1\nterritory\tPays\n"
#define LINE  "kiosk\t" KEY_A "\t23096\t2027-01-04\t-\tbus\tBus des villages\n"

static int seen;
static struct kiosk last;

static void note(void *context, const struct kiosk *k)
{
	(void)context;
	seen++;
	last = *k;
}

static bool parse(const char *text, struct err *e)
{
	char territory[STATE_NAME_MAX];
	seen = 0;
	return roster_parse(str_from(text), territory, note, NULL, e);
}

Test(roster, what_is_written_is_read)
{
	struct buf text = { 0 };
	struct err e = { 0 };
	struct kiosk k = { .name = "Bus des villages",
		           .place = "bus",
		           .commune = "23096",
		           .enrolled_day = 20822,
		           .revoked_day = -1 };
	cr_assert(sign_public_parse(&k.key, STR(KEY_A), &e), "%s", e.text);
	roster_begin(&text, "Pays");
	roster_add(&text, &k);
	cr_assert_str_eq(text.data, HEAD LINE);
	cr_assert(parse(text.data, &e), "%s", e.text);
	cr_assert_eq(seen, 1);
	cr_assert_str_eq(last.name, k.name);
	cr_assert_eq(last.enrolled_day, 20822);
	cr_assert_eq(last.revoked_day, -1);
	buf_free(&text);
}

Test(roster, a_revoked_kiosk_has_its_day)
{
	struct err e = { 0 };
	cr_assert(parse(HEAD "kiosk\t" KEY_A "\t2A004\t2027-01-04\t2027-01-05\tbus\tB\n", &e), "%s", e.text);
	cr_assert_eq(last.revoked_day, 20823);
}

static void refused(const char *text, int line, int column)
{
	struct err e = { 0 };
	cr_assert_not(parse(text, &e), "accepted: %s", text);
	cr_assert_eq(e.code, ERR_FORMAT);
	cr_assert(e.line == line && e.column == column, "%d:%d, not %d:%d: %s", e.line, e.column, line,
	          column, text);
}

Test(roster, anything_else_is_refused_with_its_place)
{
	refused("", 1, 1);
	refused("escale kiosks 2\n", 1, 1);
	refused("escale kiosks 1\n" LINE, 2, 1);
	refused("escale kiosks 1\nterritory Pays\n", 2, 1);
	refused(HEAD "kiosk\n", 3, 1);
	refused(HEAD "borne\t" KEY_A "\t23096\t2027-01-04\t-\tbus\tB\n", 3, 1);
	refused(HEAD "kiosk\tRWfaux\t23096\t2027-01-04\t-\tbus\tB\n", 3, 7);
	refused(HEAD "kiosk\t" KEY_A "\t2309\t2027-01-04\t-\tbus\tB\n", 3, 64);
	refused(HEAD "kiosk\t" KEY_A "\t23096\t2027-02-30\t-\tbus\tB\n", 3, 70);
	refused(HEAD "kiosk\t" KEY_A "\t23096\t2027-01-04\t\tbus\tB\n", 3, 81);
	refused(HEAD "kiosk\t" KEY_A "\t23096\t2027-01-04\t-\t\tB\n", 3, 83);
	refused(HEAD "kiosk\t" KEY_A "\t23096\t2027-01-04\t-\tbus\t\n", 3, 87);
	refused(HEAD "kiosk\t" KEY_A "\t23096\t2027-01-04\t-\tbus\tB\x1b[31m\n", 3, 87);
	refused(HEAD "kiosk\t" KEY_A "\t23096\t2027-01-04\t-\tbus\tB\xff\n", 3, 87);
	refused(HEAD "kiosk\t" KEY_A "\t23096\t2027-01-04\t-\tbus\tB\tC\n", 3, 87);
	refused(HEAD "kiosk\t" KEY_A "\t23096\t2027-01-04\t-\tbus\tB", 3, 1);
	refused(HEAD LINE LINE, 4, 1);
	refused(HEAD "kiosk\t" KEY_B "\t23096\t2027-01-04\t-\tbus\tB\n" LINE, 4, 1);
	struct err e = { 0 };
	cr_assert(parse(HEAD LINE "kiosk\t" KEY_B "\t23096\t2027-01-04\t-\tbus\tB\n", &e), "%s", e.text);
}
