"""Hostile package databases and package files inside an otherwise honest layer."""

import io
import json
import random
import sqlite3
import struct
import zlib

from hostile_cases import writers as w
from hostile_cases.archives import DEBIAN, HONEST, dpkg, image, stanza

FEDORA = w.entry("etc/os-release", b"ID=fedora\nVERSION_ID=40\n")
ESCAPES = b"evil\x1b[2J\x1b]0;owned\x07\x9b31m\r\x00\x7f\xe2\x80\xae"


def names(folder, scale):
    """Terminal escapes, invalid UTF-8 and a text-direction override wherever a name or version is read."""
    packages = dpkg(stanza(ESCAPES, b"1\xff\xfe-1"), stanza(b"ok", b"1\x1b[31m"), stanza(b"\xc3(", b"1"))
    npm = json.dumps({"name": ESCAPES.decode("latin-1"), "version": "1.0.0\u001b[0m"}).encode()
    python = b"Metadata-Version: 2.1\nName: " + ESCAPES + b"\nVersion: 1\x1b[0m\n\n"
    return image(folder, w.entry("etc/os-release", b"ID=debian\nVERSION_ID=12\nPRETTY_NAME=\"" + ESCAPES + b"\"\n"), packages,
                 w.entry("a/node_modules/\x1b[2Jx/package.json", npm), w.entry("b/\x1b[1mx-1.dist-info/METADATA", python))


def dpkg_garbage(folder, scale):
    pick = random.Random(3)
    return image(folder, DEBIAN, w.entry("var/lib/dpkg/status", stanza(b"first") + pick.randbytes(1_000_000)),
                 w.entry("var/lib/dpkg/status.d/x", pick.randbytes(1000)), w.entry("var/lib/dpkg/info/a.list", pick.randbytes(100_000)))


def dpkg_one_line(folder, scale):
    return image(folder, DEBIAN, w.entry("var/lib/dpkg/status", b"Package: " + b"a" * int(2**27 * scale)))


def dpkg_many(folder, scale):
    return image(folder, DEBIAN, dpkg(*(stanza(b"p%d" % i) for i in range(int(1_000_000 * scale)))))


def apk_garbage(folder, scale):
    body = b"P:musl\nV:1.2.3-r0\no:musl\n\nP\n:\nV:\n\nP:x" + random.Random(4).randbytes(500_000)
    return image(folder, w.entry("etc/os-release", b"ID=alpine\nVERSION_ID=3.16.0\n"), w.entry("lib/apk/db/installed", body))


def _sqlite(folder, blobs):
    path = folder / "made.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("create table Packages (hnum integer primary key autoincrement, blob blob not null)")
        db.executemany("insert into Packages (blob) values (?)", [(b,) for b in blobs])
    db.close()
    return bytearray(path.read_bytes())


def rpm_sqlite_garbage(folder, scale):
    """Row blobs that aren't rpm headers, among them one that claims two thousand million tags."""
    claims = struct.pack(">II", 0x7FFFFFFF, 0x7FFFFFFF) + bytes(64)
    entry = struct.pack(">II", 1, 16) + struct.pack(">IIII", 1000, 6, 0x7FFFFFFF, 0x7FFFFFFF) + bytes(16)
    return image(folder, FEDORA, w.entry("var/lib/rpm/rpmdb.sqlite", bytes(_sqlite(folder, [b"", b"x", claims, entry]))))


