/* The conseiller's own pages of a group session, in French. */
#include "ui/guided.h"

static const struct guide_edition *edition_of(const struct draw *d, int i)
{
	return guide_edition(&d->p->guides[i], d->lang);
}

static const char *duration(const struct draw *d, int minutes)
{
	return filled(d, F_("{1} minutes"), number(d, minutes), NULL);
}

void view_guided_list(struct draw *d, struct flow *f)
{
	const struct guided *g = &d->s->guided;
	staff_title(f, word(d, F_("Animer une séance")));
	if (!d->p->guide_count)
		staff_line(f, word(d, F_("Aucune séance n’est installée.")));
	if (g->on && g->guide >= 0 && g->guide < d->p->guide_count) {
		struct button again = guided_button(d, BUTTON_MAIN, "player-play",
						    filled(d, F_("Reprendre : {1}"), edition_of(d, g->guide)->title, NULL),
						    GUIDED_RESUME, 0);
		flow_button(f, &again, d->z.control, d->z.gap);
		staff_line(f, word(d, F_("En choisir une autre efface celle-ci.")));
	}
	for (int i = 0; i < d->p->guide_count; i++)
		guided_choice(f, "presentation",
			      d->p->guides[i].minutes
				? filled(d, F_("{1} ({2} min)"), edition_of(d, i)->title, number(d, d->p->guides[i].minutes))
				: edition_of(d, i)->title,
			      GUIDED_CHOOSE, i);
	guided_choice(f, "help", word(d, F_("Comment ça marche ?")), GUIDED_SHOW, GUIDED_HELP);
}

/* How many of something, chosen by steps; row as MSG_LESS and MSG_MORE tell it (session/guided.c). */
static void counter(struct flow *f, int row, int n, const char *unit, int large)
{
	struct draw *d = f->d;
	struct stepper *s = arena_alloc(d->a, sizeof *s);
	*s = (struct stepper){ .value = number(d, n), .widest = "500", .unit = unit, .lang = d->lang, .row = row, .large_arg = 2,
			       .step = 1000, .large = large * 1000LL };
	flow_stepper(f, s, d->z.gap);
	scene_echo(d->out, filled(d, "{1} {2}", number(d, n), unit), d->lang);
}

struct button view_guided_start(const struct draw *d)
{
	bool again = d->s->guided.phase > 0;
	struct button b = again ? guided_button(d, BUTTON_MAIN, "arrow-right", word(d, F_("Retour à l’écran du groupe")), GUIDED_RETURN, 0)
				: guided_button(d, BUTTON_MAIN, "arrow-right", word(d, F_("Démarrer l’atelier")), GUIDED_START, 0);
	b.icon_mirrors = true;
	return b;
}

void view_guided_ready(struct draw *d, struct flow *f)
{
	const struct guided *g = &d->s->guided;
	const struct guide_edition *ed = guided_edition(d->s, d->p);
	if (!ed)
		return;
	staff_title(f, ed->title);
	staff_line(f, ed->summary);
	if (d->p->guides[g->guide].minutes)
		staff_line(f, filled(d, F_("Durée : {1}"), duration(d, d->p->guides[g->guide].minutes), NULL));
	if (ed->material_count) {
		struct say how = saying(d, d->z.text, true, INK_TEXT);
		struct prose p = plain(word(d, F_("À préparer")));
		flow_text(f, &p, &how, d->z.gap, true);
		flow_block_list(f, ed->materials, ed->material_count, ed->lang, false);
	}
	counter(f, 0, g->tables, word(d, g->tables > 1 ? F_("tables") : F_("table")), 0);
	counter(f, 1, g->people, word(d, g->people > 1 ? F_("participants") : F_("participant")), 5);
}

