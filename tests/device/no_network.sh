#!/bin/bash
# Nothing of a network, a login, a console or a second way in is in a root folder: proven by what is not there, since what is not there
# cannot be switched on again (faults.md 32 to 35).
#   tests/device/no_network.sh [ROOT]   e.g. build/image/root. Without ROOT: a small root made here, in which each thing that must not
#   be is planted and must be found; then build/image/root, when there is one.
set -eu
cd "$(dirname "$0")/../.."
fail() { echo "$*"; exit 1; }

# ---- what must not be there: each line that is printed is one violation ----
drivers='(drivers/net|net|drivers/bluetooth|drivers/usb/gadget/(function|legacy)|drivers/nfc|drivers/staging/(rtl|wlan)[^/]*|drivers/isdn|drivers/firewire|drivers/thunderbolt)'
programs='wpa_supplicant|wpa_cli|iwd|iwctl|iw|iwconfig|NetworkManager|nmcli|nmtui|dhclient|dhcpcd|udhcpc|ip|ifconfig|ifup|route|nft|iptables|tc
ssh|sshd|scp|sftp|dropbear|telnet|telnetd|ftp|curl|wget|nc|ncat|netcat|socat|rsync|git|tftp|ntpd|chronyd|pppd|rfkill
avahi-daemon|bluetoothd|bluetoothctl|hostapd|dnsmasq|connmand|cupsd|smbd|nfsd|rpcbind|inetd|networkctl|resolvectl|timedatectl
getty|agetty|mingetty|login|sulogin|su|sudo|pkexec|passwd|newgrp|chsh|doas|machinectl|homectl|loginctl|screen|tmux
bash|dash|zsh|ksh|csh|fish|rbash|python[0-9.]*|perl[0-9.]*|ruby|lua|gcc|gdb|strace|vi|vim|nano
apt|apt-get|dpkg|snap|pip|dbus-daemon|dbus-broker|dbus-send|busctl|chvt|openvt|loadkeys'
daemons='systemd-(networkd|network-generator|resolved|timesyncd|logind|sulogin-shell|hostnamed|homed|machined|journal-(remote|gatewayd|upload))|polkitd|sftp-server'
generators='systemd-(getty|debug|ssh|rc-local|run|sysv)-generator'
units='(getty|serial-getty|console-getty|container-getty|autovt|getty-static|debug-shell|emergency|rescue|ssh|sshd|ssh\.socket|dropbear|telnet|inetd|NetworkManager|networking|ifup|wpa_supplicant|iwd|dhcpcd|avahi-daemon|bluetooth|ModemManager|systemd-networkd|systemd-resolved|systemd-timesyncd|systemd-logind|systemd-network-generator|rpcbind|cups|dbus|polkit|user)(@[^.]*)?\.(service|socket|target)'

