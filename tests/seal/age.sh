#!/bin/bash
# The real age and age-keygen against ours, both ways: what each writes, the other opens, to the byte.
set -eu
cd "$(dirname "$0")/../.."
make -s VARIANT=san build/san/tests/seal/tool_seal
tool=$PWD/build/san/tests/seal/tool_seal
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

fail() { echo "$*"; exit 1; }

# Keys: age-keygen reads our identities and finds the same recipient; we read age-keygen's files with their comments.
"$tool" keygen >ours
head -1 ours >ours.key
ours=$(tail -1 ours)
[ "$(age-keygen -y ours.key)" = "$ours" ] || fail "age-keygen finds another recipient for our identity"
for i in 1 2 3 4 5 6 7; do age-keygen -o "stock$i.key" 2>/dev/null; done
stock=$(age-keygen -y stock1.key)
others=$(for i in 2 3 4 5 6 7; do age-keygen -y "stock$i.key"; done)

for size in 1 63 64 65535 65536 65537 196608 1000003; do
	head -c "$size" /dev/urandom >plain

	"$tool" seal "$stock" <plain >sealed
	age -d -i stock1.key -o back sealed || fail "age does not open our file of $size bytes"
	cmp -s plain back || fail "age opens our file of $size bytes to something else"

	age -r "$ours" -o sealed2 plain
	"$tool" open ours.key <sealed2 >back2 || fail "we do not open age's file of $size bytes"
	cmp -s plain back2 || fail "we open age's file of $size bytes to something else"

	age -a -r "$stock" -r "$ours" plain >sealed3
	"$tool" open ours.key <sealed3 >back3 || fail "we do not open age's armored file of $size bytes"
	cmp -s plain back3 || fail "we open age's armored file of $size bytes to something else"
	[ "$(stat -c %s sealed)" = "$(stat -c %s sealed2)" ] || fail "our file of $size bytes has another size than age's"
	rm -f back back2 back3 sealed sealed2 sealed3
done

# Eight recipients, each of whom can open; and a stranger cannot.
# shellcheck disable=SC2086
"$tool" seal "$stock" $others "$ours" <plain >sealed
for i in 1 2 3 4 5 6 7; do
	age -d -i "stock$i.key" sealed | cmp -s - plain || fail "recipient $i of 8 does not open our file"
done
"$tool" open ours.key <sealed | cmp -s - plain || fail "the eighth recipient does not open our file"
age-keygen -o stranger.key 2>/dev/null
if age -d -i stranger.key sealed >/dev/null 2>&1; then fail "age: a stranger opens our file"; fi
if "$tool" open stranger.key <sealed >out 2>/dev/null; then fail "a stranger opens our file"; fi
[ ! -s out ] || fail "a stranger gets bytes"

# Passphrases, both ways (age asks for one on a terminal only). A key does not open such a file, and the sentence says why.
on_terminal() { # WORDS COMMAND: types them when age asks
	local words=$1
	shift
	printf '%s\n%s\n' "$words" "$words" | script -qec "$*" /dev/null >/dev/null 2>&1
}
on_terminal 'abricot-orange été' age -p -o locked plain || true
[ -s locked ] || fail "age -p made no file: is this test right?"
if "$tool" open ours.key <locked 2>why >/dev/null; then fail "we open a passphrase file without its passphrase"; fi
grep -q "phrase de passe" why || fail "no word about the passphrase: $(cat why)"
"$tool" unlock 'abricot-orange été' <locked | cmp -s - plain || fail "we do not open age -p's file"
if "$tool" unlock 'abricot-orange ete' <locked >out 2>why; then fail "another passphrase opens age -p's file"; fi
[ ! -s out ] && grep -q "phrase de passe" why || fail "a wrong passphrase is not told: $(cat why)"
"$tool" lock 'abricot-orange été' <plain >ours.locked
rm -f back
on_terminal 'abricot-orange été' age -d -o back ours.locked || true
cmp -s back plain || fail "age does not open our passphrase file"
rm -f back
on_terminal 'abricot-orange ete' age -d -o back ours.locked || true
[ ! -s back ] || fail "age opens our passphrase file with another passphrase"

# An empty plaintext: age makes one, we open it; we refuse to make one (age -d -o would write no file).
age -r "$ours" -o sealed </dev/null
"$tool" open ours.key <sealed >back || fail "we do not open age's empty file"
[ ! -s back ] || fail "bytes out of an empty file"
if "$tool" seal "$ours" </dev/null >/dev/null 2>&1; then fail "we sealed nothing"; fi

# Cut and lengthened files: whatever the real one refuses, we refuse.
age -r "$ours" -o sealed plain
size=$(stat -c %s sealed)
for cut in 0 1 100 166 167 182 183 200 65718 65719 $((size - 1)); do
	head -c "$cut" sealed >short
	if "$tool" open ours.key <short >/dev/null 2>&1; then fail "opens when cut at $cut"; fi
	if age -d -i ours.key short >/dev/null 2>&1; then fail "age opens when cut at $cut: is this test right?"; fi
done
printf x >>sealed
if "$tool" open ours.key <sealed >/dev/null 2>&1; then fail "opens with a byte behind the end"; fi
