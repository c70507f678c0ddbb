"""What is on the sticks of the case `sticks`: contents that lie, FAT file systems that do, and what is no file system of ours (faults 21 to 31)."""
import hashlib
import os
import shutil
import struct

from fat import Fat
from host import BIN, Stick
from machine import ROOT, sh

MB = 1 << 20
SMALL_MB = 33
KINDS = ("good", "cut", "bomb", "climbs", "rubbish", "unsigned", "stranger", "nothing", "flipped", "link")
INSTALLED = ("flipped", "link")  # their list is good: they are offered, and refused when they are copied


# ---- contents ----

def author(*arguments):
    sh(BIN + "/escale-author", *arguments)


def instead(data, at, part):
    return data[:at] + part + data[at + len(part):]


def linked(data):
    """The first file's head becomes a link's, with its sum."""
    at = next(i for i in range(0, len(data), 512) if data.startswith(b"LICENCE\0", i) and data.startswith(b"ustar", i + 257))
    head = instead(instead(instead(data[at:at + 512], 156, b"2"), 157, b"/var/lib/escale/codes"), 148, b" " * 8)
    return instead(data, at, instead(head, 148, b"%06o\0 " % sum(head)))


def pack(host):
    """Good contents, and what is made of them; each as the one file of a folder."""
    source, plain, good, other = (host.dir + "/" + name for name in ("contents", "plain.contenus.tar", "good.contenus.tar", "other.contenus.tar"))
    sh("cp", "-r", os.path.dirname(BIN) + "/content", source)
    sh("cp", ROOT + "/content/LICENCE", source)
    author("pack", source, "--nom", "Essai", "--version", "1", "--sortie", plain)
    sh(BIN + "/escale-coordinator", "init", "--dir", host.dir + "/strangers")
    for folder, out in (("coordination", good), ("strangers", other)):
        shutil.copy(plain, out)
        author("sign", out, "--cle", "%s/%s/autorite.secret" % (host.dir, folder), "--signataire", "Nous")
    unsigned, data, stranger = (open(f, "rb").read() for f in (plain, good, other))
    middle = len(data) // 2
    size = data.index(b"\nfile ") + 6 + 65
    path = data.index(b"\nfile ", size) - len("LICENCE")
    kinds = {"good": data, "cut": data[:middle], "flipped": instead(data, middle, bytes([data[middle] ^ 1])),
             "bomb": instead(data, size, b"9" * 12), "climbs": instead(data, path, b"../../L"), "link": linked(data),
             "rubbish": b"not a pack at all\n" * 400, "unsigned": unsigned, "stranger": stranger, "nothing": None}
    assert data[path:path + 7] == b"LICENCE" and set(kinds) == set(KINDS)
    for name, content in kinds.items():
        os.makedirs("%s/%s/ESCALE" % (host.dir, name))
        if content is not None:
            with open("%s/%s/ESCALE/a.contenus.tar" % (host.dir, name), "wb") as f:
                f.write(content)


def stick(host, name, folder=None, megabytes=SMALL_MB):
    s = Stick("%s/%s.img" % (host.dir, name), megabytes)
    if folder:
        s.fill("%s/%s/ESCALE" % (host.dir, folder))
    return s


def short(s):
    """How mtools calls the pack in eight and three letters."""
    fat = Fat(s)
    folder = fat.cluster(fat.entry("ESCALE     "))
    data = fat.read(fat.place(folder), 2048)
    s.short = next(data[i:i + 11].decode() for i in range(64, len(data), 32) if data[i + 11] & 0x3f == 0x20)
    return s


def circle(s):
    """The folder's chain leads back to itself; it has no end."""
    fat = Fat(s)
    folder = fat.cluster(fat.entry("ESCALE     "))
    fat.write(fat.place(folder), b"\xe5" * (fat.per_cluster * fat.sector))
    fat.chain(folder, folder)


def circle_in_the_file(s):
    fat = Fat(s)
    first = fat.cluster(fat.entry(s.short, fat.cluster(fat.entry("ESCALE     "))))
    fat.chain(first, first)


def four_gigabytes(s):
    fat = Fat(s)
    at = fat.entry(s.short, fat.cluster(fat.entry("ESCALE     ")))
    fat.write(at + 28, struct.pack("<I", 0xffffffff))


def out_of_reach(s):
    fat = Fat(s)
    fat.write(fat.entry("ESCALE     ") + 26, struct.pack("<H", 0xffe0))


def rubbish_fat(s):
    fat = Fat(s)
    noise = hashlib.shake_128(b"fat").digest(fat.copies * fat.length * fat.sector)
    fat.write(fat.first, noise)


SUFFIX = ".contenus.tar"
# As UTF-16 of little end: halves of pairs alone, both ways of writing, signs that nobody sees, beginnings of lines, a path.
HOSTILE = ["\ud800", "\udfff\ud800", "gnp.\u202e", "\u2066\u202d", "\ufeff\ufffe\uffff", "a\nb\rc\x1b[2J", "..\\..\\x", "%n%s$(reboot)`", "\x7f\x80\x9b",
           "e\u0301" * 60, ".", "..", "con", "\u0440\u0430\u0441\u043a"]


def crowd(s, names, folder="ESCALE     "):
    """Empty files of these names behind the ones that are there."""
    fat = Fat(s)
    fat.add(fat.cluster(fat.entry(folder)), [name.encode("utf-16-le", "surrogatepass") for name in names])


