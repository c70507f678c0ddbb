#!/bin/bash
# The runner of the emulator's cases (tests/device/run) without an emulator: its table with invented cases, of which one fails, one hangs,
# one is for the night. And its list names every case that there is.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DEVICE_OUT=$work/out
fail() { echo "$*"; cat "$work/said" 2>/dev/null || true; exit 1; }

fake() { # NAME WORDS...
	printf '#!/bin/bash\n%s\n' "${*:2}" >"$work/$1"
	chmod +x "$work/$1"
	echo "$1 quick $work/$1 IMAGE" >>"$work/cases"
}
play() { # SET: its status
	local status=0
	tests/device/run "$1" "$work/card.img" "$work/cases" >"$work/said" 2>&1 || status=$?
	echo $status
}
row() { sed -n '/^case /,$p' "$work/said" | grep -E "^ *$1" || true; }

# ---- all is well ----
truncate -s 5M "$work/card.img"
fake sounds 'echo "   3 s  figure: a thing, MB: 12"; echo "   4 s  not tried: a trumpet: nobody has one"; test -f $1'
fake lights 'echo fine'
echo "lights night $work/lights x" >>"$work/cases"
echo "by-hand apart false" >>"$work/cases"
[ "$(play quick)" = 0 ] || fail "two good cases fail"
for name in sounds lights; do [[ $(row $name) == *passed* ]] || fail "$name is not told"; done
[[ $(row "a thing, MB") == *12 ]] || fail "a figure is not in the table"
[[ $(row "sounds: a trumpet") == *"nobody has one" ]] || fail "what was not tried is not told"
[[ $(row "image, MB") == *"5, 0" ]] || fail "the image's size"
[[ $(row "faults covered") == *" of 45" ]] || fail "the page of faults"
[[ $(row "exposure") =~ [0-9]\.[0-9]$ ]] || fail "the exposure"
[ -n "$(row 'only on a Raspberry Pi')" ] || fail "what only hardware tells is not told: image.md"
grep -q fine "$work/out/lights.log" || fail "what a case says is not kept"

# ---- a case that fails, wherever it stands and however it does ----
for how in 'exit 1' 'echo not tried: nothing; exit 3' 'kill -9 $$' './no-such-program'; do
	cp "$work/cases" "$work/good"
	fake planted "$how"
	[ "$(play quick)" = 1 ] || fail "a planted failure passed: $how"
	[[ $(row planted) == *FAILED* ]] || fail "a planted failure is not in the table: $how"
	[[ $(row sounds) == *passed* ]] || fail "a failure stops the others"
	mv "$work/good" "$work/cases"
done
{ cat "$work/cases"; echo "planted quick $work/nothing"; } >"$work/missing"
! tests/device/run quick "$work/card.img" "$work/missing" >"$work/said" 2>&1 || fail "a case that is not there passed"

# ---- the night's row takes the place of the quick one; nothing at all is no success ----
printf 'power quick false\npower night true\n' >"$work/only"
! tests/device/run quick x "$work/only" >"$work/said" 2>&1 || fail "the quick row was not run"
tests/device/run night x "$work/only" >"$work/said" 2>&1 || fail "the night row was not run"
echo 'power night true' >"$work/only"
! tests/device/run quick x "$work/only" >"$work/said" 2>&1 || fail "no case at all passed"
echo 'power sometimes true' >"$work/only"
! tests/device/run quick x "$work/only" >"$work/said" 2>&1 || fail "a row that nobody understands passed"

# ---- no time left: told, stopped with what it started, and no failure; a failure before stays one ----
fake slow "sleep 300 & echo \$! >$work/child; wait"
export DEVICE_END=$(($(date +%s) + 6))
[ "$(play quick)" = 0 ] || fail "no time is taken for a failure"
[[ $(row slow) == *"no time"* ]] || fail "a case without time is not told"
runs() { grep -qE '^State:[[:space:]]+[^ZX]' "/proc/$1/status" 2>/dev/null; }
for _ in 1 2 3 4 5; do ! runs "$(cat "$work/child")" || sleep 1; done
! runs "$(cat "$work/child")" || fail "what a stopped case started goes on"
cp "$work/cases" "$work/good"
fake planted 'exit 1'
sed -i '1{h;d};$G' "$work/cases" # others first
DEVICE_END=$(($(date +%s) + 6))
[ "$(play quick)" = 1 ] || fail "a failure is forgotten when the time is over"
mv "$work/good" "$work/cases"
sed -i '/^slow/d' "$work/cases"

# ---- where there is an end, a case that failed has one more try, and only one ----
DEVICE_END=$(($(date +%s) + 60))
fake shaky "echo x >>$work/tries; [ \$(wc -l <$work/tries) = 2 ]"
[ "$(play quick)" = 0 ] || fail "a second try was not given"
[[ $(row shaky) == *"second try"* ]] || fail "the second try is not told"
rm "$work/tries"
sed -i 's/= 2/= 3/' "$work/shaky"
[ "$(play quick)" = 1 ] || fail "a case that fails twice passed"
unset DEVICE_END
rm "$work/tries"
sed -i 's/= 3/= 2/' "$work/shaky"
[ "$(play quick)" = 1 ] || fail "without an end a failure is one"

# ---- continuous integration without time says so ----
make --no-print-directory device-ci DEVICE_END=$(($(date +%s) + 60)) >"$work/said" 2>&1 || fail "no time is a failure"
grep -q '^NOT RUN: .*Only [0-9]* s are left' "$work/said" || fail "no time is not told"

# ---- every case of the folder is on the list ----
unlisted() { # FOLDER LIST
	local f
	for f in "$1"/*; do
		[ -x "$f" ] && [ -f "$f" ] && [[ ${f##*/} != *.* && ${f##*/} != run ]] || continue
		grep -v '^#' "$2" | grep -qE "(^|[ /])${f##*/}( |$)" || echo "${f##*/}"
	done
}
grep -v '^slots ' tests/device/cases >"$work/short"
[ "$(unlisted tests/device "$work/short")" = slots ] || fail "a case that is not on the list was not noticed"
found=$(unlisted tests/device tests/device/cases)
[ -z "$found" ] || fail "not in tests/device/cases: $found"
