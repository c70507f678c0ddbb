#!/bin/bash
# escale-coordinator as a person meets it: sentences, exit statuses (0 done, 1 something refused, 2 usage, 3 failed),
# files and their modes, and what it does with hostile folders.
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

# ---- usage
run 2
run 0 aide && says "importer"
run 0 --version && says "^escale-coordinator [0-9]"
run 2 danser && says "Commande inconnue : danser"
run 2 importer && says "Usage"
run 2 importer --zut x && says "Option inconnue : --zut"
run 2 rapport --mois 2027-13
run 2 bornes --jour demain
run 3 bornes && says "escale-coordinator init"
[ ! -e escale-coordination ] || fail "a command that fails made a folder"

# ---- init and keys
run 0 init --territoire "Pays de Vallavre"
run 0 bornes && says "Aucune borne"
cp escale-coordination/autorite.secret before
run 0 init
cmp -s before escale-coordination/autorite.secret || fail "a second init changes the authority's key"
run 0 clés nouvelle evaluation-a
run 3 cles nouvelle evaluation-a
run 2 cles nouvelle "../dehors"
run 2 cles nouvelle "a b"
run 0 keys new coffre
for f in escale-coordination/{autorite.secret,coordinator.db,cles/coffre.txt,cles/coffre.html}; do
	[ "$(stat -c %a $f)" = 600 ] || fail "$f can be read by others"
done
a=escale-coordination/cles/evaluation-a.txt
recipient=$(age-keygen -y $a)
secret=$(grep AGE-SECRET $a)
grep -q "$recipient" escale-coordination/cles/evaluation-a.html || fail "the page lacks the public key"
echo "$secret" | tr -d '\n' | sed 's/..../& /g' | tr A-Z a-z | "$bin" cles verifier evaluation-a >said || fail "typing the page back"
echo "${secret%?}Q" | "$bin" cles verifier evaluation-a >said 2>&1 && fail "a wrong letter passes"
grep AGE-SECRET escale-coordination/cles/coffre.txt | "$bin" cles verifier evaluation-a >said 2>&1 && fail "another key passes"
run 0 cles liste && says "coffre (copie papier non vérifiée)"
run 2 cles ajouter autre age1faux
run 0 cles ajouter autre "$(age-keygen 2>/dev/null | age-keygen -y)"

# ---- the list of recipients
run 2 destinataires --evaluation evaluation-a --coordination evaluation-a stick && says "au moins deux"
run 3 destinataires --evaluation inconnu --evaluation coffre --coordination a --coordination b stick && says "inconnu"
run 0 destinataires --evaluation evaluation-a --evaluation autre --coordination evaluation-a --coordination coffre stick
minisign -q -Vm stick/ESCALE/destinataires.txt -p escale-coordination/autorite.pub || fail "minisign refuses the list"
grep -qx "version 1" stick/ESCALE/destinataires.txt || fail "the first list is not version 1"
run 0 recipients --evaluation evaluation-a --evaluation autre --coordination evaluation-a --coordination coffre stick
grep -qx "version 2" stick/ESCALE/destinataires.txt || fail "the second list is not version 2"
minisign -q -Vm stick/ESCALE/destinataires.txt -p escale-coordination/autorite.pub || fail "minisign refuses the second list"

# ---- kiosks and lots
run 1 importer stick && says "Aucun lot"
"$lots" stick "$recipient" "$recipient" 3 2 20 9 >keys
run 1 importer stick && says "unknown-kiosk" && says "ses huit mots"
i=0
while read -r key; do
	i=$((i + 1))
	run 0 borne inscrire --mots-compares --nom "Borne $i" --lieu bus --commune 23096 "$key"
done <keys
run 3 borne inscrire --mots-compares --nom "Borne 1" --lieu bus --commune 23096 "$(head -1 keys)"
run 2 borne inscrire --mots-compares --nom "Borne 9" --lieu bus --commune 2309 "$(head -1 keys)" && says "Insee"
run 2 borne inscrire --mots-compares --nom "Borne 9" --lieu bus --commune 23096 RWfaux
run 0 import stick && says "6 fichiers lus : 6 comptés."
run 0 import stick/ESCALE && says "6 fichiers lus : 6 déjà reçus."
run 0 lots && [ "$(grep -c compté said)" = 6 ] || fail "lots"
run 0 borne révoquer "Borne 2"
run 0 bornes && says "RÉVOQUÉE"
run 0 import stick && says "6 déjà reçus" # not retroactive

