#!/bin/bash
# escale-coordinator pousser, against a real PostgreSQL that this script starts by itself: in a folder of its own, on a Unix
# socket only, as a user who is not root (postgres refuses root). Twice is once, a late arrival writes what it changes and no
# more, pushes at the same time are safe, and each thing that goes wrong has its sentence and changes nothing.
set -eu
cd "$(dirname "$0")/../.."
make -s build/debug/tests/coordinator/tool_lots build/debug/bin/escale-coordinator
lots=$PWD/build/debug/tests/coordinator/tool_lots
bin=$PWD/build/debug/bin/escale-coordinator
server=$PWD/tests/coordinator/helpers/postgres
dir=$(mktemp -d)
base=$(mktemp -d)
trap '"$server" stop "$base" >/dev/null 2>&1 || :; rm -rf "$dir" "$base"' EXIT
cd "$dir"
export HOME=$dir
unset PGHOST PGPORT PGUSER PGDATABASE PGPASSWORD PGPASSFILE PGSERVICE PGSSLMODE
fail() { echo "$*"; [ ! -f said ] || tail -20 said; tail -5 "$base/log" 2>/dev/null; exit 1; }
run() { # STATUS COMMAND...
	local want=$1 got=0
	shift
	"$bin" "$@" >said 2>&1 </dev/null || got=$?
	[ $got = "$want" ] || fail "escale-coordinator $*: status $got, not $want"
}
says() { grep -qi -- "$1" said || fail "it does not say: $1"; }

# ---- a base
"$server" start "$base" || fail "the server does not start"
sql() { PGOPTIONS=-cclient_min_messages=warning psql -X -q -At -v ON_ERROR_STOP=1 -h "$base" -U maitre "${db:-stats}" "$@"; }
db=postgres sql -c "CREATE ROLE camille LOGIN PASSWORD 'sesame-7319'; CREATE ROLE lecture LOGIN; CREATE ROLE etranger LOGIN" \
	-c "CREATE DATABASE stats" -c "GRANT TEMPORARY ON DATABASE stats TO camille"
at="postgresql://maitre@/stats?host=$base"

# ---- a coordination: two kiosks, the third lot of one is still on its way
run 0 init --territoire "Pays de l'Étang"
run 0 cles nouvelle une
key=$(age-keygen -y escale-coordination/cles/une.txt)
"$lots" . "$key" "$key" 2 3 12 7 3 >keys
i=0
while read -r k; do i=$((i + 1)); run 0 borne inscrire --mots-compares --nom $'Borne\\t '"$i" --lieu "l'été; \"bus\"" --commune 2A004 "$k" --jour 2027-01-04; done <keys
mkdir late && mv ESCALE/k1-n03.escale late/
run 0 importer . --jour 2027-02-03

# ---- the first push makes the schema; the second does nothing at all
run 2 pousser && says Usage
run 0 pousser "$at" && says "Les tables ont été créées" && says "Envoyé : 2 bornes, 5 lots"
same() { # every cell here is there, and every one there is here
	sqlite3 -separator '|' escale-coordination/coordinator.db "SELECT lower(hex(b.sha)), f.line, c.n FROM cell c JOIN standing b ON b.id = c.bundle
		JOIN fact f ON f.id = c.fact WHERE b.counted AND NOT b.diverging AND NOT b.broken" | LC_ALL=C sort >here
	sql -c "SELECT lot, fait, n FROM escale.cellule" | LC_ALL=C sort >there
	[ -s here ] || [ "${1:-}" = none ] || fail "no cell at all"
	cmp -s here there || fail "the base has other cells: $(diff here there | head -5)"
}
same
cells=$(wc -l <here)
[ "$(sql -c "SELECT count(*) FROM escale.lot_retenu")" = 5 ] || fail "not five lots"
[ "$(sql -c "SELECT nom FROM escale.coordination")" = "Pays de l'Étang" ] || fail "the name of the coordination"
[ "$(sql -c "SELECT nom || lieu FROM escale.borne WHERE nom LIKE '% 1'")" = $'Borne\\t 1l\'été; "bus"' ] || fail "a name is changed on its way"
versions() { sql -c "SELECT xmin, coordination, lot, fait FROM escale.cellule ORDER BY 2, 3, 4" -c "SELECT xmin, * FROM escale.lot ORDER BY lot" \
	-c "SELECT xmin, * FROM escale.borne ORDER BY borne" -c "SELECT xmin, * FROM escale.fait ORDER BY fait" -c "SELECT xmin, * FROM escale.coordination"; }
