/* The published page is made from the table. When the table changes on purpose, write the page again:
 *   ESCALE_WRITE=1 tests/run metrics/test_dictionary */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "metrics/fact.h"

static const char page_path[] = "firmware-notes/dictionnaire-des-faits.md";

Test(dictionary, the_committed_page_is_current)
{
	struct buf now = { 0 }, page = { 0 };
	struct err e = { 0 };
	fact_dictionary(&now);
	if (getenv("ESCALE_WRITE"))
		cr_assert(file_write(page_path, now.data, now.size, 0644, &e), "%s", e.text);
	cr_assert(file_read(page_path, 64 * 1024, &page, &e), "%s", e.text);
	cr_assert_str_eq(page.data, now.data);
	buf_free(&now);
	buf_free(&page);
}

Test(dictionary, every_kind_and_every_choice_is_on_the_page)
{
	struct buf b = { 0 };
	fact_dictionary(&b);
	for (int k = 0; k < FACT_KIND_COUNT; k++) {
		char wanted[64];
		snprintf(wanted, sizeof wanted, "| `%s` ", fact_table[k].name);
		cr_assert(strstr(b.data, wanted), "%s", wanted);
		for (int i = 0; i < fact_table[k].value_count; i++)
			for (const struct value_choice *c = fact_table[k].values[i].choices; c && c->id; c++) {
				snprintf(wanted, sizeof wanted, "`%s` %s", c->id, c->fr);
				cr_assert(strstr(b.data, wanted), "%s", wanted);
			}
	}
	buf_free(&b);
}

/* A "|" or a line break inside a cell would break the table for its readers. */
Test(dictionary, every_row_has_five_cells)
{
	struct buf b = { 0 };
	int rows = 0;
	fact_dictionary(&b);
	for (char *row = strtok(b.data, "\n"); row; row = strtok(NULL, "\n")) {
		int bars = 0;
		for (const char *p = row; *p; p++)
			bars += *p == '|';
		cr_assert(row[0] == '|' ? bars == 6 : bars == 0, "%s", row);
		rows += row[0] == '|';
	}
	cr_assert_eq(rows, FACT_KIND_COUNT + 2);
	buf_free(&b);
}
