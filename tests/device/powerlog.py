"""Power cuts, honestly: QEMU's blklogwrites writes down every write and every flush of a disk in their order; a cut may lose any
write that no later flush covers, and tear one at a sector. Killing QEMU proves nothing: this machine keeps every write."""
import struct

SECTOR = 512
FLUSH, FUA, DISCARD, MARK = 1, 2, 4, 8
SAID = b"escale-mark "


class Log:
    """The log of Linux's dm-log-writes, of which QEMU writes version 1: a head, then entries with their data behind them."""

    def __init__(self, path):
        self.file = open(path, "rb")
        magic, version, count, self.sector = struct.unpack("<QQQI", self.file.read(28))
        if magic != 0x6A736677736872 or version != 1:
            raise ValueError("%s is no write log" % path)
        self.entries = []  # (flags, first sector, sectors, where its data is in the log)
        at = self.sector
        for _ in range(count):
            self.file.seek(at)
            first, sectors, flags, _ = struct.unpack("<QQQQ", self.file.read(32))
            at += self.sector
            self.entries.append((flags, first, sectors, at))
            if sectors and not flags & DISCARD:
                at += sectors * self.sector

    def data(self, entry):
        self.file.seek(entry[3])
        return self.file.read(entry[2] * self.sector)

    def marks(self, at):
        """What the guest said, written to the sector that begins at this byte: (index of the write, words)."""
        out = []
        for i, e in enumerate(self.entries):
            if e[1] * self.sector == at and e[2] and not e[0] & DISCARD:
                data = self.data(e)
                if data.startswith(SAID):
                    out.append((i, data[len(SAID):].split(b"\n")[0].decode().strip()))
        return out

    def written(self, first, last, at, size):
        """Bytes written to these bytes of the disk by the entries from first to before last."""
        return sum(e[2] * self.sector for e in self.entries[first:last]
                   if e[2] and not e[0] & DISCARD and at <= e[1] * self.sector < at + size)


class Disk:
    """One partition of a disk as it would be after a cut."""

    def __init__(self, path, first_byte, size):
        self.path, self.first, self.size = path, first_byte, size
        self.file = open(path, "r+b")

    def write(self, log, entry, sectors=None):
        if not entry[2] or entry[0] & DISCARD:
            return
        at = entry[1] * log.sector - self.first
        if at < 0 or at + entry[2] * log.sector > self.size:
            return
        data = log.data(entry)
        if sectors is not None:
            data = data[:sectors * SECTOR]
        self.file.seek(at)
        self.file.write(data)


def durable_until(entries, cut):
    """Index behind the last flush before the cut: what is before it is on the disk."""
    for i in range(cut - 1, -1, -1):
        if entries[i][0] & FLUSH:
            return i + 1
    return 0


def lossy(log, disk, cut, rng, kept_from):
    """Of the writes since the last flush some reach the disk, in any number, and one of them in half."""
    late = [e for e in log.entries[kept_from:cut] if e[2] and not e[0] & DISCARD]
    how = rng.random()
    share = 0.0 if how < 0.2 else 1.0 if how < 0.3 else rng.random()
    for e in late:
        if e[0] & FUA or rng.random() < share:
            torn(log, disk, e, rng, 0.15)


def torn(log, disk, e, rng, probability):
    sectors = e[2] * log.sector // SECTOR
    half = sectors > 1 and not e[0] & FUA and rng.random() < probability
    disk.write(log, e, rng.randrange(1, sectors) if half else None)
