#!/bin/bash
# The stick's lock (faults.md 31): mounted read-only, nosuid, nodev, noexec; written only while somebody holds the line; read-only again when the
# line is cut, when the writer is killed, and in a mount namespace such as the kiosk's. A real file system on a loop device;
# FAT itself, which this kernel may not have, is tried in the emulator (make device-test).
set -eu
cd "$(dirname "$0")/../.."
ports=$PWD/build/debug/bin/escale-ports
work=$(mktemp -d)
where=$work/media
device=
finish() { umount -l "$where" 2>/dev/null || :; [ -z "$device" ] || losetup -d "$device" 2>/dev/null || :; rm -rf "$work"; }
trap finish EXIT
fail() { echo "$*"; exit 1; }

# ---- what anybody can try ----
mkdir "$where"
status() { local s=0; "$@" >"$work/said" 2>&1 || s=$?; echo $s; }
[ "$(status "$ports")" = 2 ] && [ "$(status "$ports" admit)" = 2 ] && [ "$(status "$ports" mount a b)" = 2 ] || fail "a wrong call passes"
[ "$(status "$ports" write "$where" </dev/null)" = 1 ] && grep -q "nothing is mounted" "$work/said" ||
	fail "the file system below the folder was opened: $(cat "$work/said")"
[ "$(status "$ports" protect "$where")" = 1 ] || fail "the file system below the folder was touched"

if [ "$(id -u)" != 0 ] || ! truncate -s 8M "$work/stick" || ! mke2fs -q -t ext4 -O ^has_journal "$work/stick" || ! device=$(losetup -f --show "$work/stick" 2>/dev/null); then
	echo "no loop device: the mounts were not tried"
	exit 0
fi

# ---- mounting ----
mounted() { findmnt -rno "$1" "$where"; }
[ "$(status "$ports" mount "$device" "$where" nobody-of-this-name ext4)" = 1 ] || fail "an unknown account passes"
[ "$(status "$ports" mount "$device" "$where" nobody squashfs)" = 1 ] || fail "a type that does not fit passes"
"$ports" mount "$device" "$where" nobody squashfs ext4
for option in ro nosuid nodev noexec noatime; do
	[[ ,$(mounted OPTIONS), == *,$option,* ]] || fail "mounted without $option: $(mounted OPTIONS)"
done
touch "$where/x" 2>/dev/null && fail "the stick can be written"

# Two more sticks wait for their turn, and take it one at a time.
count() { findmnt -rno TARGET | grep -cxF "$where" || :; }
"$ports" mount "$device" "$where" nobody ext4 & one=$!
"$ports" mount "$device" "$where" nobody ext4 & two=$!
sleep 0.5
kill -0 $one && kill -0 $two && [ "$(count)" = 1 ] || fail "mounted twice"
"$ports" unmount "$where"
wait -n
[ "$(count)" = 1 ] || fail "when the first left, $(count) are mounted"
"$ports" unmount "$where"
wait
[ "$(count)" = 1 ] || fail "when the second left, $(count) are mounted"

# ---- one export: python holds the line as the kiosk does; a private namespace sees the same ----
cat >"$work/hold" <<'P'
import os, signal, socket, subprocess, sys
ports, where, what = sys.argv[1:]
here, there = socket.socketpair()
helper = subprocess.Popen([ports, "write", where], stdin=there, stderr=subprocess.PIPE)
there.close()
here.settimeout(30)
assert here.recv(1) == b"o", "not opened"
# as the kiosk: through a copy of the mount, in a namespace made before (unshare runs this program in one)
open(where + "/bundle", "w").write("figures")
if what == "noise":
    here.send(b"rw; remount / please" * 1000)
if what == "killed":
    helper.send_signal(signal.SIGKILL); helper.wait()
    sys.exit(subprocess.call([ports, "protect", where]))  # ExecStopPost=
here.shutdown(socket.SHUT_WR)
assert here.recv(1) == b"c", "not closed"
assert helper.wait(30) == 0, helper.stderr.read()
P
for what in plain noise killed; do
	unshare --mount --propagation slave python3 "$work/hold" "$ports" "$where" $what || fail "an export: $what"
	[ "$(cat "$where/bundle")" = figures ] || fail "$what: what was written is not there"
	touch "$where/x" 2>/dev/null && fail "$what: the stick stays open"
	rm -f "$where/bundle" 2>/dev/null && fail "$what: the stick stays open"
done

# As its unit runs it: root with one capability, which cannot look into a folder that is the kiosk user's alone (a FAT stick).
debugfs -w -R "set_inode_field / mode 040700" "$device" >/dev/null 2>&1
debugfs -w -R "set_inode_field / uid 65534" "$device" >/dev/null 2>&1
"$ports" unmount "$where"
losetup -d "$device"
device=$(losetup -f --show "$work/stick")
"$ports" mount "$device" "$where" nobody ext4
[ "$(stat -c '%a %u' "$where")" = '700 65534' ] || fail "the stick is not its user's alone: $(stat -c '%a %u' "$where")"
printf '#!/bin/sh\nexec setpriv --bounding-set=-all,+sys_admin --inh-caps=-all "%s" "$@"\n' "$ports" >"$work/bounded"
chmod +x "$work/bounded"
setpriv --bounding-set=-all,+sys_admin --inh-caps=-all ls "$where" 2>/dev/null && fail "the control: that root looks into it all the same"
unshare --mount --propagation slave python3 "$work/hold" "$work/bounded" "$where" plain || fail "an export with the unit's one capability"

# Mounted as media-escale.mount or a plain "ro" would, the copy stays closed: why escale-ports mounts by itself.
"$ports" unmount "$where"
mount -o ro,nosuid,nodev,noexec "$device" "$where"
unshare --mount --propagation slave python3 "$work/hold" "$ports" "$where" plain 2>/dev/null &&
	fail "the control: a plain read-only mount can be written from another namespace"
"$ports" unmount "$where"

# ---- a stick with a lock: refused, and told ----
losetup -d "$device"
device=$(losetup -r -f --show "$work/stick")
"$ports" mount "$device" "$where" nobody ext4
python3 - "$ports" "$where" <<'P' || fail "a locked stick"
import socket, subprocess, sys
here, there = socket.socketpair()
helper = subprocess.Popen([sys.argv[1], "write", sys.argv[2]], stdin=there, stderr=subprocess.PIPE)
there.close()
assert here.recv(1) == b"n"
assert helper.wait(30) == 1 and b"locked" in helper.stderr.read()
P
"$ports" unmount "$where"
[ -z "$(mounted OPTIONS)" ] || fail "it is still mounted"
