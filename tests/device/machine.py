"""A Raspberry Pi's stand-in: QEMU's "virt" machine with a touch screen, a card (the image) and a USB port.

What the Pi's firmware does is done here: it reads slot.txt from the card, and loads the kernel, the initramfs and the
command line that it names. A restart of the guest ends QEMU, so that slot.txt is read again.
"""
import fcntl
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
IMAGE = os.path.join(ROOT, "build/image")
FAT_AT = 4 << 20  # where the card's first partition begins (image/card)
BOOT_S = int(os.environ.get("BOOT_S", "120"))  # for one start at most; how long it takes is reported, never asserted
STARTED = time.monotonic()


def note(text):
    print("%4d s  %s" % (time.monotonic() - STARTED, text), flush=True)


def figure(name, value):
    """Measured, never asserted: tests/device/run gathers these lines for its table."""
    note("figure: %s: %s" % (name, value))


class Failed(Exception):
    pass


def check(good, text):
    if not good:
        raise Failed(text)


def sh(*command, **options):
    """Run a program of this machine; its output as text."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)
    text = done.stdout.decode(errors="replace")
    check(done.returncode == 0, "%s: status %d\n%s" % (" ".join(command), done.returncode, text))
    return text


FAULTS = os.path.join(ROOT, "build/device-test/faults.tsv")


def fault(number, text):
    """The guest has stood this fault of firmware-notes/pannes.md. The page is told so in these French words, by this program
    (tests/house/faults.sh --results): nothing in them changes from one run to the next."""
    case = os.path.basename(sys.argv[0])
    os.makedirs(os.path.dirname(FAULTS), exist_ok=True)
    with open(FAULTS, "a+") as f:
        fcntl.flock(f, fcntl.LOCK_EX)
        f.seek(0)
        lines = [line for line in f if not line.startswith("%d\t%s\t" % (number, case))]
        f.truncate(0)
        f.writelines(lines + ["%d\t%s\t%s\n" % (number, case, text)])
    note("fault %d: %s" % (number, text))


class Card:
    """A copy of the image, which tests may spoil."""

    def __init__(self, path, image):
        self.path = path
        sh("cp", "--sparse=always", image, path)

    def fat(self):
        return "%s@@%d" % (self.path, FAT_AT)

    def read(self, name):
        return subprocess.run(["mtype", "-i", self.fat(), "::" + name], stdout=subprocess.PIPE, check=True).stdout

    def write(self, name, data):
        with open(self.path + ".file", "wb") as f:
            f.write(data)
        sh("mcopy", "-n", "-o", "-D", "o", "-i", self.fat(), self.path + ".file", "::" + name)

    def slot(self):
        return self.read("slot.txt").decode().split("os_prefix=")[1][0]

    def starts_left(self):
        return int(re.search(r"^# slot=. starts=(\d)", self.read("slot.txt").decode(), re.M).group(1))

    def overlay(self):
        """The options of a disk on top of this card, which the guest writes to; it can be kept and taken back (Machine.keep)."""
        sh("qemu-img", "create", "-q", "-f", "qcow2", "-F", "raw", "-b", self.path, self.path + ".qcow2")
        return ["-drive", "if=none,id=card,format=qcow2,discard=unmap,file=%s.qcow2" % self.path]

    def partition(self, number):
        """Offset and size in bytes."""
        table = json.loads(sh("sfdisk", "--json", self.path))["partitiontable"]["partitions"][number - 1]
        return table["start"] * 512, table["size"] * 512


def emulator(beside):
    """QEMU 10 of Debian's backports, unpacked beside this machine's Debian, has a touch screen; Debian 12's own has not."""
    beside = os.path.join(IMAGE, "qemu") if beside else "none"
    lib = os.path.join(beside, "usr/lib/x86_64-linux-gnu")
    if not os.path.exists(os.path.join(beside, "usr/bin/qemu-system-aarch64")):
        return ["qemu-system-aarch64"], dict(os.environ), False
    command = [beside + "/lib64/ld-linux-x86-64.so.2", "--library-path", "%s/lib/x86_64-linux-gnu:%s" % (beside, lib),
               beside + "/usr/bin/qemu-system-aarch64", "-L", beside + "/usr/share/qemu", "-L", beside + "/usr/share/seabios"]
    return command, dict(os.environ, QEMU_MODULE_DIR=lib + "/qemu"), True


