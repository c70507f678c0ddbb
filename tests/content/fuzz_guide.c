/* Any bytes as a Markdown file of a guided session; the first byte chooses the language ('0' French, '1' English, '2'
 * Arabic, '3' Ukrainian), which is compared with a French one. Whatever is read, notes have a place in the file and whole
 * sentences; what has no mistake keeps every promise of guide.h.
 * coverage floor: 1200 */
#include <assert.h>
#include <string.h>

#include "base/utf8.h"
#include "content/compare.h"
#include "content/draft.h"
#include "content/front.h"
#include "content/guide_phases.h"
#include "content/plain.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { NOTES = 50 };

static volatile uint64_t sink; /* keeps results alive: the optimiser may not delete the reading */

static const char french_text[] =
	"---\ntitre : Une séance\nresume : Un pas.\ntheme : email\nimage-dite : Une lettre.\nordre : 1\n"
	"licence : CC0\nauteurs : Essai\n---\n"
	"# Bonjour\n<!-- etape: bonjour, 5 min -->\n\nElle **arrive**.\n\n> Attendez.\n\n"
	"# Villes\n<!-- cartes: villes -->\n\n## Ici\n<!-- carte: ici -->\n\nUn texte.\n\n***\n\nLe dos.\n\n"
	"# Fiches\n<!-- fiches: fiches, 30 min, 2 par table, sujet villes -->\n\n## Lieu\n<!-- champ: lieu, cartes villes -->\n\n"
	"# Projets\n<!-- barometre: projets -->\n\n| Id | Axe | Oui | Non |\n|-|-|-|-|\n| thd | Fibre | 40 | 16,7 % |\n\n"
	"# Choix\n<!-- vote: choix -->\n\n- Oui\n- Non\n";

struct reading {
	struct draft draft;
	struct front front;
	struct guide_edition edition;
	struct notes mistakes, hints;
	struct err mistake_list[NOTES], hint_list[NOTES];
};

static bool read_text(struct reading *r, enum lang lang, struct str text, struct arena *a)
{
	*r = (struct reading){ 0 };
	r->mistakes = (struct notes){ r->mistake_list, NOTES, 0 };
	r->hints = (struct notes){ r->hint_list, NOTES, 0 };
	r->draft = (struct draft){ .dir = "/nowhere", .module = "seances/m", .name = "seances/m/x.md", .lang = lang, .guide = true,
				   .today = 20779, .mistakes = &r->mistakes, .hints = &r->hints, .keep = a, .scratch = a };
	if (!draft_take(&r->draft, text))
		return false;
	bool has_front = front_read(&r->front, &r->draft);
	guide_phases_read(&r->edition, &r->draft, has_front ? r->front.last_line : 0);
	plain_finish(&r->draft);
	return true;
}

static void check_notes(const struct notes *n, int lines)
{
	for (int i = 0; i < n->count && i < n->room; i++) {
		const struct err *e = &n->list[i];
		assert(e->text[0] && utf8_invalid(e->text, strlen(e->text)) < 0);
		assert(e->line >= 1 && e->line <= lines && e->column >= 1);
		sink += (uint64_t)e->column;
	}
}

static void check_prose(const struct prose *p)
{
	size_t size = strlen(p->text);
	assert(utf8_invalid(p->text, size) < 0 && !strpbrk(p->text, "\n\r\t"));
	for (int i = 0; i < p->strong_count; i++)
		assert(p->strong[i].start < p->strong[i].end && p->strong[i].end <= (int)size);
}

static void check_blocks(const struct block *blocks, int count)
{
	assert(count >= 0 && count <= SCREEN_BLOCKS_MAX);
	for (int i = 0; i < count; i++)
		check_prose(&blocks[i].prose);
}

static void check_cards(const struct guide_edition *e, const struct phase *ph)
{
	for (int i = 0; i < ph->card_count; i++) {
		const struct card *c = &ph->cards[i];
		assert(str_is_id(str_from(c->id), PHASE_ID_MAX) && c->title.text[0]);
		check_prose(&c->title);
		check_blocks(c->blocks, c->block_count);
		check_blocks(c->back, c->back_count);
		for (int j = 0; j < i; j++)
			assert(strcmp(c->id, ph->cards[j].id) != 0);
		assert(c->deck >= -1 && c->deck < e->phase_count);
		if (c->deck >= 0)
			assert(e->phases[c->deck].kind == PHASE_CARDS && e->phases[c->deck].card_count <= GUIDE_CHOICE_MAX);
		if (ph->kind == PHASE_CARDS)
			assert(c->block_count + c->back_count > 0);
	}
}

