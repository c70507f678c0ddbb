#include "content/guide.h"

#include <string.h>

const char *const phase_kind_names[PHASE_KIND_COUNT] = {
	[PHASE_TALK] = "etape",     [PHASE_CARDS] = "cartes",  [PHASE_TURNS] = "tour",
	[PHASE_SHEETS] = "fiches",  [PHASE_BOARD] = "tableau", [PHASE_VOTE] = "vote",
	[PHASE_BAROMETER] = "barometre", [PHASE_PROFILE] = "profil", [PHASE_QUIZ] = "quiz",
	[PHASE_MODULES] = "modules",
};

const struct guide_edition *guide_edition(const struct guide *g, enum lang lang)
{
	return g->editions[lang] ? g->editions[lang] : g->editions[LANG_FR];
}

static bool in_blocks(const struct block *blocks, int count, const char *picture)
{
	for (int i = 0; i < count; i++)
		if (blocks[i].picture && strcmp(blocks[i].picture, picture) == 0)
			return true;
	return false;
}

static bool phase_shows(const struct phase *ph, const char *picture)
{
	if (in_blocks(ph->blocks, ph->block_count, picture) || in_blocks(ph->notes, ph->note_count, picture))
		return true;
	for (int i = 0; i < ph->card_count; i++)
		if (in_blocks(ph->cards[i].blocks, ph->cards[i].block_count, picture) ||
		    in_blocks(ph->cards[i].back, ph->cards[i].back_count, picture))
			return true;
	return false;
}

bool guide_shows(const struct guide *g, const char *picture)
{
	if (g->picture && strcmp(g->picture, picture) == 0)
		return true;
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		const struct guide_edition *e = g->editions[lang];
		if (e && in_blocks(e->materials, e->material_count, picture))
			return true;
		for (int i = 0; e && i < e->phase_count; i++)
			if (phase_shows(&e->phases[i], picture))
				return true;
	}
	return false;
}

const char *guide_typed(const char *name)
{
	size_t n = strlen(GUIDES_FOLDER "/");
	return strncmp(name, GUIDES_FOLDER "/", n) == 0 ? name + n : NULL;
}

int pack_find_guide(const struct pack *p, const char *id)
{
	for (int i = 0; i < p->guide_count; i++)
		if (strcmp(p->guides[i].id, id) == 0)
			return i;
	return -1;
}
