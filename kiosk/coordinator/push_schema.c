#include "coordinator/push_schema.h"

#include "metrics/fact.h"

/* Version 1: the tables. A row belongs to the coordination that pushed it, which replaces its own rows and no
 * other's. */
static const char tables[] =
    "CREATE SCHEMA IF NOT EXISTS escale;\n"
    "REVOKE ALL ON SCHEMA escale FROM PUBLIC;\n"
    "CREATE TABLE escale.version(version integer NOT NULL);\n"
    "INSERT INTO escale.version VALUES(0);\n"
    "CREATE TABLE escale.coordination(\n"
    "  coordination text PRIMARY KEY, nom text NOT NULL, dernier_envoi timestamptz NOT NULL);\n"
    "CREATE TABLE escale.borne(\n"
    "  coordination text REFERENCES escale.coordination, borne text, nom text NOT NULL, lieu text NOT NULL,\n"
    "  commune text NOT NULL, inscrite_le date NOT NULL, revoquee_le date, sur_parole_de text,\n"
    "  PRIMARY KEY(coordination, borne));\n"
    "CREATE TABLE escale.lot(\n"
    "  coordination text, lot text, borne text NOT NULL, numero integer NOT NULL, precedent text NOT NULL,\n"
    "  utilisations bigint NOT NULL, faits_vus bigint NOT NULL, faits_gardes bigint NOT NULL,\n"
    "  logiciel text NOT NULL, arrets_brusques text NOT NULL, genre_de_lieu text NOT NULL,\n"
    "  horloge_confirmee boolean NOT NULL, ferme_en_avance text, recu_le date NOT NULL, recu_signe_le date,\n"
    "  etat text NOT NULL CHECK(etat IN ('compté', 'non lu', 'contesté', 'écarté')), sur_parole_de text,\n"
    "  empreinte text NOT NULL, PRIMARY KEY(coordination, lot),\n"
    "  FOREIGN KEY(coordination, borne) REFERENCES escale.borne);\n"
    "CREATE INDEX lot_lot ON escale.lot(lot);\n"
    "CREATE INDEX lot_borne ON escale.lot(borne, numero);\n"
    "CREATE TABLE escale.cellule(\n"
    "  coordination text, lot text, fait text, n bigint NOT NULL CHECK(n > 0),\n"
    "  PRIMARY KEY(coordination, lot, fait),\n"
    "  FOREIGN KEY(coordination, lot) REFERENCES escale.lot ON DELETE CASCADE);\n";

/* Version 2: words for people and views for tools. A bundle counts once, whoever pushed it: not when somebody
 * contests it or put it aside, nor when another one of the same kiosk and number counts elsewhere. */
