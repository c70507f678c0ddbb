#include "author/workroom.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

bool workroom_make(char path[WORKROOM_PATH], struct err *e)
{
	const char *where = getenv("TMPDIR");
	int n = snprintf(path, WORKROOM_PATH, "%s/escale-author-XXXXXX", where && where[0] ? where : "/tmp");
	if (n < WORKROOM_PATH && mkdtemp(path))
		return true;
	path[0] = '\0';
	return err_errno(e, "Dossier de travail");
}

static int drop(const char *path, const struct stat *st, int kind, struct FTW *walk)
{
	(void)st;
	(void)walk;
	return kind == FTW_DP ? rmdir(path) : unlink(path);
}

void workroom_remove(const char *path)
{
	if (path[0])
		nftw(path, drop, 8, FTW_DEPTH | FTW_PHYS);
}
