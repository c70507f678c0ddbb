/* Which of a display's modes is taken. */
#include "screen/screen.h"

static long long worth(const struct screen_mode *m)
{
	long long worth = (long long)m->width * m->height * 1000 + m->refresh_hz;
	const long long more = 1LL << 50; /* than any size */
	return worth + (m->preferred ? more : 0) + (m->asked ? 2 * more : 0) - (m->interlaced ? 4 * more : 0);
}

int screen_pick(const struct screen_mode *modes, int count)
{
	int best = -1;
	for (int i = 0; i < count; i++)
		if (best < 0 || worth(&modes[i]) > worth(&modes[best]))
			best = i;
	return best;
}
