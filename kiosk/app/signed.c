#include "app/signed.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/log.h"
#include "sync/bundle.h"
#include "sync/receipt.h"

enum { MINISIG_MAX = 4096 };

bool signed_pair(const char *stick, const char *name, size_t max, struct buf *text, struct buf *minisig, struct err *e)
{
	char path[1100];
	if (snprintf(path, sizeof path, "%s/" BUNDLE_FOLDER "/%s", stick, name) >= (int)sizeof path - 16)
		return err_set(e, ERR_USAGE, "%s: path too long", stick);
	if (!file_read(path, max, text, e))
		return false;
	strcat(path, ".minisig");
	return file_read(path, MINISIG_MAX, minisig, e);
}

bool signed_authority(const struct keeper *k, struct sign_public *out, struct err *e)
{
	return signed_authority_of(k->o.authority, k->o.data_dir, out, e);
}

bool signed_authority_of(const char *file, const char *data_dir, struct sign_public *out, struct err *e)
{
	char path[1024];
	struct buf b = { 0 };
	if (file)
		str_copy(path, sizeof path, file);
	else
		file_join(path, sizeof path, data_dir, "autorite.pub");
	bool ok = file_read(path, 4096, &b, e) && sign_public_parse(out, (struct str){ b.data, b.size }, e);
	buf_free(&b);
	return ok;
}

void signed_receipts(struct keeper *k, const char *stick)
{
	struct err e = { 0 };
	struct buf text = { 0 }, minisig = { 0 };
	struct sign_public authority;
	k->acknowledged = 0;
	bool ok = signed_pair(stick, RECEIPTS_FILE, RECEIPTS_SIZE_MAX, &text, &minisig, &e) &&
		  signed_authority(k, &authority, &e) &&
		  receipts_apply(k->store, &k->kiosk, (struct str){ text.data, text.size },
				 (struct str){ minisig.data, minisig.size }, &authority, &k->acknowledged, &e);
	bool none = e.code == ERR_MISSING && text.size == 0; /* as on most sticks */
	if (!ok && !none) {
		log_err("receipts", &e);
		if (e.code == ERR_KEY || e.code == ERR_SIGNATURE || e.code == ERR_FORMAT || e.code == ERR_TOO_BIG ||
		    e.code == ERR_MISSING)
			k->acknowledged = -1;
	}
	buf_free(&text);
	buf_free(&minisig);
}

bool signed_recipients(struct keeper *k, const struct buf *text, const struct buf *minisig, struct err *e)
{
	struct sign_public authority;
	struct recipients r;
	if (!signed_authority(k, &authority, e) ||
	    !recipients_accept(&r, (struct str){ text->data, text->size }, (struct str){ minisig->data, minisig->size },
			       &authority, k->recipients.version, e) ||
	    !store_set(k->store, "recipients", text->data, text->size, e))
		return false;
	k->recipients = r;
	return true;
}
