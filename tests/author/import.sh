#!/bin/bash
# escale-author import as authors meet it: a folder of mixed files becomes modules that the real check and the real screens
# take; what is left out is told with its place; hostile files cost a sentence, not the machine.
set -u
cd "$(dirname "$0")/../.."
author=$ESCALE_BIN/escale-author
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$1"; echo "${out:-}"; exit 1; }

# ---- a folder of every format ---------------------------------------------------------------------------------------------
out=$("$author" import tests/author/imports --dans "$work/contenus" --theme securite_numerique) || fail "the import failed"
for told in 'securite.gift:35:1: sautée, « Quand le Web est-il né ? » : c.est une question à nombre' \
	'courriel.txt:19:1: sautée, « Où arrive un message indésirable ? »' \
	'information.txt, entrée 5 : sautée, « Lisez le tableau » : le texte contient un tableau' \
	'comptes.h5p, questions\[3\] : sautée, « Texte à trous »' \
	'notes-de-reunion.txt : rien n.est importé, ce fichier n.est ni GIFT' \
	'À compléter dans l.en-tête : la licence' '8 fichiers : 7 modules, .* 1 fichier laissé de côté'; do
	grep -q "$told" <<<"$out" || fail "not told: $told"
done
grep -q '^theme : securite_numerique$' "$work/contenus/securite/fr.md" || fail "the theme is not the one that was asked for"
grep -q '^licence : CC BY-SA 4.0$' "$work/contenus/comptes/fr.md" || fail "the licence was not carried over"
out=$("$author" check "$work/contenus") || fail "an imported module does not pass the check"
grep -q '7 modules prêts, 0 faute' <<<"$out" || fail "the check does not see seven modules"
grep -q 'Complétez « licence » : à quelles conditions' <<<"$out" || fail "the check does not say what to fill in"
out=$("$author" bake "$work/contenus" "$work/baked") || fail "imported modules cannot be baked"
grep -aq 'made on my own machine' "$work"/contenus/*/*.png && fail "a picture still carries what its author's machine wrote"

# ---- every imported screen on the real screen -------------------------------------------------------------------------------
for file in "$work"/contenus/*/fr.md; do
	module=$(basename "$(dirname "$file")")
	for screen in $(sed -n 's/^<!-- [a-z-]*: \([a-z0-9-]*\) -->$/\1/p' "$file" | head -2); do
		[ "$screen" = sources ] || "$author" preview --panneau 7 --photo "$work/screen.png" --ecran "$screen" "$work/contenus" \
			"$module" >"$work/log" 2>&1 || { out=$(cat "$work/log"); fail "no picture of $module, $screen"; }
	done
done

# ---- and played to the end on the real kiosk ------------------------------------------------------------------------------------
for module in $(ls "$work/baked" | grep -v titles.tsv); do
	printf 'wake\ndo lang 0\nmodule %s\nfinish\n' "$module" >"$work/play.taps"
	out=$("$ESCALE_BIN/escale-kiosk" --content "$work/baked" --assets "$ESCALE_BIN/../assets" --data "$work/data" \
		--replay "$work/play.taps" 2>&1) || fail "$module cannot be played to its end"
done

# ---- nothing of somebody's is ever written over -------------------------------------------------------------------------------
before=$(cat "$work"/contenus/*/fr.md | sha256sum)
out=$("$author" import tests/author/imports --dans "$work/contenus" 2>&1) && fail "modules that are there were imported again"
grep -q 'est déjà là. Donnez un autre nom : --id NOM' <<<"$out" || fail "no way out is told"
[ "$before" = "$(cat "$work"/contenus/*/fr.md | sha256sum)" ] || fail "a module was written over"
out=$("$author" import tests/author/imports/courriel.txt --dans "$work/contenus" --id autre-nom) || fail "--id does not help"
[ -f "$work/contenus/autre-nom/fr.md" ] || fail "--id names another folder"
[ -z "$(find "$work/contenus" -name '.import*')" ] || fail "a half made folder is left"

# ---- wrong use ------------------------------------------------------------------------------------------------------------------
for args in "" "tests/author/imports" "--dans $work/x" "a b --dans $work/x" "tests/author/imports --dans $work/x --id a" \
	"tests/author/imports/courriel.txt --dans $work/x --id ../x" "tests/author/imports --dans $work/x --theme courriel"; do
	# shellcheck disable=SC2086 # words on purpose
	out=$("$author" import $args 2>&1); status=$?
	[ $status = 2 ] || fail "« import $args » ends with $status, not 2"
done
[ ! -e "$work/x" ] || fail "wrong use made a folder"
out=$("$author" import "$work/nowhere" --dans "$work/y" 2>&1) && fail "a file that is not there was imported"

# ---- hostile files: a bound on memory and time for each, and a sentence --------------------------------------------------------
mkdir "$work/evil"
fill() { yes "$1" | tr -d '\n' | head -c "$2" || true; } # TEXT BYTES
fill '{' 4000000 >"$work/evil/braces.gift"
{ printf 'Q {=a'; fill '~b ' 4000000; echo '}'; } >"$work/evil/answers.gift"
{ printf '[html]'; fill '<b>' 50000; echo '{=a ~b}'; } >"$work/evil/nested.gift"
yes 'ANSWER: A' | head -200000 >"$work/evil/answers.txt" || true
fill '[' 4000000 >"$work/evil/deep.json"
{ printf '['; fill '{},' 6000000; echo '{}]'; } >"$work/evil/wide.json"
{ printf '{"0":{"question":"<p '; seq -s ' ' -f 'a%.0f=1' 200000 | tr -d '\n'; printf '>Q<ol><li>a</li></ol>"}}'; } >"$work/evil/attributes.json"
{ printf '{"0":{"question":"'; fill '<ol><li>' 3000000; printf '"}}'; } >"$work/evil/lists.json"
head -c 65M /dev/zero >"$work/evil/huge.h5p"
head -c 100000 /dev/urandom >"$work/evil/noise.h5p"
ln -s "$PWD/tests/author/imports/securite.gift" "$work/evil/link.gift"
mkfifo "$work/evil/pipe.gift"
for file in "$work"/evil/*; do
	out=$( (ulimit -v 1500000; timeout 60 "$author" import "$file" --dans "$work/out") 2>&1); status=$?
	[ $status -le 1 ] || fail "$(basename "$file") ends with status $status"
	grep -q '^[01] fichier : ' <<<"$out" || fail "$(basename "$file"): no sum"
done
out=$("$author" check --rapide --sans-conseils "$work/out" 2>&1); status=$?
[ $status = 0 ] || [ ! -d "$work/out" ] || [ -z "$(ls "$work/out")" ] || fail "a hostile file became a module with a mistake"
exit 0
