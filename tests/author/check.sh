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

# What no panel can show: laid out with the kiosk's own fonts, one line a screen.
cp -r tests/content/hints/aucun/pack "$work/glass"
out=$("$author" check "$work/glass") || fail "a sound module does not pass"
grep -q '0 faute, 0 conseil' <<<"$out" || fail "a sound module gets advice on its layout"
long=$(printf 'Un mot assez long. %.0s' {1..60})
sed -i "s/^# Une lettre par internet/&/; s/^Un \*\*mail\*\*/🎉 Un **mail**/; s/^# À retenir/# Deux mots\n<!-- page: mots -->\n\nDesoxyribonucleotidiquementparlantetbienaudela.\n\n$long\n\n$long\n\n&/" \
	"$work/glass/m/fr.md"
sed -i "0,/^- \[x\].*/s//&$(printf ' encore%.0s' {1..90})/" "$work/glass/m/fr.md"
out=$("$author" check "$work/glass"); status=$?
[ $status = 1 ] || fail "a screen that is cut off ends with status 1, not $status"
grep -qE "m/fr.md:[0-9]+:1: La borne ne sait pas dessiner le signe « 🎉 » \(U\+1F389\)" <<<"$out" || fail "no glyph is missing"
grep -qE "m/fr.md:[0-9]+:1: Cet écran ne tient pas : un texte serait coupé \(.*7 pouces" <<<"$out" || fail "nothing is cut off"
grep -qE "m/fr.md:[0-9]+:1: Le mot « Desoxy.* » est plus large que l'écran .*, français" <<<"$out" || fail "no word is torn"
grep -qE "m/fr.md:[0-9]+:1: Cet écran se lit en [0-9]+ parties \(sur 7 pouces" <<<"$out" || fail "no screen is too long"
out=$("$author" check --rapide "$work/glass") || fail "--rapide looks at the panels all the same"
out=$("$author" check --assets "$work/nowhere" tests/content/hints/aucun/pack) || fail "without fonts the texts are still checked"
grep -q "La mise en page n'a pas été regardée" <<<"$out" || fail "nobody is told that the fonts are missing"
