"""What is no stick, or not only one, in the guest's USB port (fault 32): composed and disguised devices (redir.py), and those that the emulator
brings along. None is set up, and the kiosk does not notice."""
import time

from machine import Failed, check, fault, note
from redir import Device


def devices(port, host):
    m, directory = port.m, host.dir
    authorized = "for d in /sys/bus/usb/devices/*-*; do grep -qs '^%s$' $d/product && echo $(cat $d/authorized) $(ls -d $d:* 2>/dev/null | wc -l); done"
    # Behind a hub, as the stand-in does not speak what the emulator asks of a device in a fast port.
    m.qmp("device_add", driver="usb-hub", id="devices-hub", bus="usb.0", port="4")
    m.wait("the hub", lambda: "1" in m.run("cat /sys/bus/usb/devices/1-4/authorized")[1], 60)
    disk, keyboard, net, serial, audio = (8, 6, 0x50), (3, 1, 1), (2, 6, 0), (2, 2, 1), (1, 1, 0)
    for product, interfaces, options in (
            ("stick and keyboard", [disk, keyboard], {}), ("keyboard and stick", [keyboard, disk], {}), ("stick and network", [disk, net], {}),
            ("stick and modem", [disk, serial], {}), ("headphones and keyboard", [audio, keyboard], {}), ("UAS", [(8, 6, 0x62)], {}),
            ("vendor", [(255, 255, 255)], {}), ("wireless", [(0xe0, 1, 1)], {}), ("printer", [(7, 1, 2)], {}),
            ("eight disks", [disk] * 7 + [keyboard], {}), ("a longer tale", [disk], {"total": 4000})):
        d = Device(directory + "/redir", product, interfaces, **options)
        m.qmp("chardev-add", id="redir", backend={"type": "socket", "data": {
            "server": False, "addr": {"type": "unix", "data": {"path": directory + "/redir"}}}})
        m.qmp("device_add", driver="usb-redir", id="redir-device", chardev="redir", bus="usb.0", port="4.1")
        m.wait(product, lambda: m.run(authorized % product)[1].strip() != "" or "a longer tale" == product, 60)
        port.settled()
        said = m.run(authorized % product)[1].split()
        check(said in (["0", "0"], []), "%s: authorized and interfaces: %s" % (product, said))
        check(not d.configured, "%s was set up" % product)
        m.qmp("device_del", id="redir-device")
        for _ in range(100):
            try:
                m.qmp("chardev-remove", id="redir")
                break
            except Failed:
                time.sleep(0.1)
        d.close()
        note("%s: off" % product)
    # The control: the same stand-in, as a stick that is only a stick, is let in.
    d = Device(directory + "/redir", "only a stick", [disk])
    m.qmp("chardev-add", id="redir", backend={"type": "socket", "data": {
        "server": False, "addr": {"type": "unix", "data": {"path": directory + "/redir"}}}})
    m.qmp("device_add", driver="usb-redir", id="redir-device", chardev="redir", bus="usb.0", port="4.1")
    m.wait("the control to be let in", lambda: d.configured, 60)
    check(m.run(authorized % "only a stick")[1].split() == ["1", "1"], "the control is not let in")
    m.qmp("device_del", id="redir-device")
    m.qmp("device_del", id="devices-hub")
    note("only a stick, the control: let in")
    # A declared panel is let in (the control), another is not.
    for product, driver, options in (("declared panel", "usb-wacom-tablet", {}), ("tablet", "usb-tablet", {}), ("serial", "usb-serial", {"chardev": "line"}),
                                     ("braille", "usb-braille", {"chardev": "line"}), ("telephone", "usb-mtp", {"rootdir": directory + "/good"}),
                                     ("card reader", "usb-ccid", {}), ("key", "u2f-emulated", {})):
        before = set(m.ask("ls -d /sys/bus/usb/devices/*-* | grep -v :; true").split())
        try:
            if "chardev" in options:
                m.qmp("chardev-add", id="line", backend={"type": "ringbuf", "data": {"size": 1024}})
            m.qmp("device_add", driver=driver, id="odd", bus="usb.0", **options)
        except Failed as e:
            note("not tried: %s: %s" % (product, e))
            continue
        m.wait(product, lambda: set(m.ask("ls -d /sys/bus/usb/devices/*-* | grep -v :; true").split()) - before, 60)
        port.settled()
        new = (set(m.ask("ls -d /sys/bus/usb/devices/*-* | grep -v :; true").split()) - before).pop()
        let_in = m.ask("cat %s/authorized" % new)
        check(let_in == ("1" if product == "declared panel" else "0"), "%s: authorized is %s" % (product, let_in))
        m.qmp("device_del", id="odd")
        if "chardev" in options:
            time.sleep(0.5)
            m.qmp("chardev-remove", id="line")
        note("%s: %s" % (product, "let in" if let_in == "1" else "off"))
    check(port.kiosk() == port.pid, "the kiosk has started again")
    fault(32, "onze appareils composés ou déguisés, et ceux de l'émulateur : éteints")
