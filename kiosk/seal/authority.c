#include "seal/authority.h"

#include <string.h>

#include "base/file.h"
#include "seal/age.h"
#include "seal/locked.h"
#include "seal/pin.h"

static const char form[] = "escale authority 1\n";
enum { SECRET_HEX = 2 * (8 + 64), START = sizeof form - 1 };

/* In secret memory. */
static char *printed(const struct sign_secret *s)
{
	char *text = seal_secret_alloc(sizeof form + SECRET_HEX + 1);
	strcpy(text, form);
	seal_hex(s->id, sizeof s->id, text + START);
	seal_hex(s->key, sizeof s->key, text + START + 2 * sizeof s->id);
	return text;
}

bool authority_save(const struct sign_secret *s, const char *path, struct err *e)
{
	char *text = printed(s);
	bool ok = file_write(path, text, strlen(text), 0600, e);
	seal_secret_free(text);
	return ok;
}

bool authority_lock(const struct sign_secret *s, const char *path, const char *words, struct err *e)
{
	char *text = printed(s);
	bool ok = locked_write(path, text, strlen(text), words, e);
	seal_secret_free(text);
	return ok;
}

static bool unhex(const char *hex, uint8_t *out, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	for (size_t i = 0; i < 2 * n; i++) {
		const char *d = hex[i] ? strchr(digits, hex[i]) : NULL;
		if (!d)
			return false;
		out[i / 2] = (uint8_t)(out[i / 2] << 4 | (d - digits));
	}
	return true;
}

bool authority_read(struct sign_secret *s, const char *path, struct err *e)
{
	struct buf file = { 0 };
	if (!locked_read(path, "la clé de l'autorité", &file, e))
		return false;
	bool ok = file.size == START + SECRET_HEX && memcmp(file.data, form, START) == 0 &&
		  unhex(file.data + START, s->id, sizeof s->id) &&
		  unhex(file.data + START + 2 * sizeof s->id, s->key, sizeof s->key);
	seal_wipe(file.data, file.size);
	buf_free(&file);
	return ok || err_set(e, ERR_FORMAT, "%s : ce n'est pas la clé de l'autorité, ou elle est abîmée.", path);
}
