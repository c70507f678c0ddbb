#include "platform/fonts.h"

#include <SDL_ttf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/log.h"
#include "platform/run_cache.h"

enum {
	CACHE_BYTES = 4 * 1024 * 1024, /* about seven screens of text */
	METRICS = 16,                  /* sizes in use at one time are four or five */
};

static const struct {
	const char *files[2]; /* regular, bold */
	const char *people;   /* who cannot read without it, for the log */
} families[FAMILY_COUNT] = {
	[FAMILY_LATIN] = { { "Andika-Regular.ttf", "Andika-Bold.ttf" }, "Latin and Cyrillic" },
	[FAMILY_ARABIC] = { { "NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf" }, "Arabic, Dari" },
	[FAMILY_TAMIL] = { { "NotoSansTamil-Regular.ttf", "NotoSansTamil-Bold.ttf" }, "Tamil" },
};

/* One font file. Its size is changed as needed: that costs microseconds, another open file costs a tenth of a
 * megabyte and a millisecond, and words once seen come from the cache anyway. */
struct face {
	TTF_Font *ttf;
	bool tried; /* ttf is NULL after trying: the file is missing or broken */
	int px;
	bool rtl;
	char script[5];
};

struct metrics {
	struct font font;
	struct font_size size;
	int pad; /* width of PAD, px */
};

struct fonts {
	struct face faces[FAMILY_COUNT][2];
	struct metrics metrics[METRICS];
	int metrics_count, metrics_next;
	struct run_cache *cache;
	struct measure measure;
	struct glyphs glyphs; /* what fonts_run() answered last */
	char dir[1024];
};

/* SDL2_ttf tells neither the advance of a text nor where its pen stands in the picture: it measures ink, and moves the
 * whole picture when a letter reaches out on the left. Between spaces wider than any overhang, the picture begins at
 * the pen and ends at the advance. */
static const char PAD[] = "  ";

/* ---- faces -------------------------------------------------------------------------------------------------- */

static TTF_Font *face_open(const struct fonts *f, enum family family, bool bold, struct err *e)
{
	char path[1200];
	const char *name = families[family].files[bold];
	snprintf(path, sizeof path, "%s/fonts/%s", f->dir, name);
	if (!file_exists(path)) {
		err_set(e, ERR_MISSING, "La police %s manque. Réinstallez le dossier « assets ».", path);
		return NULL;
	}
	TTF_Font *ttf = TTF_OpenFont(path, 40);
	if (ttf)
		TTF_SetFontHinting(ttf, TTF_HINTING_NONE); /* a third of the start-up instructions (speed.md) */
	else
		err_set(e, ERR_CORRUPT, "La police %s est illisible. Réinstallez le dossier « assets ».", path);
	return ttf;
}

/* The face as asked for, else the same family in the other weight, else NULL. */
static struct face *face_get(struct fonts *f, enum family family, bool bold)
{
	struct face *face = &f->faces[family][bold];
	if (!face->tried) {
		struct err e = { 0 };
		face->tried = true;
		face->ttf = face_open(f, family, bold, &e);
		if (!face->ttf)
			log_warn("fonts: %s (%s)", e.text, families[family].people);
	}
	if (face->ttf)
		return face;
	struct face *other = &f->faces[family][!bold];
	if (!other->tried)
		return face_get(f, family, !bold);
	return other->ttf ? other : NULL;
}

