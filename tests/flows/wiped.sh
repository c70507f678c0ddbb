#!/bin/bash
# What is typed in the password workshop, or written by a group, is gone from the whole memory of the process, by every way out. First the control: while
# it is being typed it must be found, or the search finds nothing.
set -eu
cd "$(dirname "$0")/../.."
make -s build/debug/tests/flows/tool_wiped
tool=build/debug/tests/flows/tool_wiped
places() { "$tool" "$1" | tail -1; }
[ "$(places typed)" -ge 1 ] || { echo "the search does not find what is there"; exit 1; }
for way in "do chosen" "do back" idle "wait 200" $'do chosen\ndo retry\ndo type 97'; do
	found=$(places "$way")
	[ "$found" = 0 ] || { echo "after « $way » it lies in $found places"; "$tool" "$way"; exit 1; }
done

# ---- a note on a group's board, at the end of its session and when the residents' screen comes back
group() { "$tool" "$1" group | tail -1; }
written=$'tap C\'est écrit\n'
[ "$(group "$written")" -ge 1 ] || { echo "the search does not find the note on the board"; exit 1; }
wipe=$'tap Outils\ntap Finir l\'atelier\ntap Effacer et finir\ntap Oui, effacer et finir'
for way in "$written$wipe" "$written"$'tap Outils\ntap Quitter, et reprendre plus tard'; do
	found=$(group "$way")
	[ "$found" = 0 ] || { echo "after « $way » the note lies in $found places"; "$tool" "$way" group; exit 1; }
done
