#include "content/pictures.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "content/contrast.h"

/* Plain names only: nothing outside the folder of the module can be meant. */
static bool is_plain_name(struct str name, struct str *stem, struct str *extension)
{
	if (name.n > 60 || !str_cut(name, '.', stem, extension))
		return false;
	return str_is_id(*stem, 50) && (str_is(*extension, "svg") || str_is(*extension, "png"));
}

static bool is_regular(const char *path, long long *size)
{
	struct stat st;
	if (lstat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return false;
	*size = (long long)st.st_size;
	return true;
}

static unsigned big_endian(const unsigned char *p)
{
	return (unsigned)p[0] << 24 | (unsigned)p[1] << 16 | (unsigned)p[2] << 8 | p[3];
}

/* NULL when the PNG is fine, else what is wrong with it. Only the head is read: the kiosk asks this at start. */
static const char *png_fault(const char *path, long long size)
{
	unsigned char head[24];
	if (size > PICTURE_PNG_MAX)
		return "dépasse 4 Mo. Réduisez-la.";
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return "ne peut pas être lue.";
	ssize_t n = read(fd, head, sizeof head);
	close(fd);
	if (n != (ssize_t)sizeof head || memcmp(head, "\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16) != 0)
		return "n'est pas une vraie image PNG. Exportez-la de nouveau.";
	unsigned width = big_endian(head + 16), height = big_endian(head + 20);
	if (width == 0 || height == 0 || width > PICTURE_SIDE_LIMIT || height > PICTURE_SIDE_LIMIT)
		return "dépasse 4096 points de côté. Réduisez-la.";
	return NULL;
}

/* What an SVG may not hold: it is drawn by itself, without the rest of the world. */
static const char *svg_fault(const char *path, long long size, bool *has_text, bool judge, bool *pale)
{
	static const struct {
		const char *word, *fault;
	} forbidden[] = {
		{ "<script", "contient un programme (<script>). Enregistrez-la en SVG simple." },
		{ "<!ENTITY", "contient une entité XML. Enregistrez-la en SVG simple." },
		{ "<foreignObject", "contient du HTML (<foreignObject>). Enregistrez-la en SVG simple." },
		{ "href=\"http", "va chercher un fichier sur internet. Retirez ce lien." },
		{ "href=\"file", "va chercher un autre fichier. Retirez ce lien." },
		{ "url(http", "va chercher un fichier sur internet. Retirez ce lien." },
		{ "@import", "va chercher un autre fichier. Retirez ce lien." },
	};
	*has_text = *pale = false;
	struct buf b = { 0 };
	const char *fault = NULL;
	if (size > PICTURE_SVG_MAX)
		return "dépasse 512 ko. Simplifiez-la.";
	if (!file_read(path, PICTURE_SVG_MAX, &b, NULL))
		fault = "ne peut pas être lue.";
	else if (strlen(b.data) != b.size || !strstr(b.data, "<svg"))
		fault = "n'est pas une vraie image SVG. Exportez-la de nouveau.";
	for (size_t i = 0; !fault && i < sizeof forbidden / sizeof *forbidden; i++)
		if (strstr(b.data, forbidden[i].word))
			fault = forbidden[i].fault;
	*has_text = !fault && strstr(b.data, "<text");
	*pale = judge && !fault && svg_is_pale(b.data);
	buf_free(&b);
	return fault;
}

struct sight {
	const char *path, *fault;
	bool has_text, pale;
};

static struct sight look(struct draft *d, struct str stem, struct str extension)
{
	struct sight s = { 0 };
	const char *base = arena_printf(d->scratch, "%s/%s/%.*s", d->dir, d->module, (int)stem.n, stem.s);
	const char *svg = arena_printf(d->scratch, "%s.svg", base),
	           *png = arena_printf(d->scratch, "%s.png", base);
	long long svg_size, png_size;
	bool has_svg = is_regular(svg, &svg_size), has_png = is_regular(png, &png_size);
	if (has_svg && has_png)
		s.fault = "existe en .svg et en .png. Gardez un seul des deux.";
	else if (!has_png && (!has_svg || str_is(extension, "png")))
		s.fault = d->guide ? "n'est pas dans le dossier de la séance. Ajoutez-la ou corrigez son nom." :
				     "n'est pas dans le dossier du module. Ajoutez-la ou corrigez son nom.";
	else
		s.fault = has_svg ? svg_fault(svg, svg_size, &s.has_text, d->hints != NULL, &s.pale) : png_fault(png, png_size);
	if (!s.fault)
		s.path = arena_printf(d->keep, "%s/%.*s", d->module, (int)stem.n, stem.s);
	return s;
}

static struct sight look_once(struct draft *d, struct str name, struct str stem, struct str extension)
{
	struct album *a = d->album;
	for (int i = 0; a && i < a->count; i++)
		if (str_is(name, a->at[i].name))
			return (struct sight){ a->at[i].path, a->at[i].fault, a->at[i].has_text, a->at[i].pale };
	struct sight s = look(d, stem, extension);
	if (a && a->count < (int)(sizeof a->at / sizeof *a->at)) {
		a->at[a->count].name = arena_strndup(d->scratch, name.s, name.n);
		a->at[a->count].path = s.path;
		a->at[a->count].fault = s.fault;
		a->at[a->count].pale = s.pale;
		a->at[a->count++].has_text = s.has_text;
	}
	return s;
}

const char *picture_find(struct draft *d, struct str name, int line, int column)
{
	struct str stem, extension;
	int shown = (int)(name.n < 60 ? name.n : 60);
	if (!is_plain_name(name, &stem, &extension)) {
		draft_mistake(d, line, column,
		              "« %.*s » : un nom d'image a des minuscules sans accent, des chiffres, des "
		              "tirets, puis .svg ou "
		              ".png.",
		              shown, name.s);
		return NULL;
	}
	struct sight s = look_once(d, name, stem, extension);
	if (s.fault)
		draft_mistake(d, line, column, "L'image « %.*s » %s", shown, name.s, s.fault);
	else if (s.has_text)
		draft_hint(d, line, column,
		           "L'image « %.*s » contient du texte. Il ne sera ni traduit ni dit.", shown,
		           name.s);
	else if (s.pale)
		draft_hint(d, line, column,
			   "Les couleurs de l'image « %.*s » se ressemblent trop, ou se perdent sur la page claire ou sombre.", shown,
			   name.s);
	return s.path;
}

bool picture_shape(struct draft *d, const char *path, int *w, int *h)
{
	struct buf b = { 0 };
	const char *base = arena_printf(d->scratch, "%s/%s", d->dir, path);
	double x, y, width = 0, height = 0;
	*w = *h = 0;
	if (file_read(arena_printf(d->scratch, "%s.svg", base), PICTURE_SVG_MAX, &b, NULL)) {
		const char *box = strstr(b.data, "viewBox=\"");
		if (box && sscanf(box + strlen("viewBox=\""), "%lf%*[ ,]%lf%*[ ,]%lf%*[ ,]%lf", &x, &y, &width, &height) == 4 &&
		    width >= 1 && width < 1e6 && height >= 1 && height < 1e6) {
			*w = (int)width;
			*h = (int)height;
		}
	} else if (file_read(arena_printf(d->scratch, "%s.png", base), PICTURE_PNG_MAX, &b, NULL) && b.size >= 24) {
		*w = (int)big_endian((const unsigned char *)b.data + 16);
		*h = (int)big_endian((const unsigned char *)b.data + 20);
	}
	buf_free(&b);
	return *w > 0 && *h > 0;
}
