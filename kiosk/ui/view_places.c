/* "Où trouver de l'aide ?": the initial, the commune, the venue, its door. */
#include "ui/draw.h"

#include <string.h>

/* Hours are read by people: "Du lundi au vendredi : de 9 h à 12 h, de 14 h à 18 h 30". */
static const char *clock(struct draw *d, int minutes)
{
	int h = minutes / 60 % 24, m = minutes % 60;
	if (minutes == 24 * 60)
		h = 24;
	return m ? filled(d, W_("{1} h {2}"), number(d, h), arena_printf(d->a, "%02d", m)) : filled(d, W_("{1} h"), number(d, h), NULL);
}

static const char *spans(struct draw *d, const struct day_hours *day)
{
	const char *all = NULL;
	for (int i = 0; i < day->count; i++) {
		const char *one = filled(d, W_("de {1} à {2}"), clock(d, day->span[i].from), clock(d, day->span[i].to));
		all = all ? filled(d, W_("{1}, {2}"), all, one) : one;
	}
	return all;
}

static bool same_day(const struct day_hours *a, const struct day_hours *b)
{
	return a->count == b->count && memcmp(a->span, b->span, (size_t)a->count * sizeof *a->span) == 0;
}

static void put_hours(struct flow *f, const struct hours *h, const struct say *how)
{
	static const char *const names[] = { W_("lundi"), W_("mardi"), W_("mercredi"), W_("jeudi"),
					     W_("vendredi"), W_("samedi"), W_("dimanche") };
	struct draw *d = f->d;
	for (int day = 0, last; day < 7; day = last + 1) {
		for (last = day; last < 6 && same_day(&h->day[last + 1], &h->day[day]);)
			last++;
		if (h->day[day].count == 0)
			continue; /* who reads when it is open knows when it is not */
		const char *from = word(d, names[day]), *to = word(d, names[last]);
		const char *days = day == 0 && last == 6 ? word(d, W_("Tous les jours")) :
				   last > day		 ? filled(d, W_("Du {1} au {2}"), from, to) :
							   filled(d, W_("Le {1}"), from, NULL);
		struct prose p = plain(filled(d, W_("{1} : {2}"), days, spans(d, &h->day[day])));
		flow_bullet(f, &p, how, d->z.gap / 2, 0);
	}
}

/* A line with its name in strong letters before it: "Téléphone : 01 23 45 67 89". */
static void put_fact(struct flow *f, const char *pattern, const char *value, const struct say *how)
{
	if (!value[0])
		return;
	struct prose p = plain(filled(f->d, pattern, value, NULL));
	flow_text(f, &p, how, f->d->z.gap / 2, false);
}

/* Pairs of digits that stay together whatever the writing's direction. */
static const char *phone_number(struct draw *d, const char *phone)
{
	struct str s = str_from(phone);
	char digits[24];
	size_t n = 0;
	if (str_starts(s, "+33"))
		digits[n++] = '0', s.s += 3, s.n -= 3;
	for (size_t i = 0; i < s.n && n < sizeof digits; i++)
		if (s.s[i] >= '0' && s.s[i] <= '9')
			digits[n++] = s.s[i];
	if (n != 10)
		return phone;
	return arena_printf(d->a, "%.2s\u00A0%.2s\u00A0%.2s\u00A0%.2s\u00A0%.2s", digits, digits + 2, digits + 4, digits + 6,
			    digits + 8);
}

static void put_services(struct flow *f, const char *list, const struct say *how)
{
	struct str one, rest = str_from(list);
	bool more = true;
	while (more && rest.n) {
		more = str_cut(rest, ';', &one, &rest);
		one = str_trim(one);
		struct prose p = plain(arena_strndup(f->d->a, one.s, one.n));
		if (one.n)
			flow_bullet(f, &p, how, f->d->z.gap / 2, 0);
	}
}

