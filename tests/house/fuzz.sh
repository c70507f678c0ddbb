#!/bin/bash
# The fuzzing gate, for every tests/ROOM/fuzz_NAME.c of the house: replay the kept corpus, fuzz for a few seconds from
# it, and ask for the coverage that the target's first comment promises ("coverage floor: N"): an optimiser that deletes
# a pure parser, or a corpus that fits no more, passes every other check.
#   tests/house/fuzz.sh [PATTERN]     FUZZ_SECONDS=60 for a longer look at each target
# A good floor is a tenth under what the kept corpus reaches by itself; after a long run, keep what it found:
#   build/fuzz/tests/ROOM/fuzz_NAME -set_cover_merge=1 -use_counters=0 NEW_FOLDER tests/ROOM/corpus/NAME FOUND_FOLDER
# Plants a crash, a corpus that is missing and a floor out of reach first: a gate that cannot catch them is no gate.
set -eu
cd "$(dirname "$0")/../.."
pattern=${1:-}
unset ASAN_OPTIONS UBSAN_OPTIONS LSAN_OPTIONS # libFuzzer reads the reports itself
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

last_coverage() { sed -n 's/.* cov: \([0-9]*\).*/\1/p' "$1" | tail -1; }

# gate PROGRAM CORPUS FLOOR SECONDS
gate() {
	local program=$1 corpus=$2 floor=$3 seconds=$4 log=$tmp/log cov
	compgen -G "$corpus/*" >/dev/null || { echo "no corpus in $corpus"; return 1; }
	[ -n "$floor" ] || { echo "no \"coverage floor: N\" in its source"; return 1; }
	rm -rf "$tmp/found" && mkdir "$tmp/found"
	"$program" -timeout=10 -artifact_prefix="$tmp/" "$corpus"/* >"$log" 2>&1 ||
		{ tail -40 "$log"; echo "fails on its kept corpus"; return 1; }
	"$program" -timeout=10 -max_total_time="$seconds" -artifact_prefix="$tmp/" "$tmp/found" "$corpus" >"$log" 2>&1 ||
		{ tail -40 "$log"; echo "a new input breaks it: keep it in $corpus, then mend"; return 1; }
	cov=$(last_coverage "$log")
	echo "$(sed -n 's/^Done \([0-9]*\) runs.*/\1/p' "$log") runs, coverage ${cov:-0} (floor $floor)"
	[ "${cov:-0}" -ge "$floor" ] || { echo "coverage is under its floor"; return 1; }
}

plants() {
	cat >"$tmp/plant.c" <<-'C'
		#include <stdint.h>
		#include <stddef.h>
		/* Breaks at a size that the fuzzer does not reach by itself. */
		int LLVMFuzzerTestOneInput(const uint8_t *b, size_t n) { volatile char c[4] = "abc"; return n > 4999 ? c[n - 4996] & 0 : n > 2 && b[0] == '!' ? c[0] & 0 : 0; }
	C
	clang -g -O1 -fsanitize=fuzzer,address -o "$tmp/plant" "$tmp/plant.c"
	mkdir "$tmp/good" "$tmp/bad" "$tmp/empty"
	echo "ok" >"$tmp/good/seed"
	head -c 5000 /dev/zero >"$tmp/bad/seed"
	gate "$tmp/plant" "$tmp/good" 2 1 >"$tmp/out" || { cat "$tmp/out"; echo "the gate refuses a good target"; exit 1; }
	if gate "$tmp/plant" "$tmp/bad" 2 1 >/dev/null; then echo "the gate missed a planted crash"; exit 1; fi
	if gate "$tmp/plant" "$tmp/empty" 2 1 >/dev/null; then echo "the gate missed an empty corpus"; exit 1; fi
	if gate "$tmp/plant" "$tmp/good" 500 1 >/dev/null; then echo "the gate missed a coverage under its floor"; exit 1; fi
}

sources=()
for source in tests/*/fuzz_*.c; do
	[[ $source == *"$pattern"* ]] && sources+=("$source")
done
plants
make -s -j2 VARIANT=fuzz fuzz-programs
# Thirty seconds for the house, two to five for each target.
seconds=${FUZZ_SECONDS:-$((30 / ${#sources[@]}))}
[ -n "${FUZZ_SECONDS:-}" ] || seconds=$((seconds < 2 ? 2 : seconds > 5 ? 5 : seconds))
failed=0
for source in "${sources[@]}"; do
	name=$(basename "$source" .c)
	floor=$(sed -n 's/.*coverage floor: \([0-9]*\).*/\1/p' "$source")
	echo -n "${source%.c}: "
	gate "build/fuzz/${source%.c}" "$(dirname "$source")/corpus/${name#fuzz_}" "$floor" "$seconds" || failed=1
done
exit $failed
