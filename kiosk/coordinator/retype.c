#include "coordinator/retype.h"

#include <stdio.h>
#include <string.h>

#include "base/prompt.h"

static const char prefix[] = "AGE-SECRET-KEY-1", alphabet[] = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";
enum { PREFIX = sizeof prefix - 1, WHOLE = AGE_IDENTITY_SIZE - 1 };

void retype_clean(char *line)
{
	size_t n = 0;
	for (const char *p = line; *p; p++) {
		char c = *p >= 'a' && *p <= 'z' ? (char)(*p - 'a' + 'A') : *p;
		if (c != ' ' && c != '\t' && c != '\r')
			line[n++] = c;
	}
	line[n] = '\0';
	size_t at = strncmp(line, "AGE-", 4) == 0 ? PREFIX : 0;
	for (; at < n; at++)
		line[at] = line[at] == 'O'                      ? '0'
		           : line[at] == 'I' || line[at] == '1' ? 'L'
		           : line[at] == 'B'                    ? '8'
		                                                : line[at];
}

static size_t row_length(int row)
{
	return row < RETYPE_ROWS - 1 ? RETYPE_ROW : WHOLE - (RETYPE_ROWS - 1) * RETYPE_ROW;
}

bool retype_row(int row, const char *clean, struct err *e)
{
	size_t n = strlen(clean), want = row_length(row), start = row == 0 ? PREFIX : 0;
	if (row == 0 && strncmp(clean, prefix, PREFIX) != 0)
		return err_set(e, ERR_FORMAT, "La ligne 1 commence par AGE- SECR ET-K EY-1. Retapez-la.");
	for (size_t i = start; i < n; i++)
		if (!strchr(alphabet, clean[i]))
			return err_set(e, ERR_FORMAT,
			               "Ligne %d, groupe %zu : un signe ne peut pas être dans une clé. "
			               "Retapez la ligne.",
			               row + 1, i / RETYPE_GROUP + 1);
	if (n != want)
		return err_set(e, ERR_FORMAT,
		               "La ligne %d compte %zu signes en tout, et j'en lis %zu. Comptez les groupes, "
		               "puis retapez-la "
		          "(q : arrêter).",
		               row + 1, want, n);
	return true;
}

static bool is_key_of(const char *text, const char *recipient)
{
	struct age_identity *id = seal_secret_alloc(sizeof *id);
	struct age_recipient r;
	char found[AGE_RECIPIENT_SIZE] = "";
	if (age_identity_parse(id, (struct str){ text, WHOLE }, NULL)) {
		age_identity_recipient(id, &r);
		age_recipient_print(&r, found);
	}
	seal_secret_free(id);
	return strcmp(found, recipient) == 0;
}

/* One letter read as another, or two neighbours swapped: what fingers do. */
int retype_locate(const char *text, const char *recipient)
{
	char *guess = seal_secret_alloc(AGE_IDENTITY_SIZE);
	int found = -1;
	for (int at = PREFIX; at < WHOLE && found < 0; at++) {
		memcpy(guess, text, WHOLE);
		for (const char *c = alphabet; *c && found < 0; c++) {
			guess[at] = *c;
			if (*c != text[at] && is_key_of(guess, recipient))
				found = at;
		}
		guess[at] = text[at];
		if (found < 0 && at + 1 < WHOLE && text[at] != text[at + 1]) {
			guess[at] = text[at + 1];
			guess[at + 1] = text[at];
			if (is_key_of(guess, recipient))
				found = at;
		}
	}
	seal_secret_free(guess);
	return found;
}

/* What one person has typed so far, in secret memory. */
struct typing {
	char line[RETYPE_LINE];
	char text[AGE_IDENTITY_SIZE];
	bool good[RETYPE_ROWS];
};

static enum guide ask_row(struct typing *t, int row)
{
	char question[32];
	snprintf(question, sizeof question, "Ligne %d : ", row + 1);
	for (;;) {
		struct err e = { 0 };
		enum guide g = guide_ask(question, t->line, sizeof t->line);
		if (g != GUIDE_NEXT)
			return g;
		retype_clean(t->line);
		if (strlen(t->line) == WHOLE &&
		    strncmp(t->line, prefix, PREFIX) == 0) { /* a scanner, or a patient person */
			memcpy(t->text, t->line, WHOLE);
			memset(t->good, true, sizeof t->good);
			return GUIDE_NEXT;
		}
		if (retype_row(row, t->line, &e)) {
			memcpy(t->text + row * RETYPE_ROW, t->line, row_length(row));
			t->good[row] = true;
			return GUIDE_NEXT;
		}
		guide_say("%s", e.text);
	}
}

static void explain(struct typing *t, const char *name, const char *recipient)
{
	struct age_identity *id = seal_secret_alloc(sizeof *id);
	bool other = age_identity_parse(id, (struct str){ t->text, WHOLE }, NULL);
	seal_secret_free(id);
	int at = other || !recipient ? -1 : retype_locate(t->text, recipient);
	memset(t->good, at >= 0, sizeof t->good);
	putchar('\n');
	if (other) {
		guide_say("C'est une vraie clé, mais ce n'est pas « %s ». Prenez la bonne feuille, puis "
		          "retapez-la (q : arrêter).",
		          name);
	} else if (at >= 0) {
		t->good[at / RETYPE_ROW] = false;
		guide_say("Presque : il y a une erreur à la ligne %d, vers le groupe %d. Les autres lignes "
		          "sont bonnes. "
		          "Relisez la feuille, puis retapez cette ligne.",
		          at / RETYPE_ROW + 1, at % RETYPE_ROW / RETYPE_GROUP + 1);
	} else {
		guide_say("Plusieurs lettres sont fausses, et je ne peux pas dire lesquelles. Rien n'est "
		          "perdu : retapez les "
		          "quatre lignes, une personne lit et l'autre tape.");
	}
}

static enum guide ask_missing(struct typing *t)
{
	for (int row = 0; row < RETYPE_ROWS; row++) {
		if (t->good[row])
			continue;
		enum guide g = ask_row(t, row);
		if (g != GUIDE_NEXT)
			return g;
	}
	return GUIDE_NEXT;
}

enum guide retype_key(const char *name, const char *recipient, struct age_identity *id)
{
	struct typing *t = seal_secret_alloc(sizeof *t);
	enum guide g;
	while ((g = ask_missing(t)) == GUIDE_NEXT) {
		bool good = recipient ? is_key_of(t->text, recipient)
		                      : age_identity_parse(id, (struct str){ t->text, WHOLE }, NULL);
		if (good)
			break;
		explain(t, name, recipient);
	}
	if (g == GUIDE_NEXT)
		age_identity_parse(id, (struct str){ t->text, WHOLE }, NULL);
	seal_secret_free(t);
	return g;
}
