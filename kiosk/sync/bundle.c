#include "sync/bundle.h"

#include <string.h>

#include "base/file.h"
#include "seal/envelope.h"
#include "sync/tar.h"

static const char *const tar_names[] = { "manifest.json", "manifest.json.minisig", "facts.bin" };
enum { TAR_MANIFEST, TAR_MINISIG, TAR_FACTS, TAR_FILES };

const char *const bundle_reason_name[BUNDLE_REASON_COUNT] = {
	[BUNDLE_OK] = "ok",
	[BUNDLE_NOT_AGE] = "not-age",
	[BUNDLE_NOT_FOR_THIS_KEY] = "not-for-this-key",
	[BUNDLE_HEADER_ALTERED] = "header-altered",
	[BUNDLE_ALTERED] = "altered",
	[BUNDLE_UNEXPECTED_CONTENT] = "unexpected-content",
	[BUNDLE_CONTENT_TRUNCATED] = "content-truncated",
	[BUNDLE_CONTENT_ALTERED] = "content-altered",
	[BUNDLE_MANIFEST_UNREADABLE] = "manifest-unreadable",
	[BUNDLE_UNKNOWN_FORMAT] = "unknown-format",
	[BUNDLE_UNKNOWN_KIOSK] = "unknown-kiosk",
	[BUNDLE_REVOKED_KIOSK] = "revoked-kiosk",
	[BUNDLE_BAD_SIGNATURE] = "bad-signature",
	[BUNDLE_TOO_SMALL] = "too-small",
	[BUNDLE_TOO_BIG] = "too-big",
	[BUNDLE_FACT_UNREADABLE] = "fact-unreadable",
	[BUNDLE_FACT_OUTSIDE] = "fact-outside",
	[BUNDLE_DIVERGING] = "diverging",
	[BUNDLE_BROKEN_CHAIN] = "broken-chain",
	[BUNDLE_UNREADABLE_FILE] = "unreadable-file",
};

/* For a coordinator: what is wrong, then what to do about it. */
static const char *const reason_fr[BUNDLE_REASON_COUNT] = {
	[BUNDLE_OK] = "Le lot est bon.",
	[BUNDLE_NOT_AGE] =
	    "Ce fichier n'est pas un lot Escale. S'il devait en être un, refaites l'envoi depuis la borne.",
	[BUNDLE_NOT_FOR_THIS_KEY] =
	    "Ce lot n'est pas adressé à vos clés. Vérifiez que votre clé est bien dans la liste "
	    "installée sur la borne.",
	[BUNDLE_HEADER_ALTERED] =
	    "L'en-tête du fichier a été modifié ou abîmé. Refaites l'envoi depuis la borne.",
	[BUNDLE_ALTERED] =
	    "Le fichier est abîmé ou incomplet. Refaites l'envoi depuis la borne, avec une autre clé USB.",
	[BUNDLE_UNEXPECTED_CONTENT] =
	    "Le contenu n'est pas celui d'un lot. Ne l'utilisez pas et prévenez la personne "
	    "qui suit les bornes.",
	[BUNDLE_CONTENT_TRUNCATED] = "Il manque la fin du lot. Refaites l'envoi depuis la borne.",
	[BUNDLE_CONTENT_ALTERED] =
	    "Les faits ne sont pas ceux que la borne a signés. Refaites l'envoi depuis la borne ; "
	    "si cela recommence, prévenez la personne qui suit les bornes.",
	[BUNDLE_MANIFEST_UNREADABLE] = "La fiche du lot est illisible. Refaites l'envoi depuis la borne.",
	[BUNDLE_UNKNOWN_FORMAT] =
	    "Ce lot vient d'une version plus récente d'Escale. Mettez cet ordinateur à jour, puis "
	    "importez-le de nouveau.",
	[BUNDLE_UNKNOWN_KIOSK] =
	    "Cette borne n'est pas inscrite ici. Inscrivez-la (comparez ses huit mots), puis "
	    "importez de nouveau.",
	[BUNDLE_REVOKED_KIOSK] = "Cette borne a été révoquée. Ses nouveaux lots ne sont plus acceptés.",
	[BUNDLE_BAD_SIGNATURE] =
	    "La signature est fausse : ce lot n'a pas été écrit par cette borne. Gardez le fichier et "
	    "prévenez la personne qui suit les bornes.",
	[BUNDLE_TOO_SMALL] =
	    "Ce lot couvre trop peu de visites pour protéger les personnes. Laissez la borne en réunir "
	    "davantage.",
	[BUNDLE_TOO_BIG] = "Ce fichier dépasse 64 Mio : ce n'est pas un lot. Il n'a pas été lu.",
	[BUNDLE_FACT_UNREADABLE] =
	    "Un fait du lot est illisible. Rien n'en a été compté. Prévenez la personne qui suit "
	    "les bornes.",
	[BUNDLE_FACT_OUTSIDE] =
	    "Un fait sort du dictionnaire : la borne a compté autre chose que prévu. Rien n'en a été "
	    "compté. Prévenez la personne qui suit les bornes.",
	[BUNDLE_DIVERGING] =
	    "La borne a signé deux lots différents sous le même numéro (carte copiée ou restaurée ?). "
	    "Les deux sont mis de côté : à vous de décider.",
	[BUNDLE_BROKEN_CHAIN] =
	    "Ce lot ne suit pas celui qui le précède (carte restaurée ?). Les deux sont mis de côté : à "
	    "vous de décider.",
	[BUNDLE_UNREADABLE_FILE] =
	    "Le fichier n'a pas pu être lu. Vérifiez la clé USB, puis importez de nouveau.",
};

