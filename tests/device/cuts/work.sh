# Power cuts, in the guest: everything that a kiosk writes, one part after the other (tests/device/power). What was promised is
# written straight to the card's free slot, so that the write log holds it in its place.
#   work.sh PART
set -u
here=/boot/firmware/cuts
data=/var/lib/escale
card=$(sed 's/.$/3/' /run/escale/data)
cd /tmp || exit 1
export LC_ALL=C.UTF-8

mark_on() { printf 'escale-mark %-499s\n' "$2" | dd of="$1" bs=512 count=1 seek="${3:-0}" oflag=direct conv=notrunc 2>/dev/null; }
mark() { mark_on "$card" "$*"; }
fail() { echo "$*"; cat /tmp/said 2>/dev/null; exit 1; }
kiosk() { sh /run/emulator/as-kiosk /usr/bin/escale-kiosk --card /boot/firmware --day 20700 "$@" 2>/tmp/said; }

# What the touches reach is told as it goes: "shot NAME" of the replay.
play() { # FOLDER TAPS OPTIONS...
	local folder=$1 taps=$2 word name
	shift 2
	rm -f /tmp/touches /tmp/said
	mkfifo -m 666 /tmp/touches
	while read -r word name; do
		[ "$word" != shot ] || mark "$name"
	done </tmp/touches &
	kiosk --data "$folder" --replay "$taps" --touches /tmp/touches "$@" || fail "$taps"
	wait
}
visits() { # HOW-MANY SEED COMMAND
	local line
	rm -f /tmp/said /tmp/status
	{ kiosk --data $data --simulate "$1" --seed "$2"; echo $? >/tmp/status; } | while read -r line; do
		line=${line#*: }
		mark "visits ${line%% *}"
		$3
	done
	[ "$(cat /tmp/status)" = 0 ] || fail "visits"
}

case $1 in
start) # what the service did at its first start
	systemctl stop escale-kiosk
	mark "part first"
	mark "first 0"
	;;
first)
	: >/tmp/nothing.taps
	for i in 1 2 3 4; do
		kiosk --data $data/first-$i --content $here/small --replay /tmp/nothing.taps || fail "first $i"
		mark "first $i"
	done
	play $data $here/setup.taps
	;;
visits)
	mark "part visits"
	visits 16 1 :
	sync
	mark "part wear"
	visits 8 2 sync
	sync
	;;
export)
	mark "part export"
	for i in 1 2; do
		visits 3 $((10 + i)) :
		play $data $here/export.taps
		mark "exported $i"
		mark_on "$(sed -n 's,1 /media/escale .*,,p' /proc/mounts)" "exported $i" 1
	done
	sync
	;;
packs)
	for i in 1 2 3; do
		rm -rf /tmp/pack
		mkdir -p /tmp/pack/ESCALE
		cp $here/pack-$i.contenus.tar /tmp/pack/ESCALE/
		[ $i = 1 ] && mark "part packs"
		play $data/packs $here/pack-$i.taps --usb /tmp/pack
		mark "installed $i"
	done
	sync
	;;
group)
	mark "part group"
	play $data $here/group.taps
	sync
	mark "part erase"
	play $data $here/erase.taps
	sync
	;;
old)
	mark "part copy"
	for i in 1 2 3 4; do
		mkdir -p $data/old-$i
		cp $here/old.db $data/old-$i/escale.db
		chown -R kiosk:kiosk $data/old-$i
	done
	sync
	mark "part old"
	mark "copied"
	for i in 1 2 3 4; do
		kiosk --data $data/old-$i --content $here/small --replay /tmp/nothing.taps || fail "old $i"
		mark "migrated $i"
	done
	sync
	;;
control)
	sync
	mount -o remount,barrier=0 $data || exit 1
	mark "part control"
	visits 8 3 :
	kiosk --data $data/first-5 --content $here/small --replay /tmp/nothing.taps || fail "first 5"
	mark "first 5"
	mark "part end"
	;;
esac
