/* Hostile packs: whatever is not exactly what the authority signed is refused, and nothing of it is left in use. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/ustar.h"
#include "helpers/pack_box.h"
#include "packs/helpers/fault.h"
#include "seal/age.h"

static struct pack_box box;
static char path[100], out[100];
static struct arena memory;
static struct packfile f;

static void begin(void)
{
	struct err e = { 0 };
	box_open(&box);
	box_put_module(&box, "mail");
	box_put(&box, "mail/plus/gestes.txt", "un\n", 3);
	snprintf(path, sizeof path, "%s/p" PACKFILE_SUFFIX, box.dir);
	snprintf(out, sizeof out, "%s/out", box.dir);
	box_write(&box, "Prévention cyber", 3, path);
	cr_assert(file_mkdir(out, &e));
	f.fd = -1;
}

static void end(void)
{
	pack_fault = (struct pack_fault){ 0 };
	packfile_close(&f);
	arena_drop(&memory);
	box_close(&box);
}

TestSuite(packfile, .init = begin, .fini = end, .timeout = 120);

static bool open_it(struct err *e)
{
	packfile_close(&f);
	*e = (struct err){ 0 };
	return packfile_open(&f, path, &memory, e);
}

/* All that a kiosk asks before it believes. */
static bool accept(struct err *e)
{
	return open_it(e) && packfile_verify(&f, &box.authority, e) && packfile_unpack(&f, NULL, NULL, e);
}

static struct buf bytes_of(const char *file)
{
	struct buf b = { 0 };
	struct err e = { 0 };
	cr_assert(file_read(file, 1 << 24, &b, &e), "%s", e.text);
	return b;
}

static void put_bytes(const char *file, const char *bytes, size_t n)
{
	struct err e = { 0 };
	cr_assert(file_write(file, bytes, n, 0644, &e), "%s", e.text);
}

Test(packfile, is_signed_unpacked_and_every_file_is_there)
{
	struct err e;
	cr_assert(open_it(&e), "%s", e.text);
	cr_assert(packfile_verify(&f, &box.authority, &e), "%s", e.text);
	cr_expect_str_eq(f.signer, "Pays de Vallavre");
	cr_assert(packfile_unpack(&f, out, NULL, &e), "%s", e.text);
	for (int i = 0; i < box.count; i++) {
		char copy[300], source[300];
		snprintf(copy, sizeof copy, "%s/%s", out, box.items[i].path);
		snprintf(source, sizeof source, "%s/%s", box.files, box.items[i].path);
		struct buf a = bytes_of(copy), b = bytes_of(source);
		cr_expect(a.size == b.size && memcmp(a.data, b.data, a.size) == 0, "%s", copy);
		struct stat st;
		cr_expect(stat(copy, &st) == 0 && (st.st_mode & 07777) == 0600);
		buf_free(&a);
		buf_free(&b);
	}
}

static int lives;
static void alive(void *context)
{
	(void)context;
	lives++;
}

Test(packfile, says_that_it_is_alive)
{
	struct err e;
	struct packfile_alive a = { alive, NULL };
	cr_assert(open_it(&e));
	cr_assert(packfile_unpack(&f, NULL, &a, &e));
	cr_expect_eq(lives, box.count, "before each file: a slow stick needs seconds for one");
}

Test(packfile, one_file_can_be_read_alone)
{
	struct err e;
	struct buf b = { 0 };
	cr_assert(open_it(&e));
	cr_assert(packfile_read(&f, PACK_TITLES, &b, &e));
	cr_expect_str_eq(b.data, "mail\tLe courrier\n");
	cr_expect(!packfile_read(&f, "autre.txt", &b, &e));
	cr_expect_eq(e.code, ERR_MISSING);
	buf_free(&b);
}

/* ---- signatures ------------------------------------------------------------------------------------------------------- */

Test(packfile, without_a_signature_it_is_refused)
{
	struct err e;
	snprintf(path, sizeof path, "%s/plain" PACKFILE_SUFFIX, box.dir);
	cr_assert(open_it(&e));
	cr_expect(!packfile_verify(&f, &box.authority, &e));
	cr_expect_eq(e.code, ERR_REFUSED);
}

