#include "ballots/ballots.h"

#include <apriltag/apriltag.h>
#include <apriltag/tag36h11.h>
#include <malloc.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ballots/internal.h"
#include "base/arena.h"

struct ballots {
	apriltag_family_t *family;
	apriltag_detector_t *detector;
	struct box box;
};

/* By measure (180 pictures of cards a figure, the scenes of tests/helpers/card_scene.c, the same paper for both
 * families): tag36h11 reads 78 % of A6 cards at 6 m in good light with 1280 pixels, tagStandard41h12, whose frame is five
 * modules wide instead of eight, 7 %; A5 cards in poor light at 5 m 83 % and 40 %. Neither read a single card wrongly.
 * Looking for squares in a picture 1.5 times smaller takes a third of the time and finds 1 or 2 cards in 100 less, which the
 * next frame brings; 2 times smaller loses half of the cards at the far end. Digits are read in the full picture. */
static const float smaller = 1.5f;

enum { WRONG_BITS_MAX = 1 /* of 36; two cards differ in 11 at least, whichever way they are turned */ };

bool ballots_open(struct ballots **out, int cards, struct err *e)
{
	*out = NULL;
	if (cards < 1 || cards > BALLOTS_CARDS_MAX)
		return err_set(e, ERR_USAGE, "%d cartes : il en faut de 1 à %d.", cards, BALLOTS_CARDS_MAX);
	struct ballots *b = xmalloc(sizeof *b);
	/* The library frees its copies of the picture without overwriting them. While a vote is open, what is freed in this
	 * process is overwritten by the C library (mallopt(3)). */
	mallopt(M_PERTURB, 0xff);
	b->family = tag36h11_create();
	b->family->ncodes = (uint32_t)cards + 1; /* ids 0 to cards; nothing else is looked for, and the table stays small */
	b->detector = apriltag_detector_create();
	b->detector->quad_decimate = smaller;
	apriltag_detector_add_family_bits(b->detector, b->family, WRONG_BITS_MAX);
	box_empty(&b->box);
	*out = b;
	return true;
}

void ballots_restart(struct ballots *b)
{
	box_empty(&b->box);
}

void ballots_close(struct ballots *b)
{
	if (!b)
		return;
	apriltag_detector_destroy(b->detector);
	tag36h11_destroy(b->family);
	explicit_bzero(b, sizeof *b);
	free(b);
	mallopt(M_PERTURB, 0);
}

/* ---- one picture ---- */

/* Corners: bottom left, bottom right, top right, top left of the card held upright. The turn nearest to what perspective made of
 * the card: a card seen from the side leans to none. */
static int answer_of(const double p[4][2])
{
	double right[2], down[2];
	for (int i = 0; i < 2; i++) {
		right[i] = p[1][i] + p[2][i] - p[0][i] - p[3][i];
		down[i] = p[0][i] + p[1][i] - p[2][i] - p[3][i];
	}
	double degrees = atan2(right[1] - down[0], right[0] + down[1]) * 180 / M_PI; /* clockwise */
	int quarters = (int)lround(degrees / 90);
	if (fabs(degrees - quarters * 90) > BALLOTS_TILT_MAX)
		return ANSWER_NONE;
	return (BALLOTS_ANSWERS - quarters) % BALLOTS_ANSWERS; /* a quarter clockwise brings D, on the left, to the top */
}

/* A number twice in one picture: two copies were printed, and nobody can say which one votes. */
static int note(struct sight *out, int count, int card, int answer)
{
	for (int i = 0; i < count; i++)
		if (out[i].card == card) {
			out[i].answer = ANSWER_NONE;
			return count;
		}
	out[count] = (struct sight){ card, answer };
	return count + 1;
}

int ballots_look(struct ballots *b, const uint8_t *gray, int width, int height, int stride, struct sight *out)
{
	if (!gray || width < BALLOTS_SIDE || height < BALLOTS_SIDE || width > BALLOTS_WIDTH_MAX || height > BALLOTS_WIDTH_MAX ||
	    stride < width)
		return 0;
	int count = 0;
	image_u8_t picture = { .width = width, .height = height, .stride = stride, .buf = (uint8_t *)(uintptr_t)gray };
	zarray_t *found = apriltag_detector_detect(b->detector, &picture);
	for (int i = 0; i < zarray_size(found); i++) {
		apriltag_detection_t *d;
		zarray_get(found, i, &d);
		if (d->id >= 1)
			count = note(out, count, d->id, answer_of(d->p));
		d->id = 0; /* too small a piece for mallopt's care */
		explicit_bzero(d->p, sizeof d->p);
		explicit_bzero(d->c, sizeof d->c);
		explicit_bzero(d->H->data, sizeof *d->H->data * d->H->nrows * d->H->ncols); /* how it was turned, and where */
	}
	apriltag_detections_destroy(found);
	return count;
}

void ballots_read(struct ballots *b, const uint8_t *gray, int width, int height, int stride, struct ballot_counts *out)
{
	struct sight sights[BALLOTS_CARDS_MAX];
	box_add(&b->box, sights, ballots_look(b, gray, width, height, stride, sights));
	explicit_bzero(sights, sizeof sights);
	box_count(&b->box, out);
}

/* ---- what is printed ---- */

bool ballots_drawing(int card, uint8_t dark[BALLOTS_SIDE * BALLOTS_SIDE])
{
	if (card < 1 || card > BALLOTS_CARDS_MAX)
		return false;
	apriltag_family_t *family = tag36h11_create();
	image_u8_t *drawing = apriltag_to_image(family, card); /* with a white module around */
	for (int y = 0; y < BALLOTS_SIDE; y++)
		for (int x = 0; x < BALLOTS_SIDE; x++)
			dark[y * BALLOTS_SIDE + x] = drawing->buf[(y + 1) * drawing->stride + x + 1] == 0;
	free(drawing->buf); /* Debian's library keeps image_u8_destroy to itself; this is all it does */
	free(drawing);
	tag36h11_destroy(family);
	return true;
}
