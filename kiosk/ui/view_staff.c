/* The staff screens, in French. */
#include "ui/view_staff.h"

#include <string.h>

void staff_title(struct flow *f, const char *text)
{
	struct say title = saying(f->d, f->d->z.title, true, INK_TEXT);
	struct prose p = plain(text);
	flow_text(f, &p, &title, 0, true);
}

void staff_line(struct flow *f, const char *text)
{
	struct say how = saying(f->d, f->d->z.text, false, INK_TEXT);
	struct prose p = plain(text);
	flow_text(f, &p, &how, f->d->z.gap / 2, false);
}

void staff_no_stick(struct draw *d, struct flow *f)
{
	staff_line(f, word(d, F_("Branchez une clé USB.")));
	staff_line(f, word(d, F_("Déjà branchée ? Il faut une clé FAT32 ou exFAT."))); /* others are not mounted: nobody here sees them */
}

void staff_choice(struct flow *f, const char *icon, const char *label, enum msg_kind kind, int arg, int64_t number)
{
	struct button b = button(f->d, BUTTON_CARD, icon, label, kind, arg);
	b.msg.number = number;
	flow_beside(f, &b, f->d->z.control, f->d->z.gap);
}

/* ---- the pages ---- */

static void view_home_staff(struct draw *d, struct flow *f)
{
	const struct staff_info *i = &d->s->staff.info;
	staff_title(f, word(d, F_("Espace conseiller")));
	staff_line(f, filled(d, F_("Visites aujourd’hui : {1}"), number(d, i->visits_today), NULL));
	staff_line(f, filled(d, F_("Visites dans le lot {1} : {2}"), number(d, i->bundle_number), number(d, i->visits_bundle)));
	if (!i->store_ok)
		staff_line(f, word(d, F_("Attention : les visites ne peuvent pas être enregistrées.")));
	if (i->aging)
		staff_line(f, word(d, F_("Des visites de 11 mois s’effacent à 13 mois : préparez l’envoi.")));
	if (i->recovered)
		staff_line(f, word(d, F_("La base était abîmée. Une base neuve a été créée.")));
	if (i->code_unsaved)
		staff_unsaved(f);
	if (i->contents.failed)
		staff_line(f, word(d, F_("Les contenus installés sont abîmés. Voyez la page Contenus.")));
	if (i->update.last == LAST_FAILED)
		staff_line(f, word(d, F_("La dernière mise à jour n’a pas marché. Voyez la page Mise à jour.")));
	if (i->lost_visits)
		staff_line(f, filled(d, F_("Visites non enregistrées : {1}"), number(d, i->lost_visits), NULL));
	staff_choice(f, "presentation", word(d, F_("Animer une séance")), MSG_GUIDED, GUIDED_OPEN, 0);
	staff_choice(f, "users", word(d, F_("Bilan de l’arrêt")), MSG_STOP, 0, 0);
	staff_choice(f, "usb", word(d, F_("Préparer l’envoi du mois")), MSG_STAFF_GO, STAFF_EXPORT, 0);
	staff_choice(f, "calendar", word(d, i->date_confirmed ? F_("Date : confirmée") : F_("Date : à confirmer")),
		     MSG_STAFF_GO, STAFF_DATE, 0);
	staff_choice(f, "map-pin",
		     filled(d, F_("Lieu : {1}"), i->place >= 0 ? word(d, place_kinds[i->place].name) : word(d, F_("à choisir")), NULL),
		     MSG_STAFF_GO, STAFF_PLACE, 0);
	staff_choice(f, "key",
		     i->recipients_version
		       ? filled(d, F_("Destinataires : version {1}"), number(d, i->recipients_version), NULL)
		       : word(d, F_("Destinataires : à installer")),
		     MSG_STAFF_GO, STAFF_RECIPIENTS, 0);
	const struct staff_contents *c = &i->contents;
	staff_choice(f, "book",
		     c->shown_kind == CONTENTS_PACK ? filled(d, F_("Contenus : version {1}"), number(d, c->shown.version), NULL)
						    : word(d, F_("Contenus")),
		     MSG_STAFF_GO, STAFF_CONTENTS, 0);
	if (i->update.there)
		staff_choice(f, "refresh", word(d, F_("Mise à jour")), MSG_STAFF_GO, STAFF_UPDATE, 0);
	staff_choice(f, "info-circle", word(d, F_("Identité de la borne")), MSG_STAFF_GO, STAFF_IDENTITY, 0);
	staff_choice(f, "lock", word(d, F_("Codes des conseillers")), MSG_STAFF_GO, STAFF_CODES, 0);
	if (!i->has_supervisor_code)
		staff_choice(f, "shield-lock", word(d, F_("Choisir le code superviseur")), MSG_STAFF_GO, STAFF_NEW_CODE,
		       CODE_SUPERVISOR);
}