Test(packfile, another_authority_is_refused)
{
	struct sign_secret other;
	struct sign_public public;
	struct err e;
	sign_new(&other, &public);
	cr_assert(open_it(&e));
	cr_expect(!packfile_verify(&f, &public, &e));
	cr_expect_eq(e.code, ERR_KEY);
	memcpy(public.id, box.authority.id, sizeof public.id); /* and one that borrows the key number */
	e = (struct err){ 0 };
	cr_expect(!packfile_verify(&f, &public, &e));
	cr_expect_eq(e.code, ERR_SIGNATURE);
}

/* The same key signs lists of recipients and receipts: their signatures are not a pack's. */
Test(packfile, a_signature_of_something_else_is_refused)
{
	static const char *const comments[] = { "escale recipients version 3", "escale pack 1 version 4 Pays de Vallavre",
						"escale pack 1 version 3", "escale pack 1 version 3 ", "escale pack 1 version 33 A",
						"escale pack 1 version 3 Pays\u202Ede" };
	struct err e;
	struct buf whole = bytes_of(path);
	cr_assert(open_it(&e));
	struct str rest = { whole.data + f.start, whole.size - f.start };
	char *text = arena_strndup(&memory, f.text.s, f.text.n);
	for (size_t i = 0; i < sizeof comments / sizeof *comments; i++) {
		struct buf sig = { 0 };
		sign_bytes(&box.key, text, strlen(text), comments[i], &sig);
		box_write_raw(path, str_from(text), &sig, rest);
		cr_assert(open_it(&e), "%s: %s", comments[i], e.text);
		cr_expect(!packfile_verify(&f, &box.authority, &e), "%s", comments[i]);
		buf_free(&sig);
	}
	buf_free(&whole);
}

/* ---- damage ------------------------------------------------------------------------------------------------------------ */

Test(packfile, cut_anywhere_it_is_refused)
{
	struct buf whole = bytes_of(path);
	for (size_t n = 0; n < whole.size; n += n < 4096 ? 97 : 512) {
		struct err e;
		put_bytes(path, whole.data, n);
		cr_expect(!accept(&e), "%zu bytes", n);
	}
	buf_free(&whole);
}

Test(packfile, with_anything_behind_it_is_refused)
{
	struct buf whole = bytes_of(path);
	struct err e;
	buf_add(&whole, "\0", 1);
	put_bytes(path, whole.data, whole.size);
	cr_expect(!accept(&e));
	for (int i = 1; i < 10240; i++)
		buf_add(&whole, "\0", 1);
	put_bytes(path, whole.data, whole.size);
	cr_expect(!accept(&e));
	buf_free(&whole);
}

/* One bit of every byte. Only minisign's first line is not signed: nobody reads it, and nothing may come of it. */
Test(packfile, one_bit_flipped_anywhere_it_is_refused)
{
	struct buf whole = bytes_of(path);
	struct err e;
	cr_assert(open_it(&e));
	char *list = strndup(f.text.s, f.text.n);
	struct str untrusted;
	str_cut(f.minisig, '\n', &untrusted, &(struct str){ 0 });
	int fd = open(path, O_RDWR), accepted = 0;
	for (size_t i = 0; i < whole.size; i++) {
		char flipped = (char)(whole.data[i] ^ (1 << i % 8));
		cr_assert_eq(pwrite(fd, &flipped, 1, (off_t)i), 1);
		if (accept(&e)) {
			accepted++;
			cr_expect(f.text.n == strlen(list) && memcmp(f.text.s, list, f.text.n) == 0);
		}
		packfile_close(&f);
		if (i % 512 == 0)
			arena_reset(&memory);
		cr_assert_eq(pwrite(fd, whole.data + i, 1, (off_t)i), 1);
	}
	close(fd);
	cr_expect(accept(&e), "%s", e.text); /* whole again */
	cr_expect_leq(accepted, (int)untrusted.n);
	free(list);
	buf_free(&whole);
}

/* ---- archives that say something else ------------------------------------------------------------------------------------ */

