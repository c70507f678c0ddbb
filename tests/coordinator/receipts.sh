#!/bin/bash
# Receipts as a coordinator signs them and as stock minisign verifies them: which lots get one, and which do not yet.
# What a kiosk does with them: tests/sync/test_receipt.c, tests/store/test_receipt.c and tests/chain/receipts.sh.
set -eu
cd "$(dirname "$0")/../.."
make -s build/debug/tests/coordinator/tool_lots build/debug/bin/escale-coordinator
lots=$PWD/build/debug/tests/coordinator/tool_lots
bin=$PWD/build/debug/bin/escale-coordinator
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
fail() { echo "$*"; [ ! -f said ] || tail -20 said; exit 1; }
run() { # STATUS COMMAND...: standard output and error go to `said`
	local want=$1 got=0
	shift
	"$bin" "$@" >said 2>&1 </dev/null || got=$?
	[ $got = "$want" ] || fail "escale-coordinator $*: status $got, not $want"
}
says() { grep -q -- "$1" said || fail "it does not say: $1"; }
verified() { minisign -q -Vm "$1/ESCALE/recus.txt" -p escale-coordination/autorite.pub; }
lines() { grep -c '^bundle ' "$1/ESCALE/recus.txt"; }

run 3 recus back && says "escale-coordinator init"
run 0 init
run 0 cles nouvelle evaluation
run 0 cles nouvelle coordination
evaluation=$(age-keygen -y escale-coordination/cles/evaluation.txt)
coordination=$(age-keygen -y escale-coordination/cles/coordination.txt)
run 2 recus && says "Usage"
run 1 recus back && says "Aucun lot à confirmer"
[ ! -e back ] || fail "a list of nothing was written"

# ---- two kiosks of three lots: one line each, of the right key, number and manifest
"$lots" stick "$evaluation" "$coordination" 2 3 12 5 >keys
i=0
while read -r key; do i=$((i + 1)); run 0 borne inscrire --mots-compares --nom "Borne $i" --lieu bus --commune 23096 "$key"; done <keys
run 0 importer stick
run 0 recus back && says "Reçus signés : 6 lots, 2 bornes"
verified back || fail "minisign refuses the receipts"
[ "$(minisign -Q -Vm back/ESCALE/recus.txt -p escale-coordination/autorite.pub)" = "escale receipts 1" ] || fail "another trusted comment"
[ "$(head -1 back/ESCALE/recus.txt)" = "escale receipts 1" ] && [ "$(wc -l <back/ESCALE/recus.txt)" = 7 ] || fail "not seven lines"
for file in stick/ESCALE/*.escale; do
	rm -rf open && mkdir open
	age -d -i escale-coordination/cles/coordination.txt "$file" | tar x -C open --ignore-zeros 2>/dev/null || :
	get() { sed -n "s/^  \"$1\": \"\\{0,1\\}\\([^\",]*\\)\"\\{0,1\\},\\{0,1\\}$/\\1/p" open/manifest.json; }
	line="bundle $(get kiosk) $(get number) $(sha256sum <open/manifest.json | cut -d' ' -f1)"
	grep -qxF "$line" back/ESCALE/recus.txt || fail "no such line: $line"
done
cp back/ESCALE/recus.txt first
run 0 receipts back && cmp -s first back/ESCALE/recus.txt || fail "the same set has two texts"
run 0 reçus back
sed -i '2d' back/ESCALE/recus.txt
verified back 2>/dev/null && fail "minisign accepts a list with a line less"

# ---- a lot verified without being read gets one, as long as its copy is there
"$lots" unread "$(age-keygen 2>/dev/null | age-keygen -y)" "$coordination" 1 1 12 6 >key
run 0 borne inscrire --mots-compares --nom "Borne 3" --lieu bus --commune 23096 "$(cat key)"
run 0 importer unread && says "1 vérifié sans être lu"
run 0 recus back && says "7 lots, 3 bornes"
grep -qF "$(cat key) 1 " back/ESCALE/recus.txt && verified back || fail "no receipt for a verified lot"
rm escale-coordination/lots/*.escale
run 1 recus back && says "6 lots, 2 bornes" && says "Sans reçu : 1 lot ni compté, ni gardé"
grep -qF "$(cat key)" back/ESCALE/recus.txt && fail "a receipt for facts that nobody has"
run 0 importer unread
run 0 recus back && says "7 lots, 3 bornes"

# ---- two stories under one number: the one with a receipt is settled, the other is put aside
# and a story of a kiosk without receipts contests both until somebody decides
db=escale-coordination/coordinator.db
[ "$(sqlite3 $db 'SELECT count(*) FROM bundle WHERE receipted_day >= 0')" = 7 ] || fail "receipts are not remembered"
twin() { # NUMBER DAY: another manifest of Borne 1 under this number
	sqlite3 $db "INSERT INTO bundle(sha, kiosk, number, previous, sessions, facts_seen, facts_kept, software, dirty_stops, place_kind,
		clock_confirmed, early_reason, received_day, counted, manifest, signature, receipted_day)
		SELECT randomblob(32), kiosk, $1, randomblob(32), sessions, facts_seen, facts_kept, software, dirty_stops, place_kind,
		clock_confirmed, early_reason, received_day, 1, manifest, signature, $2
		FROM bundle WHERE kiosk = 1 AND number = 1 AND receipted_day >= 0"
}
twin 2 -1
run 1 recus back && says "7 lots, 3 bornes" && says "Sans reçu : 1 lot mis de côté"
cmp -s <(grep -v "$(cat key)" back/ESCALE/recus.txt) first || fail "a later story changed the receipts"
run 1 lots && [ "$(grep -c "MIS DE CÔTÉ" said)" = 1 ] || fail "a later story contests what has a receipt"
sqlite3 $db 'UPDATE bundle SET receipted_day = -1'
run 1 lots && [ "$(grep -c "MIS DE CÔTÉ" said)" -ge 2 ] || fail "without receipts, both stories are not put aside"
run 1 recus back && says "Sans reçu"
[ "$(lines back)" -lt 7 ] && verified back || fail "a contested lot has a receipt"
run 1 lots
mark=$(grep "deux lots sous ce numéro" said | head -1 | cut -d' ' -f1)
run 0 lot ecarter "$mark" --raison "carte copiée"
"$bin" recus back >said 2>&1 || :
grep -q "$mark" back/ESCALE/recus.txt && fail "a lot that was put aside by decision has a receipt"

# ---- a stick that refuses, a folder that is a file
: >plain
run 3 recus plain
