#!/bin/bash
# The card image's scripts without Debian's packages and without an emulator: their grammar, the sector that says which root
# starts, a tiny card written twice, and hashes that notice a changed byte. `make device-test` boots the real one.
set -eu
cd "$(dirname "$0")/../.."
scripts=firmware-notes/image
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$*"; exit 1; }

# ---- grammar, with the shell that runs them ----
grammar() { for f in "$@"; do sh -n "$f" 2>/dev/null || echo "$f"; done; }
printf '#!/bin/sh\nif true; then\n' >"$work/wrong"
[ -n "$(grammar "$work/wrong")" ] || fail "a script without its end passed"
found=$(grammar $(grep -d skip -lE '^#!/bin/sh' $scripts/*) $scripts/slots)
[ -z "$found" ] || fail "$found"

# ---- no network: not even a driver ----
network() { sed 's/#.*//' "$1" | grep -nE 'net|wifi|wlan|brcm|lan78|smsc|genet|mac80211|bluetooth|btusb|r8152' || true; }
printf 'virtio_net\n' >"$work/modules"
[ -n "$(network "$work/modules")" ] || fail "a network driver was not noticed"
[ -z "$(network $scripts/modules)" ] || fail "a network driver: $(network $scripts/modules)"
[ ! -d build/image/root/usr/lib/modules ] || [ -z "$(find build/image/root/usr/lib/modules -path '*/drivers/net/*')" ] ||
	fail "the image holds a network driver"

# ---- what is fetched while the kiosk is built is what its package asks for ----
mkdir -p "$work/deb/DEBIAN"
printf 'Package: x\nVersion: 1\nArchitecture: all\nMaintainer: x <x@x.invalid>\nDescription: x\nDepends: libone (>= 1), libtwo | libother, libthree1.2\n' >"$work/deb/DEBIAN/control"
dpkg-deb --build "$work/deb" "$work/x.deb" >/dev/null
printf 'libone 1\nlibthree1.2 5\nlibtwo 3\n' >"$work/list"
$scripts/holds "$work/list" "$work/x.deb" || fail "a list that holds all is refused"
sed -i '/^libtwo/s/two/two-dev/' "$work/list"
! $scripts/holds "$work/list" "$work/x.deb" 2>/dev/null || fail "a library that nobody fetched was not noticed"

# ---- each start of the kiosk asks for its root to be confirmed, not only the first one after power-on, which may fail ----
confirms() { grep -qE '^Wants=(.* )?escale-confirm\.service' "$1"; }
setting=$scripts/etc/systemd/system/escale-kiosk.service.d/image.conf
grep -v confirm $setting >"$work/setting"
! confirms "$work/setting" || fail "a kiosk that never confirms its root was not noticed"
confirms $setting || fail "a kiosk that starts at the second try would not confirm its root"

# ---- what may be plugged in after the kiosk has started has its number before ----
late() { # MODULES-LOAD MASKED
	grep -qx snd "$1" && grep -qx videodev "$1" && ! grep -qx systemd-modules-load.service "$2"
}
loaded=firmware-notes/etc/modules-load.d/escale.conf
grep -v '^snd$' $loaded >"$work/loaded"
! late "$work/loaded" $scripts/masked || fail "headphones that stay closed to the kiosk were not noticed"
late $loaded $scripts/masked || fail "headphones or a camera that come later would stay closed to the kiosk"

# ---- which root starts ----
. $scripts/slots
mkdir "$work/boot"
slot_text a 4 >"$work/boot/slot.txt"
[ "$(wc -c <"$work/boot/slot.txt")" = 512 ] || fail "slot.txt is not one sector"
head -n 1 "$work/boot/slot.txt" | grep -qx 'os_prefix=a/' || fail "the Pi's firmware would not find the folder"
slot_write "$work/boot" b 2
[ "$(wc -c <"$work/boot/slot.txt")" = 512 ] || fail "overwriting slot.txt changed its size"
[ "$(slot_tries "$work/boot" b)" = 2 ] || fail "the starts that are left were not read"
[ "$(slot_tries "$work/boot" a)" = "$SLOT_TRIES" ] || fail "the other slot has all its starts"
rm "$work/boot/slot.txt"
[ "$(slot_tries "$work/boot" a)" = "$SLOT_TRIES" ] || fail "without slot.txt there is a first start"
! slot_filled "$work/boot" b || fail "an empty slot is taken for a system"

# ---- a tiny card, twice ----
export SOURCE_DATE_EPOCH=1700000000 TZ=UTC SLOT_MB=2 DATA_MB=4 DATA_UUID=e5ca1e00-0000-4000-8000-000000000004
packages=$work/packages
mkdir -p "$packages/usr/lib/raspi-firmware" "$packages/usr/lib/linux-image-1/broadcom" "$packages/boot" "$work/root/usr"
echo firmware >"$packages/usr/lib/raspi-firmware/start.elf"
# A Pi's device tree as far as the image changes it; a Pi 4 has a radio, a CM3 has none.
tree() { # FILE BUS-STATUS WIFI BLUETOOTH
	dtc -q -I dts -O dtb -o "$packages/usr/lib/linux-image-1/broadcom/$1" - <<-D
		/dts-v1/;
		/ { soc {
			#address-cells = <1>; #size-cells = <1>;
			i2c@7e804000 { reg = <0x7e804000 1>; #address-cells = <1>; #size-cells = <0>; status = "$2"; };
			mmc@7e300000 { reg = <0x7e300000 1>; status = "okay"; $3 };
			serial@7e201000 { reg = <0x7e201000 1>; $4 };
		}; };
	D
}
tree bcm2711-rpi-4-b.dtb okay "#address-cells = <1>; #size-cells = <0>; wifi@1 { reg = <1>; };" "bluetooth { };"
tree bcm2837-rpi-cm3-io3.dtb okay "" ""
mkdir "$work/trees"
$scripts/trees "$packages" "$work/trees" || fail "the device trees"
for name in bcm2711-rpi-4-b bcm2837-rpi-cm3-io3; do
	[ "$(fdtget "$work/trees/$name.dtb" /soc/i2c@7e804000/rtc@68 compatible)" = maxim,ds3231 ] || fail "$name has no clock"
done
[ "$(fdtget "$work/trees/bcm2711-rpi-4-b.dtb" /soc/mmc@7e300000 status)" = disabled ] || fail "the radio is on"
[ "$(fdtget "$work/trees/bcm2711-rpi-4-b.dtb" /soc/serial@7e201000/bluetooth status)" = disabled ] || fail "Bluetooth is on"
[ "$(fdtget "$work/trees/bcm2837-rpi-cm3-io3.dtb" /soc/mmc@7e300000 status)" = okay ] || fail "where there is no radio, something else was switched off"
tree bcm2711-rpi-4-b.dtb disabled "" ""
! $scripts/trees "$packages" "$work/trees" 2>/dev/null || fail "a tree whose clock bus is off was not noticed"
echo tree >"$packages/usr/lib/linux-image-1/broadcom/bcm2711-rpi-4-b.dtb"
! $scripts/trees "$packages" "$work/trees" 2>/dev/null || fail "what is no device tree was not noticed"
tree bcm2711-rpi-4-b.dtb okay "#address-cells = <1>; #size-cells = <0>; wifi@1 { reg = <1>; };" "bluetooth { };"
echo kernel >"$packages/boot/vmlinuz-1"
echo initrd >"$work/initrd"
head -c 300000 /dev/urandom >"$work/root/usr/file"
for n in 1 2; do
	$scripts/slot "$work/root" "$work/slot$n"
	$scripts/boot "$packages" "$work/initrd" "$work/slot$n.verity" e5ca1e00 "$work/boot$n" 40
	$scripts/card "$work/boot$n" "$work/slot$n" e5ca1e00 "$work/card$n"
	sleep 1
done
cmp "$work/slot1" "$work/slot2" && cmp "$work/boot1" "$work/boot2" && cmp "$work/card1" "$work/card2" || fail "the same sources gave two cards"
sfdisk --json "$work/card1" | tr -d ' \n' >"$work/table"
grep -q '"id":"0xe5ca1e00"' "$work/table" || fail "the card's number"
[ "$(grep -o '"start":[0-9]*' "$work/table" | cut -d: -f2 | tr '\n' ' ')" = "8192 90112 94208 98304 " ] || fail "the partitions: $(cat "$work/table")"
mtype -i "$work/card1@@4M" ::a/cmdline.txt | grep -q "escale.slot=a escale.card=e5ca1e00 escale.verity=" || fail "the command line"
mtype -i "$work/card1@@4M" ::slot.txt | cmp - <(slot_text a $SLOT_TRIES) || fail "slot.txt on the card"
dd if="$work/card1" of="$work/data" bs=1M skip=48 status=none && e2fsck -fn "$work/data" >/dev/null 2>&1 || fail "the data partition"
printf 'x%.0s' $(seq 3000000) >"$work/large"
! $scripts/card "$work/boot1" "$work/large" e5ca1e00 "$work/card3" 2>/dev/null || fail "a root that does not fit was written over the next one"

# ---- a changed byte ----
verify() { # FILE OF-SLOT
	IFS=: read -r blocks salt hash <"$2.verity"
	veritysetup verify --no-superblock --hash=sha256 --data-block-size=4096 --hash-block-size=4096 --salt="$salt" \
		--data-blocks="$blocks" --hash-offset=$((blocks * 4096)) "$1" "$1" "$hash" >/dev/null 2>&1
}
verify "$work/slot1" "$work/slot1" || fail "a whole root is refused"
cp "$work/slot1" "$work/bad"
printf 'X' | dd of="$work/bad" bs=1 seek=200000 conv=notrunc status=none
! verify "$work/bad" "$work/slot1" || fail "a changed byte was not noticed"
