#include "session/helpers/little_guide.h"

#include "session/helpers/little_pack.h"

static const struct block text[] = { { .kind = BLOCK_PARAGRAPH, .prose = { "Bonjour à tous.", NULL, 0 } } };

static const struct card cards[] = {
	{ .id = "un", .title = { "Un", NULL, 0 }, .blocks = text, .block_count = 1, .deck = -1 },
	{ .id = "deux", .title = { "Deux", NULL, 0 }, .blocks = text, .block_count = 1, .back = text, .back_count = 1, .deck = -1 },
	{ .id = "trois", .title = { "Trois", NULL, 0 }, .blocks = text, .block_count = 1, .deck = -1 },
};

static const struct phase phases[] = {
	{ .kind = PHASE_TALK, .id = "accueil", .title = { "Accueil", NULL, 0 }, .minutes = 5, .blocks = text, .block_count = 1,
	  .rounds = 1, .subject = -1 },
	{ .kind = PHASE_CARDS, .id = "cartes", .title = { "Cartes", NULL, 0 }, .cards = cards, .card_count = 3, .rounds = 1,
	  .subject = -1 },
	{ .kind = PHASE_TURNS, .id = "pitchs", .title = { "Pitchs", NULL, 0 }, .minutes = 20, .rounds = 1, .subject = 1 },
};

static const struct guide_edition french = { .lang = LANG_FR, .title = "Petite séance", .summary = "Un essai.",
					     .phases = phases, .phase_count = 3 };
static const struct guide guide = { .id = "petite", .theme = "culture_numerique", .minutes = 25, .editions = { [LANG_FR] = &french } };

struct pack room_pack;

void room_pack_make(void)
{
	room_pack = little_pack;
	room_pack.guides = &guide;
	room_pack.guide_count = 1;
}
