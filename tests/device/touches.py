"""What a rehearsal on this machine touched (host.py), touched in the guest; sticks that come and go."""
import time

from machine import Failed, check


def colours(picture):
    data = picture[2]
    return {data[i:i + 3] for i in range(0, len(data), 3)}


def settle(m, before):
    """Until the picture differs from before, and stays as it is."""
    end = time.monotonic() + 30
    last = m.screen()
    while last == before and time.monotonic() < end:
        time.sleep(0.15)
        last = m.screen()
    while time.monotonic() < end:
        time.sleep(0.25)
        now = m.screen()
        if now == last:
            break
        last = now
    return last


def door(m, corners):
    """The staff door: two corners in turn, which show nothing until it opens. A machine that others use as well may be too slow
    for its eight seconds: then once more."""
    for _ in range(4):
        before = m.screen()
        for x, y in corners:
            m.tap(x, y)
            time.sleep(0.9)
        for _ in range(15):
            if m.screen() != before:
                return
            time.sleep(0.2)
        time.sleep(8)
    raise Failed("the staff door does not open")


def play(m, host, script, free=()):
    """Touch what the rehearsal touched; its pictures must be the guest's, but those named in `free`."""
    seen, corners, last = 0, [], (None, 0)
    steps = host.rehearse(script) if isinstance(script, str) else script
    picture = m.screen()
    for step, following in zip(steps, steps[1:] + [("end",)]):
        if step[0] == "shot":
            end = time.monotonic() + (2 if step[1] in free else 60)
            same = False
            while not same and time.monotonic() < end:  # what is read from the disk comes a frame later
                picture = settle(m, None)
                same = host.looks(step[1], m.shot(step[1]))
            check(same or step[1] in free, "%s does not look as it does on this machine" % step[1])
            seen += same
        elif step[2] < 10:
            corners.append(step[1:])
            if following[0] != "tap" or following[2] >= 10:
                door(m, corners)
                picture, corners = settle(m, None), []
        else:
            if step == last[0]:  # twice in half a second at one place is one touch (access.md T6), and the guest's clock may lag
                time.sleep(max(0, last[1] + 1.5 - time.monotonic()))
            m.tap(step[1], step[2])
            last = step, time.monotonic()
            picture = settle(m, picture)
    return seen


def plug(m, stick, slow=False):
    m.plug(stick.path, slow)
    m.wait("the stick", lambda: m.run("grep -q /media/escale /proc/mounts")[0] == 0)
    flags = m.ask("grep /media/escale /proc/mounts")
    for flag in ("nosuid", "nodev", "noexec"):
        check(flag in flags, "the stick is mounted without %s: %s" % (flag, flags))


def pull(m):
    m.pull()
    m.wait("the stick to leave", lambda: m.run("grep -q /media/escale /proc/mounts")[0] == 1)
