/* The facts of a visit: what is told, and when (statistics.md, "Data dictionary"). */
#include "session/activity.h"

#include <string.h>

void tell(struct turn *t, enum fact_kind kind, const char *v0, const char *v1, const char *v2, const char *v3)
{
	struct fact f;
	/* What the dictionary refuses is not told: an id of content that no longer fits, never a crash. */
	if (fact_make(&f, kind, v0, v1, v2, v3, NULL))
		visit_add(&t->s->visit, &f);
}

void tell_apart(struct turn *t, enum fact_kind kind, const char *v0, const char *v1)
{
	struct effects *fx = t->fx;
	if (fx->fact_count < VISIT_PAD && fact_make(&fx->facts[fx->fact_count], kind, v0, v1, NULL, NULL, NULL))
		fx->fact_count++;
	fx->stop_done = true;
}

void tell_apart_done(struct turn *t)
{
	while (t->fx->fact_count < VISIT_PAD)
		tell_apart(t, FACT_DECOY, NULL, NULL);
}

void visit_open(struct turn *t)
{
	struct session *s = t->s;
	visit_begin(&s->visit, t->m->random);
	s->visit_ms = t->m->now_ms;
	s->slot = t->m->slot;
	s->counted = false;
}

void visit_close(struct turn *t)
{
	struct session *s = t->s;
	if (!s->counted)
		return;
	if (s->in_module)
		module_close(t, false);
	tell(t, FACT_LANGUAGE, lang_table[s->lang].code, NULL, NULL, NULL);
	if (s->large)
		tell(t, FACT_ACCESS, "large", NULL, NULL, NULL);
	if (s->contrast)
		tell(t, FACT_ACCESS, "contrast", NULL, NULL, NULL);
	if (s->voice)
		tell(t, FACT_ACCESS, "voice", NULL, NULL, NULL);
	tell(t, FACT_VISIT, fact_band_visit_minutes(t->m->now_ms - s->visit_ms), "alone", NULL, NULL);
	if (s->slot)
		tell(t, FACT_SLOT, s->slot > 2 ? "weekend" : "weekday", s->slot % 2 ? "morning" : "afternoon", NULL,
		     NULL);
	t->fx->fact_count = visit_end(&s->visit, t->fx->facts);
	t->fx->visit_done = true;
}

void module_open(struct turn *t)
{
	struct session *s = t->s;
	const struct edition *ed = session_edition(s, t->p);
	int remember = -1;
	s->step_count = 0;
	for (int i = 0; i < ed->screen_count; i++)
		if (ed->screens[i].kind == SCREEN_REMEMBER && remember < 0)
			remember = i;
	for (int i = 0; i < ed->screen_count; i++) {
		if (ed->screens[i].kind == SCREEN_SOURCES)
			continue;
		if (i && ed->screens[i].kind == SCREEN_SCENARIO && ed->screens[i - 1].kind == SCREEN_SCENARIO)
			continue; /* one story, one step */
		/* The measure is asked again once everything was taught: just before "À retenir". */
		if (i == remember)
			for (int j = 0; j < ed->screen_count; j++)
				if (ed->screens[j].kind == SCREEN_MEASURE && s->step_count < STEPS_MAX)
					s->steps[s->step_count++] = (struct step){ (short)j, true };
		if (s->step_count < STEPS_MAX)
			s->steps[s->step_count++] = (struct step){ (short)i, false };
	}
	s->answered = 0;
	s->before_right = s->before_asked = s->after_right = s->after_asked = 0;
	s->module_ms = t->m->now_ms;
	s->in_module = true;
	tell(t, FACT_MODULE_START, t->p->modules[s->module].id, NULL, NULL, NULL);
}

void module_close(struct turn *t, bool done)
{
	struct session *s = t->s;
	const char *id = t->p->modules[s->module].id;
	s->in_module = false;
	tell(t, FACT_MODULE_END, id, done ? "done" : "left",
	     fact_band_module_minutes(t->m->now_ms - s->module_ms), NULL);
	if (done && s->before_asked && s->after_asked)
		tell(t, FACT_QUIZ, id, fact_band_score(s->before_right, s->before_asked),
		     fact_band_score(s->after_right, s->after_asked), NULL);
}

void count_item(struct turn *t, enum item_result result)
{
	static const char *const names[] = { [ITEM_WRONG] = "wrong", [ITEM_RIGHT] = "right", [ITEM_SKIPPED] = "skipped" };
	struct session *s = t->s;
	const struct screen *q = session_screen(s, t->p);
	uint64_t bit = (uint64_t)1 << s->step;
	if (s->answered & bit)
		return;
	s->answered |= bit;
	bool measure = q->kind == SCREEN_MEASURE, after = s->steps[s->step].after;
	if (measure && !after) {
		s->before_asked++;
		s->before_right += result == ITEM_RIGHT;
	} else if (measure) {
		s->after_asked++;
		s->after_right += result == ITEM_RIGHT;
	}
	tell(t, FACT_ITEM, t->p->modules[s->module].id, q->id, measure ? after ? "after" : "before" : "during",
	     names[result]);
}
