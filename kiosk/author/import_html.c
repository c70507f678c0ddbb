/* HTML as editors of other programs write it, to paragraphs, points and pictures. Parsed by libxml2, which repairs
 * anything and nests at most 256 deep; emphasis and links are left out, what would change the meaning is a fault. */
#include "author/import.h"

#include <string.h>

#include <libxml/HTMLparser.h>

#include "base/utf8.h"

enum { HTML_MAX = 8 * 1024 * 1024, HTML_DEPTH_MAX = 300, ATTRIBUTES_MAX = 200 };

struct walk {
	struct import *im;
	struct import_blocks *out;
	struct buf text; /* of the block at hand */
	enum import_block_kind kind;
	int list, depth;
};

static void flush(struct walk *w)
{
	import_block(w->im, w->out, w->kind, (struct str){ w->text.data ? w->text.data : "", w->text.size },
	             w->kind == IMPORT_BULLET || w->kind == IMPORT_STEP ? w->list : 0);
	w->text.size = 0;
}

static bool is_name(const xmlNode *n, const char *names)
{
	const char *name = (const char *)n->name;
	size_t length = strlen(name);
	for (const char *p = names; *p;) {
		size_t word = strcspn(p, " ");
		if (word == length && memcmp(p, name, word) == 0)
			return true;
		p += word + strspn(p + word, " ");
	}
	return false;
}

static void fault(struct walk *w, const char *reason)
{
	if (!w->out->fault)
		w->out->fault = reason;
}

/* ---- small digits ------------------------------------------------------------------------------------------------------- */

/* 10<sup>2</sup> is not 102. False when a character has no small form. */
static bool add_small(struct buf *out, const char *s, bool high)
{
	static const uint32_t above[10] = { 0x2070, 0xB9,   0xB2,   0xB3,   0x2074,
		                            0x2075, 0x2076, 0x2077, 0x2078, 0x2079 };
	char bytes[4];
	for (; *s; s++) {
		uint32_t c = 0;
		if (*s >= '0' && *s <= '9')
			c = high ? above[*s - '0'] : 0x2080 + (uint32_t)(*s - '0');
		else if (*s == '+' || *s == '-')
			c = (high ? 0x207A : 0x208A) + (*s == '-');
		else if (*s == 'n' && high)
			c = 0x207F;
		if (!c)
			return false;
		buf_add(out, bytes, (size_t)utf8_put(c, bytes));
	}
	return true;
}

/* "1er", "2e", "n°", "Mme": written on the line as well. */
static bool is_ordinal(const char *s)
{
	static const char *const words[] = { "e",  "er", "re", "ère", "ème", "nd", "nde",
		                             "es", "o",  "me", "lle", "th",  "st", "TM" };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(s, words[i]) == 0)
			return true;
	return false;
}

static void enter_small(struct walk *w, xmlNode *n)
{
	xmlChar *content = xmlNodeGetContent(n);
	struct arena a = { 0 };
	const char *s = content ? import_clean(&a, str_from((const char *)content), NULL) : "";
	bool high = is_name(n, "sup");
	if (high && is_ordinal(s))
		buf_puts(&w->text, s);
	else if (!add_small(&w->text, s, high))
		fault(w, "contient un exposant ou un indice que la borne ne sait pas écrire");
	arena_drop(&a);
	xmlFree(content);
}

/* ---- elements --------------------------------------------------------------------------------------------------------------- */

static void enter_picture(struct walk *w, xmlNode *n)
{
	xmlChar *src = xmlGetProp(n, BAD_CAST "src"), *alt = xmlGetProp(n, BAD_CAST "alt");
	const char *reason = NULL;
	struct str address = str_trim(str_from((const char *)src));
	const char *spoken = import_clean(w->im->arena, str_from((const char *)alt), NULL);
	int list = w->kind == IMPORT_BULLET || w->kind == IMPORT_STEP ? w->list : 0;
	int picture = import_picture_data(w->im, address, spoken, &reason);
	if (picture < 0) {
		fault(w, reason);
	} else {
		flush(w);
		import_block(w->im, w->out, IMPORT_PICTURE, STR("image"), list);
		if (w->out->count && w->out->at[w->out->count - 1].kind == IMPORT_PICTURE)
			w->out->at[w->out->count - 1].picture = picture;
	}
	xmlFree(src);
	xmlFree(alt);
}

static void walk_children(struct walk *w, xmlNode *n);

static void enter_list(struct walk *w, xmlNode *n)
{
	struct walk outer = *w;
	flush(w);
	if (outer.kind == IMPORT_BULLET || outer.kind == IMPORT_STEP)
		fault(w, "contient une liste dans une liste");
	w->list = ++w->out->lists;
	w->kind = IMPORT_PARAGRAPH;
	for (xmlNode *item = n->children; item; item = item->next) {
		if (item->type != XML_ELEMENT_NODE)
			continue;
		w->kind = is_name(n, "ol") ? IMPORT_STEP : IMPORT_BULLET;
		walk_children(w, item);
		flush(w);
	}
	w->kind = outer.kind;
	w->list = outer.list;
}

static bool is_formula(const char *s)
{
	return strstr(s, "\\(") || strstr(s, "\\[") || strstr(s, "$$") || strstr(s, "\\frac") ||
	       strstr(s, "\\sqrt");
}

