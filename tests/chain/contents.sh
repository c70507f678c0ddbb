#!/bin/bash
# Contents travel with the real programs: packed and signed, seen on a kiosk's stick, installed, shown when the visit is over and
# after a restart, taken back by one touch; a pack of somebody else changes nothing.
cd "$(dirname "$0")/../.."
. tests/chain/helpers/lib.sh
data=borne content=shipped
plays() { # TAPS
	kiosk --replay "$1" --trace shown --day $day
}
shows_not() { ! grep -q "$1" shown || fail "the kiosk shows: $1"; }

coordinator init
coordinator init --dir other
mkdir -p shipped contenu cle borne
cp -r "$root"/tests/flows/pack/photos "$root"/tests/flows/pack/glossaire shipped/
cp -r "$root"/tests/flows/pack/mail "$root"/tests/flows/pack/glossaire contenu/
echo "CC BY-SA 4.0, les essais" >contenu/LICENCE
release() { # KEY: the next version, on the stick
	rm -rf cle/ESCALE
	"$bin/escale-author" pack contenu --nom "Prévention cyber" --sortie p.contenus.tar >said 2>&1 || fail "pack"
	"$bin/escale-author" sign p.contenus.tar --cle "$1/autorite.secret" --signataire "Pays de Vallavre" --sortie cle >said 2>&1 || fail "sign"
}
printf '%s\ncode 280419\ncode 280419\ntap Contenus\nprint\n' "$door" >first.taps
printf '%s\ncode 280419\ntap Contenus : version 1\nprint\n' "$door" >look.taps

release other
plays first.taps
shows "La signature de ces contenus est fausse"
shows_not "Installer"

release escale-coordination # version 2
cat >install.taps <<TAPS
$door
code 280419
tap Contenus
print
tap Installer ces contenus
print
tap Espace conseiller
do back
wake
do lang 0
print
TAPS
plays install.taps
shows "Sur la clé : Prévention cyber, version 2"
shows "signé par Pays de Vallavre"
shows "C’est fait"
shows "\[Le mail\]"
shows_not "\[Les photos\]"
"$bin/escale-kiosk" --version >/dev/null

printf 'wake\ndo lang 0\nprint\nmodule mail\nprint\n' >visit.taps
plays visit.taps
shows "\[Le mail\]"

cat >back.taps <<TAPS
$door
code 280419
tap Contenus : version 2
print
tap Revenir aux contenus d'origine
print
tap Espace conseiller
do back
wake
do lang 0
print
TAPS
plays back.taps
shows "ne sont pas plus récents"
shows_not "Installer"
tail -12 shown >end && ! grep -q "Le mail" end || fail "the shipped contents are not back"
shows "\[Les photos\]"
