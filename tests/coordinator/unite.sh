#!/bin/bash
# reunir as a person meets it: two folders of one authority, both ways, and the folders that it does not take. Nothing is ever
# written in the other folder, which may be on a stick that cannot be written.
set -eu
cd "$(dirname "$0")/../.."
make -s build/debug/tests/coordinator/tool_lots build/debug/bin/escale-coordinator
lots=$PWD/build/debug/tests/coordinator/tool_lots
bin=$PWD/build/debug/bin/escale-coordinator
dir=$(mktemp -d)
trap 'chmod -R u+w "$dir"; rm -rf "$dir"' EXIT
cd "$dir"
fail() { echo "$*"; [ ! -f said ] || tail -40 said; exit 1; }
run() { # STATUS COMMAND...: standard output and error go to `said`
	local want=$1 got=0
	shift
	"$bin" "$@" >said 2>&1 </dev/null || got=$?
	[ $got = "$want" ] || fail "escale-coordinator $*: status $got, not $want"
}
says() { grep -q -- "$1" said || fail "it does not say: $1"; }

run 0 --dir nord init --territoire "Nord"
run 0 --dir nord cles nouvelle une
key=$(age-keygen -y nord/cles/une.txt)
cp -r nord sud
sqlite3 sud/coordinator.db "UPDATE setting SET value = 'Sud' WHERE key = 'territory'"
"$lots" . "$key" "$key" 2 3 12 7 3 >keys
run 0 --dir nord borne inscrire --mots-compares --nom "Mairie" --lieu mairie --commune 23096 "$(sed -n 1p keys)"
run 0 --dir sud borne inscrire --mots-compares --nom "Mairie" --lieu mairie --commune 23097 "$(sed -n 2p keys)"
run 1 --dir nord importer . # of the other kiosk: unknown here
run 1 --dir sud importer .
run 0 --dir sud borne inscrire --mots-compares --nom "Bus" --lieu bus --commune 23098 "$(sed -n 1p keys)"
mkdir two && cp clone/ESCALE/k1-n03.escale two/
run 0 --dir sud importer two --jour 2027-03-01

# ---- both ways; the other folder is not touched
prints() { (cd "$1" && find . -type f -exec sha256sum {} + | sort -k2); }
chmod -R a-w sud
prints sud >before
run 0 --dir nord reunir sud
prints sud >after
cmp -s before after || fail "the other folder was changed"
chmod -R u+w sud
says "Réunion avec « Sud »"
says "1 borne de plus, inscrite sur sa parole"
says "4 lots de plus : leur fiche et leur signature ont été vérifiées"
says "4 lots dont les nombres sont pris sur sa parole"
! ls -d nord/reunion-* 2>/dev/null || fail "the working copy is left behind"
run 0 --dir nord bornes && says "Mairie (2) (mairie, commune 23097)" && says "sur la parole de « Sud »"
run 1 --dir nord lots && says "compté sur la parole de « Sud »" && says "2 récits"
run 0 --dir nord reunir sud && says "Rien de nouveau"
run 0 --dir sud reunir --nom "la préfecture" nord && says "Réunion avec « la préfecture »"
totals() { # nothing that is only a name
	sqlite3 "$1/coordinator.db" "SELECT lower(hex(k.key)), b.number, lower(hex(b.sha)), b.counted, b.diverging, b.broken, b.received_day, b.receipted_day, b.decision,
		(SELECT group_concat(x) FROM (SELECT f.line || c.n AS x FROM cell c JOIN fact f ON f.id = c.fact WHERE c.bundle = b.id ORDER BY 1))
		FROM standing b JOIN kiosk k ON k.id = b.kiosk ORDER BY b.sha"
}
cmp -s <(totals nord) <(totals sud) || fail "two ways, two results: $(diff <(totals nord) <(totals sud) | cut -c1-150 | head -5)"
[ "$(totals nord | wc -l)" = 7 ] || fail "not seven bundles"
run 0 --dir nord importer ESCALE && says "compté ici aussi" && says "3 confirmés"

