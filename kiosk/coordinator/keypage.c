#include "coordinator/keypage.h"

#include <string.h>

#include "coordinator/html.h"
#include "qr/qr.h"

enum { GROUP = 4 };

/* Level H: a third of the drawing may be stained or folded away. One path, a rectangle for each run of
 * black. */
static bool qr_svg(struct buf *out, const char *text, struct err *e)
{
	struct qr qr;
	if (!qr_make(&qr, text, QR_HIGH, e))
		return err_set(e, ERR_UNSUPPORTED, "Le code QR n'a pas pu être dessiné.");
	int size = qr.side + 2 * QR_QUIET;
	buf_printf(out,
	           "<svg class=\"qr\" viewBox=\"0 0 %d %d\" role=\"img\" shape-rendering=\"crispEdges\">"
	           "<title>Code QR : la clé secrète, la même que les groupes de lettres</title>"
	           "<path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path fill=\"#000\" d=\"",
	           size, size, size, size);
	for (int y = 0; y < qr.side; y++)
		for (int x = 0; x < qr.side; x++) {
			int run = 0;
			while (x + run < qr.side && qr.dark[y * qr.side + x + run])
				run++;
			if (run)
				buf_printf(out, "M%d %dh%dv1h-%dz", x + QR_QUIET, y + QR_QUIET, run, run);
			x += run;
		}
	buf_puts(out, "\"/></svg>");
	explicit_bzero(&qr, sizeof qr); /* it was a secret key */
	return true;
}

/* Rows of five groups of four, numbered, so that two people can read them to each other. */
static void groups(struct buf *out, const char *identity)
{
	enum { PER_ROW = 5 };
	size_t n = strlen(identity);
	buf_puts(out, "<table class=\"groups\"><tbody>");
	for (size_t at = 0, group = 0; at < n; at += GROUP, group++) {
		if (group % PER_ROW == 0)
			buf_printf(out, "%s<tr><th scope=\"row\">%zu</th>", group ? "</tr>" : "",
			           group / PER_ROW + 1);
		buf_puts(out, "<td>");
		buf_add(out, identity + at, n - at < GROUP ? n - at : GROUP);
		buf_puts(out, "</td>");
	}
	buf_puts(out, "</tr></tbody></table>\n");
}

static const char style[] =
    "header{border-bottom:3px solid " DEEP ";padding-bottom:3mm;margin-bottom:5mm}"
    ".kind{color:" DEEP ";font-weight:700;margin:0 0 1mm}"
    "h1{font-size:1.9rem}"
    ".key{display:flex;gap:10mm;align-items:center;margin:0 0 4mm;break-inside:avoid}"
    ".qr{width:64mm;height:64mm;flex:none;margin:-2mm 0 -2mm -5mm}"
    ".key h2{font-size:1.05rem;margin:0 0 2mm}"
    ".groups{border-collapse:collapse;font:600 1.18rem/1.7 'DejaVu Sans Mono','Liberation "
    "Mono',Consolas,monospace}"
    ".groups td{padding:.3mm 2.6mm .3mm 0;letter-spacing:.04em}"
    ".groups th{color:" SOFT ";font-weight:400;padding:0 3.4mm 0 0}"
    "section{break-inside:avoid;margin:0 0 4mm}"
    "section h2{font-size:1.1rem;margin:0 0 1.5mm;color:" DEEP "}"
    "ol,ul{margin:0;padding-left:6mm}li{margin:0 0 1mm}"
    ".public{overflow-wrap:anywhere;font:.82rem/1.5 'DejaVu Sans Mono',Consolas,monospace;background:" PALE
    ";padding:2mm 3mm}"
    ".warn{border-left:4px solid " WARM ";padding:1mm 0 1mm 4mm}"
    ".sign{display:flex;gap:12mm;margin-top:9mm}.sign span{flex:1;border-top:1px solid " INK
    ";padding-top:1mm;"
    "font-size:.85rem;color:" SOFT "}";

static void item(struct buf *out, const char *text)
{
	buf_puts(out, "<li>");
	html_text(out, text);
	buf_puts(out, "</li>");
}

static void section(struct buf *out, const char *title, const char *list, const char *const *items)
{
	buf_puts(out, "<section><h2>");
	html_text(out, title);
	buf_printf(out, "</h2><%s>", list);
	for (; *items; items++)
		item(out, *items);
	buf_printf(out, "</%s></section>\n", list);
}

static void advice(struct buf *out)
{
	static const char *const keep[] = {
		"Rangez cette feuille dans une enveloppe fermée, dans un coffre ou une armoire à clé.",
		"Ne la photographiez pas, ne l'envoyez pas. Videz la mémoire d'une imprimante partagée.",
		"Le fichier de cette page s'efface à la vérification. Sinon, supprimez-le.",
		NULL,
	};
	static const char *const check[] = {
		"La cérémonie la demande à l'étape suivante. Sinon, lancez `escale-coordinator cles verifier` "
		"suivi du nom de la clé.",
		"Une personne lit les quatre lignes, l'autre les tape. Ou scannez le code.",
		"La clé ne compte qu'une fois cette vérification réussie.",
		NULL,
	};
	static const char *const use[] = {
		"Sur un autre ordinateur où Escale est installé, lancez `escale-coordinator cles reprendre` "
		"suivi du nom de la clé.",
		"Tapez les quatre lignes. Puis importez les lots comme chaque mois.",
		"Sans Escale, le programme libre « age » ouvre les mêmes fichiers avec cette clé.",
		NULL,
	};
	section(out, "Garder", "ul", keep);
	section(out, "Vérifier la feuille, tout de suite", "ol", check);
	section(out, "Se servir de la feuille, si l'ordinateur est perdu", "ol", use);
	buf_puts(out, "<section class=\"warn\"><h2>");
	html_text(out, "Si la feuille est perdue ou vue par quelqu'un");
	buf_puts(out, "</h2><p>");
	html_text(out, "Prévenez l'autre personne. Faites ensemble de nouvelles clés (`escale-coordinator "
	               "ceremonie`), puis portez la nouvelle liste aux bornes. Ce qui a été chiffré avant reste "
	               "lisible avec cette clé.");
	buf_puts(out, "</p></section>\n");
}

bool keypage_make(struct buf *out, const char *name, const char identity[AGE_IDENTITY_SIZE],
                  const char recipient[AGE_RECIPIENT_SIZE], const char *day, struct err *e)
{
	html_begin(out, "Clé secrète Escale", style, "");
	buf_puts(out, "<header><p class=\"kind\">");
	html_text(out, "Escale : clé secrète, à garder sous clé");
	buf_puts(out, "</p><h1>");
	html_name(out, name);
	buf_puts(out, "</h1><p>");
	html_text(out, "Créée le ");
	html_text(out, day);
	html_text(out, ". Qui tient cette feuille peut lire les statistiques que les bornes lui adressent.");
	buf_puts(out, "</p></header>\n<div class=\"key\">");
	if (!qr_svg(out, identity, e))
		return false;
	buf_puts(out, "<div><h2>");
	html_text(out, "La même clé, en groupes de quatre");
	buf_puts(out, "</h2>");
	groups(out, identity);
	buf_puts(out, "</div></div>\n");
	advice(out);
	buf_puts(out, "<section><h2>");
	html_text(out, "La moitié publique, qui n'est pas secrète");
	buf_puts(out, "</h2><p class=\"public\">");
	html_text(out, recipient);
	buf_puts(out, "</p></section>\n<div class=\"sign\"><span>Vérifiée le</span><span>Par</span><span>Et "
	              "par</span></div>\n");
	html_end(out);
	return true;
}
