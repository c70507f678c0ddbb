#!/bin/bash
# A bundle opened with nothing of ours: age, tar, minisign, sha256sum, as firmware-notes/formats.md says. Then bundles
# taken apart and put together again with the same tools, which import must refuse, each for its own reason.
set -eu
cd "$(dirname "$0")/../.."
make -s build/debug/tests/coordinator/tool_lots build/debug/bin/escale-coordinator
lots=$PWD/build/debug/tests/coordinator/tool_lots
bin=$PWD/build/debug/bin/escale-coordinator
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
fail() { echo "$*"; exit 1; }

"$bin" init >/dev/null
"$bin" cles nouvelle evaluation >/dev/null
"$bin" cles nouvelle coordination >/dev/null
evaluation=escale-coordination/cles/evaluation.txt
coordination=escale-coordination/cles/coordination.txt
recipient() { age-keygen -y "$1"; }
"$lots" stick "$(recipient $evaluation)" "$(recipient $coordination)" 1 1 15 3 >key
file=$(echo stick/ESCALE/*.escale)
pub=$(echo stick/ESCALE/borne-*.pub)

# ---- open it with stock tools
age -d -i $coordination -o lot.tar "$file" || fail "age does not open a bundle"
[ "$(tar tf lot.tar | tr '\n' ' ')" = "manifest.json manifest.json.minisig facts.bin " ] || fail "tar lists: $(tar tf lot.tar)"
tar tvf lot.tar | grep -q '0/0 .* 1970-01-01' || fail "owner or time is told: $(tar tvf lot.tar)"
mkdir open && tar xf lot.tar -C open
minisign -q -Vm open/manifest.json -p "$pub" || fail "minisign refuses the manifest"
[ "$(minisign -Q -Vm open/manifest.json -p "$pub")" = "escale-bundle/1 manifest" ] || fail "another trusted comment"
get() { sed -n "s/^  \"$1\": \"\\{0,1\\}\\([^\",]*\\)\"\\{0,1\\},\\{0,1\\}$/\\1/p" open/manifest.json; }
[ "$(sha256sum <open/facts.bin | cut -d' ' -f1)" = "$(get facts_sha256)" ] || fail "facts.bin has another hash"
[ "$(stat -c %s open/facts.bin)" = $(($(get facts_kept) * $(get envelope_size))) ] || fail "facts.bin has another size"
head -c "$(get envelope_size)" open/facts.bin >envelope
age -d -i $evaluation envelope >fact || fail "age does not open a fact"
[ "$(stat -c %s fact)" = 64 ] && [ -z "$(tail -c 1 fact)" ] || fail "a fact is not a line of 64 bytes"
age -d -i $coordination envelope >/dev/null 2>&1 && fail "the coordination key reads facts"
case $(($(stat -c %s lot.tar) / 65536)) in 1 | 2 | 4 | 8 | 16 | 32 | 64) ;; *) fail "the tar is not 64 KiB x 2^n" ;; esac

# ---- import it, with and without the evaluation key
nom="Bus des Monts"
"$bin" borne inscrire --mots-compares --nom "$nom" --lieu bus --commune 23096 "$pub" >said || fail "a kiosk's .pub file is refused"
grep -qE '^    ([a-zé]+ ){7}[a-zé]+$' said || fail "eight words are not shown: $(cat said)"
mv $evaluation evaluation.txt
"$bin" importer stick >said || fail "import without the evaluation key: $(cat said)"
grep -q "1 vérifié sans être lu" said || fail "not kept as verified: $(cat said)"
cmp -s "$file" escale-coordination/lots/*.escale || fail "no copy of the unread bundle is kept"
"$bin" importer -i evaluation.txt escale-coordination/lots >said || fail "the copy cannot be imported: $(cat said)"
grep -q "1 compté" said || fail "the kept copy is not counted: $(cat said)"
cp evaluation.txt $evaluation

# ---- taken apart and put together again with stock tools
to=$(recipient $coordination)
pad() { # FILE: zero padded to 64 KiB x 2^n, as ours are
	local size=65536
	while [ $size -lt "$(stat -c %s "$1")" ]; do size=$((size * 2)); done
	truncate -s $size "$1"
}
ustar() { (cd open && tar --format=ustar --owner=0 --group=0 --numeric-owner --mtime=@0 --mode=644 -cf "../$1" "${@:2}"); }
refused() { # WHAT TAR REASON
	rm -rf evil && mkdir -p evil
	age -r "$to" -o evil/0000000000000000.escale "$2"
	if "$bin" importer evil >said 2>&1; then fail "$1: accepted"; fi
	grep -q "REFUSÉ ($3)" said || fail "$1: not $3: $(cat said)"
}
list="manifest.json manifest.json.minisig facts.bin"

ustar same.tar $list && pad same.tar
cmp -s same.tar lot.tar || fail "GNU tar with formats.md's options writes other bytes than ours"
(cd open && tar -cf ../gnu.tar $list) && pad gnu.tar
refused "a tar with owner and times" gnu.tar unexpected-content
ustar order.tar facts.bin manifest.json manifest.json.minisig && pad order.tar
refused "another order" order.tar unexpected-content
ustar fewer.tar manifest.json manifest.json.minisig && pad fewer.tar
refused "a missing file" fewer.tar unexpected-content
ln -sf /etc/passwd open/manifest.json
ustar link.tar $list && pad link.tar
refused "a symbolic link" link.tar unexpected-content
rm open/manifest.json && cp lot.tar longer.tar && tar xf lot.tar -C open
(cd open && tar -cPf ../up.tar ../lot.tar manifest.json) 2>/dev/null && pad up.tar
refused "a path that climbs" up.tar unexpected-content
cat lot.tar lot.tar >longer.tar
refused "data behind the tar" longer.tar unexpected-content
head -c 3000 lot.tar >cut.tar
refused "a cut tar" cut.tar content-truncated
# Edits that keep every length: counts, then a fact, inside our own tar.
sed 's/"sessions": \([0-9]\)\([0-9]\)/"sessions": 9\2/' lot.tar >counts.tar
cmp -s counts.tar lot.tar && sed 's/"sessions": \([0-9]\)\([0-9]\)/"sessions": 8\2/' lot.tar >counts.tar
refused "edited counts" counts.tar bad-signature
at=$((512 + 1024 + 512 + 512 + 512 + 100)) # base64 of the first envelope: any letter may stand there already
other=X && [ "$(dd if=lot.tar bs=1 skip=$at count=1 2>/dev/null)" != X ] || other=Y
cp lot.tar facts.tar && printf %s $other | dd of=facts.tar bs=1 seek=$at conv=notrunc 2>/dev/null
refused "an edited fact" facts.tar content-altered
printf 'hello' >text
refused "something else altogether" text content-truncated
