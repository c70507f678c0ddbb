#include "author/import_draw.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "platform/picture.h"

enum { DECODER_BYTES_MAX = 1024 * 1024 * 1024, DECODER_SECONDS_MAX = 20 };

static void put_base64(struct buf *out, struct str s)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *p = (const unsigned char *)s.s;
	for (size_t i = 0; i < s.n; i += 3) {
		unsigned v = (unsigned)p[i] << 16 | (i + 1 < s.n ? (unsigned)p[i + 1] << 8 : 0) |
		             (i + 2 < s.n ? p[i + 2] : 0);
		char four[4] = { digits[v >> 18], digits[v >> 12 & 63],
			         i + 1 < s.n ? digits[v >> 6 & 63] : '=',
			         i + 2 < s.n ? digits[v & 63] : '=' };
		buf_add(out, four, 4);
	}
}

static void size_within(const struct import_picture *p, int side, int *width, int *height)
{
	int longest = p->width > p->height ? p->width : p->height;
	*width = p->width;
	*height = p->height;
	if (longest > side) {
		*width = p->width * side / longest;
		*height = p->height * side / longest;
	}
	*width += *width == 0;
	*height += *height == 0;
}

static void limit(int what, rlim_t most)
{
	struct rlimit r = { most, most };
	setrlimit(what, &r);
}

/* rsvg-convert draws an SVG that is nothing but this picture. Hostile bytes meet the decoder in there. */
static bool run_decoder(const char *in, const char *out, struct err *e)
{
	char *argv[] = { "rsvg-convert", "--output", (char *)out, "--", (char *)in, NULL };
	int status;
	pid_t child = fork();
	if (child < 0)
		return err_errno(e, "rsvg-convert");
	if (child == 0) {
		int nowhere = open("/dev/null", O_RDWR);
		limit(RLIMIT_AS, DECODER_BYTES_MAX);
		limit(RLIMIT_CPU, DECODER_SECONDS_MAX);
		limit(RLIMIT_FSIZE, 64 * 1024 * 1024);
		limit(RLIMIT_CORE, 0);
		dup2(nowhere, 1);
		dup2(nowhere, 2);
		execvp(argv[0], argv);
		_exit(127);
	}
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return err_errno(e, "rsvg-convert");
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return err_set(e, ERR_UNSUPPORTED,
		               "il manque le programme rsvg-convert (paquet librsvg2-bin).");
	return (WIFEXITED(status) && WEXITSTATUS(status) == 0) ||
	       err_set(e, ERR_FORMAT, "cette image est abîmée.");
}

static bool decode_by_rsvg(const struct import_picture *p, int side, const char *path, const char *staging,
                           struct arena *a, struct err *e)
{
	const char *in = arena_printf(a, "%s/image.svg", staging);
	struct buf svg = { 0 };
	int width, height;
	size_within(p, side, &width, &height);
	buf_printf(&svg,
	           "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
	           "width=\"%d\" "
	           "height=\"%d\"><image width=\"%d\" height=\"%d\" xlink:href=\"data:image/%s;base64,",
	           width, height, width, height, p->type == IMPORT_GIF ? "gif" : "jpeg");
	put_base64(&svg, p->bytes);
	buf_puts(&svg, "\"/></svg>\n");
	bool ok = file_write(in, svg.data, svg.size, 0600, e) && run_decoder(in, path, e);
	buf_free(&svg);
	unlink(in);
	return ok;
}

/* rsvg-convert leaves out what it cannot decode and calls that a success. */
static bool is_empty(const struct picture *p)
{
	for (size_t i = 0; i < (size_t)p->width * (size_t)p->height; i++)
		if (p->rgba[i * 4 + 3])
			return false;
	return true;
}

bool import_draw(const struct import_picture *p, int side, const char *path, const char *staging,
                 struct arena *a, struct err *e)
{
	struct picture whole = { 0 }, small = { 0 };
	int width, height;
	bool ok = p->type == IMPORT_PNG
	              ? picture_decode(&whole, (const uint8_t *)p->bytes.s, p->bytes.n, NULL)
	              : decode_by_rsvg(p, side, path, staging, a, e) && picture_load(&whole, path, NULL);
	if (!ok || is_empty(&whole)) {
		free(whole.rgba);
		unlink(path);
		return err_set(e, ERR_FORMAT, "cette image est abîmée ou vide.");
	}
	size_within(&(struct import_picture){ .width = whole.width, .height = whole.height }, side, &width,
	            &height);
	if (width != whole.width || height != whole.height)
		ok = picture_scale(&small, &whole, width, height);
	ok = ok && picture_save(small.rgba ? &small : &whole, path, e);
	free(whole.rgba);
	free(small.rgba);
	return ok || err_set(e, ERR_FORMAT, "cette image ne peut pas être écrite.");
}
