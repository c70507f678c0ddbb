#!/bin/bash
# A whole stop with the real programs: seven people, a power cut, eight more and a workshop of six; the sheet on the stick; then
# nothing of it is left, and the coordination reads bands alone.
cd "$(dirname "$0")/../.."
. tests/chain/helpers/lib.sh

coordination cle
kiosk --replay "$taps/setup.taps" --day $day
kiosk --simulate 14 --seed 5 --day $day

# ---- the stop, with a cut in its middle
kiosk --replay "$taps/stop-first.taps" --day $day
for word in email soixante_soixante_neuf E-mail 01004; do # what is kept through the cut is sealed
	! grep -rqaF "$word" carte || fail "« $word » is in clear on the card during the stop"
done
kiosk --replay "$taps/stop-second.taps" --day $day
sheet=cle/A-IMPRIMER/arret-2026-09-04-01004
for ending in html txt csv; do [ -s $sheet.$ending ] || fail "no $sheet.$ending: $(ls -R cle)"; done
grep -q 'En tout : 15 + 6 = 21 accompagnements, sur 16 lignes à recopier' $sheet.txt || fail "the sums: $(head -8 $sheet.txt)"
[ "$(grep -c '^\[ \]' $sheet.txt)" = 16 ] || fail "not sixteen lines to retype"
[ "$(wc -l <$sheet.csv)" = 17 ] || fail "not sixteen lines in the table"
grep -q 'Tranche d’âge : 60 - 69 ans' $sheet.txt || fail "what was entered before the cut is lost"
for word in email soixante_soixante_neuf E-mail arnaques 01004; do
	! grep -rqaF "$word" carte || fail "« $word » is still on the card"
done

# ---- the month goes out; a stop is no visit
kiosk --replay "$taps/export.taps" --day $((day + 12))
enrol Bus
coordinator importer cle
visits=$(sed -n 's/.* \([0-9]*\) utilisations.*/\1/p' said)
[ "$visits" -ge 11 ] && [ "$visits" -le 14 ] || fail "$visits visits, of 14: is the stop one?"
coordinator rapport --titres "$build/content/titles.tsv" --sortie rapport.html
grep -q 'Les arrêts' rapport.html || fail "the report does not tell of stops"
grep -qE '01004|Ambérieu' rapport.html || fail "the report does not tell the commune of the stop"
grep -q 'les séances en groupe' rapport.html || fail "the report does not tell that there was a workshop, too few to be shown"
grep -o 'Rien n’a été compté sur[^<]*' rapport.html | grep -q 'séances' && fail "the workshop's group was not counted"
for word in 'E-mail' '60 - 69' 'soixante' ; do ! grep -q "$word" rapport.html || fail "the report knows « $word »"; done
exit 0
