#!/bin/bash
# The program on a real display: a visit by mouse shows what a replay draws, nothing closes a kiosk but its service manager, and a
# screen that nobody touches costs nothing.
cd "$(dirname "$0")/../.."
make -s build/debug/tests/screens/tool_compare
. tests/kiosk/helpers/lib.sh
compare=$root/build/debug/tests/screens/tool_compare
server= program=
cleanup() {
	[ -z "$program" ] || kill -9 "$program" 2>/dev/null || true
	[ -z "$server" ] || kill "$server" 2>/dev/null || true
	cd /
	rm -rf "$dir"
}
trap cleanup EXIT
unset SDL_VIDEODRIVER WAYLAND_DISPLAY
export SDL_AUDIODRIVER=none-such # a machine without sound loses nothing else

mkfifo number
mkdir screen
Xvfb -noreset -displayfd 5 -fbdir screen -screen 0 1280x800x24 -nolisten tcp 5>number 2>/dev/null &
server=$!
DISPLAY=:$(head -1 number)
export DISPLAY

# ---- what the screens look like, and where a finger falls, from a replay
cat >visit.taps <<'TAPS'
shot attract
wake
shot language
do lang 0
shot home
module cybersecurite
shot cover
onward
shot question
TAPS
kiosk 0 --replay visit.taps --shots shots --touches touches
mapfile -t at < <(grep "^[0-9]" touches) # its other lines say when a picture was taken
[ ${#at[@]} = 4 ] || fail "four touches: ${at[*]}"

# ---- statistics have somebody to go to
coordination
kiosk 0 --authority coordination/autorite.pub --replay setup.taps

# ---- the same by hand
start() {
	"$bin/escale-kiosk" --content "$content" --assets "$assets" --data "$data" --usb "$usb" --panel 10.1 "$@" >said 2>&1 </dev/null &
	program=$!
	for _ in $(seq 200); do
		window=$(xdotool search --onlyvisible --name '^Escale$' 2>/dev/null || true)
		[ -z "$window" ] || break
		kill -0 $program 2>/dev/null || fail "it ended at once"
		sleep 0.05
	done
	[ -n "$window" ] || fail "no window"
}
shows() { # SHOT: within five seconds
	for _ in $(seq 50); do
		"$compare" xwd screen/Xvfb_screen0 live.png
		"$compare" same live.png "shots/$1.png" 10 >difference && return
		sleep 0.1
	done
	fail "the display does not show « $1 »: $(cat difference)"
}
click() { # X Y
	sleep 0.6 # another press in the same place within half a second is the same one
	xdotool mousemove "$1" "$2" click 1
}
rests() { # WHAT: no CPU and no switch of any thread for three seconds
	local before after
	tally() { # of every thread; one that is gone meanwhile did nothing
		cat /proc/$program/task/*/status 2>/dev/null | awk '/^voluntary/{n+=$2} /^nonvoluntary/{n+=$2} END{print n}'
		awk '{print $14+$15}' /proc/$program/stat
	}
	# On a busy machine the last work of the touch may still be going on: of four looks one must see nothing at all. A
	# kiosk that polls is seen by all four.
	for look in 1 2 3 4; do
		before=$(tally)
		sleep 3
		after=$(tally)
		[ "$before" != "$after" ] || return 0
	done
	fail "$1: a still screen works: $(echo $before) then $(echo $after) (switches, ticks)"
}
ended() { # STATUS
	local got=0
	wait $program || got=$?
	program=
	[ $got = "$1" ] || fail "it ended with $got, not $1"
}

start --kiosk
shows attract
click ${at[0]}
shows language
"$compare" same live.png shots/home.png 10 >/dev/null && fail "the comparison cannot tell two screens apart"
click ${at[1]}
shows home
click ${at[2]}
shows cover
click ${at[3]}
shows question
sleep 1
rests "a question"

# ---- nothing that a keyboard or a mouse can do closes it, or shows another screen
xdotool windowfocus "$window" 2>/dev/null || true
xdotool key alt+F4 key ctrl+q key ctrl+w key ctrl+c key super key ctrl+alt+F2 key alt+Tab key Print
xdotool mousemove 640 20 click 3 click 2 click 4 click 5
sleep 0.3
kill -0 $program 2>/dev/null || fail "a key ended the kiosk"
shows question
grep -qi "voix" said || fail "the missing sound is not said in the log"

# ---- its service manager ends it, and the visit is on disk
kill -TERM $program
ended 0
sed -n '/^wake/,/^code/p' "$root/tests/demo/export.taps" >count.taps
echo print >>count.taps
kiosk 0 --replay count.taps --trace trace
grep -q "Visites dans le lot 1 : 1" trace || fail "the visit in progress is lost: $(cat trace)"

# ---- a window that is taken away is an error, at once: the service manager starts the kiosk again
start --kiosk
shows attract
xdotool windowclose "$window"
for _ in $(seq 100); do
	kill -0 $program 2>/dev/null || break
	sleep 0.05
done
kill -0 $program 2>/dev/null && fail "it goes on without its window"
got=0
wait $program || got=$?
program=
[ $got != 0 ] || fail "a lost window is no error"
