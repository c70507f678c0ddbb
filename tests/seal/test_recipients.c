#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>

#include "helpers/helpers.h"
#include "seal/recipients.h"

/* Ten keys whose private halves nobody keeps. */
#define K "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
static char keys[10][AGE_RECIPIENT_SIZE];

static void start(void)
{
	start_seal();
	for (int i = 0; i < 10; i++) {
		struct age_identity id;
		struct age_recipient r;
		age_identity_new(&id);
		age_identity_recipient(&id, &r);
		age_recipient_print(&r, keys[i]);
	}
}

#define HEAD "escale recipients 1\nversion 3\n"
#define LIST HEAD "evaluation " K " Amina, évaluatrice\ncoordinator " K " Coordination de la Drôme\n"

Test(recipients, a_list, .init = start)
{
	struct recipients r;
	struct err e = { 0 };
	char text[1000], back[AGE_RECIPIENT_SIZE];
	snprintf(
	    text, sizeof text,
	    "escale recipients 1\n# Liste de 2026\n\nversion 12\nevaluation %s Amina\nevaluation %s Coffre\n"
	    "coordinator %s  Bruno, remplaçant \ncoordinator %s Amina",
	    keys[0], keys[1], keys[2], keys[0]);
	cr_assert(recipients_parse(&r, str_from(text), &e), "%d:%d %s", e.line, e.column, e.text);
	cr_assert_eq(r.version, 12);
	cr_assert_eq(r.evaluation_count, 2);
	cr_assert_eq(r.coordinator_count, 2);
	age_recipient_print(&r.evaluation[1], back);
	cr_assert_str_eq(back, keys[1]);
	age_recipient_print(&r.coordinator[0], back);
	cr_assert_str_eq(back, keys[2]);
}

Test(recipients, a_list_saved_under_windows, .init = start)
{
	struct recipients r;
	struct err e = { 0 };
	cr_assert(recipients_parse(&r,
	                           STR("escale recipients 1\r\nversion 3\r\n\r\nevaluation " K
	                               " A\r\ncoordinator " K " B\r\n"),
	                           &e),
	          "%s", e.text);
	cr_assert_eq(r.version, 3);
}

static void refused(const char *text, int line, int column, const char *says)
{
	struct recipients r = { .version = 77 };
	struct err e = { 0 };
	cr_expect_not(recipients_parse(&r, str_from(text), &e), "%s", text);
	cr_expect(e.line == line && e.column == column, "%s\n%d:%d: %s", text, e.line, e.column, e.text);
	cr_expect(strstr(e.text, says), "%s\n%s", text, e.text);
	cr_expect_eq(r.version, 77, "a refusal must leave the list alone");
}

Test(recipients, mistakes_are_shown_where_they_are, .init = start)
{
	refused("", 1, 1, "première ligne");
	refused("escale recipients 2\n", 1, 1, "première ligne");
	refused("version 3\n", 1, 1, "première ligne");
	refused("\xEF\xBB\xBF" LIST, 1, 1, "BOM");
	refused("escale recipients 1\n", 1, 1, "version 3");
	refused("escale recipients 1\nevaluation " K " A\n", 2, 1, "version 3");
	refused("escale recipients 1\nversion 0\n", 2, 9, "à partir de 1");
	refused("escale recipients 1\nversion 03\n", 2, 9, "zéro");
	refused("escale recipients 1\nversion -3\n", 2, 9, "entier");
	refused("escale recipients 1\nversion 3 \n", 2, 9, "entier");
	refused("escale recipients 1\nversion 99999999999999999999\n", 2, 9, "entier");
	refused(HEAD, 2, 1, "evaluation");
	refused(HEAD "evaluation " K " A\n", 3, 1, "coordinator");
	refused(HEAD "coordinator " K " A\n", 3, 1, "evaluation");
	refused(HEAD "évaluation " K " A\n", 3, 1, "commence par");
	refused(HEAD " evaluation " K " A\n", 3, 1, "commence par");
	refused(HEAD "version 4\n", 3, 1, "commence par");
	refused(HEAD "evaluation\n", 3, 12, "age1");
	refused(HEAD "evaluation  " K " A\n", 3, 12, "age1");
	refused(HEAD "evaluation age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwq A\n", 3, 12,
	        "recopiée");
	refused(HEAD "evaluation age1zvkyg2lqz!aa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj A\n", 3, 25,
	        "recopiée");
	refused(HEAD "coordinator " K "\n", 3, 75, "prénom");
	refused(HEAD "coordinator " K "   \n", 3, 75, "prénom");
	refused(HEAD "coordinator " K " A\tB\n", 3, 77, "tabulation");
	refused(HEAD "coordinator " K " é\xFF\n", 3, 77, "UTF-8");
	refused(LIST "coordinator " K " Encore\n", 5, 13, "déjà");
	refused(HEAD "evaluation " K " 1234567890123456789012345678901234567890123456789012345678901\n", 3,
	        75, "trop long");
}

