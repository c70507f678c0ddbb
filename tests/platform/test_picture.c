/* PNG in and out: what is read is what was written, and no file, however made, does worse than an error. */
#include <criterion/criterion.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "platform/helpers/folder.h"
#include "platform/picture.h"

TestSuite(picture, .init = folder_make, .fini = folder_remove);

static struct picture gradient(int width, int height)
{
	struct picture p = { malloc((size_t)width * (size_t)height * 4), width, height };
	for (int i = 0; i < width * height; i++) {
		uint8_t px[] = { (uint8_t)(i * 7), (uint8_t)(i / width * 3), (uint8_t)(200 - i), (uint8_t)(255 - i % 200) };
		memcpy(p.rgba + 4 * i, px, 4);
	}
	return p;
}

static struct buf bytes_of(const char *path)
{
	struct buf b = { 0 };
	struct err e = { 0 };
	cr_assert(file_read(path, 1 << 20, &b, &e), "%s", e.text);
	return b;
}

static enum err_code decode(const void *bytes, size_t n)
{
	struct picture p;
	struct err e = { 0 };
	bool ok = picture_decode(&p, bytes, n, &e);
	cr_assert_eq(ok, e.code == ERR_NONE);
	cr_assert_eq(ok, p.rgba != NULL);
	free(p.rgba);
	return e.code;
}

Test(picture, what_was_saved_is_loaded_again_to_the_bit)
{
	struct picture out = gradient(37, 23), in;
	struct err e = { 0 };
	cr_assert(picture_save(&out, in_folder("a.png"), &e), "%s", e.text);
	cr_assert(picture_load(&in, in_folder("a.png"), &e), "%s", e.text);
	cr_assert_eq(in.width, 37);
	cr_assert_eq(in.height, 23);
	cr_assert_arr_eq(in.rgba, out.rgba, 37 * 23 * 4);
	free(in.rgba);
	free(out.rgba);
}

Test(picture, a_solid_picture_is_saved_without_alpha)
{
	struct picture out = gradient(16, 16), in;
	struct err e = { 0 };
	for (int i = 0; i < 256; i++)
		out.rgba[4 * i + 3] = 255;
	cr_assert(picture_save(&out, in_folder("a.png"), &e));
	struct buf b = bytes_of(in_folder("a.png"));
	cr_assert_eq(b.data[25], PNG_COLOR_TYPE_RGB);
	cr_assert(picture_load(&in, in_folder("a.png"), &e));
	cr_assert_arr_eq(in.rgba, out.rgba, 16 * 16 * 4);
	buf_free(&b);
	free(in.rgba);
	free(out.rgba);
}

/* Write rows of any type of PNG. */
static void write_png(const char *path, int type, int depth, int interlace, int side, png_bytep row)
{
	FILE *f = fopen(path, "wb");
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct(png);
	png_init_io(png, f);
	png_set_IHDR(png, info, (png_uint_32)side, (png_uint_32)side, depth, type, interlace, 0, 0);
	png_color colours[2] = { { 10, 20, 30 }, { 40, 50, 60 } };
	png_byte alphas[1] = { 0x80 };
	if (type == PNG_COLOR_TYPE_PALETTE) {
		png_set_PLTE(png, info, colours, 2);
		png_set_tRNS(png, info, alphas, 1, NULL);
	}
	png_write_info(png, info);
	int passes = png_set_interlace_handling(png);
	for (int pass = 0; pass < passes; pass++)
		for (int y = 0; y < side; y++)
			png_write_row(png, row);
	png_write_end(png, info);
	png_destroy_write_struct(&png, &info);
	fclose(f);
}

static void check_pixel(int x, const uint8_t expected[4])
{
	struct picture p;
	struct err e = { 0 };
	cr_assert(picture_load(&p, in_folder("t.png"), &e), "%s", e.text);
	for (int y = 0; y < p.height; y++)
		cr_assert_arr_eq(p.rgba + 4 * (y * p.width + x), expected, 4);
	free(p.rgba);
}

Test(picture, palettes_with_a_clear_colour_become_rgba)
{
	write_png(in_folder("t.png"), PNG_COLOR_TYPE_PALETTE, 1, PNG_INTERLACE_NONE, 8, (png_byte[]){ 0x7F });
	check_pixel(0, (uint8_t[]){ 10, 20, 30, 0x80 });
	check_pixel(1, (uint8_t[]){ 40, 50, 60, 255 });
}

