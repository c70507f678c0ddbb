#!/bin/bash
# What a coordinator sees of the lots: gaps, late arrivals, a copied card, a restored card, a revoked kiosk; the two stories
# side by side, and decisions with their author, day and reason.
set -eu
cd "$(dirname "$0")/../.."
make -s build/debug/tests/coordinator/tool_lots build/debug/bin/escale-coordinator
lots=$PWD/build/debug/tests/coordinator/tool_lots
bin=$PWD/build/debug/bin/escale-coordinator
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
fail() { echo "$*"; [ ! -f said ] || tail -40 said; exit 1; }
run() { # STATUS COMMAND...: standard output and error go to `said`
	local want=$1 got=0
	shift
	"$bin" "$@" >said 2>&1 </dev/null || got=$?
	[ $got = "$want" ] || fail "escale-coordinator $*: status $got, not $want"
}
says() { grep -q -- "$1" said || fail "it does not say: $1"; }
silent() { ! grep -q -- "$1" said || fail "it says: $1"; }
import() { # STATUS DAY FILE...
	local status=$1 day=$2
	shift 2
	rm -rf in && mkdir in && cp "$@" in/
	run "$status" importer in --jour "$day"
}

run 0 init
run 0 cles nouvelle une
key=$(age-keygen -y escale-coordination/cles/une.txt)
"$lots" . "$key" "$key" 2 4 12 7 3 >keys # the card of each was copied before number 3
i=0
while read -r k; do i=$((i + 1)); run 0 borne inscrire --mots-compares --nom "Borne $i" --lieu bus --commune 23096 "$k" --jour 2027-01-04; done <keys
e=ESCALE

# ---- a gap, then the late arrival that fills it
import 0 2027-02-03 $e/k1-n01.escale
import 0 2027-03-03 $e/k1-n03.escale
run 0 lots
says "Borne 1, lot 2 : MANQUANT"
says "Un lot manque : demandez une nouvelle clé USB"
run 0 bornes --jour 2027-03-05
says "dernier lot : 3, reçu le 3.mars.2027 ; 1 MANQUANT"
says "aucun lot reçu : JAMAIS VENUE"
run 0 bornes --jour 2027-06-01
says "reçu le 3.mars.2027 : EN RETARD"
import 0 2027-04-01 $e/k1-n02.escale
run 0 lots
says "lot 2, reçu le 1er.avril.2027 (en retard : le lot 3 était déjà là)"
silent MANQUANT
run 0 bornes --jour 2027-04-02 && silent MANQUANT

# ---- a copied card: two stories under number 3, then their successors; both sides of each line
import 1 2027-05-02 clone/$e/k1-n03.escale && says "MIS DE CÔTÉ (diverging)"
import 0 2027-05-02 clone/$e/k1-n04.escale # follows one of the two: it stands until that one is put aside
run 1 lots
[ "$(grep -c "MIS DE CÔTÉ : deux lots sous ce numéro" said)" = 2 ] || fail "not two stories of number 3"
says "Borne 1, lot 3 : 2 récits"
mark() { sha256sum <(age -d -i escale-coordination/cles/une.txt "$1" | tar xO manifest.json --occurrence=1 2>/dev/null) | cut -c1-8; }
first=$(mark $e/k1-n03.escale) second=$(mark clone/$e/k1-n03.escale)
grep -qE "≠ marque +($first +$second|$second +$first)" said || fail "the two marks are not side by side"
grep -qE "  suit +lot 2 \(([0-9a-f]{8})\) +lot 2 \(\1\)" said || fail "it is not told that both follow the same lot"
grep -qE "≠ suivi par .*aucun lot d'ici" said && grep -qE "≠ suivi par .*lot 4" said || fail "it is not told which one goes on"
grep -qE "≠ reçu le .*3.mars.2027" said || fail "the days are not side by side"
run 0 bornes && says "MIS DE CÔTÉ"
run 2 lot garder "$first" && says "Dites pourquoi"
run 0 lot garder "$first" --raison "la carte de secours a servi deux jours" --par "Camille" --jour 2027-05-03
says "Décision de Camille"
run 1 lots # number 4 follows what was put aside
says "$second.*écarté par décision (Camille, le 3.mai.2027 : « la carte de secours a servi deux jours »)"
says "$first.*compté, gardé par décision"
import 1 2027-05-04 $e/k1-n04.escale && says diverging
run 0 lot garder "$(mark $e/k1-n04.escale)" --raison "suite de la vraie carte" --par "Camille"
run 0 lots
# A person may think again: the last word holds, and the first is not erased.
run 0 lot garder "$second" --raison "non : c'était l'inverse" --par "Dominique" --jour 2027-05-09
run 0 lots && says "$second.*gardé par décision (Dominique" && says "$first.*écarté par décision (Dominique"
[ "$(sqlite3 escale-coordination/coordinator.db "SELECT count(*) FROM decision WHERE person = 'Camille'")" = 4 ] || fail "a decision was erased"

# ---- a restored card: number 3 of the copy alone, after 4 of the true one
import 0 2027-02-03 $e/k2-n01.escale $e/k2-n02.escale $e/k2-n03.escale
import 1 2027-03-03 clone/$e/k2-n04.escale && says "MIS DE CÔTÉ (broken-chain)"
run 1 lots && says "Borne 2, lot 4.*MIS DE CÔTÉ : ne suit pas son voisin"

# ---- revoked: what was counted stays, the rest is refused
run 0 borne revoquer "Borne 2"
import 1 2027-03-09 $e/k2-n04.escale && says "REFUSÉ (revoked-kiosk)"
import 0 2027-03-09 $e/k2-n01.escale && says "1 déjà reçu"
