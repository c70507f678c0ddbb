#!/bin/bash
# Content that is missing or broken: good modules are shown whatever lies beside them, and nothing at all is said in one sentence.
cd "$(dirname "$0")/../.."
. tests/kiosk/helpers/lib.sh

copy() { # fresh `pack`, ours to break
	rm -rf pack
	mkdir pack
	cp -r "$content/." pack/
	content=$PWD/pack
}
original=$content

content=absent kiosk 4 --replay visit.taps
says "il n'y a rien à montrer" && says "absent : n'existe pas" && says -- "--content DOSSIER"
mkdir empty
content=empty kiosk 4 --replay visit.taps
says "aucun module"
content=$dir/visit.taps kiosk 4 --replay visit.taps
says "n'est pas un dossier"

# One broken module beside good ones: said with its line, and the others start.
copy
sed -i 's/^- \[x\]/- [ ]/' pack/sobriete/fr.md
kiosk 0 --replay visit.taps
says "sobriete/fr.md:[0-9]*:[0-9]*: "
printf 'wake\ndo lang 0\nprint\n' >home.taps
kiosk 0 --replay home.taps --trace trace
grep -q "\[Se protéger\]" trace || fail "the good module is gone too"
grep -q "Polluer moins" trace && fail "the broken module is shown"

# Each kind of damage to one file.
damage() { # NAME COMMAND...: the visit goes on in another module
	content=$original
	copy
	shift
	"$@" || fail "the damage itself"
	kiosk 0 --replay visit.taps
	says "sobriete"
}
damage empty truncate -s 0 pack/sobriete/fr.md
damage "cut in a letter" truncate -s 77 pack/sobriete/fr.md
damage binary dd if=/dev/urandom of=pack/sobriete/fr.md bs=1k count=4 status=none
damage huge truncate -s 300K pack/sobriete/fr.md
damage "a folder in place of the text" sh -c 'rm pack/sobriete/fr.md && mkdir pack/sobriete/fr.md'
damage "a text for a picture" sh -c 'echo text >pack/sobriete/couverture.png'
damage "no picture" sh -c 'rm pack/sobriete/couverture.png'
damage "no French" sh -c 'mv pack/sobriete/fr.md pack/sobriete/en.md'

# A picture that is no picture: the words are there, a frame stands for the drawing.
content=$original
copy
for p in pack/cybersecurite/*.png; do truncate -s 400 "$p"; done # the head is right, the rest is lost
printf 'wake\ndo lang 0\nmodule cybersecurite\nonward\nshot one\nprint\n' >one.taps
kiosk 0 --replay one.taps --shots shots --trace trace
grep -q "Colis bloqué" trace || fail "the words are gone with the picture"
[ -s shots/one.png ] || fail "no screen without its picture"

# All broken: as if there were none.
for m in pack/*/fr.md; do echo '# rien' >"$m"; done
kiosk 4 --replay visit.taps
says "aucun module"

# On a kiosk, with its own screen, a restart would mend nothing: it says so kindly, and staff have their door (faults.md 17).
printf 'print\nwake\ndo lang 0\nprint\ncorner left\ncorner right\ncorner left\ncorner right\ncorner left\ncorner right\ncode 280419\ncode 280419\nprint\n' >lost.taps
content=empty data=lost kiosk 0 --kiosk --replay lost.taps --trace trace
[ "$(grep -c "Cette borne n’a pas encore de contenu" trace)" = 2 ] || fail "the first screen and home do not both say it: $(cat trace)"
grep -q "Appelez la personne" trace || fail "nobody is called"
grep -q "Préparer l’envoi du mois" trace || fail "staff do not get in: $(cat trace)"
content=$original data=lost kiosk 0 --kiosk --replay visit.taps --trace trace
grep -q "pas encore de contenu" trace && fail "the control: a kiosk with contents says that it has none"
true
