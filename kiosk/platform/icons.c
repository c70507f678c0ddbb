#include "platform/icons.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/log.h"
#include "platform/picture.h"
#include "platform/scale.h"

/* About 60 drawings in a few sizes: more than this is a mistake, and the oldest goes. */
enum { KEPT = 192, NAME_MAX_BYTES = 32 };

struct icons {
	char dir[1024];
	struct kept {
		char name[NAME_MAX_BYTES];
		int side;
		uint8_t *alpha; /* NULL: missing or broken */
	} kept[KEPT];
	int count, next;
};

struct icons *icons_open(const char *dir)
{
	struct icons *s = xmalloc(sizeof *s);
	s->count = s->next = 0;
	str_copy(s->dir, sizeof s->dir, dir);
	return s;
}

void icons_close(struct icons *s)
{
	if (!s)
		return;
	for (int i = 0; i < s->count; i++)
		free(s->kept[i].alpha);
	free(s);
}

/* NULL when there is no such icon. */
static uint8_t *load(const struct icons *s, const char *name, int side)
{
	char path[1200], file[NAME_MAX_BYTES + 8] = "";
	struct mask_picture p;
	struct err e = { 0 };
	if (!str_is_id(str_from(name), NAME_MAX_BYTES - 1)) {
		log_warn("icon \"%s\": not a name", name);
		return NULL;
	}
	strcat(strcpy(file, name), ".png");
	if (!file_join(path, sizeof path, s->dir, file) || !picture_load_mask(&p, path, &e)) {
		log_err("icon", &e);
		return NULL;
	}
	uint8_t *alpha = xmalloc((size_t)side * (size_t)side);
	scale_bytes(alpha, side, side, p.alpha, p.width, p.height, 1);
	free(p.alpha);
	return alpha;
}

static struct kept *find(struct icons *s, const char *name, int side)
{
	for (int i = 0; i < s->count; i++)
		if (s->kept[i].side == side && strcmp(s->kept[i].name, name) == 0)
			return &s->kept[i];
	struct kept *k = &s->kept[s->next];
	if (s->count < KEPT)
		s->count++;
	else
		free(k->alpha);
	s->next = (s->next + 1) % KEPT;
	str_copy(k->name, sizeof k->name, name);
	k->side = side;
	k->alpha = load(s, name, side);
	return k;
}

bool icons_get(struct icons *s, const char *name, int side, struct icon *out)
{
	if (side < 1 || side > PICTURE_SIDE_MAX || strlen(name) >= NAME_MAX_BYTES)
		return false;
	const struct kept *k = find(s, name, side);
	*out = (struct icon){ k->alpha, side };
	return k->alpha != NULL;
}