# ---- a story that is decided in one folder is decided in both
mark=$(sqlite3 nord/coordinator.db "SELECT substr(lower(hex(sha)), 1, 8) FROM standing WHERE diverging LIMIT 1")
run 0 --dir nord lot garder "$mark" --raison "vu sur place" --par Camille
run 0 --dir sud reunir nord && says "2 décisions de plus"
run 0 --dir sud lots && says "$mark.*gardé par décision (Camille, le .* : « vu sur place »)"
cmp -s <(totals nord) <(totals sud) || fail "a decision makes two results"

# ---- folders that it does not take
run 2 --dir nord reunir && says Usage
run 3 --dir nord reunir nord && says "le même dossier"
run 3 --dir nord reunir nulle-part && says "autorite.pub"
run 0 --dir autre init
run 3 --dir nord reunir autre && says "autre autorité"
cp nord/autorite.pub autre/ && rm autre/coordinator.db
run 3 --dir nord reunir autre && says "Il n'y a pas de coordination"
head -c 5000 /dev/urandom >autre/coordinator.db
run 3 --dir nord reunir autre && says "abîmé"
rm autre/coordinator.db && ln -s ../sud/coordinator.db autre/coordinator.db
run 3 --dir nord reunir autre
rm autre/coordinator.db && mkfifo autre/coordinator.db
timeout 10 "$bin" --dir nord reunir autre >said 2>&1 && fail "a pipe is a database"
rm autre/coordinator.db && cp sud/coordinator.db autre/ && sqlite3 autre/coordinator.db "PRAGMA user_version = 900"
run 3 --dir nord reunir autre
cp sud/coordinator.db autre/
mkfifo talk
sqlite3 autre/coordinator.db <talk >/dev/null & holder=$!
exec 8>talk
echo "PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE; UPDATE setting SET value = 'held';" >&8
echo ".shell touch held" >&8
for _ in $(seq 100); do [ ! -e held ] || break; sleep 0.05; done
run 3 --dir nord reunir autre && says "ouvert par un autre programme"
exec 8>&-
wait $holder 2>/dev/null || :
! ls -d nord/reunion-* 2>/dev/null || fail "a working copy is left behind"
# A schema that answers something else: a table that is a view full of lies, a trigger that would write.
sqlite3 autre/coordinator.db "ALTER TABLE bundle RENAME TO b2; CREATE VIEW bundle AS SELECT id, sha, kiosk, number, previous, 99 AS sessions, facts_seen, facts_kept,
	software, dirty_stops, place_kind, clock_confirmed, early_reason, received_day, counted, decision, CAST('{}' AS BLOB) AS manifest, signature, receipted_day, trust, disputed, forwarded_day FROM b2"
run 1 --dir nord reunir autre && says "REFUSÉS : fiche ou signature fausse"
cmp -s <(totals nord) <(totals sud) || fail "a lie was believed"

# ---- killed at any moment: all or nothing, and again gives the same
"$lots" many "$key" "$key" 6 4 12 9 >more
cp -r sud big && i=0
while read -r k; do i=$((i + 1)); run 0 --dir big borne inscrire --mots-compares --nom "M $i" --lieu bus --commune 23096 "$k"; done <more
run 0 --dir big importer many
cp -r nord plain && run 0 --dir plain reunir big && totals plain >want
totals nord >none
for delay in 0.002 0.005 0.01 0.015 0.02 0.03 0.05 0.08; do
	rm -rf hurt && cp -r nord hurt
	"$bin" --dir hurt reunir big >/dev/null 2>&1 & pid=$!
	sleep $delay
	kill -9 $pid 2>/dev/null || :
	wait $pid 2>/dev/null || :
	totals hurt >got
	cmp -s got none || cmp -s got want || fail "killed after $delay s: half of a union"
	run 0 --dir hurt reunir big
	! ls -d hurt/reunion-* 2>/dev/null || fail "a killed union leaves its copy for good"
	totals hurt | cmp -s - want || fail "killed after $delay s: another result in the end"
done