Test(picture, one_bit_of_grey_becomes_rgba)
{
	write_png(in_folder("t.png"), PNG_COLOR_TYPE_GRAY, 1, PNG_INTERLACE_NONE, 8, (png_byte[]){ 0x7F });
	check_pixel(0, (uint8_t[]){ 0, 0, 0, 255 });
	check_pixel(7, (uint8_t[]){ 255, 255, 255, 255 });
}

Test(picture, sixteen_bits_and_interlacing_become_rgba)
{
	png_byte row[9 * 8];
	for (int x = 0; x < 9; x++)
		memcpy(row + 8 * x, (png_byte[]){ 0xFF, 0xFF, 0x80, 0x80, (png_byte)x, (png_byte)x, 0x40, 0x40 }, 8);
	write_png(in_folder("t.png"), PNG_COLOR_TYPE_RGBA, 16, PNG_INTERLACE_ADAM7, 9, row);
	check_pixel(0, (uint8_t[]){ 255, 0x80, 0, 0x40 });
	check_pixel(8, (uint8_t[]){ 255, 0x80, 8, 0x40 });
}

Test(picture, every_cut_is_a_format_error)
{
	struct picture p = gradient(20, 20);
	struct err e = { 0 };
	cr_assert(picture_save(&p, in_folder("a.png"), &e));
	struct buf b = bytes_of(in_folder("a.png"));
	for (size_t n = 0; n < b.size; n++) {
		uint8_t *copy = malloc(n ? n : 1); /* of its own size: reading past the end is seen */
		memcpy(copy, b.data, n);
		cr_assert_eq(decode(copy, n), ERR_FORMAT, "cut to %zu bytes", n);
		free(copy);
	}
	cr_assert_eq(decode(b.data, b.size), ERR_NONE);
	buf_free(&b);
	free(p.rgba);
}

Test(picture, no_flipped_byte_does_worse_than_an_error)
{
	struct picture p = gradient(20, 20);
	struct err e = { 0 };
	int refused = 0;
	cr_assert(picture_save(&p, in_folder("a.png"), &e));
	struct buf b = bytes_of(in_folder("a.png"));
	for (size_t i = 0; i < b.size; i++)
		for (int bit = 1; bit < 256; bit <<= 1) {
			b.data[i] ^= (char)bit;
			refused += decode(b.data, b.size) != ERR_NONE;
			b.data[i] ^= (char)bit;
		}
	cr_assert_gt(refused, (int)b.size * 7, "checksums see nearly every flip");
	buf_free(&b);
	free(p.rgba);
}

Test(picture, a_huge_header_is_refused_before_anything_is_decoded)
{
	uint8_t head[33] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R',
			     0,    0,   0x10, 0,   0,    0,    0x10, 0,    8, 6 };
	cr_assert_eq(decode(head, sizeof head), ERR_FORMAT, "4096 x 4096 is allowed; the rest is missing");
	head[19] = 1;
	cr_assert_eq(decode(head, sizeof head), ERR_TOO_BIG);
	head[19] = 0;
	head[20] = 0xFF;
	cr_assert_eq(decode(head, sizeof head), ERR_TOO_BIG);
	memset(head + 16, 0, 8);
	cr_assert_eq(decode(head, sizeof head), ERR_FORMAT);
}

Test(picture, what_is_no_png_names_its_file)
{
	struct picture p;
	struct err e = { 0 };
	cr_assert(file_write(in_folder("x.png"), "<svg/>", 6, 0600, &e));
	cr_assert_not(picture_load(&p, in_folder("x.png"), &e));
	cr_assert_eq(e.code, ERR_FORMAT);
	cr_assert_str_eq(e.file, in_folder("x.png"));
	cr_assert_null(p.rgba);
	e.code = ERR_NONE;
	cr_assert_not(picture_load(&p, in_folder("none.png"), &e));
	cr_assert_eq(e.code, ERR_MISSING);
}

