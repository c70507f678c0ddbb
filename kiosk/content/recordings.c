#include "content/recordings.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"

enum { NAME_MAX_BYTES = 64 };

/* One folder of sounds, while the texts of its edition pick theirs. */
struct shelf {
	struct recordings *r;
	struct arena *keep;
	struct notes *mistakes;
	const char *dir;    /* the content folder */
	char folder[120];   /* relative to it: "cyber/voix/fr" */
	char names[400][NAME_MAX_BYTES];
	bool used[400];
	int count;
};

static bool is_sound(const char *path)
{
	struct stat st;
	char head[36];
	FILE *f = lstat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_size <= RECORDING_BYTES_MAX ? fopen(path, "rb") : NULL;
	if (!f)
		return false;
	size_t n = fread(head, 1, sizeof head, f);
	fclose(f);
	/* The first page of an Ogg stream holds the identification header alone (RFC 7845, 3). */
	return n == sizeof head && memcmp(head, "OggS", 4) == 0 && memcmp(head + 28, "OpusHead", 8) == 0;
}

static void add(struct shelf *s, const char *text, const char *path)
{
	struct recordings *r = s->r;
	if (r->count == r->room) {
		int room = r->room ? r->room * 2 : 64;
		struct recording *more = arena_array(s->keep, (size_t)room, sizeof *more);
		if (r->count)
			memcpy(more, r->list, (size_t)r->count * sizeof *more);
		r->list = more;
		r->room = room;
	}
	r->list[r->count++] = (struct recording){ text, arena_strdup(s->keep, path) };
}

/* The text takes the sound of this name, if it is there. */
static void pick(struct shelf *s, const char *text, const char *screen, const char *what, int number)
{
	char name[NAME_MAX_BYTES], path[200], full[1400];
	if (number)
		snprintf(name, sizeof name, "%s-%s%s%d.opus", screen, what, what[0] ? "-" : "", number);
	else
		snprintf(name, sizeof name, "%s-%s.opus", screen, what);
	for (int i = 0; i < s->count; i++) {
		if (strcmp(s->names[i], name) != 0)
			continue;
		s->used[i] = true;
		snprintf(path, sizeof path, "%s/%s", s->folder, name);
		snprintf(full, sizeof full, "%s/%s", s->dir, path);
		if (!is_sound(full))
			notes_add(s->mistakes, path, 0, 0, "Ce n'est pas un son Opus de moins de 2 Mo. Enregistrez-le de nouveau : opusenc.");
		else if (text && text[0])
			add(s, text, path);
		else
			notes_add(s->mistakes, path, 0, 0, "Ce son va avec un texte qui n'existe pas.");
	}
}

static void pick_screen(struct shelf *s, const struct screen *q)
{
	pick(s, q->title.text, q->id, "titre", 0);
	for (int i = 0; i < q->block_count; i++)
		pick(s, q->blocks[i].prose.text, q->id, "", i + 1);
	for (int i = 0; i < q->answer_count; i++) {
		pick(s, q->answers[i].text.text, q->id, "reponse", i + 1);
		pick(s, q->answers[i].feedback.text, q->id, "retour", i + 1);
	}
	pick(s, q->explanation.text, q->id, "explication", 0);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(a, b);
}

static bool list(struct shelf *s)
{
	char path[1400];
	snprintf(path, sizeof path, "%s/%s", s->dir, s->folder);
	DIR *dir = opendir(path);
	if (!dir)
		return false;
	for (struct dirent *e; (e = readdir(dir));) {
		if (e->d_name[0] == '.')
			continue;
		if (s->count == (int)(sizeof s->names / sizeof *s->names) || strlen(e->d_name) >= NAME_MAX_BYTES)
			notes_add(s->mistakes, s->folder, 0, 0, "Il y a ici trop de fichiers, ou un nom trop long.");
		else
			str_copy(s->names[s->count++], NAME_MAX_BYTES, e->d_name);
	}
	closedir(dir);
	qsort(s->names, (size_t)s->count, sizeof *s->names, by_name); /* the same order on every disk */
	return true;
}

void recordings_find(struct recordings *r, const char *dir, const struct module *m, struct arena *keep,
		     struct notes *mistakes)
{
	char path[1400];
	struct stat st;
	snprintf(path, sizeof path, "%s/%s/" RECORDINGS_FOLDER, dir, m->id);
	if (lstat(path, &st) != 0 || !S_ISDIR(st.st_mode)) /* most modules have none: one look, no more */
		return;
	struct arena scratch = { 0 };
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		const struct edition *e = m->editions[lang];
		struct shelf *s = arena_alloc(&scratch, sizeof *s);
		*s = (struct shelf){ .r = r, .keep = keep, .mistakes = mistakes, .dir = dir };
		snprintf(s->folder, sizeof s->folder, "%s/" RECORDINGS_FOLDER "/%s", m->id, lang_table[lang].code);
		if (!e || !list(s))
			continue;
		for (int i = 0; i < e->screen_count; i++)
			pick_screen(s, &e->screens[i]);
		for (int i = 0; i < s->count; i++)
			if (!s->used[i])
				notes_add(mistakes, s->folder, 0, 0,
					  "« %s » ne va avec aucun texte. Noms : ECRAN-titre.opus, ECRAN-1.opus, ECRAN-reponse-1.opus...",
					  s->names[i]);
	}
	arena_drop(&scratch);
}

static int by_text(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t)((const struct recording *)a)->text, y = (uintptr_t)((const struct recording *)b)->text;
	return (x > y) - (x < y);
}

void recordings_sort(struct recordings *r)
{
	if (r->count)
		qsort(r->list, (size_t)r->count, sizeof *r->list, by_text);
}

const char *pack_recording(const struct pack *p, const char *text)
{
	struct recording wanted = { .text = text };
	const struct recording *found =
		p->recording_count ? bsearch(&wanted, p->recordings, (size_t)p->recording_count, sizeof wanted, by_text) : NULL;
	return found ? found->path : NULL;
}
