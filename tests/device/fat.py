"""Mistakes in the FAT file system of a Stick (host.py), written straight into its file."""
import struct


class Fat:
    def __init__(self, stick):
        self.path, self.at = stick.path, stick.AT
        head = self.read(0, 512)
        self.sector, self.per_cluster, reserved, self.copies, self.roots = struct.unpack("<HBHBH", head[11:19])
        self.length = struct.unpack("<H", head[22:24])[0]
        self.first = reserved * self.sector
        self.root = self.first + self.copies * self.length * self.sector
        self.data = self.root + self.roots * 32

    def read(self, at, n):
        with open(self.path, "rb") as f:
            f.seek(self.at + at)
            return f.read(n)

    def write(self, at, data):
        with open(self.path, "r+b") as f:
            f.seek(self.at + at)
            f.write(data)

    def head(self, at, data):
        """The boot sector: what is at this place of it."""
        self.write(at, data)

    def place(self, cluster):
        return self.data + (cluster - 2) * self.per_cluster * self.sector

    def chain(self, cluster, following):
        """What comes after a cluster (FAT16)."""
        for copy in range(self.copies):
            self.write(self.first + copy * self.length * self.sector + 2 * cluster, struct.pack("<H", following))

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
