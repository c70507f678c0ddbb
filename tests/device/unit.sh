#!/bin/bash
# The service stays closed: exposure at most 0.6 (faults.md's figure), units without a mistake, options that exist.
# Each check first catches a planted mistake.
set -eu
cd "$(dirname "$0")/../.."
unit=firmware-notes/escale-kiosk.service
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export SYSTEMD_LOG_LEVEL=warning SYSTEMD_PAGER=cat

fail() { echo "$*"; exit 1; }

# --threshold counts in tenths.
exposed() { ! systemd-analyze security --offline=yes --threshold=6 --no-pager "$1" >"$work/out" 2>&1; }

mkdir "$work/weak"
grep -vE '^(PrivateNetwork|CapabilityBoundingSet|MemoryDenyWriteExecute|PrivateUsers)=' $unit >"$work/weak/escale-kiosk.service"
exposed "$work/weak/escale-kiosk.service" || fail "a weakened unit passed"
exposed $unit && { cat "$work/out"; fail "the unit is more exposed than 0.6"; }
grep -q 'exposure level' "$work/out" || fail "systemd-analyze said nothing"

# The programs are not installed here: the commands are replaced by one that is.
units() { # FOLDER
	mkdir -p "$1"
	cp $unit firmware-notes/etc/systemd/system/* "$1"
	sed -i -E 's#^(ExecStart=)/usr/bin/(escale-kiosk|systemctl)#\1/bin/true#' "$1"/*
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

# Where usbguard happens to be installed, its parser reads the sample (it is not installed for this: it would
# block the USB ports of the machine it is installed on).
if command -v usbguard-rule-parser >/dev/null; then
	usbguard-rule-parser -f firmware-notes/etc/usbguard/rules.conf >"$work/out" 2>&1 || { cat "$work/out"; exit 1; }
fi
