#!/bin/bash
# A group session through a power cut, with the real program: the kiosk stops in the middle of it, and starts again. Without a
# code nothing shows that there was one; with the code it goes on; what was kept is nowhere on the card in clear.
cd "$(dirname "$0")/../.."
. tests/chain/helpers/lib.sh
data=borne
kept() { cp borne/escale.db look.db && sqlite3 look.db "SELECT ifnull(group_concat(which), 'none') FROM kept"; }

coordination cle
behind_door --panel 10.1 <<-'END'
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
behind_door --panel 10.1 <<-'END'
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
behind_door --panel 10.1 <<-'END'
	code 999999
	print
END
grep -q "Reprendre" shown && fail "a wrong code sees it"
behind_door --panel 10.1 <<-'END'
	code 730582
	tap Animer une séance
	print
END
shows "Reprendre : Atelier des élus"

# ---- damaged by the card: it is not taken back, and the kiosk goes on
sqlite3 borne/escale.db "UPDATE kept SET bytes = zeroblob(length(bytes))"
behind_door --panel 10.1 <<-'END'
	code 280419
	tap Animer une séance
	print
END
grep -q "Reprendre" shown && fail "a damaged session is taken back"
shows "World Café AFOR"
