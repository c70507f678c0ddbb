# Shared by the scripts of this room; source it from the repository's root. Leaves us in a folder of our own.
#   coordinator ARGUMENTS...   the coordination in escale-coordination; what it says is in `said`
#   coordination DIR           a coordination whose evaluators and coordinators are two people each; their list, signed, on the stick DIR
#   kiosk OPTIONS...           the kiosk of the folder $data, on the contents $content, with the stick $stick; it fails unless the kiosk
#                              ends well
#   enrol NAME                 the kiosk whose public key lies on the stick cle
#   behind_door                commands on standard input, played behind the staff door; what is shown goes to `shown`
#   shows TEXT                 it was shown
set -eu
root=$PWD
bin=${ESCALE_BIN:-$PWD/build/debug/bin}
build=$(cd "$bin/.." && pwd)
taps=$PWD/tests/demo
day=20700
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'echo "$BASH_SOURCE:$LINENO: $BASH_COMMAND"; [ ! -f said ] || tail -15 said' ERR
cd "$dir"
content=$build/content data=carte stick=cle
door='wake
corner left
corner right
corner left
corner right
corner left
corner right'

fail() {
	echo "$*"
	[ ! -f said ] || tail -15 said
	[ ! -f shown ] || tail -40 shown
	exit 1
}
coordinator() { "$bin/escale-coordinator" "$@" >said 2>&1 </dev/null; }
coordination() {
	coordinator init --territoire "Pays des Essais"
	for key in une deux; do coordinator cles nouvelle $key; done
	mkdir -p "$1"
	coordinator destinataires --evaluation une --evaluation deux --coordination une --coordination deux "$1"
}
kiosk() {
	"$bin/escale-kiosk" --content "$content" --assets "$build/assets" --data "$data" --usb "$stick" \
		--authority escale-coordination/autorite.pub "$@" >said 2>&1 || fail "kiosk $*"
}
enrol() { coordinator borne inscrire --mots-compares --nom "$1" --lieu bus --commune 73001 cle/ESCALE/borne-*.pub; }
behind_door() {
	{ echo "$door"; cat; } >play.taps
	kiosk --replay play.taps --trace shown "$@"
}
shows() { grep -q -- "$1" shown || fail "it does not show: $1"; }
