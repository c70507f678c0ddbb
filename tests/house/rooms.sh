#!/bin/bash
# Who may include whom, and which foreign header lives in which room (README.md, "The house").
# Plants a wrong include first: a gate that cannot catch it is no gate.
set -eu
cd "$(dirname "$0")/../.."

allowed() {
	case $1 in
	base) echo "base" ;;
	ports | update | qr | judge | ballots | content | metrics | seal | screen | hands) echo "$1 base" ;;
	session) echo "session content metrics base" ;;
	papers) echo "papers session content metrics base" ;;
	ui) echo "ui qr session content metrics base" ;;
	packs) echo "packs seal base" ;;
	store) echo "store metrics base" ;;
	sync) echo "sync store seal metrics base" ;;
	platform) echo "platform screen hands ui qr session content metrics base" ;;
	coordinator) echo "coordinator qr sync store packs seal metrics base" ;;
	author) echo "author ballots platform ui qr session content metrics packs seal base" ;;
	app) echo "app judge ballots sync store platform ui qr papers session content metrics packs seal base" ;;
	esac
}
foreign() { # header pattern -> the room that may have it; two only where no program links both
	case $1 in
	SDL*) echo platform ;;
	sodium*) echo seal ;;
	sqlite3*) echo store ;;
	cmark* | csv.h) echo content ;;
	fribidi* | linebreak* | wordbreak* | hb* | harfbuzz*) echo ui ;;
	jansson*) echo sync author ;; # strict manifests of our own; tolerant reading of what others wrote
	zip.h | libxml/*) echo author ;;
	png* | espeak* | opus*) echo platform ;;
	libinput* | libudev* | libevdev*) echo hands ;;
	xf86drm* | drm* | libdrm/*) echo screen ;;
	linux/*) echo platform hands ports update ;; # the kernel's own: no library
	openssl/*) echo update ;;
	qrencode*) echo qr ;;
	zxcvbn*) echo judge ;;
	apriltag/*) echo ballots ;;
	postgresql/* | libpq*) echo coordinator ;;
	esac
}

check() { # DIR: prints violations
	local dir=$1 file room header owner
	while IFS=: read -r file header; do
		room=${file#"$dir"/}; room=${room%%/*}
		case $room in *.c | *.h) continue ;; esac
		case $header in
		\"*\")
			header=${header//\"/}
			[[ $header != */internal.h || ${header%%/*} == "$room" ]] || echo "$file includes $header, which is the room's own"
			case " $(allowed "$room") " in *" ${header%%/*} "*) ;; *) echo "$file includes $header" ;; esac ;;
		\<*\>)
			header=${header//[<>]/}
			owner=$(foreign "$header")
			[ -z "$owner" ] || [[ " $owner " == *" $room "* ]] || echo "$file includes $header, which lives in $owner/" ;;
		esac
	done < <(grep -rhoHE '^#include +["<][^">]+[">]' --include='*.[ch]' "$dir" | sed -E 's/#include +//')
	# One foreign library, one room; this one, one file.
	grep -rlE '<(postgresql/)?libpq' "$dir" --include='*.[ch]' | grep -v '/coordinator/pg\.c$' | sed 's/$/ includes libpq, which is for pg.c/' || true
	# The core is pure: no clock, no file, no randomness.
	grep -rnE '\b(time|clock_gettime|gettimeofday|fopen|open|rand|random|getrandom)\(' \
		"$dir"/session "$dir"/papers "$dir"/metrics "$dir"/ui --include='*.c' 2>/dev/null | sed 's/^/impure: /' || true
}

plant=$(mktemp -d)
trap 'rm -rf "$plant"' EXIT
mkdir -p "$plant/base" "$plant/ui" "$plant/session" "$plant/coordinator"
echo '#include "ui/view.h"' >"$plant/base/wrong.c"
echo '#include <SDL.h>' >"$plant/ui/wrong.c"
echo '#include <postgresql/libpq-fe.h>' >"$plant/coordinator/push.c"
echo '#include <jansson.h>' >"$plant/ui/wrong_too.c" # may be in two rooms, and in no third
mkdir -p "$plant/app"
echo '#include "ballots/internal.h"' >"$plant/app/wrong.c" # who voted what
mkdir -p "$plant/platform"
echo '#include <xf86drmMode.h>' >"$plant/platform/wrong.c"
echo '#include <libinput.h>' >"$plant/platform/wrong_too.c"
echo 'long f(void) { return time(0); }' >"$plant/session/wrong.c"
[ "$(check "$plant" | wc -l)" = 8 ] || { echo "the gate missed a planted violation"; check "$plant"; exit 1; }

found=$(check kiosk)
[ -z "$found" ] || { echo "$found"; exit 1; }
