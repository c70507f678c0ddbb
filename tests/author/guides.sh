#!/bin/bash
# escale-author and guided sessions: checked, baked, packed and signed like modules, a first one to change, a sheet to print.
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
mkdir "$work/tmp"
export TMPDIR=$work/tmp

# ---- check: one line a session; a mistake with its place; what no font draws
cp -r tests/guides "$work/c"
run 0 "$author" check "$work/c"; says 'essai .*séance de 14 étapes, 125 min, langues fr en'; says '1 séance prête, 0 faute, 0 conseil'
grep -q 'pas été regardée' <<<"$out" && fail "the layout was not looked at"
sed -i 's/^Une petite ville/Une ☃ petite ville/' "$work/c/seances/essai/fr.md"
run 1 "$author" check "$work/c"; says 'seances/essai/fr.md:.*U+2603'
sed -i 's/☃ //; s/<!-- tour: presenter, 20 min/<!-- tour: presenter, 20 mn/' "$work/c/seances/essai/fr.md"
run 1 "$author" check --rapide "$work/c"; says "seances/essai/fr.md:[0-9]*:23: « 20 mn » n'est pas compris"; says '^1 module prêt, [0-9]* fautes'
cp tests/guides/seances/essai/fr.md "$work/c/seances/essai/"

printf '\n# Une étape\n<!-- etape: notes-seules -->\n\n> Le groupe ne voit que le titre.\n' >>"$work/c/seances/essai/fr.md"
rm "$work/c/seances/essai/en.md"
run 0 "$author" check "$work/c"; grep -q 'pas été regardée' <<<"$out" && fail "a phase without text for the group stops the layout"
awk '{ print } /^Une petite ville/ { for (i = 0; i < 160; i++) printf "Une phrase de plus. "; print "" }' \
	tests/guides/seances/essai/fr.md >"$work/c/seances/essai/fr.md"
run 0 "$author" check "$work/c"; says 'seances/essai/fr.md:38:1: Cet écran se lit en [0-9]* parties'
cp tests/guides/seances/essai/*.md "$work/c/seances/essai/"

# ---- bake: PNG for SVG, only what is shown; what went away goes away
run 0 "$author" bake "$work/c" "$work/dst"; says '1 module, 1 séance, 5 fichiers écrits'
[ "$(cd "$work/dst/seances" && find . -type f | sort | tr '\n' ' ')" = "./essai/en.md ./essai/fr.md ./essai/table.png " ] ||
	fail "the folder holds: $(cd "$work/dst" && find . | tr '\n' ' ')"
run 0 "$author" check --rapide "$work/dst"; says '1 séance prête, 0 faute'
grep -qx "essai	Séance d'essai" "$work/dst/titles.tsv" || fail "the report would not know its title: $(cat "$work/dst/titles.tsv")"
cp -r "$work/c/seances/essai" "$work/c/seances/deux"
run 0 "$author" bake "$work/c" "$work/dst"; [ -f "$work/dst/seances/deux/table.png" ] || fail "the second session did not come"
rm -r "$work/c/seances/deux" "$work/c/seances/essai/en.md"
run 0 "$author" bake "$work/c" "$work/dst"
[ ! -e "$work/dst/seances/deux" ] && [ ! -e "$work/dst/seances/essai/en.md" ] || fail "what went away is still there"
mv "$work/c/seances" "$work/seances"
run 0 "$author" bake "$work/c" "$work/dst"
[ ! -e "$work/dst/seances" ] || fail "the last session did not go"
mv "$work/seances" "$work/c/seances"

# ---- pack and sign: a session travels with the modules, and a kiosk would find it; one with a mistake does not travel
echo "CC0 1.0, les essais" >"$work/c/LICENCE"
run 0 "$author" pack "$work/c" --nom "Essai" --sortie "$work/p.contenus.tar"; says 'Essai, version 1 : 1 module'
tar -tf "$work/p.contenus.tar" >"$work/list"
grep -q 'seances/essai/fr.md$' "$work/list" && grep -q 'seances/essai/table.png$' "$work/list" || fail "not in the pack: $(cat "$work/list")"
run 0 "$coordinator" init --dir "$work/coord"
mkdir "$work/stick"
run 0 "$author" sign "$work/p.contenus.tar" --cle "$work/coord/autorite.secret" --signataire Nous --sortie "$work/stick"
says "Séance d'essai"
sed -i 's/cartes: villes/carte: villes/' "$work/c/seances/essai/fr.md"
run 1 "$author" pack "$work/c" --sortie "$work/q.contenus.tar"; says 'seances/essai/fr.md'; says 'Rien n.a été écrit'
cp tests/guides/seances/essai/fr.md "$work/c/seances/essai/"

# ---- new: a first session passes check without a hint; no module takes the names of the house's folders
run 0 "$author" new --seance debat "$work/c"; says 'seances/debat/fr.md est prêt'
run 0 "$author" check "$work/c"; says '2 séances prêtes, 0 faute, 0 conseil'
echo precious >"$work/c/seances/debat/fr.md"
run 2 "$author" new --seance debat "$work/c"; says 'existe déjà'
[ "$(cat "$work/c/seances/debat/fr.md")" = precious ] || fail "an existing session was written over"
rm -r "$work/c/seances/debat"
run 2 "$author" new seances "$work/c"; says 'ce nom est pris'
run 2 "$author" new glossaire "$work/c"; says 'ce nom est pris'
run 2 "$author" new --seance Débat "$work/c"; says 'ne va pas'

# ---- preview: a phase as the group sees it
for screen in villes propositions commencer; do
	run 0 "$author" preview --photo "$work/$screen.png" --ecran $screen "$work/c" seances/essai
done
run 0 "$author" preview --photo "$work/first.png" "$work/c" seances/essai
[ "$(cd "$work" && sha256sum villes.png propositions.png commencer.png first.png | cut -c1-64 | sort -u | wc -l)" = 4 ] ||
	fail "two phases look the same"
run 2 "$author" preview --photo "$work/x.png" --ecran absent "$work/c" seances/essai; says "n'a pas d'étape « absent »"

# ---- sheet: everything a facilitator needs, nothing fetched, nothing of the author typed as HTML
run 0 "$author" sheet "$work/c" seances/essai --sortie "$work/s.html"; says 'A4'
for words in "Séance d&#39;essai\|Séance d'essai" '2.*h.*05' 'Une salle, une table par groupe' 'Attendez que tout le monde' \
	Hautepierre 'Comment parler à tous les quartiers' 'Titre de la proposition' 'Ce qui bloque' 'Systémique' 'exemple.fr/villes\|Villes inventées'; do
	grep -q "$words" "$work/s.html" || fail "the sheet lacks: $words"
done
grep -qiE '<script|src="?http|href="?http|@import|url\(http' "$work/s.html" && fail "the sheet fetches something"
run 2 "$author" sheet "$work/c" essai --langue en --sortie "$work/e.html"; says "n.existe pas en"
cp tests/guides/seances/essai/en.md "$work/c/seances/essai/"
run 0 "$author" sheet "$work/c" essai --langue en --sortie "$work/e.html"
grep -q 'A trial session' "$work/e.html" && grep -q 'What to prepare' "$work/e.html" || fail "the English sheet is not English"
run 2 "$author" sheet "$work/c" absent --sortie "$work/x.html"; says "n'est pas dans"
