#include "content/sources.h"

#include <string.h>

#include "content/dates.h"

/* Cut at the last comma, Latin or Arabic. */
static bool cut_last_comma(struct str s, struct str *before, struct str *after)
{
	for (size_t i = s.n; i-- > 0;) {
		size_t n = s.s[i] == ',' ? 1 : i + 1 < s.n && memcmp(s.s + i, "\xD8\x8C", 2) == 0 ? 2 : 0;
		if (!n)
			continue;
		*before = (struct str){ s.s, i };
		*after = str_trim((struct str){ s.s + i + n, s.n - i - n });
		return true;
	}
	return false;
}

static struct str without_comma(struct str s)
{
	s = str_trim(s);
	if (str_starts(s, ","))
		s.s++, s.n--;
	else if (str_starts(s, "\xD8\x8C"))
		s.s += 2, s.n -= 2;
	return str_trim(s);
}

/* "valable 12 mois", in any language: one number of months, no date. False: something else. */
static bool read_life(struct str s, int *months)
{
	int runs = 0;
	for (size_t i = 0; i < s.n; i++) {
		bool digit = s.s[i] >= '0' && s.s[i] <= '9';
		if (s.s[i] == '-' || s.s[i] == '/')
			return false;
		if (!digit)
			continue;
		runs += i == 0 || s.s[i - 1] < '0' || s.s[i - 1] > '9';
		*months = (i && s.s[i - 1] >= '0' && s.s[i - 1] <= '9' ? *months * 10 : 0) + (s.s[i] - '0');
		if (*months > 9999)
			return false;
	}
	return runs == 1;
}

static void look_at_age(struct draft *d, struct place at, int64_t day, int months)
{
	if (!d->today)
		return;
	if (day > d->today)
		draft_hint(d, at.line, at.column,
		           "Cette date de vérification est dans le futur. Est-ce une faute de frappe ?");
	else if (!months && d->today - day > SOURCE_STALE_DAYS)
		draft_hint(d, at.line, at.column,
		           "Source vérifiée il y a plus de deux ans. Relisez-la, puis changez la date.");
	else if (months && d->today - day > (int64_t)months * SOURCE_STALE_DAYS / 24)
		draft_hint(d, at.line, at.column,
		           "Source valable %d mois, et vérifiée il y a plus longtemps. Relisez-la, puis changez la date.",
		           months);
}

bool source_read(struct source *s, struct draft *d, int body_line, cmark_node *paragraph)
{
	struct place at = place_of(d, body_line, paragraph);
	cmark_node *link = cmark_node_first_child(paragraph);
	if (!link || cmark_node_get_type(link) != CMARK_NODE_LINK)
		return draft_mistake(
		    d, at.line, at.column,
		    "Une source s'écrit : [Titre](https://...), éditeur, vérifié le 2026-11-22.");
	const char *url = cmark_node_get_url(link);
	if (strncmp(url, "https://", 8) != 0 || strlen(url) < 12 || strchr(url, ' '))
		return draft_mistake(d, at.line, at.column,
		                     "L'adresse d'une source commence par https:// et n'a pas d'espace.");
	if (!prose_has_host(url))
		return draft_mistake(d, at.line, at.column, NO_HOST, url);
	struct str title = str_trim(prose_raw(d, link)), rest = { 0 }, publisher = { 0 }, checked = { 0 },
	           date;
	if (!title.n)
		return draft_mistake(d, at.line, at.column,
		                     "Cette source n'a pas de titre. Écrivez-le entre les crochets.");
	struct buf tail = { 0 };
	for (cmark_node *n = cmark_node_next(link); n; n = cmark_node_next(n)) {
		const char *literal = cmark_node_get_literal(n);
		buf_puts(&tail, literal ? literal : " ");
	}
	rest = (struct str){ arena_strndup(d->scratch, tail.data ? tail.data : "", tail.size), tail.size };
	buf_free(&tail);
	if (!cut_last_comma(str_trim(rest), &publisher, &checked) ||
	    !(publisher = without_comma(publisher)).n)
		return draft_mistake(
		    d, at.line, at.column,
		    "Il manque l'éditeur ou la date : [Titre](https://...), éditeur, vérifié le 2026-11-22.");
	int months = 0;
	if (read_life(checked, &months)) {
		struct str life = checked, before = publisher;
		if (months < 1 || months > SOURCE_LIFE_MAX)
			return draft_mistake(d, at.line, at.column, "Une durée de validité va de 1 à %d mois.", SOURCE_LIFE_MAX);
		if (!cut_last_comma(before, &publisher, &checked) || !(publisher = without_comma(publisher)).n)
			return draft_mistake(d, at.line, at.column,
			                     "La durée « %.*s » vient après la date : éditeur, vérifié le 2026-11-22, valable 12 mois.",
			                     (int)(life.n < 30 ? life.n : 30), life.s);
	} else {
		months = 0;
	}
	size_t start = checked.n;
	while (start && checked.s[start - 1] != ' ')
		start--;
	date = (struct str){ checked.s + start, checked.n - start };
	if (date.n && date.s[date.n - 1] == '.')
		date.n--;
	int64_t day;
	if (!date_parse(date, &day))
		return draft_mistake(
		    d, at.line, at.column,
		    "La date « %.*s » n'existe pas. Écrivez année-mois-jour, par exemple 2026-11-22.",
		    (int)(date.n < 30 ? date.n : 30), date.s);
	look_at_age(d, at, day, months);
	s->title = arena_strndup(d->keep, title.s, title.n);
	s->publisher = arena_strndup(d->keep, publisher.s, publisher.n);
	s->url = arena_strdup(d->keep, url);
	s->checked = arena_strndup(d->keep, date.s, date.n);
	return true;
}