/* Any bytes in place of the head of the first file; the list and its signature are good. */
static void replace_head(const char head[USTAR_BLOCK])
{
	struct err e;
	cr_assert(open_it(&e));
	int fd = open(path, O_WRONLY);
	cr_assert_eq(pwrite(fd, head, USTAR_BLOCK, (off_t)f.start), USTAR_BLOCK);
	close(fd);
}

static void checksum(char head[USTAR_BLOCK])
{
	unsigned sum = 0;
	memset(head + 148, ' ', 8);
	for (int i = 0; i < USTAR_BLOCK; i++)
		sum += (unsigned char)head[i];
	snprintf(head + 148, 8, "%06o", sum);
}

Test(packfile, links_devices_folders_and_other_kinds_are_refused)
{
	for (const char *type = "123456789xgLKSV"; *type; type++) {
		char head[USTAR_BLOCK];
		struct err e;
		ustar_head(head, PACK_LICENCE, 13);
		head[156] = *type;
		strcpy(head + 157, "/etc/passwd");
		checksum(head);
		replace_head(head);
		cr_expect(!accept(&e), "type %c", *type);
		cr_expect(!packfile_unpack(&f, out, NULL, &e));
	}
	struct stat st;
	char copy[200];
	snprintf(copy, sizeof copy, "%s/LICENCE", out);
	cr_expect(lstat(copy, &st) != 0 || S_ISREG(st.st_mode));
}

Test(packfile, a_name_that_is_not_the_lists_is_refused)
{
	static const char *const names[] = { "../LICENCE", "/LICENCE", "licence", "LICENCE/", "./LICENCE", "mail/fr.md" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char head[USTAR_BLOCK];
		struct err e;
		ustar_head(head, names[i], 13);
		replace_head(head);
		cr_expect(!accept(&e), "%s", names[i]);
	}
}

Test(packfile, a_size_that_is_not_the_lists_is_refused)
{
	static const uint64_t sizes[] = { 0, 12, 14, 512, 1 << 20, USTAR_SIZE_MAX };
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		char head[USTAR_BLOCK];
		struct err e;
		ustar_head(head, PACK_LICENCE, sizes[i]);
		replace_head(head);
		cr_expect(!accept(&e));
	}
}

/* A list that lies, signed by a deceived authority: sizes and hashes are still those of the bytes that are there. */
Test(packfile, a_list_that_lies_is_refused_even_when_it_is_signed)
{
	struct buf whole = bytes_of(path);
	struct err e;
	cr_assert(open_it(&e));
	struct str rest = { whole.data + f.start, whole.size - f.start };
	char *text = arena_strndup(&memory, f.text.s, f.text.n);
	const char *from[] = { " 13 LICENCE", "file ", " 13 LICENCE", "mail/lettre.png" };
	const char *to[] = { " 14 LICENCE", "file f", " 99 LICENCE", "mail/lettra.png" };
	for (int i = 0; i < 4; i++) {
		struct buf lie = { 0 }, sig = { 0 };
		char *at = strstr(text, from[i]);
		cr_assert_not_null(at);
		buf_add(&lie, text, (size_t)(at - text));
		buf_puts(&lie, to[i]);
		buf_puts(&lie, at + strlen(from[i]) + (i == 1)); /* one digit of the hash is another one */
		box_sign(&box, (struct str){ lie.data, lie.size }, 3, &sig);
		box_write_raw(path, (struct str){ lie.data, lie.size }, &sig, rest);
		cr_expect(!accept(&e), "%s", to[i]);
		buf_free(&lie);
		buf_free(&sig);
	}
	buf_free(&whole);
}

Test(packfile, a_list_over_its_bound_is_not_read)
{
	char head[USTAR_BLOCK];
	struct err e;
	ustar_head(head, PACKLIST_FILE, PACKLIST_BYTES_MAX + 1);
	put_bytes(path, head, sizeof head);
	cr_expect(!accept(&e));
	cr_expect_eq(e.code, ERR_TOO_BIG);
	ustar_head(head, PACKLIST_FILE, USTAR_SIZE_MAX);
	put_bytes(path, head, sizeof head);
	cr_expect(!accept(&e));
	cr_expect_eq(e.code, ERR_TOO_BIG);
}

