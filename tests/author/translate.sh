#!/bin/bash
# escale-author translate: a file to begin with that passes check at once, what waits beside the French, and French that changed.
set -u
cd "$(dirname "$0")/../.."
author=$ESCALE_BIN/escale-author
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$1"; echo "$out"; exit 1; }
out=
cp -r content/cybersecurite content/demarches "$work"
rm -f "$work"/*/ar.md "$work"/demarches/uk.md
[ ! -d content/glossaire ] || cp -r content/glossaire "$work"

out=$("$author" translate "$work" demarches --langue ar --nouveau 2>&1) || fail "no new file"
ar=$work/demarches/ar.md fr=$work/demarches/fr.md
grep -qx 'relecture : non' "$ar" || fail "the new file does not say that nobody has read it"
! grep -q '^theme\|^licence' "$ar" || fail "the new file repeats what only French has"
for what in '^<!-- [a-z-]*: [a-z0-9-]* -->' '!\[[^]]*\](\([^)]*\))' '\](https[^)]*)'; do
	diff <(grep -o "$what" "$fr" | sed 's/.*(//' | grep -v note) <(grep -o "$what" "$ar" | sed 's/.*(//' | grep -v note) >/dev/null ||
		fail "not all of $what are kept"
done
out=$("$author" check --rapide --sans-conseils "$work") || fail "the new file does not pass check"
before=$(sha256sum <"$ar")
out=$("$author" translate "$work" demarches --langue ar --nouveau 2>&1) && fail "a file that exists is written over"
[ "$(sha256sum <"$ar")" = "$before" ] || fail "a refused order changes the file"

screens=$(grep -c '^# ' "$fr")
out=$("$author" translate "$work" demarches --langue ar --sortie "$work/todo.html") || fail "no page"
grep -q "^$screens écrans à traduire" <<<"$out" || fail "not all $screens screens wait"
# Everything is translated but one; then one is missing, one changes in French.
sed -i 's/ à traduire -->/ -->/; s/^# /# ع /' "$ar"
out=$("$author" translate "$work" demarches --langue ar --sortie "$work/todo.html")
grep -q '^Tout est traduit' <<<"$out" || fail "something still waits"
sed -i '0,/^# /s//# Encore : /' "$fr"
out=$("$author" translate "$work" demarches --langue ar --sortie "$work/todo.html")
grep -q '^1 écran à' <<<"$out" || fail "French that changed is not seen"
grep -q 'le français a changé' "$work/todo.html" || fail "the page does not say what changed"
out=$("$author" translate "$work" demarches --langue ar --sortie "$work/todo.md")
grep -q '^# Encore : ' "$work/todo.md" || fail "no stub to copy from"
grep -q '^# ع ' "$work/todo.md" || fail "the translation before is not shown"
head -40 "$ar" | awk '/^# /{ n++ } n < 2' >"$work/short" && cp "$work/short" "$ar"
out=$("$author" translate "$work" demarches --langue ar --sortie "$work/todo.html")
grep -q "^$screens écrans à" <<<"$out" || fail "missing screens are not counted"
grep -q ' : manque (fr.md, ligne' "$work/todo.html" || fail "the page does not say what is missing"

# What an author writes stays text, and no order leaves the folder.
sed -i '0,/^# /s//# <script>/' "$fr"
out=$("$author" translate "$work" demarches --langue uk --sortie "$work/todo.html")
! grep -q '<script' "$work/todo.html" || fail "markup gets through"
"$author" translate "$work" ../x --langue ar --nouveau 2>/dev/null && fail "a name that leaves the folder"
"$author" translate "$work" demarches --langue fr --nouveau 2>/dev/null && fail "French into French"
"$author" translate "$work" demarches --langue ar --sortie "$work/x.pdf" 2>/dev/null && fail "an unknown form"

# A session is translated in the same way: what to prepare and each phase, whatever its length becomes.
cp -r tests/guides "$work"
fr=$work/guides/seances/essai/fr.md ar=$work/guides/seances/essai/ar.md
out=$("$author" translate "$work/guides" seances/essai --langue ar --nouveau 2>&1) || fail "no new session"
grep -q 'Une salle, une table' "$ar" || fail "what to prepare is not there"
out=$("$author" check --rapide --sans-conseils "$work/guides") || fail "the new session does not pass check"
out=$("$author" translate "$work/guides" seances/essai --langue ar --sortie "$work/todo.html")
grep -q '^15 étapes à' <<<"$out" || fail "not all 14 phases and the head wait"
sed -i 's/ à traduire -->/ -->/; s/^# /# ع /' "$ar"
out=$("$author" translate "$work/guides" seances/essai --langue ar --sortie "$work/todo.html")
grep -q '^Tout est traduit' <<<"$out" || fail "something of the session still waits"
sed -i 's/^Une salle, une table/Une grande salle, une table/; s/etape: accueil, 5 min/etape: accueil, 6 min/' "$fr"
out=$("$author" translate "$work/guides" seances/essai --langue ar --sortie "$work/todo.html")
grep -q '^2 étapes à' <<<"$out" || fail "French that changed is not seen"
grep -q 'accueil : le français a changé' "$work/todo.html" || fail "a phase is lost when its length changes"
"$author" translate "$work/guides" seances/../x --langue ar --nouveau 2>/dev/null && fail "a session that leaves the folder"
exit 0
