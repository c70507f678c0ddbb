#!/bin/bash
# A group session through a power cut, with the real program: the kiosk stops in the middle of it, and starts again. Without a
# code nothing shows that there was one; with the code it goes on; what was kept is nowhere on the card in clear.
set -eu
cd "$(dirname "$0")/../.."
bin=${ESCALE_BIN:-$PWD/build/debug/bin}
build=$(cd "$bin/.." && pwd)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
fail() { echo "$*"; [ ! -f said ] || tail -15 said; [ ! -f shown ] || tail -40 shown; exit 1; }
plays() { # commands on standard input, behind the staff door; what is shown goes to `shown`
	{
		echo wake
		for side in left right left right left right; do echo "corner $side"; done
		cat
	} >play.taps
	"$bin/escale-kiosk" --panel 10.1 --content "$build/content" --assets "$build/assets" --data borne --replay play.taps \
		--trace shown >said 2>&1 || fail "the kiosk stops at a touch"
}
shows() { grep -q -- "$1" shown || fail "it does not show: $1"; }
kept() { cp borne/escale.db look.db && sqlite3 look.db "SELECT ifnull(group_concat(which), 'none') FROM kept"; }

plays <<-'END'
	code 280419
	code 280419
	tap Codes des conseillers
	tap Ajouter un code
	code 730582
	code 730582
	do back
	print
END
[ "$(kept)" = none ] || fail "something is kept before anything began"
plays <<-'END'
	code 280419
	tap Animer une séance
	tap Atelier des élus (90 min)
	do next
	do next
	tap Démarrer l'atelier
	print
END
[ "$(kept)" = 0 ] || fail "the session is not kept: $(kept)"
cat borne/escale.db* | strings | grep -q elus && fail "the session's name is on the card in clear"

# ---- the power comes back
plays <<-'END'
	code 999999
	print
END
grep -q "Reprendre" shown && fail "a wrong code sees it"
plays <<-'END'
	code 730582
	tap Animer une séance
	print
END
shows "Reprendre : Atelier des élus"

# ---- damaged by the card: it is not taken back, and the kiosk goes on
sqlite3 borne/escale.db "UPDATE kept SET bytes = zeroblob(length(bytes))"
plays <<-'END'
	code 280419
	tap Animer une séance
	print
END
grep -q "Reprendre" shown && fail "a damaged session is taken back"
shows "World Café AFOR"
