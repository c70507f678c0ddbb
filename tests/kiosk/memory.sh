#!/bin/bash
# No memory is left, at any moment (faults.md 14): a visit is kept and the month's bundle copied while one allocation fails, or all from
# then on. The kiosk goes on, or ends at once and says so; it never crashes in its own code, and a library only while the screen is
# opened. The next start finds a whole database with every visit it promised, nothing set aside, and only whole bundles on the stick.
# MEMORY_POINTS=400 tests/kiosk/memory.sh looks at more moments (make soak).
cd "$(dirname "$0")/../.."
. tests/kiosk/helpers/lib.sh
points=${MEMORY_POINTS:-14}
${CC:-gcc} -std=gnu11 -D_GNU_SOURCE -O1 -shared -fPIC -o memory.so "$root/tests/kiosk/preload/memory.c"

# ---- a kiosk with twelve visits and somebody to read them, on a day when its bundle is due
coordination
"$bin/escale-author" bake "$root/tests/flows/pack" small >said 2>&1 || fail "the small contents"
content=$dir/small data=base
kiosk 0 --authority coordination/autorite.pub --day 20000 --replay setup.taps
kiosk 0 --day 20000 --simulate 12
{
	sed 's/cybersecurite/mail/; /^print/d' visit.taps
	echo 'wait 60' # nobody answers: the screen is free again
	grep -v '^shot' "$root/tests/demo/export.taps"
} >whole.taps

run() { # HOW...: a visit and the export in place/data and place/usb; the status
	local got=0
	timeout 60 env "$@" LD_PRELOAD="$dir/memory.so" MEMORY_BLAME=1 "$bin/escale-kiosk" --content small --assets "$assets" \
		--authority coordination/autorite.pub --usb place/usb --data place/data --day 20008 --replay whole.taps >said 2>&1 </dev/null || got=$?
	echo $got
}
fresh() {
	rm -rf place
	mkdir place
	cp -r base place/data
	cp -r usb place/usb
	cp -r coordination place/coordination
}
visits() { sqlite3 "place/data/escale.db" 'pragma quick_check; select total from state'; }

# ---- what may be
ended() { # STATUS: how the program that had no memory went
	case $1 in
	0) ;;
	134) grep -q "out of memory\|null pointer, aborting" said || { echo "it aborted without a word"; return 1; } ;;
	3 | 4) [ -s said ] || { echo "it ended without a word"; return 1; } ;;
	98) grep -q 'libSDL2\|libfreetype' said || { echo "a library crashed: $(tail -n 1 said)"; return 1; } ;;
	*) echo "status $1"; return 1 ;;
	esac
}
whole() { # STATUS: what it left behind, and what the next start makes of it
	local now after=0
	now=$(visits) || { echo "no database"; return 1; }
	[ "${now%$'\n'*}" = ok ] || { echo "torn: $now"; return 1; }
	now=${now##*$'\n'}
	case $1.$now in
	98.12 | 3.12 | 4.12 | 134.12 | 134.13 | 0.13) ;;
	*) echo "status $1, and $now visits"; return 1 ;;
	esac
	[ "$(ls place/data | grep -v '^escale.db\(-wal\)\?$')" = "" ] || { echo "set aside: $(ls place/data)"; return 1; }
	after=$(run X=)
	[ "$after" = 0 ] && [ ! -s said ] || { echo "the next start: status $after, $(tail -n 1 said)"; return 1; }
	[ "$(visits | tail -n 1)" = $((now + 1)) ] || { echo "the next start counts $(visits | tail -n 1) visits after $now"; return 1; }
	"$bin/escale-coordinator" importer place/usb --dir place/coordination >said 2>&1 || { echo "the coordinator: $(cat said)"; return 1; }
}
judge() { ended "$1" && whole "$1"; }

# ---- the controls: what must not be is seen
fresh
[ "$(run MEMORY_COUNT=count)" = 0 ] && [ ! -s said ] || fail "with memory enough"
coordinator borne inscrire --mots-compares --nom Bus --lieu bus --commune 01001 "$(tail -n 1 place/usb/ESCALE/*.pub)"
fresh
why=$(judge "$(run X=)") || fail "with memory enough: $why"
fresh
[ "$(run X=)" = 0 ] && truncate -s -200 "$(ls place/usb/ESCALE/*.escale)"
! whole 0 >/dev/null || fail "the control: a cut bundle passes"
fresh
! whole 0 >/dev/null || fail "the control: a visit that was promised and is not there passes"
fresh
dd if=/dev/urandom of=place/data/escale.db bs=4k seek=2 count=1 conv=notrunc status=none
! whole 134 >/dev/null 2>&1 || fail "the control: a torn database passes"
cat >careless.c <<'C'
#include <stdlib.h>
int main(void)
{
	volatile char *p = malloc(8);
	*p = 1;
	return 0;
}
C
${CC:-gcc} -w -O0 -o careless careless.c
got=0
env LD_PRELOAD="$dir/memory.so" MEMORY_BLAME=1 MEMORY_FAIL=1 ./careless >said 2>&1 || got=$?
[ $got = 99 ] && ! ended $got >/dev/null || fail "the control: a program that does not look at what malloc gives passes ($got)"

# ---- every moment: dense where little has been allocated yet, then evenly; always the same ones
read -r last <count
[ "$last" -gt 5000 ] || fail "only $last allocations: the preload does not see them"
moments=$(awk -v n="$points" -v last="$last" 'BEGIN {
	srand(14); half = int(n / 3)
	for (i = 0; i < half; i++) print int(20 + 1400 * (i + rand()) / half)
	for (i = half; i < n; i++) print int(1400 + (last - 1400) * (i - half + rand()) / (n - half)) }')
how=0 stopped=0
for moment in $moments; do
	fresh
	how=$((1 - how))
	got=$(run MEMORY_FAIL="$moment" MEMORY_FAIL_ALL=$how)
	cp said first
	why=$(judge "$got") || { cat first; fail "allocation $moment failed$([ $how = 0 ] || echo ", and all after it"): $why"; }
	[ "$got" = 0 ] || stopped=$((stopped + 1))
done
[ $stopped -gt $((points / 3)) ] || fail "of $points runs without memory, only $stopped were stopped by it"
echo "$points moments without memory, $stopped ended the program; nothing was lost"