def names(s):
    crowd(s, [name + SUFFIX for name in HOSTILE])


def slashes(s):
    """Names that lead elsewhere: no file system has them, and the kernel reads no further."""
    crowd(s, [name + SUFFIX for name in ("/etc/passwd", "../../var/lib/escale/codes", "a/b")])


def thousands(s):
    crowd(s, ["fichier-%05d" % i for i in range(3000)])


def thousands_of_packs(s):
    crowd(s, ["fichier-%05d%s" % (i, SUFFIX) for i in range(3000)])


def accents(host):
    """The good pack under a name as people give them."""
    os.makedirs(host.dir + "/accents/ESCALE")
    shutil.copy(host.dir + "/good/ESCALE/a.contenus.tar", host.dir + "/accents/ESCALE/Prévention d’été" + SUFFIX)
    s = stick(host, "accents")
    sh("mcopy", "-s", "-i", s.fat(), host.dir + "/accents/ESCALE", "::", env=dict(os.environ, LC_ALL="C.UTF-8"))
    return s


def raw(host, name, size_mb=8, pieces=()):
    path = "%s/%s.img" % (host.dir, name)
    with open(path, "wb") as f:
        f.truncate(size_mb * MB)
        for at, data in pieces:
            f.seek(at)
            f.write(data)
    return path


def table(*entries):
    """An MBR: (type, first sector, sectors)."""
    body = b"".join(struct.pack("<B3sB3sII", 0, b"\0\0\0", kind, b"\0\0\0", first, n) for kind, first, n in entries)
    return (446, body.ljust(64, b"\0") + b"\x55\xaa")


def no_file_systems(host):
    """What no stick of ours has; each is left alone, and the page goes on asking for a stick."""
    link = host.dir + "/link.img"
    os.makedirs(host.dir + "/tree")
    os.symlink("/var/lib/escale", host.dir + "/tree/ESCALE")
    sh("mke2fs", "-q", "-t", "ext4", "-d", host.dir + "/tree", "-L", "escale-data", "-U", "e5ca1e00-0000-4000-8000-000000000004", link, "8M")
    bad = bytearray(open(stick(host, "bad-head").path, "rb").read()[MB:2 * MB])
    heads = []
    for what, at, value in (("sectors of no bytes", 11, b"\0\0"), ("clusters of no sectors", 13, b"\0"), ("no FAT", 16, b"\0"),
                            ("a FAT of 4 GB", 22, b"\0\0" + b"\0" * 12 + b"\xff" * 4), ("no reserved sector", 14, b"\0\0")):
        head = bytearray(bad)
        head[at:at + len(value)] = value
        heads.append((what, raw(host, what.replace(" ", "-"), SMALL_MB, [(0, bytes(head))])))
    squash = host.dir + "/squash.img"
    sh("mksquashfs", host.dir + "/tree", squash, "-quiet", "-no-progress")
    ebr = [(n * 2048 * 512 + 446, struct.pack("<B3sB3sII", 0, b"\0" * 3, 12, b"\0" * 3, 1, 99) +
            struct.pack("<B3sB3sII", 0, b"\0" * 3, 5, b"\0" * 3, 0, 2048) + b"\0" * 32 + b"\x55\xaa") for n in (1, 2)]
    return [
        ("ext4 with a link out of it, and the data partition's name", link),
        ("squashfs", squash),
        ("NTFS", raw(host, "ntfs", 8, [(3, b"NTFS    "), (11, struct.pack("<HB", 512, 8)), (40, struct.pack("<QQQ", 16000, 4, 8)),
                                 (4 * 4096, b"FILE"), (510, b"\x55\xaa")])),
        ("ISO 9660", raw(host, "iso", 8, [(32768, b"\x01CD001\x01"), (34816, b"\xffCD001\x01")])),
        ("LVM", raw(host, "lvm", 8, [(512, b"LABELONE" + struct.pack("<Q", 1)), (536, b"LVM2 001")])),
        ("LUKS", raw(host, "luks", 8, [(0, b"LUKS\xba\xbe\0\1")])),
        ("btrfs", raw(host, "btrfs", 8, [(65536 + 64, b"_BHRfS_M")])),
        ("xfs", raw(host, "xfs", 8, [(0, b"XFSB" + struct.pack(">I", 4096))])),
        ("nothing at all", raw(host, "zeroes")),
        ("noise", raw(host, "noise", 4, [(0, hashlib.shake_128(b"noise").digest(4 * MB))])),
        ("a table of partitions beyond the end", raw(host, "beyond", 8, [table((12, 2048, 0xffffffff), (12, 0xfffffff0, 100))])),
        ("partitions that hold each other", raw(host, "overlap", 8, [table((12, 1, 9000), (12, 2, 9000), (12, 0, 9000))])),
        ("logical partitions that lead in a circle", raw(host, "circle", 8, [table((5, 2048, 9000))] + ebr)),
        ("a GPT that is half there", raw(host, "gpt", 8, [table((0xee, 1, 0xffffffff)), (512, b"EFI PART" + b"\xff" * 84)])),
        ("the card's own number, and four partitions", raw(host, "numbered", 8, [
            (440, struct.pack("<I", 0xe5ca1e00)), table((12, 2048, 100), (131, 4096, 100), (131, 6000, 100), (131, 8000, 100))])),
    ] + [("FAT with " + what, path) for what, path in heads]
