"""Mistakes in the FAT file system of a Stick (host.py), written straight into its file."""
import struct

from machine import check


class Fat:
    def __init__(self, stick):
        self.path, self.at = stick.path, stick.AT
        head = self.read(0, 512)
        self.sector, self.per_cluster, reserved, self.copies, self.roots = struct.unpack("<HBHBH", head[11:19])
        self.length = struct.unpack("<H", head[22:24])[0]
        self.first = reserved * self.sector
        self.root = self.first + self.copies * self.length * self.sector
        self.data = self.root + self.roots * 32
        small, large = struct.unpack("<H", head[19:21])[0], struct.unpack("<I", head[32:36])[0]
        self.clusters = ((small or large) * self.sector - self.data) // (self.per_cluster * self.sector)
        check(4085 <= self.clusters < 65525, "%d clusters: not FAT16" % self.clusters)

    def read(self, at, n):
        with open(self.path, "rb") as f:
            f.seek(self.at + at)
            return f.read(n)

    def write(self, at, data):
        with open(self.path, "r+b") as f:
            f.seek(self.at + at)
            f.write(data)

    def place(self, cluster):
        return self.data + (cluster - 2) * self.per_cluster * self.sector

    def chain(self, cluster, following):
        """What comes after a cluster (FAT16)."""
        for copy in range(self.copies):
            self.write(self.first + copy * self.length * self.sector + 2 * cluster, struct.pack("<H", following))

    def fill(self):
        """No free cluster is left: lost ones, as a stick pulled too often has them."""
        table = bytearray(self.read(self.first, 2 * (self.clusters + 2)))
        for at in range(4, len(table), 2):
            if table[at:at + 2] == b"\0\0":
                table[at:at + 2] = b"\xff\xff"
        for copy in range(self.copies):
            self.write(self.first + copy * self.length * self.sector, bytes(table))

    def entry(self, name, folder=None):
        """Where the entry of a short name ("PACK    TAR") is, in the root or the folder that begins at a cluster."""
        at, n = (self.root, self.roots * 32) if folder is None else (self.place(folder), self.per_cluster * self.sector)
        data = self.read(at, n)
        for i in range(0, len(data), 32):
            if data[i:i + 11] == name.encode() and data[i + 11] != 15:
                return at + i
        raise KeyError(name)

    def cluster(self, entry):
        return struct.unpack("<H", self.read(entry + 26, 2))[0]

    def add(self, folder, names):
        """Empty files with these long names (UTF-16), whatever they are, behind what a folder of one cluster holds; it grows from the
        other end of the stick."""
        size = self.per_cluster * self.sector
        data = self.read(self.place(folder), size)
        data = bytearray(data[:next(i for i in range(0, size, 32) if data[i] == 0)])
        for n, name in enumerate(names):
            short, mark = b"F%07dTAR" % n, 0
            for c in short:
                mark = ((mark & 1) << 7) + (mark >> 1) + c & 0xff
            name += b"\0\0" if len(name) % 26 else b""
            name += b"\xff" * (-len(name) % 26)
            for i in reversed(range(0, len(name), 26)):
                last = 0x40 if i + 26 == len(name) else 0
                data += bytes([i // 26 + 1 | last]) + name[i:i + 10] + bytes([15, 0, mark]) + name[i + 10:i + 22] + b"\0\0" + name[i + 22:i + 26]
            data += short + b"\x20" + bytes(20)
        free = self.clusters + 1
        while data:
            self.write(self.place(folder), bytes(data[:size]).ljust(size, b"\0"))
            data = data[size:]
            following = free if data else 0xffff
            self.chain(folder, following)
            folder, free = following, free - 1
