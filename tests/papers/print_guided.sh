#!/bin/bash
# A group's results, printed by a browser: A4, nothing cut, a usual board on one page, every sheet whole on one page.
set -eu
cd "$(dirname "$0")/../.."
. tests/papers/helpers/printed.bash
tool=build/san/tests/papers/tool_guided

"$tool" content afor 4 50 1 >"$dir/board.html"
printed board
pdfinfo "$dir/board.pdf" | grep -q 'Page size: .*A4' || fail "not A4"
[ "$(pages board)" = 1 ] || fail "a usual board takes $(pages board) pages"
[ -z "$(cut board)" ] || { cut board; fail "words of a board are cut"; }

"$tool" content afor 60 199 1 >"$dir/full.html" # as many notes, as long ones, as there may be
printed full
[ -z "$(cut full)" ] || { cut full; fail "words of a full board are cut"; }

"$tool" content elus 0 199 6 >"$dir/sheets.html"
printed sheets
[ -z "$(cut sheets)" ] || { cut sheets; fail "words of sheets are cut"; }
[ "$(grep -c 'Fiche [12]' "$dir/sheets.txt")" = 12 ] || fail "sheets are lost"
for page in $(seq "$(pages sheets)"); do # each begins and ends on the same one
	pdftotext -f "$page" -l "$page" -layout "$dir/sheets.pdf" "$dir/one.txt"
	[ "$(grep -c Intitulé "$dir/one.txt")" = "$(grep -c 'Impact attendu' "$dir/one.txt")" ] || fail "a sheet is torn over two pages"
done

# The ruler finds what is planted: a board that begins beside the paper.
sed 's/class="board"/class="board" style="margin-left:-60mm"/' "$dir/board.html" >"$dir/planted.html"
printed planted
[ -n "$(cut planted)" ] || fail "a board beside the paper was not found"
echo "1 page for a usual board, $(pages full) for a full one, $(pages sheets) for 12 sheets"
