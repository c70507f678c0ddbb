/* The staff's codes: the number pad, the codes of all conseillers, the forgotten one. */
#include "ui/view_staff.h"

#include <string.h>

void staff_unsaved(struct flow *f)
{
	staff_line(f, word(f->d, F_("La carte refuse d’écrire : les codes valent jusqu’au prochain redémarrage.")));
}

static const char *code_title(const struct draw *d)
{
	const struct staff *f = &d->s->staff;
	switch (f->page) {
	case STAFF_SUPERVISOR: return word(d, F_("Code superviseur"));
	case STAFF_NEW_AGAIN: return word(d, F_("Encore une fois le même code"));
	case STAFF_NEW_CODE:
		return f->supervisor_setup	 ? word(d, F_("Choisissez le code superviseur"))
		       : f->change == CODE_ADD ? word(d, F_("Un code de plus"))
					       : word(d, F_("Choisissez un code conseiller"));
	default: return word(d, F_("Code conseiller"));
	}
}

static const char *code_hint(const struct draw *d)
{
	const struct staff *f = &d->s->staff;
	if (f->informed && !f->info.store_ok && !f->info.has_staff_code)
		return word(d, F_("La carte mémoire ne répond pas. Appelez le technicien."));
	if (f->checking)
		return word(d, F_("Un moment, s’il vous plaît."));
	if (f->wait_until_ms)
		return word(d, F_("Code faux. Attendez un peu avant de recommencer."));
	if (f->wrong && f->taken)
		return word(d, F_("Ce code est déjà pris."));
	if (f->wrong && f->plain)
		return word(d, F_("Ce code est trop facile à deviner."));
	if (f->wrong && (f->page == STAFF_NEW_CODE || f->page == STAFF_NEW_AGAIN))
		return word(d, F_("Deux fois le même code, 6 chiffres ou plus."));
	if (f->wrong)
		return word(d, F_("Code faux. Essayez encore."));
	if (d->z.small && f->page == STAFF_CODE)
		return ""; /* the keys and the way out need the room */
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

static void put_pad(struct draw *d, struct rect pad)
{
	const struct sizes *z = &d->z;
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

static void put_forgotten(struct draw *d, struct rect at)
{
	struct button b = button(d, BUTTON_SECOND, NULL, d->z.small ? word(d, F_("Oublié ?")) : word(d, F_("Code oublié ?")),
				 MSG_STAFF_GO, STAFF_FORGOTTEN);
	b.center = true;
	put_button(d, &b, at);
}

void view_staff_code(struct draw *d)
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
	const char *hint = code_hint(d);
	if (*hint)
		y += put_text(d, hint, &text, b.x, y, text_w) + gap;
	if (z->portrait) {
		pad.y = y;
		pad.h = b.y + b.h - y;
	}
	struct rect lost = { b.x, b.y + b.h - z->control, text_w, z->control };
	bool may_be_lost = f->page == STAFF_CODE && f->info.has_staff_code && !d->s->guided.locked;
	if (z->portrait && may_be_lost) { /* under the keys, which stay as large as they must be */
		may_be_lost = pad.h - z->control - z->gap >= 4 * z->control + 3 * z->gap;
		pad.h -= may_be_lost ? z->control + z->gap : 0;
	} else {
		may_be_lost = may_be_lost && y <= lost.y; /* while a long sentence says to wait there may be no room */
	}
	if (may_be_lost && !z->portrait)
		put_forgotten(d, lost);
	put_pad(d, pad);
	if (may_be_lost && z->portrait)
		put_forgotten(d, lost);
}

/* ---- all of them ---- */

/* "1 (le vôtre), 3, 4": a number is all that is known of a person. */
static const char *code_list(struct draw *d, const struct staff_info *i)
{
	const char *list = "";
	for (int n = 1; n < 32; n++)
		if (i->codes >> n & 1)
			list = arena_printf(d->a, "%s%s%d%s", list, *list ? ", " : "", n,
					    n == i->code_mine ? word(d, F_(" (le vôtre)")) : "");
	return list;
}

void view_codes(struct draw *d, struct flow *f)
{
	static const char *const told[] = {
		[CODES_ADDED] = F_("Le code est ajouté."),
		[CODES_CHANGED] = F_("Votre code est changé."),
		[CODES_REMOVED] = F_("Le code est retiré."),
	};
	enum { CODES_MAX = 12 /* seal/room.h */ };
	const struct staff *s = &d->s->staff;
	const struct staff_info *i = &s->info;
	int count = __builtin_popcount(i->codes);
	staff_title(f, word(d, F_("Codes des conseillers")));
	if (told[s->told])
		flow_banner(f, "check", word(d, told[s->told]), INK_GOOD, INK_ON_GOOD);
	if (i->code_unsaved)
		staff_unsaved(f);
	staff_line(f, filled(d, count > 1 ? F_("Codes en service : {1}.") : F_("Code en service : {1}."), code_list(d, i), NULL));
	if (count < CODES_MAX)
		staff_choice(f, "plus", word(d, F_("Ajouter un code")), MSG_STAFF_GO, STAFF_NEW_CODE, NEW_CODE_ADD);
	if (i->code_mine)
		staff_choice(f, "lock", word(d, F_("Changer mon code")), MSG_STAFF_GO, STAFF_NEW_CODE, CODE_STAFF);
	for (int n = 1; n < 32 && count > 1; n++)
		if (i->codes >> n & 1)
			staff_choice(f, "trash",
				     filled(d, n == i->code_mine ? F_("Retirer le code {1} (le vôtre)") : F_("Retirer le code {1}"),
					    number(d, n), NULL),
				     MSG_STAFF_PICK, n, 0);
	staff_line(f, word(d, F_("Chacun ouvre tout. Donnez à chacun son numéro, pour retirer son code un jour.")));
}

void view_code_remove(struct draw *d, struct flow *f)
{
	const struct staff *s = &d->s->staff;
	staff_title(f, filled(d, F_("Retirer le code {1} ?"), number(d, s->removing), NULL));
	staff_line(f, s->removing == s->info.code_mine
			? word(d, F_("C’est le code que vous avez tapé. Il n’ouvrira plus la borne."))
			: word(d, F_("La personne qui l’utilise n’ouvrira plus la borne. Les autres codes restent.")));
	staff_choice(f, "trash", word(d, F_("Oui, retirer ce code")), MSG_STAFF_PICK, s->removing, 0);
	staff_choice(f, "arrow-left", word(d, F_("Non, le garder")), MSG_STAFF_GO, STAFF_CODES, 0);
}

/* ---- forgotten ---- */

void view_forgotten(struct draw *d, struct flow *f)
{
	const struct staff_info *i = &d->s->staff.info;
	staff_title(f, word(d, F_("Code oublié")));
	if (!i->code_number[0]) {
		staff_line(f, word(d, F_("La carte mémoire ne répond pas. Appelez le technicien.")));
		return;
	}
	staff_line(f, word(d, F_("Un nouveau code remplacera tous les autres. Une séance ou un compte gardés ici seront effacés.")));
	if (i->stick)
		staff_choice(f, "usb", word(d, F_("Lire le fichier de la clé")), MSG_STAFF_DO, JOB_CODE_FILE, 0);
	staff_line(f, word(d, F_("1. Appelez votre coordinateur. Lisez-lui ce nombre :")));
	struct say big = saying(d, d->z.title, true, INK_TEXT);
	struct prose p = plain(arena_printf(d->a, "%.4s %s", i->code_number, i->code_number + 4));
	flow_text(f, &p, &big, d->z.gap / 2, false);
	staff_line(f, filled(d, F_("et les huit mots de la borne : {1}."), i->words, NULL));
	staff_line(f, word(d, F_("2. Il vous donne une clé USB. Branchez-la, puis revenez à cette page.")));
}

void view_forgotten_result(struct draw *d, struct flow *f)
{
	static const char *const sentences[] = {
		[RESULT_NO_STICK] = F_("La clé n’est plus là. Branchez-la et recommencez."),
		[RESULT_NOTHING] = F_("Cette clé ne porte pas de fichier pour un code oublié."),
		[RESULT_OTHER_KIOSK] = F_("Ce fichier est pour une autre borne. Lisez ses huit mots au coordinateur."),
		[RESULT_OLD_VERSION] = F_("Ce fichier a déjà servi, ou répond à un autre nombre. Demandez-en un nouveau."),
		[RESULT_BAD_SIGNATURE] = F_("La signature de ce fichier est fausse. Rien n’a changé."),
		[RESULT_UNREADABLE] = F_("Ce fichier est abîmé. Demandez-en une autre copie."),
		[RESULT_FAILED] = F_("La carte mémoire refuse d’écrire. Les codes n’ont pas changé."),
	};
	enum job_result r = d->s->staff.result;
	const char *text = r < sizeof sentences / sizeof *sentences && sentences[r] ? sentences[r] : sentences[RESULT_FAILED];
	flow_banner(f, "alert-triangle", word(d, text), INK_NOTYET, INK_ON_NOTYET);
	staff_choice(f, "arrow-left", word(d, F_("Code oublié")), MSG_STAFF_GO, STAFF_FORGOTTEN, 0);
}
