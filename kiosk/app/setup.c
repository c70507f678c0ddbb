#include "app/setup.h"

#include <stdio.h>
#include <string.h>

#include "app/signed.h"
#include "base/file.h"
#include "session/session.h"
#include "sync/bundle.h"

void setup_authority(struct card_file *c, const char *data_dir)
{
	char path[1024], text[160];
	struct buf b = { 0 };
	struct err e = { 0 };
	if (!c->authority[0] || !file_join(path, sizeof path, data_dir, "autorite.pub"))
		return;
	int n = snprintf(text, sizeof text, "untrusted comment: escale authority\n%s\n", c->authority);
	bool same = file_read(path, sizeof text, &b, NULL) && b.size == (size_t)n && memcmp(b.data, text, b.size) == 0;
	buf_free(&b);
	c->authority_lost = !same && !(file_mkdir(data_dir, &e) && file_write(path, text, (size_t)n, 0644, &e));
}

static void set_place(struct card_file *c, struct keeper *k)
{
	const char *code = place_kinds[c->place].code;
	char value[STORE_SETTING_MAX];
	size_t n;
	if (store_get(k->store, "card-place", value, &n, NULL) && str_is((struct str){ value, n }, code))
		return;
	struct err e = { 0 };
	if (!store_set(k->store, "place", code, strlen(code), &e) || !store_set(k->store, "card-place", code, strlen(code), &e))
		card_mistake(c, 0, "le lieu n’a pas pu être gardé : la carte est pleine ou abîmée");
}

static const char *refusal(const struct err *e)
{
	switch (e->code) {
	case ERR_SIGNATURE:
	case ERR_KEY: return "la signature de la liste des destinataires est fausse, ou ce n’est pas la bonne clé d’autorité";
	case ERR_MISSING: return "il manque la clé d’autorité, ou un fichier de la liste, dans ce dossier de la carte";
	default: return "la liste des destinataires ne se lit pas. Recopiez-la depuis la clé de la coordination";
	}
}

static bool read_list(const char *folder, const char *name, struct buf *text, struct buf *minisig, struct err *e)
{
	char dir[1024], path[1024];
	if (!file_join(dir, sizeof dir, folder, name) || !file_join(path, sizeof path, dir, RECIPIENTS_FILE) ||
	    !file_read(path, STORE_SETTING_MAX, text, e) || !file_join(path, sizeof path, dir, RECIPIENTS_FILE ".minisig"))
		return err_set(e, ERR_MISSING, "%s", name);
	return file_read(path, 4096, minisig, e);
}

static void set_recipients(struct card_file *c, const char *folder, struct keeper *k)
{
	struct buf text = { 0 }, minisig = { 0 };
	struct err e = { 0 };
	if (!(read_list(folder, c->recipients, &text, &minisig, &e) && signed_recipients(k, &text, &minisig, &e)) &&
	    e.code != ERR_REFUSED) /* refused: installed already, or a newer one is */
		card_mistake(c, c->recipients_line, "%s", refusal(&e));
	buf_free(&text);
	buf_free(&minisig);
}

void setup_keeper(struct card_file *c, const char *folder, struct keeper *k)
{
	if (!k->store)
		return; /* the file is right, the card is not: staff read it, visitors need not */
	if (c->authority_lost)
		card_mistake(c, c->authority_line, "la clé d’autorité n’a pas pu être gardée : la carte est pleine ou abîmée");
	if (c->place >= 0)
		set_place(c, k);
	if (c->recipients[0])
		set_recipients(c, folder, k);
}
