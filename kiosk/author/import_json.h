/* JSON that anybody may have written: Jansson with a budget. */
#ifndef ESCALE_AUTHOR_IMPORT_JSON_H
#define ESCALE_AUTHOR_IMPORT_JSON_H

#include <jansson.h>

#include "base/err.h"
#include "base/str.h"

enum { JSON_BUDGET = 96 * 1024 * 1024 }; /* bytes that all trees together may take: two bytes of JSON make fifty of tree */

/* NULL and the place in *e when it is no JSON, or when the tree would be over the budget. json_decref() it. */
json_t *import_json(struct str text, const char *name, struct err *e);

/* A member that is a string, else "" ; obj may be anything. */
struct str json_text_of(const json_t *obj, const char *key);

#endif
