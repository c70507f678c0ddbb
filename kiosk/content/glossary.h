/* Difficult words and their explanations: content/glossaire/fr.md and its translations. A text explains a word by a link:
 * [hameçonnage](../glossaire/fr.md#hameconnage), which also works where Markdown is read. Private to this room. */
#ifndef ESCALE_CONTENT_GLOSSARY_H
#define ESCALE_CONTENT_GLOSSARY_H

#include "content/draft.h"
#include "content/pack.h"

struct glossary {
	struct term *terms; /* room for PACK_TERMS_MAX */
	int count;
};

/* What the texts of one screen point to, without repetition. */
struct mentions {
	short terms[SCREEN_TERMS_MAX];
	int term_count;
	struct link links[SCREEN_LINKS_MAX];
	int link_count;
};

/* Add the file that is in the draft: the French one first. Mistakes go to the draft; words with a mistake stay away. */
void glossary_read(struct glossary *g, struct draft *d);

/* Is this address a link to the glossary? */
bool glossary_is_link(const char *url);

/* The word that the link at line:column means goes to the screen's mentions; a wrong one is a mistake. */
void glossary_mention(struct draft *d, const char *url, int line, int column);

#endif
