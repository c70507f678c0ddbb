"""A finger: what a rehearsal on this machine touched (host.py), touched in the guest, and the pictures compared where it took some; sticks
that come and go; and before all that, the kiosk's first picture."""
import time

from machine import check, figure

DOOR_TRIES = 4
SAME_S = 1.2  # twice in half a second on what may be one button is one touch (access.md T6), and the guest's clock may lag
BUTTON = 320, 60  # half of a large one, px


def colours(picture):
    data = picture[2]
    return {data[i:i + 3] for i in range(0, len(data), 3)}


def started(m):
    return m.run("systemctl is-active escale-kiosk")[1] == "active"


def first_frame(m):
    m.wait("the guest's shell", lambda: m.said("Bench ready"))
    m.wait("the kiosk", lambda: started(m))
    figure("power-on to the first frame, s (emulated, this machine's load included)", round(time.monotonic() - m.on_at))
    m.wait("a picture", lambda: len(colours(m.screen())) > 500)
    m.shot("00-first")
    found = colours(m.screen())
    for name, colour in (("page", b"\xfd\xfc\xf7"), ("title", b"\x0b\x3d\x91"), ("bus", b"\x2a\x9d\x8f")):
        check(colour in found, "the first screen has nothing in the colour of the %s" % name)
    return len(found)


def still(m, before=None, seconds=20):
    """The picture once it differs from `before` and has stayed as it is for a moment."""
    end = time.monotonic() + seconds
    last = m.screen()
    while last == before and time.monotonic() < end:
        time.sleep(0.05)
        last = m.screen()
    while time.monotonic() < end:
        time.sleep(0.15)
        now = m.screen()
        if now == last:
            break
        last = now
    return last


def door(m, corners):
    """Two corners in turn, which show nothing until the staff door opens; a slow machine may miss its eight seconds."""
    for _ in range(DOOR_TRIES):
        before = still(m)
        for x, y in corners:
            m.tap(x, y, 0.1)
            time.sleep(0.3)
        for _ in range(20):
            if m.screen() != before:
                return still(m)
            time.sleep(0.1)
        time.sleep(8)
    check(False, "the staff door does not open")


def touch(m, host, script, seconds=60, free=(), keep=""):
    """script: what was rehearsed, or the name of what will be. ("tap", x, y) and ("shot", NAME): the guest's picture, kept as
    shots/{keep}NAME.png, must be the rehearsal's, but those named in `free`."""
    steps = host.rehearse(script) if isinstance(script, str) else script
    corners, picture, last = [], None, (-999, -999, 0)
    for step, following in zip(steps, steps[1:] + [("end",)]):
        if step[0] == "shot":
            end = time.monotonic() + (2 if step[1] in free else seconds)
            while not host.looks(step[1], m.shot(keep + step[1])):  # what is read from the disk comes a frame later
                if step[1] in free and time.monotonic() > end:
                    break
                check(time.monotonic() < end, "%s does not look as it does on this machine" % (keep + step[1]))
                time.sleep(0.3)
            picture = None
        elif len(step) > 3:
            m.tap(step[1], step[2], 0.08)
            time.sleep(0.08)
        elif step[2] < 10:
            corners.append(step[1:])
            if following[0] != "tap" or following[2] >= 10:
                picture, corners = door(m, corners), []
        else:
            picture = picture or m.screen()
            if abs(step[1] - last[0]) < BUTTON[0] and abs(step[2] - last[1]) < BUTTON[1]:
                time.sleep(max(0, last[2] + SAME_S - time.monotonic()))
            m.tap(step[1], step[2], 0.1)
            last = step[1], step[2], time.monotonic()
            picture = still(m, picture)


def plug(m, stick, slow=False):
    m.plug(stick.path, slow)
    m.wait("the stick", lambda: m.run("grep -q /media/escale /proc/mounts")[0] == 0)
    flags = m.ask("grep /media/escale /proc/mounts")
    for flag in ("nosuid", "nodev", "noexec"):
        check(flag in flags, "the stick is mounted without %s: %s" % (flag, flags))


def pull(m):
    m.pull()
    m.wait("the stick to leave", lambda: m.run("grep -q /media/escale /proc/mounts")[0] == 1)
