/* The staff page « Contenus »: what is installed, what the stick offers, and what came of installing it. */
#include "ui/view_staff.h"

/* "Prévention cyber, version 3" */
static const char *title_of(struct draw *d, const struct contents_told *c)
{
	return filled(d, F_("{1}, version {2}"), c->name, number(d, c->version));
}

static const char *languages_of(struct draw *d, unsigned languages)
{
	const char *list = "";
	for (int lang = 0; lang < LANG_COUNT; lang++)
		if (languages >> lang & 1)
			list = arena_printf(d->a, "%s%s%s", list, list[0] ? ", " : "", lang_table[lang].endonym);
	return list;
}

static void details(struct draw *d, struct flow *f, const struct contents_told *c)
{
	staff_line(f, filled(d, c->modules > 1 ? F_("{1} sujets : {2}") : F_("{1} sujet : {2}"), number(d, c->modules),
			     languages_of(d, c->languages)));
	if (c->signer[0])
		staff_line(f, filled(d, F_("{1} Mo, signé par {2}"), number(d, (c->bytes + (1 << 20) - 1) >> 20), c->signer));
}

static void installed(struct draw *d, struct flow *f, const struct staff_contents *c)
{
	bool pack = c->shown_kind == CONTENTS_PACK;
	staff_line(f, filled(d, F_("Sur la borne : {1}"),
			     pack ? title_of(d, &c->shown) : word(d, F_("les contenus d’origine")), NULL));
	if (c->failed)
		staff_line(f, word(d, F_("Ces contenus sont abîmés. La borne en montre d’autres. Installez-les de nouveau.")));
	else if (c->waiting)
		staff_line(f, word(d, F_("Ces contenus apparaissent quand la borne revient à l’accueil.")));
	else if (c->offer != RESULT_DONE) /* what matters then is what the stick offers */
		details(d, f, &c->shown);
}

/* Why what the stick carries is not installed. */
static const char *refusal(int result)
{
	switch (result) {
	case RESULT_NOTHING: return F_("Cette clé ne porte pas de contenus.");
	case RESULT_OLD_VERSION: return F_("Ces contenus ne sont pas plus récents.");
	case RESULT_BAD_SIGNATURE: return F_("La signature de ces contenus est fausse.");
	case RESULT_UNSIGNED: return F_("Ces contenus ne sont pas signés.");
	case RESULT_UNREADABLE: return F_("Ces contenus sont abîmés. Demandez une autre copie.");
	case RESULT_TOO_BIG: return F_("Ces contenus sont trop gros.");
	case RESULT_CARD_FULL: return F_("La carte de la borne est pleine. Appelez le technicien.");
	case RESULT_NOT_READ: return F_("Cette borne ne sait pas lire ces contenus.");
	case RESULT_NO_STICK: return F_("La clé n’est plus là. Branchez-la et recommencez.");
	default: return F_("Cela n’a pas marché. Recommencez.");
	}
}

static void offered(struct draw *d, struct flow *f, const struct staff_contents *c)
{
	if (!d->s->staff.info.stick) {
		staff_no_stick(d, f);
		return;
	}
	if (c->offer == RESULT_DONE || c->offer == RESULT_OLD_VERSION) {
		if (c->on_stick > 1)
			staff_line(f, filled(d, F_("La clé porte {1} contenus. Voici le plus récent."), number(d, c->on_stick), NULL));
		staff_line(f, filled(d, F_("Sur la clé : {1}"), title_of(d, &c->offered), NULL));
	}
	if (c->offer == RESULT_DONE) {
		details(d, f, &c->offered);
		staff_choice(f, "download", word(d, F_("Installer ces contenus")), MSG_STAFF_DO, JOB_CONTENTS, 0);
	} else {
		staff_line(f, word(d, refusal(c->offer)));
	}
}

void view_contents(struct draw *d, struct flow *f)
{
	const struct staff_contents *c = &d->s->staff.info.contents;
	staff_title(f, word(d, F_("Contenus")));
	installed(d, f, c);
	offered(d, f, c);
	if (c->before_kind == CONTENTS_NONE)
		return;
	staff_choice(f, "arrow-left",
		     c->before_kind == CONTENTS_PACK ? filled(d, F_("Revenir à : {1}"), title_of(d, &c->before), NULL)
						     : word(d, F_("Revenir aux contenus d’origine")),
		     MSG_STAFF_DO, JOB_CONTENTS_BACK, 0);
}

void view_contents_result(struct draw *d, struct flow *f)
{
	const struct staff *s = &d->s->staff;
	bool good = s->result == RESULT_DONE;
	flow_banner(f, good ? "check" : "alert-triangle", word(d, good ? F_("C’est fait.") : refusal(s->result)),
		    good ? INK_GOOD : INK_NOTYET, good ? INK_ON_GOOD : INK_ON_NOTYET);
	if (good) {
		const struct staff_contents *c = &s->info.contents;
		staff_line(f, filled(d, F_("Sur la borne : {1}"),
				     c->shown_kind == CONTENTS_PACK ? title_of(d, &c->shown)
								    : word(d, F_("les contenus d’origine")),
				     NULL));
		staff_line(f, word(d, F_("Ces contenus apparaissent quand la borne revient à l’accueil.")));
	} else {
		staff_line(f, word(d, F_("Rien n’a changé.")));
	}
	staff_choice(f, "home", word(d, F_("Espace conseiller")), MSG_STAFF_GO, STAFF_HOME, 0);
}
