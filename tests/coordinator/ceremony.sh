#!/bin/bash
# The ceremony of keys rehearsed as two people live it (ceremony.exp types the answers): wrong answers, interruptions, pages
# that are really printed and read back from the print, a scanner, forgotten phrases. Then stock age opens the copies, a
# month is imported, the computer is lost and comes back, people come and go.
set -eu
cd "$(dirname "$0")/../.."
make -s build/debug/tests/coordinator/tool_lots build/debug/bin/escale-coordinator
lots=$PWD/build/debug/tests/coordinator/tool_lots
script=$PWD/tests/coordinator/ceremony.exp
export COORDINATOR=$PWD/build/debug/bin/escale-coordinator
export LANG=C.UTF-8 LC_ALL=C.UTF-8 TERM=xterm
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
fail() { echo "$*"; exit 1; }
types() { expect "$script" "$@" || fail "while typing: $*"; }

# The printer: a true browser makes the PDF; the rows are read from its text, the code from its picture.
cat >printer <<'P'
#!/bin/bash
set -eu
name=$1
page=escale-coordination/cles/$name.html
[ "$(stat -c %a "$page")" = 600 ] || { echo "others can read the page of $name"; exit 1; }
chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update \
	--disable-sync --user-data-dir="$PWD/browser" --no-pdf-header-footer --print-to-pdf="$name.pdf" "$page" >browser.log 2>&1 ||
	{ tail browser.log; exit 1; }
[ "$(pdfinfo "$name.pdf" | sed -n 's/^Pages: *//p')" = 1 ] || { echo "the sheet of $name is not one page"; exit 1; }
pdftotext -layout "$name.pdf" - | sed -n 's/^ *\([1-4]\) \+\([A-Z0-9-]\{4\}\( [A-Z0-9-]\{2,4\}\)\{3,4\}\) *$/\2/p' >"$name.rows"
[ "$(wc -l <"$name.rows")" = 4 ] || { echo "not four rows on the sheet of $name"; exit 1; }
pdftoppm -r 100 -png -singlefile "$name.pdf" "$name"
[ "$(zbarimg -q --raw "$name.png" 2>/dev/null)" = "$(tr -d ' \n' <"$name.rows")" ] || { echo "the code is not the rows of $name"; exit 1; }
P
chmod +x printer
export PRINT=$PWD/printer
mkdir stick stick-helene stick-marc stick-nadia

types first_steps helene marc safe sign_list

# ---- what the ceremony leaves behind
[ "$(ls escale-coordination/cles)" = helene.age ] || fail "files are left in cles/: $(ls escale-coordination/cles)"
[ ! -e escale-coordination/autorite.secret ] || fail "the authority's key lies in clear"
for name in helene marc coffre; do tr -d ' \n' <$name.rows | cut -c 17-60; done >secrets
in_clear() { grep -rlaFf secrets "$@" || grep -rla AGE-SECRET-KEY "$@"; }
found=$(in_clear escale-coordination stick stick-helene stick-marc) && fail "a secret lies in clear: $found"
cp coffre.rows stick/planted
tr -d ' ' <coffre.rows >stick/planted
in_clear stick >/dev/null || fail "the control: a planted secret was not found"
rm stick/planted
for f in escale-coordination/autorite.age escale-coordination/cles/helene.age stick-marc/ESCALE-CLES/marc.age; do
	[ "$(stat -c %a $f)" = 600 ] || fail "$f can be read by others"
done
minisign -q -Vm stick/ESCALE/destinataires.txt -p stick/ESCALE/autorite.pub || fail "minisign refuses the list"
minisign -q -Vm escale-coordination/listes/destinataires-1.txt -p escale-coordination/autorite.pub || fail "the list is not kept"
[ "$(grep -c '^evaluation' stick/ESCALE/destinataires.txt) $(grep -c '^coordinator' stick/ESCALE/destinataires.txt)" = "3 3" ] ||
	fail "not three and three on the list: $(cat stick/ESCALE/destinataires.txt)"
seen() { sed 's/\x1b\[[0-9;]*J/\n/g; s/\x1b\[[0-9;]*[A-Za-z]//g; s/\r//g' screens.log; }
seen | grep -v '/cles/\|^Ligne' | grep -E '.{80}' && fail "a line is wider than the terminal"
[ "$(seen | grep -c 'Étape')" -gt 20 ] || fail "the screens were not recorded"
for words in "un phare sous la" "renards au march" "la phrase de l'autorit"; do
	seen | grep -q "$words" && fail "a passphrase was shown: $words"
done

# ---- stock age opens the copies, and they are the keys of the list
types stock_age
for name in helene marc; do
	grep -q "$(age-keygen -y $name.txt) *$name\$" stick/ESCALE/destinataires.txt || fail "the copy of $name is another key"
done
grep -q '^escale authority 1$' authority.txt || fail "the authority's copy is something else"
tr -d ' \n' <coffre.rows >coffre.txt
grep -q "$(age-keygen -y coffre.txt) *coffre\$" stick/ESCALE/destinataires.txt || fail "the sheet of the safe is another key"

