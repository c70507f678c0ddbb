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

int pack_find_guide(const struct pack *p, const char *id)
{
	for (int i = 0; i < p->guide_count; i++)
		if (strcmp(p->guides[i].id, id) == 0)
			return i;
	return -1;
}
