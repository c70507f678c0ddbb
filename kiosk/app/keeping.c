#include "app/keeping.h"

static const int every_ms[KEPT_COUNT] = { [KEPT_GUIDED] = KEEPING_EVERY_MS };

void keeping_ask(struct keeping *k, unsigned which, bool soon, long long now_ms)
{
	for (int i = 0; i < KEPT_COUNT; i++) {
		if (!(which >> i & 1))
			continue;
		long long due = soon ? now_ms + KEEPING_SOON_MS : now_ms;
		if (k->ever[i] && due < k->written_ms[i] + every_ms[i])
			due = k->written_ms[i] + every_ms[i];
		if (!(k->waits >> i & 1) || due < k->due_ms[i])
			k->due_ms[i] = due;
		k->waits |= 1u << i;
	}
}

static unsigned written(struct keeping *k, bool everything, long long now_ms)
{
	unsigned out = 0;
	for (int i = 0; i < KEPT_COUNT; i++)
		if (k->waits >> i & 1 && (everything || k->due_ms[i] <= now_ms)) {
			out |= 1u << i;
			k->written_ms[i] = now_ms;
			k->ever[i] = true;
		}
	k->waits &= ~out;
	return out;
}

unsigned keeping_due(struct keeping *k, long long now_ms)
{
	return written(k, false, now_ms);
}

unsigned keeping_all(struct keeping *k, long long now_ms)
{
	return written(k, true, now_ms);
}

void keeping_forget(struct keeping *k, unsigned which)
{
	k->waits &= ~which;
}

long long keeping_deadline(const struct keeping *k)
{
	long long first = -1;
	for (int i = 0; i < KEPT_COUNT; i++)
		if (k->waits >> i & 1 && (first < 0 || k->due_ms[i] < first))
			first = k->due_ms[i];
	return first;
}
