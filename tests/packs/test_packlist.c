/* One pack has one list, and a list says only what a pack may hold. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "packs/packlist.h"

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define HEAD "escale pack 1\nname Prévention cyber\nversion 3\n"
/* A glossary has languages of its own, and is no module. */
#define FILES                                                                                                          \
	"file " HASH " 13 LICENCE\nfile " HASH " 400 cyber/ar.md\nfile " HASH " 0 cyber/couverture.png\nfile " HASH       \
	" 512 cyber/fr.md\nfile " HASH " 30 glossaire/fr.md\nfile " HASH " 30 glossaire/uk.md\nfile " HASH " 30 titles.tsv\n"

static struct arena memory;

static void drop(void)
{
	arena_drop(&memory);
}

TestSuite(packlist, .fini = drop);

static bool parse(struct packlist *p, const char *text, struct err *e)
{
	*e = (struct err){ 0 };
	return packlist_parse(p, str_from(text), &memory, e);
}

Test(packlist, tells_name_version_modules_languages_and_bytes)
{
	struct packlist p;
	struct err e;
	cr_assert(parse(&p, HEAD FILES, &e), "%s", e.text);
	cr_expect_str_eq(p.name, "Prévention cyber");
	cr_expect_eq(p.version, 3);
	cr_expect_eq(p.count, 7);
	cr_expect_eq(p.modules, 1);
	cr_expect_eq(p.languages, (1u << LANG_FR) | (1u << LANG_AR));
	cr_expect_eq(p.bytes, 1015u);
	cr_expect_eq(p.items[3].sha256[1], 0x23);
	cr_expect_not_null(packlist_find(&p, "cyber/couverture.png"));
	cr_expect_null(packlist_find(&p, "cyber/couverture.svg"));
}

Test(packlist, what_is_printed_is_what_was_parsed)
{
	struct packlist p;
	struct err e;
	struct buf out = { 0 };
	cr_assert(parse(&p, HEAD FILES, &e));
	packlist_print(&p, &out);
	cr_expect_str_eq(out.data, HEAD FILES);
	buf_free(&out);
}

/* Each differs from the good one by one thing. */
static const struct {
	const char *text;
	int line;
	enum err_code code;
} bad[] = {
	{ "", 1, ERR_FORMAT },
	{ "escale pack 2\nname A\nversion 1\n" FILES, 1, ERR_FORMAT },
	{ "escale recipients 1\nversion 3\n", 1, ERR_FORMAT },
	{ "escale pack 1\nname \nversion 1\n" FILES, 2, ERR_FORMAT },
	{ "escale pack 1\nname  A\nversion 1\n" FILES, 2, ERR_FORMAT },
	{ "escale pack 1\nname A \nversion 1\n" FILES, 2, ERR_FORMAT },
	{ "escale pack 1\nname A\r\nversion 1\n" FILES, 2, ERR_FORMAT },
	{ "escale pack 1\nname A\u202Eb\nversion 1\n" FILES, 2, ERR_FORMAT },
	{ "escale pack 1\nname A\u200Bb\nversion 1\n" FILES, 2, ERR_FORMAT },
	{ "escale pack 1\nname A\xC3\x28\nversion 1\n" FILES, 2, ERR_FORMAT },
	{ "escale pack 1\nversion 1\nname A\n" FILES, 2, ERR_FORMAT },
	{ "escale pack 1\nname A\nversion 0\n" FILES, 3, ERR_FORMAT },
	{ "escale pack 1\nname A\nversion 01\n" FILES, 3, ERR_FORMAT },
	{ "escale pack 1\nname A\nversion +1\n" FILES, 3, ERR_FORMAT },
	{ "escale pack 1\nname A\nversion -1\n" FILES, 3, ERR_FORMAT },
	{ "escale pack 1\nname A\nversion 1000000\n" FILES, 3, ERR_FORMAT },
	{ "escale pack 1\nname A\nversion 99999999999999999999\n" FILES, 3, ERR_FORMAT },
	{ HEAD, 0, ERR_FORMAT }, /* no module */
	{ HEAD "file " HASH " 1 cyber/fr.md\n", 0, ERR_FORMAT }, /* no licence */
	{ HEAD "file " HASH " 1 LICENCE\nfile " HASH " 1 cyber/en.md\n", 0, ERR_FORMAT },
	{ HEAD FILES "\n", 11, ERR_FORMAT },
	{ HEAD FILES "file " HASH " 1 zzz.txt", 11, ERR_FORMAT }, /* no newline */
	{ HEAD "file " HASH "0 1 LICENCE\n", 4, ERR_FORMAT },
	{ HEAD "file G" HASH " 1 LICENCE\n", 4, ERR_FORMAT },
	{ HEAD "file 0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef 1 LICENCE\n", 4, ERR_FORMAT },
	{ HEAD "file " HASH "  1 LICENCE\n", 4, ERR_FORMAT },
	{ HEAD "file " HASH " -1 LICENCE\n", 4, ERR_FORMAT },
	{ HEAD "file " HASH " 1\n", 4, ERR_FORMAT },
	{ HEAD "link " HASH " 1 LICENCE\n", 4, ERR_FORMAT },
	{ HEAD "file " HASH " 65537 LICENCE\n", 4, ERR_TOO_BIG },
	{ HEAD "file " HASH " 99999999999 LICENCE\n", 4, ERR_FORMAT },
	{ HEAD "file " HASH " 262145 a/fr.md\n", 4, ERR_TOO_BIG },
	{ HEAD "file " HASH " 4194305 a/a.png\n", 4, ERR_TOO_BIG },
	/* order, and with it names that are there twice */
	{ HEAD "file " HASH " 1 LICENCE\nfile " HASH " 1 b/fr.md\nfile " HASH " 1 a/fr.md\n", 6, ERR_FORMAT },
	{ HEAD "file " HASH " 1 LICENCE\nfile " HASH " 1 b/fr.md\nfile " HASH " 1 b/fr.md\n", 6, ERR_FORMAT },
};

