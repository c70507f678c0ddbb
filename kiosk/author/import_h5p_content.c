/* The content of an H5P package, whatever is nested in it: questions become questions, texts and pictures pages. What
 * the fields mean: semantics.json of each H5P library. */
#include "author/import.h"

#include <string.h>

#include "author/import_json.h"

enum { DEPTH_MAX = 8, CREDITS_MAX = 400 };

struct reader {
	struct import *im;
	import_fetch *fetch;
	void *context;
	struct buf credits;      /* of the pictures */
	struct import_item page; /* text and picture on their way to one screen */
	bool page_open, page_has_text;
	int depth;
	bool full;
};

static struct import_place place(const char *path)
{
	return (struct import_place){ .path = path };
}

static const char *under(struct reader *r, const char *path, const char *name, size_t i)
{
	return path[0] ? arena_printf(r->im->arena, "%s.%s[%zu]", path, name, i)
	               : arena_printf(r->im->arena, "%s[%zu]", name, i);
}

/* False when the file is too long: everything stops. */
static bool found(struct reader *r, const char *path)
{
	r->full = r->full || !import_found(r->im, place(path));
	return !r->full;
}

static const json_t *member(const json_t *obj, const char *key)
{
	return json_object_get(obj, key); /* NULL for anything but an object that has it */
}

/* "H5P.MultiChoice 1.16": the name without its version. */
static bool is_library(struct str library, const char *name)
{
	struct str before, after;
	str_cut(library, ' ', &before, &after);
	return str_is(before, name);
}

static const char *line_of(struct reader *r, const json_t *obj, const char *key, const char **fault)
{
	return import_rich_line(r->im, json_text_of(obj, key), fault);
}

/* ---- licences ----------------------------------------------------------------------------------------------------------- */

static const char *licence_of(struct reader *r, const json_t *obj)
{
	static const struct {
		const char *code, *text;
	} known[] = {
		{ "C", "Tous droits réservés" },
		{ "PD", "Domaine public" },
		{ "CC0 1.0", "CC0 1.0" },
		{ "CC PDM", "Domaine public" },
		{ "GNU GPL", "GNU GPL 3.0" },
		{ "ODC PDDL", "ODC PDDL" },
		{ "Public Domain", "Domaine public" },
	};
	struct str code = json_text_of(obj, "license"), version = json_text_of(obj, "licenseVersion");
	if (!version.n)
		version = json_text_of(obj, "version");
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_is(code, known[i].code))
			return known[i].text;
	if (!str_starts(code, "CC"))
		return "";
	code.n = code.n < 30 ? code.n : 30;
	version.n = version.n < 10 ? version.n : 10;
	const char *both =
	    arena_printf(r->im->arena, "%.*s %.*s", (int)code.n, code.s, (int)version.n, version.s);
	return import_clean(r->im->arena, str_from(both), NULL);
}

/* The names in "authors": [{"name": ...}], or an old "author". */
static const char *authors_of(struct reader *r, const json_t *obj)
{
	struct buf names = { 0 };
	size_t i;
	json_t *author;
	json_array_foreach(member(obj, "authors"), i, author)
	{
		const char *name = import_clean(r->im->arena, json_text_of(author, "name"), NULL);
		if (name[0] && names.size < CREDITS_MAX / 2)
			buf_printf(&names, "%s%.80s", names.size ? ", " : "", name);
	}
	if (!names.size)
		buf_puts(&names, import_clean(r->im->arena, json_text_of(obj, "author"), NULL));
	struct str all = { names.data ? names.data : "",
		           names.size < CREDITS_MAX ? names.size : CREDITS_MAX };
	const char *text = import_clean(r->im->arena, all, NULL);
	buf_free(&names);
	return text;
}

static void credit_picture(struct reader *r, const json_t *about, const char *path)
{
	const char *licence = licence_of(r, about), *authors = authors_of(r, about);
	if (strcmp(licence, "Tous droits réservés") == 0)
		import_remark(r->im, place(path),
		              "l'image a tous ses droits réservés. Demandez l'accord de son auteur.");
	if (!licence[0] && !authors[0])
		return;
	const char *both =
	    arena_printf(r->im->arena, "%s%s%s", authors, authors[0] && licence[0] ? ", " : "", licence);
	bool told = r->credits.size && strstr(r->credits.data, both);
	if (!told && r->credits.size + strlen(both) < CREDITS_MAX)
		buf_printf(&r->credits, "%s%s", r->credits.size ? " ; " : "", both);
}

