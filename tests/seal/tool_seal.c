/* The room seal/ on a command line, for the scripts that try it against the real age and minisign.
 *   tool_seal keygen                      identity, then recipient
 *   tool_seal seal RECIPIENT...           standard input to standard output
 *   tool_seal open IDENTITY_FILE          the same, back
 *   tool_seal lock WORDS                  standard input to standard output, with a passphrase; unlock: back
 *   tool_seal sign-new SECRET PUBLIC      a raw secret key, and a minisign public key file
 *   tool_seal sign SECRET COMMENT FILE    the .minisig to standard output
 *   tool_seal verify PUBLIC FILE MINISIG  prints the trusted comment
 * Exit 0, or 1 with the sentence on standard error. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "seal/age.h"
#include "seal/minisign.h"

enum { FILE_MAX_BYTES = 64 << 20 };

static bool from_stdin(void *context, void *bytes, size_t room, size_t *n, struct err *e)
{
	(void)context;
	*n = fread(bytes, 1, room, stdin);
	return !ferror(stdin) || err_errno(e, "stdin");
}

static bool to_stdout(void *context, const void *bytes, size_t n, struct err *e)
{
	(void)context;
	return fwrite(bytes, 1, n, stdout) == n || err_errno(e, "stdout");
}

static bool keygen(struct err *e)
{
	(void)e;
	struct age_identity *id = seal_secret_alloc(sizeof *id);
	struct age_recipient r;
	char secret[AGE_IDENTITY_SIZE], public[AGE_RECIPIENT_SIZE];
	age_identity_new(id);
	age_identity_recipient(id, &r);
	age_identity_print(id, secret);
	age_recipient_print(&r, public);
	printf("%s\n%s\n", secret, public);
	seal_secret_free(id);
	return true;
}

static bool seal(char **names, int count, struct err *e)
{
	struct age_recipient r[AGE_RECIPIENTS_MAX];
	static char piece[100003]; /* no divisor in common with a chunk */
	for (int i = 0; i < count; i++)
		if (!age_recipient_parse(&r[i], str_from(names[i]), e))
			return false;
	struct age_writer *w = age_writer_open(r, count, to_stdout, NULL, e);
	if (!w)
		return false;
	for (size_t n; (n = fread(piece, 1, sizeof piece, stdin)) > 0;)
		if (!age_writer_add(w, piece, n, e))
			break;
	return age_writer_close(w, e);
}

static bool open_age(const char *path, struct err *e)
{
	struct age_identity *ids = seal_secret_alloc(8 * sizeof *ids);
	struct buf text = { 0 };
	int count;
	bool good = file_read(path, 1 << 16, &text, e) &&
	            age_identities_parse(ids, 8, &count, (struct str){ text.data, text.size }, e) &&
	            age_open(ids, count, from_stdin, NULL, to_stdout, NULL, e);
	buf_free(&text);
	seal_secret_free(ids);
	return good;
}

static bool passphrase(const char *words, bool lock, struct err *e)
{
	struct buf in = { 0 }, out = { 0 };
	char piece[65536];
	for (size_t n; (n = fread(piece, 1, sizeof piece, stdin)) > 0;)
		buf_add(&in, piece, n);
	bool good = lock ? age_seal_passphrase(&out, in.data, in.size, str_from(words), AGE_WORK, e)
	                 : age_open_passphrase(str_from(words), in.data, in.size, &out, e);
	good = good && to_stdout(NULL, out.data, out.size, e);
	buf_free(&in);
	buf_free(&out);
	return good;
}

static bool sign_keys(const char *secret, const char *public, struct err *e)
{
	struct sign_secret *s = seal_secret_alloc(sizeof *s);
	struct sign_public p;
	char line[MINISIGN_PUBLIC_SIZE];
	struct buf text = { 0 };
	sign_new(s, &p);
	sign_public_print(&p, line);
	buf_printf(&text, "untrusted comment: minisign public key\n%s\n", line);
	bool good =
	    file_write(secret, s, sizeof *s, 0600, e) && file_write(public, text.data, text.size, 0644, e);
	buf_free(&text);
	seal_secret_free(s);
	return good;
}

static bool sign(const char *secret, const char *comment, const char *path, struct err *e)
{
	struct buf key = { 0 }, file = { 0 }, out = { 0 };
	bool good = file_read(secret, sizeof(struct sign_secret), &key, e) &&
	            file_read(path, FILE_MAX_BYTES, &file, e);
	if (good) {
		struct sign_secret s;
		memcpy(&s, key.data, sizeof s);
		sign_bytes(&s, file.data, file.size, comment, &out);
		fputs(out.data, stdout);
	}
	buf_free(&key);
	buf_free(&file);
	buf_free(&out);
	return good;
}

static bool verify(const char *public, const char *path, const char *minisig, struct err *e)
{
	struct buf key = { 0 }, file = { 0 }, signature = { 0 };
	struct sign_public p;
	char comment[MINISIGN_COMMENT_MAX];
	bool good =
	    file_read(public, 4096, &key, e) && file_read(path, FILE_MAX_BYTES, &file, e) &&
	    file_read(minisig, 65536, &signature, e) &&
	    sign_public_parse(&p, (struct str){ key.data, key.size }, e) &&
	    sign_verify(&p, file.data, file.size, (struct str){ signature.data, signature.size }, comment, e);
	if (good)
		puts(comment);
	buf_free(&key);
	buf_free(&file);
	buf_free(&signature);
	return good;
}

int main(int argc, char **argv)
{
	struct err e = { 0 };
	const char *verb = argc > 1 ? argv[1] : "";
	bool good = seal_init(&e);
	if (strcmp(verb, "keygen") == 0)
		good = good && keygen(&e);
	else if (strcmp(verb, "seal") == 0 && argc > 2 && argc <= 2 + AGE_RECIPIENTS_MAX)
		good = good && seal(argv + 2, argc - 2, &e);
	else if (strcmp(verb, "open") == 0 && argc == 3)
		good = good && open_age(argv[2], &e);
	else if ((strcmp(verb, "lock") == 0 || strcmp(verb, "unlock") == 0) && argc == 3)
		good = good && passphrase(argv[2], verb[0] == 'l', &e);
	else if (strcmp(verb, "sign-new") == 0 && argc == 4)
		good = good && sign_keys(argv[2], argv[3], &e);
	else if (strcmp(verb, "sign") == 0 && argc == 5)
		good = good && sign(argv[2], argv[3], argv[4], &e);
	else if (strcmp(verb, "verify") == 0 && argc == 5)
		good = good && verify(argv[2], argv[3], argv[4], &e);
	else
		good = err_set(&e, ERR_USAGE, "see the top of tests/seal/tool_seal.c");
	if (!good)
		fprintf(stderr, "%d: %s\n", e.code, e.text);
	return good ? 0 : 1;
}