class Machine:
    def __init__(self, directory, card, options=(), cmdline="", memory_mb=512, disk=None, beside=True):
        self.dir, self.card = directory, card
        self.process = self.monitor = self.shell = None
        self.beside = beside  # False: this machine's own QEMU, without touch
        self.options, self.cmdline, self.memory_mb = list(options), cmdline, memory_mb
        self.disk = disk or ["-drive", "if=none,id=card,format=raw,file=%s" % card.path]
        self.serial = os.path.join(directory, "serial")

    def power_on(self):
        d, slot = self.dir, self.card.slot()
        for name in ("vmlinuz", "initrd", "cmdline.txt"):
            with open(os.path.join(d, name), "wb") as f:
                f.write(self.card.read(slot + "/" + name))
        with open(d + "/initrd", "ab") as f:  # the kernel unpacks one behind the other, at multiples of four
            f.write(b"\0" * (-f.tell() % 4) + bench_initramfs())
        cmdline = open(d + "/cmdline.txt").read().strip() + " console=ttyAMA0 " + self.cmdline
        for name in ("qmp", "shell"):
            if os.path.exists(d + "/" + name):
                os.unlink(d + "/" + name)
        qemu, environment, touch = emulator(self.beside)
        self.touch = touch
        command = qemu + [
            "-M", "virt", "-cpu", "cortex-a72", "-smp", "2", "-m", str(self.memory_mb), "-accel", "tcg,thread=multi",
            "-nodefaults", "-no-reboot", "-display", "none", "-serial", "file:" + self.serial,
            "-qmp", "unix:%s/qmp,server=on,wait=off" % d, "-kernel", d + "/vmlinuz", "-initrd", d + "/initrd", "-append", cmdline,
            "-device", "virtio-gpu-pci,xres=1280,yres=800", "-device", "qemu-xhci,id=usb", "-device", "virtio-rng-pci",
            "-device", "virtio-serial-pci", "-chardev", "socket,id=shell,path=%s/shell,server=on,wait=off" % d,
            "-device", "virtconsole,chardev=shell", "-nic", "none",
            "-object", "throttle-group,id=slow,x-iops-write=2"]
        command += ["-device", "virtio-multitouch-pci"] if touch else []
        command += self.disk + ["-device", "virtio-blk-pci,drive=card"] + self.options
        self.log = open(d + "/qemu.log", "w")
        self.process = subprocess.Popen(command, env=environment, stdout=self.log, stderr=self.log)
        self.on_at = time.monotonic()
        self.wait("the monitor", lambda: os.path.exists(d + "/qmp"), 30)
        self.monitor = self._connect("qmp").makefile("rwb", buffering=0)
        self.monitor.readline()
        self.qmp("qmp_capabilities")
        self.shell = self._connect("shell")

    def _connect(self, name):
        s = socket.socket(socket.AF_UNIX)
        s.settimeout(BOOT_S)
        for _ in range(50):
            try:
                s.connect(os.path.join(self.dir, name))
                break
            except (ConnectionRefusedError, FileNotFoundError):
                time.sleep(0.1)
        return s

    def ended(self):
        return self.process.poll() is not None

    def wait(self, what, condition, seconds=BOOT_S, may_end=False):
        end = time.monotonic() + seconds
        while not condition():
            check(may_end or not self.ended(), "the emulator ended while waiting for %s: %s\n%s" % (
                what, open(self.dir + "/qemu.log").read(), self.last_words()))
            check(time.monotonic() < end, "waited %d s for %s\n%s" % (seconds, what, self.last_words()))
            time.sleep(0.3)

    def last_words(self):
        return "".join(open(self.serial, errors="replace").readlines()[-25:]) if os.path.exists(self.serial) else ""

    def said(self, text):
        return os.path.exists(self.serial) and text in open(self.serial, errors="replace").read()

    def wait_end(self, what, seconds=BOOT_S):
        self.wait(what, self.ended, seconds, may_end=True)

    def power_off(self):
        """Kills the emulator. Not a power cut: this machine keeps every write (tests/device/power.py does it honestly)."""
        if self.process and not self.ended():
            self.process.kill()
        if self.process:
            self.process.wait()

    def qmp(self, command, **arguments):
        self.monitor.write(json.dumps({"execute": command, "arguments": arguments}).encode() + b"\n")
        while True:
            answer = json.loads(self.monitor.readline())
            if "error" in answer:
                raise Failed("%s: %s" % (command, answer["error"]))
            if "return" in answer:
                return answer["return"]

    # ---- the same moment again: memory and card (Card.overlay) as they were; no stick is in ----

    def _human(self, command):
        said = self.qmp("human-monitor-command", **{"command-line": command}).strip()
        check(not said, "%s: %s" % (command, said))

    def keep(self, name):
        self._human("savevm " + name)

    def again(self, name):
        self._human("loadvm " + name)

    # ---- inside: a shell of root's on a console that only the test bench opens ----

    def run(self, command, seconds=BOOT_S):
        """Run it in the guest: (status, text); (-1, "") when it has not answered in time."""
        mark = b"end-%d " % time.monotonic_ns()
        try:
            self.shell.sendall(("{ %s ; } 2>&1; echo %s$?\n" % (command, mark.decode())).encode())
        except BrokenPipeError:
            raise Failed("the emulator has left: " + open(self.dir + "/qemu.log").read())
        end, text = time.monotonic() + seconds, b""
        while True:
            found = re.search(rb"(?:^|\n)" + mark + rb"(\d+)\r?\n", text)
            if found:
                return int(found.group(1)), text[:found.start()].decode(errors="replace").replace("\r", "")
            self.shell.settimeout(max(0.1, end - time.monotonic()))
            try:
                more = self.shell.recv(65536)
            except TimeoutError:
                return -1, ""
            check(more, "the emulator has left: " + open(self.dir + "/qemu.log").read())
            text += more

    def ask(self, command):
        status, text = self.run(command)
        check(status == 0, "in the guest: %s: status %d\n%s" % (command, status, text))
        return text.strip()

    # ---- the screen and the finger ----

    def screen(self):
        """The screen as (width, height, bytes of RGB)."""
        path = os.path.join(self.dir, "screen.ppm")
        self.qmp("screendump", filename=path, format="ppm")
        data = open(path, "rb").read()
        match = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", data)
        return int(match.group(1)), int(match.group(2)), data[match.end():]

    def shot(self, name):
        """Keep the screen as shots/NAME.png, for people and for comparing."""
        path = os.path.join(self.dir, "shots", name + ".png")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        self.qmp("screendump", filename=path, format="png")
        return path

    def finger(self, kind, x, y, slot=0):
        """kind: begin, update or end; x and y in pixels."""
        event = lambda axis, at, size: {"type": "mtt", "data": {
            "type": "data", "slot": slot, "tracking-id": slot, "axis": axis, "value": round(at * 0x7fff / (size - 1))}}
        events = [{"type": "mtt", "data": {"type": kind, "slot": slot, "tracking-id": slot if kind != "end" else -1,
                                           "axis": "x", "value": 0}}]
        if kind != "end":
            events += [event("x", x, 1280), event("y", y, 800)]
        self.qmp("input-send-event", events=events)

    def tap(self, x, y, hold_s=0.15):
        self.finger("begin", x, y)
        time.sleep(hold_s)
        self.finger("end", x, y)

    # ---- the USB port ----

    def plug(self, path, slow=False, disk=None, read_only=False):
        """slow: a few writes a second, as worn sticks do, so that there is a middle to pull it in. disk: a block device of QMP's in
        place of the file."""
        disk = disk or {"driver": "raw", "read-only": read_only, "file": {"driver": "file", "filename": path, "read-only": read_only}}
        if slow:
            disk = {"driver": "throttle", "throttle-group": "slow", "file": disk}
        self.qmp("blockdev-add", **{"node-name": "stick"}, **disk)
        self.qmp("device_add", driver="usb-storage", id="stick-device", drive="stick", bus="usb.0", removable=True)

    def pull(self):
        self.qmp("device_del", id="stick-device")
        for _ in range(400):
            try:
                return self.qmp("blockdev-del", **{"node-name": "stick"})
            except Failed:
                time.sleep(0.1)
        raise Failed("the stick stays in")


def bench_initramfs():
    """What the bench adds to the initramfs (image/init copies /emulator): a shell on the console that only it has."""
    out = b""
    here = os.path.join(ROOT, "tests/device/emulator")
    done = subprocess.run("find emulator | LC_ALL=C sort | cpio --quiet -R 0:0 -H newc -o", shell=True, cwd=os.path.dirname(here),
                          stdout=subprocess.PIPE, check=True)
    return out + done.stdout