static bool shows_formula(xmlNode *n)
{
	xmlChar *class = xmlGetProp(n, BAD_CAST "class");
	bool is = class && (strstr((const char *)class, "math") || strstr((const char *)class, "katex") ||
	                    strstr((const char *)class, "latex"));
	xmlFree(class);
	return is;
}

static void enter_block(struct walk *w, xmlNode *n)
{
	enum import_block_kind kind = w->kind;
	bool inside = kind == IMPORT_BULLET || kind == IMPORT_STEP;
	if (inside)
		buf_puts(&w->text, " "); /* a paragraph of a point goes on in the point */
	else
		flush(w);
	if (!inside && is_name(n, "h1 h2 h3 h4 h5 h6"))
		w->kind = IMPORT_HEADING;
	walk_children(w, n);
	if (inside)
		buf_puts(&w->text, " ");
	else
		flush(w);
	w->kind = kind;
}

static void enter_element(struct walk *w, xmlNode *n)
{
	if (is_name(n, "script style head title noscript template"))
		return;
	if (is_name(n, "table"))
		fault(w, "contient un tableau");
	else if (is_name(n, "audio video iframe object embed"))
		fault(w, "contient un son, une vidéo ou une page extérieure");
	else if (is_name(n, "math svg canvas") || shows_formula(n))
		fault(w, "contient une formule ou un dessin que la borne ne sait pas montrer");
	else if (is_name(n, "form input select textarea button"))
		fault(w, "contient un formulaire");
	else if (is_name(n, "img"))
		enter_picture(w, n);
	else if (is_name(n, "sup sub"))
		enter_small(w, n);
	else if (is_name(n, "br"))
		buf_puts(&w->text, "\n");
	else if (is_name(n, "ol ul"))
		enter_list(w, n);
	else if (is_name(
	             n,
	             "p div h1 h2 h3 h4 h5 h6 blockquote pre section article figure figcaption header footer "
	             "address center li dl dt dd hr body html"))
		enter_block(w, n);
	else
		walk_children(w, n);
}

static void walk_children(struct walk *w, xmlNode *n)
{
	if (++w->depth > HTML_DEPTH_MAX) {
		fault(w, "est trop compliqué (trop d'éléments les uns dans les autres)");
	} else {
		for (xmlNode *child = n->children; child; child = child->next) {
			if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
				if (is_formula((const char *)child->content))
					fault(w, "contient une formule");
				buf_puts(&w->text, (const char *)child->content);
			} else if (child->type == XML_ELEMENT_NODE) {
				enter_element(w, child);
			}
		}
	}
	w->depth--;
}

/* ---- before the parser sees it ------------------------------------------------------------------------------------------------------ */

static bool blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Behind the attribute that begins at s.s[i]: a name, then perhaps = and a value, where alone quotes count. */
static size_t skip_attribute(struct str s, size_t i)
{
	size_t start = i;
	while (i < s.n && !blank(s.s[i]) && s.s[i] != '=' && s.s[i] != '>')
		i++;
	size_t value = i;
	while (value < s.n && blank(s.s[value]))
		value++;
	if (value == s.n || s.s[value] != '=')
		return i > start ? i : i + 1;
	value++;
	while (value < s.n && blank(s.s[value]))
		value++;
	if (value < s.n && (s.s[value] == '"' || s.s[value] == '\'')) {
		const char *end = memchr(s.s + value + 1, s.s[value], s.n - value - 1);
		return end ? (size_t)(end - s.s) + 1 : s.n;
	}
	while (value < s.n && !blank(s.s[value]) && s.s[value] != '>')
		value++;
	return value;
}

/* libxml2 compares each attribute of an element with all before it: thousands in one element would take minutes. */
static bool has_many_attributes(struct str s)
{
	for (size_t i = 0; i + 1 < s.n;) {
		if (s.s[i] != '<' || (unsigned char)((s.s[i + 1] | 0x20) - 'a') >= 26) {
			i++;
			continue;
		}
		int count = 0;
		for (i++; i < s.n && s.s[i] != '>';) {
			if (blank(s.s[i])) {
				i++;
				continue;
			}
			i = skip_attribute(s, i); /* the first is the element's name */
			if (++count > ATTRIBUTES_MAX)
				return true;
		}
	}
	return false;
}

static void hear_nothing(void *context, const char *format, ...)
{
	(void)context;
	(void)format;
}

void import_html(struct import *im, struct import_blocks *b, struct str html)
{
	struct walk w = { .im = im, .out = b, .kind = IMPORT_PARAGRAPH };
	if (html.n > HTML_MAX) {
		fault(&w, "est trop long");
		return;
	}
	if (has_many_attributes(html)) {
		fault(&w, "est trop compliqué (trop d'attributs)");
		return;
	}
	if (!str_trim(html).n)
		return;
	xmlSetGenericErrorFunc(NULL, hear_nothing);
	htmlDocPtr doc = htmlReadMemory(html.s, (int)html.n, NULL, "UTF-8",
	                                HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
	                                    HTML_PARSE_NONET | HTML_PARSE_NODEFDTD);
	xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
	if (root)
		walk_children(&w, root);
	flush(&w);
	buf_free(&w.text);
	xmlFreeDoc(doc);
}
