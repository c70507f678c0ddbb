"""What must hold after a power cut, whatever moment it came at: the data partition mends itself, the kiosk's own opening finds what
it had promised and nothing by halves; and a stick has what was on it before."""
import sqlite3
import tempfile

from machine import *  # noqa: F403

FACTS = 16  # of a visit, of a group session: always as many
TOOL = os.path.join(ROOT, "build/release/tests/device/tool_power")


class Kiosk:
    """One data folder as tool_power tells it."""

    def __init__(self, words):
        self.words = words

    def number(self, name):
        return int(self.words.get(name, "0").split()[0])

    def __getitem__(self, name):
        return self.words.get(name, "")


def look(folders, host_dir, key=None):
    """Each folder opened as the kiosk opens it: {folder: Kiosk}."""
    said = sh(TOOL, ",".join(folders), "", host_dir + "/cuts/small", *(["key", key] if key else []))
    out, now = {}, None
    for line in said.split("\n"):
        name, _, value = line.partition(" ")
        if name == "data":
            now = out[value] = Kiosk({})
        elif now:
            now.words[name] = value
    return out


def tree(folder):
    """Every file below, with its bytes."""
    out = {}
    for where, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(where, name)
            out[os.path.relpath(path, folder)] = open(path, "rb").read()
    return out


