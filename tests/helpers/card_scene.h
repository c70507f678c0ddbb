/* A room full of raised voting cards, as a camera would see it: drawn here, so that every card's true answer is known.
 * The camera has a field of view of 60 degrees across; 30 people sit in five rows of six, all at one distance. */
#ifndef ESCALE_TESTS_CARD_SCENE_H
#define ESCALE_TESTS_CARD_SCENE_H

#include <stdint.h>

enum { SCENE_CARDS = 30 };

struct card_scene {
	int width, height;
	double distance_m;
	double module_mm;       /* of the tag: 9 (four cards a page) or 14 (two) */
	double lean_degrees;    /* each card is turned by up to this much from upright */
	double aside_degrees;   /* and away from the camera, to the side and up or down */
	double blur_px;         /* Gaussian: lens and focus */
	double shake_px;        /* hand or camera moving sideways during the picture */
	double noise;           /* standard deviation, of 255 */
	double black, white;    /* what ink and paper become, of 255 */
	int jpeg;               /* quality of an 8 x 8 block compression, 0: none */
	double covered;         /* share of the cards with a thumb on a corner of the tag */
	unsigned seed;
};

/* Good light, and a hall in the evening. */
struct card_scene scene_good(int width, double distance_m, double module_mm, unsigned seed);
struct card_scene scene_poor(int width, double distance_m, double module_mm, unsigned seed);

/* What card 1.. truly says, 0 to 3: drawn by lot from the seed. */
int scene_answer(const struct card_scene *, int card);

/* Frame by frame the hands tremble and the noise differs. gray: width * height bytes. */
void scene_draw(const struct card_scene *, int frame, uint8_t *gray);

/* One card alone in the middle, seen from the front, turned clockwise by this much: no blur, no noise. */
void scene_draw_one(uint8_t *gray, int width, int height, int card, double degrees, double module_px);

#endif