versions >before
run 0 push "$at" && says "déjà à jour"
versions >after
cmp -s before after || fail "a second push rewrites rows: $(diff before after | head -3)"
run 0 pousser --tout "$at" && says "déjà à jour"
versions >after && cmp -s before after || fail "a whole push rewrites rows that are right"

# ---- a late arrival: its cells, and no row of another lot
run 0 importer late --jour 2027-04-01
run 0 pousser "$at" && says "Envoyé : 0 borne, 1 lot, "
same
versions >after
[ "$(comm -23 <(sort before) <(sort after) | grep -c "")" = 1 ] || fail "other rows than the date of the push were touched: $(comm -23 <(sort before) <(sort after))"
[ "$(wc -l <here)" -gt "$cells" ] || fail "the late lot has no cells"

# ---- a story contests another: its cells go; a decision brings them back
run 1 importer clone
run 0 pousser "$at" && says "retiré"
same
[ "$(sql -c "SELECT count(*) FROM escale.lot WHERE etat = 'contesté'")" = 4 ] || fail "contested lots are not told"
for mark in $(sqlite3 escale-coordination/coordinator.db "SELECT substr(lower(hex(min(sha))), 1, 8) FROM bundle WHERE number = 3 GROUP BY kiosk"); do
	run 0 lot garder "$mark" --raison "essai"
done
run 0 pousser "$at"
same
[ "$(sql -c "SELECT count(*) FROM escale.lot WHERE etat = 'écarté'")" = 2 ] || fail "a decision does not reach the base"

# ---- ten at once: one result (each takes the folder in turn, or says that it is taken; copies of it push side by side)
for n in 1 2 3 4 5 6 7 8; do cp -r escale-coordination "copy$n"; done
sql -c "DROP SCHEMA escale CASCADE"
pids=()
for n in 1 2 3 4 5 6 7 8; do "$bin" --dir "copy$n" pousser "$at" >"said$n" 2>&1 & pids+=($!); done
for n in 1 2 3 4 5 6 7 8; do wait "${pids[n - 1]}" || { cat "said$n"; fail "push $n of eight at once"; }; done
[ "$(cat said? | grep -c "tables ont été créées")" = 1 ] || fail "the schema was not made once"
[ "$(cat said? | grep -c "déjà à jour")" = 7 ] || fail "not seven of eight found it done"
same

# ---- two coordinations share the base: a lot counts once, and what one of them contests counts no more
sqlite3 copy1/coordinator.db "DELETE FROM setting WHERE key = 'push_id'; UPDATE setting SET value = 'Voisins' WHERE key = 'territory'"
sum() { sql -c "SELECT sum(utilisations) FROM escale.utilisations" -c "SELECT sum(n) FROM escale.nombres"; }
one=$(sum)
run 0 --dir copy1 pousser "$at" && says "8 lots"
[ "$(sum)" = "$one" ] || fail "a lot that two coordinations have counts twice"
run 0 pousser "$at" && says "déjà à jour" # and neither takes the other's rows
mark=$(sqlite3 escale-coordination/coordinator.db "SELECT substr(lower(hex(sha)), 1, 8) FROM bundle WHERE number = 1 ORDER BY sha LIMIT 1")
run 0 --dir copy1 lot ecarter "$mark" --raison essai
run 0 --dir copy1 pousser "$at"
[ "$(sum)" != "$one" ] || fail "what one of them put aside still counts"
sql -c "DELETE FROM escale.lot WHERE coordination IN (SELECT coordination FROM escale.coordination WHERE nom = 'Voisins')"
[ "$(sum)" = "$one" ] || fail "the other's rows are gone too"

# ---- what tools see: every table, view and column of a table has its words; views add up
[ "$(sql -c "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = 'escale' AND relkind IN ('r', 'v') AND obj_description(c.oid) IS NULL")" = 0 ] ||
	fail "a table without a comment"