static void view_export(struct draw *d, struct flow *f)
{
	const struct staff_info *i = &d->s->staff.info;
	staff_title(f, word(d, F_("Préparer l’envoi du mois")));
	staff_line(f, filled(d, F_("Visites dans le lot {1} : {2}"), number(d, i->bundle_number), number(d, i->visits_bundle)));
	if (i->waiting_bundles)
		staff_line(f, filled(d, F_("Lots déjà fermés, en attente : {1}"), number(d, i->waiting_bundles), NULL));
	if (!i->recipients_version) {
		staff_line(f, word(d, F_("Il manque la liste des destinataires. Installez-la d’abord.")));
		return;
	}
	if (!i->stick) {
		staff_no_stick(d, f);
		return;
	}
	staff_line(f, word(d, F_("Clé USB trouvée.")));
	if (i->can_close == 1 || i->waiting_bundles)
		staff_choice(f, "download", word(d, F_("Copier sur la clé")), MSG_STAFF_DO, JOB_EXPORT, 0);
	if (i->can_close != 1)
		staff_line(f, word(d, F_("Le lot ouvert reste ici. Il faut 11 visites et 7 jours.")));
	if (i->can_close == 2)
		staff_choice(f, "shield-lock", word(d, F_("Fermer le lot quand même")), MSG_STAFF_GO, STAFF_REASON, 0);
}

static void view_date(struct draw *d, struct flow *f)
{
	int64_t day = d->s->staff.day;
	/* Civil date from days (the proleptic Gregorian calendar, as in POSIX time). */
	int64_t z = day + 719468, era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
	int dd = (int)(doy - (153 * mp + 2) / 5 + 1), mm = (int)(mp < 10 ? mp + 3 : mp - 9);
	int yy = (int)(yoe + era * 400 + (mm <= 2));
	static const char *const months[] = { F_("janvier"), F_("février"), F_("mars"), F_("avril"), F_("mai"),
					      F_("juin"), F_("juillet"), F_("août"), F_("septembre"),
					      F_("octobre"), F_("novembre"), F_("décembre") };
	/* The day stays in sight on every part of the screen. */
	struct say title = saying(d, d->z.title, true, INK_TEXT), big = saying(d, d->z.title * 6 / 5, true, INK_TEXT);
	struct rect *b = &d->body;
	int used = put_text(d, word(d, F_("Quel jour sommes-nous ?")), &title, b->x, b->y, b->w) + d->z.gap / 2;
	used += put_text(d, arena_printf(d->a, "%d %s %d", dd, word(d, months[mm - 1]), yy), &big, b->x, b->y + used,
			 b->w) + d->z.gap;
	b->y += used;
	b->h -= used;
	struct button yes = button(d, BUTTON_MAIN, "check", word(d, F_("Oui, c’est aujourd’hui")), MSG_STAFF_DO, JOB_DATE);
	flow_button(f, &yes, d->z.control, d->z.gap);
	staff_line(f, word(d, F_("Sinon, corrigez :")));
	staff_choice(f, "minus", word(d, F_("Un jour de moins")), MSG_STAFF_PICK, -1, 0);
	staff_choice(f, "plus", word(d, F_("Un jour de plus")), MSG_STAFF_PICK, 1, 0);
	staff_choice(f, "minus", word(d, F_("Un mois de moins")), MSG_STAFF_PICK, -30, 0);
	staff_choice(f, "plus", word(d, F_("Un mois de plus")), MSG_STAFF_PICK, 30, 0);
	staff_choice(f, "minus", word(d, F_("Un an de moins")), MSG_STAFF_PICK, -365, 0);
	staff_choice(f, "plus", word(d, F_("Un an de plus")), MSG_STAFF_PICK, 365, 0);
}

