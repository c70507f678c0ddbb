#include "author/cards.h"

#include "ballots/ballots.h"

/* Millimetres on the paper. Printers leave 5 mm of each edge white. The letters stand half a module from the black square and more:
 * nearer, the camera would take them for a part of it. */
static const struct layout {
	int per_page;
	int columns;
	double width, height;  /* of a card */
	double module;         /* of the square */
	double letter, reach;  /* height of the letters, and their distance from the middle */
	const char *far, *dim; /* how far it is read in good light, in poor light: tests/ballots/test_scenes.c */
} layouts[] = {
	{ 2, 1, 210, 148.5, 14, 6, 66, "6 mètres", "4 mètres" },
	{ 4, 2, 105, 148.5, 9, 5, 43.5, "5 mètres", "2 mètres" },
};
enum { CORNER = 12 /* cut off, for fingers to find the A */ };

static const char style[] =
	"@page{size:A4;margin:0}\n"
	"*{box-sizing:border-box}\n"
	"body{margin:0;font:13pt/1.4 Andika,'Noto Sans',Arial,sans-serif;color:#1b1b1b}\n"
	".page{width:210mm;height:296.5mm;overflow:hidden;break-after:page}.page:last-child{break-after:auto}\n"
	".how{padding:16mm 18mm}h1{font-size:26pt;line-height:1.1;margin:0 0 5mm;color:#0b3d91}\n"
	"h2{font-size:15pt;margin:5mm 0 1mm;color:#0b3d91}p{margin:0 0 2mm}ol,ul{margin:0;padding-left:7mm}li{margin:0 0 1.2mm}\n"
	"footer{margin-top:6mm;border-top:.3mm solid #777;padding-top:2mm;font-size:9.5pt;line-height:1.3}\n"
	"svg{display:block}text{font-family:Andika,'Noto Sans',Arial,sans-serif;text-anchor:middle;dominant-baseline:central}\n"
	".letter{font-weight:bold}.cut{stroke:#999;stroke-width:.2;stroke-dasharray:2 2;fill:none}\n"
	"path,.rule i{-webkit-print-color-adjust:exact;print-color-adjust:exact}\n"
	".rule{margin:3mm 0 0;font-size:10.5pt}.rule i{display:block;width:100mm;height:1.2mm;background:#1b1b1b}\n";

static void how_to(struct buf *out, int count, const struct layout *l)
{
	buf_printf(out,
		   "<div class=\"page how\">\n<h1>Voter avec des cartes</h1>\n"
		   "<p>%d cartes, numérotées de 1 à %d. Chaque carte donne quatre réponses : A, B, C ou D. Une caméra les lit, la borne les "
		   "compte.</p>\n"
		   "<h2>Préparer, une seule fois</h2>\n<ol>\n"
		   "<li>Imprimez en A4, en noir, <b>à 100 %%</b> (« taille réelle »). Un papier épais et mat se lit mieux.</li>\n"
		   "<li>Coupez le long des pointillés. Ne coupez pas au bord du noir : le blanc autour est nécessaire.</li>\n"
		   "<li>Coupez aussi le petit coin marqué sur chaque carte. Au toucher : coin coupé en haut à gauche, c’est A ; en bas à "
		   "gauche, B ; en bas à droite, C ; en haut à droite, D.</li>\n"
		   "<li>N’imprimez qu’un exemplaire de chaque numéro. Deux cartes du même numéro ne comptent pas pour deux.</li>\n</ol>\n"
		   "<div class=rule><i></i>Ce trait mesure 10 centimètres. Sinon, réglez l’imprimante et recommencez.</div>\n",
		   count, count);
	buf_printf(out,
		   "<h2>Avant l’atelier</h2>\n<ul>\n"
		   "<li>Posez la caméra droite, devant le groupe, à hauteur des cartes. Pas de fenêtre derrière les personnes.</li>\n"
		   "<li>Restez à moins de <b>%s</b> ; s’il fait sombre, à moins de %s. Une vieille caméra (640 × 480) voit deux fois moins "
		   "loin.</li>\n"
		   "<li>Essayez avec une carte : la borne doit compter la lettre du haut.</li>\n</ul>\n"
		   "<h2>Avec le groupe</h2>\n<ul>\n"
		   "<li>Mélangez les cartes, donnez-en une à chaque personne. Ne notez pas qui a laquelle.</li>\n"
		   "<li>Dites : « Tournez la carte. Votre lettre doit être en haut. Montrez le dessin à la caméra. »</li>\n"
		   "<li>On tient la carte par les bords blancs, sans cacher le noir, bien droite.</li>\n"
		   "<li>On peut changer d’avis : la dernière réponse compte. Chaque carte compte une fois.</li>\n"
		   "<li>Qui ne veut pas voter garde sa carte sur les genoux.</li>\n</ul>\n"
		   "<p>La caméra ne garde aucune image. La borne retient des nombres, pas les cartes. Sans caméra, comptez les mains levées.</p>\n",
		   l->far, l->dim);
	buf_puts(out, "<footer>Escale · texte et cartes : CC BY-SA 4.0 · dessins : AprilTag, famille tag36h11, © The Regents of The "
		      "University of Michigan, licence BSD-2-Clause</footer>\n</div>\n");
}

