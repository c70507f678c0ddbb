#include "coordinator/html.h"

#include <string.h>

#define NNBSP "\u202f"

static bool starts_any(const char *p, const char *const *marks)
{
	for (; *marks; marks++)
		if (strncmp(p, *marks, strlen(*marks)) == 0)
			return true;
	return false;
}

static void put(struct buf *out, const char *text, bool markup)
{
	static const char *const before[] = { ";", ":", "?", "!", "%", "»", "€", NULL };
	bool code = false;
	for (const char *p = text; *p; p++) {
		switch (*p) {
		case '`':
			if (!markup) {
				buf_add(out, p, 1);
				break;
			}
			code = !code;
			buf_puts(out, code ? "<code>" : "</code>");
			break;
		case '&': buf_puts(out, "&amp;"); break;
		case '<': buf_puts(out, "&lt;"); break;
		case '>': buf_puts(out, "&gt;"); break;
		case '"': buf_puts(out, "&quot;"); break;
		case '\'': buf_puts(out, "’"); break;
		case ' ':
			if (starts_any(p + 1, before) || (p - text >= 2 && strncmp(p - 2, "«", 2) == 0))
				buf_puts(out, NNBSP);
			else
				buf_add(out, p, 1);
			break;
		default: buf_add(out, p, 1);
		}
	}
}

void html_text(struct buf *out, const char *text)
{
	put(out, text, true);
}

void html_name(struct buf *out, const char *text)
{
	put(out, text, false);
}

void html_css_string(struct buf *out, const char *text)
{
	buf_puts(out, "\"");
	for (const char *p = text; *p; p++) {
		unsigned char c = (unsigned char)*p;
		if (c >= 0x80 || c == ' ' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		    (c >= 'a' && c <= 'z'))
			buf_add(out, p, 1);
		else
			buf_printf(out, "\\%x ", c);
	}
	buf_puts(out, "\"");
}

void html_road(struct buf *out)
{
	buf_puts(out,
	         "<svg class=\"road\" viewBox=\"0 0 190 84\" aria-hidden=\"true\"><path d=\"M4 "
	         "70C40 74 44 22 84 26S130 66 184 16\" fill=\"none\" stroke=\"" DEEP
	         "\" stroke-width=\"3.5\" stroke-linecap=\"round\" stroke-dasharray=\"1 8\"/>"
	         "<circle cx=\"12\" cy=\"70\" r=\"8\" fill=\"" DEEP
	         "\"/><circle cx=\"84\" cy=\"26\" r=\"8\" fill=\"#fff\" stroke=\"" DEEP
	         "\" stroke-width=\"4\"/><circle cx=\"176\" cy=\"23\" r=\"11\" fill=\"" WARM "\"/></svg>");
}

static const char base_style[] = "@page{size:A4;margin:15mm 16mm 16mm}"
                                 "*{box-sizing:border-box}"
                                 "html{font:16px/1.5 system-ui,-apple-system,'Segoe UI','Noto Sans','DejaVu "
                                 "Sans',Arial,sans-serif;color:" INK ";"
                                 "background:#fff;-webkit-print-color-adjust:exact;print-color-adjust:exact}"
                                 "body{max-width:178mm;margin:0 auto;padding:12mm 6mm}"
                                 "code{font:.92em 'DejaVu Sans Mono','Liberation Mono',Consolas,monospace}"
                                 "h1,h2,h3{line-height:1.2;margin:0;font-weight:700;text-wrap:balance}"
                                 "p{margin:0 0 .6em}"
                                 "@media print{html{font-size:10.5pt}body{max-width:none;padding:0}}";

void html_begin(struct buf *out, const char *title, const char *style, const char *more)
{
	buf_puts(out, "<!doctype html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n"
	              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	              "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
	              "'unsafe-inline'\">\n"
	              "<title>");
	html_name(out, title);
	buf_puts(out, "</title>\n<style>");
	buf_puts(out, base_style);
	buf_puts(out, style);
	buf_puts(out, more);
	buf_puts(out, "</style>\n</head>\n<body>\n");
}

void html_end(struct buf *out)
{
	buf_puts(out, "</body>\n</html>\n");
}