static void refuse(struct bibliography *b, struct draft *d, int body_line, cmark_node *n, const char *sentence)
{
	struct place p = place_of(d, body_line, n);
	b->refused = true;
	draft_mistake(d, p.line, p.column, "%s", sentence);
}

static void add(struct bibliography *b, struct draft *d, int body_line, cmark_node *n, const char *one_line)
{
	cmark_node *text = cmark_node_first_child(n);
	if (!text || cmark_node_get_type(text) != CMARK_NODE_PARAGRAPH || cmark_node_next(text))
		refuse(b, d, body_line, n, one_line);
	else if (b->count == SOURCES_MAX)
		refuse(b, d, body_line, n,
		       arena_printf(d->scratch, "%s a plus de %d sources. Gardez les principales.",
				    d->guide ? "Cette séance" : "Ce module", SOURCES_MAX));
	else if (source_read(&b->at[b->count], d, body_line, text))
		b->count++;
	else
		b->refused = true;
}

void sources_list(struct bibliography *b, struct draft *d, int body_line, cmark_node *list)
{
	for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item))
		add(b, d, body_line, item,
		    "Une source tient sur une ligne : [Titre](https://...), éditeur, vérifié le 2026-11-22.");
}

/* cmark drops a definition that no text calls: it is found again in the lines. */
void sources_footnotes(struct bibliography *b, struct draft *d, int body_line, cmark_node *document)
{
	bool *used = arena_array(d->scratch, (size_t)d->line_count + 2, sizeof *used);
	for (cmark_node *n = cmark_node_first_child(document); n; n = cmark_node_next(n)) {
		if (cmark_node_get_type(n) != CMARK_NODE_FOOTNOTE_DEFINITION)
			continue;
		int line = place_of(d, body_line, n).line;
		if (line >= 1 && line <= d->line_count)
			used[line] = true;
		add(b, d, body_line, n,
		    "Une note tient sur une ligne : [^nom]: [Titre](https://...), éditeur, vérifié le 2026-11-22.");
	}
	for (int line = body_line + 1; line <= d->line_count; line++) {
		struct str s = draft_line(d, line);
		if (str_starts(s, "[^") && memmem(s.s, s.n, "]:", 2) && !used[line])
			draft_mistake(d, line, 1,
				      "Aucun texte n'appelle cette note. Écrivez [^nom] après le chiffre, ou "
				      "retirez-la.");
	}
}

const struct source *sources_keep(const struct bibliography *b, struct draft *d)
{
	struct source *kept = arena_array(d->keep, (size_t)b->count + 1, sizeof *kept);
	memcpy(kept, b->at, (size_t)b->count * sizeof *kept);
	return kept;
}