look() { # ROOT
	(
		cd "$1"
		find . -path './usr/lib/modules/*' -regextype posix-extended -regex ".*/kernel/$drivers/.*\.ko(\.(xz|zst|gz))?" | sed 's/$/: a driver/'
		find usr/bin usr/sbin usr/local opt usr/libexec \( -type f -o -type l \) -regextype posix-extended \
			-regex ".*/($(tr '\n' '|' <<<"$programs" | sed 's/|$//'))" 2>/dev/null | sed 's/$/: a program/'
		# One busybox is there for three scripts of root's; by another name than sh it would be any of four hundred programs.
		find . -type l \( -lname '*busybox' -o -lname '*toybox' \) ! -path ./usr/bin/sh | sed 's/$/: a program of busybox/'
		find usr/lib -regextype posix-extended -regex ".*/($daemons)" 2>/dev/null | sed 's/$/: a daemon/'
		find usr/lib/systemd/system-generators etc/systemd/system-generators -regextype posix-extended -regex ".*/($generators)" 2>/dev/null |
			sed 's/$/: makes units from the command line or consoles/'
		find etc/systemd/system usr/lib/systemd/system -path '*.wants/*' -regextype posix-extended -regex ".*/$units" 2>/dev/null |
			while read -r want; do
				unit=${want##*/}
				[ "$(readlink "etc/systemd/system/$unit" 2>/dev/null)" = /dev/null ] || echo "$want: is wanted, and not masked"
			done
		find . -xdev -perm /6000 -type f | sed 's/$/: runs as somebody else/'
		grep -vE ':(/usr)?/s?bin/(nologin|false|sync)$' etc/passwd | sed 's/$/: a shell/' || :
		cut -d: -f1,2 etc/shadow 2>/dev/null | grep -vE ':[!*]' | sed 's/:.*/: a password, or none/' || :
		find . -xdev \( -name authorized_keys -o -name 'ssh_host_*' -o -name 'wpa_supplicant*.conf' -o -name '*.nmconnection' \) | sed 's/$/: a way in/'
		# What must be there.
		while read -r unit; do
			[ "$(readlink "etc/systemd/system/$unit" 2>/dev/null)" = /dev/null ] || echo "$unit: not masked"
		done <<-U
			getty@.service
			getty@tty1.service
			serial-getty@.service
			console-getty.service
			autovt@.service
			debug-shell.service
			emergency.service
			rescue.service
			ctrl-alt-del.target
		U
		set_to() { grep -rqsE "^ *$2 *= *$3 *(#.*)?$" $1 || echo "$2 is not $3"; }
		set_to etc/sysctl.d kernel.sysrq 0
		set_to etc/sysctl.d kernel.yama.ptrace_scope '[23]'
		set_to etc/systemd/system.conf.d CtrlAltDelBurstAction none
		set_to etc/systemd/system.conf.d RuntimeWatchdogSec '[0-9]+'
		set_to etc/systemd/system.conf.d DumpCore no
		grep -qs 'escale-ports admit' etc/udev/rules.d/*.rules || echo "every USB device is let in"
		[ -e etc/systemd/system/multi-user.target.wants/escale-console.service ] || echo "consoles can be switched"
	)
}

# The kernel's command line, of the image's own file: nothing that opens a shell, and USB closed from the first moment.
command_line() { # FILE
	grep -oE '(systemd\.debug[-_]shell|init=|rd\.break|single|emergency|rescue|systemd\.unit=|kgdb|sysrq_always_enabled|console=tty(S|AMA)[^ ]*|console=serial[^ ]*|ip=)[^ ]*' "$1" |
		sed 's/$/: on the command line/' || :
	grep -q 'usbcore.authorized_default=0' "$1" || echo "USB is open until udev runs"
}

if [ $# -gt 0 ]; then
	[ -e "$1/etc/passwd" ] || fail "$1 is no root"
	found=$(look "$1"; command_line firmware-notes/image/cmdline)
	[ -z "$found" ] || fail "$found"
	exit 0
fi

# ---- a small root, made as image/root does ----
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
good=$work/good
mkdir -p "$good"/usr/{bin,sbin} "$good"/usr/lib/{escale,systemd/system/getty.target.wants,systemd/system-generators} \
	"$good"/usr/lib/modules/6.1/kernel/drivers/{hid,usb/storage} "$good"/etc/systemd/system/multi-user.target.wants
cp -R firmware-notes/etc/. "$good/etc/"
while read -r unit; do ln -s /dev/null "$good/etc/systemd/system/$unit"; done <firmware-notes/image/masked
ln -s ../escale-console.service "$good/etc/systemd/system/multi-user.target.wants/"
ln -s ../getty@.service "$good/usr/lib/systemd/system/getty.target.wants/getty@tty1.service"
touch "$good"/usr/bin/{busybox,escale-kiosk,systemctl,mount} "$good/usr/lib/modules/6.1/kernel/drivers/hid/usbhid.ko"
ln -s busybox "$good/usr/bin/sh"
touch "$good/usr/lib/systemd/system-generators/systemd-fstab-generator"
printf 'root:x:0:0::/root:/usr/sbin/nologin\nkiosk:x:800:800::/:/usr/sbin/nologin\n' >"$good/etc/passwd"
printf 'root:!*:19000::::::\nkiosk:!*:19000::::::\n' >"$good/etc/shadow"
found=$(look "$good"; command_line firmware-notes/image/cmdline)
[ -z "$found" ] || fail "a closed root is called open: $found"

planted=0
plant() { # COMMAND...: run in a copy of the good root; exactly what it did must be found
	rm -rf "$work/bad"
	cp -a "$good" "$work/bad"
	(cd "$work/bad" && eval "$*")
	[ -n "$(look "$work/bad")" ] || fail "not found: $*"
	planted=$((planted + 1))
}
for driver in drivers/net/usb/cdc_ether.ko drivers/net/wireless/brcmfmac.ko.xz net/bluetooth/bluetooth.ko drivers/usb/gadget/legacy/g_ether.ko; do
	plant "install -D /dev/null usr/lib/modules/6.1/kernel/$driver"
done
for program in usr/sbin/sshd usr/bin/curl usr/sbin/agetty usr/bin/bash usr/bin/sudo usr/sbin/wpa_supplicant usr/bin/python3.11 usr/bin/dbus-daemon usr/bin/apt-get; do
	plant "install -m 755 /dev/null $program"
done
plant 'ln -s busybox usr/bin/telnetd'
plant 'ln -s ../bin/busybox usr/sbin/httpd'
plant 'touch usr/lib/systemd/systemd-networkd'
plant 'touch usr/lib/systemd/system-generators/systemd-debug-generator'
plant 'rm etc/systemd/system/getty@tty1.service'
plant 'rm etc/systemd/system/debug-shell.service'
plant 'rm etc/systemd/system/ctrl-alt-del.target'
plant 'ln -sf /usr/lib/systemd/system/emergency.service etc/systemd/system/emergency.service'
plant 'ln -s /usr/lib/systemd/system/ssh.service etc/systemd/system/multi-user.target.wants/ssh.service'
plant 'chmod 4755 usr/bin/mount'
plant 'echo root:x:0:0::/root:/bin/sh >>etc/passwd'
plant 'echo root::19000:::::: >>etc/shadow'
plant "sed -i 's/^root:!\*/root:\$6\$abc/' etc/shadow"
plant 'mkdir root && touch root/authorized_keys'
plant "sed -i 's/sysrq = 0/sysrq = 1/' etc/sysctl.d/60-escale.conf"
plant 'rm etc/systemd/system.conf.d/escale.conf'
plant 'rm etc/udev/rules.d/70-escale.rules'
plant 'rm etc/systemd/system/multi-user.target.wants/escale-console.service'
[ $planted -ge 30 ] || fail "only $planted things were planted"
for words in systemd.debug-shell=1 init=/bin/sh console=serial0,115200 rescue; do
	echo "quiet usbcore.authorized_default=0 $words" >"$work/cmdline"
	[ -n "$(command_line "$work/cmdline")" ] || fail "not found: $words"
done
echo quiet >"$work/cmdline"
[ -n "$(command_line "$work/cmdline")" ] || fail "an open USB port was not found"

if [ -e build/image/root/etc/passwd ]; then
	found=$(look build/image/root)
	[ -z "$found" ] || fail "build/image/root: $found"
fi
