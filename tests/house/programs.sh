#!/bin/bash
# The programs that are no C, without playing them: some are for the night, or for a command that is seldom given, and must not wait
# until then. Each begins with #! and may be run. And the tests' Python, read by pylint: every name and every argument exists, also in
# what comes from the file beside it; what pylint cannot follow, a module that is loaded by its path, is not wanted.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# ---- modes: what begins with #! may be run, and nothing else ----
modes() { # FOLDERS
	local file first
	find "$@" -type f | while read -r file; do
		LC_ALL=C IFS= read -rN 2 first <"$file" || true
		if [ "$first" = '#!' ] && [ ! -x "$file" ]; then echo "$file cannot be run"; fi
		if [ "$first" != '#!' ] && [ -x "$file" ]; then echo "$file can be run, and is no program"; fi
	done
}
mkdir "$work/planted"
printf '#!/bin/sh\n' >"$work/planted/one"
printf '\n#!/bin/sh\n' >"$work/planted/two"
[ "$(modes "$work/planted")" = "$work/planted/one cannot be run" ] || { echo "modes: $(modes "$work/planted")"; exit 1; }
chmod +x "$work/planted/"*
[ "$(modes "$work/planted")" = "$work/planted/two can be run, and is no program" ] || { echo "modes: $(modes "$work/planted")"; exit 1; }
found=$(modes tests kiosk assets content firmware-notes .ci)
[ -z "$found" ] || { echo "$found"; exit 1; }

# ---- names ----
read_it() { PYLINTHOME=$work pylint --rcfile=/dev/null --errors-only --msg-template='{msg}' "$@"; }

# Planted: something that has moved, whichever way it is used; what stays is found.
printf 'import os\nKEPT = 1\n\n\ndef here(what):\n    return os.sep + what\n' >"$work/beside.py"
plant() { # WORDS_SAID SOURCE
	printf '%b\n' "$2" >"$work/case"
	! read_it "$work/case" >"$work/said" || { echo "not seen: $2"; exit 1; }
	grep -qF "$1" "$work/said" || { echo "said otherwise:"; cat "$work/said"; exit 1; }
}
plant "Module 'beside' has no 'moved' member" 'import beside\nprint(beside.here("x"), beside.moved())'
plant "No name 'moved' in module 'beside'" 'from beside import here, moved\nprint(here("x"), moved)'
plant "Undefined variable 'moved'" 'from beside import *\n\n\ndef f():\n    return moved(here("x"), os, KEPT)'
plant "No value for argument 'what'" 'from beside import here\nprint(here())'
printf 'import beside\nfrom beside import *\nprint(beside.here("x"), KEPT, here("y"), os.sep)\n' >"$work/case"
read_it "$work/case"

programs() {
	find tests firmware-notes kiosk -type f \( -name '*.py' -o -perm -u+x ! -name '*.*' \) | while read -r file; do
		[[ $file == *.py || $(head -c 40 "$file" | tr -d '\0') == '#!'*python* ]] && echo "$file"
	done
}
mapfile -t found < <(programs)
[ ${#found[@]} -gt 20 ] || { echo "only ${#found[@]} programs were found"; exit 1; }
! grep -n importlib "${found[@]}" || { echo "loaded by path: nobody can read what such a module has"; exit 1; }
read_it "${found[@]}"
