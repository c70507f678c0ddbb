#include "session/helpers/little_pack.h"

#define P(s) { .text = s }

static const struct answer parcel[] = {
	{ .text = P("Je paie"), .right = false, .feedback = P("C'est un piège.") },
	{ .text = P("Je ne clique pas"), .right = true, .feedback = P("Oui.") },
};
static const struct answer bank[] = {
	{ .text = P("Oui"), .right = false, .feedback = P("Jamais.") },
	{ .text = P("Non"), .right = true, .feedback = P("Exact.") },
};
static const struct block page_block[] = { { .kind = BLOCK_PARAGRAPH, .prose = P("Un faux message presse.") } };
static const struct screen screens[] = {
	{ .kind = SCREEN_MEASURE, .id = "colis", .title = P("Un SMS demande 1,99 €"), .answers = parcel, .answer_count = 2 },
	{ .kind = SCREEN_PAGE, .id = "faux", .title = P("Faux message"), .blocks = page_block, .block_count = 1 },
	{ .kind = SCREEN_QUESTION, .id = "banque", .title = P("Ma banque demande mon code ?"), .answers = bank,
	  .answer_count = 2, .explanation = P("Ce code valide un paiement.") },
	{ .kind = SCREEN_REMEMBER, .id = "gestes", .title = P("À retenir"), .blocks = page_block, .block_count = 1 },
	{ .kind = SCREEN_HELP, .id = "qui", .title = P("Qui peut m'aider ?"), .blocks = page_block, .block_count = 1 },
	{ .kind = SCREEN_SOURCES, .id = "sources", .title = P("Sources") },
};
static const struct source source = { "Titre", "Éditeur", "https://exemple.fr", "2026-11-22" };
static const struct edition french = {
	.lang = LANG_FR, .title = "Se protéger", .summary = "Des idées simples.", .reviewed = true,
	.screens = screens, .screen_count = 6, .sources = &source, .source_count = 1,
};
static const struct module modules[] = {
	{ .id = "cyber", .theme = "securite_numerique", .minutes = 4, .editions = { &french } },
	{ .id = "reemploi", .theme = "maintenance_de_materiel", .minutes = 5, .editions = { &french } },
};
const struct pack little_pack = { .dir = ".", .modules = modules, .module_count = 2 };