[ "$(sql -c "SELECT string_agg(relname || '.' || attname, ' ') FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid JOIN pg_namespace n ON n.oid = relnamespace
	WHERE nspname = 'escale' AND relkind = 'r' AND relname <> 'version' AND attnum > 0 AND NOT attisdropped AND col_description(c.oid, attnum) IS NULL")" = "" ] || fail "a column without a comment"
[ "$(sql -c "SELECT sum(commences) FROM escale.modules")" = "$(sql -c "SELECT sum(n) FROM escale.nombres WHERE genre = 'module_start'")" ] || fail "modules"
[ "$(sql -c "SELECT sum(reponses) FROM escale.questions")" = "$(sql -c "SELECT sum(n) FROM escale.nombres WHERE genre = 'item'")" ] || fail "questions"
[ "$(sql -c "SELECT count(*) FROM escale.suivi WHERE lots_manquants = 0 AND dernier_lot = 3")" = 2 ] || fail "suivi"
for view in lot_retenu nombres utilisations modules avant_apres questions langues suivi; do
	[ "$(sql -c "SELECT count(*) > 0 FROM escale.$view")" = t ] || fail "nothing in $view"
done
[ "$(sql -c "SELECT count(*) FROM escale.fait WHERE genre = 'decoy'")" = 0 ] || fail "a decoy is in the base"

# ---- who may what: nobody reads who was not told so; the script for whoever keeps the base; a role that only pushes
psql -X -At -h "$base" -U etranger stats -c "SELECT count(*) FROM escale.nombres" >said 2>&1 && fail "a stranger reads"
sql -c "DROP SCHEMA escale CASCADE"
run 0 pousser --schema && sql -1 -f said
sql -c "GRANT USAGE ON SCHEMA escale TO camille, lecture; GRANT SELECT ON ALL TABLES IN SCHEMA escale TO camille, lecture" \
	-c "GRANT INSERT, UPDATE, DELETE ON escale.coordination, escale.borne, escale.lot, escale.fait, escale.cellule TO camille"

# ---- passwords
address="postgresql://camille@/stats?host=$base"
run 3 pousser "$address" && says "demande un mot de passe" && says "pgpass"
printf '*:*:*:camille:faux-4711\n' >wrong && chmod 600 wrong
PGPASSFILE=$dir/wrong run 3 pousser "$address" && says "ne vous laisse pas entrer"
! grep -q "faux-4711" said || fail "a password is shown"
printf '*:*:*:camille:sesame-7319\n' >right && chmod 600 right
PGPASSFILE=$dir/right run 0 pousser "$address" && says "Envoyé" && ! grep -q "tables" said || fail "a role that may only write"
same
printf '[chez-nous]\nhost=%s\nuser=camille\ndbname=stats\n' "$base" >services
PGSERVICEFILE=$dir/services PGPASSFILE=$dir/right run 0 pousser service=chez-nous && says "déjà à jour"
for secret in "postgresql://camille:sesame-7319@/stats?host=$base" "postgresql://camille@/stats?host=$base&password=sesame-7319" \
	"host=$base user=camille password=sesame-7319 dbname=stats" "postgresql://camille:sesame-7319@/stats?port=ses%zz" "postgresql://camille:sesame-7319@[/stats"; do
	run 2 pousser "$secret"
	! grep -q "sesame" said || fail "a password is repeated: $secret"
done
run 2 pousser "mysql://x" && says "pas comprise"

