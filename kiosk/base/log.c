#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>

static void put(const char *prefix, const char *format, va_list args)
{
	fputs(prefix, stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
}

void log_info(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	put("escale: ", format, args);
	va_end(args);
}

void log_warn(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	put("escale: warning: ", format, args);
	va_end(args);
}

void log_err(const char *what, const struct err *e)
{
	char text[640];
	log_warn("%s: %s", what, err_print(e, text, sizeof text));
}
