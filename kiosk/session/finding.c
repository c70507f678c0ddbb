/* "Où trouver de l'aide ?": from the commune to the door. */
#include "session/internal.h"

#include <string.h>

int commune_groups(const struct pack *p, int first[COMMUNE_GROUPS_MAX + 1])
{
	int n = p->commune_count, groups = 0;
	first[0] = 0;
	if (n > COMMUNES_LISTED)
		for (int i = 1; i < n && groups + 1 < COMMUNE_GROUPS_MAX; i++)
			if (p->communes[i].initial != p->communes[i - 1].initial &&
			    i * COMMUNE_GROUPS_MAX >= n * (groups + 1))
				first[++groups] = i;
	first[++groups] = n;
	return groups;
}

static struct finding nowhere(const struct pack *p)
{
	int first[COMMUNE_GROUPS_MAX + 1];
	return (struct finding){ .letters = commune_groups(p, first) > 1 ? -1 : 0, .commune = -1, .venue = -1 };
}

void finding_begin(struct turn *t)
{
	struct session *s = t->s;
	s->finding = nowhere(t->p);
	if (t->p->commune_count == 1)
		s->finding.commune = 0;
	if (t->p->venue_count == 1)
		s->finding.venue = 0;
}

bool finding_back(struct turn *t)
{
	struct finding *f = &t->s->finding;
	struct finding start = nowhere(t->p);
	/* A commune with one venue leads straight to it, and back as straight. */
	if (f->venue >= 0 && t->p->communes[f->commune].count > 1)
		f->venue = -1;
	else if (f->commune >= 0 && t->p->commune_count > 1)
		f->commune = f->venue = -1;
	else if (f->letters >= 0 && start.letters < 0)
		f->letters = -1;
	else
		return false;
	return true;
}

bool finding_update(struct turn *t)
{
	struct finding *f = &t->s->finding;
	int arg = t->m->arg;
	switch (t->m->kind) {
	case MSG_LETTERS:
		if (arg >= 0 && arg < COMMUNE_GROUPS_MAX)
			f->letters = arg;
		return true;
	case MSG_COMMUNE:
		if (arg >= 0 && arg < t->p->commune_count) {
			f->commune = arg;
			f->venue = t->p->communes[arg].count == 1 ? t->p->communes[arg].first : -1;
		}
		return true;
	case MSG_PLACE:
		if (arg >= 0 && arg < t->p->venue_count)
			f->venue = arg;
		return true;
	default: return false;
	}
}
