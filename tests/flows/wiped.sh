#!/bin/bash
# What is typed in the password workshop is gone from the whole memory of the process, by every way out. First the control: while
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
