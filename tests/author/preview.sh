#!/bin/bash
# escale-author preview: pictures without a window, then the real window under Xvfb: saves lead to their screen, mistakes are shown and
# mended, keys change panel, colours, size and language.
set -u
cd "$(dirname "$0")/../.."
author=$ESCALE_BIN/escale-author
work=$(mktemp -d)
log=$work/log
mkdir "$work/tmp"
export TMPDIR=$work/tmp
unset SDL_VIDEODRIVER
trap 'kill $preview $xvfb 2>/dev/null; rm -rf "$work"' EXIT
preview= xvfb=
fail() { echo "$1"; cat "$log" 2>/dev/null; exit 1; }
size() { od -An -tu1 -j16 -N8 "$1" | awk '{ print $3 * 256 + $4 "x" $7 * 256 + $8 }'; }
wait_for() { # SECONDS COMMAND...
	local end=$((SECONDS + $1)); shift
	until "$@"; do [ $SECONDS -lt $end ] || return 1; sleep 0.05; done
}

cp -r tests/content/hints/aucun/pack "$work/src"
file=$work/src/m/fr.md
mkdir "$work/src/glossaire"
printf '# Colis\n<!-- mot: colis -->\n\nUn paquet.\n\n# Mail\n<!-- mot: mail -->\n\nUne lettre.\n' >"$work/src/glossaire/fr.md"
reference() { # NAME OPTIONS... -> a picture without a window
	"$author" preview --photo "$work/$1.png" "${@:2}" "$work/src" m >>"$log" 2>&1 || fail "no picture $1"
}

reference lettre --ecran lettre
reference mail --ecran mail
[ "$(size "$work/lettre.png")" = 1280x800 ] || fail "the picture is $(size "$work/lettre.png")"
cmp -s "$work/lettre.png" "$work/mail.png" && fail "two screens look the same"
reference small --panneau 7 --ecran lettre
[ "$(size "$work/small.png")" = 800x480 ] || fail "--panneau 7 gives $(size "$work/small.png")"
reference contrast --contraste --ecran lettre
reference large --grand --ecran lettre
"$author" preview --photo "$work/x.png" --ecran absent "$work/src" m 2>>"$log" && fail "an unknown screen was accepted"
"$author" preview --photo "$work/x.png" --langue xx "$work/src" m 2>>"$log" && fail "an unknown language was accepted"

exec 3<>"$work/display"
# -noreset: without it the display starts again when its only client leaves, and refuses whoever comes then.
Xvfb -noreset -displayfd 3 -screen 0 2000x1200x24 >/dev/null 2>&1 &
xvfb=$!
wait_for 10 [ -s "$work/display" ] || fail "Xvfb does not start"
DISPLAY=:$(tr -d '\n' <"$work/display")
export DISPLAY
"$author" preview --suivre "$work/now.png" --ecran lettre "$work/src" m >>"$log" 2>&1 &
preview=$!
shows() { cmp -s "$work/now.png" "$work/$1.png"; }
wait_for 10 shows lettre || fail "the window does not show the first screen"

# A save leads to the screen whose text changed.
sed 's/Un colis/Un paquet/' "$file" >"$work/new"
cp "$work/new" "$file"
reference paquet --ecran mail
wait_for 10 shows paquet || fail "saving did not lead to the screen"
grep -q '^m/fr.md, ligne 34$' "$log" || fail "the place is not told"

# A mistake is shown, not a crash; mending it brings the screen back. An editor may replace the file instead of writing it.
sed 's/- \[x\] Une lettre/- [ ] Une lettre/' "$work/new" >"$work/broken"
cp "$work/broken" "$work/src/m/.swap" && mv "$work/src/m/.swap" "$file"
"$author" preview --photo "$work/mistake.png" "$work/src" m >/dev/null 2>&1
wait_for 10 shows mistake || fail "the mistake is not shown"
grep -q "fr.md:31:1: Cette question n'a pas de réponse juste" "$log" || fail "the mistake is not told"
cp "$work/new" "$file"
wait_for 10 shows paquet || fail "the mended file is not shown"

press() { xdotool key "$1"; }
press Left
wait_for 10 shows lettre || fail "the left arrow does not lead to the screen before"
press 2
wait_for 10 shows contrast || fail "2 does not change the colours"
press 2
press 3
wait_for 10 shows large || fail "3 does not change the size"
press 3
wait_for 10 shows lettre || fail "2 and 3 do not come back"
press 1
other_panel() { [ "$(size "$work/now.png")" = 1920x1080 ]; }
wait_for 10 other_panel || fail "1 does not change the panel"

sed 's/Un \*\*mail\*\*/Votre **mail**/' "$work/new" >"$file"
reference wide --panneau 15.6 --ecran lettre
wait_for 10 shows wide || fail "after a change of panel saves are not seen"

# A word of the glossary is shown as a resident would see it.
sed -i 's/Une lettre\./Une lettre sans papier./' "$work/src/glossaire/fr.md"
told() { grep -q '^glossaire/fr.md, ligne 9$' "$log"; }
wait_for 10 told || fail "a change in the glossary is not seen"
word() { ! shows wide; }
wait_for 10 word || fail "the word of the glossary is not shown"

kill -TERM $preview
ending() { ! kill -0 $preview 2>/dev/null; }
wait_for 10 ending || fail "SIGTERM does not end it"
wait $preview || fail "SIGTERM does not end it well"
preview=
[ -z "$(ls "$TMPDIR")" ] || fail "pictures stay in the temporary folder"