static const char views[] =
    "CREATE TABLE escale.genre(\n"
    "  genre text PRIMARY KEY, libelle text NOT NULL, question text NOT NULL, protection text NOT NULL,\n"
    "  valeur_1 text, valeur_2 text, valeur_3 text, valeur_4 text);\n"
    "CREATE TABLE escale.fait(\n"
    "  fait text PRIMARY KEY, genre text NOT NULL REFERENCES escale.genre,\n"
    "  valeur_1 text, valeur_2 text, valeur_3 text, valeur_4 text,\n"
    "  libelle_1 text, libelle_2 text, libelle_3 text, libelle_4 text);\n"
    "ALTER TABLE escale.cellule ADD FOREIGN KEY(fait) REFERENCES escale.fait NOT VALID;\n"
    "CREATE VIEW escale.lot_retenu AS\n"
    "  SELECT DISTINCT ON (l.lot) l.* FROM escale.lot l WHERE l.etat = 'compté'\n"
    "  AND NOT EXISTS(SELECT FROM escale.lot o WHERE o.lot = l.lot AND o.etat IN ('contesté', 'écarté'))\n"
    "  AND NOT EXISTS(SELECT FROM escale.lot o WHERE o.borne = l.borne AND o.numero = l.numero\n"
    "    AND o.lot <> l.lot AND o.etat = 'compté')\n"
    "  ORDER BY l.lot, l.sur_parole_de IS NOT NULL, l.coordination;\n"
    "CREATE VIEW escale.nombres AS\n"
    "  SELECT b.nom AS borne, b.lieu, b.commune, l.genre_de_lieu, l.recu_le,\n"
    "    date_trunc('month', l.recu_le)::date AS mois_de_reception, f.genre, g.libelle AS genre_libelle,\n"
    "    f.valeur_1, f.libelle_1, f.valeur_2, f.libelle_2, f.valeur_3, f.libelle_3, f.valeur_4, "
    "f.libelle_4,\n"
    "    c.n, l.sur_parole_de IS NOT NULL AS sur_parole, l.lot\n"
    "  FROM escale.lot_retenu l JOIN escale.borne b USING(coordination, borne)\n"
    "  JOIN escale.cellule c USING(coordination, lot) JOIN escale.fait f USING(fait)\n"
    "  JOIN escale.genre g USING(genre);\n"
    "CREATE VIEW escale.utilisations AS\n"
    "  SELECT b.nom AS borne, b.lieu, b.commune, l.genre_de_lieu, l.numero, l.recu_le,\n"
    "    date_trunc('month', l.recu_le)::date AS mois_de_reception, l.utilisations, l.lot\n"
    "  FROM escale.lot_retenu l JOIN escale.borne b USING(coordination, borne);\n"
    "CREATE VIEW escale.modules AS\n"
    "  SELECT mois_de_reception, borne, commune, valeur_1 AS module,\n"
    "    coalesce(sum(n) FILTER (WHERE genre = 'module_start'), 0) AS commences,\n"
    "    coalesce(sum(n) FILTER (WHERE genre = 'module_end' AND valeur_2 = 'done'), 0) AS finis,\n"
    "    coalesce(sum(n) FILTER (WHERE genre = 'opinion' AND valeur_2 = 'plus'), 0) AS avis_plus,\n"
    "    coalesce(sum(n) FILTER (WHERE genre = 'opinion' AND valeur_2 = 'equal'), 0) AS avis_egal,\n"
    "    coalesce(sum(n) FILTER (WHERE genre = 'opinion' AND valeur_2 = 'minus'), 0) AS avis_moins\n"
    "  FROM escale.nombres WHERE genre IN ('module_start', 'module_end', 'opinion') GROUP BY 1, 2, 3, 4;\n"
    "CREATE VIEW escale.avant_apres AS\n"
    "  SELECT mois_de_reception, borne, commune, valeur_1 AS module, libelle_2 AS avant, libelle_3 AS "
    "apres,\n"
    "    sum(n) AS n FROM escale.nombres WHERE genre = 'quiz' GROUP BY 1, 2, 3, 4, 5, 6;\n"
    "CREATE VIEW escale.questions AS\n"
    "  SELECT mois_de_reception, valeur_1 AS module, valeur_2 AS question, libelle_3 AS moment,\n"
    "    coalesce(sum(n) FILTER (WHERE valeur_4 = 'right'), 0) AS justes,\n"
    "    coalesce(sum(n) FILTER (WHERE valeur_4 = 'wrong'), 0) AS fausses,\n"
    "    coalesce(sum(n) FILTER (WHERE valeur_4 = 'skipped'), 0) AS passees, sum(n) AS reponses\n"
    "  FROM escale.nombres WHERE genre = 'item' GROUP BY 1, 2, 3, 4;\n"
    "CREATE VIEW escale.langues AS\n"
    "  SELECT mois_de_reception, borne, commune, valeur_1 AS langue, sum(n) AS n\n"
    "  FROM escale.nombres WHERE genre = 'language' GROUP BY 1, 2, 3, 4;\n"
    "CREATE VIEW escale.suivi AS\n"
    "  SELECT b.borne, min(b.nom) AS nom, min(b.commune) AS commune, min(b.inscrite_le) AS inscrite_le,\n"
    "    min(b.revoquee_le) AS revoquee_le, max(l.numero) AS dernier_lot, max(l.recu_le) AS "
    "dernier_recu_le,\n"
    "    current_date - max(l.recu_le) AS jours_sans_lot,\n"
    "    coalesce(max(l.numero) - count(DISTINCT l.numero), 0) AS lots_manquants,\n"
    "    count(DISTINCT l.lot) FILTER (WHERE l.etat = 'contesté') AS lots_contestes,\n"
    "    count(DISTINCT l.lot) FILTER (WHERE l.etat = 'non lu') AS lots_non_lus\n"
    "  FROM escale.borne b LEFT JOIN escale.lot l USING(coordination, borne) GROUP BY b.borne;\n";

