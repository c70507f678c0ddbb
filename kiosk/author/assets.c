#include "author/assets.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

const char *assets_find(struct arena *a)
{
	char exe[1024];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
	exe[n > 0 ? n : 0] = '\0';
	char *slash = strrchr(exe, '/');
	if (slash) {
		*slash = '\0';
		const char *beside = arena_printf(a, "%s/../assets", exe);
		if (file_exists(beside))
			return beside;
	}
	return "/usr/share/escale/assets";
}

void assets_words(struct look *look, const char *assets, struct arena *a)
{
	for (int i = 0; i < LANG_COUNT; i++) {
		struct err e = { 0 };
		char path[1200], told[600];
		snprintf(path, sizeof path, "%s/i18n/%s.po", assets, lang_table[i].code);
		if (!words_load(&look->words[i], path, a, &e) && e.code != ERR_MISSING)
			fprintf(stderr, "%s\n", err_print(&e, told, sizeof told));
	}
}
