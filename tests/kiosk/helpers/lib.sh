# Shared by the scripts of this room; source it from the repository's root. Leaves us in a folder of our own.
#   kiosk STATUS OPTIONS...   run the kiosk on the shipped content; what it says is in `said`; another exit status fails
#   says TEXT                 it said that, on a line
#   coordination              an authority and the list of its recipients, in `coordination`, signed on the stick $usb; setup.taps
#   coordinator ARGUMENTS...  that coordination's program
#   visit.taps                a whole module, from the first touch to the last; ends in `print`
#   staff.taps                through the door with a new code; ends in `print`
set -eu
bin=${ESCALE_BIN:-$PWD/build/debug/bin}
build=$(cd "$bin/.." && pwd)
root=$PWD
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
content=$build/content assets=$build/assets data=data usb=usb

fail() {
	echo "$*"
	[ ! -f said ] || tail -12 said
	exit 1
}
kiosk() { # STATUS OPTIONS...
	local want=$1 got=0
	shift
	timeout 60 "$bin/escale-kiosk" --content "$content" --assets "$assets" --data "$data" --usb "$usb" "$@" >said 2>&1 </dev/null ||
		got=$?
	[ $got = "$want" ] || fail "escale-kiosk $*: status $got, not $want"
}
says() { grep -q -- "$1" said || fail "it does not say « $1 »"; }
coordinator() { "$bin/escale-coordinator" "$@" --dir coordination >said 2>&1 </dev/null || fail "coordinator $1"; }
coordination() {
	coordinator init --territoire Essai
	for name in Anne Bruno; do coordinator cles nouvelle $name; done
	mkdir -p "$usb"
	coordinator destinataires --evaluation Anne --evaluation Bruno --coordination Anne --coordination Bruno "$usb"
	grep -v '^shot\|^print' "$root/tests/demo/setup.taps" >setup.taps
}
silent() { [ ! -s said ] || fail "it complains where nothing is wrong"; }

cat >visit.taps <<'TAPS'
wake
do lang 0
module cybersecurite
finish
do opinion 1
do skip
do end
print
TAPS
cat >staff.taps <<'TAPS'
wake
corner left
corner right
corner left
corner right
corner left
corner right
code 280419
code 280419
print
TAPS
