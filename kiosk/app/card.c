#include "app/card.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "base/utf8.h"
#include "session/session.h"
#include "ui/theme.h"

enum { KEYS_MAX = 16 };

struct card_reading {
	struct card_file *card;
	int line;
	int said_at[KEYS_MAX]; /* line that said this key; 0 */
};

void card_mistake(struct card_file *c, int line, const char *format, ...)
{
	int i = c->mistake_count++;
	if (i >= CARD_MISTAKES_MAX)
		return;
	va_list args;
	va_start(args, format);
	c->mistakes[i].line = line;
	vsnprintf(c->mistakes[i].text, sizeof c->mistakes[i].text, format, args);
	va_end(args);
}

/* What people wrote, as a short quotation. */
static const char *quoted(struct str s, char out[48])
{
	size_t n = s.n;
	if (n > 32)
		for (n = 32; n > 0 && ((unsigned char)s.s[n] & 0xC0) == 0x80;)
			n--;
	snprintf(out, 48, "%.*s%s", (int)n, s.s, n < s.n ? "…" : "");
	return out;
}

#define WRONG(r, ...) card_mistake((r)->card, (r)->line, __VA_ARGS__)

/* ---- the values ---- */

static void read_panel(struct card_reading *r, struct str value)
{
	struct panel p;
	char text[CARD_VALUE_MAX], q[48];
	snprintf(text, sizeof text, "%.*s", (int)(value.n < sizeof text ? value.n : sizeof text - 1), value.s);
	if (value.n < sizeof text && panel_parse(&p, text, NULL))
		strcpy(r->card->panel, text);
	else
		WRONG(r, "écran « %s » inconnu. Écrivez 7, 10.1, 15.6, ou pixels et millimètres : 1280x800@217x136", quoted(value, q));
}

static void read_rotation(struct card_reading *r, struct str value)
{
	long long n;
	char q[48];
	if (str_int(value, 0, 270, &n) && n % 90 == 0)
		r->card->rotate = (int)n;
	else
		WRONG(r, "rotation « %s ». Écrivez 0, 90, 180 ou 270", quoted(value, q));
}

static void read_language(struct card_reading *r, struct str value)
{
	char q[48];
	enum lang lang = lang_find(value);
	if (lang < LANG_COUNT)
		r->card->lang = (int)lang;
	else
		WRONG(r, "langue « %s » inconnue. Écrivez fr, en, ar ou uk", quoted(value, q));
}

static void read_place(struct card_reading *r, struct str value)
{
	char q[48], list[120] = "";
	for (int i = 0; place_kinds[i].code; i++) {
		if (str_is(value, place_kinds[i].code)) {
			r->card->place = i;
			return;
		}
		snprintf(list + strlen(list), sizeof list - strlen(list), "%s%s", i ? ", " : "", place_kinds[i].code);
	}
	WRONG(r, "lieu « %s » inconnu. Écrivez l’un de : %s", quoted(value, q), list);
}

/* By POSIX's rules (Base Definitions, 8.3, TZ): the image has no table of zones. IANA's Time Zone Database, 2025b, for the places;
 * in Polynesia the Marquises and Gambier keep another time, which is not told apart. */
static void read_zone(struct card_reading *r, struct str value)
{
	static const struct {
		const char *name, *rule;
	} zones[] = {
		{ "metropole", "CET-1CEST,M3.5.0,M10.5.0/3" }, { "guadeloupe", "AST4" },	 { "martinique", "AST4" },
		{ "guyane", "<-03>3" },			       { "reunion", "<+04>-4" },	 { "mayotte", "EAT-3" },
		{ "saint-pierre", "<-03>3<-02>,M3.2.0,M11.1.0" }, { "polynesie", "<-10>10" },	 { "caledonie", "<+11>-11" },
		{ "wallis", "<+12>-12" },
	};
	char q[48], list[120] = "";
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
		if (str_is(value, zones[i].name)) {
			r->card->zone = zones[i].rule;
			return;
		}
		snprintf(list + strlen(list), sizeof list - strlen(list), "%s%s", i ? ", " : "", zones[i].name);
	}
	WRONG(r, "fuseau « %s » inconnu. Écrivez l’un de : %s", quoted(value, q), list);
}

static void read_adviser(struct card_reading *r, struct str value)
{
	char q[48];
	if (str_is(value, "oui") || str_is(value, "non"))
		r->card->alone = str_is(value, "non");
	else
		WRONG(r, "conseiller « %s ». Écrivez oui ou non", quoted(value, q));
}

static void read_authority(struct card_reading *r, struct str value)
{
	struct sign_public key;
	if (value.n < sizeof r->card->authority && sign_public_parse(&key, value, NULL)) {
		sign_public_print(&key, r->card->authority);
		r->card->authority_line = r->line;
	} else {
		WRONG(r, "cette clé d’autorité n’est pas entière. Recopiez la ligne de %d signes d’autorite.pub, qui commence par RW",
		      MINISIGN_PUBLIC_SIZE - 1);
	}
}

/* A folder of the card itself: no path leads out of it. */
static void read_recipients(struct card_reading *r, struct str value)
{
	char q[48];
	if (value.n && value.n < sizeof r->card->recipients && value.s[0] != '.' && !memchr(value.s, '/', value.n) &&
	    !memchr(value.s, '\\', value.n)) {
		snprintf(r->card->recipients, sizeof r->card->recipients, "%.*s", (int)value.n, value.s);
		r->card->recipients_line = r->line;
	} else {
		WRONG(r, "« %s » n’est pas le nom d’un dossier de la carte. Écrivez par exemple : destinataires = ESCALE", quoted(value, q));
	}
}