const char *bundle_reason_fr(enum bundle_reason r)
{
	return reason_fr[r];
}

static bool refuse(enum bundle_reason *reason, enum bundle_reason why, struct err *e, enum err_code code)
{
	*reason = why;
	return err_set(e, code, "%s", bundle_reason_name[why]);
}

void bundle_pack(struct str manifest_json, struct str minisig, struct str facts, struct buf *out)
{
	size_t start = out->size;
	tar_add(out, tar_names[TAR_MANIFEST], manifest_json);
	tar_add(out, tar_names[TAR_MINISIG], minisig);
	tar_add(out, tar_names[TAR_FACTS], facts);
	tar_end(out, start);
}

size_t bundle_packed_size(size_t manifest_json, size_t minisig, size_t facts)
{
	return tar_padded_size(tar_file_size(manifest_json) + tar_file_size(minisig) + tar_file_size(facts));
}

static bool manifest_read(struct bundle *b, enum bundle_reason *reason, struct err *e)
{
	struct err why = { 0 };
	if (!manifest_parse(&b->manifest, b->manifest_json, &why)) {
		if (why.code == ERR_UNSUPPORTED)
			return refuse(reason, BUNDLE_UNKNOWN_FORMAT, e, ERR_UNSUPPORTED);
		*reason = BUNDLE_MANIFEST_UNREADABLE;
		return err_set(e, ERR_FORMAT, "%s", why.text);
	}
	char comment[MINISIGN_COMMENT_MAX];
	if (!sign_verify(&b->manifest.kiosk, b->manifest_json.s, b->manifest_json.n, b->manifest_minisig,
	                 comment, NULL) ||
	    strcmp(comment, BUNDLE_MANIFEST_COMMENT) != 0)
		return refuse(reason, BUNDLE_BAD_SIGNATURE, e, ERR_SIGNATURE);
	seal_sha256(b->manifest_json.s, b->manifest_json.n, b->manifest_sha256);
	return true;
}

