"""Two fingers at once, as the guest's touch panel tells them (faults.md 38): a resting palm or a second finger never taps, the first
finger goes on working, in whatever order they leave; nobody has to let go for the kiosk to be usable again (37)."""
import time

from machine import check, fault, note
from hand import still

PALM_S = 31  # a touch that lasts longer is a palm, or a fault of the panel: another finger may press
LATE_S = 3   # what a second finger might do would be seen by then, on a slow machine too
BACK = (178, 743)  # Retour


def opens(m, host, name, why):
    end = time.monotonic() + 60
    while not host.looks(name, m.shot(name + "-fingers")):
        check(time.monotonic() < end, why)
        time.sleep(0.3)


def stays(m, picture, why):
    time.sleep(LATE_S)
    check(still(m) == picture, why)


def back_home(m, host):
    m.tap(*BACK)
    opens(m, host, "02-home", "Retour does not lead home after two fingers")
    time.sleep(1)


def fingers(m, host, tile, meanwhile):
    """On the home screen, where the tile leads to 03-cover; `meanwhile` is done while a palm rests. Ends on the home screen."""
    x, y = tile
    other = (x + 420 if x < 700 else x - 420, y)

    m.finger("begin", x, y, 0)
    m.finger("begin", *other, 1)
    down = still(m)
    m.finger("end", *other, 1)
    stays(m, down, "the second finger has tapped")
    m.finger("end", x, y, 0)
    opens(m, host, "03-cover", "the first finger does not work while a second one comes and goes")
    back_home(m, host)

    m.finger("begin", x, y, 0)
    m.finger("begin", *other, 1)
    m.finger("end", x, y, 0)
    opens(m, host, "03-cover", "the first finger does not work while the second one stays")
    cover = still(m)
    m.finger("end", *other, 1)
    stays(m, cover, "the second finger has tapped on the screen that came under it")
    back_home(m, host)

    at = time.monotonic()
    m.finger("begin", *other, 0)  # a palm
    down = still(m)
    for _ in range(3):
        m.finger("begin", x, y, 1)
        time.sleep(0.1)
        m.finger("end", x, y, 1)
    stays(m, down, "a finger beside a palm has tapped at once: both would be heard")
    meanwhile()
    time.sleep(max(0.0, at + PALM_S - time.monotonic()))
    m.finger("begin", x, y, 1)
    time.sleep(0.15)
    m.finger("end", x, y, 1)
    opens(m, host, "03-cover", "a palm that stays keeps every finger out")
    cover = still(m)
    m.finger("end", *other, 0)
    stays(m, cover, "the palm has tapped when it left")
    back_home(m, host)
    fault(38, "paume, deuxième doigt, levés dans les deux ordres : un seul compte, rien ne reste coincé")
    note("two fingers: only the first one counts, and a palm that rests is passed over after %d s" % PALM_S)
