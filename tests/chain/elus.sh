#!/bin/bash
# A whole Atelier des élus with the real program: two tables, a power cut in the middle of a sheet, a lock, the floor to each
# mayor, the results on the stick; then nothing of it is left, and a band alone leaves for the coordination.
cd "$(dirname "$0")/../.."
. tests/chain/helpers/lib.sh

coordination cle
kiosk --panel 10.1 --replay "$taps/setup.taps" --day $day
kiosk --panel 10.1 --simulate 14 --seed 5 --day $day

words="cyber arnaques victimes Vigrou"
kiosk --panel 10.1 --replay "$taps/elus-first.taps" --day $day
for word in $words; do ! grep -rqaF "$word" carte || fail "« $word » is in clear on the card during the session"; done
kiosk --panel 10.1 --replay "$taps/elus-second.taps" --day $day --trace shown
tail -3 shown | grep -q 'Touchez l’écran\|Gratuit' || fail "residents do not find their screen"
for word in $words; do ! grep -rqaF "$word" carte || fail "« $word » is still on the card"; done

sheet=$(ls cle/A-IMPRIMER/seance-elus*.txt)
for ending in html csv; do [ -s "${sheet%.txt}.$ending" ] || fail "no ${sheet%.txt}.$ending"; done
for line in 'Participants : 13. Tables : 2.' 'Table 1 : Vigrou, Fiche 1' 'Intitulé : Un café cyber chaque mois' \
	'Principes mobilisés : Éduquer, Faire ensemble' 'Impact attendu : 100 habitants par an'; do
	grep -qF "$line" "$sheet" || fail "the results do not say « $line »: $(cat "$sheet")"
done
for text in 'Un café cyber chaque mois' 'Vigrou' 'Éduquer' '100 habitants par an'; do
	grep -qF "$text" "${sheet%.txt}.html" || fail "the page does not say « $text »"
done

kiosk --panel 10.1 --replay "$taps/export.taps" --day $((day + 12))
enrol Bus
coordinator importer cle
visits=$(sed -n 's/.* \([0-9]*\) utilisations.*/\1/p' said)
[ "$visits" -ge 11 ] && [ "$visits" -le 14 ] || fail "$visits visits, of 14: is the group one?"
coordinator rapport --titres "$build/content/titles.tsv" --sortie rapport.html
grep -o 'Rien n’a été compté sur[^<]*' rapport.html | grep -q 'séances' && fail "the group was not counted"
for word in $words; do ! grep -q "$word" rapport.html || fail "the report knows « $word »"; done
exit 0
