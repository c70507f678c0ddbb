/* The staff page « Mise à jour »: what runs, what the stick offers, what became of the last one. Only on the card image. */
#include "ui/view_staff.h"

#include <string.h>

/* Why what the stick carries is not installed. */
static const char *refusal(int result)
{
	switch (result) {
	case RESULT_NOTHING: return F_("Cette clé ne porte pas de mise à jour.");
	case RESULT_OLD_VERSION: return F_("Cette mise à jour n’est pas plus récente que la borne.");
	case RESULT_OTHER_KIOSK: return F_("Cette mise à jour est faite pour une autre machine.");
	case RESULT_BAD_SIGNATURE: return F_("La signature de cette mise à jour est fausse. Demandez une autre copie.");
	case RESULT_UNREADABLE: return F_("Cette mise à jour est abîmée. Demandez une autre copie.");
	case RESULT_TOO_BIG: return F_("Cette mise à jour est trop grosse pour cette borne.");
	case RESULT_CARD_FULL: return F_("La carte de la borne a mal recopié. Appelez le technicien.");
	case RESULT_UNSIGNED: return F_("Cette borne a été faite sans mises à jour. Appelez le technicien.");
	case RESULT_NO_STICK: return F_("La clé n’est plus là. Branchez-la et recommencez.");
	default: return F_("Cela n’a pas marché. Recommencez.");
	}
}

static void last_one(struct draw *d, struct flow *f, const struct staff_update *u)
{
	if (u->last == LAST_CONFIRMED)
		staff_line(f, filled(d, F_("La mise à jour {1} a réussi."), u->last_version, NULL));
	else if (u->last == LAST_FAILED)
		staff_line(f, filled(d, F_("La mise à jour {1} n’a pas démarré. La borne a repris la version d’avant."), u->last_version, NULL));
}

void view_update(struct draw *d, struct flow *f)
{
	const struct staff_info *i = &d->s->staff.info;
	const struct staff_update *u = &i->update;
	staff_title(f, word(d, F_("Mise à jour")));
	if (u->running[0])
		staff_line(f, filled(d, F_("Sur la borne : version {1}"), u->running, NULL));
	/* What is offered matters more, unless it is what did not start. */
	if (u->offer != RESULT_DONE || (u->last == LAST_FAILED && strcmp(u->offered, u->last_version) == 0))
		last_one(d, f, u);
	if (u->trial)
		staff_line(f, word(d, F_("Borne d’essai : elle accepte des mises à jour d’essai.")));
	if (!i->stick || u->offer == RESULT_NO_STICK) { /* the helper sees it sooner */
		staff_no_stick(d, f);
		return;
	}
	if (u->offered[0] && u->offer != RESULT_BAD_SIGNATURE)
		staff_line(f, filled(d, F_("Sur la clé : version {1}, {2} Mo"), u->offered, number(d, u->mb)));
	if (u->offer != RESULT_DONE) {
		staff_line(f, word(d, refusal(u->offer)));
		return;
	}
	staff_line(f, word(d, F_("Cela dure cinq minutes environ. La borne redémarre ensuite.")));
	staff_line(f, word(d, F_("Ne retirez pas la clé. Laissez le courant.")));
	staff_choice(f, "refresh", word(d, F_("Mettre à jour la borne")), MSG_STAFF_DO, JOB_UPDATE, 0);
}

void view_update_working(struct draw *d, struct flow *f)
{
	staff_title(f, word(d, F_("Mise à jour en cours")));
	staff_line(f, filled(d, F_("{1} pour cent"), number(d, d->s->staff.percent), NULL));
	staff_line(f, word(d, F_("Cela dure cinq minutes environ. La borne redémarre ensuite.")));
	staff_line(f, word(d, F_("Ne retirez pas la clé. Laissez le courant.")));
}

void view_update_result(struct draw *d, struct flow *f)
{
	const struct staff *s = &d->s->staff;
	bool good = s->result == RESULT_DONE;
	flow_banner(f, good ? "check" : "alert-triangle",
		    word(d, good ? F_("Mise à jour installée. La borne redémarre.") : refusal(s->result)), good ? INK_GOOD : INK_NOTYET,
		    good ? INK_ON_GOOD : INK_ON_NOTYET);
	if (good) {
		staff_line(f, word(d, F_("Attendez l’accueil, puis retirez la clé.")));
		return;
	}
	staff_line(f, word(d, F_("Rien n’a changé.")));
	staff_choice(f, "home", word(d, F_("Espace conseiller")), MSG_STAFF_GO, STAFF_HOME, 0);
}