/* What people see in their tool. */
static const struct {
	const char *on, *says;
} comments[] = {
	{ "SCHEMA escale", "Escale : nombres reçus des bornes de médiation numérique. Base interne : ces "
	                   "petits nombres se traitent comme "
	                   "des données personnelles et ne se publient pas. Pour publier : "
	                   "escale-coordinator publier. Écrit par "
	                   "escale-coordinator pousser ; toute autre écriture serait perdue." },
	{ "TABLE escale.version", "Version de ce schéma." },
	{ "TABLE escale.coordination",
	  "Qui a envoyé : un dossier de coordination, et quand pour la dernière fois." },
	{ "COLUMN escale.coordination.coordination",
	  "Identifiant tiré au hasard, du dossier de coordination." },
	{ "COLUMN escale.coordination.nom", "Le territoire, tel qu'écrit par la coordination." },
	{ "COLUMN escale.coordination.dernier_envoi", "Fin du dernier envoi qui a changé quelque chose." },
	{ "TABLE escale.borne", "Les bornes inscrites par chaque coordination." },
	{ "COLUMN escale.borne.coordination", "La coordination qui a envoyé cette ligne." },
	{ "COLUMN escale.borne.borne", "Clé publique de la borne : la même d'une coordination à l'autre." },
	{ "COLUMN escale.borne.nom", "Nom donné par la coordination." },
	{ "COLUMN escale.borne.lieu", "Lieu, en mots de la coordination." },
	{ "COLUMN escale.borne.commune",
	  "Code Insee de la commune, pour une borne fixe ; siège, pour une borne itinérante." },
	{ "COLUMN escale.borne.inscrite_le", "Jour de l'inscription." },
	{ "COLUMN escale.borne.revoquee_le", "Jour de la révocation ; vide si la borne est en service." },
	{ "COLUMN escale.borne.sur_parole_de",
	  "Vide si les huit mots ont été comparés ici ; sinon, la coordination qui l'a inscrite." },
	{ "TABLE escale.lot", "Les lots reçus, tous états confondus. Pour compter : la vue lot_retenu." },
	{ "COLUMN escale.lot.coordination", "La coordination qui a envoyé cette ligne." },
	{ "COLUMN escale.lot.lot", "SHA-256 de la fiche du lot : le même d'une coordination à l'autre." },
	{ "COLUMN escale.lot.borne", "Clé publique de la borne." },
	{ "COLUMN escale.lot.numero", "1, 2, 3... de cette borne." },
	{ "COLUMN escale.lot.precedent", "SHA-256 de la fiche du lot d'avant ; des zéros pour le premier." },
	{ "COLUMN escale.lot.utilisations", "Utilisations (visites), pas personnes." },
	{ "COLUMN escale.lot.faits_vus", "Faits notés par la borne, leurres compris." },
	{ "COLUMN escale.lot.faits_gardes",
	  "Faits gardés : moins que vus si la borne a dû tirer un échantillon." },
	{ "COLUMN escale.lot.logiciel", "Version du programme de la borne." },
	{ "COLUMN escale.lot.arrets_brusques", "Coupures de courant pendant le lot : 0, 1-3 ou 4+." },
	{ "COLUMN escale.lot.genre_de_lieu", "Genre de lieu choisi sur la borne." },
	{ "COLUMN escale.lot.horloge_confirmee", "Vrai si une personne a confirmé la date de la borne." },
	{ "COLUMN escale.lot.ferme_en_avance",
	  "Raison d'un lot fermé avant 11 utilisations et 7 jours ; vide sinon." },
	{ "COLUMN escale.lot.recu_le", "Jour de réception : une borne ne date pas ses faits." },
	{ "COLUMN escale.lot.recu_signe_le", "Jour où le reçu a été signé : la borne peut effacer ce lot." },
	{ "COLUMN escale.lot.etat",
	  "compté, non lu (les faits attendent une clé), contesté (deux récits) ou écarté." },
	{ "COLUMN escale.lot.sur_parole_de",
	  "Vide si compté ici depuis le fichier ; sinon, la coordination crue." },
	{ "COLUMN escale.lot.empreinte", "Pour pousser : empreinte des nombres déjà envoyés." },
	{ "TABLE escale.cellule",
	  "Combien de fois chaque fait est dans un lot compté. Jamais un fait seul, ni son ordre." },
	{ "COLUMN escale.cellule.coordination", "La coordination qui a envoyé cette ligne." },
	{ "COLUMN escale.cellule.lot", "Le lot." },
	{ "COLUMN escale.cellule.fait", "Le fait, ligne du dictionnaire." },
	{ "COLUMN escale.cellule.n", "Nombre de fois, au moins 1." },
};

