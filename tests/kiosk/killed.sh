#!/bin/bash
# Killed without warning (faults.md 7) while visits are kept, at six moments: the next start finds a database that is whole, with no fewer visits
# than before, and says nothing is wrong.
cd "$(dirname "$0")/../.."
. tests/kiosk/helpers/lib.sh

visits() { sqlite3 data/escale.db 'pragma quick_check' | grep -qx ok || fail "the database is not whole"; sqlite3 data/escale.db "select coalesce(max(visits), 0) from state"; }
# Statistics have somebody to go to.
coordination
kiosk 0 --authority coordination/autorite.pub --replay setup.taps
kiosk 0 --simulate 3 --seed 1
before=$(visits)
[ "$before" -gt 0 ] || fail "no visit is counted"
for moment in 0 0.05 0.1 0.2 0.35 0.5; do # after the first write
	"$bin/escale-kiosk" --content "$content" --assets "$assets" --data "$data" --usb "$usb" --simulate 4000 --seed "7${moment#*.}" >said 2>&1 </dev/null &
	program=$!
	for _ in $(seq 400); do
		[ ! -s data/escale.db-wal ] || break
		sleep 0.05
	done
	sleep "$moment"
	kill -KILL $program || fail "it ended before it could be killed"
	wait $program 2>/dev/null || true
	kiosk 0 --replay visit.taps
	silent
	now=$(visits)
	[ "$now" -ge "$before" ] || fail "killed after $moment s: $now visits are counted, not $before"
	before=$now
done
[ "$before" -gt 12 ] || fail "it was always killed before it kept a visit: $before"
