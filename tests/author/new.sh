#!/bin/bash
# escale-author new: what it writes passes check without a hint; nothing of somebody's is ever written over.
set -u
cd "$(dirname "$0")/../.."
author=$ESCALE_BIN/escale-author
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$1"; echo "${out:-}"; exit 1; }

out=$("$author" new mon-module "$work/contenus") || fail "new failed"
out=$("$author" check "$work/contenus") || fail "the new module has mistakes"
grep -q '0 faute, 0 conseil' <<<"$out" || fail "the new module deserves hints"
out=$("$author" bake "$work/contenus" "$work/dst") || fail "the new module cannot be baked"

echo precious >"$work/contenus/mon-module/fr.md"
out=$("$author" new mon-module "$work/contenus" 2>&1) && fail "an existing module was accepted"
[ "$(cat "$work/contenus/mon-module/fr.md")" = precious ] || fail "an existing module was written over"
for name in Majuscule accentué ../dehors 'deux mots' trop-long-pour-un-module -h ''; do
	out=$("$author" new "$name" "$work/contenus" 2>&1) && fail "the name « $name » was accepted"
done
[ "$(ls "$work/contenus")" = mon-module ] || fail "something else was written"