static const struct {
	const char *on, *says;
} view_comments[] = {
	{ "TABLE escale.genre", "Le dictionnaire facts/1 : ce que la borne a le droit de noter." },
	{ "COLUMN escale.genre.genre", "Mot du dictionnaire." },
	{ "COLUMN escale.genre.libelle", "Le même en français." },
	{ "COLUMN escale.genre.question", "À quelle question il répond." },
	{ "COLUMN escale.genre.protection", "Pourquoi il ne désigne personne." },
	{ "COLUMN escale.genre.valeur_1", "Ce que dit la première valeur." },
	{ "COLUMN escale.genre.valeur_2", "Ce que dit la deuxième valeur." },
	{ "COLUMN escale.genre.valeur_3", "Ce que dit la troisième valeur." },
	{ "COLUMN escale.genre.valeur_4", "Ce que dit la quatrième valeur." },
	{ "TABLE escale.fait", "Chaque fait rencontré, valeur par valeur." },
	{ "COLUMN escale.fait.fait", "La ligne du dictionnaire." },
	{ "COLUMN escale.fait.genre", "Son genre." },
	{ "COLUMN escale.fait.valeur_1", "Première valeur, telle que notée." },
	{ "COLUMN escale.fait.valeur_2", "Deuxième valeur, telle que notée." },
	{ "COLUMN escale.fait.valeur_3", "Troisième valeur, telle que notée." },
	{ "COLUMN escale.fait.valeur_4", "Quatrième valeur, telle que notée." },
	{ "COLUMN escale.fait.libelle_1", "Première valeur, en français." },
	{ "COLUMN escale.fait.libelle_2", "Deuxième valeur, en français." },
	{ "COLUMN escale.fait.libelle_3", "Troisième valeur, en français." },
	{ "COLUMN escale.fait.libelle_4", "Quatrième valeur, en français." },
	{ "VIEW escale.lot_retenu", "Les lots qui comptent, chacun une fois, quelle que soit la coordination "
	                            "qui l'a envoyé ; ni contesté, ni écarté "
	                            "par l'une d'elles." },
	{ "VIEW escale.nombres", "Tous les nombres, avec la borne, le mois de réception et les mots "
	                         "français. Additionner n. Usage interne : ne "
	                         "pas publier." },
	{ "VIEW escale.utilisations",
	  "Utilisations par lot retenu. Dire « utilisations », jamais « personnes »." },
	{ "VIEW escale.modules", "Par module : commencés, finis, avis. Usage interne : ne pas publier." },
	{ "VIEW escale.avant_apres", "Niveau avant et après un module, parmi les utilisations qui ont "
	                             "répondu deux fois. Usage interne." },
	{ "VIEW escale.questions",
	  "Réponses à chaque question. Beaucoup de fausses : question à revoir. Usage interne." },
	{ "VIEW escale.langues", "Langue choisie, seule. Usage interne : ne pas publier." },
	{ "VIEW escale.suivi",
	  "Une ligne par borne : dernier lot, jours sans lot, lots manquants, contestés, non lus." },
};

static void quoted(struct buf *out, const char *text)
{
	buf_puts(out, "'");
	for (; *text; text++) {
		if (*text == '\'')
			buf_puts(out, "'");
		buf_add(out, text, 1);
	}
	buf_puts(out, "'");
}

static void comment(struct buf *out, const char *on, const char *says)
{
	buf_printf(out, "COMMENT ON %s IS ", on);
	quoted(out, says);
	buf_puts(out, ";\n");
}

/* The dictionary, from the one table that the kiosks obey. */
static void genres(struct buf *out)
{
	for (int k = 0; k < FACT_KIND_COUNT; k++) {
		const struct fact_rule *r = &fact_table[k];
		const char *texts[] = { r->name, r->name_fr, r->question_fr, r->why_fr };
		buf_puts(out, "INSERT INTO escale.genre VALUES(");
		for (int i = 0; i < 4; i++) {
			quoted(out, texts[i] ? texts[i] : "");
			buf_puts(out, ", ");
		}
		for (int i = 0; i < FACT_VALUES_MAX; i++) {
			if (i < r->value_count)
				quoted(out, r->values[i].name_fr);
			else
				buf_puts(out, "NULL");
			buf_puts(out, i + 1 < FACT_VALUES_MAX ? ", " : ");\n");
		}
	}
}

void push_schema(int from, int to, struct buf *out)
{
	if (from < 1 && to >= 1) {
		buf_puts(out, tables);
		for (size_t i = 0; i < sizeof comments / sizeof *comments; i++)
			comment(out, comments[i].on, comments[i].says);
	}
	if (from < 2 && to >= 2) {
		buf_puts(out, views);
		genres(out);
		for (size_t i = 0; i < sizeof view_comments / sizeof *view_comments; i++)
			comment(out, view_comments[i].on, view_comments[i].says);
	}
	buf_printf(out, "UPDATE escale.version SET version = %d;\n", to);
}
