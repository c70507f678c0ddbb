#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/lang.h"
#include "platform/voice_engine.h"
#include "platform/voice_lexicon.h"

/* The lexicons that are shipped, judged by espeak-ng's own phonemes. */

static struct voice_engine *engine;
static struct arena arena;

static void begin(void)
{
	struct err e = { 0 };
	cr_assert(voice_engine_open(&engine, &e), "%s", e.text);
}

static void end(void)
{
	arena_drop(&arena);
}

TestSuite(voice_words, .init = begin, .fini = end, .timeout = 60);

static const char *phonemes(enum lang lang, const char *text)
{
	char out[2000];
	cr_assert(voice_engine_phonemes(engine, lang, text, out, sizeof out));
	return arena_strdup(&arena, out);
}

static void load(enum lang lang, struct voice_lexicon *l, struct buf *lines)
{
	char path[64];
	struct err e = { 0 };
	snprintf(path, sizeof path, "assets/voice/%s.lexicon", lang_table[lang].code);
	cr_assert(voice_lexicon_load(l, path, &e), "%s:%d:%d: %s", e.file, e.line, e.column, e.text);
	if (lines)
		cr_assert(file_read(path, 1 << 20, lines, &e));
}

static const char *said(enum lang lang, const char *written)
{
	struct voice_lexicon l = { 0 };
	struct voice_said s;
	load(lang, &l, NULL);
	voice_lexicon_apply(&l, written, &arena, &s);
	voice_lexicon_drop(&l);
	return s.text;
}

/* "<n> €" -> "17 €" */
static const char *example(const char *written)
{
	char *out = arena_alloc(&arena, strlen(written) + 1), *o = out;
	for (; *written; written++) {
		if (!strncmp(written, "<n>", 3)) {
			memcpy(o, "17", 2);
			o += 2;
			written += 2;
		} else {
			*o++ = *written;
		}
	}
	return out;
}

static bool has_comment(const struct buf *lines, int line)
{
	struct str rest = { lines->data, lines->size }, one = { 0 };
	for (int i = 0; i < line; i++) {
		struct str all = rest;
		str_cut(all, '\n', &one, &rest);
	}
	return memmem(one.s, one.n, "  #", 3) != NULL;
}

Test(voice_words, each_entry_changes_the_sound_or_says_why_it_is_there)
{
	for (enum lang lang = LANG_FR; lang < LANG_COUNT; lang++) {
		struct voice_lexicon l = { 0 };
		struct buf lines = { 0 };
		load(lang, &l, &lines);
		cr_assert_geq(l.count, 10);
		for (int i = 0; i < l.count; i++) {
			struct voice_said s;
			const char *written = example(l.entries[i].written);
			voice_lexicon_apply(&l, written, &arena, &s);
			cr_assert_str_neq(s.text, written, "%s:%d", lang_table[lang].code, l.entries[i].line);
			const char *raw = phonemes(lang, written), *mended = phonemes(lang, s.text);
			cr_assert(strcmp(raw, mended) || has_comment(&lines, l.entries[i].line),
				  "%s:%d: « %s » is read the same without: [%s]", lang_table[lang].code,
				  l.entries[i].line, l.entries[i].written, raw);
		}
		voice_lexicon_drop(&l);
		buf_free(&lines);
	}
}

static void sounds_like(enum lang lang, const char *written, const char *spelled)
{
	const char *is = phonemes(lang, said(lang, written)), *wanted = phonemes(lang, spelled);
	/* stress and links between words may differ; the sounds may not */
	char a[2000] = "", b[2000] = "";
	for (; *is; is++)
		if (!strchr("',_!|; :-", *is))
			strncat(a, is, 1);
	for (; *wanted; wanted++)
		if (!strchr("',_!|; :-", *wanted))
			strncat(b, wanted, 1);
	cr_assert_str_eq(a, b, "« %s » [%s], wanted « %s » [%s]", written, a, spelled, b);
}

Test(voice_words, french_is_read_as_people_say_it)
{
	sounds_like(LANG_FR, "Appelez le 3018\u202f: c’est gratuit, 7\u00a0j/7.",
		    "Appelez le trente dix-huit : c’est gratuit, sept jours sur sept.");
	sounds_like(LANG_FR, "Transférez le SMS au 33\u202f700.", "Transférez le SMS au trente-trois, sept cents.");
	sounds_like(LANG_FR, "Payez 1,99\u00a0€\u202f!", "Payez 1 euros 99 !");
	sounds_like(LANG_FR, "Une amende de 30\u202f000\u00a0€", "Une amende de 30000 euros");
	sounds_like(LANG_FR, "Près de 80\u00a0% de l’impact", "Près de 80 % de l’impact");
	sounds_like(LANG_FR, "La CPAM et la CAF, au 3e étage, n°\u00a012", "La cé pé a èm et la CAF, au troisième étage, numéro 12");
	sounds_like(LANG_FR, "Ouvert 24\u202fh/24, de 9\u00a0h à 23\u00a0h", "Ouvert 24 heures sur 24, de 9 heures à 23 heures");
	sounds_like(LANG_FR, "Depuis le 20/06/2025", "Depuis le 20 juin 2025");
	sounds_like(LANG_FR, "Sur 17cyber.gouv.fr", "Sur 17 cyber point gouv point èf èr");
	sounds_like(LANG_FR, "Insérez la carte SIM.", "Insérez la carte sime.");
}

Test(voice_words, other_languages_read_amounts_and_help_numbers)
{
	sounds_like(LANG_EN, "Call 3018", "Call thirty, eighteen");
	sounds_like(LANG_UK, "Штраф 30\u202f000\u00a0€", "Штраф 30000 євро");
	sounds_like(LANG_UK, "80\u00a0% людей", "80 відсотків людей");
	sounds_like(LANG_AR, "اتصل على 3018", "اتصل على 30، 18");
	sounds_like(LANG_AR, "80\u00a0%", "80 فِي المِئَة");
}
