#!/bin/bash
# Contents travel with the real programs: packed and signed, seen on a kiosk's stick, installed, shown when the visit is over and
# after a restart, taken back by one touch; a pack of somebody else changes nothing.
set -eu
cd "$(dirname "$0")/../.."
bin=${ESCALE_BIN:-$PWD/build/debug/bin}
build=$(cd "$bin/.." && pwd)
here=$PWD
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
fail() { echo "$*"; [ ! -f said ] || tail -15 said; [ ! -f shown ] || tail -40 shown; exit 1; }
kiosk() { # TAPS
	"$bin/escale-kiosk" --content shipped --assets "$build/assets" --data borne --usb cle --authority coord/autorite.pub \
		--replay "$1" --trace shown --day 20700 >said 2>&1 || fail "kiosk $1"
}
shown() { grep -q "$1" shown || fail "the kiosk does not show: $1"; }
not_shown() { ! grep -q "$1" shown || fail "the kiosk shows: $1"; }

"$bin/escale-coordinator" init --dir coord >said
"$bin/escale-coordinator" init --dir other >said
mkdir -p shipped contenu cle borne
cp -r "$here"/tests/flows/pack/photos "$here"/tests/flows/pack/glossaire shipped/
cp -r "$here"/tests/flows/pack/mail "$here"/tests/flows/pack/glossaire contenu/
echo "CC BY-SA 4.0, les essais" >contenu/LICENCE
release() { # KEY: the next version, on the stick
	rm -rf cle/ESCALE
	"$bin/escale-author" pack contenu --nom "Prévention cyber" --sortie p.contenus.tar >said 2>&1 || fail "pack"
	"$bin/escale-author" sign p.contenus.tar --cle "$1/autorite.secret" --signataire "Pays de Vallavre" --sortie cle >said 2>&1 || fail "sign"
}
door="wake
corner left
corner right
corner left
corner right
corner left
corner right"
printf '%s\ncode 280419\ncode 280419\ntap Contenus\nprint\n' "$door" >first.taps
printf '%s\ncode 280419\ntap Contenus : version 1\nprint\n' "$door" >look.taps

release other
kiosk first.taps
shown "La signature de ces contenus est fausse"
not_shown "Installer"

release coord # version 2
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
kiosk install.taps
shown "Sur la clé : Prévention cyber, version 2"
shown "signé par Pays de Vallavre"
shown "C’est fait"
shown "\[Le mail\]"
not_shown "\[Les photos\]"
"$bin/escale-kiosk" --version >/dev/null

printf 'wake\ndo lang 0\nprint\nmodule mail\nprint\n' >visit.taps
kiosk visit.taps
shown "\[Le mail\]"

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
kiosk back.taps
shown "ne sont pas plus récents"
not_shown "Installer"
tail -12 shown >end && ! grep -q "Le mail" end || fail "the shipped contents are not back"
shown "\[Les photos\]"
