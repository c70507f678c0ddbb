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

void staff_choice(struct flow *f, const char *icon, const char *label, enum msg_kind kind, int arg, int64_t number)
{
	struct button b = button(f->d, BUTTON_CARD, icon, label, kind, arg);
	b.msg.number = number;
	flow_beside(f, &b, f->d->z.control, f->d->z.gap);
}

/* ---- the code ---- */

static const char *code_title(const struct draw *d)
{
	const struct staff *f = &d->s->staff;
	switch (f->page) {
	case STAFF_SUPERVISOR: return word(d, F_("Code superviseur"));
	case STAFF_NEW_AGAIN: return word(d, F_("Encore une fois le même code"));
	case STAFF_NEW_CODE:
		return f->supervisor_setup ? word(d, F_("Choisissez le code superviseur"))
					   : word(d, F_("Choisissez un code conseiller"));
	default: return word(d, F_("Code conseiller"));
	}
}

static const char *code_hint(const struct draw *d)
{
	const struct staff *f = &d->s->staff;
	if (f->informed && !f->info.store_ok && !f->info.has_staff_code)
		return word(d, F_("La carte mémoire ne répond pas. Appelez le technicien."));
	if (f->wait_until_ms)
		return word(d, F_("Code faux. Attendez un peu avant de recommencer."));
	if (f->wrong && f->plain)
		return word(d, F_("Ce code est trop facile à deviner."));
	if (f->wrong && (f->page == STAFF_NEW_CODE || f->page == STAFF_NEW_AGAIN))
		return word(d, F_("Deux fois le même code, 6 chiffres ou plus."));
	if (f->wrong)
		return word(d, F_("Code faux. Essayez encore."));
	return word(d, F_("6 chiffres ou plus, puis Valider."));
}

/* A key of the number pad. Where its word does not fit it has an icon alone, and the voice still says the word. */
static void pad_key(struct draw *d, enum button_look look, const char *icon, const char *label, enum msg_kind kind,
		    int arg, struct rect at)
{
	struct button k = button(d, look, NULL, label, kind, arg);
	k.center = true;
	if (icon && (d->z.small || at.w < d->z.text * 7)) {
		k.icon = icon;
		k.label = plain("");
	}
	put_button(d, &k, at);
	struct target *t = &d->out->targets[d->out->target_count - 1];
	t->label = label;
	d->out->speech[t->speech_first].text = label;
}

static void view_code(struct draw *d)
{
	const struct sizes *z = &d->z;
	struct rect b = d->body, pad = b;
	const struct staff *f = &d->s->staff;
	struct say title = saying(d, z->small ? z->text : z->title, true, INK_TEXT);
	struct say text = saying(d, z->text, false, INK_TEXT);
	int y = b.y, text_w = b.w, gap = z->small ? z->gap / 2 : z->gap;
	if (!z->portrait) {
		text_w = b.w * 2 / 5;
		pad.x = b.x + text_w + z->margin;
		pad.w = b.w - text_w - z->margin;
	}
	y += put_text(d, code_title(d), &title, b.x, y, text_w) + gap;
	int dots = (int)strlen(f->digits), dot = z->text / 2;
	for (int i = 0; i < (dots > 6 ? dots : 6); i++) /* masked, and never spoken (access.md S8) */
		put_box(d, (struct rect){ b.x + i * dot * 3 / 2, y, dot, dot }, i < dots ? INK_ACTION : INK_PAGE,
			INK_ACTION, z->line, dot / 2);
	y += dot + gap;
	y += put_text(d, code_hint(d), &text, b.x, y, text_w) + gap;
	if (z->portrait) {
		pad.y = y;
		pad.h = b.y + b.h - y;
	}
	static const char *const keys[] = { "1", "2", "3", "4", "5", "6", "7", "8", "9" };
	int w = (pad.w - 2 * z->gap) / 3, h = (pad.h - 3 * z->gap) / 4;
	if (h > z->answer)
		h = z->answer;
	for (int i = 0; i < 12; i++) {
		struct rect at = { pad.x + i % 3 * (w + z->gap), pad.y + i / 3 * (h + z->gap), w, h };
		if (i < 9)
			pad_key(d, BUTTON_CARD, NULL, keys[i], MSG_DIGIT, i + 1, at);
		else if (i == 9)
			pad_key(d, BUTTON_SECOND, "backspace", word(d, F_("Effacer")), MSG_ERASE, 0, at);
		else if (i == 10)
			pad_key(d, BUTTON_CARD, NULL, "0", MSG_DIGIT, 0, at);
		else
			pad_key(d, BUTTON_MAIN, "check", word(d, F_("Valider")), MSG_ENTER, 0, at);
	}
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
	if (i->contents.failed)
		staff_line(f, word(d, F_("Les contenus installés sont abîmés. Voyez la page Contenus.")));
	if (i->lost_visits)
		staff_line(f, filled(d, F_("Visites non enregistrées : {1}"), number(d, i->lost_visits), NULL));
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
	staff_choice(f, "info-circle", word(d, F_("Identité de la borne")), MSG_STAFF_GO, STAFF_IDENTITY, 0);
	staff_choice(f, "lock", word(d, F_("Changer le code conseiller")), MSG_STAFF_GO, STAFF_NEW_CODE, CODE_STAFF);
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
		staff_line(f, word(d, F_("Branchez une clé USB.")));
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
		staff_line(f, word(d, F_("Branchez une clé USB.")));
}

void view_staff(struct draw *d)
{
	const struct staff *s = &d->s->staff;
	switch (s->page) {
	case STAFF_CODE:
	case STAFF_SUPERVISOR:
	case STAFF_NEW_CODE:
	case STAFF_NEW_AGAIN: view_code(d); return;
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
	case STAFF_IDENTITY:
		staff_title(&f, word(d, F_("Identité de la borne")));
		staff_line(&f, word(d, F_("Lisez ces huit mots au coordinateur.")));
		staff_line(&f, s->info.words);
		break;
	case STAFF_WORKING:
		staff_title(&f, word(d, F_("Un moment, s’il vous plaît.")));
		staff_line(&f, word(d, F_("Ne retirez pas la clé.")));
		break;
	case STAFF_RESULT: view_result(d, &f); break;
	default: break;
	}
	skeleton_put(d, &k, &f);
}