void view_guided_tools(struct draw *d, struct flow *f)
{
	const struct guided *g = &d->s->guided;
	staff_title(f, word(d, F_("Outils de l’atelier")));
	if (g->timer.set) {
		staff_line(f, time_left_words(d, g->timer.left_ms));
		scene_echo(d->out, time_left_words(d, g->timer.left_ms), d->lang);
		guided_choice(f, g->timer.running ? "player-pause" : "player-play",
			      word(d, g->timer.running ? F_("Pause du temps") : F_("Démarrer le temps")), GUIDED_TIMER, 0);
	}
	guided_choice(f, "clock-plus", word(d, F_("5 minutes de plus")), GUIDED_MORE, 0);
	if (g->timer.set)
		guided_choice(f, "refresh", word(d, F_("Tout le temps à nouveau")), GUIDED_AGAIN, 0);
	guided_choice(f, "letter-case", word(d, g->back_row ? F_("Taille normale") : F_("Très gros, pour le fond de la salle")), GUIDED_LARGE, 0);
	if (d->look->sound)
		guided_choice(f, "volume", word(d, F_("Lire l’écran du groupe")), GUIDED_READ, 0);
	guided_choice(f, "list-numbers", word(d, F_("Toutes les étapes")), GUIDED_SHOW, GUIDED_PLAN);
	guided_choice(f, "users-group", word(d, F_("Tables et participants")), GUIDED_SHOW, GUIDED_READY);
	staff_choice(f, "settings", word(d, F_("Réglages")), MSG_SETTINGS, 0, 0);
	guided_choice(f, "spray", word(d, F_("Nettoyer l’écran")), GUIDED_CLEANING, 0);
	guided_choice(f, "door-exit", word(d, F_("Quitter, et reprendre plus tard")), GUIDED_LEAVE, 0);
	guided_choice(f, "checklist", word(d, F_("Finir l’atelier")), GUIDED_SHOW, GUIDED_CLOSE);
}

void view_guided_notes(struct draw *d, struct flow *f)
{
	const struct phase *ph = guided_phase(d->s, d->p);
	const struct guide_edition *ed = guided_edition(d->s, d->p);
	if (!ph)
		return;
	if (!d->z.small) /* there every line counts */
		staff_title(f, word(d, F_("Pour vous")));
	struct say how = saying(d, d->z.text, true, INK_QUIET);
	how.lang = ed->lang;
	flow_text(f, &ph->title, &how, d->z.gap / 2, true);
	if (ph->minutes && !d->z.small)
		staff_line(f, filled(d, F_("Durée : {1}"), duration(d, ph->minutes), NULL));
	if (ph->note_count)
		flow_block_list(f, ph->notes, ph->note_count, ed->lang, false);
	else
		staff_line(f, word(d, F_("Rien de particulier pour cette étape.")));
	if (d->s->guided.phase + 1 < ed->phase_count)
		staff_line(f, filled(d, F_("Ensuite : {1}"), ed->phases[d->s->guided.phase + 1].title.text, NULL));
	guided_choice(f, "arrow-left", word(d, F_("Retour à l’écran du groupe")), GUIDED_RETURN, 0);
}

void view_guided_plan(struct draw *d, struct flow *f)
{
	const struct guide_edition *ed = guided_edition(d->s, d->p);
	staff_title(f, word(d, F_("Toutes les étapes")));
	for (int i = 0; ed && i < ed->phase_count; i++) {
		const struct phase *ph = &ed->phases[i];
		const char *label = filled(d, "{1}. {2}", number(d, i + 1), ph->title.text);
		if (ph->minutes)
			label = filled(d, F_("{1} ({2} min)"), label, number(d, ph->minutes));
		guided_choice(f, i == d->s->guided.phase ? "player-play" : NULL, label, GUIDED_GO, i);
	}
}

