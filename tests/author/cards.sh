#!/bin/bash
# escale-author cards: what a real browser prints is read by the kiosk's own reader, each number once, A on top, at the size that the
# layout promises; wrong orders are refused and leave no file.
set -u
cd "$(dirname "$0")/../.."
author=$ESCALE_BIN/escale-author
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$1"; exit 1; }

cards() { # NAME OPTIONS...
	"$author" cards "${@:2}" --sortie "$work/$1.html" >"$work/log" 2>&1 || { cat "$work/log"; fail "no cards"; }
}
cards four
cards two --par-page 2 --nombre 5
"$author" cartes --sortie "$work/french.html" >/dev/null && cmp -s "$work/four.html" "$work/french.html" || fail "« cartes » is not « cards »"
for page in four two; do
	for wanted in 'class=letter' 'CC BY-SA 4.0' 'AprilTag' 'à 100 %' "default-src 'none'"; do
		grep -q -- "$wanted" "$work/$page.html" || fail "$page: no « $wanted »"
	done
	! grep -qE '<script|src=|url\(|<link' "$work/$page.html" || fail "$page fetches or runs something"
done
refused() {
	! "$author" cards "$@" --sortie "$work/x.html" >/dev/null 2>&1 || fail "accepted: $*"
	[ ! -e "$work/x.html" ] || fail "a refused order leaves a file: $*"
}
refused --nombre 0
refused --nombre 61
refused --nombre douze
refused --par-page 3
refused --par-page 8
refused --couleur
! "$author" cards >/dev/null 2>&1 || fail "cards without a file"

browser=$(command -v chromium || true)
[ -n "$browser" ] || { echo "no chromium: the pages are not printed here"; exit 0; }
make -s build/debug/tests/author/tool_cards
reader=build/debug/tests/author/tool_cards

print() { # NAME
	timeout 120 "$browser" --headless --no-sandbox --disable-gpu --no-pdf-header-footer --user-data-dir="$work/profile" \
		--print-to-pdf="$work/$1.pdf" "$work/$1.html" >/dev/null 2>&1 || fail "$1 is not printed"
	pdfinfo "$work/$1.pdf" | grep -q 'A4' || fail "$1 is not on A4"
	pdftoppm -r 100 -gray "$work/$1.pdf" "$work/$1" || fail "$1 is not drawn"
	ls "$work/$1"-*.pgm | wc -l
}
all() { for p in "$work/$1"-*.pgm; do "$reader" <"$p"; done; } # NAME
# Each number from 1 to LAST once, all with A on top.
proves() { # NAME LAST
	[ "$(all "$1" | grep ' ' | sort -n)" = "$(seq "$2" | sed 's/$/ A/')" ]
}
side() { all "$1" | grep -v ' ' | sort -n | tail -1; } # pixels of 0.254 mm

[ "$(print four)" = 9 ] || fail "30 cards are not one page and eight"
[ "$(print two)" = 4 ] || fail "5 large cards are not one page and three"
proves four 30 || { all four; fail "not every card is read, by fours"; }
proves two 5 || { all two; fail "not every card is read, by twos"; }
ruler=$("$reader" <"$work/four-1.pgm" | tail -1) # the longest black row of the first page
[ "$ruler" -ge 392 ] && [ "$ruler" -le 396 ] || fail "the ruler is $ruler pixels long, not 10 cm"
rm "$work"/four-1.pgm "$work"/two-1.pgm
[ "$(side four)" -ge 282 ] && [ "$(side four)" -le 285 ] || fail "a small square is $(side four) pixels wide, not 72 mm"
[ "$(side two)" -ge 440 ] && [ "$(side two)" -le 443 ] || fail "a large square is $(side two) pixels wide, not 112 mm"

# Planted: squares turned by a quarter, so that the letters lie; squares printed at 97 %.
sed 's/scale(9) translate/rotate(90) scale(9) translate/' "$work/four.html" >"$work/turned.html"
print turned >/dev/null
! proves turned 30 || fail "cards whose letters lie were not noticed"
sed 's/scale(9) translate/scale(8.73) translate/' "$work/four.html" >"$work/small.html"
print small >/dev/null
rm "$work"/small-1.pgm
[ "$(side small)" -lt 282 ] || fail "cards that are too small were not noticed"
exit 0