bool bundle_unpack(struct bundle *b, struct buf *tar, enum bundle_reason *reason, struct err *e)
{
	memset(b, 0, sizeof *b);
	b->memory = *tar;
	*tar = (struct buf){ 0 };
	struct str contents[TAR_FILES] = { 0 };
	switch (tar_split((struct str){ b->memory.data, b->memory.size }, tar_names, TAR_FILES, contents)) {
	case TAR_UNEXPECTED: return refuse(reason, BUNDLE_UNEXPECTED_CONTENT, e, ERR_FORMAT);
	case TAR_TRUNCATED: return refuse(reason, BUNDLE_CONTENT_TRUNCATED, e, ERR_CORRUPT);
	case TAR_OK: break;
	}
	b->manifest_json = contents[TAR_MANIFEST];
	b->manifest_minisig = contents[TAR_MINISIG];
	b->facts = contents[TAR_FACTS];
	if (!manifest_read(b, reason, e))
		return false;
	uint8_t sha[32];
	seal_sha256(b->facts.s, b->facts.n, sha);
	if (b->facts.n != (size_t)(b->manifest.facts_kept * b->manifest.envelope_size) ||
	    memcmp(sha, b->manifest.facts_sha256, sizeof sha) != 0)
		return refuse(reason, BUNDLE_CONTENT_ALTERED, e, ERR_CORRUPT);
	if (b->manifest.sessions < BUNDLE_SESSIONS_MIN && !b->manifest.early_reason[0])
		return refuse(reason, BUNDLE_TOO_SMALL, e, ERR_REFUSED);
	*reason = BUNDLE_OK;
	return true;
}

bool bundle_open(struct bundle *b, struct str file, const struct age_identity *coordinators, int count,
                 enum bundle_reason *reason, struct err *e)
{
	memset(b, 0, sizeof *b);
	struct buf tar = { 0 };
	struct err why = { 0 };
	if (age_open_buffer(coordinators, count, file.s, file.n, &tar, &why))
		return bundle_unpack(b, &tar, reason, e);
	buf_free(&tar);
	switch (why.code) {
	case ERR_FORMAT:
	case ERR_TOO_BIG: *reason = BUNDLE_NOT_AGE; break;
	case ERR_KEY: *reason = BUNDLE_NOT_FOR_THIS_KEY; break;
	case ERR_SIGNATURE: *reason = BUNDLE_HEADER_ALTERED; break;
	default: *reason = BUNDLE_ALTERED; break;
	}
	return err_set(e, why.code, "%s", why.text);
}

bool bundle_read(struct bundle *b, const char *path, const struct age_identity *coordinators, int count,
                 enum bundle_reason *reason, struct err *e)
{
	memset(b, 0, sizeof *b);
	struct buf file = { 0 };
	struct err why = { 0 };
	if (!file_read(path, BUNDLE_SIZE_MAX, &file, &why)) {
		*reason = why.code == ERR_TOO_BIG ? BUNDLE_TOO_BIG : BUNDLE_UNREADABLE_FILE;
		return err_set(e, why.code, "%s", why.text);
	}
	bool ok = bundle_open(b, (struct str){ file.data, file.size }, coordinators, count, reason, e);
	buf_free(&file);
	return ok;
}

void bundle_drop(struct bundle *b)
{
	buf_free(&b->memory);
	memset(b, 0, sizeof *b);
}

struct str bundle_envelope(const struct bundle *b, int64_t i)
{
	size_t slot = (size_t)b->manifest.envelope_size;
	struct str s = { b->facts.s + (size_t)i * slot, slot };
	/* The first "---" line ends the header; one chunk of known size follows: nonce, line, tag. */
	enum { MAC_LINE = 5 + 43 + 1, CHUNK = 16 + ENVELOPE_PLAIN + 16 };
	const char *mac = memmem(s.s, slot, "\n--- ", 5);
	size_t n = mac ? (size_t)(mac - s.s) + MAC_LINE + CHUNK : slot + 1;
	return n <= slot ? (struct str){ s.s, n } : (struct str){ s.s, 0 };
}
