#!/bin/bash
# After a vote no piece of a picture is left in the memory of the process, the library's own copies included. First the controls:
# the search finds what is there, and it finds what a careless room would leave.
set -eu
cd "$(dirname "$0")/../.."
make -s build/debug/tests/ballots/tool_wiped
tool=build/debug/tests/ballots/tool_wiped
[ "$("$tool" kept)" -ge 1 ] || { echo "the search does not find what is there"; exit 1; }
[ "$("$tool" careless)" -ge 1 ] || { echo "the search does not find what the library leaves"; exit 1; }
found=$("$tool")
[ "$found" = 0 ] || { echo "pieces of the picture lie in $found places"; exit 1; }
