#include "author/import.h"

#include <string.h>
#include <strings.h>

const char *const import_format_names[IMPORT_FORMATS] = {
	[IMPORT_UNKNOWN] = "format inconnu", [IMPORT_GIFT] = "Moodle GIFT", [IMPORT_AIKEN] = "Aiken",
	[IMPORT_QCMCAM] = "QCMCam",          [IMPORT_H5P] = "H5P",
};

static bool ends_with(const char *name, const char *end)
{
	size_t n = strlen(name), m = strlen(end);
	return n >= m && strcasecmp(name + n - m, end) == 0;
}

/* A line "ANSWER: B" is what Aiken has and GIFT has not. */
static bool has_answer_line(struct str text)
{
	struct str line;
	while (text.n) {
		str_cut(text, '\n', &line, &text);
		line = str_trim(line);
		if (line.n > 7 && strncasecmp(line.s, "ANSWER", 6) == 0 &&
		    (line.s[6] == ':' || line.s[6] == ' '))
			return true;
	}
	return false;
}

enum import_format import_format_of(const char *name, struct str bytes)
{
	if (str_starts(bytes, "PK\x03\x04") || str_starts(bytes, "PK\x05\x06"))
		return ends_with(name, ".docx") || ends_with(name, ".odt") || ends_with(name, ".xlsx")
		           ? IMPORT_UNKNOWN
		           : IMPORT_H5P;
	if (ends_with(name, ".h5p"))
		return IMPORT_H5P;
	struct str head = { bytes.s, bytes.n < 64 * 1024 ? bytes.n : 64 * 1024 };
	if (ends_with(name, ".gift"))
		return IMPORT_GIFT;
	if (ends_with(name, ".md") || ends_with(name, ".html") || ends_with(name, ".htm") ||
	    ends_with(name, ".xml") || ends_with(name, ".svg") || ends_with(name, ".csv"))
		return IMPORT_UNKNOWN;
	struct arena a = { 0 };
	struct str text = str_trim(import_utf8(&a, head));
	enum import_format format = IMPORT_UNKNOWN;
	if (memchr(text.s, '\0', text.n))
		format = IMPORT_UNKNOWN;
	else if (text.n && ((text.s[0] == '{' && memchr(text.s, '"', text.n)) || ends_with(name, ".json")))
		format = IMPORT_QCMCAM;
	else if (has_answer_line(text))
		format = IMPORT_AIKEN;
	else if (text.n && memchr(text.s, '{', text.n))
		format = IMPORT_GIFT;
	arena_drop(&a);
	return format;
}

/* The ends of lines as Unix has them: \r\n of Windows and \r of old Macs too. */
static struct str with_plain_ends(struct arena *a, struct str text)
{
	if (!text.n || !memchr(text.s, '\r', text.n))
		return text;
	char *out = arena_alloc(a, text.n);
	size_t n = 0;
	for (size_t i = 0; i < text.n; i++)
		if (text.s[i] != '\r')
			out[n++] = text.s[i];
		else if (i + 1 == text.n || text.s[i + 1] != '\n')
			out[n++] = '\n';
	return (struct str){ out, n };
}

bool import_read(struct import *im, enum import_format format, struct str bytes)
{
	if (format == IMPORT_H5P)
		return import_h5p(im, bytes);
	if (bytes.n > IMPORT_TEXT_MAX)
		return import_refuse(im, "ce fichier dépasse %d Mo. Coupez-le en plusieurs fichiers",
		                     IMPORT_TEXT_MAX / 1024 / 1024);
	struct str text = with_plain_ends(im->arena, import_utf8(im->arena, bytes));
	switch (format) {
	case IMPORT_GIFT: return import_gift(im, text);
	case IMPORT_AIKEN: return import_aiken(im, text);
	case IMPORT_QCMCAM: return import_qcmcam(im, text);
	default: return import_refuse(im, "ce fichier n'est ni GIFT, ni Aiken, ni QCMCam, ni H5P");
	}
}
