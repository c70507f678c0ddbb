#include "judge/french.h"

/* Habits that any list of leaked French passwords shows, then first names, places and the commonest words. */
const char *judge_french[] = {
	"azerty", "motdepasse", "azertyuiop", "bonjour", "loulou", "doudou", "chouchou", "soleil", "marseille", "jetaime",
	"camille", "nicolas", "julien", "thomas", "alexandre", "maxime", "chocolat", "coucou", "chaton", "caramel", "princesse",
	"vacances", "amour", "maman", "papa", "mamie", "papi", "bebe", "cheval", "chien", "chat", "minou", "mimi", "nounours",
	"football", "olympique", "secret", "passe", "code", "compte", "banque", "internet", "ordinateur", "telephone", "maison",
	"famille", "france", "paris", "lyon", "toulouse", "nantes", "bordeaux", "lille", "rennes", "strasbourg", "montpellier",
	"nice", "bretagne", "corse", "alsace", "normandie", "provence", "martin", "bernard", "dubois", "durand", "robert",
	"richard", "petit", "moreau", "laurent", "simon", "michel", "lefebvre", "leroy", "roux", "david", "bertrand", "morel",
	"fournier", "girard", "bonnet", "dupont", "lambert", "fontaine", "rousseau", "vincent", "muller", "lefevre", "faure",
	"andre", "mercier", "blanc", "guerin", "boyer", "garnier", "chevalier", "marie", "jeanne", "francoise", "monique",
	"catherine", "nathalie", "isabelle", "jacqueline", "anne", "sylvie", "martine", "madeleine", "nicole", "suzanne", "helene",
	"christine", "louise", "jean", "pierre", "philippe", "alain", "jacques", "patrick", "daniel", "christian", "claude",
	"christophe", "frederic", "marcel", "antoine", "louis", "paul", "lucas", "hugo", "emma", "lea", "chloe", "manon", "ines",
	"jade", "alice", "lina", "enzo", "gabriel", "arthur", "jules", "adam", "mohamed", "karim", "fatima", "lundi", "mardi",
	"mercredi", "jeudi", "vendredi", "samedi", "dimanche", "janvier", "fevrier", "mars", "avril", "juin", "juillet", "aout",
	"septembre", "octobre", "novembre", "decembre", "printemps", "automne", "hiver", "rouge", "bleu", "vert", "jaune", "noir",
	"rose", "orange", "violet", "merci", "bonsoir", "salut", "aimer", "belle", "beau", "grand", "petite", "jardin", "fleur",
	"arbre", "foret", "montagne", "plage", "voiture", "velo", "train", "bateau", "avion", "musique", "cinema", "ecole",
	"travail", "bureau", "argent", "euro", "pain", "fromage", "vin", "cafe", "gateau", "pomme", "fraise", "cerise", "lapin",
	"oiseau", "poisson", "souris", "tigre", "lion", "loup", "licorne", "dragon", "etoile", "lune", "ciel", "pluie", "neige",
	"aujourdhui", "demain", "toujours", "jamais", "liberte", "egalite", "fraternite", "bienvenue", "anniversaire", "escale",
	0,
};
