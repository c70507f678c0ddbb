"""What the guest does while its power is cut (cuts/work.sh), prepared and recorded: one boot, every write of the card and of the stick
written down."""
import random
import shutil
import sqlite3

from host import BIN, Stick
from machine import *  # noqa: F403

CODE, SUPERVISOR = "280419", "730582"
HERE = os.path.join(ROOT, "tests/device/cuts")
BUILD = os.path.dirname(BIN)
PACKS = (("respect",), ("respect", "sobriete"), ("donnees",))
NOTES = 10
DOOR = ["wake"] + ["corner left", "corner right"] * 3

# The oldest schema that a kiosk ever had. Rows carry a mark of their own content, so they are a database's of today.
OLDEST = """
CREATE TABLE state(one INTEGER PRIMARY KEY CHECK(one = 1), number INTEGER NOT NULL, visits INTEGER NOT NULL, seen INTEGER NOT NULL,
 kept INTEGER NOT NULL, opened_day INTEGER NOT NULL, dirty_stops INTEGER NOT NULL, total INTEGER NOT NULL, today INTEGER NOT NULL,
 visits_today INTEGER NOT NULL, lost INTEGER NOT NULL, gaps INTEGER NOT NULL, rejected INTEGER NOT NULL, running INTEGER NOT NULL,
 previous BLOB NOT NULL, mark BLOB NOT NULL);
CREATE TABLE envelope(key INTEGER PRIMARY KEY, bytes BLOB NOT NULL, mark BLOB NOT NULL);
CREATE TABLE bundle(number INTEGER PRIMARY KEY, kept INTEGER NOT NULL, manifest BLOB NOT NULL, signature BLOB NOT NULL,
 mark BLOB NOT NULL);
CREATE TABLE setting(key TEXT PRIMARY KEY NOT NULL, value BLOB NOT NULL, mark BLOB NOT NULL) WITHOUT ROWID;
PRAGMA user_version = 1;
"""


def oldest(today, path):
    """A database of the oldest schema, with the rows of one of today."""
    base = sqlite3.connect(path)
    base.executescript(OLDEST)
    base.execute("ATTACH ? AS today", (today,))
    for table in ("state", "envelope", "bundle", "setting"):
        base.execute("INSERT INTO main.%s SELECT * FROM today.%s" % (table, table))
    check(base.execute("SELECT count(*) FROM envelope").fetchone()[0] > 50, "the old database has hardly a fact")
    base.commit()
    base.close()


def kiosk(data, *arguments):
    return sh(BIN + "/escale-kiosk", "--content", BUILD + "/content", "--assets", BUILD + "/assets", "--data", data, *arguments)


def script(path, *lines):
    with open(path, "w") as f:
        f.write("\n".join(lines) + "\n")


def group():
    """Ten minutes of a group: a note is written each minute, moved to and looked at; `shot` says what was promised."""
    yield from DOOR + ["code " + CODE, "tap Animer une séance", "tap World Café AFOR (80 min)", "tap Démarrer l'atelier", "tap Outils",
                       "tap Toutes les étapes", "tap 4. Les idées du groupe (40 min)", "tap Démarrer", "shot group"]
    for i in range(1, NOTES + 1):
        yield from ["tap " + ("Atouts", "Faiblesses", "Risques")[i % 3], "tap Ajouter une note", "write Les personnes du village",
                    "wait 6", "write %s" % ("abcdefghij"[i - 1] * 3), "tap C'est écrit", "wait 6", "shot note %d" % i, "do back", "wait 12"]
    # Who leaves at once loses nothing of what was just written.
    yield from ["tap Risques", "tap Ajouter une note", "write Au revoir", "tap C'est écrit", "do back", "tap Outils",
                "tap Quitter, et reprendre plus tard", "shot left"]


def prepare(host, old_visits=12):
    """The folder that the guest finds on its card, and what the card is set up with."""
    out = host.dir + "/cuts"
    os.makedirs(out + "/small")
    for name in ("respect", "glossaire"):
        shutil.copytree("%s/content/%s" % (BUILD, name), "%s/small/%s" % (out, name))
    shutil.copy(HERE + "/work.sh", out)
    script(out + "/setup.taps", *DOOR, "code " + CODE, "code " + CODE, "shot codes", "tap Date : à confirmer", "tap Oui, c'est aujourd'hui",
           "tap Espace conseiller", "tap Choisir le code superviseur", "code " + SUPERVISOR, "code " + SUPERVISOR, "shot supervisor", "do back")
    script(out + "/export.taps", *DOOR, "code " + CODE, "tap Préparer l'envoi du mois", "tap Fermer le lot quand même", "tap Fin de tournée",
           "code " + SUPERVISOR, "shot closed", "tap Espace conseiller", "do back")
    for i in range(1, len(PACKS) + 1):
        script("%s/pack-%d.taps" % (out, i), *DOOR, "code " + CODE, *(["code " + CODE] if i == 1 else []),
               "tap Contenus" + (" : version %d" % (i - 1) if i > 1 else ""), "tap Installer ces contenus", "tap Espace conseiller")
    script(out + "/group.taps", *group())
    script(out + "/erase.taps", *DOOR, "code " + CODE, "tap Animer une séance", "tap Reprendre : World Café AFOR", "tap Outils",
           "tap Finir l'atelier", "tap Effacer et finir", "tap Oui, effacer et finir", "shot erased")
    packs(host, out)
    key = open(host.dir + "/coordination/autorite.pub").read().split("\n")[1]
    os.makedirs(host.dir + "/card")
    script(host.dir + "/card/escale.txt", "autorité = " + key, "lieu = bus", "destinataires = ESCALE")
    shutil.copytree(host.stick + "/ESCALE", host.dir + "/card/ESCALE")
    kiosk(host.dir + "/today", "--card", host.dir + "/card", "--simulate", str(old_visits), "--seed", "9")
    oldest(host.dir + "/today/escale.db", out + "/old.db")


