"""Layers that are large: files by the million, decompression bombs, sparse files."""

import gzip
import struct
from itertools import chain

from hostile_cases import writers as w
from hostile_cases.archives import DEBIAN, HONEST, image

GIB = 1 << 30


def million_entries(folder, scale):
    """Three million empty files."""
    count = int(3_000_000 * scale)
    return w.oci_layout(folder, [chain([HONEST], (w.header(f"d/{i % 1000}/{i}") for i in range(count)), [w.END])])


def million_files(folder, scale):
    """Three million files as a monorepo has them; each hundredth is one that a cataloger wants."""
    return w.oci_layout(folder, [chain([HONEST], _tree(0, int(3_000_000 * scale)), [w.END])])


def million_in_layers(folder, scale):
    """The same in thirty layers."""
    step = int(100_000 * scale)
    layers = [chain(_tree(i * step, (i + 1) * step), [w.END]) for i in range(30)]
    return w.oci_layout(folder, [[HONEST, w.END], *layers])


def _tree(first, end):
    data = b'{"name":"package-%d","version":"1.%d.0","license":"MIT"}'
    for i in range(first, end):
        package = i // 100
        base = f"srv/app{package // 1000}/node_modules/package-{package}"
        if i % 100 == 0:
            yield w.entry(f"{base}/package.json", data % (package, package % 50))
        elif i % 100 == 1:
            yield w.entry(f"{base}/prebuilds/linux-x64/node.napi.node", b"\x7fELF" + bytes(60), mode=0o755)
        else:
            yield w.entry(f"{base}/dist/esm/components/internal/module{i % 100}.js", b"x" if i % 3 else b"")


def million_wanted(folder, scale):
    """Every entry a file that a cataloger wants."""
    count = int(200_000 * scale)
    data = b'{"name":"n","version":"1.0.0"}'
    made = (w.entry(f"app/node_modules/p{i}/package.json", data) for i in range(count))
    return w.oci_layout(folder, [chain([HONEST], made, [w.END])])


def bomb_unwanted(folder, scale):
    return w.oci_layout(folder, [chain([HONEST], w.zeros_entry("data/zeros", int(scale * 4 * GIB)), [w.END])])


def bomb_wanted(folder, scale):
    return w.oci_layout(folder, [chain([DEBIAN], w.zeros_entry("var/lib/dpkg/status", int(scale * 4 * GIB)), [w.END])])


def bomb_members(folder, scale):
    """64 GiB in gzip members of 64 MiB, all the same."""
    return _gzip_layer(folder, w.header("data/zeros", 1 << 33) + bytes(512), int(scale * 64 * GIB))


def bombs_many(folder, scale):
    """Thirty layers of a gigabyte each: every one of them within its bounds."""
    size = int(scale * GIB) // 512 * 512
    start = gzip.compress(HONEST + w.header("data/zeros", size), mtime=0)
    layers = [[start + gzip.compress(w.header(f"f{i}"), mtime=0), *w.zeros_gzip(size)] for i in range(30)]
    return w.oci_layout(folder, layers, packed=True)


def bomb_tail(folder, scale):
    """The tar is over after its first kilobyte; what follows is zeros."""
    return _gzip_layer(folder, HONEST + w.END, int(scale * 64 * GIB))


def _gzip_layer(folder, start, zeros):
    return w.oci_layout(folder, [[gzip.compress(start, mtime=0), *w.zeros_gzip(zeros)]], packed=True)


def bomb_empty_members(folder, scale):
    """Two million gzip members that hold nothing."""
    nothing = gzip.compress(b"", mtime=0)
    parts = [gzip.compress(HONEST, mtime=0), *([nothing * 1000] * int(2000 * scale)), gzip.compress(w.END, mtime=0)]
    return w.oci_layout(folder, [parts], packed=True)


def bomb_header(folder, scale):
    """A gzip header whose file name has 100 MB."""
    name = b"\x1f\x8b\x08\x08" + bytes(6) + b"n" * int(10**8 * scale) + b"\0"
    return w.oci_layout(folder, [[name + gzip.compress(HONEST + w.END, mtime=0)[10:]]], packed=True)


def bomb_nested(folder, scale):
    """A gzip in a gzip in a gzip: only what is packed once is a layer."""
    inner = b"".join(w.zeros_gzip(int(scale * 8 * GIB)))
    return w.oci_layout(folder, [[gzip.compress(gzip.compress(inner, mtime=0), mtime=0)]], packed=True)


def bomb_archive(folder, scale):
    """A docker archive that came packed, as 64 GiB of zeros."""
    path = folder / "image.tar.gz"
    with open(path, "wb") as out:
        out.write(gzip.compress(w.header("0/layer.tar", 1 << 33), mtime=0))
        out.writelines(w.zeros_gzip(int(scale * 64 * GIB)))
    return path


def zstd_bomb(folder, scale):
    size = int(scale * 1024 * GIB)
    return _zstd_layer(folder, w.zstd(HONEST + w.header("data/zeros", 1 << 33), size, w.END))


def zstd_wanted(folder, scale):
    return _zstd_layer(folder, w.zstd(DEBIAN + w.header("var/lib/dpkg/status", 1 << 33), int(scale * 64 * GIB)))