Test(packfile, four_gigabytes_of_nothing_are_refused_at_once)
{
	struct err e;
	struct stat st;
	cr_assert_eq(truncate(path, (off_t)4 << 30), 0); /* sparse: the list is good, the size is not */
	cr_assert(stat(path, &st) == 0 && st.st_size == (off_t)4 << 30);
	cr_expect(!accept(&e));
	cr_expect_eq(e.code, ERR_CORRUPT);
	unlink(path);
	int fd = open(path, O_WRONLY | O_CREAT, 0644);
	cr_assert_eq(ftruncate(fd, (off_t)4 << 30), 0);
	close(fd);
	cr_expect(!accept(&e));
	cr_expect_eq(e.code, ERR_FORMAT);
}

/* ---- what is not a file ------------------------------------------------------------------------------------------------- */

Test(packfile, a_link_a_pipe_a_folder_and_a_device_are_refused)
{
	struct err e;
	char link[120];
	snprintf(link, sizeof link, "%s/link", box.dir);
	cr_assert_eq(symlink(path, link), 0);
	cr_expect(!packfile_open(&f, link, &memory, &(struct err){ 0 }));
	unlink(link);
	cr_assert_eq(mkfifo(link, 0644), 0);
	cr_expect(!packfile_open(&f, link, &memory, &(struct err){ 0 })); /* and does not wait for a writer */
	cr_expect(!packfile_open(&f, box.dir, &memory, &(struct err){ 0 }));
	cr_expect(!packfile_open(&f, "/dev/zero", &memory, &(struct err){ 0 }));
	e = (struct err){ 0 };
	cr_expect(!packfile_open(&f, "/dev/null", &memory, &e));
	cr_expect_eq(e.code, ERR_FORMAT);
}

/* ---- a stick that is pulled, a card that is full ---------------------------------------------------------------------------- */

Test(packfile, a_stick_pulled_at_any_read_is_an_error_and_no_more)
{
	for (int after = 0;; after++) {
		struct err e;
		pack_fault = (struct pack_fault){ 0 };
		cr_assert(open_it(&e));
		pack_fault = (struct pack_fault){ .on = PACK_FAULT_READ, .after = after, .error = 5 /* EIO */ };
		bool ok = packfile_unpack(&f, NULL, NULL, &e);
		bool met = pack_fault.met;
		pack_fault = (struct pack_fault){ 0 };
		if (!met) {
			cr_expect(ok);
			cr_expect_gt(after, 10);
			return;
		}
		cr_expect(!ok);
		cr_expect(e.code == ERR_IO, "read %d: %d", after, e.code);
	}
}

Test(packfile, a_card_full_at_any_write_is_told_as_the_cards)
{
	static const int calls[] = { PACK_FAULT_WRITE, PACK_FAULT_OPEN, PACK_FAULT_MKDIR };
	for (size_t c = 0; c < 3; c++)
		for (int after = 0;; after++) {
			struct err e;
			char command[300];
			snprintf(command, sizeof command, "rm -rf %s && mkdir %s", out, out);
			cr_assert_eq(system(command), 0);
			cr_assert(open_it(&e));
			pack_fault = (struct pack_fault){ .on = calls[c], .after = after, .error = 28 /* ENOSPC */, .under = out };
			bool ok = packfile_unpack(&f, out, NULL, &e);
			bool met = pack_fault.met;
			pack_fault = (struct pack_fault){ 0 };
			if (!met) {
				cr_expect(ok, "%s", e.text);
				cr_expect_gt(after, 1);
				break;
			}
			cr_expect(!ok);
			cr_expect_eq(e.code, ERR_FULL, "call %d after %d: %s", calls[c], after, e.text);
		}
}

Test(packfile, a_file_that_changes_while_it_is_packed_is_noticed)
{
	struct packlist list = box_list(&box, "A", 1);
	struct err e = { 0 };
	char file[200];
	cr_assert(packlist_check(&list, &e));
	snprintf(file, sizeof file, "%s/LICENCE", box.files);
	put_bytes(file, "CC BY-SA 4.1\n", 13);
	cr_expect(!packfile_make(path, &list, box.files, &e));
	cr_expect_eq(e.code, ERR_CORRUPT);
	cr_expect(accept(&e)); /* what was there before is still there */
}
