#!/bin/bash
# menage: shows what is too old, deletes it only when asked, and nothing else: six months for encrypted copies that were
# counted, twenty-five for counts by kiosk.
set -eu
cd "$(dirname "$0")/../.."
make -s build/debug/tests/coordinator/tool_lots build/debug/bin/escale-coordinator
lots=$PWD/build/debug/tests/coordinator/tool_lots
bin=$PWD/build/debug/bin/escale-coordinator
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
fail() { echo "$*"; [ ! -f said ] || tail -20 said; exit 1; }
run() { # STATUS COMMAND...
	local want=$1 got=0
	shift
	"$bin" "$@" >said 2>&1 </dev/null || got=$?
	[ $got = "$want" ] || fail "escale-coordinator $*: status $got, not $want"
}
says() { grep -q -- "$1" said || fail "it does not say: $1"; }
ask() { sqlite3 "$1/coordinator.db" "$2"; }

run 0 init
run 0 cles nouvelle a
age-keygen -o reader.txt 2>/dev/null
mine=$(age-keygen -y escale-coordination/cles/a.txt)
"$lots" old "$mine" "$mine" 1 2 20 5 >key
"$lots" new "$mine" "$mine" 1 2 20 6 >>key
"$lots" sealed "$(age-keygen -y reader.txt)" "$mine" 1 2 20 7 >>key
i=0
while read -r key; do
	i=$((i + 1))
	run 0 borne inscrire --mots-compares --nom "Borne $i" --lieu bus --commune 23096 --jour 2027-01-01 "$key"
done <key
run 0 importer old --jour 2027-01-10
run 0 importer new --jour 2029-01-31
run 0 importer sealed --jour 2029-01-31
run 0 importer -i reader.txt sealed/ESCALE --jour 2029-02-01
[ "$(ls escale-coordination/lots | wc -l)" = 2 ] || fail "two copies are kept: $(ls escale-coordination/lots)"

# ---- the day before, nothing; 25 months on, the first month's counts
run 0 menage --jour 2029-02-10 && says "rien à effacer"
run 0 menage --jour 2029-02-11 && says "Serait effacé : les nombres par borne de 2 lots" && says "avant le 11.janvier.2027"
before=$(ask escale-coordination "SELECT count(*) FROM cell")
run 0 menage --jour 2029-02-11
[ "$(ask escale-coordination "SELECT count(*) FROM cell")" = "$before" ] || fail "showing deletes"
cp -r escale-coordination other
run 0 ménage --jour 2029-02-11 --effacer && says "Effacé : les nombres par borne de 2 lots" && says "sauvegardes"
[ "$(ask escale-coordination "SELECT count(*) FROM cell c JOIN bundle b ON b.id = c.bundle WHERE b.received_day < julianday('2027-01-11') - 2440587.5")" = 0 ] || fail "old counts are left"
[ "$(ask escale-coordination "SELECT count(DISTINCT bundle) FROM cell")" = 4 ] || fail "other counts are gone"
run 0 menage --jour 2029-02-11 && says "rien à effacer"
# The row stays: an old bundle that comes again is known, and is not counted a second time.
run 0 importer old --jour 2029-02-12 && says "2 déjà reçus"
[ "$(ask escale-coordination "SELECT count(DISTINCT bundle) FROM cell")" = 4 ] || fail "an old bundle was counted again"
# Another coordination that has not tidied yet is no other story: no dispute. What it still has comes along, and goes again.
run 0 reunir other --jour 2029-02-12
run 0 menage --jour 2029-02-12 --effacer
[ "$(ask escale-coordination "SELECT count(DISTINCT bundle) FROM cell")" = 4 ] || fail "what came back by reunir stays"
[ "$(ask escale-coordination "SELECT count(*) FROM bundle WHERE disputed")" = 0 ] || fail "tidying makes a dispute"
run 0 --dir other reunir escale-coordination --jour 2029-02-12
[ "$(ask other "SELECT count(*) FROM bundle WHERE disputed")" = 0 ] || fail "tidying makes a dispute on the other side"

# ---- copies: counted ones after six months, others never
run 0 menage --jour 2029-07-31 && says "rien à effacer" && says "2 copies"
run 0 menage --jour 2029-08-01 && says "Serait effacé : 2 copies chiffrées"
sqlite3 escale-coordination/coordinator.db "UPDATE bundle SET counted = 0 WHERE id = (SELECT max(id) FROM bundle)"
run 0 menage --jour 2029-08-01 --effacer && says "Effacé : 1 copie chiffrée" && says "1 copie attend"
[ "$(ls escale-coordination/lots | wc -l)" = 1 ] || fail "not one copy is left"
# The last days of long months: 31 August less six months is a day that exists.
run 0 menage --jour 2029-08-31
run 2 menage tout
exit 0
