#!/bin/bash
# escale-author pack and sign: one file that stock tar, sha256sum and minisign open and GNU tar writes the same; a name and a
# version that grows; nothing that a kiosk would refuse is packed or signed.
set -u
cd "$(dirname "$0")/../.."
author=$ESCALE_BIN/escale-author
coordinator=$ESCALE_BIN/escale-coordinator
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$1"; echo "${out:-}"; exit 1; }
run() { # STATUS COMMAND...
	local want=$1
	shift
	out=$("$@" 2>&1)
	local status=$?
	[ $status = "$want" ] || fail "status $status, not $want: $*"
}
says() { grep -q -- "$1" <<<"$out" || fail "it does not say: $1"; }

mkdir "$work/c" "$work/tmp"
cp -r tests/content/hints/image-inutile/pack/m "$work/c/m"
export TMPDIR=$work/tmp
pack=$work/p.contenus.tar
p() { run "$1" "$author" pack "$work/c" --sortie "$pack" "${@:2}"; }

# ---- what is missing is said, with the remedy
p 2; says '--nom'
p 2 --nom "Prévention"; says 'LICENCE'
[ ! -e "$pack" ] && [ ! -e "$work/c/paquet.txt" ] || fail "a failed pack leaves something"
echo "CC BY-SA 4.0, les essais" >"$work/c/LICENCE"
run 2 "$author" pack "$work/c" --nom "Prévention" --sortie "$work/p.tar"; says '.contenus.tar'
run 2 "$author" pack "$work/c"; says 'escale-author pack'
p 2 --nom "$(printf 'A\342\200\256b')"; says 'signe invisible'

