"""No sound, headphones on USB, headphones that are pulled in the middle of a sentence (faults.md 40): what is heard is in a file."""
import os
import struct
import time

from machine import check, fault, figure, note
from hand import still

LOUD = 1000  # of 32,767
HEAD = 44    # bytes of the .wav before its samples


class Heard:
    """What reached the headphones since it was last asked."""

    def __init__(self, path):
        self.path, self.at = path, HEAD

    def loudest(self):
        if not os.path.exists(self.path):
            return 0
        with open(self.path, "rb") as f:
            f.seek(self.at)
            data = f.read()
        data = data[:len(data) // 4 * 4]
        self.at += len(data)
        return max((abs(v) for (v,) in struct.iter_unpack("<h", data)), default=0)

    def wait(self, m, why):
        """Seconds until something is heard."""
        begin = time.monotonic()
        m.wait(why, lambda: self.loudest() > LOUD)
        return time.monotonic() - begin


def put_on(m):
    m.qmp("device_add", driver="usb-audio", id="headphones", audiodev="sound", bus="usb.0")
    m.wait("the headphones to be let in", lambda: m.run("ls /dev/snd/pcmC*D*p")[0] == 0)


def take_off(m):
    m.qmp("device_del", id="headphones")
    m.wait("the headphones to leave", lambda: m.run("ls /dev/snd/pcmC*D*p")[0] != 0)


def looks(m, host, name, why):
    end = time.monotonic() + 90
    while not host.looks(name, m.shot(name)):
        check(time.monotonic() < end, why)
        time.sleep(0.5)


def complaints(m):
    return int(m.run("journalctl -b -u escale-kiosk --no-pager | grep -c 'pas de voix'")[1] or 0)


def headphones(m, host):
    """From the first screen and back to it."""
    steps = [s for s in host.rehearse("sound") if s[0] == "tap"]
    wake, french, listen, settings, close, end = [s[1:] for s in steps]
    kiosk = m.ask("pidof escale-kiosk")
    heard = Heard(os.path.join(m.dir, "heard.wav"))

    for at in (wake, french):
        before = m.screen()
        m.tap(*at)
        still(m, before)
    looks(m, host, "70-home", "the home screen")
    m.tap(*listen)
    time.sleep(3)
    looks(m, host, "70-home", "without sound, Écouter leaves the screen otherwise")
    check(complaints(m) == 1, "the log has %d words about the missing sound, not one" % complaints(m))
    before = m.screen()
    m.tap(*settings)
    still(m, before)
    check(not host.looks("71-settings", m.shot("71-without-sound")), "the settings offer a voice that is not there")
    note("without sound: the text stays, the settings offer no voice, the log says it once")

    put_on(m)
    late = time.monotonic() + 90
    while not host.looks("71-settings", m.shot("71-settings")):  # nobody has to look for it: any touch, once udev has opened the card
        check(time.monotonic() < late, "headphones are plugged in, and the settings do not offer the voice")
        m.tap(640, 20)
        time.sleep(5)
    m.tap(*close)
    looks(m, host, "70-home", "the settings do not close")
    time.sleep(1)
    check(heard.loudest() <= LOUD, "it speaks by itself")
    m.tap(*listen)
    figure("from the touch to the voice, s (emulated)", "%.1f" % heard.wait(m, "the voice in the headphones"))
    m.tap(*listen)  # Arrêter
    looks(m, host, "70-home", "the voice does not stop")
    time.sleep(2)
    heard.loudest()
    time.sleep(2)
    check(heard.loudest() <= LOUD, "it goes on speaking after a touch has stopped it")
    note("headphones are let in, the voice is heard, and a touch cuts it")

    m.tap(*listen)
    heard.wait(m, "the voice, again")
    take_off(m)
    looks(m, host, "70-home", "the headphones were pulled in the middle of a sentence, and the screen waits for it to end")
    check(m.ask("pidof escale-kiosk") == kiosk, "the kiosk has started again because of its headphones")
    put_on(m)
    m.tap(*listen)
    heard.wait(m, "the voice, after the headphones came back")
    m.tap(*listen)
    looks(m, host, "70-home", "the voice does not stop")
    time.sleep(5)  # the device is closed after three seconds of silence
    take_off(m)
    check(m.ask("pidof escale-kiosk") == kiosk, "the kiosk has started again because of its headphones")
    before = m.screen()
    m.tap(*end)
    still(m, before)
    fault(40, "sans son, casque branché, retiré au milieu d'une phrase, remis : la borne continue")
    note("pulled in the middle of a sentence, and put back: the kiosk goes on")