Test(packlist, any_other_spelling_is_refused_at_its_line)
{
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct packlist p;
		struct err e;
		cr_expect(!parse(&p, bad[i].text, &e), "%s", bad[i].text);
		cr_expect_eq(e.code, bad[i].code, "code %d: %s", e.code, bad[i].text);
		cr_expect_eq(e.line, bad[i].line, "line %d: %s", e.line, bad[i].text);
	}
}

Test(packlist, names_lead_down_and_nowhere_else)
{
	static const char *const wrong[] = {
		"/etc/passwd", "../a.md", "a/../b.md", "a/../../b.md", "./a.md", "a//b.md", "a/", "/", "", ".", "..", "a",
		"a/.md", ".a.md", "a/b.MD", "A/fr.md", "a/Fr.md", "a/fr.md/", "a/b/c/d.md", "a.md/b.md", "a/fr.md.exe",
		"a/fr..md", "a b/fr.md", "a\\b.md", "a/fr.svg", "a/fr.sh", "a/fr.so", "a/\u00e9.md", "a/fr\u202E.md",
		"contenus.txt", "licence", "LICENCE/fr.md", "a/LICENCE", "con/fr.md:x", "a/fr.md ", "etat", "a/-.md",
		"fr.", "a/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.png",
	};
	static const char *const right[] = { "LICENCE", "titles.tsv", "lieux.csv", "cyber/fr.md", "cyber/colis.png",
					     "cyber/fr/colis.opus", "glossaire.txt" };
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		cr_expect_eq(packlist_room(wrong[i]), 0, "%s", wrong[i]);
	for (size_t i = 0; i < sizeof right / sizeof *right; i++)
		cr_expect_gt(packlist_room(right[i]), 0, "%s", right[i]);
}

static char *many_files(int count, const char *size)
{
	struct buf b = { 0 };
	buf_puts(&b, HEAD "file " HASH " 1 LICENCE\n");
	for (int i = 0; i < count - 1; i++)
		buf_printf(&b, "file " HASH " %s m%05d/fr.md\n", size, i);
	return b.data;
}

Test(packlist, four_thousand_files_are_a_pack_and_ten_thousand_are_not)
{
	struct packlist p;
	struct err e;
	char *good = many_files(PACK_FILES_MAX, "1"), *one_more = many_files(PACK_FILES_MAX + 1, "1"),
	     *many = many_files(10000, "1");
	cr_expect(parse(&p, good, &e), "%s", e.text);
	cr_expect(!parse(&p, one_more, &e));
	cr_expect_eq(e.code, ERR_TOO_BIG);
	cr_expect(!parse(&p, many, &e));
	cr_expect_eq(e.code, ERR_TOO_BIG);
	free(good);
	free(one_more);
	free(many);
}

Test(packlist, all_files_together_have_a_bound)
{
	struct packlist p;
	struct err e;
	char *heavy = many_files(2000, "262144");
	cr_expect(!parse(&p, heavy, &e));
	cr_expect_eq(e.code, ERR_TOO_BIG);
	free(heavy);
}

Test(packlist, a_nul_is_not_an_end)
{
	static const char text[] = HEAD "file " HASH " 1 LICENCE\nfile " HASH " 1 a/fr.md\0.png\n";
	struct packlist p;
	struct err e = { 0 };
	cr_expect(!packlist_parse(&p, (struct str){ text, sizeof text - 1 }, &memory, &e));
}