static void read_about(struct reader *r, const json_t *about)
{
	struct import *im = r->im;
	const char *ignored = NULL;
	im->title = line_of(r, about, "title", &ignored); /* some editors write it with entities */
	im->licence = licence_of(r, about);
	im->authors = authors_of(r, about);
	struct str source = json_text_of(about, "source");
	if (str_starts(source, "https://") && source.n < 300)
		im->source = import_clean(im->arena, source, NULL);
	if (strstr(im->licence, "-ND"))
		import_remark(
		    im, place("h5p.json"),
		    "la licence %s ne permet pas de version changée. Demandez l'accord de l'auteur.",
		    im->licence);
	if (strcmp(im->licence, "Tous droits réservés") == 0)
		import_remark(im, place("h5p.json"), "tous droits réservés. Demandez l'accord de l'auteur.");
}

/* ---- pictures --------------------------------------------------------------------------------------------------------------- */

/* The index of the picture of an H5P.Image, or -1 after a remark. */
static int read_picture(struct reader *r, const json_t *params, const json_t *metadata, const char *path)
{
	const json_t *file = member(params, "file");
	const char *name = import_clean(r->im->arena, json_text_of(file, "path"), NULL), *fault = NULL;
	const char *spoken = import_clean(r->im->arena, json_text_of(params, "alt"), NULL);
	if (!name[0])
		return -1;
	struct str bytes = r->fetch(r->context, name);
	int picture = bytes.n ? import_picture(r->im, bytes, spoken, &fault) : -1;
	if (picture < 0) {
		import_remark(r->im, place(path), "image laissée de côté : la question %s.",
		              fault ? fault : "a une image qui n'est pas dans le paquet");
		return -1;
	}
	credit_picture(r, licence_of(r, metadata)[0] ? metadata : member(file, "copyright"), path);
	return picture;
}

/* What stands above a question: {"type": {library, params}}, or the older {library, params}. */
static void read_media(struct reader *r, struct import_item *item, const json_t *params)
{
	const json_t *media = member(params, "media"), *inner = member(media, "type");
	const char *path = item->place.path;
	if (json_is_object(inner))
		media = inner;
	struct str library = json_text_of(media, "library");
	if (is_library(library, "H5P.Image"))
		item->picture = read_picture(r, member(media, "params"), member(media, "metadata"), path);
	else if (library.n && json_object_size(member(media, "params")))
		import_remark(r->im, place(path),
		              "un son ou une vidéo au-dessus de la question est laissé de côté.");
}

/* ---- questions -------------------------------------------------------------------------------------------------------------- */

static void read_question_text(struct reader *r, struct import_item *item, const json_t *params)
{
	import_rich(r->im, &item->blocks, json_text_of(params, "question"));
	read_media(r, item, params);
}

/* The sentence for every result, when there is only one. */
static void read_overall(struct reader *r, struct import_item *item, const json_t *params)
{
	const json_t *overall = member(params, "overallFeedback");
	if (json_array_size(overall) == 1)
		item->explanation = line_of(r, json_array_get(overall, 0), "feedback", &item->blocks.fault);
}

static void read_multi_choice(struct reader *r, const json_t *params, const char *path)
{
	if (!found(r, path))
		return;
	struct import_item item = import_item(r->im, IMPORT_CHOICE, place(path));
	read_question_text(r, &item, params);
	read_overall(r, &item, params);
	size_t i;
	json_t *answer;
	json_array_foreach(member(params, "answers"), i, answer)
	{
		const json_t *more = member(answer, "tipsAndFeedback");
		const char *text = line_of(r, answer, "text", &item.blocks.fault);
		import_answer(&item, text, json_is_true(member(answer, "correct")),
		              line_of(r, more, "chosenFeedback", &item.blocks.fault));
		const char *ignored = NULL;
		if (line_of(r, more, "tip", &ignored)[0])
			import_remark(r->im, place(path),
			              "l'indice d'une réponse est laissé de côté : « %.60s »", text);
	}
	item.shuffle = !json_is_false(member(member(params, "behaviour"), "randomAnswers"));
	import_keep(r->im, &item);
}

