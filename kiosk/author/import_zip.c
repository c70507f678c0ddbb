#include "author/import_zip.h"

#include <stdlib.h>
#include <zip.h>

struct import_zip {
	zip_t *archive;
	size_t unpacked;
};

struct import_zip *import_zip_open(struct str bytes, struct err *e)
{
	zip_error_t error;
	zip_error_init(&error);
	zip_source_t *source = zip_source_buffer_create(bytes.s, bytes.n, 0, &error);
	zip_t *archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
	if (!archive) {
		err_set(e, ERR_FORMAT, "ce n'est pas un paquet entier (%s)", zip_error_strerror(&error));
		if (source)
			zip_source_free(source);
		zip_error_fini(&error);
		return NULL;
	}
	zip_error_fini(&error);
	if (zip_get_num_entries(archive, 0) > ZIP_ENTRIES_MAX) {
		zip_discard(archive);
		err_set(e, ERR_TOO_BIG, "ce paquet a plus de %d fichiers", ZIP_ENTRIES_MAX);
		return NULL;
	}
	struct import_zip *z = xmalloc(sizeof *z);
	*z = (struct import_zip){ archive, 0 };
	return z;
}

void import_zip_close(struct import_zip *z)
{
	if (!z)
		return;
	zip_discard(z->archive);
	free(z);
}

/* The sizes that the archive claims; what is read is measured all the same. */
static bool may_unpack(const struct import_zip *z, const zip_stat_t *st, size_t max, const char *name,
                       struct err *e)
{
	const zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
	if ((st->valid & needed) != needed)
		return err_set(e, ERR_FORMAT, "%s : ce paquet ne dit pas sa taille", name);
	if ((st->valid & ZIP_STAT_ENCRYPTION_METHOD) && st->encryption_method != ZIP_EM_NONE)
		return err_set(e, ERR_REFUSED, "%s est protégé par un mot de passe", name);
	if (st->size > max || st->size > ZIP_TOTAL_MAX - z->unpacked)
		return err_set(e, ERR_TOO_BIG, "%s est trop grand", name);
	if (st->size > 64 * 1024 && st->size / ZIP_RATIO_MAX > st->comp_size)
		return err_set(e, ERR_REFUSED, "%s est comprimé à l'excès (une bombe ?)", name);
	return true;
}

bool import_zip_read(struct import_zip *z, const char *name, size_t max, struct arena *a, struct str *out,
                     struct err *e)
{
	zip_stat_t st;
	zip_int64_t index = zip_name_locate(z->archive, name, ZIP_FL_ENC_RAW);
	if (index < 0)
		return err_set(e, ERR_MISSING, "il manque %s dans le paquet", name);
	if (zip_stat_index(z->archive, (zip_uint64_t)index, 0, &st) != 0)
		return err_set(e, ERR_FORMAT, "%s ne peut pas être lu", name);
	if (!may_unpack(z, &st, max, name, e))
		return false;
	zip_file_t *file = zip_fopen_index(z->archive, (zip_uint64_t)index, 0);
	if (!file)
		return err_set(e, ERR_FORMAT, "%s ne peut pas être lu", name);
	char *bytes = arena_alloc(a, (size_t)st.size + 1);
	zip_int64_t n = 0, got = 1;
	while (got > 0 && (zip_uint64_t)n <= st.size) {
		got = zip_fread(file, bytes + n, st.size + 1 - (zip_uint64_t)n);
		n += got > 0 ? got : 0;
	}
	zip_fclose(file);
	if (got < 0 || (zip_uint64_t)n != st.size)
		return err_set(e, ERR_FORMAT, "%s est abîmé", name);
	z->unpacked += (size_t)n;
	bytes[n] = '\0';
	*out = (struct str){ bytes, (size_t)n };
	return true;
}
