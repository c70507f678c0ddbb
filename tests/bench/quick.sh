#!/bin/bash
# `make bench` is run by hand and seldom: its quicker programs are seen here to work still, on the present contents. Their figures are
# those of a build for tests and mean nothing.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# ---- planted: lines that are no figure, and a program that says nothing ----
for line in 'a thing\t12' 'a thing\tmany\tms\t' 'a thing\t12\tms\tless than 3' ''; do
	printf "$line" >"$work/lines"
	! awk -f tests/bench/figures.awk "$work/lines" >/dev/null || { echo "taken for figures: $line"; exit 1; }
done

for name in content facts imports publish store; do
	build/san/tests/bench/bench_$name $([ $name != content ] || echo build/debug/content) >"$work/lines" 2>"$work/said" &&
		awk -f tests/bench/figures.awk "$work/lines" || { cat "$work/said"; echo "bench_$name"; exit 1; }
done
