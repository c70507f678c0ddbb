/* The date that staff confirm, and how long it is believed. */
#include "app/world_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "platform/clock.h"

enum { DAY_S = 24 * 60 * 60, BATTERY_TRUST_DAYS = 400 };
/* A clock whose battery was empty begins again in 1970 or on 2000-01-01. Its first day says nothing yet: a second empty
 * battery would look the same. */
static const int64_t battery_first_s = 946684800 + DAY_S;

/* What is remembered of the clock with a battery. */
struct believed {
	long long offset_days;  /* confirmed day minus the day that this clock says */
	long long confirmed_s;  /* when staff confirmed it, by this clock */
	long long seen_s;       /* when it was last looked at */
};

static const char setting[] = "date-battery";

enum { BOOT_MAX = 64 };

/* A name for the time since the machine was switched on. The service gives it to us (escale-kiosk.service): its /proc does not
 * hold it. */
static bool boot_id(char out[BOOT_MAX])
{
	const char *given = getenv("ESCALE_BOOT_ID");
	if (given && *given)
		return str_copy(out, BOOT_MAX, given);
	FILE *f = fopen("/proc/sys/kernel/random/boot_id", "re");
	bool ok = f && fgets(out, BOOT_MAX, f);
	if (f)
		fclose(f);
	return ok;
}

static bool battery(const struct keeper *k, int64_t *seconds)
{
	return k->o.battery && k->o.battery(k->o.context, seconds) && *seconds >= battery_first_s;
}

static void remember(struct keeper *k, const struct believed *b)
{
	char value[80];
	struct err e = { 0 };
	int n = b ? snprintf(value, sizeof value, "%lld %lld %lld", b->offset_days, b->confirmed_s, b->seen_s)
		  : snprintf(value, sizeof value, "none");
	if (!store_set(k->store, setting, value, (size_t)n, &e))
		log_err("date", &e);
}

static bool recall(struct keeper *k, struct believed *b)
{
	char value[STORE_SETTING_MAX];
	size_t n;
	if (!store_get(k->store, setting, value, &n, NULL) || n >= sizeof value)
		return false;
	value[n] = '\0';
	return sscanf(value, "%lld %lld %lld", &b->offset_days, &b->confirmed_s, &b->seen_s) == 3;
}

/* After a restart of the machine: the clock went on without us, if it has gone on at all. */
static bool believe_battery(struct keeper *k)
{
	struct believed b;
	int64_t now_s;
	if (!recall(k, &b))
		return false;
	if (!battery(k, &now_s) || now_s < b.seen_s || now_s - b.confirmed_s > (int64_t)BATTERY_TRUST_DAYS * DAY_S) {
		log_warn("the clock has lost its time, or nobody has confirmed it for long: staff are asked for the date");
		remember(k, NULL); /* nor will it be believed when it has caught up */
		return false;
	}
	k->day_offset = clock_day_of(now_s) + b.offset_days - k->o.clock_day(k->o.context);
	k->date_confirmed = true;
	b.seen_s = now_s;
	remember(k, &b);
	log_info("the clock went on without us: the date that staff confirmed holds");
	return true;
}

void world_load_date(struct keeper *k)
{
	char value[STORE_SETTING_MAX], boot[BOOT_MAX];
	size_t n;
	if (store_get(k->store, "date-boot", value, &n, NULL) && boot_id(boot) && n == strlen(boot) &&
	    memcmp(value, boot, n) == 0) {
		k->date_confirmed = true;
		k->day_offset = store_get_int(k->store, "date-offset", 0);
		return;
	}
	believe_battery(k);
}

void world_confirm_date(struct keeper *k, int64_t day)
{
	char boot[BOOT_MAX];
	int64_t now_s;
	struct err e = { 0 };
	k->day_offset = day - k->o.clock_day(k->o.context);
	k->date_confirmed = true;
	if (!boot_id(boot) || !store_set_int(k->store, "date-offset", k->day_offset, &e) ||
	    !store_set(k->store, "date-boot", boot, strlen(boot), &e))
		log_err("date", &e); /* it holds until the program ends, at least */
	if (battery(k, &now_s))
		remember(k, &(struct believed){ day - clock_day_of(now_s), now_s, now_s });
}
