"""What the same kiosk does on this machine: it says where fingers must fall and how the screens look; and the coordination."""
import os
import subprocess

from machine import ROOT, check, sh

BIN = os.path.join(ROOT, "build/release/bin")
TAPS = os.path.join(ROOT, "tests/device/taps")
COMPARE = os.path.join(ROOT, "build/release/tests/screens/tool_compare")
SHIPPED = "/usr/share/escale/content"


class Host:
    def __init__(self, directory):
        self.dir = directory
        self.stick = directory + "/stick"
        self.shots = directory + "/expected"
        self.update = directory + "/update"   # the card's image has a helper for updates, and so one button more than this machine
        os.makedirs(self.stick)
        open(self.update, "w").close()

    def coordinator(self, *arguments):
        return sh(BIN + "/escale-coordinator", *arguments, "--dir", self.dir + "/coordination", cwd=self.dir)

    def coordination(self):
        """An authority, two keys, a signed list for the stick."""
        self.coordinator("init")
        for name in ("une", "deux"):
            self.coordinator("cles", "nouvelle", name)
        people = [w for kind in ("--evaluation", "--coordination") for name in ("une", "deux") for w in (kind, name)]
        self.coordinator("destinataires", *people, self.stick)
        return open(self.dir + "/coordination/autorite.pub").read().split("\n")[1]

    def author(self, *arguments):
        return sh(BIN + "/escale-author", *arguments, cwd=self.dir)

    def rehearse(self, name, stick=None, options=(), shots=None):
        """Play taps/NAME.taps here, with what is in a folder as the stick; what a finger must do on the glass: ("tap", x, y) and
        ("shot", name). shots: another folder for the pictures, and a kiosk of its own."""
        build = os.path.dirname(BIN)
        sh(BIN + "/escale-kiosk", "--content", build + "/content", "--assets", build + "/assets", "--data", self.dir + "/data" + (shots or ""),
           "--usb", stick or self.stick, "--authority", self.dir + "/coordination/autorite.pub",
           "--shots", "%s/%s" % (self.dir, shots) if shots else self.shots,
           "--touches", self.dir + "/touches", "--replay", "%s/%s.taps" % (TAPS, name), "--update", self.update, *options)
        return self.touched()

    def play(self, script, data, *options, before="true"):
        """As rehearse(), with the card's settings of `self.dir`/card and a copy of the visits in `data`; script: the lines of a .taps.
        before: commands run first, in the copy's folder, in a mount namespace of their own."""
        copy = self.dir + "/playing"
        sh("rm", "-rf", copy)
        sh("cp", "-r", data, copy)
        build = os.path.dirname(BIN)
        with open(self.dir + "/script.taps", "w") as f:
            f.write("\n".join(script) + "\n")
        sh("unshare", "--mount", "sh", "-ec", self.shipped() + before + '; exec "$@"', "-", BIN + "/escale-kiosk", "--card", self.dir + "/card",
           "--content", SHIPPED, "--assets", build + "/assets", "--data", copy, "--shots", self.shots,
           "--touches", self.dir + "/touches", "--update", self.update, *(["--replay", self.dir + "/script.taps"] if script else []), *options, cwd=copy)
        return self.typed(script, self.touched()) if script else []

    @staticmethod
    def typed(script, steps):
        """Marks the digits of codes: nothing has to be waited for between them. Counted from both ends, as in between lines are not
        one touch each."""
        sizes = {"wake": 1, "corner": 1, "shot": 1}
        for backwards in (False, True):
            at = 0
            for line in reversed(script) if backwards else script:
                verb, _, digits = line.partition(" ")
                size = len(digits) + 1 if verb == "code" else sizes.get(verb)
                if not size:
                    break
                for i in range(at, at + size - 1) if verb == "code" else ():
                    place = len(steps) - 2 - i if backwards else i
                    steps[place] = steps[place][:3] + ("typed",)
                at += size
        return steps

    @staticmethod
    def shipped():
        """The contents where a kiosk has them: elsewhere they are drafts, and the screen says so."""
        return "mount -t tmpfs share /usr/share; mkdir /usr/share/escale; ln -s %s/build/release/content %s; " % (ROOT, SHIPPED)

    def touched(self):
        steps = []
        for line in open(self.dir + "/touches"):
            words = line.split()
            steps.append(("shot", words[1]) if words[0] == "shot" else ("tap", int(words[0]), int(words[1])))
        return steps

    def looks(self, name, picture):
        """Does the guest's picture look like the one taken here? (the worst tile of 16 x 16 differs by 10 of 255 at most)"""
        done = subprocess.run([COMPARE, "same", "%s/%s.png" % (self.shots, name), picture, "10"], stdout=subprocess.PIPE)
        return done.returncode == 0


class Stick:
    """A USB stick: one FAT partition in a file."""
    AT = 1 << 20

    def __init__(self, path, megabytes=64):
        self.path = path
        sh("truncate", "-s", "%dM" % megabytes, path)
        sh("sfdisk", "-q", path, input=b"label: dos\nstart=1MiB, type=c\n")
        sh("mkfs.vfat", "-n", "CLE", "--offset", str(self.AT // 512), path, str((megabytes - 1) * 1024))

    def fat(self):
        return "%s@@%d" % (self.path, self.AT)

    def fill(self, folder):
        sh("mcopy", "-s", "-o", "-i", self.fat(), folder, "::")

    def files(self, folder="ESCALE"):
        done = subprocess.run(["mdir", "-b", "-i", self.fat(), "::" + folder], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        return [line.rsplit("/", 1)[1] for line in done.stdout.decode().split("\n") if "/" in line]

    def fetch(self, to, folder="ESCALE"):
        os.makedirs(to, exist_ok=True)
        sh("mcopy", "-s", "-n", "-o", "-i", self.fat(), "::" + folder, to)

    def sound(self):
        """Nothing that a computer would want to repair, but the mark of having been pulled out."""
        at = self.path + ".fat"
        sh("dd", "if=" + self.path, "of=" + at, "bs=1M", "skip=1", "status=none")
        done = subprocess.run(["fsck.vfat", "-n", at], stdout=subprocess.PIPE)
        return done.stdout.decode()
