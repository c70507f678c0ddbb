#include "content/prose.h"

#include <string.h>

#include <cmark-gfm-core-extensions.h>

#include "content/glossary.h"
#include "content/plain.h"

struct place place_of(const struct draft *d, int body_line, cmark_node *node)
{
	while (cmark_node_get_start_line(node) < 1 && cmark_node_parent(node)) /* cmark puts some inlines it makes itself nowhere */
		node = cmark_node_parent(node);
	int start = cmark_node_get_start_line(node), line = (start > 0 ? start : 1) + body_line;
	if (line > d->line_count) /* cmark also ends lines at a lone carriage return (which is a mistake) */
		line = d->line_count;
	return (struct place){ line, draft_column(d, line, cmark_node_get_start_column(node)) };
}

cmark_node *prose_parse(struct draft *d, int last_line)
{
	cmark_gfm_core_extensions_ensure_registered();
	cmark_parser *parser = cmark_parser_new(CMARK_OPT_SOURCEPOS | CMARK_OPT_FOOTNOTES);
	cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("tasklist"));
	cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"));
	size_t start = (size_t)d->line_at[last_line];
	cmark_parser_feed(parser, d->text.s + start, d->text.n - start);
	cmark_node *document = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	return document;
}

bool prose_is_table(cmark_node *n)
{
	return strcmp(cmark_node_get_type_string(n), "table") == 0;
}

bool prose_comment(struct str s, struct str *kind, struct str *id)
{
	s = str_trim(s);
	if (!str_starts(s, "<!--") || s.n < 7 || memcmp(s.s + s.n - 3, "-->", 3) != 0)
		return false;
	s = (struct str){ s.s + 4, s.n - 7 };
	bool cut = str_cut(s, ':', kind, id);
	*kind = str_trim(*kind);
	*id = str_trim(*id);
	return cut;
}

struct str prose_address(const char *url)
{
	struct str s = str_from(url);
	static const char *const heads[] = { "https://", "www." };
	for (int i = 0; i < 2; i++)
		if (str_starts(s, heads[i]))
			s.s += strlen(heads[i]), s.n -= strlen(heads[i]);
	if (s.n && s.s[s.n - 1] == '/')
		s.n--;
	return s;
}

struct str prose_raw(struct draft *d, cmark_node *node)
{
	struct buf b = { 0 };
	cmark_iter *it = cmark_iter_new(node);
	for (cmark_event_type event; (event = cmark_iter_next(it)) != CMARK_EVENT_DONE;) {
		cmark_node *n = cmark_iter_get_node(it);
		cmark_node_type type = cmark_node_get_type(n);
		if (event != CMARK_EVENT_ENTER)
			continue;
		if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
			buf_puts(&b, cmark_node_get_literal(n));
		else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
			buf_puts(&b, " ");
	}
	cmark_iter_free(it);
	struct str s = { arena_strndup(d->scratch, b.data ? b.data : "", b.size), b.size };
	buf_free(&b);
	return s;
}

struct reader {
	struct draft *d;
	int body_line;
	enum prose_links links;
	struct letters letters;
	struct place last; /* breaks have no place of their own */
	int strong;
};

/* An upper bound: what cmark decodes is never longer than what was typed, links shown add their address. */
static size_t room_for(cmark_node *node)
{
	size_t room = 1;
	cmark_iter *it = cmark_iter_new(node);
	for (cmark_event_type event; (event = cmark_iter_next(it)) != CMARK_EVENT_DONE;) {
		cmark_node *n = cmark_iter_get_node(it);
		const char *literal = cmark_node_get_literal(n), *url = cmark_node_get_url(n);
		room += 1 + (literal ? strlen(literal) : 0) + (url ? strlen(url) + 3 : 0);
	}
	cmark_iter_free(it);
	return room;
}

static void add_text(struct reader *r, const char *text)
{
	letters_add(&r->letters, str_from(text), r->strong > 0, r->last.line, r->last.column);
}

static bool is_address(const char *url)
{
	return strncmp(url, "https://", 8) == 0 && strlen(url) >= 12 && !strpbrk(url, " \t\n");
}

bool prose_has_host(const char *url)
{
	const char *host = url + strcspn(url, ":") + 3;
	size_t n = strcspn(host, "/?#:"), label = 0, letters = 0;
	int dots = 0;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)host[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
		if (c == '.') {
			if (!label)
				return false;
			dots++;
			label = letters = 0;
			continue;
		}
		if (!letter && !(c >= '0' && c <= '9') && !(c == '-' && label))
			return false;
		label++;
		letters += letter;
	}
	return dots > 0 && letters >= 2;
}

