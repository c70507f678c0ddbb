#include "session/kinds.h"

static bool question(struct turn *t, const struct screen *q)
{
	int which = t->m->arg;
	if (t->m->kind != MSG_ANSWER || which < -1 || which >= q->answer_count)
		return false;
	t->s->answer = which;
	count_item(t, which < 0 ? ITEM_SKIPPED : q->answers[which].right ? ITEM_RIGHT : ITEM_WRONG);
	/* Before the module nobody is corrected: the answer is taught, then asked again. The feedback screen thanks. */
	activity_feedback(t);
	return true;
}

const struct activity_rule activity_rules[SCREEN_KIND_COUNT] = {
	[SCREEN_QUESTION] = { .update = question, .stays = true },
	[SCREEN_MEASURE] = { .update = question, .stays = true },
	[SCREEN_CLUES] = { .update = clues_update, .back = clues_back, .stays = true },
	[SCREEN_SCENARIO] = { .begin = scenario_begin, .update = scenario, .back = scenario_back, .stays = true },
	[SCREEN_PASSWORD] = { .update = password, .back = password_back, .stays = true },
	[SCREEN_CALCULATE] = { .begin = calculate_begin, .update = calculate_update },
	[SCREEN_GESTURES] = { .update = gestures, .back = gestures_back, .stays = true },
	[SCREEN_SORT] = { .update = sort_update, .back = sort_back, .stays = true },
	[SCREEN_ORDER] = { .update = order_update, .stays = true },
	[SCREEN_ESTIMATE] = { .begin = estimate_begin, .update = estimate_update, .stays = true },
	[SCREEN_SURVEY] = { .update = survey, .stays = true },
	[SCREEN_DISCREET] = { .update = discreet, .stays = true },
	[SCREEN_SEVERAL] = { .update = several_update, .stays = true },
	[SCREEN_TRUE_FALSE] = { .update = question, .stays = true },
};
