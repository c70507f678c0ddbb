/* Is what was typed anywhere in this process's memory? Types an invented password on the flow tests' stage, leaves by the way
 * that is asked for, and looks through everything that can be written to. Prints the places; 0: none.
 * With `group` as a second word it is written as a note on a group's board instead, and the way is the end of that session.
 * Run without sanitizers: they keep what was freed. `typed` looks before leaving: it must be found then. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/replay.h"
#include "flows/helpers/stage.h"

/* "kiraplovenu", nowhere in one piece but where it was typed. */
static const unsigned char hidden[] = { 'k' ^ 85, 'i' ^ 85, 'r' ^ 85, 'a' ^ 85, 'p' ^ 85, 'l' ^ 85, 'o' ^ 85, 'v' ^ 85,
					'e' ^ 85, 'n' ^ 85, 'u' ^ 85 };
enum { LENGTH = sizeof hidden };

static int found_in(const unsigned char *from, const unsigned char *to)
{
	int found = 0;
	for (const unsigned char *p = from; p + LENGTH <= to; p++) {
		int forth = 0, back = 0;
		while (forth < LENGTH && p[forth] == (hidden[forth] ^ 85))
			forth++;
		while (back < LENGTH && p[back] == (hidden[LENGTH - 1 - back] ^ 85))
			back++;
		if (forth == LENGTH || back == LENGTH) {
			printf("at %p\n", (const void *)p);
			found++;
		}
	}
	return found;
}

static int look_everywhere(void)
{
	FILE *maps = fopen("/proc/self/maps", "r");
	char line[400], rights[5];
	unsigned long from, to;
	int found = 0;
	while (maps && fgets(line, sizeof line, maps))
		if (sscanf(line, "%lx-%lx %4s", &from, &to, rights) == 3 && rights[0] == 'r' && rights[1] == 'w' &&
		    !strstr(line, "[vvar]"))
			found += found_in((const unsigned char *)from, (const unsigned char *)to);
	if (maps)
		fclose(maps);
	return found;
}

static bool play(struct stage *s, const char *script)
{
	struct err e = { 0 };
	bool ok = stage_play(s, "wiped", str_from(script), &e);
	if (!ok)
		fprintf(stderr, "%s\n", e.text);
	return ok;
}

#define WORKSHOP \
	"#! content kinds\nwake\ndo lang 0\nmodule atelier\nonward\nanswer right\nonward\ndo skip\ndo next\n"
#define BOARD \
	"#! content ../guides\n#! code 424242\nwake\ncorner left\ncorner right\ncorner left\ncorner right\ncorner left\n" \
	"corner right\ncode 424242\ntap Animer une séance\ntap Séance d'essai (125 min)\ntap Démarrer l'atelier\ntap Outils\n" \
	"tap Toutes les étapes\ntap 6. Ce qui aide, ce qui bloque (20 min)\ntap Ce qui aide\ntap Ajouter une note\n"

int main(int argc, char **argv)
{
	static struct stage stage;
	const char *way = argc > 1 ? argv[1] : "";
	FILE *nowhere = fopen("/dev/null", "w");
	stage_open(&stage, "10.1", nowhere);
	bool ok = play(&stage, argc > 2 && strcmp(argv[2], "group") == 0 ? BOARD : WORKSHOP);
	for (int i = 0; i < LENGTH; i++)
		ok = ok && replay_message(&stage.player, MSG_TYPE, false, hidden[i] ^ 85);
	if (strcmp(way, "idle") == 0)
		ok = ok && play(&stage, "wait 91\nwait 1\n");
	else if (strcmp(way, "typed") != 0)
		ok = ok && play(&stage, way);
	int found = ok ? look_everywhere() : -1;
	printf("%d\n", found);
	stage_close(&stage);
	fclose(nowhere);
	return ok ? 0 : 1;
}
