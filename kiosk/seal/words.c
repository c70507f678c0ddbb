/* A fingerprint that two people compare aloud, over a telephone or in front of a screen. */
#include <sodium.h>

#include <string.h>

#include "seal/pin.h"

/* Things that everybody can picture, without accents, none of them close to another: any two differ by at
 * least three letters and by at least three sounds (espeak-ng's French phonemes). The order is part of the
 * format. */
static const char *const words[256] = {
	"alarme",      "allumette",   "ananas",     "anorak",       "appareil",   "aquarium",
	"archipel",    "ardoise",     "arrosoir",   "artichaut",    "asperge",    "aspirateur",
	"assiette",    "aubergine",   "autocar",    "autruche",     "averse",     "avocat",
	"bagage",      "baignoire",   "baleine",    "baobab",       "basilic",    "betterave",
	"biberon",     "biscuit",     "blaireau",   "blouson",      "bocal",      "boulanger",
	"boussole",    "bouteille",   "bracelet",   "brioche",      "brochette",  "cactus",
	"camembert",   "canif",       "caravane",   "cardigan",     "carrousel",  "cartable",
	"cascade",     "castor",      "chapiteau",  "charrette",    "chaudron",   "chemise",
	"chevreuil",   "chocolat",    "cigogne",    "citerne",      "citrouille", "coccinelle",
	"colibri",     "colline",     "concombre",  "confiture",    "coquelicot", "corbeau",
	"cornichon",   "couscous",    "coyote",     "crayon",       "crevette",   "crocodile",
	"croissant",   "cuisine",     "dentiste",   "dictionnaire", "diligence",  "dinosaure",
	"domino",      "drapeau",     "dromadaire", "dynamo",       "enclume",    "entonnoir",
	"escargot",    "espadon",     "estrade",    "fanfare",      "fauteuil",   "fermier",
	"flamant",     "flocon",      "fourchette", "framboise",    "fromage",    "gazelle",
	"girafe",      "girouette",   "glacier",    "gobelet",      "gorille",    "grenouille",
	"grillage",    "guirlande",   "guitare",    "hamac",        "hamster",    "haricot",
	"harmonica",   "harpon",      "hirondelle", "horloge",      "igloo",      "immeuble",
	"imprimante",  "jasmin",      "javelot",    "jongleur",     "kangourou",  "kimono",
	"kiwi",        "klaxon",      "koala",      "labyrinthe",   "lavabo",     "lessive",
	"libellule",   "licorne",     "limace",     "limonade",     "locomotive", "loutre",
	"macaron",     "mandarine",   "manivelle",  "manuscrit",    "marguerite", "marionnette",
	"marmite",     "marteau",     "matelas",    "melon",        "meringue",   "microscope",
	"miel",        "mirabelle",   "montagne",   "mousquetaire", "moutarde",   "musique",
	"navire",      "noisette",    "nuage",      "olive",        "ombrelle",   "orchestre",
	"ordinateur",  "otarie",      "palmier",    "pamplemousse", "pantoufle",  "papillon",
	"parapluie",   "parfum",      "passoire",   "pastille",     "peluche",    "pendule",
	"perceuse",    "perroquet",   "pharmacie",  "piment",       "pinceau",    "pingouin",
	"pissenlit",   "pistache",    "pivoine",    "plafond",      "planeur",    "plongeoir",
	"poireau",     "pompier",     "porcelaine", "portrait",     "potager",    "potiron",
	"poubelle",    "poulpe",      "prune",      "pupitre",      "puzzle",     "pyjama",
	"pyramide",    "remorque",    "renard",     "requin",       "rhubarbe",   "rideau",
	"robinet",     "rocher",      "romarin",    "roulotte",     "sacoche",    "salade",
	"sandwich",    "sanglier",    "sapin",      "saucisse",     "saumon",     "saxophone",
	"scooter",     "semelle",     "sentinelle", "serrure",      "sifflet",    "soleil",
	"spatule",     "squelette",   "stylo",      "sucette",      "sucre",      "surligneur",
	"tablier",     "tabouret",    "tartine",    "taureau",      "taxi",       "tigre",
	"tiroir",      "toboggan",    "toile",      "tomate",       "tondeuse",   "tortue",
	"tourterelle", "tracteur",    "trampoline", "triangle",     "tricycle",   "trompette",
	"trottinette", "trousse",     "truite",     "tulipe",       "tunnel",     "turban",
	"tuyau",       "vaisselle",   "valise",     "velours",      "vendeur",    "verger",
	"vestiaire",   "vinaigrette", "violon",     "virgule",      "vitrine",    "voiture",
	"volcan",      "xylophone",   "yaourt",     "zigzag"
};

void seal_words(const void *bytes, size_t n, char out[SEAL_WORDS_SIZE])
{
	static const char domain[] = "escale words 1"; /* hashed with its zero byte */
	uint8_t hash[crypto_generichash_BYTES];
	crypto_generichash_state state;
	crypto_generichash_init(&state, NULL, 0, sizeof hash);
	crypto_generichash_update(&state, (const uint8_t *)domain, sizeof domain);
	crypto_generichash_update(&state, bytes, n);
	crypto_generichash_final(&state, hash, sizeof hash);
	for (int i = 0; i < SEAL_WORDS; i++) {
		size_t length = strlen(words[hash[i]]);
		memcpy(out, words[hash[i]], length);
		out += length;
		*out++ = i < SEAL_WORDS - 1 ? ' ' : '\0';
	}
}

const char *seal_word(int i)
{
	return words[i & 255];
}
