#!/bin/bash
# What we ship passes our own check, and so does the example that authors learn from.
set -eu
cd "$(dirname "$0")/../.."
author=$ESCALE_BIN/escale-author
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$author" check --sans-conseils content

# The examples in content/LISEZ-MOI.md: the ```markdown block that begins with a head is the French file, the ```svg block its
# picture; the other ```markdown blocks are one screen each, and go in before what is to be remembered. Those under « Écrire une
# séance » are a guided session in the same way.
mkdir -p "$work/pack/exemple" "$work/pack/seances/village"
block() { awk -v start="\`\`\`$1" '$0 == start { on = 1; next } on && /^```/ { exit } on' content/LISEZ-MOI.md; }
awk -v dir="$work" '
	BEGIN { part = "module" }
	!on && /^## / { part = /séance/ ? "guide" : "module" }
	/^```markdown$/ { on = 1; out = ""; next }
	/^```/ { on = 0 }
	on && out == "" { out = dir "/" part ($0 == "---" ? "" : "-screens"); print "" > (dir "/" part "-screens") }
	on { print > out }' content/LISEZ-MOI.md
[ "$(grep -c '^# ' "$work/module-screens")" -ge 2 ] && [ "$(grep -c '^# ' "$work/guide-screens")" -ge 1 ] || { echo "no example of a kind of screen was found"; exit 1; }
sed "/^# À retenir/{
	e cat $work/module-screens
}" "$work/module" >"$work/pack/exemple/fr.md"
cat "$work/guide" "$work/guide-screens" >"$work/pack/seances/village/fr.md"
cp tests/guides/seances/essai/table.svg "$work/pack/seances/village/village.svg"
block svg >"$work/pack/exemple/lettre.svg"
out=$("$author" check "$work/pack") || { echo "$out"; exit 1; }
grep -q '1 séance prête, 0 faute, 0 conseil' <<<"$out" || { echo "the example is not exemplary:"; echo "$out"; exit 1; }

# The list of themes that authors read is the one the program knows.
for code in $(sed -n 's/^\t{ "\([a-z_]*\)", ".*/\1/p' kiosk/content/themes.c); do
	grep -q "\`$code\`" content/LISEZ-MOI.md || { echo "LISEZ-MOI.md does not list the theme $code"; exit 1; }
done

# The kinds of phases, the options and the lines that a profile needs are all told.
for word in $(sed -n '/phase_kind_names\[/,/};/s/[^"]*"\([a-z]*\)"[^"]*/\1 /gp' kiosk/content/guide.c) \
	$(sed -n '/profile_ids\[/,$s/[^"]*"\([a-z-]*\)"[^"]*/\1 /gp' kiosk/content/guide_links.c | grep -oE '\b[a-z-]{3,}\b' | head -34); do
	grep -q "\`$word\`" content/LISEZ-MOI.md || { echo "LISEZ-MOI.md does not tell of « $word »"; exit 1; }
done