# ---- what goes wrong, each with its sentence, and nothing changes
nothing_changed() { versions >after; cmp -s before after || fail "$1: something changed"; }
versions >before
run 3 pousser "postgresql://maitre@/stats?host=$dir/nowhere" && says "ne répond pas"
run 3 pousser "postgresql://maitre@127.0.0.1:9/stats" && says "ne répond pas"
run 3 pousser "postgresql://maitre@/autre?host=$base" && says "ne vous laisse pas entrer"
run 3 pousser "postgresql://lecture@/stats?host=$base" && says "n'a pas le droit d'écrire"
run 3 pousser "postgresql://etranger@/stats?host=$base" && says "n'a pas le droit"
nothing_changed "no right"
run 3 pousser "$at&options=-c%20default_transaction_read_only%3Don" && says "lecture seule"
nothing_changed "read only"
sql -c "ALTER TABLE escale.cellule RENAME TO ailleurs"
run 3 pousser "$at" && says "table d'Escale manque" && says "Rien n'a été changé"
sql -c "ALTER TABLE escale.ailleurs RENAME TO cellule"
sql -c "ALTER TABLE escale.lot RENAME COLUMN etat TO statut"
run 3 pousser "$at" && says "table d'Escale a été changée"
sql -c "ALTER TABLE escale.lot RENAME COLUMN statut TO etat"
sql -c "UPDATE escale.version SET version = 99" && versions >before
run 3 pousser "$at" && says "version plus récente"
nothing_changed "a newer base"
sql -c "UPDATE escale.version SET version = 2" && versions >before
# Somebody else wrote into the cells: a plain push trusts its own marks, a whole one looks and mends.
sql -c "UPDATE escale.cellule SET n = n + 1000 WHERE fait LIKE 'opinion%'" -c "DELETE FROM escale.cellule WHERE fait LIKE 'visit%'"
run 0 pousser --tout "$at" && says "Envoyé" && same

# ---- an older schema: brought to this one, with what it holds
sql -c "DROP SCHEMA escale CASCADE"
run 0 pousser --schema --vers 1 && sql -1 -f said
sql -c "INSERT INTO escale.coordination VALUES('ancienne', 'Ancienne', now())"
PGPASSFILE=$dir/right run 3 pousser "$address" && says "n'a pas le droit"
run 0 pousser "$at" && says "mises à jour"
same
[ "$(sql -c "SELECT count(*) FROM escale.coordination")" = 2 ] || fail "what was there is gone"

# ---- cut: the server goes away in the middle, or we do; the base has all or nothing
sql -c "DROP SCHEMA escale CASCADE"
for delay in 0.01 0.02 0.03 0.05 0.08; do
	"$bin" pousser "$at" >said 2>&1 & pid=$!
	sleep $delay
	kill -9 $pid 2>/dev/null || :
	wait $pid 2>/dev/null || :
	if [ "$(sql -c "SELECT count(*) FROM pg_namespace WHERE nspname = 'escale'")" = 1 ]; then same; sql -c "DROP SCHEMA escale CASCADE"; fi
done
run 0 pousser "$at"
same
cat >slow.sql <<'S'
CREATE FUNCTION escale.wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(30); RETURN NEW; END $$;
CREATE TRIGGER slow BEFORE UPDATE ON escale.lot FOR EACH ROW EXECUTE FUNCTION escale.wait();
S
sql -f slow.sql
sqlite3 escale-coordination/coordinator.db "UPDATE bundle SET receipted_day = 20800"
"$bin" pousser "$at" >said 2>&1 & pid=$!
for _ in $(seq 100); do [ "$(sql -c "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")" = 0 ] || break; sleep 0.05; done
"$server" stop "$base"
wait $pid && fail "a push whose server died says that it is done"
says "s'est coupée\|s'arrête ou redémarre" && says "Rien n'a été changé"
"$server" again "$base"
sql -c "DROP TRIGGER slow ON escale.lot"
[ "$(sql -c "SELECT count(*) FROM escale.lot WHERE recu_signe_le IS NOT NULL")" = 0 ] || fail "half a push is in the base"
run 0 pousser "$at"
same

# ---- without the library: a sentence, not a crash
cat >nolib.c <<'C'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <string.h>
void *dlopen(const char *name, int flags)
{
	static void *(*real)(const char *, int);
	*(void **)&real = dlsym(RTLD_NEXT, "dlopen");
	return name && strstr(name, "libpq") ? 0 : real(name, flags);
}
C
gcc -shared -fPIC -o nolib.so nolib.c -ldl
LD_PRELOAD=$PWD/nolib.so run 3 pousser "$at" && says "apt install libpq5"
ldd "$bin" | grep -q libpq && fail "the program needs libpq to start"
exit 0