static void view_result(struct draw *d, struct flow *f)
{
	static const char *const sentences[] = {
		[RESULT_DONE] = F_("C’est fait."),
		[RESULT_NO_STICK] = F_("La clé n’est plus là. Branchez-la et recommencez."),
		[RESULT_STICK_FULL] = F_("La clé est pleine. Faites de la place ou prenez-en une autre."),
		[RESULT_STICK_READONLY] = F_("La clé est protégée en écriture. Prenez-en une autre."),
		[RESULT_STICK_BAD] = F_("La clé a mal recopié. Prenez-en une autre."),
		[RESULT_NOTHING] = F_("Il n’y a rien à faire."),
		[RESULT_TOO_EARLY] = F_("C’est trop tôt. Il faut 11 visites et 7 jours."),
		[RESULT_NO_RECIPIENTS] = F_("Il manque la liste des destinataires."),
		[RESULT_OLD_VERSION] = F_("Cette liste n’est pas plus récente. Rien n’a changé."),
		[RESULT_BAD_SIGNATURE] = F_("La signature de la liste est fausse. Rien n’a changé."),
		[RESULT_UNREADABLE] = F_("La liste est illisible. Rien n’a changé."),
		[RESULT_FAILED] = F_("Cela n’a pas marché. Rien n’est perdu. Recommencez."),
	};
	const struct staff *s = &d->s->staff;
	if (s->job == JOB_CONTENTS || s->job == JOB_CONTENTS_BACK) {
		view_contents_result(d, f);
		return;
	}
	if (s->job == JOB_UPDATE) {
		view_update_result(d, f);
		return;
	}
	if (s->job == JOB_CODE_FILE) {
		view_forgotten_result(d, f);
		return;
	}
	bool sent = s->job == JOB_EXPORT || s->job == JOB_EXPORT_EARLY;
	bool copied = s->result == RESULT_DONE && sent && s->number > 0;
	const char *text = copied ? F_("Copie sur clé terminée. Retirez la clé.") : sentences[s->result];
	text = text ? text : sentences[RESULT_FAILED]; /* a result of other jobs */
	bool good = s->result == RESULT_DONE;
	flow_banner(f, good ? "check" : "alert-triangle", word(d, text), good ? INK_GOOD : INK_NOTYET,
		    good ? INK_ON_GOOD : INK_ON_NOTYET);
	if (copied)
		staff_line(f, filled(d, F_("Lots copiés : {1}"), number(d, s->number), NULL));
	if (sent && s->info.acknowledged > 0)
		staff_line(f, filled(d, F_("Lots confirmés par la coordination : {1}"), number(d, s->info.acknowledged), NULL));
	if (sent && s->info.acknowledged < 0)
		staff_line(f, word(d, F_("Les reçus de cette clé ne sont pas bons. Rien n’a été effacé.")));
	if (good && s->job == JOB_RECIPIENTS)
		staff_line(f, filled(d, F_("Destinataires : version {1}"), number(d, s->number), NULL));
	staff_choice(f, "home", word(d, F_("Espace conseiller")), MSG_STAFF_GO, STAFF_HOME, 0);
}

static void view_list(struct draw *d, struct flow *f, const char *title, const struct place_kind *list, int chosen)
{
	staff_title(f, title);
	for (int i = 0; list[i].code; i++)
		staff_choice(f, i == chosen ? "check" : NULL, word(d, list[i].name), MSG_STAFF_PICK, i, 0);
}

static void view_recipients(struct draw *d, struct flow *f)
{
	const struct staff_info *i = &d->s->staff.info;
	staff_title(f, word(d, F_("Destinataires des statistiques")));
	staff_line(f, i->recipients_version
			? filled(d, F_("Version installée : {1}"), number(d, i->recipients_version), NULL)
			: word(d, F_("Aucune liste n’est installée.")));
	staff_line(f, word(d, F_("Le coordinateur donne la liste sur une clé USB.")));
	if (i->stick)
		staff_choice(f, "download", word(d, F_("Installer la liste de la clé")), MSG_STAFF_DO, JOB_RECIPIENTS, 0);
	else
		staff_no_stick(d, f);
}

void view_staff(struct draw *d)
{
	const struct staff *s = &d->s->staff;
	switch (s->page) {
	case STAFF_CODE:
	case STAFF_SUPERVISOR:
	case STAFF_NEW_CODE:
	case STAFF_NEW_AGAIN: view_staff_code(d); return;
	default: break;
	}
	struct skeleton k = { 0 };
	struct flow f = skeleton_flow(d, &k);
	switch (s->page) {
	case STAFF_HOME: view_home_staff(d, &f); break;
	case STAFF_EXPORT: view_export(d, &f); break;
	case STAFF_REASON: view_list(d, &f, word(d, F_("Pourquoi fermer avant ?")), early_reasons, -1); break;
	case STAFF_PLACE:
		view_list(d, &f, word(d, F_("Où est la borne ?")), place_kinds, s->info.place);
		break;
	case STAFF_DATE: view_date(d, &f); break;
	case STAFF_RECIPIENTS: view_recipients(d, &f); break;
	case STAFF_CONTENTS: view_contents(d, &f); break;
	case STAFF_UPDATE: view_update(d, &f); break;
	case STAFF_IDENTITY:
		staff_title(&f, word(d, F_("Identité de la borne")));
		staff_line(&f, word(d, F_("Lisez ces huit mots au coordinateur.")));
		staff_line(&f, s->info.words);
		break;
	case STAFF_WORKING:
		if (s->job == JOB_UPDATE) {
			view_update_working(d, &f);
			break;
		}
		staff_title(&f, word(d, F_("Un moment, s’il vous plaît.")));
		if (s->job != JOB_NONE && s->info.stick)
			staff_line(&f, word(d, F_("Ne retirez pas la clé.")));
		break;
	case STAFF_CODES: view_codes(d, &f); break;
	case STAFF_CODE_REMOVE: view_code_remove(d, &f); break;
	case STAFF_FORGOTTEN: view_forgotten(d, &f); break;
	case STAFF_RESULT: view_result(d, &f); break;
	default: break;
	}
	skeleton_put(d, &k, &f);
}
