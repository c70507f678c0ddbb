#!/bin/bash
# The real minisign against ours, both ways.
set -eu
cd "$(dirname "$0")/../.."
make -s VARIANT=san build/san/tests/seal/tool_seal
tool=$PWD/build/san/tests/seal/tool_seal
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

fail() { echo "$*"; exit 1; }

"$tool" sign-new ours.key ours.pub
minisign -G -W -p stock.pub -s stock.key >/dev/null 2>&1 || fail "minisign makes no key"

for size in 0 1 1000 200000; do
	head -c "$size" /dev/urandom >file
	"$tool" sign ours.key "escale version 3" file >file.minisig
	minisign -V -p ours.pub -m file >said || fail "minisign refuses our signature of $size bytes"
	grep -q '^Trusted comment: escale version 3$' said || fail "minisign reads another comment: $(cat said)"
	minisign -V -H -q -P "$(tail -1 ours.pub)" -m file || fail "minisign refuses our bare key line, or finds no prehash"
	printf x >>file
	if minisign -V -q -p ours.pub -m file 2>/dev/null; then fail "minisign accepts an altered file"; fi

	head -c "$size" /dev/urandom >file2
	minisign -S -s stock.key -m file2 -t "lot 12" -c "une note libre" >/dev/null
	[ "$("$tool" verify stock.pub file2 file2.minisig)" = "lot 12" ] || fail "we refuse minisign's signature of $size bytes"
	tail -1 stock.pub >bare.pub
	"$tool" verify bare.pub file2 file2.minisig >/dev/null || fail "we refuse the bare key line"
	if "$tool" verify ours.pub file2 file2.minisig 2>/dev/null; then fail "another key verifies"; fi
	printf x >>file2
	if "$tool" verify stock.pub file2 file2.minisig 2>/dev/null; then fail "we accept an altered file"; fi
done

# minisign's own default comments (with tabs), and its key file after being through Windows.
minisign -S -s stock.key -m file >/dev/null
"$tool" verify stock.pub file file.minisig | grep -q $'\tfile:file' || fail "the default comment is refused"
sed 's/$/\r/' stock.pub >dos.pub
sed 's/$/\r/' file.minisig >dos.minisig
"$tool" verify dos.pub file dos.minisig >/dev/null || fail "CR LF is refused"

# The comment is signed too, and the legacy form is refused, as minisign.c explains.
sed -i 's/file:file/file:fole/' file.minisig
if "$tool" verify stock.pub file file.minisig 2>/dev/null; then fail "we accept an altered comment"; fi
minisign -S -l -s stock.key -m file >/dev/null
minisign -V -q -p stock.pub -m file || fail "minisign refuses its own legacy signature: is this test right?"
if "$tool" verify stock.pub file file.minisig 2>why; then fail "we accept a legacy signature"; fi
grep -q "ancienne forme" why || fail "the legacy form is refused with another sentence: $(cat why)"