Test(recipients, eight_of_a_kind_at_most, .init = start)
{
	struct recipients r;
	struct err e = { 0 };
	struct buf text = { 0 };
	buf_puts(&text, HEAD);
	for (int i = 0; i < 8; i++)
		buf_printf(&text, "evaluation %s Personne %d\ncoordinator %s Personne %d\n", keys[i], i,
		           keys[i], i);
	cr_assert(recipients_parse(&r, (struct str){ text.data, text.size }, &e), "%s", e.text);
	cr_assert_eq(r.evaluation_count + r.coordinator_count, 16);
	buf_printf(&text, "coordinator %s De trop\n", keys[8]);
	cr_assert_not(recipients_parse(&r, (struct str){ text.data, text.size }, &e));
	cr_assert_eq(e.code, ERR_TOO_BIG);
	cr_assert_eq(e.line, 19);
	buf_free(&text);
}

Test(recipients, a_huge_file_is_refused_unread, .init = start)
{
	struct recipients r;
	struct err e = { 0 };
	static char text[17 * 1024];
	memset(text, '#', sizeof text);
	cr_assert_not(recipients_parse(&r, (struct str){ text, sizeof text }, &e));
	cr_assert_eq(e.code, ERR_TOO_BIG);
}

/* ---- installing ---------------------------------------------------------------------------------------- */

static enum err_code accept(const char *text, const char *signed_text, bool other_authority, int installed)
{
	struct sign_secret *s = seal_secret_alloc(sizeof *s), *t = seal_secret_alloc(sizeof *t);
	struct sign_public p, q;
	struct buf minisig = { 0 };
	struct recipients r = { .version = 77 };
	struct err e = { 0 };
	sign_new(s, &p);
	sign_new(t, &q);
	sign_bytes(other_authority ? t : s, signed_text, strlen(signed_text), "", &minisig);
	bool taken = recipients_accept(&r, str_from(text), (struct str){ minisig.data, minisig.size }, &p,
	                               installed, &e);
	cr_expect_eq(taken, e.code == ERR_NONE);
	cr_expect_eq(r.version, taken ? 3 : 77);
	buf_free(&minisig);
	seal_secret_free(s);
	seal_secret_free(t);
	return e.code;
}

Test(recipients, only_a_newer_list_of_the_authority_is_installed, .init = start)
{
	cr_assert_eq(accept(LIST, LIST, false, 0), ERR_NONE);
	cr_assert_eq(accept(LIST, LIST, false, 2), ERR_NONE);
	cr_assert_eq(accept(LIST, LIST, false, 3), ERR_REFUSED);
	cr_assert_eq(accept(LIST, LIST, false, 4), ERR_REFUSED);
	cr_assert_eq(accept(LIST, LIST, true, 0), ERR_KEY);
	cr_assert_eq(accept(LIST, LIST "\n", false, 0), ERR_SIGNATURE);
	cr_assert_eq(accept(HEAD, HEAD, false, 0), ERR_FORMAT);
}
