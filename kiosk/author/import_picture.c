/* Pictures that came with questions: looked at by their first bytes only. The kind that a name or a MIME type claims
 * says nothing. */
#include "author/import.h"

#include <string.h>
#include <strings.h>

#include "platform/picture.h"
#include "seal/base64.h"

static unsigned two(const unsigned char *p)
{
	return (unsigned)p[0] << 8 | p[1];
}

static bool png_size(struct str s, int *width, int *height)
{
	const unsigned char *p = (const unsigned char *)s.s;
	if (s.n < 33 || memcmp(p, "\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16) != 0 || two(p + 16) || two(p + 20))
		return false;
	*width = (int)two(p + 18);
	*height = (int)two(p + 22);
	return true;
}

static bool gif_size(struct str s, int *width, int *height)
{
	const unsigned char *p = (const unsigned char *)s.s;
	if (s.n < 14 || (memcmp(p, "GIF87a", 6) != 0 && memcmp(p, "GIF89a", 6) != 0))
		return false;
	*width = p[6] | p[7] << 8;
	*height = p[8] | p[9] << 8;
	return true;
}

/* The first frame header of a JPEG (ITU-T T.81, B.2.2). */
static bool jpeg_size(struct str s, int *width, int *height)
{
	const unsigned char *p = (const unsigned char *)s.s;
	if (s.n < 12 || p[0] != 0xFF || p[1] != 0xD8)
		return false;
	for (size_t i = 2; i + 9 < s.n && p[i] == 0xFF;) {
		unsigned marker = p[i + 1];
		if (marker == 0xFF) {
			i++;
			continue;
		}
		if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
			*height = (int)two(p + i + 5);
			*width = (int)two(p + i + 7);
			return true;
		}
		if (marker == 0xD9 || marker == 0xDA || two(p + i + 2) < 2)
			return false;
		i += 2 + two(p + i + 2);
	}
	return false;
}

static int refuse(const char **fault, const char *reason)
{
	*fault = reason;
	return -1;
}

int import_picture(struct import *im, struct str bytes, const char *spoken, const char **fault)
{
	struct import_picture p = { .bytes = bytes, .spoken = spoken };
	if (bytes.n > IMPORT_PICTURE_BYTES_MAX)
		return refuse(fault, "a une image de plus de 8 Mo");
	if (im->picture_count == IMPORT_PICTURES_MAX ||
	    im->picture_bytes + bytes.n > IMPORT_PICTURES_BYTES_MAX)
		return refuse(fault, "a une image de trop : ce fichier en a déjà beaucoup");
	if (png_size(bytes, &p.width, &p.height))
		p.type = IMPORT_PNG;
	else if (jpeg_size(bytes, &p.width, &p.height))
		p.type = IMPORT_JPEG;
	else if (gif_size(bytes, &p.width, &p.height))
		p.type = IMPORT_GIF;
	else
		return refuse(fault, "a une image qui n'est ni PNG, ni JPEG, ni GIF. Exportez-la en PNG");
	if (p.width < 1 || p.height < 1 || p.width > PICTURE_SIDE_MAX || p.height > PICTURE_SIDE_MAX)
		return refuse(fault, "a une image de plus de 4096 points de côté. Réduisez-la");
	if (!im->pictures)
		im->pictures = arena_array(im->arena, IMPORT_PICTURES_MAX, sizeof *im->pictures);
	im->picture_bytes += bytes.n;
	im->pictures[im->picture_count] = p;
	return im->picture_count++;
}

int import_picture_data(struct import *im, struct str address, const char *spoken, const char **fault)
{
	struct str head, text;
	if (address.n < 5 || strncasecmp(address.s, "data:", 5) != 0)
		return refuse(fault, "a une image qui n'est pas dans le fichier");
	if (!str_cut(address, ',', &head, &text) || head.n < 7 ||
	    strncasecmp(head.s + head.n - 7, ";base64", 7) != 0)
		return refuse(fault, "a une image écrite d'une façon inconnue");
	if (text.n / 4 > IMPORT_PICTURE_BYTES_MAX / 3)
		return refuse(fault, "a une image de plus de 8 Mo");
	char *packed = arena_alloc(im->arena, text.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < text.n; i++)
		if (!strchr(" \t\n\r", text.s[i]))
			packed[n++] = text.s[i];
	size_t room = n / 4 * 3 + 3;
	uint8_t *bytes = arena_alloc(im->arena, room);
	if (!base64_decode(bytes, room, &room, (struct str){ packed, n }, BASE64_PADDED))
		return refuse(fault, "a une image abîmée");
	return import_picture(im, (struct str){ (const char *)bytes, room }, spoken, fault);
}
