#!/bin/bash
# Who may read which page: internal until the month is published, drawn from the published cells after it, refused for dates that
# cut a month; the bilan adds up what is published; the coordinator's own words, and a mistake in them.
set -eu
cd "$(dirname "$0")/../.."
make -s build/debug/tests/coordinator/tool_lots build/debug/bin/escale-coordinator
lots=$PWD/build/debug/tests/coordinator/tool_lots
bin=$PWD/build/debug/bin/escale-coordinator
example=$PWD/firmware-notes/territoire-exemple.txt
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
fail() { echo "$*"; [ ! -f said ] || tail -20 said; exit 1; }
run() { # STATUS COMMAND...
	local want=$1 got=0
	shift
	"$bin" "$@" --dir coordination --jour 2027-04-02 >said 2>&1 </dev/null || got=$?
	[ $got = "$want" ] || fail "escale-coordinator $*: status $got, not $want"
}
says() { grep -q -- "$1" said || fail "it does not say: $1"; }
has() { grep -q -- "$2" "$1" || fail "$1 lacks: $2"; }
lacks() { ! grep -q -- "$2" "$1" || fail "$1 has: $2"; }

"$bin" init --territoire "Pays de Vallavre" --dir coordination >said
run 0 cles nouvelle anne
run 0 cles nouvelle bruno
to=$("$bin" cles liste --dir coordination | grep -o 'age1[a-z0-9]*' | head -n 1)
"$lots" stick "$to" "$to" 2 2 60 5 >keys
n=0
while read -r key; do
	n=$((n + 1))
	run 0 borne inscrire --mots-compares --nom "Borne $n" --lieu bus --commune 2309$n "$key"
done <keys
"$bin" importer stick --dir coordination --jour 2027-03-12 >said

# ---- before publication
run 0 rapport --mois 2027-03 --sortie avant.html && says "Document interne"
has avant.html '<p class="internal">Document interne. Ne pas diffuser.</p>'
has avant.html "utilisations, environ"
run 3 bilan 6-mois && says "Rien n'est encore publié"

# ---- published: the page shows the published total and says nothing internal
run 0 publier 2027-03 --maille territoire --sortie tables
run 0 rapport --mois 2027-03 --sortie mars.html
lacks said "Document interne"
lacks mars.html "Document interne"
lacks mars.html "utilisations, environ"
total=$(sed -n 's/^2027-[^;]*;ensemble;ensemble;ensemble;ensemble;\([0-9]*\);publié.*/\1/p' tables/utilisations.csv)
[ -n "$total" ] || { tail -3 tables/utilisations.csv; fail "the table has no total"; }
has mars.html "<dd>$total</dd>"

# ---- other dates
run 3 rapport --du 2027-03-02 --au 2027-03-31 --sortie coupe.html && says "\-\-interne"
[ ! -e coupe.html ] || fail "a page was written all the same"
run 0 rapport --du 2027-03-02 --au 2027-03-31 --interne --sortie coupe.html
has coupe.html '<p class="internal">'
run 0 rapport --sortie tout.html && has tout.html '<p class="internal">'

# ---- a title that changes later does not change the month
printf 'cybersecurite\tSe protéger\n' >coordination/titles.tsv
run 0 rapport --mois 2027-03 --sortie a.html
printf 'cybersecurite\tTout autre chose\n' >coordination/titles.tsv
"$bin" rapport --mois 2027-03 --sortie b.html --dir coordination --jour 2027-09-02 >said
has b.html "Se protéger" && lacks b.html "Tout autre chose"

# ---- the bilan
run 0 bilan 6-mois --sortie bilan.html && says "1 période sur 6 publiée"
[ "$(grep -o '<div class="sheet">' bilan.html | wc -l)" = 2 ] || fail "not two pages"
has bilan.html "Ce que nous vous demandons"
lacks bilan.html "<script"
run 2 bilan 3-ans && says "6-mois|1-an|2-ans"
run 2 bilan 6-mois --fin 2027-T1 && says "vous publiez par mois"

# ---- own words
cp "$example" coordination/territoire.txt
run 0 bilan 1-an --sortie bilan.html
has bilan.html "Une salle dans chaque commune"
printf 'titre : Nos bornes\ndemande : %0150d\n' 0 >coordination/territoire.txt
run 3 bilan 1-an --sortie rien.html && says "territoire.txt:2:131: C'est trop long"
run 3 rapport --mois 2027-03 --sortie rien.html && says "territoire.txt:2:131"
[ ! -e rien.html ] || fail "a page was written all the same"
