#!/bin/bash
# The USB rules as udev reads them (faults.md 32): every new device is asked for, and who is not let in is switched off. What is let
# in is tests/ports/test_admit.c's; real devices on a real bus are make device-test's. A small reader of udev's language plays
# the rules over devices of an invented /sys; it first catches rules with a hole.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$*"; exit 1; }
rules=firmware-notes/etc/udev/rules.d/70-escale.rules
ports=$PWD/build/debug/bin/escale-ports

device() { # NAME INTERFACE...: 08:06:50 and so on, in one configuration
	python3 - "$work/sys/$1" "${@:2}" <<'P'
import os, struct, sys
path, interfaces = sys.argv[1], sys.argv[2:]
os.makedirs(path)
body = b"".join(bytes([9, 4, n, 0, 1]) + bytes.fromhex(i.replace(":", "")) + b"\0" + bytes([7, 5, 0x81, 2, 64, 0, 0])
                for n, i in enumerate(interfaces))
head = struct.pack("<BBHBBBBHHHBBBB", 18, 1, 0x200, 0, 0, 0, 64, 0x0eef, 5, 0, 0, 0, 0, 1)
open(path + "/descriptors", "wb").write(head + struct.pack("<BBHBBBBB", 9, 2, 9 + len(body), len(interfaces), 1, 0, 0x80, 50) + body)
P
	echo 0 >"$work/sys/$1/authorized"
}
device stick 08:06:50
device headphones 01:01:00 01:02:00
device camera 0e:01:00 0e:02:00 01:01:00
device hub 09:00:00
device panel 03:00:00
device badusb 08:06:50 03:01:01
device keyboard 03:01:01
device gadget 02:06:00 0a:00:00
device wifi ff:ff:ff
: >"$work/escale.txt"

# play RULES: "NAME 0|1" for each device; all are switched on before, as by a kernel without usbcore.authorized_default=0
play() {
	python3 - "$1" "$ports" "$work/sys" "$work/escale.txt" <<'P'
import os, re, subprocess, sys
rules, ports, sys_, card = sys.argv[1:]
text = re.sub(r"\\\n\s*", "", open(rules).read())
lines = [l for l in text.splitlines() if l.strip() and not l.lstrip().startswith("#")]
item = re.compile(r'\s*([A-Z_]+(?:\{[^}]*\})?)\s*(==|!=|\+=|:=|=)\s*"([^"]*)"\s*,?')
for name in sorted(os.listdir(sys_)):
    path, authorized, skip = sys_ + "/" + name, "1", None
    known = {"ACTION": "add", "SUBSYSTEM": "usb", "ENV{DEVTYPE}": "usb_device", "KERNEL": "1-1"}
    for line in lines:
        todo, todo_list, fits = line, [], True
        while todo.strip():
            m = item.match(todo)
            if not m:
                sys.exit("not understood: " + todo)
            todo_list.append(m.groups())
            todo = todo[m.end():]
        if skip:
            if ("LABEL", "=", skip) in todo_list:
                skip = None
            continue
        for key, op, value in todo_list:
            if key == "PROGRAM":
                command = value.replace("$sys$devpath", path).replace("/usr/lib/escale/escale-ports", ports).replace(
                    "/boot/firmware/escale.txt", card).split()
                fits = fits and (subprocess.run(command, stderr=subprocess.DEVNULL).returncode == 0) == (op == "==")
            elif op in ("==", "!="):
                same = any(re.fullmatch(re.escape(p).replace(r"\*", ".*"), known.get(key, "")) for p in value.split("|"))
                fits = fits and same == (op == "==")
            elif fits and key == "ATTR{authorized}":
                authorized = value
            elif fits and key == "GOTO":
                skip = value
    print(name, authorized)
P
}

wanted=$(printf '%s\n' 'badusb 0' 'camera 1' 'gadget 0' 'headphones 1' 'hub 1' 'keyboard 0' 'panel 1' 'stick 1' 'wifi 0')
found=$(play $rules) || fail "the rules cannot be read"
[ "$found" = "$wanted" ] || fail "let in or not:
$found"

# Holes that must be seen: nobody is switched off; everybody is let in; only one kind of event.
sed '/ATTR{authorized}="0"/d' $rules >"$work/hole1"
sed 's/PROGRAM=="[^"]*", //' $rules >"$work/hole2"
sed 's/SUBSYSTEM=="usb"/SUBSYSTEM=="usb9"/' $rules >"$work/hole3"
for hole in 1 2 3; do
	cmp -s $rules "$work/hole$hole" && fail "hole $hole is none"
	[ "$(play "$work/hole$hole")" != "$wanted" ] || fail "rules with hole $hole passed"
done

# Declared: the panel is the panel, and no other HID device is.
echo 'usb = 1234:5678' >"$work/escale.txt"
[ "$(play $rules | grep panel)" = 'panel 0' ] || fail "another panel than the declared one was let in"
echo 'usb = 0eef:0005' >"$work/escale.txt"
[ "$(play $rules | grep -c -e 'panel 1' -e 'keyboard 1' -e 'badusb 0' -e 'gadget 0')" = 4 ] || fail "declared: $(play $rules)"
