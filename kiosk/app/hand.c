#include "app/hand.h"

#include "content/story.h"

/* Any right answer, or the luck-th of the others. */
static bool question(struct player *p, const struct screen *q, enum hand how, unsigned luck)
{
	int found[SCREEN_ANSWERS_MAX], count = 0;
	if (how == HAND_UNSURE)
		return replay_message(p, MSG_ANSWER, false, -1);
	for (int i = 0; i < q->answer_count; i++)
		if (q->answers[i].right == (how == HAND_RIGHT))
			found[count++] = i;
	return count && replay_message(p, MSG_ANSWER, false, found[luck % (unsigned)count]);
}

/* No answer is wrong; who is unsure would rather not say. */
static bool survey(struct player *p, const struct screen *q, enum hand how, unsigned luck)
{
	int which = how == HAND_UNSURE ? -1 : (int)(luck % (unsigned)q->answer_count);
	return replay_message(p, MSG_ANSWER, false, which);
}

/* The right ones; or one that is wrong, else one right one too few. */
static bool several(struct player *p, const struct screen *q, enum hand how, unsigned luck)
{
	bool done = false;
	if (how == HAND_UNSURE)
		return replay_message(p, MSG_ANSWER, false, -1);
	for (int i = 0; i < q->answer_count; i++) {
		bool pick = how == HAND_RIGHT ? q->answers[i].right : !done && (!q->answers[i].right || i + 1 == q->answer_count);
		done |= pick;
		if (pick && !replay_message(p, MSG_PICK, false, i))
			return false;
	}
	(void)luck;
	return replay_message(p, MSG_CHOSEN, true, 0);
}

static bool offers(const struct player *p, enum msg_kind kind)
{
	for (int i = 0; i < p->app->scene.target_count; i++)
		if (p->app->scene.targets[i].msg.kind == kind)
			return true;
	return false;
}

/* All the clues; or a place that is none, else a single clue; or none at all. */
static bool clues(struct player *p, const struct screen *q, enum hand how, unsigned luck)
{
	bool done = how == HAND_UNSURE;
	for (int i = 0; i < q->answer_count; i++) {
		bool pick = how == HAND_RIGHT ? q->answers[i].right : !done && (!q->answers[i].right || i + 1 == q->answer_count);
		done |= pick;
		if (!pick)
			continue;
		if (!replay_message(p, MSG_PICK, false, i))
			return false;
		/* the reply may stand where the list stood, on several parts */
		if (!offers(p, MSG_PICK) && session_clues_left(&p->app->session, q) && !replay_message(p, MSG_CLOSE, true, 0))
			return false;
	}
	(void)luck;
	return replay_message(p, MSG_CHOSEN, true, 0);
}

/* Reads, types the first letters that there are, looks at what the kiosk says of them; who is unsure passes. */
static bool password(struct player *p, const struct screen *q, enum hand how, unsigned luck)
{
	const struct session *s = &p->app->session;
	(void)q;
	for (int part = 0; part < 10 && s->act.count == 0 && how != HAND_UNSURE; part++)
		if (!replay_message(p, MSG_NEXT, true, 0))
			return false;
	if (how == HAND_UNSURE)
		return replay_message(p, MSG_SKIP, true, 0);
	for (unsigned i = 0; i < 3 + luck % 4; i++)
		if (!replay_message(p, MSG_TYPE, true, 0))
			return false;
	return replay_message(p, MSG_CHOSEN, true, 0) && replay_onward(p);
}

/* One gesture or two, and the memo read to its end; who is unsure takes none. */
static bool gestures(struct player *p, const struct screen *q, enum hand how, unsigned luck)
{
	unsigned first = luck % (unsigned)q->answer_count, second = luck / 7 % (unsigned)q->answer_count;
	if (how == HAND_UNSURE)
		return replay_message(p, MSG_SKIP, true, 0) && replay_onward(p);
	bool ok = replay_message(p, MSG_PICK, false, (int)first);
	if (second != first)
		ok = ok && replay_message(p, MSG_PICK, false, (int)second);
	return ok && replay_message(p, MSG_CHOSEN, true, 0) && replay_onward(p);
}

