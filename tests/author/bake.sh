#!/bin/bash
# escale-author bake: PNG for SVG, only what changed, nothing left over, a folder of somebody else untouched.
set -u
cd "$(dirname "$0")/../.."
author=$ESCALE_BIN/escale-author
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$1"; echo "${out:-}"; exit 1; }

cp -r tests/content/hints/image-inutile/pack "$work/src"
out=$("$author" bake "$work/src" "$work/dst") || fail "bake failed"
[ "$(cd "$work/dst" && find . -type f | sort | tr '\n' ' ')" = "./m/fr.md ./m/image.png ./titles.tsv " ] ||
	fail "the folder holds: $(cd "$work/dst" && find . | tr '\n' ' ')"
# 960 px on the long side, as the eight bytes of the header say.
[ "$(od -An -tu1 -j16 -N8 "$work/dst/m/image.png" | tr -s ' ')" = " 0 0 3 192 0 0 3 192" ] || fail "the picture is not 960 x 960"
cmp -s "$work/src/m/fr.md" "$work/dst/m/fr.md" || fail "the text changed"
printf 'm\tMon module\nm/que-faire\tQue faire\xe2\x80\xaf?\nm/mail\tUn mail\xe2\x80\xaf?\n' | cmp -s - "$work/dst/titles.tsv" ||
	fail "titles: $(cat "$work/dst/titles.tsv")"
out=$("$author" check --sans-conseils "$work/dst") || fail "what was baked is not a content folder any more"

before=$(stat -c %y "$work/dst/m/image.png")
out=$("$author" bake "$work/src" "$work/dst") || fail "second bake failed"
[ -z "$out" ] && [ "$before" = "$(stat -c %y "$work/dst/m/image.png")" ] || fail "unchanged files were written again"
touch "$work/src/m/image.svg"
out=$("$author" bake "$work/src" "$work/dst")
grep -q '1 fichier écrit' <<<"$out" || fail "a changed picture was not drawn again"

# A mistake: said, status 1, the rest baked.
cp -r tests/content/bad/italique/pack/m "$work/src/casse"
out=$("$author" bake "$work/src" "$work/dst" 2>&1); status=$?
[ $status = 1 ] || fail "a mistake ends with status 1, not $status"
grep -q 'casse/fr.md:27:4' <<<"$out" || fail "the mistake is not said"
[ -d "$work/dst/m" ] && [ ! -d "$work/dst/casse" ] || fail "the good module must stay, the broken one must not come"
rm -r "$work/src/casse"

# A module that went away, a picture that nobody shows any more.
cp -r "$work/src/m" "$work/src/deux"
out=$("$author" bake "$work/src" "$work/dst") && [ -f "$work/dst/deux/image.png" ] || fail "the second module did not come"
rm -r "$work/src/deux"
out=$("$author" bake "$work/src" "$work/dst") && [ ! -e "$work/dst/deux" ] || fail "the second module did not go"

# Never clean a folder that we did not make.
mkdir "$work/photos"
echo precious >"$work/photos/a"
out=$("$author" bake "$work/src" "$work/photos" 2>&1); status=$?
[ $status = 2 ] && [ "$(cat "$work/photos/a")" = precious ] && [ "$(ls "$work/photos")" = a ] || fail "somebody else's folder was used"

# A picture that rsvg-convert refuses.
printf '<svg xmlns="http://www.w3.org/2000/svg"><path' >"$work/src/m/image.svg"
out=$("$author" bake "$work/src" "$work/dst" 2>&1); status=$?
[ $status = 2 ] && grep -q 'ne peut pas être dessinée' <<<"$out" || fail "a broken SVG must be said (status $status)"
ls "$work/dst/m" | grep -qE "tmp|part" && fail "a temporary file stays"
printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>' >"$work/src/m/image.svg"

# A photograph is copied; one whose head is right and whose body is not is refused.
sed -i 's/(image.svg)/(photo.png)/' "$work/src/m/fr.md"
cp "$work/dst/m/image.png" "$work/src/m/photo.png"
out=$("$author" bake "$work/src" "$work/dst") && [ -f "$work/dst/m/photo.png" ] || fail "the photograph did not come"
[ "$(stat -c %a "$work/dst/m/photo.png" "$work/dst/m/image.png" "$work/dst/m/fr.md" | sort -u)" = 644 ] || fail "not everybody can read"
head -c 200 "$work/dst/m/image.png" >"$work/src/m/photo.png"
out=$("$author" bake "$work/src" "$work/dst" 2>&1); status=$?
[ $status = 2 ] && grep -q 'abîmée' <<<"$out" || fail "a damaged photograph must be said (status $status)"
ls "$work/dst/m" | grep -q part && fail "a temporary file stays"

touch "$work/src/m/image.svg"
rm "$work/src/m/photo.png"
sed -i "s/(photo.png)/(image.svg)/" "$work/src/m/fr.md"
out=$(PATH=$work "$author" bake "$work/src" "$work/dst" 2>&1)
grep -q 'librsvg2-bin' <<<"$out" || fail "a missing rsvg-convert must name its package"