def zstd_window(folder, scale):
    """A window of 3.75 TiB is claimed; nothing needs it."""
    return _zstd_layer(folder, w.zstd(HONEST, 0, w.END, window=0xFF))


def zstd_skipped(folder, scale):
    """A million frames to be skipped, then one that claims 4 GiB and ends at once."""
    skip = struct.pack("<II", 0x184D2A50, 0)
    parts = chain(w.zstd(HONEST, 0, w.END), [skip * 1000] * int(1000 * scale), [struct.pack("<II", 0x184D2A5F, 0xFFFFFFFF)])
    return _zstd_layer(folder, parts)


def zstd_noise(folder, scale):
    """Blocks of the reserved kind, sizes beyond what a block may have, a dictionary nobody has."""
    frames = [b"\0\x38" + b"\xff" * 50, b"\0\x38" + (1 << 23).to_bytes(3, "little") + bytes(99),
              b"\xe7" + b"\xff" * 30, b"\x23\xff\xff\xff\xff\0" + bytes(20)]
    return w.oci_layout(folder, [[HONEST, w.END], *([w.ZSTD + frame] for frame in frames)], packed=True)


def _zstd_layer(folder, chunks):
    return w.oci_layout(folder, [chunks], packed=True, media=w.LAYER + "+zstd")


def zeros_10_gigabytes(folder, scale):
    """One honest file of ten gigabytes of zeros, then the package database."""
    size = int(10 * GIB * scale)
    size -= size % 512
    return w.oci_layout(folder, [_zeros_first(size)], packed=True)


def zeros_10_gigabytes_allowed(folder, scale):
    """The same, and the user says that it may be so large."""
    return [f"oci:{zeros_10_gigabytes(folder, scale)}", "--layer-size", "16G"]


def _zeros_first(size):
    return chain([gzip.compress(w.header("var/log/lastlog", raw_size=_base256(size)), mtime=0)], w.zeros_gzip(size),
                 [gzip.compress(HONEST + w.END, mtime=0)])


def _base256(size):
    return b"\x80" + size.to_bytes(11, "big")


def zeros_10_gigabytes_unpacked(folder, scale):
    """The same in a docker archive, whose file has a hole where they are: nothing is read that nobody wants."""
    size = int(10 * GIB * scale) // 512 * 512
    path = image(folder, HONEST)
    with open(path, "r+b") as archive:
        data = bytearray(archive.read())
        archive.seek(0)
        archive.write(w.header("hole", raw_size=_base256(size)))
        archive.seek(512 + size)
        archive.write(data)
    return path


def sparse(folder, scale):
    """Ten gigabytes in a sparse entry, as GNU tar's old form and as PAX 1.0, where nobody wants it."""
    parts = [_old_sparse("var/log/lastlog", 10 * GIB), *_pax_sparse("var/log/faillog", 10 * GIB)]
    return image(folder, *parts, HONEST)


def sparse_wanted(folder, scale):
    """Package databases, jars and programs of ten gigabytes, all hole."""
    names = ["var/lib/rpm/rpmdb.sqlite", "app/hole.jar", "usr/bin/hole", "app/package-lock.json"]
    parts = [part for name in names for part in (_old_sparse(name, 10 * GIB), *_pax_sparse("pax/" + name, 10 * GIB))]
    return image(folder, DEBIAN, *parts, _old_sparse("var/lib/dpkg/status", 10 * GIB))


def sparse_lies(folder, scale):
    """Sparse maps that overlap, run backwards, end beyond the file or are longer than anything."""
    maps = ["0,1,0,1", "5,1,1,1", "0,9223372036854775807", "-1,5", "9223372036854775807,1", "1," * 200_000 + "1", "x,y", "0"]
    parts = []
    for i, told in enumerate(maps):
        records = [w.record(b"GNU.sparse.map", told.encode()), w.record(b"GNU.sparse.size", b"%d" % (10 * GIB))]
        parts.append([w.pax(records), w.entry(f"app/{i}.jar", b"12"), w.END])
    return w.docker_archive(folder / "image.tar", [[HONEST, w.END], *parts])


def _old_sparse(name, size):
    """GNU's old form: offsets and lengths in the header. The last byte's segment is empty, as tar writes it."""
    head = bytearray(w.header(name, 512, kind=b"S", mode=0o755))
    head[257:265] = b"ustar  \0"
    head[386:398], head[398:410] = b"%011o\0" % 0, b"%011o\0" % 512
    head[410:422], head[422:434] = _base256(size), b"%011o\0" % 0
    head[483:495] = _base256(size)
    head[148:156] = b" " * 8
    head[148:156] = b"%06o\0 " % sum(head)
    return bytes(head) + b"PK\3\4\x7fELF".ljust(512, b"\0")


def _pax_sparse(name, size):
    records = [(b"GNU.sparse.major", b"1"), (b"GNU.sparse.minor", b"0"), (b"GNU.sparse.name", name.encode()),
               (b"GNU.sparse.realsize", b"%d" % size)]
    body = (b"2\n0\n512\n%d\n0\n" % size).ljust(512, b"\0") + b"\x7fELF".ljust(512, b"\0")
    return [w.pax([w.record(*r) for r in records]), w.entry("GNUSparseFile.0/x", body, mode=0o755)]