def rpm_sqlite_loop(folder, scale):
    """A b-tree whose interior pages point at themselves and beyond the end."""
    data = _sqlite(folder, [bytes(3000)] * 200)
    page = struct.unpack(">H", data[16:18])[0]
    for number in range(1, len(data) // page):
        start = number * page
        if data[start] == 5:
            data[start + 8:start + 12] = struct.pack(">I", number + 1)
            for cell in range(struct.unpack(">H", data[start + 3:start + 5])[0]):
                at = start + struct.unpack(">H", data[start + 12 + 2 * cell:start + 14 + 2 * cell])[0]
                data[at:at + 4] = struct.pack(">I", number + 1 if cell % 2 else 0x7FFFFFFF)
    return image(folder, FEDORA, w.entry("var/lib/rpm/rpmdb.sqlite", bytes(data)))


def rpm_sqlite_cut(folder, scale):
    return image(folder, FEDORA, w.entry("var/lib/rpm/rpmdb.sqlite", bytes(_sqlite(folder, [bytes(3000)] * 200)[:40_000])))


def rpm_ndb(folder, scale):
    """Magic right, a huge number of slot pages, slots that point anywhere."""
    head = struct.pack("<4sIIII", b"RpmP", 0, 1, 0x7FFFFFFF, 0) + bytes(12)
    slots = b"".join(struct.pack("<4sIII", b"Slot", i + 1, 0x7FFFFFF0, 0x7FFFFFFF) for i in range(254))
    return image(folder, FEDORA, w.entry("usr/lib/sysimage/rpm/Packages.db", head + slots + random.Random(5).randbytes(10_000)))


def rpm_bdb(folder, scale):
    """A hash database whose pages follow one another in a circle."""
    page = 4096
    meta = bytearray(page)
    struct.pack_into("<IIIIII", meta, 0, 0, 0, 0, 0x061561, 9, page)
    meta[25] = 8
    struct.pack_into("<I", meta, 32, 3)
    pages = bytes(meta)
    for number in (1, 2, 3):
        body = bytearray(page)
        struct.pack_into("<IIIIIHHBB", body, 0, 0, 0, number, 0, number % 3 + 1, 40, 0, 0, 13 if number == 1 else 7)
        for slot in range(40):
            struct.pack_into("<H", body, 26 + 2 * slot, 4000)
        struct.pack_into("<BxxxII", body, 4000, 3, 2, 0x7FFFFFFF)
        pages += bytes(body)
    return image(folder, FEDORA, w.entry("var/lib/rpm/Packages", pages))


def documents(folder, scale):
    """package.json and METADATA that are deep, huge or of the wrong shape."""
    deep = b'{"name":' + b"[" * int(2_000_000 * scale)
    long = b'{"name":"' + b"a" * int(50_000_000 * scale) + b'","version":"1"}'
    shapes = [b"", b"null", b"[]", b'{"name":{},"version":[]}', b'{"name":"a","version":1e999}', b"\xff\xfe\x00", b'{"name":"a"']
    parts = [w.entry(f"n/node_modules/p{i}/package.json", data) for i, data in enumerate([deep, long, *shapes])]
    metadata = b"Name: " + b"b" * int(50_000_000 * scale) + b"\nVersion: 1\n\n"
    return image(folder, HONEST, *parts, w.entry("p/x-1.dist-info/METADATA", metadata), w.entry("p/y.egg-info", b"\x00" * 1000))


def go_binaries(folder, scale):
    """ELF files with Go's build-info magic and lengths that lie."""
    elf = bytearray(b"\x7fELF\x02\x01\x01" + bytes(57))
    struct.pack_into("<HHIQQQ", elf, 16, 2, 62, 1, 0x400000, 64, 0x7FFFFFFFFFFFFFF0)
    struct.pack_into("<HHHHHH", elf, 52, 64, 56, 0xFFFF, 64, 0xFFFF, 0xFFFE)
    lying = b"\xff Go buildinf:\x08\x02" + bytes(16) + b"\xff" * 10 + b"go1.22"
    pointers = b"\xff Go buildinf:\x08\x00" + struct.pack("<QQ", 0x7FFFFFFFFFFFFFFF, 8)
    pick = random.Random(7)
    parts = [w.entry(f"bin/{i}", bytes(elf) + bytes(448) + magic + pick.randbytes(4096), mode=0o755) for i, magic in enumerate([lying, pointers, b""])]
    return image(folder, HONEST, *parts)


def elf_lies(folder, scale):
    """Programs whose sections and notes overlap, are endless, or name themselves; packed crates that never end."""
    names = b"\0.go.buildinfo\0.dep-v0\0.note.package\0.shstrtab\0"
    packed = zlib.compress(b'{"packages": [' + b" " * int(200_000_000 * scale) + b"]}")
    lies = [(0, 1 << 62), (1 << 62, 100), (0, 300_000), (64, 0x7FFFFFFF), (400, len(packed)), (0xFFFFFFFFFFFFFFF0, 0x20)]
    parts = []
    for i, (at, size) in enumerate(lies):
        sections = [_section(0, 0, 0, 0), *(_section(names.index(n), kind, at, size) for n, kind in ((b".go.b", 1), (b".dep", 1), (b".note", 7))),
                    _section(names.index(b".shstr"), 3, 300, len(names))] + [_section(1, 7, at, size)] * 2000
        head = struct.pack("<16sHHIQQQIHHHHHH", b"\x7fELF\2\1\1", 2, 62, 1, 0x400000, 64, 300_000, 0, 64, 56, 4, 64, len(sections), 4)
        notes = b"".join(struct.pack("<IIQQQQQQ", kind, 4, at, at, at, size, size, 1) for kind in (1, 4, 4, 2))
        body = (head + notes).ljust(300, b"\0") + names.ljust(100, b"\0") + packed
        parts.append(w.entry(f"bin/{i}", body[:300_000].ljust(300_000, b"\xff") + b"".join(sections), mode=0o755))
    note = struct.pack("<III", 4, 0x7FFFFFFF, 0xCAFE1A7E) + b"FDO\0" + b'{"name":' + b"[" * 3000
    small = struct.pack("<16sHHIQQQIHHHHHH", b"\x7fELF\2\1\1", 2, 62, 1, 0, 64, 0, 0, 64, 56, 1, 64, 0, 0)
    small += struct.pack("<IIQQQQQQ", 4, 4, 120, 0, 0, 1 << 40, 1 << 40, 1) + note
    return image(folder, HONEST, *parts, w.entry("bin/note", small.ljust(8192, b"\0"), mode=0o755))


def _section(name, kind, at, size):
    return struct.pack("<IIQQQQIIQQ", name, kind, 0, at, at, size, 0, 0, 1, 0)