static void read_true_false(struct reader *r, const json_t *params, const char *path)
{
	if (!found(r, path))
		return;
	struct import_item item = import_item(r->im, IMPORT_TRUE_FALSE, place(path));
	const json_t *behaviour = member(params, "behaviour");
	struct str correct = json_text_of(params, "correct");
	bool truth = str_is(correct, "true") || json_is_true(member(params, "correct"));
	bool known = truth || str_is(correct, "false") || json_is_false(member(params, "correct"));
	read_question_text(r, &item, params);
	const char *right = line_of(r, behaviour, "feedbackOnCorrect", &item.blocks.fault);
	const char *wrong = line_of(r, behaviour, "feedbackOnWrong", &item.blocks.fault);
	import_answer(&item, "Vrai", known && truth, truth ? right : wrong);
	import_answer(&item, "Faux", known && !truth, truth ? wrong : right);
	import_keep(r->im, &item);
}

/* The first answer of each is the right one: the player mixes them. */
static void read_single_choice_set(struct reader *r, const json_t *params, const char *path)
{
	size_t i, j;
	json_t *choice, *answer;
	json_array_foreach(member(params, "choices"), i, choice)
	{
		const char *at = under(r, path, "choices", i);
		if (!found(r, at))
			return;
		struct import_item item = import_item(r->im, IMPORT_CHOICE, place(at));
		import_rich(r->im, &item.blocks, json_text_of(choice, "question"));
		json_array_foreach(member(choice, "answers"), j, answer)
		{
			struct str text = { json_string_value(answer), json_string_length(answer) };
			if (!text.s)
				text = STR("");
			import_answer(&item, import_rich_line(r->im, text, &item.blocks.fault), j == 0, "");
		}
		item.shuffle = true;
		import_keep(r->im, &item);
	}
}

/* ---- pages -------------------------------------------------------------------------------------------------------------------- */

static void close_page(struct reader *r)
{
	if (r->page_open)
		import_keep(r->im, &r->page);
	r->page_open = r->page_has_text = false;
}

static bool open_page(struct reader *r, const char *path)
{
	if (r->page_open)
		return true;
	if (!found(r, path))
		return false;
	r->page = import_item(r->im, IMPORT_PAGE, place(path));
	return r->page_open = true;
}

static void read_text(struct reader *r, struct str text, const char *path)
{
	const char *fault = NULL;
	if (r->page_has_text)
		close_page(r);
	if (!import_rich_line(r->im, text, &fault)[0] && !fault)
		return; /* an empty box */
	if (!open_page(r, path))
		return;
	import_rich(r->im, &r->page.blocks, text);
	r->page_has_text = true;
}

static void read_image(struct reader *r, const json_t *params, const json_t *metadata, const char *path)
{
	if (r->page_open && r->page.picture >= 0)
		close_page(r);
	if (open_page(r, path))
		r->page.picture = read_picture(r, params, metadata, path);
}

/* ---- whatever is nested ---------------------------------------------------------------------------------------------------------- */

static void read_content(struct reader *r, struct str library, const json_t *params, const json_t *metadata,
                         const char *path);

/* {"library": ..., "params": ..., "metadata": ...} */
static void read_node(struct reader *r, const json_t *node, const char *path)
{
	if (json_is_object(node) && !r->full)
		read_content(r, json_text_of(node, "library"), member(node, "params"),
		             member(node, "metadata"), path);
}

static void read_question_set(struct reader *r, const json_t *params, const char *path)
{
	const json_t *intro = member(params, "introPage");
	size_t i;
	json_t *node;
	if (json_is_true(member(intro, "showIntroPage")))
		read_text(r, json_text_of(intro, "introduction"), path[0] ? path : "introPage");
	close_page(r);
	json_array_foreach(member(params, "questions"), i, node)
	    read_node(r, node, under(r, path, "questions", i));
}

static void read_column(struct reader *r, const json_t *params, const char *path)
{
	size_t i;
	json_t *node;
	json_array_foreach(member(params, "content"), i, node)
	    read_node(r, member(node, "content"), under(r, path, "content", i));
	close_page(r);
}

