/* From cmark's inline nodes to running text. Private to this room. */
#ifndef ESCALE_CONTENT_PROSE_H
#define ESCALE_CONTENT_PROSE_H

#include <cmark-gfm.h>

#include "content/letters.h"

enum prose_links { LINKS_REFUSED, LINKS_SHOWN /* "text (address)" */ };

/* Where a node begins in the file, in code points; body_line is what cmark's line 1 is in the file, less one. */
struct place {
	int line, column;
};
struct place place_of(const struct draft *d, int body_line, cmark_node *node);

/* The document behind line last_line of the draft, with the extensions that authors may use. The caller frees it. */
cmark_node *prose_parse(struct draft *d, int last_line);

/* An extension's node: its type is a number only while the program runs. */
bool prose_is_table(cmark_node *node);

/* The text of a paragraph, a heading or an image. Mistakes (code, HTML, italics...) go to the draft and their
 * text is kept, so that reading goes on. */
struct prose prose_read(struct draft *d, int body_line, cmark_node *node, enum prose_links links);

/* The bare text of a node's children, as typed; in d->scratch. */
struct str prose_raw(struct draft *d, cmark_node *node);

/* `<!-- kind: id -->`, both trimmed; false when the HTML is not of this form. */
bool prose_comment(struct str html, struct str *kind, struct str *id);

/* "https://www.x.fr/a/" -> "x.fr/a": what one can copy by hand. */
struct str prose_address(const char *url);

/* Does "https://..." name a site: labels, dots, letters at the end? */
bool prose_has_host(const char *url);
#define NO_HOST "« %.80s » ne mène à aucun site. Vérifiez son nom : https://www.cnil.fr, par exemple."

#endif
