#!/bin/bash
# The disk refuses, is full, or has lost what it held: residents see nothing of it, staff read it, and what was whole before is
# kept aside (faults.md 10, 11, 15, 16).
cd "$(dirname "$0")/../.."
. tests/kiosk/helpers/lib.sh

sentence="les visites ne peuvent pas être enregistrées\|La carte mémoire ne répond pas"
refused() { # WHY: a visit goes to its end, and staff read that it was lost
	kiosk 0 --replay visit.taps --trace trace
	grep -q "Touchez l’écran" trace || fail "$1: the visit did not go to its end"
	says "statistics are paused"
	kiosk 0 --replay staff.taps --trace trace
	grep -q "$sentence" trace || fail "$1: staff do not read it: $(cat trace)"
}

# The control: a good disk says nothing of the kind.
kiosk 0 --replay visit.taps && silent
kiosk 0 --replay staff.taps --trace trace && silent
grep -q "$sentence" trace && fail "the control: a good disk is called bad"

touch file
data=file refused "a file in place of the folder"
ln -s loop loop
data=loop refused "a link to itself"
data=/proc/escale refused "a place where nothing can be made"
mkdir closed && chmod 500 closed
[ "$(id -u)" = 0 ] || data=closed refused "a folder that is closed to us"

if [ "$(id -u)" = 0 ] && mkdir -p small && mount -t tmpfs -o size=256k escale-test small 2>/dev/null; then
	trap 'umount -l small 2>/dev/null || true; cd /; rm -rf "$dir"' EXIT
	data=small/data
	kiosk 0 --replay staff.taps && silent
	# Read-only from now on.
	for try in 1 2 3 4 5; do mount -o remount,ro small 2>/dev/null && break; sleep 1; done
	refused "read-only"
	mount -o remount,rw small
	kiosk 0 --replay visit.taps && silent
	# Full: not one more byte.
	head -c 1M /dev/zero >small/full 2>/dev/null || true
	kiosk 0 --replay visit.taps --trace trace
	grep -q "Touchez l’écran" trace || fail "full: the visit did not go to its end"
	rm small/full
	kiosk 0 --replay visit.taps && silent # and back
	umount -l small # lazily: whatever looks at mounts on this machine may hold it for a moment
else
	echo "not root: the full and the read-only disk were not tried"
fi

# ---- a database that is not what it was
data=good
kiosk 0 --replay staff.taps
kiosk 0 --simulate 5 --seed 1
[ -s good/escale.db ] || fail "no database"
hurt() { # WHAT COMMAND...: ours to break in `bad`
	rm -rf bad
	cp -r good bad
	data=bad
	shift
	"$@"
	kiosk 0 --replay visit.taps --trace trace
	grep -q "Touchez l’écran" trace || fail "a broken database stops a visit"
	kiosk 0 --replay visit.taps
}
kept_aside() {
	says "set aside"
	ls bad | grep -qv '^escale.db\(-wal\)\?$' || fail "the broken database is gone: $(ls bad)"
}
hurt garbage dd if=/dev/urandom of=bad/escale.db bs=4k count=8 conv=notrunc status=none
ls bad | grep -qv '^escale.db\(-wal\)\?$' || fail "garbage was not set aside: $(ls bad)"
kiosk 0 --replay visit.taps && silent # the fresh one is whole
hurt empty truncate -s 0 bad/escale.db
hurt cut truncate -s 6000 bad/escale.db
hurt text sh -c 'echo "this is no database" >bad/escale.db'
hurt "a folder in its place" sh -c 'rm bad/escale.db* && mkdir bad/escale.db'
size=$(stat -c %s good/escale.db)
for i in 1 3 5 7 9; do # single bytes, spread over the file
	at=$((size * i / 11))
	hurt "a byte at $at" sh -c "printf '\\252' | dd of=bad/escale.db bs=1 seek=$at conv=notrunc status=none"
done

# ---- sticks: none is there, or the folder where they appear is not
usb=absent
data=good
printf 'wake\ncorner left\ncorner right\ncorner left\ncorner right\ncorner left\ncorner right\ncode 280419\ndo go 11\n' >stick.taps
sed 's/^code 280419$//' staff.taps | sed '/^print/d' >stick.taps
printf 'code 280419\ntap Destinataires : à installer\nprint\n' >>stick.taps
kiosk 0 --replay stick.taps --trace trace
grep -q "Branchez une clé USB" trace || fail "no stick, and nobody is asked for one"