static bool is_hex(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!strchr("0123456789abcdefABCDEF", s.s[i]))
			return false;
	return s.n == 4;
}

/* The panel and the keypad that are let in. escale-ports reads the line for itself (kiosk/ports/admit.h): here it is only looked at,
 * so that a slip of the finger is told. */
static void read_usb(struct card_reading *r, struct str value)
{
	struct str one, rest = value, vendor, product;
	char q[48];
	while (rest.n) {
		str_cut(rest, ',', &one, &rest);
		one = str_trim(one);
		if (!str_cut(one, ':', &vendor, &product) || !is_hex(vendor) || !is_hex(product)) {
			WRONG(r, "« %s » n’est pas un numéro USB. Écrivez-le comme lsusb le montre : 0eef:0005", quoted(one, q));
			return;
		}
	}
}

static const struct {
	const char *name, *also; /* also: without its accent, or a word people use for it */
	void (*read)(struct card_reading *r, struct str value);
} keys[] = {
	{ "écran", "ecran", read_panel },
	{ "rotation", "rotation", read_rotation },
	{ "langue", "langue", read_language },
	{ "lieu", "lieu", read_place },
	{ "conseiller", "conseiller", read_adviser },
	{ "fuseau", "heure", read_zone },
	{ "autorité", "autorite", read_authority },
	{ "destinataires", "destinataires", read_recipients },
	{ "usb", "usb", read_usb },
};
enum { KEY_COUNT = sizeof keys / sizeof *keys };
_Static_assert((int)KEY_COUNT <= (int)KEYS_MAX, "struct card_reading has room for each");

/* ---- the lines ---- */

static bool same_key(struct str written, const char *name)
{
	if (written.n != strlen(name))
		return false;
	for (size_t i = 0; i < written.n; i++) { /* capitals of ASCII are enough */
		char c = written.s[i];
		if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != name[i])
			return false;
	}
	return true;
}

/* Up to a note: `#` at the beginning or behind a space. */
static struct str without_note(struct str line)
{
	for (size_t i = 0; i < line.n; i++)
		if (line.s[i] == '#' && (i == 0 || line.s[i - 1] == ' ' || line.s[i - 1] == '\t'))
			line.n = i;
	return str_trim(line);
}

static void read_line(struct card_reading *r, struct str line)
{
	struct str key, value;
	char q[48];
	size_t at = 0;
	while (at < line.n && line.s[at] != '=' && line.s[at] != ':')
		at++;
	if (!str_cut(line, at < line.n ? line.s[at] : '=', &key, &value)) {
		WRONG(r, "« %s » n’est pas un réglage. Écrivez par exemple : rotation = 90", quoted(line, q));
		return;
	}
	key = str_trim(key);
	value = str_trim(value);
	for (int i = 0; i < KEY_COUNT; i++) {
		if (!same_key(key, keys[i].name) && !same_key(key, keys[i].also))
			continue;
		if (value.n == 0)
			WRONG(r, "il manque la valeur après « %s »", keys[i].name);
		else if (r->said_at[i])
			WRONG(r, "« %s » est déjà dit à la ligne %d. Gardez une seule des deux", keys[i].name, r->said_at[i]);
		else
			keys[i].read(r, value);
		if (value.n && !r->said_at[i])
			r->said_at[i] = r->line;
		return;
	}
	WRONG(r, "« %s » est inconnu. Les réglages : écran, rotation, langue, lieu, conseiller, fuseau, autorité, destinataires, usb",
	      quoted(key, q));
}

void card_parse(struct card_file *c, struct str text)
{
	*c = (struct card_file){ .rotate = -1, .alone = -1, .lang = -1, .place = -1 };
	struct card_reading r = { .card = c };
	if (memchr(text.s, '\0', text.n)) { /* UTF-16, or no text at all */
		card_mistake(c, 0, "ce fichier n’est pas un texte simple. Enregistrez-le en « UTF-8 »");
		return;
	}
	if (str_starts(text, "\xEF\xBB\xBF"))
		text = (struct str){ text.s + 3, text.n - 3 };
	while (text.n) {
		struct str line;
		str_cut(text, '\n', &line, &text);
		r.line++;
		line = without_note(str_trim(line));
		if (utf8_invalid(line.s, line.n) >= 0)
			WRONG(&r, "un accent est illisible. Enregistrez le fichier en « UTF-8 »");
		else if (line.n)
			read_line(&r, line);
	}
}

void card_read(struct card_file *c, const char *folder)
{
	char path[1024];
	struct err e = { 0 };
	struct buf b = { 0 };
	card_parse(c, (struct str){ "", 0 });
	if (!file_join(path, sizeof path, folder, "escale.txt"))
		return;
	if (file_read(path, CARD_FILE_MAX, &b, &e))
		card_parse(c, (struct str){ b.data ? b.data : "", b.size });
	else if (e.code == ERR_TOO_BIG)
		card_mistake(c, 0, "ce fichier est trop long : ce n’est pas celui d’une borne");
	else if (e.code != ERR_MISSING)
		card_mistake(c, 0, "ce fichier ne se lit pas. La carte est peut-être abîmée");
	buf_free(&b);
}
