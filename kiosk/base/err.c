#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static bool set(struct err *e, enum err_code code, const char *file, int line, int column, const char *format,
		va_list args)
{
	if (!e || e->code)
		return false;
	e->code = code;
	e->line = line;
	e->column = column;
	snprintf(e->file, sizeof e->file, "%s", file ? file : "");
	vsnprintf(e->text, sizeof e->text, format, args);
	return false;
}

bool err_set(struct err *e, enum err_code code, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	set(e, code, NULL, 0, 0, format, args);
	va_end(args);
	return false;
}

bool err_at(struct err *e, enum err_code code, const char *file, int line, int column, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	set(e, code, file, line, column, format, args);
	va_end(args);
	return false;
}

bool err_errno(struct err *e, const char *what)
{
	static const struct {
		int number;
		enum err_code code;
		const char *text;
	} causes[] = {
		{ ENOENT, ERR_MISSING, "n'existe pas" },
		{ ENOTDIR, ERR_IO, "n'est pas un dossier" },
		{ EISDIR, ERR_IO, "est un dossier" },
		{ EACCES, ERR_IO, "l'accès est refusé" },
		{ EPERM, ERR_IO, "l'accès est refusé" },
		{ ENOSPC, ERR_FULL, "il n'y a plus de place" },
		{ EDQUOT, ERR_FULL, "il n'y a plus de place" },
		{ EROFS, ERR_READONLY, "on ne peut pas y écrire" },
		{ EIO, ERR_IO, "le support répond mal" },
	};
	for (size_t i = 0; i < sizeof causes / sizeof *causes; i++)
		if (errno == causes[i].number)
			return err_set(e, causes[i].code, "%s : %s", what, causes[i].text);
	return err_set(e, ERR_IO, "%s : %s", what, strerror(errno));
}

char *err_print(const struct err *e, char *out, int size)
{
	if (e->file[0] && e->line)
		snprintf(out, (size_t)size, "%s:%d:%d: %s", e->file, e->line, e->column, e->text);
	else if (e->file[0])
		snprintf(out, (size_t)size, "%s: %s", e->file, e->text);
	else
		snprintf(out, (size_t)size, "%s", e->text);
	return out;
}
