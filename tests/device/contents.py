"""New contents from a stick, by touch: packed and signed by escale-author, shown when nobody is there, refused with their sentence where they
are not signed or damaged, and the shipped ones back at a touch."""
import os
import shutil

from host import Stick
from machine import ROOT, note
from hand import plug, pull, touch

SAMPLE = os.path.join(ROOT, "tests/flows/pack")


def pack(host, name, how):
    """A stick with a pack of the repository's sample: signed, unsigned or damaged."""
    folder = "%s/%s" % (host.dir, name)
    for part in ("mail", "glossaire"):
        shutil.copytree("%s/%s" % (SAMPLE, part), "%s/source/%s" % (folder, part))
    with open(folder + "/source/LICENCE", "w") as f:
        f.write("CC BY-SA 4.0, les essais\n")
    os.makedirs(folder + "/stick/ESCALE")
    for _ in range(2 if how == "damaged" else 1):  # newer than what is installed, or nobody would look into it
        host.author("pack", folder + "/source", "--nom", "Prévention cyber", "--sortie", folder + "/p.contenus.tar")
    if how == "unsigned":
        shutil.copy(folder + "/p.contenus.tar", folder + "/stick/ESCALE/p.contenus.tar")
    else:
        host.author("sign", folder + "/p.contenus.tar", "--cle", host.dir + "/coordination/autorite.secret", "--signataire",
                    "Pays de Vallavre", "--sortie", folder + "/stick")
    if how == "damaged":
        (packed,) = [f for f in os.listdir(folder + "/stick/ESCALE") if f.endswith(".tar")]
        with open(folder + "/stick/ESCALE/" + packed, "r+b") as f:
            f.seek(os.path.getsize(f.name) // 2)
            f.write(b"damaged")
    stick = Stick("%s/%s.img" % (host.dir, name))
    stick.fill(folder + "/stick/ESCALE")
    return stick, folder + "/stick"


def contents(m, host):
    """From the first screen and back to it."""
    good, good_here = pack(host, "new", "signed")
    unsigned, unsigned_here = pack(host, "unsigned", "unsigned")
    damaged, damaged_here = pack(host, "damaged", "damaged")
    plug(m, good)
    touch(m, host, host.rehearse("install", good_here), free=("63-end",))
    note("a pack of contents is installed by touch, and shown")
    pull(m)

    plug(m, damaged)
    touch(m, host, host.rehearse("damaged", damaged_here), free=("65-end",))
    pull(m)
    plug(m, unsigned)
    touch(m, host, host.rehearse("back", unsigned_here), free=("68-end",))
    pull(m)
    note("damaged and unsigned contents are refused with their sentence; the shipped ones are back at a touch")
