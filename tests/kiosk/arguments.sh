#!/bin/bash
# What is typed wrong on the command line: one sentence that names it, the usage, and status 2; a script of touches that cannot be
# played: its line, and status 1; a machine without any screen: one sentence, and status 3.
cd "$(dirname "$0")/../.."
. tests/kiosk/helpers/lib.sh

kiosk 0 --replay visit.taps --trace trace # nothing is wrong: the control of everything below
silent
grep -q "Touchez l’écran" trace || fail "the visit does not end where it began"

kiosk 2 --zut && says "« --zut »" && says "^Usage"
kiosk 2 trop && says "« trop » est de trop"
kiosk 2 --replay && says "« --replay » attend une valeur"
kiosk 2 --simulate beaucoup && says "« beaucoup » n'est pas un nombre"
kiosk 2 --simulate -4 && says "n'est pas un nombre"
kiosk 2 --kiosk=oui && says "« --kiosk=oui »"
kiosk 2 --panel 11 --replay visit.taps && says "panneau « 11 » inconnu" && says "10.1"
kiosk 2 --panel 1280x800@0x0 --replay visit.taps && says "panneau"
kiosk 0 --help && says "^Usage"
kiosk 0 --version && says "^escale-kiosk [0-9]"

kiosk 1 --replay absent.taps && says "absent.taps : n'existe pas"
printf 'wake\n\n# nobody offers this\ntap Gagner un voyage\n' >wrong.taps
kiosk 1 --replay wrong.taps && says "^escale-kiosk : wrong.taps:4:1: « tap Gagner un voyage » n'est pas possible"
printf 'wake\nfly\n' >verb.taps
kiosk 1 --replay verb.taps && says "verb.taps:2:1"
printf 'do lang 0\n' >early.taps
kiosk 1 --replay early.taps && says "early.taps:1:1"
head -c 3000 /dev/urandom >noise.taps
kiosk 1 --replay noise.taps && says "noise.taps:"
touch file
printf 'shot one\n' >shot.taps
kiosk 1 --replay shot.taps --shots file && says "file"
kiosk 1 --replay shot.taps --trace absent/trace && says "absent/trace : n'existe pas"

# No X, no Wayland, no console that SDL could use.
unset DISPLAY WAYLAND_DISPLAY SDL_VIDEODRIVER
if ! ls /dev/dri/card* >/dev/null 2>&1; then
	kiosk 3 && says "ni écran graphique ni console"
	[ "$(wc -l <said)" = 1 ] || fail "more than one sentence"
	SDL_VIDEODRIVER='' kiosk 3 && says "ni écran graphique ni console"
fi
DISPLAY=:4242 kiosk 3 && says "écran"
