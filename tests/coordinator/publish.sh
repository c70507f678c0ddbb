#!/bin/bash
# escale-coordinator publier, with stock tools on its files: python3 reads the CSV and the data package, as an evaluator
# would; and a coordinator who mistypes, comes back or changes their mind.
set -eu
cd "$(dirname "$0")/../.."
make -s build/debug/tests/coordinator/tool_lots build/debug/bin/escale-coordinator
lots=$PWD/build/debug/tests/coordinator/tool_lots
here=$PWD
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

# A territory and a title that a spreadsheet must not run.
run 0 init --territoire '=HYPERLINK("http://x";"Vallavre")'
run 0 cles nouvelle a
recipient=$(age-keygen -y escale-coordination/cles/a.txt)
"$lots" stick "$recipient" "$recipient" 4 2 60 9 >keys
i=0
while read -r key; do
	i=$((i + 1))
	run 0 borne inscrire --mots-compares --nom "Borne $i" --lieu bus --commune "0100$i" "$key"
done <keys
run 0 importer stick --jour 2027-03-10
printf 'cybersecurite\t=2+5+cmd|calc\nsobriete\tPolluer "moins"; mieux\nreemploi\t@SOMME(A1)\n' >escale-coordination/titles.tsv

# ---- mistypes
run 2 publier && says "Usage" && says "(semestre).$"
run 2 publier 2027-Q1 && says "pas une période"
run 2 publier 2027-03 --maille village --jour 2027-04-02
run 2 publier 2027-03 --jour 2027-04-02 && says "première publication"
run 3 publier 2027-03 --maille territoire --jour 2027-03-31 && says "pas fini"
run 3 publier 2027-01 --maille territoire --jour 2027-04-02 && says "rien à publier"
run 0 publier --registre && says "Rien n'est encore publié"

# ---- a trial, then the thing itself, twice
run 0 publier 2027-03 --essai --jour 2027-04-02 && says "essai"
[ ! -e publication-2027-03 ] || fail "a trial wrote a folder"
run 0 publier --registre && says "Rien n'est encore publié"
run 0 publier 2027-03 --maille territoire --jour 2027-04-02 && says "Publié dans : publication-2027-03"
cp -r publication-2027-03 first
printf 'cybersecurite\tAutre nom\n' >escale-coordination/titles.tsv
"$lots" more "$recipient" "$recipient" 1 1 40 10 >key
run 0 borne inscrire --mots-compares --nom "Borne 9" --lieu bus --commune 23096 "$(cat key)"
run 0 importer more --jour 2027-03-20
run 0 publier 2027-03 --jour 2027-05-02 && says "déjà publiée, inchangée"
diff -r first publication-2027-03 || fail "publishing again changed something"
run 3 publier 2027-T1 --jour 2027-05-02 && says "soustraction"
run 3 publier 2027-04 --maille commune --jour 2027-05-02 && says "maille"
run 0 publier 2027-04 --jour 2027-05-02 --sortie avril
says "avril.*, 1 lot :" # the one that came late
grep -q "cmd.calc" avril/modules.csv || fail "the module was renamed in May: in April it had its name"
run 0 publier --registre && says "Pas de temps : mois" && says "mars" && says "avril"

# ---- the files, as others read them
python3 - publication-2027-03 <<'PY' || fail "python3 reads something else"
import csv, glob, hashlib, json, os, re, sys
d = sys.argv[1]
p = json.load(open(d + "/datapackage.json", encoding="utf-8"))
assert p["profile"] == "tabular-data-package" and re.fullmatch(r"[-a-z0-9._/]+", p["name"])
assert p["escale"]["k"] == 11 and p["escale"]["pas"] == "mois" and len(p["escale"]["limites"]) >= 5
files = {os.path.basename(f) for f in glob.glob(d + "/*.csv")}
assert files == {r["path"] for r in p["resources"]}, files
withheld = 0
for r in p["resources"]:
	raw = open(d + "/" + r["path"], "rb").read()
	assert len(raw) == r["bytes"] and "sha256:" + hashlib.sha256(raw).hexdigest() == r["hash"]
	assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\n") == raw.count(b"\r\n")
	rows = list(csv.reader(raw.decode("utf-8-sig").splitlines(), delimiter=";"))
	fields = [f["name"] for f in r["schema"]["fields"]]
	assert rows[0] == fields, (rows[0], fields)
	assert r["escale"]["indicateurs"] and all(i["definition"].endswith(".") for i in r["escale"]["indicateurs"])
	keys = [tuple(row[fields.index(k)] for k in r["schema"]["primaryKey"]) for row in rows[1:]]
	assert len(set(keys)) == len(keys)
	hidden = 0
	for row in rows[1:]:
		assert len(row) == len(fields)
		for field in row:
			assert not field or field[0] not in "=+-@\t\r", field
		if "statut" in fields:
			n, status = row[fields.index("nombre")], row[fields.index("statut")]
			assert (status == "masqué") == (n == ""), row
			assert status == "masqué" or r["name"] == "passages" or int(n) == 0 or int(n) >= 11, row
			hidden += status == "masqué"
	assert hidden == r["escale"]["cellules_masquees"], r["name"]
	withheld += hidden
