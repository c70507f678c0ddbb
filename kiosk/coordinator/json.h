/* JSON, written only: the coordinator reads none of its own (what comes from kiosks is read in sync/). */
#ifndef ESCALE_COORDINATOR_JSON_H
#define ESCALE_COORDINATOR_JSON_H

#include "base/str.h"

enum { JSON_DEEP = 12 };

struct json {
	struct buf out; /* the caller's, with buf_free */
	int depth;
	bool filled[JSON_DEEP];
};

/* key is NULL in a list and at the top. Keys and texts are UTF-8; what is not becomes U+FFFD. */
void json_open(struct json *j, const char *key, char bracket); /* '{' or '[' */
void json_close(struct json *j, char bracket);
void json_text(struct json *j, const char *key, const char *text);
void json_number(struct json *j, const char *key, long long n);
void json_bool(struct json *j, const char *key, bool yes);

#endif