static void face_shape(struct face *face, int px, const char *script, bool rtl)
{
	if (face->px != px)
		TTF_SetFontSize(face->ttf, face->px = px);
	if (face->rtl != rtl || strcmp(face->script, script) != 0) {
		face->rtl = rtl;
		snprintf(face->script, sizeof face->script, "%s", script);
		TTF_SetFontDirection(face->ttf, rtl ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
		TTF_SetFontScriptName(face->ttf, face->script);
	}
}

/* ---- measuring ------------------------------------------------------------------------------------------------ */

static int width_of(TTF_Font *ttf, const char *s)
{
	int width = 0;
	return TTF_SizeUTF8(ttf, s, &width, NULL) == 0 ? width : 0;
}

static const struct metrics *metrics_of(struct fonts *f, const struct font *font)
{
	for (int i = 0; i < f->metrics_count; i++) {
		const struct font *known = &f->metrics[i].font;
		if (known->px == font->px && known->family == font->family && known->bold == font->bold)
			return &f->metrics[i];
	}
	struct metrics *m = &f->metrics[f->metrics_next];
	f->metrics_next = (f->metrics_next + 1) % METRICS;
	f->metrics_count += f->metrics_count < METRICS;
	*m = (struct metrics){ .font = *font };
	struct face *face = face_get(f, font->family, font->bold);
	if (!face)
		return m;
	face_shape(face, font->px, "Latn", false);
	m->size.ascent = TTF_FontAscent(face->ttf);
	m->size.descent = -TTF_FontDescent(face->ttf);
	if (TTF_GlyphMetrics32(face->ttf, 'H', NULL, NULL, NULL, &m->size.cap, NULL) != 0)
		m->size.cap = font->px * 7 / 10;
	m->pad = width_of(face->ttf, PAD);
	return m;
}

/* PAD + s + PAD, terminated; free with free(). */
static char *padded(const char *s, int n)
{
	size_t pad = sizeof PAD - 1;
	char *out = xmalloc((size_t)n + 2 * pad + 1);
	memcpy(out, PAD, pad);
	memcpy(out + pad, s, (size_t)n);
	memcpy(out + pad + (size_t)n, PAD, pad + 1);
	return out;
}

static struct run_entry *entry_get(struct fonts *f, const struct font *font, const char *script, bool rtl,
				   const char *s, int n)
{
	struct run_key key = { .px = (uint16_t)font->px,
			       .family = (uint8_t)font->family,
			       .bold = font->bold,
			       .rtl = rtl,
			       .s = s,
			       .n = n };
	memcpy(key.script, script, sizeof key.script);
	bool fresh;
	struct run_entry *entry = run_cache_get(f->cache, &key, &fresh);
	if (!fresh)
		return entry;
	int pad = metrics_of(f, font)->pad;
	struct face *face = face_get(f, font->family, font->bold);
	if (!face)
		return entry;
	face_shape(face, font->px, script, rtl);
	char *text = padded(s, n);
	int width = width_of(face->ttf, text) - 2 * pad;
	entry->width = width > 0 ? width : 0;
	free(text);
	return entry;
}

static bool measure_covers(void *context, enum family family, uint32_t cp)
{
	struct face *face = face_get(context, family, false);
	return face && TTF_GlyphIsProvided32(face->ttf, cp) != 0;
}

static int measure_width(void *context, const struct font *font, const char *script, bool rtl, const char *s, int n)
{
	return entry_get(context, font, script, rtl, s, n)->width;
}

static struct font_size measure_size(void *context, const struct font *font)
{
	return metrics_of(context, font)->size;
}

/* ---- drawing ---------------------------------------------------------------------------------------------------- */

struct ink {
	int x, y, w, h;
};

static struct ink ink_bounds(const SDL_Surface *s)
{
	int left = s->w, right = 0, top = s->h, bottom = 0;
	for (int y = 0; y < s->h; y++) {
		const uint8_t *row = (const uint8_t *)s->pixels + (size_t)y * (size_t)s->pitch;
		if (!row[0] && !memcmp(row, row + 1, (size_t)s->w - 1))
			continue; /* all zero, found at the speed of memcmp */
		for (int x = 0; x < left; x++)
			if (row[x])
				left = x;
		for (int x = s->w; x > right; x--)
			if (row[x - 1])
				right = x;
		top = y < top ? y : top;
		bottom = y + 1;
	}
	return (struct ink){ left, top, right - left, bottom - top };
}

/* "Shaded" white on black is one byte a pixel, and the byte is the coverage. */
static void draw(struct fonts *f, const struct text_run *run, struct run_entry *entry)
{
	static const SDL_Color white = { 255, 255, 255, 255 }, black = { 0, 0, 0, 255 };
	const struct metrics *m = metrics_of(f, &run->font);
	struct face *face = face_get(f, run->font.family, run->font.bold);
	if (!face)
		return;
	face_shape(face, run->font.px, run->script, run->rtl);
	char *text = padded(run->s, run->n);
	SDL_Surface *s = TTF_RenderUTF8_Shaded(face->ttf, text, white, black);
	free(text);
	if (!s)
		return;
	struct ink ink = ink_bounds(s);
	if (ink.w <= 0) {
		run_cache_draw(f->cache, entry, NULL, 0);
	} else {
		size_t bytes = (size_t)ink.w * (size_t)ink.h;
		uint8_t *alpha = xmalloc(bytes);
		const uint8_t *from = (const uint8_t *)s->pixels + ink.y * s->pitch + ink.x;
		for (int y = 0; y < ink.h; y++)
			memcpy(alpha + y * ink.w, from + y * s->pitch, (size_t)ink.w);
		/* Ink above the ascent makes the picture taller, from its first row, and moves the baseline down. */
		int above = ink.y == 0 ? s->h - TTF_FontHeight(face->ttf) : 0;
		entry->left = ink.x - m->pad;
		entry->top = ink.y - above - m->size.ascent;
		entry->ink_width = ink.w;
		entry->ink_height = ink.h;
		run_cache_draw(f->cache, entry, alpha, bytes);
	}
	SDL_FreeSurface(s);
}

const struct glyphs *fonts_run(struct fonts *f, const struct text_run *run)
{
	if (run->n <= 0)
		return NULL;
	struct run_entry *entry = entry_get(f, &run->font, run->script, run->rtl, run->s, run->n);
	if (!entry->drawn)
		draw(f, run, entry);
	if (!entry->alpha)
		return NULL;
	f->glyphs = (struct glyphs){ entry->alpha,	entry->ink_width, entry->ink_height,
				     entry->ink_width, entry->left,      entry->top };
	return &f->glyphs;
}

/* ---- life --------------------------------------------------------------------------------------------------------- */

struct fonts *fonts_open(const char *assets_dir, struct err *e)
{
	if (TTF_Init() != 0) {
		err_set(e, ERR_UNSUPPORTED, "SDL2_ttf: %s", TTF_GetError());
		return NULL;
	}
	struct fonts *f = xmalloc(sizeof *f);
	memset(f, 0, sizeof *f);
	snprintf(f->dir, sizeof f->dir, "%s", assets_dir);
	f->cache = run_cache_open(CACHE_BYTES);
	f->measure = (struct measure){ f, measure_covers, measure_width, measure_size };
	struct face *first = &f->faces[FAMILY_LATIN][false];
	first->tried = true;
	first->ttf = face_open(f, FAMILY_LATIN, false, e);
	if (first->ttf)
		return f;
	fonts_close(f);
	return NULL;
}

void fonts_close(struct fonts *f)
{
	if (!f)
		return;
	for (int family = 0; family < FAMILY_COUNT; family++)
		for (int bold = 0; bold < 2; bold++)
			if (f->faces[family][bold].ttf)
				TTF_CloseFont(f->faces[family][bold].ttf);
	run_cache_close(f->cache);
	free(f);
	TTF_Quit();
}

const struct measure *fonts_measure(struct fonts *f)
{
	return &f->measure;
}
