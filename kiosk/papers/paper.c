#include "papers/paper.h"

#include <string.h>

void paper_escape(struct buf *out, const char *text)
{
	for (; *text; text++)
		switch (*text) {
		case '&': buf_puts(out, "&amp;"); break;
		case '<': buf_puts(out, "&lt;"); break;
		case '>': buf_puts(out, "&gt;"); break;
		case '"': buf_puts(out, "&quot;"); break;
		default: buf_add(out, text, 1);
		}
}

/* Black on white, 11 points, margins that every printer has. */
static const char style_of_all[] =
	"@page{size:A4;margin:15mm 14mm}"
	"*{box-sizing:border-box}"
	"body{font:11pt/1.4 Andika,'DejaVu Sans','Liberation Sans',Arial,sans-serif;color:#1b1b1b;background:#fff;"
	"max-width:182mm;margin:0 auto;padding:4mm 0}"
	"h1{font-size:19pt;line-height:1.2;margin:0 0 3mm;color:#0b3d91}"
	"h2{font-size:14pt;margin:6mm 0 2mm;break-after:avoid}"
	"p{margin:0 0 2mm}"
	"@media print{body{padding:0;max-width:none}}";

void paper_begin(struct buf *out, const char *title, const char *style)
{
	buf_puts(out, "<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n"
		      "<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
	paper_escape(out, title);
	buf_printf(out, "</title>\n<style>%s%s</style>\n</head>\n<body>\n", style_of_all, style);
}

void paper_end(struct buf *out)
{
	buf_puts(out, "</body>\n</html>\n");
}

void paper_cell(struct buf *out, const char *text, bool last)
{
	bool formula = text[0] && strchr("=+-@\t\r", text[0]), quoted = formula || strpbrk(text, ";\"\r\n");
	if (quoted)
		buf_puts(out, "\"");
	if (formula)
		buf_puts(out, "'");
	for (; *text; text++) {
		if (*text == '"')
			buf_puts(out, "\"");
		buf_add(out, text, 1);
	}
	buf_puts(out, quoted ? "\"" : "");
	buf_puts(out, last ? "\r\n" : ";");
}
