/* CSV for French spreadsheets, JSON for evaluators. */
#include <criterion/criterion.h>
#include <string.h>

#include "coordinator/csv.h"
#include "coordinator/json.h"

static void one(const char *text, const char *expected)
{
	struct csv c;
	csv_begin(&c);
	csv_text(&c, text);
	cr_expect_str_eq(c.out.data + 3, expected);
	buf_free(&c.out);
}

Test(csv, has_the_mark_semicolons_and_crlf)
{
	struct csv c;
	csv_begin(&c);
	csv_text(&c, "module");
	csv_number(&c, 1240);
	csv_empty(&c);
	csv_thousandths(&c, 432);
	csv_line(&c);
	csv_number(&c, -3);
	csv_thousandths(&c, -5);
	csv_line(&c);
	cr_assert_str_eq(c.out.data, "\xef\xbb\xbfmodule;1240;;43,2\r\n-3;-0,5\r\n");
	buf_free(&c.out);
}

Test(csv, quotes_what_needs_it)
{
	one("Se protéger", "Se protéger");
	one("un; deux", "\"un; deux\"");
	one("dit \"oui\"", "\"dit \"\"oui\"\"\"");
	one("1,5", "\"1,5\"");
	one("", "");
}

Test(csv, a_formula_is_a_text)
{
	static const char *const bad[] = { "=1+1", "+33",      "-2", "@SUM(A1)", "\tx", "\rx",
		                           " =1",  "\u00a0=1", "|x", "%x",       "＝1" };
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct csv c;
		csv_begin(&c);
		csv_text(&c, bad[i]);
		cr_expect(strncmp(c.out.data + 3, "\"'", 2) == 0, "%s", c.out.data);
		buf_free(&c.out);
	}
	one("=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\"");
	one("a=b", "a=b");
}

Test(csv, one_line_stays_one_line)
{
	one("a\r\n=b", "\"a  =b\"");
}

Test(json, is_escaped_and_indented)
{
	struct json j = { 0 };
	json_open(&j, NULL, '{');
	json_text(&j, "a", "dit \"oui\" \\ \r\n\x01");
	json_open(&j, "vide", '[');
	json_close(&j, ']');
	json_open(&j, "l", '[');
	json_number(&j, NULL, -4);
	json_bool(&j, NULL, true);
	json_close(&j, ']');
	json_close(&j, '}');
	cr_assert_str_eq(j.out.data, "{\n  \"a\": \"dit \\\"oui\\\" \\\\ \\r\\n\\u0001\",\n  \"vide\": [],\n"
	                             "  \"l\": [\n    -4,\n    true\n  ]\n}\n");
	buf_free(&j.out);
}

Test(json, what_is_no_utf8_is_replaced)
{
	struct json j = { 0 };
	json_open(&j, NULL, '{');
	json_text(&j, "a", "x\xffy\xc3");
	json_close(&j, '}');
	cr_assert(strstr(j.out.data, "\"x\ufffdy\ufffd\""), "%s", j.out.data);
	buf_free(&j.out);
}