assert withheld == p["escale"]["cellules_masquees"] and withheld > 0
text = open(d + "/modules.csv", encoding="utf-8-sig").read()
assert "'=2+5+cmd|calc" in text and "'@SOMME(A1)" in text, text
PY

# ---- a stranger who adds and subtracts finds nothing; with one number more, something
attack=$here/tests/coordinator/helpers/attack.py
learnt() { # FOLDER
	python3 "$attack" "$1" >learnt
	[ ! -s learnt ] || fail "masked numbers are found back: $(head -5 learnt)"
}
learnt publication-2027-03
learnt avril
python3 "$attack" publication-2027-03 --peek >learnt
[ "$(wc -l <learnt)" -gt 1 ] || fail "the attacker learns nothing even when told"
for seed in 21 22; do
	run 0 init --dir "essai$seed"
	"$lots" "stick$seed" "$recipient" "$recipient" 3 1 40 $seed >keys$seed
	i=0
	while read -r key; do
		i=$((i + 1))
		run 0 --dir "essai$seed" borne inscrire --mots-compares --nom "B$i" --lieu bus --commune "2309$i" "$key"
	done <keys$seed
	run 0 --dir "essai$seed" importer -i escale-coordination/cles/a.txt "stick$seed" --jour 2027-03-10
	run 0 --dir "essai$seed" publier 2027-03 --essai --jour 2027-04-02 && says "pas de temps plus long"
	for grid in territoire commune; do
		rm -f "essai$seed/publications.db"
		run 0 --dir "essai$seed" publier 2027-03 --maille $grid --sortie "out$seed$grid" --jour 2027-04-02
		learnt "out$seed$grid"
	done
done

# ---- noised: another coordination, one table, the same numbers for ever
run 0 init --dir bruit
for k in $(cat keys); do run 0 --dir bruit borne inscrire --mots-compares --nom "B${k: -4}" --lieu bus --commune 01001 "$k"; done
run 0 --dir bruit importer -i escale-coordination/cles/a.txt stick --jour 2027-03-10
run 3 --dir bruit publier 2027-S1 --maille territoire --bruit modules --jour 2027-07-02 && says "titres"
printf 'cybersecurite\tSe protéger\nsobriete\tPolluer moins\ninutile\tJamais ouvert\n' >bruit/titles.tsv
run 0 --dir bruit publier 2027-S1 --maille territoire --bruit modules --bruit langues --bruit modules --jour 2027-07-02
run 3 --dir bruit publier 2027-S1 --bruit ages --bruit avis --bruit progres --jour 2027-07-02 && says "encore 2 tables"
cp -r publication-2027-S1-bruitee first-noise
run 0 --dir bruit publier 2027-S1 --bruit modules --bruit langues --jour 2027-08-02
diff -r first-noise publication-2027-S1-bruitee || fail "the noise was drawn again"
grep -q "inutile" first-noise/modules.csv || fail "a module that nobody opened has no row: that tells"
grep -q "reemploi" first-noise/modules.csv && fail "a module that is not public has a row"
run 0 --dir bruit publier 2027-S1 --bruit ages --bruit avis --jour 2027-07-02
run 3 --dir bruit publier 2027-S2 --bruit ages --bruit avis --jour 2028-01-02 && says "budget"
run 3 --dir bruit publier 2027-S1 --bruit progres --jour 2027-07-02 && says "budget"
run 0 --dir bruit publier 2027-S1 --jour 2027-07-02 && says "bruités"
run 3 --dir bruit publier 2027-S1 --bruit reglages --jour 2027-07-02

# ---- a damaged register stops everything
printf 'garbage, not a database at all, and long enough to be looked at' >bruit/publications.db
run 3 --dir bruit publier 2027-S2 --jour 2028-01-02 && says "registre des publications"
exit 0
