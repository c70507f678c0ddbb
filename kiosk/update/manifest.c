#include "update/manifest.h"

#include <stdlib.h>
#include <string.h>

enum { NUMBERS_MAX = 4 };

bool update_key(struct str text, const char *section, const char *key, char *out, size_t size)
{
	struct str line, rest = text, name, value;
	bool here = section[0] == '\0', more = true;
	while (more) {
		more = str_cut(rest, '\n', &line, &rest);
		line = str_trim(line);
		if (line.n > 2 && line.s[0] == '[' && line.s[line.n - 1] == ']')
			here = str_is((struct str){ line.s + 1, line.n - 2 }, section);
		else if (here && str_cut(line, '=', &name, &value) && str_is(str_trim(name), key)) {
			value = str_trim(value);
			if (value.n == 0 || value.n >= size || memchr(value.s, 0, value.n))
				return false;
			memcpy(out, value.s, value.n);
			out[value.n] = '\0';
			return true;
		}
	}
	return false;
}

/* The hash goes into a line for the kernel: nothing but hexadecimal digits gets there. */
static bool get_hex(struct str text, const char *section, const char *key, char out[UPDATE_HEX_SIZE], struct err *e)
{
	if (!update_key(text, section, key, out, UPDATE_HEX_SIZE) || strlen(out) != 64 ||
	    strspn(out, "0123456789abcdef") != 64)
		return err_set(e, ERR_FORMAT, "manifest: %s", key);
	return true;
}

static bool get_size(struct str text, const char *section, const char *key, uint64_t *out, struct err *e)
{
	char digits[24];
	long long n;
	if (!update_key(text, section, key, digits, sizeof digits) || !str_int(str_from(digits), 1, 1LL << 40, &n))
		return err_set(e, ERR_FORMAT, "manifest: %s", key);
	*out = (uint64_t)n;
	return true;
}

bool update_manifest_parse(struct update_manifest *out, struct str text, struct err *e)
{
	char format[16], file[16];
	memset(out, 0, sizeof *out);
	if (!update_key(text, "bundle", "format", format, sizeof format) || strcmp(format, "verity") != 0)
		return err_set(e, ERR_UNSUPPORTED, "manifest: not of the format \"verity\"");
	if (!update_key(text, "update", "compatible", out->compatible, sizeof out->compatible))
		return err_set(e, ERR_FORMAT, "manifest: compatible");
	if (!update_key(text, "update", "version", out->version, sizeof out->version) ||
	    !update_version_is(str_from(out->version)))
		return err_set(e, ERR_FORMAT, "manifest: version");
	if (!update_key(text, "image.root", "filename", file, sizeof file) || strcmp(file, "root.img") != 0)
		return err_set(e, ERR_FORMAT, "manifest: filename");
	return get_hex(text, "bundle", "verity-hash", out->verity_hash, e) &&
	       get_hex(text, "bundle", "verity-salt", out->verity_salt, e) &&
	       get_size(text, "bundle", "verity-size", &out->verity_size, e) &&
	       get_hex(text, "image.root", "sha256", out->root_sha256, e) &&
	       get_size(text, "image.root", "size", &out->root_size, e);
}

bool update_version_is(struct str version)
{
	struct str number, rest = version;
	long long n;
	bool more = true;
	for (int i = 0; more; i++) {
		more = str_cut(rest, '.', &number, &rest);
		if (i == NUMBERS_MAX || !str_int(number, 0, 999999, &n) || number.s[0] < '0' || number.s[0] > '9')
			return false;
	}
	return true;
}

int update_version_compare(const char *a, const char *b)
{
	for (int i = 0; i < NUMBERS_MAX; i++) {
		long na = strtol(a, (char **)&a, 10), nb = strtol(b, (char **)&b, 10);
		if (na != nb)
			return na < nb ? -1 : 1;
		a += *a == '.';
		b += *b == '.';
	}
	return 0;
}
