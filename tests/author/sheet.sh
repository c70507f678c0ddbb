#!/bin/bash
# escale-author sheet: every kind of activity has a paper form, nothing is fetched or run, right to left stands right, and a real
# browser prints it on a few pages of A4.
set -u
cd "$(dirname "$0")/../.."
author=$ESCALE_BIN/escale-author
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$1"; exit 1; }
has() { grep -q -- "$2" "$work/$1.html" || fail "$1: no « $2 »"; }
hasnt() { ! grep -q -- "$2" "$work/$1.html" || fail "$1: there is « $2 »"; }
sheet() { # NAME FOLDER MODULE OPTIONS...
	"$author" sheet "$2" "$3" "${@:4}" --sortie "$work/$1.html" >"$work/log" 2>&1 || { cat "$work/log"; fail "no sheet of $3"; }
}

kinds=tests/flows/kinds
sheet kinds $kinds activites
has kinds 'Cochez toutes les bonnes réponses'
has kinds 'Il y a 3 indices'
has kinds 'Cochez une case par ligne'
has kinds 'Écrivez 1, 2, 3'
has kinds 'class=ruler'
has kinds 'Les réponses'
[ "$(grep -c '<i class=clue style="left' "$work/kinds.html")" = 3 ] || fail "three areas are marked on the page of answers"
[ "$(grep -c '<i class=fine style="left' "$work/kinds.html")" = 1 ] || fail "one innocent area is marked"
sheet story $kinds atelier
has story 'allez au 3'
has story 'Fin de l’histoire'
has story '× 32'
has story 'Total ÷ 0,2'
hasnt story '{total'
has story 'ne s’écrit pas ici'
has story 'Cochez ce que vous ferez'
sheet survey $kinds collectivite
for title in $(sed -n 's/^<!-- sondage\(-discret\)*: \([a-z0-9-]*\) -->/\2/p' $kinds/collectivite/fr.md); do
	line=$(grep -B1 ": $title -->" $kinds/collectivite/fr.md | sed -n 's/^# //p')
	! grep -qF "$line" "$work/survey.html" || fail "the survey « $line » is printed"
done
sheet ar content cybersecurite --langue ar
has ar '<html lang=ar dir=rtl>'
has ar 'لم يراجعها'
for page in kinds story survey ar; do
	hasnt $page '<script'
	hasnt $page 'src="http'
	hasnt $page 'url('
	has $page "default-src 'none'"
	has $page '<footer>'
done

# What an author writes stays text.
cp -r tests/content/hints/aucun/pack "$work/pack"
sed -i 's/^titre : .*/titre : <b>\&"/' "$work/pack/m/fr.md"
sheet odd "$work/pack" m
has odd '<title>&lt;b&gt;&amp;&quot;</title>'

"$author" sheet content absent --sortie "$work/x.html" 2>/dev/null && fail "an unknown module has a sheet"
"$author" sheet content cybersecurite --langue xx --sortie "$work/x.html" 2>/dev/null && fail "an unknown language has a sheet"
"$author" sheet content cybersecurite 2>/dev/null && fail "a sheet without a file"
[ ! -e "$work/x.html" ] || fail "a failed order leaves a file"

browser=$(command -v chromium || true)
[ -n "$browser" ] || { echo "no chromium: the pages are not printed here"; exit 0; }
for page in kinds story ar; do
	timeout 120 "$browser" --headless --no-sandbox --disable-gpu --no-pdf-header-footer --user-data-dir="$work/profile" \
		--print-to-pdf="$work/$page.pdf" "$work/$page.html" >/dev/null 2>&1 || fail "$page is not printed"
	pages=$(pdfinfo "$work/$page.pdf" | sed -n 's/^Pages: *//p')
	[ "$pages" -ge 2 ] && [ "$pages" -le 5 ] || fail "$page has $pages pages"
	pdfinfo "$work/$page.pdf" | grep -q 'A4' || fail "$page is not on A4"
done
pdftotext "$work/kinds.pdf" - | grep -q 'Les réponses' || fail "the answers are not printed"