static void draw_square(struct buf *out, int card, double module)
{
	uint8_t dark[BALLOTS_SIDE * BALLOTS_SIDE];
	if (!ballots_drawing(card, dark))
		return;
	buf_printf(out, "<g transform=\"scale(%g) translate(-%d -%d)\"><path shape-rendering=crispEdges d=\"", module, BALLOTS_SIDE / 2,
		   BALLOTS_SIDE / 2);
	/* Whole runs: between squares that only touch, some printers leave a hair of white. */
	for (int y = 0; y < BALLOTS_SIDE; y++)
		for (int x = 0, run; x < BALLOTS_SIDE; x += run + 1) {
			for (run = 0; x + run < BALLOTS_SIDE && dark[y * BALLOTS_SIDE + x + run]; run++)
				;
			if (run)
				buf_printf(out, "M%d %dh%dv1.01h-%dz", x, y, run, run);
		}
	buf_puts(out, "\"/></g>");
}

/* Around the middle of the card; each letter stands upright when its side is on top. */
static void draw_card(struct buf *out, int card, const struct layout *l)
{
	draw_square(out, card, l->module);
	for (int i = 0; i < BALLOTS_ANSWERS; i++)
		buf_printf(out, "<text class=letter font-size=%g transform=\"rotate(%d) translate(0 -%g)\">%c</text>", l->letter * 1.3,
			   90 * i, l->reach, 'A' + i);
	buf_printf(out, "<text font-size=4 x=%g y=%g>%d</text>", l->width / 2 - 12, -l->height / 2 + 10, card);
	buf_printf(out, "<path class=cut d=\"M%g %gv%dl%d -%d\"/>", -l->width / 2, -l->height / 2, CORNER, CORNER, CORNER);
}

static void sheet_of_cards(struct buf *out, int first, int count, const struct layout *l)
{
	buf_puts(out, "<div class=page><svg width=210mm height=297mm viewBox=\"0 0 210 297\">\n");
	for (int i = 0; i < l->per_page && first + i <= count; i++) {
		buf_printf(out, "<g transform=\"translate(%g %g)\">", (i % l->columns + 0.5) * l->width,
			   (i / l->columns + 0.5) * l->height);
		draw_card(out, first + i, l);
		buf_puts(out, "</g>\n");
	}
	buf_printf(out, "<path class=cut d=\"M0 %gh210%s\"/></svg></div>\n", l->height, l->columns == 2 ? "M105 0v297" : "");
}

void cards_write(struct buf *out, int count, int per_page)
{
	const struct layout *l = &layouts[per_page == 4];
	buf_puts(out, "<!doctype html>\n<html lang=fr>\n<head>\n<meta charset=utf-8>\n"
		      "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
		      "<meta name=viewport content=\"width=device-width\">\n<title>Cartes pour voter</title>\n<style>");
	buf_puts(out, style);
	buf_puts(out, "</style>\n</head>\n<body>\n");
	how_to(out, count, l);
	for (int card = 1; card <= count; card += l->per_page)
		sheet_of_cards(out, card, count, l);
	buf_puts(out, "</body>\n</html>\n");
}
