#!/bin/bash
# A real display: clicks and keys arrive as one press and one release, nobody closes a kiosk, sleeping costs nothing,
# a lost display ends the program with an error.
set -eu
cd "$(dirname "$0")/../.."
make -s VARIANT=san build/san/tests/platform/tool_window
tool=$PWD/build/san/tests/platform/tool_window
dir=$(mktemp -d)
server= program=
cleanup() {
	[ -z "$program" ] || kill -9 "$program" 2>/dev/null || true
	[ -z "$server" ] || kill "$server" 2>/dev/null || true
	rm -rf "$dir"
}
trap cleanup EXIT
unset SDL_VIDEODRIVER WAYLAND_DISPLAY
export ASAN_OPTIONS=detect_leaks=0 # Xlib ends the program itself when the display goes

fail() {
	echo "$*"
	cat "$dir/out" 2>/dev/null
	exit 1
}
wait_for() { # LINE: within 10 s
	local i
	for i in $(seq 200); do
		grep -qx "$1" "$dir/out" && return
		sleep 0.05
	done
	fail "never saw: $1"
}
start_server() {
	rm -f "$dir/number"
	mkfifo "$dir/number"
	# -noreset: a display that starts again when its only client leaves refuses whoever comes then.
	Xvfb -noreset -displayfd 5 -screen 0 1024x600x24 -nolisten tcp 5>"$dir/number" 2>/dev/null &
	server=$!
	DISPLAY=:$(head -1 "$dir/number")
	export DISPLAY
}
start() {
	: >"$dir/out"
	"$tool" "$@" >"$dir/out" 2>&1 &
	program=$!
	wait_for 'open .*'
}
ended() { # STATUS
	local status=0
	wait "$program" || status=$?
	program=
	[ "$status" = "$1" ] || fail "ended with $status, not $1"
}

start_server

# A window of the panel's size; one click, one press and one release; the keys.
start 2
grep -qx 'open 800 480' "$dir/out" || fail "the window is not of the panel's size"
position=$(xdotool search --name '^Escale$' getwindowgeometry --shell | head -3)
eval "$position" # X, Y
xdotool mousemove $((X + 150)) $((Y + 120)) click 1
wait_for 'release 150 120'
[ "$(grep -c '^press' "$dir/out")" = 1 ] || fail "one click, several presses"
xdotool mousemove $((X + 10)) $((Y + 10)) click 3 # the other button says nothing
xdotool key --window "$WINDOW" Right Return F1 KP_7
for key in 0 2 4 15; do wait_for "key $key"; done
# Two seconds of sleep: no CPU, no switches but those of going to sleep and waking.
wait_for 'cpu_us .*'
[ "$(sed -n 's/switches //p' "$dir/out")" -le 6 ] || fail "the sleep is not one sleep"
[ "$(sed -n 's/cpu_us //p' "$dir/out")" -le 20000 ] || fail "the sleep works"
[ "$(grep -vcE '^(open 800 480|press 150 120|release 150 120|key (0|2|4|15)|switches .*|cpu_us .*)$' "$dir/out")" = 0 ] ||
	fail "something else was heard"
ended 0

# Full screen in kiosk mode: the display's size; Alt+F4 and the like are nothing, SIGTERM is the service manager.
start --kiosk 60
grep -qx 'open 1024 600' "$dir/out" || fail "the kiosk does not fill the display"
window=$(xdotool search --name '^Escale$')
xdotool windowfocus "$window" key alt+F4 key ctrl+alt+F2 key super key ctrl+w key ctrl+q
xdotool mousemove 0 599 click 1
wait_for 'release 0 599'
! grep -qE '^(quit|key)' "$dir/out" || fail "a key closed the kiosk, or meant something"
kill -TERM "$program"
wait_for quit
ended 0

# The display is lost: an error, at once.
start --kiosk 60
kill "$server"
wait "$server" || true
server=
for i in $(seq 200); do
	kill -0 "$program" 2>/dev/null || break
	sleep 0.05
done
status=0
wait "$program" || status=$?
program=
[ "$status" != 0 ] || fail "a lost display must be an error"

# Neither display nor console: one sentence, and its own status.
unset DISPLAY
status=0
"$tool" 1 >"$dir/out" 2>&1 || status=$?
[ "$status" = 3 ] || fail "without a display: status $status"
grep -q 'ni écran graphique ni console' "$dir/out" || fail "it does not say why"
