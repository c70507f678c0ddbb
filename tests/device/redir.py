"""A USB device that says of itself whatever the test wants, plugged into the guest over QEMU's usb-redir (the usbredir protocol, without
any of its optional parts). It answers questions about itself; whatever is read from it or written to it is refused."""
import os
import socket
import struct
import threading

HELLO, CONNECT, INTERFACES, ENDPOINTS = 0, 1, 4, 5
SET_CONFIGURATION, GET_CONFIGURATION, CONFIGURATION, SET_ALT, GET_ALT, ALT = 6, 7, 8, 9, 10, 11
CONTROL, BULK = 100, 101
STALL = 4


def configuration(interfaces, total=None):
    """Class, subclass and protocol of each interface; total: another length than the true one."""
    body = b""
    for number, (a, b, c) in enumerate(interfaces):
        ends = [(0x81 + 2 * number, 2), (0x02 + 2 * number, 2)] if a == 8 else [(0x81 + 2 * number, 3)]
        body += bytes([9, 4, number, 0, len(ends), a, b, c, 0])
        if a == 3:
            body += bytes([9, 0x21, 0x11, 1, 0, 1, 0x22, 63, 0])
        body += b"".join(bytes([7, 5, end, kind, 64, 0, 10]) for end, kind in ends)
    return struct.pack("<BBHBBBBB", 9, 2, total or 9 + len(body), len(interfaces), 1, 0, 0x80, 50) + body


class Device:
    """product: by which the test finds it in /sys. texts: other strings, by their number."""

    def __init__(self, path, product, interfaces, vendor=0x1d6b, number=0x0104, total=None):
        self.path, self.interfaces, self.configured = path, interfaces, False
        self.texts = {1: "Bench", 2: product, 3: "0001"}
        self.device = struct.pack("<BBHBBBBHHHBBBB", 18, 1, 0x200, 0, 0, 0, 64, vendor, number, 0x100, 1, 2, 3, 1)
        self.config = configuration(interfaces, total)
        self.ids = (vendor, number)
        if os.path.exists(path):
            os.unlink(path)
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(path)
        self.listener.listen(1)
        threading.Thread(target=self._serve, daemon=True).start()

    def _send(self, kind, number, data):
        self.line.sendall(struct.pack("<III", kind, len(data), number) + data)

    def _receive(self, n):
        data = b""
        while len(data) < n:
            more = self.line.recv(n - len(data))
            if not more:
                raise EOFError
            data += more
        return data

    def _introduce(self):
        self._send(HELLO, 0, b"bench".ljust(64, b"\0") + struct.pack("<I", 0))
        kinds, owners = [255] * 32, [0] * 32
        kinds[0] = kinds[16] = 0
        for number, (a, _, _) in enumerate(self.interfaces):
            kinds[16 + 1 + 2 * number], owners[16 + 1 + 2 * number] = (2 if a == 8 else 3), number
            if a == 8:
                kinds[2 + 2 * number], owners[2 + 2 * number] = 2, number
        self._send(ENDPOINTS, 0, bytes(kinds) + bytes([10] * 32) + bytes(owners))
        columns = [bytes([*range(len(self.interfaces))])] + [bytes(i[part] for i in self.interfaces) for part in range(3)]
        self._send(INTERFACES, 0, struct.pack("<I", len(self.interfaces)) + b"".join(c.ljust(32, b"\0") for c in columns))
        self._send(CONNECT, 0, struct.pack("<BBBBHH", 1, 0, 0, 0, *self.ids))

    def _descriptor(self, value):
        kind, number = value >> 8, value & 255
        if kind == 1:
            return self.device
        if kind == 2:
            return self.config
        if kind == 3:
            text = self.texts.get(number, "").encode("utf-16-le") if number else b"\x09\x04"
            return bytes([2 + len(text), 3]) + text
        return None

    def _answer(self, kind, number, data):
        if kind == CONTROL:
            end, request, request_type, _, value, index, length = struct.unpack("<BBBBHHH", data[:10])
            said = self._descriptor(value) if request == 6 else b"\0\0" if request == 0 else b""
            status, said = (STALL, b"") if said is None else (0, said[:length])
            self._send(CONTROL, number, struct.pack("<BBBBHHH", end, request, request_type, status, value, index,
                                                    len(said) if request_type & 0x80 else length) + said)
        elif kind in (SET_CONFIGURATION, GET_CONFIGURATION):
            self.configured = self.configured or kind == SET_CONFIGURATION and data[0] != 0
            self._send(CONFIGURATION, number, bytes([0, 1]))
        elif kind in (SET_ALT, GET_ALT):
            self._send(ALT, number, bytes([0, data[0], 0]))
        elif kind == BULK:
            self._send(BULK, number, struct.pack("<BBHI", data[0], STALL, 0, 0))

    def _serve(self):
        try:
            self.line, _ = self.listener.accept()
            self._introduce()
            while True:
                kind, size, number = struct.unpack("<III", self._receive(12))
                self._answer(kind, number, self._receive(size))
        except (EOFError, OSError):
            pass

    def close(self):
        self.listener.close()
        try:
            self.line.close()
        except AttributeError:
            pass
