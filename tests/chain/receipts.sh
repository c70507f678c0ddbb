#!/bin/bash
# The round trip with the real programs: a kiosk sends, the coordination counts and signs receipts, the kiosk deletes what
# they acknowledge and next sends the new month only. Receipts that are not to be trusted delete nothing.
cd "$(dirname "$0")/../.."
. tests/chain/helpers/lib.sh
data=borne
sed 's/^shot staff-09-copied/print/' "$taps/export.taps" >export.taps
sends() { # DAY [LINE of the result]: a fresh stick, with the receipts of ./recus
	rm -rf cle && mkdir -p cle/ESCALE
	cp recus/* cle/ESCALE/ 2>/dev/null || :
	kiosk --replay export.taps --trace shown --day "$1"
	[ $# = 1 ] || grep -q "$2" shown || { cat shown; fail "the result does not say: $2"; }
}
bundles() { ls cle/ESCALE/*.escale 2>/dev/null | wc -l; }
# What the database says of itself, read from a copy.
kept() { cp borne/escale.db look.db && sqlite3 look.db "$1"; }

coordination cle
mkdir recus
kiosk --replay "$taps/setup.taps" --day $day
kiosk --simulate 14 --seed 3 --day $((day + 1))
sends $((day + 12)) "Lots copiés : 1"
grep -q "confirmés" shown && fail "something is confirmed without a receipt"
enrol Bus || fail "enrolling"
coordinator importer cle || fail "import"
coordinator recus . || fail "receipts"
minisign -q -Vm ESCALE/recus.txt -p escale-coordination/autorite.pub || fail "minisign refuses the receipts"
envelopes=$(kept 'SELECT count(*) FROM envelope')
[ "$envelopes" -ge 176 ] || fail "only $envelopes envelopes are kept"

# ---- receipts that are not to be trusted: nothing is deleted, the send goes on and says so
"$bin/escale-coordinator" --dir other init >/dev/null
refused() { # WHY
	sends $((day + 12)) "Les reçus de cette clé ne sont pas bons. Rien n’a été effacé."
	grep -q "Lots copiés : 1" shown || fail "$1: bad receipts hold back the send"
	[ "$(kept 'SELECT count(*) FROM envelope')" = "$envelopes" ] || fail "$1: envelopes are gone"
}
cp ESCALE/recus.txt* recus/
sed -i 's/ 1 / 2 /' recus/recus.txt
refused "changed after the signature"
cp ESCALE/recus.txt recus/ && rm recus/recus.txt.minisig
refused "without a signature"
cp other/autorite.secret keep && cp escale-coordination/autorite.secret mine && cp other/autorite.secret escale-coordination/
coordinator recus wrong || fail "receipts by another authority"
cp mine escale-coordination/autorite.secret
cp wrong/ESCALE/recus.txt* recus/
refused "signed by another authority"
cp cle/ESCALE/*.escale recus/recus.txt # bytes
refused "not a text"

# ---- the right ones: deleted for good, remembered, said
rm -f recus/* && cp ESCALE/recus.txt* recus/
sends $((day + 12)) "Lots confirmés par la coordination : 1"
[ "$(bundles)" = 0 ] || fail "an acknowledged bundle is sent again"
[ "$(kept 'SELECT count(*) FROM envelope')" = 0 ] || fail "envelopes are left"
[ "$(kept 'SELECT number || lower(hex(hash)) FROM receipt')" = "1$(tail -1 recus/recus.txt | cut -d' ' -f4)" ] || fail "the hash is not kept"

# ---- the next month: the new bundle only, and its chain holds
kiosk --simulate 14 --seed 4 --day $((day + 20))
sends $((day + 30)) "Lots copiés : 1"
[ "$(bundles)" = 1 ] || fail "$(bundles) bundles on the stick"
grep -q "confirmés" shown && fail "an old receipt confirms something again"
coordinator importer cle || fail "the second month"
grep -q "1 compté" said || fail "the second month is not counted"
coordinator lots || fail "the chain is broken"
[ "$(grep -c ": compté" said)" = 2 ] || fail "not two counted lots"
sqlite3 escale-coordination/coordinator.db "SELECT b.previous = a.sha FROM bundle a, bundle b WHERE a.number = 1 AND b.number = 2" |
	grep -qx 1 || fail "previous is not the first manifest"