static void check_axes(const struct phase *ph)
{
	for (int i = 0; i < ph->axis_count; i++) {
		assert(str_is_id(str_from(ph->axes[i].id), PHASE_ID_MAX) && ph->axes[i].label.text[0]);
		for (int k = 0; k < AXIS_ANSWERS_MAX; k++)
			assert(ph->axes[i].study[k] >= -1 && ph->axes[i].study[k] <= 100 &&
			       (k < ph->option_count || ph->axes[i].study[k] == -1));
	}
	for (int i = 0; i < ph->option_count; i++)
		check_prose(&ph->options[i]);
}

static void check_phase(const struct guide_edition *e, int index)
{
	const struct phase *ph = &e->phases[index];
	assert(str_is_id(str_from(ph->id), PHASE_ID_MAX) && ph->title.text[0]);
	for (int i = 0; i < index; i++)
		assert(strcmp(e->phases[i].id, ph->id) != 0);
	assert(ph->minutes >= 0 && ph->minutes <= PHASE_MINUTES_MAX && ph->rounds >= 1 && ph->rounds <= GUIDE_ROUNDS_MAX);
	assert((ph->kind == PHASE_SHEETS) == (ph->sheets > 0) && ph->sheets <= GUIDE_SHEETS_MAX);
	assert(ph->subject < e->phase_count && (ph->subject < 0 || e->phases[ph->subject].kind == PHASE_CARDS));
	check_prose(&ph->title);
	check_blocks(ph->blocks, ph->block_count);
	check_blocks(ph->notes, ph->note_count);
	check_cards(e, ph);
	check_axes(ph);
	switch (ph->kind) {
	case PHASE_CARDS: assert(ph->card_count >= 1 && ph->card_count <= PHASE_CARDS_MAX); break;
	case PHASE_SHEETS: assert(ph->card_count >= 1 && ph->card_count <= PHASE_FIELDS_MAX); break;
	case PHASE_BOARD: assert(ph->card_count >= 2 && ph->card_count <= PHASE_BOXES_MAX); break;
	case PHASE_VOTE: assert(ph->option_count >= 2 && ph->option_count <= PHASE_OPTIONS_MAX); break;
	case PHASE_BAROMETER:
		assert(ph->axis_count >= 1 && ph->axis_count <= PHASE_AXES_MAX);
		assert(ph->option_count >= 2 && ph->option_count <= AXIS_ANSWERS_MAX);
		break;
	case PHASE_TURNS: assert(ph->minutes > 0); break;
	case PHASE_PROFILE: assert(ph->card_count == 6); break;
	default: assert(ph->card_count == 0 && ph->axis_count == 0 && ph->option_count == 0);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static struct reading french, other;
	struct arena a = { 0 };
	if (n < 1)
		return 0;
	enum lang lang = (enum lang)(bytes[0] % LANG_COUNT);
	if (read_text(&other, lang, (struct str){ (const char *)bytes + 1, n - 1 }, &a)) {
		if (!other.mistakes.count) {
			assert(other.edition.phase_count >= 1 && other.edition.phase_count <= GUIDE_PHASES_MAX);
			check_blocks(other.edition.materials, other.edition.material_count);
			for (int i = 0; i < other.edition.phase_count; i++)
				check_phase(&other.edition, i);
		}
		if (lang != LANG_FR) {
			read_text(&french, LANG_FR, str_from(french_text), &a);
			compare_guides(&french.edition, &french.front, &other.edition, &other.front, &other.draft);
		}
	}
	notes_sort(&other.mistakes, 0);
	check_notes(&other.mistakes, other.draft.line_count);
	check_notes(&other.hints, other.draft.line_count);
	sink += (uint64_t)other.mistakes.count;
	arena_drop(&a);
	return 0;
}
