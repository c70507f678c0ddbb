/* ouvrir -i CLE FICHIER: the payload of any age file of X25519 recipients, to standard output. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "coordinator/cmd.h"
#include "coordinator/state.h"

static bool from_file(void *context, void *bytes, size_t room, size_t *n, struct err *e)
{
	const int *fd = context;
	ssize_t got;
	while ((got = read(*fd, bytes, room)) < 0 && errno == EINTR)
		;
	if (got < 0)
		return err_set(e, ERR_IO, "Lecture : %s.", strerror(errno));
	*n = (size_t)got;
	return true;
}

static bool to_output(void *context, const void *bytes, size_t n, struct err *e)
{
	(void)context;
	for (const char *p = bytes; n;) {
		ssize_t w = write(STDOUT_FILENO, p, n);
		if (w < 0 && errno != EINTR)
			return err_set(e, errno == ENOSPC ? ERR_FULL : ERR_IO, "Écriture : %s.",
			               strerror(errno));
		if (w > 0)
			p += w, n -= (size_t)w;
	}
	return true;
}

bool cmd_open(struct call *c, struct err *e)
{
	static const char usage[] =
	    "Usage : escale-coordinator ouvrir -i FICHIER_DE_CLE [-i ...] FICHIER   (- : entrée standard)";
	struct age_identity *ids = seal_secret_alloc(STATE_IDENTITIES_MAX * sizeof *ids);
	const char *path;
	int count = 0, fd = -1;
	bool ok = true;
	while (ok && (path = args_value(&c->args, "-i", "--cle"))) {
		int more = identities_load(path, ids + count, STATE_IDENTITIES_MAX - count, e);
		count += more;
		ok = more > 0;
	}
	ok = ok && args_done(&c->args, 1, 1, usage, e);
	if (ok && count == 0)
		ok = err_set(e, ERR_USAGE, "%s", usage);
	if (ok) {
		const char *file = c->args.word[0];
		fd = strcmp(file, "-") == 0 ? dup(STDIN_FILENO) : open(file, O_RDONLY | O_CLOEXEC);
		ok = fd >= 0 ? age_open(ids, count, from_file, &fd, to_output, NULL, e)
		             : err_set(e, ERR_IO, "« %s » : %s.", file, strerror(errno));
	}
	if (fd >= 0)
		close(fd);
	seal_secret_free(ids);
	return ok;
}
