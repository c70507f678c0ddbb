#include "coordinator/indicators.h"

#include <stddef.h>

/* What is measured here is what session/facts.c tells and metrics/visit.c keeps: a change there changes the
 * sentence here. */
const struct indicator indicator_table[INDICATOR_COUNT] = {
	[INDICATOR_USES] = { "utilisations",
	                     "Utilisations",
	                     "Une utilisation va de l'accueil jusqu'à la fin, ou jusqu'à l'abandon de la "
	                     "borne. "
	                     "Une même personne peut revenir : ce n'est pas un nombre de personnes. "
	                     "Qui choisit « Ne pas compter ma visite » n'y est pas.",
	                     "utilisations",
	                     { FACT_VISIT },
	                     1,
	                     REACH_ONCE },
	[INDICATOR_VISIT_MINUTES] = { "duree-utilisation",
	                              "Durée d'une utilisation",
	                              "Temps entre l'accueil et le dernier écran, en quatre tranches. "
	                              "L'attente avant le retour à l'accueil y est comprise quand quelqu'un "
	                              "part sans finir.",
	                              "utilisations",
	                              { FACT_VISIT },
	                              1,
	                              REACH_ONCE },
	[INDICATOR_COMPANY] = { "accompagnement",
	                        "Seul, accompagné, en groupe",
	                        "Comment la borne a servi, une réponse par utilisation. "
	                        "Ce ne sont pas des accompagnements au sens de La Coop : ne les y ajoutez "
	                        "pas.",
	                        "utilisations",
	                        { FACT_VISIT },
	                        1,
	                        REACH_ONCE },
	[INDICATOR_MODULES_STARTED] = { "modules-commences",
	                                "Modules commencés",
	                                "Un module est commencé quand son premier écran s'ouvre. "
	                                "Une utilisation en compte cinq au plus ; le même module ouvert deux "
	                                "fois compte deux fois.",
	                                "modules",
	                                { FACT_MODULE_START },
	                                1,
	                                REACH_FIVE },
	[INDICATOR_MODULES_DONE] = { "modules-termines",
	                             "Modules terminés",
	                             "Un module est terminé quand son dernier écran est atteint, sinon il "
	                             "est abandonné. "
	                             "Une utilisation en compte cinq au plus.",
	                             "modules",
	                             { FACT_MODULE_END },
	                             1,
	                             REACH_FIVE },
	[INDICATOR_MODULE_MINUTES] = { "duree-module",
	                               "Durée d'un module terminé",
	                               "Temps entre le premier et le dernier écran d'un module terminé, en "
	                               "quatre tranches. "
	                               "« En général » nomme la tranche du milieu : une moitié a duré moins "
	                               "ou autant, l'autre "
	                               "plus ou autant.",
	                               "modules",
	                               { FACT_MODULE_END },
	                               1,
	                               REACH_FIVE },
	[INDICATOR_CHANGE] = { "avant-apres",
	                       "Bonnes réponses avant et après",
	                       "La même question est posée au début et à la fin du module ; s'il y en a "
	                       "plusieurs, deux "
	                       "tiers "
	                       "de réponses justes font une bonne réponse. "
	                       "Seuls comptent les modules terminés, et le premier de chaque utilisation. "
	                       "Une question passée n'est pas une bonne réponse.",
	                       "modules mesurés",
	                       { FACT_QUIZ },
	                       1,
	                       REACH_ONCE },
	[INDICATOR_QUESTIONS] = { "questions",
	                          "Questions difficiles",
	                          "Part de réponses justes au premier essai, pendant et après le module ; "
	                          "une question "
	                          "passée n'est pas juste. "
	                          "Une seule réponse par utilisation est tirée au sort et gardée. "
	                          "Les réponses d'avant le module n'entrent pas dans ce classement.",
	                          "réponses",
	                          { FACT_ITEM },
	                          1,
	                          REACH_ONCE },
	[INDICATOR_OPINION] = { "avis",
	                        "Avis",
	                        "Le dernier avis donné dans une utilisation, à la fin d'un module, parmi "
	                        "trois visages. "
	                        "Personne n'est obligé de répondre.",
	                        "avis",
	                        { FACT_OPINION },
	                        1,
	                        REACH_ONCE },
	[INDICATOR_POLL] = { "enquete",
	                     "Réponses à l'enquête",
	                     "Réponses à une question posée par la collectivité, sans obligation. "
	                     "Chaque réponse est gardée seule, sans lien avec les autres.",
	                     "réponses",
	                     { FACT_POLL },
	                     1,
	                     REACH_FIVE },
	[INDICATOR_AGE] = { "age",
	                    "Tranches d'âge",
	                    "Réponse facultative, demandée après le premier module terminé d'une "
	                    "utilisation. "
	                    "« Sans réponse » compte qui a préféré ne pas le dire.",
	                    "réponses",
	                    { FACT_AGE },
	                    1,
	                    REACH_ONCE },
	[INDICATOR_LANGUAGE] = { "langue",
	                         "Langue de l'écran",
	                         "Langue affichée à la fin de l'utilisation. Elle n'est jointe à aucune "
	                         "autre réponse.",
	                         "utilisations",
	                         { FACT_LANGUAGE },
	                         1,
	                         REACH_ONCE },
	[INDICATOR_ACCESS] = { "aides",
	                       "Aides utilisées",
	                       "Réglages choisis pour mieux voir, entendre ou toucher, trois au plus par "
	                       "utilisation. "
	                       "Une utilisation peut en avoir plusieurs : ces nombres ne s'additionnent pas.",
	                       "réglages choisis",
	                       { FACT_ACCESS },
	                       1,
	                       REACH_FIVE },
	[INDICATOR_SLOT] = { "moment",
	                     "Moment de la semaine",
	                     "Début de l'utilisation : matin ou après-midi, en semaine ou le week-end. "
	                     "Noté seulement quand l'équipe a confirmé la date ; c'est le repère de temps le "
	                     "plus fin.",
	                     "utilisations",
	                     { FACT_SLOT },
	                     1,
	                     REACH_ONCE },
	[INDICATOR_GROUPS] = { "groupes",
	                       "Séances en groupe",
	                       "Une séance menée par un conseiller, avec le nombre de participants en trois "
	                       "tranches. "
	                       "C'est un nombre de séances, pas de participants.",
	                       "séances",
	                       { FACT_GROUP },
	                       1,
	                       REACH_ONCE },
	[INDICATOR_PRESENCE] = { "arrets",
	                         "Arrêts par commune",
	                         "Un arrêt est compté quand le conseiller le clôt et dit combien de "
	                         "personnes il a "
	                         "accueillies, en trois tranches. "
	                         "C'est un nombre d'arrêts. "
	                         "Qui est accueilli n'a pas toujours utilisé la borne.",
	                         "arrêts",
	                         { FACT_PRESENCE },
	                         1,
	                         REACH_NONE },
	[INDICATOR_SENSITIVE] = { "question-sensible",
	                          "Question délicate",
	                          "La borne remplace une réponse sur deux par un tirage au sort : personne "
	                          "ne peut savoir "
	                          "ce qui a été répondu. "
	                          "La part est une estimation, donnée avec son intervalle à 95 %. "
	                          "Rien n'est montré sous 1 000 réponses.",
	                          "réponses",
	                          { FACT_SENSITIVE },
	                          1,
	                          REACH_ONCE },
	[INDICATOR_SESSIONS] = { "sessions",
	                         "Utilisations par borne",
	                         "Nombre de visites écrit par chaque borne dans ses lots, arrondi à la "
	                         "dizaine. "
	                         "Il comprend les visites qui ont demandé à ne pas être comptées : la somme "
	                         "diffère donc "
	                         "du total des utilisations.",
	                         "utilisations",
	                         { FACT_DECOY },
	                         0,
	                         REACH_NONE },
	[INDICATOR_LATE] = { "bornes-en-retard",
	                     "Borne en retard ou muette",
	                     "En retard : son dernier lot est arrivé il y a plus de 35 jours. "
	                     "Muette : inscrite depuis plus de 35 jours, elle n'a encore rien envoyé.",
	                     "bornes",
	                     { FACT_DECOY },
	                     0,
	                     REACH_NONE },
	[INDICATOR_GAPS] = { "lots-manquants",
	                     "Lot manquant",
	                     "Les lots d'une borne sont numérotés ; un numéro qui manque avant le dernier "
	                     "reçu n'est "
	                     "jamais arrivé. "
	                     "Ce qu'il contient n'est dans aucun nombre.",
	                     "lots",
	                     { FACT_DECOY },
	                     0,
	                     REACH_NONE },
	[INDICATOR_CONTESTED] = { "lots-contestes",
	                          "Lot mis de côté",
	                          "Deux récits différents d'une même borne, ou une suite qui ne s'enchaîne "
	                          "pas. "
	                          "Il n'est compté nulle part tant que la coordination n'a pas décidé.",
	                          "lots",
	                          { FACT_DECOY },
	                          0,
	                          REACH_NONE },
	[INDICATOR_DIRTY_STOPS] = { "arrets-brusques",
	                            "Arrêt brusque",
	                            "La borne a redémarré sans avoir été éteinte : coupure de courant ou "
	                            "panne. "
	                            "Chaque lot le dit en trois tranches : aucun, 1 à 3, 4 ou plus.",
	                            "lots",
	                            { FACT_DECOY },
	                            0,
	                            REACH_NONE },
};

const struct indicator *indicator_of(enum fact_kind kind)
{
	for (int i = 0; i < INDICATOR_COUNT; i++)
		for (int k = 0; k < indicator_table[i].kind_count; k++)
			if (indicator_table[i].kinds[k] == kind)
				return &indicator_table[i];
	return NULL;
}
