#!/bin/bash
# The services stay closed: exposure of the kiosk at most 0.4, of its root helpers as said below, units without a mistake, options
# that exist.
# Each check first catches a planted mistake.
set -eu
cd "$(dirname "$0")/../.."
unit=firmware-notes/escale-kiosk.service
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export SYSTEMD_LOG_LEVEL=warning SYSTEMD_PAGER=cat

fail() { echo "$*"; exit 1; }

# --threshold counts in tenths.
exposed() { ! systemd-analyze security --offline=yes --threshold="$1" --no-pager "$2" >"$work/out" 2>&1; }

# Two lines less are noticed: what is left open (six things of 0.1 or 0.2, each argued in the unit) is all that may be.
for setting in CapabilityBoundingSet PrivateUsers PrivateNetwork ProtectSystem SystemCallFilter User; do
	rm -rf "$work/weak"
	mkdir "$work/weak"
	grep -vE "^($setting|MemoryDenyWriteExecute)=" $unit >"$work/weak/escale-kiosk.service"
	exposed 4 "$work/weak/escale-kiosk.service" || fail "a unit without $setting= passed"
done
closed() { # MOST-TENTHS UNIT
	exposed "$1" "$2" && { cat "$work/out"; fail "$2 is more exposed than it was"; }
	grep 'exposure level' "$work/out" || fail "systemd-analyze said nothing"
}
closed 4 $unit
# Root, for the length of an export: 1.1. Root while a stick is in, with the system's own mounts: 3.6, of which none can be had.
closed 11 firmware-notes/etc/systemd/system/escale-stick-write@.service
closed 11 firmware-notes/etc/systemd/system/escale-console.service
closed 36 firmware-notes/etc/systemd/system/escale-stick@.service

# The programs are not installed here: the commands are replaced by one that is.
units() { # FOLDER
	mkdir -p "$1"
	cp $unit firmware-notes/etc/systemd/system/* "$1"
	sed -i -E 's#^(Exec[A-Za-z]*=)/usr/(bin/(escale-kiosk|systemctl)|lib/escale/escale-ports)#\1/bin/true#' "$1"/*
}
verify() { # FOLDER: prints what systemd finds
	for f in "$1"/*; do systemd-analyze verify --man=no "$f" 2>&1 || echo "$f: status $?"; done
}
units "$work/wrong"
sed -i 's/^ProtectClock=/ProtectClok=/' "$work/wrong/escale-kiosk.service"
[ -n "$(verify "$work/wrong")" ] || fail "a misspelt setting was not noticed"
units "$work/units"
found=$(verify "$work/units")
[ -z "$found" ] || fail "$found"

# Options written in the unit and in its examples are the program's own.
unknown() { # FILE...
	local known option
	known=$("$ESCALE_BIN/escale-kiosk" --help)
	for option in $(sed -nE '/^ExecStart/,/[^\\]$/p; /^#? *(ESCALE_OPTIONS|--)/p' "$@" | grep -oE '(^|[ =])--[a-z]+' | grep -oE -- '--[a-z]+'); do
		grep -qE -- "^ +$option( |$)" <<<"$known" || echo "$option"
	done
}
echo 'ExecStart=/usr/bin/escale-kiosk --kiosk --nonsense' >"$work/option"
[ "$(unknown "$work/option")" = --nonsense ] || fail "an unknown option was not noticed"
found=$(unknown $unit firmware-notes/etc/default/escale)
[ -z "$found" ] || fail "escale-kiosk does not know $found"
