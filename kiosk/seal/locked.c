#include "seal/locked.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/prompt.h"
#include "seal/age.h"

enum { TRIES = 3 };

static bool ask(struct str file, const char *what, char *words, struct buf *out, struct err *e)
{
	char question[300];
	snprintf(question, sizeof question, "Phrase de passe de %s (Entrée seule : passer) : ", what);
	for (int i = 0; i < TRIES; i++) {
		struct err why = { 0 };
		if (!prompt_secret(question, words, LOCKED_WORDS_MAX) || !*words)
			return err_set(e, ERR_REFUSED, "Vous n'avez pas donné la phrase de passe de %s.",
			               what);
		if (age_open_passphrase(str_from(words), file.s, file.n, out, &why))
			return true;
		if (why.code != ERR_KEY)
			return err_set(e, why.code, "%s", why.text);
		puts(i + 1 < TRIES
		         ? "Ce n'est pas cette phrase. Essayez encore (accents et espaces comptent)."
		         : "Ce n'est pas cette phrase.");
	}
	return err_set(
	    e, ERR_KEY,
	    "La phrase de passe de %s n'est pas la bonne. Si elle est perdue, la feuille imprimée ouvre "
	    "encore : escale-coordinator cles reprendre",
	    what);
}

bool locked_open(struct str file, const char *from, const char *what, struct buf *out, struct err *e)
{
	if (!age_wants_passphrase(file.s, file.n)) {
		buf_add(out, file.s, file.n);
		return true;
	}
	if (!prompt_person())
		return err_set(
		    e, ERR_KEY,
		    "« %s » est protégé par une phrase de passe : lancez cette commande dans un terminal, "
		    "pour pouvoir la taper.",
		    from);
	char *words = seal_secret_alloc(LOCKED_WORDS_MAX);
	prompt_hide(true);
	bool ok = ask(file, what, words, out, e);
	prompt_hide(false);
	seal_secret_free(words);
	return ok;
}

bool locked_read(const char *path, const char *what, struct buf *out, struct err *e)
{
	struct buf file = { 0 };
	bool ok = file_read(path, LOCKED_MAX, &file, e) &&
	          locked_open((struct str){ file.data, file.size }, path, what, out, e);
	if (file.data)
		seal_wipe(file.data, file.size);
	buf_free(&file);
	return ok;
}

bool locked_write(const char *path, const void *plain, size_t n, const char *words, struct err *e)
{
	struct buf sealed = { 0 }, there = { 0 }, back = { 0 };
	bool ok = age_seal_passphrase(&sealed, plain, n, str_from(words), AGE_WORK, e) &&
	          file_write(path, sealed.data, sealed.size, 0600, e) &&
	          file_read(path, LOCKED_MAX, &there, e) &&
	          age_open_passphrase(str_from(words), there.data, there.size, &back, e);
	if (ok && (back.size != n || memcmp(back.data, plain, n) != 0))
		ok = err_set(e, ERR_CORRUPT, "« %s » ne se relit pas : essayez un autre support.", path);
	if (back.data)
		seal_wipe(back.data, back.size);
	buf_free(&back);
	buf_free(&there);
	buf_free(&sealed);
	return ok;
}

bool locked_wipe(const char *path, struct err *e)
{
	static const char zeros[4096];
	struct stat st;
	int fd = open(path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
	bool ok = fd >= 0 && fstat(fd, &st) == 0;
	for (off_t left = ok ? st.st_size : 0; ok && left > 0;) {
		ssize_t w = write(fd, zeros, left < (off_t)sizeof zeros ? (size_t)left : sizeof zeros);
		ok = w > 0;
		left -= w;
	}
	ok = ok && fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	if ((ok && unlink(path) == 0) || (fd < 0 && errno == ENOENT))
		return true;
	return err_errno(e, path);
}
