#!/bin/bash
# The sheet of a stop, printed by a browser: A4, nothing cut, few pages, every line whole on one page.
set -eu
cd "$(dirname "$0")/../.."
. tests/papers/helpers/printed.bash
tool=build/san/tests/papers/tool_sheet
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