void view_guided_help(struct draw *d, struct flow *f)
{
	static const char *const lines[] = {
		F_("Le groupe voit le grand écran. « Pour vous » montre vos notes, sur cet écran aussi."),
		F_("« Suivant » avance. « Retour » revient. Rien ne presse : le temps ne coupe jamais."),
		F_("« Outils » : pause, 5 minutes de plus, grands mots, toutes les étapes."),
		F_("Vous vous éloignez ? Après 10 minutes, le code est demandé. L’écran du groupe reste."),
		F_("Le courant est coupé ? Entrez votre code, puis « Animer une séance », « Reprendre »."),
		F_("À la fin, branchez votre clé et emportez les résultats. La borne les efface ensuite."),
		F_("N’écrivez pas de nom de personne : ce qui est écrit part sur votre clé."),
	};
	staff_title(f, word(d, F_("Comment ça marche ?")));
	struct say how = saying(d, d->z.text, false, INK_TEXT);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct prose p = plain(word(d, lines[i]));
		flow_bullet(f, &p, &how, d->z.gap / 2, 0);
	}
}

void view_guided_close(struct draw *d, struct flow *f)
{
	const struct guided *g = &d->s->guided;
	staff_title(f, word(d, F_("Finir l’atelier")));
	staff_line(f, filled(d, F_("Participants : {1}"), number(d, g->people), NULL));
	staff_line(f, g->handed ? word(d, F_("Les résultats sont sur votre clé.")) : word(d, F_("Branchez votre clé USB pour emporter les résultats.")));
	guided_choice(f, "usb", word(d, F_("Emporter les résultats")), GUIDED_GIVE, 0);
	guided_choice(f, "users", word(d, F_("Corriger les participants")), GUIDED_SHOW, GUIDED_READY);
	guided_choice(f, "trash", word(d, F_("Effacer et finir")), GUIDED_SHOW, GUIDED_WIPE);
}

void view_guided_given(struct draw *d, struct flow *f)
{
	static const char *const sentences[] = {
		[RESULT_DONE] = F_("Les résultats sont sur votre clé. Vous pouvez la retirer."),
		[RESULT_NO_STICK] = F_("Aucune clé. Branchez-la et recommencez."),
		[RESULT_STICK_FULL] = F_("La clé est pleine. Faites de la place ou prenez-en une autre."),
		[RESULT_STICK_READONLY] = F_("La clé est protégée en écriture. Prenez-en une autre."),
		[RESULT_STICK_BAD] = F_("La clé a mal recopié. Prenez-en une autre."),
		[RESULT_FAILED] = F_("Cela n’a pas marché. Rien n’est perdu. Recommencez."),
	};
	int r = d->s->guided.detail;
	const char *text = r >= 0 && r <= RESULT_FAILED && sentences[r] ? sentences[r] : sentences[RESULT_FAILED];
	bool good = r == RESULT_DONE;
	staff_title(f, word(d, F_("Finir l’atelier")));
	flow_banner(f, good ? "check" : "alert-triangle", word(d, text), good ? INK_GOOD : INK_NOTYET, good ? INK_ON_GOOD : INK_ON_NOTYET);
	if (!good)
		guided_choice(f, "usb", word(d, F_("Recommencer")), GUIDED_GIVE, 0);
	else
		guided_choice(f, "trash", word(d, F_("Effacer et finir")), GUIDED_SHOW, GUIDED_WIPE);
	guided_choice(f, "arrow-left", word(d, F_("Retour à l’écran du groupe")), GUIDED_RETURN, 0);
}

void view_guided_wipe(struct draw *d, struct flow *f)
{
	staff_title(f, word(d, F_("Tout effacer ?")));
	staff_line(f, word(d, d->s->guided.handed ? F_("Les résultats sont sur votre clé. Ici, rien ne restera.")
						 : F_("Attention : les résultats n’ont pas été copiés.")));
	guided_choice(f, "trash", word(d, F_("Oui, effacer et finir")), GUIDED_ERASE, 0);
	guided_choice(f, "arrow-left", word(d, F_("Non, revenir")), GUIDED_SHOW, GUIDED_CLOSE);
}

void view_guided_clean(struct draw *d, struct flow *f)
{
	staff_title(f, word(d, F_("Vous pouvez nettoyer l’écran.")));
	staff_line(f, word(d, F_("Il ne réagit pas pendant 30 secondes.")));
}
