#include <string.h>

#include "ballots/internal.h"

void box_empty(struct box *b)
{
	explicit_bzero(b, sizeof *b);
	for (int i = 0; i <= BALLOTS_CARDS_MAX; i++)
		b->cards[i].answer = ANSWER_NONE;
}

static void forget_last(struct box_card *c)
{
	for (int i = 0; i < BALLOTS_LAST; i++)
		c->last[i] = ANSWER_NONE;
}

static void add(struct box_card *c, int frame, int answer)
{
	if (!c->seen || frame - c->frame > BOX_FRAMES)
		forget_last(c);
	memmove(c->last + 1, c->last, sizeof c->last - sizeof *c->last);
	c->last[0] = answer;
	c->frame = frame;
	c->seen++;
	int same = 0;
	for (int i = 0; i < BALLOTS_LAST; i++)
		same += c->last[i] == answer;
	if (answer != ANSWER_NONE && same >= BALLOTS_STEADY)
		c->answer = answer;
}

void box_add(struct box *b, const struct sight *sights, int count)
{
	b->frame++;
	for (int i = 0; i < count; i++)
		add(&b->cards[sights[i].card], b->frame, sights[i].answer);
}

/* A card that was seen in one picture only may be a trick of the light: it is not even "seen". */
void box_count(const struct box *b, struct ballot_counts *out)
{
	*out = (struct ballot_counts){ 0 };
	for (int i = 1; i <= BALLOTS_CARDS_MAX; i++) {
		const struct box_card *c = &b->cards[i];
		if (c->seen < BALLOTS_STEADY)
			continue;
		out->seen++;
		if (c->answer == ANSWER_NONE)
			out->unsure++;
		else
			out->answer[c->answer]++;
	}
}
