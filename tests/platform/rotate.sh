#!/bin/bash
# escale-kiosk --rotate: a person sees the same screens whichever way the display stands, and touches what they see. Also
# --fullscreen on a display that is not the declared panel: its pixels, the panel's millimetres.
set -eu
cd "$(dirname "$0")/../.."
kiosk=$ESCALE_BIN/escale-kiosk
make -s VARIANT=san build/san/tests/platform/tool_glass
glass=$PWD/build/san/tests/platform/tool_glass
dir=$(mktemp -d)
server= program=
stop() { # PID
	[ -z "$1" ] || { kill "$1" && wait "$1"; } 2>/dev/null || true
}
cleanup() {
	stop "$program"
	stop "$server"
	rm -rf "$dir"
}
trap cleanup EXIT
unset WAYLAND_DISPLAY
fail() {
	echo "$*"
	cat "$dir/said" "$dir/differs" 2>/dev/null || true
	exit 1
}

# Other angles are refused before anything else.
for angle in 45 -90 360 quart ''; do
	status=0
	"$kiosk" --rotate "$angle" >"$dir/said" 2>&1 || status=$?
	[ "$status" = 2 ] || fail "--rotate '$angle': status $status"
	grep -q 'choisissez 0, 90, 180 ou 270' "$dir/said" || fail "--rotate '$angle' is not explained"
done

rm "$dir/said"

cat >"$dir/visit.taps" <<-'END'
	shot 1
	wake
	shot 2
	do lang 0
	shot 3
	module cybersecurite
	shot 4
END
played=(--content "$ESCALE_BIN/../content" --assets "$ESCALE_BIN/../assets")
play() { # NAME OPTIONS: to $dir/NAME/{1,2,3,4}.png, and $dir/NAME.touches
	local name=$1
	shift
	"$kiosk" "${played[@]}" --data "$dir/data-$name" --replay "$dir/visit.taps" --shots "$dir/$name" \
		--touches "$dir/$name.touches" "$@"
}

# A replay gives the same pictures and the same touches at each angle.
play upright --panel 10.1-portrait
for angle in 0 90 180 270; do
	play $angle --panel 10.1-portrait --rotate $angle
	diff -r "$dir/upright" "$dir/$angle" || fail "other pictures at $angle degrees"
	diff "$dir/upright.touches" "$dir/$angle.touches" || fail "other touches at $angle degrees"
done

# A real display, of which we see the memory.
start_server() { # WIDTHxHEIGHTxDEPTH
	stop "$server"
	rm -f "$dir/number"
	mkfifo "$dir/number"
	# -noreset: a display that starts again when its only client leaves refuses whoever comes then.
	Xvfb -noreset -displayfd 5 -screen 0 "$1" -fbdir "$dir" -nolisten tcp 5>"$dir/number" 2>/dev/null &
	server=$!
	DISPLAY=:$(head -1 "$dir/number")
	export DISPLAY
}
start_kiosk() { # OPTIONS
	stop "$program"
	rm -rf "$dir/data"
	SDL_VIDEODRIVER=x11 "$kiosk" "${played[@]}" --kiosk --data "$dir/data" "$@" >"$dir/said" 2>&1 &
	program=$!
}
shows() { # PICTURE DEGREES: within 10 s
	local i
	for i in $(seq 100); do
		! "$glass" "$dir/Xvfb_screen0" "$1" "$2" >"$dir/differs" 2>&1 || return 0
		sleep 0.1
	done
	fail "the display does not show $1 turned by $2 degrees"
}
click_on_seen() { # X Y DEGREES: the pixel of the upright 800 x 1280 picture
	local x=$1 y=$2
	case $3 in
	90) x=$((1279 - $2)) y=$1 ;;
	270) x=$2 y=$((799 - $1)) ;;
	esac
	sleep 0.6 # quicker ones are ignored
	xdotool mousemove "$x" "$y" click 1
}

for angle in 90 270; do
	start_server 1280x800x24
	start_kiosk --panel 10.1-portrait --rotate $angle
	shows "$dir/upright/1.png" $angle
	n=1
	while read -r x y; do
		n=$((n + 1))
		click_on_seen "$x" "$y" $angle
		shows "$dir/upright/$n.png" $angle
	done < <(grep "^[0-9]" "$dir/upright.touches")
	[ $n = 4 ] || fail "the visit has $n screens"
done

# A display whose pixels are not ours.
start_server 1280x800x16
start_kiosk --panel 10.1-portrait --rotate 90
shows "$dir/upright/1.png" 90

# A panel of 10.1 inches with more pixels than declared: everything keeps its size in millimetres. On its side too, and
# whether or not the declared panel stands as the display does.
play dense --panel 1920x1080@217.6x136
play dense-portrait --panel 1080x1920@136x217.6
start_server 1920x1080x24
start_kiosk --panel 10.1
shows "$dir/dense/1.png" 0
start_kiosk --panel 10.1-portrait --rotate 90
shows "$dir/dense-portrait/1.png" 90
start_kiosk --panel 10.1 --rotate 270
shows "$dir/dense-portrait/1.png" 270
