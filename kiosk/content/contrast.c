#include "content/contrast.h"

#include <stdlib.h>
#include <string.h>

#include "base/colour.h"

/* Darkest and lightest are all that counts: the widest ratio is between them. */
struct range {
	double low, high; /* relative luminance */
	bool any, unknown;
};

static void add(struct range *r, int red, int green, int blue)
{
	double l = colour_luminance((struct colour){ (uint8_t)red, (uint8_t)green, (uint8_t)blue });
	r->low = !r->any || l < r->low ? l : r->low;
	r->high = !r->any || l > r->high ? l : r->high;
	r->any = true;
}

static bool enough(struct range r)
{
	return r.any && luminance_contrast(r.high, r.low) >= 3.0;
}

/* A value behind fill, stroke or stop-color. */
static void add_value(struct range *r, const char *v)
{
	while (*v == ' ')
		v++;
	size_t n = 1;
	while (v[0] == '#' && n < 8 && strchr("0123456789abcdefABCDEF", v[n]) && v[n])
		n++;
	char hex[7] = "";
	if (strncmp(v, "none", 4) == 0 || strncmp(v, "transparent", 11) == 0)
		return;
	if (strncmp(v, "white", 5) == 0) {
		add(r, 255, 255, 255);
	} else if (strncmp(v, "black", 5) == 0) {
		add(r, 0, 0, 0);
	} else if (v[0] == '#' && (n == 7 || n == 4)) {
		for (int i = 0; i < 6; i++)
			hex[i] = n == 7 ? v[1 + i] : v[1 + i / 2];
		long rgb = strtol(hex, NULL, 16);
		add(r, (int)(rgb >> 16), (int)(rgb >> 8 & 255), (int)(rgb & 255));
	} else {
		r->unknown = true;
	}
}

static int occurrences(const char *text, const char *word)
{
	int n = 0;
	for (const char *p = text; (p = strstr(p, word)); p += strlen(word))
		n++;
	return n;
}

bool svg_is_pale(const char *svg)
{
	static const char *const properties[] = { "fill=\"", "fill='", "fill:", "stroke=\"", "stroke='", "stroke:",
						  "stop-color=\"", "stop-color='", "stop-color:" };
	static const char *const shapes[] = { "<path", "<rect", "<circle", "<ellipse", "<polygon", "<polyline", "<text" };
	struct range r = { .any = false };
	int filled = occurrences(svg, "fill="), drawn = 0;
	for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
		for (const char *p = svg; (p = strstr(p, properties[i]));)
			add_value(&r, p += strlen(properties[i]));
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
		drawn += occurrences(svg, shapes[i]);
	if (strstr(svg, "<image") || strstr(svg, "<style") || r.unknown)
		return false;
	if (filled < drawn) /* what says nothing may be black */
		add(&r, 0, 0, 0);
	struct range light = r, dark = r;
	add(&light, 0xFD, 0xFC, 0xF7); /* the pages of ui/theme.c */
	add(&dark, 0, 0, 0);
	return !enough(r) && (!enough(light) || !enough(dark));
}