Test(picture, nothing_is_said_on_standard_error)
{
	/* A text chunk with a wrong checksum: libpng's own way is a warning on stderr. */
	struct picture p = gradient(4, 4);
	struct err e = { 0 };
	cr_assert(picture_save(&p, in_folder("a.png"), &e));
	free(p.rgba);
	struct buf b = bytes_of(in_folder("a.png")), with = { 0 };
	buf_add(&with, b.data, 33);
	buf_add(&with, "\0\0\0\3tEXta\0bXXXX", 15);
	buf_add(&with, b.data + 33, b.size - 33);
	int kept = dup(2), file = fileno(fopen(in_folder("stderr"), "w+"));
	dup2(file, 2);
	enum err_code code = decode(with.data, with.size);
	dup2(kept, 2);
	cr_assert_eq(code, ERR_NONE);
	cr_assert_eq(lseek(file, 0, SEEK_END), 0);
	buf_free(&b);
	buf_free(&with);
}

Test(picture, scaling_keeps_a_flat_colour_exactly)
{
	struct picture p = { malloc(30 * 30 * 4), 30, 30 }, q;
	const uint8_t px[] = { 13, 77, 201, 255 };
	for (int i = 0; i < 900; i++)
		memcpy(p.rgba + 4 * i, px, 4);
	static const int sizes[][2] = { { 7, 11 }, { 30, 1 }, { 29, 31 }, { 64, 100 }, { 1, 1 } };
	for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
		cr_assert(picture_scale(&q, &p, sizes[s][0], sizes[s][1]));
		for (int i = 0; i < q.width * q.height; i++)
			cr_assert_arr_eq(q.rgba + 4 * i, px, 4);
		free(q.rgba);
	}
	free(p.rgba);
}

Test(picture, shrinking_averages_areas_and_clear_pixels_lend_no_colour)
{
	uint8_t px[] = { 0, 0, 0, 255, 100, 100, 100, 255, 200, 200, 200, 255, /**/ 250, 0, 0, 0, 0, 250, 0, 255, 0, 250, 0, 255 };
	struct picture p = { px, 3, 2 }, q;
	cr_assert(picture_scale(&q, &p, 1, 2));
	cr_assert_eq(q.rgba[0], 100);
	cr_assert_eq(q.rgba[3], 255);
	cr_assert_eq(q.rgba[4], 0, "the red pixel is clear");
	cr_assert_leq(abs(q.rgba[5] - 250), 1, "%d: it is not darkened either", q.rgba[5]);
	cr_assert_eq(q.rgba[7], 170);
	free(q.rgba);
}

Test(picture, growing_goes_evenly_between_neighbours)
{
	uint8_t px[] = { 0, 0, 0, 255, 200, 200, 200, 255 };
	struct picture p = { px, 2, 1 }, q;
	cr_assert(picture_scale(&q, &p, 4, 1));
	const int expected[] = { 0, 50, 150, 200 };
	for (int x = 0; x < 4; x++)
		cr_assert_leq(abs(q.rgba[4 * x] - expected[x]), 1, "%d: %d", x, q.rgba[4 * x]);
	free(q.rgba);
}

Test(picture, sides_out_of_bounds_are_refused)
{
	uint8_t px[4] = { 0 };
	struct picture p = { px, 1, 1 }, q;
	cr_assert_not(picture_scale(&q, &p, 0, 1));
	cr_assert_not(picture_scale(&q, &p, 1, PICTURE_SIDE_MAX + 1));
	cr_assert_null(q.rgba);
}

Test(picture, a_mask_is_kept_as_grey_and_any_other_png_lends_its_alpha)
{
	struct picture p = gradient(9, 7);
	struct mask_picture m, again;
	struct err e = { 0 };
	cr_assert(picture_save(&p, in_folder("a.png"), &e));
	cr_assert(picture_load_mask(&m, in_folder("a.png"), &e), "%s", e.text);
	for (int i = 0; i < 63; i++)
		cr_assert_eq(m.alpha[i], p.rgba[4 * i + 3]);
	cr_assert(picture_save_mask(&m, in_folder("m.png"), &e), "%s", e.text);
	struct buf b = bytes_of(in_folder("m.png"));
	cr_assert_eq(b.data[25], PNG_COLOR_TYPE_GRAY);
	cr_assert(picture_load_mask(&again, in_folder("m.png"), &e), "%s", e.text);
	cr_assert_arr_eq(again.alpha, m.alpha, 63);
	cr_assert(file_write(in_folder("cut.png"), b.data, b.size - 20, 0600, &e));
	struct mask_picture none;
	cr_assert_not(picture_load_mask(&none, in_folder("cut.png"), &e));
	cr_assert_eq(e.code, ERR_FORMAT);
	cr_assert_null(none.alpha);
	buf_free(&b);
	free(p.rgba);
	free(m.alpha);
	free(again.alpha);
}
