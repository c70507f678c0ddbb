/* Recorded voices laid beside the texts: each text finds its own, and a sound that goes with no text is told. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "content/check.h"

#define SOUND "OggS\0\2\0\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\1\23OpusHead"

static char dir[] = "/tmp/escale-recordings-XXXXXX";
static struct arena arena;
static struct pack pack;
static struct err list[20];
static struct check found;

static void put(const char *name, const void *bytes, size_t n)
{
	char path[200];
	struct err e = { 0 };
	snprintf(path, sizeof path, "%s/m/voix/fr/%s", dir, name);
	cr_assert(file_write(path, bytes, n, 0644, &e), "%s", e.text);
}

static void make(void)
{
	char command[400];
	cr_assert(mkdtemp(dir));
	snprintf(command, sizeof command, "cp -r tests/content/hints/aucun/pack/m %s/m && mkdir -p %s/m/voix/fr", dir, dir);
	cr_assert_eq(system(command), 0);
}

static void load(void)
{
	struct err e = { 0 };
	found = (struct check){ .mistakes = { list, 20, 0 } };
	cr_assert(pack_check(&pack, dir, &arena, &found, &e), "%s", e.text);
}

static void drop(void)
{
	char command[100];
	snprintf(command, sizeof command, "rm -rf %s", dir);
	cr_expect_eq(system(command), 0);
	arena_drop(&arena);
}

TestSuite(recordings, .init = make, .fini = drop);

static const struct screen *question(void)
{
	const struct edition *e = pack.modules[0].editions[LANG_FR];
	for (int i = 0; i < e->screen_count; i++)
		if (e->screens[i].kind == SCREEN_QUESTION)
			return &e->screens[i];
	cr_assert_fail("no question");
	return NULL;
}

Test(recordings, a_text_finds_its_own_and_the_others_have_none)
{
	char name[60];
	load();
	snprintf(name, sizeof name, "%s-titre.opus", question()->id);
	put(name, SOUND, sizeof SOUND);
	snprintf(name, sizeof name, "%s-reponse-1.opus", question()->id);
	put(name, SOUND, sizeof SOUND);
	load();
	cr_expect_eq(found.mistakes.count, 0, "%s", list[0].text);
	const struct screen *q = question();
	cr_assert(pack_recording(&pack, q->title.text));
	cr_expect(strstr(pack_recording(&pack, q->title.text), "m/voix/fr/"));
	cr_expect(strstr(pack_recording(&pack, q->answers[0].text.text), "reponse-1"));
	cr_expect_null(pack_recording(&pack, q->answers[1].text.text));
	cr_expect_null(pack_recording(&pack, "Retour"));
}

Test(recordings, a_sound_without_text_and_a_file_that_is_no_sound_are_told)
{
	char name[60];
	load();
	put("personne-titre.opus", SOUND, sizeof SOUND);
	snprintf(name, sizeof name, "%s-titre.opus", question()->id);
	put(name, "MP3 en fait", 11);
	load();
	cr_expect_eq(found.mistakes.count, 2, "%d", found.mistakes.count);
	cr_expect_null(pack_recording(&pack, question()->title.text));
}
