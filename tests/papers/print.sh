#!/bin/bash
# The sheet of a stop, printed by a browser: A4, nothing cut, few pages, every line whole on one page.
set -eu
cd "$(dirname "$0")/../.."
command -v chromium >/dev/null && command -v pdftotext >/dev/null || { echo "SKIPPED: chromium and poppler-utils are not installed"; exit 0; }
tool=build/san/tests/papers/tool_sheet
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
fail() { echo "$*"; exit 1; }

printed() { # NAME: NAME.html -> NAME.pdf, and every word with its place in NAME.words
	HOME=$dir chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
		--disable-component-update --no-pdf-header-footer --print-to-pdf="$dir/$1.pdf" "file://$dir/$1.html" >"$dir/log" 2>&1 ||
		{ cat "$dir/log"; fail "chromium"; }
	pdftotext -bbox "$dir/$1.pdf" "$dir/$1.words"
	pdftotext -layout "$dir/$1.pdf" "$dir/$1.txt"
}

# Words of the page that are not on the paper: what leaves it, or is laid under something, is cut by the browser.
cut() {
	python3 - "$dir/$1.html" "$dir/$1.words" <<'X'
import collections, html, re, sys
page = re.sub(r"(?s)<(style|title).*?</\1>", " ", open(sys.argv[1], encoding="utf-8").read())
wanted = collections.Counter(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())
words = re.findall(r">([^<]*)</word>", open(sys.argv[2], encoding="utf-8").read())
print(*(wanted - collections.Counter(html.unescape(w) for w in words)))
X
}
pages() { pdfinfo "$dir/$1.pdf" | awk '/^Pages:/ { print $2 }'; }

"$tool" 15 6 >"$dir/usual.html"
printed usual
pdfinfo "$dir/usual.pdf" | grep -q 'Page size: .*A4' || fail "not A4"
[ "$(pages usual)" -le 2 ] || fail "15 people and a workshop take $(pages usual) pages"
[ -z "$(cut usual)" ] || { cut usual; fail "words are cut"; }
grep -q '15 + 6 = 21 accompagnements, sur 16 lignes' "$dir/usual.txt" || fail "the sum is not printed"
for i in $(seq 15); do grep -q "\b$i\. Individuel" "$dir/usual.txt" || fail "line $i is not printed"; done
grep -q '16\. Atelier' "$dir/usual.txt" || fail "the workshop is not printed"

# Everything that can be said, on every line.
"$tool" 79 40 full >"$dir/full.html"
printed full
[ -z "$(cut full)" ] || { cut full; fail "words of a full stop are cut"; }
[ "$(grep -c 'Structure d’insertion' "$dir/full.txt")" -ge 30 ] || fail "lines of a full stop are lost"

# The ruler finds what is planted: a title in the margin.
sed 's/<h1>/<h1 style="margin-left:-20mm">/' "$dir/usual.html" >"$dir/planted.html"
printed planted
[ -n "$(cut planted)" ] || fail "a title in the margin was not found"
echo "$(pages usual) pages for a stop of 16 lines, $(pages full) for one of 80 that says everything"
