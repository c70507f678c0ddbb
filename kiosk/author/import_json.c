#include "author/import_json.h"

#include <stdlib.h>

/* Jansson asks for memory through two functions for the whole program: counted, with the size in front. */
static size_t spent;

union head {
	size_t size;
	max_align_t align;
};

static void *take(size_t n)
{
	if (n > JSON_BUDGET || spent > JSON_BUDGET - n)
		return NULL;
	union head *h = malloc(sizeof *h + n);
	if (!h)
		return NULL;
	h->size = n;
	spent += n;
	return h + 1;
}

static void give(void *p)
{
	if (!p)
		return;
	union head *h = (union head *)p - 1;
	spent -= h->size;
	free(h);
}

json_t *import_json(struct str text, const char *name, struct err *e)
{
	json_error_t error;
	json_set_alloc_funcs(take, give);
	json_t *json = json_loadb(text.s, text.n, JSON_ALLOW_NUL, &error);
	if (!json && error.line < 1) /* no place in the text: our budget is spent */
		err_set(e, ERR_TOO_BIG, "ce JSON a trop d'éléments");
	else if (!json)
		err_at(e, ERR_FORMAT, name, error.line, error.column, "ce n'est pas du JSON entier (%.80s)",
		       error.text);
	return json;
}

struct str json_text_of(const json_t *obj, const char *key)
{
	const json_t *value = json_object_get(obj, key);
	return json_is_string(value) ? (struct str){ json_string_value(value), json_string_length(value) }
	                             : (struct str){ "", 0 };
}
