#!/bin/bash
# escale-author check as authors meet it: all mistakes with the line and a caret, hints apart, status 0, 1 or 2.
set -u
cd "$(dirname "$0")/../.."
author=$ESCALE_BIN/escale-author
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$1"; echo "$out"; exit 1; }

out=$("$author" check tests/content/bad/toutes-a-la-fois/pack); status=$?
[ $status = 1 ] || fail "mistakes end with status 1, not $status"
for place in fr.md:4:9 fr.md:25:1 fr.md:31:1 fr.md:53:3 en.md:5:1; do
	grep -q "^tests/content/bad/toutes-a-la-fois/pack/m/$place: " <<<"$out" || fail "no mistake at $place"
done
grep -qx '    4 | theme : courriel' <<<"$out" || fail "the line itself is not shown"
grep -qx '      |         ^' <<<"$out" || fail "no caret under the ninth column"
grep -q '0 module prêt, 6 fautes' <<<"$out" || fail "no summary"

out=$("$author" check tests/content/hints/phrase-longue/pack); status=$?
[ $status = 0 ] || fail "a hint must not fail (status $status)"
grep -q 'Phrase de 16 mots' <<<"$out" || fail "the hint is not shown"
grep -q 'IL MANQUE en ar uk' <<<"$out" || fail "missing translations are not shown"
out=$("$author" check --sans-conseils tests/content/hints/phrase-longue/pack)
! grep -q 'Phrase de' <<<"$out" || fail "hints are shown although nobody wants them"

out=$("$author" check tests/content/bad/caractere-de-commande/pack)
grep -qP '\x07' <<<"$out" && fail "a control character reaches the terminal"
grep -q '   48 | Le· conseiller' <<<"$out" || fail "the control character is not shown as a dot"

out=$("$author" check "$work/nowhere" 2>&1); status=$?
[ $status = 2 ] || fail "no folder: status 2, not $status"
out=$("$author" check --wrong 2>&1); status=$?
[ $status = 2 ] || fail "wrong option: status 2, not $status"
out=$("$author" 2>&1); status=$?
[ $status = 2 ] || fail "no command: status 2, not $status"
grep -q 'escale-author check' <<<"$out" || fail "no help"