# ---- name and version
p 0 --nom "Prévention"; says 'Prévention, version 1 : 1 module, langues fr'
p 0; says 'version 2'
p 2 --version 2; says 'version 2 existe'
p 0 --version 7 --nom "Prévention cyber"; says 'Prévention cyber, version 7'
[ "$(cat "$work/c/paquet.txt")" = "nom : Prévention cyber
version : 7" ] || fail "paquet.txt: $(cat "$work/c/paquet.txt")"
echo "n'importe quoi" >"$work/c/paquet.txt"
p 2; says 'paquet.txt:1:1'
printf 'nom : Prévention cyber\nversion : 7\n' >"$work/c/paquet.txt"

# ---- a content folder that does not pass check is not packed; nor is a file that no kiosk reads
before=$(sha256sum "$pack")
cp -r tests/content/bad/italique/pack/m "$work/c/casse"
p 1; says 'casse/fr.md:27:4'; says 'Rien n.a été écrit'
rm -r "$work/c/casse"
[ "$before" = "$(sha256sum "$pack")" ] && grep -q 'version : 7' "$work/c/paquet.txt" || fail "a refused pack changed something"

# ---- signing
run 0 "$coordinator" init --dir "$work/coord"
run 0 "$coordinator" init --dir "$work/other"
key=$work/coord/autorite.secret
run 2 "$author" sign "$pack" --cle "$key"; says '--signataire'
run 2 "$author" sign "$pack" --cle "$work/c/LICENCE" --signataire Nous; says 'clé de l.autorité'
run 2 "$author" sign "$pack" --cle "$key" --signataire "$(printf 'No\nus')"; says 'signataire'
mkdir "$work/stick"
run 0 "$author" sign "$pack" --cle "$key" --signataire "Pays de Vallavre" --sortie "$work/stick"
says 'm : Mon module'; says 'Signé par « Pays de Vallavre »'
signed=$work/stick/ESCALE/p.contenus.tar
[ -f "$signed" ] && [ "$before" = "$(sha256sum "$pack")" ] || fail "the signed pack goes to the stick, the other one stays"
run 0 "$author" sign "$pack" --cle "$key" --signataire "Pays de Vallavre" # in its place
cmp -s "$pack" "$signed" || fail "one key and one pack have one signature"
run 0 "$author" sign "$signed" --cle "$work/other/autorite.secret" --signataire "Un autre" # again, by somebody else
cp "$pack" "$signed"

# ---- stock tools
mkdir "$work/x"
tar xf "$signed" -C "$work/x" || fail "stock tar"
cd "$work/x" || exit 1
minisign -q -Vm contenus.txt -p "$work/coord/autorite.pub" || fail "stock minisign refuses it"
minisign -Vm contenus.txt -p "$work/coord/autorite.pub" | grep -q 'escale pack 1 version 7 Pays de Vallavre' || fail "comment"
minisign -q -Vm contenus.txt -p "$work/other/autorite.pub" 2>/dev/null && fail "another key verifies it"
sed -n 's/^file \([0-9a-f]*\) [0-9]* /\1  /p' contenus.txt | sha256sum -c --quiet || fail "hashes"
[ "$(find . -type f | wc -l)" = $(($(grep -c ^file contenus.txt) + 2)) ] || fail "the archive holds what the list does not"
[ "$(head -c 8 m/image.png | od -An -tx1 | tr -d ' ')" = 89504e470d0a1a0a ] && [ ! -e m/image.svg ] || fail "pictures are PNG"
tar --format=ustar --owner=0 --group=0 --numeric-owner --mtime=@0 --mode=644 -cf ../again.tar contenus.txt contenus.txt.minisig \
	$(sed -n 's/^file [0-9a-f]* [0-9]* //p' contenus.txt)
cmp -s ../again.tar "$signed" || fail "GNU tar writes other bytes"
cd - >/dev/null || exit 1

# A signature by stock minisign is as good: the key may live there, behind a passphrase of its own.
minisign -G -W -p "$work/k.pub" -s "$work/k.sec" >/dev/null || fail "minisign -G"
(cd "$work/x" && minisign -Sm contenus.txt -s "$work/k.sec" -t "escale pack 1 version 7 Nous" >/dev/null &&
	tar --format=ustar --owner=0 --group=0 --numeric-owner --mtime=@0 --mode=644 -cf "$work/stick/ESCALE/p.contenus.tar" contenus.txt \
		contenus.txt.minisig $(sed -n 's/^file [0-9a-f]* [0-9]* //p' contenus.txt)) || fail "signing with stock tools"

# ---- what is damaged, or hides something, is not signed
damaged() { # WHY
	run 2 "$author" sign "$work/bad.contenus.tar" --cle "$key" --signataire Nous --sortie "$work/never.contenus.tar"
	[ ! -e "$work/never.contenus.tar" ] || fail "signed although $1"
}
n=$(grep -abo 'Mon module' "$pack" | tail -1 | cut -d: -f1)
cp "$pack" "$work/bad.contenus.tar" && printf X | dd of="$work/bad.contenus.tar" bs=1 seek="$n" conv=notrunc status=none
damaged "a byte is another one"
head -c 20000 "$pack" >"$work/bad.contenus.tar"
damaged "it is cut"
(cd "$work/x" && ln -s /etc/passwd m/passwd.txt && tar --format=ustar --owner=0 --group=0 --numeric-owner --mtime=@0 --mode=644 \
	-cf "$work/bad.contenus.tar" contenus.txt contenus.txt.minisig $(sed -n 's/^file [0-9a-f]* [0-9]* //p' contenus.txt) m/passwd.txt)
damaged "a link stands behind the files"
# The list of a pack whose module has a mistake, made by other tools: whole, and no kiosk would take it.
sed -i 's/^# .*/#### trop bas/' "$work/x/m/fr.md"
(cd "$work/x" && h=$(sha256sum m/fr.md | cut -d' ' -f1) && s=$(stat -c %s m/fr.md) &&
	sed -i "s/^file [0-9a-f]* [0-9]* m.fr.md/file $h $s m\/fr.md/" contenus.txt &&
	tar --format=ustar --owner=0 --group=0 --numeric-owner --mtime=@0 --mode=644 -cf "$work/bad.contenus.tar" contenus.txt \
		$(sed -n 's/^file [0-9a-f]* [0-9]* //p' contenus.txt))
damaged "its module has mistakes"
says 'm/fr.md'

# ---- the coordinator's report takes titles from a pack, and from a folder
for titles in "$pack" "$work/x"; do
	run 0 "$coordinator" rapport --dir "$work/coord" --titres "$titles" --sortie "$work/r.html"
done
run 3 "$coordinator" rapport --dir "$work/coord" --titres "$work/stick" --sortie "$work/r.html"
run 3 "$coordinator" rapport --dir "$work/coord" --titres "$work/never.contenus.tar" --sortie "$work/r.html"

[ -z "$(ls "$work/tmp")" ] || fail "working folders stay behind: $(ls "$work/tmp")"
