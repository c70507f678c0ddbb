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
	enum err_code code = ERR_IO;
	switch (errno) {
	case ENOSPC:
	case EDQUOT: code = ERR_FULL; break;
	case EROFS: code = ERR_READONLY; break;
	case ENOENT: code = ERR_MISSING; break;
	}
	return err_set(e, code, "%s: %s", what, strerror(errno));
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