static void read_presentation(struct reader *r, const json_t *params, const char *path)
{
	size_t i, j;
	json_t *slide, *element;
	json_array_foreach(member(member(params, "presentation"), "slides"), i, slide)
	{
		const char *at = under(r, path, "slides", i);
		json_array_foreach(member(slide, "elements"), j, element)
		    read_node(r, member(element, "action"), under(r, at, "elements", j));
		close_page(r);
	}
}

static void read_book(struct reader *r, const json_t *params, const char *path)
{
	size_t i;
	json_t *chapter;
	json_array_foreach(member(params, "chapters"), i, chapter)
	    read_node(r, chapter, under(r, path, "chapters", i));
}

static bool read_container(struct reader *r, struct str library, const json_t *params, const char *path)
{
	static const struct {
		const char *name;
		void (*read)(struct reader *r, const json_t *params, const char *path);
	} containers[] = {
		{ "H5P.QuestionSet", read_question_set },          { "H5P.Column", read_column },
		{ "H5P.CoursePresentation", read_presentation },   { "H5P.InteractiveBook", read_book },
		{ "H5P.MultiChoice", read_multi_choice },          { "H5P.TrueFalse", read_true_false },
		{ "H5P.SingleChoiceSet", read_single_choice_set },
	};
	for (size_t i = 0; i < sizeof containers / sizeof *containers; i++)
		if (is_library(library, containers[i].name)) {
			close_page(r);
			containers[i].read(r, params, path);
			return true;
		}
	return false;
}

static void skip_unknown(struct reader *r, struct str library, const json_t *metadata, const char *path)
{
	struct str name, version;
	str_cut(library, ' ', &name, &version);
	if (!found(r, path))
		return;
	if (str_starts(name, "H5P."))
		name = (struct str){ name.s + 4, name.n - 4 };
	const char *shown =
	    import_clean(r->im->arena, (struct str){ name.s, name.n < 40 ? name.n : 40 }, NULL);
	import_skip(r->im, place(path), import_clean(r->im->arena, json_text_of(metadata, "title"), NULL),
	            shown[0] ? "la borne ne sait pas faire l'activité H5P « %s »"
	                     : "cette activité n'a pas de nom%s",
	            shown);
}

static void read_content(struct reader *r, struct str library, const json_t *params, const json_t *metadata,
                         const char *path)
{
	if (++r->depth > DEPTH_MAX) {
		if (found(r, path))
			import_skip(r->im, place(path), "", "trop d'activités les unes dans les autres");
	} else if (!read_container(r, library, params, path)) {
		if (is_library(library, "H5P.AdvancedText") || is_library(library, "H5P.Text"))
			read_text(r, json_text_of(params, "text"), path);
		else if (is_library(library, "H5P.Image"))
			read_image(r, params, metadata, path);
		else if (!is_library(library, "H5P.Shape") && !is_library(library, "H5P.Link"))
			skip_unknown(r, library, metadata, path);
	}
	r->depth--;
}

static void add_credits(struct reader *r)
{
	struct import *im = r->im;
	if (r->credits.size)
		im->authors = arena_printf(im->arena, "%s%simages : %s", im->authors,
		                           im->authors[0] ? " ; " : "", r->credits.data);
	buf_free(&r->credits);
}

bool import_h5p_content(struct import *im, struct str h5p_json, struct str content_json, import_fetch *fetch,
                        void *context)
{
	struct reader r = { .im = im, .fetch = fetch, .context = context };
	struct err e = { 0 };
	json_t *about = import_json(h5p_json, "h5p.json", &e);
	json_t *content = about ? import_json(content_json, "content/content.json", &e) : NULL;
	if (content) {
		read_about(&r, about);
		read_content(&r, json_text_of(about, "mainLibrary"), content, about, "");
		close_page(&r);
		add_credits(&r);
	} else {
		if (e.line)
			import_refuse(im, "%s, ligne %d, colonne %d : %s", e.file, e.line, e.column, e.text);
		import_refuse(im, "%s", e.text);
	}
	json_decref(content);
	json_decref(about);
	return content != NULL;
}
