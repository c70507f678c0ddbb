/* Any bytes as a Markdown file of a module; the first byte chooses the language ('0' French, '1' English, '2' Arabic, '3'
 * Ukrainian). Whatever is read, notes have a place in the file and whole sentences; what has no mistake keeps every
 * promise of pack.h.
 * coverage floor: 800 */
#include <assert.h>
#include <string.h>

#include "base/utf8.h"
#include "content/compare.h"
#include "content/draft.h"
#include "content/front.h"
#include "content/plain.h"
#include "content/screens.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { NOTES = 50 };

static volatile uint64_t sink; /* keeps results alive: the optimiser may not delete the reading */

static const char french_text[] =
    "---\ntitre : Un module\nresume : Un pas.\ntheme : email\nimage-dite : Une lettre.\nminutes : 3\nordre : "
    "1\n"
    "licence : CC0\nauteurs : Essai\n---\n"
    "# Que faire ?\n<!-- avant-apres: que-faire -->\n\n- [ ] Cliquer\n- [x] Attendre\n\n"
    "# Une lettre\n<!-- page: lettre -->\n\nElle **arrive**.\n\n"
    "# Sources\n<!-- sources: sources -->\n\n- [Titre](https://exemple.fr/a), Éditeur, vérifié le "
    "2026-01-15\n";

struct reading {
	struct draft draft;
	struct front front;
	struct edition edition;
	struct notes mistakes, hints;
	struct err mistake_list[NOTES], hint_list[NOTES];
};

static bool read_text(struct reading *r, enum lang lang, struct str text, struct arena *a)
{
	*r = (struct reading){ 0 };
	r->mistakes = (struct notes){ r->mistake_list, NOTES, 0 };
	r->hints = (struct notes){ r->hint_list, NOTES, 0 };
	r->draft = (struct draft){ .dir = "/nowhere",
		                   .module = "m",
		                   .name = "m/x.md",
		                   .lang = lang,
		                   .today = 20779,
		                   .mistakes = &r->mistakes,
		                   .hints = &r->hints,
		                   .keep = a,
		                   .scratch = a };
	if (!draft_take(&r->draft, text))
		return false;
	bool has_front = front_read(&r->front, &r->draft);
	screens_read(&r->edition, &r->draft, has_front ? r->front.last_line : 0);
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
	int size = (int)strlen(p->text), at = 0;
	assert(utf8_invalid(p->text, (size_t)size) < 0);
	assert(size == 0 || (p->text[0] != ' ' && p->text[size - 1] != ' '));
	assert(!strpbrk(p->text, "\n\r\t"));
	for (int i = 0; i < p->strong_count; i++) {
		assert(p->strong[i].start >= at && p->strong[i].start < p->strong[i].end &&
		       p->strong[i].end <= size);
		at = p->strong[i].end;
	}
}

static bool within(int n, int least, int most)
{
	return n >= least && n <= most;
}

/* What each kind promises those who show it. */
static void check_kind(const struct edition *e, const struct screen *s, int right)
{
	const struct scale *c = &s->scale;
	int n = s->answer_count;
	switch (s->kind) {
	case SCREEN_QUESTION:
	case SCREEN_MEASURE: assert(within(n, 2, 4) && right == 1); break;
	case SCREEN_SEVERAL: assert(within(n, 2, 6) && right >= 1); break;
	case SCREEN_TRUE_FALSE: assert(n == 2 && right == 1); break;
	case SCREEN_CLUES:
		assert(within(n, 2, 8) && right >= 1);
		for (int i = 0; i < n; i++) {
			const struct area *a = &s->answers[i].area;
			assert(a->x >= 0 && a->y >= 0 && a->w > 0 && a->h > 0 && a->x + a->w <= 1000 && a->y + a->h <= 1000);
		}
		break;
	case SCREEN_SORT:
		assert(within(n, 3, 10) && within(s->box_count, 2, SCREEN_BOXES_MAX));
		for (int i = 0; i < s->box_count; i++) {
			check_prose(&s->boxes[i]);
			assert(s->boxes[i].text[0]);
		}
		for (int i = 0; i < n; i++)
			assert(within(s->answers[i].box, 0, s->box_count - 1));
		break;
	case SCREEN_ORDER: assert(within(n, 3, 6)); break;
	case SCREEN_ESTIMATE:
		assert(n == 0 && c->step > 0 && c->from < c->to && (c->to - c->from) % c->step == 0);
		assert(c->truth >= c->from && c->truth <= c->to && c->unit[0]);
		break;
	case SCREEN_SURVEY: assert(within(n, 2, 6)); break;
	case SCREEN_DISCREET: assert(n == 2); break;
	case SCREEN_GESTURES: assert(within(n, 3, 8)); break;
	case SCREEN_SCENARIO:
		for (int i = 0; i < n; i++)
			assert(within(s->answers[i].to, 0, e->screen_count - 1));
		break;
	default: assert(n == 0);
	}
}

static void check_screen(const struct edition *e, int index)
{
	const struct screen *s = &e->screens[index];
	int right = 0;
	assert(str_is_id(str_from(s->id), SCREEN_ID_MAX));
	for (int i = 0; i < index; i++)
		assert(strcmp(e->screens[i].id, s->id) != 0);
	check_prose(&s->title);
	check_prose(&s->explanation);
	assert(s->block_count <= SCREEN_BLOCKS_MAX && s->answer_count <= SCREEN_ANSWERS_MAX);
	for (int i = 0; i < s->block_count; i++)
		check_prose(&s->blocks[i].prose);
	for (int i = 0; i < s->answer_count; i++) {
		check_prose(&s->answers[i].text);
		check_prose(&s->answers[i].feedback);
		assert(s->answers[i].text.text[0]);
		right += s->answers[i].right;
	}
	check_kind(e, s, right);
}

static void check_edition(const struct reading *r)
{
	const struct edition *e = &r->edition;
	int measures = 0;
	assert(e->screen_count >= 1 && e->screen_count <= MODULE_SCREENS_MAX);
	for (int i = 0; i < e->screen_count; i++) {
		check_screen(e, i);
		measures += e->screens[i].kind == SCREEN_MEASURE;
	}
	assert(measures == 1);
	for (int i = 0; i < e->source_count; i++)
		assert(strlen(e->sources[i].checked) == 10 && strncmp(e->sources[i].url, "https://", 8) == 0);
	assert(r->front.title[0] && r->front.summary[0]);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static struct reading french, other;
	struct arena a = { 0 };
	if (n < 1)
		return 0;
	enum lang lang = (enum lang)(bytes[0] % LANG_COUNT);
	if (read_text(&other, lang, (struct str){ (const char *)bytes + 1, n - 1 }, &a)) {
		if (!other.mistakes.count)
			check_edition(&other);
		if (lang != LANG_FR) {
			read_text(&french, LANG_FR, str_from(french_text), &a);
			compare_editions(&french.edition, &french.front, &other.edition, &other.front,
			                 &other.draft);
		}
	}
	notes_sort(&other.mistakes, 0);
	check_notes(&other.mistakes, other.draft.line_count);
	check_notes(&other.hints, other.draft.line_count);
	sink += (uint64_t)other.mistakes.count;
	arena_drop(&a);
	return 0;
}