# ---- a month
readers=$(sed -n 's/^evaluation \(age1[a-z0-9]*\) .*/\1/p' stick/ESCALE/destinataires.txt | paste -sd,)
"$lots" stick "$readers" "$readers" 3 2 20 9 >keys
enrol() { # OPTIONS...
	local i=0 key
	while read -r key; do
		i=$((i + 1))
		"$COORDINATOR" "$@" borne inscrire --mots-compares --nom "Borne $i" --lieu bus --commune 23096 "$key" >said || fail "enrolling: $(cat said)"
	done <keys
}
enrol
"$COORDINATOR" importer stick </dev/null >said 2>&1 && fail "an import without a terminal opened a locked key"
grep -q "lancez cette commande dans un terminal" said || fail "nobody says why nothing was opened: $(cat said)"
types import_month
counts() { sqlite3 "$1/coordinator.db" "SELECT f.line, sum(c.n) FROM cell c JOIN fact f ON f.id = c.fact GROUP BY 1 ORDER BY 1"; }
counts escale-coordination >counted
[ "$(wc -l <counted)" -gt 10 ] || fail "hardly anything was counted"

# ---- the drill; it finds a count that was changed, and leaves nothing behind
types drill
[ "$(sqlite3 escale-coordination/coordinator.db "SELECT count(*) FROM setting WHERE key = 'exercise_day'")" = 1 ] || fail "the drill is not noted"
cp escale-coordination/coordinator.db kept.db
sqlite3 escale-coordination/coordinator.db "UPDATE cell SET n = n + 1 WHERE bundle = 2 AND fact = (SELECT min(fact) FROM cell WHERE bundle = 2)"
types drill_fails
cp kept.db escale-coordination/coordinator.db
ls -d escale-coordination/exercice-* 2>/dev/null && fail "the drill left its folder"

# ---- the computer is lost: a sheet, a stick, the lots; the same counts
types restore
enrol --dir neuf
types restored_import
counts neuf | cmp -s - counted || fail "other counts after a loss"
minisign -q -Vm new/ESCALE/destinataires.txt -p escale-coordination/autorite.pub || fail "another authority after a loss"

# ---- people come and go; versions grow; who left does not come back
types departure_refused
grep -qx 'version 1' stick/ESCALE/destinataires.txt || fail "a refused departure signed a list"
types arrival departure
minisign -q -Vm stick/ESCALE/destinataires.txt -p escale-coordination/autorite.pub || fail "minisign refuses the third list"
grep -q marc stick/ESCALE/destinataires.txt && fail "who left is on the list"
grep -q nadia stick/ESCALE/destinataires.txt || fail "who came is not on the list"
"$COORDINATOR" destinataires --evaluation marc --evaluation coffre --coordination coffre --coordination nadia stick </dev/null >said 2>&1 && fail "a key that left comes back"
grep -q "clé retirée" said || fail "it does not say why: $(cat said)"
types too_few
"$COORDINATOR" destinataires >said && grep -q "Liste de destinataires n° 4, signée le" said || fail "the list in force: $(cat said)"

# ---- once a year
"$COORDINATOR" bornes >said 2>&1 && ! grep -q Rappel said || fail "a reminder too early"
"$COORDINATOR" bornes --jour "$(date -d '+14 months' +%F)" >said 2>&1 && [ "$(grep -c Rappel said)" = 2 ] || fail "no reminder after 14 months: $(cat said)"

# ---- roles apart: who carries does not read, and the other way round; nothing of who reads stays here
mkdir stick-a stick-b stick-c stick-d
types apart
[ "$(ls grande/cles)" = cleo.age ] || fail "files are left: $(ls grande/cles)"
[ "$(sed -n 's/^evaluation age1[a-z0-9]*  //p' stick-d/ESCALE/destinataires.txt | paste -sd,)" = ali,bea,coffre ] || fail "who reads: $(cat stick-d/ESCALE/destinataires.txt)"
[ "$(sed -n 's/^coordinator age1[a-z0-9]*  //p' stick-d/ESCALE/destinataires.txt | paste -sd,)" = coffre,cleo ] || fail "who opens: $(cat stick-d/ESCALE/destinataires.txt)"
"$COORDINATOR" --dir grande cles liste >said && grep -q "^cleo, ouvre les lots$" said && grep -q "^ali, lit les réponses$" said || fail "the list of keys: $(cat said)"
types again
"$COORDINATOR" cles liste >said && grep -q "^marc, retirée le" said || fail "the list of keys: $(cat said)"

# ---- states of before: keys in clear go on working, and can be protected
"$COORDINATOR" --dir ancien init >/dev/null
"$COORDINATOR" --dir ancien cles nouvelle vieille >/dev/null
"$COORDINATOR" --dir ancien cles nouvelle autre >/dev/null
"$COORDINATOR" --dir ancien cles proteger vieille </dev/null >said 2>&1 && fail "a passphrase without a terminal"
types protect interrupt
[ ! -e ancien/autorite.secret ] && [ ! -e ancien/cles/vieille.txt ] && [ -e ancien/cles/vieille.age ] || fail "what was protected still lies in clear"
minisign -q -Vm stick2/ESCALE/destinataires.txt -p ancien/autorite.pub || fail "the protected authority signs with another key"
exit 0
