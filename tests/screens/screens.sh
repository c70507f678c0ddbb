#!/bin/bash
# The real renderer's pictures of a dozen screens, four times smaller, against those in references/: the worst tile of 16 x 16 may
# differ by 10 of 255. When a change of look is meant: ESCALE_WRITE_EXPECTED=1 tests/screens/screens.sh, then look at every new
# picture before keeping it.
set -eu
cd "$(dirname "$0")/../.."
make -s build/debug/tests/screens/tool_compare
bin=${ESCALE_BIN:-$PWD/build/debug/bin}
build=$(cd "$bin/.." && pwd)
compare=build/debug/tests/screens/tool_compare
references=tests/screens/references
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
fail() { echo "$*"; exit 1; }

"$bin/escale-author" bake tests/flows/pack "$dir/content" >"$dir/said" 2>&1 || fail "bake: $(cat "$dir/said")"
"$bin/escale-kiosk" --content "$dir/content" --assets "$build/assets" --data "$dir/data" --panel 10.1 \
	--replay tests/screens/references.taps --shots "$dir/shots" >"$dir/said" 2>&1 || fail "the replay: $(cat "$dir/said")"
mkdir "$dir/small"
for shot in "$dir"/shots/*.png; do "$compare" shrink "$shot" "$dir/small/$(basename "$shot")" 4; done

if [ -n "${ESCALE_WRITE_EXPECTED:-}" ]; then
	mkdir -p $references
	rm -f $references/*.png
	cp "$dir"/small/*.png $references/
fi

status=0
for reference in "$references"/*.png; do
	name=$(basename "$reference")
	difference=$("$compare" same "$reference" "$dir/small/$name" 10) || {
		echo "$name: $difference"
		status=1
	}
done
[ "$(ls "$dir/small" | wc -l)" = "$(ls $references/*.png | wc -l)" ] || fail "other screens than those in references/"
[ "$(ls $references/*.png | wc -l)" -ge 12 ] || fail "fewer than twelve references"
[ "$(du -cb $references/*.png | tail -1 | cut -f1)" -le $((13 * 30000)) ] || fail "the references are too heavy"

# Planted: another theme, another size of words, another language, another screen.
differs() { "$compare" same "$dir/small/$1.png" "$dir/small/$2.png" 10 >/dev/null && fail "$1 and $2 are taken for one screen"; true; }
differs contrast-question question
differs feedback large
differs arabic-question question
differs home language
differs feedback question
differs arabic-question arabic-voice # the lit words and the button that stops the voice
exit $status
