#include "platform/helpers/folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char folder[64];

void folder_make(void)
{
	strcpy(folder, "/tmp/escale-platform-XXXXXX");
	if (!mkdtemp(folder))
		abort();
}

void folder_remove(void)
{
	char command[100];
	snprintf(command, sizeof command, "rm -rf %s", folder);
	if (system(command) != 0)
		abort();
}

const char *in_folder(const char *name)
{
	static char paths[4][300];
	static int next;
	next = (next + 1) % 4;
	snprintf(paths[next], sizeof paths[next], "%s/%s", folder, name);
	return paths[next];
}
