#!/bin/bash
# The package: built, looked into, installed into an empty root, and its programs run from there.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$*"; exit 1; }

make --no-print-directory deb >"$work/log" 2>&1 || { tail -40 "$work/log"; exit 1; }
deb=$(tail -1 "$work/log")
[ -f "$deb" ] || fail "no package: $deb"
case $deb in build/escale_*_"$(dpkg --print-architecture)".deb) ;; *) fail "its name is $deb" ;; esac

# ---- what it says ----
depends=$(dpkg-deb -f "$deb" Depends)
for library in libc6 libsdl2-2.0-0 libsdl2-ttf-2.0-0 libsodium23 libsqlite3-0 libespeak-ng1 libdrm2 libinput10; do
	grep -q "\b$library\b" <<<"$depends" || fail "does not depend on $library: $depends"
done
[ "$(dpkg-deb -f "$deb" Package)" = escale ] || fail "wrong name"

# ---- what is in it ----
dpkg-deb -c "$deb" >"$work/files"
grep -vE '^[-dl][-rwx]{9} root/root ' "$work/files" | grep . && fail "owners or modes"
grep -E '^.....w|^........w' "$work/files" && fail "writable by others"
hidden() { grep -E '^[-d]...[^r]|^[-d]......[^r]|^d........[^x]'; }
for mode in -rw------- drwxr-xr-- -rwxr-x--x; do hidden <<<"$mode" >/dev/null || fail "$mode was not noticed"; done
hidden <"$work/files" && fail "not readable by all"
for file in usr/bin/escale-kiosk usr/bin/escale-author usr/bin/escale-coordinator usr/lib/escale/escale-ports \
	usr/lib/systemd/system/escale-kiosk.service usr/lib/sysusers.d/escale.conf \
	usr/share/escale/assets/voice/fr.lexicon usr/share/escale/assets/fonts/Andika-Regular.ttf \
	usr/share/escale/device/etc/udev/rules.d/70-escale.rules \
	usr/share/doc/escale/copyright usr/share/doc/escale/kiosque.md usr/share/doc/escale/kiosk.md; do
	grep -q " \./$file\$" "$work/files" || fail "$file is missing"
done
for module in content/*/; do
	grep -q " \./usr/share/escale/$module" "$work/files" || fail "$module is missing"
done
grep -E ' \./etc/' "$work/files" && fail "installing must not change what is in /etc"
grep -E ' \./usr/share/escale/.*\.svg$' "$work/files" && fail "the kiosk reads no SVG: bake it"

# ---- installed into an empty root, without running anything of this machine's init ----
root=$work/root
mkdir "$root"
if [ "$(id -u)" = 0 ]; then
	mkdir -p "$root/var/lib/dpkg/info" "$root/var/lib/dpkg/updates" "$root/etc"
	touch "$root/var/lib/dpkg/status"
	dpkg --root="$root" --force-depends --force-script-chrootless -i "$deb" >"$work/log" 2>&1 ||
		{ cat "$work/log"; exit 1; }
	grep -q '^kiosk:' "$root/etc/passwd" || fail "no account kiosk"
	grep -q '^kiosk:[^:]*:[^:]*:[^:]*:[^:]*:[^:]*:/usr/sbin/nologin$' "$root/etc/passwd" || fail "kiosk can log in"
	[ ! -e "$root/etc/systemd" ] || fail "the service must not be enabled by itself"
else
	dpkg-deb -x "$deb" "$root"
fi
(cd "$root" && dpkg-deb -e "$OLDPWD/$deb" "$work/control" && md5sum --quiet -c "$work/control/md5sums")

# ---- run from there ----
version=$(dpkg-deb -f "$deb" Version)
for program in kiosk author coordinator; do
	[ "$("$root/usr/bin/escale-$program" --version)" = "escale-$program $version" ] || fail "escale-$program --version"
	# Also before its symbols are taken out: their hash stays in the package, which would differ from folder to folder.
	! grep -aqF "$PWD" "$root/usr/bin/escale-$program" "build/release/bin/escale-$program" || fail "escale-$program knows where it was built"
done
echo 'int main(void) { return 0; }' >"$work/one.c"
gcc -g -o "$work/one" "$work/one.c" && grep -aqF "$PWD" "$work/one" || fail "a program that knows where it was built was not noticed"
"$root/usr/bin/escale-kiosk" --content "$root/usr/share/escale/content" --assets "$root/usr/share/escale/assets" \
	--data "$work/data" --simulate 3 --seed 7 >"$work/out" 2>&1 || { cat "$work/out"; exit 1; }
! grep -i 'warning' "$work/out" || fail "the installed kiosk complains"
"$root/usr/bin/escale-author" check content >"$work/out" 2>&1 || { cat "$work/out"; exit 1; }

# ---- removing keeps what visits left ----
if [ "$(id -u)" = 0 ]; then
	touch "$root/var/lib/escale/figures"
	dpkg --root="$root" --force-depends --force-script-chrootless --purge escale >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
	[ -e "$root/var/lib/escale/figures" ] || fail "purging deleted the figures"
	[ ! -e "$root/usr/bin/escale-kiosk" ] || fail "purging left the programs"
fi

# ---- lintian, where it happens to be installed: no error ----
if command -v lintian >/dev/null; then
	lintian --allow-root --fail-on error "$deb" >"$work/out" 2>&1 || { cat "$work/out"; exit 1; }
fi
