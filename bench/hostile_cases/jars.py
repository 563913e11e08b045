"""Hostile jars."""

import io
import random
import struct
import zipfile
import zlib

from hostile_cases import writers as w
from hostile_cases.archives import HONEST, image


def _jar(files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as jar:
        for name, data in files:
            jar.writestr(name, data)
    return made.getvalue()


def jars_deep(folder, scale):
    jar = _jar([("META-INF/maven/g/a/pom.properties", "groupId=g\nartifactId=deepest\nversion=1\n")])
    for level in range(30):
        jar = _jar([(f"lib/{level}.jar", jar)])
    return image(folder, HONEST, w.entry("app/deep.jar", jar))


def jars_wide(folder, scale):
    """Each of five levels holds the next sixteen times: a million jars in a few kilobytes."""
    jar = _jar([("META-INF/MANIFEST.MF", "Implementation-Title: x\n")])
    for _ in range(5):
        jar = _jar([(f"lib/{i}.jar", jar) for i in range(16)])
    return image(folder, HONEST, w.entry("app/wide.jar", jar))


def jar_bomb(folder, scale):
    """A manifest and a nested jar of zeros without end."""
    made = folder / "bomb.jar"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as jar:
        for name in ("META-INF/MANIFEST.MF", "META-INF/maven/g/a/pom.properties", "lib/inner.jar"):
            with jar.open(name, "w", force_zip64=True) as file:
                for _ in range(int(1024 * scale)):
                    file.write(w.ZEROS)
    return image(folder, HONEST, w.entry("app/bomb.jar", made.read_bytes()))


def jar_overlap(folder, scale):
    """A central directory of 60,000 names that all share one local entry, itself a jar."""
    inner = _jar([("META-INF/MANIFEST.MF", "Implementation-Title: x\nImplementation-Version: 1\n" + " " * 500_000)])
    jar = _jar([("x.jar", inner)])
    end = jar.rindex(b"PK\5\6")
    at = jar.index(b"PK\1\2")
    one = jar[at:end]
    many = b"".join(_renamed(one, b"%05d.jar" % i) for i in range(60_000))
    tail = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 60_000, 60_000, len(many), at, 0)
    return image(folder, HONEST, w.entry("app/overlap.jar", jar[:at] + many + tail))


def _renamed(central, name):
    old = struct.unpack("<H", central[28:30])[0]
    return central[:28] + struct.pack("<H", len(name)) + central[30:46] + name + central[46 + old:]


def jar_noise(folder, scale):
    pick = random.Random(6)
    whole = _jar([("META-INF/maven/g/a/pom.properties", "groupId=g\nartifactId=a\nversion=1\n")])
    parts = [w.entry(f"app/{i}.jar", _flipped(whole, pick)) for i in range(300)]
    return image(folder, HONEST, *parts, w.entry("app/cut.jar", whole[:60]), w.entry("app/empty.jar"))


def _flipped(data, pick):
    data = bytearray(data)
    for _ in range(3):
        data[pick.randrange(len(data))] = pick.randrange(256)
    return bytes(data)


def jar_quoted(folder, scale):
    """David Fifield's overlap: each file's data quote the local headers of all after it, and end in the same kernel."""
    count = int(2_000 * scale) + 2
    kernel = _deflate(bytes(1 << 20))
    names = [b"%05d.jar" % i for i in range(count)]
    sizes, parts = [], [kernel]
    crc, length, packed = zlib.crc32(bytes(1 << 20)), 1 << 20, len(kernel)
    body, central = [], []
    for name in reversed(names):
        local = struct.pack("<4sHHHIIIIHH", b"PK\3\4", 20, 0, 8, 0, crc, packed, length, len(name), 0) + name
        body.append(local)
        sizes.append((name, crc, packed, length))
        quote = b"\0" + struct.pack("<HH", len(local), len(local) ^ 0xFFFF)
        crc, length, packed = 0, length + len(local), packed + len(quote) + len(local)
        body.append(quote)
    body.pop()
    data = b"".join(reversed(body)) + kernel
    at = 0
    for name, crc, packed, length in reversed(sizes):
        central.append(struct.pack("<4sHHHHIIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, crc, packed, length, len(name), 0, 0, 0, 0, 0, at) + name)
        at += 30 + len(name) + 5
    listed = b"".join(central)
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, len(listed), len(data), 0)
    return image(folder, HONEST, w.entry("app/quoted.jar", data + listed + end))


def _deflate(data):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def jar_million(folder, scale):
    """A jar of a million entries, and one of as many as its directory may hold."""
    parts = [w.entry(f"app/{count}.jar", _listing(int(count * scale))) for count in (1_000_000, 300_000)]
    return image(folder, HONEST, *parts)


def _listing(count):
    """A zip64 jar whose entries are named but empty."""
    local = struct.pack("<4sHHHIIIIHH", b"PK\3\4", 20, 0, 0, 0, 0, 0, 0, 7, 0) + b"a.class"
    head = struct.pack("<4sHHHHIIIIHHHHHII", b"PK\1\2", 20, 20, 0, 0, 0, 0, 0, 0, 19, 0, 0, 0, 0, 0, 0)
    listed = b"".join(head + b"pkg/c%07d.class" % i for i in range(count))
    at = len(local)
    big = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, count, count, len(listed), at)
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, at + len(listed), 1)
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return local + listed + big + locator + end


def jar_zip64(folder, scale):
    """End records whose sizes and places are huge, negative, or point at themselves."""
    parts = []
    lies = [0xFFFFFFFFFFFFFFFF, 0x7FFFFFFFFFFFFFFF, 0x8000000000000000, 1, 0, 22, 1 << 40]
    for i, (size, at) in enumerate((a, b) for a in lies for b in lies):
        big = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", size, 45, 45, 0, 0, size, size, size, at)
        locator = struct.pack("<4sIQI", b"PK\6\7", 0, at if i % 2 else 300, 1)
        end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFF * (i % 3 == 0))
        parts.append(w.entry(f"app/{i}.jar", bytes(300) + big + locator + end))
    return image(folder, HONEST, *parts)


def jars_many_bombs(folder, scale):
    """Two hundred small jars, each of which unpacks to half a gigabyte."""
    made = folder / "bomb.jar"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as jar:
        for i in range(10):
            jar.writestr(f"lib/{i}.jar", bytes(int(50 * scale * w.CHUNK)))
    bomb = made.read_bytes()
    return image(folder, HONEST, *(w.entry(f"app/{i}.jar", bomb) for i in range(200)))


def jar_linked(folder, scale):
    """A jar bomb under ten thousand names, by hard links."""
    made = _jar([(f"lib/{i}.jar", bytes(int(60 * scale * w.CHUNK))) for i in range(4)])
    links = [w.header(f"app/{i}.jar", kind=b"1", link=b"app/bomb.jar") for i in range(int(10_000 * scale))]
    return image(folder, HONEST, w.entry("app/bomb.jar", made), *links)
