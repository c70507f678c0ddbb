#!/bin/bash
# The whole program with an invented clock in place of /sys/class/rtc: staff confirm the date once, the next starts of the machine
# believe it, and no longer once the clock has gone back (faults.md 19). tests/device/clock does it with a kernel's clock.
cd "$(dirname "$0")/../.."
. tests/kiosk/helpers/lib.sh

if ! unshare -m true 2>/dev/null || [ ! -d /sys/class ]; then
	echo "not root: no invented clock was tried"
	exit 0
fi
"$bin/escale-author" bake "$root/tests/flows/pack" small >said 2>&1 || fail "the small contents"
content=$dir/small
with_clock() { # START SECONDS|none TAPS: the kiosk in that start of the machine, with that clock
	ESCALE_BOOT_ID=$1 SECONDS_SAID=$2 unshare -m bash -c '
		mount -t tmpfs none /sys/class
		if [ "$SECONDS_SAID" != none ]; then
			mkdir -p /sys/class/rtc/rtc0
			echo "$SECONDS_SAID" >/sys/class/rtc/rtc0/since_epoch
		fi
		exec "$@"' - "$bin/escale-kiosk" --content "$content" --assets "$assets" --data "$data" --usb "$usb" --replay "$3" --trace trace \
		>said 2>&1 </dev/null || fail "status $? in start $1"
}
day=86400 now=$(date +%s)
confirm() { sed '/^print/d' "$1"; printf "tap Date : à confirmer\ntap Oui, c'est aujourd'hui\ntap Espace conseiller\nprint\n"; }
sed '0,/^code 280419$/{//d}' staff.taps >look.taps # the code is chosen once
confirm staff.taps >confirm.taps
confirm look.taps >again.taps

with_clock first "$now" confirm.taps
grep -q "Date : confirmée" trace && silent || fail "the date cannot be confirmed: $(cat trace)"
look() { # START SECONDS confirmed|asked WORDS-OF-THE-JOURNAL
	with_clock "$1" "$2" look.taps
	if [ "$3" = confirmed ]; then grep -q "Date : confirmée" trace; else grep -q "Date : à confirmer" trace; fi ||
		fail "start $1, the clock at $2: the date is not $3"
	[ -z "$4" ] && silent || says "$4"
}
look first "$now" confirmed ""
look second $((now + 3 * day)) confirmed "the date that staff confirmed holds"
look third $((now + 4 * day)) confirmed "holds"
look fourth $((now + 4 * day - 1)) asked "the clock has lost its time"
look fifth $((now + 9 * day)) asked ""
# Without a clock, and with one that answers nonsense, a restart asks again.
with_clock sixth none again.taps
grep -q "Date : confirmée" trace || fail "without a clock the date cannot be confirmed"
look seventh none asked ""
look eighth "no time" asked ""