def version_before(folder):
    """The schema's version as the cut left it, looked at in a copy."""
    with tempfile.TemporaryDirectory(dir="/dev/shm") as copy:
        for name in ("escale.db", "escale.db-wal"):
            if os.path.exists("%s/%s" % (folder, name)):
                shutil.copy("%s/%s" % (folder, name), copy)
        base = sqlite3.connect(copy + "/escale.db")
        check(base.execute("PRAGMA quick_check").fetchone()[0] == "ok", "quick_check")
        found = base.execute("PRAGMA user_version").fetchone()[0]
        tables = {row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        base.close()
    for least, table in ((1, "setting"), (2, "receipt"), (3, "age"), (4, "kept")):
        check(found == 0 or (table in tables) == (found >= least), "version %d and its tables %s" % (found, sorted(tables)))
    return found


class Promise:
    """What had been promised before a cut, from the marks of the log."""

    def __init__(self, marks, cut):
        self.visits = self.exported = self.installed = self.migrated = self.firsts = 0
        self.first = set()
        self.copied = self.left = self.erased = self.codes = self.supervisor = False
        self.notes, self.part = 0, "start"
        for at, words in marks:
            if at >= cut:
                break
            name, _, rest = words.partition(" ")
            if name == "part":
                self.part = rest
            elif name == "visits":
                self.visits = int(rest)
            elif name == "first":
                self.first.add(int(rest))
            elif name in ("exported", "installed", "migrated"):
                setattr(self, name, int(rest))
            elif name == "note":
                self.notes = int(rest)
            elif name in ("copied", "left", "erased", "codes", "supervisor"):
                setattr(self, name, True)


class Partition:
    """The checks of the data partition, against what is there when nothing is cut."""

    def __init__(self, host_dir, packs):
        self.host_dir, self.packs = host_dir, [tree("%s/pack-%d" % (host_dir, i)) for i in range(1, packs + 1)]
        self.final = None
        self.set_aside = self.dead = 0

    def folders(self, mount, p):
        near = {"start": [], "first": ["first-%d" % i for i in range(max(1, len(p.first) - 1), len(p.first) + 1)],
                "packs": ["packs"], "copy": [], "old": ["old-%d" % i for i in (p.migrated, p.migrated + 1)], "control": ["first-5", "packs"]}
        return [mount] + ["%s/%s" % (mount, f) for f in near.get(p.part, []) if os.path.exists("%s/%s/escale.db" % (mount, f))]

    def learn(self, mount):
        """What the last moment of the record holds: keys, and the room's key."""
        names = [mount] + ["%s/%s" % (mount, f) for f in ["packs"] + ["first-%d" % i for i in (1, 2, 3, 4)] + ["old-1"]]
        self.room = sh(TOOL, mount, "", "", "280419").split("room ")[1].split("\n")[0]
        self.final = {os.path.relpath(k, mount): v for k, v in look(names, self.host_dir, self.room).items()}
        self.latest = version_before(mount)
        main = self.final["."]
        check(main.number("facts") == FACTS * (main.number("visits") + 1), "the visits and the group: %s" % main.words)

    def time_left(self, mount):
        return look([mount], self.host_dir, self.room)[mount].number("left")

    def whole(self, mount, p):
        """Raises Failed with what is broken."""
        before, damaged = {}, {}
        for folder in self.folders(mount, p):
            try:
                before[folder] = version_before(folder)
            except (Failed, sqlite3.DatabaseError) as e:
                before[folder], damaged[folder] = -1, "%s" % e
        found = look(list(before), self.host_dir, self.room if p.codes else None)
        for folder, kiosk in found.items():  # whatever was lost: it keeps what comes from now on
            self.set_aside += kiosk.number("recovered")
            self.dead += kiosk["serves"] != "1"
        for folder, kiosk in found.items():
            name = os.path.relpath(folder, mount)
            try:
                check(folder not in damaged, damaged.get(folder))
                check(kiosk["serves"] == "1", "it does not serve: %s" % kiosk.words)
                check(kiosk["recovered"] == "0", "the database was set aside")
                check(kiosk["key"] in ("none", self.final.get(name, kiosk)["key"]), "a key of its own: %s" % kiosk.words)
                check(kiosk["key"] != "none" or kiosk["without-key-would-lose"] == "0", "a database without its key")
                self.one(name, kiosk, p, before[folder], mount)
            except Failed as e:
                raise Failed("%s: %s" % (name, e))

    def one(self, name, kiosk, p, version, mount):
        number = name.split("-")[1] if "-" in name else "0"
        if name == ".":
            self.main(kiosk, p)
        elif name.startswith("first") and int(number) in p.first:
            check(kiosk["key"] != "none", "the key is lost")
            check((kiosk["place"], kiosk["recipients"]) == ("bus", "1"), "the card's settings are lost: %s" % kiosk.words)
        elif name.startswith("old"):
            check(version == self.latest or (p.migrated < int(number) and 1 <= version), "version %d" % version)
            for word in ("visits", "facts", "kept", "number", "key"):
                check(not p.copied or kiosk[word] == self.final["old-1"][word], "%s: %s" % (word, kiosk[word]))
        elif name == "packs":
            self.contents(kiosk, p, mount + "/packs/contenus")

    def main(self, kiosk, p):
        n = kiosk.number
        if 0 in p.first:
            check(kiosk["key"] != "none", "the key is lost")
            check((kiosk["place"], kiosk["recipients"]) == ("bus", "1"), "the card's settings are lost: %s" % kiosk.words)
        most = self.final["."].number("visits")
        check(p.visits <= n("visits") and (n("visits") <= most or p.part == "control"), "%d visits, %d were promised" % (
            n("visits"), p.visits))
        told = n("facts") - FACTS * n("visits")  # by the group session, when it ended
        check(told in ((FACTS,) if p.erased else (0, FACTS) if p.left else (0,)), "%d facts of %d visits" % (n("facts"), n("visits")))
        check(p.exported <= n("closed") <= p.exported + 1 and n("number") == n("closed") + 1, "%d closed bundles, the open one is %d" % (
            n("closed"), n("number")))
        check(n("codes") >= p.codes and n("supervisor") >= p.supervisor, "a staff code is lost")
        notes = [t for t in kiosk["notes"].split("|") if t]
        wanted = ["Les personnes du village%s" % (c * 3) for c in "abcdefghij"] + ["Au revoir"]
        check(notes == wanted[:len(notes)], "notes by halves: %s" % notes)
        going = p.erased or (p.part == "erase" and kiosk["session"] == "none")
        check(going or len(notes) >= p.notes + p.left, "%d notes, %d were promised" % (len(notes), p.notes + p.left))
        check(not p.erased or kiosk["session"] == "none", "what was erased is there again")

    def contents(self, kiosk, p, folder):
        version, shown = kiosk.number("version"), kiosk["contents"]
        check(kiosk["failed"] == "0", "the contents cannot be shown: %s" % kiosk.words)
        check(p.installed <= version <= p.installed + 1, "contents of version %d, %d was promised" % (version, p.installed))
        if shown != "-":
            there = tree("%s/%s" % (folder, shown))
            check(there == self.packs[version - 1], "the pack is not whole: %s" % sorted(set(there) ^ set(self.packs[version - 1])))


def can_mount():
    """Some machines that test have no loop devices, or give no rights: e2fsck then replays the journal, and debugfs reads."""
    return os.geteuid() == 0 and subprocess.run(["losetup", "-f"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def quiet(*command):
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode


def mended(disk, mount, loop):
    """As image/data does at the start; False: it cannot be mounted."""
    if quiet("e2fsck", "-p", disk) >= 4:
        quiet("e2fsck", "-fy", disk)
    if loop:
        return quiet("mount", "-t", "ext4", "-o", "loop,rw,noatime,nodev,nosuid,errors=remount-ro", disk, mount) == 0
    return quiet("e2fsck", "-fn", disk) < 4 and quiet("debugfs", "-R", "rdump / " + mount, disk) == 0


def let_go(mount, loop):
    if loop:
        quiet("umount", mount)
    shutil.rmtree(mount, ignore_errors=True)
    os.makedirs(mount, exist_ok=True)


class StickCheck:
    """What was on the stick stays as it was; a bundle's name stands for a whole bundle; what was promised is there."""

    def __init__(self, host_dir, final_image):
        self.old = tree(host_dir + "/before-stick")
        final = self.files(final_image)
        self.bundles = {data for name, data in final.items() if name.endswith(".escale") and name not in self.old}
        self.identity = {data for name, data in final.items() if name.endswith(".pub")}
        self.same_as_before(final)
        self.half = 0  # of our own temporary files: left behind, and known for what they are

    def files(self, image):
        """What can be read; of our own temporary files, which a cut may leave without their end, only that they are there."""
        with tempfile.TemporaryDirectory(dir="/dev/shm") as out:
            done = subprocess.run(["mcopy", "-s", "-n", "-i", image, "::", out], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if done.returncode == 0:
                return tree(out)
        found = {}
        for line in sh("mdir", "-/", "-b", "-i", image, "::").split("\n"):
            name = line[3:]
            if not line.startswith("::/") or name.endswith("/"):
                continue
            done = subprocess.run(["mcopy", "-n", "-i", image, line, "-"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            check(done.returncode == 0 or name.endswith(".tmp"), "%s cannot be read" % name)
            found[name] = done.stdout
        return found

    def same_as_before(self, files):
        for name, data in self.old.items():
            check(name in files, "%s has left the stick" % name)
            check(files[name] == data, "%s is another file" % name)

    def whole(self, image, promised):
        for repaired in (False, True):
            if repaired:  # what a computer does with a stick that was pulled out
                subprocess.run(["fsck.vfat", "-a", "-w", image], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            files = self.files(image)
            self.same_as_before(files)
            ours = {name: data for name, data in files.items() if name.endswith(".escale") and name not in self.old}
            for name, data in ours.items():
                check(data in self.bundles, "%s: %d bytes, no whole bundle" % (name, len(data)))
            check(len(ours) >= promised, "%d bundles, %d were promised" % (len(ours), promised))
            for name, data in files.items():
                check(not name.endswith(".pub") or data in self.identity, "%s: half an identity" % name)
            self.half += sum(name.endswith(".tmp") for name in files)