/* To an end of the story: the shortest way, or a walk that takes it in the end. */
static bool scenario(struct player *p, const struct screen *q, enum hand how, unsigned luck)
{
	const struct session *s = &p->app->session;
	const struct edition *ed = session_edition(s, p->app->pack);
	if (how == HAND_UNSURE)
		return replay_message(p, MSG_SKIP, true, 0);
	for (int tries = 0; q->answer_count; tries++, q = session_screen(s, p->app->pack)) {
		int way = (int)(luck >> tries % 16) % q->answer_count, least = MODULE_SCREENS_MAX;
		for (int i = 0; (how == HAND_RIGHT || tries > 12) && i < q->answer_count; i++) {
			int left = story_left(ed->screens, ed->screen_count, q->answers[i].to);
			if (left < least) {
				least = left;
				way = i;
			}
		}
		if (!replay_message(p, MSG_FOLLOW, false, way))
			return false;
	}
	return replay_onward(p);
}

/* Each thing into its box; or all of them into a wrong one. */
static bool sort(struct player *p, const struct screen *q, enum hand how, unsigned luck)
{
	const struct session *s = &p->app->session;
	for (int i = 0; i < q->answer_count; i++) {
		int right = q->answers[session_nth(q, i)].box;
		int box = how == HAND_RIGHT ? right : how == HAND_UNSURE ? -1 : (right + 1) % q->box_count;
		if (!replay_message(p, MSG_PUT, false, box))
			return false;
		for (int parts = 0; parts < 20 && s->at == AT_STEP && s->act.last >= 0; parts++)
			if (!replay_message(p, MSG_NEXT, true, 0))
				return false;
	}
	(void)luck;
	return s->at == AT_FEEDBACK;
}

/* From the first to the last, or from the last to the first. */
static bool order(struct player *p, const struct screen *q, enum hand how, unsigned luck)
{
	int n = q->answer_count;
	if (how == HAND_UNSURE)
		return replay_message(p, MSG_ANSWER, false, -1);
	for (int i = 0; i < n; i++)
		if (!replay_message(p, MSG_PICK, false, how == HAND_RIGHT ? i : n - 1 - i))
			return false;
	(void)luck;
	return replay_message(p, MSG_CHOSEN, true, 0);
}

/* To the truth, or to the end that is farther from it. */
static bool estimate(struct player *p, const struct screen *q, enum hand how, unsigned luck)
{
	const struct scale *c = &q->scale;
	const long long *value = &p->app->session.act.value[0];
	long long far = c->truth - c->from > c->to - c->truth ? c->from : c->to, large = session_large_step(c);
	long long goal = how == HAND_RIGHT ? c->truth : far;
	if (how == HAND_UNSURE)
		return replay_message(p, MSG_ANSWER, false, -1);
	for (int i = 0; i < 200 && (!p->app->session.act.touched || *value - goal >= c->step || goal - *value >= c->step); i++) {
		long long off = goal > *value ? goal - *value : *value - goal;
		if (!replay_message(p, goal > *value ? MSG_MORE : MSG_LESS, false, large && off >= large))
			return false;
	}
	(void)luck;
	return replay_message(p, MSG_CHOSEN, true, 0);
}

static bool (*const hands[SCREEN_KIND_COUNT])(struct player *, const struct screen *, enum hand, unsigned luck) = {
	[SCREEN_QUESTION] = question,
	[SCREEN_MEASURE] = question,
	[SCREEN_SCENARIO] = scenario,
	[SCREEN_PASSWORD] = password,
	[SCREEN_GESTURES] = gestures,
	[SCREEN_SURVEY] = survey,
	[SCREEN_DISCREET] = survey,
	[SCREEN_SEVERAL] = several,
	[SCREEN_CLUES] = clues,
	[SCREEN_SORT] = sort,
	[SCREEN_ORDER] = order,
	[SCREEN_ESTIMATE] = estimate,
	[SCREEN_TRUE_FALSE] = question,
};

bool hand_knows(enum screen_kind kind)
{
	return hands[kind] != NULL;
}

bool hand_play(struct player *p, enum hand how, unsigned luck)
{
	const struct session *s = &p->app->session;
	const struct screen *q = s->at == AT_STEP ? session_screen(s, p->app->pack) : NULL;
	return q && hands[q->kind] && hands[q->kind](p, q, how, luck);
}
