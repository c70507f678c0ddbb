/* Clues to find on a picture: `- [x] [what one sees there](picture.svg#xywh=percent:10,20,30,15)`, a media fragment (W3C
 * Media Fragments URI 1.0, 4.2.2) that a Markdown reader shows as a plain link. */
#include "content/builder.h"
#include "content/pictures.h"

#include <string.h>

enum { WHOLE = 1000, LEAST = 30 /* thousandths of the picture: less is not to be touched on any panel */ };

/* "12" or "12.5": tenths of a percent. */
static bool read_percent(struct str s, int *out)
{
	struct str whole, tenth = { 0 };
	long long a = 0, t = 0;
	bool cut = str_cut(s, '.', &whole, &tenth);
	if (!str_int(whole, 0, 100, &a) || (cut && (tenth.n != 1 || !str_int(tenth, 0, 9, &t))))
		return false;
	*out = (int)(a * 10 + t);
	return true;
}

static bool read_area(struct str s, struct area *area)
{
	int *values[] = { &area->x, &area->y, &area->w, &area->h };
	if (!str_starts(s, "xywh=percent:"))
		return false;
	s.s += strlen("xywh=percent:"), s.n -= strlen("xywh=percent:");
	for (int i = 0; i < 4; i++) {
		struct str one;
		bool more = str_cut(s, ',', &one, &s);
		if (more != (i < 3) || !read_percent(one, values[i]))
			return false;
	}
	return true;
}

static bool overlap(const struct area *a, const struct area *b)
{
	return a->x < b->x + b->w && b->x < a->x + a->w && a->y < b->y + b->h && b->y < a->y + a->h;
}

static const char *picture_of(const struct builder *b)
{
	for (int i = 0; i < b->page.count; i++)
		if (b->page.at[i].kind == BLOCK_PICTURE)
			return b->page.at[i].picture;
	return NULL;
}

/* The link's address: the picture above, and an area inside it that no other one covers. */
static void read_place(struct builder *b, cmark_node *link, struct answer *a)
{
	struct str url = str_from(cmark_node_get_url(link)), name, fragment, stem, extension;
	const char *picture = picture_of(b);
	bool cut = str_cut(url, '#', &name, &fragment);
	str_cut(name, '.', &stem, &extension);
	if (picture && !str_is(stem, strrchr(picture, '/') + 1)) {
		refuse(b, link, "Cette zone n'est pas sur l'image de l'écran. Écrivez le nom de l'image : (%s.svg#...).",
		       strrchr(picture, '/') + 1);
		return;
	}
	if (!cut || !read_area(fragment, &a->area)) {
		refuse(b, link,
		       "Une zone s'écrit (image.svg#xywh=percent:gauche,haut,largeur,hauteur), en pour cent de l'image.");
		return;
	}
	if (a->area.x + a->area.w > WHOLE || a->area.y + a->area.h > WHOLE)
		refuse(b, link, "Cette zone sort de l'image : gauche + largeur et haut + hauteur font 100 au plus.");
	else if (a->area.w < LEAST || a->area.h < LEAST)
		refuse(b, link, "Cette zone est trop petite pour un doigt. Donnez-lui 15 de large et de haut.");
	for (const struct answer *other = b->answers; other < a && a <= &b->answers[SCREEN_ANSWERS_MAX - 1]; other++)
		if (overlap(&other->area, &a->area)) {
			refuse(b, link, "Cette zone en couvre une autre : « %s ». Écartez-les.", other->text.text);
			return;
		}
}

static void read_clue(struct builder *b, cmark_node *item)
{
	struct answer *a = answers_new(b, item);
	cmark_node *text = cmark_node_first_child(item);
	cmark_node *link = text && cmark_node_get_type(text) == CMARK_NODE_PARAGRAPH ? cmark_node_first_child(text) : NULL;
	if (!link || cmark_node_get_type(link) != CMARK_NODE_LINK || cmark_node_next(link)) {
		refuse(b, item, "Un indice s'écrit « - [x] [ce que l'on voit](image.svg#xywh=percent:10,20,30,15) ».");
		return;
	}
	a->text = prose_read(b->d, b->body_line, link, LINKS_REFUSED);
	if (!a->text.text[0])
		refuse(b, item, "Dites entre les crochets ce que l'on voit à cet endroit.");
	read_place(b, link, a);
	answers_feedback(b, text, a);
}

void clues_list(struct builder *b, cmark_node *list)
{
	if (b->answers_done) {
		refuse(b, list, "Cet écran a deux listes. Mettez tous les endroits dans la même.");
		return;
	}
	b->answers_done = true;
	for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item)) {
		if (blocks_is_task(item))
			read_clue(b, item);
		else
			refuse(b, item, "Cet endroit n'a pas de case. Commencez par « - [x] » (indice) ou « - [ ] ».");
	}
}

void clues_check(struct builder *b)
{
	const char *picture = picture_of(b);
	int line = b->screen->line;
	if (!picture && !b->refused) {
		draft_mistake(b->d, line, 1, "Il manque l'image où chercher. Mettez-la avant la liste : ![texte](image.svg).");
		return;
	}
	/* Every picture has a box of 4:3 on the screen: areas must mean the same place there. */
	int w, h;
	if (picture && picture_shape(b->d, picture, &w, &h) && (long long)w * 3 * 100 / h / 4 != 100)
		draft_mistake(b->d, line, 1,
		              "L'image des indices a la forme 4:3, par exemple viewBox=\"0 0 960 720\". Celle-ci fait %d x %d.",
		              w, h);
	answers_check(b);
}

void clues_compare(const struct screen *french, const struct screen *other, struct draft *d)
{
	for (int i = 0; i < french->answer_count; i++)
		if (memcmp(&french->answers[i].area, &other->answers[i].area, sizeof(struct area)) != 0) {
			draft_mistake(d, other->line, 1,
			              "« %s » : l'endroit n° %d n'est pas le même que dans fr.md (ligne %d).", other->id,
			              i + 1, french->line);
			return;
		}
}
