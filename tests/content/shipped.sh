#!/bin/bash
# What we ship passes our own check, and so does the example that authors learn from.
set -eu
cd "$(dirname "$0")/../.."
author=$ESCALE_BIN/escale-author
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$author" check --sans-conseils content

# The examples in content/LISEZ-MOI.md: the ```markdown block that begins with a head is the French file, the ```svg block its
# picture; the other ```markdown blocks are one screen each, and go in before what is to be remembered.
mkdir -p "$work/pack/exemple"
block() { awk -v start="\`\`\`$1" '$0 == start { on = 1; next } on && /^```/ { exit } on' content/LISEZ-MOI.md; }
awk -v whole="$work/whole" -v screens="$work/screens" '
	/^```markdown$/ { on = 1; out = ""; next }
	/^```/ { on = 0 }
	on && out == "" { out = $0 == "---" ? whole : screens; print "" > screens }
	on { print > out }' content/LISEZ-MOI.md
[ "$(grep -c '^# ' "$work/screens")" -ge 2 ] || { echo "no example of a kind of screen was found"; exit 1; }
sed "/^# À retenir/{
	e cat $work/screens
}" "$work/whole" >"$work/pack/exemple/fr.md"
block svg >"$work/pack/exemple/lettre.svg"
out=$("$author" check "$work/pack") || { echo "$out"; exit 1; }
grep -q '0 faute, 0 conseil' <<<"$out" || { echo "the example is not exemplary:"; echo "$out"; exit 1; }

# The list of themes that authors read is the one the program knows.
for code in $(sed -n 's/^\t{ "\([a-z_]*\)", ".*/\1/p' kiosk/content/themes.c); do
	grep -q "\`$code\`" content/LISEZ-MOI.md || { echo "LISEZ-MOI.md does not list the theme $code"; exit 1; }
done
