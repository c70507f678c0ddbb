#!/bin/bash
# Long service (faults.md 45): memory in use and open descriptors stay level, visit after visit, with what is drawn, the four
# languages, the staff's screens and the month's bundles; the database grows to its bound and no further.
# The same round again and again; SOAK_VISITS=6000 tests/kiosk/soak.sh adds thirty days of two hundred visits that differ (make soak).
# Time is the replay's own.
cd "$(dirname "$0")/../.."
. tests/kiosk/helpers/lib.sh
visits=${SOAK_VISITS:-0}
${CC:-gcc} -std=gnu11 -D_GNU_SOURCE -O1 -shared -fPIC -o memory.so "$root/tests/kiosk/preload/memory.c"
"$bin/escale-author" bake "$root/tests/flows/pack" small >said 2>&1 || fail "the small contents"
content=$dir/small

watch() { # EVERY OPTIONS...: look at every so many allocations
	local got=0 every=$1
	shift
	env LD_PRELOAD="$dir/memory.so" MEMORY_WATCH=watched MEMORY_EVERY="$every" "$bin/escale-kiosk" --content "$content" --assets "$assets" \
		--authority coordination/autorite.pub --data "$data" --usb "$usb" --day 20008 --panel 7 "$@" >said 2>&1 </dev/null || got=$?
	[ $got = 0 ] && ! grep -qv '^visite ' said || fail "escale-kiosk $*: status $got"
}
# The least in use in the second quarter, when all that is kept has been fetched, against the least toward the end; what a screen
# needs for a moment does not count.
level() { # BYTES-OF-ROOM < watched
	awk -v room="$1" '
		{ bytes[NR] = $2; fds[NR] = $3 }
		function least(list, from, to, i, m) { m = list[int(NR * to)]; for (i = int(NR * from) + 1; i <= NR * to; i++) if (list[i] < m) m = list[i]; return m }
		END {
			if (NR < 100) { print "looked only " NR " times"; exit 1 }
			grown = least(bytes, .65, .9) - least(bytes, .25, .5); more = least(fds, .65, .9) - least(fds, .25, .5)
			printf "%d bytes in use, %+d; %d descriptors, %+d\n", least(bytes, .65, .9), grown, least(fds, .65, .9), more
			exit grown > room || more > 0 }' watched
}

# ---- somebody reads the visits of the kiosk in `read`; nobody those of `unread`, so that its database does not grow
coordination
sed '/^tap Destinataires/,/^tap Espace/d' setup.taps >setup-unread.taps
data=read kiosk 0 --authority coordination/autorite.pub --day 20000 --replay setup.taps
data=unread kiosk 0 --authority coordination/autorite.pub --day 20008 --replay setup-unread.taps

round() { # EXPORT?: a visit in each language, then staff
	local lang
	for lang in 0 1 2 3; do
		sed "s/^do lang 0/do lang $lang/; s/cybersecurite/mail/; /^print/d" visit.taps
		echo 'wait 120'
	done
	grep -v '^shot' "$root/tests/demo/export.taps" | if [ "$1" = yes ]; then cat; else sed '/^tap Préparer/,/^tap Espace/d'; fi
	echo 'wait 120'
}
for _ in $(seq 16); do round no; done >unread.taps
for _ in $(seq 14); do round yes; done >read.taps

# ---- the controls: 16 bytes lost at each look, some hundred looks a round; a descriptor now and then
data=unread
MEMORY_LEAK=16 watch 200 --replay unread.taps
! level 4096 >level || fail "the control: a leak passes: $(cat level)"
MEMORY_LEAK_FD=1 watch 2000 --simulate 200
! level 4096000 >level || fail "the control: descriptors that stay open pass: $(cat level)"

# ---- without figures, everything must be level
watch 200 --replay unread.taps
level 4096 >level || fail "visits and staff: $(cat level)"

# ---- with figures, memory grows with the database at most: its pages are kept, 2 MB of them
data=read
kiosk 0 --day 20000 --simulate 12
before=$(stat -c %s read/escale.db)
watch 200 --replay read.taps
grown=$(($(stat -c %s read/escale.db) - before))
level $((grown + 8192)) >level || fail "bundles ($grown bytes of database): $(cat level)"

[ "$visits" != 0 ] || exit 0
watch 2000 --simulate "$visits"
[ "$(stat -c %s read/escale.db)" -lt 16000000 ] || fail "the database: $(stat -c %s read/escale.db) bytes"
level 65536 >level || fail "$visits visits: $(cat level)"
echo "$visits visits: $(cat level); database $(stat -c %s read/escale.db) bytes"