# ---- a mixed, hostile folder: the good ones are counted, each bad one has its reason
mkdir -p mixed/ESCALE
good=$(ls stick/ESCALE/*.escale | head -1)
"$lots" mixed "$recipient" "$recipient" 1 1 20 10 >key && run 0 borne inscrire --mots-compares --nom "Borne 4" --lieu bus --commune 23096 "$(cat key)"
: >mixed/ESCALE/empty.escale
printf '%%PDF-1.7' >mixed/ESCALE/paper.escale
head -c 70000 "$good" >mixed/ESCALE/cut.escale
truncate -s 65M mixed/ESCALE/huge.escale
ln -s /etc/passwd mixed/ESCALE/link.escale
mkfifo mixed/ESCALE/pipe.escale
mkdir mixed/ESCALE/folder.escale
age -r "$(age-keygen 2>/dev/null | age-keygen -y)" -o mixed/stranger.escale "$good"
: >"mixed/ESCALE/photo.jpg"
: >mixed/ESCALE/$'esc\033]0;owned\007ape.escale'
timeout 20 "$bin" importer mixed >said 2>&1 && fail "a mixed folder is all right"
says "10 fichiers lus : 1 compté, 9 refusés."
for pair in empty:not-age paper:not-age cut:altered huge:too-big link:unreadable-file pipe:unreadable-file \
	folder:unreadable-file stranger:not-for-this-key; do
	says "${pair%:*}.escale : REFUSÉ (${pair#*:})"
done
LC_ALL=C grep -q $'[\001-\010\013-\037]' said && fail "a file name reaches the terminal as it is"
mkdir many && (cd many && seq -f %g.escale 1 2500 | xargs touch)
timeout 60 "$bin" importer many >said 2>&1 && fail "2,500 entries"
says "2000 fichiers lus"
says "plus de 2000 entrées"
run 3 importer /nonexistent
mkdir linked && ln -s ../stick/ESCALE linked/ESCALE
run 1 importer linked && says "Aucun lot"

# ---- a reader that dies takes its file with it and nothing else
cat >poison.c <<'C'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>
int open(const char *path, int flags, ...)
{
	va_list v;
	va_start(v, flags);
	int (*real)(const char *, int, ...);
	*(void **)&real = dlsym(RTLD_NEXT, "open");
	if (strstr(path, "poison"))
		kill(getpid(), SIGKILL);
	int mode = va_arg(v, int);
	va_end(v);
	return real(path, flags, mode);
}
C
gcc -shared -fPIC -o poison.so poison.c -ldl
"$lots" sick "$recipient" "$recipient" 1 4 20 11 >key && run 0 borne inscrire --mots-compares --nom "Borne 5" --lieu bus --commune 23096 "$(cat key)"
cp "$good" sick/ESCALE/5poison.escale
status=0
LD_PRELOAD=$PWD/poison.so timeout 30 "$bin" importer sick >said 2>&1 || status=$?
[ $status = 1 ] || fail "a dying reader: status $status"
says "5poison.escale : REFUSÉ (unreadable-file)"
says "5 fichiers lus : 4 comptés, 1 refusé."

# ---- decisions (two stories under one number: test_merge.c)
run 0 lots
mark=$(grep "Borne 5, lot 1" said | cut -d' ' -f1)
run 2 lot écarter "$mark" && says "Dites pourquoi"
run 2 lot écarter "$mark" --raison $'deux\nlignes' && says "une ligne"
run 0 lot écarter "$mark" --raison "essai d'installation" --par Camille --jour 2027-03-05
run 0 lots && says "$mark.*écarté par décision (Camille, le 5.mars.2027 : « essai d'installation »)"
run 0 bundle keep "$mark" --why "c'était bien le bus" --by Dominique
run 0 lots && says "$mark.*compté, gardé par décision (Dominique, le .* : « c'était bien le bus »)"
run 3 lot garder 00000000 --raison x
run 2 lot garder zz --raison x

# ---- the report
printf 'cybersecurite\tSe protéger\n' >titres.tsv
run 0 rapport --titres titres.tsv --sortie r.html --jour 2027-03-06
grep -q "Pays de Vallavre" r.html && grep -q "Se protéger" r.html || fail "titles or territory are missing"
! grep -qE '<script|https?:|<img|@import' r.html || fail "the report is not self-contained"
run 3 rapport --titres absent.tsv
printf 'cybersecurite Se protéger\n' >titres.tsv
run 3 rapport --titres titres.tsv && says "titres.tsv:1:1:"
run 0 report --month 2001-01 --out empty.html
grep -q "Aucun lot compté" empty.html || fail "an empty month"
cp r.html again.html && run 0 rapport --sortie again.html --jour 2027-03-06 --mois "$(date +%Y-%m)"

# ---- open
seq 1 30000 >plain
age -r "$recipient" -o plain.age plain
"$bin" ouvrir -i $a plain.age >back || fail "open"
cmp -s plain back || fail "open gives other bytes"
"$bin" open -i $a - <plain.age | cmp -s plain || fail "open from standard input"
run 3 ouvrir -i escale-coordination/cles/coffre.txt plain.age
run 2 ouvrir plain.age
run 3 ouvrir -i plain plain.age
cp plain.age flipped.age && printf 'XXXXXXXX' | dd of=flipped.age bs=1 seek=1000 conv=notrunc 2>/dev/null
"$bin" ouvrir -i $a flipped.age >back 2>said && fail "an altered first chunk is opened"
[ ! -s back ] || fail "bytes came out before they were authenticated"
cp plain.age flipped.age && printf 'XXXXXXXX' | dd of=flipped.age bs=1 seek=70000 conv=notrunc 2>/dev/null
"$bin" ouvrir -i $a flipped.age >back 2>said && fail "an altered second chunk is opened"
[ "$(stat -c %s back)" = 65536 ] || fail "more than the authenticated chunk came out"
head -c 100000 plain.age >cut.age
"$bin" ouvrir -i $a cut.age >/dev/null 2>&1 && fail "a cut file is opened"

# ---- states that cannot be opened
cp escale-coordination/coordinator.db kept.db
printf 'garbage, not a database at all, and long enough to be looked at' >escale-coordination/coordinator.db
run 3 bornes && says "abîmé"
cp kept.db escale-coordination/coordinator.db
run 0 bornes

# ---- every command tells how it is written, and does nothing, where there is nothing yet
mkdir nothing
"$bin" --help >said
for command in $(sed -n '/^L.heure/,/^Le dossier/s/^  \(.\{17\}\).*/\1/p' said | sed 's/ *$//; s/ /_/'); do
	(cd nothing && "$bin" ${command/_/ } --help) >said 2>&1 </dev/null || fail "${command/_/ } --help: status $?"
	says "Usage : escale-coordinator ${command/_/ }"
done
[ -z "$(ls -A nothing)" ] || fail "a help wrote something"
exit 0