static void put_venue(struct flow *f, const struct venue *v)
{
	struct draw *d = f->d;
	struct say strong = saying(d, d->z.title, true, INK_TEXT), text = saying(d, d->z.text, false, INK_TEXT), french = text,
		   head = saying(d, d->z.text, true, INK_TEXT);
	strong.lang = french.lang = LANG_FR; /* names and labels are in French, whoever reads them */
	struct prose name = plain(v->name);
	flow_text(f, &name, &strong, 0, true);
	struct prose address = plain(arena_printf(d->a, "%s%s%s, %s %s", v->address, v->more_address[0] ? ", " : "", v->more_address,
						  v->postcode, v->commune));
	flow_text(f, &address, &french, d->z.gap, false);
	put_fact(f, W_("Téléphone : {1}"), v->phone[0] ? phone_number(d, v->phone) : "", &text);
	if (v->hours.known) {
		struct prose p = plain(word(d, W_("Horaires")));
		flow_text(f, &p, &head, d->z.gap, true);
		put_hours(f, &v->hours, &text);
	} else {
		struct prose p = plain(word(d, W_("Demandez les horaires avant de venir.")));
		flow_text(f, &p, &text, d->z.gap, false);
	}
	struct prose what = plain(word(d, W_("On vous y aide pour")));
	flow_text(f, &what, &head, d->z.gap, true);
	put_services(f, v->services, &french);
	if (strcmp(v->fees, "Gratuit") == 0) {
		struct prose p = plain(word(d, W_("C’est gratuit.")));
		flow_text(f, &p, &text, d->z.gap, false);
	}
}

static void put_venues(struct flow *f, const struct commune *c)
{
	struct draw *d = f->d;
	for (int i = c->first; i < c->first + c->count; i++) {
		struct button b = button(d, BUTTON_CARD, "map-pin", d->p->venues[i].name, MSG_PLACE, i);
		b.lang = LANG_FR;
		flow_beside(f, &b, d->z.control, d->z.gap);
	}
}

static void put_communes(struct flow *f, int from, int to)
{
	for (int i = from; i < to; i++) {
		struct button b = button(f->d, BUTTON_CARD, NULL, f->d->p->communes[i].name, MSG_COMMUNE, i);
		b.lang = LANG_FR;
		flow_beside(f, &b, f->d->z.control, f->d->z.gap);
	}
}

static const char *initial(struct draw *d, int commune)
{
	const char *name = d->p->communes[commune].name;
	return arena_strndup(d->a, name, (unsigned char)name[0] >= 0xC0 ? 2 : 1);
}

static void put_letters(struct flow *f, const int *first, int groups)
{
	struct draw *d = f->d;
	for (int i = 0; i < groups; i++) {
		const char *from = initial(d, first[i]), *to = initial(d, first[i + 1] - 1);
		const char *label = strcmp(from, to) == 0 ? from : filled(d, W_("De {1} à {2}"), from, to);
		struct button b = button(d, BUTTON_CARD, NULL, label, MSG_LETTERS, i);
		flow_beside(f, &b, d->z.control, d->z.gap);
	}
}

void view_places(struct draw *d)
{
	const struct finding *find = &d->s->finding;
	int first[COMMUNE_GROUPS_MAX + 1], groups = commune_groups(d->p, first);
	/* Lists take the whole width; a venue has its sign beside it. */
	struct skeleton k = { .button_count = 1, .emblem = find->venue >= 0 ? "map-pin" : NULL };
	k.buttons[0] = button(d, BUTTON_MAIN, "x", word(d, W_("Fermer")), MSG_CLOSE, 0);
	struct flow f = skeleton_flow(d, &k);
	struct say title = saying(d, d->z.title, true, INK_TEXT);
	struct prose where = plain(word(d, W_("Où trouver de l’aide ?"))), commune = plain(word(d, W_("Dans quelle commune ?")));
	if (find->venue >= 0) {
		put_venue(&f, &d->p->venues[find->venue]);
	} else if (find->commune >= 0) {
		flow_text(&f, &where, &title, 0, true);
		put_venues(&f, &d->p->communes[find->commune]);
	} else {
		flow_text(&f, &commune, &title, 0, true);
		int group = find->letters < groups ? find->letters : 0;
		if (group < 0)
			put_letters(&f, first, groups);
		else
			put_communes(&f, first[group], first[group + 1]);
	}
	skeleton_put(d, &k, &f);
}
