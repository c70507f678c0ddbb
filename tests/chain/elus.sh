#!/bin/bash
# A whole Atelier des élus with the real program: two tables, a power cut in the middle of a sheet, a lock, the floor to each
# mayor, the results on the stick; then nothing of it is left, and a band alone leaves for the coordination.
set -eu
cd "$(dirname "$0")/../.."
bin=${ESCALE_BIN:-$PWD/build/debug/bin}
build=$(cd "$bin/.." && pwd)
taps=$PWD/tests/demo
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
fail() { echo "$*"; [ ! -f said ] || tail -15 said; exit 1; }
coordinator() { "$bin/escale-coordinator" "$@" >said 2>&1 || fail "escale-coordinator $*"; }
kiosk() {
	"$bin/escale-kiosk" --panel 10.1 --content "$build/content" --assets "$build/assets" --data carte --usb cle \
		--authority escale-coordination/autorite.pub "$@" >said 2>&1 || fail "kiosk $*"
}

coordinator init --territoire "Pays des Essais"
for key in comptage coffre; do coordinator cles nouvelle $key; done
mkdir cle
coordinator destinataires --evaluation comptage --evaluation coffre --coordination comptage --coordination coffre cle
day=20700
kiosk --replay "$taps/setup.taps" --day $day
kiosk --simulate 14 --seed 5 --day $day

words="cyber arnaques victimes Vigrou"
kiosk --replay "$taps/elus-first.taps" --day $day
for word in $words; do ! grep -rqaF "$word" carte || fail "« $word » is in clear on the card during the session"; done
kiosk --replay "$taps/elus-second.taps" --day $day --trace shown
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

kiosk --replay "$taps/export.taps" --day $((day + 12))
coordinator borne inscrire --mots-compares --nom Bus --lieu bus --commune 73001 cle/ESCALE/borne-*.pub
coordinator importer cle
visits=$(sed -n 's/.* \([0-9]*\) utilisations.*/\1/p' said)
[ "$visits" -ge 11 ] && [ "$visits" -le 14 ] || fail "$visits visits, of 14: is the group one?"
coordinator rapport --titres "$build/content/titles.tsv" --sortie rapport.html
grep -o 'Rien n’a été compté sur[^<]*' rapport.html | grep -q 'séances' && fail "the group was not counted"
for word in $words; do ! grep -q "$word" rapport.html || fail "the report knows « $word »"; done
exit 0