def packs(host, out):
    """Three signed packs of contents, of which each takes the place of the one before."""
    source, author = host.dir + "/source", BIN + "/escale-author"
    for i, modules in enumerate(PACKS, 1):
        for old in PACKS[i - 2] if i > 1 else ():
            shutil.rmtree("%s/%s" % (source, old))
        for name in modules + (() if i > 1 else ("glossaire",)):
            shutil.copytree("%s/content/%s" % (ROOT, name), "%s/%s" % (source, name))
        script(source + "/LICENCE", "CC BY-SA 4.0")
        unsigned = "%s/%d.contenus.tar" % (host.dir, i)
        sh(author, "pack", source, "--nom", "Essai", "--version", str(i), "--sortie", unsigned)
        os.makedirs("%s/signed-%d" % (host.dir, i))
        sh(author, "sign", unsigned, "--cle", host.dir + "/coordination/autorite.secret", "--signataire", "Nous", "--sortie",
           "%s/signed-%d" % (host.dir, i))
        sh("sh", "-c", "mv %s/signed-%d/ESCALE/*.tar %s/pack-%d.contenus.tar" % (host.dir, i, out, i))
        os.makedirs("%s/pack-%d" % (host.dir, i))
        sh("tar", "xf", "%s/pack-%d.contenus.tar" % (out, i), "-C", "%s/pack-%d" % (host.dir, i))


def fill_stick(host, path):
    """A stick that people use for other things as well: what is on it before."""
    stick, folder = Stick(path, 48), host.dir + "/before-stick"
    rng = random.Random(5)
    for name, size in (("photos/fete 2026.jpg", 300000), ("photos/marche.jpg", 70000), ("lettre.odt", 5000), ("vide.txt", 0),
                       ("ESCALE/0123456789abcdef.escale", 66000), ("ESCALE/destinataires.txt", 400)):
        os.makedirs(os.path.dirname("%s/%s" % (folder, name)), exist_ok=True)
        with open("%s/%s" % (folder, name), "wb") as f:
            f.write(rng.randbytes(size))
    for name in sorted(os.listdir(folder)):
        stick.fill("%s/%s" % (folder, name))
    return stick


def record(host, image, directory):
    """One boot through everything. In directory then: log and stick-log, before and stick-before (what the log began with)."""
    card = Card(directory + "/card.img", image)
    sh("mcopy", "-s", "-D", "o", "-i", card.fat(), host.dir + "/card/ESCALE", host.dir + "/card/escale.txt", host.dir + "/cuts", "::")
    at = card.partition(4)[0]
    sh("dd", "if=" + card.path, "of=" + directory + "/before", "bs=1M", "skip=%d" % (at >> 20), "conv=sparse", "status=none")
    stick = fill_stick(host, directory + "/stick.img")
    shutil.copy(stick.path, directory + "/stick-before")
    for name in ("log", "stick-log"):
        open("%s/%s" % (directory, name), "wb").close()
    written = "driver=blklogwrites,node-name=%s,file=%s,log=%s,log-sector-size=512,log-super-update-interval=1"
    disk = []
    for name, path, log in (("card", card.path, "log"), ("stick", stick.path, "stick-log")):
        disk += ["-blockdev", "driver=file,node-name=%s-file,filename=%s" % (name, path),
                 "-blockdev", "driver=file,node-name=%s-log,filename=%s/%s" % (name, directory, log),
                 "-blockdev", written % (name, name + "-file", name + "-log")]
    m = Machine(directory, card, disk=disk, beside=False)
    try:
        m.power_on()
        m.wait("the guest's shell", lambda: m.said("Bench ready"))
        m.wait("the kiosk", lambda: m.run("systemctl is-active escale-kiosk")[1] == "active")
        for part in ("start", "first", "visits", "export", "packs", "group", "old", "control"):
            if part == "export":
                m.qmp("device_add", driver="usb-storage", id="stick-device", drive="stick", bus="usb.0", removable=True)
                m.wait("the stick", lambda: m.run("grep -q ' /media/escale ' /proc/mounts")[0] == 0, 60)
            began = time.monotonic()
            status, said = m.run("sh /boot/firmware/cuts/work.sh " + part, 900)
            check(status == 0, "in the guest, %s: %s" % (part, said))
            note("recorded: %s, %d s" % (part, time.monotonic() - began))
    finally:
        m.power_off()
        os.unlink(card.path)