static void enter_link(struct reader *r, cmark_node *n)
{
	const char *url = cmark_node_get_url(n);
	if (r->d->guide && strstr(url, GLOSSARY_FOLDER "/"))
		draft_mistake(r->d, r->last.line, r->last.column,
			      "Une séance n'a pas de lien vers le glossaire. Expliquez le mot entre parenthèses.");
	else if (glossary_is_link(url))
		glossary_mention(r->d, url, r->last.line, r->last.column);
	else if (r->links == LINKS_REFUSED)
		draft_mistake(
		    r->d, r->last.line, r->last.column,
		    r->d->guide ? "Pas de lien ici. Mettez-le dans un texte, sous le titre." :
		                  "Pas de lien ici : la borne n'a pas internet. Les liens vont dans les écrans "
		                  "« aide » et « sources ».");
	else if (!is_address(url))
		draft_mistake(r->d, r->last.line, r->last.column,
		              "Un lien commence par https:// et une adresse complète.");
	else if (!prose_has_host(url))
		draft_mistake(r->d, r->last.line, r->last.column, NO_HOST, url);
}

static void keep_link(struct draft *d, const char *url, struct str address)
{
	struct mentions *m = d->mentions;
	if (!m || m->link_count == SCREEN_LINKS_MAX)
		return; /* the address stands in the text all the same */
	m->links[m->link_count++] = (struct link){ arena_strdup(d->keep, url),
						   arena_strndup(d->keep, address.s, address.n) };
}

/* On a machine without network a link is its readable address, and a QR code on another screen. */
static void exit_link(struct reader *r, cmark_node *n)
{
	const char *url = cmark_node_get_url(n);
	struct str address = prose_address(url), text = prose_raw(r->d, n);
	if (r->links == LINKS_REFUSED || !is_address(url))
		return;
	keep_link(r->d, url, address);
	if (text.n >= address.n && memmem(text.s, text.n, address.s, address.n))
		return;
	add_text(r, " (");
	letters_add(&r->letters, address, false, r->last.line, r->last.column);
	add_text(r, ")");
}

static void enter(struct reader *r, cmark_node *n)
{
	cmark_node_type type = cmark_node_get_type(n);
	if (cmark_node_get_start_line(n))
		r->last = place_of(r->d, r->body_line, n);
	int line = r->last.line, column = r->last.column;
	if (type == CMARK_NODE_TEXT) {
		const char *text = cmark_node_get_literal(n);
		if (strstr(text, "[^"))
			draft_mistake(
			    r->d, line, column,
			    "Cette note n'existe pas. Ajoutez sa ligne « [^nom]: [Titre](https://...), "
			    "éditeur, vérifié le ... ».");
		add_text(r, text);
	} else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
		add_text(r, " ");
	} else if (type == CMARK_NODE_STRONG) {
		r->strong++;
	} else if (type == CMARK_NODE_LINK) {
		enter_link(r, n);
	} else if (type == CMARK_NODE_CODE) {
		draft_mistake(r->d, line, column,
		              "Pas de texte entre accents graves (`). Écrivez-le en **fort**.");
		add_text(r, cmark_node_get_literal(n));
	} else if (type == CMARK_NODE_EMPH) {
		draft_mistake(r->d, line, column,
		              "Pas d'italique : c'est dur à lire. Mettez deux étoiles pour **fort**.");
	} else if (type == CMARK_NODE_HTML_INLINE) {
		draft_mistake(r->d, line, column, "Pas de HTML dans le texte. Retirez « %.40s ».",
		              cmark_node_get_literal(n));
	} else if (type == CMARK_NODE_IMAGE) {
		draft_mistake(r->d, line, column, "Une image se met seule, entre deux lignes vides.");
	}
}

static void look_for_addresses(struct reader *r)
{
	const struct letters *l = &r->letters;
	static const char *const heads[] = { "http://", "https://", "www." };
	for (int i = 0; i < l->count; i++)
		for (int h = 0; h < 3 && (l->at[i].c == 'h' || l->at[i].c == 'w'); h++) {
			int n = 0;
			while (heads[h][n] && i + n < l->count && l->at[i + n].c == (uint32_t)heads[h][n])
				n++;
			if (!heads[h][n])
				draft_mistake(r->d, l->at[i].line, l->at[i].column,
				              "Écrivez l'adresse courte, sans « %s » : 17cyber.gouv.fr.",
				              heads[h]);
		}
}

struct prose prose_read(struct draft *d, int body_line, cmark_node *node, enum prose_links links)
{
	struct reader r = { d, body_line, links, { 0 }, place_of(d, body_line, node), 0 };
	letters_init(&r.letters, (int)room_for(node), d->scratch);
	cmark_iter *it = cmark_iter_new(node);
	for (cmark_event_type event; (event = cmark_iter_next(it)) != CMARK_EVENT_DONE;) {
		cmark_node *n = cmark_iter_get_node(it);
		if (n == node)
			continue;
		if (event == CMARK_EVENT_ENTER)
			enter(&r, n);
		else if (cmark_node_get_type(n) == CMARK_NODE_STRONG)
			r.strong--;
		else if (cmark_node_get_type(n) == CMARK_NODE_LINK)
			exit_link(&r, n);
	}
	cmark_iter_free(it);
	letters_tidy(&r.letters);
	look_for_addresses(&r);
	struct letters ready = letters_space(&r.letters, d->lang, d->scratch);
	plain_look(d, &ready);
	return letters_prose(&ready, d->keep);
}
