#!/bin/bash
# A torn superblock (faults.md 9): what image/data does at each start, e2fsck, brings the data partition back from a copy. The control: without it, it
# cannot be read.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$*"; exit 1; }
repair='e2fsck -y "$device"'
grep -qF "$repair" firmware-notes/image/data || fail "image/data does not repair as tried here"
device=$work/disk
truncate -s 32M "$device"
mke2fs -q -t ext4 -b 1024 "$device"
echo figures >"$work/figures"
debugfs -w -R "write $work/figures figures" "$device" >/dev/null 2>&1
for torn in 512 1024; do # the second half of its bytes, or all of them
	cp "$device" "$work/good"
	dd if=/dev/urandom of="$device" bs=1 seek=$((2048 - torn)) count=$torn conv=notrunc status=none
	[ $torn = 512 ] || ! debugfs -R "cat figures" "$device" 2>/dev/null | grep -q figures || fail "the control: nothing is torn"
	eval "$repair" >"$work/said" 2>&1 || [ $? -lt 4 ] || fail "not mended: $(tail -3 "$work/said")"
	[ "$(debugfs -R "cat figures" "$device" 2>/dev/null)" = figures ] || fail "what was kept is gone"
	cp "$work/good" "$device"
done
