#!/bin/bash
# "Verified, not readable by me": a coordination without the evaluation key checks, acknowledges and forwards; the evaluation,
# in a folder of its own, learns from a signed register whose bundles these are, imports them and counts. Every file on the
# way opens with stock tools, and nobody on the way reads a fact.
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
terrain() { local s=$1; shift; run "$s" --dir terrain "$@"; }
evaluation() { local s=$1; shift; run "$s" --dir evaluation "$@"; }

# ---- two folders: who knows the residents, and who counts
terrain 0 init --territoire "Pays de Vallavre"
terrain 0 cles nouvelle porteur
evaluation 0 init --territoire "Observatoire"
evaluation 0 cles nouvelle compteur
count=$(age-keygen -y evaluation/cles/compteur.txt) carry=$(age-keygen -y terrain/cles/porteur.txt)
terrain 0 cles ajouter compteur "$count"
"$lots" stick "$count" "$carry" 2 2 12 4 >keys
terrain 0 borne inscrire --mots-compares --nom "Bus des villages" --lieu "itinérante" --commune 23096 "$(sed -n 1p keys)" --jour 2027-01-04
terrain 0 borne inscrire --mots-compares --nom "Mairie" --lieu mairie --commune 2A004 "$(sed -n 2p keys)" --jour 2027-01-05

# ---- checked and acknowledged without being read
terrain 0 importer stick && says "4 vérifiés sans être lus"
terrain 0 lots && [ "$(grep -c ": vérifié, non lu" said)" = 4 ] || fail "the state is not shown"
terrain 0 recus stick && says "Reçus signés : 4 lots"

# ---- forwarded
terrain 2 transmettre go && says Usage
terrain 3 transmettre --pour inconnu go && says "Aucune clé ne porte le nom"
terrain 0 transmettre --pour compteur --jour 2027-02-03 go
says "Transmis : 4 lots et le registre" && grep -E '^    ([a-zé]+ ){7}[a-zé]+$' said >words || fail "the authority's words are not shown"
[ "$(ls go/ESCALE/*.escale | wc -l)" = 4 ] || fail "not four files"
terrain 0 lots && [ "$(grep -c ": vérifié, transmis le 3.février.2027" said)" = 4 ] || fail "it is not told that they were forwarded"
terrain 0 transmettre --pour compteur again && says "Aucun lot à transmettre"
[ ! -e again ] || fail "a folder for nothing"

# ---- with stock tools: the register, and a forwarded bundle that only the evaluation opens
minisign -q -Vm go/ESCALE/bornes.txt -p terrain/autorite.pub || fail "minisign refuses the register"
[ "$(minisign -Q -Vm go/ESCALE/bornes.txt -p terrain/autorite.pub)" = "escale kiosks 1" ] || fail "another trusted comment"
[ "$(grep ^kiosk go/ESCALE/bornes.txt | cut -f 3-7 | sort)" = "$(printf '23096\t2027-01-04\t-\titinérante\tBus des villages\n2A004\t2027-01-05\t-\tmairie\tMairie')" ] ||
	fail "the register does not open as columns: $(cat go/ESCALE/bornes.txt)"
one=$(ls go/ESCALE/*.escale | head -1)
age -d -i terrain/cles/porteur.txt "$one" >/dev/null 2>&1 && fail "the carrier's key opens what it forwards"
age -d -i evaluation/cles/compteur.txt -o lot.tar "$one" || fail "age does not open a forwarded bundle"
mkdir open && tar xf lot.tar -C open
cat stick/ESCALE/borne-*.pub >pubs
verified=no
for pub in stick/ESCALE/borne-*.pub; do minisign -q -Vm open/manifest.json -p "$pub" 2>/dev/null && verified=yes; done
[ $verified = yes ] || fail "the manifest is no longer the kiosk's"
for file in stick/ESCALE/*.escale; do age -d -i terrain/cles/porteur.txt "$file" | sha256sum; done | sort >sent
for file in go/ESCALE/*.escale; do age -d -i evaluation/cles/compteur.txt "$file" | sha256sum; done | sort >got
cmp -s sent got || fail "what is inside is not what the kiosk wrote"

# ---- the evaluation: nothing before the register, which nobody else may write
evaluation 1 importer go && says "unknown-kiosk"
evaluation 3 borne registre go && says "pas signé par l'autorité attendue"
cp -r go forged && sed -i 's/Mairie$/Marie/' forged/ESCALE/bornes.txt
evaluation 3 borne registre --autorite terrain/autorite.pub forged && says "pas signé"
[ "$(sqlite3 evaluation/coordinator.db 'SELECT count(*) FROM kiosk')" = 0 ] || fail "a forged register enrols"
evaluation 3 borne registre --autorite terrain/autorite.pub stick && says "ne contient pas de registre"
evaluation 0 borne registre --autorite terrain/autorite.pub go && says "2 bornes inscrites sur sa parole"
evaluation 0 bornes && says "Bus des villages (itinérante, commune 23096)" && says "sur la parole de « Pays de Vallavre »"
evaluation 0 borne registre go && says "0 borne inscrite sur sa parole, 2 déjà connues"
run 0 --dir tiers init
run 3 --dir evaluation borne registre --autorite tiers/autorite.pub go && says "croit déjà une autre autorité"
evaluation 0 importer go && says "4 comptés"
evaluation 0 importer go && says "4 déjà reçus"
evaluation 0 rapport --sortie r.html && grep -q "Observatoire" r.html || fail "no report"
# The words that the evaluation saw are those that the carrier was shown.
rm -rf evaluation2 && run 0 --dir evaluation2 init && run 0 --dir evaluation2 borne registre --autorite terrain/autorite.pub go
grep -qF "$(cat words)" said || fail "other words: $(cat said)"

# ---- again, a later bundle, a revoked kiosk, a copy that is gone
terrain 0 transmettre --pour compteur --tout more && says "Transmis : 4 lots"
evaluation 0 importer more && says "4 déjà reçus"
terrain 0 borne revoquer Mairie --jour 2027-03-01
"$lots" later "$count" "$carry" 1 1 12 5 >key
terrain 0 borne inscrire --mots-compares --nom "Mairie du Pont" --lieu mairie --commune 23097 "$(cat key)"
terrain 0 importer later
terrain 0 transmettre --pour compteur next && says "Transmis : 1 lot et"
evaluation 0 borne registre next && says "1 borne inscrite sur sa parole, 2 déjà connues, 1 révoquée"
evaluation 0 importer next && says "1 compté"
rm terrain/lots/*.escale
terrain 1 transmettre --pour compteur --tout gone && says "5 lots ni comptés, ni gardés"
terrain 0 importer later
printf 'XXXXXXXX' | dd of="$(ls terrain/lots/*.escale)" bs=1 seek=5000 conv=notrunc 2>/dev/null
terrain 1 transmettre --pour compteur --tout gone && ! ls gone/ESCALE/*.escale 2>/dev/null || fail "a damaged copy is forwarded"
