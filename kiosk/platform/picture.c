#include "platform/picture.h"

#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "platform/scale.h"

enum {
	FILE_BYTES_MAX = 64 * 1024 * 1024,
	CHUNK_BYTES_MAX = 1024 * 1024, /* of a compressed text or profile, inflated: we use none of them */
	CHUNKS_MAX = 64,
};

/* libpng reports errors by longjmp. Everything that is changed after setjmp lives in this struct, which the
 * jumping function does not keep in registers. */
struct reader {
	const uint8_t *bytes;
	size_t n, at;
	png_structp png;
	png_infop info;
	int channels; /* of what comes out: 4, or 1 for a file that is grey */
	char text[160];
};

static void on_error(png_structp png, png_const_charp text)
{
	struct reader *r = png_get_error_ptr(png);
	snprintf(r->text, sizeof r->text, "%s", text);
	png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp text)
{
	(void)png;
	(void)text; /* a picture that can be read is good enough, and standard error is for the technician */
}

static void on_read(png_structp png, png_bytep out, size_t n)
{
	struct reader *r = png_get_io_ptr(png);
	if (n > r->n - r->at)
		png_error(png, "cut off");
	memcpy(out, r->bytes + r->at, n);
	r->at += n;
}

static uint32_t big_endian(const uint8_t *b)
{
	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* The IHDR chunk comes first, always at the same place: read it before libpng allocates anything. */
static bool check_header(const uint8_t *b, size_t n, uint32_t *width, uint32_t *height, struct err *e)
{
	static const uint8_t start[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R' };
	if (n < sizeof start + 8 || memcmp(b, start, sizeof start) != 0)
		return err_set(e, ERR_FORMAT, "not a PNG picture");
	*width = big_endian(b + 16);
	*height = big_endian(b + 20);
	if (*width > PICTURE_SIDE_MAX || *height > PICTURE_SIDE_MAX)
		return err_set(e, ERR_TOO_BIG, "%lu x %lu pixels, at most %d x %d allowed", (unsigned long)*width,
			       (unsigned long)*height, PICTURE_SIDE_MAX, PICTURE_SIDE_MAX);
	if (*width == 0 || *height == 0)
		return err_set(e, ERR_FORMAT, "a picture without pixels");
	return true;
}

static void want_bytes(png_structp png, png_infop info, int channels)
{
	if (channels == 4) {
		png_set_expand(png); /* palettes, few bits, a clear colour */
		png_set_scale_16(png);
		png_set_gray_to_rgb(png);
		png_set_add_alpha(png, 0xFF, PNG_FILLER_AFTER);
	}
	png_set_interlace_handling(png);
	png_read_update_info(png, info);
}

/* All that may jump; nothing here owns memory. */
static bool read_pixels(struct reader *r, uint8_t *out, uint32_t width, uint32_t height)
{
	if (setjmp(png_jmpbuf(r->png)))
		return false;
	png_set_read_fn(r->png, r, on_read);
	/* Each chunk has a checksum, which is looked at; the one of the whole stream adds a tenth to the time. */
	png_set_option(r->png, PNG_IGNORE_ADLER32, PNG_OPTION_ON);
	png_set_user_limits(r->png, PICTURE_SIDE_MAX, PICTURE_SIDE_MAX);
	png_set_chunk_malloc_max(r->png, CHUNK_BYTES_MAX);
	png_set_chunk_cache_max(r->png, CHUNKS_MAX);
	png_set_benign_errors(r->png, 0); /* a chunk over the bound is an error, not a warning */
	png_read_info(r->png, r->info);
	int passes = png_get_interlace_type(r->png, r->info) == PNG_INTERLACE_NONE ? 1 : PNG_INTERLACE_ADAM7_PASSES;
	want_bytes(r->png, r->info, r->channels);
	size_t stride = (size_t)width * (size_t)r->channels;
	if (png_get_rowbytes(r->png, r->info) != stride)
		png_error(r->png, "unexpected layout of pixels");
	for (int pass = 0; pass < passes; pass++)
		for (uint32_t y = 0; y < height; y++)
			png_read_row(r->png, out + y * stride, NULL);
	png_read_end(r->png, NULL);
	return true;
}

/* Pixels of so many channels, or NULL. */
static uint8_t *decode(const uint8_t *bytes, size_t n, int channels, uint32_t width, uint32_t height, struct err *e)
{
	struct reader r = { .bytes = bytes, .n = n, .channels = channels };
	r.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &r, on_error, on_warning);
	r.info = r.png ? png_create_info_struct(r.png) : NULL;
	/* calloc: the kernel gives the pages as they are filled, so a small file cannot make us touch 64 MB */
	uint8_t *out = calloc((size_t)width * height, (size_t)channels);
	bool ok = r.info && out && read_pixels(&r, out, width, height);
	png_destroy_read_struct(&r.png, &r.info, NULL);
	if (ok)
		return out;
	free(out);
	err_set(e, ERR_FORMAT, "damaged PNG picture (%s)", r.text[0] ? r.text : "no memory");
	return NULL;
}

bool picture_decode(struct picture *p, const uint8_t *bytes, size_t n, struct err *e)
{
	uint32_t width = 0, height = 0;
	*p = (struct picture){ 0 };
	if (!check_header(bytes, n, &width, &height, e))
		return false;
	p->rgba = decode(bytes, n, 4, width, height, e);
	p->width = p->rgba ? (int)width : 0;
	p->height = p->rgba ? (int)height : 0;
	return p->rgba != NULL;
}

/* Bytes 24 and 25 of any PNG that passed check_header, if it is that long: bits of a sample, type of colour. */
static bool is_grey(const uint8_t *bytes, size_t n)
{
	return n > 25 && bytes[24] == 8 && bytes[25] == PNG_COLOR_TYPE_GRAY;
}

static bool decode_mask(struct mask_picture *m, const uint8_t *bytes, size_t n, struct err *e)
{
	uint32_t width = 0, height = 0;
	if (!check_header(bytes, n, &width, &height, e))
		return false;
	bool grey = is_grey(bytes, n);
	m->alpha = decode(bytes, n, grey ? 1 : 4, width, height, e);
	if (!m->alpha)
		return false;
	for (size_t i = 0; !grey && i < (size_t)width * height; i++)
		m->alpha[i] = m->alpha[4 * i + 3]; /* in place: i never passes 4 * i + 3 */
	m->width = (int)width;
	m->height = (int)height;
	return true;
}

bool picture_load(struct picture *p, const char *path, struct err *e)
{
	struct buf b = { 0 };
	struct err inner = { 0 };
	*p = (struct picture){ 0 };
	bool ok = file_read(path, FILE_BYTES_MAX, &b, e);
	if (ok) {
		ok = picture_decode(p, (const uint8_t *)b.data, b.size, &inner);
		if (!ok)
			err_at(e, inner.code, path, 0, 0, "%s", inner.text);
	}
	buf_free(&b);
	return ok;
}

bool picture_load_mask(struct mask_picture *m, const char *path, struct err *e)
{
	struct buf b = { 0 };
	struct err inner = { 0 };
	*m = (struct mask_picture){ 0 };
	bool ok = file_read(path, FILE_BYTES_MAX, &b, e);
	if (ok && !decode_mask(m, (const uint8_t *)b.data, b.size, &inner))
		ok = err_at(e, inner.code, path, 0, 0, "%s", inner.text);
	buf_free(&b);
	return ok;
}

/* ---- writing -------------------------------------------------------------------------------------------------- */

struct writer {
	struct buf out;
	png_structp png;
	png_infop info;
};

static void on_write_error(png_structp png, png_const_charp text)
{
	(void)text;
	png_longjmp(png, 1);
}

static void on_write(png_structp png, png_bytep bytes, size_t n)
{
	struct writer *w = png_get_io_ptr(png);
	buf_add(&w->out, bytes, n);
}

struct pixels {
	const uint8_t *bytes;
	int width, height, channels, type;
};

static bool write_pixels(struct writer *w, const struct pixels *p)
{
	if (setjmp(png_jmpbuf(w->png)))
		return false;
	png_set_write_fn(w->png, w, on_write, NULL);
	/* Flat drawings and screens: filters make them larger, and reading them back twice as slow. */
	png_set_filter(w->png, 0, PNG_FILTER_NONE);
	png_set_IHDR(w->png, w->info, (png_uint_32)p->width, (png_uint_32)p->height, 8, p->type, PNG_INTERLACE_NONE,
		     PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
	png_write_info(w->png, w->info);
	if (p->type == PNG_COLOR_TYPE_RGB)
		png_set_filler(w->png, 0, PNG_FILLER_AFTER);
	for (int y = 0; y < p->height; y++)
		png_write_row(w->png, p->bytes + (size_t)y * (size_t)p->width * (size_t)p->channels);
	png_write_end(w->png, w->info);
	return true;
}

static bool save(const struct pixels *p, const char *path, struct err *e)
{
	struct writer w = { 0 };
	w.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &w, on_write_error, on_warning);
	w.info = w.png ? png_create_info_struct(w.png) : NULL;
	bool ok = w.info && write_pixels(&w, p);
	png_destroy_write_struct(&w.png, &w.info);
	if (!ok)
		err_set(e, ERR_IO, "%s: the picture could not be made", path);
	ok = ok && file_write(path, w.out.data, w.out.size, 0644, e);
	buf_free(&w.out);
	return ok;
}

bool picture_save(const struct picture *p, const char *path, struct err *e)
{
	bool solid = true;
	for (size_t i = 0, n = (size_t)p->width * (size_t)p->height; i < n && solid; i++)
		solid = p->rgba[4 * i + 3] == 0xFF;
	int type = solid ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGBA;
	return save(&(struct pixels){ p->rgba, p->width, p->height, 4, type }, path, e);
}

bool picture_save_mask(const struct mask_picture *m, const char *path, struct err *e)
{
	return save(&(struct pixels){ m->alpha, m->width, m->height, 1, PNG_COLOR_TYPE_GRAY }, path, e);
}

/* ---- scaling -------------------------------------------------------------------------------------------------- */

bool picture_scale(struct picture *out, const struct picture *in, int width, int height)
{
	*out = (struct picture){ 0 };
	if (width < 1 || height < 1 || width > PICTURE_SIDE_MAX || height > PICTURE_SIDE_MAX)
		return false;
	size_t n = (size_t)in->width * (size_t)in->height;
	uint8_t *copy = memcpy(xmalloc(n * 4), in->rgba, n * 4);
	bool solid = scale_premultiply(copy, n);
	*out = (struct picture){ xmalloc((size_t)width * (size_t)height * 4), width, height };
	scale_bytes(out->rgba, width, height, copy, in->width, in->height, 4);
	if (!solid)
		scale_straighten(out->rgba, (size_t)width * (size_t)height);
	free(copy);
	return true;
}
