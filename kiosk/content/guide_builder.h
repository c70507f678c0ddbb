/* The phases of one file while they are being read: shared by guide_phases.c (which phase), guide_names.c (the comments
 * under titles), guide_cards.c, guide_axes.c and guide_links.c. Private to this room. */
#ifndef ESCALE_CONTENT_GUIDE_BUILDER_H
#define ESCALE_CONTENT_GUIDE_BUILDER_H

#include "content/blocks.h"
#include "content/guide.h"
#include "content/sources.h"

/* What may stand behind the id of a phase, beside its minutes. */
enum phase_option { OPTION_SHEETS = 1, OPTION_SUBJECT = 2, OPTION_ROUNDS = 4, OPTION_MODULE = 8 };

struct guide_builder;

struct phase_syntax {
	const char *card; /* how one of its cards is written under its title: "carte"; NULL: it has none */
	int cards_min, cards_max;
	bool faces;       /* its cards have a text, and perhaps a back */
	unsigned options; /* enum phase_option */
	void (*list)(struct guide_builder *, cmark_node *list);   /* NULL: the group sees it */
	void (*table)(struct guide_builder *, cmark_node *table); /* NULL: this kind has no table */
	void (*check)(struct guide_builder *);                    /* when the phase is complete; NULL: nothing of its own */
};

extern const struct phase_syntax phase_grammar[PHASE_KIND_COUNT];

/* A name of another phase: told when all are known. */
struct guide_reference {
	int phase, card; /* who names it; card -1: the phase itself */
	const char *id;
	struct place at;
};
enum { GUIDE_REFERENCES_MAX = GUIDE_PHASES_MAX * (PHASE_FIELDS_MAX + 1) };

struct guide_builder {
	struct draft *d;
	int body_line; /* the line of the file before cmark's line 1 */
	struct blocks materials, group, notes, face, back;
	struct phase phases[GUIDE_PHASES_MAX];
	int phase_count;
	struct phase *phase;      /* NULL before the first title */
	struct phase extra_phase; /* past the most: read for its mistakes, then forgotten */
	bool named, known;        /* a comment stands under the title; it says what the phase is */
	bool refused;             /* something in the phase was refused: that what remains is too little is no news */
	bool many_told;
	struct card cards[PHASE_CARDS_MAX];
	struct card *card; /* NULL: no title of the second level yet */
	struct card extra_card;
	bool card_named, card_refused, cards_told, turned;
	struct card *kept_cards[GUIDE_PHASES_MAX]; /* those of each phase, until all names are known */
	struct prose options[PHASE_OPTIONS_MAX];
	int option_total; /* also those that have no room */
	struct axis axes[PHASE_AXES_MAX];
	bool list_done; /* the vote's list, the barometer's table */
	struct guide_reference references[GUIDE_REFERENCES_MAX];
	int reference_count;
	struct bibliography sources;
};

/* A mistake in the current phase at this place. */
#define guide_refuse_at(b, place, ...)                                                                                   \
	((b)->refused = (b)->card_refused = true, draft_mistake((b)->d, (place).line, (place).column, __VA_ARGS__))
/* The same at a node. */
#define guide_refuse(b, n, ...) guide_refuse_at(b, place_of((b)->d, (b)->body_line, n), __VA_ARGS__)

/* The index of the current phase, -1 for the one that has no room. */
int guide_current(const struct guide_builder *b);

/* guide_names.c: `<!-- KIND: ID, options -->` under a title. */
void guide_comment(struct guide_builder *b, cmark_node *html);

/* The file's id rule, told when it is broken. */
bool guide_id_ok(struct guide_builder *b, struct place at, struct str id);

/* guide_cards.c */
void guide_card_open(struct guide_builder *b, cmark_node *heading);
void guide_card_close(struct guide_builder *b);
void guide_card_name(struct guide_builder *b, cmark_node *html, struct str kind, struct str rest);
void guide_card_turn(struct guide_builder *b, cmark_node *line); /* `***` */
void guide_cards_check(struct guide_builder *b);

/* guide_axes.c */
void guide_vote_list(struct guide_builder *b, cmark_node *list);
void guide_vote_check(struct guide_builder *b);
void guide_axes_table(struct guide_builder *b, cmark_node *table);
void guide_axes_check(struct guide_builder *b);

/* guide_links.c: when all phases are known. */
void guide_links_check(struct guide_builder *b);
void guide_refer(struct guide_builder *b, int card, struct str id, struct place at);

#endif
