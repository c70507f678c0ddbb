/* Is a picture anywhere in this process's memory after the vote? A wall of one shade of grey with a card before it is read three
 * times, then everything that can be written to is searched for a piece of that wall. Prints the places; 0: none.
 * Run without sanitizers: they keep what was freed.
 *   tool_wiped           after ballots_close
 *   tool_wiped kept      the control: our own copy is still there
 *   tool_wiped careless  the control: what the library frees is not overwritten */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ballots/ballots.h"
#include "base/arena.h"
#include "helpers/card_scene.h"

enum { WIDTH = 640, HEIGHT = 480, SHADE = 102 /* of the wall: 0.4 of 255 */, PIECE = 100 };

static int found_in(const unsigned char *p, const unsigned char *to)
{
	int found = 0, row = 0;
	for (; p < to; p++) {
		row = *p == SHADE ? row + 1 : 0;
		found += row == PIECE;
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

int main(int argc, char **argv)
{
	const char *way = argc > 1 ? argv[1] : "";
	static uint8_t gray[WIDTH * HEIGHT];
	struct ballots *b;
	struct ballot_counts c;
	/* What was freed before is not to be found either. */
	mallopt(M_PERTURB, 0xff);
	scene_draw_one(gray, WIDTH, HEIGHT, 5, 0, 12);
	if (!ballots_open(&b, 30, NULL))
		return 1;
	if (strcmp(way, "careless") == 0)
		mallopt(M_PERTURB, 0);
	for (int i = 0; i < 3; i++)
		ballots_read(b, gray, WIDTH, HEIGHT, WIDTH, &c);
	ballots_close(b);
	if (strcmp(way, "kept") != 0)
		explicit_bzero(gray, sizeof gray);
	printf("%d\n", look_everywhere());
	return c.answer[0] == 1 ? 0 : 1;
}
