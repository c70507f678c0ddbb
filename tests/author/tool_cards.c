/* A printed page of voting cards as a camera would read it: a grey PGM on standard input; prints "NUMBER LETTER" for each card, then
 * the longest black row of the page in pixels, which is the side of a square. */
#include <stdio.h>
#include <stdlib.h>

#include "ballots/internal.h"
#include "base/arena.h"

int main(void)
{
	int width, height, longest = 0;
	if (scanf("P5 %d %d 255%*1[\n]", &width, &height) != 2 || width < 1 || height < 1 || width > BALLOTS_WIDTH_MAX ||
	    height > BALLOTS_WIDTH_MAX)
		return 1;
	size_t size = (size_t)width * (size_t)height;
	uint8_t *gray = xmalloc(size);
	struct sight sights[BALLOTS_CARDS_MAX];
	struct ballots *b;
	if (fread(gray, 1, size, stdin) != size || !ballots_open(&b, BALLOTS_CARDS_MAX, NULL))
		return 1;
	int count = ballots_look(b, gray, width, height, width, sights);
	for (int i = 0; i < count; i++)
		printf("%d %c\n", sights[i].card, sights[i].answer == ANSWER_NONE ? '?' : 'A' + sights[i].answer);
	for (int y = 0; y < height; y++)
		for (int x = 0, run = 0; x < width; x++) {
			run = gray[y * width + x] < 64 ? run + 1 : 0;
			longest = run > longest ? run : longest;
		}
	printf("%d\n", longest);
	ballots_close(b);
	free(gray);
	return 0;
}
